from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.timebar.steps import PRESETS, STEP_UNITS, accumulate, grow, preset_period, preset_words, slide, step
from geo.calendar.days import day_number, number_text
from geo.calendar.period import Period

EXTENT = Period(day_number(date(2021, 1, 3)), day_number(date(2026, 6, 20)))
AROUND = Period(EXTENT.first - 900, EXTENT.last + 900)
units = st.sampled_from(STEP_UNITS)


@st.composite
def periods(draw: st.DrawFn, within: Period = AROUND) -> Period:
    first = draw(st.integers(within.first, within.last))
    return Period(first, draw(st.integers(first, within.last)))


def within(period: Period) -> bool:
    return EXTENT.first <= period.first <= period.last <= EXTENT.last


def month(year: int, number: int, last_day: int) -> Period:
    return Period(day_number(date(year, number, 1)), day_number(date(year, number, last_day)))


NOVEMBER = month(2024, 11, 30)


@given(periods(), units, st.integers(-9, 9))
def test_moves_stay_in_the_range(period: Period, unit: str, count: int) -> None:
    assert within(slide(period, count * 40, EXTENT))
    assert within(step(period, unit, count, EXTENT))
    assert within(grow(period, unit, count, EXTENT))
    assert within(accumulate(period, unit, EXTENT))
    assert all(within(preset_period(preset, period, EXTENT)) for preset in PRESETS)


@given(periods(EXTENT), st.integers(-3000, 3000))
def test_sliding_keeps_the_width(period: Period, count: int) -> None:
    assert slide(period, count, EXTENT).width_days == period.width_days


@given(periods(EXTENT), st.sampled_from(["day", "week"]), st.integers(-5, 5))
def test_steps_of_days_and_weeks_keep_the_width(period: Period, unit: str, count: int) -> None:
    assert step(period, unit, count, EXTENT).width_days == period.width_days


@given(periods(EXTENT), units)
def test_a_step_back_reverses_a_step_that_was_not_clipped(period: Period, unit: str) -> None:
    forward = step(period, unit, 1, EXTENT)
    assume(forward.last < EXTENT.last)
    assert step(forward, unit, -1, EXTENT) == period


def test_whole_months_step_by_the_calendar() -> None:
    assert step(NOVEMBER, "month", 1, EXTENT) == month(2024, 12, 31)
    assert step(NOVEMBER, "month", -9, EXTENT) == month(2024, 2, 29)


def test_other_periods_step_by_thirty_days() -> None:
    period = Period(NOVEMBER.first + 3, NOVEMBER.last)
    assert step(period, "month", 1, EXTENT) == Period(period.first + 30, period.last + 30)


def test_a_month_clipped_by_the_end_keeps_its_width() -> None:
    extent = Period(EXTENT.first, NOVEMBER.last + 12)
    assert step(NOVEMBER, "month", 1, extent) == Period(NOVEMBER.first + 12, NOVEMBER.last + 12)


def test_growing_keeps_the_first_day_and_at_least_one_day() -> None:
    assert grow(NOVEMBER, "week", 1, EXTENT) == Period(NOVEMBER.first, NOVEMBER.last + 7)
    assert grow(NOVEMBER, "month", 1, EXTENT) == Period(NOVEMBER.first, month(2024, 12, 31).last)
    assert grow(NOVEMBER, "month", -5, EXTENT) == Period(NOVEMBER.first, NOVEMBER.first)


@pytest.mark.parametrize(("unit", "width_days"), [("day", 1), ("week", 8), ("month", 31)])
def test_accumulating_starts_with_the_first_day(unit: str, width_days: int) -> None:
    started = accumulate(NOVEMBER, unit, EXTENT)
    assert started.first == NOVEMBER.first
    assert started.width_days == width_days


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
    assert preset_period(preset, NOVEMBER, EXTENT) == Period(day_number(date(*first)), day_number(date(*last)))


def test_a_preset_says_of_which_days_it_is() -> None:
    words = {preset.key: preset_words(preset, NOVEMBER, EXTENT) for preset in PRESETS}
    end = number_text(EXTENT.last)
    assert words["days_90"] == (
        "90 days to 30 Nov 2024",
        f"2 Sep – 30 Nov 2024: counted back from the last day of the period that is shown. The data end on {end}.",
    )
    assert words["quarter"][0] == "Quarter: 1 Oct – 31 Dec 2024"
    assert words["all"][0] == f"Whole period: {EXTENT.words}"
    assert preset_words(PRESETS[3], EXTENT, EXTENT)[0] == f"90 days to {end}"
    assert preset_words(PRESETS[3], EXTENT, EXTENT)[1].endswith("counted back from the last day of the data.")


def test_presets_are_clipped_to_the_end_of_the_data() -> None:
    year = next(p for p in PRESETS if p.key == "year")
    assert preset_period(year, EXTENT, EXTENT) == Period(day_number(date(2026, 1, 1)), EXTENT.last)
