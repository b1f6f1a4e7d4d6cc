"""A square picture for messengers: figures above the map, the legend beside both."""

from __future__ import annotations

from geo.briefing import Briefing
from geo.briefing.legend import Legend
from geo.draw.page.legend import Columns, legend_height
from geo.draw.page.paper import Box, Paper
from geo.draw.page.plans.plan import Figures, Plan, first_figures

__all__ = ["square"]

_MAP = 0.57
_COLUMNS = Columns(1, 1, 2, 1)


def square(paper: Paper, body: Box, briefing: Briefing, legend: Legend) -> Plan:
    """The plan of a square; a legend that is higher than the map is on a second one."""
    x = body.x + _MAP * body.w + 3 * paper.unit
    side = Box(x, body.y, body.right - x, body.h)
    fits = legend_height(paper, _COLUMNS, legend, side.w) <= side.h
    figures = first_figures(paper, body, briefing, _MAP * body.w if fits else body.w)
    ground = Box(body.x, figures.bottom, figures.w, body.bottom - figures.bottom)
    return Plan(ground, _COLUMNS, side if fits else None, Figures(figures, 3, 3))
