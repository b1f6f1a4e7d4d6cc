"""Names of districts: inside them, or outside both provinces at the end of a line where marks leave no room inside."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.draw.page.fonts import TextStyle
from geo.draw.page.labels import Label
from geo.draw.page.name_spots import spots_in_district
from geo.draw.page.names import area_holds, outside_by, spots_on
from geo.draw.page.paper import Paper
from geo.draw.page.sheet import Floats, Sheet, basemap
from geo.places.measure import project
from geo.view.snapshot import Snapshot

__all__ = ["district_labels", "led_label"]

_NEAR_M, _LED_M = 2500, 5000
"""Up to so many metres per millimetre districts with the name of a town have one too, and names stand at lines."""

_DIRECTIONS, _AWAY_MM = 16, (5.0, 8.0, 11.0, 15.0, 20.0, 26.0)
_MOST_STARTS, _STEPS, _AIR_MM = 4, 10, 0.4


def district_labels(paper: Paper, sheet: Sheet, snapshot: Snapshot, areas: list[dict[str, Any]]) -> Iterator[Label]:
    """The names of the districts of a sheet, those with most incidents first; only these may stand at a line."""
    style = TextStyle(5.0, 400, paper.theme.muted, "center", "center")
    scale = sheet.metres_per_mm / paper.unit
    towns = set() if scale < _NEAR_M else {town["name"] for town in basemap()["towns"] if town["rank"] <= 2}
    counts = _counts(snapshot)
    found = [area for area in areas if area["name"] not in towns and _is_on(sheet, area)]
    for area in sorted(found, key=lambda area: -counts.get(area["name"], 0)):
        led = led_label(paper, sheet, area, style) if area["name"] in counts and scale < _LED_M else None
        spots = _spots_inside(paper, sheet, area, style)
        if spots or led:
            yield Label(area["name"], style, spots, 0, "district", otherwise=led)


def _is_on(sheet: Sheet, area: dict[str, Any]) -> bool:
    return bool(sheet.holds(*np.array(area["labels"]).T[:2]).any())


def _counts(snapshot: Snapshot) -> dict[str, int]:
    """How many incidents are shown in each drawn district that has any."""
    drawn, polygons = snapshot.dataset.gazetteer.drawn, snapshot.dataset.polygons[snapshot.rows]
    counts = np.bincount(polygons[polygons >= 0], minlength=len(drawn)).tolist()
    return {district.name: counts[district.index] for district in drawn if counts[district.index]}


def _spots_inside(
    paper: Paper, sheet: Sheet, area: dict[str, Any], style: TextStyle
) -> tuple[tuple[float, float], ...]:
    """Where the name of a district fits into it: the places chosen for it, or else others, which take time to find."""
    for anchors in (area["labels"], None):
        places = anchors or spots_in_district(area)
        inside = np.flatnonzero(outside_by(paper, sheet, area["rings"], places, (area["name"], style)) == 0)
        if len(inside):
            return tuple(spots_on(sheet, [places[i] for i in inside]))
    return ()


def led_label(
    paper: Paper, sheet: Sheet, area: dict[str, Any], style: TextStyle, most: int = _MOST_STARTS
) -> Label | None:
    """The name outside both provinces, at the end of a line that enters no other area; the shortest lines first.

    The line starts at one of the ``most`` first places for the name inside the area.
    """
    style = TextStyle(style.size, 600, paper.theme.text, "center", "center")
    starts = np.array(area["labels"])[:most, :2]
    label: Label | None = None
    for lon, lat in starts[::-1].tolist():
        x, y = (float(value[0]) for value in sheet.place([lon], [lat]))
        if not (sheet.box.x < x < sheet.box.right and sheet.box.y < y < sheet.box.bottom):
            continue
        spots = _spots_beyond(paper, sheet, area, ((lon, lat), (x, y)), style)
        if spots:
            label = Label(area["name"], style, spots, 0, "led district", dot=(x, y), leads=0.0, otherwise=label)
    return label


def _spots_beyond(
    paper: Paper,
    sheet: Sheet,
    area: dict[str, Any],
    start: tuple[tuple[float, float], tuple[float, float]],
    style: TextStyle,
) -> tuple[tuple[float, float], ...]:
    """Places in millimetres around a start (degrees, and millimetres) that lie outside both provinces."""
    (lon, lat), (x, y) = start
    half, high = paper.width_of(area["name"], style) / 2 + _AIR_MM, paper.line(style) / 2 + _AIR_MM
    angles = 2 * np.pi * np.arange(_DIRECTIONS) / _DIRECTIONS
    away = np.repeat(_AWAY_MM, _DIRECTIONS) * paper.unit
    right = (away + half) * np.tile(np.cos(angles), len(_AWAY_MM))
    down = (away + high) * np.tile(np.sin(angles), len(_AWAY_MM))
    corners = np.stack([np.stack((right + i * half, down + j * high), -1) for i in (-1, 0, 1) for j in (-1, 1)], axis=1)
    line = np.stack((right, down), -1)[:, None, :] * np.linspace(0, 1, _STEPS)[None, :, None]
    at = project(lon, lat)
    is_free = ~_in_provinces(corners, at, sheet).any(axis=1)
    own = area_holds(tuple(map(tuple, area["rings"])))
    is_clear = (~_in_provinces(line, at, sheet) | _held(own, line, at, sheet)).all(axis=1)
    good = np.flatnonzero(is_free & is_clear)
    return tuple((x + float(right[k]), y + float(down[k])) for k in good)


def _in_provinces(offsets: Floats, at: tuple[Any, Any], sheet: Sheet) -> npt.NDArray[np.bool_]:
    held = [_held(area_holds(tuple(map(tuple, area["rings"]))), offsets, at, sheet) for area in basemap()["provinces"]]
    return np.asarray(np.logical_or.reduce(held))


def _held(holds: Any, offsets: Floats, at: tuple[Any, Any], sheet: Sheet) -> npt.NDArray[np.bool_]:
    """Whether an area holds points that lie so many millimetres right of and below a place (shape n, m, 2)."""
    east = float(at[0]) + offsets[..., 0].ravel() * sheet.metres_per_mm
    north = float(at[1]) - offsets[..., 1].ravel() * sheet.metres_per_mm
    return np.asarray(holds(east, north)).reshape(offsets.shape[:-1])
