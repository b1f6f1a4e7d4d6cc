"""How long a permutation scan takes.

Whether it is done is decided by what it has to look at, so that a question gets the same answer on every computer. What
is said before it starts is measured: some replicates are tried, and all replicates of a scan take about as long.
"""

from __future__ import annotations

import time
from statistics import median

import numpy as np

from geo.analysis.hotspots.cylinders import Cases, Circles, one_replicate
from geo.analysis.hotspots.result import Tick, nothing_done

__all__ = ["MOST_S", "counted_s", "measured_s"]

MOST_S = 600.0
"""What a scan may take on the computer that `_S_OF_BIN` and `_S_OF_ENTRY` were measured on (two old cores, in use)."""

_S_OF_BIN = 5e-9
_S_OF_ENTRY = 2.5e-8
_SEARCHES = 10
"""The search of the data themselves, which notes the windows that it finds, takes as long as so many replicates."""

_TRIED_S, _TRIES = 1.0, 15


def counted_s(cases: Cases, circles: Circles, permutations: int) -> float:
    """The seconds that a scan takes, from the number of things that it looks at."""
    if cases.is_prospective:
        of_one = _S_OF_ENTRY * _entries(cases, circles)
    else:
        bins = sum(cases.n_steps + 1 - length for length in (0, *cases.lengths))
        of_one = _S_OF_BIN * len(circles.place) * bins
    return of_one * (permutations + _SEARCHES)


def _entries(cases: Cases, circles: Circles) -> float:
    """How often a replicate meets a case in a circle and a window that reaches the end, on average."""
    within = cases.up_to[-1] - cases.up_to[cases.n_steps - np.asarray(cases.lengths)]
    ends_at = np.bincount(circles.place, minlength=cases.n_places)
    return float(ends_at @ cases.by_place) * float(within.sum()) / cases.n


def measured_s(cases: Cases, circles: Circles, permutations: int, tick: Tick = nothing_done) -> float:
    """The seconds that a scan takes on this computer, from some replicates with numbers of their own.

    The time of one is the median, because other programs may hold up some. ``tick`` is called within a replicate and
    may raise `geo.errors.Cancelled`.
    """
    rng = np.random.default_rng(0)
    search, tried = one_replicate(cases, circles), list[float]()
    while len(tried) < _TRIES and sum(tried) < _TRIED_S:
        begun = time.perf_counter()
        search(rng.permutation(cases.step), lambda _share: tick(0.0))
        tried.append(time.perf_counter() - begun)
    return median(tried) * (permutations + _SEARCHES)
