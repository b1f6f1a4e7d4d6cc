"""Where the map and the panels go: beside it on landscape pages, below it on portrait ones, few of them on slides."""

from __future__ import annotations

from dataclasses import dataclass

from geo.briefing import Briefing
from geo.briefing.legend import Legend
from geo.draw.page.legend import Columns, legend_height
from geo.draw.page.panels import doubts_height
from geo.draw.page.paper import Box, Paper

__all__ = ["Plan", "plan_of"]

_LOWEST_MM = 52.0
"""The panels below the map of a portrait page are at least so high, however short the legend is."""

_SLIDE_MAP = 0.66
"""The map of a slide has this share of its width."""

_CHART_MM, _LOWEST_CHART_MM = 30.0, 25.0
"""The height of the chart of a landscape page, and its least one, where the table needs room."""

_TABLE_MM = 46.0
"""The table of a landscape page has room for eight districts."""

_GAP = 6.0
_ROW = 13.5
_LOW_ROW = 10.8
_MOST_ON_SLIDE = 4


@dataclass(frozen=True, slots=True)
class Plan:
    """The places of the map and of the panels; a panel without a place is not drawn.

    ``figures`` are the first ones that are drawn, in rows of ``per_row``.
    """

    map: Box
    figures: Box
    most_figures: int
    per_row: int
    legend: Box
    columns: Columns
    table: Box | None = None
    chart: Box | None = None


def plan_of(paper: Paper, body: Box, briefing: Briefing, legend: Legend) -> Plan:
    """The plan of a page in what its head and foot leave."""
    if paper.options.is_slide:
        return _slide(paper, body, briefing, legend)
    return (_portrait if paper.options.orientation == "portrait" else _landscape)(paper, body, briefing, legend)


def _landscape(paper: Paper, body: Box, briefing: Briefing, legend: Legend) -> Plan:
    unit, gap = paper.unit, _GAP * paper.unit
    side = 88 * unit
    x, columns = body.right - side, Columns(2, 2, 4, 3)
    height = legend_height(paper, columns, legend)
    figures = Box(x, body.y, side, 2 * (_ROW + 1) * unit + doubts_height(paper, briefing.doubts, side))
    below = Box(x, body.bottom - height, side, height)
    room = (below.y - figures.bottom) / unit - 6 - _TABLE_MM
    chart = Box(x, figures.bottom, side, min(max(room, _LOWEST_CHART_MM), _CHART_MM) * unit)
    table = Box(x, chart.bottom + 3 * unit, side, below.y - chart.bottom - 6 * unit)
    return Plan(Box(body.x, body.y, body.w - side - gap, body.h), figures, 5, 3, below, columns, table, chart)


def _portrait(paper: Paper, body: Box, briefing: Briefing, legend: Legend) -> Plan:
    unit, columns = paper.unit, Columns(1, 1, 2, 1)
    doubts = doubts_height(paper, briefing.doubts, body.w)
    figures = Box(body.x, body.y, body.w, 14 * unit + doubts + (2 * unit if doubts else 0))
    height = max(legend_height(paper, columns, legend), _LOWEST_MM * unit)
    top = body.bottom - height
    parts = Box(body.x, top, body.w, height).columns(3, _GAP * unit)
    ground = Box(body.x, figures.bottom, body.w, top - figures.bottom - 3 * unit)
    return Plan(ground, figures, 5, 5, parts[0], columns, parts[1], parts[2])


def _slide(paper: Paper, body: Box, briefing: Briefing, legend: Legend) -> Plan:
    """The map, three or four figures and the legend: what can be read from the back of a room."""
    ground = Box(body.x, body.y, _SLIDE_MAP * paper.width, body.h)
    x, columns = ground.right + 4 * paper.unit, Columns(1, 2, 2, 2)
    side = Box(x, body.y, body.right - x, body.h)
    height = legend_height(paper, columns, legend)
    doubts = doubts_height(paper, briefing.doubts, side.w)
    room = side.h - height - doubts
    rows = 2 if room >= 2 * _LOW_ROW * paper.unit and _figures_stated(briefing) > 3 else 1
    figures = Box(side.x, side.y, side.w, rows * _ROW * paper.unit + doubts)
    most, per_row = (_MOST_ON_SLIDE, 2) if rows == 2 else (3, 3)
    below = Box(side.x, side.bottom - height, side.w, height)
    return Plan(ground, figures, most, per_row, below, columns)


def _figures_stated(briefing: Briefing) -> int:
    return sum(figure.value not in ("–", "0") for figure in briefing.figures) + bool(briefing.table.rows)
