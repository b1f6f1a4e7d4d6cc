"""The list of problems as a workbook: complete, and never a formula."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from geo.errors import ExportFailed
from geo.export.problems_workbook import HEADER, write_problems
from geo.incidents.findings import Problem

VALUES = ("=1+1", "+A1", "-2", "@SUM(A1)", "\t=1", "'=1", '=HYPERLINK("x")', "a\x00b\x1b", "اردو", "<b>", "\ud800", "")


def test_each_problem_is_a_row_of_text_cells(tmp_path: Path) -> None:
    problems = [Problem(row, 0, f"own:{row}", "notes", value, value) for row, value in enumerate(VALUES)]
    path = write_problems(tmp_path / "list", problems)
    assert path == tmp_path / "list.xlsx"
    sheet = load_workbook(path).active
    assert [cell.value for cell in sheet[1]] == list(HEADER)
    rows = list(sheet.iter_rows(min_row=2))
    assert len(rows) == len(VALUES)
    for row, value in zip(rows, VALUES, strict=True):
        assert "f" not in {cell.data_type for cell in row}
        assert row[4].data_type in ("s", "inlineStr")
        assert (row[4].value or "") == "".join("\ufffd" if c in "\x00\x1b\ud800" else c for c in value)
        assert row[4].quotePrefix


def test_a_failed_write_raises_an_error_and_keeps_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "list.xlsx"
    target.mkdir()
    with pytest.raises(ExportFailed, match="could not be written"):
        write_problems(target, [])
    assert [p.name for p in tmp_path.iterdir()] == ["list.xlsx"]
    with pytest.raises(ExportFailed, match="could not be written"):
        write_problems(tmp_path / "no" / "list.xlsx", [])
