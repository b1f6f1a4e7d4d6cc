"""Distances, areas and projections against independent values."""

import subprocess
import sys
from pathlib import Path
from threading import Thread
from typing import Any

import numpy as np
import pyproj
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import MultiPolygon, Polygon, box

from geo.places.measure import (
    CONFORMAL,
    EQUAL_AREA,
    distance_km,
    geodesic_area_km2,
    project,
    unproject,
)

IN_REGION = (st.floats(60.0, 75.0), st.floats(24.0, 37.5))


def test_lengths_of_one_degree_at_the_equator_equal_known_values() -> None:
    # The length of the meridian's first degree on WGS84 is 110.574 km, a degree of the equator 111.320 km.
    assert distance_km(0, 0, 0, 1) == pytest.approx(110.574, abs=0.001)
    assert distance_km(0, 0, [1.0, 0.0], 0) == pytest.approx([111.320, 0.0], abs=0.001)


def test_the_distance_from_peshawar_to_quetta_is_near_the_haversine() -> None:
    # About 600 km by the haversine on a sphere of 6371 km; the ellipsoid differs by less than half a percent.
    lon, lat = np.radians([71.57849, 67.00141]), np.radians([34.008, 30.18414])
    chord = np.sin((lat[1] - lat[0]) / 2) ** 2 + np.cos(lat[0]) * np.cos(lat[1]) * np.sin((lon[1] - lon[0]) / 2) ** 2
    assert distance_km(71.57849, 34.008, 67.00141, 30.18414) == pytest.approx(12742 * np.arcsin(chord**0.5), rel=0.005)


def test_the_area_of_an_octant_of_the_globe_equals_the_known_value() -> None:
    octant = Polygon([(0, 0), (90, 0), (90, 90), (0, 90)])
    assert geodesic_area_km2([octant]) == pytest.approx([510_065_621.7 / 8], rel=1e-6)


def test_area_excludes_holes_for_any_ring_orientation() -> None:
    outer, inner = box(70, 30, 71, 31), box(70.4, 30.4, 70.6, 30.6)
    holed = Polygon(outer.exterior.coords[::-1], [inner.exterior.coords])
    whole, hole, both = geodesic_area_km2([outer, inner, MultiPolygon([holed, box(72, 30, 73, 31)])])
    assert geodesic_area_km2([holed]) == pytest.approx([whole - hole])
    assert both == pytest.approx(2 * whole - hole)


@given(*IN_REGION)
def test_unproject_is_the_inverse_of_project(lon: float, lat: float) -> None:
    for crs in (EQUAL_AREA, CONFORMAL):
        assert np.ravel(unproject(*project(lon, lat, crs), crs)) == pytest.approx([lon, lat], abs=1e-8)


@given(*IN_REGION)
def test_the_equal_area_projection_preserves_areas(lon: float, lat: float) -> None:
    corners = np.array(box(lon, lat, lon + 0.01, lat + 0.01).exterior.coords)
    flat = Polygon(np.column_stack(project(corners[:, 0], corners[:, 1])))
    assert flat.area / 1e6 == pytest.approx(geodesic_area_km2([Polygon(corners)])[0], rel=1e-5)


@given(*IN_REGION, st.floats(0, 2 * np.pi))
def test_both_projections_preserve_lengths_within_half_a_percent(lon: float, lat: float, bearing: float) -> None:
    to_lon, to_lat = lon + 0.01 * np.sin(bearing), lat + 0.01 * np.cos(bearing)
    for crs in (EQUAL_AREA, CONFORMAL):
        (x1, x2), (y1, y2) = project([lon, to_lon], [lat, to_lat], crs)
        flat_km = np.hypot(x2 - x1, y2 - y1) / 1e3
        assert flat_km == pytest.approx(distance_km(lon, lat, to_lon, to_lat), rel=0.005)


def test_a_projection_outlives_the_thread_that_made_it() -> None:
    """A transformation used after its thread ended crashes the process, so this runs in a subprocess."""
    script = """
from threading import Thread
from geo.places.measure import EQUAL_AREA, project
results = []
for _ in range(6):
    threads = [Thread(target=lambda: results.append(project([67.5, 70.0], [31.0, 33.0])[0].tolist())) for _ in range(4)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    results.append(project([67.5, 70.0], [31.0, 33.0])[0].tolist())
print(len({tuple(one) for one in results}), len(results))
"""
    root = Path(__file__).resolve().parents[3]
    process = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=False)
    assert (process.returncode, process.stdout.split()) == (0, ["1", "30"]), process.stderr


def test_a_thread_makes_each_projection_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page drawn in the background projects some thousand times, and most of a second would go into every hundred."""
    made: list[str] = []
    from_crs = pyproj.Transformer.from_crs

    def counted(source: str, crs: str, **options: Any) -> pyproj.Transformer:
        made.append(crs)
        return from_crs(source, crs, **options)

    monkeypatch.setattr(pyproj.Transformer, "from_crs", counted)

    def work() -> None:
        for _ in range(10):
            project(67.5, 31.0)
            unproject(0.0, 0.0, CONFORMAL)

    thread = Thread(target=work)
    thread.start()
    thread.join()
    assert made == [EQUAL_AREA, CONFORMAL]
