"""Coordinates of tables with an unknown layout: which columns hold them, and how they become degrees."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from geo.incidents.findings import Checked
from geo.sources.incident_file import IncidentFile
from geo.sources.read_options import ReadOptions
from tests.geo.checked_files import read_file

BANNU, TANK = (70.62, 32.95), (70.38, 32.22)


def table(folder: Path, header: str, *cells: str) -> Path:
    """A file of rows in Bannu and Tank by turns; ``cells`` are those of the columns of coordinates."""
    path = folder / "field office.csv"
    rows = [f"R-{i},2024-11-{i + 1:02},IED,{text},{('Bannu', 'Tank')[i % 2]},1" for i, text in enumerate(cells)]
    path.write_text("\n".join([f"Ref,Date,Type,{header},District,Killed", *rows, ""]), encoding="utf-8")
    return path


def points(checked: Checked) -> list[tuple[float | None, float | None]]:
    """The coordinates, rounded to about 100 m."""
    return [tuple(None if c is None else round(c, 3) for c in (row.lon, row.lat)) for row in checked.incidents]  # type: ignore[misc]


ONE_CELL = [
    ("WKT", "POINT (70.62 32.95)", "POINT (70.38 32.22)"),
    ("the_geom", "SRID=4326;POINT(70.62 32.95)", "SRID=32642;POINT(630041 3565656)"),
    ("GPS location", "32.95 70.62 400.0 4.8", "32.22 70.38 610.5 5.0"),
    ("form/gps/GPS location", "32.95 70.62 400.0 4.8", "32.22 70.38 610.5 5.0"),
    ("MGRS", "42SXB5142746908", "42S XA 30041 65656"),
    ("Grid reference", "42SXB5142746908", "42SXA3004165656"),
    ("UTM", "42N 651427 3646908", "42S 630041 3565656"),
    ("Coordinates", '"70.62, 32.95"', '"70.38, 32.22"'),
    ("Lat/Long", '"32.95, 70.62"', '"32.22, 70.38"'),
    ("Coordinates (DMS)", '"32°57\'00""N 70°37\'12""E"', '"32°13\'12""N 70°22\'48""E"'),
    ("GeoJSON", '"{""type"":""Point"",""coordinates"":[70.62,32.95]}"', '"{""lat"":32.22,""lng"":70.38}"'),
    ("Google map link", '"https://maps.google.com/?q=32.95,70.62"', '"https://maps.google.com/?q=32.22,70.38"'),
    ("Where exactly", "POINT (70.62 32.95)", "POINT (70.38 32.22)"),
    ("Location", '"32.95, 70.62"', '"32.22, 70.38"'),
]


@pytest.mark.parametrize(("heading", "first", "second"), ONE_CELL)
def test_points_in_one_cell_are_read(tmp_path: Path, heading: str, first: str, second: str) -> None:
    checked = read_file(table(tmp_path, heading, first, second))
    assert points(checked) == [BANNU, TANK]
    assert checked.problems == []


TWO_COLUMNS = [
    ("Lat,Long", "32-57-00,70-37-12", "32-13-12,70-22-48"),
    ("Lat,Long", "32.57.00,70.37.12", "32.13.12,70.22.48"),
    ("Latitude,Longitude", '"32°57\'00""N","70°37\'12""E"', '"32°13\'12""N","70°22\'48""E"'),
    ("Lat,Lon", '"32,95","70,62"', '"32,22","70,38"'),
    ("Lat,Lon", "۳۲٫۹۵,۷۰٫۶۲", "۳۲٫۲۲,۷۰٫۳۸"),
    ("Easting,Northing,Zone", "651427,3646908,42N", "630041,3565656,42S"),
    ("Northing,Easting,UTM zone", "3646908,651427,42", "3565656,630041,Zone 42"),
    ("Easting,Northing", "651427,3646908", "630041,3565656"),
]


@pytest.mark.parametrize(("headings", "first", "second"), TWO_COLUMNS)
def test_two_columns_in_any_notation_are_read(tmp_path: Path, headings: str, first: str, second: str) -> None:
    checked = read_file(table(tmp_path, headings, first, second))
    assert points(checked) == [BANNU, TANK]
    assert checked.problems == []


def test_columns_with_each_other_s_heading_are_exchanged_and_that_is_reported(tmp_path: Path) -> None:
    checked = read_file(table(tmp_path, "Latitude,Longitude", "70.62,32.95", "70.38,32.22"))
    assert points(checked) == [BANNU, TANK]
    assert any("swapped in every row" in repair.what and repair.rows == 2 for repair in checked.repairs)


@pytest.mark.parametrize(
    ("headings", "good", "bad"),
    [
        ("Latitude,Longitude", ("32.95,70.62", "32.22,70.38"), ("n/a,n/a", "see map,see map", "tbc,", "ask,ask")),
        ("GPS coordinates", ("32.95 70.62", "32.22 70.38"), ("n/a", "see map", "tbc", "ask the office")),
        ("MGRS", ("42SXB5142746908", "42SXA3004165656"), ("n/a", "see map", "tbc", "42SXB514")),
    ],
)
def test_cells_without_a_point_leave_the_others_readable(
    tmp_path: Path, headings: str, good: tuple[str, str], bad: tuple[str, ...]
) -> None:
    checked = read_file(table(tmp_path, headings, *good, *bad))
    assert points(checked) == [BANNU, TANK] + [(None, None)] * len(bad)
    assert [row.place_precision for row in checked.incidents[2:]] == ["district"] * len(bad)
    assert {problem.row for problem in checked.problems} == {4, 6}
    assert ["see map" in row.extra for row in checked.incidents] == [False, False, False, True, False, False]
    assert all("kept by its district" in problem.message for problem in checked.problems)


def test_metres_of_one_system_are_read_in_it_with_a_note(tmp_path: Path) -> None:
    file = IncidentFile(table(tmp_path, "Easting,Northing", "651427,3646908", "630041,3565656"))
    assert file.column_mapping is not None
    assert file.column_mapping.crs == "EPSG:32642"
    assert any("metres, read in EPSG:32642" in note for note in file.notes)


@pytest.mark.parametrize("heading", ["X,Y", "Longitude,Latitude"])
def test_metres_of_maps_on_the_web_are_read_with_a_note(tmp_path: Path, heading: str) -> None:
    path = table(tmp_path, heading, "7861383,3888734", "7834666,3792252")
    file = IncidentFile(path)
    assert any("metres, read in EPSG:3857" in note for note in file.notes)
    assert points(read_file(path)) == [BANNU, TANK]


@pytest.mark.parametrize("factor", [10**5, 10**6, 10**7])
def test_degrees_that_lost_their_point_are_named_as_such(tmp_path: Path, factor: int) -> None:
    cells = [f"{round(lon * factor)},{round(lat * factor)}" for lon, lat in (BANNU, TANK)]
    (question,) = IncidentFile(table(tmp_path, "Longitude,Latitude", *cells)).questions
    assert "degrees without their point" in question.text
    file = IncidentFile(table(tmp_path, "Longitude,Latitude", *cells), ReadOptions(columns={"lon": ""}))
    assert file.questions == ()


def test_a_column_of_points_that_cannot_be_read_is_noted(tmp_path: Path) -> None:
    file = IncidentFile(table(tmp_path, "GPS coordinates", "pending", "pending"))
    assert file.notes == ("lat from no column: what 'GPS coordinates' holds cannot be read as points: 'pending'",)


def test_metres_that_fit_no_system_are_a_question(tmp_path: Path) -> None:
    file = IncidentFile(table(tmp_path, "Easting,Northing", "251427,1646908", "230041,1565656"))
    assert [(question.about, question.candidates) for question in file.questions] == [
        ("lon", ("EPSG:32641", "EPSG:32642", "EPSG:32643", "EPSG:3857"))
    ]


@pytest.mark.parametrize(("headings", "joint"), [("Easting,Northing", ","), ("Coordinates", " ")])
def test_metres_are_converted_from_the_system_of_the_mapping(tmp_path: Path, headings: str, joint: str) -> None:
    path = table(tmp_path, headings, f"651427{joint}3646908", f"630041{joint}3565656")
    mapping = IncidentFile(path).column_mapping
    assert mapping is not None
    columns = {
        **mapping.columns,
        "lon": headings.split(",", maxsplit=1)[0],
        "lat": headings.rsplit(",", maxsplit=1)[-1],
    }
    chosen = replace(mapping, columns=columns, crs="EPSG:32642")
    assert points(read_file(path, ReadOptions(column_mapping=chosen))) == [BANNU, TANK]


@pytest.mark.parametrize("cells", [("25, 61", "31, 70"), ("25.5, 61.5", "24.5, 66.0"), ("12.5 - 30.1", "10.1 - 44.2")])
def test_pairs_of_numbers_that_do_not_lie_here_are_no_points(tmp_path: Path, cells: tuple[str, str]) -> None:
    file = IncidentFile(table(tmp_path, "Age and weight of guard", *(f'"{cell}"' for cell in cells)))
    assert file.column_mapping is not None
    assert not file.column_mapping.columns.keys() & {"lon", "lat"}
