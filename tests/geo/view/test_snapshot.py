"""A snapshot is a pure function of data and state."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given

from geo.analysis.histogram import histogram
from geo.analysis.status import status
from geo.calendar.days import day_number, interval_of
from geo.dataset import Dataset
from geo.incidents import Incident
from geo.query import Query
from geo.view.snapshot import Snapshot, once_per_snapshot, resolve
from geo.view.state import State
from tests.geo.tables import FIRST, counts_by_reason, dataset_of, datasets, few_examples, incident, queries, snapshot_of


@few_examples
@given(datasets, queries())
def test_resolve_is_a_pure_function(dataset: Dataset, query: Query) -> None:
    before = list(dataset.incidents.rows())
    first, second = resolve(dataset, State(query)), resolve(Dataset(dataset.incidents), State(query))
    again = resolve(dataset, State(query))
    for result in (second, again):
        assert result.rows.tolist() == first.rows.tolist()
        assert (status(result), result.left_out, result.figures) == (status(first), first.left_out, first.figures)
        assert np.array_equal(histogram(result).counts, histogram(first).counts)
    assert list(dataset.incidents.rows()) == before


WEEK = incident(1, date_precision="week", date_start=date(2024, 11, 18), date_end=date(2024, 11, 24))
FROM, TO = interval_of(date(2024, 11, 15), "month")
MONTH = incident(2, date_precision="month", date_start=FROM, date_end=TO)


@pytest.mark.parametrize(
    ("filters", "period"),
    [
        ({}, "1–30 Nov 2024"),
        ({"first": date(2024, 11, 20)}, "20–30 Nov 2024"),
        ({"last": date(2024, 11, 2)}, "1–2 Nov 2024"),
        ({"first": date(2024, 12, 1), "last": date(2024, 12, 31)}, "1–31 Dec 2024"),
        ({"first": date(2025, 1, 1)}, "no period"),
        ({"last": date(2020, 1, 1)}, "no period"),
    ],
)
def test_the_period_is_described_in_words(filters: dict[str, date], period: str) -> None:
    assert snapshot_of(dataset_of(WEEK, MONTH), **filters).period_words == period


def test_an_interval_matches_each_period_it_overlaps() -> None:
    dataset = dataset_of(WEEK, MONTH)
    edge = snapshot_of(dataset, first=date(2024, 11, 24), last=date(2024, 11, 30))
    assert (len(edge.answer), counts_by_reason(edge.left_out)) == (2, {})
    after = snapshot_of(dataset, first=date(2024, 11, 25), last=date(2024, 11, 30))
    assert (len(after.answer), counts_by_reason(after.left_out)) == (1, {"outside the period": 1})


def test_a_function_of_a_snapshot_is_computed_once_for_each_snapshot_and_argument() -> None:
    calls: list[int] = []

    @once_per_snapshot
    def size(snapshot: Snapshot, factor: int = 1) -> int:
        calls.append(factor)
        return factor * len(snapshot.answer)

    two, one = snapshot_of(dataset_of(incident(1), incident(2))), snapshot_of(dataset_of(incident(1)))
    assert [size(two), size(two), size(two, 3), size(two, 3), size(one)] == [2, 2, 6, 6, 1]
    assert calls == [1, 3, 1]


def test_only_incidents_of_the_dataset_stay_selected() -> None:
    dataset = dataset_of(incident(1), incident(2))
    assert resolve(dataset, State(selected=("test:002", "gone"))).selected_rows == (1,)


def test_another_query_keeps_the_rest_of_the_state() -> None:
    one: Incident = incident(1)
    snapshot = resolve(dataset_of(one), State(compare=True))
    other = snapshot.with_query(Query(last=FIRST))
    assert (other.state.compare, other.period) == (True, (day_number(FIRST), day_number(FIRST)))


def test_a_snapshot_stays_small() -> None:
    """Statistics are functions of it in `geo.analysis`, not members."""
    members = {name for name in (*vars(Snapshot), *Snapshot.__annotations__) if not name.startswith("_")}
    assert len(members) <= 15
