"""Rows of units, formats, labels and tags below the names of the columns are no records."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from geo.sources.label_rows import TAGS
from tests.geo.checked_files import read_file

TODAY = date(2026, 6, 20)
NAMES = "Date,District,Type,Killed"
RECORDS = ("18/11/2024,Bannu,IED,2", "02/11/2024,Tank,Firing,1")
LABELS = (
    "dd/mm/yyyy,text,text,#",
    "(date),(text),(category),(number)",
    "date,string,string,integer",
    ",,,number",
    "Date of the incident,District name,What happened,Number of people killed",
    "When did it happen?,In which district?,What happened?,How many people were killed?",
    "e.g. 18/11/2024,,,",
    "---,:---,---:,=====",
    "Day when it happened,District where it happened,One of the list,0 if nobody",
)


def written(folder: Path, *lines: str) -> Path:
    path = folder / "desk list.csv"
    path.write_text("\n".join([NAMES, *lines]) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("labels", LABELS)
def test_a_row_of_labels_is_left_out_and_stated(tmp_path: Path, labels: str) -> None:
    plain, checked = (read_file(written(tmp_path, *rows), today=TODAY) for rows in (RECORDS, (labels, *RECORDS)))
    assert [(row.incident_id, row.killed_best) for row in checked.incidents] == [
        (row.incident_id, row.killed_best) for row in plain.incidents
    ]
    assert not checked.errors
    (note,) = (repair.what for repair in checked.repairs if "labels" in repair.what)
    assert next(filter(None, labels.split(","))) in note


def test_several_rows_of_labels_and_tags_are_left_out(tmp_path: Path) -> None:
    rows = (LABELS[4], "#date,#adm2,#event,#affected", *RECORDS)
    checked = read_file(written(tmp_path, *rows), today=TODAY)
    assert (len(checked.incidents), checked.rejected) == (2, 0)
    assert sum(repair.what == TAGS or "labels" in repair.what for repair in checked.repairs) == 2


@pytest.mark.parametrize(
    "record",
    [
        "date unknown,Bannu,Attack,not known",
        "18/11/2024,Bannu,Attack,killed",
        "Monday,Bannu,Firing,few",
        ",Bannu,Attack,",
        "unknown,Bannu,Firing,unknown",
        "?,Bannu,Attack,?",
        "(unknown),Bannu,Attack,(not known)",
    ],
)
def test_a_first_record_that_lacks_something_is_still_a_record(tmp_path: Path, record: str) -> None:
    checked = read_file(written(tmp_path, record, *RECORDS), today=TODAY)
    assert len(checked.incidents) + checked.rejected == 3


def test_the_numbers_of_rows_and_lines_are_those_of_the_file(tmp_path: Path) -> None:
    checked = read_file(written(tmp_path, LABELS[0], RECORDS[0], "soon,Tank,Firing,1"), today=TODAY)
    (problem,) = checked.errors
    assert (problem.row, problem.line) == (3, 4)


def test_a_workbook_may_have_one_too(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for line in (NAMES, LABELS[0], *RECORDS):
        book.active.append(line.split(","))
    book.save(tmp_path / "desk list.xlsx")
    assert len(read_file(tmp_path / "desk list.xlsx", today=TODAY).incidents) == 2
