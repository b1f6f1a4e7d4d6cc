"""How much more counts vary than Poisson ones: variance over mean, pooled over districts.

A dozen counts of one district tell little about its dispersion, those of all districts much more. Two things are
pooled: one dispersion for all, and a line by which it rises with the mean, as that of a negative binomial of a common
shape does. A district takes the lower of the two, the line with an allowance of `_ALLOWANCE` of its standard errors
(jackknife over districts): where one district is at war the common dispersion is high, and quiet districts with few
incidents would never be found to be unusual by it. Both are multiplied by a margin, because one that is too low raises
false alarms; the fewer windows it rests on, the larger the margin (`docs/error-rates.md` has what that gives).

Where the history of a place shows more dispersion, its own is given weight, upwards only: a low estimate from few
counts is as often chance as truth, and would raise alarms. A place that contains others (a province) is not pooled over
and takes the common dispersion.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

__all__ = ["Dispersion", "dispersions"]

_Floats = npt.NDArray[np.float64]

_MARGIN = 1.3
_MORE, _ENOUGH = 0.04, 13
"""What is added to the margin for each window that is missing to so many."""
_ALLOWANCE = 3.0
_PRIOR = 25.0
"""The weight of what is pooled, in windows of a place that has many events."""
_MANY = 4.0
"""With so many events a window, an own dispersion of a place is worth half of one without the noise of counting."""
_NONE = 1e-9


class Dispersion(NamedTuple):
    """Variance over mean of counts of a window: by place (at least 1), and the one common to all districts."""

    by_place: _Floats
    common: float


def dispersions(past: npt.NDArray[np.int64], weights: _Floats, is_pooled: npt.NDArray[np.bool_]) -> Dispersion:
    """The dispersion of each place.

    Parameters
    ----------
    past
        Counts by place and earlier window.
    weights
        What each window is expected to hold, up to a factor (shape windows).
    is_pooled
        The places over which it is pooled: those that do not contain others.
    """
    shares = weights / weights.sum()
    totals = past.sum(axis=1)
    squares = ((past - totals[:, None] * shares) ** 2).sum(axis=1)
    usual = totals * (1 - (shares**2).sum())  # what the squares add up to if the variance is the mean
    mean = totals / len(weights)
    margin = _MARGIN + _MORE * max(_ENOUGH - len(weights), 0)
    common = max(float(squares[is_pooled].sum() / max(usual[is_pooled].sum(), _NONE)), 1.0) * margin
    pooled = np.full(len(past), common)
    if np.count_nonzero(is_pooled) > 2:
        line = _line(squares[is_pooled], usual[is_pooled], mean[is_pooled]) * margin
        pooled[is_pooled] = np.minimum(common, line)
    own = np.divide(squares, usual, out=pooled.copy(), where=usual > 0)
    worth = (len(weights) - 1) * mean / (mean + _MANY)
    return Dispersion(np.maximum(pooled, (pooled * _PRIOR + own * worth) / (_PRIOR + worth)), common)


def _line(squares: _Floats, usual: _Floats, mean: _Floats) -> _Floats:
    """The dispersion by mean of each place, with the allowance for the error of its value at a mean of 0."""
    few, many = 1 / (1 + mean), mean / (1 + mean)
    columns = (
        few * usual,
        few * usual * mean,
        many * usual * mean,
        few * squares,
        many * squares,
        squares,
        usual,
        mean * usual,
    )
    parts = np.stack(columns)
    at_none, slope = _solved(parts.sum(axis=1))
    without, _ = _solved(parts.sum(axis=1)[:, None] - parts)
    n = len(mean)
    error = np.sqrt((n - 1) / n * ((without - without.mean()) ** 2).sum())
    return np.asarray(np.maximum(at_none + _ALLOWANCE * error + slope * mean, 1.0))


def _solved(parts: _Floats) -> tuple[_Floats, _Floats]:
    """The dispersion at a mean of 0, at least 1, and its slope, at least 0, by two moment equations."""
    a, b, c, p, q, squares, usual, by_mean = parts
    determinant = a * c - b * b
    is_solved = np.abs(determinant) > _NONE
    divisor = np.where(is_solved, determinant, 1.0)
    at_none, slope = (p * c - b * q) / divisor, (a * q - b * p) / divisor
    common = squares / np.maximum(usual, _NONE)
    is_flat = ~is_solved | (slope < 0)
    at_none, slope = np.where(is_flat, common, at_none), np.where(is_flat, 0.0, slope)
    through_one = np.maximum((squares - usual) / np.maximum(by_mean, _NONE), 0.0)
    is_low = at_none < 1
    return np.maximum(at_none, 1.0), np.where(is_low, through_one, slope)
