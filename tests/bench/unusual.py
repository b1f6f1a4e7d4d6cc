"""Error rates and power of ``geo.analysis.unusual`` beside other rules, and its times.

As a script (``python tests/bench/unusual.py``) it writes the tables into ``docs/error-rates.md``, between
``<!-- measured: NAME -->`` and ``<!-- end of NAME -->``; ``--worlds N`` makes them from N worlds a setting.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # lets the file run as a script

from geo.analysis.unusual import Settings, Verdict, look  # noqa: E402
from geo.analysis.unusual.estimates import compared, verdicts  # noqa: E402
from geo.analysis.unusual.since_when import levels_of  # noqa: E402
from geo.query import Query  # noqa: E402
from geo.view.snapshot import resolve  # noqa: E402
from geo.view.state import State  # noqa: E402
from tests.bench.late_reports import late_table  # noqa: E402
from tests.bench.outbreak_series import series_table  # noqa: E402
from tests.bench.pages import Line, Table, per_cent, per_cent_with_interval, spread_out, write_table  # noqa: E402
from tests.bench.time_step import generate_dataset  # noqa: E402
from tests.bench.unusual_rules import RULES  # noqa: E402
from tests.bench.weighted import above as above_weighted  # noqa: E402
from tests.geo.analysis.unusual.worlds import (  # noqa: E402
    PROVINCES,
    SETTINGS,
    SHAPES,
    World,
    windows_of,
    with_provinces,
)  # fmt: skip

PAGE = ROOT / "docs" / "error-rates.md"
WORLDS, SEED = 1_000, 5
Counts = npt.NDArray[np.int64]


def found_in(counts: Counts, settings: Settings, width_days: int = 28) -> list[Verdict]:
    """Our verdicts of the districts and provinces of one world."""
    return verdicts(compared(windows_of(counts, width_days), settings).numbers, settings)


def quiet(world: World, n: int) -> Line:
    """The share of looks with any false finding, of ours and of the other rules."""
    rng, settings = np.random.default_rng(SEED), Settings()
    above = below = worth = 0
    others = dict.fromkeys(RULES, 0)
    for _ in range(n):
        counts = world.counts(rng)
        numbers = compared(windows_of(counts), settings).numbers
        found = verdicts(numbers, settings)
        above += any(verdict.is_above for verdict in found)
        below += Verdict.BELOW in found
        worth += int(np.count_nonzero((numbers.upper <= settings.worth_p) & (numbers.now >= settings.least_events)))
        for name, rule in RULES.items():
            others[name] += bool(rule(with_provinces(counts)).any())
    shares = (per_cent(n_found, n) for n_found in (above, below))
    return (world.words, *shares, f"{worth / n:.2f}", *(per_cent(n_found, n) for n_found in others.values()))


QUIET = ("world", "above usual", "below usual", "worth a look (mean number)", *RULES)
POWER = ("where", "incidents a window, usually", "window", "doubled", "three times", "five times")
FACTORS = (2, 3, 5)


def power(case: tuple[str, float, int], n: int) -> Line:
    """How often a place whose rate is multiplied is found; the other districts are those of UCDP times 6."""
    where, usual, width = case
    settings = Settings(window_days=width)
    world = World(6.0, 2.2, n_windows=settings.n_windows + 1, width_days=width)
    rng = np.random.default_rng(SEED)
    found = []
    for factor in FACTORS:
        hits = 0
        for _ in range(n):
            means = world.means(rng)
            if where == "province":
                means[PROVINCES == 1, -1] *= factor
            else:
                means[0] = usual
                means[0, -1] *= factor
            at = len(PROVINCES) + 1 if where == "province" else 0
            hits += found_in(world.drawn(rng, means), settings, width)[at].is_above
        found.append(per_cent(hits, n))
    if where == "province":
        usual = float(world.rates[PROVINCES == 1].sum())
    return where, f"{usual:.0f}", f"{width} days", *found


CASES = tuple(
    (where, usual, width)
    for width in (28, 56, 91)
    for where, usual in (("district", 1.0), ("district", 4.0), ("district", 12.0), ("province", 0.0))
)

WINDOWS = ("world", "56 days: above usual", "below usual", "91 days: above usual", "below usual")


def windows(case: tuple[World, int], n: int) -> Line:
    """The share of looks with any false finding, for longer windows, and a history of so many years, or none."""
    world, years = case
    shares, histories = [], []
    for width in (56, 91):
        settings = Settings(window_days=width)
        longer = replace(world, n_windows=max(settings.n_windows, round(years * 365.25 / width)) + 1, width_days=width)
        rng = np.random.default_rng(SEED)
        looks = [found_in(longer.counts(rng), settings, width) for _ in range(n)]
        shares += [per_cent(sum(any(verdict.is_above for verdict in found) for found in looks), n),
                   per_cent(sum(Verdict.BELOW in found for found in looks), n)]  # fmt: skip
        histories.append(str(longer.n_windows - 1))
    words = world.words.rsplit(", ", 1)[0]  # without the number of windows of 28 days
    return f"{words}, {' and '.join(histories)} windows before", *shares


LONGER = tuple(
    (World(times, dispersion, shape, **more), years)
    for more, years in (
        ({}, 0),
        ({"season": 0.25, "trend": 0.1}, 0),
        ({"season": 0.25, "trend": 0.1}, 4),
        ({"season": 0.25, "trend": 0.1, "known": 0.75}, 4),
    )
    for times in (1.0, 6.0)
    for shape, dispersion in SHAPES
)

WEIGHTS = ("past surges", "margin", "worst of four quiet worlds", "dispersion of each district its own", "no surge",
           "surge in the district", "surges elsewhere")  # fmt: skip
HARD = tuple(
    World(times, 3.7, "nb2", n_windows=windows, season=0.25, trend=0.1) for times in (1.0, 6.0) for windows in (14, 53)
)


def weights(margin: float, n: int) -> Line:
    """False findings with past surges weighted down (margin 0: as they are), and the power for a threefold rise.

    A district has 12 incidents a window, the others UCDP times 6 and dispersion 2.2. The surges are four times as many
    incidents in two windows in a row half a year before, and five times as many in two windows of ten other districts.
    """
    settings, rng = Settings(), np.random.default_rng(SEED)

    def found(counts: Counts) -> npt.NDArray[np.bool_]:
        if margin:
            return above_weighted(windows_of(counts), settings, margin)
        return np.array([verdict.is_above for verdict in found_in(counts, settings)])

    worst = max(sum(found(world.counts(rng)).any() for _ in range(n)) for world in HARD)
    unlike = sum(found(_unlike(rng)).any() for _ in range(n))
    hits = [sum(found(_risen(rng, own=own, others=others))[0] for _ in range(n))
            for own, others in ((False, False), (True, False), (False, True))]  # fmt: skip
    words = ("weighted down", f"{margin:g}") if margin else ("as they are (used)", "1.3")
    return *words, *(per_cent(each, n) for each in (worst, unlike, *hits))


def _unlike(rng: np.random.Generator) -> Counts:
    """A quiet world in which each district has a dispersion of its own, of 1, 2.2 or 5."""
    dispersion = rng.choice((1.0001, 2.2, 5.0), (len(PROVINCES), 1))
    means = World(6.0).means(rng)
    return rng.poisson(rng.gamma(means / (dispersion - 1), dispersion - 1))


def _risen(rng: np.random.Generator, *, own: bool, others: bool) -> Counts:
    world = World(6.0, 2.2)
    means = world.means(rng)
    means[0] = 12
    means[0, -8:-6] *= 4 if own else 1
    if others:
        for district in rng.choice(np.arange(1, len(PROVINCES)), 10, replace=False).tolist():
            first = int(rng.integers(0, 12))
            means[district, first : first + 2] *= 5
    means[0, -1] *= 3
    return world.drawn(rng, means)


LEVELS = ("incidents a week", "dispersion", "52 weeks", "104 weeks")


def levels(case: tuple[float, float], n: int) -> Line:
    """The share of quiet weekly series in which a change of level is found."""
    mean, dispersion = case
    rng = np.random.default_rng(SEED)
    shares = []
    for weeks in (52, 104):
        size = (n, weeks)
        drawn = rng.poisson(mean if dispersion == 1 else rng.gamma(mean / (dispersion - 1), dispersion - 1, size), size)
        shares.append(per_cent(sum(len(levels_of(each)) > 1 for each in drawn), n))
    return f"{mean:g}", f"{dispersion:g}", *shares


def quiet_table(n: int) -> Table:
    return QUIET, list(spread_out(quiet, SETTINGS, n)), f"{n:,} worlds a line, seed {SEED}"


def power_table(n: int) -> Table:
    return POWER, list(spread_out(power, CASES, n // 4)), f"{n // 4:,} worlds a figure, seed {SEED}"


def windows_table(n: int) -> Table:
    some = n * 6 // 10
    return WINDOWS, list(spread_out(windows, LONGER, some)), f"{some:,} worlds a figure, seed {SEED}"


def weights_table(n: int) -> Table:
    return WEIGHTS, list(spread_out(weights, (0.0, 1.3, 1.4, 1.5), n // 2)), f"{n // 2:,} worlds a figure, seed {SEED}"


def levels_table(n: int) -> Table:
    cases = [(mean, dispersion) for mean in (0.2, 1.0, 5.0, 20.0) for dispersion in (1.0, 2.2, 3.7)]
    return LEVELS, list(spread_out(levels, cases, n)), f"{n:,} series a figure, seed {SEED}"


def hardest_table(n: int) -> Table:
    """Ten times as many worlds of the settings whose interval of the table of quiet worlds may reach over 5 %."""
    hardest = [world for world in SETTINGS if world.words.startswith("×1, dispersion 3.7, rising with the mean")]
    return ("world", "above usual"), list(spread_out(false_alarms, hardest, 10 * n)), f"{10 * n:,} worlds each"


def false_alarms(world: World, n: int) -> Line:
    """The share of looks with any place above usual, and its interval."""
    rng, settings = np.random.default_rng(SEED), Settings()
    found = sum(any(verdict.is_above for verdict in found_in(world.counts(rng), settings)) for _ in range(n))
    return world.words, per_cent_with_interval(found, n)


TABLES = {
    "quiet": quiet_table,
    "hardest": hardest_table,
    "windows": windows_table,
    "late": late_table,
    "power": power_table,
    "series": series_table,
    "weights": weights_table,
    "levels": levels_table,
}


def write_page(n: int, names: Sequence[str]) -> None:
    """Measure and write the tables into the page."""
    for name in names or TABLES:
        write_table(PAGE, name, TABLES[name](n))


ROWS, STEPS, FRAME_S, COLD_S = 100_000, 40, 0.016, 0.050


def step_times() -> tuple[float, float]:
    """The first look at 100,000 incidents, and the median of looks while the period moves (s)."""
    dataset = replace(generate_dataset(ROWS), is_sample=False)
    dataset.prepare()
    look(resolve(replace(generate_dataset(100), is_sample=False), State(Query())))  # imports scipy
    assert dataset.incidents.period is not None
    end = date(1970, 1, 1) + timedelta(days=int(dataset.incidents.period.last))
    times = []
    for step in range(STEPS):
        snapshot = resolve(dataset, State(Query(last=end - timedelta(days=step))))
        start = time.perf_counter()
        look(snapshot)
        times.append(time.perf_counter() - start)
    return times[0], statistics.median(times[1:])


def run() -> list[dict[str, Any]]:
    """The share of quiet looks with a false finding in the hardest settings, and the times."""
    cold, warm = step_times()
    hardest = [world for world in SETTINGS if world.dispersion == 3.7 and world.known == 1]
    worst = max(float(line[1].rstrip(" %")) for line in spread_out(quiet, hardest, 300))
    rows = [
        ("quiet looks with a false 'above usual' (worst of 12 settings, per cent)", worst, 5.0, " "),
        (f"look at all districts, {ROWS:,} incidents, while the period moves", warm, FRAME_S, "s"),
        (f"the same, cold, {ROWS:,} incidents", cold, COLD_S, "s"),
    ]
    return [
        {"name": name, "ours": ours, "other": bound, "ratio": ours / bound, "target": 1.0, "met": ours <= bound,
         "limit": "at most", "unit": unit}
        for name, ours, bound, unit in rows
    ]  # fmt: skip


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=WORLDS)
    parser.add_argument("names", nargs="*", choices=(*TABLES, []), default=[], help="tables; all by default")
    chosen = parser.parse_args()
    write_page(chosen.worlds, chosen.names)
