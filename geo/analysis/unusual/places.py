"""The districts and provinces that are looked at, and the days of their incidents."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from geo.dataset import Dataset
from geo.errors import UnknownName
from geo.query import PLACES, Query, districts_within, passes
from geo.tally.windows import DaysByPlace, days_by_place
from geo.taxonomy import VIOLENT_TYPES
from geo.view.snapshot import Snapshot

__all__ = ["LookedPlace", "counted_query", "days_of", "looked_at", "place_codes", "place_of", "rows_in"]

_Codes = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class LookedPlace:
    """A district or a province, and the number under which its incidents count: districts first, then provinces."""

    number: int
    key: str
    name: str
    province: str
    is_province: bool


def looked_at(dataset: Dataset, query: Query) -> tuple[LookedPlace, ...]:
    """The districts that the filter by place lets in, or all without one, and the provinces that it lets in whole."""
    drawn, provinces = dataset.gazetteer.drawn, dataset.gazetteer.provinces
    is_filtered = any(getattr(query, name) for name in PLACES)
    inside = districts_within(dataset, query) if is_filtered else np.ones(len(drawn), np.bool_)
    found = [
        LookedPlace(d.index, f"district:{d.name}", d.name, d.province, is_province=False)
        for d, is_inside in zip(drawn, inside.tolist(), strict=True)
        if is_inside
    ]
    found += [
        LookedPlace(len(drawn) + n, f"province:{p.name}", p.name, p.name, is_province=True)
        for n, p in enumerate(provinces)
        if not is_filtered or p.name in query.provinces
    ]
    return tuple(found)


def place_of(snapshot: Snapshot, key: str) -> LookedPlace:
    """The place of a key; raises `UnknownName` if the filter by place lets in none."""
    for place in looked_at(snapshot.dataset, snapshot.state.query):
        if place.key == key:
            return place
    raise UnknownName(f"No place {key!r} is looked at: choose one of the list.")


def counted_query(query: Query, *, all_types: bool, anywhere: bool = True) -> Query:
    """What counts, at any time and, unless that is unset, anywhere: the other filters, and violence alone.

    All types count if the user wants that, and those of a filter by type.
    """
    question = query.any_time()
    if anywhere:
        nothing: frozenset[str] = frozenset()
        question = replace(question, provinces=nothing, divisions=nothing, districts=nothing)
    if all_types or question.types or question.sub_types:
        return question
    return replace(question, types=frozenset(VIOLENT_TYPES))


def place_codes(dataset: Dataset) -> tuple[_Codes, _Codes]:
    """For each row the number of its district and that of its province, -1 where not known; cached.

    What is known only to a province has a province and no district. A district that is known tells the province.
    """
    return dataset.memo.get("places of rows", lambda: _place_codes(dataset))


def _place_codes(dataset: Dataset) -> tuple[_Codes, _Codes]:
    names = [province.name for province in dataset.gazetteer.provinces]
    drawn = dataset.gazetteer.drawn
    numbers = {name: len(drawn) + n for n, name in enumerate(names)}
    of_district = np.array([*(numbers.get(d.province, -1) for d in drawn), -1], np.int32)
    stated = dataset.incidents.coded["province"].recode(names)
    stated = np.where(stated >= 0, stated + np.int32(len(drawn)), np.int32(-1))
    by_district = of_district[dataset.polygons]
    return dataset.polygons, np.where(by_district >= 0, by_district, stated).astype(np.int32)


def rows_in(dataset: Dataset, rows: _Codes, place: LookedPlace) -> _Codes:
    """Those of the rows that count in a place."""
    districts, provinces = place_codes(dataset)
    numbers = provinces if place.is_province else districts
    inside: _Codes = rows[numbers[rows] == place.number]
    return inside


def days_of(dataset: Dataset, question: Query) -> DaysByPlace:
    """The days of the incidents that pass a query, whatever its period, by place; cached."""
    return dataset.memo.get(("days by place", question), lambda: _days_of(dataset, question))


def _days_of(dataset: Dataset, question: Query) -> DaysByPlace:
    incidents, mask = dataset.incidents, passes(dataset, question)
    districts, provinces = place_codes(dataset)
    start, end = incidents.start, incidents.end
    if mask is not None:
        start, end, districts, provinces = start[mask], end[mask], districts[mask], provinces[mask]
    n_places = len(dataset.gazetteer.drawn) + len(dataset.gazetteer.provinces)
    places = np.concatenate((districts, provinces))
    return days_by_place(np.concatenate((start, start)), np.concatenate((end, end)), places, n_places)
