"""A query to the incident table, and its answer over columns.

The table is sorted by first day, so that a period is one binary search and the answer a view. Rows whose date is an
interval are in a period if they overlap it: those that begin before it come from a list of the rows of several days,
sorted so that those which have ended by then are skipped.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

import numpy as np
import numpy.typing as npt

from geo.calendar.days import day_number
from geo.dataset import Dataset
from geo.errors import UnknownName
from geo.incidents import PLACE_PRECISIONS, Incidents
from geo.incidents.attribution import ATTRIBUTIONS
from geo.places.border_bands import BorderZone
from geo.places.gazetteer import Gazetteer
from geo.places.target import Target, distances_km
from geo.scales import NEAR_KM
from geo.wording import source_name

__all__ = [
    "MANY",
    "PLACES",
    "Answer",
    "Filter",
    "Listed",
    "Query",
    "Within",
    "answer",
    "distances",
    "districts_within",
    "fitted",
    "is_expensive",
    "passes",
    "period_rows",
]

MANY = 20_000
"""The number of incidents beyond which a query that reads each text or place runs in the background."""

_Mask = npt.NDArray[np.bool_]
_Rows = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Within:
    """A distance in kilometres around something on the ground.

    A place that is only near is a disc: it is within if all of the disc is; with ``possible``, if any of it is.
    """

    target: Target
    km: float
    possible: bool = False

    @property
    def words(self) -> str:
        """In words: "within 20 km of Mingora"."""
        return f"{'certainly or possibly ' if self.possible else ''}within {self.km:g} km of {self.target.name}"

    def holds(self, km: npt.NDArray[np.float64], error_km: npt.NDArray[np.floating]) -> _Mask:
        """Which distances from the target are within, given their error (shapes n)."""
        return np.asarray((km - error_km if self.possible else km + error_km) <= self.km)


@dataclass(frozen=True, slots=True)
class Listed:
    """Incidents by their ids, and in words what they have in common: "new with the import of partner.csv"."""

    words: str
    ids: frozenset[str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter that is set.

    Attributes
    ----------
    fields
        The fields of the query that it consists of.
    words
        The filter in words; of one with names what they are names of: "type", "place".
    names
        The names of which an incident must match one.
    """

    fields: tuple[str, ...]
    words: str
    names: tuple[str, ...] = ()


PLACES = ("provinces", "divisions", "districts")
"""The fields of the filter by place."""


@dataclass(frozen=True, slots=True)
class Query:
    """Filters. An empty set and ``None`` do not filter; both ends of the period are inclusive.

    Types and sub-types are one filter, and so are provinces, divisions and districts: an incident passes if it
    matches any of the choices. All filters must be passed. An incident is in the period if it may have happened in
    it; with ``certain``, only if it cannot have happened outside.
    """

    first: date | None = None
    last: date | None = None
    certain: bool = False
    types: frozenset[str] = frozenset()
    sub_types: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()
    provinces: frozenset[str] = frozenset()
    divisions: frozenset[str] = frozenset()
    districts: frozenset[str] = frozenset()
    min_killed: int = 0
    coarsest: str = "country"
    sources: frozenset[str] = frozenset()
    text: str = ""
    within: Within | None = None
    listed: Listed | None = None
    border: BorderZone | None = None
    attribution: frozenset[str] = frozenset()
    """Of `geo.incidents.attribution.ATTRIBUTIONS` those that pass."""

    def any_time(self) -> Query:
        """The same query without its period."""
        return replace(self, first=None, last=None, certain=False)

    @property
    def is_filtered(self) -> bool:
        """Whether it filters by anything but the period."""
        return bool(self.filters())

    def filters(self) -> tuple[Filter, ...]:
        """The filters that are set, the period not included; an incident must match one name of each that has names."""
        divisions = tuple(f"{name} division" for name in sorted(self.divisions))
        named = (
            Filter(("types", "sub_types"), "type", (*sorted(self.types), *sorted(self.sub_types))),
            Filter(PLACES, "place", (*sorted(self.provinces), *divisions, *sorted(self.districts))),
            Filter(("actors",), "actor", tuple(sorted(self.actors))),
            Filter(("sources",), "source", tuple(sorted(map(source_name, self.sources)))),
            Filter(("attribution",), "attribution", tuple(sorted(self.attribution, key=ATTRIBUTIONS.index))),
        )
        conditions = []
        if self.min_killed > 0:
            conditions.append(Filter(("min_killed",), f"at least {self.min_killed} reported killed"))
        if self.coarsest != "country":
            conditions.append(Filter(("coarsest",), f"place known at least to: {self.coarsest}"))
        if self.certain:
            conditions.append(Filter(("certain",), "only what certainly lies in the period"))
        if self.within is not None:
            conditions.append(Filter(("within",), self.within.words))
        if self.border is not None:
            conditions.append(Filter(("border",), self.border.words))
        if texts := self.text.split():
            conditions.append(Filter(("text",), f"text contains {' and '.join(f'“{text}”' for text in texts)}"))
        if self.listed is not None:
            conditions.append(Filter(("listed",), self.listed.words))
        return (*(item for item in named if item.names), *conditions)

    def words(self) -> tuple[str, ...]:
        """The filters in words, the period not included; empty if there are none."""
        return tuple(f"{i.words}: {' or '.join(i.names)}" if i.names else i.words for i in self.filters())


def fitted(query: Query, gazetteer: Gazetteer) -> Query:
    """The query with the districts and divisions that a gazetteer has, under its names."""
    known = {district.name for district in gazetteer.drawn}
    districts = set()
    for name in query.districts:
        try:
            districts.add(gazetteer.polygon_of(name))
        except UnknownName:
            continue
    divisions = query.divisions & {division.name for division in gazetteer.divisions}
    return replace(query, districts=frozenset(districts & known), divisions=divisions)


_NONE = np.zeros(0, np.int32)


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """The rows that match: positions ``lo`` to ``hi`` (exclusive) and ``earlier`` ones that reach into the period.

    ``mask`` says which rows pass all filters but the period (shape n); ``None`` if all do. ``late`` are rows between
    ``lo`` and ``hi`` that last beyond the period, where the query is ``certain``.
    """

    lo: int
    hi: int
    earlier: _Rows
    mask: _Mask | None = None
    late: _Rows = field(default_factory=lambda: _NONE)

    @property
    def rows(self) -> _Rows:
        """Positions of the matching rows, in order."""
        if self.mask is None:
            within = np.arange(self.lo, self.hi, dtype=np.int32)
        else:
            within = np.flatnonzero(self.mask[self.lo : self.hi]).astype(np.int32) + np.int32(self.lo)
        if len(self.late):
            within = within[~np.isin(within, self.late, assume_unique=True)]
        return np.concatenate((self.earlier, within)) if len(self.earlier) else within

    def __len__(self) -> int:
        within = self.hi - self.lo if self.mask is None else int(np.count_nonzero(self.mask[self.lo : self.hi]))
        late = len(self.late) if self.mask is None else int(np.count_nonzero(self.mask[self.late]))
        return len(self.earlier) + within - late


def period_rows(incidents: Incidents, first: int | None, last: int | None) -> Answer:
    """The rows that overlap a period of day numbers (inclusive; ``None`` is open)."""
    start = incidents.start
    lo = 0 if first is None else _position(start, first, "left")
    hi = len(start) if last is None else _position(start, last, "right")
    if first is None or not len(incidents.spans):
        return Answer(lo, max(lo, hi), _NONE)
    earlier = _reaching(incidents, first, lo) if last is None or last >= first else _NONE
    return Answer(lo, max(lo, hi), earlier)


def _reaching(incidents: Incidents, first: int, lo: int) -> _Rows:
    """The rows before position ``lo`` that last until a day or beyond."""
    ended = _position(incidents.latest_ends, first, "left")
    before = incidents.spans[ended : _position(incidents.spans, lo, "left")]
    return before[incidents.end[before] >= first]


def _position(ordered: _Rows, value: int, side: Literal["left", "right"]) -> int:
    """Where a value belongs in an ordered column; a number of another type would have numpy copy the column first."""
    return int(ordered.searchsorted(np.int32(value), side))


def answer(dataset: Dataset, query: Query) -> Answer:
    """The rows of a dataset that match a query."""
    first = None if query.first is None else day_number(query.first)
    last = None if query.last is None else day_number(query.last)
    shown = period_rows(dataset.incidents, first, last)
    if query.certain:
        shown = _certain(dataset.incidents, shown, last)
    mask = passes(dataset, query)
    if mask is None:
        return shown
    return replace(shown, earlier=shown.earlier[mask[shown.earlier]], mask=mask)


def _certain(incidents: Incidents, shown: Answer, last: int | None) -> Answer:
    """The same answer without the rows that may lie outside the period."""
    if last is None:
        return replace(shown, earlier=_NONE)
    spans = incidents.spans
    within = spans[_position(spans, shown.lo, "left") : _position(spans, shown.hi, "left")]
    return replace(shown, earlier=_NONE, late=within[incidents.end[within] > last])


def passes(dataset: Dataset, query: Query) -> _Mask | None:
    """Which rows pass all filters but the period (shape n, not to be written to); ``None`` if all do."""
    question = query.any_time()
    return dataset.memo.get(question, lambda: _passes(dataset, question))


def is_expensive(dataset: Dataset, query: Query) -> bool:
    """Whether an answer should be computed in the background: a search in very many texts, or distances."""
    question = query.any_time()
    if question.border is not None and not dataset.has_border_distances:
        return True
    slow = question.text.strip() != "" or question.within is not None
    return slow and len(dataset.incidents) > MANY and not dataset.memo.holds(question)


def _passes(dataset: Dataset, query: Query) -> _Mask | None:
    tests = [test for test in (part(dataset, query) for part in _PARTS) if test is not None]
    if not tests:
        return None
    mask: _Mask = np.logical_and.reduce(tests)
    mask.setflags(write=False)
    return mask


def _types(dataset: Dataset, query: Query) -> _Mask | None:
    if not (query.types or query.sub_types):
        return None
    coded = dataset.incidents.coded
    whole = coded["event_type"].isin(query.types)
    return np.asarray(whole | coded["sub_event_type"].isin(query.sub_types))


def _sources(dataset: Dataset, query: Query) -> _Mask | None:
    return dataset.incidents.coded["source"].isin(query.sources) if query.sources else None


def _actors(dataset: Dataset, query: Query) -> _Mask | None:
    if not query.actors:
        return None
    mask = np.zeros(len(dataset.incidents), np.bool_)
    for actor in query.actors:
        mask[dataset.incidents.actors.get(actor, _NONE)] = True
    return mask


def _places(dataset: Dataset, query: Query) -> _Mask | None:
    if not (query.provinces or query.divisions or query.districts):
        return None
    within = districts_within(dataset, replace(query, provinces=frozenset()))
    whole = dataset.incidents.coded["province"].isin(query.provinces)
    return np.asarray(whole | np.append(within, False)[dataset.polygons])


def districts_within(dataset: Dataset, query: Query) -> _Mask:
    """Which drawn districts lie in one of the places of a query (in their order); none if it names no place."""
    numbers = {dataset.polygon_number(name) for name in query.districts}
    return np.array(
        [
            district.index in numbers or district.division in query.divisions or district.province in query.provinces
            for district in dataset.gazetteer.drawn
        ],
        np.bool_,
    )


def _within(dataset: Dataset, query: Query) -> _Mask | None:
    """What lies within the distance; an incident without a point does not pass."""
    km = distances(dataset, query)
    return None if km is None or query.within is None else query.within.holds(km, dataset.place_error_km)


def distances(dataset: Dataset, query: Query) -> npt.NDArray[np.float64] | None:
    """How far each row lies from the chosen place, in km (shape n); ``None`` without a place.

    Infinite where it cannot be within the distance, not even with the error of a place that is only near.
    """
    within = query.within
    if within is None:
        return None
    incidents = dataset.incidents

    def measure() -> npt.NDArray[np.float64]:
        lon = np.where(incidents.has_point, incidents.lon, np.nan)
        return distances_km(lon, np.asarray(incidents.lat, np.float64), within.target, within.km + NEAR_KM)

    return dataset.memo.get(("distances", within.target, within.km), measure)


def _border(dataset: Dataset, query: Query) -> _Mask | None:
    """What lies in the zone along a border; an incident without a point does not pass."""
    zone = query.border
    return None if zone is None else zone.holds(dataset.border_km[zone.country], dataset.place_error_km)


def _killed(dataset: Dataset, query: Query) -> _Mask | None:
    if query.min_killed <= 0:
        return None
    return np.asarray(dataset.incidents.killed >= query.min_killed)


def _precision(dataset: Dataset, query: Query) -> _Mask | None:
    if query.coarsest == PLACE_PRECISIONS[-1]:
        return None
    allowed = PLACE_PRECISIONS[: PLACE_PRECISIONS.index(query.coarsest) + 1]
    return dataset.incidents.coded["place_precision"].isin(allowed)


def _text(dataset: Dataset, query: Query) -> _Mask | None:
    words = query.text.casefold().split()
    if not words:
        return None

    def search() -> _Mask:
        texts = dataset.incidents.searchable
        return np.fromiter((all(word in text for word in words) for text in texts), np.bool_, len(texts))

    return dataset.memo.get(("text", *words), search)  # other filters change more often than the words


def _listed(dataset: Dataset, query: Query) -> _Mask | None:
    if query.listed is None:
        return None
    positions = dataset.incidents.positions
    mask = np.zeros(len(dataset.incidents), np.bool_)
    mask[[positions[incident_id] for incident_id in query.listed.ids if incident_id in positions]] = True
    return mask


def _attribution(dataset: Dataset, query: Query) -> _Mask | None:
    if not query.attribution:
        return None
    return np.isin(dataset.attribution, [ATTRIBUTIONS.index(name) for name in query.attribution])


_PARTS = (_types, _places, _actors, _sources, _attribution, _killed, _precision, _within, _border, _text, _listed)
