"""The Knox test: against all pairs one by one, bands, distances, permutations."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from geo.analysis.hotspots import near_repeat
from geo.analysis.hotspots.near_repeat import MORE, NO_MORE, knox, near_repeats
from geo.analysis.hotspots.settings import NearRepeatSettings
from geo.errors import Cancelled, InputError
from tests.geo.tables import FIRST, dataset_of, incident, snapshot_of

CHICAGO = Path(__file__).resolve().parents[5] / "shared" / "data" / "test" / "hotspots" / "chicago_arson.csv"


def brute_force(xy: np.ndarray, day: np.ndarray, settings: NearRepeatSettings) -> np.ndarray:
    found = np.zeros((len(settings.distances_m), len(settings.days)), int)
    for i in range(len(day)):
        for j in range(i):
            dx, dy = np.abs(xy[i] - xy[j])
            far = np.hypot(dx, dy) if settings.metric == "euclidean" else dx + dy
            space = next((k for k, bound in enumerate(settings.distances_m) if far <= bound), None)
            time = next((k for k, bound in enumerate(settings.days) if abs(day[i] - day[j]) <= bound), None)
            if space is not None and time is not None:
                found[space, time] += 1
    return found


@pytest.mark.parametrize("metric", ["euclidean", "manhattan"])
def test_pairs_are_counted_by_band(metric: str) -> None:
    rng = np.random.default_rng(5)
    xy, day = rng.integers(0, 25, (45, 2)) * 25.0, rng.integers(0, 50, 45)
    settings = NearRepeatSettings((0.0, 100.0, 250.0), (0, 7, 14), metric, 29)  # type: ignore[arg-type]
    found = knox(xy[:, 0], xy[:, 1], day, settings)
    assert found.observed.tolist() == brute_force(xy, day, settings).tolist()
    rng = np.random.default_rng(settings.seed)
    counts = np.array([brute_force(xy, rng.permutation(day), settings) for _ in range(29)])
    np.testing.assert_allclose(found.p, ((counts >= found.observed).sum(axis=0) + 1) / 30)
    spread = np.sqrt(counts.var(axis=0).max() / 29)
    np.testing.assert_allclose(counts.mean(axis=0), found.expected, atol=5 * spread)


def test_the_expected_number_is_exact() -> None:
    """Three points of which two are near each other: that pair is each of the three pairs of days equally often."""
    found = knox(np.array([0.0, 10, 9_000]), np.zeros(3), np.array([0, 1, 50]), NearRepeatSettings((100.0,), (7,)))
    assert found.expected[0, 0] == pytest.approx(1 / 3)
    assert found.observed[0, 0] == 1
    assert found.p[0, 0] == pytest.approx(1 / 3, abs=0.06)


def snapshot(count: int, repeats: int) -> object:
    rng = np.random.default_rng(8)
    lon, lat, day = rng.uniform(66, 68, count), rng.uniform(29, 31, count), rng.integers(0, 360, count)
    rows = [(lon[k], lat[k], int(day[k])) for k in range(count)]
    rows += [(lon[k] + 0.002, lat[k], int(day[k]) + 2) for k in range(repeats)]
    return snapshot_of(dataset_of(*(
        incident(k, date_start=FIRST + timedelta(days=when), date_end=FIRST + timedelta(days=when), lon=float(east),
                 lat=float(north), place_precision="exact")
        for k, (east, north, when) in enumerate(rows)
    )))  # fmt: skip


def test_planted_repeats_are_more_than_by_chance() -> None:
    found = near_repeats(snapshot(200, 20), NearRepeatSettings((500.0, 2_000.0), (4, 28)))  # type: ignore[arg-type]
    first = found.rows[0]
    assert first.verdict == MORE
    assert first.values["observed"] == 20
    assert first.sentence.startswith("0 to 500 m and 0 to 4 days apart: 20 pairs, ")
    assert {row.verdict for row in found.rows[1:]} == {NO_MORE}
    assert found.rows[3].place == "over 500 to 2,000 m, 5 to 28 days"


def test_permutations_with_which_no_band_alone_can_be_named_are_said() -> None:
    few, enough = (near_repeats(snapshot(20, 0), NearRepeatSettings(permutations=n)) for n in (99, 179))  # type: ignore[arg-type]
    assert few.hints[0] == (
        "The smallest p of these permutations is 0.01, so that one band alone among 9 has q = 0.09 at best: nothing is "
        "named unless at least 2 have that p. Use at least 179 permutations."
    )
    assert enough.hints == ()


def test_no_pairs_at_all() -> None:
    found = near_repeats(snapshot(3, 0))  # type: ignore[arg-type]
    assert [row.values["observed"] for row in found.rows] == [0] * 9
    assert all(row.values["ratio"] is None for row in found.rows)
    assert "too few for pairs" in near_repeats(snapshot(2, 0)).hints[0]  # type: ignore[arg-type]


def test_too_many_pairs_are_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(near_repeat, "MOST_PAIRS", 10)
    with pytest.raises(InputError, match="choose smaller distances or a shorter period"):
        near_repeats(snapshot(100, 0), NearRepeatSettings((90_000.0,)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"distances_m": (5_000.0, 1_000.0)}, "are 5, 1: each has to be larger than the one before, as in 1, 5, 10 km"),
        ({"days": (14, 7)}, "are 14, 7: each has to be larger than the one before, as in 7, 14, 28 days"),
        ({"distances_m": (5e6,)}, "is 5000 km: choose a number from 0 to 700 km"),
        ({"days": (3_000,)}, "reaches to 3,000 days, and the period has"),
    ],
)
def test_bands_that_make_no_sense_are_refused_in_words(given: dict[str, Any], words: str) -> None:
    with pytest.raises(InputError, match=words):
        near_repeats(snapshot(30, 0), NearRepeatSettings(**given))  # type: ignore[arg-type]


def test_it_can_be_cancelled() -> None:
    def stop(_share: float) -> None:
        raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        near_repeats(snapshot(30, 0), None, stop)  # type: ignore[arg-type]


@pytest.mark.skipif(not CHICAGO.is_file(), reason="Chicago arson is data of a package under GPL-3")
@pytest.mark.parametrize(("metric", "pairs", "expected"), [("euclidean", 83, 66.20254), ("manhattan", 64, 45.80316)])
def test_chicago_arson(metric: str, pairs: int, expected: float) -> None:
    rows = [line.split(",") for line in CHICAGO.read_text(encoding="utf-8").splitlines()]
    x, y = (np.array([float(row[k]) for row in rows]) for k in (0, 1))
    day = np.array([date.fromisoformat(row[2]).toordinal() for row in rows])
    found = knox(x, y, day, NearRepeatSettings((1_000.0,), (7,), metric))  # type: ignore[arg-type]
    assert found.observed[0, 0] == pairs
    assert found.expected[0, 0] == pytest.approx(expected, rel=0.02)  # theirs is the mean of permutations
