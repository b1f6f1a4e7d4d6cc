"""The final count of a window whose late reports are still to come, with its interval.

Of the *F* incidents of a window *k* are known, each with a chance of *p*: *k* is binomial. *F* − *k* is then negative
binomial with *k* + *c* successes of chance *p*. *c* is what is taken to be known beside *k*: half an incident, as with
Jeffreys' prior, or the usual number where that is smaller, so that nothing much is expected where nothing is usual.

*p* is not known exactly and differs from window to window: it is a beta distribution
(`geo.analysis.unusual.late.KnownShare`). So *F* − *k* is beta-negative binomial. Its mean and variance are exact; the
ends of the interval are those of the gamma distribution with this mean and variance, rounded outwards.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from geo.analysis.unusual.late import KnownShare

__all__ = ["Final", "final_counts"]


_LEAST, _MOST = 1e-6, 0.5


class Final(NamedTuple):
    """The final counts that are expected, and the ends of their intervals (shape n each)."""

    expected: npt.NDArray[np.float64]
    low: npt.NDArray[np.int64]
    high: npt.NDArray[np.int64]


def final_counts(
    known: npt.NDArray[np.int64], usual: npt.NDArray[np.float64], share: KnownShare, level: float
) -> Final:
    """What counts will be once late reports are in.

    Parameters
    ----------
    known
        The counts as they are known (shape n).
    usual
        The usual numbers of incidents known at this age (shape n); infinite where that is not known.
    share
        How much of a window is known at its age; more than 2 incidents have to be known in it.
    level
        Of the intervals, between 0 and 1.
    """
    from scipy.special import gammaincinv

    a, b, size = share.known, share.to_come, known + np.clip(usual, _LEAST, _MOST)
    odds = b / (a - 1)  # the mean of (1 − p) / p
    spread = b * (a + b - 1) / ((a - 2) * (a - 1) ** 2)
    mean = size * odds
    variance = size * (odds + odds**2 + spread) + size**2 * spread
    shape, scale = mean**2 / variance, variance / mean
    tail = (1 - level) / 2
    low, high = (gammaincinv(shape, chance) * scale for chance in (tail, 1 - tail))
    return Final(known + mean, known + np.floor(low).astype(np.int64), known + np.ceil(high).astype(np.int64))
