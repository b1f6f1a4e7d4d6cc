"""The bundled layers match their README, and a faulty layer is rejected with all faults listed."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import geopandas
import pandas as pd
import pytest
import shapely
from shapely.geometry import LineString, Point, Polygon, box

from geo import assets
from geo.errors import InputError
from geo.places.boundaries import (
    DISTRICT_LINES_OFF_KM,
    district_polygons,
    former_fata,
    load_districts,
    load_provinces,
    load_rivers,
    load_surroundings,
    validate,
)
from geo.places.gazetteer import bundled
from geo.places.measure import EQUAL_AREA, geodesic_area_km2

# Coordinates are rounded to 1e-4 degrees, so noded lines may differ by slivers of that width. Their total area is far
# below a thousandth of a province.
SLIVERS_KM2 = 1.0


@pytest.fixture(scope="module")
def districts() -> geopandas.GeoDataFrame:
    return load_districts()


@pytest.fixture(scope="module")
def provinces() -> geopandas.GeoDataFrame:
    return load_provinces()


def test_provinces_have_the_official_areas_within_one_percent(provinces: geopandas.GeoDataFrame) -> None:
    areas = dict(zip(provinces["name"], geodesic_area_km2(provinces.geometry), strict=True))
    assert areas["Khyber Pakhtunkhwa"] == pytest.approx(101_741, rel=0.01)
    assert areas["Balochistan"] == pytest.approx(347_190, rel=0.01)


def test_districts_tile_their_province(districts: geopandas.GeoDataFrame, provinces: geopandas.GeoDataFrame) -> None:
    plane, outline = districts.to_crs(EQUAL_AREA), provinces.to_crs(EQUAL_AREA).set_index("name").geometry
    for name, parts in plane.groupby("province"):
        together = shapely.union_all(parts.geometry.to_numpy())
        gap_or_excess = together.symmetric_difference(outline[name]).area / 1e6
        overlap = (parts.geometry.area.sum() - together.area) / 1e6
        assert gap_or_excess < SLIVERS_KM2
        assert abs(overlap) < SLIVERS_KM2


def test_the_polygons_alone_are_those_of_the_table(districts: geopandas.GeoDataFrame) -> None:
    assert shapely.equals_exact(district_polygons(), districts.geometry.to_numpy(), tolerance=0.0).all()


def test_no_two_districts_overlap(districts: geopandas.GeoDataFrame) -> None:
    assert shapely.coverage_is_valid(districts.geometry.to_numpy())


def test_polygon_areas_equal_the_stated_areas(districts: geopandas.GeoDataFrame) -> None:
    # The stated areas were measured in a projection: edges that are straight there differ slightly from geodesics.
    assert geodesic_area_km2(districts.geometry) == pytest.approx(districts["drawn_area_km2"].to_numpy(), rel=0.002)


def test_rows_equal_the_districts_of_the_gazetteer(districts: geopandas.GeoDataFrame) -> None:
    drawn = bundled().drawn
    table = pd.DataFrame(
        {
            "name": [d.name for d in drawn],
            "province": [d.province for d in drawn],
            "division_2023": [d.division for d in drawn],
            "census_districts": ["; ".join(d.census_districts) for d in drawn],
            "population_2023": [d.population_2023 for d in drawn],
            "official_area_km2": [d.area_km2 for d in drawn],
            "former_fata": [d.former_fata for d in drawn],
        }
    )
    assert len(districts) == 61
    pd.testing.assert_frame_equal(pd.DataFrame(districts)[table.columns], table, check_dtype=False)


def test_provinces_equal_those_of_the_gazetteer(provinces: geopandas.GeoDataFrame) -> None:
    columns = ["name", "code", "name_urdu", "population_2023", "official_area_km2"]
    rows = [(p.name, p.code, p.name_urdu, p.population_2023, p.area_km2) for p in bundled().provinces]
    assert list(provinces[columns].itertuples(index=False, name=None)) == rows


def test_former_fata_is_one_outline_of_the_seven_agencies(districts: geopandas.GeoDataFrame) -> None:
    outline = former_fata()
    agencies = districts[districts["former_fata"]]
    assert outline["name"].tolist() == ["Former FATA"]
    assert geodesic_area_km2(outline.geometry)[0] == pytest.approx(geodesic_area_km2(agencies.geometry).sum(), abs=1)


def test_surroundings_and_rivers_have_their_names() -> None:
    surroundings, rivers = load_surroundings(), load_rivers()
    assert (len(surroundings), len(rivers)) == (13, 24)
    assert set(surroundings["kind"]) == {"country", "pakistan_unit"}
    assert {"Afghanistan", "Iran", "Punjab"} <= set(surroundings["name"])


def test_towns_lie_in_the_polygon_they_name(districts: geopandas.GeoDataFrame) -> None:
    shapes = dict(zip(districts["name"], districts.geometry, strict=True))
    everything = shapely.union_all(districts.geometry.to_numpy())
    for row in assets.read_table("places", "places.csv"):
        point = Point(float(row["lon"]), float(row["lat"]))
        if row["province"]:
            assert shapes[row["district_polygon"]].intersects(point), row["name"]
        else:
            assert not everything.intersects(point), row["name"]


def test_towns_outside_their_district_are_exceptions_with_a_reason() -> None:
    rows = assets.read_table("places", "places.csv")
    outside = {r["name"] for r in rows if r["district"] != r["district_polygon"]}
    assert outside == {r["name"] for r in rows if r["exception"]}
    assert outside == {"Mansehra", "Topi", "Jamrud", "Washuk", "Harnai", "Sarai Naurang"}
    gazetteer = bundled()
    assert all(gazetteer.polygon_of(r["district"]) == r["district"] for r in rows if r["district"])


@pytest.mark.parametrize("folder", ["boundaries", "places"])
def test_files_equal_those_listed_in_the_readme(folder: str) -> None:
    readme = assets.read_text(folder, "README.md")
    stated = dict(re.findall(r"^\| `([^`]+)` \| `([0-9a-f]{64})` \|$", readme, flags=re.MULTILINE))
    files = [f for f in assets.path(folder).iterdir() if f.name != "README.md"]
    assert stated == {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in files}


def layer(shapes: list[object], names: list[str | None], crs: str | None = "EPSG:4326") -> geopandas.GeoDataFrame:
    return geopandas.GeoDataFrame({"name": names}, geometry=shapes, crs=crs)


BOW_TIE = Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])


@pytest.mark.parametrize(
    ("faulty", "words"),
    [
        pytest.param(layer([], []), "no rows", id="empty"),
        pytest.param(layer([box(0, 0, 1, 1)], ["a"], "EPSG:32642"), "EPSG:32642, not in EPSG:4326", id="metres"),
        pytest.param(layer([box(0, 0, 1, 1)], ["a"], None), "an unnamed system", id="no CRS"),
        pytest.param(layer([box(0, 0, 1, 1)] * 2, ["a", "a"]), "names repeat: a", id="twice"),
        pytest.param(layer([box(0, 0, 1, 1)], [None]), "a row has no name", id="blank name"),
        pytest.param(layer([BOW_TIE], ["a"]), "rows 1 have a geometry that crosses itself", id="invalid"),
        pytest.param(layer([box(0, 0, 1, 1), None], ["a", "b"]), "rows 2 have no geometry", id="no geometry"),
        pytest.param(layer([LineString([(0, 0), (1, 1)])], ["a"]), "are not MultiPolygon or Polygon", id="a line"),
        pytest.param(layer([box(0, 0, 1, 1)], ["a"])[["geometry"]], "lacks name", id="column missing"),
    ],
)
def test_a_faulty_layer_is_rejected(faulty: geopandas.GeoDataFrame, words: str) -> None:
    with pytest.raises(InputError, match=words):
        validate(faulty, "The layer")


def test_all_faults_of_a_layer_are_reported_together() -> None:
    with pytest.raises(InputError, match=r"EPSG:32642.*repeat.*crosses itself"):
        validate(layer([BOW_TIE, BOW_TIE], ["a", "a"], "EPSG:32642"), "The layer")


SHARED = Path(__file__).parents[4] / "shared" / "data" / "test" / "cod_ab_districts.gpkg"


@pytest.mark.skipif(not SHARED.exists(), reason="the official layer for tests is not beside the project")
def test_every_district_of_the_official_layer_resolves() -> None:
    official = geopandas.read_file(SHARED)
    mine = official[official["province_name"].isin(["Balochistan", "Khyber Pakhtunkhwa"])]
    polygons = {bundled().resolve_district(name).polygon for name in mine.district_name}
    assert polygons == {d.name for d in bundled().drawn}


def test_the_stated_error_of_the_district_lines_is_that_of_the_readme() -> None:
    text = " ".join(assets.read_text("boundaries", "README.md").split())
    found = re.search(r"district lines are ([\d.]+) km off at the median and ([\d.]+) km at the 95th percentile", text)
    assert found is not None
    assert tuple(map(float, found.groups())) == DISTRICT_LINES_OFF_KM
