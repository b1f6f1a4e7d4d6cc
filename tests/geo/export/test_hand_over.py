"""Files to hand over: what is in them, and what they say of themselves."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest

from app.cli import run
from geo.export.file_format import format_of
from geo.export.formats import HAND_OVER
from geo.export.request import hand_over
from geo.export.sharing.profile import AS_IS
from geo.incidents.columns import COLUMN_NAMES
from geo.view.snapshot import Snapshot
from tests.geo.draw.page.pages import NOVEMBER, snapshot_of


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


def test_an_existing_file_is_replaced_only_on_request(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.csv"
    path.write_text("mine")
    assert run(["export", "--out", str(path)]) == 1
    assert "--overwrite" in capsys.readouterr().err
    assert path.read_text() == "mine"
    assert run(["export", "--out", str(path), "--overwrite", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["shown"] == 261
