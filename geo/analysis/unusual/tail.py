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
_SPREADS, _DECAYS = 8.0, 20.0
"""Terms beyond so many standard deviations and, as the tail falls by ``1/dispersion`` a step, so many dispersions are
left out: 2e-9 of the tail."""


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
    if not len(now):
        return np.zeros(0), np.zeros(0)
    share = np.broadcast_to(np.asarray(share, np.float64), now.shape)
    mean = total * share
    is_high = now >= mean
    reach = np.ceil(_SPREADS * np.sqrt(mean * dispersion) + _DECAYS * dispersion).astype(np.int64)
    begin = np.where(is_high, now, np.maximum(now - reach, 0))
    end = np.where(is_high, np.minimum(now + reach, total), now)
    lengths = end - begin + 1
    first = np.cumsum(lengths) - lengths
    owner = np.repeat(np.arange(len(now)), lengths)
    k = np.arange(lengths.sum()) - first[owner] + begin[owner]
    chances = np.exp(_log_chances(k, owner, total, share, dispersion))
    near = np.minimum(np.add.reduceat(chances, first), 1.0)
    far = np.clip(1.0 - near + chances[now - begin + first], 0.0, 1.0)
    return np.where(is_high, near, far), np.where(is_high, far, near)


def _log_chances(
    k: npt.NDArray[np.int64], owner: npt.NDArray[np.intp], total: npt.NDArray[np.int64], share: _Floats,
    dispersion: _Floats,
) -> _Floats:  # fmt: skip
    """The logarithm of the probability of each count ``k`` of a place: beta-binomial; binomial at a dispersion of 1.

    What is the same for all counts of a place is computed once a place; factorials come from a table.
    """
    from scipy.special import gammaln, xlog1py, xlogy

    factorials = gammaln(np.arange(int(total.max()) + 2, dtype=np.float64) + 1)
    rest = total[owner] - k
    ways = factorials[total][owner] - factorials[k] - factorials[rest]
    is_wide = (dispersion - 1 > _POISSON) & (total > 0)
    size = np.where(is_wide, total / np.where(is_wide, dispersion - 1, 1.0), 1.0)
    a, b = size * share, size * (1 - share)
    fixed = gammaln(size) - gammaln(a) - gammaln(b) - gammaln(size + total)
    wide = fixed[owner] + gammaln(k + a[owner]) + gammaln(rest + b[owner])
    if is_wide.all():
        return np.asarray(ways + wide)
    narrow = xlogy(k, share[owner]) + xlog1py(rest, -share[owner])
    return np.asarray(ways + np.where(is_wide[owner], wide, narrow))
