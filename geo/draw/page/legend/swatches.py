"""What a legend shows of each thing on the map: drawn as on the map, into the box of a row."""

from __future__ import annotations

from typing import Any

import numpy as np

from geo.briefing.legend import Legend
from geo.draw.page.fonts import TextStyle
from geo.draw.page.mark_layout import Layout
from geo.draw.page.marks import draw_marks
from geo.draw.page.paper import MM_PER_INCH, Box, Paper
from geo.draw.page.selection import draw_rings
from geo.draw.page.sheet import Floats
from geo.draw.page.symbols import HATCH, NO_FIGURE, draw_symbol, radius_pt
from geo.draw.page.terrain import FALL_HATCH, line_on, line_style
from geo.draw.page.user_layers import draw_sites, layer_colour
from geo.draw.style import MAP_COLOURS, TYPE_STYLES
from geo.draw.style import MARKS as MARK_STYLE
from geo.places.user_layers import UserLayer

__all__ = ["MARKS", "event_type", "filled", "layer", "line", "size"]


def event_type(paper: Paper, number: int, row: Box) -> None:
    """The symbol of an event type."""
    draw_symbol(paper.axes, paper, _at(row.x + 2 * paper.unit, row.y + row.h / 2), (number, 2, False))


def line(paper: Paper, kind: str, row: Box) -> None:
    """A line of the ground."""
    y = row.y + row.h / 2
    paper.rule((row.x, row.x + 4 * paper.unit), (y, y), gid="legend line", **line_style(paper, kind))


def _at(x: float, y: float) -> tuple[Floats, Floats]:
    return np.array([x]), np.array([y])


def size(paper: Paper, number: int, row: Box) -> None:
    """A symbol of a class of reported deaths."""
    is_hollow = number == NO_FIGURE
    paper.axes.plot(
        *_at(row.x + 2 * paper.unit, row.y + row.h / 2),
        marker="o",
        markersize=2 * radius_pt(number, paper),
        markerfacecolor=paper.theme.ground.paper if is_hollow else paper.theme.border,
        markeredgecolor=paper.theme.muted,
        markeredgewidth=(0.9 if is_hollow else 0.5) * paper.unit,
        gid="legend size",
    )


def _disc(paper: Paper, legend: Legend, row: Box) -> None:
    unit, at = paper.unit, (row.x + 2 * paper.unit, row.y + row.h / 2)
    colours = MAP_COLOURS[paper.theme.name]
    colour = colours.near
    if legend.classes is None:
        paper.axes.scatter(*at, s=(9 * unit) ** 2, color=colour, alpha=colours.near_alpha, linewidths=0)
    paper.axes.scatter(*at, s=(9 * unit) ** 2, facecolors="none", edgecolors=colour, linewidths=0.4 * unit)
    paper.axes.scatter(*at, s=(3.4 * unit) ** 2, color=colour, linewidths=0)


def _hatch(paper: Paper, _legend: Legend, row: Box) -> None:
    unit, ground = paper.unit, paper.theme.ground
    swatch: dict[str, Any] = {"facecolor": ground.land, "edgecolor": ground.hatch, "hatch": HATCH}
    paper.fill(Box(row.x, row.y + 0.6 * unit, 4 * unit, row.h - 1.2 * unit), gid="legend hatch", **swatch)
    style = TextStyle(4.6, 700, paper.theme.text, "center", "center")
    width = max(paper.width_of("7", style) + 0.6 * unit, 1.6 * unit)
    number = Box(row.x + 2 * unit - width / 2, row.y + 0.8 * unit, width, row.h - 1.6 * unit)
    edge: dict[str, Any] = {"edgecolor": paper.theme.muted, "linewidth": 0.4 * unit}
    paper.fill(number, facecolor=ground.paper, gid="legend number", **edge)
    paper.write("7", (number.x + number.w / 2, number.y + number.h / 2), style, "legend number")


def _several(paper: Paper, _legend: Legend, row: Box) -> None:
    at = (row.x + 2 * paper.unit, row.y + row.h / 2)
    radius = max(1.75 * paper.unit, MARK_STYLE.least_px[0] * paper.mark_pt * MM_PER_INCH / 72)
    shares = np.zeros(len(TYPE_STYLES), np.int64)
    shares[:3] = (5, 3, 1)
    one = Layout(
        singles=np.zeros(0, np.int64), x=np.array([at[0]]), y=np.array([at[1]]), radius=np.array([radius]),
        count=np.array([9]), types=shares[None, :], near=np.array([False]),
        beside=np.full((1, 2), np.nan),
    )  # fmt: skip
    draw_marks(paper.axes, paper, one, dashed=False)


def _town(paper: Paper, _legend: Legend, row: Box) -> None:
    unit, at = paper.unit, (row.x + 2 * paper.unit, row.y + row.h / 2)
    colours: dict[str, Any] = {"markerfacecolor": paper.theme.ground.paper, "markeredgecolor": paper.theme.text}
    paper.axes.plot(*at, marker="o", markersize=2.0 * unit, markeredgewidth=0.5 * unit, **colours)


def _selected(paper: Paper, _legend: Legend, row: Box) -> None:
    draw_rings(paper.axes, paper, _at(row.x + 2 * paper.unit, row.y + row.h / 2), 7.5 * paper.unit)


def _looked_at(paper: Paper, _legend: Legend, row: Box) -> None:
    line: dict[str, Any] = {"edgecolor": MAP_COLOURS[paper.theme.name].select, "linewidth": 1.3 * paper.unit}
    _outline(paper, row, **line)


def _outline(paper: Paper, row: Box, **line: Any) -> None:
    unit = paper.unit
    paper.fill(Box(row.x, row.y + 0.8 * unit, 4 * unit, row.h - 1.6 * unit), facecolor="none", **line)


MARKS = {
    "selected": _selected, "looked at": _looked_at, "near": _disc, "hatch": _hatch, "several": _several, "town": _town,
}  # fmt: skip
"""What draws the marks of `geo.briefing.legend.MARKS`."""


def layer(paper: Paper, each: UserLayer, row: Box) -> None:
    """A user layer as it is drawn."""
    unit, middle, colour = paper.unit, row.y + row.h / 2, layer_colour(paper, each)
    dashes: Any = (0, (2.5, 1.5)) if each.style.dashed else "solid"
    if "points" in each.kinds:
        draw_sites(paper.axes, paper, _at(row.x + 2 * unit, middle), colour)
    elif "polygons" in each.kinds:
        box = Box(row.x, row.y + 0.8 * unit, 4 * unit, row.h - 1.6 * unit)
        if each.style.fill:
            paper.fill(box, facecolor=colour, alpha=each.style.fill)
        paper.fill(box, facecolor="none", edgecolor=colour, linewidth=0.8 * unit, linestyle=dashes, gid="legend own")
    else:
        line: dict[str, Any] = {"color": colour, "linewidth": 1.0 * unit, "linestyle": dashes}
        paper.rule((row.x, row.x + 4 * unit), (middle, middle), **line)


def filled(paper: Paper, colour: str, hatch: str, box: Box) -> None:
    """An area of a colour and hatching."""
    unit, edge = paper.unit, line_on(paper, colour) if hatch == FALL_HATCH else paper.theme.ground.hatch
    look: dict[str, Any] = {"facecolor": colour, "edgecolor": edge, "linewidth": 0.3 * unit, "hatch": hatch or None}
    paper.fill(Box(box.x, box.y + 0.7 * unit, 4 * unit, box.h - 1.4 * unit), gid="legend class", **look)
