"""How probable it is that a doubling would be found.

The count that would be found is taken from the predictive negative binomial, whose mean is that of the past and whose
variance is larger by the error of that mean. It approximates the beta-binomial tail that decides, because a look has to
be fast, and errs by a count or two where usual numbers are small.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["chance_of", "least_found"]

_Floats = npt.NDArray[np.float64]
_Ints = npt.NDArray[np.int64]


def least_found(past: _Ints, share: float, dispersion: _Floats, level: float, least: int) -> _Ints:
    """The least count of a window that is improbable given the past (shape n): its upper tail is at most a level.

    Parameters
    ----------
    past
        The sums of the earlier counts.
    share
        The part of the sum of all that the window is expected to hold.
    dispersion
        Variance over mean.
    level
        The bound of the upper tail.
    least
        No smaller count is found.
    """
    mean = past * (share / (1 - share))
    spread = dispersion / (1 - share)  # of the predictive distribution: the error of the mean adds its part
    expected = np.asarray(mean + share, np.float64)
    low = np.maximum(np.floor(mean).astype(np.int64), least - 1)
    step = np.ceil(4 * np.sqrt((mean + 1) * spread) + 4 * spread).astype(np.int64)
    high = low + step
    while (is_short := chance_of(high, expected, spread) > level).any():
        low, step = np.where(is_short, high, low), step * 2
        high = np.where(is_short, high + step, high)
    while (high - low > 1).any():
        middle = (low + high) // 2
        is_found = chance_of(middle, expected, spread) <= level
        low, high = np.where(is_found, low, middle), np.where(is_found, middle, high)
    return np.asarray(np.maximum(high, least))


def chance_of(count: _Ints, mean: _Floats, dispersion: _Floats) -> _Floats:
    """The probability of a count or more (shape n) of a negative binomial with a mean and a variance over mean."""
    from scipy.special import betainc, gammainc

    extra = np.maximum(dispersion - 1, 1e-9)
    size = np.maximum(mean / extra, 1e-9)
    wide = betainc(np.maximum(count, 1), size, 1 - 1 / dispersion)
    narrow = gammainc(np.maximum(count, 1), mean)
    return np.asarray(np.where(count <= 0, 1.0, np.where(dispersion > 1.0001, wide, narrow)))
