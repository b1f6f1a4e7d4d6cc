"""Geometry is repaired and simplified within limits of vertices, crossings and time."""

from __future__ import annotations

import math
import time
from threading import Event

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import shape

from geo.errors import InputError
from geo.places import shaping
from geo.places.shaping import shaped
from geo.places.user_layers import Feature

SQUARE = Feature("Square", "Polygon", [[[71, 33], [72, 33], [72, 34], [71, 34], [71, 33]]])


def star(corners: int, name: str = "Star") -> Feature:
    """A polygon each edge of which crosses nearly all others: about n² / 2 crossings."""
    step = next(k for k in range(corners // 2 - 1, 0, -1) if math.gcd(k, corners) == 1)
    angles = 2 * np.pi * np.arange(corners + 1) * step / corners
    ring = np.column_stack([70.5 + 0.5 * np.cos(angles), 33 + 0.5 * np.sin(angles)])
    ring[-1] = ring[0]
    return Feature(name, "Polygon", [ring.tolist()])


def comb(teeth: int) -> Feature:
    """A valid polygon of long thin teeth side by side: the boxes of all edges overlap."""
    points = [[70 + at * 1e-5 + end, 33 + end] for at in range(teeth) for end in (0, 1)]
    return Feature("Comb", "Polygon", [[*points, [69, 33], points[0]]])


@pytest.mark.parametrize(
    ("intricate", "why"), [(star(3001), "crosses itself too often"), (comb(30_000), "overlap too often")]
)
def test_a_polygon_that_is_too_intricate_is_left_out_within_seconds(intricate: Feature, why: str) -> None:
    begun = time.process_time()
    features, (remark,) = shaped([intricate, SQUARE])
    assert time.process_time() - begun < 10
    assert [feature.name for feature in features] == ["Square"]
    assert remark.startswith(f"left out: the polygon {intricate.name}, ")
    assert why in remark


def test_a_crossing_near_the_place_that_is_reported() -> None:
    _, (remark,) = shaped([star(3001)])
    lon, lat = map(float, remark.partition("near ")[2].rstrip(")").split(", "))
    assert math.hypot(lon - 70.5, lat - 33) <= 0.51


def test_many_intricate_polygons_share_one_limit() -> None:
    features, remarks = shaped([star(151, f"s{n}") for n in range(40)])
    assert len(features) == 1
    assert remarks == (
        "1 polygon that crosses itself was repaired",
        remarks[1],
    )
    assert "the polygon s1, " in remarks[1]
    assert "and 38 more like it" in remarks[1]


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=3, max_size=30))
def test_any_ring_becomes_valid_or_is_left_out(corners: list[tuple[int, int]]) -> None:
    ring = [[70 + x / 40, 33 + y / 40] for x, y in [*corners, corners[0]]]
    features, _ = shaped([Feature("a", "Polygon", [ring])])
    for feature in features:
        made = shape(feature.geometry)
        assert made.area > 0
        assert shapely.is_valid(shapely.set_precision(made, 1e-5))


def test_a_sound_polygon_is_not_touched() -> None:
    features, remarks = shaped([SQUARE])
    assert (features[0].coordinates, remarks) == (SQUARE.coordinates, ())


def test_too_many_vertices_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shaping, "MOST_VERTICES", 4)
    with pytest.raises(InputError, match=r"5 vertices; 4 can be drawn"):
        shaped([SQUARE])


def test_the_work_can_be_ended_by_its_callback() -> None:
    class Cancelled(Exception):
        pass

    shares: list[float] = []

    def step(share: float) -> None:
        shares.append(share)
        if len(shares) == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        shaped([star(51), SQUARE], step=step)
    assert shares == sorted(shares)


class Stopped(Exception):
    """Raised by a callback that ends the work."""


def test_simplifying_can_be_ended_while_one_call_of_the_library_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    going = Event()

    def endless(_shapes: object, _degrees: float) -> None:
        going.set()
        Event().wait(20)

    def step(_share: float) -> None:
        if going.is_set():
            raise Stopped

    monkeypatch.setattr(shapely, "coverage_simplify", endless)
    began = time.monotonic()
    with pytest.raises(Stopped):
        shaped([SQUARE], most=1, step=step)
    assert time.monotonic() - began < 5


def test_an_error_of_the_library_is_raised_where_it_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_shapes: object, _degrees: float) -> None:
        raise shapely.errors.GEOSException("no room")

    monkeypatch.setattr(shapely, "coverage_simplify", fail)
    with pytest.raises(shapely.errors.GEOSException, match="no room"):
        shaped([SQUARE], most=1)
