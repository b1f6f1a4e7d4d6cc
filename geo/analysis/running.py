"""Counts and sums of any window without looking at its rows: differences of running sums.

Rows are sorted by first day, so that a window is a range of them, and few more. The sums over all rows up to every so
many are kept by code; what a window holds is the difference of two of them, and a few rows at its ends are added one
by one. It takes as long for a month as for ten years.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.analysis.counts import SUMMED
from geo.dataset import Dataset
from geo.incidents import PLACE_PRECISIONS, Incidents
from geo.query import Answer, Query, passes

__all__ = ["KINDS", "CumulativeSums", "Running", "actor_sums", "running_sums"]

_Codes = npt.NDArray[np.int32]
_Rows = npt.NDArray[np.int32]
_Sums = npt.NDArray[np.float64]

_TABLE_VALUES = 1 << 17
_NO_FILTER = Query()


@dataclass(frozen=True, slots=True, eq=False)
class CumulativeSums:
    """Running sums by code.

    Attributes
    ----------
    codes
        For each entry its code, -1 where it does not count.
    weights
        What an entry adds besides one to the count (each of the shape of ``codes``).
    step
        So many entries lie between one running sum and the next.
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

    def over(self, window: Answer) -> _Sums:
        """Count and sums by code (shape codes, 1 + weights) over what a window holds."""
        lo, hi = self._entry(window.lo), self._entry(window.hi)
        first, last = -(-lo // self.step), hi // self.step
        if first >= last:
            found = self._direct(slice(lo, hi))
        else:
            found = self.until[last] - self.until[first]
            if lo < first * self.step:
                found = found + self._direct(slice(lo, first * self.step))
            if last * self.step < hi:
                found = found + self._direct(slice(last * self.step, hi))
        if len(window.earlier):
            found = found + self._direct(self._entries(window.earlier))
        if len(window.late):
            found = found - self._direct(self._entries(window.late))
        return found

    def _direct(self, at: slice | _Rows) -> _Sums:
        codes = self.codes[at]
        counted = codes >= 0
        codes, n = codes[counted], self.until.shape[1]
        columns = [np.bincount(codes, minlength=n), *(np.bincount(codes, w[at][counted], n) for w in self.weights)]
        return np.column_stack(columns).astype(np.float64)

    def _entry(self, row: int) -> int:
        return row if self.rows is None else int(self.rows.searchsorted(np.int32(row)))

    def _entries(self, rows: _Rows) -> _Rows:
        if self.rows is None:
            return rows
        begin, end = self.rows.searchsorted(rows, "left"), self.rows.searchsorted(rows, "right")
        parts = [np.arange(a, b, dtype=np.int32) for a, b in zip(begin, end, strict=True)]
        return np.concatenate(parts) if parts else np.zeros(0, np.int32)


def running_sums(
    codes: _Codes, n_codes: int, weights: Sequence[_Sums] = (), rows: _Rows | None = None
) -> CumulativeSums:
    """Running sums of entries by code from 0 to ``n_codes`` (exclusive); a negative code is passed over."""
    width = n_codes * (1 + len(weights))
    step = max(1, -(-len(codes) * width // _TABLE_VALUES))
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
    return running_sums(codes[order], len(named), rows=rows[order])


class Running:
    """The running sums of a dataset, each for the filters that were asked about last, and for none."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[Query, CumulativeSums]] = {}
        self._unfiltered: dict[str, tuple[Query, CumulativeSums]] = {}

    @staticmethod
    def of(dataset: Dataset) -> Running:
        """Those of a dataset."""
        return dataset.memo.get("running sums", Running)

    def find(self, kind: str, question: Query) -> CumulativeSums | None:
        """The sums of a kind for these filters, if they are there; the period of the question does not matter."""
        asked = question.any_time()
        kept = (self._unfiltered if asked == _NO_FILTER else self._kept).get(kind)
        return kept[1] if kept is not None and kept[0] == asked else None

    def make(self, dataset: Dataset, kind: str, question: Query) -> None:
        """Work out the sums of one of `KINDS`, to be found from then on."""
        if self.find(kind, question) is not None:
            return
        mask = passes(dataset, question)
        if kind == "actor":
            sums = actor_sums(dataset.incidents, mask)
        else:
            codes, n_codes, weights = _columns(dataset, kind)
            wide = codes.astype(np.int32, copy=False)
            sums = running_sums(wide if mask is None else np.where(mask, wide, np.int32(-1)), n_codes, weights)
        asked = question.any_time()
        (self._unfiltered if asked == _NO_FILTER else self._kept)[kind] = (asked, sums)


KINDS = ("all", "precision", "district", "place", "event_type", "sub_event_type", "province", "source", "actor")
"""What windows are counted by. ``all`` and ``district`` have the sums of `geo.analysis.counts.SUMMED` as well."""


def _columns(dataset: Dataset, kind: str) -> tuple[npt.NDArray[Any], int, tuple[_Sums, ...]]:
    """The code of each row, how many codes there are, and what rows add besides one."""
    incidents = dataset.incidents
    tallied = tuple(incidents.tallied[name] for name in SUMMED) if kind in ("all", "district") else ()
    if kind == "all":
        return np.zeros(len(incidents), np.int32), 1, tallied
    if kind == "precision":
        return dataset.known_place, len(PLACE_PRECISIONS) + 1, tallied
    if kind in ("district", "place"):
        return dataset.polygons, len(dataset.gazetteer.drawn), tallied
    column = incidents.coded[kind]
    return column.codes, len(column.names), tallied
