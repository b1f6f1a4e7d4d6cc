"""Queries and matching rows: properties of every filter, and worked examples."""

from __future__ import annotations

import tracemalloc
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from geo.calendar.days import day_number, interval_of
from geo.dataset import Dataset
from geo.incidents import PLACE_PRECISIONS, Incident, Incidents
from geo.incidents.attribution import ATTRIBUTIONS, attribution_of
from geo.places.border_bands import BorderZone
from geo.places.border_lines import border_line
from geo.places.target import Target, point_target
from geo.query import Listed, Query, Within, answer, is_expensive, passes, period_rows
from geo.view.snapshot import resolve
from geo.view.state import State
from tests.geo.tables import (
    FILTERS,
    FIRST,
    KP,
    dataset_of,
    datasets,
    days,
    few_examples,
    incident,
    periods,
    queries,
    tables,
)

ONE_FILTER = (("types", "sub_types"), ("provinces", "divisions", "districts"))
numbers = st.one_of(st.none(), days.map(day_number))


def ids(dataset: Dataset, query: Query) -> set[str]:
    return {dataset.incidents.texts["incident_id"][i] for i in answer(dataset, query).rows}


# properties


@few_examples
@given(tables, numbers, numbers)
def test_a_period_equals_a_mask_over_the_rows(table: Incidents, first: int | None, last: int | None) -> None:
    low, high = -(10**6) if first is None else first, 10**6 if last is None else last
    mask = (table.start <= high) & (table.end >= low) & (low <= high)
    result = period_rows(table, first, last)
    assert result.rows.tolist() == np.flatnonzero(mask).tolist()
    assert len(result) == np.count_nonzero(mask)


@few_examples
@given(datasets, queries(most=4))
def test_matching_rows_are_sorted_unique_and_counted(dataset: Dataset, query: Query) -> None:
    result = answer(dataset, query)
    assert (np.diff(result.rows) > 0).all()
    assert len(result) == len(result.rows)
    assert result.rows.dtype == np.int32


@few_examples
@given(datasets, queries(), st.sampled_from(sorted(FILTERS)), st.data())
def test_an_additional_filter_never_adds_rows(dataset: Dataset, query: Query, name: str, data: st.DataObject) -> None:
    group = next((group for group in ONE_FILTER if name in group), (name,))
    neutral = replace(query, **{field: getattr(Query(), field) for field in group})
    narrower = replace(neutral, **{name: data.draw(FILTERS[name])})
    assert ids(dataset, narrower) <= ids(dataset, neutral)


def test_a_broader_choice_adds_the_rows_it_contains() -> None:
    nowhere = {"province": "", "district": ""}
    dataset = dataset_of(
        incident(1, event_type="Battles", sub_event_type="", **nowhere),
        incident(2, event_type="Riots", sub_event_type="Mob violence", **nowhere),
        incident(3, event_type="Riots", sub_event_type="Violent demonstration", **nowhere),
        incident(4, event_type="Protests", sub_event_type="", province=KP, district=""),
        incident(5, event_type="Protests", sub_event_type="", province=KP, district="Bannu"),
        incident(6, event_type="Protests", sub_event_type="", province="Balochistan", district="Quetta"),
    )

    def numbers_of(**filters: list[str]) -> set[int]:
        choices: dict[str, Any] = {name: frozenset(chosen) for name, chosen in filters.items()}
        return {int(name.removeprefix("test:")) for name in ids(dataset, Query(**choices))}

    assert numbers_of(types=["Battles"], sub_types=["Mob violence"]) == {1, 2}
    assert numbers_of(types=["Battles", "Riots"], sub_types=["Mob violence"]) == {1, 2, 3}
    assert numbers_of(provinces=[KP], districts=["Quetta"]) == {4, 5, 6}
    assert numbers_of(provinces=[KP], divisions=["Quetta"]) == {4, 5, 6}
    assert numbers_of(divisions=["Quetta"], districts=["Bannu"]) == {5, 6}


@few_examples
@given(datasets, queries(), periods)
def test_a_shorter_period_never_adds_rows(
    dataset: Dataset, query: Query, ends: tuple[date | None, date | None]
) -> None:
    first, last = ends
    wide = replace(query, first=first, last=last)
    narrow = replace(
        wide,
        first=(first or FIRST) + timedelta(days=3),
        last=(last or FIRST + timedelta(days=90)) - timedelta(days=3),
    )
    assert ids(dataset, narrow) <= ids(dataset, wide)


@few_examples
@given(datasets, queries(most=1), st.sampled_from(("types", "actors", "provinces", "districts", "sources")), st.data())
def test_several_choices_of_a_filter_are_their_union(
    dataset: Dataset, query: Query, name: str, data: st.DataObject
) -> None:
    chosen = data.draw(FILTERS[name])
    alone = [ids(dataset, replace(query, **{name: frozenset((choice,))})) for choice in chosen]
    assert ids(dataset, replace(query, **{name: chosen})) == set().union(*alone)


@few_examples
@given(datasets, queries(most=4))
def test_period_and_other_filters_are_independent(dataset: Dataset, query: Query) -> None:
    mask = passes(dataset, query)
    within = period_rows(dataset.incidents, *(None if d is None else day_number(d) for d in (query.first, query.last)))
    expected = within.rows if mask is None else within.rows[mask[within.rows]]
    assert answer(dataset, query).rows.tolist() == expected.tolist()
    assert (mask is None) == (not query.is_filtered)


@pytest.mark.parametrize("name", sorted(FILTERS))
@settings(max_examples=25)
@given(datasets, st.data())
def test_a_filter_equals_its_definition_row_by_row(name: str, dataset: Dataset, data: st.DataObject) -> None:
    query = Query(**{name: data.draw(FILTERS[name])})
    assert ids(dataset, query.any_time()) == {
        row.incident_id for i, row in enumerate(dataset.incidents.rows()) if _passes(dataset, query, i)
    }


def _km(row: Incident, target: Target) -> float:
    assert target.point is not None
    return Geod(ellps="WGS84").inv(row.lon, row.lat, *target.point)[2] / 1000


def _border_km(row: Incident) -> float:
    """From the vertices of the border alone; the zones of the tests end far from the one point of the tests."""
    line = border_line("Afghanistan")
    at = [np.full(len(line), degrees) for degrees in (row.lon, row.lat)]
    return float(Geod(ellps="WGS84").inv(*at, line[:, 0], line[:, 1])[2].min()) / 1000


def _error_km(row: Incident) -> float:
    return 25.0 if row.place_precision == "near" else 0.0


def _is_within(km: float, error: float, within: Within) -> bool:
    return km + (-error if within.possible else error) <= within.km


def _is_in_zone(km: float, error: float, zone: BorderZone) -> bool:
    return zone.over_km < km - error and (zone.km is None or km + error <= zone.km)


def _passes(dataset: Dataset, query: Query, index: int) -> bool:
    """The definition of the filters, row by row."""
    row = dataset.incidents.row(index)
    polygon = int(dataset.polygons[index])
    district = dataset.gazetteer.drawn[polygon] if polygon >= 0 else None
    polygons = {dataset.gazetteer.polygon_of(name) for name in query.districts - {"Nowhere"}}
    figure = next((k for k in (row.killed_best, row.killed_low, row.killed_high) if k is not None), None)
    order = ("exact", "near", "district", "province", "country")
    text = "\n".join((row.location, row.notes, row.incident_id, row.district, row.sub_event_type, *row.actors))
    return all(
        (
            not (query.types or query.sub_types)
            or row.event_type in query.types
            or row.sub_event_type in query.sub_types,
            not query.sources or row.source in query.sources,
            not query.actors or bool(query.actors & set(row.actors)),
            not (query.provinces or query.divisions or query.districts)
            or row.province in query.provinces
            or (district is not None and (district.name in polygons or district.division in query.divisions)),
            query.min_killed <= 0 or (figure is not None and figure >= query.min_killed),
            order.index(row.place_precision) <= order.index(query.coarsest),
            query.within is None
            or (
                bool(dataset.incidents.has_point[index])
                and _is_within(_km(row, query.within.target), _error_km(row), query.within)
            ),
            query.border is None
            or (
                bool(dataset.incidents.has_point[index]) and _is_in_zone(_border_km(row), _error_km(row), query.border)
            ),
            all(word in text.casefold() for word in query.text.casefold().split()),
            not query.attribution or attribution_of(dataset.claims.get(row.incident_id, ())) in query.attribution,
            query.listed is None or row.incident_id in query.listed.ids,
        )
    )


@few_examples
@given(datasets, queries())
def test_the_attributions_are_a_partition(dataset: Dataset, query: Query) -> None:
    parts = [answer(dataset, replace(query, attribution=frozenset({name}))).rows for name in ATTRIBUTIONS]
    whole = answer(dataset, replace(query, attribution=frozenset()))
    assert sorted(np.concatenate(parts).tolist()) == sorted(whole.rows.tolist())


@few_examples
@given(datasets, queries())
def test_a_cached_mask_is_read_only(dataset: Dataset, query: Query) -> None:
    mask = passes(dataset, query)
    assert mask is None or not mask.flags.writeable


def test_a_period_is_resolved_without_a_scan_of_the_table() -> None:
    count = 200_000
    start = np.arange(count, dtype=np.int32) // 20
    end = start + np.where(np.arange(count) % 30 == 0, 6, 0).astype(np.int32)
    table = replace(dataset_of().incidents, start=start, end=end)
    assert len(table.latest_ends) == len(table.spans)
    tracemalloc.start()
    try:
        result = period_rows(table, 5000, 5029)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(result) == 30 * 20 + np.count_nonzero((start < 5000) & (end >= 5000))
    assert peak < 20_000


# worked examples

WEEK = incident(1, date_precision="week", date_start=date(2024, 11, 18), date_end=date(2024, 11, 24))
MONTH = incident(
    2, date_precision="month", date_start=interval_of(date(2024, 11, 15), "month")[0], date_end=date(2024, 11, 30)
)
DAY = incident(3, date_start=date(2024, 11, 18))


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2024, 11, 24), date(2024, 11, 24), {"test:001", "test:002"}),
        (date(2024, 11, 25), date(2024, 11, 25), {"test:002"}),
        (date(2024, 11, 30), date(2024, 12, 7), {"test:002"}),
        (date(2024, 12, 1), date(2024, 12, 31), set()),
        (date(2024, 10, 1), date(2024, 10, 31), set()),
        (date(2024, 10, 1), date(2024, 11, 1), {"test:002"}),
        (date(2024, 11, 17), date(2024, 11, 18), {"test:001", "test:002", "test:003"}),
        (date(2024, 11, 24), None, {"test:001", "test:002"}),
        (None, date(2024, 11, 17), {"test:002"}),
        (date(2024, 11, 20), date(2024, 11, 19), set()),
    ],
)
def test_an_uncertain_date_matches_every_period_it_overlaps(
    first: date | None, last: date | None, expected: set[str]
) -> None:
    assert ids(dataset_of(WEEK, MONTH, DAY), Query(first, last)) == expected


@pytest.mark.parametrize(
    ("low", "best", "high", "passes_five"),
    [(5, 5, 5, True), (4, 4, 9, False), (None, None, None, False), (5, None, 9, True), (0, None, 9, False)],
)
def test_killed_at_least_matches_only_stated_figures(
    low: int | None, best: int | None, high: int | None, passes_five: bool
) -> None:
    dataset = dataset_of(incident(killed_low=low, killed_best=best, killed_high=high))
    assert bool(ids(dataset, Query(min_killed=5))) == passes_five


@pytest.mark.parametrize(
    ("coarsest", "n"), [("exact", 1), ("near", 2), ("district", 3), ("province", 4), ("country", 5)]
)
def test_the_coarsest_place_precision_is_inclusive(coarsest: str, n: int) -> None:
    dataset = dataset_of(*(incident(i, place_precision=name) for i, name in enumerate(PLACE_PRECISIONS)))
    assert len(answer(dataset, Query(coarsest=coarsest))) == n


def test_killed_at_least_zero_is_not_a_filter() -> None:
    dataset = dataset_of(incident(1), incident(2, killed_best=0))
    assert len(answer(dataset, Query(min_killed=0))) == 2


def test_a_present_district_matches_its_polygon() -> None:
    dataset = dataset_of(incident(1, district="Upper South Waziristan"), incident(2, district="Bannu"))
    for name in ("South Waziristan", "Lower South Waziristan"):
        assert ids(dataset, Query(districts=frozenset((name,)))) == {"test:001"}
    assert ids(dataset, Query(districts=frozenset(("Nowhere",)))) == set()


def test_a_text_search_needs_every_word_in_any_order() -> None:
    dataset = dataset_of(incident(1, notes="A convoy near the SCHOOL"), incident(2, notes="A school"))
    assert ids(dataset, Query(text="  school  convoy ")) == {"test:001"}
    assert len(answer(dataset, Query(text="   "))) == 2


# descriptions


def test_every_filter_has_a_description() -> None:
    sample = {
        "types": frozenset(("Riots", "Battles")),
        "sub_types": frozenset(("Attack",)),
        "actors": frozenset(("Police",)),
        "provinces": frozenset((KP,)),
        "divisions": frozenset(("Kalat",)),
        "districts": frozenset(("Bannu",)),
        "min_killed": 5,
        "coarsest": "near",
        "sources": frozenset(("own",)),
        "text": "convoy school",
        "certain": True,
        "within": Within(point_target(71.5, 34.0, "Clinic"), 20),
        "border": BorderZone("Iran", 25.0, 10.0),
        "listed": Listed("new with the import of a.csv", frozenset(("own:1",))),
        "attribution": frozenset(("unclaimed", "disputed")),
    }
    assert {"first", "last", *sample} == {field.name for field in fields(Query)}
    assert Query(**sample).words() == (
        "type: Battles or Riots or Attack",
        "place: Khyber Pakhtunkhwa or Kalat division or Bannu",
        "actor: Police",
        "source: own",
        "attribution: disputed or unclaimed",
        "at least 5 reported killed",
        "place known at least to: near",
        "only what certainly lies in the period",
        "within 20 km of Clinic",
        "more than 10 and at most 25 km from the border with Iran",
        "text contains “convoy” and “school”",
        "new with the import of a.csv",
    )


def test_listed_incidents_are_shown_alone_and_unknown_ids_ignored() -> None:
    dataset = dataset_of(incident(1), incident(2), incident(3))
    listed = Listed("two of them", frozenset(("test:001", "test:003", "test:999")))
    assert ids(dataset, Query(listed=listed)) == {"test:001", "test:003"}
    assert ids(dataset, Query(listed=Listed("none of them", frozenset()))) == set()


@pytest.mark.parametrize("query", [Query(), Query(first=FIRST, last=FIRST), Query(text="  "), Query(min_killed=-1)])
def test_a_query_without_filters_has_no_description(query: Query) -> None:
    assert query.words() == ()
    assert not query.is_filtered


@few_examples
@given(datasets, queries())
def test_incidents_certain_to_lie_in_a_period_do_not_overlap_its_ends(dataset: Dataset, query: Query) -> None:
    wide, certain = answer(dataset, replace(query, certain=False)), answer(dataset, replace(query, certain=True))
    incidents = dataset.incidents
    first = -(10**9) if query.first is None else day_number(query.first)
    last = 10**9 if query.last is None else day_number(query.last)
    inside = [row for row in wide.rows.tolist() if incidents.start[row] >= first and incidents.end[row] <= last]
    assert certain.rows.tolist() == inside
    assert len(certain) == len(inside)
    snapshot = resolve(dataset, State(query=replace(query, certain=True)))
    left_out = {item.reason: item.n for item in snapshot.left_out}
    assert left_out.get("that may lie outside the period", 0) == len(wide) - len(inside)
    assert sum(left_out.values()) + len(inside) == len(incidents)


def test_distances_from_borders_are_measured_in_the_background_the_first_time() -> None:
    dataset, query = dataset_of(incident(1, lon=71.0, lat=34.0, place_precision="exact")), Query(border=BorderZone())
    assert is_expensive(dataset, query)
    answer(dataset, query)
    assert not is_expensive(dataset, query)
