"""Sums by the cells of a table of one or two groupings: from running sums where these are cached, else from the rows.

The last table alone is cached, for the filters of the last call: while the time bar moves it is the same one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo.dataset import Dataset
from geo.query import Answer, Query, passes
from geo.tally.cumulative import CumulativeSums, cumulative_sums

__all__ = ["Cells", "cell_sums", "is_prepared", "prepare"]

_Sums = npt.NDArray[np.float64]
_Mask = npt.NDArray[np.bool_]

_VALUES = 1 << 21
"""The approximate number of values in the running sums of one table (16 MB)."""


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


def cell_sums(dataset: Dataset, cells: Cells, names: Sequence[str], query: Query, shown: Answer) -> _Sums:
    """Count, and sums of the columns ``names`` of `geo.tally.figures.SUMMED`, of what a query shows.

    Shape (cells, 1 + names).
    """
    cached = _cached(dataset, cells, names, query)
    if cached is not None:
        return cached.over(shown)
    weights = [dataset.incidents.tallied[name] for name in names]
    if cells.rows is not None:
        return _of_entries(dataset, cells, weights, shown)
    at = slice(shown.lo, shown.hi) if _is_range(shown) else shown.rows
    return _summed(cells.codes[at], [weight[at] for weight in weights], cells.n)


def _is_range(shown: Answer) -> bool:
    return shown.mask is None and not len(shown.earlier) and not len(shown.late)


def _of_entries(dataset: Dataset, cells: Cells, weights: Sequence[_Sums], shown: Answer) -> _Sums:
    assert cells.rows is not None
    is_shown = np.zeros(len(dataset.incidents), np.bool_)
    is_shown[shown.rows] = True
    kept = np.flatnonzero(is_shown[cells.rows])
    rows = cells.rows[kept]
    return _summed(cells.codes[kept], [weight[rows] for weight in weights], cells.n)


def _summed(codes: npt.NDArray[np.intp], weights: Sequence[_Sums], n: int) -> _Sums:
    sums = np.empty((n, 1 + len(weights)))
    sums[:, 0] = np.bincount(codes, minlength=n)
    for column, weight in enumerate(weights, 1):
        stated = np.flatnonzero(weight)  # most incidents add nothing
        sums[:, column] = np.bincount(codes[stated], weight[stated], n)
    return sums


def prepare(dataset: Dataset, table: Sequence[Cells], names: Sequence[str], query: Query) -> None:
    """Cache the running sums of all cells of a table for the filters of a query, whatever its period."""
    if not all(is_prepared(dataset, cells, names, query) for cells in table):
        question = query.any_time()
        mask = passes(dataset, question)
        made = {cells.key: (tuple(names), question, _running(dataset, cells, names, mask)) for cells in table}
        kept = _kept(dataset)
        kept.clear()
        kept.update(made)


def is_prepared(dataset: Dataset, cells: Cells, names: Sequence[str], query: Query) -> bool:
    """Whether `prepare` has nothing to do."""
    return _cached(dataset, cells, names, query) is not None


def _running(dataset: Dataset, cells: Cells, names: Sequence[str], mask: _Mask | None) -> CumulativeSums:
    codes, rows = cells.codes.astype(np.int32), cells.rows
    weights = [dataset.incidents.tallied[name] for name in names]
    if rows is not None:
        weights = [weight[rows] for weight in weights]
    if mask is not None:
        codes = np.where(mask if rows is None else mask[rows], codes, np.int32(-1))
    return cumulative_sums(codes, cells.n, weights, rows, _VALUES)


def _cached(dataset: Dataset, cells: Cells, names: Sequence[str], query: Query) -> CumulativeSums | None:
    known, question, sums = _kept(dataset).get(cells.key, (None, None, None))
    return sums if known == tuple(names) and question == query.any_time() else None


def _kept(dataset: Dataset) -> dict[object, tuple[tuple[str, ...], Query, CumulativeSums]]:
    return dataset.memo.get("running sums of cells", dict)
