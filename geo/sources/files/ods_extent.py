"""How far the filled cells of an OpenDocument sheet reach, found without building the sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["extent_of"]

_TAG = re.compile(
    rb"<table:(table-row|table-cell|covered-table-cell|table)(?![\w-])([^>]*?)(/?)>|</table:(table-row)>|<text:p\b"
)
_ACROSS = re.compile(rb'number-columns-repeated="(\d{1,9})"')
_DOWN = re.compile(rb'number-rows-repeated="(\d{1,9})"')
_VALUE = re.compile(rb"office:(?:value|value-type|date-value|string-value|boolean-value)=")
_LONGEST_TAG = 2**16


def extent_of(blocks: Iterable[bytes]) -> tuple[int, int]:
    """The last row and the last column with a filled cell, from 1, over all sheets of a ``content.xml``."""
    reach = _Reach()
    kept = b""
    for block in blocks:
        text = kept + block
        end = text.rfind(b"<")
        end = len(text) if end < len(text) - _LONGEST_TAG else max(end, 0)
        for match in _TAG.finditer(text, 0, end):
            reach.take(match)
        kept = text[end:]
    for match in _TAG.finditer(kept):
        reach.take(match)
    return reach.rows, reach.columns


class _Reach:
    """The position in a sheet while its tags are read, and how far filled cells have reached."""

    def __init__(self) -> None:
        self.rows = self.columns = 0
        self._row = self._column = self._repeated = 0
        self._cell_ends = 0

    def take(self, match: re.Match[bytes]) -> None:
        """Follow one tag."""
        name, attributes = match[1], match[2] or b""
        if name == b"table":
            self._row = 0
        elif name == b"table-row":
            self._row += self._repeated
            self._repeated, self._column = _number(_DOWN, attributes), 0
        elif name is not None:
            self._column += _number(_ACROSS, attributes)
            self._cell_ends = self._column
            if _VALUE.search(attributes):
                self._fill()
        elif match[4] is None:  # a paragraph of text in a cell
            self._fill()

    def _fill(self) -> None:
        self.rows = max(self.rows, self._row + self._repeated)
        self.columns = max(self.columns, self._cell_ends)


def _number(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    match = pattern.search(attributes)
    return int(match[1]) if match else 1
