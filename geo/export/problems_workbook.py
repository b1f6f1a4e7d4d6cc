"""The problems of a file as a workbook, to be handed back to whoever made it. The door to openpyxl for writing."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.errors import ExportFailed
from geo.export.file_format import FileFormat
from geo.incidents.findings import EFFECTS, Problem
from geo.whole_file import write_whole

if TYPE_CHECKING:
    from openpyxl.cell import WriteOnlyCell

__all__ = ["FORMAT", "HEADER", "problems_file", "write_problems"]

HEADER = ("Row", "Line", "Id", "Column", "Value", "What is wrong", "Effect")
_MOST_ROWS = 1_048_575
"""A sheet holds no more rows below its header."""

_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write_problems(path: Path, problems: Sequence[Problem]) -> Path:
    """Write problems as a workbook, whole or not at all; the path, with its ending added if it is missing.

    Rows count records from 1, the header not counted; a blank row means the whole file. The content of a cell is text,
    never a formula.

    Raises
    ------
    ExportFailed
        If there are more than a sheet can hold, or the file cannot be written.
    """
    target = problems_file(path)
    if len(problems) > _MOST_ROWS:
        raise ExportFailed(f"{len(problems):,} problems are more than a sheet of Excel holds. Correct the first ones.")
    return write_whole(target, _workbook("Problems", HEADER, map(_cells, problems)))


def problems_file(path: Path) -> Path:
    """The path with the ending of a workbook, which is added if it is missing."""
    return path if path.suffix.casefold() == FORMAT.ending else path.with_name(f"{path.name}{FORMAT.ending}")


FORMAT: FileFormat[Sequence[Problem]] = FileFormat(
    "Excel workbook", ".xlsx", "the problems of an imported file, one a row", write_problems
)


def _cells(problem: Problem) -> tuple[str | int, ...]:
    effect = EFFECTS[problem.severity]
    place = (problem.row or "", problem.line or "", problem.id, problem.column)
    return (*place, problem.value, problem.message, effect)


def _workbook(title: str, header: Sequence[str], rows: Iterable[Sequence[str | int]]) -> bytes:
    """A workbook of one sheet; a text never becomes a formula, whatever it begins with."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for at, name in enumerate(header):
        sheet.column_dimensions[chr(ord("A") + at)].width = max(10, min(60, len(name) * 4))
    heads = [_cell(sheet, name) for name in header]
    for head in heads:
        head.font = Font(bold=True)
    sheet.append(heads)
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _cell(sheet: Any, value: str | int) -> WriteOnlyCell:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment

    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    cell = WriteOnlyCell(sheet, _NOT_IN_XML.sub("\ufffd", value))
    cell.data_type = "s"
    cell.quotePrefix = True  # so that a spreadsheet that is edited keeps it a text
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell
