"""Late reports: earlier windows as they were known at the same age, and what is still to come.

A workspace records with which release each incident first came. The window that is looked at is known as the newest
release of each source has it: so many days after its end. An earlier window is then counted as the release nearest to
the same number of days after *its* end had it, so that the lack of late reports is the same in all of them. The part of
an earlier window that was known at that age, out of what is known of it today, tells what is still to come.

This needs releases at that age. Where they are missing for a source that counts, nothing is compared in this way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from geo.analysis.unusual.places import place_codes
from geo.analysis.unusual.settings import Settings
from geo.dataset import Dataset
from geo.query import Query, passes

__all__ = ["AsKnown", "KnownShare", "as_known"]

_Days = npt.NDArray[np.int32]
_Counts = npt.NDArray[np.int64]
_Mask = npt.NDArray[np.bool_]

_FEWEST = 8
"""So many earlier windows, and releases, are needed; all windows of the baseline where that has fewer."""
_OLDEST_DAYS = 182
"""A window that ended longer before the newest release is taken to be complete."""
_SETTLED_DAYS = 140
"""So many days after its end an earlier window is taken to be complete."""
_FEWEST_SETTLED, _FEWEST_EVENTS = 4, 30
"""So many complete windows and incidents in them are needed to tell what is still to come."""
_MORE_WINDOWS = 26
"""So many windows before the baseline are looked at to tell what is still to come."""
_LEAST_SHARE, _LEAST_KNOWN = 0.05, 4.0
"""Nothing is said of what is still to come where less is known than this share, or the share rests on so little."""
_TOLERANCE = 3
"""A release may be so many days off the age, and one more for each eight days of it; a quarter of a window at most."""
_MINOR = 0.05
"""A source with a smaller part of the incidents needs no releases of its own at the age."""


@dataclass(frozen=True, slots=True)
class KnownShare:
    """How much of a window is known at an age: a beta distribution with these two parameters.

    ``known`` and ``to_come`` are numbers of incidents of complete windows, made smaller as far as the share differs
    from window to window by more than chance.
    """

    known: float
    to_come: float

    @property
    def mean(self) -> float:
        """The share."""
        return self.known / (self.known + self.to_come)


@dataclass(frozen=True, slots=True, eq=False)
class AsKnown:
    """Counts of windows as they were known at the age of the one looked at.

    Attributes
    ----------
    counts
        By place and window, the last one being the window looked at (shape places, windows + 1).
    age_days
        How many days after the end of the window the newest release is.
    is_later
        Which rows of the dataset came later than at that age (shape n); of rows outside of the windows it says nothing.
    share
        How much of a window is known at that age; ``None`` if too few windows are complete.
    """

    counts: _Counts
    age_days: int
    is_later: _Mask
    share: KnownShare | None

    @property
    def n_windows(self) -> int:
        """How many earlier windows were seen at that age."""
        return int(self.counts.shape[1]) - 1


def as_known(dataset: Dataset, question: Query, edges: _Days, whole: _Counts, settings: Settings) -> AsKnown | None:
    """The windows as they were known at the age of the last one; ``None`` if the releases do not tell.

    Parameters
    ----------
    dataset
        The incidents, and the releases with which they came.
    question
        What counts, at any time.
    edges
        The first day of each window as day number, the one looked at last, and the day after it.
    whole
        The counts of these windows as they are known now, by place and window.
    settings
        How many windows are compared.
    """
    n_all = settings.n_windows + _MORE_WINDOWS + 1
    edges, whole = edges[-n_all - 1 :], whole[:, -n_all:]
    rows = dataset.memo.get(("rows with their releases", question), lambda: _rows_of(dataset, question))
    seen = None if rows is None else _seen(rows, edges)
    if rows is None or seen is None or (n := _n_seen(seen.is_seen, settings)) is None:
        return None
    bounds = rows.start.searchsorted(edges)
    span = slice(int(bounds[0]), int(bounds[-1]))
    window = np.repeat(np.arange(len(edges) - 1), np.diff(bounds))
    is_known = rows.known_from[span] <= seen.cuts[rows.source[span], window]
    is_later = np.zeros(len(dataset.incidents), np.bool_)
    is_later[rows.at[span]] = ~is_known
    is_inside = rows.end[span] < edges[window + 1]
    known = _counts((rows.district[span], rows.province[span]), window, is_inside & is_known, whole.shape)
    is_complete = seen.is_seen & (edges[1:] - 1 + _SETTLED_DAYS <= edges[-1] - 1 + seen.age_days)
    is_complete[-1] = False
    drawn = slice(len(dataset.gazetteer.drawn))
    share = _share(known[drawn, is_complete], whole[drawn, is_complete])
    return AsKnown(known[:, -n - 1 :], seen.age_days, is_later, share)


class _Rows(NamedTuple):
    """The incidents that count, by first day: their positions, days, places, source codes and first releases.

    ``releases`` are the days of the releases of each source, rising, by code.
    """

    at: npt.NDArray[np.intp]
    start: _Days
    end: _Days
    district: _Days
    province: _Days
    source: _Days
    known_from: _Days
    releases: tuple[_Days, ...]


class _Seen(NamedTuple):
    """By source and window the last day of release that counts, the windows seen at the age, and the age in days."""

    cuts: _Days
    is_seen: _Mask
    age_days: int


def _rows_of(dataset: Dataset, question: Query) -> _Rows | None:
    known_from = dataset.known_from
    if known_from is None:
        return None
    incidents, mask = dataset.incidents, passes(dataset, question)
    at = np.arange(len(incidents)) if mask is None else np.flatnonzero(mask)
    districts, provinces = place_codes(dataset)
    column = incidents.coded["source"]
    imports = [release for release in dataset.releases if not release.base]  # an edit says nothing about its source
    stated = [[release.day for release in imports if release.source == name] for name in column.names]
    releases = tuple(
        np.unique(np.concatenate((known_from[column.codes == code], np.array(days, np.int32))))
        for code, days in enumerate(stated)
    )
    return _Rows(
        at,
        incidents.start[at],
        incidents.end[at],
        districts[at],
        provinces[at],
        column.codes[at],
        known_from[at],
        releases,
    )


def _seen(rows: _Rows, edges: _Days) -> _Seen | None:
    """Which windows were seen at the age of the last one; ``None`` if that is no age at which reports are late."""
    ends, width = edges[1:] - 1, int(edges[1] - edges[0])
    lo, hi = rows.start.searchsorted(edges[[0, -1]]).tolist()
    numbers = np.bincount(rows.source[lo:hi], minlength=len(rows.releases))
    is_major = (numbers > 0) & (numbers >= _MINOR * numbers.sum())
    newest = [int(days[-1]) for days, is_one in zip(rows.releases, is_major.tolist(), strict=True) if is_one]
    age = max(newest, default=-1) - int(ends[-1])
    if not 0 <= age <= _OLDEST_DAYS:
        return None
    tolerance = min(_TOLERANCE + age // 8, width // 4)
    cuts = np.tile((ends + age).astype(np.int32), (len(rows.releases), 1))
    is_seen = np.ones(len(ends), np.bool_)
    for code in np.flatnonzero(is_major).tolist():
        days = rows.releases[code]
        wanted = days[-1] - (ends[-1] - ends)
        after = np.minimum(days.searchsorted(wanted), len(days) - 1)
        before = np.maximum(after - 1, 0)
        nearest = np.where(np.abs(days[before] - wanted) <= np.abs(days[after] - wanted), days[before], days[after])
        is_seen &= np.abs(nearest - wanted) <= tolerance
        cuts[code] = nearest
    return _Seen(cuts, is_seen, age)


def _n_seen(is_seen: _Mask, settings: Settings) -> int | None:
    """How many windows before the last were seen without a gap, of those of the baseline; ``None`` if too few."""
    missing = np.flatnonzero(~is_seen[-settings.n_windows - 1 : -1][::-1])
    n = int(missing[0]) if len(missing) else settings.n_windows
    return n if n >= min(_FEWEST, settings.n_windows) else None


def _counts(
    places: tuple[_Days, _Days], window: npt.NDArray[np.intp], chosen: _Mask, shape: tuple[int, int]
) -> _Counts:
    """The chosen incidents by place and window; they count in a district and in a province."""
    rows = np.flatnonzero(chosen)
    windows = window[rows]
    found = np.zeros((shape[0] + 1) * shape[1], np.int64)  # the first place is for those that are in none
    for codes in places:
        found += np.bincount((codes[rows] + 1) * np.intp(shape[1]) + windows, minlength=len(found))
    return found.reshape(-1, shape[1])[1:]


def _share(known: _Counts, whole: _Counts) -> KnownShare | None:
    """How much of a complete window was known, from counts by district and window.

    The share is that of all together. By how much it differs from window to window beyond the binomial widens the
    distribution, and so does the error of the share. A difference between districts of one window counts only as far as
    it is above two standard errors: cells are small, and their squares tell little.
    """
    total = float(whole.sum())
    if whole.shape[1] < _FEWEST_SETTLED or total < _FEWEST_EVENTS:
        return None
    p = (float(known.sum()) + 0.5) / (total + 1)
    of_windows, _ = _likeness(known.sum(axis=0), whole.sum(axis=0), p)
    of_cells, error = _likeness(known, whole, p)
    alike = min(max(of_windows, of_cells - 2 * error, 0.0), 1.0)
    numbers = whole.sum(axis=0)
    of_mean = (1 + (float((numbers**2).sum()) / total - 1) * alike) / total
    size = 1 / (alike + of_mean) - 1
    found = KnownShare(size * p, size * (1 - p))
    return found if p >= _LEAST_SHARE and found.known > _LEAST_KNOWN else None


def _likeness(known: _Counts, whole: _Counts, p: float) -> tuple[float, float]:
    """How alike incidents of one cell are in whether they are known (a correlation), and its error where they are not.

    By moments: the squares of a beta-binomial with this correlation, each pair of incidents with the same weight.
    """
    n = whole.astype(float)
    variance = p * (1 - p)
    pairs = max(float((n * (n - 1)).sum()), 1.0)
    excess = float(((known - p * n) ** 2).sum()) - variance * float((n * (1 - n / n.sum())).sum())
    return excess / (variance * pairs), float(np.sqrt(2 * (n * (n - 1)).sum())) / pairs
