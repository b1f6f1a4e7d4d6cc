"""The candidates for names and numbers on the map, in the order of their importance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.draw.page.fonts import TextStyle
from geo.draw.page.labels import Label
from geo.draw.page.mark_size import number_text
from geo.draw.page.marks import Arranged
from geo.draw.page.paper import Paper
from geo.draw.page.sheet import Sheet, basemap, ring_m
from geo.draw.page.symbols import Points, radius_pt
from geo.draw.style import SIZE_CLASSES
from geo.places.label_anchors import Holds, holds_points, label_points
from geo.places.measure import project

__all__ = ["count_labels", "ground_labels", "large_towns", "province_labels", "symbol_boxes"]

_MM_PER_POINT = 25.4 / 72
_THIN = "\N{HAIR SPACE}"
_PROVINCE = TextStyle(8.0, 600, spacing=_THIN)
_PROVINCE_PT = (8.0, 7.0, 6.2, 5.4)
_MOST_PLACES, _PLACES_APART = 200, 1 / 50
_BESIDE_MM = (1.2, 2.8, 4.4)
"""How far from its dot the name of a town may begin; those of smaller ones only at the first distance."""


def symbol_boxes(paper: Paper, sheet: Sheet, points: Points) -> npt.NDArray[np.float64]:
    """Left, top, right and bottom of each symbol in millimetres, shape (n, 4)."""
    x, y = sheet.place(points.lon, points.lat)
    radii = np.array([radius_pt(i, paper) for i in range(len(SIZE_CLASSES))]) * _MM_PER_POINT
    reach = radii[points.size]
    return np.column_stack((x - reach, y - reach, x + reach, y + reach))


def count_labels(paper: Paper, drawn: Arranged) -> list[Label]:
    """How many incidents are known only to each hatched district, those with most first; without room there is none.

    Those that stand beside their district come before all others: their places are free of marks.
    """
    hatch = TextStyle(5.6, 700, paper.theme.text, "center", "center")
    marks, found = drawn.marks, []
    for one in sorted(drawn.numbered, key=lambda one: one.name not in marks.lines):
        is_fixed = one.name in marks.lines
        given = [marks.districts[one.name]] if one.name in marks.districts else []
        spots = (*given, *(() if is_fixed else one.spots))
        found.append(Label(number_text(one.count), hatch, spots, 99, "district count", badge=True, always=is_fixed))
    return found


def province_labels(paper: Paper, sheet: Sheet) -> Iterator[Label]:
    """The names of the provinces, where more than one of them is to be seen from afar."""
    km_per_mm = sheet.metres_per_mm / 1000 / paper.unit
    if len(_provinces_on(sheet)) > 1 and km_per_mm > 4.5:
        yield from (_province(paper, sheet, area) for area in basemap()["provinces"])


def _province(paper: Paper, sheet: Sheet, area: dict[str, Any]) -> Label:
    """The name of a province: as large as it fits into it, else small and where it sticks out least."""
    anchors = _places_by_name()[area["name"]]
    styles = [_set_wide(replace(_PROVINCE, size=size), paper) for size in _PROVINCE_PT]
    outside = [_outside(paper, sheet, area, anchors, style) for style in styles]
    choices = [(style, count == 0) for style, count in zip(styles, outside, strict=True)]
    choices += [(styles[-1], outside[-1] <= outside[-1].min() + more) for more in (1, 4)]
    return _first_of(area, list(_spots(sheet, anchors)), choices, 99)


def _first_of(
    area: dict[str, Any],
    spots: list[tuple[float, float]],
    choices: list[tuple[TextStyle, npt.NDArray[np.bool_]]],
    tolerance: int,
) -> Label:
    """The name of an area in the first of several styles that is free at one of the spots chosen for it."""
    label: Label | None = None
    for style, chosen in reversed(choices):
        positions = tuple(spots[i] for i in np.flatnonzero(chosen))
        label = Label(_on_two_lines(area["name"].upper()), style, positions, tolerance, "area", otherwise=label)
    assert label is not None
    return label


@cache
def _places_by_name() -> dict[str, list[list[float]]]:
    """Places for the name of each large area of the base map, closer to each other than those of the map on screen."""
    areas = (*basemap()["provinces"], *basemap()["neighbours"])
    return {area["name"]: label_points(area["rings"], _MOST_PLACES, apart=_PLACES_APART) for area in areas}


@cache
def _outlines() -> dict[str, Holds]:
    """Which points in metres of the plane lie in each large area of the base map."""
    areas = (*basemap()["provinces"], *basemap()["neighbours"])
    return {area["name"]: holds_points([ring_m(ring) for ring in area["rings"]]) for area in areas}


def _set_wide(style: TextStyle, paper: Paper) -> TextStyle:
    return replace(style, colour=style.colour or paper.theme.muted, align="center", valign="center")


def large_towns(paper: Paper, sheet: Sheet) -> Iterator[Label]:
    """The names of the largest towns, which keep their names even beside marks."""
    yield from _towns(paper, sheet, 1, 1)


def ground_labels(paper: Paper, sheet: Sheet, districts: list[dict[str, Any]]) -> Iterator[Label]:
    """The names of neighbours, districts and smaller towns."""
    km_per_mm = sheet.metres_per_mm / 1000 / paper.unit
    most = next((rank for rank, limit in ((5, 1.6), (4, 3.2), (3, 6.5)) if km_per_mm < limit), 2)
    countries = [a for a in basemap()["neighbours"] if a["kind"] == "country"]
    units = [a for a in basemap()["neighbours"] if a["kind"] != "country"]
    yield from _areas(paper, sheet, countries, TextStyle(7.5, 400, paper.theme.muted, spacing=_THIN))
    yield from _areas(paper, sheet, basemap()["seas"], TextStyle(7.5, 400, paper.theme.ground.river, spacing=_THIN))
    yield from _areas(paper, sheet, units, TextStyle(6.0, 400, paper.theme.muted, spacing=_THIN))
    yield from _towns(paper, sheet, 2, min(most, 3))
    yield from _districts(paper, sheet, districts)
    yield from _towns(paper, sheet, 4, most)


def _provinces_on(sheet: Sheet) -> list[dict[str, Any]]:
    return [p for p in basemap()["provinces"] if any(sheet.holds(*np.array(p["labels"]).T[:2]))]


def _spots(sheet: Sheet, anchors: list[list[float]]) -> Iterator[tuple[float, float]]:
    x, y = sheet.place([a[0] for a in anchors], [a[1] for a in anchors])
    yield from zip(x.tolist(), y.tolist(), strict=True)


def _areas(paper: Paper, sheet: Sheet, areas: list[dict[str, Any]], style: TextStyle) -> Iterator[Label]:
    """Names of areas, inside their outline if there is room."""
    style = _set_wide(style, paper)
    for area in areas:
        anchors = _places_by_name()[area["name"]] if "rings" in area else area["at"]
        everywhere = np.ones(len(anchors), np.bool_)
        fits = _outside(paper, sheet, area, anchors, style) == 0 if "rings" in area else everywhere
        yield _first_of(area, list(_spots(sheet, anchors)), [(style, fits), (style, everywhere)], 1)


def _outside(
    paper: Paper, sheet: Sheet, area: dict[str, Any], anchors: list[list[float]], style: TextStyle
) -> npt.NDArray[np.int64]:
    """How much of the name of an area would stick out of it at each place (0 to 8)."""
    half = paper.width_of(_on_two_lines(area["name"].upper()), style) / 2, paper.line(style)
    holds = _outlines()[area["name"]]
    east, north = project([a[0] for a in anchors], [a[1] for a in anchors])
    outside = np.zeros(len(anchors), np.int64)
    for dx, dy in product((-1.0, -0.4, 0.4, 1.0), (-1.0, 1.0)):
        across, up = dx * half[0] * sheet.metres_per_mm, dy * half[1] * sheet.metres_per_mm
        outside += ~holds(east + across, north + up)
    return outside


def _on_two_lines(name: str) -> str:
    """A long name, broken at the space next to its middle."""
    spaces = [i for i, c in enumerate(name) if c == " "]
    if len(name) < 15 or not spaces:
        return name
    middle = min(spaces, key=lambda i: abs(i - len(name) / 2))
    return f"{name[:middle]}\n{name[middle + 1 :]}"


def _towns(paper: Paper, sheet: Sheet, first: int, last: int) -> Iterator[Label]:
    for town in basemap()["towns"]:
        if first <= town["rank"] <= last:
            rank = town["rank"]
            size = {1: 6.6, 2: 5.8}.get(rank, 5.2)
            colour = paper.theme.text if town["inside"] else paper.theme.muted
            style = TextStyle(size, 600 if rank == 1 else 400, colour, "center", "center")
            yield _town(paper, sheet, town, style)


def _town(paper: Paper, sheet: Sheet, town: dict[str, Any], style: TextStyle) -> Label:
    x, y = (float(value) for value in sheet.place(*town["at"]))
    half, line = paper.width_of(town["name"], style) / 2, paper.line(style) * 0.75
    spots: list[tuple[float, float]] = []
    for gap in [away * paper.unit for away in (_BESIDE_MM if town["rank"] == 1 else _BESIDE_MM[:1])]:
        up = line + gap - _BESIDE_MM[0] * paper.unit
        spots += [(x + gap + half, y), (x - gap - half, y), (x, y - up), (x, y + up)]
        spots += [(x + dx * (gap + half) * 0.9, y + dy * up * 0.8) for dx in (1, -1) for dy in (-1, 1)]
    tolerance = {1: 4, 2: 3}.get(town["rank"], 0)
    return Label(town["name"], style, tuple(spots), tolerance, "town", dot=(x, y))


def _districts(paper: Paper, sheet: Sheet, areas: list[dict[str, Any]]) -> Iterator[Label]:
    style = TextStyle(5.0, 400, paper.theme.muted, "center", "center")
    near = sheet.metres_per_mm < 2500
    towns = set() if near else {town["name"] for town in basemap()["towns"] if town["rank"] <= 2}
    for area in areas:
        if area["name"] not in towns:
            room = [a for a in area["labels"] if _room_mm(sheet, a) > paper.width_of(area["name"], style)]
            if room:
                yield Label(area["name"], style, tuple(_spots(sheet, room)), 0, "district")


def _room_mm(sheet: Sheet, anchor: list[float]) -> float:
    lon, lat, width = anchor
    x, _ = sheet.place([lon, lon + width], [lat, lat])
    return float(x[1] - x[0]) * 1.15
