"""Rows of a legend in columns: a swatch, a label on as many lines as it needs, and a count; nothing is cut."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from geo.draw.page.fonts import TextStyle
from geo.draw.page.paper import ROW_MM, Box, Paper

__all__ = ["Block", "Row", "block_of"]

_LABEL_AT_MM = 5.0
_COUNT_GAP_MM = 1.5
_COLUMN_GAP_MM, _WIDEST_MM = 3.0, 62.0


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


def block_of(paper: Paper, rows: Sequence[Row], most: int, width: float, after: float = 0.0) -> Block:
    """Rows in at most so many columns, in as many as make it lowest without a broken word.

    ``width`` is that of all columns in millimetres; ``after`` is left free below them.
    """
    if not rows:
        return Block(0.0, lambda _box: None)
    tried = [_Columns(paper, rows, count, width) for count in range(min(most, len(rows)), 0, -1)]
    whole = [each for each in tried if not each.breaks_words] or tried[-1:]
    best = min(whole, key=lambda each: round(each.height, 6))
    return Block(best.height + after, best.draw)


class _Columns:
    """Rows in a number of columns, column by column from the top."""

    def __init__(self, paper: Paper, rows: Sequence[Row], count: int, width: float) -> None:
        self.paper, self.rows, self.count = paper, rows, count
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
                self._draw_row(i, Box(cell.x, y, cell.w, ROW_MM * self.paper.unit))
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
        return ROW_MM * self.paper.unit + more * self.paper.line(_style(self.rows[i]))

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
