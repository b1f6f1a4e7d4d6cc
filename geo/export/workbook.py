"""A workbook of one sheet as bytes; texts of data never become formulas. The door to openpyxl for writing."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openpyxl.cell import WriteOnlyCell

__all__ = ["workbook"]

_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

Value = str | int | float | None


def workbook(title: str, header: Sequence[str], rows: Iterable[Sequence[Value]], widths: Sequence[float]) -> bytes:
    """A workbook of one sheet; the header stays in view.

    Parameters
    ----------
    title
        The name of the sheet, at most 31 characters that Excel allows in one.
    header, rows
        The cells; ``None`` is blank. A text never becomes a formula, whatever it begins with.
    widths
        The width of each column, in characters.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for at, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    heads = [_cell(sheet, name) for name in header]
    for head in heads:
        head.font = Font(bold=True)
    sheet.append(heads)
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _cell(sheet: Any, value: Value) -> WriteOnlyCell:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment

    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    cell = WriteOnlyCell(sheet, _NOT_IN_XML.sub("\ufffd", value))
    cell.data_type = "s"
    cell.quotePrefix = True  # so that a spreadsheet that is edited keeps it a text
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell
