"""Past surges weighted down, as Farrington's method does: tried for *unusual for this district* and not taken.

A window whose Anscombe residual is above 2.58 counts by the inverse of its square, both for the usual number and for
the dispersion. `docs/error-rates.md` has what it gains and costs beside the method that is used.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from geo.analysis.unusual.discovery import adjusted
from geo.analysis.unusual.dispersion import _MANY, _NONE, _PRIOR, _line
from geo.analysis.unusual.estimates import Windows
from geo.analysis.unusual.season import Season, season_of
from geo.analysis.unusual.settings import Settings
from geo.analysis.unusual.tail import tails

__all__ = ["above", "weighted_p"]

_Floats = npt.NDArray[np.float64]
_Mask = npt.NDArray[np.bool_]

_THRESHOLD, _ROUNDS = 2.58, 2


def above(windows: Windows, settings: Settings, margin: float) -> _Mask:
    """The places that are above usual, with past surges weighted down and a margin of the dispersion."""
    n, counts = settings.n_windows, windows.counts
    season = season_of(counts[windows.is_pooled, :-1].sum(axis=0), windows.edges, n)
    p, usual = weighted_p(counts[:, -n - 1 :], season, windows.is_pooled, margin)
    q = adjusted(np.where(counts[:, -1] >= settings.least_events, p, 1.0))
    return (q <= settings.rate) & (counts[:, -1] > usual)


def weighted_p(
    counts: npt.NDArray[np.int64], season: Season, is_pooled: _Mask, margin: float
) -> tuple[_Floats, _Floats]:
    """The chance of a count as high as the last one of each place or higher, and the usual number."""
    past, now, shape = counts[:, :-1].astype(float), counts[:, -1], season.weights
    weights = np.ones_like(past)
    for _ in range(_ROUNDS):
        level, common, _ = _spread(past, shape, weights, is_pooled, margin)
        weights = _weights(past, level[:, None] * shape, common)
    level, _, dispersion = _spread(past, shape, weights, is_pooled, margin)
    usual, sums = level * season.weight, np.rint((weights * past).sum(axis=1)).astype(np.int64)
    times = np.where(sums > 0, usual / np.maximum(sums, 1), season.weight / (weights * shape).sum(axis=1))
    share = times / (1 + times)
    return tails(now, now + sums, share, dispersion + (now + sums) * share * season.error**2)[0], usual


def _weights(past: _Floats, mean: _Floats, dispersion: _Floats) -> _Floats:
    residual = 1.5 * (past ** (2 / 3) * np.maximum(mean, _NONE) ** (-1 / 6) - np.sqrt(mean))
    residual /= np.sqrt(dispersion[:, None] * (1 - 1 / past.shape[1]))
    return np.where(residual > _THRESHOLD, np.maximum(residual, 1.0) ** -2, 1.0)


def _spread(
    past: _Floats, shape: _Floats, weights: _Floats, is_pooled: _Mask, margin: float
) -> tuple[_Floats, _Floats, _Floats]:
    """The level of each place, and its dispersion: the pooled one, and that with its own, as without weights."""
    sizes = (weights * shape).sum(axis=1)
    level = (weights * past).sum(axis=1) / sizes
    squares = (weights * (past - level[:, None] * shape) ** 2).sum(axis=1)
    both, square = (weights * shape**2).sum(axis=1), (weights**2 * shape).sum(axis=1)
    usual = level * (sizes + both * square / sizes**2 - 2 * ((weights * shape) ** 2).sum(axis=1) / sizes)
    mean = level * shape.mean()
    common = max(float(squares[is_pooled].sum() / max(usual[is_pooled].sum(), _NONE)), 1.0) * margin
    pooled = np.full(len(past), common)
    if np.count_nonzero(is_pooled) > 2:
        line = _line(squares[is_pooled], usual[is_pooled], mean[is_pooled]) * margin
        pooled[is_pooled] = np.minimum(common, line)
    own = np.divide(squares, usual, out=pooled.copy(), where=usual > 0)
    worth = (past.shape[1] - 1) * mean / (mean + _MANY)
    return level, pooled, np.maximum(pooled, (pooled * _PRIOR + own * worth) / (_PRIOR + worth))
