"""Figures, coordinates and days as partners write them."""

from __future__ import annotations

import pytest

from geo.places.coordinates import degrees_text, read_degrees
from geo.reading.dates import order_of, read_date
from geo.reading.figures import Figure, read_figure

EIGHT = Figure(8, 8, 8)


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("8", EIGHT), ("8.0", EIGHT), ("eight", EIGHT), ("8 people", EIGHT), (" 8 Killed ", EIGHT),
        ("1,200", Figure(1200, 1200, 1200)), ("1 200", Figure(1200, 1200, 1200)), ("1.200", None),
        ("at least 8", Figure(8, 8, None)), ("8+", Figure(8, 8, None)), (">= 8", Figure(8, 8, None)),
        ("> 7", Figure(8, 8, None)),
        ("more than 7", Figure(8, 8, None)), ("over 7", Figure(8, 8, None)),
        ("no fewer than 8", Figure(8, 8, None)),
        ("12-15", Figure(12, 12, 15)), ("12–15", Figure(12, 12, 15)), ("between 12 and 15", Figure(12, 12, 15)),
        ("15 to 12", Figure(12, 12, 15)), ("up to 15", Figure(None, None, 15)), ("about 8", Figure(None, 8, None)),
        ("~8", Figure(None, 8, None)),
        ("tens", Figure(10, 10, None)), ("dozens", Figure(12, 12, None)), ("hundreds", Figure(100, 100, None)),
        ("a dozen", Figure(12, 12, 12)),
        ("0", Figure(0, 0, 0)), ("nil", Figure(0, 0, 0)), ("none", Figure(0, 0, 0)),
        ("several", Figure(None, None, None)),
        ("", Figure(None, None, None)), ("-", Figure(None, None, None)), ("Unknown", Figure(None, None, None)),
        ("n/a", Figure(None, None, None)),
        ("8 or so, later 9", None), ("-3", None), ("1.5", None), ("eight-ish", None), ("=1+1", None),
        ("99999999", None),
    ],
)  # fmt: skip
def test_a_figure_says_the_least_the_likeliest_and_the_most(text: str, figure: Figure | None) -> None:
    assert read_figure(text) == figure


@pytest.mark.parametrize(
    ("text", "degrees"),
    [
        ("34.0123", 34.0123), ("34,0123", 34.0123), ("-34.5", -34.5), ("34.5 N", 34.5), ("34.5°S", -34.5),
        ("70.5 E", 70.5),
        ("34°30'N", 34.5), ("34° 30' 36\" N", 34.51), ("34 30 36", 34.51), ("70:30", 70.5), ("34°75'N", None),
        ("north", None), ("", None),
        ("3.4e1", None), ("34.0.1", None), ("nan", None),
    ],
)  # fmt: skip
def test_degrees_are_read_as_they_are_written(text: str, degrees: float | None) -> None:
    found = read_degrees(text)
    assert found == (None if degrees is None else pytest.approx(degrees))


def test_what_gives_no_degrees_stays_as_it_is() -> None:
    assert [degrees_text(text) for text in ("34,5", "34.50", "60", "north", " ")] == ["34.5", "34.5", "60", "north", ""]


@pytest.mark.parametrize(
    ("days", "order", "open_ones"),
    [
        (["18/11/2024", "03/04/2024"], "dmy", []),
        (["11/18/2024", "03/04/2024"], "mdy", []),
        (["03/04/2024", "05/06/2024"], "", ["03/04/2024", "05/06/2024"]),
        (["18/11/2024", "11/18/2024"], "", ["18/11/2024", "11/18/2024"]),
        (["2024-11-18", "18 Nov 2024"], "", []),
        (["04/04/2024", "05.05.24"], "dmy", []),
    ],
)
def test_the_order_of_days_is_decided_from_the_whole_column(days: list[str], order: str, open_ones: list[str]) -> None:
    assert order_of(days) == (order, open_ones)


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("18/11/24", "dmy", "2024-11-18"), ("11/18/24", "mdy", "2024-11-18"), ("24/11/18", "ymd", "2024-11-18"),
        ("3.4.99", "dmy", "1999-04-03"), ("18/11/2024 3:05 PM", "dmy", "2024-11-18"),
    ],
)  # fmt: skip
def test_days_in_numbers_are_read_in_the_order_that_is_given(text: str, order: str, day: str) -> None:
    found = read_date(text, order)
    assert found is not None
    assert found.day == day
