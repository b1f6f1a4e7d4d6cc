"""The legend of the page: types with their counts, sizes, marks, user layers and districts by class."""

from __future__ import annotations

from typing import Any

import numpy as np

from geo.analysis.choropleth import UNKNOWN
from geo.briefing.legend import DistrictClasses, Legend, LegendEntry
from geo.draw.page.fonts import TextStyle
from geo.draw.page.hot_spots import draw_spots_legend, legend_cells
from geo.draw.page.mark_layout import Layout
from geo.draw.page.marks import draw_marks
from geo.draw.page.paper import ROW_MM, Box, Paper
from geo.draw.page.sheet import Floats
from geo.draw.page.symbols import HATCH, NO_FIGURE, draw_symbol, radius_pt
from geo.draw.page.terrain import UNKNOWN_HATCH
from geo.draw.page.user_layers import draw_sites, layer_colour
from geo.draw.style import MAP_COLOURS, TYPE_STYLES, class_colours
from geo.places.user_layers import UserLayer

__all__ = ["draw_legend", "legend_height"]

_SIZES_MM = 9.3


def legend_height(paper: Paper, columns: int, legend: Legend) -> float:
    """The height of the legend in millimetres, with its entries in this number of columns."""
    rows = _rows(len(legend.types), columns) + _rows(len(legend.marks), columns)
    rows += 0 if legend.classes is None else _rows(len(legend.classes.entries), columns) + 1
    rows += 0 if legend.spots is None else _rows(legend_cells(legend.spots), columns) + 1
    rows += _rows(len(legend.user_layers), columns)
    return (6.2 + rows * ROW_MM + 1.2 + (_SIZES_MM if legend.sizes else 0)) * paper.unit


def _rows(entries: int, columns: int) -> int:
    return -(-entries // columns)


def draw_legend(paper: Paper, box: Box, legend: Legend, columns: int) -> None:
    """Draw the legend from the top of a box, with its entries in this number of columns."""
    below = paper.heading("Legend", box)
    for cell, entry in zip(_cells(paper, below, columns, len(legend.types)), legend.types, strict=True):
        _type_row(paper, cell, entry)
    below = below.below(_height(paper, columns, len(legend.types)) + 1.0 * paper.unit)
    if legend.sizes:
        _sizes(paper, below, legend)
        below = below.below(_SIZES_MM * paper.unit)
    for cell, (kind, label) in zip(_cells(paper, below, columns, len(legend.marks)), legend.marks, strict=True):
        _MARKS[kind](paper, cell, legend)
        _label(paper, cell, label)
    below = below.below(_height(paper, columns, len(legend.marks)))
    for cell, layer in zip(_cells(paper, below, columns, len(legend.user_layers)), legend.user_layers, strict=True):
        _layer_row(paper, cell, layer)
    below = below.below(_height(paper, columns, len(legend.user_layers)))
    if legend.spots is not None:
        cells = _cells(paper, below.below(ROW_MM * paper.unit), columns, legend_cells(legend.spots))
        draw_spots_legend(paper, legend.spots, below, cells)
        below = below.below(ROW_MM * paper.unit + _height(paper, columns, len(cells)))
    if legend.classes is not None:
        _classes(paper, below, legend.classes, columns)


def _cells(paper: Paper, box: Box, columns: int, entries: int) -> list[Box]:
    """The box of each entry: column by column, from the top."""
    step, cells, each = ROW_MM * paper.unit, box.columns(columns, 3 * paper.unit), _rows(entries, columns)
    places = ((cells[i // each], box.y + (i % each) * step) for i in range(entries))
    return [Box(cell.x, y, cell.w, step) for cell, y in places]


def _height(paper: Paper, columns: int, entries: int) -> float:
    return _rows(entries, columns) * ROW_MM * paper.unit


def _label(paper: Paper, row: Box, text: str, kind: str = "legend") -> None:
    style = TextStyle(6.2, valign="center")
    at = (row.x + 5 * paper.unit, row.y + row.h / 2)
    paper.write(paper.fitted(text, row.w - 5 * paper.unit, style), at, style, kind)


def _type_row(paper: Paper, row: Box, entry: LegendEntry) -> None:
    unit, middle = paper.unit, row.y + row.h / 2
    draw_symbol(paper.axes, paper, _at(row.x + 2 * unit, middle), (entry.number, 2, False))
    colour = paper.theme.text if entry.count else paper.theme.muted
    style = TextStyle(6.6, colour=colour, valign="center")
    number = TextStyle(6.6, 600, colour, "right", "center")
    room = row.w - 6 * unit - paper.width_of(f"{entry.count:,}", number)
    paper.write(paper.fitted(entry.label, room, style), (row.x + 5 * unit, middle), style, "legend")
    paper.write(f"{entry.count:,}", (row.right, middle), number, "legend count")


def _at(x: float, y: float) -> tuple[Floats, Floats]:
    return np.array([x]), np.array([y])


def _sizes(paper: Paper, box: Box, legend: Legend) -> None:
    unit, small = paper.unit, TextStyle(5.8, colour=paper.theme.muted, align="center")
    paper.write(legend.size_title, (box.x, box.y + 2.6 * unit), TextStyle(5.8, colour=paper.theme.muted))
    halves = [max(paper.width_of(label, small) / 2, 2.5 * unit) for _, label in legend.sizes]
    gap, middle = 1.6 * unit, box.y + 2.4 * unit
    x = box.x + min(26 * unit, box.w - 2 * sum(halves) - gap * (len(halves) - 1))
    for (size, label), half in zip(legend.sizes, halves, strict=True):
        x += half
        _grey_circle(paper, (x, middle), size)
        paper.write(label, (x, box.y + 7.6 * unit), small, "legend size")
        x += half + gap


def _grey_circle(paper: Paper, at: tuple[float, float], size: int) -> None:
    is_hollow = size == NO_FIGURE
    paper.axes.plot(
        *at,
        marker="o",
        markersize=2 * radius_pt(size, paper),
        markerfacecolor=paper.theme.ground.paper if is_hollow else paper.theme.border,
        markeredgecolor=paper.theme.muted,
        markeredgewidth=(0.9 if is_hollow else 0.5) * paper.unit,
        gid="legend size",
    )


def _disc(paper: Paper, row: Box, legend: Legend) -> None:
    unit, at = paper.unit, (row.x + 2 * paper.unit, row.y + row.h / 2)
    colours = MAP_COLOURS[paper.theme.name]
    colour = colours.near
    if legend.classes is None:
        paper.axes.scatter(*at, s=(9 * unit) ** 2, color=colour, alpha=colours.near_alpha, linewidths=0)
    paper.axes.scatter(*at, s=(9 * unit) ** 2, facecolors="none", edgecolors=colour, linewidths=0.4 * unit)
    paper.axes.scatter(*at, s=(3.4 * unit) ** 2, color=colour, linewidths=0)


def _hatch(paper: Paper, row: Box, _legend: Legend) -> None:
    unit, ground = paper.unit, paper.theme.ground
    swatch: dict[str, Any] = {"facecolor": ground.land, "edgecolor": ground.hatch, "hatch": HATCH}
    paper.fill(Box(row.x, row.y + 0.6 * unit, 4 * unit, row.h - 1.2 * unit), gid="legend hatch", **swatch)
    number = Box(row.x + 1.2 * unit, row.y + 0.9 * unit, 1.6 * unit, row.h - 1.8 * unit)
    edge: dict[str, Any] = {"edgecolor": paper.theme.muted, "linewidth": 0.4 * unit}
    paper.fill(number, facecolor=ground.paper, gid="legend number", **edge)
    style = TextStyle(4.6, 700, paper.theme.text, "center", "center")
    paper.write("7", (number.x + number.w / 2, number.y + number.h / 2), style, "legend number")


def _several(paper: Paper, row: Box, _legend: Legend) -> None:
    at = (row.x + 2 * paper.unit, row.y + row.h / 2)
    radius = 1.75 * paper.unit
    shares = np.zeros(len(TYPE_STYLES), np.int64)
    shares[:3] = (5, 3, 1)
    one = Layout(
        singles=np.zeros(0, np.int64), x=np.array([at[0]]), y=np.array([at[1]]), radius=np.array([radius]),
        count=np.array([9]), types=shares[None, :], near=np.array([False]),
        beside=np.full((1, 2), np.nan),
    )  # fmt: skip
    draw_marks(paper.axes, paper, one, dashed=False)


def _town(paper: Paper, row: Box, _legend: Legend) -> None:
    unit, at = paper.unit, (row.x + 2 * paper.unit, row.y + row.h / 2)
    colours: dict[str, Any] = {"markerfacecolor": paper.theme.ground.paper, "markeredgecolor": paper.theme.text}
    paper.axes.plot(*at, marker="o", markersize=2.0 * unit, markeredgewidth=0.5 * unit, **colours)


_MARKS = {"near": _disc, "hatch": _hatch, "several": _several, "town": _town}


def _layer_row(paper: Paper, row: Box, layer: UserLayer) -> None:
    unit, middle, colour = paper.unit, row.y + row.h / 2, layer_colour(paper, layer)
    dashes: Any = (0, (2.5, 1.5)) if layer.style.dashed else "solid"
    if "points" in layer.kinds:
        draw_sites(paper.axes, paper, _at(row.x + 2 * unit, middle), colour)
    elif "polygons" in layer.kinds:
        box = Box(row.x, row.y + 0.8 * unit, 4 * unit, row.h - 1.6 * unit)
        if layer.style.fill:
            paper.fill(box, facecolor=colour, alpha=layer.style.fill)
        paper.fill(box, facecolor="none", edgecolor=colour, linewidth=0.8 * unit, linestyle=dashes, gid="legend own")
    else:
        line: dict[str, Any] = {"color": colour, "linewidth": 1.0 * unit, "linestyle": dashes}
        paper.rule((row.x, row.x + 4 * unit), (middle, middle), **line)
    _label(paper, row, layer.name, "legend own")


def _classes(paper: Paper, box: Box, classes: DistrictClasses, columns: int) -> None:
    unit, style = paper.unit, TextStyle(6.2, 600, paper.theme.muted)
    paper.write(paper.fitted(classes.title, box.w, style), (box.x, box.y + 3 * unit), style, "legend")
    colours = class_colours(paper.theme.name, classes.number_of_classes, diverging=classes.is_diverging)
    cells = _cells(paper, box.below(ROW_MM * unit), columns, len(classes.entries))
    for cell, entry in zip(cells, classes.entries, strict=True):
        colour = colours[entry.number] if entry.number >= 0 else paper.theme.ground.land
        _class_row(paper, cell, entry, colour)


def _class_row(paper: Paper, box: Box, entry: LegendEntry, colour: str) -> None:
    unit, middle = paper.unit, box.y + box.h / 2
    swatch: dict[str, Any] = {"facecolor": colour, "edgecolor": paper.theme.ground.hatch, "linewidth": 0.3 * unit}
    if entry.number == UNKNOWN:
        swatch["hatch"] = UNKNOWN_HATCH
    paper.fill(Box(box.x, box.y + 0.7 * unit, 4 * unit, box.h - 1.4 * unit), gid="legend class", **swatch)
    style, number = TextStyle(6.2, valign="center"), TextStyle(6.2, 600, paper.theme.text, "right", "center")
    paper.write(entry.label, (box.x + 5 * unit, middle), style, "legend")
    paper.write(f"{entry.count:,}", (box.right, middle), number, "legend count")
