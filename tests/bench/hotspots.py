"""Hot spots: Gi* against a loop over `esda.G_Local`, and the permutation scan against plain numpy.

Both sides answer the same question on the same data, and the answers are compared. Of loops that take minutes some
weeks, or some replicates, are measured, and the ratio is that of a week, or of a replicate.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # lets the file run as a script

from geo.analysis.hotspots.cylinders import Cases, Circles, circles_around, greatest_of_replicates
from geo.analysis.hotspots.local_statistics import Draws, gi_star, permuted_p, two_sided
from geo.analysis.hotspots.weights import Pairs
from geo.places.adjacency import drawn_polygons, touching
from geo.places.gazetteer import bundled

WEEKS = 260
ROWS, COLUMNS = 48, 60
CASES, REPLICATES = 10_000, 999

Row = dict[str, Any]


def run() -> list[Row]:
    """The rows of Gi*, then that of the scan."""
    warnings.simplefilter("ignore")
    return [*gi_star_rows(), scan_row()]


def timed(function: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of a call, and its result."""
    started = time.perf_counter()
    result = function()
    return time.perf_counter() - started, result


def faster(name: str, ours: float, other: float, target: float) -> Row:
    """A row of two times of which ours must be shorter by a factor."""
    ratio = other / ours
    return {"name": name, "ours": ours, "other": other, "ratio": ratio, "target": target, "met": ratio >= target}


# Gi*


def gi_star_rows() -> Iterator[Row]:
    """Analytic, and with 999 conditional permutations, over districts and over a grid."""
    import libpysal.weights as spatial_weights

    polygons = drawn_polygons(bundled())
    yield from compared("61 districts", Pairs(len(polygons), *touching(polygons)), 2.0, 60)
    near = spatial_weights.lat2W(ROWS, COLUMNS, rook=False).neighbors
    pairs = np.array([(i, j) for i, others in near.items() for j in others])
    yield from compared(f"grid {COLUMNS}×{ROWS}", Pairs(ROWS * COLUMNS, *pairs.T), 0.04, 6)


def compared(name: str, pairs: Pairs, mean: float, weeks: int) -> Iterator[Row]:
    """Both rows of some places; of esda so many weeks are measured, with permutations a third."""
    import esda
    import libpysal.weights as spatial_weights

    peer = spatial_weights.W({k: pairs.other[pairs.one == k].tolist() for k in range(pairs.n)})
    counts, weights = quiet_counts(pairs.n, WEEKS, mean), pairs.binary_with_self

    def ours() -> Any:
        z = gi_star(counts, weights)
        return z, two_sided(z)

    def loop(many: int, permutations: int) -> list[Any]:
        options = {"transform": "B", "star": True, "permutations": permutations, "n_jobs": 1, "seed": 1}
        return [esda.G_Local(counts[:, k], peer, **options) for k in range(many)]

    def permuted(many: int) -> None:
        for k in range(many):
            permuted_p(counts[:, k], pairs, Draws(999, 1, more=False))

    seconds, (z, _) = min((timed(ours) for _ in range(5)), key=lambda each: each[0])
    theirs, found = timed(lambda: loop(weeks, 0))
    assert np.allclose(z[:, :weeks], np.array([each.Zs for each in found]).T, atol=1e-9)
    yield faster(f"Gi*, analytic, {name} × {WEEKS} weeks, a week", seconds / WEEKS, theirs / weeks, 200)
    fewer = weeks // 3
    seconds, theirs = timed(lambda: permuted(weeks))[0] / weeks, timed(lambda: loop(fewer, 999))[0] / fewer
    yield faster(f"Gi*, 999 permutations, {name} × {WEEKS} weeks, a week", seconds, theirs, 5)


def quiet_counts(places: int, weeks: int, mean: float) -> np.ndarray:
    """Counts of places with rates of their own, by week."""
    rng = np.random.default_rng(3)
    rates = rng.gamma(0.4, mean / 0.4, places)
    return rng.poisson(rates[:, None], (places, weeks)).astype(float)


# scan


def scan_row() -> Row:
    """A replicate of the prospective scan: weeks of five years, up to 13 weeks and 50 km; the first are compared."""
    cases, circles = invented_cases()
    seconds, greatest = timed(lambda: greatest_of_replicates(cases, circles, REPLICATES, 1))
    rng, theirs = np.random.default_rng(1), []
    for k in range(8):
        step = rng.permutation(cases.step)
        each, plain = timed(lambda step=step: plain_numpy(cases, circles, step))
        assert abs(plain - greatest[k]) < 1e-9
        theirs.append(each)
    name = f"permutation scan, {CASES:,} incidents, {REPLICATES} replicates, a replicate"
    return faster(name, seconds / REPLICATES, statistics.median(theirs), 20)


def invented_cases() -> tuple[Cases, Circles]:
    """Cases around 150 towns, merged into squares of 5 km."""
    rng = np.random.default_rng(3)
    towns, size = rng.uniform(0, 1, (150, 2)) * (700e3, 900e3), rng.gamma(0.4, 1, 150)
    at = towns[rng.choice(150, CASES, p=size / size.sum())] + rng.normal(0, 15e3, (CASES, 2))
    _, place = np.unique(np.floor(at / 5_000), axis=0, return_inverse=True)
    many = np.bincount(place)
    x, y = (np.bincount(place, at[:, k]) / many for k in (0, 1))
    return Cases(place, rng.integers(0, WEEKS, CASES), len(many), WEEKS, 13), circles_around(x, y, 50e3)


def plain_numpy(cases: Cases, circles: Circles, step: np.ndarray) -> float:
    """The greatest ratio, centre by centre, with arrays of all its circles and windows."""
    counts = np.zeros((cases.n_places, cases.n_steps))
    np.add.at(counts, (cases.place, step), 1)
    windows, totals = np.cumsum(counts[:, ::-1], axis=1)[:, : cases.lengths[-1]], counts.sum(axis=1)
    of_window, best = windows.sum(axis=0), 0.0
    for centre in range(cases.n_places):
        places = circles.place[circles.start[centre] : circles.start[centre + 1]]
        inside, expected = np.cumsum(windows[places], axis=0), np.cumsum(totals[places])[:, None] * of_window / cases.n
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = inside * np.log(inside / expected)
            ratio += (cases.n - inside) * np.log((cases.n - inside) / (cases.n - expected))
        best = max(best, float(np.where((inside > expected) & (inside > 1), ratio, 0.0).max()))
    return best


if __name__ == "__main__":
    print(json.dumps(run(), indent=1))
