"""Made-up worlds of counts by district and window, in which nothing changes but by chance, season, trend and delay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from geo.analysis.unusual.estimates import Windows

Counts = npt.NDArray[np.int64]

RATES = np.array((
    0.18, 0.02, 0.01, 0.04, 0.13, 0.07, 0.01, 0.01, 0.04, 0.10, 0.44, 0.04, 0.02, 0.04, 0.01, 0.05, 0.04, 0.07, 0.15,
    0.01, 0.03, 0.03, 0.08, 0.01, 0.57, 0.01, 0.07, 0.01, 0.03, 0.01, 0.01, 0.25, 0.18, 0.01, 0.04, 0.13, 0.01, 0.31,
    0.07, 0.02, 0.02, 0.69, 0.04, 0.01, 0.18, 0.08, 0.09, 0.01, 0.01, 0.07, 0.15, 1.84, 0.03, 0.10, 0.60, 0.01, 0.59,
    0.09, 0.10, 0.14, 0.04,
))  # fmt: skip
"""Incidents a district and 28 days, 2015 to 2021 (counted in UCDP GED; at least 0.01); 30 in Balochistan, 31 in KP."""

PROVINCES = np.repeat((0, 1), (30, 31))
N = len(RATES)


@dataclass(frozen=True)
class World:
    """What a world is like.

    Attributes
    ----------
    times
        By what `RATES` are multiplied.
    dispersion
        Variance over mean: of each district (``shape`` "nb1"), or of all events ("nb2": rising with the mean).
    season, trend
        Amplitude of the logarithm over the year (a random phase), and growth of the logarithm a year.
    known
        The part of the incidents of the last window that is known when it is looked at.
    n_windows, width_days
        How many windows there are, and how long each is.
    """

    times: float = 1.0
    dispersion: float = 1.0
    shape: str = "nb1"
    season: float = 0.0
    trend: float = 0.0
    known: float = 1.0
    n_windows: int = 14
    width_days: int = 28

    @property
    def rates(self) -> npt.NDArray[np.float64]:
        """Incidents a district and window."""
        return RATES * self.times * self.width_days / 28

    def means(self, rng: np.random.Generator) -> npt.NDArray[np.float64]:
        """The mean of each district and window in one world; the rate is that of the mean over the last year."""
        years = np.arange(1 - self.n_windows, 1) * (self.width_days / 365.25)
        change = np.exp(self.season * np.cos(2 * np.pi * (years + rng.uniform())) + self.trend * years)
        return self.rates[:, None] * change / change[-self.last_year :].mean()

    @property
    def last_year(self) -> int:
        """How many windows are about a year."""
        return max(round(365.25 / self.width_days), 1)

    def drawn(self, rng: np.random.Generator, means: npt.NDArray[np.float64]) -> Counts:
        """Counts with these means, for the dispersion of the world."""
        if self.dispersion <= 1:
            return rng.poisson(means)
        rates = self.rates
        rising = (self.dispersion - 1) * rates.sum() / (rates**2).sum()
        sizes = means / (self.dispersion - 1) if self.shape == "nb1" else np.full_like(means, 1 / rising)
        return rng.poisson(rng.gamma(sizes, means / sizes))

    def counts(self, rng: np.random.Generator, factor: float = 1.0, district: int = -1) -> Counts:
        """Counts by district and window of one world; in one district the last mean is multiplied by a factor."""
        means = self.means(rng)
        means[:, -1] *= self.known
        if district >= 0:
            means[district, -1] *= factor
        return self.drawn(rng, means)

    @property
    def words(self) -> str:
        """The world in a few words."""
        parts = [f"×{self.times:g}", f"dispersion {self.dispersion:g}"]
        parts += [{"nb1": "same everywhere", "nb2": "rising with the mean"}[self.shape]] * (self.dispersion > 1)
        parts += ["season and trend"] * bool(self.season or self.trend)
        parts += [f"{self.known:.0%} known"] * (self.known < 1)
        return ", ".join([*parts, f"{self.n_windows - 1} windows before"])


def with_provinces(counts: Counts) -> Counts:
    """The counts with those of the two provinces below (shape districts + 2, windows)."""
    return np.vstack([counts, *(counts[n == PROVINCES].sum(axis=0, keepdims=True) for n in (0, 1))])


def windows_of(counts: Counts, width_days: int = 28) -> Windows:
    """The windows of one world as a look takes them: all districts and both provinces are looked at."""
    edges = np.arange(counts.shape[1] + 1, dtype=np.int32) * width_days
    is_pooled = np.arange(N + 2) < N
    return Windows(with_provinces(counts), edges, is_pooled, np.ones(N + 2, np.bool_))


def quiet_worlds(world: World, n: int, seed: int) -> Iterator[Counts]:
    """Counts of n worlds."""
    rng = np.random.default_rng(seed)
    return (world.counts(rng) for _ in range(n))


SHAPES = (("nb1", 1.0), ("nb1", 2.2), ("nb1", 3.7), ("nb2", 2.2), ("nb2", 3.7))

SETTINGS = tuple(
    replace(World(times, dispersion, shape), **more)
    for more in (
        {},
        {"season": 0.25, "trend": 0.1},
        {"season": 0.25, "trend": 0.1, "n_windows": 53},
        {"season": 0.25, "trend": 0.1, "n_windows": 53, "known": 0.75},
    )
    for times in (1.0, 6.0)
    for shape, dispersion in SHAPES
)
"""The settings in which the error rate is published."""
