"""A brief as a report: A4 sheets of live text, tables, the map and the chart, drawn from the same layout as slides."""

from __future__ import annotations

from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from geo.briefing.brief import Brief
from geo.draw.page.chart import draw_chart
from geo.draw.page.flow import (
    BULLET_MM,
    Look,
    Placed,
    PlacedFigures,
    PlacedPicture,
    PlacedText,
    Sheet,
    sheets_of,
    space_after,
)
from geo.draw.page.fonts import TextStyle, drawable, wrapped
from geo.draw.page.laid_table import CELL_X, CELL_Y, PlacedTable, line
from geo.draw.page.map_picture import draw_map_with_legend, sized
from geo.draw.page.options import PageOptions
from geo.draw.page.paper import MM_PER_INCH, Box, Paper
from geo.draw.page.pdf import pdf_bytes
from geo.draw.page.settings import page_settings
from geo.view.snapshot import Snapshot

__all__ = ["LOOK", "report_bytes"]

_WIDTH, _HEIGHT, _MARGIN, _FOOT = 210.0, 297.0, 18.0, 10.0
_TITLE_PT, _HEAD_PT, _FOOT_PT = 18.0, 10.0, 7.5

LOOK = Look(
    area=Box(_MARGIN, _MARGIN, _WIDTH - 2 * _MARGIN, _HEIGHT - 2 * _MARGIN - _FOOT),
    body_pt=10,
    list_pt=9,
    small_pt=7.5,
    table_pt=8,
    head_pt=13,
    sheet_per_section=False,
    chart_mm=52,
    map_mm=110,
)
"""The sizes of a report."""


def report_bytes(brief: Brief, snapshot: Snapshot, options: PageOptions, metadata: dict[str, Any]) -> bytes:
    """The report as a PDF file, with metadata in matplotlib's terms."""
    with page_settings():
        head = _head_height(brief)
        area = LOOK.area
        first = Box(area.x, area.y + head, area.w, area.h - head)
        sheets = sheets_of(brief, LOOK, first)
        drawn = [_Sheet(brief, snapshot, options, (n, len(sheets))).draw(one) for n, one in enumerate(sheets, 1)]
        return pdf_bytes(drawn, metadata)


def _title_lines(brief: Brief) -> list[str]:
    return wrapped(drawable(brief.briefing.title), LOOK.area.w, _TITLE_PT, 700)


def _head_lines(brief: Brief) -> list[str]:
    briefing = brief.briefing
    parts = " · ".join(filter(None, (briefing.period, briefing.caveat)))
    texts = [parts, briefing.filters.text(8)]
    return [one for text in texts for one in wrapped(drawable(text), LOOK.area.w, _HEAD_PT, 600)]


def _head_height(brief: Brief) -> float:
    """The height of title, period, caveat and filters above the first section."""
    return len(_title_lines(brief)) * line(_TITLE_PT) + len(_head_lines(brief)) * line(_HEAD_PT) + 4


class _Sheet:
    """One sheet of a report."""

    def __init__(self, brief: Brief, snapshot: Snapshot, options: PageOptions, number_of: tuple[int, int]) -> None:
        self._brief, self._snapshot, self._number_of = brief, snapshot, number_of
        self._figure = Figure(figsize=(_WIDTH / MM_PER_INCH, _HEIGHT / MM_PER_INCH), dpi=options.dpi)
        FigureCanvasAgg(self._figure)
        self._paper = Paper(self._figure, sized(options, (_WIDTH, _HEIGHT), "a4"))
        self._figure.set_facecolor(self._paper.theme.ground.paper)

    def draw(self, sheet: Sheet) -> Figure:
        """Draw all that is placed on it."""
        if self._number_of[0] == 1:
            self._head()
        for item in sheet.items:
            self._item(item)
        self._foot()
        return self._figure

    def _write(self, text: str, at: tuple[float, float], style: TextStyle, gid: str = "") -> None:
        self._paper.write(text, at, style, gid)

    def _head(self) -> None:
        theme, area, y = self._paper.theme, LOOK.area, LOOK.area.y
        for text in _title_lines(self._brief):
            y += line(_TITLE_PT)
            self._write(text, (area.x, y - 0.25 * line(_TITLE_PT)), TextStyle(_TITLE_PT, 700, theme.text), "title")
        for text in _head_lines(self._brief):
            y += line(_HEAD_PT)
            self._write(text, (area.x, y - 0.25 * line(_HEAD_PT)), TextStyle(_HEAD_PT, 600, theme.accent), "head")

    def _foot(self) -> None:
        paper, (number, count) = self._paper, self._number_of
        y = _HEIGHT - _MARGIN
        paper.rule((LOOK.area.x, LOOK.area.right), (y - 4.5, y - 4.5))
        is_made_up = bool(self._brief.briefing.label)
        colour = paper.theme.warning if is_made_up else paper.theme.muted
        running = f"{self._brief.briefing.title} · {self._brief.running}"
        style = TextStyle(_FOOT_PT, 600 if is_made_up else 400, colour)
        self._write(paper.fitted(running, LOOK.area.w - 25, style), (LOOK.area.x, y), style, "running")
        right = TextStyle(_FOOT_PT, 400, paper.theme.muted, "right")
        self._write(f"{number} of {count}", (LOOK.area.right, y), right, "page number")

    def _item(self, item: Placed) -> None:
        if isinstance(item, PlacedText):
            self._text(item)
        elif isinstance(item, PlacedTable):
            self._table(item)
        elif isinstance(item, PlacedPicture):
            self._picture(item)
        else:
            assert not isinstance(item, PlacedFigures), "a report has its figures in a table"

    def _text(self, item: PlacedText) -> None:
        theme, box, y = self._paper.theme, item.box, item.box.y
        colour = {"small": theme.muted, "heading": theme.accent}.get(item.kind, theme.text)
        style = TextStyle(item.points, 700 if item.kind == "heading" else 400, colour)
        indent = BULLET_MM if item.kind == "list" else 0.0
        for text in item.texts:
            if indent:
                self._write("•", (box.x + 1.2, y + 0.75 * line(item.points)), style, "bullet")
            for one in wrapped(drawable(text), box.w - indent, item.points, style.weight):
                y += line(item.points)
                self._write(one, (box.x + indent, y - 0.25 * line(item.points)), style, item.kind)
            y += space_after(item.points, item.kind)

    def _table(self, item: PlacedTable) -> None:
        theme, y = self._paper.theme, item.box.y
        rows = [list(item.table.header), *item.table.texts()]
        for number, (texts, height) in enumerate(zip(rows, item.heights, strict=True)):
            x = item.box.x
            for column, (text, width) in enumerate(zip(texts, item.widths, strict=True)):
                cell = Box(x, y, width, height)
                self._cell(text, cell, item, (number == 0, item.table.is_numeric(column)))
                x += width
            y += height
            colour = theme.accent if number == 0 else theme.border
            self._paper.rule((item.box.x, item.box.right), (y, y), color=colour, linewidth=0.9 if number == 0 else 0.4)

    def _cell(self, text: str, cell: Box, item: PlacedTable, is_head_numeric: tuple[bool, bool]) -> None:
        is_head, is_numeric = is_head_numeric
        theme = self._paper.theme
        colour, weight = (theme.accent, 600) if is_head else (theme.text, 400)
        style = TextStyle(item.points, weight, colour, "right" if is_numeric else "left")
        x = cell.right - CELL_X if is_numeric else cell.x + CELL_X
        for n, one in enumerate(wrapped(drawable(text), cell.w - 2 * CELL_X, item.points, weight)):
            self._write(one, (x, cell.y + CELL_Y + (n + 0.75) * line(item.points)), style, "cell")

    def _picture(self, item: PlacedPicture) -> None:
        if item.kind == "map":
            draw_map_with_legend(self._paper, item.box, self._brief.briefing, self._snapshot)
        else:
            draw_chart(self._paper, item.box, self._brief.briefing.series)
