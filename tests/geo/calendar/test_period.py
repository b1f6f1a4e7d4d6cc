"""Periods of days: width, parts and shifts."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.calendar.days import day_number
from geo.calendar.period import Period

EXTENT = Period(day_number(date(2021, 1, 3)), day_number(date(2026, 6, 20)))
AROUND = Period(EXTENT.first - 900, EXTENT.last + 900)
NOVEMBER = Period(day_number(date(2024, 11, 1)), day_number(date(2024, 11, 30)))


@st.composite
def periods(draw: st.DrawFn, within: Period = AROUND) -> Period:
    first = draw(st.integers(within.first, within.last))
    return Period(first, draw(st.integers(first, within.last)))


def lies_in_extent(period: Period) -> bool:
    return EXTENT.first <= period.first <= period.last <= EXTENT.last


@given(periods())
def test_a_moved_or_trimmed_period_lies_within_the_extent(period: Period) -> None:
    assert lies_in_extent(period.moved_into(EXTENT))
    assert lies_in_extent(period.trimmed_to(EXTENT))
    assert period.moved_into(EXTENT).width_days == min(period.width_days, EXTENT.width_days)


@given(periods(EXTENT))
def test_a_period_within_the_extent_is_unchanged(period: Period) -> None:
    assert period.moved_into(EXTENT) == period.trimmed_to(EXTENT) == period


@given(periods())
def test_the_period_before_is_as_long_and_adjacent(period: Period) -> None:
    assert period.before.last == period.first - 1
    assert period.before.width_days == period.width_days
    assert not period.before.overlaps(period)


def test_the_period_before_november_begins_on_the_second_of_october() -> None:
    assert NOVEMBER.before.words == "2–31 Oct 2024"


@given(periods(), periods())
def test_two_periods_overlap_if_they_share_a_day(one: Period, other: Period) -> None:
    days = set(range(one.first, one.last + 1))
    assert one.overlaps(other) == other.overlaps(one) == (not days.isdisjoint(range(other.first, other.last + 1)))


def test_a_period_that_ends_before_it_begins_is_empty() -> None:
    empty = Period(2, 1)
    assert (empty.is_empty, empty.width_days, empty.words) == (True, 0, "no period")
    assert not empty.overlaps(Period(0, 9))
    assert not empty.is_whole_months
    assert not Period(2, 2).is_empty


@pytest.mark.parametrize(
    ("first", "last", "is_whole"),
    [
        (date(2024, 2, 1), date(2024, 2, 29), True),
        (date(2023, 12, 1), date(2024, 2, 29), True),
        (date(2024, 2, 1), date(2024, 2, 28), False),
        (date(2024, 2, 2), date(2024, 2, 29), False),
    ],
)
def test_a_period_of_whole_months_is_recognised(first: date, last: date, is_whole: bool) -> None:
    assert Period(day_number(first), day_number(last)).is_whole_months == is_whole
