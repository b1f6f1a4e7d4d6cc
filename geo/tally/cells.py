"""Sums by the cells of a table of one or two groupings, from the rows; `geo.tally.running` has those of any period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.dataset import Dataset
from geo.query import Answer
from geo.tally.packing import COUNT, Packed, packed

__all__ = ["Cells", "cell_sums", "packed_sums", "packing"]

_Sums = npt.NDArray[Any]

_AT_ONCE = 1 << 17
_MANY = 100_000
"""From so many entries on scipy is worth loading: its product sums several columns in half the time of numpy's."""


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """Which cell each entry belongs to.

    Attributes
    ----------
    codes
        The cell of each entry, none negative.
    n
        How many cells there are.
    rows
        The row of each entry, rising, where a row has several; ``None`` where entries are rows.
    """

    codes: npt.NDArray[np.int32]
    n: int
    rows: npt.NDArray[np.int32] | None = None


def cell_sums(dataset: Dataset, cells: Cells, names: Sequence[str], shown: Answer) -> npt.NDArray[np.int64]:
    """Count, and sums of the columns ``names`` of `geo.tally.figures.SUMMED`, of an answer.

    Shape (cells, 1 + names).
    """
    return packing(dataset, names).unpacked(packed_sums(dataset, cells, names, shown))


def packed_sums(dataset: Dataset, cells: Cells, names: Sequence[str], shown: Answer) -> _Sums:
    """The same sums as `cell_sums`, packed as `packing` tells (shape packed, cells): whole numbers."""
    columns = packing(dataset, names).columns
    if cells.rows is None:
        at = slice(shown.lo, shown.hi) if _is_range(shown) else shown.rows
        return _summed(cells.codes[at], columns[at] if names else None, cells.n)
    is_shown = np.zeros(len(dataset.incidents), np.bool_)
    is_shown[shown.rows] = True
    kept = np.flatnonzero(is_shown[cells.rows])
    return _summed(cells.codes[kept], columns[cells.rows[kept]] if names else None, cells.n)


def packing(dataset: Dataset, names: Sequence[str]) -> Packed:
    """What rows add to the count and to some columns, packed."""
    if not names:
        return COUNT
    incidents = dataset.incidents

    def pack() -> Packed:
        return packed([np.ones(len(incidents)), *(incidents.tallied[name] for name in names)])

    return dataset.memo.get(("packed", *names), pack)


def _is_range(shown: Answer) -> bool:
    return shown.mask is None and not len(shown.earlier) and not len(shown.late)


def _summed(codes: npt.NDArray[np.int32], columns: npt.NDArray[np.float64] | None, n: int) -> _Sums:
    """The sums of packed columns, of which the first holds the count; the count where there are none.

    Some entries at a time, so that what is computed of their codes stays in the cache of the processor.
    """
    size = max(_AT_ONCE, n)
    parts = [slice(begin, begin + size) for begin in range(0, len(codes), size)]
    if columns is None:
        counts = np.zeros(n, np.intp)
        for part in parts:
            counts += np.bincount(codes[part], minlength=n)
        return counts[None]
    add = _products if len(codes) >= _MANY else _column_by_column
    sums = np.zeros((n, columns.shape[1]))
    for part in parts:
        sums += add(codes[part], columns[part], n)
    return sums.T.astype(np.int64)


def _column_by_column(codes: npt.NDArray[np.int32], columns: npt.NDArray[np.float64], n: int) -> _Sums:
    return np.stack([np.bincount(codes, column, n) for column in columns.T], axis=1)


def _products(codes: npt.NDArray[np.int32], columns: npt.NDArray[np.float64], n: int) -> _Sums:
    """The same sums by a product of matrices: a single pass adds what an entry has in all columns."""
    from scipy.sparse import csc_array

    of_each = np.ones(len(codes)), codes, np.arange(len(codes) + 1, dtype=np.int32)
    return np.asarray(csc_array(of_each, shape=(n, len(codes))) @ columns)
