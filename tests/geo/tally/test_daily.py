"""Incidents per day: each is spread over its days; cumulative counts equal a loop over the rows."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.calendar.days import day_number
from geo.calendar.period import Period
from geo.dataset import Dataset
from geo.query import Query, passes
from geo.tally.daily import histogram, period_counts
from geo.taxonomy import EVENT_TYPES
from tests.geo.tables import FIRST, dataset_of, datasets, few_examples, incident, queries

DAY = day_number(FIRST)
ends = st.one_of(st.integers(DAY - 2, DAY + 50), st.integers(DAY - 2, DAY + 420))
periods = st.tuples(ends, ends)


@few_examples
@given(datasets, queries())
def test_the_daily_shares_sum_to_the_number_of_incidents(dataset: Dataset, query: Query) -> None:
    mask = passes(dataset, query)
    result = histogram(dataset, query)
    n = len(dataset.incidents) if mask is None else int(mask.sum())
    assert result.counts.sum() == pytest.approx(n)
    assert (result.counts >= 0).all()
    assert result.counts.shape[1] == len(EVENT_TYPES)


@few_examples
@given(datasets)
def test_each_day_has_its_share_of_each_incident(dataset: Dataset) -> None:
    result = histogram(dataset, Query())
    expected = np.zeros_like(result.counts)
    for row in dataset.incidents.rows():
        start, end = day_number(row.date_start) - result.first_day, day_number(row.date_end) - result.first_day
        expected[start : end + 1, EVENT_TYPES.index(row.event_type)] += 1 / (end - start + 1)
    assert np.allclose(result.counts, expected, atol=1e-8)


@few_examples
@given(datasets, queries(), periods)
def test_the_count_of_a_period_equals_a_loop_over_the_rows(
    dataset: Dataset, query: Query, period: tuple[int, int]
) -> None:
    mask = passes(dataset, query)
    first, last = period
    expected = [0] * len(EVENT_TYPES)
    for i, row in enumerate(dataset.incidents.rows()):
        overlaps = first <= last and day_number(row.date_start) <= last and day_number(row.date_end) >= first
        if overlaps and (mask is None or mask[i]):
            expected[EVENT_TYPES.index(row.event_type)] += 1
    assert period_counts(dataset, mask).by_type(Period(first, last)).tolist() == expected


def test_a_week_is_spread_over_seven_days() -> None:
    week = incident(1, date_start=date(2024, 11, 18), date_end=date(2024, 11, 24), date_precision="week")
    day = incident(2, date_start=date(2024, 11, 20), event_type="Riots")
    result = histogram(dataset_of(week, day), Query())
    assert result.first_day == day_number(date(2024, 11, 18))
    assert result.counts[:, 0] == pytest.approx([1 / 7] * 7)
    assert result.counts[:, EVENT_TYPES.index("Riots")].tolist() == [0, 0, 1, 0, 0, 0, 0]


@pytest.mark.parametrize(("first", "last", "n"), [(0, 9, 0), (0, 10, 1), (12, 12, 1), (16, 20, 1), (17, 20, 0)])
def test_both_ends_of_a_period_count(first: int, last: int, n: int) -> None:
    week = incident(1, date_start=FIRST + timedelta(days=10), date_end=FIRST + timedelta(days=16))
    other = incident(2, date_start=FIRST + timedelta(days=100))
    assert period_counts(dataset_of(week, other)).by_type(Period(DAY + first, DAY + last)).sum() == n


def test_a_reversed_period_has_no_incidents() -> None:
    long = incident(1, date_end=FIRST + timedelta(days=10))
    assert period_counts(dataset_of(long)).by_type(Period(DAY + 6, DAY + 4)).sum() == 0


def test_an_empty_dataset_has_no_daily_counts() -> None:
    assert histogram(dataset_of(), Query()).counts.shape == (0, len(EVENT_TYPES))
    assert period_counts(dataset_of()).by_type(Period(0, 10**5)).tolist() == [0] * len(EVENT_TYPES)
