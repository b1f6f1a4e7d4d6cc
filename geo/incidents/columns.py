"""The columns of the incident table: the contract of CSV, GeoPackage and Python alike."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = [
    "CODED",
    "COLUMNS",
    "COLUMN_NAMES",
    "DATE_PRECISIONS",
    "NUMBERS",
    "PLACE_PRECISIONS",
    "TEXTS",
    "Column",
    "Kind",
]


class Kind(StrEnum):
    """How a column is held: a day, degrees, a number that may be unknown, one of few names, or free text."""

    DAY = "day"
    DEGREES = "degrees"
    NUMBER = "number"
    CODED = "coded"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, how it is held and what it means."""

    name: str
    kind: Kind
    meaning: str


DATE_PRECISIONS = ("day", "week", "month", "year")
"""From the finest to the coarsest."""

PLACE_PRECISIONS = ("exact", "near", "district", "province", "country")
"""From the finest to the coarsest; what is coarser than ``near`` is an area, never a dot."""

COLUMNS: tuple[Column, ...] = (
    Column("incident_id", Kind.TEXT, "<source>:<id in the source>; for own entries a UUID"),
    Column("source", Kind.CODED, "dataset that the row comes from"),
    Column("release", Kind.CODED, "import that it came with"),
    Column("date_start", Kind.DAY, "first day on which it may have happened (inclusive)"),
    Column("date_end", Kind.DAY, "last day on which it may have happened (inclusive)"),
    Column("date_precision", Kind.CODED, "day, week, month or year"),
    Column("lon", Kind.DEGREES, "longitude in degrees, EPSG:4326; missing for areas"),
    Column("lat", Kind.DEGREES, "latitude in degrees, EPSG:4326; missing for areas"),
    Column("place_precision", Kind.CODED, "exact, near, district, province or country"),
    Column("location", Kind.TEXT, "the place, by its usual name"),
    Column("location_as_given", Kind.TEXT, "the place as the source wrote it"),
    Column("district", Kind.CODED, "district by its name of today; blank if unknown"),
    Column("district_as_given", Kind.CODED, "district as the source wrote it"),
    Column("province", Kind.CODED, "province by its name of today; blank if unknown"),
    Column("province_as_given", Kind.CODED, "province as the source wrote it"),
    Column("event_type", Kind.CODED, "one of ACLED's six event types"),
    Column("sub_event_type", Kind.CODED, "one of ACLED's 25 sub-event types; blank if unknown"),
    Column("actor1", Kind.CODED, "first actor, by its usual name"),
    Column("actor1_as_given", Kind.CODED, "first actor as the source wrote it"),
    Column("actor2", Kind.CODED, "second actor, by its usual name"),
    Column("actor2_as_given", Kind.CODED, "second actor as the source wrote it"),
    Column("actors_associated", Kind.CODED, "further actors, separated by semicolons"),
    Column("killed_low", Kind.NUMBER, "lowest number of deaths reported, attackers included; blank is unknown, not 0"),
    Column("killed_best", Kind.NUMBER, "number of deaths that the source holds best"),
    Column("killed_high", Kind.NUMBER, "highest number of deaths reported"),
    Column("killed_security", Kind.NUMBER, "deaths among security forces, where the source says"),
    Column("killed_militants", Kind.NUMBER, "deaths among those the source calls militants"),
    Column("killed_civilians", Kind.NUMBER, "deaths among civilians, where the source says"),
    Column("injured", Kind.NUMBER, "people injured; blank is unknown"),
    Column("abducted", Kind.NUMBER, "people abducted; blank is unknown"),
    Column("sources", Kind.TEXT, "who reported it, separated by semicolons"),
    Column("url", Kind.TEXT, "address or title of a report"),
    Column("notes", Kind.TEXT, "what happened, as text"),
    Column("revised_at", Kind.TEXT, "when the source last changed the row (ISO moment or day)"),
    Column("extra", Kind.TEXT, "further columns of the source that have no place here, as a JSON object of texts"),
)

COLUMN_NAMES: tuple[str, ...] = tuple(column.name for column in COLUMNS)


def _of(kind: Kind) -> tuple[str, ...]:
    return tuple(column.name for column in COLUMNS if column.kind is kind)


NUMBERS: tuple[str, ...] = _of(Kind.NUMBER)
CODED: tuple[str, ...] = _of(Kind.CODED)
TEXTS: tuple[str, ...] = _of(Kind.TEXT)
