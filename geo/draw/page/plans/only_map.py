"""The map only: its legend beside it where the page is wide and it is short, else below it."""

from __future__ import annotations

from geo.briefing import Briefing
from geo.briefing.legend import Legend
from geo.draw.page.legend import Columns, legend_height
from geo.draw.page.paper import Box, Paper
from geo.draw.page.plans.plan import GAP_MM, WIDE, Plan, wide_legend

__all__ = ["only_map"]

_SIDE_MM = 62.0
_BESIDE = Columns(1, 1, 2, 1)
_NARROW = Columns(2, 2, 2, 3)


def only_map(paper: Paper, body: Box, _briefing: Briefing, legend: Legend) -> Plan:
    """The plan of a page without figures, table and chart."""
    side = _SIDE_MM * paper.unit
    if body.w > body.h and (height := legend_height(paper, _BESIDE, legend, side)) <= body.h:
        ground = Box(body.x, body.y, body.w - side - GAP_MM * paper.unit, body.h)
        return Plan(ground, _BESIDE, Box(body.right - side, body.bottom - height, side, height))
    columns = WIDE if paper.options.template.kind == "paper" else _NARROW
    rest, legend_box = wide_legend(paper, body, legend, columns)
    return Plan(rest, columns, legend_box)
