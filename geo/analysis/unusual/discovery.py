"""False discovery rate.

Reference: Benjamini, Y. and Hochberg, Y. (1995), Controlling the false discovery rate, Journal of the Royal
Statistical Society B 57, 289-300.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["adjusted", "rejected"]


def adjusted(p: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """The p-values adjusted by Benjamini and Hochberg, along the last axis (same shape).

    Those that are at most a rate are the ones that the procedure rejects at this rate. Where no hypothesis is false,
    the chance that any is rejected is at most the rate, for independent tests and many dependent ones.
    """
    values = np.asarray(p, np.float64)
    m = values.shape[-1]
    order = np.argsort(values, axis=-1)
    ranked = np.take_along_axis(values, order, -1) * (m / np.arange(1, m + 1)) if m else values
    least = np.minimum(np.minimum.accumulate(ranked[..., ::-1], axis=-1)[..., ::-1], 1.0)
    found = np.empty_like(values)
    np.put_along_axis(found, order, least, -1)
    return found


def rejected(p: npt.NDArray[np.float64], rate: float) -> npt.NDArray[np.bool_]:
    """Which hypotheses are rejected at a rate (same shape): those whose `adjusted` p of all is at most the rate.

    Only the p-values up to the rate are sorted, which are few of many.
    """
    low = np.sort(p[p <= rate])
    is_met = np.flatnonzero(low * (p.size / np.arange(1, len(low) + 1)) <= rate)
    return p <= low[is_met[-1]] if len(is_met) else np.zeros(p.shape, np.bool_)
