"""Days in the notations of partners."""

from __future__ import annotations

import pytest

from geo.reading.dates import WrittenDay, date_order_of, read_date, read_written_day


@pytest.mark.parametrize(
    ("days", "order", "ambiguous"),
    [
        (["18/11/2024", "03/04/2024"], "dmy", []),
        (["11/18/2024", "03/04/2024"], "mdy", []),
        (["03/04/2024", "05/06/2024"], "", ["03/04/2024", "05/06/2024"]),
        (["18/11/2024", "11/18/2024"], "", ["18/11/2024", "11/18/2024"]),
        (["2024-11-18", "18 Nov 2024"], "", []),
        (["04/04/2024", "05.05.24"], "dmy", []),
    ],
)
def test_day_or_month_first_is_decided_from_the_whole_column(days: list[str], order: str, ambiguous: list[str]) -> None:
    assert date_order_of(days) == (order, ambiguous)


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("18/11/24", "dmy", "2024-11-18"), ("11/18/24", "mdy", "2024-11-18"), ("24/11/18", "ymd", "2024-11-18"),
        ("3.4.99", "dmy", "1999-04-03"), ("18/11/2024 3:05 PM", "dmy", "2024-11-18"),
    ],
)  # fmt: skip
def test_numeric_days_are_parsed_in_the_given_order(text: str, order: str, day: str) -> None:
    result = read_date(text, order)
    assert result is not None
    assert result.day == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("45614", WrittenDay("2024-11-18", "day")), (" 18 Nov 2024 ", WrittenDay("2024-11-18", "day")),
        ("November 2024", WrittenDay("2024-11-01", "month")), ("4561", WrittenDay("4561-01-01", "year")),
        ("soon", None),
    ],
)  # fmt: skip
def test_a_day_is_parsed_from_a_date_or_a_spreadsheet_serial_number(text: str, day: WrittenDay | None) -> None:
    assert read_written_day(text, "dmy") == day
