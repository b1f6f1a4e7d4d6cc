"""Sums by the cells of a table of one or two groupings: from running sums where these are cached, else from the rows.

The last table alone is cached, for the filters of the last call: while the time bar moves it is the same one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.dataset import Dataset
from geo.query import Answer, Query, passes
from geo.tally.cumulative import CumulativeSums, cumulative_sums
from geo.tally.packing import COUNT, Packed, packed

__all__ = ["Cells", "cell_sums", "is_prepared", "packed_sums", "packing", "prepare"]

_Sums = npt.NDArray[Any]
_Mask = npt.NDArray[np.bool_]

_BYTES = 1 << 26
"""The approximate size of the running sums of one table (64 MB)."""


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """Which cell each entry belongs to.

    Attributes
    ----------
    key
        What they are told apart by: equal keys are equal cells of the same dataset.
    codes
        The cell of each entry, none negative.
    n
        How many cells there are.
    rows
        The row of each entry, rising, where a row has several; ``None`` where entries are rows.
    """

    key: object
    codes: npt.NDArray[np.intp]
    n: int
    rows: npt.NDArray[np.int32] | None = None


def cell_sums(dataset: Dataset, cells: Cells, names: Sequence[str], shown: Answer) -> npt.NDArray[np.float64]:
    """Count, and sums of the columns ``names`` of `geo.tally.figures.SUMMED`, of an answer.

    Shape (cells, 1 + names).
    """
    return packing(dataset, names).unpacked(packed_sums(dataset, cells, names, shown))


def packed_sums(dataset: Dataset, cells: Cells, names: Sequence[str], shown: Answer) -> _Sums:
    """The same sums as `cell_sums`, packed as `packing` tells (shape packed, cells): whole numbers."""
    cached = _cached(dataset, cells, names, shown.mask)
    return _of_rows(dataset, cells, packing(dataset, names).columns, shown) if cached is None else cached.over(shown)


def packing(dataset: Dataset, names: Sequence[str]) -> Packed:
    """What rows add to the count and to some columns, packed."""
    if not names:
        return COUNT
    incidents = dataset.incidents

    def pack() -> Packed:
        return packed([np.ones(len(incidents)), *(incidents.tallied[name] for name in names)])

    return dataset.memo.get(("packed", *names), pack)


def _of_rows(dataset: Dataset, cells: Cells, columns: Sequence[npt.NDArray[np.float64]], shown: Answer) -> _Sums:
    if cells.rows is None:
        at = slice(shown.lo, shown.hi) if _is_range(shown) else shown.rows
        return _summed(cells.codes[at], [column[at] for column in columns], cells.n)
    is_shown = np.zeros(len(dataset.incidents), np.bool_)
    is_shown[shown.rows] = True
    kept = np.flatnonzero(is_shown[cells.rows])
    rows = cells.rows[kept]
    return _summed(cells.codes[kept], [column[rows] for column in columns], cells.n)


def _is_range(shown: Answer) -> bool:
    return shown.mask is None and not len(shown.earlier) and not len(shown.late)


def _summed(codes: npt.NDArray[np.intp], columns: Sequence[npt.NDArray[np.float64]], n: int) -> _Sums:
    """The sums of packed columns, of which the first holds the count; the count where there are none."""
    if not columns:
        return np.bincount(codes, minlength=n)[None]
    return np.array([np.bincount(codes, column, n) for column in columns]).astype(np.int64)


def prepare(dataset: Dataset, table: Sequence[Cells], names: Sequence[str], query: Query) -> None:
    """Cache the running sums of all cells of a table for the filters of a query, whatever its period."""
    if not is_prepared(dataset, table, names, query):
        mask = passes(dataset, query)
        each = _BYTES // len(table)
        made = {cells.key: (tuple(names), mask, _running(dataset, cells, names, mask, each)) for cells in table}
        kept = _kept(dataset)
        kept.clear()
        kept.update(made)


def is_prepared(dataset: Dataset, table: Sequence[Cells], names: Sequence[str], query: Query) -> bool:
    """Whether `prepare` has nothing to do."""
    mask = passes(dataset, query)
    return all(_cached(dataset, cells, names, mask) is not None for cells in table)


def _running(dataset: Dataset, cells: Cells, names: Sequence[str], mask: _Mask | None, n_bytes: int) -> CumulativeSums:
    codes, rows = cells.codes.astype(np.int32), cells.rows
    columns = packing(dataset, names).columns
    weights = (*(columns if rows is None else (column[rows] for column in columns)),) or (None,)
    if mask is not None:
        codes = np.where(mask if rows is None else mask[rows], codes, np.int32(-1))
    return cumulative_sums(codes, cells.n, weights, rows, n_bytes)


def _cached(dataset: Dataset, cells: Cells, names: Sequence[str], mask: _Mask | None) -> CumulativeSums | None:
    """The running sums for some filters, which are told by their mask: `geo.query.passes` makes it once."""
    known, of_mask, sums = _kept(dataset).get(cells.key, ((), None, None))
    return sums if of_mask is mask and known == tuple(names) else None


def _kept(dataset: Dataset) -> dict[object, tuple[tuple[str, ...], _Mask | None, CumulativeSums | None]]:
    return dataset.memo.get("running sums of cells", dict)
