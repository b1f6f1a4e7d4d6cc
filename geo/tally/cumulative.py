"""Cumulative sums: counts and sums of any period as the difference of two rows of a table.

Rows are sorted by first day, so that a period is a range of rows and a few earlier ones. The sums over the first
``k * step`` rows are stored by code for each k. A period is the difference of two of them, plus the few rows at its
ends, which are added one by one. The cost does not depend on the length of the period.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo.incidents import Incidents
from geo.query import Answer

__all__ = ["CumulativeSums", "actor_sums", "cumulative_sums"]

_Codes = npt.NDArray[np.int32]
_Rows = npt.NDArray[np.int32]
_Sums = npt.NDArray[np.float64]

_TABLE_VALUES = 1 << 17
"""The approximate number of values in one table of cumulative sums (1 MB)."""


@dataclass(frozen=True, slots=True, eq=False)
class CumulativeSums:
    """Cumulative sums by code.

    Attributes
    ----------
    codes
        For each entry its code, -1 where it does not count.
    weights
        What an entry adds besides one to the count (each of the shape of ``codes``).
    step
        The number of entries between one row of the table and the next.
    until
        Shape (sums, codes, 1 + weights): over the first ``k * step`` entries.
    rows
        The row of each entry, rising, where a row has several or none; ``None`` where entries are rows.
    """

    codes: _Codes
    weights: tuple[_Sums, ...]
    step: int
    until: _Sums
    rows: _Rows | None = None

    def over(self, shown: Answer) -> _Sums:
        """Count and sums by code (shape codes, 1 + weights) over the rows of an answer."""
        lo, hi = self._entry(shown.lo), self._entry(shown.hi)
        first, last = -(-lo // self.step), hi // self.step
        if first >= last:
            total = self._direct(slice(lo, hi))
        else:
            total = self.until[last] - self.until[first]
            if lo < first * self.step:
                total = total + self._direct(slice(lo, first * self.step))
            if last * self.step < hi:
                total = total + self._direct(slice(last * self.step, hi))
        if len(shown.earlier):
            total = total + self._direct(self._entries(shown.earlier))
        if len(shown.late):
            total = total - self._direct(self._entries(shown.late))
        return total

    def _direct(self, at: slice | _Rows) -> _Sums:
        codes, n = self.codes[at], self.until.shape[1]
        counted = codes >= 0
        codes = codes[counted]
        sums = np.empty((n, 1 + len(self.weights)))
        sums[:, 0] = np.bincount(codes, minlength=n)
        for column, weight in enumerate(self.weights, 1):
            sums[:, column] = np.bincount(codes, weight[at][counted], n)
        return sums

    def _entry(self, row: int) -> int:
        return row if self.rows is None else int(self.rows.searchsorted(np.int32(row)))

    def _entries(self, rows: _Rows) -> _Rows:
        if self.rows is None:
            return rows
        begin, end = self.rows.searchsorted(rows, "left"), self.rows.searchsorted(rows, "right")
        parts = [np.arange(a, b, dtype=np.int32) for a, b in zip(begin, end, strict=True)]
        return np.concatenate(parts) if parts else np.zeros(0, np.int32)


def cumulative_sums(
    codes: _Codes,
    n_codes: int,
    weights: Sequence[_Sums] = (),
    rows: _Rows | None = None,
    table_values: int = 0,
) -> CumulativeSums:
    """Cumulative sums of entries by code from 0 to ``n_codes`` (exclusive); a negative code is skipped.

    The table of sums has about ``table_values`` values (by default 1 MB): the more, the fewer entries are added singly.
    """
    width = n_codes * (1 + len(weights))
    step = max(1, -(-len(codes) * width // (table_values or _TABLE_VALUES)))
    blocks = -(-len(codes) // step)
    counted = np.flatnonzero(codes >= 0)
    at = (counted // step) * n_codes + codes[counted]

    def column(weight: _Sums | None) -> _Sums:
        per_block = np.bincount(at, None if weight is None else weight[counted], blocks * n_codes)
        summed = np.cumsum(per_block.reshape(blocks, n_codes), axis=0)
        return np.vstack((np.zeros((1, n_codes)), summed))

    until = np.stack([column(None), *map(column, weights)], axis=2)
    return CumulativeSums(codes, tuple(weights), step, until, rows)


def actor_sums(incidents: Incidents, mask: npt.NDArray[np.bool_] | None) -> CumulativeSums:
    """Counts by actor, in the order of ``incidents.actors``, of the rows that pass a mask."""
    named = list(incidents.actors.values())
    rows = np.concatenate([*named, np.zeros(0, np.int32)]).astype(np.int32)
    codes = np.repeat(np.arange(len(named), dtype=np.int32), [len(positions) for positions in named])
    if mask is not None:
        rows, codes = rows[mask[rows]], codes[mask[rows]]
    order = np.argsort(rows, kind="stable")
    return cumulative_sums(codes[order], len(named), rows=rows[order])
