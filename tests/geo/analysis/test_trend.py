"""The trend over a period: bins in order, every incident counted, cut bins marked."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.analysis.trend import MOST_BINS, Trend, trend
from geo.dataset import Dataset
from geo.query import Query
from geo.tally.figures import figures
from geo.view.snapshot import resolve
from geo.view.state import State
from tests.geo.tables import dataset_of, datasets, few_examples, incident, queries


def trend_of(dataset: Dataset, query: Query | None = None) -> Trend:
    return trend(resolve(dataset, State(query or Query())))


@few_examples
@given(datasets, queries())
def test_the_bins_sum_to_the_incidents_shown(dataset: Dataset, query: Query) -> None:
    snapshot = resolve(dataset, State(query))
    result = trend_of(dataset, query)
    total = figures(dataset.incidents, snapshot.rows)
    for name in ("incidents", "killed_low", "killed_best", "killed_high", "injured", "no_figure"):
        assert sum(getattr(item.figures, name) for item in result.bins) == getattr(total, name)


@given(st.dates(date(1947, 8, 14), date(2040, 1, 1)), st.integers(0, 29_000))
def test_the_number_of_bins_does_not_exceed_the_limit(first: date, length: int) -> None:
    result = trend_of(dataset_of(incident()), Query(first=first, last=first + timedelta(days=length)))
    assert 1 <= len(result.bins) <= MOST_BINS + 3
    assert len({item.label for item in result.bins}) == len(result.bins)
    cut = [i for i, item in enumerate(result.bins) if not item.is_whole]
    assert set(cut) <= {0, len(result.bins) - 1}


@pytest.mark.parametrize(
    ("first", "last", "unit", "labels"),
    [
        (date(2024, 11, 29), date(2024, 12, 1), "day", ["29 Nov 2024", "30 Nov 2024", "1 Dec 2024"]),
        (date(2024, 11, 1), date(2024, 12, 2), "week", ["28 Oct – 3 Nov 2024", "4–10 Nov 2024"]),
        (date(2023, 11, 15), date(2025, 12, 31), "month", ["November 2023", "December 2023"]),
        (date(2018, 2, 1), date(2025, 12, 31), "quarter", ["Jan–Mar 2018", "Apr–Jun 2018"]),
        (date(1989, 5, 1), date(2021, 12, 31), "year", ["1989", "1990"]),
    ],
)
def test_the_unit_is_the_finest_that_fits(first: date, last: date, unit: str, labels: list[str]) -> None:
    result = trend_of(dataset_of(incident()), Query(first=first, last=last))
    assert (result.unit, [item.label for item in result.bins][: len(labels)]) == (unit, labels)


def test_a_bin_cut_by_the_period_is_marked() -> None:
    result = trend_of(dataset_of(incident()), Query(first=date(2024, 11, 1), last=date(2024, 12, 8)))
    assert [item.is_whole for item in result.bins] == [False, True, True, True, True, True]
    result = trend_of(dataset_of(incident()), Query(first=date(2024, 10, 28), last=date(2024, 12, 7)))
    assert [item.is_whole for item in result.bins] == [True, True, True, True, True, False]


def test_an_incident_in_several_bins_is_counted_once_and_reported() -> None:
    before = incident(1, date_start=date(2024, 10, 1), date_end=date(2024, 11, 2))
    spanning = incident(2, date_start=date(2024, 11, 4), date_end=date(2024, 11, 30))
    result = trend_of(dataset_of(before, spanning), Query(first=date(2024, 11, 1), last=date(2024, 12, 2)))
    assert [item.figures.incidents for item in result.bins] == [1, 1, 0, 0, 0, 0]
    assert result.spanning == 1
    assert trend_of(dataset_of(before), Query(first=date(2024, 11, 1), last=date(2024, 12, 2))).spanning == 0


def test_the_label_of_january_is_the_year() -> None:
    result = trend_of(dataset_of(incident()), Query(first=date(2023, 11, 1), last=date(2025, 12, 31)))
    assert [(item.tick, item.is_major) for item in result.bins[:3]] == [("Nov", False), ("Dec", False), ("2024", True)]


def test_an_empty_period_has_no_bins() -> None:
    assert trend_of(dataset_of()).bins == ()
    assert trend_of(dataset_of(incident()), Query(first=date(2030, 1, 1))).bins == ()
