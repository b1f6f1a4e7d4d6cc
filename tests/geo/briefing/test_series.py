"""Incidents over time, around the period of a briefing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from geo.briefing import briefing_of
from geo.briefing.series import TimeSeries
from geo.calendar.days import day_number, from_day_number
from geo.calendar.period import Period
from geo.dataset import Dataset
from geo.query import Query
from tests.geo.draw.page.pages import ALL, NOVEMBER, dataset_of, incident, snapshot_of


def series_of(query: Query = ALL, dataset: Dataset | None = None) -> TimeSeries:
    return briefing_of(snapshot_of(query, dataset)).series


def test_without_a_period_the_series_counts_all_incidents_by_month() -> None:
    series = series_of()
    assert series.title == "Incidents per month"
    assert np.sum(series.counts) == pytest.approx(261)
    assert all(from_day_number(day).day == 1 for day in series.edges)


def test_the_series_of_a_month_includes_the_weeks_around_it() -> None:
    series = series_of(NOVEMBER)
    assert series.title == "Incidents per week"
    assert all(from_day_number(day).weekday() == 0 for day in series.edges)
    assert set(np.diff(series.edges)) == {7}
    assert series.edges[0] < day_number(date(2024, 9, 1))
    assert series.edges[-1] > day_number(date(2025, 1, 1))
    assert series.period == (day_number(date(2024, 11, 1)), day_number(date(2024, 11, 30)))


@pytest.mark.parametrize("year", [1950, 2100])
def test_a_period_far_from_the_data_gives_a_series(year: int) -> None:
    series = series_of(Query(first=date(year, 1, 1), last=date(year, 1, 31)))
    assert (np.diff(series.edges) > 0).all()


def test_a_single_day_of_data_has_one_bar() -> None:
    assert np.sum(series_of(dataset=dataset_of(incident(1))).counts) == pytest.approx(1)
    empty = series_of(dataset=dataset_of())
    assert (empty.edges, empty.counts, empty.title) == ((), (), "Incidents over time")


def test_the_heading_says_what_is_hatched_where_late_days_are_among_the_bars() -> None:
    series = TimeSeries(Period(0, 20), (0, 7, 14, 21), ((1.0,),) * 3, unit="week")
    assert replace(series, late=Period(14, 27)).heading == "Incidents per week; hatched: not all reports are in"
    assert replace(series, late=Period(21, 34)).heading == series.heading == "Incidents per week"
