"""Which fields the form of an item has, and how they are named."""

from __future__ import annotations

from dataclasses import dataclass

from geo.incidents import DATE_PRECISIONS, PLACE_PRECISIONS
from geo.taxonomy import SUB_EVENT_TYPES

__all__ = ["CHOICES", "CONTEXT_ROWS", "FIELD_NAMES", "INCIDENT_ROWS", "TYPE", "Row", "type_choices"]

TYPE = "type"
"""The field for the event type and the sub-event type together."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the form: its title and its fields."""

    title: str
    fields: tuple[str, ...]


INCIDENT_ROWS = (
    Row("Day", ("date_start", "date_end", "date_precision")),
    Row("Place", ("location", "place_precision")),
    Row("District", ("district", "province")),
    Row("Coordinates", ("lat", "lon")),
    Row("Type", (TYPE,)),
    Row("First actor", ("actor1",)),
    Row("Second actor", ("actor2",)),
    Row("Killed", ("killed_low", "killed_best", "killed_high")),
    Row("of them", ("killed_security", "killed_militants", "killed_civilians")),
    Row("Injured", ("injured",)),
    Row("Abducted", ("abducted",)),
    Row("Quote", ("notes",)),
)

CONTEXT_ROWS = (
    Row("Day", ("date_start", "date_end")),
    Row("Title", ("title",)),
    Row("Scope", ("scope",)),
    Row("Category", ("category",)),
    Row("Note", ("notes",)),
)

FIELD_NAMES = {
    "date_start": "First day", "date_end": "Last day", "date_precision": "How precisely the day is known",
    "location": "Place", "place_precision": "How precisely the place is known", "district": "District",
    "province": "Province", "lon": "Longitude", "lat": "Latitude", TYPE: "Type", "event_type": "Type",
    "sub_event_type": "Type", "actor1": "First actor", "actor2": "Second actor", "killed_low": "Killed, lowest",
    "killed_best": "Killed, best", "killed_high": "Killed, highest", "killed_security": "Killed, security forces",
    "killed_militants": "Killed, militants", "killed_civilians": "Killed, civilians", "injured": "Injured",
    "abducted": "Abducted", "notes": "Quote", "title": "Title", "scope": "Scope", "category": "Category",
    "claims": "Claims", "sources": "Publisher", "url": "Address",
}  # fmt: skip

_DAY_WORDS = {"day": "day known", "week": "in this week", "month": "in this month", "year": "in this year"}
_SHORT_PLACES = {"exact": "exact", "near": "near", "district": "district only", "province": "province only",
                 "country": "country only"}  # fmt: skip


CHOICES: dict[str, tuple[tuple[str, str], ...]] = {
    "date_precision": (("", ""), *((_DAY_WORDS.get(name, name), name) for name in DATE_PRECISIONS)),
    "place_precision": (("", ""), *((_SHORT_PLACES.get(name, name), name) for name in PLACE_PRECISIONS)),
}
"""The choices of fields that have some: texts and values. Those of the type are in `type_choices`."""


def type_choices() -> tuple[tuple[str, tuple[str, str]], ...]:
    """The event types with their sub-event types: texts, and event type with sub-event type."""
    found: list[tuple[str, tuple[str, str]]] = [("", ("", ""))]
    for kind, subs in SUB_EVENT_TYPES.items():
        found.append((kind, (kind, "")))
        found += [(f"   {sub}", (kind, sub)) for sub in subs]
    return tuple(found)
