"""A table laid out in a width, by the widths of the fonts: the widths of its columns, the heights of its rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from geo.briefing.fact_table import FactTable
from geo.draw.page.fonts import drawable, width_mm, wrapped
from geo.draw.page.paper import Box

__all__ = ["CELL_X", "CELL_Y", "LINE_SPACING", "LaidTable", "PlacedTable", "line"]

LINE_SPACING = 1.24
"""From one baseline to the next, in sizes of the letters."""

CELL_X, CELL_Y = 1.6, 0.8
"""The margins in a cell in millimetres."""

_MOST_STRETCH = 1.7
"""A narrower table is not stretched to the width of the sheet."""

_DAMPED = 0.6
"""Wide columns share what is left by this power of their width, so that a very long text does not take all."""


def line(points: float) -> float:
    """From one baseline to the next in millimetres; documents set this spacing whatever font they have."""
    return points * LINE_SPACING * 25.4 / 72


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """Some rows of a table below its header, with the widths of columns and the heights of header and rows."""

    box: Box
    table: FactTable
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    points: float


class LaidTable:
    """A table laid out in a width: columns of numbers as wide as they need, the rest shared by those of texts.

    ``points`` is the size of its letters, ``wider`` by how much they may be wider than those that are measured.
    ``is_tight`` says that not every cell has room for its text on one line; ``widths`` and ``heights`` are those of its
    columns, and of its header and rows, in millimetres.
    """

    def __init__(self, table: FactTable, width: float, points: float, wider: float = 1.0) -> None:
        self.table, self._points, self._wider, self.is_tight = table, points, wider, False
        self._texts = [list(table.header), *table.texts()]
        self.widths = tuple(self._widths(width))
        self.heights = [self._row_height(row, 600 if not n else 400) for n, row in enumerate(self._texts)]

    @property
    def width(self) -> float:
        """Its width in millimetres."""
        return sum(self.widths)

    def _widest(self, texts: Iterable[str], weight: int) -> float:
        widest = max((width_mm(drawable(text), self._points, weight) for text in texts), default=0.0)
        return widest * self._wider + 2 * CELL_X + 1.0

    def _widths(self, width: float) -> Iterator[float]:
        """Cells on one line, headers too if there is room; else columns of long texts share what the others leave."""
        columns = list(zip(*self._texts, strict=True))
        cells = [self._widest(texts[1:], 400) for texts in columns]
        heads = [self._widest([texts[0]], 600) for texts in columns]
        words = [self._widest(texts[0].split(), 600) for texts in columns]
        whole, least = list(map(max, cells, heads)), list(map(max, cells, words))
        if sum(whole) <= width:
            stretch = width / sum(whole)
            yield from (n * (stretch if stretch < _MOST_STRETCH else 1.0) for n in whole)
        elif sum(least) <= width:
            share = (width - sum(least)) / (sum(whole) - sum(least))
            yield from (few + share * (n - few) for few, n in zip(least, whole, strict=True))
        else:
            self.is_tight = True
            yield from _shared(least, width)

    def _row_height(self, row: Sequence[str], weight: int) -> float:
        lines = max(self._lines(text, width, weight) for text, width in zip(row, self.widths, strict=True))
        return lines * line(self._points) + 2 * CELL_Y

    def _lines(self, text: str, width: float, weight: int) -> int:
        room = (width - 2 * CELL_X) / self._wider
        return max(len(wrapped(drawable(text), room, self._points, weight)), 1)

    def fitting(self, begin: int, height: float) -> int:
        """How many rows from ``begin`` fit below the header into a height."""
        left, n = height - self.heights[0], 0
        for row in self.heights[begin + 1 :]:
            left -= row
            if left < 0:
                break
            n += 1
        return n

    def part(self, begin: int, n: int, box: Box) -> PlacedTable:
        """Some rows below the header, from the top of a box."""
        heights = (self.heights[0], *self.heights[begin + 1 : begin + 1 + n])
        rows = self.table.rows[begin : begin + n]
        part = replace(self.table, rows=rows)
        return PlacedTable(replace(box, h=sum(heights)), part, self.widths, heights, self._points)


def _shared(natural: list[float], width: float) -> Iterator[float]:
    """Narrow columns as wide as they need, the rest for the wide ones."""
    fair = 0.9 * width / len(natural)
    left = width - sum(n for n in natural if n <= fair)
    damped = sum(n**_DAMPED for n in natural if n > fair)
    yield from (n if n <= fair else left * n**_DAMPED / damped for n in natural)
