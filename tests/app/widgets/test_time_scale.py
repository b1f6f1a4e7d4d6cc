from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.widgets.time_scale import (
    BIN_UNITS,
    Scale,
    bin_counts,
    bin_edges,
    choose_unit,
    label_rect_left,
    ticks,
)
from geo.calendar.days import day_number, from_day_number
from geo.calendar.period import Period

YEARS_36 = Period(day_number(date(1989, 1, 1)), day_number(date(2026, 7, 31)))
extents = st.builds(
    lambda first, n: Period(first, first + n - 1), st.integers(4000, 20000), st.integers(1, 14000) | st.integers(1, 60)
)
widths = st.floats(300, 2600)


def measure(text: str) -> float:
    return 7.0 * len(text)


@given(extents, widths, st.data())
def test_day_and_pixel_are_inverse(extent: Period, width_px: float, data: st.DataObject) -> None:
    scale = Scale(extent, 12, width_px)
    day = data.draw(st.integers(extent.first, extent.last))
    assert scale.day(scale.x(day) + scale.px_per_day / 2) == day


@given(extents, widths, st.floats(-1e4, 1e4))
def test_every_pixel_maps_to_a_day_of_the_range(extent: Period, width_px: float, x: float) -> None:
    assert extent.first <= Scale(extent, 12, width_px).day(x) <= extent.last


def test_edges_are_clipped_to_the_range() -> None:
    scale = Scale(Period(0, 9), 10, 100)
    assert scale.edges(Period(2, 3)) == (30, 50)
    assert scale.edges(Period(-5, 20)) == (10, 110)
    assert scale.edges(Period(20, 30)) == (110, 110)


@given(extents, st.sampled_from(BIN_UNITS))
def test_bins_cover_every_day_once(extent: Period, unit: str) -> None:
    edges = bin_edges(extent, unit)
    assert edges[0] == extent.first
    assert edges[-1] == extent.last + 1
    assert (np.diff(edges) > 0).all()


@pytest.mark.parametrize(
    ("unit", "is_start"),
    [
        ("week", lambda d: d.isoweekday() == 1),
        ("month", lambda d: d.day == 1),
        ("quarter", lambda d: d.day == 1 and d.month in (1, 4, 7, 10)),
    ],
)
def test_bins_start_with_calendar_units(unit: str, is_start) -> None:  # type: ignore[no-untyped-def]
    edges = set(bin_edges(YEARS_36, unit)[1:-1].tolist())
    assert edges == {d for d in range(YEARS_36.first + 1, YEARS_36.last + 1) if is_start(from_day_number(d))}


@given(extents.filter(lambda e: e.width_days < 3000), st.sampled_from(BIN_UNITS), st.integers(0, 2**32 - 1))
def test_bins_sum_to_all_incidents(extent: Period, unit: str, seed: int) -> None:
    counts = np.random.default_rng(seed).random((extent.width_days, 6))
    binned = bin_counts(counts, bin_edges(extent, unit))
    np.testing.assert_allclose(binned.sum(axis=0), counts.sum(axis=0))


@pytest.mark.parametrize(
    ("n_days", "width_px", "unit"),
    [
        (1, 640, "day"),
        (200, 640, "day"),
        (2000, 1280, "week"),
        (2000, 640, "month"),
        (13_700, 1280, "quarter"),
        (13_700, 2560, "month"),
    ],
)
def test_the_unit_is_the_finest_that_is_wide_enough(n_days: int, width_px: float, unit: str) -> None:
    assert choose_unit(Period(0, n_days - 1), width_px) == unit


@given(extents, widths)
def test_labels_do_not_overlap(extent: Period, width_px: float) -> None:
    scale = Scale(extent, 12, width_px)
    right = -np.inf
    for tick in ticks(scale, measure):
        left = label_rect_left(scale.x(tick.day), measure(tick.label), scale)
        assert extent.first <= tick.day <= extent.last
        assert left >= right + 5
        assert left >= 12 - 1e-6
        right = left + measure(tick.label)
        assert right <= 12 + width_px + 1e-6


@given(extents, widths)
def test_the_first_label_of_the_axis_has_a_year(extent: Period, width_px: float) -> None:
    marks = ticks(Scale(extent, 12, width_px), measure)
    assert marks
    assert str(from_day_number(marks[0].day).year) in marks[0].label


def test_years_on_a_long_axis() -> None:
    labels = [tick.label for tick in ticks(Scale(YEARS_36, 0, 700), measure)]
    assert labels == ["1990", "1995", "2000", "2005", "2010", "2015", "2020", "2025"]
