"""Panels beside the map: key figures and the table of districts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geo.briefing.figures import DistrictRow, DistrictTable, KeyFigure
from geo.draw.page.fonts import TextStyle
from geo.draw.page.paper import ROW_MM, Box, Paper

__all__ = ["draw_figures", "draw_table"]

_REMARK = TextStyle(5.8)


def draw_figures(paper: Paper, box: Box, figures: Sequence[KeyFigure], per_row: int) -> None:
    """Draw the key figures in rows; the first one stands out."""
    for i, figure in enumerate(figures):
        row, column = divmod(i, per_row)
        cell = box.columns(per_row, 3 * paper.unit)[column]
        _figure(paper, cell.below(row * 13.5 * paper.unit), figure, None if i else paper.theme.accent)


def _figure(paper: Paper, cell: Box, figure: KeyFigure, colour: str | None) -> None:
    unit, top = paper.unit, cell.y
    paper.write(figure.value, (cell.x, top + 6 * unit), TextStyle(17, 600, colour), "key figure")
    paper.write(figure.label, (cell.x, top + 9.3 * unit), TextStyle(7, 600), "key figure")
    remark = paper.fitted(figure.remark, cell.w, _REMARK)
    paper.write(remark, (cell.x, top + 11.9 * unit), replace(_REMARK, colour=paper.theme.muted), "key figure")


def draw_table(paper: Paper, box: Box, table: DistrictTable) -> None:
    """Draw as many districts as the box has room for, and the remarks below them."""
    inner = paper.heading(table.title, box)
    step = ROW_MM * paper.unit
    foot = len(paper.lines(table.remarks(1), inner.w, _REMARK)) * paper.line(_REMARK) + paper.unit
    shown = table.rows[: max(int((inner.h - foot) / step) - 1, 1)]
    if shown:
        _head(paper, inner, table.has_change)
    for i, row in enumerate(shown):
        _district_row(paper, Box(inner.x, inner.y + (i + 1) * step, inner.w, step), row, table.has_change)
    rest = inner.below((len(shown) + bool(shown)) * step + 0.6 * paper.unit)
    paper.paragraph(table.remarks(len(shown)), rest, replace(_REMARK, colour=paper.theme.muted))


def _columns(paper: Paper, row: Box, with_change: bool) -> dict[str, float]:
    """The right side of each column of figures."""
    unit, right = paper.unit, row.right
    places = {"killed": right, "incidents": right - 13 * unit}
    return places | {"change": right - 13 * unit, "incidents": right - 25 * unit} if with_change else places


def _head(paper: Paper, inner: Box, with_change: bool) -> None:
    y = inner.y + 2.6 * paper.unit
    style = TextStyle(5.8, colour=paper.theme.muted, align="right")
    for name, x in _columns(paper, inner, with_change).items():
        paper.write(name, (x, y), style, "table head")
    y = inner.y + 3.9 * paper.unit
    paper.rule((inner.x, inner.right), (y, y))


def _district_row(paper: Paper, box: Box, row: DistrictRow, with_change: bool) -> None:
    middle, places = box.y + box.h / 2, _columns(paper, box, with_change)
    number = TextStyle(6.6, 400, None, "right", "center")
    name = TextStyle(6.6, valign="center")
    room = places["incidents"] - box.x - 8 * paper.unit
    paper.write(paper.fitted(row.name, room, name), (box.x, middle), name, "table name")
    bold = TextStyle(6.6, 600, None, "right", "center")
    paper.write(f"{row.incidents:,}", (places["incidents"], middle), bold, "table incidents")
    paper.write(f"{row.killed:,}", (places["killed"], middle), number, "table killed")
    if with_change:
        paper.write(row.change, (places["change"], middle), number, "table change")
    paper.rule((box.x, box.right), (box.bottom, box.bottom), linewidth=0.35 * paper.unit, alpha=0.6)
