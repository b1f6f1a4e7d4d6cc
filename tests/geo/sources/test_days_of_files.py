"""The days of whole files: CSV, workbook and GeoJSON, with every row that was changed or is doubtful stated."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from geo import store
from geo.errors import FileRefused
from geo.incidents.findings import Checked
from geo.sources.column_mapping.record import layout_key
from geo.sources.importing import import_files, with_saved_mappings
from geo.sources.incident_file import IncidentFile
from geo.sources.read_options import ReadOptions
from tests.geo.checked_files import read_file

TODAY = date(2026, 6, 20)
HEADER = ("Ref", "Date", "Incident Type", "District", "Killed")
SWAPPED = (date(2024, 3, 4), date(2024, 5, 4), date(2024, 6, 4), "13/04/2024", "25/04/2024")


def records(days: Sequence[object]) -> list[tuple[object, ...]]:
    return [(f"R-{number}", day, "IED", "Bannu", 1) for number, day in enumerate(days, 1)]


def csv(folder: Path, *days: str, name: str = "partner list.csv") -> Path:
    path = folder / name
    lines = [HEADER, *records(days)]
    path.write_text("".join(";".join(map(str, line)) + "\n" for line in lines), encoding="utf-8")
    return path


def workbook(folder: Path, *days: object) -> Path:
    book = openpyxl.Workbook()
    for line in (HEADER, *records(days)):
        book.active.append(line)
    book.save(folder / "partner book.xlsx")
    return folder / "partner book.xlsx"


def geojson(folder: Path, *days: object) -> Path:
    path = folder / "partner points.geojson"
    point = {"type": "Point", "coordinates": [70.62, 32.95]}
    rows: list[dict[str, Any]] = [dict(zip(HEADER, record, strict=True)) for record in records(days)]
    features = [{"type": "Feature", "properties": row, "geometry": point} for row in rows]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def checked(path: Path, **options: str) -> Checked:
    return read_file(path, ReadOptions(**options), today=TODAY)


def intervals(path: Path, **options: str) -> list[tuple[str, str]]:
    incidents = checked(path, **options).incidents
    return [(str(row.date_start), str(row.date_end)) for row in incidents]


def day(text: str) -> tuple[str, str]:
    return text, text


@pytest.mark.parametrize(
    ("texts", "days"),
    [
        (("Tuesday-May 14-1996", "Friday-October 23-1998"), ("1996-05-14", "1998-10-23")),
        (("18-Nov-24", "2-Nov-24"), ("2024-11-18", "2024-11-02")),
        (("2024/11/18 00:00:00", "2024/11/02 00:00:00"), ("2024-11-18", "2024-11-02")),
        (("2024-11-18 00:00:00+05", "2024-11-02 14:05:00+05"), ("2024-11-18", "2024-11-02")),
        (("1731916800000", "1730532600000"), ("2024-11-18", "2024-11-02")),
        (("۱۸/۱۱/۲۰۲۴", "۰۲/۱۱/۲۰۲۴"), ("2024-11-18", "2024-11-02")),
        (("۱۸ نومبر ۲۰۲۴", "۲ نومبر ۲۰۲۴"), ("2024-11-18", "2024-11-02")),
        (("18/11/24", "02/12/24"), ("2024-11-18", "2024-12-02")),
        (("45614", "45598"), ("2024-11-18", "2024-11-02")),
    ],
)
def test_a_clean_column_is_read_without_a_question_and_without_a_warning(
    tmp_path: Path, texts: tuple[str, ...], days: tuple[str, ...]
) -> None:
    result = checked(csv(tmp_path, *texts))
    assert [str(row.date_start) for row in result.incidents] == list(days)
    assert [str(row.date_end) for row in result.incidents] == list(days)
    assert result.problems == []


def test_ranges_become_intervals_and_that_is_stated(tmp_path: Path) -> None:
    path = csv(tmp_path, "15–17 March 2024", "28 Feb - 2 Mar 2024", "15-17/03/2024", "18/03/2024", "March 2024")
    assert intervals(path) == [
        ("2024-03-15", "2024-03-17"), ("2024-02-28", "2024-03-02"), ("2024-03-15", "2024-03-17"), day("2024-03-18"),
        ("2024-03-01", "2024-03-31"),
    ]  # fmt: skip
    assert {repair.rows for repair in checked(path).repairs if "ranges of days" in repair.what} == {3}


@pytest.mark.parametrize("make", [csv, workbook, geojson])
def test_moments_in_utc_are_days_in_pakistan_and_the_changed_ones_are_counted(make: Any, tmp_path: Path) -> None:
    path = make(tmp_path, "2024-11-17T20:30:00Z", "2024-11-02T05:00:00Z", "2024-10-31T19:00:00+00:00")
    assert intervals(path) == [day("2024-11-18"), day("2024-11-02"), day("2024-11-01")]
    assert [repair.rows for repair in checked(path).repairs if "UTC" in repair.what] == [2]


def test_a_moment_in_pakistans_time_changes_nothing_and_states_nothing(tmp_path: Path) -> None:
    result = checked(csv(tmp_path, "2024-11-18T23:30:00+05:00", "2024-11-18 00:10:00+0500"))
    assert {str(row.date_start) for row in result.incidents} == {"2024-11-18"}
    assert not any("UTC" in repair.what for repair in result.repairs)


def test_a_leading_year_of_two_digits_is_asked_for(tmp_path: Path) -> None:
    path = csv(tmp_path, "24-11-02", "24-11-18", "24-12-05")
    with pytest.raises(FileRefused, match=r"day first or year first.*ymd"):
        checked(path)
    assert IncidentFile(path).questions[0].option == "--date-order dmy or ymd"
    assert intervals(path, date_order="ymd") == [day("2024-11-02"), day("2024-11-18"), day("2024-12-05")]


def test_a_workbook_with_swapped_days_is_asked_about_and_read_as_decided(tmp_path: Path) -> None:
    path = workbook(tmp_path, *SWAPPED)
    with pytest.raises(FileRefused, match="a spreadsheet seems to have swapped day and month"):
        checked(path)
    assert "--swapped-days" in IncidentFile(path).questions[0].option
    certain = [day("2024-04-13"), day("2024-04-25")]
    april = [day("2024-04-03"), day("2024-04-05"), day("2024-04-06")]
    assert intervals(path, swapped_days="exchange") == [*april, *certain]
    assert [r.rows for r in checked(path, swapped_days="exchange").repairs if "exchanged" in r.what] == [3]
    assert intervals(path, swapped_days="keep") == [*map(day, ("2024-03-04", "2024-05-04", "2024-06-04")), *certain]


def test_the_same_saved_as_csv_is_asked_about_as_well(tmp_path: Path) -> None:
    path = csv(tmp_path, "2024-03-04", "2024-05-04", "13/04/2024", "25/04/2024")
    with pytest.raises(FileRefused, match="swapped"):
        checked(path)


def test_a_workbook_of_cells_alone_is_read_as_it_is(tmp_path: Path) -> None:
    result = checked(workbook(tmp_path, date(2024, 3, 4), date(2024, 4, 13)))
    assert [str(row.date_start) for row in result.incidents] == ["2024-03-04", "2024-04-13"]
    assert result.problems == []


def test_a_weekday_that_contradicts_its_day_is_a_warning_of_the_row(tmp_path: Path) -> None:
    result = checked(csv(tmp_path, "Mon, 18 Nov 2024", "Tue, 18 Nov 2024"))
    (problem,) = result.problems
    assert (problem.row, problem.severity, problem.column) == (2, "warning", "date")
    assert len(result.incidents) == 2


def test_a_remembered_order_is_used_where_the_file_leaves_it_open_and_asked_about_where_it_does_not_fit(
    tmp_path: Path,
) -> None:
    workspace = store.workspace_at(tmp_path / "w.gpkg")
    first = csv(tmp_path, "03/04/2024", "05/06/2024", name="partner 1.csv")
    import_files([IncidentFile(first, ReadOptions(date_order="mdy"), today=TODAY)], workspace)
    options = with_saved_mappings(None, workspace)
    again = IncidentFile(csv(tmp_path, "07/08/2024", name="partner 2.csv"), options, today=TODAY)
    assert [str(row.date_start) for part in again.parts() for row in part.incidents] == ["2024-07-08"]
    other = csv(tmp_path, "07/08/2024", "13/08/2024", name="partner 3.csv")
    (question,) = IncidentFile(other, options, today=TODAY).questions
    assert question.candidates == ("dmy", "mdy")
    assert IncidentFile(other, replace(options, date_order="dmy"), today=TODAY).questions == ()


def test_a_mapping_without_an_order_does_not_read_open_days(tmp_path: Path) -> None:
    path = csv(tmp_path, "2024-11-18")
    mapping = IncidentFile(path, today=TODAY).column_mapping
    assert mapping is not None
    assert layout_key(HEADER) == layout_key(IncidentFile(path).header)
    later = IncidentFile(csv(tmp_path, "03/04/2024"), ReadOptions(column_mapping=mapping), today=TODAY)
    assert later.questions
