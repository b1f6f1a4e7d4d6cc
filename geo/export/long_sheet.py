"""The rows of a long sheet, put into a workbook that openpyxl has written: cell by cell that takes minutes.

Follows ECMA-376 part 1, 18.3.1: texts are inline strings, days are numbers in a style of the book.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import IO

__all__ = ["CellStyles", "Value", "fitting", "with_rows"]

Value = str | int | float | date | None

_LONGEST_TEXT = 32_767
_CUT = "… (cut: a cell of Excel holds no more)"
_FIRST_YEAR = 1900
"""Excel knows no earlier days."""

_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ACTIVE = ("=", "+", "-", "@", "\t", "\r", "#")
"""How texts begin that a spreadsheet, or openpyxl, could take for something else than a text."""

_END = b"</sheetData>"
_PIECE = 512
"""So many rows are written at once."""
_CACHED = 2**14
"""So many cells are kept as XML: most texts are names that many rows share."""


@dataclass(frozen=True, slots=True)
class CellStyles:
    """The numbers of styles in a book: for days, and for texts that a spreadsheet could take for a formula."""

    day: int
    active: int


def fitting(value: Value) -> Value:
    """A value that a cell of Excel can hold."""
    if isinstance(value, str):
        text = _NOT_IN_XML.sub("\ufffd", value)
        return text if len(text) <= _LONGEST_TEXT else text[: _LONGEST_TEXT - len(_CUT)] + _CUT
    return value.isoformat() if isinstance(value, date) and value.year < _FIRST_YEAR else value


def with_rows(book: bytes, sheet: int, rows: Iterable[Sequence[Value]], styles: CellStyles) -> bytes:
    """A workbook with these rows below the header of a sheet; ``sheet`` is counted from 1."""
    written, name = io.BytesIO(), f"xl/worksheets/sheet{sheet}.xml"
    with zipfile.ZipFile(io.BytesIO(book)) as given, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in given.infolist():
            if entry.filename != name:
                target.writestr(entry, given.read(entry))
                continue
            before, end, after = given.read(entry).partition(_END)
            with target.open(entry, "w", force_zip64=True) as handle:
                handle.write(before)
                _write_rows(handle, rows, styles)
                handle.write(end + after)
    return written.getvalue()


def _write_rows(handle: IO[bytes], rows: Iterable[Sequence[Value]], styles: CellStyles) -> None:
    from openpyxl.utils import get_column_letter

    inside = lru_cache(_CACHED)(_inside_of(styles))
    letters: list[str] = []

    def row_xml(number: int, row: Sequence[Value]) -> str:
        letters.extend(map(get_column_letter, range(len(letters) + 1, len(row) + 1)))
        cells = zip(letters, map(inside, row), strict=False)
        content = "".join([f'<c r="{letter}{number}"{rest}' for letter, rest in cells if rest])
        return f'<row r="{number}">{content}</row>'

    numbered = enumerate(rows, 2)
    while piece := "".join([row_xml(number, row) for number, row in islice(numbered, _PIECE)]):
        handle.write(piece.encode())


def _inside_of(styles: CellStyles) -> Callable[[Value], str]:
    """What gives the XML of a cell from its address on; blank for an empty cell."""
    from openpyxl.utils.datetime import to_excel

    def inside(given: Value) -> str:
        value = fitting(given)
        if value is None or value == "":
            return ""
        if isinstance(value, date):
            return f' s="{styles.day}"><v>{to_excel(value)}</v></c>'
        if not isinstance(value, str):
            return f"><v>{value!r}</v></c>"
        style = f' s="{styles.active}"' if value.startswith(_ACTIVE) else ""
        text = html.escape(value, quote=False).replace("\r", "&#13;")
        return f'{style} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'

    return inside
