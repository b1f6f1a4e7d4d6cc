from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.timebar.days import (
    add_months,
    format_day,
    format_span,
    month_length,
    month_start,
    parse_day,
    to_date,
    to_day,
)

NOV_1 = to_day(date(2024, 11, 1))
days = st.dates(date(1900, 1, 1), date(2100, 1, 1)).map(to_day)


def test_day_numbers_count_from_1970() -> None:
    assert to_day(date(1970, 1, 1)) == 0
    assert to_day(date(2000, 1, 1)) == 10957


@pytest.mark.parametrize("day", [-(10**9), 10**9])
def test_days_that_no_calendar_has_become_the_nearest(day: int) -> None:
    assert to_date(day) in (date.min, date.max)


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ((2024, 11, 1), (2024, 11, 1), "1 Nov 2024"),
        ((2024, 11, 1), (2024, 11, 30), "1–30 Nov 2024"),
        ((2024, 10, 28), (2024, 11, 3), "28 Oct – 3 Nov 2024"),
        ((2024, 12, 30), (2025, 1, 5), "30 Dec 2024 – 5 Jan 2025"),
    ],
)
def test_a_span_does_not_repeat_what_its_ends_share(
    first: tuple[int, int, int], last: tuple[int, int, int], text: str
) -> None:
    assert format_span(to_day(date(*first)), to_day(date(*last))) == text


@pytest.mark.parametrize(
    "text",
    [
        "2024-11-01",
        " 2024-11-1 ",
        "1 Nov 2024",
        "01 november 2024",
        "1.Nov.2024",
        "1nov2024",
        "Nov 1, 2024",
        "1 Novem 2024",
    ],
)
def test_a_day_can_be_written_in_several_ways(text: str) -> None:
    assert parse_day(text) == NOV_1
    assert parse_day(text, end=True) == NOV_1


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-02", (2024, 2, 1), (2024, 2, 29)),
        ("Feb 2023", (2023, 2, 1), (2023, 2, 28)),
        ("2024", (2024, 1, 1), (2024, 12, 31)),
    ],
)
def test_a_month_or_a_year_means_its_first_or_its_last_day(
    text: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    assert parse_day(text) == to_day(date(*first))
    assert parse_day(text, end=True) == to_day(date(*last))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "2024-02-30",
        "2024-13",
        "30 Feb 2024",
        "1 Foo 2024",
        "1 Novx 2024",
        "03/04/2024",
        "0000-01-01",
        "9" * 400,
        "1 Nov",
        "24",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_day(text) is None


@given(st.text())
def test_no_text_makes_reading_fail(text: str) -> None:
    assert parse_day(text) is None or isinstance(parse_day(text), int)


@given(days)
def test_reading_undoes_writing(day: int) -> None:
    assert parse_day(format_day(day)) == day
    assert parse_day(to_date(day).isoformat()) == day


@given(days, st.integers(-600, 600))
def test_adding_months_lands_on_a_first_and_is_undone(day: int, months: int) -> None:
    start = month_start(day)
    moved = add_months(start, months)
    assert to_date(moved).day == 1
    assert add_months(moved, -months) == start
    assert month_length(start) in (28, 29, 30, 31)
