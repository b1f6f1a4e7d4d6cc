"""Days of which a spreadsheet has swapped day and month."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.reading.dates import WrittenDay
from geo.reading.swapped_days import exchanged, swapped_days, way_of_writing

CELLS = ("2024-03-04", "2024-05-04")
TEXTS = ("13/04/2024", "25/04/2024")


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("2024-03-04", ("date", False)), ("2024-03-13 09:30", ("date", True)), ("4 Mar 2024", ("words", False)),
        ("13-Mar-24", ("words", True)), ("45355", ("serial", False)), ("3/4/2024", ("numbers/4", False)),
        ("04/25/24 0:00", ("numbers/2", True)), ("13.04.2024", ("numbers.4", True)), ("March 2024", None),
        ("13 / 04 / 2024", ("numbers/4", True)), ("Sat ۱۳-۰۴-۲۰۲۴", ("numbers-4", True)), ("15-17/03/2024", None),
        ("15-17 March 2024", None), ("soon", None),
    ],
)  # fmt: skip
def test_the_way_of_writing_of_a_day(text: str, way: tuple[str, bool] | None) -> None:
    assert way_of_writing(text) == way


SPLIT = {
    "one cell of a date and one text": (("2024-03-04", "13/04/2024"), True, "date"),
    "texts with the month first": (("2024-03-04", "04/25/2024"), True, "date"),
    "saved as CSV": ((*CELLS, *TEXTS), False, "date"),
    "saved as CSV with the month as a word": (("04-Mar-24", "04-May-24", *TEXTS), False, "words"),
    "saved as CSV with another separator": (("04-03-2024", "04-05-2024", *TEXTS), False, "numbers-4"),
    "serial numbers": (("45355", "45416", *TEXTS), False, "serial"),
}
WHOLE = {
    "cells of dates alone": CELLS,
    "texts alone": TEXTS,
    "days whose number is that of their month": ("2024-04-04", "2024-05-05", *TEXTS),
    "texts up to 12": (*CELLS, *TEXTS, "03/04/2024"),
    "three ways of writing": (*CELLS, *TEXTS, "4 March 2024", "5 March 2024"),
}


@pytest.mark.parametrize(("texts", "has_date_cells", "way"), SPLIT.values(), ids=list(SPLIT))
def test_a_column_that_is_split_at_12_may_be_swapped(texts: tuple[str, ...], has_date_cells: bool, way: str) -> None:
    found = swapped_days(texts, has_date_cells=has_date_cells)
    assert found is not None
    assert (found.way, found.is_split) == (way, True)
    assert (*found.doubtful, *found.certain) == texts


@pytest.mark.parametrize("texts", WHOLE.values(), ids=list(WHOLE))
@pytest.mark.parametrize("has_date_cells", [True, False])
def test_any_other_column_is_not_taken_for_swapped(texts: tuple[str, ...], has_date_cells: bool) -> None:
    assert swapped_days(texts, has_date_cells=has_date_cells) is None


def test_without_cells_of_dates_one_day_or_a_day_above_12_is_no_pattern() -> None:
    assert swapped_days(["2024-03-04", *TEXTS]) is None
    assert swapped_days([*CELLS, "2024-03-14", *TEXTS]) is None
    mixed = swapped_days([*CELLS, "2024-03-14", *TEXTS], has_date_cells=True)
    assert mixed is not None
    assert not mixed.is_split


@given(st.lists(st.dates(date(2024, 1, 1), date(2024, 12, 31)), min_size=1))
def test_what_a_spreadsheet_makes_of_days_is_recognised_and_made_good(days: list[date]) -> None:
    cells = [f"{day:%Y-%d-%m}" if day.day <= 12 else f"{day:%d/%m/%Y}" for day in days]
    found = swapped_days(dict.fromkeys(cells), has_date_cells=True)
    swapped = {day.isoformat() for day in days if day.day <= 12 and day.day != day.month}
    assert (found is not None) == bool(swapped and any(day.day > 12 for day in days))
    if found:
        assert {exchanged(WrittenDay(text, "day")).day for text in found.doubtful} == swapped
