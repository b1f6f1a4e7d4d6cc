"""Checks of the texts of all columns."""

from __future__ import annotations

import pytest

from tests.geo.incidents.two_districts import assert_change_reported, assert_row_rejected

ERRORS: dict[str, tuple[dict[str, str], str, str]] = {
    "runaway cell": ({"district": "x" * 1_000_000}, "district", "1,000,000 characters"),
    "brackets without end": ({"actor1": "(;" * 500_000}, "actor1", "Is a quote missing"),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "column", "words"), ERRORS.values(), ids=list(ERRORS))
def test_a_row_with_a_cell_that_is_too_long_is_rejected(changes: dict[str, str], column: str, words: str) -> None:
    assert_row_rejected(changes, column, words)


REPAIRS: dict[str, tuple[dict[str, str], str]] = {
    "white space": ({"notes": "  a note\n"}, "white space"),
    "null characters": ({"notes": "a\0note"}, "null characters"),
}


@pytest.mark.parametrize(("changes", "words"), REPAIRS.values(), ids=list(REPAIRS))
def test_trimmed_cells_are_reported(changes: dict[str, str], words: str) -> None:
    assert_change_reported(changes, words)
