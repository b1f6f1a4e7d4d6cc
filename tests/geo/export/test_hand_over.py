"""Files to hand over: what is in them, and what they say of themselves."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.cli import run
from geo.export.file_format import format_of
from geo.export.formats import HAND_OVER
from geo.export.request import hand_over
from geo.export.sharing.profile import AS_IS, PROFILES
from geo.incidents.columns import COLUMN_NAMES
from geo.view.snapshot import Snapshot, resolve
from geo.view.state import State
from tests.geo.draw.page.pages import NOVEMBER, dataset_of, incident, snapshot_of
from tests.geo.export.files import unpacked


def written(snapshot: Snapshot, path: Path, **chosen: object) -> Path:
    return format_of(path, HAND_OVER).write(path, replace(hand_over(snapshot, AS_IS), **chosen))


def test_hxl_tags_stand_below_the_header(tmp_path: Path) -> None:
    path = written(snapshot_of(NOVEMBER), tmp_path / "a.csv", hxl=True)
    with path.open(encoding="utf-8-sig", newline="") as handle:
        header, tags, *rows = csv.reader(handle)
    assert len(rows) == 13
    assert dict(zip(header, tags, strict=True)) | {"lon": "#geo+lon", "killed_best": "#affected+killed"} == dict(
        zip(header, tags, strict=True)
    )
    assert all(tag.startswith("#") for tag in tags)


def test_geojson_has_a_feature_for_each_incident_and_says_what_it_is(tmp_path: Path) -> None:
    snapshot = snapshot_of(NOVEMBER)
    content = json.loads(written(snapshot, tmp_path / "a.geojson").read_text(encoding="utf-8"))
    incidents = list(snapshot.dataset.incidents.rows(snapshot.rows.tolist()))
    points = [[i.lon, i.lat] for i in incidents if i.lon is not None]
    assert [f["geometry"]["coordinates"] for f in content["features"] if f["geometry"]] == points
    assert [f["properties"]["incident_id"] for f in content["features"]] == [i.incident_id for i in incidents]
    assert set(COLUMN_NAMES) - {"lon", "lat"} <= set(content["features"][0]["properties"])
    about = content["metadata"]
    assert (about["shown"], about["of"], about["period"]) == (13, 261, ["2024-11-01", "2024-11-30"])
    assert about["left_out"] == [{"reason": "outside the period", "n": 248}]


def test_in_geojson_an_area_is_no_point_and_its_coordinates_are_properties(tmp_path: Path) -> None:
    places = {"lon": 70.5, "lat": 33.0, "district": "Bannu"}
    rows = [incident(n, **places, place_precision=known) for n, known in enumerate(("exact", "district"), 1)]
    path = written(resolve(dataset_of(*rows), State()), tmp_path / "a.geojson")
    exact, area = json.loads(path.read_text(encoding="utf-8"))["features"]
    assert exact["geometry"] == {"type": "Point", "coordinates": [70.5, 33.0]}
    assert not {"lon", "lat"} & set(exact["properties"])
    assert area["geometry"] is None
    assert (area["properties"]["lon"], area["properties"]["lat"]) == (70.5, 33.0)


def test_an_existing_file_is_replaced_only_on_request(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.csv"
    path.write_text("mine")
    assert run(["export", "--out", str(path)]) == 1
    assert "--overwrite" in capsys.readouterr().err
    assert path.read_text() == "mine"
    assert run(["export", "--out", str(path), "--overwrite", "--json", "--beside"]) == 0
    assert json.loads(path.with_name("a.csv.about.json").read_text(encoding="utf-8"))["shown"] == 261
    assert json.loads(capsys.readouterr().out)["shown"] == 261


def test_a_workbook_has_incidents_counts_and_notes_and_no_formula(tmp_path: Path) -> None:
    rows = [
        incident(1, notes="=1+1", location="#N/A", district="Bannu", place_precision="district", killed_best=3),
        incident(2, notes="x" * 40_000, date_start=date(1850, 1, 1), date_end=date(1850, 1, 1)),
    ]
    snapshot = resolve(dataset_of(*rows), State())
    book = load_workbook(written(snapshot, tmp_path / "a.xlsx"))
    assert book.sheetnames == ["Incidents", "Districts", "Notes"]
    header, old, new = (list(row) for row in book["Incidents"].iter_rows())
    cells = {head.value: (a, b) for head, a, b in zip(header, old, new, strict=True)}
    assert cells["notes"][1].value == "=1+1"
    assert (cells["notes"][1].data_type, cells["location"][1].data_type) == ("s", "s")
    assert len(cells["notes"][0].value) == 32_767
    assert cells["date_start"][0].value == "1850-01-01"
    assert cells["date_start"][1].value.date() == date(2024, 3, 1)
    assert cells["killed_best"][1].value == 3
    counts = {row[0]: row[3] for row in book["Districts"].iter_rows(values_only=True)}
    assert (counts["Bannu"], counts["Swat"], counts["in no district"], counts["all"]) == (1, 0, 1, 2)
    assert ("filters", "No filters") in list(book["Notes"].iter_rows(values_only=True))


def test_small_counts_are_not_in_a_workbook(tmp_path: Path) -> None:
    rows = [incident(i, district="Bannu" if i < 3 else "Swat", place_precision="district") for i in range(12)]
    request = hand_over(resolve(dataset_of(*rows), State()), PROFILES["counts-only"])
    book = load_workbook(format_of(Path("a.xlsx"), HAND_OVER).write(tmp_path / "a.xlsx", request))
    assert book.sheetnames == ["Districts", "Notes"]
    counts = {row[0]: row[3:5] for row in book["Districts"].iter_rows(values_only=True)}
    assert (counts["Bannu"][0], counts["Swat"][0], counts["all"][0]) == ("<5", "not shown", 12)
    assert counts["Bannu"][1] == "not shown"


def test_made_up_data_are_labelled_in_every_format(tmp_path: Path) -> None:
    snapshot = resolve(dataset_of(incident(1, source="made-up", actor1="Made-up group")), State())
    for known in (each for each in HAND_OVER if each.ending not in (".mp4", ".webm")):  # a film is in .gif
        content = known.write(tmp_path / f"a{known.ending}", hand_over(snapshot, AS_IS)).read_bytes()
        assert b"Made up: no real incidents" in unpacked(content) or known.ending == ".csv"
