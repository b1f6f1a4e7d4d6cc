"""Totals beside the incidents of the same place and period: the right rows are counted, and no count is changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.analysis.counts import table
from geo.analysis.status import off_the_map, status
from geo.analysis.totals import total_ranges, total_rows
from geo.briefing.content import briefing_of
from geo.dataset import Dataset
from geo.incidents.totals import ALL_EVENTS, BY_TYPE, Total
from geo.query import Query
from geo.view.snapshot import resolve
from geo.view.state import State
from tests.geo.tables import FIRST, KP, dataset_of, datasets, few_examples, incident

JANUARY = Total("office", "r", date(2024, 1, 1), date(2024, 1, 31), KP, "Bannu", KP, "Bannu", "", "", 9, 4)


def with_totals(dataset: Dataset, *totals: Total) -> Dataset:
    return replace(dataset, totals=totals)


def counted(dataset: Dataset, *totals: Total) -> list[tuple[int, int | None]]:
    return [(row.events, row.incidents) for row in total_rows(with_totals(dataset, *totals))]


@pytest.mark.parametrize(
    ("values", "is_counted"),
    [
        ({"district": "Bannu"}, True),
        ({"district": "Bannu", "date_start": date(2024, 1, 31)}, True),
        ({"district": "Bannu", "date_start": date(2024, 2, 1)}, False),
        ({"district": "Bannu", "date_start": date(2023, 12, 28), "date_end": date(2024, 1, 3)}, True),
        ({"district": "Tank"}, False),
        ({"district": "", "province": KP}, False),
    ],
)
def test_an_incident_counts_if_it_may_lie_in_the_district_and_period(values: dict[str, Any], is_counted: bool) -> None:
    assert counted(dataset_of(incident(**values)), JANUARY) == [(9, int(is_counted))]


def test_a_province_counts_all_its_incidents() -> None:
    rows = [incident(1, province=KP), incident(2, province=KP, district="Bannu"), incident(3, province="Balochistan")]
    assert counted(dataset_of(*rows), replace(JANUARY, district="")) == [(9, 2)]


def test_a_district_that_was_split_counts_its_parts_and_a_part_only_itself() -> None:
    rows = [incident(n, district=name) for n, name in enumerate(("Upper South Waziristan", "Lower South Waziristan"))]
    assert counted(dataset_of(*rows), replace(JANUARY, district="South Waziristan")) == [(9, 2)]
    assert counted(dataset_of(*rows), replace(JANUARY, district="Upper South Waziristan")) == [(9, 1)]


def test_incidents_are_those_of_the_types_that_the_source_counts() -> None:
    rows = [
        incident(1, district="Bannu", event_type="Battles", sub_event_type="Armed clash", killed_best=3),
        incident(2, district="Bannu", event_type="Riots", sub_event_type="Mob violence"),
        incident(3, district="Bannu", event_type="Riots", sub_event_type="Violent demonstration"),
    ]
    battles = replace(JANUARY, event_type="Battles", events=2)
    mobs = replace(JANUARY, event_type="Riots", sub_event_type="Mob violence", events=1, killed=None)
    (row,) = total_rows(with_totals(dataset_of(*rows), battles, mobs))
    assert (row.kind, row.types) == (BY_TYPE, ("Battles", "Mob violence"))
    assert (row.events, row.killed, row.incidents, row.incidents_killed) == (3, 4, 2, 3)
    other_week = replace(battles, date_start=date(2024, 2, 1), date_end=date(2024, 2, 7))
    assert {row.types for row in total_rows(with_totals(dataset_of(*rows), other_week, mobs))} == {row.types}


def test_a_type_without_a_counterpart_is_compared_with_nothing() -> None:
    rows = total_rows(
        with_totals(dataset_of(incident(district="Bannu")), replace(JANUARY, event_type="kites"), JANUARY)
    )
    assert [(row.kind, row.incidents) for row in rows] == [(ALL_EVENTS, 1), ("kites", None)]


@few_examples
@given(datasets, st.integers(0, 40), st.integers(0, 60))
def test_all_events_of_a_district_are_compared_with_what_its_table_counts(
    dataset: Dataset, start: int, length: int
) -> None:
    first = FIRST + timedelta(start)
    total = replace(JANUARY, date_start=first, date_end=first + timedelta(length))
    (row,) = total_rows(with_totals(dataset, total))
    query = replace(State().query, first=total.date_start, last=total.date_end)
    groups = {group.name: group.figures for group in table(resolve(dataset, State(query)), "district").groups}
    assert row.incidents == groups["Bannu"].incidents
    assert row.incidents_killed == groups["Bannu"].killed_best


@few_examples
@given(datasets)
def test_totals_change_no_count_and_the_status_says_that_they_are_not_counted(dataset: Dataset) -> None:
    plain, beside = (resolve(each, State()) for each in (dataset, with_totals(dataset, JANUARY)))
    assert off_the_map(plain) == off_the_map(beside)
    assert table(plain, "district") == table(beside, "district")
    assert status(beside) == f"{status(plain)} · totals of office not counted"
    two = resolve(with_totals(dataset, JANUARY, replace(JANUARY, source="other")), State())
    assert status(two) == f"{status(plain)} · totals of 2 sources not counted"


def test_sources_that_differ_are_a_range_with_the_scope_of_each() -> None:
    other = replace(JANUARY, source="institute", event_type="Battles", events=14)
    same = [replace(JANUARY, source=name, district="Tank") for name in ("office", "institute")]
    later = replace(JANUARY, source="institute", date_start=date(2024, 1, 2), events=3)
    dataset = with_totals(dataset_of(incident(1, date_end=date(2024, 1, 31))), JANUARY, other, *same, later)
    (found,) = total_ranges(total_rows(dataset))
    assert (found.low, found.high) == (9, 14)
    assert found.sentence == "Bannu, 1–31 Jan 2024: 9–14 events (institute: 14, only Battles; office: 9, all events)"
    page = resolve(dataset, State())
    assert [text for text in briefing_of(page).doubts if found.sentence in text]
    for query in (Query(districts=frozenset({"Tank"})), Query(last=date(2024, 1, 30))):
        assert not [text for text in briefing_of(page.with_query(query)).doubts if "differ" in text]
