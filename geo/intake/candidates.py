"""What a text may tell: incidents, claims and context events, each with the words that it was read from.

Nothing here is an incident yet. A person confirms, corrects or rejects each candidate; what the text does not say
is ``None`` or empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from geo.reading.figures import Figure

__all__ = ["Candidate", "ClaimCandidate", "ContextCandidate", "Figure", "Reading", "Span"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the text: offsets in characters of the text as it was given, the end excluded."""

    start: int
    end: int

    def words(self, text: str) -> str:
        """The words of the text that it covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class ClaimCandidate:
    """A statement about responsibility or about a figure.

    ``kind`` is one of `geo.incidents.claims.CLAIM_KINDS`; ``by`` is who says it, ``about`` of whom or of what figure;
    blank is not stated.
    """

    kind: str
    by: str
    about: str
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An incident that a text seems to tell, in the columns of `geo.incidents.columns`.

    A figure is ``None`` where the text states none. ``evidence`` has the words of each field that is filled, by the
    name of the field; ``lon`` and ``lat`` (degrees, EPSG:4326) and the province of a district follow from the place.
    ``doubts`` are sentences for the person who confirms it.
    """

    date_start: date | None = None
    date_end: date | None = None
    date_precision: str = ""
    province: str = ""
    district: str = ""
    location: str = ""
    place_precision: str = ""
    lon: float | None = None
    lat: float | None = None
    event_type: str = ""
    sub_event_type: str = ""
    actor1: str = ""
    actor2: str = ""
    killed: Figure | None = None
    killed_security: Figure | None = None
    killed_militants: Figure | None = None
    killed_civilians: Figure | None = None
    injured: Figure | None = None
    abducted: Figure | None = None
    claims: tuple[ClaimCandidate, ...] = ()
    sentence: Span = Span(0, 0)
    evidence: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ContextCandidate:
    """What happened beside incidents: an operation announced, a statement, a ceasefire, a closure."""

    date_start: date | None
    date_end: date | None
    title: str
    scope: str
    category: str
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from a text; ``notes`` say in sentences what could not be read and what was left out."""

    published: date | None
    candidates: tuple[Candidate, ...] = ()
    context: tuple[ContextCandidate, ...] = ()
    notes: tuple[str, ...] = ()
