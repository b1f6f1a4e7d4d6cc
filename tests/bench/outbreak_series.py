"""Weekly series with outbreaks: how often rules raise a false alarm, and how many outbreaks they find.

The scenarios of Noufaily and others (2013). Rules with p-values are also compared at the false-positive rates of
Farrington's flexible method, each at the level that gives this rate. *The truth known* is the negative binomial with
the true mean and dispersion of each week: no rule finds more but by chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import sliding_window_view

from geo.analysis.unusual.dispersion import dispersions
from geo.analysis.unusual.season import Season, season_of
from geo.analysis.unusual.tail import tails
from tests.bench.farrington import WEEKS as FARRINGTON_WEEKS
from tests.bench.farrington import farrington
from tests.bench.pages import Table, per_cent, spread_out
from tests.bench.unusual_rules import RULES, exact
from tests.bench.weighted import weighted_p

__all__ = ["series_table"]

Counts = npt.NDArray[np.int64]
_Floats = npt.NDArray[np.float64]

SEED = 5
# Noufaily et al. 2013, Statistics in Medicine 32, 1206-1222: theta, beta, gamma 1, gamma 2, phi.
NOUFAILY = (
    (0.1, 0.0025, 0.6, 0.6, 1.5),
    (-2.0, 0.005, 0.1, 0.3, 2.0),
    (1.5, 0.003, 0.2, -0.4, 1.0),
    (0.5, 0.002, 0.5, 0.5, 5.0),
    (2.5, 0.001, 1.0, 0.1, 3.0),
    (3.75, 0.001, 0.1, -0.1, 1.1),
    (5.0, 0.0001, 0.05, 0.01, 1.2),
)
WEEKS, TESTED, ALPHA, PAST, KNOWN = 624, 49, 0.005, 52, 520


def scenario_of(number: int) -> tuple[float, ...]:
    """The parameters of one of the 28 scenarios: without and with a trend, without and with a season."""
    theta, beta, cosine, sine, phi = NOUFAILY[number // 4]
    return theta, beta * (number % 2), cosine * (number // 2 % 2), sine * (number // 2 % 2), phi


def mean_of(scenario: Sequence[float]) -> _Floats:
    """The mean of each week."""
    theta, beta, cosine, sine, _ = scenario
    week = np.arange(1, WEEKS + 1)
    turn = 2 * np.pi * week / 52
    return np.asarray(np.exp(theta + beta * week + cosine * np.cos(turn) + sine * np.sin(turn)))


def series_of(
    scenario: Sequence[float], rng: np.random.Generator
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """A weekly series with four past outbreaks and one among the tested weeks; and how many cases that one adds."""
    mean, phi = mean_of(scenario), scenario[-1]
    counts = rng.poisson(mean if phi == 1 else rng.gamma(mean / (phi - 1), phi - 1))
    for start in rng.choice(np.arange(312, WEEKS - TESTED), 4, replace=False):
        counts = counts + _outbreak(int(start), rng.choice((2, 3, 5, 10)) * np.sqrt(phi * mean[start]), rng)
    start = int(rng.integers(WEEKS - TESTED, WEEKS))
    added = _outbreak(start, rng.integers(1, 11) * np.sqrt(phi * mean[start]), rng)
    return counts + added, added


def _outbreak(start: int, size: float, rng: np.random.Generator) -> Counts:
    cases = 0
    while cases < 2:
        cases = int(rng.poisson(max(size, 2.0)))
    weeks = start + np.floor(rng.lognormal(0, 0.5, cases)).astype(int)
    return np.bincount(weeks[weeks < WEEKS], minlength=WEEKS)


OURS, WEIGHTED, SHAPE, TRUTH = (
    "ours",
    "ours, past outbreaks weighted down (not used)",
    "ours, the true season and trend known",
    "the truth known",
)
QUANTILE, POWER = "Farrington flexible, negative binomial", "Farrington flexible, power of 2/3"
EXACT = "exact Poisson test"
TESTS = (OURS, WEIGHTED, SHAPE, QUANTILE, POWER, EXACT, TRUTH)
EARS = ("EARS C1", "EARS C2", "EARS C3")


def chances(number: int, n: int) -> tuple[npt.NDArray[np.bool_], _Floats]:
    """Which tested weeks are of an outbreak, and the p-value of each rule (0 for an alarm of EARS, else 1).

    The shapes are series, weeks and rules, series, weeks, of n series of a scenario.
    """
    scenario, rng = scenario_of(number), np.random.default_rng((SEED, number))
    drawn = [series_of(scenario, rng) for _ in range(n)]
    counts, added = (np.array(part) for part in zip(*drawn, strict=True))
    mean = mean_of(scenario)
    recent = sliding_window_view(counts, PAST + 1, axis=1)[:, -TESTED:].reshape(-1, PAST + 1)
    shapes = np.tile(sliding_window_view(mean, PAST + 1)[-TESTED:], (n, 1))
    seasons = [_season(each[: WEEKS - TESTED + k]) for each in counts for k in range(TESTED)]
    known = [Season(shape[:-1] / shape[-1]) for shape in shapes]
    found = {
        OURS: _ours(recent, seasons),
        WEIGHTED: np.array([
            weighted_p(each[None], season, _ALONE, _MARGIN)[0][0] for each, season in zip(recent, seasons, strict=True)
        ]),
        SHAPE: _ours(recent, known),
        TRUTH: _true(recent[:, -1], shapes[:, -1], scenario[-1]),
        EXACT: exact(recent, PAST),
    }  # fmt: skip
    enough = recent[:, -1] >= _LEAST
    found = {name: np.where(enough, p, 1.0) for name, p in found.items()}
    longer = sliding_window_view(counts, FARRINGTON_WEEKS, axis=1)[:, -TESTED:].reshape(-1, FARRINGTON_WEEKS)
    found[QUANTILE], found[POWER] = farrington(longer)
    found |= {name: np.where(RULES[name](recent), 0.0, 1.0) for name in EARS}
    lines = np.array([found[name] for name in (*TESTS, *EARS)])
    return added[:, -TESTED:] > 0, lines.reshape(len(lines), n, TESTED)


_ALONE = np.array([True])
_MARGIN, _LEAST = 1.3, 4


def _season(past: Counts) -> Season:
    return season_of(past[-KNOWN:], _edges(len(past[-KNOWN:])), PAST)


@cache
def _edges(n: int) -> npt.NDArray[np.int32]:
    return np.arange(n + 2, dtype=np.int32) * 7


def _ours(recent: Counts, seasons: Sequence[Season]) -> _Floats:
    """The p-values of the last weeks, with the dispersion of each series alone."""
    total, share, error = (
        recent.sum(axis=1),
        *(np.array([getattr(season, name) for season in seasons]) for name in ("share", "error")),
    )
    spread = np.array([
        dispersions(each[None, :-1], season.weights, _ALONE).by_place[0]
        for each, season in zip(recent, seasons, strict=True)
    ])  # fmt: skip
    return tails(recent[:, -1], total, share, spread + total * share * error**2)[0]


def _true(now: Counts, mean: _Floats, dispersion: float) -> _Floats:
    from scipy.stats import nbinom, poisson

    if dispersion == 1:
        return np.asarray(poisson.sf(now - 1, mean))
    return np.asarray(nbinom.sf(now - 1, mean / (dispersion - 1), 1 / dispersion))


def series_table(n: int) -> Table:
    """The table of the page, from n / 20 series of each scenario."""
    some = max(n // 20, 2)
    parts = list(spread_out(chances, range(28), some))
    is_outbreak, found = (
        np.concatenate([part[0] for part in parts]),
        np.concatenate([part[1] for part in parts], axis=1),
    )
    by_name = dict(zip((*TESTS, *EARS), found, strict=True))
    rates = [(by_name[name][~is_outbreak] <= ALPHA).mean() for name in (QUANTILE, POWER)]
    header = ("rule", "false positives", "outbreaks detected", *(f"detected at {100 * rate:.2f} %" for rate in rates))
    levels = [(name, ALPHA) for name in TESTS] + [(OURS, 0.02)]
    lines = []
    for name, level in sorted(levels, key=lambda each: TESTS.index(each[0])):
        p = by_name[name]
        same = [_detected(p <= np.quantile(p[~is_outbreak], rate, method="lower"), is_outbreak) for rate in rates]
        lines.append((f"{name}, p ≤ {level:g}", *_shares(p <= level, is_outbreak), *same))
    lines += [(name, *_shares(by_name[name] <= ALPHA, is_outbreak), "", "") for name in EARS]
    return header, lines, f"28 scenarios of {some} series each, {TESTED} weeks tested in each, seed {SEED}"


def _detected(alarms: npt.NDArray[np.bool_], is_outbreak: npt.NDArray[np.bool_]) -> str:
    return per_cent((alarms & is_outbreak).any(axis=1).mean())


def _shares(alarms: npt.NDArray[np.bool_], is_outbreak: npt.NDArray[np.bool_]) -> tuple[str, str]:
    return f"{100 * alarms[~is_outbreak].mean():.2f} %", _detected(alarms, is_outbreak)
