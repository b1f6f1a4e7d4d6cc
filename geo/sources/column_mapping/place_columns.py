"""Which columns say where, beside districts and provinces: whole points in one cell, the country, the system of metres.

They are chosen by their names and their contents together. What a column of points holds beside points is a fault of
its rows, not of the column: one cell in ten is enough under a name that says what it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from geo.errors import UnknownName
from geo.incidents.placing import FAR_KM, NameResolver
from geo.places.coordinates import in_degrees, read_degrees, read_point
from geo.places.elsewhere import country_named
from geo.places.grids import read_zone, zone_crs
from geo.places.measure import to_lonlat
from geo.sources.column_mapping.headings import OF_FORM, folded, group_role, roles
from geo.sources.column_mapping.survey import Survey
from geo.sources.questions import Question
from geo.wording import plural

__all__ = ["POINT_HEADINGS", "PlaceChoice", "choose_place_columns"]

POINT_HEADINGS = frozenset((
    "coordinates", "coordinate", "coords", "gps", "gps coordinates", "gps coordinate", "gps location", "gps position",
    "gps point", "gps reading", "gps reference", "lat long", "lat lon", "lat lng", "long lat", "lon lat", "lng lat",
    "latlong", "latlon", "latlng", "lonlat", "longlat", "lat lon coordinates", "latitude longitude", "xy", "x y",
    "longitude latitude", "latitude and longitude", "geo", "geolocation", "geo location", "geopoint", "geo point",
    "point", "geo coordinates", "location coordinates", "map coordinates", "coordinates lat long",
    "coordinates lat lon", "wkt", "position", "map reference", "wkt geom", "geom wkt", "geometry wkt", "the geom",
    "geom", "geometry", "ewkt", "geojson", "mgrs", "mgrs coordinates", "mgrs grid", "mgrs reference", "grid",
    "grid ref", "grid reference", "military grid", "utm", "utm coordinates", "google map", "google maps", "map link",
    "google map link", "google maps link", "location link", "location gps", "pin location", "dms", "lat long dms",
    "point location", "coordinates wgs84",
))  # fmt: skip
"""Names of columns that hold latitude and longitude in one cell, folded."""

_COUNTRIES = frozenset((
    "country", "country name", "country txt", "country code", "nation", "adm0", "admin0", "adm0 en", "adm0 name",
    "adm0 a3", "admin0 name", "iso3", "iso 3", "iso2", "iso", "iso code", "mulk", "ملک",
))  # fmt: skip
_ZONES = frozenset(("utm zone", "zone", "grid zone", "zone number", "utm grid zone", "gzd"))
_TESTED: tuple[tuple[str, frozenset[str], Callable[[str], bool]], ...] = (
    ("country", _COUNTRIES, lambda text: bool(country_named(text))),
    ("utm_zone", _ZONES, lambda text: read_zone(text) is not None),
)
_ANOTHER = frozenset(("person", "report", "other"))
"""The roles of words that speak of another point than that of the incident."""

_SAYS_SO = frozenset((
    "gps", "coordinate", "coordinates", "coord", "coords", "latlong", "latlon", "latlng", "lonlat", "geopoint",
    "geolocation", "wkt", "mgrs", "utm",
))  # fmt: skip
"""Words that make a heading one of points, whatever stands beside them."""

_ADDS_NOTHING = frozenset(("neutral", "incident", "degrees", "total", "moment"))
_LEAST_POINTS = 0.1
_HALF = 0.5
_SURE = 0.8
_METRES = 1e4
_APART = 0.02
"""Degrees, two kilometres: less is rounding."""

_MOST_TRIED = 200
_SAYS_POINT = re.compile(r"\d\.\d|\d[°:]|\d\s*[NE]\b|[({]")
_SYSTEMS = (*(zone_crs(zone, is_north=True) for zone in (41, 42, 43)), "EPSG:3857")
"""The zones of UTM in which the region lies, and Web Mercator, the system of maps on the web."""

_LON, _LAT = (59.0, 76.0), (23.0, 38.5)
_MARKS = re.compile(r"[\W_]+")
_BRACKET = re.compile(r"\s*[\[(][^\])]*[\])]\s*\Z")


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """What was found about the coordinates of a table.

    Attributes
    ----------
    crs
        Their system, if it is not degrees.
    notes
        What was decided although it is not certain: a remark by the choice (``lat from 'Where'``).
    questions
        What is open.
    """

    crs: str = ""
    notes: Mapping[str, str] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()


def choose_place_columns(
    survey: Survey, names: NameResolver, columns: dict[str, str], settled: Collection[str] = ()
) -> PlaceChoice:
    """Add the columns of coordinates, country and zone to those chosen, where there are none yet.

    Parameters
    ----------
    survey
        The texts of the columns.
    names
        Where districts and points are looked up.
    columns
        The columns of the file by ours; it is added to.
    settled
        Columns of ours that stay as they are: the user has decided them, or they are an open question.
    """
    notes: dict[str, str] = {}
    further: tuple[Question, ...] = ()
    is_open = not {"lat", "lon"} & set(settled)
    if is_open and not columns.keys() & {"lat", "lon"}:
        further = _choose_points(survey, names, columns, notes)
    elif is_open:
        further = _compared(survey, columns)
    for target, headings, test in _TESTED:
        if target in columns or target in settled:
            continue
        free = (name for name in _free(survey, columns) if _is_named(name, headings))
        if column := next((name for name in free if survey.share(name, test) >= _HALF), ""):
            columns[target] = column
    crs, questions = _system(survey, names, columns, notes)
    return PlaceChoice(crs, notes, (*further, *questions))


def _free(survey: Survey, columns: Mapping[str, str]) -> Iterable[str]:
    taken = set(columns.values())
    return (name for name in survey.header if name.strip() and name not in taken)


def _is_named(column: str, headings: frozenset[str]) -> bool:
    """Whether the name of a column, or its last part in a form, is one of these; with or without brackets.

    The point of a reporter or of a victim is not that of the incident.
    """
    words = folded(column).split()
    if group_role(words) or not OF_FORM.isdisjoint(words):
        return False
    readings = (column, _BRACKET.sub("", column), column.rpartition("/")[2])
    return any(_MARKS.sub(" ", text.casefold()).strip() in headings for text in readings)


# points


def _choose_points(
    survey: Survey, names: NameResolver, columns: dict[str, str], notes: dict[str, str]
) -> tuple[Question, ...]:
    """Choose a column with both in one cell, by its name or by its content alone; then a note says so.

    One whose name adds something to that of points, as Camp GPS does, is a question.
    """
    for column in survey.header:
        if _is_named(column, POINT_HEADINGS) and survey.share(column, _is_point) >= _LEAST_POINTS:
            _take(columns, column)
            return ()
    qualified = [name for name in survey.header if _is_qualified(name) and survey.share(name, _is_point) >= _HALF]
    if qualified:
        text = f"whether {qualified[0]!r} holds the point of the incident or of something else is not clear"
        option = f'--column lat="{qualified[0]}" or --column lat= for none'
        return (Question("lat", text, option, tuple(qualified)),)
    for column in survey.header:
        words = folded(column).split()
        if not words or not OF_FORM.isdisjoint(words) or any(roles(word) & _ANOTHER for word in words):
            continue
        if survey.share(column, _says_point) < _SURE or not _are_inside(survey, names, column):
            continue
        if {ours for ours, theirs in columns.items() if theirs == column} <= {"location", "notes", "url"}:
            _take(columns, column)
            notes[f"lat from {column!r}"] = "its cells hold points: they are read as latitude and longitude"
            return ()
    _note_unread(survey, notes)
    return ()


def _note_unread(survey: Survey, notes: dict[str, str]) -> None:
    """Note a column that is named as one of points and holds none that can be read."""
    for column in survey.header:
        is_named = _is_named(column, POINT_HEADINGS) and not _SAYS_SO.isdisjoint(folded(column).split())
        if is_named and (text := next(iter(survey.texts(column)), "")):
            notes["lat from no column"] = f"what {column!r} holds cannot be read as points: {text!r}"


def _is_qualified(column: str) -> bool:
    """Whether a heading names points and adds words that may make them those of something else."""
    words = folded(column).split()
    if _SAYS_SO.isdisjoint(words) or not OF_FORM.isdisjoint(words):
        return False
    return any(not roles(word) & _ADDS_NOTHING for word in words if word not in _SAYS_SO)


def _take(columns: dict[str, str], column: str) -> None:
    for ours in [ours for ours, theirs in columns.items() if theirs == column]:
        del columns[ours]
    columns["lat"] = columns["lon"] = column


def _compared(survey: Survey, columns: Mapping[str, str]) -> tuple[Question, ...]:
    """The question which points are meant, where a column of whole points says otherwise than longitude and latitude.

    A point that was moved on a map has its new place in the geometry, and the old one in the columns beside it.
    """
    lon, lat = columns.get("lon", ""), columns.get("lat", "")
    if lon == lat or lon not in survey.header or lat not in survey.header:
        return ()
    for column in _free(survey, columns):
        if not _is_named(column, POINT_HEADINGS) or survey.share(column, _is_point) < _HALF:
            continue
        compared, other = _other_points(survey, column, lon, lat)
        if other:
            text = f"{lon!r} and {lat!r} give another point than {column!r} in {other} of {plural(compared, 'row')}"
            option = f'--column lon="{column}" --column lat="{column}" or --column lon="{lon}" --column lat="{lat}"'
            return (Question("lon", text, option, (column, f"{lon} and {lat}")),)
    return ()


def _other_points(survey: Survey, column: str, lon: str, lat: str) -> tuple[int, int]:
    """The number of sampled rows with both, and of those whose two points differ."""
    rows = [row for row in zip(*(survey.cells(name) for name in (column, lon, lat)), strict=True) if all(row)]
    points = in_degrees([text for text, _, _ in rows])
    compared = other = 0
    for text, x_text, y_text in rows:
        point, x, y = points.get(text), read_degrees(x_text), read_degrees(y_text)
        if point is None or x is None or y is None or max(abs(x), abs(y)) > _METRES:
            continue
        compared += 1
        apart = (max(abs(point[0] - a), abs(point[1] - b)) for a, b in ((x, y), (y, x)))
        other += min(apart) > _APART
    return compared, other


def _is_point(text: str) -> bool:
    return read_point(text) is not None


def _says_point(text: str) -> bool:
    """Whether a text holds a point and is more than two whole numbers."""
    return _SAYS_POINT.search(text) is not None and read_point(text) is not None


def _are_inside(survey: Survey, names: NameResolver, column: str) -> bool:
    """Whether nearly all points of a column lie in the two provinces, which other pairs of numbers do not."""
    texts = list(survey.texts(column))
    points = [point for point in in_degrees(texts[:: max(1, len(texts) // _MOST_TRIED)]).values() if point]
    located = names.locate([lon for lon, _ in points], [lat for _, lat in points]) if points else []
    return bool(points) and sum(district is not None for district in located) >= _SURE * len(points)


# metres


def _system(
    survey: Survey, names: NameResolver, columns: Mapping[str, str], notes: dict[str, str]
) -> tuple[str, tuple[Question, ...]]:
    """The system of two columns in metres without a zone: the one that puts the points where the rows say."""
    lon, lat = columns.get("lon", ""), columns.get("lat", "")
    if lon == lat or lon not in survey.header or lat not in survey.header or "utm_zone" in columns:
        return "", ()
    if min(survey.share(side, _is_metres) for side in (lon, lat)) < _HALF:
        return "", ()
    if factor := _lost_point(survey, lon, lat):
        text = f"{lon!r} and {lat!r} look like degrees without their point ({factor:,} times too large): write it again"
        return "", (Question("lon", text, "--column lon= for none", (lon,)),)
    fitting = [crs for crs in _SYSTEMS if _fits(survey, names, columns, crs)]
    if len(fitting) == 1:
        notes[f"lon from {lon!r}"] = f"metres, read in {fitting[0]}: only so do the points lie where the rows say"
        return fitting[0], ()
    text = f"{lon!r} and {lat!r} are metres, and nothing says of which coordinate system ({', '.join(_SYSTEMS)})"
    option = f'--mapping FILE with "crs": "{_SYSTEMS[1]}", which is the mapping that --dry-run --json prints, completed'
    return "", (Question("lon", text, option, _SYSTEMS),)


def _lost_point(survey: Survey, lon: str, lat: str) -> int:
    """By how much the numbers of nearly all rows are too large for degrees of the region; 0 if by nothing usual."""
    factors = (10**5, 10**6, 10**7)
    return next(
        (one for one in factors if all(_is_times(survey, *side, one) for side in ((lon, _LON), (lat, _LAT)))), 0
    )


def _is_times(survey: Survey, column: str, span: tuple[float, float], factor: int) -> bool:
    return survey.share(column, lambda text: _is_within(text, span, factor)) >= _SURE


def _is_within(text: str, span: tuple[float, float], factor: int) -> bool:
    number = read_degrees(text)
    return number is not None and span[0] <= number / factor <= span[1]


def _is_metres(text: str) -> bool:
    number = read_degrees(text)
    return number is not None and abs(number) > _METRES


def _fits(survey: Survey, names: NameResolver, columns: Mapping[str, str], crs: str) -> bool:
    """Whether a system puts the first points in or near the districts of their rows, or inside where none is named."""
    at = {ours: survey.header.index(columns[ours]) for ours in ("lon", "lat", "district") if ours in columns}
    pairs = []
    for record in survey.samples:
        x, y = read_degrees(record[at["lon"]]), read_degrees(record[at["lat"]])
        if x is not None and y is not None:
            if crs.startswith("EPSG:32"):  # a northing here is larger than any easting
                x, y = min(x, y), max(x, y)
            pairs.append((x, y, record[at["district"]] if "district" in at else ""))
    if not pairs:
        return False
    points = to_lonlat([x for x, _, _ in pairs], [y for _, y, _ in pairs], crs)
    lon, lat = [x for x, _ in points], [y for _, y in points]
    located = names.locate(lon, lat)
    for x, y, inside, (_, _, text) in zip(lon, lat, located, pairs, strict=True):
        try:
            district = names.district(text) if text.strip() else None
        except UnknownName:
            district = None
        if district is None and inside is None:
            return False
        if district is not None and names.distances_km([x], [y], [district])[0] > FAR_KM:
            return False
    return True
