"""The rows of a file translated to our columns, as texts, with what was changed and left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Protocol

from geo import assets
from geo.errors import UnknownName
from geo.incidents.draft import Sheet
from geo.incidents.placing import NameResolver
from geo.places.elsewhere import PAKISTAN, country_named, province_elsewhere
from geo.places.names import name_parts
from geo.reading.degrees import read_degrees
from geo.reading.unstated import is_unstated

__all__ = ["Translation", "Translator", "crosswalk", "each", "extras", "outside"]

OUTSIDE = "outside the two provinces"


@dataclass
class Translation:
    """The rows of a sheet in our columns.

    Attributes
    ----------
    columns
        Our columns as texts, one text a row; what could not be translated is as the file has it.
    names_in_file
        The names that the file has for columns of ours.
    left_out
        The reason by the position of a row that is no incident of this map.
    repairs
        The positions of the rows that a kind of change touched.
    doubts
        What is doubtful about a cell: the position of its row, our name of its column, and the reason.
    errors
        What keeps a row out, as for `doubts`.
    states_ranges
        Whether a blank figure of killed is unknown even where another one is given.
    keeps_words
        Whether a figure that cannot be read is stored as unknown, with a warning; otherwise it keeps its row out.
    is_mapped
        Whether it comes from a table with an unknown layout.
    made_ids
        The positions of the rows whose id was made from their content.
    """

    columns: dict[str, list[str]]
    names_in_file: dict[str, str] = field(default_factory=dict)
    left_out: dict[int, str] = field(default_factory=dict)
    repairs: dict[str, set[int]] = field(default_factory=dict)
    doubts: list[tuple[int, str, str]] = field(default_factory=list)
    errors: list[tuple[int, str, str]] = field(default_factory=list)
    states_ranges: bool = False
    keeps_words: bool = False
    is_mapped: bool = False
    made_ids: frozenset[int] = frozenset()


class Translator(Protocol):
    """Translates the tables of one layout; ``name`` is that of the layout, ``source`` the data set of the rows."""

    name: str
    source: str

    def translate(self, sheet: Sheet, names: NameResolver) -> Translation:
        """The rows of a part of a file in our columns."""
        ...


def each(texts: Iterable[str], read: Callable[[str], str]) -> list[str]:
    """A column read cell by cell; each distinct text is read once."""
    listed = list(texts)
    known = {text: read(text) for text in dict.fromkeys(listed)}
    return list(map(known.__getitem__, listed))


@cache
def crosswalk(name: str) -> dict[str, tuple[str, str]]:
    """Event type and sub-event type by the code of a source, case-folded; from ``assets/crosswalks``."""
    rows = assets.read_table("crosswalks", f"{name}.csv")
    return {row["code"].casefold(): (row["event_type"], row["sub_event_type"]) for row in rows}


def extras(sheet: Sheet, names: Sequence[str]) -> list[str]:
    """Columns that have no place in ours, as a JSON object a row, without what is blank."""
    import json

    held = [name for name in names if name in sheet.columns]
    if not held:
        return [""] * len(sheet)
    known: dict[tuple[str, ...], str] = {}
    extra = []
    for cells in zip(*(sheet.columns[name] for name in held), strict=True):
        if (text := known.get(cells)) is None:
            filled = {name: cell for name, cell in zip(held, cells, strict=True) if cell}
            text = known[cells] = json.dumps(filled, ensure_ascii=False) if filled else ""
        extra.append(text)
    return extra


def outside(
    sheet: Sheet, columns: tuple[str, str], names: NameResolver, ours: Mapping[str, list[str]] | None = None
) -> dict[int, str]:
    """The reason for each row that lies elsewhere, by the country and province that it names, or by its point.

    Parameters
    ----------
    sheet
        The rows as the file has them.
    columns
        The columns of the file that hold the country and the province.
    names
        Where names and points are looked up.
    ours
        The translated columns. Of a row with a country or province that is not known they say where it lies: one of
        our districts, or a point inside, keeps it, and so does the lack of both; only a point outside does not.
    """
    of_country, of_province = sheet.column(columns[0]), sheet.column(columns[1])
    countries = {text: _country_evidence(text, names) for text in dict.fromkeys(of_country)}
    provinces = {text: _province_evidence(text, names) for text in dict.fromkeys(of_province)}
    if not any(countries.values()) and not any(provinces.values()):
        return {}
    reasons: dict[int, str] = {}
    unknown: dict[int, str] = {}
    for row, (country, province) in enumerate(zip(of_country, of_province, strict=True)):
        found = {provinces[province]: province, countries[country]: country}
        if _ELSEWHERE in found:
            reasons[row] = f"{OUTSIDE}: {found[_ELSEWHERE].strip()[:40]}"
        elif _NOT_KNOWN in found:
            unknown[row] = f"{OUTSIDE}: {found[_NOT_KNOWN].strip()[:40]}"
    if unknown and ours is not None:
        reasons |= {row: unknown[row] for row in _with_point_outside(unknown, names, ours)}
    return reasons


_ELSEWHERE, _NOT_KNOWN = "elsewhere", "not known"


def _country_evidence(text: str, names: NameResolver) -> str:
    """What the country of a row says of it: that it lies elsewhere, that it is not known, or nothing."""
    country = country_named(text)
    if country == PAKISTAN or is_unstated(text) or _is_ours(text, names):
        return ""
    return _ELSEWHERE if country else _NOT_KNOWN


def _province_evidence(text: str, names: NameResolver) -> str:
    """What the province of a row says of it; several of which one is ours say nothing."""
    if is_unstated(text) or _is_ours(text, names):
        return ""
    if (other := province_elsewhere(text)) and (country_named(other) or not _names_ours(text, names)):
        return _ELSEWHERE
    return "" if other or country_named(text) == PAKISTAN else _NOT_KNOWN


def _names_ours(text: str, names: NameResolver) -> bool:
    return any(_is_ours(part, names) for part in name_parts(text))


def _is_ours(text: str, names: NameResolver) -> bool:
    try:
        return bool(names.province(text.strip()))
    except UnknownName:
        return False


def _with_point_outside(rows: Iterable[int], names: NameResolver, ours: Mapping[str, list[str]]) -> list[int]:
    """Those of the rows that name no district of ours and have a point outside both provinces."""
    given = ours.get("district")
    districts = {text: _is_district(text, names) for text in {given[row] for row in rows}} if given else {}
    points = {
        row: point
        for row in rows
        if not (given and districts[given[row]]) and (point := _point_of(row, ours)) is not None
    }
    if not points:
        return []
    located = names.locate([lon for lon, _ in points.values()], [lat for _, lat in points.values()])
    return [row for row, district in zip(points, located, strict=True) if district is None]


def _is_district(text: str, names: NameResolver) -> bool:
    try:
        return bool(text.strip()) and bool(names.district(text))
    except UnknownName:
        return False


def _point_of(row: int, ours: Mapping[str, list[str]]) -> tuple[float, float] | None:
    """Longitude and latitude of a row, if it gives both and they are degrees."""
    if "lon" not in ours or "lat" not in ours:
        return None
    lon, lat = read_degrees(ours["lon"][row]), read_degrees(ours["lat"][row])
    if lon is None or lat is None or abs(lon) > 180 or abs(lat) > 90:
        return None
    return lon, lat
