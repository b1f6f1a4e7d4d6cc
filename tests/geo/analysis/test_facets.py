"""Counts of the choices of a filter."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from geo.analysis.facets import facet
from geo.dataset import Dataset
from geo.incidents import Incidents
from geo.query import Query
from geo.view.snapshot import Snapshot, resolve
from geo.view.state import State
from tests.geo.tables import DIVISIONS, dataset_of, datasets, few_examples, incident, queries

FACETS = ("types", "sub_types", "actors", "provinces", "divisions", "districts", "sources", "attribution")
ONE_FILTER = (
    ("types", "sub_types"),
    ("provinces", "divisions", "districts"),
    ("actors",),
    ("sources",),
    ("attribution",),
)


def snapshot_of(dataset: Dataset, **filters: Any) -> Snapshot:
    return resolve(dataset, State(Query(**filters)))


@few_examples
@given(datasets, queries(), st.sampled_from(FACETS))
def test_a_choice_shows_as_many_incidents_as_its_count(dataset: Dataset, query: Query, name: str) -> None:
    snapshot = resolve(dataset, State(query))
    for choice, n in facet(snapshot, name).items():
        group = next(group for group in ONE_FILTER if name in group)
        alone = replace(query, **dict.fromkeys(group, frozenset()) | {name: frozenset((choice,))})
        assert n == len(snapshot.with_query(alone).answer), choice


def test_a_division_counts_the_incidents_of_its_districts() -> None:
    dataset = dataset_of(incident(1, district="Bannu"), incident(2, district="Upper South Waziristan"), incident(3))
    counts = facet(snapshot_of(dataset), "divisions")
    assert {name: counts[name] for name in DIVISIONS} == {
        "Bannu": 1,
        "Dera Ismail Khan": 1,
        "Quetta": 0,
        "Kalat": 0,
    }
    assert facet(snapshot_of(dataset), "districts")["South Waziristan"] == 1


def test_without_incidents_all_counts_are_zero() -> None:
    snapshot = snapshot_of(Dataset(Incidents.from_rows([])))
    assert all(not any(facet(snapshot, name).values()) for name in FACETS)
