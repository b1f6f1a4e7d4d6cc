"""Panels beside the map: key figures and the table of districts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from geo.briefing import Briefing
from geo.briefing.figures import DistrictRow, DistrictTable, KeyFigure
from geo.draw.page.fonts import TextStyle
from geo.draw.page.paper import ROW_MM, Box, Paper

__all__ = ["doubts_height", "draw_figures", "draw_table", "table_height"]

_REMARK = TextStyle(5.8)
_DOUBT = "*"
_HEADING_MM = 6.2


def draw_figures(paper: Paper, box: Box, briefing: Briefing, most: int, per_row: int) -> None:
    """Draw the first key figures in rows, and below them what makes the first one doubtful, which marks it."""
    doubts, step = doubts_height(paper, briefing.doubts, box.w), 13.5 * paper.unit
    shown = _first_stated(briefing, most) if most < len(briefing.figures) else briefing.figures
    step = min(step, (box.h - doubts) / -(-len(shown) // per_row))
    cells = _figure_cells(paper, box, shown, per_row)
    for i, figure in enumerate(shown):
        row, column = divmod(i, per_row)
        cell = cells[column].below(row * step)
        _figure(paper, cell, figure, is_first=not i, is_doubtful=not i and bool(briefing.doubts))
    at, style = box.below(-(-len(shown) // per_row) * step), _doubt_style(paper)
    for text in briefing.doubts:
        at = at.below(paper.paragraph(f"{_DOUBT} {text}", at, style, "doubt"))


def _figure_cells(paper: Paper, box: Box, shown: Sequence[KeyFigure], per_row: int) -> list[Box]:
    """The columns of figures: of equal width, or of that which each needs where one needs more."""
    equal, gap = box.columns(per_row, 3 * paper.unit), 3 * paper.unit
    needs = [max((_need(paper, figure) for figure in shown[k::per_row]), default=0.0) for k in range(per_row)]
    spare = box.w - gap * (per_row - 1) - sum(needs)
    if spare < 0 or all(need <= cell.w for need, cell in zip(needs, equal, strict=True)):
        return equal
    starts = accumulate((need + spare / per_row + gap for need in needs), initial=box.x)
    return [Box(x, box.y, need + spare / per_row, box.h) for x, need in zip(starts, needs, strict=False)]


def _need(paper: Paper, figure: KeyFigure) -> float:
    """The width without which a figure is cut."""
    remark = figure.short or figure.remark
    return max(paper.width_of(figure.label, TextStyle(7, 600)), paper.width_of(remark, _REMARK) if remark else 0.0,
               paper.width_of(figure.value, TextStyle(12, 600))) + 0.2  # fmt: skip


def doubts_height(paper: Paper, doubts: Sequence[str], width: float) -> float:
    """The height of what makes the first figure doubtful, in millimetres."""
    style = _doubt_style(paper)
    return sum(len(paper.lines(f"{_DOUBT} {text}", width, style)) for text in doubts) * paper.line(style)


def _doubt_style(paper: Paper) -> TextStyle:
    return TextStyle(7, 600, paper.theme.warning)


def _first_stated(briefing: Briefing, most: int) -> Sequence[KeyFigure]:
    """The first figures of those that say something, the first two in any case, and the number of districts."""
    stated = [figure for i, figure in enumerate(briefing.figures) if i < 2 or figure.value not in ("–", "0")]
    where = len(briefing.table.rows)
    districts = KeyFigure(f"{where:,}", "district" if where == 1 else "districts", "with incidents", "with any")
    return [*stated, *([districts] if where else [])][:most]


def _figure(paper: Paper, cell: Box, figure: KeyFigure, *, is_first: bool, is_doubtful: bool) -> None:
    unit, top = paper.unit, cell.y
    large = TextStyle(17, 600, paper.theme.accent if is_first else None)
    if paper.width_of(figure.value, large) > cell.w:
        large = replace(large, size=12)
    paper.write(figure.value, (cell.x, top + 6 * unit), large, "key figure")
    if is_doubtful:
        at = cell.x + paper.width_of(figure.value, large) + 0.8 * unit, top + 6 * unit
        paper.write(_DOUBT, at, replace(large, colour=paper.theme.warning), "doubt mark")
    label = TextStyle(7, 600)
    down = top + 6 * unit + max(3.3 * unit, 0.95 * paper.line(label))
    paper.write(figure.label, (cell.x, down), label, "key figure")
    fits = paper.width_of(figure.remark, _REMARK) <= cell.w
    remark = figure.remark if fits or not figure.short else figure.short
    style = replace(_REMARK, colour=paper.theme.muted)
    down += max(2.6 * unit, 0.9 * paper.line(_REMARK))
    paper.write(paper.fitted(remark, cell.w, _REMARK), (cell.x, down), style, "key figure")


def table_height(paper: Paper, width: float, height: float, table: DistrictTable) -> float:
    """How much of a height the table takes with as many districts as that holds, in millimetres."""
    shown = len(_shown(paper, width, height - _HEADING_MM * paper.unit, table))
    remarks = len(paper.lines(table.remarks(shown), width, _REMARK)) * paper.line(_REMARK)
    return (_HEADING_MM + 1.6) * paper.unit + (shown + bool(shown)) * ROW_MM * paper.unit + remarks


def _shown(paper: Paper, width: float, height: float, table: DistrictTable) -> Sequence[DistrictRow]:
    """The districts for which there is room below the heading."""
    foot = len(paper.lines(table.remarks(1), width, _REMARK)) * paper.line(_REMARK) + paper.unit
    return table.rows[: max(int((height - foot) / (ROW_MM * paper.unit) + 1e-6) - 1, 1)]


def draw_table(paper: Paper, box: Box, table: DistrictTable) -> None:
    """Draw as many districts as the box has room for, and the remarks below them."""
    inner = paper.heading(table.title, box)
    step = ROW_MM * paper.unit
    shown = _shown(paper, inner.w, inner.h, table)
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
