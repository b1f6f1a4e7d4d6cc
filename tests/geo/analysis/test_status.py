"""The status line, and incidents that the map does not show as points."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given

from geo.analysis.status import off_the_map, status
from geo.dataset import Dataset
from geo.incidents import Incidents
from geo.query import Query
from geo.view.snapshot import resolve
from geo.view.state import State
from tests.geo.tables import (
    FIRST,
    KP,
    counts_by_reason,
    dataset_of,
    datasets,
    few_examples,
    incident,
    queries,
    snapshot_of,
)

POINT = {"lon": 70.6, "lat": 33.0}


@few_examples
@given(datasets, queries())
def test_each_incident_shown_is_on_the_map_or_counted_as_not_drawn(dataset: Dataset, query: Query) -> None:
    snapshot = resolve(dataset, State(query))
    points = int(np.count_nonzero(dataset.incidents.has_point[snapshot.rows]))
    assert points + sum(counts_by_reason(off_the_map(snapshot)).values()) == len(snapshot.answer)
    assert sum(snapshot.by_place_precision.values()) == len(snapshot.answer)


PLACES = [
    pytest.param("exact", POINT, "", "", id="exact"),
    pytest.param("near", POINT, "", "", id="near"),
    pytest.param("exact", {"district": "Bannu", "province": KP}, "not mapped", "unlocated", id="exact, no point"),
    pytest.param("near", {}, "not mapped", "unlocated", id="near, no point"),
    pytest.param("district", {"district": "Bannu"}, "known only to the district", "district", id="district"),
    pytest.param(
        "district", {"district": "Bannu", **POINT}, "known only to the district", "district", id="district with a point"
    ),
    pytest.param(
        "district", {"district": "Kech"}, "known only to the district", "district", id="district spelt as today"
    ),
    pytest.param("district", {"district": "Nowhere"}, "not mapped", "unlocated", id="unknown district"),
    pytest.param("district", {"district": "", **POINT}, "not mapped", "unlocated", id="no district named"),
    pytest.param("province", {"province": KP}, "not mapped", "province", id="province"),
    pytest.param("province", {"province": KP, **POINT}, "not mapped", "province", id="province with a point"),
    pytest.param("country", {}, "not mapped", "country", id="country"),
    pytest.param("country", {"district": "Bannu", **POINT}, "not mapped", "country", id="country with a point"),
]


@pytest.mark.parametrize(("precision", "place", "reason", "known"), PLACES)
def test_the_status_counts_incidents_that_are_not_drawn(
    precision: str, place: dict[str, Any], reason: str, known: str
) -> None:
    snapshot = snapshot_of(dataset_of(incident(place_precision=precision, **place)))
    assert counts_by_reason(off_the_map(snapshot)) == ({reason: 1} if reason else {})
    assert snapshot.by_place_precision == {known or precision: 1}
    assert status(snapshot) == "1 of 1 incident" + (f" · 1 {reason}" if reason else "")


def test_the_status_counts_only_the_incidents_shown() -> None:
    many = [incident(n, place_precision="district", district="Bannu") for n in range(1200)]
    point = incident(1200, place_precision="exact", **POINT, source="acled")
    dataset = dataset_of(*many, point)
    assert status(snapshot_of(dataset)) == "1,201 of 1,201 incidents · 1,200 known only to the district"
    assert status(snapshot_of(dataset, sources=frozenset(("acled",)))) == "1 of 1,201 incidents"
    assert status(snapshot_of(dataset, text="nothing")) == "0 of 1,201 incidents"


def test_the_status_of_an_empty_result() -> None:
    snapshot = snapshot_of(Dataset(Incidents.from_rows([])))
    assert status(snapshot) == "0 of 0 incidents"
    assert off_the_map(snapshot) == ()


def test_the_status_says_which_days_are_not_covered() -> None:
    one = dataset_of(incident(date_start=FIRST))
    assert status(snapshot_of(one, first=FIRST - timedelta(days=4))) == (
        "1 of 1 incident · 1 not mapped · the data begin on 1 Jan 2024: 4 of 5 days are not covered"
    )
    assert status(snapshot_of(one)) == "1 of 1 incident · 1 not mapped"
