"""The season of a region: what each window is expected to hold, up to a factor.

Where at least three years are known, the totals of all windows are fitted by a level for each year and one harmonic of
the year (quasi-Poisson, logarithmic link). The season is used only where it is much the same from year to year: an F
test compares what the harmonic explains with how much it differs between years, and a second one gives each year the
same weight, because the counts of one year hang together, and a war of one spring is no season. It is then shrunk by
``1 - 1/F``: a season found by chance would do more harm than none. The season of a district is taken to be that of the
region, because few districts have enough incidents to show one of their own. A level for each year takes up any change
from year to year; within the baseline no trend is fitted, because what has risen for half a year is what a reader wants
to be told.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["Season", "flat_season", "season_of"]

_Floats = npt.NDArray[np.float64]

_YEAR_DAYS = 365.25
_FEWEST_YEARS = 3
_FEWEST_EVENTS = 200
_MOST_WINDOW_DAYS = 92
_LEVEL = 0.05
_STEPS = 25
_CLOSE = 1e-10


@dataclass(frozen=True, slots=True, eq=False)
class Season:
    """What the windows are expected to hold, up to a factor.

    Attributes
    ----------
    weights
        Of the earlier windows, the earliest first (shape windows).
    weight
        Of the window looked at.
    error
        The standard error of the logarithm of the expected share, by the season alone.
    amplitude
        Of the harmonic: 0.2 is up to 22 % more and 18 % less than the mean; 0 without a season.
    p
        Of the test against no season; ``None`` where the history is too short or holds too little.
    """

    weights: _Floats
    weight: float = 1.0
    error: float = 0.0
    amplitude: float = 0.0
    p: float | None = None

    @property
    def share(self) -> float:
        """The part of the sum of all windows that the one looked at is expected to hold."""
        return self.weight / (self.weight + float(self.weights.sum()))

    @property
    def words(self) -> str:
        """Whether there is a season, and what it does to the window, as a sentence."""
        if self.p is None:
            return "No season is allowed for: that needs three years and 200 incidents."
        if not self.amplitude:
            return "No season is allowed for: none is much the same from year to year."
        change = self.weight / float(self.weights.mean()) - 1
        return (
            f"Season: at this time of the year {abs(change):.0%} {'more' if change > 0 else 'fewer'} incidents are "
            "usual than in the mean of the year, in the whole region."
        ).replace("%", " %")


def flat_season(n_windows: int) -> Season:
    """All windows alike."""
    return Season(np.ones(n_windows))


def season_of(totals: npt.NDArray[np.int64], edges: npt.NDArray[np.int32], n_windows: int) -> Season:
    """The season of the windows from the history.

    Parameters
    ----------
    totals
        Incidents of the region by earlier window, the earliest first; whole years back from the window looked at.
    edges
        The first day of each of these windows, that of the window looked at, and the day after (shape totals + 2).
    n_windows
        How many of the last ones are compared with.
    """
    width = int(edges[1] - edges[0])
    a_year = max(round(_YEAR_DAYS / width), 1)
    years = len(totals) // a_year
    if width > _MOST_WINDOW_DAYS or years < _FEWEST_YEARS:
        return flat_season(n_windows)
    start = len(totals) - years * a_year
    known = totals[start:].reshape(years, a_year)
    is_known = known.sum(axis=1) > 0
    if known.sum() < _FEWEST_EVENTS or np.count_nonzero(is_known) < _FEWEST_YEARS:
        return flat_season(n_windows)
    turns = (edges[:-1].astype(float) + width / 2) * (2 * np.pi / _YEAR_DAYS)
    waves = np.column_stack((np.cos(turns), np.sin(turns)))
    past = waves[start:-1].reshape(years, a_year, 2)
    return _fitted(known[is_known].astype(float), past[is_known], waves[-n_windows - 1 :])


def _fitted(known: _Floats, past: _Floats, waves: _Floats) -> Season:
    """The season of windows with these waves (shape 1 + windows, 2) from counts and waves by year and window."""
    from scipy.special import fdtrc

    flat = np.broadcast_to(known.mean(axis=1, keepdims=True), known.shape)
    slope, means = _harmonic(known, past)
    scores, information = _scores(known, means, past)
    free, between = known.size - len(known) - 2, 2 * (len(known) - 1)
    spread = float(((known - means) ** 2 / means).sum()) / free
    of_years = float((scores * np.linalg.solve(information, scores[..., None])[..., 0]).sum()) / between
    noise = max(spread, of_years, 1.0)
    explained = (_deviance(known, flat) - _deviance(known, means)) / 2
    ratio = min(explained / noise, _of_single_years(known / flat, past))
    p = float(fdtrc(2, between, max(ratio, 0.0)))
    if not np.isfinite(slope).all() or not p <= _LEVEL:
        return Season(np.ones(len(waves) - 1), p=p if np.isfinite(p) else None)
    slope = slope * (1 - 1 / ratio)
    weights = np.exp(waves @ slope)
    contrast = waves[-1] - np.average(waves[:-1], axis=0, weights=weights[:-1])
    error = float(np.sqrt(contrast @ np.linalg.solve(information.sum(axis=0), contrast) * noise))
    return Season(weights[:-1], float(weights[-1]), error, float(np.hypot(*slope)), p)


def _of_single_years(relative: _Floats, past: _Floats) -> float:
    """The F ratio of the mean of the harmonics of single years, all of one weight, to their spread.

    ``relative`` are counts over the mean of their year. A year with very many incidents counts no more than another.
    """
    centred = past - past.mean(axis=1, keepdims=True)
    products = np.einsum("ywi,ywj->yij", centred, centred)
    slopes = np.linalg.solve(products, np.einsum("ywi,yw->yi", centred, relative - 1)[..., None])[..., 0]
    mean = slopes.mean(axis=0)
    between = float(((slopes - mean) ** 2).sum()) / (2 * (len(slopes) - 1))
    return len(slopes) * float(mean @ mean) / 2 / max(between, 1e-12)


def _harmonic(known: _Floats, past: _Floats) -> tuple[_Floats, _Floats]:
    """The coefficients that fit best, and the fitted means, by Newton's method.

    The level of each year that is best for given coefficients makes its fitted sum equal to that of its counts.
    """
    totals, slope = known.sum(axis=1, keepdims=True), np.zeros(past.shape[2])
    for _ in range(_STEPS):
        shape = np.exp(past @ slope)
        means = shape * (totals / shape.sum(axis=1, keepdims=True))
        scores, information = _scores(known, means, past)
        step = np.linalg.solve(information.sum(axis=0), scores.sum(axis=0))
        slope = slope + step
        if np.abs(step).max() < _CLOSE:
            break
    return slope, means


def _scores(known: _Floats, means: _Floats, past: _Floats) -> tuple[_Floats, _Floats]:
    """The slope of the likelihood in each year (shape years, 2) and its information (shape years, 2, 2)."""
    centred = past - ((means[..., None] * past).sum(axis=1) / means.sum(axis=1, keepdims=True))[:, None]
    information = np.einsum("yw,ywi,ywj->yij", means, centred, centred)
    return np.einsum("yw,ywi->yi", known - means, centred), information


def _deviance(known: _Floats, means: _Floats) -> float:
    from scipy.special import xlogy

    return float(2 * (xlogy(known, known / means) - (known - means)).sum())
