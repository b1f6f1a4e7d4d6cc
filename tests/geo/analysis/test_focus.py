"""The district and the incident that are looked at."""

from __future__ import annotations

import pytest
from hypothesis import given

from geo.analysis.districts import districts
from geo.analysis.focus import current_row, district_of, focused
from geo.dataset import Dataset
from geo.query import Query
from geo.view.snapshot import resolve
from geo.view.state import State
from tests.geo.tables import BALOCHISTAN, KP, dataset_of, datasets, few_examples, incident

ROWS = (incident(1, district="Bannu", province=KP), incident(2, district="Quetta", province=BALOCHISTAN))


def test_without_a_district_the_focus_is_everything() -> None:
    snapshot = resolve(dataset_of(*ROWS), State())
    assert district_of(snapshot) is None
    assert focused(snapshot) is snapshot


def test_a_district_narrows_the_focus_and_filters_nothing() -> None:
    snapshot = resolve(dataset_of(*ROWS), State(district="Bannu", selected=("test:001",)))
    assert len(snapshot.answer) == 2
    assert focused(snapshot).rows.tolist() == [0]
    assert focused(snapshot).selected_rows == (0,)
    assert focused(focused(snapshot)) is focused(snapshot)


@few_examples
@given(datasets)
def test_the_focus_holds_what_is_counted_in_the_district(dataset: Dataset) -> None:
    for name in ("Bannu", "Quetta"):
        snapshot = resolve(dataset, State(district=name))
        (line,) = (item for item in districts(snapshot) if item.name == name)
        assert focused(snapshot).figures == line.now


@pytest.mark.parametrize(
    ("query", "is_kept"),
    [
        (Query(provinces=frozenset({KP})), True),
        (Query(provinces=frozenset({BALOCHISTAN})), False),
        (Query(divisions=frozenset({"Bannu"})), True),
        (Query(districts=frozenset({"Kohat"})), False),
        (Query(districts=frozenset({"Bannu", "Kohat"})), True),
    ],
    ids=["its province", "another province", "its division", "another district", "itself"],
)
def test_a_filter_by_place_that_leaves_the_district_out_ends_the_focus(query: Query, is_kept: bool) -> None:
    snapshot = resolve(dataset_of(*ROWS), State(query, district="Bannu"))
    assert (district_of(snapshot) is not None) == is_kept
    assert (focused(snapshot) is snapshot) != is_kept


def test_a_name_that_no_district_has_is_no_focus() -> None:
    assert district_of(resolve(dataset_of(*ROWS), State(district="Nowhere"))) is None


def test_the_current_incident_is_one_of_the_selected() -> None:
    data = dataset_of(*(incident(n) for n in range(3)))
    ids = tuple(data.incidents.texts["incident_id"])
    assert current_row(resolve(data, State())) is None
    assert current_row(resolve(data, State(selected=ids))) == 0
    assert current_row(resolve(data, State(selected=ids, current=ids[2]))) == 2
    assert current_row(resolve(data, State(selected=ids[1:], current=ids[0]))) == 1
