"""The bars around the period."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from geo.calendar.days import day_number, from_day_number
from geo.draw.page.chart import bins_around
from geo.query import Query
from tests.geo.draw.page.pages import ALL, NOVEMBER, dataset_of, drawn, incident, snapshot_of, texts


def test_the_whole_time_is_shown_by_month_and_counts_everything() -> None:
    bins = bins_around(snapshot_of(ALL))
    assert bins is not None
    assert bins.what == "month"
    assert bins.counts.sum() == pytest.approx(261)
    assert all(from_day_number(int(day)).day == 1 for day in bins.edges)


def test_a_month_stands_among_the_weeks_around_it() -> None:
    bins = bins_around(snapshot_of(NOVEMBER))
    assert bins is not None
    assert bins.what == "week"
    assert all(from_day_number(int(day)).weekday() == 0 for day in bins.edges)
    assert set(np.diff(bins.edges)) == {7}
    assert bins.edges[0] < day_number(date(2024, 9, 1))
    assert bins.edges[-1] > day_number(date(2025, 1, 1))


def test_the_period_is_marked_only_where_there_is_time_around_it() -> None:
    assert texts(drawn(NOVEMBER), "period") == ["this page"]
    assert texts(drawn(ALL), "period") == []


@pytest.mark.parametrize("year", [1950, 2100])
def test_a_period_far_from_the_data_draws_nothing_but_breaks_nothing(year: int) -> None:
    bins = bins_around(snapshot_of(Query(first=date(year, 1, 1), last=date(year, 1, 31))))
    assert bins is not None
    assert (np.diff(bins.edges) > 0).all()


def test_a_single_day_of_data_has_a_bar() -> None:
    bins = bins_around(snapshot_of(dataset=dataset_of(incident(1))))
    assert bins is not None
    assert bins.counts.sum() == pytest.approx(1)
    assert bins_around(snapshot_of(dataset=dataset_of())) is None
