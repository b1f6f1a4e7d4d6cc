"""Counts by day and by type."""

from __future__ import annotations

import pytest
from hypothesis import given

from geo.analysis.counts import table
from geo.analysis.histogram import by_type, histogram
from geo.analysis.preparation import prepare
from geo.dataset import Dataset
from geo.query import Query
from geo.view.snapshot import resolve
from geo.view.state import State
from tests.geo.tables import dataset_of, datasets, few_examples, incident, queries


@few_examples
@given(datasets, queries())
def test_daily_counts_by_type_equal_the_table_by_type(dataset: Dataset, query: Query) -> None:
    snapshot = resolve(dataset, State(query))
    assert by_type(snapshot) == {group.name: group.figures.incidents for group in table(snapshot, "type").groups}


def test_an_unknown_type_is_skipped() -> None:
    snapshot = resolve(dataset_of(incident(1), incident(2, event_type="Something else")), State())
    before = by_type(snapshot)
    prepare(snapshot)
    after = by_type(resolve(snapshot.dataset, State()))
    assert before == after
    assert sum(before.values()) == 1
    assert snapshot.figures.incidents == 2


@few_examples
@given(datasets, queries())
def test_the_histogram_ignores_the_period_and_applies_the_other_filters(dataset: Dataset, query: Query) -> None:
    snapshot = resolve(dataset, State(query))
    everything = snapshot.with_query(query.any_time())
    assert histogram(snapshot).counts.sum() == pytest.approx(len(everything.answer))
