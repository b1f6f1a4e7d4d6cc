"""Before and after an event: how often two windows of a quiet series are called changed.

Counts of equal windows are drawn without any change, as Poisson and with more variance, steady and with a strong
season; the last two are compared as those before and after an event. As a script it writes the table into
``docs/error-rates.md``.
"""

from __future__ import annotations

import sys
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # lets the file run as a script

from geo.analysis.around_event import dispersion_of, ratio_of
from tests.bench.pages import ROOT, Line, Table, per_cent, share_interval, spread_out, write_table

PAGE = ROOT / "docs" / "error-rates.md"
SERIES, FEW, SEED = 2_000, 300, 5
STATED = 0.05
LEAST_EVENTS, LEAST_PAIRS = 4, 5
SEASON_WINDOWS, SEASON_SHARE = 13, 0.5
CASES = tuple(product((2, 4, 12, 40), (1.0, 2.2, 3.7), (6, 24)))

Case = tuple[int, float, int]


def run() -> list[dict[str, Any]]:
    """The greatest share of steady series that are called changed; met if chance may be all of the rest."""
    worst = max(spread_out(steady, CASES, FEW))
    met = share_interval(round(worst * FEW), FEW, 0.98)[0] <= STATED
    return [
        {
            "name": f"before and after an event: called changed, the worst of {len(CASES)} settings", "ours": worst,
            "other": STATED, "unit": "", "ratio": worst / STATED, "target": 1.0, "limit": "at most", "met": met,
        }
    ]  # fmt: skip


def steady(case: Case, n: int) -> float:
    """The share called changed without season."""
    return called_changed(case, n, 0.0)


def called_changed(case: Case, n: int, season: float) -> float:
    """The share of quiet series that are called changed, of those that are compared at all."""
    mean, dispersion, pairs = case
    rng = np.random.default_rng((SEED, round(100 * season)))
    windows = np.arange(pairs + 3)
    means = np.broadcast_to(mean * (1 + season * np.sin(2 * np.pi * windows / SEASON_WINDOWS)), (n, len(windows)))
    excess = dispersion - 1
    drawn = rng.poisson(rng.gamma(means / excess, excess) if excess else means)
    compared = changed = 0
    for *earlier, before, after in drawn.tolist():
        known, found = dispersion_of(np.array([*earlier, before]))
        if before + after < LEAST_EVENTS or known < LEAST_PAIRS:
            continue
        compared += 1
        _ratio, low, high = ratio_of(after, before, found, known)
        changed += low > 1 or high < 1
    return changed / max(compared, 1)


def line_of(case: Case, n: int) -> Line:
    """A line of the table."""
    mean, dispersion, pairs = case
    shares = (per_cent(called_changed(case, n, season)) for season in (0.0, SEASON_SHARE))
    return f"{mean}", f"{dispersion:g}", f"{pairs}", *shares


def table(n: int) -> Table:
    header = ("incidents a window", "dispersion", "pairs before", "steady", "strong season")
    return header, list(spread_out(line_of, CASES, n)), f"{n:,} series a figure, seed {SEED}"


if __name__ == "__main__":
    write_table(PAGE, "around", table(SERIES))
