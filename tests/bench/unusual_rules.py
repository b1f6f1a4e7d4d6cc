"""Other rules for "more than usual", on the same counts as ours: for comparison in `tests/bench/unusual.py`.

Each takes counts by place and window (the last window is the one looked at) and gives the places that it calls unusual.
EARS: Fricker, Hegler and Dunfee 2008, Statistics in Medicine 27, 3407-3429, with the limits of R's ``earsC`` (0.001 for
C1 and C2, 0.025 for C3). A standard deviation of 0 alarms at any rise.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from geo.analysis.unusual.discovery import adjusted
from geo.analysis.unusual.tail import tails

Counts = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

_C1, _C3, _BASELINE, _LAG = 3.0902, 1.9600, 7, 2


def quarter_more(counts: Counts) -> Mask:
    """At least a quarter more than the mean of the 13 windows before."""
    return (counts[:, -1] >= 1.25 * counts[:, -14:-1].mean(axis=1)) & (counts[:, -1] > 0)


def trendfinder(counts: Counts) -> Mask:
    """ACLED Trendfinder's "large increase" as its page describes it, with a window in place of a week.

    More than a quarter above the mean of the 13 windows (52 weeks) before, but where the mean is at most 2 events and
    the window has at most 5.
    """
    now, mean = counts[:, -1], counts[:, -14:-1].mean(axis=1)
    return (now > 1.25 * mean) & ~((mean <= 2) & (now <= 5))


def two_deviations(counts: Counts) -> Mask:
    """More than two standard deviations above the mean of the 13 windows before, with 4 events at least."""
    past = counts[:, -14:-1]
    return (counts[:, -1] > past.mean(axis=1) + 2 * past.std(axis=1, ddof=1)) & (counts[:, -1] >= 4)


def _standardised(counts: Counts, lag: int, back: int = 0) -> npt.NDArray[np.float64]:
    at = counts.shape[1] - 1 - back
    past = counts[:, at - lag - _BASELINE : at - lag]
    rise = counts[:, at] - past.mean(axis=1)
    deviation = past.std(axis=1, ddof=1)
    return np.where(deviation > 0, rise / np.maximum(deviation, 1e-9), np.where(rise > 0, np.inf, 0.0))


def ears_c1(counts: Counts) -> Mask:
    return _standardised(counts, 0) > _C1


def ears_c2(counts: Counts) -> Mask:
    return _standardised(counts, _LAG) > _C1


def ears_c3(counts: Counts) -> Mask:
    steps = [np.maximum(_standardised(counts, _LAG, back) - 1, 0.0) for back in range(3)]
    return np.sum(steps, axis=0) > _C3


def exact(counts: Counts, n: int = 13) -> npt.NDArray[np.float64]:
    """The p-values of the exact Poisson test against the windows before."""
    now, past = counts[:, -1], counts[:, -n - 1 : -1].sum(axis=1)
    return tails(now, now + past, 1 / (n + 1), np.ones(len(now)))[0]


def exact_with_fdr(counts: Counts) -> Mask:
    """The exact Poisson test with the false discovery rate of 5 %, with 4 events at least."""
    p = np.where(counts[:, -1] >= 4, exact(counts), 1.0)
    return (adjusted(p) <= 0.05) & (counts[:, -1] > counts[:, -14:-1].mean(axis=1))


RULES: dict[str, Callable[[Counts], Mask]] = {
    "exact Poisson test with FDR": exact_with_fdr,
    "two deviations above the mean": two_deviations,
    "EARS C1": ears_c1,
    "EARS C2": ears_c2,
    "EARS C3": ears_c3,
    "+25 %": quarter_more,
    "Trendfinder": trendfinder,
}
