"""Positions in the grid of UTM: as numbers with a zone (``42S 312345 3761234``) and as references of MGRS.

A reference of MGRS is a square; its middle is the position. Reference: NGA.STND.0037, "Universal Grids and Grid
Reference Systems", 2014.
"""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Position", "read_mgrs", "read_utm", "read_zone", "zone_crs"]

_BANDS = "CDEFGHJKLMNPQRSTUVWX"
"""8 degrees of latitude each, from 80 degrees south; I and O are left out, here as in all letters of the grid."""
_COLUMNS = ("ABCDEFGH", "JKLMNPQR", "STUVWXYZ")
_ROWS = "ABCDEFGHJKLMNPQRSTUV"
_SQUARE_M = 100_000
_CYCLE_M = 2_000_000
_KM_A_DEGREE = 110.6
_FALSE_NORTHING_M = 10_000_000

_ANY_CASE = re.ASCII | re.IGNORECASE
_MGRS = re.compile(r"(?:MGRS\s*:?\s*)?(\d{1,2})\s*([C-HJ-NP-X])\s*([A-HJ-NP-Z])([A-HJ-NP-V])\s*([\d\s]*)", _ANY_CASE)
_ZONE = re.compile(r"EPSG:?\s*32([67])(\d\d)|(?<!\d)(\d{1,2})(?:\.0)?\s*([C-HJ-NP-X]?)(?![A-Za-z\d])", _ANY_CASE)
_LENGTH = re.compile(r"(?<![\d.:])\d{6,8}(?:\.\d+)?(?![\d.])", re.ASCII)
_FILLER = re.compile(r"(?:UTM|zone|grid|easting|northing|m?E|m?N|m|X|Y|[\s,;:/|=()-])*", _ANY_CASE)


class Position(NamedTuple):
    """Two coordinates, east before north, in a coordinate system (``EPSG:32642``); blank is degrees."""

    x: float
    y: float
    crs: str = ""


def zone_crs(zone: int, is_north: bool) -> str:
    """The coordinate system of a zone of UTM on WGS 84."""
    return f"EPSG:32{6 if is_north else 7}{zone:02}"


def read_zone(text: str) -> tuple[int, bool] | None:
    """The zone of UTM that a text names, and whether it is of the northern half; None if it names none.

    A letter is a latitude band: ``42S`` is the band from 32 to 40 degrees north. Bands before N are southern.
    """
    match = _ZONE.search(_without_datum(text))
    if match is None or not _is_filler(_without_datum(text), match):
        return None
    return _zone_of(match)


def _without_datum(text: str) -> str:
    return re.sub(r"WGS\s*-?\s*(?:19)?84", " ", text, flags=re.IGNORECASE)


def _is_filler(text: str, match: re.Match[str]) -> bool:
    """Whether what stands about a zone is only the words and marks that are written with one."""
    return _FILLER.fullmatch(f"{text[: match.start()]} {text[match.end() :]}") is not None


def _zone_of(match: re.Match[str]) -> tuple[int, bool] | None:
    zone = int(match[2] or match[3])
    is_north = match[1] == "6" if match[1] else (match[4] or "N").upper() >= "N"
    return (zone, is_north) if 1 <= zone <= 60 else None


def read_utm(text: str) -> Position | None:
    """A position of UTM: a zone and two lengths, in any order, with or without the words and letters about them.

    The shorter length is the easting: it has six digits, and the northing has seven beyond 9 degrees of latitude.
    """
    lengths = [float(number) for number in _LENGTH.findall(text)]
    if len(lengths) != 2:
        return None
    zone = read_zone(_LENGTH.sub(" ", text))
    if zone is None:
        return None
    easting, northing = sorted(lengths)
    if not (100_000 <= easting < 1_000_000 <= northing < _FALSE_NORTHING_M):
        return None
    return Position(easting, northing, zone_crs(*zone))


def read_mgrs(text: str) -> Position | None:
    """The middle of the square that a reference of MGRS names (``42SXB5142746908``); None if the text is none."""
    match = _MGRS.fullmatch(text.strip())
    if match is None:
        return None
    zone, (band, column, row) = int(match[1]), (letter.upper() for letter in match.group(2, 3, 4))
    digits = "".join(match[5].split())
    half = len(digits) // 2
    if not 1 <= zone <= 60 or len(digits) % 2 or half > 5 or not _is_even(match[5]):
        return None
    columns = _COLUMNS[(zone - 1) % 3]
    if column not in columns:
        return None
    size = 10 ** (5 - half)
    easting = (columns.index(column) + 1) * _SQUARE_M + int(digits[:half] or 0) * size + size / 2
    below = (_ROWS.index(row) - (0 if zone % 2 else 5)) % 20 * _SQUARE_M + int(digits[half:] or 0) * size + size / 2
    return Position(easting, _northing(below, band), zone_crs(zone, band >= "N"))


def _is_even(digits: str) -> bool:
    """Whether digits that are written in two groups are as many in each."""
    groups = digits.split()
    return len(groups) != 2 or len(groups[0]) == len(groups[1])


def _northing(below: float, band: str) -> float:
    """The northing of a row, whose letters repeat each 2,000 km, within 1,000 km of the middle of its band."""
    middle_km = (_BANDS.index(band) * 8 - 76) * _KM_A_DEGREE
    about = middle_km * 1000 + (0 if band >= "N" else _FALSE_NORTHING_M)
    return below + round((about - below) / _CYCLE_M) * _CYCLE_M
