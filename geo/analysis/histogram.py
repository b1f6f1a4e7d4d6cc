"""Incidents per day and type, an uncertain date spread over its interval."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo.dataset import Dataset
from geo.taxonomy import EVENT_TYPES

__all__ = ["Histogram", "WindowCounts", "histogram", "window_counts"]

_Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Histogram:
    """Expected incidents per day (rows, from ``first_day`` on) and type (columns, as in `EVENT_TYPES`)."""

    first_day: int
    counts: npt.NDArray[np.float64]


def histogram(dataset: Dataset, mask: _Mask | None = None) -> Histogram:
    """The incidents that pass a mask, each spread evenly over the days on which it may have happened.

    The sum over all days and types is the number of incidents: nothing is lost at the ends.
    """
    incidents = dataset.incidents
    if incidents.period is None:
        return Histogram(0, np.zeros((0, len(EVENT_TYPES))))
    first, last = incidents.period
    start, end, kinds = _columns(dataset, mask)
    share = 1.0 / (end - start + 1)
    steps = np.zeros((last - first + 2, len(EVENT_TYPES)))
    np.add.at(steps, (start - first, kinds), share)
    np.add.at(steps, (end - first + 1, kinds), -share)
    counts = np.cumsum(steps, axis=0)[:-1]
    return Histogram(first, np.where(np.abs(counts) < _ROUNDING, 0.0, counts))


_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class WindowCounts:
    """Prefix sums that answer "how many of each type may lie in this window" without touching a row.

    ``begun[d]`` counts the incidents that begin before day ``first_day + d``, ``ended[d]`` those that end before it.
    """

    first_day: int
    begun: npt.NDArray[np.int64]
    ended: npt.NDArray[np.int64]

    def by_type(self, first: int, last: int) -> npt.NDArray[np.int64]:
        """Incidents by type that overlap the window of day numbers (inclusive)."""
        if last < first:
            return np.zeros_like(self.begun[0])
        days = len(self.begun) - 1
        until = min(max(last - self.first_day + 1, 0), days)
        before = min(max(first - self.first_day, 0), days)
        found: npt.NDArray[np.int64] = self.begun[until] - self.ended[before]
        return found


def window_counts(dataset: Dataset, mask: _Mask | None = None) -> WindowCounts:
    """The prefix sums of the incidents that pass a mask."""
    incidents = dataset.incidents
    first, last = incidents.period or (0, 0)
    start, end, kinds = _columns(dataset, mask)
    days, types = last - first + 1, len(EVENT_TYPES)

    def prefix(day: npt.NDArray[np.int32]) -> npt.NDArray[np.int64]:
        flat = (day.astype(np.int64) - first) * types + kinds
        per_day = np.bincount(flat, minlength=days * types).reshape(days, types)
        return np.vstack((np.zeros((1, types), np.int64), np.cumsum(per_day, axis=0)))

    return WindowCounts(first, prefix(start), prefix(end))


def _columns(
    dataset: Dataset, mask: _Mask | None
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    incidents = dataset.incidents
    kinds = incidents.coded["event_type"].recode(EVENT_TYPES)
    chosen = kinds >= 0 if mask is None else mask & (kinds >= 0)
    return incidents.start[chosen], incidents.end[chosen], kinds[chosen]
