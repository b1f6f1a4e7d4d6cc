"""Incidents left out by a query; with those shown they sum to all incidents."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import given

from geo.dataset import Dataset
from geo.incidents import Incidents
from geo.places.border_bands import BorderZone
from geo.query import Query
from geo.view.snapshot import Snapshot, resolve
from geo.view.state import State
from tests.geo.tables import FIRST, dataset_of, datasets, few_examples, incident, queries


def snapshot_of(dataset: Dataset, **filters: Any) -> Snapshot:
    return resolve(dataset, State(Query(**filters)))


def counts_by_reason(items: Any) -> dict[str, int]:
    return {item.reason: item.n for item in items}


@few_examples
@given(datasets, queries(most=3))
def test_incidents_shown_and_left_out_sum_to_all(dataset: Dataset, query: Query) -> None:
    snapshot = resolve(dataset, State(query))
    assert len(snapshot.answer) + sum(item.n for item in snapshot.left_out) == len(dataset.incidents)
    assert all(item.n > 0 for item in snapshot.left_out)


def four_incidents() -> Dataset:
    return dataset_of(
        incident(1, killed_best=9),
        incident(2, killed_best=1),
        incident(3),
        incident(4, killed_best=9, date_start=FIRST + timedelta(days=40)),
    )


def test_an_unknown_number_of_deaths_is_counted_separately() -> None:
    snapshot = snapshot_of(four_incidents(), first=FIRST, last=FIRST, min_killed=5)
    assert counts_by_reason(snapshot.left_out) == {
        "outside the period": 1,
        "stopped by a filter": 1,
        "without a figure of deaths, so that the filter by killed cannot be applied": 1,
    }


def test_a_query_without_filters_leaves_nothing_out() -> None:
    assert snapshot_of(four_incidents()).left_out == ()


def test_unknown_deaths_are_counted_only_among_rows_of_the_other_filters() -> None:
    snapshot = snapshot_of(four_incidents(), first=FIRST, last=FIRST, min_killed=5, sources=frozenset(("acled",)))
    assert counts_by_reason(snapshot.left_out) == {"outside the period": 1, "stopped by a filter": 3}


def test_an_empty_dataset_leaves_nothing_out() -> None:
    assert snapshot_of(Dataset(Incidents.from_rows([]))).left_out == ()


def test_what_a_zone_along_the_border_leaves_out_is_told_apart_by_its_reason() -> None:
    torkham = {"lon": 71.09, "lat": 34.12}
    dataset = dataset_of(
        incident(1, place_precision="exact", **torkham),
        incident(2, place_precision="near", lon=71.3, lat=34.1),
        incident(3, place_precision="exact", lon=71.5, lat=34.0),
        incident(4, place_precision="district", district="Peshawar"),
    )
    snapshot = snapshot_of(dataset, border=BorderZone("Afghanistan", 10.0))
    assert snapshot.rows.tolist() == [0]
    assert counts_by_reason(snapshot.left_out) == {
        "stopped by a filter": 1,
        "known to 25 km only, so that they may lie in the zone along the border": 1,
        "located too coarsely, so that the distance from the border is not known": 1,
    }
