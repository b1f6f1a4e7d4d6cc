"""``layers``: list, add and remove layers of one's own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from geo import store
from tests.app.cli.speaking import Speaker

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


def test_a_layer_is_added_listed_and_removed(say: Speaker, workspace: Path, zones: Path) -> None:
    assert "There are no user layers" in say("layers", "--workspace", workspace).out
    added = say("layers", "--workspace", workspace, "--add", zones, "--name", "My zones")
    assert (added.code, "Added: My zones, 1 polygons from zones.geojson." in added.out) == (0, True)
    (told,) = say("layers", "--workspace", workspace, "--json").answer["layers"]
    assert (told["name"], told["kinds"], told["bounds"]) == ("My zones", ["polygons"], [70.3, 32.7, 70.9, 33.2])
    removed = say("layers", "--workspace", workspace, "--remove", "My zones")
    assert (removed.code, "Removed: My zones." in removed.out) == (0, True)
    assert say("layers", "--workspace", workspace, "--json").answer == {"layers": []}


def test_a_layer_can_be_the_districts(say: Speaker, workspace: Path, zones: Path, table: Path) -> None:
    say("import", table, "--workspace", workspace)
    added = say("layers", "--workspace", workspace, "--add", zones, "--use-as-districts")
    assert "1 polygons of zones stand for the districts, 1 of them known by name." in added.out
    answer = say("table", "--by", "district", "--workspace", workspace, "--json").answer
    assert {row["district"] for row in answer["rows"]} <= {"Bannu"}


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--remove", "x"), 1, "no layer 'x'"),
        (("--name", "x"), 2, "apply to the file of --add"),
        (("--add", "missing.geojson"), 1, "missing.geojson"),
        (("--add", "a.geojson", "--remove", "x"), 2, "either --add or --remove"),
    ],
)
def test_wrong_use_is_told(say: Speaker, workspace: Path, arguments: tuple[str, ...], code: int, said: str) -> None:
    found = say("layers", "--workspace", workspace, *arguments)
    assert (found.code, said in found.err) == (code, True)
