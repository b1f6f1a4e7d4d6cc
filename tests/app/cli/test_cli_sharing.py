"""What leaves by the command line under a sharing profile."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from geo.briefing import briefing_of
from geo.briefing.atlas import AtlasOptions, atlas_of
from geo.sources.bundled import bundled
from geo.view.snapshot import Snapshot
from tests.app.cli.commands import Commands

NOVEMBER = ("--from", "2024-11-01", "--to", "2024-11-30")


def test_a_list_leaves_by_district_and_says_what_stays_out(run_cli: Commands) -> None:
    done = run_cli("list", "--csv", "--share-as", "careful", *NOVEMBER)
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert {row["place_precision"] for row in rows} == {"district"}
    assert {row["notes"] + row["url"] + row["location"] for row in rows} == {""}
    assert "Stay out: notes" in done.err
    assert "counts" not in done.err  # there is no table that would hide them


def test_a_profile_of_ones_own_comes_from_a_file(run_cli: Commands, tmp_path: Path) -> None:
    profiles = tmp_path / "p.json"
    profiles.write_text(json.dumps({"OCHA": {"places": "none", "notes": True}}))
    out = tmp_path / "a.geojson"
    done = run_cli("export", *NOVEMBER, "--share-as", "OCHA", "--profiles", str(profiles), "--out", str(out), "--json")
    assert json.loads(done.out)["sharing"]["profile"] == "own choices"
    features = json.loads(out.read_text(encoding="utf-8"))["features"]
    assert {feature["geometry"] for feature in features} == {None}
    assert all(feature["properties"]["notes"] for feature in features)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("table", "--by", "district", "--share-as", "careful"), "--out"),
        (("list", "--share-as", "counts-only"), "no rows may leave"),
        (("list", "--share-as", "carefull"), "Did you mean 'careful'?"),
        (("export", "--share-as", "counts-only", "--out", "{}/a.kml"), "Counts are in .gpkg or .xlsx"),
        (("table", "--by", "site", "--share-as", "careful", "--out", "{}/a.csv"), "needs the places"),
        (("list", "--share-as", "x", "--profiles", "{}/no.json"), "no.json cannot be read: No such file"),
    ],
)
def test_what_cannot_leave_so_is_said(run_cli: Commands, tmp_path: Path, arguments, told: str) -> None:
    done = run_cli(*(part.format(tmp_path) for part in arguments))
    assert done.code != 0
    assert told in done.err
    assert list(tmp_path.iterdir()) == []


def test_an_atlas_is_drawn_of_the_guarded_incidents(
    run_cli: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[Snapshot] = []
    monkeypatch.setattr("geo.export.atlas.write_atlas", lambda path, snapshot, *_: drawn.append(snapshot) or path)
    near = ("--within", "300", "--of", "32.9911,70.6122")
    out = tmp_path / "a.pdf"
    assert run_cli("brief", "--atlas", "district", "--share-as", "careful", *NOVEMBER, *near, "--out", out).code == 0
    atlas = atlas_of(drawn[0], AtlasOptions())
    assert len(atlas.entries) > 3
    true, of_page = bundled().incidents, [entry.snapshot.dataset.incidents for entry in atlas.entries]
    for incidents in of_page:
        assert {*zip(incidents.lon, incidents.lat, strict=True)}.isdisjoint(zip(true.lon, true.lat, strict=True))
        assert not any(incidents.texts["notes"])
    records = [atlas.record.view, *(briefing_of(entry.snapshot).record.view for entry in atlas.entries)]
    assert not [record for record in records if "70.61" in record or "32.99" in record]


def test_a_table_leaves_without_small_counts(run_cli: Commands, tmp_path: Path) -> None:
    out = tmp_path / "a.csv"
    assert run_cli("table", "--by", "district", "--share-as", "careful", *NOVEMBER, "--out", str(out)).code == 0
    with out.open(encoding="utf-8-sig", newline="") as handle:
        rows = {row[0]: row[1] for row in csv.reader(handle) if len(row) > 1}
    assert (rows["Khyber"], rows["All"]) == ("<5", "13")


def test_a_page_is_made_again_under_the_profile_that_it_left_under(run_cli: Commands, tmp_path: Path) -> None:
    page, again, offline, mine = (tmp_path / name for name in ("a.svg", "b.svg", "c.html", "d.html"))
    narrow = ("--extent", "70.1,33.2,70.2,33.3", "--map-only", "--dpi", "72")
    done = run_cli("snapshot", *NOVEMBER, *narrow, "--share-as", "grid-10", "--out", page)
    assert "--extent" in done.err
    assert "Small counts are written" in done.err
    assert "70.1,33.2" not in page.read_text(encoding="utf-8")
    assert run_cli("recreate", page, "--out", again).code == 0
    assert again.read_bytes() == page.read_bytes()
    assert run_cli("recreate", page, "--out", offline).code == 0
    assert b'"places":"grid-10"' in offline.read_bytes()
    assert run_cli("export", *NOVEMBER, "--within", "300", "--of", "33.2,70.1", "--out", mine).code == 0
    done = run_cli("recreate", mine, "--out", tmp_path / "e.html")
    assert "cannot be made again" in done.err
    assert not (tmp_path / "e.html").exists()


def test_rows_that_may_not_be_passed_on_are_told_of(run_cli: Commands, tmp_path: Path) -> None:
    file, space = tmp_path / "a.csv", tmp_path / "w.gpkg"
    header = "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,admin1,admin2,location"
    values = "PAK1,1 November 2024,1,Battles,Armed clash,Police,Khyber Pakhtunkhwa,Swat,Mingora"
    file.write_text(
        f"{header},latitude,longitude,geo_precision,source,notes,fatalities\n{values},34.77,72.36,1,D,N,2\n"
    )
    assert run_cli("import", "--workspace", space, "--layout", "acled", file).code == 0
    listed = run_cli("list", "--csv", "--workspace", space)
    assert "acled:PAK1" in listed.out
    assert "Not to be passed on: 1 row" in listed.err
    exported = run_cli("export", "--workspace", space, "--out", tmp_path / "b.csv")
    assert exported.code == 0
    assert "No incident of 1: those that pass the filters may not leave." in exported.out
    assert "Stays out: 1 row of a source whose licence forbids passing its rows on: acled" in exported.out
    assert "acled" not in (tmp_path / "b.csv").read_text(encoding="utf-8-sig")
