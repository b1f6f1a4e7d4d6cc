"""Comparison with the equal period before."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given

from geo.analysis.comparison import change_text, comparison_words, previous
from geo.analysis.coverage import coverage
from geo.dataset import Dataset
from geo.incidents import Incidents
from geo.query import Query
from geo.view.snapshot import Snapshot, resolve
from geo.view.state import State
from tests.geo.tables import FIRST, dataset_of, datasets, few_examples, incident, queries


def snapshot_of(dataset: Dataset, **filters: Any) -> Snapshot:
    return resolve(dataset, State(Query(**filters)))


@few_examples
@given(datasets, queries())
def test_the_period_before_is_as_long_and_ends_the_day_before(dataset: Dataset, query: Query) -> None:
    snapshot = resolve(dataset, State(query))
    before = previous(snapshot)
    if before is None:
        assert coverage(snapshot).why_no_change
    else:
        assert before.period[1] == snapshot.period[0] - 1
        assert before.period[1] - before.period[0] == snapshot.period[1] - snapshot.period[0]
        assert before.state.query.any_time() == query.any_time()


def test_the_period_before_has_the_same_filters() -> None:
    days = [incident(n, date_start=FIRST + timedelta(days=n), killed_best=n) for n in range(10)]
    now = snapshot_of(dataset_of(*days), first=FIRST + timedelta(days=6), last=FIRST + timedelta(days=8), min_killed=4)
    assert previous(now) is not None
    assert [r.killed_best for r in now.dataset.incidents.rows(previous(now).rows)] == [4, 5]
    assert (
        previous(snapshot_of(dataset_of(*days), first=FIRST + timedelta(days=2), last=FIRST + timedelta(days=8)))
        is None
    )
    assert previous(snapshot_of(dataset_of(*days))) is None


def test_an_empty_dataset_has_no_period_before() -> None:
    assert previous(snapshot_of(Dataset(Incidents.from_rows([])))) is None


@pytest.mark.parametrize(("now", "before", "text"), [(3, 1, "+2"), (1, 3, "−2"), (2, 2, "0"), (0, 1200, "−1,200")])
def test_a_change_has_its_sign(now: int, before: int, text: str) -> None:
    assert change_text(now, before) == text


@few_examples
@given(datasets, queries())
def test_the_comparison_in_words_names_the_figure_before_and_the_change(dataset: Dataset, query: Query) -> None:
    snapshot = resolve(dataset, State(query))
    before = previous(snapshot)
    if before is None:
        assert comparison_words(snapshot) == "before: not known"
    else:
        change = change_text(len(snapshot.answer), len(before.answer))
        assert comparison_words(snapshot) == f"before {len(before.answer)} ({change})"
