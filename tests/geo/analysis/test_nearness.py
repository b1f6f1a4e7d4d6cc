"""The last incident near a place."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from geo.analysis.nearness import last_near, near_words
from geo.dataset import Dataset
from geo.incidents import Incident
from geo.places.target import point_target
from geo.query import Query, Within
from geo.view.snapshot import Snapshot, resolve
from geo.view.state import State
from tests.geo.tables import FIRST, dataset_of, incident


def snapshot_of(dataset: Dataset, **filters: Any) -> Snapshot:
    return resolve(dataset, State(Query(**filters)))


def counts_by_reason(items: Any) -> dict[str, int]:
    return {item.reason: item.n for item in items}


def test_the_last_incident_within_the_distance_is_reported_with_incidents_without_a_point() -> None:
    near, far = {"lon": 70.6, "lat": 33.0}, {"lon": 67.0, "lat": 30.2}
    rows = [
        incident(0, place_precision="exact", **near),
        incident(1, place_precision="exact", date_start=FIRST + timedelta(days=9), **near),
        incident(2, place_precision="exact", date_start=FIRST + timedelta(days=30), **far),
        incident(3, place_precision="district", district="Bannu"),
    ]
    within = Within(point_target(70.62, 33.0, "Clinic"), 10)
    snapshot = snapshot_of(dataset_of(*rows), within=within, first=FIRST, last=FIRST + timedelta(days=3))
    assert snapshot.rows.tolist() == [0]
    expected = {"outside the period": 2, "located too coarsely, so that the distance is not known": 1}
    assert counts_by_reason(snapshot.left_out) == expected
    assert snapshot.distances is not None
    assert snapshot.distances[0] == pytest.approx(1.87, abs=0.01)
    assert last_near(snapshot) == (
        "The last within 10 km of Clinic: 10 Jan 2024, 21 days before the data end (31 Jan 2024)."
    )
    nowhere = snapshot_of(dataset_of(*rows), within=Within(point_target(60.0, 25.0, "Port"), 10))
    assert near_words(nowhere) == "0 within 10 km of Port."
    assert last_near(nowhere) == "No incident within 10 km of Port is known in all days of the data."
    assert within.words in nowhere.with_query(Query(within=within)).state.query.words()


EAST_DEG = 1 / 93.36
"""A kilometre to the east at 33° N, in degrees, to within a hundredth."""


def at_km(number: int, km: float, precision: str) -> Incident:
    return incident(number, place_precision=precision, lon=70.6 + km * EAST_DEG, lat=33.0, killed_best=number)


@pytest.mark.parametrize(
    ("places", "words"),
    [
        ([(3, "exact"), (12, "exact"), (40, "exact")], "2 within 30 km of Clinic."),
        ([(3, "near"), (29, "exact")], "2 within 30 km of Clinic."),
        ([(3, "exact"), (12, "near")],
         "1 within 30 km of Clinic, 1 more may lie within. Their place is known to 25 km."),
        ([(3, "exact"), (35, "near"), (54, "near"), (57, "near")],
         "1 within 30 km of Clinic, 2 more may lie within. Their place is known to 25 km."),
        ([(12, "near"), (35, "near"), (40, "exact")],
         "0 within 30 km of Clinic, 2 more may lie within. Their place is known to 25 km."),
    ],
    ids=["exact", "near and surely within", "its edge", "beyond its edge", "both"],
)  # fmt: skip
def test_what_may_lie_outside_or_within_is_counted_apart(places: list[tuple[float, str]], words: str) -> None:
    rows = [at_km(n, km, precision) for n, (km, precision) in enumerate(places)]
    snapshot = snapshot_of(dataset_of(*rows), within=Within(point_target(70.6, 33.0, "Clinic"), 30))
    assert near_words(snapshot) == words
    possible = snapshot.with_query(
        replace(snapshot.state.query, within=Within(point_target(70.6, 33.0, "Clinic"), 30, True))
    )
    assert near_words(possible) == words
    assert len(possible.answer) == len(snapshot.answer) + sum(
        item.n for item in snapshot.left_out if "25" in item.reason
    )


def test_what_may_lie_within_passes_all_other_filters_and_is_a_reason_of_its_own() -> None:
    rows = [at_km(n, 40, "near") for n in range(4)]
    within = Within(point_target(70.6, 33.0, "Clinic"), 30)
    snapshot = snapshot_of(dataset_of(*rows), within=within, min_killed=2)
    assert near_words(snapshot).startswith("0 within 30 km of Clinic, 2 more may lie within.")
    assert counts_by_reason(snapshot.left_out) == {
        "stopped by a filter": 2,
        "known to 25 km only, so that they may lie within the distance": 2,
    }
    assert near_words(snapshot_of(dataset_of(*rows))) == ""
