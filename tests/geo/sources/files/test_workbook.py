"""The memory for a workbook goes by what it holds, not by the size that it claims."""

from __future__ import annotations

import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from geo.errors import FileRefused
from geo.sources.files import workbook
from geo.sources.files.ods_extent import extent_of
from geo.sources.files.table import Table, no_progress
from geo.sources.files.workbook import read_workbook

ROWS: list[list[Any]] = [
    ["Date", "Type", "District", "Killed"],
    ["2024-11-18", "IED", "Bannu", 2],
    ["2024-11-02", "Ambush", "Tank", 1],
]
MOST_MB = 8


def book_with(folder: Path, change: Callable[[Any], object]) -> Path:
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    change(book.active)
    book.save(folder / "a.xlsx")
    return folder / "a.xlsx"


def records(table: Table) -> list[list[str]]:
    return [list(record) for part in table.parts(no_progress) for record in part.records]


def far(sheet: Any) -> None:
    sheet["XFD1048576"] = "x"


def far_right(sheet: Any) -> None:
    sheet["XFD2"] = "x"


def far_down(sheet: Any) -> None:
    sheet["Z90000"] = "x"


def many_far(sheet: Any) -> None:
    for row in range(1, 500):
        sheet.cell(1000 + row, 16_000, "x")


@pytest.mark.parametrize("change", [far, far_right, far_down, many_far])
def test_cells_far_from_the_table_are_told(tmp_path: Path, change: Callable[[Any], object]) -> None:
    table = read_workbook(book_with(tmp_path, change))
    assert table.header == ("Date", "Type", "District", "Killed")
    assert records(table)[:2] == [[str(cell) for cell in row] for row in ROWS[1:]]
    assert any("beside the table" in note for note in table.notes)


def test_cells_far_from_the_table_take_no_memory(tmp_path: Path) -> None:
    path = book_with(tmp_path, lambda sheet: [sheet.cell(row, 16_000, "x") for row in range(100, 250)])
    tracemalloc.start()
    read_workbook(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < MOST_MB * 2**20


def test_an_ordinary_workbook_has_no_notes(tmp_path: Path) -> None:
    assert read_workbook(book_with(tmp_path, lambda _sheet: None)).notes == ()


def test_a_column_without_a_name_beside_the_table_is_kept(tmp_path: Path) -> None:
    table = read_workbook(book_with(tmp_path, lambda sheet: sheet.cell(2, 5, "a remark")))
    assert table.header[-1] == ""
    assert records(table)[0][-1] == "a remark"


def test_lines_are_those_of_the_sheet(tmp_path: Path) -> None:
    path = book_with(tmp_path, lambda sheet: sheet.insert_rows(3, 4))
    (part,) = read_workbook(path).parts(no_progress)
    assert list(part.lined()) == [2, 7]


def test_a_sheet_with_too_many_cells_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_CELLS", 5)
    with pytest.raises(FileRefused, match="more than 5 cells"):
        read_workbook(book_with(tmp_path, lambda _sheet: None))


def test_texts_that_would_fill_the_memory_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "_LARGEST_TEXTS", 10)
    path = book_with(tmp_path, lambda _sheet: None)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/sharedStrings.xml", "<sst><si><t>long</t></si></sst>")
    with pytest.raises(FileRefused, match="of texts"):
        read_workbook(path)


def cell(text: str) -> str:
    return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'


def ods(folder: Path, further: str) -> Path:
    rows = "".join(f"<table:table-row>{''.join(cell(str(c)) for c in row)}</table:table-row>" for row in ROWS)
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    body = f'<office:body><office:spreadsheet><table:table table:name="S">{rows}{further}</table:table>'
    content = f"<office:document-content {spaces}>{body}</office:spreadsheet></office:body></office:document-content>"
    with zipfile.ZipFile(folder / "a.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", content)
    return folder / "a.ods"


BLANK = ('<table:table-row table:number-rows-repeated="1048570"><table:table-cell '
         'table:number-columns-repeated="16384"/></table:table-row>')  # fmt: skip


def test_blank_rows_of_an_opendocument_sheet_take_no_memory(tmp_path: Path) -> None:
    assert len(records(read_workbook(ods(tmp_path, BLANK)))) == 2


def test_a_far_cell_of_an_opendocument_sheet_is_refused_with_its_place(tmp_path: Path) -> None:
    far_cell = (
        f'<table:table-row><table:table-cell table:number-columns-repeated="16383"/>{cell("x")}</table:table-row>'
    )
    with pytest.raises(FileRefused, match=r"row 1,048,574 and column 16,384"):
        read_workbook(ods(tmp_path, BLANK + far_cell))


@pytest.mark.parametrize("size", [1, 7, 100, 10_000])
def test_the_extent_is_the_same_however_the_content_is_cut(tmp_path: Path, size: int) -> None:
    with zipfile.ZipFile(ods(tmp_path, "")) as archive:
        content = archive.read("content.xml")
    blocks = [content[at : at + size] for at in range(0, len(content), size)]
    assert extent_of(blocks) == (3, 4)
