"""One incident as a person types it: a text for each column; blank is unknown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from geo.incidents import Claim, Incident

__all__ = ["FIELDS", "IncidentEntry", "copy_of", "entry_of", "retyped"]


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentEntry:
    """The texts of one incident, by the names of the columns of `geo.incidents.columns`.

    ``date_start`` may be a day, a range, a week, a month or a year in any form that an import reads (``18 Nov 2024``,
    ``3-5 Nov 2024``, ``Nov 2024``); with ``date_end`` it is the first day. Figures may be numbers, words or ranges
    (``0``, ``at least 5``, ``3-5``); blank and ``unknown`` are unknown, which is not 0. ``killed_best`` alone may be a
    range. ``lon`` and ``lat`` are degrees (EPSG:4326).

    ``edits`` is the stored incident that is corrected; None for a new one.
    """

    date_start: str = ""
    date_end: str = ""
    date_precision: str = ""
    lon: str = ""
    lat: str = ""
    place_precision: str = ""
    location: str = ""
    district: str = ""
    province: str = ""
    event_type: str = ""
    sub_event_type: str = ""
    actor1: str = ""
    actor2: str = ""
    actors_associated: str = ""
    killed_low: str = ""
    killed_best: str = ""
    killed_high: str = ""
    killed_security: str = ""
    killed_militants: str = ""
    killed_civilians: str = ""
    injured: str = ""
    abducted: str = ""
    sources: str = ""
    url: str = ""
    notes: str = ""
    claims: tuple[Claim, ...] = ()
    edits: Incident | None = None


FIELDS = tuple(field.name for field in fields(IncidentEntry) if field.name not in ("claims", "edits"))
"""The fields that hold texts, in the order of the columns."""


def entry_of(incident: Incident, claims: Sequence[Claim] = ()) -> IncidentEntry:
    """A stored incident as an entry that corrects it."""
    texts = {name: _text(getattr(incident, name)) for name in FIELDS}
    return IncidentEntry(**texts, claims=tuple(claims), edits=incident)


def copy_of(entry: IncidentEntry) -> IncidentEntry:
    """An entry of another incident with the same texts, as for a series; without the claims, which are about one."""
    return replace(entry, claims=(), edits=None)


_FOLLOWING = {
    "date_start": ("date_end", "date_precision"),
    "location": ("lon", "lat", "place_precision", "district", "province"),
    "lon": ("place_precision", "district", "province"),
    "district": ("province",),
    "event_type": ("sub_event_type",),
    "killed_best": ("killed_low", "killed_high"),
}
"""The fields that say more about another one: they are not kept where only that one is typed anew."""


def retyped(entry: IncidentEntry, texts: Mapping[str, str]) -> IncidentEntry:
    """An entry with some fields typed anew; what depends on them and is not typed too is found anew.

    The district of an incident that is moved to another point is that of the new point.
    """
    following = {name for typed in texts for name in _FOLLOWING.get(typed, ())}
    values: dict[str, Any] = dict.fromkeys(following, "")
    return replace(entry, **values | dict(texts))


def _text(value: object) -> str:
    return "" if value is None else str(value)
