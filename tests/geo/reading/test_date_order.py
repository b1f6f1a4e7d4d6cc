"""The order of day, month and year, found from all rows of a column."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.reading.date_order import date_order_of
from geo.reading.dates import read_written_day

DECIDED = {
    "day first": (["18/11/2024", "03/04/2024"], "dmy"),
    "month first": (["11/18/2024", "03/04/2024"], "mdy"),
    "month first with a time": (["3/4/2024 9:15", "11/18/2024 21:30"], "mdy"),
    "a year that can only stand first": (["99-11-02", "24-11-18"], "ymd"),
    "days of one year, the year last": (["18-11-24", "02-12-24", "25-01-25"], "dmy"),
    "month first with short years": (["11/18/24", "12/02/24"], "mdy"),
    "around New Year": (["31/12/23", "01/01/24"], "dmy"),
    "days of many years": (["05-03-04", "18-07-11", "25-12-11", "30-01-19"], "dmy"),
    "the same day in every order": (["04/04/2024", "05.05.24"], "dmy"),
    "a range decides": (["15-17/03/2024", "03/04/2024"], "dmy"),
    "a weekday decides": (["Wednesday 03/04/2024", "05/06/2024"], "dmy"),
    "a day that the month lacks": (["31/11/24", "18/11/24", "02/12/24"], "dmy"),
    "no numbers": (["2024-11-18", "18 Nov 2024", "November 2024"], ""),
    "milliseconds": (["1731916800000", "1730532600000"], "epoch"),
    "seconds": (["1731916800", "946684800"], "epoch"),
    "a number among dates": (["1731916800000", "18/11/2024"], "dmy"),
    "numbers that are no moments": (["3001234567", "3339876543"], ""),
    "nothing": ([], ""),
}
OPEN = {
    "days up to 12": (["03/04/2024", "05/06/2024"], ("dmy", "mdy")),
    "a year of two digits first": (["24-11-02", "24-11-18", "24-12-05"], ("dmy", "ymd")),
    "the same with slashes": (["24/11/02", "24/11/18", "24/12/05"], ("dmy", "ymd")),
    "a slip in a column with the year first": (["24-11-02", "24-11-18", "24-11-31"], ("dmy", "ymd")),
    "two rows with dashes": (["24-11-02", "23-10-01"], ("dmy", "ymd")),
    "two rows with dashes and one last number": (["24-11-02", "23-10-02"], ("dmy", "ymd")),
    "all three": (["02-03-04"], ("dmy", "mdy", "ymd")),
    "rows that contradict each other": (["18/11/2024", "03/04/2024", "11/18/2024"], ("dmy", "mdy")),
}


@pytest.mark.parametrize(("texts", "order"), DECIDED.values(), ids=list(DECIDED))
def test_the_order_is_decided_by_all_rows(texts: list[str], order: str) -> None:
    found = date_order_of(texts)
    assert (found.order, found.candidates) == (order, ())


@pytest.mark.parametrize(("texts", "candidates"), OPEN.values(), ids=list(OPEN))
def test_an_order_that_no_row_decides_is_open(texts: list[str], candidates: tuple[str, ...]) -> None:
    found = date_order_of(texts)
    assert (found.order, found.candidates) == ("", candidates)
    assert set(found.examples) <= set(texts)
    assert all(order in found.why for order in candidates)


def test_what_was_decided_against_another_reading_is_stated() -> None:
    assert "year first" in date_order_of(["99-11-02"]).why
    assert "to stand last" in date_order_of(["18/11/24"]).why
    assert "moments since 1970" in date_order_of(["1731916800"]).why
    assert date_order_of(["18/11/2024"]).why == ""


FORMS = {"dmy": "{0.day}/{0.month}/{0.year}", "mdy": "{0.month}/{0.day}/{0.year}", "ymd": "{0:%y-%m-%d}"}
columns = st.lists(st.dates(date(2024, 1, 1), date(2024, 12, 31)), min_size=1, max_size=30)


@given(columns, st.sampled_from(sorted(FORMS)))
def test_a_decided_order_is_the_one_in_which_the_days_of_a_year_were_written(days: list[date], order: str) -> None:
    texts = [FORMS[order].format(day) for day in days]
    found = date_order_of(texts)
    read = [read_written_day(text, found.order) for text in texts]
    assert order in found.candidates or [written and written.day for written in read] == [str(day) for day in days]


@given(
    st.lists(st.sampled_from([text for texts, _ in (*DECIDED.values(), *OPEN.values()) for text in texts]), max_size=6)
)
def test_reading_every_row_twice_decides_the_same(texts: list[str]) -> None:
    assert date_order_of([*texts, *texts]) == date_order_of(texts)
    assert date_order_of([text for text in texts for _ in range(2)]) == date_order_of(texts)
