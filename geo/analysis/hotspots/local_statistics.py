"""Gi* and local Moran's I of arrays: values, normal approximation, conditional permutations.

Gi* (Ord, J. K. and Getis, A. 1995, Local spatial autocorrelation statistics, Geographical Analysis 27, 286-306),
binary weights, the place itself included. Dividing the weights of a row by their sum does not change its z.

Local Moran (Anselin, L. 1995, Local indicators of spatial association, Geographical Analysis 27, 93-115), weights
divided by the number of neighbours, the place itself excluded. Its z is that of conditional randomisation: the place
keeps its value, the others are exchanged (Sokal, R. R., Oden, N. L. and Thomson, B. A. 1998, Geographical Analysis 30,
331-354).

Conditional permutations give both the same p-values: with the value of a place fixed, each statistic rises or falls
with the sum over its neighbours.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.analysis.hotspots.result import Tick, nothing_done
from geo.analysis.hotspots.weights import Pairs

__all__ = [
    "LOW_P",
    "MORE_PERMUTATIONS",
    "Draws",
    "LocalMoran",
    "gi_star",
    "gi_star_of_cube",
    "least_p",
    "local_moran",
    "permuted_p",
    "sums_of_cube",
    "two_sided",
]

MORE_PERMUTATIONS = 99_999
"""Draws for the places whose p-value is low after the first ones: with 999 no correction for 61 places can be met."""

LOW_P = 0.02
"""Up to this p a place is drawn again."""

_ROUNDING = 1e-12
_DECKS = 4_000_000
"""Numbers that are shuffled at a time: a bound of memory."""

_Floats = npt.NDArray[np.float64]
_Ints = npt.NDArray[np.int64]


def gi_star(values: _Floats, weights: Any) -> _Floats:
    """The z of Gi* for each place, and each time on its own (shape places, or places × times).

    Parameters
    ----------
    values
        Counts by place, or by place and time.
    weights
        Binary weights with the place itself: a sparse matrix (places × places).

    Returns
    -------
    array
        NaN where it is not defined: all values equal, or everything a neighbour.
    """
    n = weights.shape[0]
    reach = np.asarray(weights.sum(axis=1)).reshape((n,) + (1,) * (values.ndim - 1))
    mean = values.mean(axis=0)
    centred = values - mean
    deviation = np.sqrt((centred * centred).mean(axis=0))
    found = np.asarray(weights @ centred)
    found /= _spread(reach, n)
    found /= np.where(deviation <= _ROUNDING * np.abs(mean), np.nan, deviation)
    return found


def _spread(reach: _Floats, n: int) -> _Floats:
    """The standard deviation of the sum over as many of n values as a place reaches, for values of deviation 1."""
    spread = np.sqrt(np.maximum(reach * n - reach * reach, 0.0) / max(n - 1, 1))
    return np.where(spread > 0, spread, np.nan)


def gi_star_of_cube(counts: _Floats, pairs: Pairs) -> _Floats:
    """The z of Gi* of each bin of a cube (shape places × steps), against the mean and the deviation of all bins.

    The neighbourhood of a bin is that of `sums_of_cube`. NaN where it is not defined, as of `gi_star`.
    """
    mean = counts.mean()
    centred = counts - mean
    deviation = float(np.sqrt((centred * centred).mean()))
    found = sums_of_cube(centred, pairs)
    found /= _spread(sums_of_cube(np.ones_like(counts), pairs), counts.size)
    found /= deviation if deviation > _ROUNDING * abs(mean) else np.nan
    return found


def sums_of_cube(values: _Floats, pairs: Pairs) -> _Floats:
    """The sum over the neighbourhood of each bin (shape places × steps): place and neighbours, now and one step before.

    The first step has no previous one.
    """
    found = np.asarray(pairs.binary_with_self @ values)
    found[:, 1:] += found[:, :-1].copy()
    return found


def two_sided(z: _Floats) -> _Floats:
    """The two-sided p of each z by the normal distribution; NaN where z is."""
    from scipy.special import ndtr

    p = np.abs(z)
    np.negative(p, out=p)
    ndtr(p, out=p)
    p *= 2
    return p


@dataclass(frozen=True, eq=False)
class LocalMoran:
    """Local Moran of each place: I, its z under conditional randomisation, and the mean deviation of the neighbours."""

    i: _Floats
    z: _Floats
    deviation: _Floats
    lag: _Floats


def local_moran(values: _Floats, pairs: Pairs) -> LocalMoran:
    """Local Moran's I of each place (shape n): (n − 1) z_i (mean z of the neighbours) / Σz².

    NaN where it is not defined: all values equal, no neighbours, or all others neighbours.
    """
    n, degrees = pairs.n, pairs.degrees.astype(np.float64)
    z = values - values.mean()
    squares = float(z @ z)
    with np.errstate(divide="ignore", invalid="ignore"):
        lag = np.where(degrees > 0, (pairs.binary @ z) / degrees, np.nan)
        others = -z / (n - 1)
        variance = np.maximum((squares - z * z) / (n - 1) - others**2, 0.0)
        expected_error = np.sqrt(variance / degrees * (n - 1 - degrees) / (n - 2))
        is_defined = (squares > 1e-12) & (expected_error > 0)
        return LocalMoran(
            np.where(squares > 1e-12, (n - 1) * z * lag / squares, np.nan),
            np.where(is_defined, np.sign(z) * (lag - others) / expected_error, np.nan),
            z,
            lag,
        )


# conditional permutations


@dataclass(frozen=True, slots=True)
class Draws:
    """How many conditional permutations, the seed, and whether places with a low p get `MORE_PERMUTATIONS`."""

    permutations: int
    seed: int
    more: bool = True


def permuted_p(values: _Floats, pairs: Pairs, draws: Draws, tick: Tick = nothing_done) -> _Floats:
    """The two-sided p of each place by conditional permutations (shape n); NaN for a place without neighbours.

    Twice the smaller of the two shares of draws whose sum over the neighbours is at least, or at most, the observed
    one; the observed one counts as a draw. Places of equal value and equal number of neighbours have the same
    distribution, which is drawn once.

    Parameters
    ----------
    values
        Counts by place.
    """
    rng = np.random.default_rng(draws.seed)
    everywhere = np.flatnonzero(pairs.degrees > 0)
    p = np.full(pairs.n, np.nan)
    if len(everywhere):
        picked = _picked(pairs, everywhere, draws.permutations, rng)
        p[everywhere] = _shares(values, pairs, everywhere, picked, tick)
    low = everywhere[p[everywhere] <= LOW_P]
    if draws.more and len(low) and draws.permutations < MORE_PERMUTATIONS:
        p[low] = _shares(values, pairs, low, _picked(pairs, low, MORE_PERMUTATIONS, rng), tick)
    return p


def least_p(permutations: int) -> float:
    """The smallest p that `permuted_p` can give: places with a low one are drawn again, if there are draws enough."""
    least = 2 / (permutations + 1)
    return 2 / (max(permutations, MORE_PERMUTATIONS) + 1) if least <= LOW_P else least


def _picked(pairs: Pairs, at: _Ints, draws: int, rng: np.random.Generator) -> npt.NDArray[np.int32]:
    """Draws of as many other places as any of some places has neighbours (neighbours × draws).

    A place with fewer neighbours takes the first ones.
    """
    return np.ascontiguousarray(draw_others(pairs.n - 1, int(pairs.degrees[at].max()), draws, rng).T)


def _shares(values: _Floats, pairs: Pairs, at: _Ints, picked: npt.NDArray[np.int32], tick: Tick) -> _Floats:
    degrees, draws = pairs.degrees, picked.shape[1]
    observed = (pairs.binary @ values)[at]
    groups = np.stack((degrees[at].astype(np.float64), values[at]), axis=1)
    _, first, owner = np.unique(groups, axis=0, return_index=True, return_inverse=True)
    order = np.argsort(owner, kind="stable")
    ends = np.searchsorted(owner[order], np.arange(len(first) + 1))
    error = _ROUNDING * max(float(np.abs(values).sum()), 1.0)  # sums of parts in another order differ so much
    p = np.empty(len(at))
    for g, one in enumerate(at[first].tolist()):
        members = order[ends[g] : ends[g + 1]]
        sums = np.concatenate((values[:one], values[one + 1 :]))[picked[: degrees[one]]].sum(axis=0)
        sums.sort()
        below = np.searchsorted(sums, observed[members] + error, "right")
        above = draws - np.searchsorted(sums, observed[members] - error, "left")
        p[members] = np.minimum(2 * (np.minimum(below, above) + 1) / (draws + 1), 1.0)
        tick((g + 1) / len(first))
    return p


def draw_others(n: int, k: int, draws: int, rng: np.random.Generator) -> npt.NDArray[np.int32]:
    """Draws of k different numbers below n, in random order, shape (draws, k)."""
    if n <= 512 or k * k > n:
        return _shuffled(n, k, draws, rng)
    picked = rng.integers(0, n, (draws, k), np.int32)
    unsettled = np.arange(draws)
    while len(unsettled):
        ordered = np.sort(picked[unsettled], axis=1)
        unsettled = unsettled[(ordered[:, 1:] == ordered[:, :-1]).any(axis=1)]
        picked[unsettled] = rng.integers(0, n, (len(unsettled), k), np.int32)
    return picked


def _shuffled(n: int, k: int, draws: int, rng: np.random.Generator) -> npt.NDArray[np.int32]:
    """The first k steps of Fisher and Yates' shuffle in many draws together."""
    block = max(_DECKS // n, 1)
    picked = np.empty((draws, k), np.int32)
    for begin in range(0, draws, block):
        deck = np.tile(np.arange(n, dtype=np.int32), (min(block, draws - begin), 1))
        rows = np.arange(len(deck))
        for j in range(k):
            other = rng.integers(j, n, len(deck))
            chosen = deck[rows, other].copy()
            deck[rows, other] = deck[:, j]
            deck[:, j] = chosen
        picked[begin : begin + block] = deck[:, :k]
    return picked
