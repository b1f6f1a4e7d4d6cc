"""Formulas in cells: no spreadsheet runs them, and no text is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.reading.formulas import neutralised, restored

PIECES = st.text(st.sampled_from("'=+-@\t\r\n＝aب 1"), max_size=5)


@given(PIECES)
def test_what_is_read_is_what_was_written(text: str) -> None:
    assert restored(neutralised(text)) == text


@given(PIECES)
def test_no_cell_begins_like_a_formula(text: str) -> None:
    assert neutralised(text)[:1] not in {*"=+-@\t\r\n＝"}


@pytest.mark.parametrize("text", ["", "Bannu", "'tis", "O'Neil", "1-2"])
def test_other_texts_stay(text: str) -> None:
    assert neutralised(text) == restored(text) == text
