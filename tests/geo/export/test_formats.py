"""The registry of file formats, and the texts derived from it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from openpyxl import load_workbook

from geo.analysis.table_sheet import TableSheet
from geo.errors import ExportFailed
from geo.export.file_format import dialog_filter, endings, endings_text, format_of, markdown_table
from geo.export.formats import ALL, INCIDENTS, PAGES, PROBLEMS, TABLES
from geo.incidents.columns import COLUMN_NAMES
from geo.incidents.findings import Problem
from tests.geo.draw.page.pages import NOVEMBER, snapshot_of


def test_no_two_formats_of_one_content_share_an_ending() -> None:
    assert all(len(set(endings(formats))) == len(formats) for formats in (PAGES, INCIDENTS, TABLES, PROBLEMS))
    assert all(ending.startswith(".") and ending == ending.casefold() for ending in endings(ALL))


def test_each_format_is_described_for_dialogs_help_and_documentation() -> None:
    assert endings_text(PAGES) == ".png, .pdf or .svg"
    assert endings_text(INCIDENTS) == ".csv"
    assert dialog_filter(PAGES) == "PNG picture (*.png);;PDF document (*.pdf);;SVG drawing (*.svg)"
    rows = markdown_table(ALL).splitlines()[2:]
    assert rows == [f"| {f.name} | `{f.ending}` | {f.holds} |" for f in ALL]


@pytest.mark.parametrize("name", ["a.PNG", "a.b.png"])
def test_the_ending_selects_the_format_in_any_case(name: str) -> None:
    assert format_of(Path(name), PAGES) is PAGES[0]


def test_an_ending_of_another_content_is_rejected_with_the_valid_ones() -> None:
    with pytest.raises(ExportFailed, match=r"'a\.xlsx' .*end the name with \.csv"):
        format_of(Path("a.xlsx"), INCIDENTS)


def test_only_the_incidents_shown_are_written(tmp_path: Path) -> None:
    (known,) = INCIDENTS
    lines = known.write(tmp_path / "a.csv", snapshot_of(NOVEMBER)).read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == ",".join((*COLUMN_NAMES, "claims", "citation", "licence", "caveat"))
    assert sum("2024-11" in line for line in lines) == len(lines) - 1 == 13


@pytest.mark.parametrize("known", PROBLEMS, ids=lambda f: f.ending)
def test_problem_lists_are_written_in_the_format_of_the_ending(tmp_path: Path, known) -> None:
    assert known.write(tmp_path / "a", [Problem(1, 0, "own:1", "notes", "v", "m")]).suffix == known.ending


def test_a_table_is_written_with_its_notes_and_never_a_formula(tmp_path: Path) -> None:
    rows = (("=1+1", 3, None), ("All", 3, 0.5))
    table = TableSheet("Incidents: Actor by Type", ("Actor", "=Riots", "All"), rows, ("Note",), (str, str))
    for file_format in TABLES:
        file_format.write(tmp_path / f"a{file_format.ending}", table)
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as handle:
        lines = list(csv.reader(handle))
    assert lines == [
        ["Actor", "'=Riots", "All"], ["'=1+1", "3", ""], ["All", "3", "0.5"], [],
        ["Incidents: Actor by Type"], ["Note"],
    ]  # fmt: skip
    sheet = load_workbook(tmp_path / "a.xlsx").active
    assert [[cell.value for cell in row] for row in sheet.iter_rows(max_row=3)] == [
        ["Actor", "=Riots", "All"], ["=1+1", 3, None], ["All", 3, 0.5],
    ]  # fmt: skip
    assert sheet["A2"].data_type == "s"
    assert sheet["A6"].value == "Note"
