"""The arrangement of the page: what stands where on each paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from geo.draw.page import panels, words
from geo.draw.page.chart import draw_chart
from geo.draw.page.lettering import Lettering, plain
from geo.draw.page.mapping import draw_map
from geo.draw.page.options import PageOptions
from geo.draw.page.paper import Box, Paper
from geo.view.snapshot import Snapshot

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["compose"]

_TITLE_LINES = 3
_FILTER_LINES = 3


@dataclass(frozen=True, slots=True)
class Plan:
    """Where the map stands, and the panels beside or below it."""

    map: Box
    numbers: Box
    per_row: int
    legend: Box
    legend_columns: int
    table: Box
    chart: Box


def compose(figure: Figure, snapshot: Snapshot, options: PageOptions) -> None:
    """Draw a snapshot on an empty figure of the right size."""
    paper = Paper(figure, options)
    figure.set_facecolor(paper.ink.paper)
    below = _head(paper, snapshot, options)
    upper = _foot_top(paper, snapshot)
    body = Box(paper.sheet.x, below, paper.sheet.w, upper - below - 3 * paper.unit)
    plan = _plan(paper, body, options, snapshot)
    drawn = draw_map(paper, plan.map, snapshot)
    panels.draw_numbers(paper, plan.numbers, snapshot, plan.per_row)
    panels.draw_legend(paper, plan.legend, snapshot, plan.legend_columns)
    panels.draw_table(paper, plan.table, snapshot)
    draw_chart(paper, plan.chart, snapshot)
    _foot(paper, upper, _foot_texts(snapshot, drawn, options.made or _today()))


def _today() -> date:
    from datetime import datetime

    return datetime.now().astimezone().date()


def _head(paper: Paper, snapshot: Snapshot, options: PageOptions) -> float:
    """Title, period and filters; where they end, in millimetres from the top."""
    sheet, unit, query = paper.sheet, paper.unit, snapshot.state.query
    y = sheet.y
    title = Lettering(17, 700)
    lines = paper.lines(plain(options.title or "") or words.default_title(query), sheet.w, title)
    if len(lines) > _TITLE_LINES:
        cut = f"{lines[_TITLE_LINES - 1]} {lines[_TITLE_LINES]}"
        lines = [*lines[: _TITLE_LINES - 1], paper.fitted(cut, sheet.w, title)]
    for line in lines:
        paper.write(line, (sheet.x, y + 5.2 * unit), title, "title")
        y += paper.line(title) * 0.95
    period = Lettering(10, 600, paper.ink.accent)
    paper.write(snapshot.period_words, (sheet.x, y + 3.8 * unit), period, "period words")
    x = sheet.x + paper.width_of(snapshot.period_words, period) + 4 * unit
    if caveat := plain(snapshot.dataset.caveat):
        warned = Lettering(7.6, 600)
        paper.write(caveat, (x, y + 3.8 * unit), warned, "caveat")
        x += paper.width_of(caveat, warned) + 4 * unit
    y += 2.4 * unit
    return _filters(paper, snapshot, (x, y)) + 2.5 * unit


def _filters(paper: Paper, snapshot: Snapshot, at: tuple[float, float]) -> float:
    sheet, style = paper.sheet, Lettering(7.6, colour=paper.ink.muted)
    x, y = at
    for most in (8, 4, 2, 1):
        text = words.filters(snapshot.state.query, most)
        lines = paper.lines(text, sheet.right - x, style)
        if len(lines) <= _FILTER_LINES:
            break
    if len(lines) > _FILTER_LINES:
        lines = [*lines[: _FILTER_LINES - 1], paper.fitted(" ".join(lines[2:]), sheet.right - x, style)]
    for i, line in enumerate(lines):
        paper.write(line, (x, y + 1.4 * paper.unit + i * paper.line(style)), style, "filters")
    return y + 1.4 * paper.unit + (len(lines) - 1) * paper.line(style)


def _plan(paper: Paper, body: Box, options: PageOptions, snapshot: Snapshot) -> Plan:
    lay_out = {"16:9": _slide}.get(options.size, _portrait if options.orientation == "portrait" else _landscape)
    return lay_out(paper, body, snapshot)


def _landscape(paper: Paper, body: Box, snapshot: Snapshot) -> Plan:
    unit, gap = paper.unit, 6 * paper.unit
    side = 88 * unit
    x = body.right - side
    legend_height = panels.legend_height(paper, 2, snapshot)
    chart_height = 33 * unit
    numbers = Box(x, body.y, side, 29 * unit)
    legend = Box(x, body.bottom - legend_height, side, legend_height)
    chart = Box(x, numbers.bottom, side, chart_height)
    table = Box(x, chart.bottom + 3 * unit, side, legend.y - chart.bottom - 6 * unit)
    return Plan(Box(body.x, body.y, body.w - side - gap, body.h), numbers, 3, legend, 2, table, chart)


def _slide(paper: Paper, body: Box, snapshot: Snapshot) -> Plan:
    unit, gap = paper.unit, 6 * paper.unit
    side = 66 * unit
    right = Box(body.right - side, body.y, side, body.h)
    left = Box(right.x - gap - side, body.y, side, body.h)
    numbers = Box(left.x, left.y, side, 29 * unit)
    legend = Box(left.x, numbers.bottom, side, panels.legend_height(paper, 1, snapshot))
    chart = Box(right.x, right.y, side, 38 * unit)
    table = Box(right.x, chart.bottom + 3 * unit, side, right.bottom - chart.bottom - 3 * unit)
    return Plan(Box(body.x, body.y, left.x - gap - body.x, body.h), numbers, 3, legend, 1, table, chart)


def _portrait(paper: Paper, body: Box, snapshot: Snapshot) -> Plan:
    unit = paper.unit
    numbers = Box(body.x, body.y, body.w, 14 * unit)
    height = panels.legend_height(paper, 1, snapshot)
    top = body.bottom - height
    columns = Box(body.x, top, body.w, height).columns(3, 6 * unit)
    ground = Box(body.x, numbers.bottom, body.w, top - numbers.bottom - 3 * unit)
    return Plan(ground, numbers, 5, columns[0], 1, columns[1], columns[2])


def _foot_texts(snapshot: Snapshot, drawn: int, made: date) -> list[list[tuple[str, str]]]:
    return [
        [
            ("Counted", f"{words.counted(snapshot)} {words.mapped(snapshot, drawn)} {words.made_on(made)}"),
            ("Borders", words.NEUTRALITY),
        ],
        [("Sources", words.sources(snapshot)), ("Base map", words.base_map(snapshot))],
    ]


def _foot_top(paper: Paper, snapshot: Snapshot) -> float:
    """Where the foot begins, so that its longest column ends at the margin."""
    texts = _foot_texts(snapshot, len(snapshot.answer), date(2000, 12, 28))
    columns = _foot_columns(paper, 0)
    high = max(_column_height(paper, box, column) for box, column in zip(columns, texts, strict=True))
    return paper.sheet.bottom - high


def _foot_columns(paper: Paper, top: float) -> list[Box]:
    sheet = paper.sheet
    return Box(sheet.x, top, sheet.w, sheet.bottom - top).columns(2, 8 * paper.unit)


_SMALL = Lettering(5.7)


def _column_height(paper: Paper, box: Box, column: list[tuple[str, str]]) -> float:
    lines = sum(len(paper.lines(f"{head}: {text}", box.w, _SMALL)) for head, text in column)
    return lines * paper.line(_SMALL) + 2 * paper.unit


def _foot(paper: Paper, top: float, texts: list[list[tuple[str, str]]]) -> None:
    style = Lettering(5.7, colour=paper.ink.muted)
    paper.rule((paper.sheet.x, paper.sheet.right), (top, top))
    for box, column in zip(_foot_columns(paper, top), texts, strict=True):
        at = box.below(1.6 * paper.unit)
        for head, text in column:
            at = at.below(paper.paragraph(f"{head}: {text}", at, style))
