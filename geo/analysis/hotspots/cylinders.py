"""The search of the space-time permutation scan: cylinders of arrays, their likelihood ratios, and replicates.

A cylinder is a circle around a place that holds cases, over whole steps of time. Kulldorff, M. et al. (2005), A
space-time permutation scan statistic for disease outbreak detection, PLoS Medicine 2, e59: with C cases of which
C(circle) lie in the circle and C(steps) in the steps, C(circle) C(steps) / C are expected in the cylinder if place and
time are unrelated; the statistic is the greatest Poisson likelihood ratio. Replicates exchange the days of the cases.

How the search is fast and still exact: a replicate needs only its greatest ratio. The ratio of c cases falls with the
expected number, so that for each c there is an expected number from which on the best ratio so far cannot be beaten.
One comparison passes over a cylinder, and few are left for logarithms. Prospective windows hold few cases, and only
circles that end at one of these are looked at: one that ends further out holds no more of them, but expects more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from geo.analysis.hotspots.result import Tick, nothing_done

__all__ = [
    "Best",
    "Cases",
    "Circles",
    "best_of_circles",
    "circles_around",
    "greatest_of_replicates",
    "likelihood_ratio",
    "one_replicate",
]

_Floats = npt.NDArray[np.float64]
_Ints = npt.NDArray[np.int64]

MOST_CIRCLES = 20_000_000
WORTH = 2.0
"""Clusters with a lower log likelihood ratio are not looked for: they are as good as never unlikely."""

_CHUNK = 400_000
"""Bins of circle and step that are worked on at a time: a fraction of the time in which a cancel must work."""


@dataclass(frozen=True, eq=False)
class Cases:
    """Cases by place and step.

    Attributes
    ----------
    place, step
        Of each case (shape n): the number of its place, and of its step from 0.
    n_places, n_steps
        How many there are.
    longest
        The longest window in steps.
    is_prospective
        Whether windows have to end with the last step.
    """

    place: _Ints
    step: _Ints
    n_places: int
    n_steps: int
    longest: int
    is_prospective: bool = True

    @property
    def n(self) -> int:
        """How many cases there are."""
        return len(self.place)

    @cached_property
    def by_place(self) -> _Ints:
        """Cases of each place."""
        return np.bincount(self.place, minlength=self.n_places)

    @cached_property
    def lengths(self) -> range:
        """The lengths of windows in steps: at most half of all steps."""
        return range(1, max(min(self.longest, self.n_steps // 2), 1) + 1)

    @cached_property
    def up_to(self) -> _Ints:
        """Cases before each step, and at the end all (shape steps + 1)."""
        return np.concatenate(([0], np.cumsum(np.bincount(self.step, minlength=self.n_steps))))


@dataclass(frozen=True, eq=False)
class Circles:
    """All circles, flat: around each centre its places from the nearest on; circle k ends at the k-th.

    Attributes
    ----------
    start
        Where the circles of each centre begin (shape centres + 1).
    place
        The place at which each circle ends.
    distance_m
        The radius of each circle.
    last
        The position of the last place that lies as far from the centre: it belongs to the circle too.
    """

    start: _Ints
    place: _Ints
    distance_m: _Floats
    last: _Ints

    @cached_property
    def centre(self) -> _Ints:
        """The centre of each circle."""
        return np.repeat(np.arange(len(self.start) - 1), np.diff(self.start))

    def inside(self, circle: int) -> _Ints:
        """The places in a circle."""
        return self.place[self.start[self.centre[circle]] : self.last[circle] + 1]

    def sums(self, by_place: _Ints) -> _Ints:
        """The sum over the places of each circle."""
        running = np.cumsum(by_place[self.place])
        before = np.concatenate(([0], running))[self.start[:-1]]
        return running[self.last] - before[self.centre]


def circles_around(x_m: _Floats, y_m: _Floats, radius_m: float, centre: _Ints | None = None) -> Circles:
    """The circles around places (or some of them) with other places in them, up to a radius; metres of a plane.

    Raises
    ------
    MemoryError
        If there are more than `MOST_CIRCLES`.
    """
    from scipy.spatial import cKDTree

    points = np.stack((x_m, y_m), axis=1)
    centres = np.arange(len(points)) if centre is None else centre
    tree = cKDTree(points)
    if tree.query_ball_point(points[centres], radius_m, return_length=True).sum() > MOST_CIRCLES:
        raise MemoryError
    near = tree.query_ball_point(points[centres], radius_m)
    counts = np.fromiter(map(len, near), np.int64, len(near))
    place = np.concatenate([np.asarray(each, np.int64) for each in near])
    around = np.repeat(np.arange(len(centres)), counts)
    distance = np.hypot(*(points[place] - points[centres][around]).T)
    order = np.lexsort((place, distance, around))
    place, distance, around = place[order], distance[order], around[order]
    is_last = np.ones(len(place), np.bool_)
    is_last[:-1] = (around[1:] != around[:-1]) | (distance[1:] > distance[:-1])
    ends = np.flatnonzero(is_last)
    last = ends[np.searchsorted(ends, np.arange(len(place)))]
    return Circles(np.concatenate(([0], np.cumsum(counts))), place, distance, last)


def likelihood_ratio(c: npt.ArrayLike, expected: npt.ArrayLike, n: int) -> _Floats:
    """The logarithm of the likelihood ratio of c cases where some were expected, of n in all; 0 where not more."""
    from scipy.special import xlogy

    inside, mean = np.asarray(c, np.float64), np.asarray(expected, np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = xlogy(inside, inside / mean) + xlogy(n - inside, (n - inside) / (n - mean))
    return np.where(inside > mean, ratio, 0.0)


@dataclass(frozen=True, eq=False)
class Best:
    """Of each circle its best window: cases, expected number, log likelihood ratio, first step and step after it."""

    cases: _Ints
    expected: _Floats
    ratio: _Floats
    begin: _Ints
    end: _Ints


class _Bar:
    """A ratio to exceed, and for each number of cases the expected number below which a cylinder may exceed it.

    The second part of a ratio is negative: the first alone, c log(c / expected), has to exceed the bar.
    """

    def __init__(self, n: int, ratio: float) -> None:
        self.n = n
        self._counts = np.maximum(np.arange(n + 1, dtype=np.float64), 1.0)
        self.raise_to(ratio)

    def raise_to(self, ratio: float) -> None:
        """Set the bar higher."""
        self.ratio = ratio
        self.below = self._counts * np.exp(-ratio / self._counts)
        self.below[:2] = 0.0

    def able(self, c: _Ints, expected: _Floats) -> _Ints:
        """The flat positions of the cylinders that may exceed the bar."""
        return np.flatnonzero(expected < self.below[c])

    def offer(self, c: _Ints, expected: _Floats) -> None:
        """Raise the bar to the best of some cylinders (arrays of one shape), if that is higher."""
        able = self.able(c, expected)
        if len(able):
            best = float(likelihood_ratio(c.ravel()[able], expected.ravel()[able], self.n).max())
            if best > self.ratio:
                self.raise_to(best)


def best_of_circles(cases: Cases, circles: Circles, tick: Tick = nothing_done) -> Best:
    """The best window of each circle with a ratio above `WORTH`; 0 for the others.

    Circles with more than half of all cases do not count, nor do single cases.
    """
    n_circles = len(circles.place)
    best = Best(*(np.zeros(n_circles, kind) for kind in (np.int64, float, float, np.int64, np.int64)))
    allowed, bar = _allowed(cases, circles), _Bar(cases.n, WORTH)
    for part, running in _running(cases, circles, cases.step):
        for length in cases.lengths:
            c, expected = _windows(cases, running, allowed[part], length)
            _note(best, part.start, length, cases, (c, expected, bar.able(c, expected)))
            tick(part.stop / n_circles)
    return best


def _note(best: Best, first: int, length: int, cases: Cases, found: tuple[_Ints, _Floats, _Ints]) -> None:
    """Keep the best window of each circle, of those that may be worth it."""
    c, expected, able = found
    row, column = np.divmod(able, c.shape[1])
    inside, mean = c[row, column].astype(np.int64), expected[row, column]
    ratio = likelihood_ratio(inside, mean, cases.n)
    order = np.argsort(ratio, kind="stable")  # of several at one circle the last is kept: the greatest
    order = order[ratio[order] > np.maximum(best.ratio[first + row[order]], WORTH)]
    at, begin = first + row[order], _first_begin(cases, length) + column[order]
    best.cases[at], best.expected[at], best.ratio[at] = inside[order], mean[order], ratio[order]
    best.begin[at], best.end[at] = begin, begin + length


def _allowed(cases: Cases, circles: Circles) -> _Floats:
    """The share of the cases in each circle; very high where that is more than half."""
    totals = circles.sums(cases.by_place)
    return np.where(totals * 2 <= cases.n, totals / cases.n, 1e300)


def _first_begin(cases: Cases, length: int) -> int:
    """The first step with which a window of a length may begin."""
    return cases.n_steps - length if cases.is_prospective else 0


def _windows(cases: Cases, running: _Ints, share: _Floats, length: int) -> tuple[_Ints, _Floats]:
    """Cases and expected number of all windows of a length (circles × windows), from the earliest."""
    if cases.is_prospective:
        c = running[:, -1:] - running[:, -1 - length : running.shape[1] - length]
        window = cases.up_to[-1:] - cases.up_to[-1 - length : len(cases.up_to) - length]
    else:
        c, window = running[:, length:] - running[:, :-length], cases.up_to[length:] - cases.up_to[:-length]
    return c, share[:, None] * window.astype(np.float64)


def _running(cases: Cases, circles: Circles, step: _Ints) -> Iterator[tuple[slice, _Ints]]:
    """For circles of some centres at a time: the cases in each before each step (circles × steps + 1).

    Of prospective windows only the steps of the longest one.
    """
    columns = cases.lengths[-1] if cases.is_prospective else cases.n_steps
    column = step - (cases.n_steps - columns)
    shown = column >= 0
    counts = np.zeros((cases.n_places, columns + 1), np.int32)
    np.add.at(counts, (cases.place[shown], column[shown] + 1), 1)
    counts = np.cumsum(counts, axis=1, dtype=np.int32)
    most = max(_CHUNK // (columns + 1), 1)
    first, n_centres = 0, len(circles.start) - 1
    while first < n_centres:
        after = int(np.searchsorted(circles.start, circles.start[first] + most, "right")) - 1
        after = min(max(after, first + 1), n_centres)
        part = slice(int(circles.start[first]), int(circles.start[after]))
        running = np.cumsum(counts[circles.place[part]], axis=0, dtype=np.int32)
        before = np.concatenate((np.zeros((1, columns + 1), np.int32), running))
        begins = circles.start[circles.centre[part]] - part.start
        yield part, before[circles.last[part] - part.start + 1] - before[begins]
        first = after


# replicates


def greatest_of_replicates(
    cases: Cases, circles: Circles, replicates: int, seed: int, tick: Tick = nothing_done
) -> _Floats:
    """The greatest log likelihood ratio of each replicate, in which the steps of the cases are exchanged.

    Where none is above 0, it is 0.
    """
    rng = np.random.default_rng(seed)
    greatest = one_replicate(cases, circles)
    found = np.zeros(replicates)
    for k in range(replicates):

        def within(share: float, done: int = k) -> None:
            tick((done + share) / replicates)

        found[k] = greatest(rng.permutation(cases.step), within)
        tick((k + 1) / replicates)
    return found


def one_replicate(cases: Cases, circles: Circles) -> Callable[[_Ints, Tick], float]:
    """What gives the greatest ratio of one assignment of steps to the cases."""
    search = _Prospective(cases, circles) if cases.is_prospective else _Retrospective(cases, circles)
    return search.greatest


class _Prospective:
    """Replicates with windows that end with the last step."""

    def __init__(self, cases: Cases, circles: Circles) -> None:
        share = _allowed(cases, circles)
        allowed = np.flatnonzero(share < 1)
        order = allowed[np.argsort(circles.place[allowed], kind="stable")]
        self._cases = cases
        self._circles_of_place = order
        self._start = np.searchsorted(circles.place[order], np.arange(cases.n_places + 1))
        self._share = share
        self._centre = circles.centre.astype(np.int32)
        self._bits = len(cases.lengths).bit_length()

    def greatest(self, step: _Ints, tick: Tick) -> float:
        """The greatest ratio of one assignment of steps."""
        cases, bar = self._cases, _Bar(self._cases.n, 0.0)
        age = cases.n_steps - 1 - step
        active = np.flatnonzero(age < cases.lengths[-1])
        keys = self._ordered(cases.place[active], age[active])
        circle, age = keys >> self._bits, keys & ((1 << self._bits) - 1)
        share, centre = self._share[circle], self._centre[circle]
        for length in reversed(cases.lengths):  # from length to length only the younger cases stay
            stay = np.flatnonzero(age < length)
            share, centre, age = share[stay], centre[stay], age[stay]
            window = float(cases.up_to[-1] - cases.up_to[cases.n_steps - length])
            bar.offer(_places_in_runs(centre), share * window)
            tick(1 - length / len(cases.lengths))
        return bar.ratio

    def _ordered(self, place: _Ints, age: _Ints) -> _Ints:
        """The circles that end at the places of cases, in order, each with the age of the case in its low bits."""
        first, counts = self._start[place], self._start[place + 1] - self._start[place]
        offset = np.repeat(first - np.cumsum(counts) + counts, counts)
        circle = self._circles_of_place[np.arange(len(offset)) + offset]
        keys: _Ints = (circle << self._bits) | np.repeat(age, counts)
        keys.sort()
        return keys


def _places_in_runs(values: npt.NDArray[np.int32]) -> _Ints:
    """For each of some sorted values how many of the same stand up to it: 1 for the first."""
    begins = np.flatnonzero(values[1:] != values[:-1]) + 1
    found: _Ints = np.ones(len(values), np.int64)
    if len(begins):
        found[begins] -= np.diff(begins, prepend=0)
    np.cumsum(found, out=found)
    return found


class _Retrospective:
    """Replicates with windows that may end with any step."""

    def __init__(self, cases: Cases, circles: Circles) -> None:
        self._cases, self._circles, self._share = cases, circles, _allowed(cases, circles)

    def greatest(self, step: _Ints, tick: Tick) -> float:
        """The greatest ratio of one assignment of steps."""
        cases, bar = self._cases, _Bar(self._cases.n, 0.0)
        for part, running in _running(cases, self._circles, step):
            for length in cases.lengths:
                bar.offer(*_windows(cases, running, self._share[part], length))
                tick(part.start / len(self._share))
        return bar.ratio
