"""Counts from running sums are those that come of looking at every row."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from unittest import mock

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.analysis import running
from geo.analysis.running import KINDS, Running, running_sums
from geo.calendar.days import day_number
from geo.dataset import Dataset
from geo.query import Answer, Query
from geo.view.snapshot import Snapshot, resolve
from geo.view.state import State
from tests.geo.tables import FIRST, dataset_of, datasets, incident, law, queries

FACETS = ("types", "sub_types", "actors", "provinces", "divisions", "districts", "sources")
DAY = day_number(FIRST)


def counted(snapshot: Snapshot) -> dict[str, Any]:
    """All that is counted of a window."""
    facets = {name: snapshot.facet(name) for name in FACETS}
    return facets | {
        "figures": snapshot.figures, "precision": snapshot.by_place_precision, "districts": snapshot.districts,
        "status": snapshot.status(), "left out": snapshot.left_out, "by type": snapshot.by_type,
        "trend": snapshot.trend(), "by week": snapshot.trend("week"),
    }  # fmt: skip


@law
@given(datasets, queries(), queries(), st.sampled_from([1 << 17, 60, 1]))
def test_a_prepared_window_counts_as_one_that_is_not(
    dataset: Dataset, query: Query, other: Query, table_values: int
) -> None:
    with mock.patch.object(running, "_TABLE_VALUES", table_values):  # few values: much lies between two sums
        whole = resolve(dataset, State(replace(query, first=other.first, last=other.last)))
        whole.prepare_steps()
        prepared = resolve(dataset, State(query))
        assert prepared.is_prepared
        assert counted(prepared) == counted(resolve(Dataset(dataset.incidents), State(query)))


def test_sums_are_those_of_the_filters_that_were_asked_about_last() -> None:
    dataset = dataset_of(incident(1), incident(2, event_type="Riots"))
    first, second = (resolve(dataset, State(Query(types=frozenset({name})))) for name in ("Riots", "Battles"))
    first.prepare_steps()
    assert (first.is_prepared, second.is_prepared) == (True, False)
    second.prepare_steps()
    assert (first.is_prepared, second.is_prepared) == (False, True)
    unfiltered = resolve(dataset, State())
    unfiltered.prepare_steps()
    assert (first.is_prepared, second.is_prepared, unfiltered.is_prepared) == (False, True, True)
    assert all(Running.of(dataset).find(kind, Query(text="other")) is None for kind in KINDS)


@pytest.mark.parametrize("step", [1, 7, 100, 5000])
def test_any_range_of_rows(step: int) -> None:
    draw = np.random.default_rng(step)
    codes = draw.integers(-1, 4, 1000).astype(np.int32)
    weight = draw.integers(0, 9, 1000).astype(np.float64)
    with mock.patch.object(running, "_TABLE_VALUES", 1000 * 4 * 2 // step):
        sums = running_sums(codes, 4, (weight,))
    assert abs(sums.step - step) <= 1 or sums.step >= 1000
    for lo, hi in [(0, 1000), (0, 0), (3, 4), (99, 101), (100, 200), (101, 899), (999, 1000)]:
        earlier, late = np.array([5, 8], np.int32) if lo > 8 else np.zeros(0, np.int32), np.zeros(0, np.int32)
        rows = np.concatenate((earlier, np.arange(lo, hi)))
        rows = rows[codes[rows] >= 0]
        wanted = np.column_stack((np.bincount(codes[rows], None, 4), np.bincount(codes[rows], weight[rows], 4)))
        assert sums.over(Answer(lo, hi, earlier, late=late)).tolist() == wanted.tolist()
