"""The numbers of all places at once, and the verdicts that follow from them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo.analysis.unusual.discovery import adjusted
from geo.analysis.unusual.dispersion import dispersions
from geo.analysis.unusual.power import chance_of, least_found
from geo.analysis.unusual.rates import ratio_intervals
from geo.analysis.unusual.result import Verdict
from geo.analysis.unusual.season import Season, season_of
from geo.analysis.unusual.settings import Settings
from geo.analysis.unusual.tail import tails

__all__ = ["Compared", "Estimates", "Windows", "compared", "estimates", "verdicts"]

_Floats = npt.NDArray[np.float64]
_Ints = npt.NDArray[np.int64]
_Mask = npt.NDArray[np.bool_]

_MUCH = 2.0
"""Much above usual: even the lower end of the interval is at least twice the usual number."""


@dataclass(frozen=True, slots=True, eq=False)
class Estimates:
    """The numbers of all places (shape places each); see `geo.analysis.unusual.result.PlaceLook`.

    ``upper`` and ``lower`` are the p-values of either side, ``upper_q`` and ``lower_q`` adjusted ones.
    """

    now: _Ints
    expected: _Floats
    dispersion: _Floats
    ratio: _Floats
    low: _Floats
    high: _Floats
    upper: _Floats
    lower: _Floats
    upper_q: _Floats
    lower_q: _Floats
    power: _Floats


@dataclass(frozen=True, slots=True, eq=False)
class Windows:
    """Counts of the places that are comparable.

    Attributes
    ----------
    counts
        By place and window (shape places, windows): the history, the baseline as the last part of it, and the window
        looked at.
    edges
        The first day of each window as day number, and the day after the last (shape windows + 1).
    is_pooled
        The places over which season and dispersion are pooled: the districts.
    is_looked_at
        The places that are looked at.
    as_known
        The counts of the baseline and the window as they were known at the age of the latter; ``None``: as they are
        now. The season is that of the counts of now.
    """

    counts: _Ints
    edges: npt.NDArray[np.int32]
    is_pooled: _Mask
    is_looked_at: _Mask
    as_known: _Ints | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """The numbers of the places looked at, the season, and the dispersion common to all districts."""

    numbers: Estimates
    season: Season
    dispersion: float


def compared(windows: Windows, settings: Settings) -> Compared:
    """The last window of each place against its own earlier ones."""
    n, counts = settings.n_windows, windows.counts
    season = season_of(counts[windows.is_pooled, :-1].sum(axis=0), windows.edges, n)
    recent = counts[:, -n - 1 :] if windows.as_known is None else windows.as_known
    spread = dispersions(recent[:, :-1], season.weights, windows.is_pooled)
    looked = windows.is_looked_at
    return Compared(estimates(recent[looked], spread.by_place[looked], season, settings), season, spread.common)


def estimates(counts: _Ints, dispersion: _Floats, season: Season, settings: Settings) -> Estimates:
    """The numbers of places that are looked at.

    Parameters
    ----------
    counts
        By place and window, the last window being the one looked at.
    dispersion
        Variance over mean of each place.
    season
        What the windows are expected to hold, up to a factor.
    settings
        Rates and bounds.
    """
    now, past, share = counts[:, -1], counts[:, :-1].sum(axis=1), season.share
    times = share / (1 - share)
    expected = past * times
    spread = (
        dispersion + (now + past) * share * season.error**2
    )  # a mean that errs by e adds (e · mean)² to the variance
    upper, lower = tails(now, now + past, share, spread)
    low, high = ratio_intervals(now.astype(float), past.astype(float), times, spread, settings.level)
    ratio = np.divide(now, expected, out=np.full(len(now), np.inf), where=expected > 0)
    found = least_found(past, share, spread, settings.rate / max(len(now), 1), settings.least_events)
    return Estimates(
        now, expected, spread, ratio, low, high, upper, lower,
        adjusted(np.where(now >= settings.least_events, upper, 1.0)),
        adjusted(np.where(expected >= settings.least_events, lower, 1.0)),
        chance_of(found, 2 * expected, spread),
    )  # fmt: skip


def verdicts(found: Estimates, settings: Settings) -> list[Verdict]:
    """The verdict of each place that is compared."""
    is_above = (found.upper_q <= settings.rate) & (found.now > found.expected)
    is_below = (found.lower_q <= settings.rate) & (found.now < found.expected)
    is_few = (found.now < settings.least_events) & (found.expected < settings.least_events)
    chosen = np.select([is_above & (found.low >= _MUCH), is_above, is_below, is_few], [0, 1, 3, 4], 2)
    return [_VERDICTS[n] for n in chosen.tolist()]


_VERDICTS = (Verdict.MUCH_ABOVE, Verdict.ABOVE, Verdict.AS_USUAL, Verdict.BELOW, Verdict.TOO_FEW)
