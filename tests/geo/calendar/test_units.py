"""Units of time: numbered without a gap, each day in the unit that begins last before it."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.calendar.days import day_number, from_day_number
from geo.calendar.units import UNITS, unit_numbers, unit_start

DAYS = st.dates(date(1947, 8, 14), date(2100, 1, 1))


@given(DAYS, st.sampled_from(UNITS))
def test_a_day_lies_between_the_start_of_its_unit_and_that_of_the_next(day: date, unit: str) -> None:
    number = day_number(day)
    (at,) = unit_numbers(np.array([number], np.int32), unit).tolist()
    assert unit_start(at, unit) <= number < unit_start(at + 1, unit)


@pytest.mark.parametrize(
    ("day", "unit", "start"),
    [
        (date(2024, 11, 18), "day", date(2024, 11, 18)),
        (date(2024, 12, 1), "week", date(2024, 11, 25)),
        (date(2024, 11, 25), "week", date(2024, 11, 25)),
        (date(2024, 2, 29), "month", date(2024, 2, 1)),
        (date(2024, 12, 31), "quarter", date(2024, 10, 1)),
        (date(1969, 12, 31), "quarter", date(1969, 10, 1)),
        (date(1947, 8, 14), "year", date(1947, 1, 1)),
    ],
)
def test_the_start_of_a_unit(day: date, unit: str, start: date) -> None:
    (number,) = unit_numbers(np.array([day_number(day)]), unit).tolist()
    assert from_day_number(unit_start(number, unit)) == start
