"""The places of rows: names of today, and coordinates compared with them. A stated name has precedence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from geo.errors import UnknownName
from geo.incidents.cells import word_reader
from geo.incidents.columns import PLACE_PRECISIONS
from geo.incidents.draft import Draft
from geo.reading.cells import degrees_reader, read_plain_degrees

__all__ = ["FAR_KM", "DistrictName", "KnownPoint", "NameResolver", "Placed", "place"]

FAR_KM = 25.0
"""A point may lie this far from the district that its row names before that is a doubt."""

MOST_NAMES = 5_000
"""The two provinces have fewer than a hundred districts, in a few spellings each."""

_POINTS = ("exact", "near")
_LON_SPAN = (59.0, 76.0)
_LAT_SPAN = (23.0, 38.5)
"""A little more than the two provinces; the spans share no number, so that swapped coordinates show."""


@dataclass(frozen=True, slots=True)
class DistrictName:
    """A district of today, its province, and the name of the polygon that represents it."""

    name: str
    province: str
    polygon: str


@dataclass(frozen=True, slots=True)
class KnownPoint:
    """Where a place lies that a row names (EPSG:4326 degrees), its district, and how that is known."""

    lon: float
    lat: float
    district: DistrictName | None
    is_from_incidents: bool = False


class NameResolver(Protocol):
    """What a check must know about places; names that mean nothing raise `geo.errors.UnknownName`."""

    def province(self, text: str) -> str:
        """The province's name of today."""
        ...

    def district(self, text: str) -> DistrictName:
        """The district's name of today."""
        ...

    def point(self, location: str, district: DistrictName | None) -> KnownPoint | None:
        """Where the place of that name lies, within a district if one is given; None unless just one is meant."""
        ...

    def locate(self, lon: Sequence[float], lat: Sequence[float]) -> Sequence[DistrictName | None]:
        """The district in which each point lies (EPSG:4326 degrees); None outside both provinces."""
        ...

    def distances_km(
        self, lon: Sequence[float], lat: Sequence[float], districts: Sequence[DistrictName]
    ) -> Sequence[float]:
        """From each point to the nearest part of its district's polygon; 0 inside."""
        ...


@dataclass(frozen=True, slots=True)
class Placed:
    """The columns of place that are not texts of the draft: coordinates and precision, row by row."""

    lon: list[float | None]
    lat: list[float | None]
    precision: list[str]


def place(draft: Draft, names: NameResolver) -> Placed:
    """Check and complete the place of every row; names are put into the draft."""
    lon, lat = _coordinates(draft)
    stated = [bool(text) for text in draft.columns["place_precision"]]
    reader = word_reader("place_precision", PLACE_PRECISIONS, blank="")
    precision = [word or "" for word in draft.read("place_precision", reader)]
    districts = _resolve_districts(draft, names)
    _find_points(draft, names, (lon, lat, precision), districts)
    _compare_with_points(draft, names, (lon, lat, precision), districts)
    _resolve_provinces(draft, names, districts)
    _complete_precision(draft, lon, precision, stated)
    known = [found is not None for found in districts]
    _lower_precision(draft, lon, precision, known)
    return Placed(lon, lat, precision)


# coordinates


def _coordinates(draft: Draft) -> tuple[list[float | None], list[float | None]]:
    lon = read_plain_degrees(draft.columns["lon"], 180.0) or draft.read("lon", degrees_reader("lon", 180.0))
    lat = read_plain_degrees(draft.columns["lat"], 90.0) or draft.read("lat", degrees_reader("lat", 90.0))
    x, y = np.array(lon, np.float64), np.array(lat, np.float64)
    for row in np.flatnonzero(np.isnan(x) != np.isnan(y)).tolist():
        _half_a_point(draft, row)
    for row in np.flatnonzero((x == 0) & (y == 0)).tolist():
        draft.fault(row, "lon", "0/0 lies in the Gulf of Guinea: leave both coordinates blank if they are unknown.")
    for row in np.flatnonzero(_swapped(x, y)).tolist():
        message = f"lon and lat seem swapped: lon {y[row]:g}, lat {x[row]:g} would lie in the region. Swap the columns."
        draft.fault(row, "lon", message, value=f"{draft.columns['lon'][row]}, {draft.columns['lat'][row]}")
    for row in np.flatnonzero(((x == 0) & (y == 0)) | _swapped(x, y)).tolist():
        lon[row] = lat[row] = None  # so that no further problem is reported
    return lon, lat


def _half_a_point(draft: Draft, row: int) -> None:
    """Report that one coordinate is missing, unless it was given and is faulty itself."""
    for name, other in (("lon", "lat"), ("lat", "lon")):
        if not draft.columns[name][row]:
            draft.fault(row, name, f"{name} is missing although {other} is given. A point needs both.")


def _swapped(x: npt.NDArray[np.float64], y: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    as_lat = (x >= _LAT_SPAN[0]) & (x <= _LAT_SPAN[1])
    return np.asarray(as_lat & (y >= _LON_SPAN[0]) & (y <= _LON_SPAN[1]))


# names


def _resolve_districts(draft: Draft, names: NameResolver) -> list[DistrictName | None]:
    given = draft.columns["district"]
    if (count := len(set(given))) > MOST_NAMES:
        draft.fault_of_file("district", f"The column holds {count:,} different texts: it is not one of districts.")
        return [None] * len(draft)
    known = {text: _known_district(names, text) for text in dict.fromkeys(given)}
    for row in _rows_where(given, [text for text, (_, why) in known.items() if why]):
        draft.fault(row, "district", f"{known[given[row]][1]} The name is kept as given.", "warning")
    found = [known[text][0] for text in given]
    canonical = {text: district.name if district else text for text, (district, _) in known.items()}
    rename(draft, "district", [canonical[text] for text in given])
    return found


def _known_district(names: NameResolver, text: str) -> tuple[DistrictName | None, str]:
    if not text:
        return None, ""
    try:
        return names.district(text), ""
    except UnknownName as why:
        return None, str(why)


def _resolve_provinces(draft: Draft, names: NameResolver, districts: list[DistrictName | None]) -> None:
    """Replace provinces by their names of today; a known district determines its province."""
    given = draft.columns["province"]
    known = {text: _known_province(names, text) for text in dict.fromkeys(given)}
    for row in _rows_where(given, [text for text, (_, fault) in known.items() if fault]):
        draft.fault(row, "province", f"{known[given[row]][1]} The name is kept as given.", "warning")
    final = [d.province if d else known[text][0] for d, text in zip(districts, given, strict=True)]
    for row, (district, text) in enumerate(zip(districts, given, strict=True)):
        if district and text and known[text][0] != district.province:
            message = f"{district.name} is a district of {district.province}: that one is used."
            draft.fault(row, "province", message, "warning")
    rename(draft, "province", final)


def _known_province(names: NameResolver, text: str) -> tuple[str, str]:
    try:
        return (names.province(text), "") if text else ("", "")
    except UnknownName as why:
        return text, str(why)


def rename(draft: Draft, name: str, final: list[str]) -> None:
    """Put the usual names into a column and the names of the file into the column ``<name>_as_given``.

    A file that has that column states itself what was given; it is completed only where a name changes, so that an
    export is imported again as it was.
    """
    beside, given = f"{name}_as_given", draft.columns[name]
    stored = draft.columns[beside]
    silent = beside in draft.given
    draft.columns[beside] = [
        was or (text if text and (not silent or text != new) else "")
        for was, text, new in zip(stored, given, final, strict=True)
    ]
    changed = [row for row, (text, new) in enumerate(zip(given, final, strict=True)) if text and text != new]
    draft.repaired(f"{name}: replaced by the usual name; the name in the file is in {beside}", changed)
    draft.columns[name] = final


# points against names


def _find_points(draft: Draft, names: NameResolver, points: _Points, districts: list[DistrictName | None]) -> None:
    """Give rows without coordinates those of the place that they name, as near to it; what states less stays so."""
    lon, lat, precision = points
    locations = draft.columns["location"]
    known: dict[tuple[str, DistrictName | None], KnownPoint | None] = {}
    found: dict[bool, list[int]] = {False: [], True: []}
    for row, name in enumerate(locations):
        if not name or lon[row] is not None or precision[row] not in ("", *_POINTS) or _gives_a_point(draft, row):
            continue
        district = districts[row]
        if district is None and draft.columns["district"][row]:
            continue  # it names a district that is not known: another one would contradict it
        key = (name, district)
        if key not in known:
            known[key] = names.point(*key)
        if point := known[key]:
            lon[row], lat[row], precision[row] = point.lon, point.lat, "near"
            found[point.is_from_incidents].append(row)
            if district is None and point.district is not None:
                districts[row], draft.columns["district"][row] = point.district, point.district.name
    draft.repaired("coordinates: those of the place that the row names, from the gazetteer", found[False])
    draft.repaired("coordinates: those that the same place has in other rows", found[True])


def _gives_a_point(draft: Draft, row: int) -> bool:
    return bool(draft.columns["lon"][row] or draft.columns["lat"][row])


_Points = tuple[list[float | None], list[float | None], list[str]]


def _compare_with_points(
    draft: Draft, names: NameResolver, points: _Points, districts: list[DistrictName | None]
) -> None:
    """Fill blank districts from the coordinates; report which points lie outside, or far from the district named."""
    lon, lat, precision = points
    # What is known only to the province has a point on its map for want of a better one: it names no district.
    rows = [
        row
        for row, (x, y) in enumerate(zip(lon, lat, strict=True))
        if x is not None and y is not None and precision[row] not in ("province", "country")
    ]
    if not rows:
        return
    xs, ys = [lon[row] or 0.0 for row in rows], [lat[row] or 0.0 for row in rows]
    filled: list[int] = []
    apart: list[tuple[int, DistrictName, DistrictName | None]] = []
    for row, x, y, found in zip(rows, xs, ys, names.locate(xs, ys), strict=True):
        stated = districts[row]
        if stated is None and found is None:
            draft.fault(row, "lon", _outside(x, y), "warning", f"{x:g}, {y:g}")
        elif stated is None and found is not None and not draft.columns["district"][row]:
            districts[row], draft.columns["district"][row] = found, found.name
            filled.append(row)
        elif stated is not None and (found is None or found.polygon != stated.polygon):
            apart.append((row, stated, found))
    draft.repaired("district: determined from the coordinates", filled)
    _report_far_points(draft, names, points, apart)


def _outside(x: float, y: float) -> str:
    return f"The point {x:g}, {y:g} lies outside both provinces."


def _report_far_points(
    draft: Draft, names: NameResolver, points: _Points, apart: list[tuple[int, DistrictName, DistrictName | None]]
) -> None:
    """Report which points lie far from the district that their row names; within `FAR_KM` the name simply wins."""
    xs, ys = ([side[row] or 0.0 for row, _, _ in apart] for side in points[:2])
    distances = names.distances_km(xs, ys, [stated for _, stated, _ in apart]) if apart else []
    for (row, stated, found), km in zip(apart, distances, strict=True):
        if km > FAR_KM:
            where = f"in {found.name}" if found else "outside both provinces"
            value = f"{draft.columns['lon'][row]}, {draft.columns['lat'][row]}"
            message = f"The point lies {where}, {km:.0f} km from {stated.name}, which the row names; the name is used."
            draft.fault(row, "district", message, "warning", value)


# precision


def _complete_precision(draft: Draft, lon: list[float | None], precision: list[str], stated: list[bool]) -> None:
    """Where no precision is stated: near if there is a point, else what is named; nothing named is a fault."""
    district, province = draft.columns["district"], draft.columns["province"]
    for row in [row for row, word in enumerate(stated) if not word]:
        named = "district" if district[row] else "province" if province[row] else ""
        precision[row] = "near" if lon[row] is not None else named
        if not precision[row] and not (draft.columns["lon"][row] or draft.columns["lat"][row]):
            draft.fault(row, "district", "The row names no place: it needs coordinates, a district or a province.")
    draft.repaired(
        "place_precision: set from what the row gives (a point is taken to be near the place)",
        [row for row, word in enumerate(stated) if not word and precision[row]],
    )


def _lower_precision(draft: Draft, lon: list[float | None], precision: list[str], known: list[bool]) -> None:
    """Lower what is stated finer than the row supports: without coordinates, or without a known district."""
    district, province = draft.columns["district"], draft.columns["province"]
    lowered = []
    for row, word in enumerate(precision):
        if lon[row] is None and word in (*_POINTS, "district"):
            named = "district" if district[row] and known[row] else "province" if province[row] else "country"
            if named != word:
                precision[row] = named
                lowered.append(row)
    draft.repaired("place_precision: lowered to what the row gives", lowered)


def _rows_where(column: list[str], texts: Iterable[str]) -> list[int]:
    wanted = set(texts)
    return [row for row, text in enumerate(column) if text in wanted] if wanted else []
