"""``layers``: list, add and remove user layers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from geo import store
from tests.app.cli.commands import Commands

SQUARE = [[[70.3, 32.7], [70.9, 32.7], [70.9, 33.2], [70.3, 33.2], [70.3, 32.7]]]


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
    assert (added.code, "Added: My zones, 1 polygons from zones.geojson." in added.out) == (0, True)
    (layer,) = run_cli("layers", "--workspace", workspace, "--json").answer["layers"]
    assert (layer["name"], layer["kinds"], layer["bounds"]) == ("My zones", ["polygons"], [70.3, 32.7, 70.9, 33.2])
    removed = run_cli("layers", "--workspace", workspace, "--remove", "My zones")
    assert (removed.code, "Removed: My zones." in removed.out) == (0, True)
    assert run_cli("layers", "--workspace", workspace, "--json").answer == {"layers": []}


def test_a_layer_can_be_the_districts(run_cli: Commands, workspace: Path, zones: Path, table: Path) -> None:
    run_cli("import", table, "--workspace", workspace)
    added = run_cli("layers", "--workspace", workspace, "--add", zones, "--use-as-districts")
    assert "1 polygons of zones stand for the districts, 1 of them known by name." in added.out
    answer = run_cli("table", "--by", "district", "--workspace", workspace, "--json").answer
    assert {row["district"] for row in answer["rows"]} <= {"Bannu"}


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
