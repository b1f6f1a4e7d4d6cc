"""The sheets that follow the first one: what it has no room for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.briefing import Briefing
from geo.briefing.incident_list import IncidentList
from geo.briefing.legend import Legend
from geo.draw.page.fonts import TextStyle
from geo.draw.page.legend import Columns, draw_legend, legend_height
from geo.draw.page.listing import draw_list
from geo.draw.page.options import PageOptions
from geo.draw.page.paper import Box, Paper
from geo.draw.page.plans.plan import WIDE

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["compose_legend", "compose_list", "compose_notes"]

_NARROW = Columns(2, 2, 2, 3)


def compose_legend(figure: Figure, briefing: Briefing, options: PageOptions, legend: Legend) -> Legend | None:
    """Draw a legend on an empty figure of the right size; what comes back is the rest that another sheet needs."""
    paper = Paper(figure, options)
    below = _head(paper, briefing)
    columns = _NARROW if options.is_upright or options.template.kind == "square" else WIDE
    layers = legend.user_layers
    shown = len(layers)
    while shown > 1 and _height(paper, columns, legend, shown, below.w) > below.h:
        shown -= 1
    draw_legend(paper, below, replace(legend, user_layers=layers[:shown]), columns)
    return Legend((), layers[shown:]) if shown < len(layers) else None


def compose_list(figure: Figure, briefing: Briefing, options: PageOptions, incidents: IncidentList) -> None:
    """Draw the list of incidents on an empty figure of the right size."""
    paper = Paper(figure, options)
    draw_list(paper, _head(paper, briefing), incidents)


def compose_notes(figure: Figure, briefing: Briefing, options: PageOptions, notes: tuple[str, ...]) -> tuple[str, ...]:
    """Write paragraphs of notes on an empty figure of the right size; what comes back needs another sheet."""
    paper, style = Paper(figure, options), TextStyle(7.6)
    below, step = _head(paper, briefing), paper.line(style)
    for n, text in enumerate(notes):
        lines = paper.lines(text, below.w, style)
        fit = int(below.h / step)
        for k, line in enumerate(lines[:fit]):
            paper.write(line, (below.x, below.y + (k + 0.8) * step), style, "notes")
        if len(lines) > fit:
            return (" ".join(lines[fit:]), *notes[n + 1 :])
        below = below.below((len(lines) + 0.4) * step)
    return ()


def _height(paper: Paper, columns: Columns, legend: Legend, layers: int, width: float) -> float:
    return legend_height(paper, columns, replace(legend, user_layers=legend.user_layers[:layers]), width)


def _head(paper: Paper, briefing: Briefing) -> Box:
    """Write title and period again, smaller; what is left below them."""
    paper.figure.set_facecolor(paper.theme.ground.paper)
    sheet, style = paper.sheet, TextStyle(9, 700)
    y = sheet.y
    for line in paper.lines(briefing.title, sheet.w, style):
        y += paper.line(style)
        paper.write(line, (sheet.x, y), style, "title again")
    period = TextStyle(7.6, 600, paper.theme.accent)
    y += paper.line(period) * 1.1
    paper.write(paper.fitted(briefing.period, sheet.w, period), (sheet.x, y), period, "period again")
    return sheet.below(y - sheet.y + 4 * paper.unit)
