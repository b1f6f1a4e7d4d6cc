"""Files of hot spots: rows, areas and the method, read back with other readers."""

from __future__ import annotations

import csv
import json
from functools import cache
from pathlib import Path

import pyogrio
import pytest
import shapely

from geo.analysis.hotspots.methods import METHODS, answer, question
from geo.export.file_format import format_of
from geo.export.formats import HOT_SPOTS
from geo.export.hot_spots import HotSpotsRequest
from geo.sources.bundled import bundled
from geo.view.snapshot import resolve
from geo.view.state import State


@cache
def request_of(method: str) -> HotSpotsRequest:
    given = {"permutations": 0} if method == "gistar" else {}
    snapshot = resolve(bundled(), State(hot_spots=question(method, METHODS[method].settings(**given))))
    found = answer(snapshot)
    assert found is not None
    return HotSpotsRequest(snapshot, found)


def written(folder: Path, method: str, ending: str) -> Path:
    path = folder / f"spots{ending}"
    return format_of(path, HOT_SPOTS).write(path, request_of(method))


def test_csv_has_all_rows_and_the_method_below_them(tmp_path: Path) -> None:
    with written(tmp_path, "gistar", ".csv").open(encoding="utf-8-sig", newline="") as handle:
        lines = list(csv.reader(handle))
    found = request_of("gistar").found
    end = lines.index([])
    assert [line[1] for line in lines[1:end]] == [row.place for row in found.rows]
    assert {"class", "count", "z", "p", "q", "sentence"} <= set(lines[0])
    notes = "\n".join(line[0] for line in lines[end + 1 :])
    for words in (found.method, found.reference, '"seed": 20240101', "n_used: 252", "strategic developments", "sample"):
        assert words in notes


@pytest.mark.parametrize("ending", [".geojson", ".gpkg"])
def test_layers_have_the_districts_and_the_method(tmp_path: Path, ending: str) -> None:
    path = written(tmp_path, "gistar", ending)
    meta, _, areas, fields = pyogrio.raw.read(path)
    found = request_of("gistar").found
    columns = dict(zip(meta["fields"].tolist(), fields, strict=True))
    assert columns["class"].tolist() == [row.verdict for row in found.rows]
    assert columns["count"].sum() == found.n_used
    shapes = shapely.from_wkb(areas)
    assert shapely.is_valid(shapes).all()
    assert shapely.area(shapes).min() > 0.01
    if ending == ".gpkg":
        stated = pyogrio.read_info(path)["layer_metadata"]
        assert stated["variant"] == found.method
        assert json.loads(stated["parameters"]) == dict(found.parameters)
    else:
        stated = json.loads(path.read_text(encoding="utf-8"))["metadata"]
        assert stated["parameters"] == dict(found.parameters)
        assert sum(item["n"] for item in stated["left_out"]) + stated["n_used"] == 261


def test_a_province_has_no_area_and_what_is_not_known_is_blank(tmp_path: Path) -> None:
    """On a sample nothing is compared: no expected number, no ratio, no p."""
    meta, _, areas, fields = pyogrio.raw.read(written(tmp_path, "unusual", ".gpkg"))
    columns = dict(zip(meta["fields"].tolist(), fields, strict=True))
    is_province = [place.endswith("(province)") for place in columns["place"]]
    assert sum(is_province) == 2
    assert [area is None for area in areas] == is_province
    assert set(columns["class"]) == {"not comparable"}
