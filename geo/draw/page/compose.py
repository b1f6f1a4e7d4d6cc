"""The page: its head, its map, its panels and its foot."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.briefing import Briefing
from geo.briefing.legend import WITHOUT_ROOM, Legend, short_legend
from geo.briefing.notes import TILES_NOT_DRAWN, Notes, OnMap
from geo.briefing.sentences import Filters
from geo.draw.page.chart import draw_chart
from geo.draw.page.fonts import TextStyle
from geo.draw.page.layout import plan_of
from geo.draw.page.legend import draw_legend
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


def compose(figure: Figure, briefing: Briefing, snapshot: Snapshot, options: PageOptions) -> None:
    """Draw a briefing, and the map of its snapshot, on an empty figure of the right size."""
    paper = Paper(figure, options)
    figure.set_facecolor(paper.theme.ground.paper)
    notes = replace(briefing.notes, tiles=TILES_NOT_DRAWN) if options.has_tiles else briefing.notes
    top = _head(paper, briefing)
    bottom = _foot_top(paper, notes)
    body = Box(paper.sheet.x, top, paper.sheet.w, bottom - top - 3 * paper.unit)
    legend = short_legend(briefing.legend) if options.is_slide else briefing.legend
    plan = plan_of(paper, body, briefing, legend)
    drawn = draw_map(paper, plan.map, briefing, snapshot)
    draw_figures(paper, plan.figures, briefing, plan.most_figures, plan.per_row)
    draw_legend(paper, plan.legend, _drawn_only(legend, drawn), plan.columns)
    if plan.table is not None:
        draw_table(paper, plan.table, briefing.table)
    if plan.chart is not None:
        draw_chart(paper, plan.chart, briefing.series)
    _foot(paper, bottom, notes, drawn.on_map)


def _drawn_only(legend: Legend, drawn: MapDrawn) -> Legend:
    """The legend without sizes that no single symbol has, and without kinds of marks of which none is drawn."""
    sizes = tuple(size for size in legend.sizes if size[0] in drawn.sizes)
    absent = {"several": not drawn.has_marks, "near": not drawn.has_near}
    texts = {"several": WITHOUT_ROOM} if drawn.has_dots and legend.explains_dots else {}
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


_SMALL = TextStyle(5.7)


def _columns(paper: Paper, notes: Notes, on_map: OnMap) -> list[list[str]]:
    """The notes by column: two on a page, one short paragraph on a slide."""
    if paper.options.is_slide:
        return [[notes.in_short(on_map)]]
    texts = [f"{head}: {text}" for head, text in notes.headed(on_map)]
    middle = -(-len(texts) // 2)
    return [texts[:middle], texts[middle:]]


def _foot_columns(paper: Paper, top: float, count: int) -> list[Box]:
    sheet = paper.sheet
    return Box(sheet.x, top, sheet.w, sheet.bottom - top).columns(count, 8 * paper.unit)


def _foot_top(paper: Paper, notes: Notes) -> float:
    """Where the foot begins, so that its longest column ends at the margin."""
    columns = _columns(paper, notes, notes.mapped.whole)
    boxes = _foot_columns(paper, 0, len(columns))
    return paper.sheet.bottom - max(
        _column_height(paper, box, texts) for box, texts in zip(boxes, columns, strict=True)
    )


def _column_height(paper: Paper, box: Box, texts: list[str]) -> float:
    lines = sum(len(paper.lines(text, box.w, _SMALL)) for text in texts)
    return lines * paper.line(_SMALL) + 2 * paper.unit


def _foot(paper: Paper, top: float, notes: Notes, on_map: OnMap) -> None:
    style = replace(_SMALL, colour=paper.theme.muted)
    paper.rule((paper.sheet.x, paper.sheet.right), (top, top))
    columns = _columns(paper, notes, on_map)
    for box, texts in zip(_foot_columns(paper, top, len(columns)), columns, strict=True):
        at = box.below(1.6 * paper.unit)
        for text in texts:
            at = at.below(paper.paragraph(text, at, style))
