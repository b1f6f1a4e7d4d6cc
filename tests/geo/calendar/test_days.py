"""Days as numbers and as text."""

from __future__ import annotations

import ast
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.calendar.days import (
    add_months,
    calendar_start,
    day_number,
    day_text,
    from_day_number,
    interval_of,
    is_month_start,
    month_short,
    parse_day,
    period_text,
)
from geo.errors import BadDate

ROOT = Path(__file__).resolve().parents[3]


@given(st.dates())
def test_day_numbers_equal_those_of_numpy(day: date) -> None:
    assert day_number(day) == np.datetime64(day, "D").astype(int)
    assert from_day_number(day_number(day)) == day


@pytest.mark.parametrize("number", [-(10**9), 10**9])
def test_a_day_number_beyond_the_calendar_becomes_the_nearest_day(number: int) -> None:
    assert from_day_number(number) in (date.min, date.max)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(-600, 600))
def test_adding_months_gives_a_first_of_month_and_is_reversible(day: date, months: int) -> None:
    start = calendar_start(day_number(day), 1)
    moved = add_months(start, months)
    assert is_month_start(start)
    assert is_month_start(moved)
    assert add_months(moved, -months) == start


@pytest.mark.parametrize(("months", "start"), [(1, date(2024, 11, 1)), (3, date(2024, 10, 1)), (12, date(2024, 1, 1))])
def test_the_calendar_start_of_a_day_is_that_of_its_month_quarter_or_year(months: int, start: date) -> None:
    assert from_day_number(calendar_start(day_number(date(2024, 11, 18)), months)) == start


@given(st.dates(min_value=date(1000, 1, 1)))
def test_iso_text_is_parsed_back(day: date) -> None:
    assert parse_day(f" {day.isoformat()} ") == day


@pytest.mark.parametrize(
    "text",
    ["", "18/11/2024", "2024-11-1", "20241118", "2024-11-18T00:00", "2024-11-18\n2024", "2024-W47-1", "٢٠٢٤-١١-١٨"],
)
def test_text_that_is_not_iso_is_rejected(text: str) -> None:
    with pytest.raises(BadDate):
        parse_day(text)


@pytest.mark.parametrize("text", ["2023-02-29", "2024-13-01", "2024-04-31", "0000-01-01"])
def test_a_day_missing_from_the_calendar_is_rejected(text: str) -> None:
    with pytest.raises(BadDate, match="not a day of the calendar"):
        parse_day(text)


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2024, 11, 18), date(2024, 11, 18), "18 Nov 2024"),
        (date(2024, 11, 18), date(2024, 11, 24), "18–24 Nov 2024"),
        (date(2024, 10, 28), date(2024, 11, 3), "28 Oct – 3 Nov 2024"),
        (date(2024, 12, 30), date(2025, 1, 5), "30 Dec 2024 – 5 Jan 2025"),
        (date(2024, 5, 1), date(2025, 5, 1), "1 May 2024 – 1 May 2025"),
    ],
)
def test_periods_are_described_briefly(first: date, last: date, text: str) -> None:
    assert period_text(first, last) == text


def test_month_names_are_english_in_every_locale() -> None:
    assert [month_short(date(2024, m, 1)) for m in range(1, 13)] == (
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    )
    assert day_text(date(2024, 9, 3)) == "3 Sep 2024"


def format_specs(path: Path) -> list[str]:
    """The format specifications of the f-strings in a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    specs = [n.format_spec for n in ast.walk(tree) if isinstance(n, ast.FormattedValue) and n.format_spec]
    return [ast.unparse(spec) for spec in specs]


@pytest.mark.parametrize("folder", ["incidents", "analysis"])
def test_no_source_formats_a_month_by_the_locale(folder: str) -> None:
    files = (ROOT / "geo" / folder).rglob("*.py")
    assert [(path.name, spec) for path in files for spec in format_specs(path) if "%b" in spec or "%B" in spec] == []


@pytest.mark.parametrize(
    ("day", "precision", "first", "last"),
    [
        (date(2024, 11, 18), "day", date(2024, 11, 18), date(2024, 11, 18)),
        (date(2024, 11, 18), "week", date(2024, 11, 18), date(2024, 11, 24)),
        (date(2024, 11, 24), "week", date(2024, 11, 18), date(2024, 11, 24)),
        (date(2024, 2, 15), "month", date(2024, 2, 1), date(2024, 2, 29)),
        (date(2023, 12, 25), "month", date(2023, 12, 1), date(2023, 12, 31)),
        (date(2024, 7, 1), "year", date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_an_imprecise_day_gives_an_interval(day: date, precision: str, first: date, last: date) -> None:
    assert interval_of(day, precision) == (first, last)


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.sampled_from(("day", "week", "month", "year")))
def test_an_interval_contains_its_day_and_is_idempotent(day: date, precision: str) -> None:
    first, last = interval_of(day, precision)
    assert first <= day <= last
    assert interval_of(first, precision) == interval_of(last, precision) == (first, last)
    assert interval_of(last + timedelta(days=1), precision)[0] == last + timedelta(days=1)
