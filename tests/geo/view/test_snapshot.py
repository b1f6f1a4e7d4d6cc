"""What the data give for a state: pure, complete, and honest about what it leaves out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.analysis.comparison import previous
from geo.analysis.counts import table
from geo.analysis.facets import facet
from geo.analysis.histogram import by_type, histogram
from geo.analysis.nearness import last_near
from geo.analysis.preparation import prepare
from geo.analysis.status import off_the_map, status
from geo.calendar.days import day_number, interval_of
from geo.dataset import Dataset
from geo.incidents import Incident, Incidents
from geo.places.target import point_target
from geo.query import Query, Within
from geo.view.snapshot import Snapshot, once_per_snapshot, resolve
from geo.view.state import LAYERS, State
from tests.geo.tables import DIVISIONS, FIRST, KP, dataset_of, datasets, incident, law, queries

FACETS = ("types", "sub_types", "actors", "provinces", "divisions", "districts", "sources")
ONE_QUESTION = (("types", "sub_types"), ("provinces", "divisions", "districts"), ("actors",), ("sources",))
POINT = {"lon": 70.6, "lat": 33.0}


def shown(dataset: Dataset, **asked: Any) -> Snapshot:
    return resolve(dataset, State(Query(**asked)))


def said(items: Any) -> dict[str, int]:
    return {item.reason: item.n for item in items}


# laws


@law
@given(datasets, queries())
def test_types_are_counted_as_in_the_table_by_type(dataset: Dataset, query: Query) -> None:
    snapshot = resolve(dataset, State(query))
    assert by_type(snapshot) == {group.name: group.figures.incidents for group in table(snapshot, "type").groups}


def test_a_type_that_there_is_not_is_passed_over() -> None:
    snapshot = resolve(dataset_of(incident(1), incident(2, event_type="Something else")), State())
    before = by_type(snapshot)
    prepare(snapshot)
    after = by_type(resolve(snapshot.dataset, State()))
    assert before == after
    assert sum(before.values()) == 1
    assert snapshot.figures.incidents == 2


@law
@given(datasets, queries())
def test_resolve_is_pure(dataset: Dataset, query: Query) -> None:
    before = list(dataset.incidents.rows())
    one, other = resolve(dataset, State(query)), resolve(Dataset(dataset.incidents), State(query))
    again = resolve(dataset, State(query))
    for found in (other, again):
        assert found.rows.tolist() == one.rows.tolist()
        assert (status(found), found.left_out, found.figures) == (status(one), one.left_out, one.figures)
        assert np.array_equal(histogram(found).counts, histogram(one).counts)
    assert list(dataset.incidents.rows()) == before


@law
@given(datasets, queries(most=3))
def test_what_is_shown_and_what_is_left_out_is_all(dataset: Dataset, query: Query) -> None:
    snapshot = resolve(dataset, State(query))
    assert len(snapshot.answer) + sum(item.n for item in snapshot.left_out) == len(dataset.incidents)
    assert all(item.n > 0 for item in (*snapshot.left_out, *off_the_map(snapshot)))


@law
@given(datasets, queries())
def test_every_incident_shown_is_on_the_map_or_said_not_to_be(dataset: Dataset, query: Query) -> None:
    snapshot = resolve(dataset, State(query))
    points = int(np.count_nonzero(dataset.incidents.has_point[snapshot.rows]))
    assert points + sum(said(off_the_map(snapshot)).values()) == len(snapshot.answer)
    assert sum(snapshot.by_place_precision.values()) == len(snapshot.answer)


@law
@given(datasets, queries(), st.sampled_from(FACETS))
def test_a_choice_shows_as_many_as_stand_beside_it(dataset: Dataset, query: Query, name: str) -> None:
    snapshot = resolve(dataset, State(query))
    for choice, n in facet(snapshot, name).items():
        group = next(group for group in ONE_QUESTION if name in group)
        alone = replace(query, **dict.fromkeys(group, frozenset()) | {name: frozenset((choice,))})
        assert n == len(snapshot.with_query(alone).answer), choice


@law
@given(datasets, queries())
def test_the_window_before_is_as_long_and_ends_the_day_before(dataset: Dataset, query: Query) -> None:
    snapshot = resolve(dataset, State(query))
    before = previous(snapshot)
    if before is None:
        first, last = snapshot.period
        reach = dataset.incidents.period
        assert reach is None or last < first or first - (last - first + 1) < reach[0]
    else:
        assert before.period[1] == snapshot.period[0] - 1
        assert before.period[1] - before.period[0] == snapshot.period[1] - snapshot.period[0]
        assert before.state.query.any_time() == query.any_time()


@law
@given(datasets, queries())
def test_the_histogram_holds_all_that_passes_whatever_the_period(dataset: Dataset, query: Query) -> None:
    snapshot = resolve(dataset, State(query))
    everything = snapshot.with_query(query.any_time())
    assert histogram(snapshot).counts.sum() == pytest.approx(len(everything.answer))


# places, in every combination

PLACES = [
    pytest.param("exact", POINT, "", "", id="exact"),
    pytest.param("near", POINT, "", "", id="near"),
    pytest.param("exact", {"district": "Bannu", "province": KP}, "not mapped", "unlocated", id="exact, no point"),
    pytest.param("near", {}, "not mapped", "unlocated", id="near, no point"),
    pytest.param("district", {"district": "Bannu"}, "known only to the district", "district", id="district"),
    pytest.param(
        "district", {"district": "Bannu", **POINT}, "known only to the district", "district", id="district with a point"
    ),
    pytest.param(
        "district", {"district": "Kech"}, "known only to the district", "district", id="district spelt as today"
    ),
    pytest.param("district", {"district": "Nowhere"}, "not mapped", "unlocated", id="unknown district"),
    pytest.param("district", {"district": "", **POINT}, "not mapped", "unlocated", id="no district named"),
    pytest.param("province", {"province": KP}, "not mapped", "province", id="province"),
    pytest.param("province", {"province": KP, **POINT}, "not mapped", "province", id="province with a point"),
    pytest.param("country", {}, "not mapped", "country", id="country"),
    pytest.param("country", {"district": "Bannu", **POINT}, "not mapped", "country", id="country with a point"),
]


@pytest.mark.parametrize(("precision", "place", "off", "known"), PLACES)
def test_status_says_how_an_incident_stands_on_the_map(
    precision: str, place: dict[str, Any], off: str, known: str
) -> None:
    snapshot = shown(dataset_of(incident(place_precision=precision, **place)))
    assert said(off_the_map(snapshot)) == ({off: 1} if off else {})
    assert snapshot.by_place_precision == {known or precision: 1}
    assert status(snapshot) == "1 of 1 incidents" + (f" · 1 {off}" if off else "")


def test_status_counts_in_thousands_and_only_what_is_shown() -> None:
    many = [incident(n, place_precision="district", district="Bannu") for n in range(1200)]
    point = incident(1200, place_precision="exact", **POINT, source="acled")
    dataset = dataset_of(*many, point)
    assert status(shown(dataset)) == "1,201 of 1,201 incidents · 1,200 known only to the district"
    assert status(shown(dataset, sources=frozenset(("acled",)))) == "1 of 1,201 incidents"
    assert status(shown(dataset, text="nothing")) == "0 of 1,201 incidents"


# what is left out


def four() -> Dataset:
    return dataset_of(
        incident(1, killed_best=9),
        incident(2, killed_best=1),
        incident(3),
        incident(4, killed_best=9, date_start=FIRST + timedelta(days=40)),
    )


def test_an_unknown_number_of_deaths_is_said_apart() -> None:
    snapshot = shown(four(), first=FIRST, last=FIRST, min_killed=5)
    assert said(snapshot.left_out) == {
        "outside the period": 1,
        "stopped by a filter": 1,
        "without a figure of deaths, so that the filter by killed cannot be applied": 1,
    }


def test_nothing_left_out_nothing_said() -> None:
    assert shown(four()).left_out == ()


def test_deaths_are_unknown_only_where_the_other_filters_let_in() -> None:
    snapshot = shown(four(), first=FIRST, last=FIRST, min_killed=5, sources=frozenset(("acled",)))
    assert said(snapshot.left_out) == {"outside the period": 1, "stopped by a filter": 3}


# windows

WEEK = incident(1, date_precision="week", date_start=date(2024, 11, 18), date_end=date(2024, 11, 24))
FROM, TO = interval_of(date(2024, 11, 15), "month")
MONTH = incident(2, date_precision="month", date_start=FROM, date_end=TO)


@pytest.mark.parametrize(
    ("asked", "period"),
    [
        ({}, "1–30 Nov 2024"),
        ({"first": date(2024, 11, 20)}, "20–30 Nov 2024"),
        ({"last": date(2024, 11, 2)}, "1–2 Nov 2024"),
        ({"first": date(2024, 12, 1), "last": date(2024, 12, 31)}, "1–31 Dec 2024"),
        ({"first": date(2025, 1, 1)}, "no period"),
        ({"last": date(2020, 1, 1)}, "no period"),
    ],
)
def test_the_period_is_said(asked: dict[str, date], period: str) -> None:
    assert shown(dataset_of(WEEK, MONTH), **asked).period_words == period


def test_an_interval_is_in_the_window_that_it_touches() -> None:
    dataset = dataset_of(WEEK, MONTH)
    edge = shown(dataset, first=date(2024, 11, 24), last=date(2024, 11, 30))
    assert (len(edge.answer), said(edge.left_out)) == (2, {})
    after = shown(dataset, first=date(2024, 11, 25), last=date(2024, 11, 30))
    assert (len(after.answer), said(after.left_out)) == (1, {"outside the period": 1})


def test_the_window_before_is_asked_for_with_the_same_filters() -> None:
    days = [incident(n, date_start=FIRST + timedelta(days=n), killed_best=n) for n in range(10)]
    now = shown(dataset_of(*days), first=FIRST + timedelta(days=6), last=FIRST + timedelta(days=8), min_killed=4)
    assert previous(now) is not None
    assert [r.killed_best for r in now.dataset.incidents.rows(previous(now).rows)] == [4, 5]
    assert previous(shown(dataset_of(*days), first=FIRST + timedelta(days=2), last=FIRST + timedelta(days=8))) is None
    assert previous(shown(dataset_of(*days))) is None


# results of functions of a snapshot


def test_a_function_of_a_snapshot_is_computed_once_for_each_snapshot_and_argument() -> None:
    calls: list[int] = []

    @once_per_snapshot
    def size(snapshot: Snapshot, factor: int = 1) -> int:
        calls.append(factor)
        return factor * len(snapshot.answer)

    two, one = shown(dataset_of(incident(1), incident(2))), shown(dataset_of(incident(1)))
    assert [size(two), size(two), size(two, 3), size(two, 3), size(one)] == [2, 2, 6, 6, 1]
    assert calls == [1, 3, 1]


# the rest


def test_nothing_at_all_is_shown_as_nothing() -> None:
    snapshot = shown(Dataset(Incidents.from_rows([])))
    assert status(snapshot) == "0 of 0 incidents"
    assert snapshot.left_out == off_the_map(snapshot) == ()
    assert previous(snapshot) is None
    assert all(not any(facet(snapshot, name).values()) for name in FACETS)


def test_only_incidents_that_are_there_stay_selected() -> None:
    dataset = dataset_of(incident(1), incident(2))
    assert resolve(dataset, State(selected=("test:002", "gone"))).selected_rows == (1,)


def test_a_division_counts_its_districts() -> None:
    dataset = dataset_of(incident(1, district="Bannu"), incident(2, district="Upper South Waziristan"), incident(3))
    counts = facet(shown(dataset), "divisions")
    assert {name: counts[name] for name in DIVISIONS} == {
        "Bannu": 1,
        "Dera Ismail Khan": 1,
        "Quetta": 0,
        "Kalat": 0,
    }
    assert facet(shown(dataset), "districts")["South Waziristan"] == 1


def test_a_state_is_a_value() -> None:
    state = State().with_query(text="convoy")
    assert state == State(Query(text="convoy"))
    assert len({State(), State().with_query(text="")}) == 1
    assert State().layers == set(LAYERS) - {"former_fata", "heat"}


def test_another_question_keeps_the_rest() -> None:
    one: Incident = incident(1)
    snapshot = resolve(dataset_of(one), State(compare=True))
    other = snapshot.with_query(Query(last=FIRST))
    assert (other.state.compare, other.period) == (True, (day_number(FIRST), day_number(FIRST)))


def test_what_has_no_point_cannot_be_told_to_be_near() -> None:
    near, far = {"lon": 70.6, "lat": 33.0}, {"lon": 67.0, "lat": 30.2}
    rows = [
        incident(0, place_precision="exact", **near),
        incident(1, place_precision="near", date_start=FIRST + timedelta(days=9), **near),
        incident(2, place_precision="exact", date_start=FIRST + timedelta(days=30), **far),
        incident(3, place_precision="district", district="Bannu"),
    ]
    within = Within(point_target(70.62, 33.0, "Clinic"), 10)
    snapshot = shown(dataset_of(*rows), within=within, first=FIRST, last=FIRST + timedelta(days=3))
    assert snapshot.rows.tolist() == [0]
    reasons = {"outside the period": 2, "located too coarsely, so that the distance is not known": 1}
    assert said(snapshot.left_out) == reasons
    assert snapshot.distances is not None
    assert snapshot.distances[0] == pytest.approx(1.87, abs=0.01)
    assert last_near(snapshot) == (
        "The last within 10 km of Clinic: 10 Jan 2024, 21 days before the data end (31 Jan 2024)."
    )
    nowhere = shown(dataset_of(*rows), within=Within(point_target(60.0, 25.0, "Port"), 10))
    assert last_near(nowhere) == "No incident within 10 km of Port is known in all days of the data."
    assert within.words in nowhere.with_query(Query(within=within)).state.query.words()
