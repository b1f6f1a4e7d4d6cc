"""Days counted from the day of publication."""

from __future__ import annotations

from datetime import date

import pytest

from geo.reading.relative_days import (
    Days,
    day_and_month,
    days_back,
    last_month_named,
    last_weekday,
    part_of_month,
    unit_back,
    until,
)

TUESDAY = date(2026, 10, 6)


WEEKDAYS = {
    "on Tuesday is today": (2, False, date(2026, 10, 6)),
    "last Tuesday": (2, True, date(2026, 9, 29)),
    "on Monday": (1, False, date(2026, 10, 5)),
    "on Wednesday": (3, False, date(2026, 9, 30)),
}


@pytest.mark.parametrize(("weekday", "before", "expected"), WEEKDAYS.values(), ids=WEEKDAYS)
def test_a_weekday_is_the_last_one_up_to_the_publication(weekday: int, before: bool, expected: date) -> None:
    assert last_weekday(TUESDAY, weekday, before) == Days(expected, expected, "day")


def test_last_month_is_the_whole_month_over_the_turn_of_the_year() -> None:
    assert unit_back(date(2026, 1, 5), "month", 1) == Days(date(2025, 12, 1), date(2025, 12, 31), "month")
    assert unit_back(TUESDAY, "week", 1) == Days(date(2026, 9, 28), date(2026, 10, 4), "week")


def test_what_is_not_over_ends_at_the_publication() -> None:
    assert until(unit_back(TUESDAY, "month", 0), TUESDAY).last == TUESDAY
    assert until(unit_back(TUESDAY, "month", 1), TUESDAY).last == date(2026, 9, 30)


def test_a_day_without_its_year_is_the_last_one_and_29_february_needs_a_leap_year() -> None:
    assert day_and_month(TUESDAY, 25, 12) == days_back(date(2025, 12, 25), 0)
    assert day_and_month(date(2026, 5, 1), 29, 2) == days_back(date(2024, 2, 29), 0)
    assert day_and_month(TUESDAY, 31, 4) is None
    assert last_month_named(date(2026, 3, 11), 5).first == date(2025, 5, 1)
    assert part_of_month(last_month_named(date(2026, 7, 1), 6), -1) == Days(
        date(2026, 6, 24), date(2026, 6, 30), "week"
    )
