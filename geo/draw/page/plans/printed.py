"""Pages of paper: the panels beside the map on landscape ones, below it on portrait ones."""

from __future__ import annotations

from dataclasses import replace

from geo.briefing import Briefing
from geo.briefing.charts import BY_DISTANCE
from geo.briefing.incident_list import incident_list
from geo.briefing.legend import Legend
from geo.draw.page.legend import Columns, legend_height
from geo.draw.page.listing import panel_height
from geo.draw.page.panels import doubts_height, table_height
from geo.draw.page.paper import Box, Paper
from geo.draw.page.plans.plan import GAP_MM, ROW_OF_FIGURES_MM, WIDE, Figures, Plan, wide_legend
from geo.view.snapshot import Snapshot

__all__ = ["landscape", "portrait"]

_SIDE_MM = 88.0
_LOWEST_MM, _MOST_OF_BODY = 52.0, 0.36
"""The panels below the map of a portrait page are at least so high, and take at most this share of it."""

_CHART_MM, _PLAIN_CHART_MM, _LOWEST_CHART_MM = 40.0, 30.0, 25.0
"""The height of the chart of a landscape page, and its least one, where the table needs room."""

_KEY_MM = 9.0
"""The key of bars that are not divided by type."""

_ROWS_MM, _LEAST_ROWS_MM = 36.0, 26.0
"""The table of a landscape page has room for five districts; for three where the legend is long."""

_LIST_MM = 75.0
"""A list of incidents needs more room than the table."""

_TALLEST_CHART_MM, _LEAST_BESIDE_LIST_MM = 72.0, 18.0
"""The chart takes the room that a short table leaves, and gives some to a list that then holds all incidents."""

_BELOW = Columns(1, 1, 2, 1)


def landscape(paper: Paper, body: Box, briefing: Briefing, legend: Legend, snapshot: Snapshot | None = None) -> Plan:
    """Figures, chart, table and legend beside the map; a long legend over the whole width below both."""
    unit, columns, side = paper.unit, Columns(2, 2, 4, 3), _SIDE_MM * paper.unit
    height = legend_height(paper, columns, legend, side)
    plan, room = _beside(paper, body, briefing, (height, snapshot))
    if room >= (_LOWEST_CHART_MM + _LEAST_ROWS_MM) * unit:
        return replace(plan, columns=columns)
    rest, legend_box = wide_legend(paper, body, legend)
    plan, _ = _beside(paper, rest, briefing, (0.0, snapshot))
    return replace(plan, columns=WIDE, legend=legend_box)


def _beside(paper: Paper, body: Box, briefing: Briefing, below: tuple[float, Snapshot | None]) -> tuple[Plan, float]:
    """The plan with a legend of a height below what is shown, and the room that it leaves for chart and table."""
    height, snapshot = below
    unit, side = paper.unit, _SIDE_MM * paper.unit
    x = body.right - side
    row = (ROW_OF_FIGURES_MM + 1) * unit
    figures = Box(x, body.y, side, 2 * row + doubts_height(paper, briefing.doubts, side))
    legend_box = Box(x, body.bottom - height, side, height)
    bottom = legend_box.y - (6 * unit if height else 0.0)
    room = bottom - figures.bottom
    chart = Box(x, figures.bottom, side, _chart_height(paper, briefing, room, snapshot))
    rows = Box(x, chart.bottom + 3 * unit, side, bottom - chart.bottom - 3 * unit)
    ground = Box(body.x, body.y, body.w - side - GAP_MM * unit, body.h)
    return Plan(ground, WIDE, legend_box, Figures(figures, 5, 3), rows, chart), room


def _chart_height(paper: Paper, briefing: Briefing, room: float, snapshot: Snapshot | None) -> float:
    """The height of the chart above the table, or the list in its place, in the room of both."""
    unit, width, gap = paper.unit, _SIDE_MM * paper.unit, 3 * paper.unit
    most = _CHART_MM if briefing.series.events.marks else _PLAIN_CHART_MM
    most += _KEY_MM if briefing.series.by in BY_DISTANCE else 0.0
    lists = paper.options.lists_on_page and snapshot is not None
    usual = min(max(room - (_LIST_MM if lists else _ROWS_MM) * unit, _LOWEST_CHART_MM * unit), most * unit)
    if not lists or snapshot is None:
        free = room - gap - table_height(paper, width, room - gap - usual, briefing.table)
    else:
        incidents, least = incident_list(snapshot), _LEAST_BESIDE_LIST_MM * unit
        height, shown = panel_height(paper, width, room - gap - least, incidents)
        if shown == incidents.total:
            return min(room - gap - height, _TALLEST_CHART_MM * unit)
        free = room - gap - panel_height(paper, width, room - gap - usual, incidents)[0]
    return min(max(free, usual), _TALLEST_CHART_MM * unit)


def portrait(paper: Paper, body: Box, briefing: Briefing, legend: Legend) -> Plan:
    """Figures above the map; legend, table and chart below it; a long legend over the whole width at the end."""
    parts = Box(body.x, body.y, body.w, 0).columns(3, GAP_MM * paper.unit)
    height = max(legend_height(paper, _BELOW, legend, parts[0].w), _LOWEST_MM * paper.unit)
    if height <= _MOST_OF_BODY * body.h:
        return _stacked(paper, body, briefing, 3, height)
    rest, legend_box = wide_legend(paper, body, legend, Columns(3, 3, 5, 4))
    plan = _stacked(paper, rest, briefing, 2, _LOWEST_MM * paper.unit)
    if not plan.has_room(paper):
        return replace(_stacked(paper, body, briefing, 2, _LOWEST_MM * paper.unit), legend=None)
    return replace(plan, columns=Columns(3, 3, 5, 4), legend=legend_box)


def _stacked(paper: Paper, body: Box, briefing: Briefing, count: int, height: float) -> Plan:
    """The plan with panels of a height below the map in columns: the last two are table and chart."""
    unit, doubts = paper.unit, doubts_height(paper, briefing.doubts, body.w)
    figures = Box(body.x, body.y, body.w, 14 * unit + doubts + (2 * unit if doubts else 0))
    top = body.bottom - height
    parts = Box(body.x, top, body.w, height).columns(count, GAP_MM * unit)
    ground = Box(body.x, figures.bottom, body.w, top - figures.bottom - 3 * unit)
    return Plan(ground, _BELOW, parts[0], Figures(figures, 5, 5), parts[-2], parts[-1])
