"""Excel and OpenDocument workbooks: the door to openpyxl and calamine.

Memory goes by the cells that hold something, not by the size that a sheet claims: one stray cell in the last row and
column of a sheet makes it a sheet of 17,000 million cells. Blank rows are not held, a row ends with its last filled
cell, and cells far beyond the table are counted instead of read.
"""

from __future__ import annotations

import re
import warnings
import zipfile
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from geo.errors import FileRefused
from geo.incidents.findings import RawTable
from geo.sources.files.archive import checked_archive, refuse_entities
from geo.sources.files.cells import text_of
from geo.sources.files.headings import SEARCHED, Heading, find_heading
from geo.sources.files.ods_extent import extent_of
from geo.sources.files.table import Progress, Table, in_parts
from geo.wording import plural

__all__ = ["read_workbook"]

MOST_CELLS = 60_000_000
"""More cells than this, blank ones between filled ones included, are not held."""

MOST_DENSE = 20_000_000
"""The most cells up to the last filled one for a library that holds all of them."""

_WIDE = 256
"""A row that is wider than this and mostly blank ends here."""

_LARGEST_TEXTS = 512 * 2**20
"""The most bytes of the texts that the sheets of a workbook share."""

_TEXTS = ("sharedStrings.xml", "sharedstrings.xml")
_MERGED = re.compile(rb'<mergeCell ref="([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)"')
_NOT_COMPUTED = re.compile(rb"<c\b[^>]*><f\b[^>]*(?:/>|>[^<]*</f>)(?:<v\s*/>|<v></v>)?</c>")
_FORMULA = re.compile(rb"<f[ />]")
_BLOCK = 2**20
_LONGEST_CELL = 2**20
_MOST_SPREAD = 2_000_000

Rows = list[list[str]]


@dataclass
class _Sheet:
    """The rows of a sheet that hold something: their numbers from 1, their texts, and cells far beyond the table."""

    numbers: list[int] = field(default_factory=list)
    rows: Rows = field(default_factory=list)
    stray: list[str] = field(default_factory=list)
    held: int = 0
    strays: int = 0

    def add(self, path: Path, number: int, cells: Sequence[Any]) -> None:
        """Hold a row, if it is not blank; raises `FileRefused` if the sheet becomes too large."""
        filled = [at for at, value in enumerate(cells) if value is not None and value != ""]
        if not filled:
            return
        width = filled[-1] + 1
        if width > _WIDE and len(filled) < width // 4:
            far = [at for at in filled if at >= _WIDE]
            self.strays += len(far)
            self.stray += [f"{_letters(far[0])}{number}"][: 1 - len(self.stray)]
            filled = filled[: len(filled) - len(far)]
            width = filled[-1] + 1 if filled else 0
        if not width:
            return
        self.held += width
        if self.held > MOST_CELLS:
            raise FileRefused(
                f"{path.name} has a sheet of more than {MOST_CELLS:,} cells. Delete what is not part of the table, or "
                "save it as CSV."
            )
        self.numbers.append(number)
        self.rows.append(list(map(text_of, cells[:width])))


def read_workbook(path: Path, sheet: str = "") -> Table:
    """A sheet of a workbook as a table; raises `FileRefused` if there is none that holds one."""
    with path.open("rb") as handle:
        is_zip = handle.read(2) == b"PK"
    names: list[str] = []
    if is_zip:
        names = checked_archive(path)
        refuse_entities(path)
        _require_small_texts(path)
    if "xl/workbook.xml" in names:
        sheets, notes = _excel(path, sheet)
    else:
        sheets, notes = _calamine(path, sheet), []
    return _table(path, sheets, sheet, notes)


def _require_small_texts(path: Path) -> None:
    """Refuse a workbook whose shared texts, which are held whole, would fill the memory."""
    with zipfile.ZipFile(path) as archive:
        size = sum(member.file_size for member in archive.infolist() if member.filename.endswith(_TEXTS))
    if size > _LARGEST_TEXTS:
        raise FileRefused(
            f"{path.name} holds {size / 2**20:,.0f} MB of texts, more than a table of incidents has. Save it as CSV."
        )


def _table(path: Path, sheets: dict[str, _Sheet], sheet: str, notes: list[str]) -> Table:
    filled = {name: content for name, content in sheets.items() if len(content.rows) >= 2}
    if not filled:
        raise FileRefused(f"{path.name} holds no table: a sheet needs a row of names and rows below it.")
    chosen = sheet or next((name for name, content in filled.items() if _is_table(content)), next(iter(filled)))
    if chosen not in sheets:
        raise FileRefused(f"{path.name} has no sheet {chosen!r}. It has: {', '.join(sheets)}.")
    if not sheet and len(filled) > 1:
        others = ", ".join(repr(name) for name in filled if name != chosen)
        notes.append(f"sheet {chosen!r} read; there are also {others}")
    content = sheets[chosen]
    heading = find_heading(content.rows)
    header, used = _used(content, heading, notes)
    notes += heading.notes
    numbers, rows = content.numbers[heading.below :], content.rows[heading.below :]

    def parts(progress: Progress) -> Iterator[RawTable]:
        below = ([row[at] if at < len(row) else "" for at in used] for row in rows)
        yield from in_parts(header, below, lambda position: numbers[position])
        progress(1.0)

    return Table(
        "workbook", header, parts, tuple(notes), {"sheet": chosen}, {"sheet": tuple(sheets)}, has_date_cells=True
    )


def _is_table(content: _Sheet) -> bool:
    """Whether it has several columns with a name; a sheet of remarks before the table has not."""
    return len({name.strip() for name in find_heading(content.rows).names} - {""}) >= 3


def _used(content: _Sheet, heading: Heading, notes: list[str]) -> tuple[tuple[str, ...], list[int]]:
    """The names and positions of the columns that hold something; single cells far from the table are no column."""
    counts: dict[int, int] = {}
    for row in content.rows[heading.below :]:
        for at, cell in enumerate(row):
            if cell:
                counts[at] = counts.get(at, 0) + 1
    names = heading.names
    last = max((at for at, name in enumerate(names) if name.strip()), default=0)
    few = max(1, len(content.rows) // 100)
    outside = [at for at, count in counts.items() if at > last + 1 and count <= few]
    lost = content.strays + sum(counts[at] for at in outside)
    if lost:
        where = content.stray[0] if content.stray else f"column {_letters(outside[0])}"
        notes.append(f"{plural(lost, 'cell')} beside the table not read ({where})")
    used = sorted({at for at, name in enumerate(names) if name.strip()} | counts.keys() - set(outside))
    return tuple(names[at] if at < len(names) else "" for at in used), used


# Excel


def _excel(path: Path, sheet: str) -> tuple[dict[str, _Sheet], list[str]]:
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():  # about styles, which are of no use here
            warnings.simplefilter("ignore", UserWarning)
            book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
        names = [sheet] if sheet in book.sheetnames else book.sheetnames
        files = {name: book[name]._worksheet_path for name in names if hasattr(book[name], "_worksheet_path")}
        sheets: dict[str, _Sheet] = {name: _Sheet() for name in book.sheetnames}
        for name in files:
            book[name].reset_dimensions()  # what a sheet claims of its size need not be so
            _fill(path, sheets[name], book[name].iter_rows(values_only=True))
        book.close()
    except FileRefused:
        raise
    except Exception as fault:
        raise FileRefused(
            f"{path.name} cannot be read as a workbook ({_short(fault)}). Save it again as .xlsx."
        ) from fault
    notes: list[str] = []
    for name, file in files.items():
        _resolve_sheet(path, sheets[name], file.lstrip("/"), notes)
    return sheets, notes


def _fill(path: Path, sheet: _Sheet, rows: Iterable[Sequence[Any]]) -> None:
    for number, cells in enumerate(rows, 1):
        if cells:
            sheet.add(path, number, cells)


def _resolve_sheet(path: Path, sheet: _Sheet, file: str, notes: list[str]) -> None:
    """Report formulas and merged cells, which the values of a sheet do not show; a merged value goes to each cell."""
    missing, has_formulas, merged = _marks(path, file)
    if missing:
        raise FileRefused(
            f"{path.name} holds {plural(missing, 'formula')} without a computed value. Open it in a "
            "spreadsheet program, let it compute, and save it."
        )
    if has_formulas:
        notes.append("formulas: the values that were last computed are read")
    left = _MOST_SPREAD
    for corners in merged:
        left -= _spread(sheet, corners)
        if left < 0:
            raise FileRefused(f"{path.name} merges more cells than a table of incidents has. Save it as CSV.")
    if merged:
        notes.append(f"merged cells: the value of each of {len(merged)} read for all its cells")


def _marks(path: Path, file: str) -> tuple[int, bool, list[tuple[int, int, int, int]]]:
    """How many formulas have no value, whether there are formulas, and the corners of merged cells; read in blocks."""
    missing, has_formulas = 0, False
    merged: dict[tuple[int, int, int, int], None] = {}
    with zipfile.ZipFile(path) as archive, archive.open(file) as content:
        kept = b""
        while block := content.read(_BLOCK):
            text = kept + block
            end = max(text.rfind(b"<c "), text.rfind(b"<row"), text.rfind(b"<mergeCell "))
            end = end if end >= 0 and end > len(text) - _LONGEST_CELL else len(text)
            whole, kept = text[:end], text[end:]
            missing += len(_NOT_COMPUTED.findall(whole))
            has_formulas = has_formulas or bool(_FORMULA.search(whole))
            merged.update(dict.fromkeys(map(_corners, _MERGED.findall(whole))))
        missing += len(_NOT_COMPUTED.findall(kept))
        has_formulas = has_formulas or bool(_FORMULA.search(kept))
        merged.update(dict.fromkeys(map(_corners, _MERGED.findall(kept))))
    return missing, has_formulas, list(merged)


def _corners(found: tuple[bytes, bytes, bytes, bytes]) -> tuple[int, int, int, int]:
    left, top, right, bottom = found
    return _column(left), int(top), _column(right), int(bottom)


def _spread(sheet: _Sheet, corners: tuple[int, int, int, int]) -> int:
    """Put the value of merged cells into each of them that is in a held row; how many that were."""
    left, top, right, bottom = corners
    first = bisect_left(sheet.numbers, top)
    if first == len(sheet.numbers) or sheet.numbers[first] != top or left >= len(sheet.rows[first]):
        return 0
    value, count = sheet.rows[first][left], 0
    width = max(map(len, sheet.rows[:SEARCHED]))
    for row in sheet.rows[first : bisect_left(sheet.numbers, bottom + 1)]:
        row.extend([""] * (min(right + 1, width) - len(row)))
        for at in range(left, min(right + 1, len(row))):
            row[at] = value
            count += 1
    return count


def _letters(column: int) -> str:
    """The name of a column of a sheet by its position from 0."""
    name = ""
    while column >= 0:
        name = chr(65 + column % 26) + name
        column = column // 26 - 1
    return name


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


# OpenDocument, and Excel of the old kind


def _calamine(path: Path, sheet: str) -> dict[str, _Sheet]:
    from python_calamine import CalamineError, CalamineWorkbook

    _require_bounded(path)
    try:
        book = CalamineWorkbook.from_path(str(path))
        names = [sheet] if sheet in book.sheet_names else book.sheet_names
        sheets = {name: _Sheet() for name in book.sheet_names}
        for name in names:
            _fill(path, sheets[name], book.get_sheet_by_name(name).to_python(skip_empty_area=False))
    except (CalamineError, OSError, ValueError) as fault:
        raise FileRefused(
            f"{path.name} cannot be read as a workbook ({_short(fault)}). Save it again as .xlsx."
        ) from fault
    return sheets


def _require_bounded(path: Path) -> None:
    """Refuse an OpenDocument sheet with a filled cell so far out that the library would need gigabytes for it."""
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as archive:
        if "content.xml" not in archive.namelist():
            return
        with archive.open("content.xml") as content:
            rows, columns = extent_of(iter(lambda: content.read(_BLOCK), b""))
    if rows * columns > MOST_DENSE:
        raise FileRefused(
            f"{path.name} has a filled cell as far out as row {rows:,} and column {columns:,}. Delete what is not part "
            "of the table, or save it as CSV."
        )


def _short(fault: Exception) -> str:
    return " ".join(str(fault).split())[:120] or type(fault).__name__
