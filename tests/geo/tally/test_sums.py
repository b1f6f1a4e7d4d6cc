"""Counts from cumulative sums equal counts of the rows."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from unittest import mock

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.analysis.counts import table
from geo.analysis.facets import facet
from geo.analysis.histogram import by_type
from geo.analysis.preparation import is_prepared, prepare
from geo.analysis.status import status
from geo.analysis.trend import trend
from geo.calendar.days import day_number
from geo.dataset import Dataset
from geo.query import Answer, Query
from geo.tally import cumulative, sums
from geo.tally.cumulative import cumulative_sums
from geo.tally.sums import KINDS
from geo.view.snapshot import Snapshot, resolve
from geo.view.state import State
from tests.geo.tables import FIRST, dataset_of, datasets, few_examples, incident, queries

FACETS = ("types", "sub_types", "actors", "provinces", "divisions", "districts", "sources", "attribution")
DAY = day_number(FIRST)


def all_counts(snapshot: Snapshot) -> dict[str, Any]:
    """All counts of a snapshot."""
    facets = {name: facet(snapshot, name) for name in FACETS}
    return facets | {
        "figures": snapshot.figures, "precision": snapshot.by_place_precision, "districts": table(snapshot, "district"),
        "status": status(snapshot), "left out": snapshot.left_out, "by type": by_type(snapshot),
        "trend": trend(snapshot), "by week": trend(snapshot, "week"),
    }  # fmt: skip


@few_examples
@given(datasets, queries(), queries(), st.sampled_from([1 << 20, 480, 1]))
def test_cumulative_sums_equal_the_sums_of_rows(dataset: Dataset, query: Query, other: Query, table_bytes: int) -> None:
    # A small table: many rows lie between two of its rows. Bins of few rows are read from it too.
    with mock.patch.object(cumulative, "_TABLE_BYTES", table_bytes), mock.patch.object(sums, "_FEW_ROWS", 0):
        other_period = resolve(dataset, State(replace(query, first=other.first, last=other.last)))
        prepare(other_period)
        prepared = resolve(dataset, State(query))
        assert is_prepared(prepared)
        assert all_counts(prepared) == all_counts(resolve(Dataset(dataset.incidents, dataset.claims), State(query)))


def test_the_cache_holds_the_filters_prepared_last_and_no_filters() -> None:
    dataset = dataset_of(incident(1), incident(2, event_type="Riots"))
    first, second = (resolve(dataset, State(Query(types=frozenset({name})))) for name in ("Riots", "Battles"))
    prepare(first)
    assert (is_prepared(first), is_prepared(second)) == (True, False)
    prepare(second)
    assert (is_prepared(first), is_prepared(second)) == (False, True)
    unfiltered = resolve(dataset, State())
    prepare(unfiltered)
    assert (is_prepared(first), is_prepared(second), is_prepared(unfiltered)) == (False, True, True)
    assert not any(sums.is_prepared(dataset, kind, Query(text="other")) for kind in KINDS)


@pytest.mark.parametrize("is_weighted", [False, True])
@pytest.mark.parametrize("step", [1, 7, 100, 5000])
@pytest.mark.parametrize("n_codes", [4, 900])
def test_any_range_of_rows_is_summed(step: int, n_codes: int, *, is_weighted: bool) -> None:
    draw = np.random.default_rng(step)
    codes = draw.integers(-1, n_codes, 1000).astype(np.int32)
    weights = (None, draw.integers(0, 9, 1000).astype(np.float64)) if is_weighted else (None,)
    width = n_codes * (16 if is_weighted else 4)
    with mock.patch.object(cumulative, "_TABLE_BYTES", 1000 * width // step):
        table = cumulative_sums(codes, n_codes, weights)
    assert abs(table.step - step) <= 1 or table.step >= 1000
    for lo, hi in [(0, 1000), (0, 0), (3, 4), (99, 101), (100, 200), (101, 899), (40, 160), (999, 1000)]:
        earlier, late = np.array([5, 8], np.int32) if lo > 8 else np.zeros(0, np.int32), np.zeros(0, np.int32)
        rows = np.concatenate((earlier, np.arange(lo, hi)))
        rows = rows[codes[rows] >= 0]
        each = (None if weight is None else weight[rows] for weight in weights)
        expected = np.array([np.bincount(codes[rows], weight, n_codes) for weight in each])
        assert table.over(Answer(lo, hi, earlier, late=late)).tolist() == expected.tolist()
