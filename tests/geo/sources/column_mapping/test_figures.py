"""Figures of any table: words are read or stored beside, and no row with a good day and place is lost for one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from geo.incidents.findings import Checked
from geo.sources.incident_file import IncidentFile
from geo.sources.read_options import ReadOptions
from tests.geo.checked_files import read_file
from tests.geo.sources.column_mapping.tables import DAYS, cells, written

TODAY = date(2026, 6, 20)


def killed(folder: Path, *cells: str, heading: str = "Killed") -> Checked:
    return _read(folder, f"Ref,Date,Type,District,{heading}", [f'"{cell}"' for cell in cells])


def _read(folder: Path, header: str, cells: Sequence[str]) -> Checked:
    path = folder / "field office.csv"
    rows = "".join(f"F-{i},2024-11-18,IED,Bannu,{cell}\n" for i, cell in enumerate(cells, 1))
    path.write_text(f"{header}\n{rows}", encoding="utf-8")
    return read_file(path, today=TODAY)


@pytest.mark.parametrize(
    "text", ["kai", "0 / 2", "-4", "2.5", "1e3", "03-Apr", "-do-", "=1+1", "12 (4 killed, 8 injured)"]
)
def test_a_figure_that_is_not_read_leaves_its_row_with_an_unknown_figure(tmp_path: Path, text: str) -> None:
    checked = killed(tmp_path, text, "2")
    assert [incident.killed_best for incident in checked.incidents] == [None, 2]
    assert json.loads(checked.incidents[0].extra)["killed"] == text
    told = [p.message for p in checked.problems] + [repair.what for repair in checked.repairs]
    assert any(text in line for line in told)
    assert not checked.errors


def test_one_or_a_thousand_is_a_doubt_and_neither_is_stored(tmp_path: Path) -> None:
    checked = killed(tmp_path, "1.000", "7", "12.000", heading="Injured")
    assert [incident.injured for incident in checked.incidents] == [None, 7, None]
    assert [(p.row, p.value, p.severity) for p in checked.problems] == [
        (1, "1.000", "warning"),
        (3, "12.000", "warning"),
    ]


def opened(folder: Path, *rows: str, **options: str) -> IncidentFile:
    path = folder / "field office.csv"
    lines = "".join(f"F-{i},2024-11-18,IED,Bannu,{row}\n" for i, row in enumerate(rows, 1))
    path.write_text(f"Ref,Date,Type,District,Killed,Injured\n{lines}", encoding="utf-8")
    return IncidentFile(path, ReadOptions(**options), today=TODAY)


def stored(file: IncidentFile) -> list[tuple[int | None, int | None]]:
    return [(incident.killed_best, incident.injured) for part in file.parts() for incident in part.incidents]


def test_a_whole_column_of_such_figures_is_a_question_that_an_option_decides(tmp_path: Path) -> None:
    rows = "1.000,2", "12.000,0"
    (question,) = opened(tmp_path, *rows).questions
    assert (question.about, question.candidates) == ("killed_best", ("decimal", "thousands"))
    assert "'1.000' in 'Killed'" in question.text
    assert question.option == "--figure-point decimal"
    assert stored(opened(tmp_path, *rows, figure_point="decimal")) == [(1, 2), (12, 0)]
    assert stored(opened(tmp_path, *rows, figure_point="thousands")) == [(1000, 2), (12000, 0)]


def test_a_zero_with_decimals_tells_that_the_point_is_one_of_decimals(tmp_path: Path) -> None:
    file = opened(tmp_path, "1.000,0.000", "0.000,3.000")
    assert file.questions == ()
    assert any("0.000" in note for note in file.notes)
    assert stored(file) == [(1, 0), (0, 3)]


def test_figures_that_do_not_rise_leave_the_best_one(tmp_path: Path) -> None:
    checked = _read(tmp_path, "Ref,Date,Type,District,Killed low,Killed,Killed high", ["3,2,5", "1,2,5"])
    assert [(one.killed_low, one.killed_best, one.killed_high) for one in checked.incidents] == [
        (None, 2, None),
        (1, 2, 5),
    ]
    assert [(p.row, p.severity) for p in checked.problems] == [(1, "warning")]
    assert "3, 2, 5" in checked.incidents[0].extra


def test_a_figure_far_above_the_others_is_a_doubt(tmp_path: Path) -> None:
    checked = killed(tmp_path, "2", "1", "3000", "0")
    assert [incident.killed_best for incident in checked.incidents] == [2, 1, 3000, 0]
    assert [(p.row, p.severity) for p in checked.problems] == [(3, "warning")]


@pytest.mark.parametrize("cells", [["3000"], ["1500", "2500", "1800", "9"], ["40", "2", "140", "0"]])
def test_figures_that_are_high_among_others_are_no_doubt(tmp_path: Path, cells: list[str]) -> None:
    assert killed(tmp_path, *cells).problems == []


@pytest.mark.parametrize("cells", [["2", "0", "", "14"], ["2.0", "0.0", "", "14.0"], ["-", "n/a", "unknown", "?"]])
def test_digits_and_signs_of_an_unknown_figure_are_read_without_a_word(tmp_path: Path, cells: list[str]) -> None:
    checked = killed(tmp_path, *cells)
    assert checked.problems == []
    assert not [repair for repair in checked.repairs if repair.what.startswith("killed")]


def test_the_injured_in_the_column_of_killed_are_read_where_no_column_counts_them(tmp_path: Path) -> None:
    checked = killed(tmp_path, "2 killed, 3 injured", "4")
    assert [(one.killed_best, one.injured) for one in checked.incidents] == [(2, 3), (4, None)]
    beside = _read(tmp_path, "Ref,Date,Type,District,Killed,Injured", ['"2 killed, 3 injured",5'])
    assert [(one.killed_best, one.injured) for one in beside.incidents] == [(2, 5)]


def test_each_word_without_a_number_is_one_repair_with_its_rows(tmp_path: Path) -> None:
    checked = killed(tmp_path, "kai", "several", "kai", "1")
    rows = {repair.what: repair.rows for repair in checked.repairs if "states no number" in repair.what}
    assert [(what.split("'")[1], n) for what, n in rows.items()] == [("kai", 2), ("several", 1)]


@pytest.mark.parametrize("code", ["999", "9999"])
def test_a_code_for_an_unknown_number_is_a_warning(tmp_path: Path, code: str) -> None:
    killed = ["1", "2", code, "0", "", "3"]
    columns = {"Date": DAYS, "Type": cells("type"), "District": cells("district"), "Killed": killed}
    result = read_file(written(tmp_path, columns))
    (problem,) = result.problems
    assert (problem.row, problem.severity, problem.value) == (3, "warning", code)
    assert "code for an unknown figure" in problem.message
