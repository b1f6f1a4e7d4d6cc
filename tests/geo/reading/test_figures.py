"""Figures in the notations of partners."""

from __future__ import annotations

import pytest

from geo.reading.figures import Figure, is_in_words, read_figure, single_number

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
def test_a_figure_is_parsed_as_low_best_and_high(text: str, figure: Figure | None) -> None:
    assert read_figure(text) == figure


@pytest.mark.parametrize(
    ("text", "number"),
    [("8", 8), ("12-15", 12), ("about 8", 8), ("up to 15", None), ("unknown", None), ("a crowd", None)],
)
def test_a_single_number_is_the_best_figure_or_the_low_end(text: str, number: int | None) -> None:
    assert single_number(text) == number


@pytest.mark.parametrize(
    ("text", "is_worded"), [("8", False), ("8.0", False), ("", False), ("-", False), ("eight", True), ("12-15", True)]
)
def test_a_figure_other_than_digits_or_unknown_is_in_words(text: str, is_worded: bool) -> None:
    assert is_in_words(text) is is_worded
