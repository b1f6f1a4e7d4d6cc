"""The list of incidents: as a panel of the page, and as a table on a sheet of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from geo.briefing.incident_list import IncidentList, IncidentRow
from geo.draw.page.fonts import TextStyle
from geo.draw.page.paper import Box, Paper
from geo.draw.page.symbols import draw_symbol

__all__ = ["draw_list", "draw_list_panel", "panel_height"]

_TEXT, _BOLD, _HEAD = TextStyle(6.4), TextStyle(6.4, 600), TextStyle(5.8)
_SYMBOL_MM, _GAP_MM, _AIR_MM = 5.0, 3.0, 1.3
_SHARES = {"date": 0.11, "place": 0.18, "what": 0.43, "killed": 0.1, "source": 0.18}
_HEADS = {"date": "date", "place": "place", "what": "what was reported", "killed": "killed", "source": "reported by"}


@dataclass(frozen=True, slots=True)
class _Entry:
    """An incident laid out: its lines by column, or all in one; its height in millimetres."""

    row: IncidentRow
    lines: dict[str, list[str]]
    height: float


def draw_list(paper: Paper, box: Box, incidents: IncidentList) -> None:
    """Draw a sheet of incidents: a table where the sheet is wide, else a list of paragraphs."""
    if not incidents.rows or paper.options.template.kind in ("square", "phone"):
        draw_list_panel(paper, box, incidents)
        return
    step = paper.line(_HEAD) + 1.5 * paper.unit
    room = box.h - 6.2 * paper.unit - step - _remark_height(paper, box, incidents)
    shown = _fitting(incidents, room, lambda row: _table_entry(paper, box.w, row))
    below = _remark(paper, paper.heading(incidents.title(len(shown)), box), incidents)
    for name, cell in _cells(paper, below).items():
        style = replace(_HEAD, colour=paper.theme.muted, align="right" if name == "killed" else "left")
        x = cell.right if name == "killed" else cell.x
        paper.write(_HEADS[name], (x, below.y + 2.6 * paper.unit), style, "list head")
    below = below.below(step)
    for entry in shown:
        _draw_table_entry(paper, below, entry)
        below = below.below(entry.height)


def draw_list_panel(paper: Paper, box: Box, incidents: IncidentList) -> None:
    """Draw as many incidents as a box has room for: day, place and deaths, below them what was reported by whom."""
    room = box.h - 6.2 * paper.unit - _remark_height(paper, box, incidents)
    shown = _fitting(incidents, room, lambda row: _paragraph(paper, box.w, row))
    below = _remark(paper, paper.heading(_short_title(paper, box, incidents, len(shown)), box), incidents)
    if not shown and not incidents.not_listed:
        style = TextStyle(6.6, colour=paper.theme.muted)
        paper.write(IncidentList.EMPTY, (below.x, below.y + 4 * paper.unit), style, "list first")
    for entry in shown:
        _draw_paragraph(paper, below, entry)
        below = below.below(entry.height)


def panel_height(paper: Paper, width: float, height: float, incidents: IncidentList) -> tuple[float, int]:
    """How much of a height a panel takes with the incidents that it holds, in millimetres; and how many these are."""
    around = 6.2 * paper.unit + _remark_height(paper, Box(0, 0, width, 0), incidents)
    if not incidents.rows:
        return around + 6.2 * paper.unit, 0
    shown = _fitting(incidents, height - around, lambda row: _paragraph(paper, width, row))
    return around + sum(each.height for each in shown), len(shown)


def _remark_height(paper: Paper, box: Box, incidents: IncidentList) -> float:
    if not incidents.not_listed:
        return 0.0
    return len(paper.lines(incidents.not_listed, box.w, _HEAD)) * paper.line(_HEAD) + _AIR_MM * paper.unit


def _remark(paper: Paper, box: Box, incidents: IncidentList) -> Box:
    """Write which incidents are not listed; what is left below."""
    if incidents.not_listed:
        style = replace(_HEAD, colour=paper.theme.muted)
        paper.paragraph(incidents.not_listed, box, style, "list not listed")
    return box.below(_remark_height(paper, box, incidents))


def _short_title(paper: Paper, box: Box, incidents: IncidentList, shown: int) -> str:
    whole, style = incidents.title(shown), TextStyle(7.6, 600)
    return whole if paper.width_of(whole, style) <= box.w else whole.removesuffix(" incidents")


def _fitting(incidents: IncidentList, room: float, laid_out: Callable[[IncidentRow], _Entry]) -> list[_Entry]:
    """As many incidents as fit, laid out: all in the order of their days, else those with most deaths."""
    if incidents.total == len(incidents.rows):
        entries = _from_top(incidents.first(incidents.total), room, laid_out)
        if len(entries) == incidents.total:
            return entries
    return _from_top(incidents.rows, room, laid_out)


def _from_top(rows: Sequence[IncidentRow], room: float, laid_out: Callable[[IncidentRow], _Entry]) -> list[_Entry]:
    """The first rows that fit; one in any case."""
    entries, used = list[_Entry](), 0.0
    for row in rows:
        entry = laid_out(row)
        used += entry.height
        if entries and used > room + 1e-6:
            break
        entries.append(entry)
    return entries


def _cells(paper: Paper, box: Box) -> dict[str, Box]:
    """The columns of the table."""
    gap, x, cells = _GAP_MM * paper.unit, box.x + _SYMBOL_MM * paper.unit, {}
    width = box.right - x - gap * (len(_SHARES) - 1)
    for name, share in _SHARES.items():
        cells[name] = Box(x, box.y, share * width, box.h)
        x += share * width + gap
    return cells


def _table_entry(paper: Paper, width: float, row: IncidentRow) -> _Entry:
    cells = _cells(paper, Box(0, 0, width, 0))
    lines = {name: paper.lines(getattr(row, name), cell.w, _TEXT) for name, cell in cells.items()}
    height = max(map(len, lines.values())) * paper.line(_TEXT) + _AIR_MM * paper.unit
    return _Entry(row, lines, height)


def _draw_table_entry(paper: Paper, box: Box, entry: _Entry) -> None:
    _symbol(paper, box, entry.row)
    for name, cell in _cells(paper, box).items():
        is_number = name == "killed"
        style = replace(_BOLD if is_number else _TEXT, align="right" if is_number else "left")
        _write(paper, entry.lines[name], (cell.right if is_number else cell.x, box.y), style, f"list {name}")
    _rule(paper, box, entry)


def _paragraph(paper: Paper, width: float, row: IncidentRow) -> _Entry:
    room = width - _SYMBOL_MM * paper.unit
    killed = "deaths not stated" if row.killed == "–" else f"{row.killed} killed"
    lines = {
        "first": paper.lines(f"{row.date} · {row.place} · {killed}", room, _BOLD),
        "what": paper.lines(f"{row.what} ({row.source})", room, _TEXT),
    }
    return _Entry(row, lines, sum(map(len, lines.values())) * paper.line(_TEXT) + _AIR_MM * paper.unit)


def _draw_paragraph(paper: Paper, box: Box, entry: _Entry) -> None:
    _symbol(paper, box, entry.row)
    at = box.x + _SYMBOL_MM * paper.unit, box.y
    _write(paper, entry.lines["first"], at, _BOLD, "list first")
    down = len(entry.lines["first"]) * paper.line(_BOLD)
    _write(paper, entry.lines["what"], (at[0], box.y + down), replace(_TEXT, colour=paper.theme.muted), "list what")
    _rule(paper, box, entry)


def _write(paper: Paper, lines: Sequence[str], at: tuple[float, float], style: TextStyle, gid: str) -> None:
    step = paper.line(style)
    for i, line in enumerate(lines):
        paper.write(line, (at[0], at[1] + 0.5 * paper.unit + (i + 0.78) * step), style, gid)


def _symbol(paper: Paper, box: Box, row: IncidentRow) -> None:
    if row.kind >= 0:
        at = np.array([box.x + 2 * paper.unit]), np.array([box.y + 0.5 * paper.unit + 0.5 * paper.line(_TEXT)])
        draw_symbol(paper.axes, paper, at, (row.kind, 2, False))


def _rule(paper: Paper, box: Box, entry: _Entry) -> None:
    y = box.y + entry.height
    paper.rule((box.x, box.right), (y, y), linewidth=0.35 * paper.unit, alpha=0.6)
