"""Which incidents of a page are drawn alone and which as one mark."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.draw.page.grouping import Ground, Members
from geo.draw.page.mark_layout import Layout, layout_of
from geo.draw.page.mark_size import growth_for, mark_radius, number_half, number_radius, number_text
from geo.draw.style import MARKS, SIZE_CLASSES

AREA_PX = 200
"""Areas are strips of this width."""


CELL_PX = MARKS.apart_px[0] / 2
GROUND_PX = (600, 400)
RESERVED_PX = 60
"""The height of the upper part of the ground, on which no number may stand beside a mark."""


def area_at(x: float, _y: float) -> int:
    return int(x // AREA_PX)


def members(x: Any, y: Any, kind: Any = 0, size: Any = 2, near: Any = False) -> Members:
    x, y = np.asarray(x, np.float64), np.asarray(y, np.float64)
    columns = [np.broadcast_to(each, x.shape) for each in (kind, size, near)]
    cell = (x // CELL_PX).astype(np.int64) * 2**20 + (y // CELL_PX).astype(np.int64)
    area = (x // AREA_PX).astype(np.int64)
    return Members(x, y, columns[0].astype(np.int32), columns[1].astype(np.int32), columns[2].astype(bool), area, cell)


def arranged(given: Members) -> Layout:
    frame, reserved = (0, 0, *GROUND_PX), ((0.0, 0.0, GROUND_PX[0], RESERVED_PX),)
    return layout_of(given, Ground(area_at, frame, MARKS.apart_px[0], reserved=reserved, symbol_px=0.77))


places = st.lists(
    st.tuples(st.floats(0, 599), st.floats(0, 400), st.integers(0, 5), st.integers(0, 5), st.booleans()), max_size=60
)


@settings(max_examples=35, deadline=None)
@given(places)
def test_every_incident_is_drawn_once_and_no_two_marks_with_room_for_numbers_overlap(rows: list[Any]) -> None:
    x, y, kind, size, near = np.array(rows, np.float64).reshape(-1, 5).T
    found = arranged(members(x, y, kind, size, near))
    assert len(found.singles) + int(found.count.sum()) == len(rows)
    assert (found.count > 0).all()
    assert (found.x >= found.radius - 1e-6).all()
    assert (found.x <= 600 - found.radius + 1e-6).all()
    assert (found.y >= found.radius - 1e-6).all()
    assert (found.y <= 400 - found.radius + 1e-6).all()
    assert (found.types.sum(axis=1) == found.count).all()
    alone = np.zeros(len(rows), bool)
    alone[found.singles] = True
    drawn = found.types.sum(axis=0) + np.bincount(kind[alone].astype(int), minlength=6)
    assert (drawn == np.bincount(kind.astype(int), minlength=6)).all()
    assert_beside(found)
    numbered = [k for k in range(len(found.count)) if found.radius[k] >= number_radius(int(found.count[k])) - 1e-3]
    for k in numbered:
        for other in numbered[: numbered.index(k)]:
            far = np.hypot(found.x[k] - found.x[other], found.y[k] - found.y[other])
            assert far >= found.radius[k] + found.radius[other]


def assert_beside(found: Layout) -> None:
    """Check that numbers beside marks stand on the ground and off what is reserved."""
    for (x, y), count in zip(found.beside, found.count.tolist(), strict=True):
        half = number_half(number_text(count))
        inside = (
            half <= x <= GROUND_PX[0] - half and RESERVED_PX + MARKS.number_px <= y <= GROUND_PX[1] - MARKS.number_px
        )
        assert np.isnan(x) or inside


def test_a_number_beside_its_mark_stands_on_the_ground() -> None:
    """Two large places, each beside the line between two areas, in the upper corner of the ground."""
    x = [AREA_PX - 1.0] * 300 + [AREA_PX + 1.0] * 200 + [AREA_PX - 1.0] * 100
    y = [12.0] * 500 + [30.0] * 100
    tight = Ground(area_at, (AREA_PX - 14, 0, AREA_PX + 14, 400), 17, shift=2, reserved=((0, 0, 600, RESERVED_PX),))
    found = layout_of(members(x, y), tight)
    assert np.isfinite(found.beside).any()
    assert_beside(found)


@settings(max_examples=25, deadline=None)
@given(places)
def test_no_symbol_covers_another_or_lies_on_the_number_of_a_mark(rows: list[Any]) -> None:
    x, y, kind, size, near = np.array(rows, np.float64).reshape(-1, 5).T
    found = arranged(members(x, y, kind, size, near))
    radii = np.array([each.radius_px for each in SIZE_CLASSES])[size.astype(int)] * 0.77
    for k in found.singles.tolist():
        far = np.hypot(x[found.singles] - x[k], y[found.singles] - y[k])
        covers = far < MARKS.covers * (radii[found.singles] + radii[k])
        assert found.singles[covers].tolist() == [k]
        assert (np.hypot(found.x - x[k], found.y - y[k]) >= found.radius + radii[k] - MARKS.ring_px).all()


def test_many_incidents_at_one_place_are_one_mark_at_their_mean() -> None:
    found = arranged(members([50, 52, 54] * 10, [80] * 30, [0, 1, 1] * 10))
    assert (found.count.tolist(), found.singles.tolist()) == ([30], [])
    assert (found.x[0], found.y[0]) == (pytest.approx(52), pytest.approx(80))
    assert found.types[0].tolist() == [10, 20, 0, 0, 0, 0]


def test_few_incidents_apart_are_symbols() -> None:
    found = arranged(members([20, 60, 100], [20, 60, 100]))
    assert (len(found.count), sorted(found.singles.tolist())) == (0, [0, 1, 2])


def test_no_mark_reaches_across_an_area() -> None:
    found = arranged(members([AREA_PX - 3] * 9 + [AREA_PX + 3] * 9, [50] * 18))
    assert sorted(found.count.tolist()) == [9, 9]
    assert sorted(area_at(x, 0) for x in found.x) == [0, 1]


def test_a_mark_knows_whether_a_place_is_only_near() -> None:
    assert arranged(members([50] * 3, [50] * 3, near=[False, True, False])).near.tolist() == [True]
    assert arranged(members([50] * 3, [50] * 3)).near.tolist() == [False]


@pytest.mark.parametrize(
    ("count", "text"),
    [(7, "7"), (9_999, "9999"), (10_000, "10k"), (999_499, "999k"), (999_500, "1.0M"), (12_300_000, "12M")],
    ids=str,
)
def test_a_number_has_at_most_four_signs(count: int, text: str) -> None:
    assert number_text(count) == text


@given(st.integers(1, 10**7), st.floats(0, 1e6), st.floats(1, 1e6))
def test_a_mark_is_never_smaller_than_its_number_nor_larger_than_the_greatest(
    count: int, weight: float, heaviest: float
) -> None:
    radius = mark_radius(count, weight, growth_for(heaviest))
    assert number_radius(count) <= radius <= MARKS.most_px


def test_without_incidents_nothing_is_drawn() -> None:
    found = arranged(members([], []))
    assert (len(found.singles), len(found.count)) == (0, 0)
