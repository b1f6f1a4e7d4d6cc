"""Incidents by day and type: the histogram of all days, and counts by type of any period."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo.calendar.period import Period
from geo.dataset import Dataset
from geo.query import Answer, Query, passes
from geo.taxonomy import EVENT_TYPES

__all__ = ["Histogram", "PeriodCounts", "counts_by_type", "histogram", "histogram_by", "period_counts", "prepare"]

_Mask = npt.NDArray[np.bool_]
_Columns = tuple[npt.NDArray[np.int32], npt.NDArray[np.int32], npt.NDArray[np.int32] | npt.NDArray[np.int64]]


@dataclass(frozen=True, slots=True, eq=False)
class Histogram:
    """Expected incidents per day (rows, from ``first_day`` on) and type (columns, as in `EVENT_TYPES`)."""

    first_day: int
    counts: npt.NDArray[np.float64]


def histogram(dataset: Dataset, query: Query) -> Histogram:
    """The incidents that pass the filters of a query, whatever its period; cached.

    Each is spread evenly over the days on which it may have happened. The sum over all days and types is the number
    of incidents: nothing is lost at the ends.
    """
    question = query.any_time()
    return dataset.memo.get(("histogram", question), lambda: _histogram(dataset, passes(dataset, question)))


def histogram_by(dataset: Dataset, query: Query, by: str, parts: tuple[npt.NDArray[np.int64], int]) -> Histogram:
    """The same for parts of another kind: its name, the part of each row, and the number of parts; cached."""
    question, (of_row, n) = query.any_time(), parts

    def make() -> Histogram:
        chosen = passes(dataset, question)
        rows = slice(None) if chosen is None else chosen
        return _spread(dataset, (dataset.incidents.start[rows], dataset.incidents.end[rows], of_row[rows]), n)

    return dataset.memo.get(("histogram", by, question), make)


def _histogram(dataset: Dataset, mask: _Mask | None) -> Histogram:
    return _spread(dataset, _columns(dataset, mask), len(EVENT_TYPES))


def _spread(dataset: Dataset, columns: _Columns, n: int) -> Histogram:
    """Incidents by their first and last day and their part, spread over their days, for ``n`` parts."""
    incidents = dataset.incidents
    if incidents.period is None:
        return Histogram(0, np.zeros((0, n)))
    first, last = incidents.period
    start, end, kinds = columns
    share = 1.0 / (end - start + 1)
    steps = np.zeros((last - first + 2, n))
    np.add.at(steps, (start - first, kinds), share)
    np.add.at(steps, (end - first + 1, kinds), -share)
    counts = np.cumsum(steps, axis=0)[:-1]
    return Histogram(first, np.where(np.abs(counts) < _ROUNDING, 0.0, counts))


_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class PeriodCounts:
    """Cumulative counts that tell how many incidents of each type may lie in a period without reading a row.

    ``begun[d]`` counts the incidents that begin before day ``first_day + d``, ``ended[d]`` those that end before it.
    """

    first_day: int
    begun: npt.NDArray[np.int64]
    ended: npt.NDArray[np.int64]

    def by_type(self, period: Period) -> npt.NDArray[np.int64]:
        """Incidents by type (as in `EVENT_TYPES`) that overlap a period."""
        first, last = period
        if last < first:
            return np.zeros_like(self.begun[0])
        days = len(self.begun) - 1
        until = min(max(last - self.first_day + 1, 0), days)
        before = min(max(first - self.first_day, 0), days)
        counts: npt.NDArray[np.int64] = self.begun[until] - self.ended[before]
        return counts


def period_counts(dataset: Dataset, mask: _Mask | None = None) -> PeriodCounts:
    """The cumulative counts of the incidents that pass a mask."""
    first, last = dataset.incidents.period or (0, 0)
    start, end, kinds = _columns(dataset, mask)
    days, types = last - first + 1, len(EVENT_TYPES)

    def prefix(day: npt.NDArray[np.int32]) -> npt.NDArray[np.int64]:
        flat = (day.astype(np.int64) - first) * types + kinds
        per_day = np.bincount(flat, minlength=days * types).reshape(days, types)
        return np.vstack((np.zeros((1, types), np.int64), np.cumsum(per_day, axis=0)))

    return PeriodCounts(first, prefix(start), prefix(end))


def prepare(dataset: Dataset, query: Query) -> None:
    """Cache what makes `histogram` and `counts_by_type` cheap for the filters of a query, whatever its period."""
    histogram(dataset, query)
    question = query.any_time()
    dataset.memo.get(_key(question), lambda: period_counts(dataset, passes(dataset, question)))


def counts_by_type(dataset: Dataset, query: Query, shown: Answer, period: Period) -> list[int]:
    """How many incidents of each of `EVENT_TYPES` a query shows: by cached counts where there are any, else by rows.

    ``shown`` is the answer, and ``period`` the period of the query with open ends closed.
    """
    if not query.certain and dataset.memo.holds(_key(query)):
        counts = dataset.memo.get(_key(query), lambda: period_counts(dataset, passes(dataset, query)))
        return [int(n) for n in counts.by_type(period)]
    codes = dataset.incidents.coded["event_type"].recode(EVENT_TYPES)[shown.rows]
    return [int(n) for n in np.bincount(codes[codes >= 0], minlength=len(EVENT_TYPES))]


def _key(query: Query) -> object:
    return "period counts", query.any_time()


def _columns(
    dataset: Dataset, mask: _Mask | None
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    incidents = dataset.incidents
    kinds = incidents.coded["event_type"].recode(EVENT_TYPES)
    chosen = kinds >= 0 if mask is None else mask & (kinds >= 0)
    return incidents.start[chosen], incidents.end[chosen], kinds[chosen]
