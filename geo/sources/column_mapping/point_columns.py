"""The columns of a point: a longitude and a latitude, never one of them alone.

Columns with both in one cell are chosen in `geo.sources.column_mapping.place_columns`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from geo.places.coordinates import read_degrees
from geo.sources.column_mapping.candidates import Choices, listed, named, ranked
from geo.sources.column_mapping.figure_headings import figure_reading
from geo.sources.column_mapping.headings import Level, heading_readings, roles, segments

__all__ = ["choose_points", "choose_points_by_content"]

_LEAST = 0.1
_OFTEN = 0.5
_SURE = 0.8
_LON, _LAT = (59.0, 76.0), (23.0, 38.5)
_METRES = 1e4
_NO_POINT = frozenset({"other", "person", "report", "period", "casualties", "killed", "injured", "abducted"})


def choose_points(choices: Choices) -> None:
    """Choose two columns by their headings."""
    if choices.is_settled("lon") or choices.is_settled("lat"):
        return
    tops = {}
    for target in ("lon", "lat"):
        top, _ = ranked(choices.contents, named(choices, target, target, _LEAST))
        tops[target] = [one.column for one in top]
    if not all(tops.values()):
        _note_no_pair(choices, tops)
        return
    if all(len(columns) == 1 for columns in tops.values()):
        lon, lat = tops["lon"][0], tops["lat"][0]
        if lon == lat or not _may_be_points(choices, lon, lat):
            return
        choices.take("lon", lon)
        choices.take("lat", lat)
        return
    for target, columns in tops.items():
        if len(columns) > 1:
            text = f"{listed(columns)} hold coordinates that differ, and no heading says which is that of the incident"
            choices.ask(target, text, columns)
        else:
            choices.take(target, columns[0])


def _note_no_pair(choices: Choices, tops: Mapping[str, Sequence[str]]) -> None:
    """Note half a point, or two columns that are named as one and hold nothing that can be it."""
    for target, columns in tops.items():
        if columns:
            choices.leave(target, f"{columns[0]!r} is half a point, and no column is the other half")
        elif not any(tops.values()):
            _note_unread(choices, target)


def _note_unread(choices: Choices, target: str) -> None:
    held = [one.column for one in named(choices, target) if one.level >= Level.KNOWN]
    text = next(iter(choices.contents.survey.texts(held[0])), "") if held else ""
    if text:
        choices.leave(target, f"what {held[0]!r} holds cannot be read as degrees of the region: {text!r}")


def _may_be_points(choices: Choices, lon: str, lat: str) -> bool:
    """Whether many rows have a point in or near the region, in this order or swapped, or in metres."""
    pairs = _pairs(choices, lon, lat)
    good = sum(
        (_is_within(x, _LON) and _is_within(y, _LAT))
        or (_is_within(y, _LON) and _is_within(x, _LAT))
        or (abs(x) > _METRES and abs(y) > _METRES)
        for x, y in pairs
    )
    return good >= _OFTEN * len(pairs)


def choose_points_by_content(choices: Choices) -> None:
    """Choose the only two columns of decimal fractions whose points lie in the districts that the rows name."""
    if choices.is_settled("lon") or choices.is_settled("lat"):
        return
    contents = choices.contents
    free = [name for name in choices.free() if _says_nothing(name) and contents.share(name, "decimals") >= _OFTEN]
    lons = [name for name in free if contents.share(name, "lon in region") >= _SURE]
    lats = [name for name in free if contents.share(name, "lat in region") >= _SURE]
    district = choices.columns.get("district", "")
    if len(lons) == len(lats) == 1 and contents.points_in_region(lons[0], lats[0], district) >= _SURE:
        note = "by its content alone: the points lie in the two provinces"
        choices.take("lon", lons[0], note)
        choices.take("lat", lats[0], note)


def _says_nothing(column: str) -> bool:
    """Whether a heading names no other thing."""
    words = [word for part in segments(column) for word in part.words]
    is_named = any(reading.level >= Level.WORDS for reading in heading_readings(column) if reading.target not in _BOTH)
    return not is_named and figure_reading(column) is None and not any(roles(word) & _NO_POINT for word in words)


_BOTH = ("lon", "lat")


def _pairs(choices: Choices, lon: str, lat: str) -> Sequence[tuple[float, float]]:
    survey = choices.contents.survey
    cells = zip(survey.cells(lon), survey.cells(lat), strict=True)
    read = [(read_degrees(a), read_degrees(b)) for a, b in cells if a and b]
    return [(x, y) for x, y in read if x is not None and y is not None]


def _is_within(number: float, span: tuple[float, float]) -> bool:
    return span[0] <= number <= span[1]
