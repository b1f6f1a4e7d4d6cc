from __future__ import annotations

import numpy as np
import pytest
from shapely.geometry import Point, Polygon
from shapely.ops import polylabel

from geo.places.label_anchors import holds_points, label_places, label_points

WIDE = [0.0, 0.0, 16.0, 0.0, 16.0, 4.0, 0.0, 4.0, 0.0, 0.0]
HOLE = [6.0, 1.0, 10.0, 1.0, 10.0, 3.0, 6.0, 3.0, 6.0, 1.0]
TWICE = [20.0, 0.0, 21.0, 0.0, 21.0, 1.0, 20.0, 1.0, 20.0, 0.0]
SPIKE = [0.0, 0.0, 4.0, 0.0, 4.0, 4.0, 2.0, 4.0, 2.0, 9.0, 2.0, 4.0, 0.0, 4.0, 0.0, 0.0]
LINE = [0.0, 0.0, 1.0, 1.0, 2.0, 2.0, 0.0, 0.0]
BOW_TIE = [0.0, 0.0, 4.0, 4.0, 4.0, 0.0, 0.0, 4.0, 0.0, 0.0]


def test_anchors_are_apart_with_the_widest_first() -> None:
    first, *others = label_places([WIDE], 3)
    assert abs(first[1] - 2) < 0.5
    assert first[2] == 16
    assert len(others) == 2
    assert all(max(abs(first[0] - lon), abs(first[1] - lat)) >= 2 for lon, lat, _width in others)


def test_no_anchor_lies_in_a_hole_and_holes_limit_the_width() -> None:
    places = label_places([WIDE, HOLE], 9)
    assert all(not (6 < lon < 10 and 1 < lat < 3) for lon, lat, _width in places)
    assert places[0][2] == 6


def test_the_first_anchor_lies_in_the_largest_part() -> None:
    assert label_places([TWICE, WIDE], 1)[0][0] < 16


def test_a_small_area_gets_fewer_anchors() -> None:
    assert 1 <= len(label_places([TWICE], 500)) < 500


def test_the_anchor_of_a_self_intersecting_ring_lies_inside() -> None:
    assert all(abs(lat - 2) < abs(lon - 2) for lon, lat, _width in label_places([BOW_TIE], 4))


def test_a_spike_without_a_width_holds_no_place() -> None:
    places = label_places([SPIKE], 4)
    assert places
    assert all(0 < lat < 4 for _lon, lat, _width in places)


def test_a_ring_that_encloses_nothing_has_no_place() -> None:
    assert label_places([LINE], 3) == []


def test_the_other_places_have_as_much_room_as_the_gap_allows() -> None:
    """They are not pushed to the edge: the square of 0.5 around the first place leaves a place just beside it."""
    places = label_places([WIDE], 9, apart=1 / 32)
    assert [lat for _lon, lat, _width in places] == pytest.approx([2] * 9, abs=0.6)


def test_points_are_those_of_the_places_and_are_not_shared() -> None:
    points = label_points([WIDE], 3)
    assert points == [place[:2] for place in label_places([WIDE], 3)]
    points[0].append(7.0)
    assert label_points([WIDE], 3) == [place[:2] for place in label_places([WIDE], 3)]


def test_an_area_holds_the_points_of_any_of_its_rings() -> None:
    rings = [np.reshape(ring, (-1, 2)) for ring in (WIDE, TWICE, BOW_TIE)]
    x, y = np.array([8.0, 18.0, 20.5, 0.5, -1.0]), np.array([2.0, 2.0, 0.5, 2.0, 2.0])
    assert holds_points(rings)(x, y).tolist() == [True, False, True, True, False]
    assert holds_points(rings[2:])(x, y).tolist() == [False, False, False, True, False]


@pytest.mark.parametrize("seed", range(5))
def test_the_first_anchor_has_nearly_the_maximum_clearance(seed: int) -> None:
    draw = np.random.default_rng(seed)
    angles = np.sort(draw.uniform(0, 2 * np.pi, 24))
    points = np.column_stack([np.cos(angles), np.sin(angles)]) * draw.uniform(0.5, 2, (24, 1)) + 70
    ring = np.vstack([points, points[:1]]).ravel().tolist()
    squeezed = Polygon(points * [0.4, 1])
    lon, lat, _width = label_places([ring], 1)[0]
    best = squeezed.boundary.distance(polylabel(squeezed, 0.001))
    assert squeezed.boundary.distance(Point(0.4 * lon, lat)) == pytest.approx(best, abs=0.03)
