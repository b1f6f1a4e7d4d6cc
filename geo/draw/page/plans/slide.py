"""A slide: the map, three or four figures and the legend; what can be read from the back of a room."""

from __future__ import annotations

from geo.briefing import Briefing
from geo.briefing.legend import Legend
from geo.draw.page.legend import Columns, legend_height
from geo.draw.page.panels import doubts_height
from geo.draw.page.paper import Box, Paper
from geo.draw.page.plans.plan import ROW_OF_FIGURES_MM, Figures, Plan

__all__ = ["slide"]

_MAP = 0.66
"""The map has this share of the width."""

_LOW_ROW_MM = 12.4
_MOST = 4


def slide(paper: Paper, body: Box, briefing: Briefing, legend: Legend) -> Plan:
    """The plan of a slide; a legend that is higher than the map is on a second one."""
    ground = Box(body.x, body.y, _MAP * paper.width, body.h)
    x, columns = ground.right + 4 * paper.unit, Columns(1, 2, 2, 2)
    side = Box(x, body.y, body.right - x, body.h)
    height, doubts = legend_height(paper, columns, legend, side.w), doubts_height(paper, briefing.doubts, side.w)
    room = side.h - height - doubts
    fits = room >= _LOW_ROW_MM * paper.unit
    has_two = not fits or room >= 2 * _LOW_ROW_MM * paper.unit
    rows = 2 if has_two and _stated(briefing) >= 3 else 1
    each = ROW_OF_FIGURES_MM * paper.unit
    figures = Box(side.x, side.y, side.w, rows * each + doubts)
    below = Box(side.x, side.bottom - height, side.w, height) if fits else None
    return Plan(ground, columns, below, Figures(figures, *((_MOST, 2) if rows == 2 else (3, 3))))


def _stated(briefing: Briefing) -> int:
    return sum(figure.value not in ("–", "0") for figure in briefing.figures) + bool(briefing.table.rows)
