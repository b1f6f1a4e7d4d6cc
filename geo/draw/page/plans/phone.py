"""A narrow picture for a phone: figures, map and legend below each other."""

from __future__ import annotations

from geo.briefing import Briefing
from geo.briefing.legend import Legend
from geo.draw.page.legend import Columns
from geo.draw.page.paper import Box, Paper
from geo.draw.page.plans.plan import Figures, Plan, first_figures, wide_legend

__all__ = ["phone"]

_COLUMNS = Columns(2, 2, 2, 3)
_MOST_OF_BODY = 0.5


def phone(paper: Paper, body: Box, briefing: Briefing, legend: Legend) -> Plan:
    """The plan of a phone; a legend that takes too much of it is on a second one."""
    figures = first_figures(paper, body, briefing, body.w)
    rest, legend_box = wide_legend(paper, body.below(figures.h), legend, _COLUMNS, _MOST_OF_BODY)
    return Plan(rest, _COLUMNS, legend_box, Figures(figures, 3, 3))
