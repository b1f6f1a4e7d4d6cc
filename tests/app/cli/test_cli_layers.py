"""``layers``: list, add and remove user layers."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from geo import store
from geo.places.user_layers import UserLayer
from tests.app.cli.commands import Commands

SQUARE = [[[70.35, 32.75], [70.85, 32.75], [70.85, 33.1], [70.35, 33.1], [70.35, 32.75]]]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    path = tmp_path / "w.gpkg"
    store.workspace_at(path).create()
    return path


@pytest.fixture
def zones(tmp_path: Path) -> Path:
    path = tmp_path / "zones.geojson"
    feature = {"type": "Feature", "properties": {"zone": "Bannu", "id": 7}}
    feature |= {"geometry": {"type": "Polygon", "coordinates": SQUARE}}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    return path


def test_a_layer_is_added_listed_and_removed(run_cli: Commands, workspace: Path, zones: Path) -> None:
    assert "There are no user layers" in run_cli("layers", "--workspace", workspace).out
    added = run_cli("layers", "--workspace", workspace, "--add", zones, "--name", "My zones")
    assert (added.code, "Added: My zones, 1 polygon from zones.geojson." in added.out) == (0, True)
    (layer,) = run_cli("layers", "--workspace", workspace, "--json").answer["layers"]
    assert (layer["name"], layer["kinds"], layer["bounds"]) == ("My zones", ["polygons"], [70.35, 32.75, 70.85, 33.1])
    removed = run_cli("layers", "--workspace", workspace, "--remove", "My zones")
    assert (removed.code, "Removed: My zones." in removed.out) == (0, True)
    assert run_cli("layers", "--workspace", workspace, "--json").answer == {"layers": []}


def test_a_layer_that_cannot_be_read_is_named(run_cli: Commands, workspace: Path, zones: Path) -> None:
    run_cli("layers", "--workspace", workspace, "--add", zones, "--name", "My zones")
    with closing(sqlite3.connect(workspace)) as connection:
        connection.execute("UPDATE reference_layers SET content = '{}'")
        connection.commit()
    for form in ([], ["--json"]):
        listed = run_cli("layers", "--workspace", workspace, *form)
        assert listed.code == 0
        assert "The layer 'My zones' cannot be read" in listed.err
    assert listed.answer == {"layers": []}


def test_a_layer_can_be_the_districts(run_cli: Commands, workspace: Path, zones: Path, table: Path) -> None:
    run_cli("import", table, "--workspace", workspace)
    added = run_cli("layers", "--workspace", workspace, "--add", zones, "--use-as-districts")
    assert "1 polygon of zones stands for the districts, 1 of them with their people by the census." in added.out
    answer = run_cli("table", "--by", "district", "--workspace", workspace, "--json").answer
    assert {row["district"] for row in answer["rows"]} <= {"Bannu"}


def test_what_is_unknown_about_districts_is_reported(run_cli: Commands, workspace: Path, zones: Path) -> None:
    zones.write_text(zones.read_text().replace("Bannu", "Zone A"))
    added = run_cli("layers", "--workspace", workspace, "--add", zones, "--use-as-districts")
    note = "The number of people is unknown, and so are rates, for Zone A (its name is that of no district)"
    assert note in added.out
    (layer,) = run_cli("layers", "--workspace", workspace, "--json").answer["layers"]
    assert layer["notes"] == [note]


def test_lines_cannot_be_districts(run_cli: Commands, workspace: Path, tmp_path: Path) -> None:
    path = tmp_path / "road.geojson"
    path.write_text(
        json.dumps({"features": [{"geometry": {"type": "LineString", "coordinates": [[70, 33], [71, 33]]}}]})
    )
    added = run_cli("layers", "--workspace", workspace, "--add", path, "--use-as-districts")
    assert (added.code, "no polygons in the two provinces" in added.err) == (1, True)


def test_a_layer_without_features_is_listed(run_cli: Commands, workspace: Path) -> None:
    store.workspace_at(workspace).store_layer(UserLayer("Empty", ()))
    (layer,) = run_cli("layers", "--workspace", workspace, "--json").answer["layers"]
    assert (layer["name"], layer["features"], layer["bounds"]) == ("Empty", 0, None)
    assert "Empty" in run_cli("layers", "--workspace", workspace).out


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("--remove", "x"), 1, "no layer 'x'"),
        (("--name", "x"), 2, "apply to the file of --add"),
        (("--add", "missing.geojson"), 1, "missing.geojson"),
        (("--add", "a.geojson", "--remove", "x"), 2, "either --add or --remove"),
    ],
)
def test_wrong_use_is_an_error_with_a_message(
    run_cli: Commands, workspace: Path, arguments: tuple[str, ...], code: int, message: str
) -> None:
    result = run_cli("layers", "--workspace", workspace, *arguments)
    assert (result.code, message in result.err) == (code, True)


def test_a_layer_without_features_has_no_bounds(run_cli: Commands, workspace: Path) -> None:
    store.workspace_at(workspace).store_layer(UserLayer("Empty", ()))
    (layer,) = run_cli("layers", "--workspace", workspace, "--json").answer["layers"]
    assert (layer["name"], layer["features"], layer["bounds"], layer["kinds"]) == ("Empty", 0, None, [])
    assert "Empty" in run_cli("layers", "--workspace", workspace).out
    assert run_cli("layers", "--workspace", workspace, "--remove", "Empty").code == 0
