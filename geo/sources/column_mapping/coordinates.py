"""The coordinates of a mapped table: two columns or one, in degrees, in metres of a system, or in a zone of UTM."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from geo.places.coordinates import in_degrees, read_degrees, read_pair
from geo.places.grids import read_zone, zone_crs
from geo.places.measure import to_lonlat
from geo.reading.degrees import degrees_text
from geo.reading.unstated import is_unstated
from geo.sources.translation import each

__all__ = ["translate_points", "unread_rows"]

_DIGITS = frozenset("0123456789.-")
_PLAIN = frozenset("0123456789.,;/()[] +-")
_LEAST_METRES = 1_000.0
_LEAST_NORTHING = 1_000_000.0

_Sides = tuple[list[str], list[str]]


def translate_points(columns: dict[str, list[str]], repairs: dict[str, set[int]], crs: str, is_one_cell: bool) -> None:
    """Put degrees in the columns ``lon`` and ``lat``; a text that gives none stays, for the check to report.

    Parameters
    ----------
    columns
        The columns of ours; ``utm_zone`` among them, if the file has one.
    repairs
        The rows that a kind of change touched.
    crs
        The coordinate system of the columns; blank for degrees.
    is_one_cell
        Whether both coordinates stand in one cell.
    """
    given = columns["lon"], columns["lat"]
    if is_one_cell and crs:
        given = _pairs(columns["lat"])
    elif is_one_cell:
        columns["lon"], columns["lat"] = _of_cells(columns["lat"])
        written = {row for row, text in enumerate(given[1]) if not set(text) <= _PLAIN and columns["lon"][row]}
        repairs["coordinates: written in decimal degrees"] = written
        return
    if crs:
        columns["lon"], columns["lat"] = _converted(given, [crs] * len(given[0]))
        what = f"coordinates converted from {crs} to longitude and latitude"
    elif "utm_zone" in columns and any(systems := _systems(columns["utm_zone"], given)):
        columns["lon"], columns["lat"] = _converted(given, systems)
        what = "coordinates converted from the zone of UTM that the row states to longitude and latitude"
    else:
        columns["lon"], columns["lat"] = each(given[0], degrees_text), each(given[1], degrees_text)
        what = "coordinates: written in decimal degrees"
    repairs[what] = set(_changed(given, (columns["lon"], columns["lat"])))


def unread_rows(texts: list[str]) -> list[int]:
    """The rows of a translated column whose texts are no degrees, and more than words for unknown."""
    if set("".join(texts)) <= _DIGITS:
        return []
    known = {text for text in set(texts) if not is_unstated(text) and read_degrees(text) is None}
    return [row for row, text in enumerate(texts) if text in known] if known else []


def _of_cells(texts: list[str]) -> _Sides:
    """Longitudes and latitudes of cells with both; of one without a point the text stays, as a latitude."""
    known = {
        text: ("", "" if is_unstated(text) else text) if point is None else (_text(point[0]), _text(point[1]))
        for text, point in in_degrees(texts).items()
    }
    return [known[text][0] for text in texts], [known[text][1] for text in texts]


def _pairs(texts: list[str]) -> _Sides:
    """The two numbers of each cell, east before north, as they are."""
    pairs = [read_pair(text) for text in texts]
    return (
        [str(pair[0]) if pair else "" for pair in pairs],
        [str(pair[1]) if pair else text for pair, text in zip(pairs, texts, strict=True)],
    )


def _systems(zones: list[str], given: _Sides) -> list[str]:
    """The coordinate system of each row that states a zone beside metres; blank for the others."""
    known = {text: read_zone(text) for text in dict.fromkeys(zones)}
    return [
        zone_crs(*zone) if (zone := known[text]) is not None and abs(read_degrees(x) or 0.0) > _LEAST_METRES else ""
        for text, x in zip(zones, given[0], strict=True)
    ]


def _converted(given: _Sides, systems: Sequence[str]) -> _Sides:
    """Degrees of the rows whose coordinates are numbers of a system; the others as degrees are written."""
    lon, lat = each(given[0], degrees_text), each(given[1], degrees_text)
    by_crs: dict[str, list[tuple[int, float, float]]] = {}
    for row, (crs, a, b) in enumerate(zip(systems, *given, strict=True)):
        x, y = read_degrees(a), read_degrees(b)
        if crs and x is not None and y is not None:
            is_turned = crs.startswith("EPSG:32") and x >= _LEAST_NORTHING > y
            by_crs.setdefault(crs, []).append((row, y, x) if is_turned else (row, x, y))
    for crs, rows in by_crs.items():
        moved = to_lonlat([x for _, x, _ in rows], [y for _, _, y in rows], crs)
        for (row, _, _), (x, y) in zip(rows, moved, strict=True):
            lon[row], lat[row] = f"{x:.6f}", f"{y:.6f}"
    return lon, lat


def _changed(old: _Sides, new: _Sides) -> Iterator[int]:
    for row, texts in enumerate(zip(*old, *new, strict=True)):
        if texts[:2] != texts[2:] and list(map(_value, texts[:2])) != list(map(_value, texts[2:])):
            yield row


def _text(degrees: float) -> str:
    return f"{degrees:.7f}".rstrip("0").rstrip(".") or "0"


def _value(text: str) -> float | str:
    """The value of a coordinate, so that ``70.60`` and ``70.6`` are the same."""
    try:
        return float(text)
    except ValueError:
        return text.strip()
