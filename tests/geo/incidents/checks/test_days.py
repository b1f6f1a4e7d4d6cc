"""Checks of the days of an incident."""

from __future__ import annotations

from datetime import date

import pytest

from tests.geo.checked_tables import check
from tests.geo.incidents.two_districts import GOOD, TwoDistricts, assert_row_rejected, checked, imported, table

ERRORS: dict[str, tuple[dict[str, str], str, str]] = {
    "31 February": ({"date_start": "2024-02-31"}, "date_start", "calendar"),
    "29 February of a common year": ({"date_start": "2023-02-29"}, "date_start", "calendar"),
    "month 13": ({"date_start": "2024-13-01"}, "date_start", "calendar"),
    "year 0": ({"date_start": "0000-01-01"}, "date_start", "calendar"),
    "day first": ({"date_start": "18/11/2024"}, "date_start", "year-month-day"),
    "two-digit year": ({"date_start": "24-11-18"}, "date_start", "year-month-day"),
    "words": ({"date_start": "last Monday"}, "date_start", "not a date"),
    "other digits": ({"date_start": "٢٠٢٤-١١-١٨"}, "date_start", "calendar"),
    "Excel serial": ({"date_start": "45614"}, "date_start", "not a date"),
    "a time of day": ({"date_start": "2024-11-18T09:30:00"}, "date_start", "not a date"),
    "blank day": ({"date_start": ""}, "date_start", "missing"),
    "before Pakistan": ({"date_start": "1947-08-13"}, "date_start", "1947-08-14"),
    "after 2100": ({"date_start": "2101-01-01"}, "date_start", "2100-12-31"),
    "a month that ends in 900 years": ({"date_end": "2924-01-31", "date_precision": "month"}, "date_end", "after 2100"),
    "a week of ten days": ({"date_end": "2024-11-28", "date_precision": "week"}, "date_end", "than a week"),
    "a month of fifty days": ({"date_end": "2025-01-07", "date_precision": "month"}, "date_end", "than a month"),
    "a year of two": ({"date_end": "2026-01-01", "date_precision": "year"}, "date_end", "coarser date_precision"),
    "the last week of all": ({"date_start": "9999-12-31", "date_precision": "week"}, "date_start", "after 2100-12-31"),
    "ends before it starts": ({"date_end": "2024-11-17"}, "date_end", "before the first"),
    "end is no date": ({"date_end": "x"}, "date_end", "not a date"),
    "unknown date precision": ({"date_precision": "dya"}, "date_precision", "Did you mean 'day'"),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "column", "words"), ERRORS.values(), ids=list(ERRORS))
def test_a_row_with_a_wrong_day_is_rejected(changes: dict[str, str], column: str, words: str) -> None:
    assert_row_rejected(changes, column, words)


@pytest.mark.parametrize(
    ("precision", "first", "last"),
    [("day", 18, 18), ("week", 18, 24), ("month", 1, 30)],
)
def test_an_imprecise_day_is_widened_to_its_interval(precision: str, first: int, last: int) -> None:
    row = imported(date_precision=precision)
    assert (row.date_start, row.date_end) == (date(2024, 11, first), date(2024, 11, last))


@pytest.mark.parametrize("text", ["2024-11-18T00:00:00", "2024-11-18 00:00", "2024-11-18T00:00:00.000Z"])
def test_midnight_is_read_as_the_day(text: str) -> None:
    assert imported(date_start=text).date_start == date(2024, 11, 18)


def test_an_interval_given_in_the_file_is_kept() -> None:
    row = imported(date_precision="month", date_end="2024-11-20")
    assert (row.date_start.day, row.date_end.day) == (18, 20)


@pytest.mark.parametrize(
    ("precision", "last"),
    [("day", "2025-03-01"), ("week", "2024-11-25"), ("month", "2024-12-18"), ("year", "2025-11-18")],
)
def test_an_end_within_the_range_of_its_precision_is_accepted(precision: str, last: str) -> None:
    assert imported(date_end=last, date_precision=precision).date_end == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"date_start": "2026-06-21"}, "date_start"),
        ({"date_start": "2042-11-18", "date_precision": "week"}, "date_start"),
        ({"date_start": "2026-06-20", "date_end": "2026-06-21"}, "date_end"),
        ({"date_start": "2026-06-20", "date_end": "2026-07-02", "date_precision": "month"}, "date_end"),
    ],
)
def test_a_day_after_today_is_a_warning_that_names_the_clock(changes: dict[str, str], column: str) -> None:
    result = checked(GOOD, {**GOOD, "incident_id": "own:2", **changes}, header=(*GOOD, "date_end", "date_precision"))
    assert len(result.incidents) == 2
    (problem,) = result.problems
    assert (problem.row, problem.column, problem.severity) == (2, column, "warning")
    assert "2026-06-20 by the clock" in problem.message


def test_a_wrong_clock_makes_one_warning_and_keeps_no_row_out() -> None:
    rows = [{**GOOD, "incident_id": f"own:{number}"} for number in range(50)]
    at_2001 = check(table(*rows), TwoDistricts(), date(2001, 1, 1))
    assert at_2001.incidents == checked(*rows).incidents
    (problem,) = at_2001.problems
    assert problem.severity == "warning"
    assert "49 further rows" in problem.message


def test_the_present_month_may_end_in_the_future() -> None:
    assert imported(date_start="2026-06-10", date_precision="month").date_end == date(2026, 6, 30)
    assert checked({**GOOD, "date_start": "2026-06-10", "date_precision": "month"}).problems == []
