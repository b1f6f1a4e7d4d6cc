"""Targets of the distance filter, and distances to them against geodesics of pyproj."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod
from shapely.geometry import LineString

from geo.errors import UnknownName
from geo.places.gazetteer import bundled
from geo.places.target import distances_km, outline_within, point_target, target_named, target_names
from geo.places.user_layers import Feature, UserLayer

GEOD = Geod(ellps="WGS84")
ROAD = Feature("Road", "LineString", [[70.0, 32.0], [72.0, 34.0]])
ZONE = Feature("Zone", "Polygon", [[[70, 32], [71, 32], [71, 33], [70, 33], [70, 32]]])
LAYERS = (
    UserLayer("sites", (Feature("Clinic", "Point", [71.0, 33.0]), Feature("Depot", "Point", [67.0, 30.0]))),
    UserLayer("roads", (ROAD, Feature("Depot", "Point", [67.1, 30.0]))),
)


def target(text: str):
    return target_named(text, bundled(), LAYERS)


@pytest.mark.parametrize(
    ("text", "name", "shapes"),
    [
        ("Clinic", "Clinic", 1),
        ("  sites:  depot ", "Depot", 1),
        ("SITES", "sites", 2),
        ("Road", "Road", 1),
        ("34.01, 71.55", "34.0100, 71.5500", 1),
        ("71.55 34.01", "34.0100, 71.5500", 1),
        ("Mingora", "Mingora", 1),
    ],
)
def test_a_target_is_parsed_from_text(text: str, name: str, shapes: int) -> None:
    result = target(text)
    assert (result.name, len(result.shapes)) == (name, shapes)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Mingra", "Did you mean 'Mingora'"),
        ("depot", "sites: Depot or roads: Depot"),
        ("", "no town"),
        ("95, 200", "no town"),
    ],
)
def test_an_unknown_target_is_rejected(text: str, message: str) -> None:
    with pytest.raises(UnknownName, match=message):
        target(text)


def test_the_names_of_user_layers_are_suggested_first() -> None:
    names = target_names(bundled(), LAYERS)
    assert names[:5] == ["sites", "roads", "sites: Clinic", "sites: Depot", "roads: Road"]
    assert "Peshawar" in names


@given(
    st.lists(st.tuples(st.floats(61, 74), st.floats(24, 37)), min_size=1, max_size=20),
    st.tuples(st.floats(61, 74), st.floats(24, 37)),
    st.floats(1, 300),
)
def test_distances_to_a_point_are_geodesic(points, point, limit_km) -> None:
    lon, lat = np.array(points).T
    result = distances_km(lon, lat, point_target(*point), limit_km)
    exact = np.array([GEOD.inv(x, y, *point)[2] / 1000 for x, y in points])
    inside = exact <= limit_km
    np.testing.assert_allclose(result[inside], exact[inside], rtol=1e-9, atol=1e-9)
    assert np.isinf(result[~inside]).all()


def test_distances_to_a_line_and_an_area_are_geodesic() -> None:
    draw = np.random.default_rng(4)
    lon, lat = draw.uniform(69, 73, 60), draw.uniform(31, 35, 60)
    road = target("Road")
    dense = np.array(LineString(ROAD.coordinates).segmentize(0.0005).coords)
    exact = [GEOD.inv(*np.broadcast_arrays(x, y, *dense.T))[2].min() / 1000 for x, y in zip(lon, lat, strict=True)]
    np.testing.assert_allclose(distances_km(lon, lat, road, 500), exact, atol=0.001)
    zone = target_named("Zone", bundled(), (UserLayer("z", (ZONE,)),))
    inside = distances_km(np.array([70.5, 71.5, np.nan]), np.array([32.5, 32.5, np.nan]), zone, 100)
    assert inside[0] == 0
    assert inside[1] == pytest.approx(GEOD.inv(71, 32.5, 71.5, 32.5)[2] / 1000, abs=0.05)
    assert np.isinf(inside[2])


def test_the_outline_lies_at_the_distance_given() -> None:
    (ring,) = outline_within(point_target(71.0, 33.0), 25)
    far = [GEOD.inv(71.0, 33.0, lon, lat)[2] / 1000 for lon, lat in zip(ring[::2], ring[1::2], strict=True)]
    assert min(far) > 24.8
    assert max(far) < 25.2
