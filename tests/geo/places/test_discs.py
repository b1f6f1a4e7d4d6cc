"""The union of discs."""

from __future__ import annotations

from time import perf_counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.places.discs import united_discs


def area(rings: list[np.ndarray]) -> float:
    """The area of outlines less that of holes, which run the other way."""
    return abs(sum(float(np.sum(r[:-1, 0] * r[1:, 1] - r[1:, 0] * r[:-1, 1])) / 2 for r in rings))


ONE = float(area(united_discs(np.zeros((1, 2)), 5.0, 0.1)))


@given(st.integers(1, 30))
def test_discs_at_one_place_are_one_disc(count: int) -> None:
    (ring,) = united_discs(np.full((count, 2), 3.0), 5.0, 0.1)
    assert area([ring]) == pytest.approx(ONE) == pytest.approx(np.pi * 25, rel=0.01)
    assert (ring[0] == ring[-1]).all()


def test_discs_apart_are_several_and_those_around_a_gap_have_a_hole() -> None:
    assert len(united_discs(np.array([[0, 0], [30, 0], [60, 0]]), 5.0, 0.1)) == 3
    angles = np.linspace(0, 2 * np.pi, 16, endpoint=False)
    rings = united_discs(np.column_stack((np.cos(angles), np.sin(angles))) * 12, 5.0, 0.1)
    assert len(rings) == 2


def test_the_order_of_places_does_not_matter() -> None:
    places = np.random.default_rng(1).uniform(0, 40, (60, 2))
    one, other = (united_discs(each, 5.0, 0.25) for each in (places, places[::-1]))
    assert all((a == b).all() for a, b in zip(one, other, strict=True))


def test_very_many_discs_are_united_quickly() -> None:
    places = np.random.default_rng(3).uniform(0, 150, (100_000, 2))
    began = perf_counter()
    rings = united_discs(places, 2.5, 0.5)
    assert perf_counter() - began < 10
    assert max(float(ring.max()) for ring in rings) == pytest.approx(152.5, abs=3)
