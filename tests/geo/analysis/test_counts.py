"""Counts and sums by group: every row is counted, and ranges are kept."""

from __future__ import annotations

from collections import Counter
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.analysis.counts import GROUPINGS, Table
from geo.analysis.counts import table as table_of
from geo.dataset import Dataset
from geo.query import Query, answer
from geo.tally.figures import Figures, figures, figures_by_code
from geo.taxonomy import EVENT_TYPES
from geo.view.snapshot import resolve
from geo.view.state import State
from tests.geo.tables import BALOCHISTAN, KP, dataset_of, datasets, few_examples, incident, queries


def count_table(dataset: Dataset, by: str, query: Query | None = None) -> Table:
    return table_of(resolve(dataset, State(query or Query())), by)


def counts(result: Table) -> dict[str, int]:
    return {group.name: group.figures.incidents for group in result.groups if group.figures.incidents}


def left_out(result: Table) -> dict[str, int]:
    return {item.reason: item.n for item in result.left_out}


# properties


@few_examples
@given(datasets, queries(), st.sampled_from(sorted(set(GROUPINGS) - {"actor"})))
def test_grouped_rows_and_rows_left_out_sum_to_all_rows(dataset: Dataset, query: Query, by: str) -> None:
    result = count_table(dataset, by, query)
    assert sum(counts(result).values()) + sum(left_out(result).values()) == result.total.incidents
    assert result.total.incidents == len(answer(dataset, query))


@few_examples
@given(datasets, queries())
def test_an_incident_counts_for_each_of_its_actors(dataset: Dataset, query: Query) -> None:
    result = count_table(dataset, "actor", query)
    rows = list(dataset.incidents.rows(answer(dataset, query).rows))
    assert counts(result) == Counter(name for row in rows for name in row.actors)
    assert sum(left_out(result).values()) == sum(not row.actors for row in rows)
    assert [g.figures.incidents for g in result.groups] == sorted(counts(result).values(), reverse=True)


@few_examples
@given(datasets, queries(), st.sampled_from(sorted(GROUPINGS)))
def test_sums_of_deaths_rise_from_low_to_best_to_high(dataset: Dataset, query: Query, by: str) -> None:
    result = count_table(dataset, by, query)
    for sums in (result.total, *(group.figures for group in result.groups)):
        assert 0 <= sums.killed_low <= sums.killed_best <= sums.killed_high
        assert sums.no_figure <= sums.incidents


@few_examples
@given(datasets, queries())
def test_sums_by_type_add_up_to_the_total(dataset: Dataset, query: Query) -> None:
    result = count_table(dataset, "type", query)
    for name in Figures.__dataclass_fields__:
        assert sum(getattr(g.figures, name) for g in result.groups) == getattr(result.total, name)
    assert [g.name for g in result.groups] == list(EVENT_TYPES)


@few_examples
@given(datasets)
def test_figures_equal_those_of_a_loop_over_the_rows(dataset: Dataset) -> None:
    rows = list(dataset.incidents.rows())
    sums = figures(dataset.incidents, np.arange(len(rows), dtype=np.int32))
    known = [[n for n in (r.killed_best, r.killed_low, r.killed_high) if n is not None] for r in rows]
    assert sums.killed_best == sum(values[0] for values in known if values)
    assert sums.no_figure == sum(not values for values in known)
    assert sums.injured == sum(row.injured or 0 for row in rows)


# worked examples


def test_a_range_without_a_best_figure_counts_by_its_low_end() -> None:
    result = count_table(dataset_of(incident(1, killed_low=10, killed_high=20), incident(2, killed_best=3)), "type")
    assert (result.total.killed_low, result.total.killed_best, result.total.killed_high) == (13, 13, 23)
    assert result.total.no_figure == 0


def test_an_incident_without_a_figure_adds_to_the_count_only() -> None:
    result = count_table(dataset_of(incident(1), incident(2, killed_best=0)), "type")
    assert result.total == Figures(incidents=2, no_figure=1, no_injured=2, no_abducted=2)


def test_large_sums_are_exact() -> None:
    dataset = dataset_of(*(incident(n, injured=999_999) for n in range(51)))
    assert count_table(dataset, "type").total.injured == 51 * 999_999
    assert count_table(dataset, "type").groups[0].figures.injured == 51 * 999_999


def test_present_districts_are_counted_in_their_polygon() -> None:
    dataset = dataset_of(
        incident(1, district="Upper South Waziristan", killed_best=2),
        incident(2, district="Lower South Waziristan", killed_best=3),
        incident(3, district="Nowhere"),
        incident(4),
    )
    result = count_table(dataset, "district")
    assert counts(result) == {"South Waziristan": 2}
    assert left_out(result) == {"district not known": 2}
    group = next(g for g in result.groups if g.figures.incidents)
    assert group.population is not None
    assert group.per_100k == pytest.approx(2 / group.population * 1e5)
    assert group.area_km2 is not None
    assert group.per_1000_km2 == pytest.approx(2 / group.area_km2 * 1e3)
    assert len(result.groups) == 61


def test_incidents_of_another_province_are_left_out_and_counted() -> None:
    dataset = dataset_of(*(incident(n, province=name) for n, name in enumerate((KP, KP, BALOCHISTAN, "Punjab", ""))))
    result = count_table(dataset, "province")
    assert counts(result) == {KP: 2, BALOCHISTAN: 1}
    assert left_out(result) == {"province not known or not one of the two": 2}


def test_incidents_without_an_actor_are_counted() -> None:
    dataset = dataset_of(incident(1, actor1="Police", actor2="Army"), incident(2))
    result = count_table(dataset, "actor")
    assert counts(result) == {"Army": 1, "Police": 1}
    assert left_out(result) == {"no actor named": 1}


def test_weeks_start_on_monday_and_hold_only_incidents_certain_to_lie_in_them() -> None:
    dataset = dataset_of(
        incident(1, date_start=date(2024, 11, 17)),
        incident(2, date_start=date(2024, 11, 18)),
        incident(3, date_start=date(2024, 11, 18), date_end=date(2024, 11, 24), date_precision="week"),
        incident(4, date_start=date(2024, 11, 24), date_end=date(2024, 11, 25)),
        incident(5, date_start=date(2024, 12, 2)),
    )
    result = count_table(dataset, "week")
    assert [(g.name, g.figures.incidents) for g in result.groups] == [
        ("2024-11-11/2024-11-17", 1),
        ("2024-11-18/2024-11-24", 2),
        ("2024-11-25/2024-12-01", 0),
        ("2024-12-02/2024-12-08", 1),
    ]
    assert left_out(result) == {"date known too coarsely to say which": 1}


def test_months_are_in_order_and_none_is_missing() -> None:
    dataset = dataset_of(
        incident(1, date_start=date(2023, 12, 31)),
        incident(2, date_start=date(2024, 2, 1), date_end=date(2024, 2, 29), date_precision="month"),
        incident(3, date_start=date(2024, 1, 1), date_end=date(2024, 12, 31), date_precision="year"),
    )
    result = count_table(dataset, "month")
    assert counts(result) == {"2023-12": 1, "2024-02": 1}
    assert [g.name for g in result.groups][:3] == ["2023-12", "2024-01", "2024-02"]
    assert left_out(result) == {"date known too coarsely to say which": 1}


def test_a_row_without_a_group_is_skipped() -> None:
    dataset = dataset_of(incident(1, killed_best=4), incident(2, killed_best=5))
    rows, codes = np.array([0, 1], np.int32), np.array([-1, 1], np.int32)
    empty, full = figures_by_code(dataset.incidents, rows, codes, 2)
    assert empty == Figures()
    assert (full.incidents, full.killed_best) == (1, 5)


def test_an_unknown_grouping_is_rejected() -> None:
    with pytest.raises(KeyError):
        count_table(dataset_of(), "colour")


@pytest.mark.parametrize("by", sorted(GROUPINGS))
def test_no_rows_give_no_counts(by: str) -> None:
    result = count_table(dataset_of(), by)
    assert (counts(result), result.left_out, result.total) == ({}, (), Figures())


def test_divisions_are_those_of_their_districts_with_their_people_and_area() -> None:
    result = count_table(
        dataset_of(incident(1, district="Bannu"), incident(2, district="Quetta"), incident(3)), "division"
    )
    assert counts(result) == {"Bannu": 1, "Quetta": 1}
    assert left_out(result) == {"division not known": 1}
    bannu = next(group for group in result.groups if group.name == "Bannu")
    inside = [d for d in dataset_of(incident(1)).gazetteer.drawn if d.division == "Bannu"]
    assert bannu.population == sum(d.population_2023 for d in inside)
    assert bannu.area_km2 == pytest.approx(sum(d.area_km2 for d in inside))


def test_what_is_known_to_balochistan_alone_is_there_and_what_is_known_to_kp_alone_is_left_out() -> None:
    result = count_table(
        dataset_of(
            incident(1, district="North Waziristan"),
            incident(2, district="Peshawar"),
            incident(3, province=BALOCHISTAN, place_precision="province"),
            incident(4, province=KP, place_precision="province"),
            incident(5, district="Quetta", province=BALOCHISTAN),
        ),
        "former_fata",
    )
    former, settled, other = (group.figures.incidents for group in result.groups)
    assert (former, settled, other) == (1, 1, 2)
    assert list(left_out(result).values()) == [1]


def test_quarters_and_years_take_what_lies_in_them_as_a_whole() -> None:
    rows = (
        incident(1, date_start=date(2024, 3, 31), date_end=date(2024, 3, 31)),
        incident(2, date_start=date(2024, 4, 1), date_end=date(2024, 4, 1)),
        incident(3, date_start=date(2024, 3, 31), date_end=date(2024, 4, 1)),
        incident(4, date_start=date(2023, 12, 1), date_end=date(2023, 12, 31), date_precision="month"),
    )
    assert counts(count_table(dataset_of(*rows), "quarter")) == {"2023-Q4": 1, "2024-Q1": 1, "2024-Q2": 1}
    assert list(left_out(count_table(dataset_of(*rows), "quarter")).values()) == [1]
    assert counts(count_table(dataset_of(*rows), "year")) == {"2023": 1, "2024": 3}


def test_sub_types_and_sources_are_counted_by_their_names() -> None:
    rows = (incident(1, sub_event_type="Armed clash", source="one"), incident(2, sub_event_type="", source="two"))
    assert counts(count_table(dataset_of(*rows), "sub_type")) == {"Armed clash": 1}
    assert left_out(count_table(dataset_of(*rows), "sub_type")) == {"no sub-type stated": 1}
    assert counts(count_table(dataset_of(*rows), "source")) == {"one": 1, "two": 1}
