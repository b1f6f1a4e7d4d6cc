"""The incidents of each bar of the trend by type, or by band of distance from a border, with what may be in a band."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo.analysis.groupings.grouping import Codes
from geo.analysis.groupings.places import BORDER_BANDS
from geo.analysis.parts import STACKS, parts_by
from geo.analysis.trend import bin_edges
from geo.view.snapshot import Snapshot, once_per_snapshot

__all__ = ["STACKS", "StackedTrend", "stacked_trend"]

_Counts = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class StackedTrend:
    """The parts of each bar.

    Attributes
    ----------
    by
        One of `STACKS`.
    names
        The groups in their order, and behind them what is in no group.
    n_groups
        How many of the names are groups.
    counts
        The incidents of each bar and part (shape bins × names); each incident is in one part.
    at_most
        Of each bar and group those that are in it or may be (shape bins × groups): a place that is only near may lie in
        several bands. ``None`` where every incident has one group.
    """

    by: str
    names: tuple[str, ...]
    n_groups: int
    counts: _Counts
    at_most: _Counts | None

    @property
    def used(self) -> tuple[int, ...]:
        """The parts that are in a key: all bands, and of the others those with incidents."""
        is_ordered = self.by in BORDER_BANDS
        counts = self.counts.sum(axis=0)
        return tuple(k for k, n in enumerate(counts.tolist()) if n or (is_ordered and k < self.n_groups))

    def words(self, at: int, *, shares: bool = False) -> Sequence[str]:
        """The parts of a bar, one each: "0–10 km: 2 (at most 9)", or as shares of the bar."""
        total = int(self.counts[at].sum())
        return [
            f"{self.names[k]}: {self._number(at, k, total if shares else 0)}" for k in self.used if self._most(at, k)
        ]

    def _most(self, at: int, k: int) -> int:
        return int(self.counts[at, k] if self.at_most is None or k >= self.n_groups else self.at_most[at, k])

    def _number(self, at: int, k: int, of: int) -> str:
        n, most = int(self.counts[at, k]), self._most(at, k)
        if of:
            share = f"{n:,} of {of:,}, {n / of:.0%}"
            return share if most == n else f"{share} (at most {most / of:.0%})"
        return f"{n:,}" if most == n else f"{n:,} (at most {most:,})"


@once_per_snapshot
def stacked_trend(snapshot: Snapshot, unit: str | None, by: str) -> StackedTrend:
    """The bars of `geo.analysis.trend.trend` for the same unit, divided by one of `STACKS`.

    As in the trend an incident is in the bar in which it begins, and in the first if it began before the period. As in
    the tables a band holds what is certain to lie in it.
    """
    parts = parts_by(snapshot.dataset, by)
    n, names = parts.n_groups, parts.names
    if snapshot.period.is_empty or not len(snapshot.dataset.incidents):
        return StackedTrend(by, names, n, np.zeros((0, len(names)), np.int64), None)
    _, edges = bin_edges(snapshot.period, unit)
    rows, n_bins = snapshot.rows, len(edges) - 1
    bins = np.searchsorted(edges[1:-1], snapshot.dataset.incidents.start[rows], "right")
    counts = np.bincount(bins * len(names) + parts.of_row[rows], minlength=n_bins * len(names)).reshape(
        n_bins, len(names)
    )
    at_most = None
    if parts.may_be is not None:
        first, last = (ends[rows] for ends in parts.may_be)
        at_most = _covered(bins, first, last, (n_bins, n))
    return StackedTrend(by, names, n, counts, at_most)


def _covered(bins: npt.NDArray[np.intp], first: Codes, last: Codes, shape: tuple[int, int]) -> _Counts:
    """How many intervals of groups hold each group, by bin; those that end before they begin hold none."""
    n_bins, n = shape
    known = first <= last
    steps = np.zeros(n_bins * (n + 1), np.int64)
    np.add.at(steps, bins[known] * (n + 1) + first[known], 1)
    np.add.at(steps, bins[known] * (n + 1) + last[known] + 1, -1)
    return steps.reshape(n_bins, n + 1).cumsum(axis=1)[:, :n]
