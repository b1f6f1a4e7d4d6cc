"""Checks of the counts of people."""

from __future__ import annotations

from typing import Any

import pytest

from tests.geo.incidents.two_districts import assert_row_rejected, imported

ERRORS: dict[str, tuple[dict[str, str], str, str]] = {
    "negative count": ({"killed_best": "-3"}, "killed_best", "negative"),
    "half a person": ({"injured": "2.5"}, "injured", "whole number"),
    "count in words": ({"killed_best": "dozens"}, "killed_best", "digits only"),
    "count NaN": ({"abducted": "nan"}, "abducted", "blank if it is unknown"),
    "count infinite": ({"abducted": "inf"}, "abducted", "blank if it is unknown"),
    "thousands separator": ({"injured": "1,200"}, "injured", "digits only"),
    "a range": ({"killed_best": "12-15"}, "killed_best", "digits only"),
    "too many people": ({"injured": "5000000"}, "injured", "1,000,000"),
    "low above best": ({"killed_low": "5", "killed_best": "4", "killed_high": "6"}, "killed_best", "rise"),
    "best above high": ({"killed_low": "1", "killed_best": "9", "killed_high": "6"}, "killed_best", "rise"),
    "low above high": ({"killed_low": "7", "killed_high": "6"}, "killed_best", "rise"),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "column", "words"), ERRORS.values(), ids=list(ERRORS))
def test_a_row_with_a_wrong_count_is_rejected(changes: dict[str, str], column: str, words: str) -> None:
    assert_row_rejected(changes, column, words)


FIGURES = [
    (("", "", ""), (None, None, None)),
    (("", "7", ""), (7, 7, 7)),
    (("", "", "7"), (7, 7, 7)),
    (("3", "", ""), (3, 3, 3)),
    (("0", "", ""), (0, 0, 0)),
    (("3", "", "5"), (3, None, 5)),
    (("3", "4", "5"), (3, 4, 5)),
    (("3", "3.0", "5"), (3, 3, 5)),
]


@pytest.mark.parametrize(("given", "expected"), FIGURES)
def test_a_single_figure_sets_low_best_and_high_and_blank_is_unknown(given: Any, expected: Any) -> None:
    row = imported(killed_low=given[0], killed_best=given[1], killed_high=given[2])
    assert (row.killed_low, row.killed_best, row.killed_high) == expected
