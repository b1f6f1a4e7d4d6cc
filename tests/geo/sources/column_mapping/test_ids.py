"""The ids of rows that have none: two rows are two incidents, and the same file has the same ids again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import store
from geo.sources.importing import ImportOutcome, import_files, with_saved_mappings
from geo.sources.incident_file import IncidentFile
from geo.sources.read_options import ONCE, ReadOptions

TODAY = date(2026, 6, 20)
HEADER = "Sr No,Date,Time,Type,District,Killed,Remarks\n"
BLASTS = (
    "1,2024-11-18,09:15,IED,Bannu,0,first\n",
    "2,2024-11-18,17:40,IED,Bannu,0,second\n",
    "3,2024-11-19,08:00,Ambush,Tank,1,\n",
)


def imported(folder: Path, *rows: str, options: ReadOptions | None = None) -> ImportOutcome:
    path = folder / "duty desk.csv"
    path.write_text(HEADER + "".join(rows), encoding="utf-8")
    workspace = store.workspace_at(folder / "w.gpkg")
    file = IncidentFile(path, with_saved_mappings(options, workspace), today=TODAY)
    (outcome,), _ = import_files([file], workspace)
    return outcome


def remarks(folder: Path) -> dict[str, str]:
    rows = store.workspace_at(folder / "w.gpkg").load().incidents.rows()
    return {row.incident_id: row.notes for row in rows}


def test_rows_that_differ_only_in_further_columns_are_incidents_of_their_own(tmp_path: Path) -> None:
    outcome = imported(tmp_path, *BLASTS)
    assert (outcome.report.added, outcome.findings.problems) == (3, [])


def test_the_same_file_adds_nothing(tmp_path: Path) -> None:
    imported(tmp_path, *BLASTS)
    before = remarks(tmp_path)
    outcome = imported(tmp_path, *BLASTS)
    assert (outcome.report.added, outcome.report.revised, outcome.report.withdrawn) == (0, 0, 0)
    assert remarks(tmp_path) == before


@pytest.mark.parametrize("time", ["09:15", "17:40", "08:00"])
def test_an_edited_further_column_makes_no_other_incident(tmp_path: Path, time: str) -> None:
    imported(tmp_path, *BLASTS)
    ids = set(remarks(tmp_path))
    outcome = imported(tmp_path, *(line.replace(time, "11:11") for line in BLASTS))
    assert (outcome.report.added, outcome.report.withdrawn) == (0, 0)
    assert set(remarks(tmp_path)) == ids


def test_another_row_of_the_same_content_is_added_to_the_stored_ones(tmp_path: Path) -> None:
    imported(tmp_path, *BLASTS[:2])
    outcome = imported(tmp_path, "1,2024-11-18,06:00,IED,Bannu,0,first\n", *BLASTS[:2])
    assert (outcome.report.added, outcome.report.withdrawn) == (1, 0)


def test_a_row_that_differs_in_its_number_only_is_stored_with_a_warning(tmp_path: Path) -> None:
    outcome = imported(tmp_path, BLASTS[0], BLASTS[0].replace("1,", "2,", 1), BLASTS[2])
    assert outcome.report.added == 3
    assert [(problem.row, problem.severity) for problem in outcome.findings.problems] == [(2, "warning")]


def test_repeated_rows_are_stored_once_on_request_also_after_both_were_stored(tmp_path: Path) -> None:
    imported(tmp_path, BLASTS[0], BLASTS[0], BLASTS[2])
    outcome = imported(tmp_path, BLASTS[0], BLASTS[0], BLASTS[2], options=ReadOptions(repeated_rows=ONCE))
    assert outcome.findings.left_out == {"the same as another row": 1}
    assert (outcome.findings.problems, outcome.report.added) == ([], 0)


def test_rows_of_equal_ids_are_still_an_error(tmp_path: Path) -> None:
    path = tmp_path / "desk.csv"
    path.write_text("Incident ID,Date,Type,District\nA-1,2024-11-18,IED,Bannu\nA-1,2024-11-19,IED,Bannu\n")
    (part,) = IncidentFile(path, today=TODAY).parts()
    assert [problem.row for problem in part.errors] == [2]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(BLASTS), min_size=1, max_size=8), st.randoms())
def test_the_ids_do_not_depend_on_the_order_of_rows(
    tmp_path_factory: pytest.TempPathFactory, rows: list[str], random: object
) -> None:
    folder = tmp_path_factory.mktemp("order")
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    ids = []
    for name, lines in (("a", rows), ("b", shuffled)):
        path = folder / f"desk {name}.csv"
        path.write_text(HEADER + "".join(lines), encoding="utf-8")
        options = ReadOptions(source="desk")
        parts = list(IncidentFile(path, options, today=TODAY).parts())
        ids.append(sorted(row.incident_id for part in parts for row in part.incidents))
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == len(rows)
