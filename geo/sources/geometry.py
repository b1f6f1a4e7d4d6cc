"""The geometry of a spatial file as the place of its rows.

It beats columns of longitude and latitude among the attributes: a point that was moved on a map keeps its old
coordinates there. Where the two differ, and where a geometry gives no point, the row says so.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from geo import assets
from geo.incidents.checks.header import column_of
from geo.incidents.draft import Draft, Sheet
from geo.incidents.findings import RawTable
from geo.places.coordinates import degrees_text, read_degrees, split_point
from geo.sources.column_mapping.guess import Guess
from geo.sources.files.points import MISSING, GeometryColumns
from geo.sources.translation import each

__all__ = ["Attributes", "attributes_of", "own_columns", "place_by_geometry", "with_geometry"]

SAME_KM = 0.1
"""Coordinates of geometry and attributes that are no farther apart are the same, rounded differently."""

_KM_A_DEGREE = 111.2
_LON_SPAN, _LAT_SPAN = (59.0, 76.0), (23.0, 38.5)
"""As in `geo.incidents.placing`: the spans share no number, so that swapped coordinates show."""

_MARKS = re.compile(r"[\W_]+")
_GEOMETRY = "geometry"
"""The name under which problems of the geometry are reported."""

_WRONG = "wrong:"
_AT_THE_END = {"longitude": "lon", "lon": "lon", "latitude": "lat", "lat": "lat"}
_BOTH = frozenset((
    "coordinates", "coordinate", "coords", "gps", "gps coordinates", "gps location", "lat long", "lat lon", "lat lng",
    "latlong", "latlon", "latlng", "latitude longitude", "geolocation", "geopoint",
))  # fmt: skip
"""Names of columns that hold latitude and longitude in one cell."""

_COARSE = ("district", "province", "country")
_PLAIN = re.compile(r"[+-]?\d+(?:[.,](\d+))?")
_MINUTE = 1 / 60
_Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Attributes:
    """Longitude and latitude of the rows as their attributes have them, and the names of these columns."""

    lon: list[str]
    lat: list[str]
    names: tuple[str, ...]

    @property
    def words(self) -> str:
        """The names in words."""
        return f"the column{'s' if len(self.names) > 1 else ''} {' and '.join(self.names)}"

    def half_step(self) -> float:
        """Half of the last digit to which the columns are written, degrees."""
        texts = [text.strip() for text in (*self.lon, *self.lat) if text.strip()]
        steps = [10.0 ** -len(match[1] or "") if (match := _PLAIN.fullmatch(text)) else _MINUTE for text in texts]
        return 0.5 * min(steps, default=1.0)


def with_geometry(guess: Guess, geometry: GeometryColumns | None) -> Guess:
    """A proposal in which the geometry is the place of the rows, if it gives any point."""
    if geometry is None or not geometry.has_points:
        return guess
    mapping = guess.column_mapping
    columns = {**mapping.columns, "lon": geometry.lon, "lat": geometry.lat}
    missing = tuple(name for name in guess.missing if name != "place")
    further = tuple(question for question in guess.further if question.about not in ("lon", "lat", "place"))
    return replace(guess, column_mapping=replace(mapping, columns=columns), missing=missing, further=further)


def with_coordinates(sheet: Sheet, geometry: GeometryColumns) -> Sheet:
    """The rows of a known layout with the points of the geometry as their coordinates, where it gives any.

    What is decided while they are translated (whether a row lies elsewhere) is decided by them.
    """
    points = [sheet.column(name) for name in (geometry.lon, geometry.lat)]
    is_point = [
        bool(lon and lat) and not _why_unusable(float(lon), float(lat)) for lon, lat in zip(*points, strict=True)
    ]
    placed = sheet.picked(range(len(sheet)))
    placed.problems = sheet.problems
    for name, texts in zip(("longitude", "latitude"), points, strict=True):
        old = zip(is_point, texts, sheet.column(name), strict=True)
        placed.columns[name] = [text if is_good else stated for is_good, text, stated in old]
    return placed


def attributes_of(
    sheet: Sheet, columns: Mapping[str, list[str]], names_in_file: Mapping[str, str], geometry: GeometryColumns
) -> Attributes | None:
    """Longitude and latitude among the attributes: as they were translated, else in columns that are headed so.

    For a known layout ``names_in_file`` is empty: its translated coordinates are those of `with_coordinates`.
    """
    theirs = [names_in_file.get(name, "") for name in ("lon", "lat")]
    if all(name in sheet.columns and name not in geometry.names for name in theirs):
        return Attributes(columns["lon"], columns["lat"], tuple(dict.fromkeys(theirs)))
    free = [name for name in sheet.columns if name not in geometry.names]
    lon, lat = (next((name for name in free if _heading(name) == side), "") for side in ("lon", "lat"))
    if lon and lat:
        return Attributes(each(sheet.columns[lon], degrees_text), each(sheet.columns[lat], degrees_text), (lon, lat))
    both = next((name for name in free if _folded(name) in _BOTH), "")
    pairs = [split_point(text) for text in sheet.column(both)] if both else []
    if not any(lon for _, lon in pairs):
        return None
    return Attributes([lon for _, lon in pairs], [lat if lon else "" for lat, lon in pairs], (both,))


def own_columns(table: RawTable, geometry: GeometryColumns) -> tuple[RawTable, list[str], Attributes | None]:
    """A table in the columns of this project with its geometry as ``lon`` and ``lat``.

    Returns
    -------
    tuple
        The table, why the geometry of each row gives no point, and the columns that it replaces.
    """
    ours = [column_of(name.strip()) for name in table.header]
    at = [table.header.index(name) for name in geometry.names]
    old = [next((i for i, name in enumerate(ours) if name == side and i not in at), -1) for side in ("lon", "lat")]
    rest = [i for i in range(len(ours)) if i not in at and ours[i] not in ("lon", "lat")]
    order = [*rest, *at[:2]]
    header = (*(table.header[i] for i in rest), "lon", "lat")
    moved = replace(table, header=header, records=[[record[i] for i in order] for record in table.records])
    lost = [record[at[2]] for record in table.records]
    if -1 in old:
        return moved, lost, None
    lon, lat = ([record[i] for record in table.records] for i in old)
    return moved, lost, Attributes(lon, lat, tuple(table.header[i] for i in old))


def place_by_geometry(
    draft: Draft, points: tuple[list[str], list[str]], lost: list[str], given: Attributes | None
) -> None:
    """Put the points of the geometry into the columns ``lon`` and ``lat`` of a draft.

    Parameters
    ----------
    draft
        The rows.
    points
        Longitude and latitude of the geometry as texts.
    lost
        Why the geometry of a row gives no point; blank where it gives one.
    given
        The coordinates among the attributes. They are used where the geometry gives no point.
    """
    lon, lat = points[0][:], points[1][:]
    moved = []
    half_step = given.half_step() if given else 0.0
    for row, reason in enumerate(lost):
        x, y = (float(side[row] or "nan") for side in points)
        if why := reason or _why_unusable(x, y):
            _use_attributes(draft, row, why, given)
            lon[row], lat[row] = (given.lon[row], given.lat[row]) if given else ("", "")
        elif given and (old := _degrees(given.lon[row], given.lat[row])) and (km := _apart_km((x, y), old, half_step)):
            _report_moved(draft, row, (x, y), given, km)
            moved.append(row)
    draft.columns["lon"], draft.columns["lat"] = lon, lat
    if given is not None:
        draft.repaired(f"coordinates: those of the geometry, from which {given.words} differ", moved)


def _use_attributes(draft: Draft, row: int, why: str, given: Attributes | None) -> None:
    """Say why the geometry of a row gives no point, and what stands in for it."""
    if given is not None and (given.lon[row].strip() or given.lat[row].strip()):
        value = f"{given.lon[row]}, {given.lat[row]}"
        message = f"The geometry of the row is {why}: {value} of {given.words} is used."
        draft.fault(row, _GEOMETRY, message, "warning", value)
    elif why in (MISSING, "empty") and draft.columns["place_precision"][row].strip().casefold() in _COARSE:
        return  # the row says itself that it is known no better
    elif why.startswith(_WRONG):
        draft.fault(row, _GEOMETRY, f"The geometry of the row is {why}. Mend it, or remove it.", "error", why)
    else:
        message = f"The geometry of the row is {why}, which gives no point: the row is placed by the names in it."
        draft.fault(row, _GEOMETRY, message, "warning", why)


def _report_moved(draft: Draft, row: int, at: _Point, given: Attributes, km: float) -> None:
    far = f"{km:,.0f} km" if km >= 10 else f"{km:.1f} km"
    here, old = f"{at[0]:.7g}, {at[1]:.7g}", f"{given.lon[row].strip()}, {given.lat[row].strip()}"
    message = f"The geometry lies at {here}, {far} from {old} in {given.words}. The geometry is used."
    draft.fault(row, _GEOMETRY, message, "warning", here)


def _why_unusable(x: float, y: float) -> str:
    """Why a point cannot be one of the region; blank if it can be a point of the earth."""
    if x == 0 and y == 0:
        return "at 0, 0, which stands for no place"
    if abs(x) > 180 or abs(y) > 90:
        return f"{_WRONG} {x:g}, {y:g}, no degrees of longitude and latitude (metres of an unnamed coordinate system?)"
    if _LAT_SPAN[0] <= x <= _LAT_SPAN[1] and _LON_SPAN[0] <= y <= _LON_SPAN[1]:
        return f"{_WRONG} {x:g}, {y:g}, latitude before longitude: they seem swapped"
    return ""


def _degrees(lon: str, lat: str) -> _Point | None:
    """A point of attributes; None for what is none, and for 0, 0, which stands for none."""
    x, y = read_degrees(lon), read_degrees(lat)
    if x is None or y is None or abs(x) > 180 or abs(y) > 90 or (x == 0 and y == 0):
        return None
    return x, y


def _apart_km(one: _Point, other: _Point, half_step: float) -> float:
    """The distance of two points, 0 if they are the same but for rounding; off by 1 % at most within a few degrees."""
    x, y = abs(one[0] - other[0]), abs(one[1] - other[1])
    narrow = math.cos(math.radians((one[1] + other[1]) / 2))
    beyond = max(0.0, x - half_step) * narrow, max(0.0, y - half_step)
    return math.hypot(x * narrow, y) * _KM_A_DEGREE if math.hypot(*beyond) * _KM_A_DEGREE > SAME_KM else 0.0


@cache
def _headings() -> dict[str, str]:
    rows = assets.read_table("crosswalks", "headings.csv")
    named = {row["heading"]: row["column"] for row in rows if row["column"] in ("lon", "lat")}
    return {"lon": "lon", "lat": "lat", **named}


def _heading(name: str) -> str:
    """``lon`` or ``lat`` for a column that is headed so, alone or at the end; blank for any other."""
    folded = _folded(name)
    return _headings().get(folded) or _AT_THE_END.get(folded.rpartition(" ")[2], "")


def _folded(name: str) -> str:
    return _MARKS.sub(" ", name.casefold()).strip()
