"""Gi* and local Moran of a snapshot: what is used and left out, classes, sentences, hints, bad input."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from geo.analysis.hotspots import local_hot_spots as local
from geo.analysis.hotspots.emerging import emerging_hot_spots
from geo.analysis.hotspots.local_hot_spots import gi_star_hot_spots, local_moran_hot_spots
from geo.analysis.hotspots.near_repeat import near_repeats
from geo.analysis.hotspots.result import HotSpots
from geo.analysis.hotspots.scan import permutation_scan
from geo.analysis.hotspots.settings import EmergingSettings, LocalSettings, NearRepeatSettings, ScanSettings
from geo.dataset import Dataset
from geo.errors import Cancelled, InputError
from geo.incidents import Incident
from geo.places.gazetteer import bundled
from geo.places.target import point_target
from geo.query import Within
from geo.view.snapshot import Snapshot
from tests.geo.tables import FIRST, dataset_of, datasets, incident, queries, snapshot_of

DRAWN = bundled().drawn
NEIGHBOURS = ("Kurram", "Orakzai", "Hangu", "Kohat", "Khyber")


def in_district(number: int, district: str, **changes: Any) -> Incident:
    day = FIRST + timedelta(days=number % 300)
    return incident(number, date_start=day, date_end=day, place_precision="district", district=district, **changes)


def clustered(many: int = 12) -> Dataset:
    """Many incidents in each of five districts that touch, one in each of the others."""
    names = [name for name in NEIGHBOURS for _ in range(many)] + [d.name for d in DRAWN]
    return dataset_of(*(in_district(k, name) for k, name in enumerate(names)))


def by_place(found: HotSpots) -> dict[str, str]:
    return {row.place: row.verdict for row in found.rows}


def all_numbers(found: HotSpots) -> list[float]:
    return [value for row in found.rows for value in row.values.values() if isinstance(value, float)]


METHODS: dict[str, Any] = {
    "gistar": lambda s: gi_star_hot_spots(s, LocalSettings(permutations=49)),
    "gistar of a grid": lambda s: gi_star_hot_spots(s, LocalSettings(grid="hex", cell_km=120, permutations=9)),
    "gistar spread": lambda s: gi_star_hot_spots(s, LocalSettings("square", 120, permutations=0, coarse="spread")),
    "moran": lambda s: local_moran_hot_spots(s, LocalSettings(permutations=0)),
    "emerging": lambda s: emerging_hot_spots(s, EmergingSettings(step_days=1)),
    "scan": lambda s: permutation_scan(s, ScanSettings(step_days=5, permutations=9)),
    "knox": lambda s: near_repeats(s, NearRepeatSettings(permutations=9)),
}


@pytest.mark.parametrize("name", METHODS)
@settings(max_examples=6)
@given(dataset=datasets, query=queries(most=1))
def test_what_is_used_and_left_out_is_all_that_is_shown(name: str, dataset: Dataset, query: Any) -> None:
    snapshot = shown_of(dataset, query)
    if name in ("emerging", "scan") and snapshot.period.width_days < 10:
        with pytest.raises(InputError, match="hoose"):
            METHODS[name](snapshot)
        return
    found = METHODS[name](snapshot)
    assert found.n_used + sum(item.n for item in found.left_out) == len(snapshot.rows)
    assert all(item.n > 0 and item.reason for item in found.left_out)
    assert np.isfinite(all_numbers(found)).all()
    assert all(row.verdict in found.legend and row.sentence.endswith(".") for row in found.rows)
    assert not any("nan" in row.sentence for row in found.rows)


def shown_of(dataset: Dataset, query: Any) -> Snapshot:
    return snapshot_of(dataset).with_query(query)


def test_districts_that_touch_and_have_many_are_hot() -> None:
    found = gi_star_hot_spots(snapshot_of(clustered()))
    verdicts = by_place(found)
    assert {name for name, verdict in verdicts.items() if "hot" in verdict} >= {"Kurram", "Orakzai"}
    assert verdicts["Gwadar"] == local.CHANCE
    assert found.n_used == 121
    first = found.rows[0]
    assert first.values["count"] == 13
    assert first.values["p"] < 0.001
    assert "Gi*, binary" in found.method
    assert "seed 20240101" in found.method
    assert f"{first.place} with its" in first.sentence


def test_the_classes_of_districts_are_in_their_order() -> None:
    found = gi_star_hot_spots(snapshot_of(clustered()))
    classes = found.classes_of(district.name for district in DRAWN)
    assert len(classes) == 61
    assert classes[next(d.index for d in DRAWN if d.name == "Orakzai")] == by_place(found)["Orakzai"]
    part = gi_star_hot_spots(snapshot_of(clustered(), districts=frozenset(NEIGHBOURS)))
    assert sum(bool(name) for name in part.classes_of(district.name for district in DRAWN)) == 5


def test_local_moran_says_how_a_place_is_like_its_neighbours() -> None:
    found = local_moran_hot_spots(snapshot_of(clustered()))
    verdicts = by_place(found)
    assert verdicts["Orakzai"] == local.HIGH_HIGH
    assert "row-standardised" in found.method
    assert found.counts[local.HIGH_HIGH] >= 3


def test_one_high_district_among_empty_ones_is_hinted_at() -> None:
    found = gi_star_hot_spots(snapshot_of(dataset_of(*(in_district(k, "Quetta") for k in range(40)))))
    assert by_place(found)["Quetta"] == local.CHANCE
    assert found.hints[0].startswith("Quetta has 40 incidents, 0.7 on average, and is no hot spot")
    high = ("Quetta", "Swat", "Kech", "Bannu", "Sibi")
    found = gi_star_hot_spots(snapshot_of(dataset_of(*(in_district(k, high[k % 5]) for k in range(100)))))
    assert [hint.partition(". ")[0] for hint in found.hints] == [
        "Far above the average count of 1.6, and no hot spots: Kech (20), Quetta (20), Sibi (20) and 2 more"
    ]


def test_strategic_developments_protests_and_riots_are_out_unless_asked_for() -> None:
    rows = [in_district(k, "Quetta", event_type=kind) for k, kind in enumerate(("Protests", "Riots", "Battles"))]
    snapshot = snapshot_of(dataset_of(*rows))
    assert gi_star_hot_spots(snapshot).n_used == 1
    assert gi_star_hot_spots(snapshot).left_out[0].n == 2
    assert gi_star_hot_spots(snapshot, LocalSettings(all_types=True)).n_used == 3
    chosen = snapshot_of(dataset_of(*rows), types=frozenset({"Protests"}))
    assert gi_star_hot_spots(chosen).n_used == 1


def test_what_is_known_to_the_district_is_left_out_of_a_grid_or_spread_over_it() -> None:
    rows = [in_district(k, "Quetta") for k in range(12)]
    rows += [incident(50 + k, lon=66.99, lat=30.19, place_precision="exact", district="Quetta") for k in range(12)]
    snapshot = snapshot_of(dataset_of(*rows))
    out, spread = (
        gi_star_hot_spots(snapshot, LocalSettings("hex", 40, permutations=0, coarse=coarse))  # type: ignore[arg-type]
        for coarse in ("leave-out", "spread")
    )
    assert (out.n_used, spread.n_used) == (12, 24)
    assert sum(row.values["count"] for row in spread.rows) == pytest.approx(24)
    assert "is spread over it" in spread.method


@pytest.mark.parametrize(
    "rows",
    [[in_district(1, "Quetta")], [in_district(k, "Quetta") for k in range(9)]],
    ids=["one", "nine"],
)
def test_too_few_incidents_are_said_in_words(rows: list[Incident]) -> None:
    for method in (gi_star_hot_spots, local_moran_hot_spots):
        found = method(snapshot_of(dataset_of(*rows)))
        assert set(by_place(found).values()) == {local.TOO_FEW}
        assert "with fewer than 10 nothing is said" in found.hints[0]


def test_equal_counts_and_few_places_are_said_in_words() -> None:
    equal = dataset_of(*(in_district(k, d.name) for k, d in enumerate(DRAWN)))
    assert "none is higher" in gi_star_hot_spots(snapshot_of(equal)).hints[0]
    few = gi_star_hot_spots(snapshot_of(clustered(), districts=frozenset(NEIGHBOURS)))
    assert few.hints[0] == "The filter leaves 5 districts: at least 8 are compared."
    wide = gi_star_hot_spots(
        snapshot_of(clustered(), districts=frozenset(NEIGHBOURS)), LocalSettings("hex", 200.0, coarse="spread")
    )
    assert "cells of 200 km: at least 8 are compared. Choose smaller cells" in wide.hints[0]


def test_all_on_one_point() -> None:
    rows = [incident(k, date_start=FIRST + timedelta(days=k), date_end=FIRST + timedelta(days=k), lon=66.99, lat=30.19,
                     place_precision="exact", district="Quetta") for k in range(30)]  # fmt: skip
    snapshot = snapshot_of(dataset_of(*rows))
    for found in [method(snapshot) for name, method in METHODS.items() if name != "emerging"]:
        assert np.isfinite(all_numbers(found)).all()
    found = gi_star_hot_spots(snapshot, LocalSettings("square", 50))
    assert "is no hot spot" in found.hints[0]


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: LocalSettings(cell_km=float("nan")), "The side of a cell is nan km"),
        (lambda: LocalSettings(cell_km=float("inf")), "The side of a cell is inf km"),
        (lambda: LocalSettings(cell_km=0.0001), "choose a number from 3.4 to 200 km"),
        (lambda: LocalSettings(permutations=-1), "The number of permutations is -1"),
        (lambda: LocalSettings(seed=-5), "The seed is -5"),
        (lambda: LocalSettings(rate=0), "The false discovery rate is 0"),
        (lambda: LocalSettings(grid="round"), "choose districts, square or hex"),  # type: ignore[arg-type]
        (lambda: EmergingSettings(step_days=0), "The length of a step is 0 days"),
        (lambda: ScanSettings(radius_km=float("-inf")), "The radius is -inf km"),
        (lambda: ScanSettings(longest_days=3), "shorter than a step"),
        (lambda: NearRepeatSettings(distances_m=(5.0, 5.0)), "are 0.005, 0.005: each has to be larger"),
        (lambda: NearRepeatSettings(days=()), "are missing"),
        (lambda: NearRepeatSettings(distances_m=(float("nan"),)), "bound of a band of distances is nan km"),
    ],
)
def test_impossible_numbers_are_refused_in_words(make: Any, words: str) -> None:
    with pytest.raises(InputError, match=words):
        make()


def test_a_result_is_computed_once_whoever_asks() -> None:
    snapshot = snapshot_of(clustered())
    assert gi_star_hot_spots(snapshot, LocalSettings(), lambda _: None) is gi_star_hot_spots(snapshot)


def test_the_normal_approximation_says_that_it_fits_badly() -> None:
    found = gi_star_hot_spots(snapshot_of(clustered()), LocalSettings(permutations=0))
    assert "fits skewed counts badly" in found.hints[-1]
    assert not any("fits" in hint for hint in gi_star_hot_spots(snapshot_of(clustered())).hints)


def test_permutations_that_can_name_nothing_are_said() -> None:
    snapshot = snapshot_of(clustered())
    few = gi_star_hot_spots(snapshot, LocalSettings(permutations=19))
    assert few.counts.keys() == {local.CHANCE}
    assert few.hints[0] == (
        "With so few permutations no p is below 0.1: nothing can be named. Use at least 99: where p is at most 0.02, "
        "it is then drawn again 99,999 times."
    )
    assert gi_star_hot_spots(snapshot, LocalSettings(permutations=99)).counts.keys() != {local.CHANCE}
    alone = dataset_of(*(incident(k, lon=66.99, lat=30.19, place_precision="exact") for k in range(12)))
    assert local_moran_hot_spots(snapshot_of(alone), LocalSettings("square", 12.0, 99)).hints[0] == (
        "The smallest p of these permutations is 2e-05, so that one cell alone among 3,423 has q = 0.068 at best: "
        "nothing is named unless at least 2 have that p. Cells of about 15 km are few enough."
    )


def test_a_sample_and_a_filter_by_distance_are_said() -> None:
    sample = snapshot_of(replace(clustered(), is_sample=True))
    assert all("are a sample" in METHODS[name](sample).hints[-1] for name in METHODS)
    within = snapshot_of(clustered(), within=Within(point_target(70.6, 33.0), 50.0))
    assert "compared as empty" in gi_star_hot_spots(within).hints[-1]
    assert not any("sample" in hint for hint in gi_star_hot_spots(within).hints)


def test_gi_star_can_be_cancelled() -> None:
    def stop(_share: float) -> None:
        raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        gi_star_hot_spots(snapshot_of(clustered()), None, stop)


def test_the_period_of_the_map_is_the_one_that_counts() -> None:
    whole = snapshot_of(clustered())
    part = snapshot_of(clustered(), first=date(2024, 1, 1), last=date(2024, 1, 20))
    assert gi_star_hot_spots(part).n_used == 20 < gi_star_hot_spots(whole).n_used
