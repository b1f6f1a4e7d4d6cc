"""Entries of a legend in columns or one after another: a swatch, a label on as many lines as it needs, and a count."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from geo.draw.page.fonts import TextStyle
from geo.draw.page.paper import ROW_MM, Box, Paper

__all__ = ["Block", "Row", "block_of", "line_of"]

_LABEL_AT_MM = 5.0
_COUNT_GAP_MM = 1.5
_COLUMN_GAP_MM, _WIDEST_MM = 3.0, 62.0
_ENTRY_GAP_MM = 4.0
_SLACK_MM = 3.0
"""Entries that flow may be so much higher than columns with broken labels."""

_TIGHT_MM = 3.7
"""The height of a line of a legend that flows, where text is larger than on paper."""


@dataclass(frozen=True, slots=True)
class Row:
    """An entry: what draws its swatch into the box of its first line, its label, and its count (blank for none)."""

    swatch: Callable[[Box], None]
    label: str
    count: str = ""
    size: float = 6.2
    is_muted: bool = False
    kind: str = "legend"


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a legend: its height in millimetres, and what draws it from the top of a box."""

    height: float
    draw: Callable[[Box], None]


def block_of(paper: Paper, rows: Sequence[Row], most: int, width: float, *, flows: bool = False) -> Block:
    """Entries on one line if it holds them, else in at most so many columns: as many as make them lowest.

    No word is broken where that can be avoided. ``width`` is that of all columns in millimetres. With ``flows`` entries
    may stand one after another on several lines too, where columns would be higher.
    """
    if not rows:
        return Block(0.0, lambda _box: None)
    flow = _Flow(paper, rows, width, step=_TIGHT_MM if flows else ROW_MM)
    if flow.is_whole and len(flow.lines) == 1:
        return Block(flow.height, flow.draw)
    tried = [_Columns(paper, rows, count, width, flow.step) for count in range(min(most, len(rows)), 0, -1)]
    whole = [each for each in tried if not each.breaks_words] or tried[-1:]
    best = min(whole, key=lambda each: round(each.height, 6))
    is_ragged = best.count == 1 or any(len(lines) > 1 for lines in best.lines)
    if flows and flow.is_whole and flow.height < best.height + (_SLACK_MM if is_ragged else -1e-6):
        return Block(flow.height, flow.draw)
    return Block(best.height, best.draw)


def line_of(paper: Paper, rows: Sequence[Row], width: float, lead: str, *, is_tight: bool = False) -> Block:
    """Entries one after another behind the words that say what they are."""
    flow = _Flow(paper, rows, width, lead, _TIGHT_MM if is_tight else ROW_MM)
    return Block(flow.height, flow.draw)


class _Flow:
    """Entries one after another, each as wide as it has to be, on as many lines as they need."""

    def __init__(self, paper: Paper, rows: Sequence[Row], width: float, lead: str = "", step: float = ROW_MM) -> None:
        self.paper, self.rows, self.width, self.step = paper, rows, width, step
        self.lead = paper.lines(lead, width, self._lead_style) if lead else []
        self.lines = self._lines()

    @property
    def height(self) -> float:
        return len(self.lines) * self.step * self.paper.unit

    @property
    def is_whole(self) -> bool:
        """Whether each entry has room on a line."""
        return all(self._wide(row) <= self.width for row in self.rows)

    @property
    def _lead_style(self) -> TextStyle:
        return TextStyle(6.2, 600, self.paper.theme.muted, valign="center")

    def _wide(self, row: Row) -> float:
        unit = self.paper.unit
        count = self.paper.width_of(row.count, _count_style(self.paper, row)) + _COUNT_GAP_MM * unit
        return _LABEL_AT_MM * unit + self.paper.width_of(row.label, _style(row)) + (count if row.count else 0.0)

    def _lines(self) -> list[list[tuple[float, Row]]]:
        """The entries of each line with their left sides."""
        gap = _ENTRY_GAP_MM * self.paper.unit
        x = self.paper.width_of(self.lead[-1], self._lead_style) + 0.6 * gap if self.lead else 0.0
        lines: list[list[tuple[float, Row]]] = [[] for _ in self.lead or [""]]
        for row in self.rows:
            wide = self._wide(row)
            if x and x + wide > self.width:
                lines.append([])
                x = 0.0
            lines[-1].append((x, row))
            x += wide + gap
        return lines

    def draw(self, box: Box) -> None:
        unit, paper = self.paper.unit, self.paper
        step = self.step * unit
        for k, text in enumerate(self.lead):
            paper.write(text, (box.x, box.y + (k + 0.5) * step), self._lead_style, "legend")
        for k, line in enumerate(self.lines):
            middle = box.y + (k + 0.5) * step
            for x, row in line:
                row.swatch(Box(box.x + x, middle - step / 2, _LABEL_AT_MM * unit, step))
                at = box.x + x + _LABEL_AT_MM * unit
                paper.write(row.label, (at, middle), _style(row, paper), row.kind)
                if row.count:
                    style = replace(_count_style(paper, row), align="left")
                    after = at + paper.width_of(row.label, _style(row)) + _COUNT_GAP_MM * unit
                    paper.write(row.count, (after, middle), style, "legend count")


class _Columns:
    """Rows in a number of columns, column by column from the top."""

    def __init__(self, paper: Paper, rows: Sequence[Row], count: int, width: float, step: float = ROW_MM) -> None:
        self.paper, self.rows, self.count, self.step = paper, rows, count, step
        cell = self._cells(Box(0, 0, width, 0))[0].w
        self.lines = [paper.lines(row.label, self._room(row, cell), _style(row)) for row in rows]
        self.breaks_words = any(
            len(" ".join(lines).split()) > len(row.label.split())
            for row, lines in zip(rows, self.lines, strict=True)
        )  # fmt: skip
        each = -(-len(rows) // count)
        self.parts = [range(at, min(at + each, len(rows))) for at in range(0, len(rows), each)]

    @property
    def height(self) -> float:
        return max(sum(map(self._row_height, part)) for part in self.parts)

    def draw(self, box: Box) -> None:
        for part, cell in zip(self.parts, self._cells(box), strict=False):
            y = cell.y
            for i in part:
                self._draw_row(i, Box(cell.x, y, cell.w, self.step * self.paper.unit))
                y += self._row_height(i)

    def _cells(self, box: Box) -> list[Box]:
        """The columns, none so wide that a count would stand far from its label."""
        gap, widest = _COLUMN_GAP_MM * self.paper.unit, _WIDEST_MM * self.paper.unit
        width = min(box.w, self.count * widest + (self.count - 1) * gap) if self.count > 1 else box.w
        return Box(box.x, box.y, width, box.h).columns(self.count, gap)

    def _room(self, row: Row, cell: float) -> float:
        unit = self.paper.unit
        count = self.paper.width_of(row.count, _count_style(self.paper, row)) + _COUNT_GAP_MM * unit
        return cell - _LABEL_AT_MM * unit - (count if row.count else 0.0)

    def _row_height(self, i: int) -> float:
        more = max(len(self.lines[i]) - 1, 0)
        return self.step * self.paper.unit + more * self.paper.line(_style(self.rows[i]))

    def _draw_row(self, i: int, box: Box) -> None:
        paper, row = self.paper, self.rows[i]
        row.swatch(box)
        middle, style = box.y + box.h / 2, _style(row, paper)
        for k, line in enumerate(self.lines[i]):
            at = (box.x + _LABEL_AT_MM * paper.unit, middle + k * paper.line(style))
            paper.write(line, at, style, row.kind)
        if row.count:
            paper.write(row.count, (box.right, middle), _count_style(paper, row), "legend count")


def _style(row: Row, paper: Paper | None = None) -> TextStyle:
    return TextStyle(row.size, colour=_colour(row, paper), valign="center")


def _count_style(paper: Paper, row: Row) -> TextStyle:
    return TextStyle(row.size, 600, _colour(row, paper), "right", "center")


def _colour(row: Row, paper: Paper | None) -> str | None:
    return None if paper is None else paper.theme.muted if row.is_muted else paper.theme.text
