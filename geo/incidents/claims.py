"""Who says what about an incident: attribution is a set of claims, not a fact."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from geo.reading.figures import Figure, read_figure

__all__ = ["CLAIM_KINDS", "FIGURES", "Claim", "people_of"]

CLAIM_KINDS = ("claimed", "attributed", "denied", "reported")

FIGURES = ("killed", "killed_security", "killed_militants", "killed_civilians", "injured", "abducted")
"""The figures that a claim can be about."""


def people_of(figure: str) -> str:
    """What became of the people that a figure counts: ``killed``, ``injured`` or ``abducted``."""
    return figure.partition("_")[0]


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement about an incident.

    ``kind`` is one of `CLAIM_KINDS`; ``by`` is who says it, ``about`` of whom or of what figure, ``remark`` how or
    under which reservation, ``url`` where it was published; blank is not stated. A claim about a number of
    people names the ``figure`` (one of `FIGURES`) and its ``value`` as it was given: ``5``, ``3-5``, ``at least 12``.
    """

    incident_id: str
    kind: str
    by: str
    about: str
    date: date | None = None
    source: str = ""
    remark: str = ""
    quote: str = ""
    url: str = ""
    figure: str = ""
    value: str = ""

    @property
    def number(self) -> Figure | None:
        """The least, likeliest and greatest number that the claim states; None if it is about no figure.

        A number of None is not known.
        """
        return read_figure(self.value, people_of(self.figure)) if self.figure and self.value else None

    def sentence(self) -> str:
        """The claim in plain words."""
        told, number = self._statement(), self._number_words
        told = f"{told}; {number}" if number and (self.about or self.kind != "reported") else told
        return told + (f" ({self.remark})" if self.remark else "")

    @property
    def _number_words(self) -> str:
        return f"{self.figure.replace('_', ' ')}: {self.value}" if self.figure and self.value else ""

    def _statement(self) -> str:
        if self.kind == "claimed":
            return f"Claimed by {self.by}"
        if self.kind == "attributed":
            return f"Attributed to {self.about}" + (f" by: {self.by}" if self.by else "")
        if self.kind == "denied":
            return f"Denied by {self.by}" + (f" ({self.about})" if self.about else "")
        what = self.about or self._number_words
        return f"Reported by {self.by}: {what}" if self.by else f"Reported: {what}"
