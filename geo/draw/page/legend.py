"""The legend of the page: types with their counts, sizes, marks, user layers and districts by class."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

import numpy as np

from geo.analysis.choropleth import UNKNOWN
from geo.analysis.hotspots.drawn import SpotMap
from geo.briefing.legend import DistrictClasses, Legend, LegendEntry
from geo.draw.page.fonts import TextStyle
from geo.draw.page.heat import heat_colours
from geo.draw.page.hot_spots import draw_spots_legend, legend_cells
from geo.draw.page.mark_layout import Layout
from geo.draw.page.marks import draw_marks
from geo.draw.page.paper import MM_PER_INCH, ROW_MM, Box, Paper
from geo.draw.page.selection import draw_rings
from geo.draw.page.sheet import Floats
from geo.draw.page.symbols import HATCH, NO_FIGURE, draw_symbol, radius_pt
from geo.draw.page.terrain import FALL_HATCH, UNKNOWN_HATCH, class_hatch, line_on, line_style
from geo.draw.page.user_layers import draw_sites, layer_colour
from geo.draw.style import MAP_COLOURS, MARKS, TYPE_STYLES, class_colours
from geo.places.user_layers import UserLayer

__all__ = ["Columns", "draw_legend", "legend_height"]

_SIZES_MM = 9.3
Entry = TypeVar("Entry")


def legend_height(paper: Paper, columns: Columns, legend: Legend) -> float:
    """The height of the legend in millimetres, with its entries in these numbers of columns."""
    return 6.2 * paper.unit + sum(block.height for block in _blocks(paper, legend, columns))


def draw_legend(paper: Paper, box: Box, legend: Legend, columns: Columns) -> None:
    """Draw the legend from the top of a box, with its entries in these numbers of columns."""
    below = paper.heading("Legend", box)
    for block in _blocks(paper, legend, columns):
        block.draw(below)
        below = below.below(block.height)


@dataclass(frozen=True, slots=True)
class Columns:
    """The numbers of columns for types and user layers, for marks, for lines and heat, for classes of districts."""

    types: int
    marks: int
    lines: int
    classes: int


@dataclass(frozen=True, slots=True)
class _Block:
    """A part of the legend: its height in millimetres, and what draws it from the top of a box."""

    height: float
    draw: Callable[[Box], None]


def _blocks(paper: Paper, legend: Legend, columns: Columns) -> list[_Block]:
    """The parts of a legend in their order, without those that are empty."""
    unit = paper.unit
    blocks = [_entries(paper, columns.types, legend.types, partial(_type_row, paper), 1.0 * unit)]
    if legend.sizes:
        blocks.append(_Block(_SIZES_MM * unit, lambda box: _sizes(paper, box, legend)))
    blocks.append(_entries(paper, columns.marks, legend.marks, partial(_mark_row, paper, legend)))
    blocks.append(_entries(paper, columns.lines, legend.lines, partial(_line_row, paper)))
    blocks.append(_entries(paper, columns.types, legend.user_layers, partial(_layer_row, paper)))
    if legend.heat is not None:
        heat = legend.heat
        blocks.append(_title(paper, heat.title))
        rows = list(zip(heat_colours(paper.theme.name, len(heat.bounds)), heat.labels, strict=True))
        blocks.append(_entries(paper, columns.lines, rows, partial(_heat_row, paper)))
    if legend.spots is not None:
        blocks.append(_spots(paper, legend.spots, columns.marks))
    if legend.classes is not None:
        blocks.append(_title(paper, legend.classes.title))
        blocks.append(
            _entries(paper, columns.classes, legend.classes.entries, partial(_class_row, paper, legend.classes))
        )
    return [block for block in blocks if block.height]


def _entries(
    paper: Paper, columns: int, entries: Sequence[Entry], draw: Callable[[Box, Entry], None], after: float = 0.0
) -> _Block:
    """Entries of one row each in columns; ``after`` is left free below them."""

    def rows(box: Box) -> None:
        for cell, entry in zip(_cells(paper, box, columns, len(entries)), entries, strict=True):
            draw(cell, entry)

    each = -(-len(entries) // columns)
    return _Block(each * ROW_MM * paper.unit + after if entries else 0.0, rows)


def _title(paper: Paper, text: str) -> _Block:
    def write(box: Box) -> None:
        style = TextStyle(6.2, 600, paper.theme.muted)
        paper.write(paper.fitted(text, box.w, style), (box.x, box.y + 3 * paper.unit), style, "legend")

    return _Block(ROW_MM * paper.unit, write)


def _spots(paper: Paper, spots: SpotMap, columns: int) -> _Block:
    """The hot spots: a title, and a cell for each class."""
    count = legend_cells(spots)

    def draw(box: Box) -> None:
        draw_spots_legend(paper, spots, box, _cells(paper, box.below(ROW_MM * paper.unit), columns, count))

    return _Block((1 - (-count // columns)) * ROW_MM * paper.unit, draw)


def _cells(paper: Paper, box: Box, columns: int, entries: int) -> list[Box]:
    """The box of each entry: column by column, from the top."""
    step, cells, each = ROW_MM * paper.unit, box.columns(columns, 3 * paper.unit), -(-entries // columns)
    places = ((cells[i // each], box.y + (i % each) * step) for i in range(entries))
    return [Box(cell.x, y, cell.w, step) for cell, y in places]


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
    radius = max(1.75 * paper.unit, MARKS.least_px[0] * paper.mark_pt * MM_PER_INCH / 72)
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


def _selected(paper: Paper, row: Box, _legend: Legend) -> None:
    draw_rings(paper.axes, paper, _at(row.x + 2 * paper.unit, row.y + row.h / 2), 7.5 * paper.unit)


def _looked_at(paper: Paper, row: Box, _legend: Legend) -> None:
    line: dict[str, Any] = {"edgecolor": MAP_COLOURS[paper.theme.name].select, "linewidth": 1.3 * paper.unit}
    _outline(paper, row, **line)


def _outline(paper: Paper, row: Box, **line: Any) -> None:
    unit = paper.unit
    paper.fill(Box(row.x, row.y + 0.8 * unit, 4 * unit, row.h - 1.6 * unit), facecolor="none", **line)


_MARKS = {
    "selected": _selected, "looked at": _looked_at, "near": _disc, "hatch": _hatch, "several": _several, "town": _town,
}  # fmt: skip


def _mark_row(paper: Paper, legend: Legend, row: Box, entry: tuple[str, str]) -> None:
    kind, label = entry
    _MARKS[kind](paper, row, legend)
    _label(paper, row, label)


def _line_row(paper: Paper, row: Box, entry: tuple[str, str]) -> None:
    """A line of the ground as it is drawn."""
    kind, label = entry
    y = row.y + row.h / 2
    paper.rule((row.x, row.x + 4 * paper.unit), (y, y), gid="legend line", **line_style(paper, kind))
    _label(paper, row, label, "legend line")


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


def _class_row(paper: Paper, classes: DistrictClasses, box: Box, entry: LegendEntry) -> None:
    colours = class_colours(paper.theme.name, classes.number_of_classes, diverging=classes.is_diverging)
    colour = colours[entry.number] if entry.number >= 0 else paper.theme.ground.land
    _swatch(paper, box, colour, UNKNOWN_HATCH if entry.number == UNKNOWN else class_hatch(classes, entry.number))
    unit, middle = paper.unit, box.y + box.h / 2
    style, number = TextStyle(6.2, valign="center"), TextStyle(6.2, 600, paper.theme.text, "right", "center")
    paper.write(entry.label, (box.x + 5 * unit, middle), style, "legend")
    paper.write(f"{entry.count:,}", (box.right, middle), number, "legend count")


def _heat_row(paper: Paper, box: Box, entry: tuple[str, str]) -> None:
    colour, label = entry
    _swatch(paper, box, colour)
    _label(paper, box, label, "legend heat")


def _swatch(paper: Paper, box: Box, colour: str, hatch: str = "") -> None:
    unit, edge = paper.unit, line_on(paper, colour) if hatch == FALL_HATCH else paper.theme.ground.hatch
    look: dict[str, Any] = {"facecolor": colour, "edgecolor": edge, "linewidth": 0.3 * unit, "hatch": hatch or None}
    paper.fill(Box(box.x, box.y + 0.7 * unit, 4 * unit, box.h - 1.4 * unit), gid="legend class", **look)
