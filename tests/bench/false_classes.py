"""False classes of hot spots: how often each method names anything in a quiet world, with the interval of that share.

The quiet worlds are invented incidents without clusters. As a script (``python tests/bench/false_classes.py``) it
writes the table into ``docs/hotspots.md``; ``make bench`` measures 200 worlds of each.

The scan has 19 replicates there: p is at most 0.05 if the world is above all of them, for which the chance is 1 in 20
whatever the number of replicates is, as long as 0.05 of one more than that is whole. So more worlds can be looked at.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # lets the file run as a script

from geo.analysis.hotspots.emerging import emerging_hot_spots
from geo.analysis.hotspots.local_hot_spots import gi_star_hot_spots, local_moran_hot_spots
from geo.analysis.hotspots.near_repeat import MORE, near_repeats
from geo.analysis.hotspots.result import HotSpots
from geo.analysis.hotspots.scan import CLUSTER, permutation_scan
from geo.analysis.hotspots.settings import LocalSettings, NearRepeatSettings, ScanSettings
from geo.dataset import Dataset
from geo.incidents import Incident, Incidents
from geo.places.gazetteer import bundled
from geo.query import Query
from geo.view.snapshot import Snapshot, resolve
from geo.view.state import State
from tests.bench.pages import ROOT, Line, Table, per_cent_with_interval, share_interval, spread_out, write_table

PAGE = ROOT / "docs" / "hotspots.md"
WORLDS, FEW, SEED = 500, 200, 7
STATED = 0.05
FIRST = date(2024, 1, 1)


class Case(NamedTuple):
    """A method with its quiet world, and whether it names anything in one; how many times the worlds of the others."""

    method: str
    words: str
    world: Callable[[np.random.Generator], Snapshot]
    look: Callable[[Snapshot], bool]
    times: int = 1
    is_default: bool = True


def run() -> list[dict[str, Any]]:
    """For each method the share of quiet worlds in which it names anything, and the stated one; met if chance may be
    all (99 %) of the difference."""
    return [
        {
            "name": f"false classes: {case.method}, {case.words}, share of {FEW} quiet worlds",
            "ours": found / FEW, "other": STATED, "unit": "", "ratio": found / FEW / STATED, "target": 1.0,
            "limit": "at most", "met": share_interval(found, FEW, 0.98)[0] <= STATED or not case.is_default,
        }
        for case, found in zip(CASES, spread_out(named_in, range(len(CASES)), FEW), strict=True)
    ]  # fmt: skip


def named_in(number: int, worlds: int) -> int:
    """In how many quiet worlds the method of a case names anything."""
    case = CASES[number]
    return sum(case.look(case.world(np.random.default_rng((SEED, k)))) for k in range(worlds))


def line_of(number: int, worlds: int) -> Line:
    """A line of the table."""
    case, n = CASES[number], worlds * CASES[number].times
    line = (case.method, case.words, f"{n:,}", per_cent_with_interval(named_in(number, n), n))
    print(*line, sep=" | ", flush=True)
    return line


def table(worlds: int) -> Table:
    """The table of the page."""
    header = ("method", "quiet worlds", "how many", "share with a false class (95 %)")
    order = sorted(range(len(CASES)), key=lambda number: -CASES[number].times)  # the longest first
    lines: Sequence[Line] = list(spread_out(line_of, order, worlds))
    return (
        header,
        [lines[order.index(number)] for number in range(len(CASES))],
        f"World k of each with seed ({SEED}, k)",
    )


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
_SPACE = "61 districts with rates of their own (gamma, shape 0.4, mean 10) in no spatial order"
_SAME = "61 districts × 13 steps, equal rates (mean 2 a step)"
_POINTS = "800 incidents at 120 places, with a season, place and time unrelated"


def _is_gi_star(snapshot: Snapshot) -> bool:
    return names_any(gi_star_hot_spots(snapshot), *_HOT)


def _is_moran(snapshot: Snapshot) -> bool:
    return names_any(local_moran_hot_spots(snapshot), "among")


def _is_emerging(snapshot: Snapshot) -> bool:
    return names_any(emerging_hot_spots(snapshot), *_HOT)


def _is_scan(snapshot: Snapshot) -> bool:
    return any(row.verdict == CLUSTER for row in permutation_scan(snapshot, ScanSettings(permutations=19)).rows)


def _is_near_repeat(snapshot: Snapshot) -> bool:
    return any(row.verdict == MORE for row in near_repeats(snapshot, NearRepeatSettings(permutations=199)).rows)


def _is_normal(snapshot: Snapshot) -> bool:
    return names_any(gi_star_hot_spots(snapshot, LocalSettings(permutations=0)), *_HOT)


CASES = (
    Case("Gi*, permutations", f"{_SPACE}, Poisson", by_district(10, 1), _is_gi_star),
    Case("Gi*, permutations", "the same, dispersion 3.7", by_district(10, 3.7), _is_gi_star),
    Case("Gi*, normal approximation (not the default)", "the same, dispersion 3.7", by_district(10, 3.7), _is_normal,
         is_default=False),
    Case("local Moran, permutations", "the same, Poisson", by_district(10, 1), _is_moran),
    Case("local Moran, permutations", "the same, dispersion 3.7", by_district(10, 3.7), _is_moran),
    Case("emerging", f"{_SAME}, Poisson", by_district(26, 1, same=True), _is_emerging),
    Case("emerging", "the same, dispersion 3.7", by_district(26, 3.7, same=True), _is_emerging),
    Case("scan, 19 replicates", _POINTS, at_points, _is_scan, times=4),
    Case("near repeat, 9 bands, 199 permutations", "the same", at_points, _is_near_repeat),
)  # fmt: skip

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=WORLDS)
    write_table(PAGE, "false classes", table(parser.parse_args().worlds))
