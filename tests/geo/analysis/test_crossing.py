"""Tables of two groupings: every shown incident is in a cell or left out, and cells equal a loop over the rows."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.analysis.counts import GROUPINGS, table
from geo.analysis.crossing import CrossTable, cross_table, is_prepared, prepare
from geo.analysis.groupings.places import BORDER_BANDS
from geo.analysis.groupings.registry import TITLES, grouping
from geo.analysis.table_filters import filters_of
from geo.dataset import Dataset
from geo.errors import InputError
from geo.query import Query, answer
from geo.tally import cells, running
from geo.tally.figures import SUMMED
from geo.view.snapshot import resolve
from geo.view.state import State
from tests.geo.tables import dataset_of, datasets, few_examples, incident, queries

PAIRS = sorted(permutations(GROUPINGS, 2))


def crossed(dataset: Dataset, by: str, across: str, query: Query | None = None) -> CrossTable:
    return cross_table(resolve(dataset, State(query or Query())), by, across)


def cell_counts(result: CrossTable) -> dict[tuple[str, str], int]:
    return {
        (row, column): round(result.cells[r, c, 0])
        for r, row in enumerate(result.rows)
        for c, column in enumerate(result.columns)
        if result.cells[r, c, 0]
    }


# properties


@settings(max_examples=60)
@given(datasets, queries(), st.sampled_from(PAIRS))
def test_cells_and_what_is_left_out_are_all_that_is_shown(
    dataset: Dataset, query: Query, pair: tuple[str, str]
) -> None:
    result = crossed(dataset, *pair, query)
    snapshot = resolve(dataset, State(query))
    assert round(result.total[0]) + sum(item.n for item in result.left_out) == result.shown == len(snapshot.answer)
    if "actor" not in pair:
        for axis, totals in ((1, result.row_totals), (0, result.column_totals), ((0, 1), result.total)):
            assert (result.cells.sum(axis=axis) == totals).all()
    else:
        assert (result.cells.sum(axis=(0, 1)) >= result.total).all()


@few_examples
@given(datasets, queries(), st.sampled_from(PAIRS))
def test_cells_equal_those_of_a_loop_over_the_rows(dataset: Dataset, query: Query, pair: tuple[str, str]) -> None:
    result = crossed(dataset, *pair, query)
    expected: Counter[tuple[str, str]] = Counter()
    killed: Counter[tuple[str, str]] = Counter()
    for row in resolve(dataset, State(query)).rows.tolist():
        for cell in ((a, b) for a in names_of(dataset, pair[0], row) for b in names_of(dataset, pair[1], row)):
            expected[cell] += 1
            killed[cell] += round(dataset.incidents.tallied["killed_best"][row])
    assert cell_counts(result) == expected
    for (row, column), n in killed.items():
        at = result.rows.index(row), result.columns.index(column)
        assert result.figures(result.cells[at]).killed_best == n


@settings(max_examples=35)
@given(datasets, st.sampled_from(PAIRS), st.data())
def test_the_filters_of_a_cell_show_what_it_counts(
    dataset: Dataset, pair: tuple[str, str], data: st.DataObject
) -> None:
    result = crossed(dataset, *pair)
    if not cell_counts(result) or {*pair} <= {*BORDER_BANDS} or "former_fata" in pair:  # it needs stated provinces
        return
    (row, column), n = data.draw(st.sampled_from(sorted(cell_counts(result).items())))
    fields = filters_of(dataset, dict(zip(pair, (row, column), strict=True)))
    assert len(answer(dataset, Query(**fields))) == n


def names_of(dataset: Dataset, by: str, row: int) -> list[str]:
    """The groups of one row: by its columns where they say it, else by the table of that row alone."""
    incident = dataset.incidents.row(row)
    if by == "actor":
        return list(incident.actors)
    alone = Dataset(type(dataset.incidents).from_rows([incident]))
    return [group.name for group in table(resolve(alone, State()), by).groups if group.figures.incidents]


@settings(max_examples=35)
@given(datasets, queries(), st.sampled_from(PAIRS), st.sampled_from((1 << 26, 1 << 12)))
def test_running_sums_give_the_same_table(dataset: Dataset, query: Query, pair: tuple[str, str], n_bytes: int) -> None:
    """With little memory they are kept of some days only; the other table is counted as with very many incidents."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cells, "_MANY", 0)
        patch.setattr(cells, "_AT_ONCE", 1)
        expected = crossed(dataset, *pair, query)
        patch.setattr(running, "_BYTES", n_bytes)
        prepare(resolve(dataset, State(query.any_time())), *pair)
    assert is_prepared(resolve(dataset, State(query)), *pair)
    result = crossed(dataset, *pair, query)
    assert (result.rows, result.columns, result.left_out) == (expected.rows, expected.columns, expected.left_out)
    assert result.shown == expected.shown
    for name in ("cells", "row_totals", "column_totals", "total"):
        assert np.array_equal(getattr(result, name), getattr(expected, name))


@few_examples
@given(datasets, queries(), st.sampled_from(PAIRS))
def test_the_totals_of_rows_with_a_column_are_no_more_than_the_table_of_the_rows(
    dataset: Dataset, query: Query, pair: tuple[str, str]
) -> None:
    alone = {group.name: group.figures for group in table(resolve(dataset, State(query)), pair[0]).groups}
    result = crossed(dataset, *pair, query)
    for name, totals in zip(result.rows, result.row_totals, strict=True):
        whole = [alone[name].incidents, *(getattr(alone[name], column) for column in SUMMED)]
        assert (totals <= whole).all()


# worked examples


def three() -> Dataset:
    return dataset_of(
        incident(1, district="Bannu", actor1="Police", actor2="Army", event_type="Battles", killed_best=3),
        incident(2, district="Bannu", actor1="Police", event_type="Riots"),
        incident(3, actor1="", event_type="Riots", killed_best=1),
    )


def test_districts_by_type() -> None:
    result = crossed(three(), "district", "type")
    assert (result.rows, result.columns) == (("Bannu",), ("Battles", "Riots"))
    assert result.figures(result.cells[0, 0]).killed_words == "3"
    assert result.figures(result.cells[0, 1]).killed_words == "no figure"
    assert [(item.reason, item.n) for item in result.left_out] == [("district not known", 1)]


def test_an_incident_of_two_actors_is_once_in_the_totals() -> None:
    result = crossed(three(), "actor", "type")
    assert cell_counts(result) == {("Police", "Battles"): 1, ("Army", "Battles"): 1, ("Police", "Riots"): 1}
    assert result.column_totals[:, 0].tolist() == [1, 1]
    assert result.row_totals[:, 0].tolist() == [2, 1]
    assert result.total[0] == 2
    assert [(item.reason, item.n) for item in result.left_out] == [("no actor named", 1)]


def test_units_of_time_are_in_order_without_a_gap() -> None:
    dataset = dataset_of(
        incident(1, date_start=date(2024, 1, 31)),
        incident(2, date_start=date(2024, 3, 1), event_type="Riots"),
        incident(3, date_start=date(2024, 1, 31), date_end=date(2024, 2, 1)),
    )
    result = crossed(dataset, "type", "month")
    assert result.columns == ("2024-01", "2024-02", "2024-03")
    assert [(item.reason, item.n) for item in result.left_out] == [("date known too coarsely to say which", 1)]


def test_near_places_are_in_a_band_only_if_all_their_disc_is() -> None:
    near = {"place_precision": "near"}
    dataset = dataset_of(
        incident(1, place_precision="exact", lon=71.09, lat=34.12),
        incident(2, lon=71.09, lat=34.12, **near),
        incident(3, lon=70.0, lat=26.0, **near),
        incident(4, place_precision="district", district="Bannu"),
    )
    single = table(resolve(dataset, State()), "border_band")
    assert [(group.name, group.figures.incidents, group.may_be) for group in single.groups] == [
        ("0–10 km", 1, 2),
        ("10–25 km", 0, 1),
        ("25–50 km", 0, 1),
        ("50+ km", 1, 1),
    ]
    assert [item.n for item in single.left_out] == [1, 1]
    assert round(crossed(dataset, "border_band", "type").total[0]) == 2


def test_the_same_grouping_twice_and_an_unknown_one_are_refused() -> None:
    with pytest.raises(InputError, match="both by type"):
        crossed(three(), "type", "type")
    with pytest.raises(InputError, match="'colour'"):
        crossed(three(), "type", "colour")


def test_no_incidents_give_an_empty_table() -> None:
    result = crossed(dataset_of(), "district", "month")
    assert (result.rows, result.columns, result.left_out, result.total[0]) == ((), (), (), 0)


def test_each_grouping_has_a_title_and_a_reason_for_each_code() -> None:
    assert set(TITLES) == set(GROUPINGS)
    for by in GROUPINGS:
        groups = grouping(three(), by)
        assert groups.codes.min() >= -len(groups.reasons)
        assert groups.codes.max() < len(groups.members)
