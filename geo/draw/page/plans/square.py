"""A square picture for messengers: figures and legend beside the map, or the figures above it."""

from __future__ import annotations

from dataclasses import replace

from geo.briefing import Briefing
from geo.briefing.legend import Legend
from geo.draw.page.furniture import STRIP_MM
from geo.draw.page.legend import Columns, legend_height
from geo.draw.page.paper import Box, Paper
from geo.draw.page.plans.plan import ROW_OF_FIGURES_MM, Figures, Plan, first_figures

__all__ = ["square"]

_MAP, _WIDE_MAP, _ABOVE = 0.55, 0.72, 3
"""The share of the map in the width with the legend beside it and without; so many figures are above a map."""

_COLUMNS = Columns(2, 2, 2, 2, flows=True, has_heading=False)
_GAP_MM = 2.0
_LEAST_MAP = 0.4
"""A map below the figures has this share of the height, or the legend is on a second one."""


def square(paper: Paper, body: Box, briefing: Briefing, legend: Legend) -> Plan:
    """The plan of a square; a legend that is higher than the map is on a second one."""
    x = body.x + _MAP * body.w + 3 * paper.unit
    side = Box(x, body.y, body.right - x, body.h)
    height = legend_height(paper, _COLUMNS, legend, side.w) + _GAP_MM * paper.unit
    figures = first_figures(paper, side, briefing, side.w)
    row = ROW_OF_FIGURES_MM * paper.unit
    rows = next((rows for rows in (2, 1) if height + figures.h + (rows - 1) * row <= side.h), 0)
    if rows:
        figures = replace(figures, h=figures.h + (rows - 1) * row)
        below = side.below(side.h - height + _GAP_MM * paper.unit)
        return Plan(Box(body.x, body.y, _MAP * body.w, body.h), _COLUMNS, below, Figures(figures, 2 * rows, 2))
    figures = first_figures(paper, body, briefing, _MAP * body.w)
    least = figures.h + STRIP_MM * paper.unit + _LEAST_MAP * paper.height
    if height <= side.h and least <= body.h:
        ground = Box(body.x, figures.bottom, figures.w, body.bottom - figures.bottom)
        return Plan(ground, _COLUMNS, side, Figures(figures, _ABOVE, _ABOVE))
    return _without_legend(paper, body, briefing)


def _without_legend(paper: Paper, body: Box, briefing: Briefing) -> Plan:
    """The plan with the figures below each other beside the map, as far as they have room."""
    x = body.x + _WIDE_MAP * body.w + 3 * paper.unit
    figures = first_figures(paper, Box(x, body.y, 0, 0), briefing, body.right - x)
    row = ROW_OF_FIGURES_MM * paper.unit
    count = max(min(_ABOVE, 1 + int((body.h - figures.h) / row)), 1)
    ground = Box(body.x, body.y, _WIDE_MAP * body.w, body.h)
    return Plan(ground, _COLUMNS, None, Figures(replace(figures, h=figures.h + (count - 1) * row), count, 1))
