"""The places of the map and of the panels on a page."""

from __future__ import annotations

from dataclasses import dataclass

from geo.briefing import Briefing
from geo.briefing.legend import Legend
from geo.draw.page.furniture import STRIP_MM
from geo.draw.page.legend import Columns, legend_height
from geo.draw.page.panels import doubts_height
from geo.draw.page.paper import Box, Paper

__all__ = ["GAP_MM", "LEAST_MAP", "ROW_OF_FIGURES_MM", "WIDE", "Figures", "Plan", "first_figures", "wide_legend"]

GAP_MM = 6.0
"""Between the map and what is beside it, before the unit of the paper."""

LEAST_MAP = 0.3
"""The map of a page has at least this share of the height, or something else is on a sheet of its own."""

ROW_OF_FIGURES_MM = 13.5
WIDE = Columns(4, 4, 6, 6)
"""The columns of a legend over the whole width of a page."""

_MOST_OF_BODY = 0.4
"""A legend takes no more of a page; a longer one is a second sheet."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The place of the key figures: the first ``most`` of them, in rows of ``per_row``."""

    box: Box
    most: int
    per_row: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The places of the map and of the panels; what has none is not drawn, a legend without one is on a second sheet.

    ``rows`` is the place of the table of districts, or of the list of incidents that takes it. ``on_map`` says that the
    legend stands on the map, in a frame.
    """

    map: Box
    columns: Columns
    legend: Box | None
    figures: Figures | None = None
    rows: Box | None = None
    chart: Box | None = None
    on_map: bool = False

    def has_room(self, paper: Paper) -> bool:
        """Whether the map is not lower than it may be."""
        return self.map.h - STRIP_MM * paper.unit >= LEAST_MAP * paper.height


def first_figures(paper: Paper, body: Box, briefing: Briefing, width: float) -> Box:
    """The place of one row of figures, with what makes them doubtful, at the upper left of a page."""
    doubts = doubts_height(paper, briefing.doubts, width)
    return Box(body.x, body.y, width, (ROW_OF_FIGURES_MM + 0.8) * paper.unit + doubts)


def wide_legend(
    paper: Paper, body: Box, legend: Legend, columns: Columns = WIDE, most: float = _MOST_OF_BODY
) -> tuple[Box, Box | None]:
    """What a legend over the whole width leaves of a page, and its place; ``None`` where it takes over ``most``."""
    height = legend_height(paper, columns, legend, body.w)
    if height > most * body.h:
        return body, None
    rest = Box(body.x, body.y, body.w, body.h - height - 2 * paper.unit)
    return rest, Box(body.x, body.bottom - height, body.w, height)
