"""Sums of packed columns are those of the columns."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.tally.packing import packed

COLUMNS = st.integers(1, 12).flatmap(
    lambda n: st.lists(st.lists(st.integers(0, 2**22), min_size=n, max_size=n), min_size=1, max_size=6)
)


@given(COLUMNS, st.data())
def test_sums_of_some_rows_are_those_of_each_column(rows: list[list[int]], data: st.DataObject) -> None:
    columns = [np.array(row, np.float64) for row in rows]
    together = packed(columns)
    chosen = data.draw(st.lists(st.booleans(), min_size=len(rows[0]), max_size=len(rows[0])))
    sums = np.array([[column[chosen].sum()] for column in together.columns.T]).astype(np.int64)
    assert together.unpacked(sums).tolist() == [[column[chosen].sum() for column in columns]]
    assert together.first(sums).tolist() == [columns[0][chosen].sum()]


def test_small_columns_share_one() -> None:
    together = packed([np.full(4, 3.0), np.full(4, 1.0), np.full(4, float(2**49))])
    assert together.columns.shape == (4, 2)
    assert packed([]).columns.shape == (0, 0)


@pytest.mark.parametrize("column", [[-1.0], [0.5], [2.0**53, 2.0**53]])
def test_what_cannot_be_exact_is_refused(column: list[float]) -> None:
    with pytest.raises(ValueError, match=r"whole|exact"):
        packed([np.array(column)])
