"""The incident table: rows are kept and sorted."""

from __future__ import annotations

import random
from dataclasses import fields, replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.calendar.days import day_number
from geo.incidents import COLUMN_NAMES, NUMBERS, Coded, Incident, Incidents
from geo.incidents.columns import CODED, TEXTS
from tests.geo.tables import FIRST, dataset_of, few_examples, incident, rows


def in_order(incidents: list[Incident]) -> list[Incident]:
    return sorted(incidents, key=lambda row: (row.date_start, row.incident_id))


def test_the_columns_are_the_fields_of_a_row() -> None:
    assert sorted(COLUMN_NAMES) == sorted(field.name for field in fields(Incident))
    assert {"lon", "lat", "date_start", "date_end", *NUMBERS, *CODED, *TEXTS} == set(COLUMN_NAMES)


@few_examples
@given(rows())
def test_rows_of_a_table_equal_the_rows_it_was_built_from(incidents: list[Incident]) -> None:
    table = Incidents.from_rows(incidents)
    assert list(table.rows()) == in_order(incidents)
    assert list(Incidents.from_rows(table.rows()).rows()) == list(table.rows())


@few_examples
@given(rows(), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(incidents: list[Incident], rng: random.Random) -> None:
    shuffled = rng.sample(incidents, len(incidents))
    columns = {name: [getattr(row, name) for row in shuffled] for name in COLUMN_NAMES}
    columns["date_start"] = [day_number(day) for day in columns["date_start"]]
    columns["date_end"] = [day_number(day) for day in columns["date_end"]]
    expected = in_order(incidents)
    assert list(Incidents.from_rows(shuffled).rows()) == expected
    assert list(Incidents.from_columns(columns).rows()) == expected


@few_examples
@given(rows(), st.randoms(use_true_random=False))
def test_replaced_rows_leave_the_table_of_the_others_and_the_new_ones(
    incidents: list[Incident], rng: random.Random
) -> None:
    table = Incidents.from_rows(incidents)
    dropped = [i for i in range(len(table)) if rng.random() < 0.5]
    new = [replace(table.row(i), notes="new", actor1="a new name") for i in dropped[:2]]
    expected = Incidents.from_rows([*(row for i, row in enumerate(table.rows()) if i not in dropped), *new])
    found = table.replaced(dropped, new)
    assert list(found.rows()) == list(expected.rows())
    assert {name: column.names for name, column in found.coded.items()} == {
        name: column.names for name, column in expected.coded.items()
    }


def test_rows_of_one_day_are_in_the_order_of_their_ids() -> None:
    later, earlier = incident(2), incident(1)
    columns = {name: [getattr(row, name) for row in (later, earlier)] for name in COLUMN_NAMES}
    columns["date_start"] = columns["date_end"] = [5, 5]
    assert Incidents.from_columns(columns).texts["incident_id"] == ["test:001", "test:002"]


@few_examples
@given(rows())
def test_lookups_equal_those_of_a_loop_over_the_rows(incidents: list[Incident]) -> None:
    table = Incidents.from_rows(incidents)
    listed = list(table.rows())
    assert len(table) == len(incidents)
    assert [table.positions[row.incident_id] for row in listed] == list(range(len(listed)))
    assert table.spans.tolist() == [i for i, row in enumerate(listed) if row.date_end > row.date_start]
    ends = [day_number(row.date_end) for row in listed if row.date_end > row.date_start]
    assert table.latest_ends.tolist() == [max(ends[: i + 1]) for i in range(len(ends))]
    assert {name: positions.tolist() for name, positions in table.actors.items()} == {
        name: [i for i, row in enumerate(listed) if name in row.actors] for row in listed for name in row.actors
    }
    ends = [(day_number(row.date_start), day_number(row.date_end)) for row in listed]
    assert table.period == ((min(a for a, _ in ends), max(b for _, b in ends)) if ends else None)


@pytest.mark.parametrize(
    ("precision", "lon", "lat", "is_point"),
    [
        ("exact", 70.0, 33.0, True),
        ("near", 70.0, 33.0, True),
        ("exact", None, None, False),
        ("near", 70.0, None, False),
        ("district", 70.0, 33.0, False),
        ("province", 70.0, 33.0, False),
        ("country", None, None, False),
    ],
)
def test_only_precise_incidents_have_a_point(
    precision: str, lon: float | None, lat: float | None, is_point: bool
) -> None:
    table = dataset_of(incident(place_precision=precision, lon=lon, lat=lat)).incidents
    assert table.has_point.tolist() == [is_point]


def test_a_single_coordinate_gives_no_point() -> None:
    row = dataset_of(incident(lon=70.0, lat=None)).incidents.row(0)
    assert (row.lon, row.lat) == (None, None)


@pytest.mark.parametrize(
    ("low", "best", "high", "counts_as"),
    [(1, 2, 3, 2), (1, None, 3, 1), (None, None, 3, 3), (None, 0, 3, 0), (None, None, None, None)],
)
def test_an_incident_counts_by_its_best_figure_or_the_low_end_of_its_range(
    low: int | None, best: int | None, high: int | None, counts_as: int | None
) -> None:
    table = dataset_of(incident(killed_low=low, killed_best=best, killed_high=high)).incidents
    assert np.array_equal(table.killed, np.array([counts_as], np.float32), equal_nan=True)


def test_an_actor_is_named_once_whatever_its_role() -> None:
    row = incident(actor1="Police; Army", actor2=" Civilians ", actors_associated="Army; ;Levies")
    assert row.actors == ("Police", "Army", "Civilians", "Levies")
    assert set(dataset_of(row).incidents.actors) == set(row.actors)


def test_the_search_covers_place_note_actors_and_source() -> None:
    row = incident(location="Jani Khel", notes="ÉCOLE", actor2="Police", district="Bannu", sources="Dawn")
    text = dataset_of(row).incidents.searchable[0]
    assert all(word in text for word in ("jani khel", "école", "police", "bannu", "dawn", "test:000"))


def test_figures_up_to_a_million_are_stored_exactly() -> None:
    row = incident(injured=999_999, killed_best=1_000_000)
    assert dataset_of(row).incidents.row(0) == row


@settings(max_examples=30)
@given(st.lists(st.sampled_from(("a", "b", "", "c"))))
def test_a_categorical_column_gives_its_names(values: list[str]) -> None:
    column = Coded.of(values)
    assert [column.names[code] for code in column.codes] == values
    assert column.isin(("a", "z")).tolist() == [value == "a" for value in values]
    assert column.recode(("c", "a")).tolist() == [("c", "a").index(v) if v in "ca" and v else -1 for v in values]
    assert column.code("z") == -1
    assert all(column.names[column.code(value)] == value for value in values)


def test_an_empty_table_is_valid() -> None:
    table = Incidents.from_rows([])
    assert (len(table), table.period, list(table.rows()), dict(table.actors)) == (0, None, [], {})
    assert table.has_point.shape == table.killed.shape == (0,)


def test_rows_are_selected_by_position() -> None:
    table = dataset_of(*(incident(n, date_start=FIRST + timedelta(days=n)) for n in range(4))).incidents
    assert [row.incident_id for row in table.rows([3, 1])] == ["test:003", "test:001"]
