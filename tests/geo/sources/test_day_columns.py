"""Columns of days as first and last days in ISO form."""

from __future__ import annotations

import pytest

from geo.sources.day_columns import DAY_COLUMNS, ReadDays, complete_days


def completed(order: str = "dmy", **texts: str) -> dict[str, str]:
    columns = {name: [text] for name, text in texts.items()}
    days = {name: ReadDays(columns[name], order) for name in DAY_COLUMNS if name in columns}
    complete_days(columns, days)
    return {name: column[0] for name, column in columns.items()}


@pytest.mark.parametrize(
    ("texts", "first", "last", "precision"),
    [
        ({"date_start": "18/11/2024"}, "2024-11-18", None, "day"),
        ({"date_start": "15-17 March 2024"}, "2024-03-15", "2024-03-17", "day"),
        ({"date_start": "15-17 March 2024", "date_end": ""}, "2024-03-15", "2024-03-17", "day"),
        ({"date_start": "15-17 March 2024", "date_end": "19 March 2024"}, "2024-03-15", "2024-03-19", "day"),
        ({"date_start": "March 2024"}, "2024-03-01", None, "month"),
        ({"date_start": "March 2024", "date_end": "March 2024"}, "2024-03-01", "2024-03-31", "month"),
        ({"date_start": "March 2024", "date_end": "April 2024"}, "2024-03-01", "2024-04-30", "day"),
        ({"date_start": "2023", "date_end": "2024"}, "2023-01-01", "2024-12-31", "day"),
        ({"date_start": "18/11/2024", "date_precision": "week"}, "2024-11-18", None, "week"),
        ({"date_start": "soon", "date_end": "later"}, "soon", "later", ""),
    ],
)
def test_first_day_last_day_and_precision(texts: dict[str, str], first: str, last: str | None, precision: str) -> None:
    columns = completed(**texts)
    assert (columns["date_start"], columns.get("date_end"), columns["date_precision"]) == (first, last, precision)


def test_only_days_that_another_zone_changes_are_counted() -> None:
    days = ReadDays(["2024-11-17T20:30:00Z", "2024-11-17T10:00:00Z", "2024-11-17 00:00:00+05", "2024-11-17"], "")
    assert days.first() == ["2024-11-18", "2024-11-17", "2024-11-17", "2024-11-17"]
    ((what, rows),) = days.changes("date_start").items()
    assert "UTC" in what
    assert rows == {0}


@pytest.mark.parametrize(
    ("heading", "day"),
    [
        ("Time (UTC)", "2024-11-18"), ("date_utc", "2024-11-18"), ("gmt time", "2024-11-18"), ("UTC+5", "2024-11-17"),
        ("Date (UTC+05:00)", "2024-11-17"), ("Date", "2024-11-17"), ("outcome", "2024-11-17"),
    ],
)  # fmt: skip
def test_a_time_zone_in_the_heading_is_that_of_its_moments(heading: str, day: str) -> None:
    texts = ["2024-11-17 20:30:00", "17/11/2024 20:30", "2024-11-17", "2024-11-17T20:30:00+05:00"]
    assert ReadDays(texts, "dmy", heading=heading).first() == [day, day, "2024-11-17", "2024-11-17"]


def test_days_of_one_way_of_writing_are_exchanged() -> None:
    texts = ["2024-03-04", "13/04/2024", "2024-03-04 09:30", "2024-03-14"]
    days = ReadDays(texts, "dmy", "date")
    assert days.first() == ["2024-04-03", "2024-04-13", "2024-04-03", "2024-03-14"]
    ((what, rows),) = days.changes("date_start").items()
    assert "exchanged" in what
    assert rows == {0, 2}
    assert ReadDays(texts, "dmy", "keep").first()[0] == "2024-03-04"


def test_another_day_of_the_week_is_a_doubt_of_its_row() -> None:
    days = ReadDays(["Mon 18 Nov 2024", "Tue 18 Nov 2024"], "")
    assert days.doubts() == [(1, "18 Nov 2024 is a Monday, not a Tuesday")]
