"""The locator against an exact test, and its boundary flag against geodesic distances."""

from __future__ import annotations

import geopandas
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import MultiPolygon, Polygon, box

from geo.places.boundaries import load_districts
from geo.places.gazetteer import bundled
from geo.places.locate import DistrictLocator, bundled_locator
from geo.places.measure import distance_km
from geo.places.raster import _EXACT, PolygonRaster


@pytest.fixture(scope="module")
def districts() -> geopandas.GeoDataFrame:
    return load_districts()[["geometry"]]


@pytest.fixture(scope="module")
def locator(districts: geopandas.GeoDataFrame) -> DistrictLocator:
    return DistrictLocator(districts.geometry.to_numpy())


def joined(layer: geopandas.GeoDataFrame, lon: np.ndarray, lat: np.ndarray, predicate: str) -> np.ndarray:
    """The lowest row of the layer that each point joins to, by geopandas; -1 for none."""
    points = geopandas.GeoDataFrame(geometry=geopandas.points_from_xy(lon, lat, crs=layer.crs))
    rows = geopandas.sjoin(points, layer, how="left", predicate=predicate)["index_right"]
    return rows.groupby(level=0).min().fillna(-1).to_numpy().astype(int)


def test_the_locator_equals_sjoin_on_random_points(districts: geopandas.GeoDataFrame, locator: DistrictLocator) -> None:
    west, south, east, north = districts.total_bounds
    rng = np.random.default_rng(1)
    lon, lat = rng.uniform(west - 1, east + 1, 50_000), rng.uniform(south - 1, north + 1, 50_000)
    result = locator.district_of(lon, lat)
    assert result.dtype == np.int16
    assert 0.1 < np.mean(result >= 0) < 0.5
    for predicate in ("intersects", "within"):
        np.testing.assert_array_equal(result, joined(districts, lon, lat, predicate))


def test_the_locator_equals_sjoin_on_corners_and_near_lines(
    districts: geopandas.GeoDataFrame, locator: DistrictLocator
) -> None:
    corners = shapely.get_coordinates(districts.geometry.to_numpy())
    middles = (corners[1:] + corners[:-1]) / 2
    rng = np.random.default_rng(2)
    beside = corners + rng.normal(0, 1e-6, corners.shape)
    one_step = np.nextafter(corners, corners + 1)
    lon, lat = np.vstack([corners, middles, beside, one_step]).T
    result = locator.district_of(lon, lat)
    np.testing.assert_array_equal(result, joined(districts, lon, lat, "intersects"))
    assert (result[: len(corners)] >= 0).all()


def test_a_point_on_a_common_border_is_in_the_first_polygon() -> None:
    layer = geopandas.GeoDataFrame(geometry=[box(0, 0, 1, 1), box(1, 0, 2, 1)], crs="EPSG:4326")
    turned = geopandas.GeoDataFrame(geometry=layer.geometry.to_numpy()[::-1], crs="EPSG:4326")
    lon, lat = [1.0, 1.0, 0.0, 2.0, 0.5, 1.5], [0.5, 1.0, 0.0, 1.0, 0.5, 0.5]
    assert DistrictLocator(layer.geometry.to_numpy()).district_of(lon, lat).tolist() == [0, 0, 0, 1, 0, 1]
    assert DistrictLocator(turned.geometry.to_numpy()).district_of(lon, lat).tolist() == [0, 0, 1, 0, 1, 0]


def test_missing_and_impossible_coordinates_are_outside(locator: DistrictLocator) -> None:
    lon = [np.nan, 70.6, np.inf, -np.inf, 1e300, 70.604]
    lat = [33.0, np.nan, 33.0, 33.0, 33.0, 32.985]
    assert locator.district_of(lon, lat).tolist()[:5] == [-1] * 5
    assert locator.near_boundary(lon, lat).tolist()[:5] == [False] * 5
    assert bundled().drawn[locator.district_of(lon, lat)[5]].name == "Bannu"


def test_no_points_give_no_results(locator: DistrictLocator) -> None:
    located = locator.locate([], [])
    assert (located.district.size, located.near_boundary.size) == (0, 0)


def test_a_locator_does_not_modify_its_input(locator: DistrictLocator) -> None:
    lon, lat = np.array([70.604, 0.0]), np.array([32.985, 0.0])
    locator.locate(lon, lat)
    assert (lon.tolist(), lat.tolist()) == ([70.604, 0.0], [32.985, 0.0])


def test_located_districts_are_numbered_as_in_the_gazetteer() -> None:
    towns = [p for p in bundled().places if p.province]
    result = bundled_locator().district_of([p.lon for p in towns], [p.lat for p in towns])
    assert [bundled().drawn[i].name for i in result] == [p.district_polygon for p in towns]


def test_near_boundary_agrees_with_geodesic_distances(
    districts: geopandas.GeoDataFrame, locator: DistrictLocator
) -> None:
    # The nearest of points on the lines at most 20 m apart is within 10 m of the nearest point of the lines.
    lines = shapely.segmentize(shapely.union_all(shapely.boundary(districts.geometry.to_numpy())), 0.0002)
    on_lines = shapely.get_coordinates(lines)
    tree = shapely.STRtree(shapely.points(on_lines))
    rng = np.random.default_rng(3)
    # Most points lie about 5 km from a line, where the flag changes.
    origin = on_lines[rng.integers(0, len(on_lines), 300)]
    bearing, km = rng.uniform(0, 2 * np.pi, 300), rng.normal(5.0, 0.3, 300)
    lat = origin[:, 1] + km / 110.9 * np.cos(bearing)
    lon = origin[:, 0] + km / (111.3 * np.cos(np.radians(lat))) * np.sin(bearing)
    nearest = np.array([_nearest_km(tree, on_lines, x, y) for x, y in zip(lon, lat, strict=True)])
    flagged = locator.near_boundary(lon, lat)
    assert flagged[nearest < 5.0 - 0.025].all()
    assert not flagged[nearest > 5.0 + 0.035].any()
    assert 0.1 < flagged.mean() < 0.95


def _nearest_km(tree: shapely.STRtree, points: np.ndarray, lon: float, lat: float) -> float:
    candidates = points[tree.query(box(lon - 0.1, lat - 0.1, lon + 0.1, lat + 0.1))]
    return float(distance_km(lon, lat, candidates[:, 0], candidates[:, 1]).min())


# Corners on a coarse lattice make polygons that touch, overlap, and lie exactly on cell borders.
LATTICE = st.tuples(st.integers(0, 8), st.integers(0, 8))
SHAPES = st.lists(st.lists(LATTICE, min_size=3, max_size=7), min_size=1, max_size=4)
POINTS = st.lists(st.tuples(st.integers(-2, 34), st.integers(-2, 34)), min_size=1, max_size=30)


@settings(max_examples=60)
@given(SHAPES, POINTS, st.sampled_from([4, 16, 61]))
def test_any_polygons_give_the_results_of_an_exact_test(
    rings: list[list[tuple[int, int]]], spots: list[tuple[int, int]], columns: int
) -> None:
    polygons = [shapely.buffer(Polygon(ring), 0) for ring in rings]
    polygons = [p for p in polygons if not p.is_empty] or [box(0, 0, 1, 1)]
    lon, lat = np.array(spots, dtype=float).T / 4
    points = shapely.points(lon, lat)
    exact = [next((i for i, p in enumerate(polygons) if p.intersects(point)), -1) for point in points]
    assert PolygonRaster(polygons, columns).find(lon, lat).tolist() == exact


def test_a_point_in_a_hole_is_outside_and_a_point_in_any_part_is_inside() -> None:
    ring = Polygon(box(0, 0, 10, 10).exterior.coords, [box(4, 4, 6, 6).exterior.coords])
    raster = PolygonRaster([MultiPolygon([ring, box(20, 0, 21, 1)]), box(4.5, 4.5, 5.5, 5.5)], columns=300)
    assert raster.find([1, 5, 4.25, 20.5, 15], [1, 5, 4.25, 0.5, 5]).tolist() == [0, 1, -1, 0, -1]


def test_few_cells_need_an_exact_test(districts: geopandas.GeoDataFrame) -> None:
    raster = PolygonRaster(districts.geometry.to_numpy())
    assert 0.0 < np.mean(raster._codes == _EXACT) < 0.06
