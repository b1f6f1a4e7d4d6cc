"""Counts of incidents by place in consecutive windows of days, from days sorted by place.

Each incident counts in the one window that holds all of its possible days. What may lie in two windows, because its day
is known only to a week or a month, counts in none: windows would share it, and a count that is compared with earlier
ones must be made as these were. It is counted apart, in `DaysByPlace.overlapping`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["DaysByPlace", "days_by_place"]

_Ints = npt.NDArray[np.int32]
_Counts = npt.NDArray[np.int64]

_WIDE = 1 << 17
"""Days are kept as numbers from 0 to this (exclusive) beside the place: some 350 years, half of them before 1970."""


@dataclass(frozen=True, slots=True, eq=False)
class DaysByPlace:
    """Sorted days of incidents by place.

    Attributes
    ----------
    n_places
        Places are numbered from 0.
    keys
        One number for each incident of a known day, rising: ``place * 2**17 + day + 2**16``.
    places, starts, ends
        The place, first and last day number of each incident of an uncertain day.
    """

    n_places: int
    keys: _Ints
    places: _Ints
    starts: _Ints
    ends: _Ints

    def counts(self, edges: npt.ArrayLike) -> _Counts:
        """Incidents by place and window (shape places, windows); a window reaches from one edge to before the next.

        ``edges`` are day numbers, rising. The cost is that of a binary search for each place and edge.
        """
        days = np.asarray(edges, np.int32)
        wanted = np.arange(self.n_places, dtype=np.int32)[:, None] * _WIDE + (days + _WIDE // 2)
        found: _Counts = np.diff(self.keys.searchsorted(wanted), axis=1).astype(np.int64)
        if len(self.places):
            n_windows = len(days) - 1
            first, last = self._windows(days)
            inside = (first == last) & (first >= 0) & (first < n_windows)
            at = self.places[inside].astype(np.int64) * n_windows + first[inside]
            found += np.bincount(at, minlength=self.n_places * n_windows).reshape(self.n_places, n_windows)
        return found

    def overlapping(self, edges: npt.ArrayLike) -> _Counts:
        """For each place the incidents that may lie in a window, and may lie outside of it (shape places, windows)."""
        days = np.asarray(edges, np.int32)
        n_windows = len(days) - 1
        first, last = self._windows(days)
        steps = np.zeros((self.n_places, n_windows + 1), np.int64)
        split = (first != last) & (last >= 0) & (first < n_windows)
        np.add.at(steps, (self.places[split], np.maximum(first[split], 0)), 1)
        np.add.at(steps, (self.places[split], np.minimum(last[split], n_windows - 1) + 1), -1)
        return np.cumsum(steps, axis=1)[:, :-1]

    def _windows(self, days: _Ints) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
        """The windows in which the first and the last day of each uncertain incident lie; -1 before them all."""
        return days.searchsorted(self.starts, "right") - 1, days.searchsorted(self.ends, "right") - 1


def days_by_place(starts: _Ints, ends: _Ints, places: _Ints, n_places: int) -> DaysByPlace:
    """The days of incidents by place; an incident with a negative place is skipped.

    Parameters
    ----------
    starts, ends
        First and last day number of each incident, both included (shape n).
    places
        The number of its place (shape n).
    n_places
        How many places there are: fewer than 2**14.
    """
    known = (starts == ends) & (places >= 0)
    keys = places[known] * np.int32(_WIDE) + (starts[known] + np.int32(_WIDE // 2))
    spans = (starts != ends) & (places >= 0)
    return DaysByPlace(n_places, np.sort(keys).astype(np.int32), places[spans], starts[spans], ends[spans])
