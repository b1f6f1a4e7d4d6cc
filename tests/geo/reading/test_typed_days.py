"""Days typed by users."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.calendar.days import day_number, from_day_number, number_text
from geo.reading.typed_days import parse_typed_day, typed_readings

NOV_1 = day_number(date(2024, 11, 1))
days = st.dates(date(1900, 1, 1), date(2100, 1, 1)).map(day_number)


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
        "Friday, 1 November 2024",
        "1-Nov-24",
        "2024/11/01",
        "۱ نومبر ۲۰۲۴",
    ],
)
def test_a_day_can_be_written_in_several_ways(text: str) -> None:
    assert parse_typed_day(text) == NOV_1
    assert parse_typed_day(text, end=True) == NOV_1


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-02", (2024, 2, 1), (2024, 2, 29)),
        ("Feb 2023", (2023, 2, 1), (2023, 2, 28)),
        ("2024", (2024, 1, 1), (2024, 12, 31)),
        ("15–17 March 2024", (2024, 3, 15), (2024, 3, 17)),
    ],
)
def test_a_month_or_a_year_means_its_first_or_its_last_day(
    text: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    assert parse_typed_day(text) == day_number(date(*first))
    assert parse_typed_day(text, end=True) == day_number(date(*last))


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
def test_text_that_is_not_a_date_gives_none(text: str) -> None:
    assert parse_typed_day(text) is None


@given(st.text())
def test_parsing_any_text_raises_no_error(text: str) -> None:
    assert parse_typed_day(text) is None or isinstance(parse_typed_day(text), int)


@given(days)
def test_parsing_a_formatted_day_gives_the_day(day: int) -> None:
    assert parse_typed_day(number_text(day)) == day
    assert parse_typed_day(from_day_number(day).isoformat()) == day


@given(days)
def test_a_day_in_numbers_is_read_or_has_two_readings_of_which_it_is_one(day: int) -> None:
    text = from_day_number(day).strftime("%d/%m/%Y")
    assert parse_typed_day(text) == (None if typed_readings(text) else day)
    assert number_text(day) in (typed_readings(text) or (number_text(day),))


def test_the_readings_of_two_orders_are_named() -> None:
    assert typed_readings("03/04/2024") == ("4 Mar 2024", "3 Apr 2024")
    assert typed_readings("30/11/2024") == typed_readings("3 Apr 2024") == typed_readings("x") == ()
