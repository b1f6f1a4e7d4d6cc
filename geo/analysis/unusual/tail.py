"""How probable a count is, given earlier ones: the negative binomial with the error of its mean.

Counts of a place vary more than Poisson. With a mean of m and a dispersion of d their variance is d·m, and they are
negative binomial. What is known of the mean is the earlier counts. Given the sum N of the window and the earlier ones,
the count of the window is beta-binomial, whatever the mean is: that is the negative binomial conditional on N. The mean
that is not known cancels, and its error is so in the tail. With a dispersion of 1 it is the binomial test of
`geo.analysis.unusual.rates`.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["tails"]

_Floats = npt.NDArray[np.float64]

_POISSON = 1e-4
_SPREADS = 15.0
"""Terms further than this from the mean and the count, in standard deviations, are too small to matter."""


def tails(
    now: npt.NDArray[np.int64], total: npt.NDArray[np.int64], share: float | _Floats, dispersion: _Floats
) -> tuple[_Floats, _Floats]:
    """The probability of a count at least as high, and of one at least as low, given the sum (shape n each).

    Parameters
    ----------
    now
        The counts.
    total
        The sums of the count and the earlier ones.
    share
        The part of the sum that the window is expected to hold.
    dispersion
        Variance over mean.
    """
    share = np.broadcast_to(np.asarray(share, np.float64), now.shape)
    if not len(now):
        return np.zeros(0), np.zeros(0)
    begin, end = _reach(now, total, share, dispersion)
    lengths = (end - begin + 1).astype(np.intp)
    first = np.concatenate(([0], np.cumsum(lengths)[:-1])).astype(np.intp)
    owner = np.repeat(np.arange(len(now)), lengths)
    k = np.arange(lengths.sum()) - first[owner] + begin[owner]
    chances = np.exp(_log_chances(k, total[owner], share[owner], dispersion[owner]))
    upper = np.add.reduceat(np.where(k >= now[owner], chances, 0.0), first)
    lower = np.add.reduceat(np.where(k <= now[owner], chances, 0.0), first)
    return np.minimum(upper, 1.0), np.minimum(lower, 1.0)


def _reach(
    now: npt.NDArray[np.int64], total: npt.NDArray[np.int64], share: _Floats, dispersion: _Floats
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The least and the greatest count whose probability matters."""
    mean = total * share
    spread = _SPREADS * np.sqrt(mean * dispersion) + 20 * dispersion
    begin = np.floor(np.minimum(now, mean) - spread).astype(np.int64)
    end = np.ceil(np.maximum(now, mean) + spread).astype(np.int64)
    return np.maximum(begin, 0), np.minimum(end, total)


def _log_chances(
    k: npt.NDArray[np.int64], total: npt.NDArray[np.int64], share: _Floats, dispersion: _Floats
) -> _Floats:
    """The logarithm of the probability of each count: beta-binomial, or binomial where the dispersion is 1."""
    from scipy.special import betaln, gammaln, xlog1py, xlogy

    ways = gammaln(total + 1) - gammaln(k + 1) - gammaln(total - k + 1)
    extra = dispersion - 1
    is_wide = (extra > _POISSON) & (total > 0)
    size = np.where(is_wide, total / np.where(is_wide, extra, 1.0), 1.0)
    a, b = size * share, size * (1 - share)
    wide = betaln(k + a, total - k + b) - betaln(a, b)
    return np.asarray(ways + np.where(is_wide, wide, xlogy(k, share) + xlog1py(total - k, -share)))
