"""TopoJSON, read as the features that it was made from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from geo.errors import FileRefused
from geo.sources.files import topojson
from geo.sources.files.geojson import features_of
from geo.sources.user_layers import read_layer_file

BORDER, WEST, EAST = (
    [[50, 100], [0, -50]],
    [[50, 50], [-40, 0], [0, 50], [40, 0]],
    [[50, 100], [40, 0], [0, -50], [-40, 0]],
)
ZONES = {
    "type": "GeometryCollection",
    "geometries": [
        {"type": "Polygon", "arcs": [[0, 1]], "properties": {"NAME_1": "Khyber-Pakhtunkhwa", "NAME_3": "West"}},
        {"type": "MultiPolygon", "arcs": [[[-1, 2]]], "properties": {"NAME_2": "Kohat", "NAME_3": "East"}, "id": 7},
        {"type": None, "properties": {"NAME_3": "Nowhere"}},
    ],
}
SITE = {"type": "Point", "coordinates": [10, 20], "properties": {"name": "Post"}}


def written(folder: Path, **changes: Any) -> Path:
    topology = {
        "type": "Topology",
        "transform": {"scale": [0.01, 0.01], "translate": [70, 32]},
        "objects": {"zones": ZONES, "sites": SITE},
        "arcs": [BORDER, WEST, EAST],
    }
    path = folder / "gadm.json"
    path.write_text(json.dumps({**topology, **changes}), encoding="utf-8")
    return path


def test_polygons_share_their_border_and_keep_their_names(tmp_path: Path) -> None:
    file = read_layer_file(written(tmp_path))
    west, east = file.layer.features
    assert (west.name, west.province, east.name, east.code) == ("West", "Khyber-Pakhtunkhwa", "East", "7")
    assert west.coordinates == [[[70.5, 33.0], [70.5, 32.5], [70.1, 32.5], [70.1, 33.0], [70.5, 33.0]]]
    assert east.coordinates[0][:2] == [[70.5, 32.5], [70.5, 33.0]]
    assert file.offered == ("zones", "sites")
    assert "layer 'zones' read; there are also 'sites'" in file.layer.remarks
    assert "1 feature without a geometry that can be drawn left out" in file.layer.remarks


def test_a_layer_can_be_chosen(tmp_path: Path) -> None:
    layer = read_layer_file(written(tmp_path), "sites").layer
    assert [(feature.name, feature.coordinates) for feature in layer.features] == [("Post", [70.1, 32.2])]
    with pytest.raises(FileRefused, match=r"no layer 'roads'\. It has: zones, sites"):
        read_layer_file(written(tmp_path), "roads")


def test_a_topology_without_a_transform_has_plain_coordinates(tmp_path: Path) -> None:
    line = {"type": "LineString", "arcs": [0, 1]}
    path = written(tmp_path, transform=None, objects={"roads": line}, arcs=[[[70, 33], [71, 33]], [[71, 33], [71, 34]]])
    ((_, geometry),), *_ = features_of(path)
    assert geometry == {"type": "LineString", "coordinates": [[70, 33], [71, 33], [71, 34]]}


@pytest.mark.parametrize(
    "changes",
    [
        {"objects": {}},
        {"objects": None},
        {"arcs": [BORDER]},
        {"arcs": 7},
        {"arcs": [[["x", 1]]]},
        {"transform": {"scale": [1]}},
        {"objects": {"zones": {"type": "GeometryCollection"}}},
        {"objects": {"roads": {"type": "LineString", "arcs": [0] * 60}}},
    ],
)
def test_damaged_files_are_refused_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changes: dict[str, Any]
) -> None:
    assert topojson._MOST_VERTICES == 10_000_000
    monkeypatch.setattr(topojson, "_MOST_VERTICES", 100)
    with pytest.raises(FileRefused, match=r"gadm\.json"):
        features_of(written(tmp_path, **changes))
