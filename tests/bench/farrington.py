"""Farrington's flexible algorithm, for comparison on series of weekly counts; written from its publications.

Noufaily, A. and others 2013, Statistics in Medicine 32, 1206-1222; Farrington, C. P. and others 1996, Journal of the
Royal Statistical Society A 159, 547-563. A week is compared with the weeks of five years before, without the last 26:
quasi-Poisson regression on a trend and on ten parts of the year, of which one is the seven weeks around this time of
the year. Weeks whose Anscombe residual is above 2.58 get less weight, by its square, and the regression is repeated.
The trend is left out where it leads beyond all counts seen. The bound is the quantile of a negative binomial with the
mean and the dispersion that are found, or that of a normal distribution of counts to the power of 2/3; five cases in
four weeks are needed.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["WEEKS", "farrington"]

_Floats = npt.NDArray[np.float64]

_YEARS, _AROUND, _PARTS, _LEFT_OUT, _YEAR = 5, 3, 10, 26, 52
WEEKS = _YEARS * _YEAR + _AROUND + 1
_THRESHOLD = 2.58
_STEPS, _RIDGE, _LEAST = 30, 1e-7, 1e-8
_CLOSE = 1e-6


def farrington(counts: npt.NDArray[np.int64]) -> tuple[_Floats, _Floats]:
    """The chance of a count at least as high as the last one of each series, by both bounds (shape series each).

    It is 1 where the last four weeks have fewer than five cases. An alarm at a level is a chance up to it.

    Parameters
    ----------
    counts
        By series and week; at least `WEEKS` weeks.

    Returns
    -------
    tuple of arrays
        By the negative binomial, and by the power of 2/3.
    """
    lags = np.arange(_LEFT_OUT + 1, WEEKS)
    y = counts[:, -1 - lags].astype(float)
    part = _part_of(lags)
    design = np.column_stack([part == n for n in range(_PARTS)] + [-lags / _YEAR]).astype(float)
    now = np.append(_part_of(np.zeros(1, int)) == np.arange(_PARTS), 0.0)
    mean, dispersion = _fitted(y, design, now)
    is_beyond = mean > y.max(axis=1)
    if is_beyond.any():
        mean[is_beyond], dispersion[is_beyond] = _fitted(y[is_beyond], design[:, :-1], now[:-1])
    is_enough = counts[:, -4:].sum(axis=1) >= 5
    chances = (bound(counts[:, -1], mean, dispersion) for bound in (_negative_binomial, _two_thirds))
    by_quantile, by_power = (np.where(is_enough, chance, 1.0) for chance in chances)
    return by_quantile, by_power


def _part_of(lags: npt.NDArray[np.int_]) -> npt.NDArray[np.int_]:
    """The part of the year: 0 for the weeks around this time, and nine of five weeks each."""
    since = (-lags + _AROUND) % _YEAR
    return np.where(since <= 2 * _AROUND, 0, 1 + (since - 2 * _AROUND - 1) * (_PARTS - 1) // (_YEAR - 2 * _AROUND - 1))


def _fitted(y: _Floats, design: _Floats, now: _Floats) -> tuple[_Floats, _Floats]:
    """The mean of the last week and the dispersion, with less weight for past outbreaks."""
    ones = np.ones_like(y)
    mu, _, hat = _regression(y, design, ones)
    dispersion = _dispersion(y, mu, ones, design.shape[1])
    residual = 1.5 * (y ** (2 / 3) * mu ** (-1 / 6) - np.sqrt(mu))
    residual /= np.sqrt(dispersion[:, None] * np.maximum(1 - hat, _LEAST))
    weights = np.where(residual > _THRESHOLD, np.maximum(residual, 1.0) ** -2, 1.0)
    weights *= weights.shape[1] / weights.sum(axis=1, keepdims=True)
    mu, slope, _ = _regression(y, design, weights)
    return np.exp(np.clip(slope @ now, -18, 30)), _dispersion(y, mu, weights, design.shape[1])


def _regression(y: _Floats, design: _Floats, weights: _Floats) -> tuple[_Floats, _Floats, _Floats]:
    """Fitted means, coefficients and leverages of Poisson regressions with a logarithmic link, one for each series."""
    n_columns = design.shape[1]
    products = (design[:, :, None] * design[:, None, :]).reshape(len(design), -1)
    mu, eta = y + 0.1, np.log(y + 0.1)
    for _ in range(_STEPS):
        working = weights * mu
        information = (working @ products).reshape(-1, n_columns, n_columns) + _RIDGE * np.eye(n_columns)
        target = (working * (eta + (y - mu) / mu)) @ design
        slope = np.linalg.solve(information, target[..., None])[..., 0]
        before, eta = eta, np.clip(slope @ design.T, -18, 30)
        mu = np.maximum(np.exp(eta), _LEAST)
        if np.abs(np.where(eta > -8, eta - before, 0)).max() < _CLOSE:
            break
    working = weights * mu
    information = (working @ products).reshape(-1, n_columns, n_columns) + _RIDGE * np.eye(n_columns)
    hat = working * (np.linalg.inv(information).reshape(len(y), -1) @ products.T)
    return mu, slope, hat


def _dispersion(y: _Floats, mu: _Floats, weights: _Floats, n_columns: int) -> _Floats:
    return np.maximum((weights * (y - mu) ** 2 / mu).sum(axis=1) / (y.shape[1] - n_columns), 1.0)


def _negative_binomial(counts: npt.NDArray[np.int64], mean: _Floats, dispersion: _Floats) -> _Floats:
    from scipy.stats import nbinom, poisson

    size = mean / np.maximum(dispersion - 1, 1e-9)
    wide = nbinom.sf(counts - 1, size, 1 / np.maximum(dispersion, 1 + 1e-9))
    return np.where(dispersion > 1 + 1e-6, wide, poisson.sf(counts - 1, mean))


def _two_thirds(counts: npt.NDArray[np.int64], mean: _Floats, dispersion: _Floats) -> _Floats:
    from scipy.stats import norm

    deviation = np.sqrt(4 / 9 * np.cbrt(mean) * dispersion)
    return np.asarray(norm.sf((counts ** (2 / 3) - mean ** (2 / 3)) / deviation))
