"""Dates, places and figures in words, with their precision."""

from __future__ import annotations

from datetime import date

import pytest

from geo.calendar.days import interval_of
from geo.incidents import PLACE_PRECISIONS
from geo.incidents.words import PLACE_PRECISION_WORDS, date_words, figure_words, place_words
from tests.geo.tables import incident


@pytest.mark.parametrize(
    ("precision", "text"),
    [
        ("day", "18 Nov 2024"),
        ("week", "some day in the week 18–24 Nov 2024"),
        ("month", "some day in November 2024"),
        ("year", "some day in 2024"),
    ],
)
def test_a_date_is_described_with_its_precision(precision: str, text: str) -> None:
    start, end = interval_of(date(2024, 11, 18), precision)
    assert date_words(incident(date_start=start, date_end=end, date_precision=precision)) == text


def test_an_event_of_several_days_is_described_as_a_period() -> None:
    row = incident(date_start=date(2024, 11, 20), date_end=date(2024, 11, 22))
    assert date_words(row) == "20–22 Nov 2024"


def test_every_precision_has_words() -> None:
    assert tuple(PLACE_PRECISION_WORDS) == PLACE_PRECISIONS


def test_a_point_is_described_with_its_coordinates() -> None:
    row = incident(place_precision="exact", lon=70.6, lat=33.0)
    assert place_words(row) == "at the place named (33.0000° N, 70.6000° E)"


@pytest.mark.parametrize("precision", ["district", "province", "country"])
def test_an_area_is_never_described_as_a_point(precision: str) -> None:
    row = incident(place_precision=precision, lon=70.6, lat=33.0)
    assert place_words(row) == PLACE_PRECISION_WORDS[precision]


@pytest.mark.parametrize(
    ("low", "best", "high", "text"),
    [
        (None, None, None, "no figure"),
        (0, 0, 0, "0"),
        (7, 7, 7, "7"),
        (None, 7, None, "7"),
        (None, 7, 7, "7"),
        (5, 7, 9, "7 (reports from 5 to 9)"),
        (5, 7, None, "7 (reports from 5 to 7)"),
        (None, 7, 9, "7 (reports from 7 to 9)"),
        (5, None, 9, "5–9"),
        (0, None, 0, "0–0"),
        (None, None, 0, "?–0"),
        (1200, None, None, "1,200–?"),
        (900, 1200, 1500, "1,200 (reports from 900 to 1,500)"),
    ],
)
def test_a_figure_is_described_with_its_range_and_unknown_is_not_zero(
    low: int | None, best: int | None, high: int | None, text: str
) -> None:
    assert figure_words(incident(killed_low=low, killed_best=best, killed_high=high)) == text
