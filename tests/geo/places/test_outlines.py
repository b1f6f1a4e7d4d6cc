from __future__ import annotations

import numpy as np
import pytest

from geo.places.boundaries import load_districts
from geo.places.locate import bundled_locator
from geo.places.outlines import NEAR_LINE_KM, district_bounds, is_near_line, line_distance_km


def test_the_bounds_of_a_district_are_those_of_its_polygon() -> None:
    districts = load_districts()
    for name, shape in zip(districts["name"], districts.geometry, strict=True):
        assert district_bounds(name) == pytest.approx(shape.bounds)


def test_an_unknown_district_has_no_bounds() -> None:
    with pytest.raises(KeyError):
        district_bounds("Atlantis")


def test_distances_to_outlines_agree_with_the_near_boundary_flag() -> None:
    rng = np.random.default_rng(5)
    lon, lat = rng.uniform(66, 72, 400), rng.uniform(28, 34, 400)
    expected = bundled_locator().near_boundary(lon, lat)
    clear = [abs(line_distance_km(x, y) - NEAR_LINE_KM) > 0.1 for x, y in zip(lon, lat, strict=True)]
    near = np.array([is_near_line(x, y) for x, y in zip(lon, lat, strict=True)])
    assert sum(clear) > 300
    assert (near == expected)[clear].all()
    assert near.any()
    assert not near.all()


def test_the_distance_of_a_point_on_an_outline_is_zero() -> None:
    corner = load_districts().geometry.iloc[0].exterior.coords[3]
    assert line_distance_km(*corner) == pytest.approx(0, abs=1e-6)
