"""The Mann-Kendall test for a trend, of many series at once.

Reference: Mann, H. B. (1945), Nonparametric tests against trend, Econometrica 13, 245-259; Kendall, M. G. (1975), Rank
correlation methods. With the correction of the variance for ties and for continuity.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from geo.analysis.hotspots.local_statistics import two_sided
from geo.analysis.hotspots.result import Tick, nothing_done

__all__ = ["Trends", "mann_kendall"]

_Floats = npt.NDArray[np.float64]


class Trends(NamedTuple):
    """Of each series Kendall's S, its z and the two-sided p (shape n each)."""

    s: _Floats
    z: _Floats
    p: _Floats


def mann_kendall(series: _Floats, tick: Tick = nothing_done) -> Trends:
    """The trend of each row of an array (series × steps); a constant series has z 0 and p 1."""
    steps = series.shape[1]
    s = np.zeros(len(series))
    for lag in range(1, steps):
        s += np.sign(series[:, lag:] - series[:, :-lag]).sum(axis=1)
        tick(lag / steps)
    variance = (steps * (steps - 1) * (2 * steps + 5) - _ties(series)) / 18
    z = np.divide(s - np.sign(s), np.sqrt(variance), out=np.zeros(len(s)), where=variance > 0)
    return Trends(s, z, two_sided(z))


def _ties(series: _Floats) -> _Floats:
    """The sum of t (t − 1) (2 t + 5) over the groups of t equal values of each series."""
    n, steps = series.shape
    ordered = np.sort(series, axis=1)
    begins = np.concatenate((np.ones((n, 1), np.bool_), ordered[:, 1:] != ordered[:, :-1]), axis=1)
    starts = np.flatnonzero(begins)
    sizes = np.diff(np.concatenate((starts, [n * steps]))).astype(np.float64)
    return np.bincount(starts // steps, sizes * (sizes - 1) * (2 * sizes + 5), minlength=n).astype(np.float64)
