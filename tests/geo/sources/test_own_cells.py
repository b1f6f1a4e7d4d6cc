"""A file in the columns of this project that a person has edited in a spreadsheet is read as any other table."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from geo.export.incidents_csv import write_csv
from geo.incidents import Incident
from geo.sources.bundled import bundled
from geo.sources.incident_file import IncidentFile
from geo.sources.read_options import ReadOptions
from tests.geo.checked_files import read_file

TODAY = date(2026, 6, 20)
FIGURES = ("killed_low", "killed_best", "killed_high", "injured", "abducted")
Row = dict[str, str]


def incidents() -> list[Incident]:
    return list(bundled().incidents.rows())[:40]


def edited(folder: Path, change: Callable[[Row], Row]) -> Path:
    """The bundled incidents as the application writes them, with every row changed."""
    path = folder / "incidents.csv"
    write_csv(path, incidents(), {})
    with path.open(encoding="utf-8-sig", newline="") as handle:
        reader = csv.DictReader(handle)
        rows = [change(row) for row in reader]
        names = list(reader.fieldnames or ())
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, names)
        writer.writeheader()
        writer.writerows(rows)
    return path


def days(row: Row, form: str) -> Row:
    names = [name for name in ("date_start", "date_end") if row[name]]
    return {**row, **{name: date.fromisoformat(row[name]).strftime(form) for name in names}}


CHANGES: dict[str, Callable[[Row], Row]] = {
    "nothing": lambda row: row,
    "day first": lambda row: days(row, "%d/%m/%Y"),
    "month as a word": lambda row: days(row, "%d-%b-%y"),
    "with midnight": lambda row: days(row, "%d/%m/%Y 00:00"),
    "types in capitals": lambda row: {**row, "event_type": row["event_type"].upper()},
    "figures with decimals": lambda row: {**row, **{name: f"{row[name]}.0" for name in FIGURES if row[name]}},
    "decimal commas": lambda row: {**row, "lon": row["lon"].replace(".", ","), "lat": row["lat"].replace(".", ",")},
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
def test_what_a_spreadsheet_makes_of_a_list_reads_back_the_same(tmp_path: Path, change: Callable[[Row], Row]) -> None:
    plain = read_file(edited(tmp_path, CHANGES["nothing"]), today=TODAY)
    checked = read_file(edited(tmp_path, change), today=TODAY)
    assert checked.errors == []
    assert list(checked.incidents) == list(plain.incidents)


def test_a_list_reads_back_as_it_was_without_a_change(tmp_path: Path) -> None:
    checked = read_file(edited(tmp_path, CHANGES["nothing"]), today=TODAY)
    assert not [repair for repair in checked.repairs if "written as" in repair.what or "words" in repair.what]


HEADER = "incident_id,date_start,event_type,district,killed_best,injured,extra\n"


def table(folder: Path, *rows: str) -> Path:
    path = folder / "incidents.csv"
    path.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


def test_days_that_can_be_read_in_two_orders_are_a_question(tmp_path: Path) -> None:
    path = table(tmp_path, "own:1,03/04/2024,Battles,Bannu,1,,")
    (question,) = IncidentFile(path, today=TODAY).questions
    assert (question.about, question.candidates) == ("date_start", ("dmy", "mdy"))
    (row,) = read_file(path, ReadOptions(date_order="mdy"), today=TODAY).incidents
    assert row.date_start == date(2024, 3, 4)


@pytest.mark.parametrize(("text", "number"), [("1,200", 1200), ("dozens", 12), ("kai", None), ("3 or 4", 3)])
def test_figures_in_words_are_read_and_kept_beside(tmp_path: Path, text: str, number: int | None) -> None:
    checked = read_file(table(tmp_path, f'own:1,2024-11-18,Battles,Bannu,2,"{text}","{{""a"": ""b""}}"'), today=TODAY)
    (row,) = checked.incidents
    assert row.injured == number
    assert row.extra == f'{{"a": "b", "injured": "{text}"}}'


def test_a_word_for_a_type_is_read_if_it_is_clear(tmp_path: Path) -> None:
    rows = [
        "own:1,2024-11-18,IED blast,Bannu,2,,",
        "own:2,2024-11-18,Strike,Tank,5,,",
        "own:3,2024-11-18,Strike,Tank,0,,",
    ]
    checked = read_file(table(tmp_path, *rows), today=TODAY)
    assert [row.sub_event_type for row in checked.incidents] == ["Remote explosive/landmine/IED", "Peaceful protest"]
    assert [(problem.row, problem.column) for problem in checked.errors] == [(2, "event_type")]
    assert sum("read as" in repair.what for repair in checked.repairs) == 2


def test_a_text_in_extra_that_is_no_object_is_kept(tmp_path: Path) -> None:
    (row,) = read_file(table(tmp_path, "own:1,2024-11-18,Battles,Bannu,kai,,a remark"), today=TODAY).incidents
    assert row.extra == '{"extra": "a remark", "killed_best": "kai"}'
