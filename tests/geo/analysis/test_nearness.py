"""The last incident near a place."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from geo.analysis.nearness import last_near
from geo.dataset import Dataset
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
        incident(1, place_precision="near", date_start=FIRST + timedelta(days=9), **near),
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
    assert last_near(nowhere) == "No incident within 10 km of Port is known in all days of the data."
    assert within.words in nowhere.with_query(Query(within=within)).state.query.words()
