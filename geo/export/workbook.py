"""Workbooks as bytes; texts of data never become formulas. The door to openpyxl for writing."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openpyxl.cell import WriteOnlyCell

__all__ = ["LONGEST_TEXT", "MOST_ROWS", "Sheet", "Value", "workbook", "workbook_of"]

_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ACTIVE = ("=", "+", "-", "@", "\t", "\r", "#")
"""How texts begin that a spreadsheet, or openpyxl, could take for something else than a text."""

LONGEST_TEXT = 32_767
MOST_ROWS = 1_048_575
"""A cell of Excel holds no longer text, and a sheet no more rows below its header."""

Value = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with a header that stays in view.

    Attributes
    ----------
    title
        Its name, at most 31 characters that Excel allows in one.
    header, rows
        The cells; ``None`` is blank. A text never becomes a formula, whatever it begins with.
    widths
        The width of each column, in characters.
    is_long
        Whether its rows are so many that their texts are not wrapped, and can be filtered.
    """

    title: str
    header: Sequence[str]
    rows: Iterable[Sequence[Value]]
    widths: Sequence[float]
    is_long: bool = False


def workbook(title: str, header: Sequence[str], rows: Iterable[Sequence[Value]], widths: Sequence[float]) -> bytes:
    """A workbook of one sheet, see `Sheet`."""
    return workbook_of([Sheet(title, header, rows, widths)])


def workbook_of(sheets: Iterable[Sheet]) -> bytes:
    """A workbook of these sheets, in their order."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for sheet in sheets:
        _add(book, sheet)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _add(book: Any, given: Sheet) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(given.title)
    sheet.freeze_panes = "A2"
    for at, width in enumerate(given.widths, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    heads = [_cell(sheet, name) for name in given.header]
    for head in heads:
        head.font = Font(bold=True)
    sheet.append(heads)
    make: Callable[[Any, Value], Any] = _light if given.is_long else _cell
    count = 0
    for row in given.rows:
        sheet.append([make(sheet, value) for value in row])
        count += 1
    if given.is_long:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{count + 1}"


def _light(sheet: Any, value: Value) -> Any:
    """A value as it is, which takes far less time than a cell, where it cannot be taken for something else."""
    if isinstance(value, str):
        return _cell(sheet, value) if value.startswith(_ACTIVE) else _NOT_IN_XML.sub("\ufffd", value) or None
    return value  # a day gets its number format from openpyxl


def _cell(sheet: Any, value: Value) -> WriteOnlyCell:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment

    if not isinstance(value, str):
        cell = WriteOnlyCell(sheet, value)
        if isinstance(value, date):
            cell.number_format = "yyyy-mm-dd"
        return cell
    cell = WriteOnlyCell(sheet, _NOT_IN_XML.sub("\ufffd", value))
    cell.data_type = "s"
    cell.quotePrefix = True  # so that a spreadsheet that is edited keeps it a text
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell
