"""Points that stand in one text, as people and programs write them.

Read are pairs of degrees in any notation of `geo.reading.degrees`, with altitude and accuracy behind them or not; WKT
and EWKT; GeoJSON; references of MGRS and positions of UTM (`geo.places.grids`); ``geo:`` and the links of map services.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from geo.errors import FileRefused
from geo.places.grids import Position, read_mgrs, read_utm
from geo.places.measure import to_lonlat
from geo.reading.degrees import Degrees, degrees_text, parse_degrees, plain_marks, read_degrees

__all__ = [
    "LAT_SPAN",
    "LON_SPAN",
    "degrees_text",
    "in_degrees",
    "read_degrees",
    "read_pair",
    "read_point",
    "split_point",
]

LON_SPAN = (59.0, 76.0)
LAT_SPAN = (23.0, 38.5)
"""A little more than the two provinces; the spans share no number, which tells longitude and latitude apart."""

_LONGEST = 1_000
_LONGEST_PAIR = 120
_DIGITS = re.compile(r"\d+")
_MOST_DIGITS = 8
"""The groups of digits in twice degrees, minutes and seconds with a decimal fraction."""
_NUMBER = r"[+-]?\d{1,9}(?:\.\d+)?(?:[eE][+-]?\d+)?"
_PAIR = re.compile(rf"[(\[]?\s*({_NUMBER})(?:\s*[,;/|]\s*|\s+(?:(?:-|&|and)\s+)?)({_NUMBER})\s*[)\]]?", re.ASCII)
_SURVEYED = re.compile(r"([+-]?\d{1,3}\.\d+)[\s,;]+([+-]?\d{1,3}\.\d+)(?:[\s,;]+-?\d{1,5}(?:\.\d+)?){1,2}", re.ASCII)
"""Latitude, longitude, altitude and accuracy, as survey tools write them."""
_NUMBERS = re.compile(rf"({_NUMBER})(?:(?:\s*[,;]\s*|\s+)({_NUMBER})){{1,5}}", re.ASCII)
_WKT = re.compile(
    rf"(?:<[^>]*>\s*)?(?:SRID\s*=\s*(\d{{1,6}})\s*;\s*)?(?:MULTI)?POINT\s*(?:Z|M|ZM)?\s*\(\s*\(?\s*"
    rf"({_NUMBER})[\s,]+({_NUMBER})(?:[\s,]+{_NUMBER}){{0,2}}\s*\)?\s*\)",
    re.ASCII | re.IGNORECASE,
)
_LINK = re.compile(r"(?:geo:|[@=/!]|%40|ll=)([+-]?\d{1,3}\.\d+)(?:,|%2C|/)\s*\+?([+-]?\d{1,3}\.\d+)", re.IGNORECASE)
_IS_LINK = re.compile(r"(?:geo:|https?://|(?:www|maps?|goo)\.)", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*[;|/\n]\s*|\s*,\s+|\s*,\s*|\s+|(?<=[NSEWnsew])(?=[\d+-])|(?<=[\d'\"°])(?=[NSEWnsew]\s*\d)")
_SIDES = frozenset("NSEWnsew")
_STRANGE = re.compile(
    r"(?<![^\W\d_])(?!(?:lat|latitude|lon|long|lng|longitude|north|south|east|west|northern|southern|eastern|western|d|deg|"
    r"degs|degree|degrees|m|min|mins|minute|minutes|s|sec|secs|second|seconds|[nsew]|gps|coordinates?|coords?|position|wgs|"
    r"at|and|x|y|شمالی?|جنوبی?|مشرقی?|مغربی?|درجے?)(?![^\W\d_]))[^\W\d_]+",
    re.IGNORECASE,
)
"""A word that is not written about a pair of degrees."""
_FIRST_SIDE = re.compile(r"([^NSEWnsew]+[NSEWnsew])[\s,;/|]*([^NSEWnsew]+[NSEWnsew])\Z")
_SECOND_SIDE = re.compile(r"([NSEWnsew][^NSEWnsew]+?)[\s,;/|]*([NSEWnsew][^NSEWnsew]+)\Z")
_ONE_SIDE = re.compile(r"\d+\s+\d+\s+[\d.]+", re.ASCII)
"""33 59 12 is one latitude."""
_INNER = re.compile(r"[^()]*\(([^()]*\d[.°][^()]*)\)[^()]*")
_LAT_NAMES, _LON_NAMES = ("lat", "latitude", "y"), ("lon", "lng", "long", "longitude", "x")


def split_point(text: str) -> tuple[str, str]:
    """Latitude and longitude of a text that contains both, as decimal numbers; the text and a blank if it does not.

    Coordinates of another system stay as they are, north before east: `in_degrees` converts them, many texts at once.
    """
    position = read_point(text)
    if position is None:
        return text, ""
    return degrees_text(f"{position.y:.9f}"), degrees_text(f"{position.x:.9f}")


def read_pair(text: str) -> tuple[float, float] | None:
    """The two plain numbers of a text, as they are; None if it is no pair."""
    match = _PAIR.fullmatch(text.strip())
    return (float(match[1]), float(match[2])) if match else None


def in_degrees(texts: Iterable[str]) -> dict[str, tuple[float, float] | None]:
    """Longitude and latitude (EPSG:4326) by each of the texts; None for one that holds no point."""
    positions = {text: read_point(text) for text in dict.fromkeys(texts)}
    degrees: dict[str, tuple[float, float] | None] = dict.fromkeys(positions)
    by_crs: dict[str, dict[str, Position]] = {}
    for text, position in positions.items():
        if position is not None:
            by_crs.setdefault(position.crs, {})[text] = position
    for crs, held in by_crs.items():
        pairs = [(position.x, position.y) for position in held.values()]
        try:
            moved = to_lonlat([x for x, _ in pairs], [y for _, y in pairs], crs) if crs else pairs
        except FileRefused:  # an EWKT with a number that is no coordinate system
            continue
        degrees.update(zip(held, moved, strict=True))
    return degrees


def read_point(text: str) -> Position | None:
    """The point that a text holds; None if it holds none, or more than one."""
    plain = text.strip()
    if not plain or len(plain) > _LONGEST:
        return None
    if match := _PAIR.fullmatch(plain) or _SURVEYED.fullmatch(plain):
        return _position(float(match[1]), float(match[2]), _is_lon_first(float(match[1]), float(match[2])))
    if not any(c.isdigit() for c in plain):
        return None
    if "°" in plain and (point := _two_texts(plain)) is not None:
        return point
    return next((point for read in _READERS if (point := read(plain)) is not None), None)


def _ordered(first: Degrees, second: Degrees) -> Position | None:
    """Two numbers of degrees as a point; latitude comes first, unless they say otherwise or only that is possible."""
    if first.axis and first.axis == second.axis:
        return None
    if first.axis or second.axis:
        return _position(first.value, second.value, first.axis == "lon" or second.axis == "lat")
    return _position(first.value, second.value, _is_lon_first(first.value, second.value))


def _is_lon_first(first: float, second: float) -> bool:
    if abs(first) > 90 or abs(second) > 90:
        return abs(first) > abs(second)
    return LON_SPAN[0] <= first <= LON_SPAN[1] and not LON_SPAN[0] <= second <= LON_SPAN[1]


def _position(first: float, second: float, is_lon_first: bool) -> Position | None:
    lon, lat = (first, second) if is_lon_first else (second, first)
    return Position(lon, lat) if abs(lon) <= 180 and abs(lat) <= 90 else None


# the notations


def _wkt(text: str) -> Position | None:
    match = _WKT.fullmatch(text)
    if match is None:
        return None
    x, y = float(match[2]), float(match[3])
    if match[1] and match[1] not in ("0", "4326", "4979"):
        return Position(x, y, f"EPSG:{match[1]}")
    if LAT_SPAN[0] <= x <= LAT_SPAN[1] and LON_SPAN[0] <= y <= LON_SPAN[1]:
        x, y = y, x  # written latitude first, against the standard
    return _position(x, y, is_lon_first=True)


def _json(text: str) -> Position | None:
    if text[0] != "{":
        return None
    try:
        held = json.loads(text.replace("'", '"') if '"' not in text else text)
    except (ValueError, RecursionError):
        return None
    return _of_object(held) if isinstance(held, dict) else None


def _of_object(held: dict[str, Any]) -> Position | None:
    if isinstance(held.get("geometry"), dict):
        held = held["geometry"]
    by_name = {str(name).casefold(): value for name, value in held.items()}
    pair = by_name.get("coordinates")
    if by_name.get("type", "Point") == "Point" and isinstance(pair, list) and len(pair) in (2, 3, 4):
        lon, lat = pair[:2]
    else:
        lat, lon = (next((by_name[n] for n in names if n in by_name), None) for names in (_LAT_NAMES, _LON_NAMES))
    numbers = [parse_degrees(str(value)) for value in (lon, lat) if isinstance(value, int | float | str)]
    if len(numbers) != 2 or numbers[0] is None or numbers[1] is None:
        return None
    return _position(numbers[0].value, numbers[1].value, is_lon_first=True)


def _link(text: str) -> Position | None:
    if not _IS_LINK.match(text):
        return None
    match = _LINK.search(text)
    return _ordered(Degrees(float(match[1])), Degrees(float(match[2]))) if match else None


def _row_of_numbers(text: str) -> Position | None:
    """Degrees, minutes and seconds without marks; or four numbers of a survey, one of them whole."""
    plain = plain_marks(text).strip("()[] ")
    if not _NUMBERS.fullmatch(plain):
        return None
    numbers = re.findall(_NUMBER, plain)
    half = len(numbers) // 2
    if len(numbers) in (4, 6) and all("." not in numbers[at] for at in (0, half)):
        sides = [parse_degrees(" ".join(part)) for part in (numbers[:half], numbers[half:])]
        if sides[0] and sides[1] and _is_in_region(sides[0].value, sides[1].value):
            return _ordered(sides[0], sides[1])
    if len(numbers) == 4 and ("." in numbers[0] or "." in numbers[1]):
        first, second = float(numbers[0]), float(numbers[1])
        return _ordered(Degrees(first), Degrees(second)) if _is_in_region(first, second) else None
    return None


def _is_in_region(first: float, second: float) -> bool:
    low, high = sorted((first, second))
    return LAT_SPAN[0] <= low <= LAT_SPAN[1] and LON_SPAN[0] <= high <= LON_SPAN[1]


def _in_brackets(text: str) -> Position | None:
    """A point behind the name of its place: ``Peshawar (33.98, 71.5)``."""
    match = _INNER.fullmatch(text)
    return read_point(match[1]) if match else None


def _two_texts(text: str) -> Position | None:
    """Two numbers of degrees in any notation with something between them; the first division that gives two counts."""
    plain = _unlabelled(plain_marks(text.replace("\n", ";")))
    if len(plain) > _LONGEST_PAIR or _ONE_SIDE.fullmatch(plain) or _STRANGE.search(plain):
        return None
    if len(_DIGITS.findall(plain)) > _MOST_DIGITS:
        return None
    for left, right in _divided(plain):
        first, second = parse_degrees(left), parse_degrees(right)
        if first is not None and second is not None and (point := _ordered(first, second)) is not None:
            return point
    return None


def _unlabelled(text: str) -> str:
    """A text without the words and brackets about a pair."""
    bare = re.sub(r"\b(?:gps|coordinates?|coords?|position|wgs\s*84|at)\b\s*[:=]?", " ", text, flags=re.IGNORECASE)
    return re.sub(r"\b(?:x|y)\s*[:=]", " ", bare, flags=re.IGNORECASE).strip("()[]{} ;,.")


def _divided(text: str) -> Iterator[tuple[str, str]]:
    """All divisions of a text: beside the letter of a side, then those nearest to even halves."""
    if text[-1] in _SIDES and (match := _FIRST_SIDE.match(text)):
        yield match[1], match[2]
    if text[0] in _SIDES and (match := _SECOND_SIDE.match(text)):
        yield match[1], match[2]
    cuts = [(match.start(), match.end()) for match in _SEPARATOR.finditer(text)]
    for start, end in sorted(cuts, key=lambda cut: abs(cut[0] + cut[1] - len(text))):
        if start > 0 and end < len(text):
            yield text[:start], text[end:]


_READERS: tuple[Callable[[str], Position | None], ...] = (
    _wkt, _json, _link, read_mgrs, read_utm, _row_of_numbers, _two_texts, _in_brackets,
)  # fmt: skip
