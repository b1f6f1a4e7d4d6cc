"""What the columns of a table can be, and the orders of a day in numbers, in words for people."""

from __future__ import annotations

import re

from geo.sources.column_mapping.record import TARGETS
from geo.taxonomy import EVENT_TYPES, SUB_EVENT_TYPES

__all__ = [
    "BOTH",
    "NAMES",
    "NONE",
    "ORDERS",
    "event_types",
    "in_words",
    "note_words",
    "order_words",
    "target_words",
    "targets",
]

BOTH = "lat lon"
"""A column of latitude and longitude in one; it is the column for both of ours."""

NONE = "– none of them –"
"""The answer that no column is meant."""

NAMES = {
    "date_start": "Day (or first day)",
    "date_end": "Last day",
    "date_precision": "How precisely the day is known",
    "event_type": "Event type",
    "sub_event_type": "Sub-event type",
    "district": "District",
    "province": "Province",
    "country": "Country (read, not stored)",
    "location": "Place",
    "lat": "Latitude (or northing)",
    "lon": "Longitude (or easting)",
    BOTH: "Latitude and longitude in one",
    "utm_zone": "UTM zone of easting and northing",
    "place_precision": "How precisely the place is known",
    "actor1": "First actor",
    "actor2": "Second actor",
    "actors_associated": "Further actors",
    "killed_best": "Killed",
    "killed_low": "Killed, at least",
    "killed_high": "Killed, at most",
    "killed_civilians": "Killed civilians",
    "killed_security": "Killed security forces",
    "killed_militants": "Killed militants",
    "injured": "Injured",
    "abducted": "Abducted",
    "notes": "Notes",
    "sources": "Sources",
    "url": "Link",
    "incident_id": "Id (stays the same in later files)",
    "revised_at": "Moment of the last revision",
    "claims": "Claims (JSON)",
}
"""What a column can be, in the order in which it is offered."""

ORDERS = {
    "dmy": "day first: 18/11/2024",
    "mdy": "month first: 11/18/2024",
    "ymd": "year first: 24/11/18",
    "epoch": "seconds since 1970: 1731888000",
}


_NAME = re.compile(r"(?<![\w'\"“=])[a-z]+(?:_[a-z]+)+\b(?!['\"”])")
"""What may be the name of a column of ours within a sentence: words joined by underscores, not in quotes."""


def target_words(name: str) -> str:
    """What a column of ours is called."""
    return NAMES.get(name, name.replace("_", " "))


def order_words(order: str) -> str:
    """An order of day, month and year, with an example."""
    return ORDERS.get(order, order)


def in_words(text: str) -> str:
    """A sentence with the names that people use in place of those of our columns, but for names that are quoted."""
    return _NAME.sub(lambda match: f"“{target_words(match[0])}”" if match[0] in NAMES else match[0], text)


def note_words(note: str) -> str:
    """A note with the name that people use for the column of ours that it begins with."""
    name, space, rest = note.partition(" ")
    plain = name.strip(":")
    known = f"{target_words(plain)}{name[len(plain) :]}" if plain in NAMES else name
    return f"{known}{space}{rest}" if note.endswith(".") else f"{known}{space}{rest}."


def targets() -> list[tuple[str, str]]:
    """What a column can be, as words and name."""
    known = [name for name in NAMES if name == BOTH or name in TARGETS]
    return [(target_words(name), name) for name in (*known, *(name for name in TARGETS if name not in NAMES))]


def event_types() -> list[tuple[str, str]]:
    """Event types with their sub-event types below each, as words and name."""
    return [
        pair
        for kind in EVENT_TYPES
        for pair in ((kind, kind), *((f"   {sub}", sub) for sub in SUB_EVENT_TYPES[kind]))
    ]  # fmt: skip
