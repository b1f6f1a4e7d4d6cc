"""Error rates and power of ``geo.analysis.unusual`` beside other rules, and its times.

As a script (``python tests/bench/unusual.py``) it writes the tables into ``docs/error-rates.md``, between
``<!-- measured: NAME -->`` and ``<!-- end of NAME -->``; ``--worlds N`` makes them from N worlds a setting.
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # lets the file run as a script

from geo.analysis.unusual import Settings, Verdict, look  # noqa: E402
from geo.analysis.unusual.dispersion import dispersions  # noqa: E402
from geo.analysis.unusual.estimates import compared, verdicts  # noqa: E402
from geo.analysis.unusual.season import season_of  # noqa: E402
from geo.analysis.unusual.since_when import levels_of  # noqa: E402
from geo.analysis.unusual.tail import tails  # noqa: E402
from geo.query import Query  # noqa: E402
from geo.view.snapshot import resolve  # noqa: E402
from geo.view.state import State  # noqa: E402
from tests.bench.time_step import generate_dataset  # noqa: E402
from tests.bench.unusual_rules import RULES, exact  # noqa: E402
from tests.geo.analysis.unusual.worlds import PROVINCES, SETTINGS, World, windows_of, with_provinces  # noqa: E402

PAGE = ROOT / "docs" / "error-rates.md"
WORLDS, SEED = 1_000, 5
PROCESSES = 2
Counts = npt.NDArray[np.int64]
Line = tuple[str, ...]


def found_in(counts: Counts, settings: Settings, width_days: int = 28) -> list[Verdict]:
    """Our verdicts of the districts and provinces of one world."""
    return verdicts(compared(windows_of(counts, width_days), settings).numbers, settings)


def per_cent(part: float, whole: float = 1.0) -> str:
    return f"{100 * part / whole:.1f} %"


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
WEEKS, TESTED, ALPHA = 624, 49, 0.005
ALPHAS = (ALPHA, 0.02, 0.05)
SERIES = ("rule", "false positives", "outbreaks detected")
SERIES_RULES = (
    *(f"ours, p ≤ {alpha:g}" for alpha in ALPHAS),
    "exact Poisson test, p ≤ 0.005",
    "EARS C1",
    "EARS C2",
    "EARS C3",
)


def series_of(
    scenario: Sequence[float], rng: np.random.Generator
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """A weekly series with four past outbreaks and one among the tested weeks; and how many cases that one adds."""
    theta, beta, cosine, sine, phi = scenario
    week = np.arange(1, WEEKS + 1)
    mean = np.exp(theta + beta * week + cosine * np.cos(2 * np.pi * week / 52) + sine * np.sin(2 * np.pi * week / 52))
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


def series(number: int, n: int) -> list[tuple[int, int, int]]:
    """For each rule: false alarms, weeks without an outbreak, and outbreaks found, in n series of a scenario."""
    theta, beta, cosine, sine, phi = NOUFAILY[number // 4]
    scenario = (theta, beta * (number % 2), cosine * (number // 2 % 2), sine * (number // 2 % 2), phi)
    rng = np.random.default_rng((SEED, number))
    totals = np.zeros((len(SERIES_RULES), 3), int)
    for _ in range(n):
        counts, added = series_of(scenario, rng)
        alarms = np.array([_alarms(counts[: at + 1]) for at in range(WEEKS - TESTED, WEEKS)]).T
        is_outbreak = added[-TESTED:] > 0
        totals[:, 0] += (alarms & ~is_outbreak).sum(axis=1)
        totals[:, 1] += np.count_nonzero(~is_outbreak)
        totals[:, 2] += (alarms & is_outbreak).any(axis=1)
    return [tuple(line) for line in totals.tolist()]


def _alarms(counts: Counts) -> list[bool]:
    """What each rule says of the last week of a series."""
    one = counts[None, :]
    edges = np.arange(len(counts) + 1, dtype=np.int32) * 7
    season = season_of(counts[:-1][-520:], edges[-min(len(counts), 521) - 1 :], 52)
    past = one[:, -53:-1]
    spread = dispersions(past, season.weights, np.array([True])).by_place
    spread = spread + (past.sum(axis=1) + one[:, -1]) * season.share * season.error**2
    p = tails(one[:, -1], past.sum(axis=1) + one[:, -1], season.share, spread)[0][0]
    ears = (RULES[name](one)[0] for name in ("EARS C1", "EARS C2", "EARS C3"))
    ours = (bool(p <= alpha and counts[-1] >= 4) for alpha in ALPHAS)
    return [*ours, bool(exact(one, 52)[0] <= ALPHA), *map(bool, ears)]


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


def spread_out(function: Callable[..., Any], cases: Sequence[Any], n: int) -> Iterator[Any]:
    """The results of all cases, in their order, by several processes."""
    with ProcessPoolExecutor(PROCESSES) as pool:
        yield from pool.map(function, cases, [n] * len(cases))


Table = tuple[Line, list[Line], str]


def quiet_table(n: int) -> Table:
    return QUIET, list(spread_out(quiet, SETTINGS, n)), f"{n:,} worlds a line, seed {SEED}"


def power_table(n: int) -> Table:
    return POWER, list(spread_out(power, CASES, n // 4)), f"{n // 4:,} worlds a figure, seed {SEED}"


def series_table(n: int) -> Table:
    some = max(n // 40, 2)
    totals = np.sum(list(spread_out(series, range(28), some)), axis=0)
    lines = [
        (name, per_cent(false, weeks), per_cent(hits, 28 * some))
        for name, (false, weeks, hits) in zip(SERIES_RULES, totals.tolist(), strict=True)
    ]
    return SERIES, lines, f"28 scenarios of {some} series each, {TESTED} weeks tested in each, seed {SEED}"


def levels_table(n: int) -> Table:
    cases = [(mean, dispersion) for mean in (0.2, 1.0, 5.0, 20.0) for dispersion in (1.0, 2.2, 3.7)]
    return LEVELS, list(spread_out(levels, cases, n)), f"{n:,} series a figure, seed {SEED}"


TABLES = {"quiet": quiet_table, "power": power_table, "series": series_table, "levels": levels_table}


def markdown(header: Line, lines: list[Line], made: str) -> str:
    cells = [header, ("---",) * len(header), *lines]
    return "".join(f"| {' | '.join(line)} |\n" for line in cells) + f"\n{made}; made on {date.today():%Y-%m-%d}.\n"  # noqa: DTZ011


def write_page(n: int, names: Sequence[str]) -> None:
    """Measure and write the tables into the page."""
    for name in names or TABLES:
        body = markdown(*TABLES[name](n))
        text = PAGE.read_text(encoding="utf-8")
        part = re.compile(rf"(<!-- measured: {name} -->\n).*?(<!-- end of {name} -->)", re.DOTALL)
        PAGE.write_text(part.sub(lambda match, body=body: match[1] + body + match[2], text), encoding="utf-8")
        print(body, flush=True)


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
        ("quiet looks with a false 'above usual' (worst of 8 settings, per cent)", worst, 5.0, " "),
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
