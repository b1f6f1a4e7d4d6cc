"""The ground that the screen shows."""

from __future__ import annotations

import pytest

from app.map.page_state import HOME, Camera
from app.map.section import section_of


def test_the_section_of_a_view_is_that_of_web_mercator() -> None:
    west, south, east, north = section_of(Camera(view=(70.0, 33.0, 7.0)), 512, 400)
    assert (west, east) == pytest.approx((70 - 2.8125, 70 + 2.8125))  # 256 × 2⁷ pixels are 360 degrees
    assert south < 33 < north
    assert north - south == pytest.approx((east - west) * 400 / 512 * 0.839, rel=0.01)  # cos 33°
    assert 33 - south > north - 33


def test_an_area_is_its_own_section_and_both_provinces_are_none() -> None:
    assert section_of(Camera(bounds=(1, 2, 3, 4)), 512, 400) == (1, 2, 3, 4)
    assert section_of(HOME, 512, 400) is None
