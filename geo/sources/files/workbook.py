"""Excel and OpenDocument workbooks: the door to openpyxl and calamine."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from geo.errors import FileRefused
from geo.incidents.findings import RawTable
from geo.sources.files.archive import checked_archive, refuse_entities
from geo.sources.files.cells import text_of
from geo.sources.files.table import Progress, Table, in_parts

__all__ = ["read_workbook"]

_SEARCHED = 20
"""The header is in one of the first rows; above it there may be titles."""
_MERGED = re.compile(rb'<mergeCell ref="([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)"')
_NOT_COMPUTED = re.compile(rb"<c\b[^>]*><f\b[^>]*(?:/>|>[^<]*</f>)(?:<v\s*/>|<v></v>)?</c>")
_FORMULA = re.compile(rb"<f[ />]")

Rows = list[list[str]]


def read_workbook(path: Path, sheet: str = "") -> Table:
    """A sheet of a workbook as a table; raises `FileRefused` if there is none that holds one."""
    with path.open("rb") as handle:
        is_zip = handle.read(2) == b"PK"
    names: list[str] = []
    if is_zip:
        names = checked_archive(path)
        refuse_entities(path)
    if "xl/workbook.xml" in names:
        sheets, notes = _excel(path, sheet)
    else:
        sheets, notes = _calamine(path, sheet), []
    return _table(path, sheets, sheet, notes)


def _table(path: Path, sheets: dict[str, Rows], sheet: str, notes: list[str]) -> Table:
    filled = {name: rows for name, rows in sheets.items() if sum(any(row) for row in rows) >= 2}
    if not filled:
        raise FileRefused(f"{path.name} holds no table: a sheet needs a row of names and rows below it.")
    chosen = sheet or next((name for name, rows in filled.items() if _is_table(rows)), next(iter(filled)))
    if chosen not in sheets:
        raise FileRefused(f"{path.name} has no sheet {chosen!r}. It has: {', '.join(sheets)}.")
    if not sheet and len(filled) > 1:
        others = ", ".join(repr(name) for name in filled if name != chosen)
        notes.append(f"sheet {chosen!r} read; there are also {others}")
    rows = sheets[chosen]
    at = _header_row(rows)
    if above := sum(any(row) for row in rows[:at]):
        notes.append(f"{above} row{'s' if above != 1 else ''} above the names of the columns left out")
    header, below = _trimmed(rows[at:])

    def parts(progress: Progress) -> Iterator[RawTable]:
        yield from in_parts(header, below, lambda position: at + position + 2)
        progress(1.0)

    return Table(
        "workbook", tuple(header), parts, tuple(notes), {"sheet": chosen}, {"sheet": tuple(sheets)}, has_date_cells=True
    )


def _is_table(rows: Rows) -> bool:
    """Whether it has several columns with a name; a sheet of remarks before the table has not."""
    return len({cell.strip() for cell in rows[_header_row(rows)]} - {""}) >= 3


def _header_row(rows: Rows) -> int:
    # A title that is merged over the table is in many cells, and is one text.
    counts = [len({cell.strip() for cell in row} - {""}) for row in rows[:_SEARCHED]]
    return next((i for i, count in enumerate(counts) if count >= 2 and count >= 0.6 * max(counts)), 0)


def _trimmed(rows: Rows) -> tuple[list[str], Rows]:
    """Header and rows without the columns that are blank throughout, as workbooks have them at the right."""
    width = max(len(row) for row in rows)
    even = [row + [""] * (width - len(row)) for row in rows]
    used = [i for i in range(width) if any(row[i] for row in even)]
    return [even[0][i] for i in used], [[row[i] for i in used] for row in even[1:]]


# Excel


def _excel(path: Path, sheet: str) -> tuple[dict[str, Rows], list[str]]:
    from openpyxl import load_workbook

    try:
        book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
        names = [sheet] if sheet in book.sheetnames else book.sheetnames
        files = {name: book[name]._worksheet_path for name in names if hasattr(book[name], "_worksheet_path")}
        sheets: dict[str, Rows] = dict.fromkeys(book.sheetnames) | {
            name: [list(map(text_of, row)) for row in book[name].iter_rows(values_only=True)] for name in files
        }
        book.close()
    except Exception as fault:
        raise FileRefused(
            f"{path.name} cannot be read as a workbook ({_short(fault)}). Save it again as .xlsx."
        ) from fault
    notes: list[str] = []
    for name, file in files.items():
        _resolve_sheet(path, sheets[name], file.lstrip("/"), notes)
    return {name: rows or [] for name, rows in sheets.items()}, notes


def _resolve_sheet(path: Path, rows: Rows, file: str, notes: list[str]) -> None:
    """Report formulas and merged cells, which the values of a sheet do not show; a merged value goes to each cell."""
    with zipfile.ZipFile(path) as archive:
        content = archive.read(file)
    if missing := len(_NOT_COMPUTED.findall(content)):
        raise FileRefused(
            f"{path.name} holds {missing} formula{'s' if missing != 1 else ''} without a computed value. Open it in a "
            "spreadsheet program, let it compute, and save it."
        )
    if _FORMULA.search(content):
        notes.append("formulas: the values that were last computed are read")
    merged = [(_column(a), int(b) - 1, _column(c), int(d) - 1) for a, b, c, d in _MERGED.findall(content)]
    for left, top, right, bottom in merged:
        _spread(rows, left, top, (right, bottom))
    if merged:
        notes.append(f"merged cells: the value of each of {len(merged)} read for all its cells")


def _spread(rows: Rows, left: int, top: int, end: tuple[int, int]) -> None:
    if top >= len(rows) or left >= len(rows[top]):
        return
    value = rows[top][left]
    for row in rows[top : end[1] + 1]:
        for at in range(left, min(end[0] + 1, len(row))):
            row[at] = value


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


# OpenDocument, and Excel of the old kind


def _calamine(path: Path, sheet: str) -> dict[str, Rows]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_path(str(path))
        names = [sheet] if sheet in book.sheet_names else book.sheet_names
        found = {name: _texts(book.get_sheet_by_name(name).to_python()) for name in names}
        return {name: found.get(name, []) for name in book.sheet_names}
    except (CalamineError, OSError, ValueError) as fault:
        raise FileRefused(
            f"{path.name} cannot be read as a workbook ({_short(fault)}). Save it again as .xlsx."
        ) from fault


def _texts(rows: Sequence[Sequence[Any]]) -> Rows:
    return [list(map(text_of, row)) for row in rows]


def _short(fault: Exception) -> str:
    return " ".join(str(fault).split())[:120] or type(fault).__name__
