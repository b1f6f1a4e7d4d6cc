"""Hot spots on the page: districts or cells by class, circles of clusters with their rank, and the legend."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from geo.analysis.hotspots.drawn import SpotClass, SpotMap, SpotShape
from geo.analysis.hotspots.looks import SpotLook
from geo.draw.page.fonts import TextStyle
from geo.draw.page.paper import Box, Paper
from geo.draw.page.sheet import Sheet
from geo.draw.page.terrain import polygons
from geo.draw.style import MAP_COLOURS, spot_colour

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_ranks", "draw_spot_swatch", "draw_spots"]

_HATCHES = {"lines": "-----", "dots": ".....", "cross": "+++++"}
_CIRCLE_ALPHA = 0.2


def draw_spots(axes: Axes, paper: Paper, sheet: Sheet, spots: SpotMap, areas: list[dict[str, Any] | None]) -> None:
    """Fill districts or cells with the looks of their classes, and draw circles; ``areas`` are the drawn districts."""
    for number, each in enumerate(spots.classes):
        if spots.districts is not None:
            pairs = zip(areas, spots.districts, strict=True)
            inside = [area for area, of in pairs if of == number and area is not None]
        else:
            inside = [_area(shape) for shape in spots.shapes if shape.class_number == number and not shape.rank]
        _fill(axes, paper, inside, each.look)
    for shape in reversed([shape for shape in spots.shapes if shape.rank]):
        colour = _colour(paper, spots.classes[shape.class_number].look)
        circle = _circle(sheet, shape)
        polygons(axes, [circle], facecolor=colour, alpha=_CIRCLE_ALPHA, edgecolor="none", zorder=7.2)
        edge: dict[str, Any] = {"facecolor": "none", "edgecolor": colour, "linewidth": 1.3 * paper.unit}
        polygons(axes, [circle], zorder=7.3, gid="cluster", **edge)


def _area(shape: SpotShape) -> dict[str, Any]:
    return {"rings": [list(shape.ring)]}


def _circle(sheet: Sheet, shape: SpotShape) -> dict[str, Any]:
    """The edge of a circle, whose middle is the place of incidents: moved to where the paper shows it."""
    lon, lat = sheet.seen([shape.lon], [shape.lat])
    ring = np.reshape(shape.ring, (-1, 2)) + np.array([lon[0] - shape.lon, lat[0] - shape.lat])
    return {"rings": [ring.ravel().tolist()]}


def _colour(paper: Paper, look: SpotLook) -> str:
    return spot_colour(paper.theme.name, look.side, look.strength)


def _fill(axes: Axes, paper: Paper, areas: list[dict[str, Any]], look: SpotLook) -> None:
    polygons(axes, areas, facecolor=_colour(paper, look), edgecolor="none", zorder=2.8, gid="hot spot class")
    ink = MAP_COLOURS[paper.theme.name].spot_ink
    for kind in look.marks.split():
        style: dict[str, Any] = {"facecolor": "none", "edgecolor": ink, "linewidth": 0, "hatch": _HATCHES[kind]}
        polygons(axes, areas, alpha=0.55, zorder=2.85, gid=f"hot spot {kind}", **style)


def draw_ranks(paper: Paper, sheet: Sheet, spots: SpotMap) -> None:
    """Write the rank of each circle in a box in its middle, as far as that is on the sheet."""
    ink, unit = MAP_COLOURS[paper.theme.name].spot_ink, paper.unit
    half = 1.7 * unit
    style = TextStyle(5.6, 700, paper.theme.ground.paper, "center", "center")
    for shape in reversed([shape for shape in spots.shapes if shape.rank]):
        x, y = (float(each[0]) for each in sheet.place(*sheet.seen([shape.lon], [shape.lat])))
        box = Box(x - half, y - half, 2 * half, 2 * half)
        if box.x < sheet.box.x or box.right > sheet.box.right or box.y < sheet.box.y or box.bottom > sheet.box.bottom:
            continue
        edge: dict[str, Any] = {"edgecolor": paper.theme.ground.paper, "linewidth": 0.5 * unit}
        paper.fill(box, facecolor=ink, zorder=30, gid="cluster rank", **edge)
        paper.write(str(shape.rank), (x, y), style, "cluster rank").set_zorder(31)


def draw_spot_swatch(paper: Paper, each: SpotClass | None, box: Box) -> None:
    """Draw a class of hot spots into a row of the legend; ``None`` is what does not stand out."""
    unit = paper.unit
    swatch = Box(box.x, box.y + 0.7 * unit, 4 * unit, box.h - 1.4 * unit)
    edge: dict[str, Any] = {"edgecolor": paper.theme.ground.hatch, "linewidth": 0.3 * unit}
    face = paper.theme.ground.land if each is None else _colour(paper, each.look)
    paper.fill(swatch, facecolor=face, gid="legend class", **edge)
    for kind in "" if each is None else each.look.marks.split():
        ink = MAP_COLOURS[paper.theme.name].spot_ink
        paper.fill(swatch, facecolor="none", edgecolor=ink, linewidth=0, alpha=0.55, hatch=_HATCHES[kind])
