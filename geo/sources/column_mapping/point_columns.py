"""The columns of a point: a longitude and a latitude, never one of them alone.

Columns with both in one cell are chosen in `geo.sources.column_mapping.place_columns`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from geo.reading.degrees import read_coordinate
from geo.sources.column_mapping.candidates import Candidate, Choices, is_way, listed, named, ranked
from geo.sources.column_mapping.figure_headings import figure_reading
from geo.sources.column_mapping.headings import OF_FORM, Level, folded, heading_readings, roles, segments

__all__ = ["choose_points", "choose_points_by_content"]

_LEAST = 0.1
_OFTEN = 0.5
_SURE = 0.8
_LON, _LAT = (59.0, 76.0), (23.0, 38.5)
_METRES = 1e4
_NO_POINT = frozenset({"other", "person", "report", "period", "casualties", "killed", "injured", "abducted"})


def choose_points(choices: Choices) -> None:
    """Choose two columns by their headings."""
    _complete_decided(choices)
    if choices.is_settled("lon") or choices.is_settled("lat"):
        return
    candidates = {target: _candidates(choices, target) for target in ("lon", "lat")}
    tops = {target: _best(choices, found) for target, found in candidates.items()}
    if not all(tops.values()):
        if not any(tops.values()) and all(candidates.values()):
            _ask_for_other(choices, candidates)
        else:
            _note_no_pair(choices, {target: [one.column for one in top] for target, top in tops.items()})
        return
    columns = {target: [one.column for one in top] for target, top in tops.items()}
    if all(len(top) == 1 for top in tops.values()):
        lon, lat = tops["lon"][0], tops["lat"][0]
        if lon.column == lat.column or not _may_be_points(choices, lon.column, lat.column):
            return
        if min(lon.level, lat.level) < Level.KNOWN:
            _ask_for_qualified(choices, columns)
            return
        choices.take("lon", lon.column)
        choices.take("lat", lat.column)
        return
    for target, names in columns.items():
        if len(names) > 1:
            text = f"{listed(names)} hold coordinates that differ, and no heading says which is that of the incident"
            choices.ask(target, text, names)
        elif tops[target][0].level < Level.KNOWN:
            _ask_for_qualified(choices, {target: names})
        else:
            choices.take(target, names[0])


def _best(choices: Choices, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The best candidates; both ends of a way are of equal standing."""
    top, rivals = ranked(choices.contents, candidates)
    return [*top, *(one for one in rivals if is_way(one.column, top[0].column))] if len(top) == 1 else top


def _candidates(choices: Choices, target: str) -> list[Candidate]:
    """The columns that may be a coordinate, those of other places among them; not those where a form was begun."""
    found = named(choices, target, target, _LEAST)
    return [one for one in found if one.share >= _LEAST and OF_FORM.isdisjoint(folded(one.column).split())]


def _complete_decided(choices: Choices) -> None:
    """Choose the other coordinate to the one that the user has decided: the same column if it holds whole points."""
    for target, other in (("lon", "lat"), ("lat", "lon")):
        column = choices.decided.get(target, "")
        if not column or choices.is_settled(other) or column not in choices.contents.survey.header:
            continue
        if choices.contents.share(column, "whole point") >= _OFTEN:
            choices.take(other, column)
        else:
            _take_partner(choices, column, other)


def _take_partner(choices: Choices, column: str, other: str) -> None:
    """Choose the other coordinate to a column: the one whose heading is alike, else ask which it is."""
    found = [one.column for one in _candidates(choices, other)]
    alike = [name for name in found if _without_names(name) == _without_names(column)]
    if len(alike) == 1:
        choices.take(other, alike[0])
    elif found:
        text = f"the {_AXES[other]} that belongs to {column!r} may be {listed(found, 'or')}"
        choices.ask(other, text, found, f'--column {other}="{found[0]}" or --column {other}= for none')
    else:
        choices.leave(other, f"{column!r} is half a point, and no column is the other half")


def _without_names(column: str) -> tuple[str, ...]:
    """The words of a heading without those that name a coordinate."""
    words = folded(column).split()
    return tuple(word for word in words if not any(one.target in _BOTH for one in heading_readings(word)))


def _ask_for_qualified(choices: Choices, columns: Mapping[str, Sequence[str]]) -> None:
    """Ask whether columns whose headings add something, as Camp Lat does, hold the point of the incident."""
    for target, (column,) in columns.items():
        name = _AXES[target]
        text = f"whether {column!r} is the {name} of the incident or of another place is not clear from its heading"
        choices.ask(target, text, [column], f'--column {target}="{column}" or --column {target}= for none')


def _ask_for_other(choices: Choices, candidates: Mapping[str, Sequence[Candidate]]) -> None:
    """Ask about columns that are named as the point of something else, where nothing holds that of the incident."""
    for target, found in candidates.items():
        columns = [one.column for one in found]
        name = _AXES[target]
        text = f"no column holds the {name} of the incident, only {listed(columns)}, which is that of something else"
        choices.ask(target, text, columns, f'--column {target}="{columns[0]}" or --column {target}= for none')


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
_AXES = {"lon": "longitude", "lat": "latitude"}


def _pairs(choices: Choices, lon: str, lat: str) -> Sequence[tuple[float, float]]:
    survey = choices.contents.survey
    cells = zip(survey.cells(lon), survey.cells(lat), strict=True)
    read = [(read_coordinate(a), read_coordinate(b)) for a, b in cells if a and b]
    return [(x, y) for x, y in read if x is not None and y is not None]


def _is_within(number: float, span: tuple[float, float]) -> bool:
    return span[0] <= number <= span[1]
