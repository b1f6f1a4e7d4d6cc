from __future__ import annotations

import json
from typing import Any

import pytest
from shapely.geometry import LineString, Point, Polygon
from shapely.ops import unary_union

from geo import assets
from geo.draw.basemap import FILE, PAPER_FILE, basemap_json, load_basemap, outline
from scripts.basemap import basemap_text, build_basemap, paper_text


@pytest.fixture(scope="module")
def basemap() -> dict[str, Any]:
    return load_basemap()


def test_the_bundled_files_are_what_the_script_makes_of_the_layers() -> None:
    made = build_basemap()
    assert assets.read_text(*FILE) == basemap_text(made), "run: python -m scripts.basemap"
    assert assets.read_text(*PAPER_FILE) == paper_text(made), "run: python -m scripts.basemap"


def polygon(rings: list[list[float]]) -> Any:
    return unary_union([Polygon(list(zip(ring[::2], ring[1::2], strict=True))) for ring in rings])


def test_districts_are_in_the_order_of_the_file(basemap: dict[str, Any]) -> None:
    features = json.loads(assets.read_text("boundaries", "districts.geojson"))["features"]
    assert [d["name"] for d in basemap["districts"]] == [f["properties"]["name"] for f in features]
    assert len(basemap["districts"]) == 61


def test_label_anchors_lie_well_inside_their_polygon(basemap: dict[str, Any]) -> None:
    for area in (*basemap["provinces"], *basemap["districts"]):
        shape = polygon(area["rings"])
        assert area["labels"], area["name"]
        for lon, lat, _width in area["labels"]:
            assert shape.contains(Point(lon, lat)), area["name"]
        west, south, east, north = shape.bounds
        room = shape.boundary.distance(Point(area["labels"][0][:2]))
        assert room >= 0.08 * min(east - west, north - south), area["name"]


def test_former_fata_is_the_outline_of_its_districts(basemap: dict[str, Any]) -> None:
    merged = unary_union([polygon(d["rings"]) for d in basemap["districts"] if d["former_fata"]])
    drawn = sum(LineString(list(zip(line[::2], line[1::2], strict=True))).length for line in basemap["former_fata"])
    assert drawn == pytest.approx(merged.length, rel=1e-9)


def test_the_bounds_contain_both_provinces(basemap: dict[str, Any]) -> None:
    west, south, east, north = basemap["bounds"]
    merged = unary_union([polygon(p["rings"]) for p in basemap["provinces"]])
    assert (west, south, east, north) == pytest.approx(merged.bounds)


def test_towns_are_sorted_by_rank_with_capitals_first(basemap: dict[str, Any]) -> None:
    ranks = [town["rank"] for town in basemap["towns"]]
    assert ranks == sorted(ranks)
    assert {"Peshawar", "Quetta"} <= {town["name"] for town in basemap["towns"] if town["rank"] == 1}


def test_no_population_is_included(basemap: dict[str, Any]) -> None:
    assert "population" not in basemap_json().decode()
    assert set(basemap["towns"][0]) == {"name", "at", "rank", "inside"}


def test_the_text_is_small_and_strict_json() -> None:
    text = basemap_json()
    assert len(text) < 400_000
    json.loads(text, parse_constant=lambda name: pytest.fail(name))


SQUARE = [0.0, 0.0, 2.0, 0.0, 2.0, 2.0, 0.0, 2.0, 0.0, 0.0]
BESIDE = [2.0, 0.0, 4.0, 0.0, 4.0, 2.0, 2.0, 2.0, 2.0, 0.0]
APART = [9.0, 9.0, 10.0, 9.0, 10.0, 10.0, 9.0, 10.0, 9.0, 9.0]


def test_an_edge_shared_by_two_areas_is_not_part_of_the_outline() -> None:
    (line,) = outline([[SQUARE], [BESIDE]])
    assert LineString(list(zip(line[::2], line[1::2], strict=True))).length == 12
    assert len(outline([[SQUARE], [APART]])) == 2
    assert outline([[SQUARE], [SQUARE]]) == []
