"""The arrangement of the page: which part goes where on each paper size."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.briefing import Briefing
from geo.briefing.legend import WITHOUT_ROOM, Legend
from geo.briefing.sentences import Filters
from geo.draw.page.chart import draw_chart
from geo.draw.page.fonts import TextStyle
from geo.draw.page.legend import draw_legend, legend_height
from geo.draw.page.mapping import MapDrawn, draw_map
from geo.draw.page.options import PageOptions
from geo.draw.page.panels import draw_figures, draw_table
from geo.draw.page.paper import Box, Paper
from geo.view.snapshot import Snapshot

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["compose"]

_TITLE_LINES = 3
_FILTER_LINES = 3
_Notes = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The places of the map and of the panels beside or below it."""

    map: Box
    figures: Box
    per_row: int
    legend: Box
    legend_columns: int
    table: Box
    chart: Box


def compose(figure: Figure, briefing: Briefing, snapshot: Snapshot, options: PageOptions) -> None:
    """Draw a briefing, and the map of its snapshot, on an empty figure of the right size."""
    paper = Paper(figure, options)
    figure.set_facecolor(paper.theme.ground.paper)
    top = _head(paper, briefing)
    bottom = _foot_top(paper, briefing)
    body = Box(paper.sheet.x, top, paper.sheet.w, bottom - top - 3 * paper.unit)
    plan = _plan(paper, body, options, briefing.legend)
    drawn = draw_map(paper, plan.map, briefing, snapshot)
    draw_figures(paper, plan.figures, briefing.figures, plan.per_row)
    draw_legend(paper, plan.legend, _drawn_only(briefing.legend, drawn), plan.legend_columns)
    draw_table(paper, plan.table, briefing.table)
    draw_chart(paper, plan.chart, briefing.series)
    _foot(paper, bottom, briefing.notes.headed(drawn.on_map))


def _drawn_only(legend: Legend, drawn: MapDrawn) -> Legend:
    """The legend without sizes that no single symbol has, and without kinds of marks of which none is drawn."""
    sizes = tuple(size for size in legend.sizes if size[0] in drawn.sizes)
    absent = {"several": not drawn.has_marks, "near": not drawn.has_near}
    texts = {"several": WITHOUT_ROOM} if drawn.has_dots else {}
    marks = tuple((name, texts.get(name, text)) for name, text in legend.marks if not absent.get(name))
    lines = tuple((name, text) for name, text in legend.lines if name in drawn.lines)
    return replace(legend, sizes=sizes, marks=marks, lines=lines)


def _head(paper: Paper, briefing: Briefing) -> float:
    """Title, period, caveat and filters; where they end, in millimetres from the top."""
    sheet, unit = paper.sheet, paper.unit
    y = _title(paper, briefing.title)
    if briefing.coverage:
        y = _coverage(paper, briefing.coverage, y)
    period = TextStyle(10, 600, paper.theme.accent)
    paper.write(briefing.period, (sheet.x, y + 3.8 * unit), period, "period words")
    x = sheet.x + paper.width_of(briefing.period, period) + 4 * unit
    if briefing.caveat:
        x, y = _caveat(paper, briefing.caveat, (x, y))
    return _filters(paper, briefing.filters, (x, y + 2.4 * unit)) + 2.5 * unit


def _coverage(paper: Paper, text: str, y: float) -> float:
    """Which days the data do not cover, nearly as large as the title; where it ends."""
    style = TextStyle(12, 700, paper.theme.warning)
    for line in paper.lines(text, paper.sheet.w, style):
        paper.write(line, (paper.sheet.x, y + 3.6 * paper.unit), style, "coverage")
        y += paper.line(style) * 0.95
    return y + 0.4 * paper.unit


def _caveat(paper: Paper, text: str, at: tuple[float, float]) -> tuple[float, float]:
    """The caveat beside the period; where the filters begin, which is below where it leaves them too little room."""
    (x, y), sheet, unit, style = at, paper.sheet, paper.unit, TextStyle(7.6, 600)
    lines = paper.lines(text, sheet.right - x, style)
    for i, line in enumerate(lines):
        paper.write(line, (x, y + 3.8 * unit + i * paper.line(style)), style, "caveat")
    after = x + paper.width_of(lines[-1], style) + 4 * unit
    if len(lines) > 1 or sheet.right - after < 0.3 * sheet.w:
        return sheet.x, y + (len(lines) - 1) * paper.line(style) + 4.4 * unit
    return after, y


def _title(paper: Paper, text: str) -> float:
    """The title in at most `_TITLE_LINES` lines; where it ends."""
    sheet, y, style = paper.sheet, paper.sheet.y, TextStyle(17, 700)
    lines = paper.lines(text, sheet.w, style)
    if len(lines) > _TITLE_LINES:
        cut = f"{lines[_TITLE_LINES - 1]} {lines[_TITLE_LINES]}"
        lines = [*lines[: _TITLE_LINES - 1], paper.fitted(cut, sheet.w, style)]
    for line in lines:
        paper.write(line, (sheet.x, y + 5.2 * paper.unit), style, "title")
        y += paper.line(style) * 0.95
    return y


def _filters(paper: Paper, filters: Filters, at: tuple[float, float]) -> float:
    """The filters with as many names as fit into `_FILTER_LINES` lines; where they end."""
    sheet, style = paper.sheet, TextStyle(7.6, colour=paper.theme.muted)
    x, y = at
    for most in (8, 4, 2, 1):
        lines = paper.lines(filters.text(most), sheet.right - x, style)
        if len(lines) <= _FILTER_LINES:
            break
    if len(lines) > _FILTER_LINES:
        lines = [*lines[: _FILTER_LINES - 1], paper.fitted(" ".join(lines[2:]), sheet.right - x, style)]
    for i, line in enumerate(lines):
        paper.write(line, (x, y + 1.4 * paper.unit + i * paper.line(style)), style, "filters")
    return y + 1.4 * paper.unit + (len(lines) - 1) * paper.line(style)


def _plan(paper: Paper, body: Box, options: PageOptions, legend: Legend) -> Plan:
    lay_out = {"16:9": _slide}.get(options.size, _portrait if options.orientation == "portrait" else _landscape)
    return lay_out(paper, body, legend)


def _landscape(paper: Paper, body: Box, entries: Legend) -> Plan:
    unit, gap = paper.unit, 6 * paper.unit
    side = 88 * unit
    x = body.right - side
    height = legend_height(paper, 2, entries)
    figures = Box(x, body.y, side, 29 * unit)
    legend = Box(x, body.bottom - height, side, height)
    chart = Box(x, figures.bottom, side, 33 * unit)
    table = Box(x, chart.bottom + 3 * unit, side, legend.y - chart.bottom - 6 * unit)
    return Plan(Box(body.x, body.y, body.w - side - gap, body.h), figures, 3, legend, 2, table, chart)


def _slide(paper: Paper, body: Box, entries: Legend) -> Plan:
    unit, gap = paper.unit, 6 * paper.unit
    side = 66 * unit
    right = Box(body.right - side, body.y, side, body.h)
    left = Box(right.x - gap - side, body.y, side, body.h)
    figures = Box(left.x, left.y, side, 29 * unit)
    legend = Box(left.x, figures.bottom, side, legend_height(paper, 1, entries))
    chart = Box(right.x, right.y, side, 38 * unit)
    table = Box(right.x, chart.bottom + 3 * unit, side, right.bottom - chart.bottom - 3 * unit)
    return Plan(Box(body.x, body.y, left.x - gap - body.x, body.h), figures, 3, legend, 1, table, chart)


_LOWEST_MM = 52.0
"""The panels below the map of a portrait page are at least so high, however short the legend is."""


def _portrait(paper: Paper, body: Box, entries: Legend) -> Plan:
    unit = paper.unit
    figures = Box(body.x, body.y, body.w, 14 * unit)
    height = max(legend_height(paper, 1, entries), _LOWEST_MM * unit)
    top = body.bottom - height
    columns = Box(body.x, top, body.w, height).columns(3, 6 * unit)
    ground = Box(body.x, figures.bottom, body.w, top - figures.bottom - 3 * unit)
    return Plan(ground, figures, 5, columns[0], 1, columns[1], columns[2])


def _foot_top(paper: Paper, briefing: Briefing) -> float:
    """Where the foot begins, so that its longest column ends at the margin."""
    pairs = _in_columns(briefing.notes.headed(briefing.notes.mapped.whole))
    high = max(_column_height(paper, box, pair) for box, pair in zip(_foot_columns(paper, 0), pairs, strict=True))
    return paper.sheet.bottom - high


def _in_columns(notes: _Notes) -> tuple[_Notes, _Notes]:
    middle = -(-len(notes) // 2)
    return notes[:middle], notes[middle:]


def _foot_columns(paper: Paper, top: float) -> list[Box]:
    sheet = paper.sheet
    return Box(sheet.x, top, sheet.w, sheet.bottom - top).columns(2, 8 * paper.unit)


_SMALL = TextStyle(5.7)


def _column_height(paper: Paper, box: Box, column: _Notes) -> float:
    lines = sum(len(paper.lines(f"{head}: {text}", box.w, _SMALL)) for head, text in column)
    return lines * paper.line(_SMALL) + 2 * paper.unit


def _foot(paper: Paper, top: float, notes: _Notes) -> None:
    style = replace(_SMALL, colour=paper.theme.muted)
    paper.rule((paper.sheet.x, paper.sheet.right), (top, top))
    for box, column in zip(_foot_columns(paper, top), _in_columns(notes), strict=True):
        at = box.below(1.6 * paper.unit)
        for head, text in column:
            at = at.below(paper.paragraph(f"{head}: {text}", at, style))
