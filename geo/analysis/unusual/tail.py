"""How probable a count is, given earlier ones: the negative binomial with the error of its mean, and its dispersion.

Counts of a place vary more than Poisson. With a mean of m and a dispersion of d their variance is d·m, and they are
negative binomial. What is known of the mean is the earlier counts. Given the sum N of the window and the earlier ones,
the count of the window is beta-binomial, whatever the mean is: that is the negative binomial conditional on N. The mean
that is not known cancels, and its error is so in the tail. With a dispersion of 1 it is the binomial test of
`geo.analysis.unusual.rates`.

The dispersion is pooled over all districts, because 13 counts of one tell little about it. Where the history of a place
shows more, its own is given weight, upwards only: a low estimate of few counts is as often chance as truth, and would
raise alarms.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["MARGIN", "dispersions", "tails"]

_Floats = npt.NDArray[np.float64]

MARGIN = 1.15
"""By which the pooled dispersion is multiplied: it is estimated, and one that is too low raises false alarms."""

_PRIOR = 25.0
"""The weight of the pooled dispersion, in windows of a place that has many events."""
_MANY = 4.0
"""With so many events a window, an own dispersion of a place is worth half of one without the noise of counting."""
_POISSON = 1e-4
_SPREADS = 15.0
"""Terms further than this from the mean and the count, in standard deviations, are too small to matter."""


def dispersions(past: npt.NDArray[np.int64], weights: _Floats, is_pooled: npt.NDArray[np.bool_]) -> _Floats:
    """The dispersion of each place (variance over mean, shape places), at least 1.

    Parameters
    ----------
    past
        Counts by place and earlier window.
    weights
        What each window is expected to hold, up to a factor (shape windows).
    is_pooled
        The places over which the dispersion is pooled: those that do not contain others.
    """
    shares = weights / weights.sum()
    totals = past.sum(axis=1)
    squares = ((past - totals[:, None] * shares) ** 2).sum(axis=1)
    usual = totals * (1 - (shares**2).sum())  # what the squares add up to if the variance is the mean
    pooled = max(squares[is_pooled].sum() / max(usual[is_pooled].sum(), 1e-9), 1.0) * MARGIN
    own = np.divide(squares, usual, out=np.full(len(past), pooled), where=usual > 0)
    mean = totals / len(weights)
    worth = (len(weights) - 1) * mean / (mean + _MANY)
    return np.asarray(np.maximum(pooled, (pooled * _PRIOR + own * worth) / (_PRIOR + worth)))


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
