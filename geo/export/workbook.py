"""Workbooks as bytes; texts of data never become formulas. The door to openpyxl for writing."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from geo.export.long_sheet import CellStyles, Value, fitting, with_rows

if TYPE_CHECKING:
    from openpyxl.cell import WriteOnlyCell

__all__ = ["MOST_ROWS", "Sheet", "Value", "workbook", "workbook_of"]

MOST_ROWS = 1_048_575
"""A sheet of Excel holds no more rows below its header."""


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
    long
        How many rows it has, if they may be so many that their texts are not wrapped, and can be filtered.
    """

    title: str
    header: Sequence[str]
    rows: Iterable[Sequence[Value]]
    widths: Sequence[float]
    long: int = 0


def workbook(title: str, header: Sequence[str], rows: Iterable[Sequence[Value]], widths: Sequence[float]) -> bytes:
    """A workbook of one sheet, see `Sheet`."""
    return workbook_of([Sheet(title, header, rows, widths)])


def workbook_of(sheets: Iterable[Sheet]) -> bytes:
    """A workbook of these sheets, in their order."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    numbered = list(enumerate(sheets, 1))
    styles = [_add(book, sheet) for _, sheet in numbered]
    saved = io.BytesIO()
    book.save(saved)
    content = saved.getvalue()
    for (number, sheet), known in zip(numbered, styles, strict=True):
        content = with_rows(content, number, sheet.rows, known) if sheet.long else content
    return content


def _add(book: Any, given: Sheet) -> CellStyles:
    """Add a sheet, of a long one only the header; gives the styles of its cells."""
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
    for row in () if given.long else given.rows:
        sheet.append([_cell(sheet, value) for value in row])
    if given.long:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{given.long + 1}"
    return CellStyles(_cell(sheet, date.max).style_id, _cell(sheet, "=").style_id)


def _cell(sheet: Any, value: Value) -> WriteOnlyCell:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment

    value = fitting(value)
    if not isinstance(value, str):
        cell = WriteOnlyCell(sheet, value)
        if isinstance(value, date):
            cell.number_format = "yyyy-mm-dd"
        return cell
    cell = WriteOnlyCell(sheet, value)
    cell.data_type = "s"
    cell.quotePrefix = True  # so that a spreadsheet that is edited keeps it a text
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell
