"""Since when: the weeks in which the level of a weekly series changes.

The series is cut into stretches of a level each, so that the sum of their costs and of a penalty for each cut is least
(optimal partitioning: all cuts are tried, none is missed). The cost of a stretch is twice the negative logarithm of the
likelihood of Poisson counts with its mean, divided by the dispersion. The dispersion is that of the differences between
successive weeks, which a change of level hardly enters. The penalty is calibrated on quiet series: at most one of
twenty series without a change is cut, whatever its length, mean and dispersion (`docs/error-rates.md`).

References: Jackson, B. et al. (2005), An algorithm for optimal partitioning of data on an interval, IEEE Signal
Processing Letters 12, 105-108; Rice, J. (1984), Bandwidth choice for nonparametric regression, Annals of Statistics 12,
1215-1230 (the variance from differences).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from geo.analysis.unusual.comparable import comparability, last_day
from geo.analysis.unusual.places import LookedPlace, counted_query, days_of, place_of
from geo.analysis.unusual.sentences import day_words, usual_words
from geo.analysis.unusual.settings import Settings
from geo.calendar.period import Period
from geo.query import Query
from geo.view.snapshot import Snapshot, once_per_snapshot

__all__ = ["Level", "SinceWhen", "dispersion_of", "levels_of", "penalty_of", "since_when"]

_Floats = npt.NDArray[np.float64]

_SHORTEST = 2
_WEEK = 7
_WEEKS = 104
_FEWEST_WEEKS = 26


@dataclass(frozen=True, slots=True)
class Level:
    """A stretch of weeks of one level: its days, and incidents a week."""

    days: Period
    a_week: float


@dataclass(frozen=True, slots=True)
class SinceWhen:
    """The weekly series of a place and its levels.

    Attributes
    ----------
    first_day
        The first day of the series, as day number.
    counts
        Incidents a week, the earliest first.
    levels
        The stretches of a level each, in order; one if nothing changes.
    sentence
        Since when the last level holds, or why no change is looked for, in words without the name of the place.
    """

    first_day: int
    counts: tuple[int, ...]
    levels: tuple[Level, ...]
    sentence: str


@once_per_snapshot
def since_when(snapshot: Snapshot, key: str, settings: Settings | None = None) -> SinceWhen:
    """The weekly series of a place up to the end of the window, two years at most, and where its level changes.

    Parameters
    ----------
    snapshot
        What is shown.
    key
        The place, as `geo.analysis.unusual.result.PlaceLook.key`.
    settings
        Which types count.

    Raises
    ------
    UnknownName
        If the filter by place lets in no place of that key.
    """
    chosen = settings or Settings()
    place = place_of(snapshot, key)
    question = counted_query(snapshot.state.query, all_types=chosen.all_types)
    end = last_day(snapshot)
    after = (snapshot.period.last if end is None else end) + 1
    n = _WEEKS
    while (reasons := _reasons(snapshot, question, Period(after - n * _WEEK, after - 1), place)) and n > _FEWEST_WEEKS:
        n //= 2
    edges = np.arange(after - n * _WEEK, after + 1, _WEEK)
    counts = days_of(snapshot.dataset, question).counts(edges)[place.number]
    first, series = int(edges[0]), tuple(counts.tolist())
    if reasons:
        return SinceWhen(first, series, (), f"No change of level is looked for: {'; '.join(reasons)}.")
    levels = levels_of(counts, first)
    return SinceWhen(first, series, levels, _words(levels))


def _reasons(snapshot: Snapshot, question: Query, days: Period, place: LookedPlace) -> tuple[str, ...]:
    return comparability(snapshot, question, days).reasons(place.number)


def levels_of(counts: npt.NDArray[np.int64], first_day: int = 0) -> tuple[Level, ...]:
    """The stretches of a level each of a weekly series that begins on a day, in order."""
    starts = [*_starts(counts.astype(float)), len(counts)]
    return tuple(
        Level(Period(first_day + begin * _WEEK, first_day + end * _WEEK - 1), float(counts[begin:end].mean()))
        for begin, end in pairwise(starts)
    )


def _words(levels: tuple[Level, ...]) -> str:
    last = levels[-1]
    if len(levels) == 1:
        weeks = last.days.width_days // _WEEK
        return f"No change of level found in {weeks} weeks: {_rate_words(last)} a week."
    before = levels[-2]
    change = "Higher" if last.a_week > before.a_week else "Lower"
    return (
        f"{change} since the week of {day_words(last.days.first)}: {_rate_words(last)} a week, "
        f"{usual_words(before.a_week)} in the {before.days.width_days // _WEEK} weeks before."
    )


def _rate_words(level: Level) -> str:
    return f"{usual_words(level.a_week)} incidents" if level.a_week else "no incidents"


def _starts(counts: _Floats) -> list[int]:
    """Where the stretches begin whose costs and penalties are least together."""
    n = len(counts)
    sums = np.concatenate(([0.0], np.cumsum(counts)))
    if n < 2 * _SHORTEST or not sums[-1]:
        return [0]
    dispersion = dispersion_of(counts)
    penalty, best, origin = penalty_of(n), np.full(n + 1, np.inf), np.zeros(n + 1, np.intp)
    best[0] = -penalty
    for end in range(_SHORTEST, n + 1):
        begins = np.arange(end - _SHORTEST + 1)
        total = best[begins] + _costs(sums[end] - sums[begins], end - begins) / dispersion + penalty
        origin[end] = int(np.argmin(total))
        best[end] = total[origin[end]]
    starts, at = [], n
    while at > 0:
        at = int(origin[at])
        starts.append(at)
    return starts[::-1]


def _costs(totals: _Floats, lengths: npt.NDArray[np.intp]) -> _Floats:
    """Twice the negative logarithm of the likelihood of stretches, but for what no cut changes."""
    safe = np.maximum(totals, 1e-300)
    return -2 * totals * (np.log(safe / lengths))


def dispersion_of(counts: _Floats) -> float:
    """Variance over mean of a series, from the differences between successive counts; at least 1."""
    total = counts.sum() - (counts[0] + counts[-1]) / 2
    return max(float((np.diff(counts) ** 2).sum() / 2 / max(total, 1e-9)), 1.0)


def penalty_of(n: int) -> float:
    """The penalty of a cut in a series of so many weeks."""
    return 13.0 + math.log(n / 104)
