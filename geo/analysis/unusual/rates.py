"""Two counts compared: ratio of rates with its interval, and the exact test.

The counts of two periods, given their sum, are binomial if both are Poisson. The interval is that of Clopper and
Pearson for the share of the first, turned into a ratio of rates; the test is two-sided and adds up all outcomes that
are no more probable than the one seen. Both equal ``poisson.test`` of R.

Counts that vary more than Poisson carry less information: with a dispersion of 2 a count of 10 is worth one of 5. The
interval then uses counts divided by the dispersion.

References: Przyborowski, J. and Wilenski, H. (1940), Biometrika 31, 313-323; Clopper, C. J. and Pearson, E. S. (1934),
Biometrika 26, 404-413.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo.errors import InputError

__all__ = ["Comparison", "poisson_test", "ratio_intervals"]

_Floats = npt.NDArray[np.float64]

_TIE = 1 + 1e-7
"""Outcomes are as probable as the one seen up to this factor: sums of logarithms round."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two rates compared: p-value, ratio (``inf`` over none) and its interval."""

    p: float
    ratio: float
    low: float
    high: float


def poisson_test(
    counts: tuple[int, int], exposures: tuple[float, float] = (1.0, 1.0), level: float = 0.95
) -> Comparison:
    """The exact test that two Poisson rates are equal, with the ratio of the first to the second.

    Parameters
    ----------
    counts
        The two numbers of events.
    exposures
        What each was counted over: days, people, area.
    level
        Of the interval, between 0 and 1.

    Raises
    ------
    InputError
        If a count is negative or no whole number, an exposure is not positive, or the level is not between 0 and 1.
    """
    if any(n < 0 or n != int(n) for n in counts):
        raise InputError(f"The two counts are {counts[0]} and {counts[1]}: give whole numbers, 0 or more.")
    if not all(0 < size < np.inf for size in exposures):
        raise InputError(f"The exposures are {exposures[0]:g} and {exposures[1]:g}: give numbers above 0.")
    if not 0 < level < 1:
        raise InputError(f"The level of the interval is {level:g}: give a number between 0 and 1.")
    first, second = (np.array([float(n)]) for n in counts)
    times = exposures[0] / exposures[1]
    low, high = (float(ends[0]) for ends in ratio_intervals(first, second, times, level=level))
    ratio = counts[0] / counts[1] / times if counts[1] else float("inf") if counts[0] else float("nan")
    return Comparison(_two_sided(counts[0], sum(counts), times / (1 + times)), ratio, low, high)


def _two_sided(n: int, total: int, share: float) -> float:
    """The probability of all outcomes of a binomial that are no more probable than ``n``."""
    from scipy.special import gammaln, xlog1py, xlogy

    k = np.arange(total + 1)
    logs = gammaln(total + 1) - gammaln(k + 1) - gammaln(total - k + 1) + xlogy(k, share) + xlog1py(total - k, -share)
    chances = np.exp(logs)
    return float(min(1.0, chances[chances <= chances[n] * _TIE].sum()))


def ratio_intervals(
    now: _Floats, past: _Floats, times: float | _Floats, dispersion: float | _Floats = 1.0, level: float = 0.95
) -> tuple[_Floats, _Floats]:
    """The lower and the upper end of the ratio of rates (shape as ``now``).

    Parameters
    ----------
    now, past
        The numbers of events of the two periods (shape n).
    times
        The exposure of the first over that of the second.
    dispersion
        Variance over mean of the counts; 1 for Poisson.
    level
        Of the interval.

    Returns
    -------
    tuple of arrays
        The lower end is 0 where nothing is counted now, the upper end infinite where nothing is counted in the past.
    """
    from scipy.special import betaincinv

    first, second, tail = now / dispersion, past / dispersion, (1 - level) / 2
    with np.errstate(divide="ignore"):
        share = np.where(now > 0, betaincinv(np.maximum(first, 1e-300), second + 1, tail), 0.0)
        low = share / (1 - share) / times
        share = np.where(past > 0, betaincinv(first + 1, np.maximum(second, 1e-300), 1 - tail), 1.0)
        high = share / (1 - share) / times
    return low, high
