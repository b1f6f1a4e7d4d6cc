"""Periods of totals: what a cell, two cells or a heading names, and what names none."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.sources.read_options import PERIOD_UNITS
from geo.sources.totals.periods import (
    days_of_cells,
    heading_period,
    numbered_period,
    read_period,
    whole_unit,
)

DAYS = st.dates(date(1950, 1, 8), date(2099, 12, 1))


def words(days: tuple[date, date] | None) -> str:
    return f"{days[0]} {days[1]}" if days else ""


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("2024-W05", "", "2024-01-29 2024-02-04"),
        ("W5 2024", "week", "2024-01-29 2024-02-04"),
        ("week 5, 2024", "", "2024-01-29 2024-02-04"),
        ("Nov 2024", "", "2024-11-01 2024-11-30"),
        ("نومبر 2024", "month", "2024-11-01 2024-11-30"),
        ("2024-11", "month", "2024-11-01 2024-11-30"),
        ("2024-11-16", "week", "2024-11-16 2024-11-22"),
        ("2024-11-16", "month", "2024-11-01 2024-11-30"),
        ("2024-11-16", "quarter", "2024-10-01 2024-12-31"),
        ("2024-11-16", "year", "2024-01-01 2024-12-31"),
        ("2024-11-16", "", "2024-11-16 2024-11-16"),
        ("Q1 2024", "", "2024-01-01 2024-03-31"),
        ("2024Q3", "quarter", "2024-07-01 2024-09-30"),
        ("1st quarter 2024", "", "2024-01-01 2024-03-31"),
        ("2024", "year", "2024-01-01 2024-12-31"),
        ("15–17 March 2024", "week", "2024-03-15 2024-03-17"),
    ],
)
def test_a_cell_names_a_period(text: str, unit: str, expected: str) -> None:
    assert words(read_period(text, unit)) == expected


@pytest.mark.parametrize(
    ("text", "unit"),
    [("2024-W60", ""), ("2021-W53", ""), ("Q5 2024", ""), ("Nov 2024", "week"), ("2024", "month"), ("2023-24", ""),
     ("03/04/2024", "day"), ("1024", "year"), ("March", "month"), ("", ""), ("2024-02-30", "")],
)  # fmt: skip
def test_what_names_no_such_period_is_none(text: str, unit: str) -> None:
    assert read_period(text, unit) is None


def test_the_last_day_of_a_week_ends_it() -> None:
    assert words(read_period("2024-11-22", "week", is_end=True)) == "2024-11-16 2024-11-22"


@given(DAYS, st.sampled_from(PERIOD_UNITS))
def test_a_day_lies_in_its_unit_and_units_of_calendar_tile(day: date, unit: str) -> None:
    first, last = whole_unit(day, unit)
    assert first <= day <= last
    if unit != "week":
        assert whole_unit(first, unit) == whole_unit(last, unit) == (first, last)
    assert (last - first).days + 1 in {"day": (1,), "week": (7,), "month": (28, 29, 30, 31)}.get(unit, range(90, 367))


@given(DAYS)
def test_a_week_by_number_is_that_of_iso(day: date) -> None:
    year, number, _ = day.isocalendar()
    days = numbered_period(str(year), str(number), "week")
    assert days == read_period(f"{year}-W{number:02}")
    assert days is not None
    assert days.first <= day <= days.last


@pytest.mark.parametrize(
    ("year", "number", "unit", "expected"),
    [
        ("2024", "Nov", "month", "2024-11-01 2024-11-30"),
        ("2024.0", "11.0", "month", "2024-11-01 2024-11-30"),
        ("۲۰۲۴", "۱۱", "month", "2024-11-01 2024-11-30"),
        ("2024", "Week 5", "week", "2024-01-29 2024-02-04"),
        ("2024", "Q3", "quarter", "2024-07-01 2024-09-30"),
        ("2024", "13", "month", ""),
        ("2024", "x5", "week", ""),
        ("24", "5", "week", ""),
        ("2024", "0", "quarter", ""),
    ],
)
def test_a_year_and_a_number_name_a_period(year: str, number: str, unit: str, expected: str) -> None:
    assert words(numbered_period(year, number, unit)) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2024-01-01T00:00:00", "2024-01-31T23:59:59", "2024-01-01 2024-01-31"),
        ("Jan 2024", "Mar 2024", "2024-01-01 2024-03-31"),
        ("2024-02-01", "2024-01-31", ""),
        ("2024-02-01", "", ""),
    ],
)
def test_two_cells_name_a_period(first: str, last: str, expected: str) -> None:
    assert words(days_of_cells(first, last)) == expected


@pytest.mark.parametrize(
    ("heading", "year", "expected"),
    [("Jan-24", "", "2024-01-01 2024-01-31"), ("January 2024", "", "2024-01-01 2024-01-31"),
     ("2023", "", "2023-01-01 2023-12-31"), ("March", "2022", "2022-03-01 2022-03-31"), ("March", "", ""),
     ("District", "2022", "")],
)  # fmt: skip
def test_a_heading_names_a_month_or_year(heading: str, year: str, expected: str) -> None:
    assert words(heading_period(heading, year)) == expected
