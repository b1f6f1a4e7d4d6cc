"""A narrow picture for a phone: figures, map and legend below each other."""

from __future__ import annotations

from geo.briefing import Briefing
from geo.briefing.legend import Legend
from geo.draw.page.furniture import STRIP_MM
from geo.draw.page.legend import Columns
from geo.draw.page.paper import Box, Paper
from geo.draw.page.plans.plan import Figures, Plan, first_figures, wide_legend

__all__ = ["phone"]

_COLUMNS = Columns(2, 2, 2, 3, flows=True, has_heading=False)
_MAP = 0.4
"""The map has this share of the height, or the legend is on a second one."""


def phone(paper: Paper, body: Box, briefing: Briefing, legend: Legend) -> Plan:
    """The plan of a phone; a legend that leaves the map too little is on a second one."""
    figures = first_figures(paper, body, briefing, body.w)
    below = body.below(figures.h)
    most = max(1 - (_MAP * paper.height + (STRIP_MM + 2) * paper.unit) / below.h, 0.0)
    rest, legend_box = wide_legend(paper, below, legend, _COLUMNS, most)
    return Plan(rest, _COLUMNS, legend_box, Figures(figures, 3, 3))
