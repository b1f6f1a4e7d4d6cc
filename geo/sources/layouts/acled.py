"""ACLED's event export: the 31 columns of today and the older ones, dyadic or one row an actor."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from geo.incidents.draft import Sheet
from geo.incidents.findings import RawTable
from geo.incidents.placing import NameResolver
from geo.reading.dates import names_a_day, read_date, readings_by_order
from geo.sources.layout import DataSource, Layout, has_columns_or
from geo.sources.layout_cells import CellKind
from geo.sources.translation import Translation, crosswalk, each, extras, outside
from geo.taxonomy import EVENT_TYPES, SUB_EVENT_TYPES, actor_name, event_type_of, match_name

__all__ = ["COLUMNS", "LAYOUT", "AcledTranslator", "is_monadic", "join_actor_rows"]

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso",
    "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
"""The 31 columns of today in their order."""

_OLDER = (
    "data_id",
    "event_id_no_cnty",
    "iso3",
    "population_1km",
    "population_2km",
    "population_5km",
    "population_best",
)
_RARE = (
    "event_id_cnty", "event_id_no_cnty", "time_precision", "disorder_type", "assoc_actor_1", "assoc_actor_2", "inter1",
    "inter2", "interaction", "civilian_targeting", "geo_precision", "source_scale",
)  # fmt: skip
"""Columns that hardly any other table has; three of them are enough to recognise an export."""

_LEAST = 3
_CELLS: dict[str, CellKind] = {
    "event_id_cnty": "id", "event_date": "day", "time_precision": "code", "geo_precision": "code", "inter1": "code",
    "inter2": "code", "interaction": "code", "fatalities": "count", "latitude": "degrees", "longitude": "degrees",
    "timestamp": "code",
}  # fmt: skip
_EXPECTS = {
    "event_id_cnty": "the ids are made from the content of the rows: a row that ACLED has corrected counts as another "
    "incident, and so does one that was imported with its id",
    "time_precision": "each day is taken to be exact",
    "geo_precision": "each point is taken to be near its place, even where ACLED knows the province only",
}
_ID = re.compile(r"[A-Z]{3}\d+")

_TIME = {"1": "day", "2": "week", "3": "month"}
_PLACE = {"1": "exact", "2": "near", "3": "province"}
"""3 is a region, given by a natural feature or the capital of the province: never drawn as a point."""
_EXTRA = (
    "inter1", "inter2", "interaction", "civilian_targeting", "tags", "source_scale", "admin3", "population_1km",
    "population_2km", "population_5km", "population_best",
)  # fmt: skip
_DIRECT = {"location": "location", "sources": "source", "notes": "notes", "killed_best": "fatalities"}
_NAMES_IN_FILE = {
    "incident_id": "event_id_cnty", "date_start": "event_date", "date_precision": "time_precision", "lon": "longitude",
    "lat": "latitude", "place_precision": "geo_precision", "district": "admin2", "province": "admin1",
    "event_type": "event_type", "sub_event_type": "sub_event_type", "actor1": "actor1", "actor2": "actor2",
    "killed_best": "fatalities", "sources": "source", "notes": "notes", "location": "location",
    "revised_at": "timestamp", "actors_associated": "assoc_actor_1",
}  # fmt: skip
_YEARS = re.compile(r"\s*\(\d{4}-(\d{4})?\)\Z")
_PREFIX = re.compile(r"[A-Z-]{2,12}: ")
_LENGTHS = frozenset(range(1, 12))
"""How many digits a number of seconds may have."""

_SUBS = tuple(sub for subs in SUB_EVENT_TYPES.values() for sub in subs)


class AcledTranslator:
    """Translates ACLED's columns."""

    name = "acled"
    source = "acled"

    def translate(self, sheet: Sheet, names: NameResolver) -> Translation:
        """The rows of a part of a file in our columns."""
        columns = {ours: sheet.column(theirs) for ours, theirs in _DIRECT.items()}
        columns["incident_id"] = [f"acled:{text}" if text else "" for text in sheet.column("event_id_cnty")]
        columns["source"] = ["acled"] * len(sheet)
        columns["date_start"] = each(sheet.column("event_date"), _day)
        columns["date_precision"] = each(sheet.column("time_precision"), lambda text: _TIME.get(text, text))
        columns["lon"], columns["lat"] = sheet.column("longitude"), sheet.column("latitude")
        columns["place_precision"] = each(sheet.column("geo_precision"), lambda text: _PLACE.get(text, text))
        columns["revised_at"] = _moments(sheet.column("timestamp"))
        columns["extra"] = extras(sheet, _EXTRA)
        self._types(sheet, columns)
        self._actors(sheet, columns)
        self._places(sheet, columns)
        left_out = outside(sheet, ("country", "admin1"), names, columns)
        return Translation(columns, _NAMES_IN_FILE, left_out=left_out)

    def _types(self, sheet: Sheet, columns: dict[str, list[str]]) -> None:
        pairs = list(zip(sheet.column("event_type"), sheet.column("sub_event_type"), strict=True))
        known = {pair: _types_of(*pair) for pair in set(pairs)}
        columns["event_type"] = [known[pair][0] for pair in pairs]
        columns["sub_event_type"] = [known[pair][1] for pair in pairs]

    def _actors(self, sheet: Sheet, columns: dict[str, list[str]]) -> None:
        for name in ("actor1", "actor2"):
            given = sheet.column(name)
            columns[name] = each(given, _usual)
            columns[f"{name}_as_given"] = given
        joined = sheet.column("assoc_actor_1")
        if any(second := sheet.column("assoc_actor_2")):
            joined = ["; ".join(filter(None, pair)) for pair in zip(joined, second, strict=True)]
        columns["actors_associated"] = each(joined, lambda text: "; ".join(map(_usual, filter(None, text.split("; ")))))

    def _places(self, sheet: Sheet, columns: dict[str, list[str]]) -> None:
        """A row that is known only to the province counts in no district, whichever stands for it."""
        districts, precision = sheet.column("admin2"), columns["place_precision"]
        columns["district_as_given"] = districts
        columns["district"] = ["" if how == "province" else d for d, how in zip(districts, precision, strict=True)]
        columns["province"] = sheet.column("admin1")


@lru_cache(2**10)
def _types_of(kind: str, sub: str) -> tuple[str, str]:
    """Event type and sub-event type by their usual names; older names and those of sub-event types tell the type."""
    named = match_name(sub, _SUBS) or sub
    kind = kind or event_type_of(named) or ""
    older = crosswalk("acled").get(kind.casefold(), (kind, ""))
    return (kind if kind in EVENT_TYPES else older[0]), named or older[1]


@lru_cache(2**16)
def _day(text: str) -> str:
    """ACLED writes 2024-11-18 or 18 November 2024; a day in numbers that is left does not fit the order of its file."""
    written = None if readings_by_order(text) else read_date(text)
    return written.day if written and written.precision == "day" and not written.last else text


def _moments(texts: list[str]) -> list[str]:
    """Seconds since 1970 as moments in ISO form; what is no such number stays."""
    if (joined := "".join(texts)).isdecimal() and joined.isascii() and {*map(len, texts)} <= _LENGTHS:
        return _written(list(map(int, texts)))  # the usual case
    numbers = [int(text) if text.isdecimal() and text.isascii() and len(text) in _LENGTHS else None for text in texts]
    moments = _written([number or 0 for number in numbers])
    return [m if n is not None else text for text, n, m in zip(texts, numbers, moments, strict=True)]


def _written(seconds: list[int]) -> list[str]:
    return [f"{moment}Z" for moment in np.array(seconds, "datetime64[s]").astype(str).tolist()]


def _usual(text: str) -> str:
    """The usual name of an actor, whose years of rule and abbreviation ACLED writes with it; else as given."""
    plain = _YEARS.sub("", text.strip())
    prefix = _PREFIX.match(plain)
    short = prefix[0].rstrip(": ") if prefix else ""
    for reading in filter(None, (text.strip(), plain, _PREFIX.sub("", plain), short)):
        name = actor_name(reading)
        if name != reading:
            return name
    return text.strip()


def is_monadic(ids: Sequence[str], actors: Sequence[tuple[str, str]]) -> bool:
    """Whether rows are repeated once for each actor: the same id with another actor, in a good part of the rows."""
    if len(set(ids)) == len(ids):
        return False
    met: dict[str, set[tuple[str, str]]] = {}
    for incident_id, pair in zip(ids, actors, strict=True):
        met.setdefault(incident_id, set()).add(pair)
    return sum(len(pairs) > 1 for pairs in met.values()) >= max(1, len(met) // 4)


def join_actor_rows(table: RawTable) -> tuple[RawTable, int]:
    """A table with one row an event, and how many rows were joined to others; all actors stay, in order."""
    header = [name.strip().casefold() for name in table.header]
    at = {name: header.index(name) for name in ("event_id_cnty", "actor1") if name in header}
    second = header.index("actor2") if "actor2" in header else None
    if len(at) < 2 or not all(len(record) == len(header) for record in table.records):
        return table, 0
    ids = [record[at["event_id_cnty"]].strip() for record in table.records]
    pairs = [(record[at["actor1"]], record[second] if second is not None else "") for record in table.records]
    if not is_monadic(ids, pairs):
        return table, 0
    return _joined(table, ids, pairs, (at["actor1"], second))


def _joined(
    table: RawTable, ids: Sequence[str], pairs: Sequence[tuple[str, str]], at: tuple[int, int | None]
) -> tuple[RawTable, int]:
    actors: dict[str, dict[str, None]] = {}
    for incident_id, pair in zip(ids, pairs, strict=True):
        actors.setdefault(incident_id, {}).update(dict.fromkeys(filter(None, pair)))
    second = len(table.header) if at[1] is None else at[1]
    header = [*table.header, *([] if at[1] is not None else ["actor2"])]
    names = [name.strip().casefold() for name in header]
    others = names.index("assoc_actor_2") if "assoc_actor_2" in names else len(header)
    header += ["assoc_actor_2"] * (others == len(header))
    records, lines = [], []
    for given, line, incident_id in zip(table.records, table.lined(), ids, strict=True):
        if (named := actors.pop(incident_id, None)) is not None:
            cells = [*given, *[""] * (len(header) - len(given))]
            cells[at[0]], cells[second], *further = [*named, "", ""][: max(2, len(named))]
            cells[others] = "; ".join(filter(None, (cells[others], *further)))
            records.append(cells)
            lines.append(line)
    return RawTable(tuple(header), records, lines, table.first), len(ids) - len(records)


def _column_names(first_line: Sequence[str]) -> Sequence[str]:
    """The names of the columns if a first line is a record of an export of today."""
    if len(first_line) != len(COLUMNS):
        return ()
    row = dict(zip(COLUMNS, (cell.strip() for cell in first_line), strict=True))
    is_record = bool(_ID.fullmatch(row["event_id_cnty"])) and names_a_day(row["event_date"])
    return COLUMNS if is_record else ()


LAYOUT = Layout(
    name="acled",
    title="an ACLED export",
    recognise=has_columns_or(("event_id_cnty", "event_date", "event_type"), _RARE, _LEAST),
    translator=lambda _header, _first: AcledTranslator(),
    sources=(
        DataSource("acled", "ACLED (Armed Conflict Location & Event Data), acleddata.com", "ACLED's terms of use"),
    ),
    column_names=_column_names,
    join_rows=join_actor_rows,
    columns=(*COLUMNS, *_OLDER),
    cells=_CELLS,
    needs=(("event_date",), ("event_type", "sub_event_type")),
    expects=_EXPECTS,
)
