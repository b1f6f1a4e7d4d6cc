"""Cumulative sums: counts and sums of any period as the difference of two rows of a table.

Rows are sorted by first day, so that a period is a range of rows and a few earlier ones. The sums over the first
``k * step`` rows are stored by code for each k. A period is the difference of the two that are nearest to its ends; the
few rows between are added or taken away one by one. The cost does not depend on the length of the period.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.incidents import Incidents
from geo.query import Answer

__all__ = ["CumulativeSums", "actor_sums", "cumulative_sums"]

_Codes = npt.NDArray[np.int32]
_Rows = npt.NDArray[np.int32]
_Weights = tuple[npt.NDArray[np.float64] | None, ...]
_Sums = npt.NDArray[Any]

_TABLE_BYTES = 1 << 20
"""The approximate size of one table of cumulative sums."""

_FEW = 4
"""Fewer entries than a part of the codes are added one by one, which is then faster than to count them by code."""


@dataclass(frozen=True, slots=True, eq=False)
class CumulativeSums:
    """Cumulative sums by code.

    Attributes
    ----------
    codes
        For each entry its code, -1 where it does not count.
    weights
        What an entry adds to each sum, whole numbers (each of the shape of ``codes``); ``None`` for one, which counts.
    step
        The number of entries between one row of the table and the next.
    until
        Shape (sums, weights, codes): over the first ``k * step`` entries, whole numbers.
    rows
        The row of each entry, rising, where a row has several or none; ``None`` where entries are rows.
    is_whole
        Whether all entries count, so that no code is negative.
    """

    codes: _Codes
    weights: _Weights
    step: int
    until: _Sums
    rows: _Rows | None = None
    is_whole: bool = False

    def over(self, shown: Answer) -> _Sums:
        """The sums by code (shape weights, codes) over the rows of an answer, whole numbers."""
        lo, hi = self._entry(shown.lo), self._entry(shown.hi)
        first, last = ((end + self.step // 2) // self.step for end in (lo, hi))
        total: _Sums = self.until[last] - self.until[first]
        self._move(total, first * self.step, lo, -1)
        self._move(total, last * self.step, hi, 1)
        if len(shown.earlier):
            self._add(total, self._entries(shown.earlier), 1)
        if len(shown.late):
            self._add(total, self._entries(shown.late), -1)
        return total

    def _move(self, total: _Sums, end: int, to: int, sign: int) -> None:
        """Move an end of the range that is summed: the entries on the way come in or, with a negative sign, go."""
        if end < to:
            self._add(total, slice(end, to), sign)
        elif end > to:
            self._add(total, slice(to, end), -sign)

    def _add(self, total: _Sums, at: slice | _Rows, sign: int) -> None:
        """Add some entries to a total, or take them away; few of them one by one."""
        codes = self.codes[at]
        kept = slice(None) if self.is_whole else codes >= 0
        codes, kind = codes[kept].astype(np.intp), total.dtype
        for column, weight in enumerate(self.weights):
            values = None if weight is None else weight[at][kept]
            if len(codes) < total.shape[1] // _FEW:
                np.add.at(total[column], codes, kind.type(sign) if values is None else sign * values.astype(kind))
            else:
                total[column] += sign * np.bincount(codes, values, total.shape[1]).astype(kind)

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
    weights: _Weights = (None,),
    rows: _Rows | None = None,
) -> CumulativeSums:
    """Cumulative sums of entries by code from 0 to ``n_codes`` (exclusive); a negative code is skipped.

    The table of sums has about `_TABLE_BYTES`: the more, the fewer entries are added singly.
    """
    kind = np.dtype(np.int32 if all(weight is None for weight in weights) else np.int64)
    width = n_codes * len(weights) * kind.itemsize
    step = max(1, -(-len(codes) * width // _TABLE_BYTES))
    blocks = -(-len(codes) // step)
    counted = np.flatnonzero(codes >= 0)
    at = (counted // step) * n_codes + codes[counted]
    until = np.zeros((blocks + 1, len(weights), n_codes), kind)
    for column, weight in enumerate(weights):
        per_block = np.bincount(at, None if weight is None else weight[counted], blocks * n_codes).astype(kind)
        np.cumsum(per_block.reshape(blocks, n_codes), axis=0, out=until[1:, column])
    return CumulativeSums(codes, weights, step, until, rows, is_whole=len(counted) == len(codes))


def actor_sums(incidents: Incidents, mask: npt.NDArray[np.bool_] | None) -> CumulativeSums:
    """Counts by actor, in the order of ``incidents.actors``, of the rows that pass a mask."""
    named = list(incidents.actors.values())
    rows = np.concatenate([*named, np.zeros(0, np.int32)]).astype(np.int32)
    codes = np.repeat(np.arange(len(named), dtype=np.int32), [len(positions) for positions in named])
    if mask is not None:
        rows, codes = rows[mask[rows]], codes[mask[rows]]
    order = np.argsort(rows, kind="stable")
    return cumulative_sums(codes[order], len(named), rows=rows[order])
