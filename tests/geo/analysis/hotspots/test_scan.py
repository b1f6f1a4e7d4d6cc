"""The permutation scan: against all cylinders one by one, a published example, planted clusters, cancelling."""

from __future__ import annotations

import time
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from threading import Thread
from types import SimpleNamespace

import numpy as np
import pytest

from geo.analysis.hotspots import scan, scan_time
from geo.analysis.hotspots.cylinders import (
    Cases,
    best_of_circles,
    circles_around,
    greatest_of_replicates,
    likelihood_ratio,
)
from geo.analysis.hotspots.methods import load
from geo.analysis.hotspots.scan import CLUSTER, permutation_scan
from geo.analysis.hotspots.settings import ScanSettings
from geo.errors import Cancelled, InputError
from geo.incidents import Incident
from geo.view.snapshot import Snapshot
from tests.geo.tables import dataset_of, incident, snapshot_of

FEVER = Path(__file__).resolve().parents[5] / "shared" / "data" / "test" / "hotspots"
START = date(2024, 1, 1)


def brute_force(x: np.ndarray, y: np.ndarray, cases: Cases, radius: float) -> float:
    """The greatest ratio of all circles around a place that end at another one, and all windows."""
    best, n = 0.0, cases.n
    apart = np.hypot(x[:, None] - x, y[:, None] - y)
    for centre in range(len(x)):
        for reach in sorted({d for d in apart[centre] if d <= radius}):
            inside = apart[centre][cases.place] <= reach
            for begin in range(cases.n_steps):
                for end in range(begin + 1, cases.n_steps + 1):
                    if end - begin > cases.lengths[-1] or (cases.is_prospective and end < cases.n_steps):
                        continue
                    within = (cases.step >= begin) & (cases.step < end)
                    c, expected = int((inside & within).sum()), inside.sum() * within.sum() / n
                    if c > 1 and c > expected and 2 * inside.sum() <= n:
                        ratio = c * np.log(c / expected)
                        ratio += (n - c) * np.log((n - c) / (n - expected)) if c < n else 0.0
                        best = max(best, ratio)
    return best


@pytest.mark.parametrize("is_prospective", [True, False], ids=["prospective", "retrospective"])
@pytest.mark.parametrize("seed", [1, 2])
def test_the_search_finds_the_greatest_ratio_of_all_cylinders(seed: int, *, is_prospective: bool) -> None:
    rng = np.random.default_rng(seed)
    xy = rng.integers(0, 6, (12, 2)) * 1_000.0  # on a lattice: many distances are equal
    xy = np.unique(xy, axis=0)
    place, step = rng.integers(0, len(xy), 40), rng.integers(0, 8, 40)
    step[:6], place[:6] = 7, place[0]
    cases = Cases(place, step, len(xy), 8, 3, is_prospective)
    circles = circles_around(xy[:, 0], xy[:, 1], 3_000.0)
    best = best_of_circles(cases, circles)
    assert best.ratio.max() == pytest.approx(brute_force(xy[:, 0], xy[:, 1], cases, 3_000.0), abs=1e-9)
    top = int(best.ratio.argmax())
    inside = np.isin(place, circles.inside(top)) & (step >= best.begin[top]) & (step < best.end[top])
    assert best.cases[top] == inside.sum()
    rng = np.random.default_rng(9)
    for greatest in greatest_of_replicates(cases, circles, 4, 9):
        exchanged = Cases(place, rng.permutation(step), len(xy), 8, 3, is_prospective)
        assert greatest == pytest.approx(brute_force(xy[:, 0], xy[:, 1], exchanged, 3_000.0), abs=1e-9)


def test_the_ratio_is_that_of_poisson_counts() -> None:
    assert likelihood_ratio(4, 0.670103, 194) == pytest.approx(3.845418, abs=5e-6)
    assert likelihood_ratio([1, 3, 5], [2.0, 3.0, 5.0], 5).tolist() == [0.0, 0.0, 0.0]


@pytest.mark.skipif(
    not (FEVER / "NYCfever.cas").is_file(),
    reason="the New York fever example comes with SaTScan under no stated licence, so it is not part of the project",
)
def test_the_new_york_fever_example() -> None:
    cases_read = [line.split() for line in (FEVER / "NYCfever.cas").read_text(encoding="utf-8").splitlines()]
    places = [line.split() for line in (FEVER / "NYCfever.geo").read_text(encoding="utf-8").splitlines()]
    names = [line[0] for line in places]
    lat, lon = (np.radians([float(line[k]) for line in places]) for k in (1, 2))
    x, y = 6_371_009 * lon * np.cos(np.radians(40.7)), 6_371_009 * lat
    place = np.array([names.index(line[0]) for line in cases_read])
    day = np.array([int(line[2].rpartition("/")[2]) - 1 for line in cases_read])
    cases, circles = Cases(place, day, len(names), 24, 7), circles_around(x, y, 3_000.0)
    best = best_of_circles(cases, circles)
    top = int(best.ratio.argmax())
    assert best.ratio[top] == pytest.approx(3.845418, abs=5e-7)
    assert names[circles.centre[top]] == "11418"
    assert len(circles.inside(top)) == 9
    assert circles.distance_m[circles.last[top]] / 1000 == pytest.approx(2.90, abs=0.01)
    assert (best.begin[top], best.end[top]) == (21, 24)
    assert (best.cases[top], round(best.expected[top], 4)) == (4, 0.6701)


def at(number: int, day: int, lon: float, lat: float) -> Incident:
    when = START + timedelta(days=day)
    return incident(number, date_start=when, date_end=when, lon=lon, lat=lat, place_precision="exact")


def world(days: int = 364, planted_at: int = 350, many: int = 400, planted: int = 9) -> Snapshot:
    """Incidents at random in a year, and some more around one place within two weeks."""
    rng = np.random.default_rng(6)
    day, east, north = rng.integers(0, days, many), rng.uniform(0, 2, many), rng.uniform(0, 2, many)
    rows = [at(k, int(day[k]), 66 + float(east[k]), 29 + float(north[k])) for k in range(many)]
    rows += [at(many + k, planted_at + k, 67.0 + 0.01 * k, 30.2) for k in range(planted)]
    return snapshot_of(dataset_of(*rows), first=START, last=START + timedelta(days=days - 1))


def test_a_planted_cluster_is_found_with_place_and_time() -> None:
    found = permutation_scan(world(), ScanSettings(permutations=99))
    first = found.rows[0]
    assert first.verdict == CLUSTER
    assert first.values["observed"] >= 9
    assert first.values["p"] == 0.01
    assert first.values["recurrence_days"] == pytest.approx(700)
    assert first.values["last_day"] == "2024-12-29"
    assert first.values["first_day"] >= "2024-12-09"
    assert first.values["lon"] == pytest.approx(67.04, abs=0.1)
    assert first.values["radius_km"] <= 50
    assert "times as many; cluster (p = 0.01; with looks every 7 days" in first.sentence
    assert found.n_used == 409


def test_only_a_retrospective_scan_finds_what_is_over() -> None:
    snapshot = world(planted_at=100)
    now = permutation_scan(snapshot, ScanSettings(permutations=29))
    ever = permutation_scan(snapshot, ScanSettings(30, 42, 14, 20.0, is_prospective=False, permutations=29))
    assert all(row.verdict != CLUSTER for row in now.rows)
    assert ever.rows[0].verdict == CLUSTER
    assert ever.rows[0].values["recurrence_days"] is None
    assert "2024-04" in ever.rows[0].values["first_day"] + ever.rows[0].values["last_day"]


def test_clusters_do_not_overlap() -> None:
    found = permutation_scan(world(), ScanSettings(permutations=9))
    assert "no p is below 0.1: nothing can be named. Use at least 19 permutations." in found.hints[0]
    rows = found.rows
    assert len({row.place for row in rows}) == len(rows)
    assert [row.values["log_likelihood_ratio"] for row in rows] == sorted(
        (row.values["log_likelihood_ratio"] for row in rows), reverse=True
    )


def test_a_quiet_world_has_p_values_that_are_not_small() -> None:
    assert permutation_scan(world(planted=0), ScanSettings(permutations=99)).rows[0].values["p"] > 0.05


@pytest.mark.parametrize("is_prospective", [True, False], ids=["prospective", "retrospective"])
def test_cancelling_works_within_200_ms(*, is_prospective: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan_time, "MOST_S", 1e9)
    load()  # as the panel does when it is shown
    snapshot = world(many=3_000, planted=0)
    settings = ScanSettings(permutations=99_999, is_prospective=is_prospective, merge_km=10, step_days=7)
    asked: list[float] = []
    raised: list[float] = []

    def tick(_share: float) -> None:
        if asked:
            raise Cancelled("stopped")

    def work() -> None:
        with pytest.raises(Cancelled):
            permutation_scan(snapshot, settings, tick)
        raised.append(time.perf_counter())

    worker = Thread(target=work)
    worker.start()
    worker.join(0.5)
    assert worker.is_alive()
    asked.append(time.perf_counter())
    worker.join(10)
    assert raised[0] - asked[0] < 0.2


def test_loading_can_be_stopped_between_its_parts() -> None:
    ticks: list[float] = []

    def tick(share: float) -> None:
        ticks.append(share)
        if len(ticks) == 3:
            raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        load(tick)
    assert len(ticks) == 3


def test_too_much_and_too_little_are_said_in_words() -> None:
    empty = permutation_scan(snapshot_of(dataset_of(at(1, 0, 67, 30), at(2, 97, 67, 30))))
    assert empty.rows == ()
    assert empty.hints == ("There are 2 incidents with a point and a day: at least 4 are needed.",)
    short = snapshot_of(dataset_of(at(1, 0, 67, 30)), first=START, last=START + timedelta(days=8))
    with pytest.raises(InputError, match="The period of 9 days holds 1 step of 7 days"):
        permutation_scan(short)
    long = world(days=4_000, planted_at=3_000)
    with pytest.raises(InputError, match=r"about \d+ hours; at most about 10 minutes are allowed"):
        permutation_scan(long, ScanSettings(is_prospective=False, radius_km=500, step_days=1, merge_km=0))


def test_clusters_longer_than_half_of_the_period_are_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    month = world(days=30, planted_at=20, many=20)
    assert "The period is short: clusters of up to 14 days are looked for, half of its steps." in (
        permutation_scan(month, ScanSettings(permutations=9)).hints
    )
    with pytest.raises(InputError, match="is 20 days: choose at most half of the steps of the period, 14 days"):
        permutation_scan(month, ScanSettings(longest_days=20))
    monkeypatch.setattr(scan_time, "MOST_S", 1e-6)
    with pytest.raises(InputError, match="times, would take about 0 seconds; at most"):
        permutation_scan(month)


@pytest.mark.parametrize("is_prospective", [True, False], ids=["prospective", "retrospective"])
def test_how_long_it_takes_is_said_before_it_starts(*, is_prospective: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock of the test goes on by a second with each look: one replicate is tried, which takes a second."""
    monkeypatch.setattr(scan, "_BRIEF_S", 0.0)
    told: list[float] = []
    monkeypatch.setattr(scan_time, "time", SimpleNamespace(perf_counter=count().__next__))
    settings = ScanSettings(permutations=19, is_prospective=is_prospective, merge_km=10)
    permutation_scan(world(many=200), settings, told.append, told.append)
    seconds = next(each for each in told if each > 1)
    assert seconds == 19 + 10
    assert not any(told[: told.index(seconds)])
