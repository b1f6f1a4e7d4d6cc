from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.timebar.days import to_day
from app.timebar.span import (
    PRESETS,
    STEP_UNITS,
    Span,
    accumulate,
    fit,
    grow,
    preset_span,
    previous,
    slide,
    step,
    trim,
)

EXTENT = Span(to_day(date(2021, 1, 3)), to_day(date(2026, 6, 20)))
AROUND = Span(EXTENT.first - 900, EXTENT.last + 900)
units = st.sampled_from(STEP_UNITS)


@st.composite
def spans(draw: st.DrawFn, within: Span = AROUND) -> Span:
    first = draw(st.integers(within.first, within.last))
    return Span(first, draw(st.integers(first, within.last)))


def within(span: Span) -> bool:
    return EXTENT.first <= span.first <= span.last <= EXTENT.last


def month(year: int, number: int, last_day: int) -> Span:
    return Span(to_day(date(year, number, 1)), to_day(date(year, number, last_day)))


NOVEMBER = month(2024, 11, 30)


def test_a_window_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        Span(2, 1)


@given(spans(), units, st.integers(-9, 9))
def test_no_move_leaves_the_range(span: Span, unit: str, count: int) -> None:
    assert within(fit(span, EXTENT))
    assert within(trim(span, EXTENT))
    assert within(slide(span, count * 40, EXTENT))
    assert within(step(span, unit, count, EXTENT))
    assert within(grow(span, unit, count, EXTENT))
    assert within(accumulate(span, unit, EXTENT))
    assert all(within(preset_span(preset, span, EXTENT)) for preset in PRESETS)


@given(spans(EXTENT), st.integers(-3000, 3000))
def test_sliding_keeps_the_width(span: Span, count: int) -> None:
    assert slide(span, count, EXTENT).width_days == span.width_days


@given(spans(EXTENT), st.sampled_from(["day", "week"]), st.integers(-5, 5))
def test_steps_of_days_and_weeks_keep_the_width(span: Span, unit: str, count: int) -> None:
    assert step(span, unit, count, EXTENT).width_days == span.width_days


@given(spans(EXTENT), units)
def test_a_step_back_undoes_a_step_that_met_no_end(span: Span, unit: str) -> None:
    forward = step(span, unit, 1, EXTENT)
    assume(forward.last < EXTENT.last)
    assert step(forward, unit, -1, EXTENT) == span


@given(spans(EXTENT))
def test_fit_and_trim_leave_what_is_within(span: Span) -> None:
    assert fit(span, EXTENT) == trim(span, EXTENT) == span


def test_whole_months_step_by_the_calendar() -> None:
    assert step(NOVEMBER, "month", 1, EXTENT) == month(2024, 12, 31)
    assert step(NOVEMBER, "month", -9, EXTENT) == month(2024, 2, 29)


def test_other_windows_step_by_thirty_days() -> None:
    span = Span(NOVEMBER.first + 3, NOVEMBER.last)
    assert step(span, "month", 1, EXTENT) == Span(span.first + 30, span.last + 30)


def test_a_calendar_month_that_is_cut_by_the_end_keeps_the_width_instead() -> None:
    extent = Span(EXTENT.first, NOVEMBER.last + 12)
    assert step(NOVEMBER, "month", 1, extent) == Span(NOVEMBER.first + 12, NOVEMBER.last + 12)


def test_growing_keeps_the_first_day_and_one_day_at_least() -> None:
    assert grow(NOVEMBER, "week", 1, EXTENT) == Span(NOVEMBER.first, NOVEMBER.last + 7)
    assert grow(NOVEMBER, "month", 1, EXTENT) == Span(NOVEMBER.first, month(2024, 12, 31).last)
    assert grow(NOVEMBER, "month", -5, EXTENT) == Span(NOVEMBER.first, NOVEMBER.first)


@pytest.mark.parametrize(("unit", "width_days"), [("day", 1), ("week", 8), ("month", 31)])
def test_accumulating_begins_where_the_window_begins(unit: str, width_days: int) -> None:
    started = accumulate(NOVEMBER, unit, EXTENT)
    assert started.first == NOVEMBER.first
    assert started.width_days == width_days


def test_previous_is_as_wide_and_touches() -> None:
    assert previous(NOVEMBER) == Span(NOVEMBER.first - 30, NOVEMBER.first - 1)


@pytest.mark.parametrize(
    ("key", "first", "last"),
    [
        ("days_7", (2024, 11, 24), (2024, 11, 30)),
        ("days_14", (2024, 11, 17), (2024, 11, 30)),
        ("days_30", (2024, 11, 1), (2024, 11, 30)),
        ("days_90", (2024, 9, 2), (2024, 11, 30)),
        ("month", (2024, 11, 1), (2024, 11, 30)),
        ("quarter", (2024, 10, 1), (2024, 12, 31)),
        ("year", (2024, 1, 1), (2024, 12, 31)),
        ("all", (2021, 1, 3), (2026, 6, 20)),
    ],
)
def test_presets(key: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    preset = next(p for p in PRESETS if p.key == key)
    assert preset_span(preset, NOVEMBER, EXTENT) == Span(to_day(date(*first)), to_day(date(*last)))


def test_presets_are_cut_at_the_end_of_the_data() -> None:
    year = next(p for p in PRESETS if p.key == "year")
    assert preset_span(year, EXTENT, EXTENT) == Span(to_day(date(2026, 1, 1)), EXTENT.last)
