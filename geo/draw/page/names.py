"""The candidates for names and numbers on the map, in the order of their importance."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.draw.page.fonts import HAIR_SPACE, TextStyle
from geo.draw.page.labels import Label
from geo.draw.page.mark_size import number_text
from geo.draw.page.marks import Arranged
from geo.draw.page.name_spots import spots_in_area
from geo.draw.page.paper import Paper
from geo.draw.page.sheet import Sheet, basemap, ring_m
from geo.draw.page.symbols import Points, places_mm, radius_pt
from geo.draw.style import SIZE_CLASSES
from geo.places.label_anchors import Holds, holds_points
from geo.places.measure import project

__all__ = [
    "area_holds",
    "count_labels",
    "ground_labels",
    "large_towns",
    "outside_by",
    "province_labels",
    "spots_on",
    "symbol_boxes",
]

_MM_PER_POINT = 25.4 / 72
_PROVINCE = TextStyle(8.0, 600, spacing=HAIR_SPACE)
_PROVINCE_PT = (8.0, 7.0, 6.2, 5.4)
_BESIDE_MM = 1.2
"""How far from its dot the name of a town begins."""

_AWAY_MM = (2.8, 4.4, 6.4, 9.0, 12.0, 16.0, 21.0)
"""How far away that of a town of the upper two ranks may begin, at the end of a line."""

_DIRECTIONS = 24


def symbol_boxes(paper: Paper, sheet: Sheet, points: Points) -> npt.NDArray[np.float64]:
    """Left, top, right and bottom of each symbol in millimetres, shape (n, 4)."""
    x, y = places_mm(paper, sheet, points)
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
        kind: dict[str, Any] = {"kind": "district count", "badge": True, "always": is_fixed, "of": one.name}
        found.append(Label(number_text(one.count), hatch, spots, 99, **kind))
    return found


def province_labels(
    paper: Paper, sheet: Sheet, outside: Callable[[dict[str, Any]], Label | None] = lambda _area: None
) -> Iterator[Label]:
    """The names of the provinces, where more than one of them is to be seen from afar.

    ``outside`` gives the name of a province beside it, for a map without room for it inside.
    """
    km_per_mm = sheet.metres_per_mm / 1000 / paper.unit
    if len(_provinces_on(sheet)) > 1 and km_per_mm > 4.5:
        yield from (_province(paper, sheet, area, outside(area)) for area in basemap()["provinces"])


def _province(paper: Paper, sheet: Sheet, area: dict[str, Any], outside: Label | None) -> Label:
    """The name of a province: as large as it fits into it, else its initials, else beside it."""
    name, initials = _on_two_lines(area["name"].upper()), "".join(word[0] for word in area["name"].split())
    styles = [_set_wide(replace(_PROVINCE, size=size), paper) for size in _PROVINCE_PT]
    texts = [(name, style) for style in styles] + [(initials, style) for style in styles if len(initials) > 1]
    return _first_of(paper, sheet, area, texts, outside)


def _first_of(
    paper: Paper, sheet: Sheet, area: dict[str, Any], texts: list[tuple[str, TextStyle]], label: Label | None = None
) -> Label:
    """The first of several texts that is free at a place inside an area, else the label given."""
    anchors = spots_in_area(area)
    spots = list(spots_on(sheet, anchors))
    for text, style in reversed(texts):
        inside = np.flatnonzero(outside_by(paper, sheet, area["rings"], anchors, (text, style)) == 0)
        label = Label(text, style, tuple(spots[i] for i in inside), 0, "area", otherwise=label)
    assert label is not None
    return label


@lru_cache(256)
def area_holds(rings: tuple[tuple[float, ...], ...]) -> Holds:
    """Which points in metres of the plane lie in an area of these rings."""
    return holds_points([ring_m(list(ring)) for ring in rings])


def _set_wide(style: TextStyle, paper: Paper) -> TextStyle:
    return replace(style, colour=style.colour or paper.theme.muted, align="center", valign="center")


def large_towns(paper: Paper, sheet: Sheet) -> Iterator[Label]:
    """The names of the largest towns, which keep their names even beside marks."""
    yield from _towns(paper, sheet, 1, 1)


def ground_labels(paper: Paper, sheet: Sheet, districts: Iterable[Label]) -> Iterator[Label]:
    """The names of neighbours, districts (given) and smaller towns."""
    km_per_mm = sheet.metres_per_mm / 1000 / paper.unit
    most = next((rank for rank, limit in ((5, 1.6), (4, 3.2), (3, 6.5)) if km_per_mm < limit), 2)
    countries = [a for a in basemap()["neighbours"] if a["kind"] == "country"]
    is_neutral = paper.options.imprint.boundaries == "neutral"
    units = [a for a in basemap()["neighbours"] if a["kind"] != "country" and not is_neutral]
    yield from _areas(paper, sheet, countries, TextStyle(7.5, 400, paper.theme.muted, spacing=HAIR_SPACE))
    yield from _areas(
        paper, sheet, basemap()["seas"], TextStyle(7.5, 400, paper.theme.ground.river, spacing=HAIR_SPACE)
    )
    yield from _areas(paper, sheet, units, TextStyle(6.0, 400, paper.theme.muted, spacing=HAIR_SPACE))
    yield from _towns(paper, sheet, 2, min(most, 3))
    yield from districts
    yield from _towns(paper, sheet, 4, most)


def _provinces_on(sheet: Sheet) -> list[dict[str, Any]]:
    return [p for p in basemap()["provinces"] if any(sheet.holds(*np.array(p["labels"]).T[:2]))]


def spots_on(sheet: Sheet, anchors: list[list[float]]) -> Iterator[tuple[float, float]]:
    """Where places in degrees lie on a sheet, in millimetres."""
    x, y = sheet.place([a[0] for a in anchors], [a[1] for a in anchors])
    yield from zip(x.tolist(), y.tolist(), strict=True)


def _areas(paper: Paper, sheet: Sheet, areas: list[dict[str, Any]], style: TextStyle) -> Iterator[Label]:
    """Names of areas, inside their outline; one without an outline stands at its places."""
    style = _set_wide(style, paper)
    for area in areas:
        text = _on_two_lines(area["name"].upper())
        if "rings" in area:
            yield _first_of(paper, sheet, area, [(text, style)])
        else:
            yield Label(text, style, tuple(spots_on(sheet, area["at"])), 0, "area")


def outside_by(
    paper: Paper, sheet: Sheet, rings: list[list[float]], anchors: list[list[float]], text: tuple[str, TextStyle]
) -> npt.NDArray[np.int64]:
    """How much of a text would stick out of an area at each place (0 to 8)."""
    lines = 1 + text[0].count("\n")
    half = paper.width_of(*text) / 2, paper.line(text[1]) * lines / 2
    holds = area_holds(tuple(map(tuple, rings)))
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
        if first <= town["rank"] <= last and sheet.holds(*np.array([town["at"]]).T).all():
            rank = town["rank"]
            size = {1: 6.6, 2: 5.8}.get(rank, 5.2)
            colour = paper.theme.text if town["inside"] else paper.theme.muted
            style = TextStyle(size, 600 if rank == 1 else 400, colour, "center", "center")
            yield _town(paper, sheet, town, style)


def _town(paper: Paper, sheet: Sheet, town: dict[str, Any], style: TextStyle) -> Label:
    x, y = (float(value) for value in sheet.place(*town["at"]))
    half, line = paper.width_of(town["name"], style) / 2, paper.line(style) * 0.75
    gap = _BESIDE_MM * paper.unit
    spots = [(x + gap + half, y), (x - gap - half, y), (x, y - line), (x, y + line)]
    spots += [(x + dx * (gap + half) * 0.9, y + dy * line * 0.8) for dx in (1, -1) for dy in (-1, 1)]
    if town["rank"] <= 2 and town["inside"]:
        spots += [(x + dx, y + dy) for dx, dy in _away(half, line / 2, paper.unit)]
    return Label(town["name"], style, tuple(spots), 0, "town", dot=(x, y), leads=2 * paper.unit)


def _away(half: float, high: float, unit: float) -> Iterator[tuple[float, float]]:
    """Where a name of this half width and half height stands from its town, the nearest places first."""
    for away in _AWAY_MM:
        for turn in range(_DIRECTIONS):
            angle = 2 * np.pi * turn / _DIRECTIONS
            right, down = float(np.cos(angle)), float(np.sin(angle))
            yield (away * unit + half) * right, (away * unit + high) * down
