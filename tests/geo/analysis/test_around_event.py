"""Before and after a context event."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import numpy as np
import pytest

from geo.analysis.around_event import CAUTION, Around, around, dispersion_of, ratio_of
from geo.analysis.unusual.rates import poisson_test
from geo.dataset import Dataset
from geo.incidents import ContextEvent
from geo.view.snapshot import resolve
from geo.view.state import State
from tests.geo.tables import FIRST, dataset_of, incident

EVENT = FIRST + timedelta(days=280)


def event(scope: str = "national", days: int = 1) -> ContextEvent:
    return ContextEvent(EVENT, EVENT + timedelta(days=days - 1), "An operation begins", scope, "operation", "a report")


def weekly(before: int, after: int, **values: Any) -> Dataset:
    """So many incidents a week until the event, and from it on; the last day of the data is covered."""
    days = [7 * week + k % 7 for week in range(40) for k in range(before)]
    days += [280 + 7 * week + k % 7 for week in range(12) for k in range(after)]
    rows = [incident(n, date_start=FIRST + timedelta(days=day), **values) for n, day in enumerate(days)]
    ends = [incident(n, date_start=FIRST + timedelta(days=day)) for n, day in ((9998, 0), (9999, 400))]
    return dataset_of(*rows, *ends)


def found(dataset: Dataset, **options: Any) -> Around:
    return around(resolve(dataset, State()), options.pop("event", event()), **options)


@pytest.mark.parametrize(("after", "is_changed"), [(4, False), (12, True), (1, True)])
def test_a_change_is_called_one_only_beyond_what_windows_usually_differ(after: int, is_changed: bool) -> None:
    result = found(weekly(4, after), days=28)
    assert (result.figures_before.incidents, result.figures_after.incidents) == (16, 4 * after)
    assert result.is_changed is is_changed
    assert result.ratio == after / 4
    assert CAUTION in result.sentences


def test_the_windows_are_equal_and_meet_at_the_first_day() -> None:
    result = found(weekly(2, 2), days=10, event=event(days=5))
    assert result.after.first == result.before.last + 1
    assert result.before.width_days == result.after.width_days == 10


def test_an_incident_that_may_lie_on_both_sides_is_counted_in_neither() -> None:
    data = weekly(3, 3)
    unsure = incident(
        7, date_start=EVENT - timedelta(days=3), date_end=EVENT + timedelta(days=3), date_precision="week"
    )
    rows = [data.incidents.row(k) for k in range(len(data.incidents))]
    result = found(dataset_of(*rows, replace(unsure, incident_id="own:x")), days=28)
    assert result.figures_before.incidents + result.figures_after.incidents == 24
    assert result.uncertain == 1
    assert any("1 incident of uncertain date is counted in neither" in text for text in result.sentences)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"is_sample": True}, "sample"),
        ({}, "the data end on"),
    ],
)
def test_without_a_fair_comparison_the_numbers_stand_alone(change: dict[str, Any], why: str) -> None:
    data = replace(weekly(4, 9), **change)
    result = found(data, days=28 if change else 300)
    assert why in result.why_not
    assert not result.is_changed
    assert np.isnan(result.ratio)


def test_few_incidents_and_a_short_history_say_nothing() -> None:
    assert "too few" in found(weekly(0, 1), days=14).why_not
    assert "pairs" in found(weekly(4, 9), days=91).why_not


def test_the_event_s_own_district_is_counted_on_demand() -> None:
    data = weekly(3, 3, province="Khyber Pakhtunkhwa", district="Bannu")
    own = event("KP (Bannu)")
    assert found(data, event=own, where="event").figures_before.incidents == 12
    assert found(data, event=event("KP (Kurram)"), where="event").figures_before.incidents == 0
    assert found(data, event=event("KP (Nowhere)"), where="event").place == "in Khyber Pakhtunkhwa"


def test_with_dispersion_1_known_well_the_interval_is_that_of_the_exact_test() -> None:
    exact = poisson_test((12, 5))
    _ratio, low, high = ratio_of(12, 5, 1.0, 100_000)
    assert (low, high) == pytest.approx((exact.low, exact.high), rel=1e-3)
    _ratio, wide_low, wide_high = ratio_of(12, 5, 2.0, 6)
    assert wide_low < low < high < wide_high


def test_a_slow_trend_adds_little_dispersion_and_bursts_add_much() -> None:
    rising = np.arange(10, 40, dtype=np.int64)
    assert dispersion_of(rising) == (29, 1.0)
    bursts = np.array([2, 20, 3, 18, 1, 22, 2], np.int64)
    assert dispersion_of(bursts)[1] > 10
    assert dispersion_of(np.zeros(9, np.int64))[0] == 0


@pytest.mark.parametrize(
    ("scope", "place"),
    [
        ("KP", ("Khyber Pakhtunkhwa", "")),
        ("KP (Bajaur)", ("Khyber Pakhtunkhwa", "Bajaur")),
        ("Khyber Pakhtunkhwa", ("Khyber Pakhtunkhwa", "")),
        ("Khyber, Khyber Pakhtunkhwa", ("Khyber Pakhtunkhwa", "Khyber")),
        ("national", ("", "")),
        ("Lahore, Punjab", ("", "")),
        ("", ("", "")),
    ],
)
def test_the_scope_of_an_event_names_a_place(scope: str, place: tuple[str, str]) -> None:
    assert event(scope).place == place
