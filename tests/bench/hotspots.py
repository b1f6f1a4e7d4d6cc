"""Hot spots: Gi* against a loop over `esda.G_Local`, the permutation scan against plain numpy, and false classes.

Both sides answer the same question on the same data, and the answers are compared. Of loops that take minutes some
weeks, or some replicates, are measured, and the ratio is that of a week, or of a replicate. The quiet worlds are
invented incidents without clusters; the share of them in which a method names any is compared with the stated rate.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # lets the file run as a script

from geo.analysis.hotspots.cylinders import Cases, Circles, circles_around, greatest_of_replicates
from geo.analysis.hotspots.emerging import emerging_hot_spots
from geo.analysis.hotspots.local_hot_spots import gi_star_hot_spots, local_moran_hot_spots
from geo.analysis.hotspots.local_statistics import Draws, gi_star, permuted_p, two_sided
from geo.analysis.hotspots.near_repeat import MORE, near_repeats
from geo.analysis.hotspots.result import HotSpots
from geo.analysis.hotspots.scan import CLUSTER, permutation_scan
from geo.analysis.hotspots.settings import LocalSettings, NearRepeatSettings, ScanSettings
from geo.analysis.hotspots.weights import Pairs
from geo.dataset import Dataset
from geo.incidents import Incident, Incidents
from geo.places.adjacency import drawn_polygons, touching
from geo.places.gazetteer import bundled
from geo.query import Query
from geo.view.snapshot import Snapshot, resolve
from geo.view.state import State

WEEKS = 260
ROWS, COLUMNS = 48, 60
CASES, REPLICATES = 10_000, 999
WORLDS = 200
STATED = 0.05
FIRST = date(2024, 1, 1)

Row = dict[str, Any]


def run() -> list[Row]:
    """The rows of speed, then those of false classes."""
    warnings.simplefilter("ignore")
    return [*gi_star_rows(), scan_row(), *false_classes()]


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


# false classes in quiet worlds


def false_classes(worlds: int = WORLDS) -> Iterator[Row]:
    """For each method the share of quiet worlds in which it names anything."""
    chance = 2.33 * (STATED * (1 - STATED) / worlds) ** 0.5
    for name, world, look in _QUIET:
        is_default = "not the default" not in name
        shares = [look(world(np.random.default_rng(seed))) for seed in range(worlds)]
        share = float(np.mean(shares))
        limit = {"target": 1 + chance / STATED, "limit": "at most"} if is_default else {"target": 0.0}
        yield {
            "name": f"false classes: {name}, share of {worlds} quiet worlds",
            "ours": share, "other": STATED, "unit": "",
            "ratio": share / STATED, "met": share <= STATED + chance or not is_default, **limit,
        }  # fmt: skip


def names_any(found: HotSpots, *classes: str) -> bool:
    """Whether a row has one of some classes, or one with a word of them."""
    return any(word in row.verdict for row in found.rows for word in classes)


def by_district(mean: float, dispersion: float, *, same: bool = False) -> Callable[[np.random.Generator], Snapshot]:
    """Worlds of a year: districts with rates of their own in no spatial order, or all with the same."""

    def world(rng: np.random.Generator) -> Snapshot:
        drawn = bundled().drawn
        rates = np.full(len(drawn), mean) if same else rng.gamma(0.4, mean / 0.4, len(drawn))
        rates = np.repeat(rates[:, None] / 52, 52, axis=1)
        if dispersion > 1:
            size = rates / (dispersion - 1)
            rates = rng.gamma(np.maximum(size, 1e-9), dispersion - 1)
        return snapshot_of(events_of(rng.poisson(rates), rng))

    return world


def events_of(counts: np.ndarray, rng: np.random.Generator) -> Iterator[tuple[date, dict[str, Any]]]:
    """The incidents of counts by district and week, each on a day of its week."""
    for place, week in np.argwhere(counts).tolist():
        of_district = {"district": bundled().drawn[place].name, "place_precision": "district"}
        for _ in range(int(counts[place, week])):
            yield FIRST + timedelta(days=7 * week + int(rng.integers(0, 7))), of_district


def at_points(rng: np.random.Generator) -> Snapshot:
    """A world of 800 incidents of a year at 120 places, with a season, in which place and time are unrelated."""
    places, size = rng.uniform((66, 27), (72, 34), (120, 2)), rng.gamma(0.4, 1, 120)
    day = rng.choice(364, 800, p=(season := 1 + 0.5 * np.sin(np.arange(364) / 58)) / season.sum())
    at = places[rng.choice(120, 800, p=size / size.sum())] + rng.normal(0, 0.03, (800, 2))
    return snapshot_of(
        (FIRST + timedelta(days=int(when)), {"lon": float(lon), "lat": float(lat), "place_precision": "exact"})
        for when, (lon, lat) in zip(day, at, strict=True)
    )


def snapshot_of(events: Any) -> Snapshot:
    """The snapshot of a year with these incidents."""
    rows = [
        Incident(incident_id=f"quiet:{k:05}", date_start=day, date_end=day, event_type="Battles", **place)
        for k, (day, place) in enumerate(events)
    ]
    period = Query(first=FIRST, last=FIRST + timedelta(days=363))
    return resolve(Dataset(Incidents.from_rows(rows)), State(period))


_HOT = ("hot spot", "cold spot")
_QUIET: tuple[tuple[str, Callable[[np.random.Generator], Snapshot], Callable[[Snapshot], bool]], ...] = (
    ("Gi*, permutations, 61 districts, Poisson", by_district(10, 1), lambda s: names_any(gi_star_hot_spots(s), *_HOT)),
    ("Gi*, permutations, 61 districts, dispersion 3.7", by_district(10, 3.7),
     lambda s: names_any(gi_star_hot_spots(s), *_HOT)),
    ("Gi*, normal approximation (not the default), 61 districts, dispersion 3.7", by_district(10, 3.7),
     lambda s: names_any(gi_star_hot_spots(s, LocalSettings(permutations=0)), *_HOT)),
    ("local Moran, permutations, 61 districts, dispersion 3.7", by_district(10, 3.7),
     lambda s: names_any(local_moran_hot_spots(s), "among")),
    ("emerging, 61 districts × 13 steps, equal rates, Poisson", by_district(26, 1, same=True),
     lambda s: names_any(emerging_hot_spots(s), *_HOT)),
    ("emerging, 61 districts × 13 steps, equal rates, dispersion 3.7", by_district(26, 3.7, same=True),
     lambda s: names_any(emerging_hot_spots(s), *_HOT)),
    ("scan, 800 incidents, season", at_points,
     lambda s: any(row.verdict == CLUSTER for row in permutation_scan(s, ScanSettings(permutations=199)).rows)),
    ("near repeat, 9 bands, 800 incidents, season", at_points,
     lambda s: any(row.verdict == MORE for row in near_repeats(s, NearRepeatSettings(permutations=199)).rows)),
)  # fmt: skip
"""What is looked at: the worlds, and whether anything is named in one."""

if __name__ == "__main__":
    print(json.dumps(run(), indent=1))
