"""All that one workspace holds, as one frozen value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from threading import Lock
from typing import Any, TypeVar
from weakref import ReferenceType

import numpy as np
import numpy.typing as npt
from cachetools import LRUCache

from geo.calendar.period import Period
from geo.errors import UnknownName
from geo.incidents import PLACE_PRECISIONS, Claim, ContextEvent, Incident, Incidents, Release
from geo.incidents.attribution import ATTRIBUTIONS, attribution_of
from geo.incidents.first_known import first_known
from geo.incidents.made_up import LABEL, names_made_up
from geo.incidents.totals import SourceTotals, Total, totals_by_source
from geo.incidents.whose_figures import BEST, Statement, publishers, statements_of
from geo.places import gazetteer
from geo.places.border_bands import NEARER
from geo.places.border_lines import BORDERS, border_distances_km
from geo.places.gazetteer import Gazetteer
from geo.places.user_layers import UserLayer
from geo.scales import NEAR_KM

__all__ = ["BUNDLED_NOTICE", "Before", "Dataset", "Memo", "claims_by_incident", "holds_made_up"]

T = TypeVar("T")

_NEAR, _DISTRICT = PLACE_PRECISIONS.index("near"), PLACE_PRECISIONS.index("district")

BUNDLED_NOTICE = (
    "A sample of incidents compiled from press reports, dense in 2024–25 and thin in 2026. "
    "It is not a count: totals by year or district are not a trend."
)


@dataclass(frozen=True, slots=True, eq=False)
class Before:
    """A data set before a small change, as long as anything else needs it, and the ids of the rows that differ."""

    reference: ReferenceType[Dataset]
    ids: frozenset[str]


class Memo:
    """A thread-safe cache of expensive results; beyond ``most`` of them the least recently used is dropped.

    Each letter typed into the search makes a new query, and its answer takes a byte a row: without a limit they would
    fill the memory within hours. Keys of which ``is_shared`` is true are looked up in another cache, ``shared``. With
    the data set ``before`` a small change, results of that one may be brought up to date.
    """

    def __init__(
        self,
        most: int = 32,
        shared: Memo | None = None,
        is_shared: Callable[[object], bool] = lambda _key: False,
        before: Before | None = None,
    ) -> None:
        self.before = before
        self._cache: LRUCache[object, Any] = LRUCache(most)
        self._lock = Lock()
        self._shared, self._is_shared = shared, is_shared

    def __len__(self) -> int:
        return len(self._cache)

    def holds(self, key: object) -> bool:
        """Whether a result is cached."""
        if self._shared is not None and self._is_shared(key):
            return self._shared.holds(key)
        with self._lock:
            return key in self._cache

    def get(self, key: object, make: Callable[[], T]) -> T:
        """The cached result of a key, or else a new one, which is cached.

        ``make`` runs without the lock, so that other threads can use the cache; of two results made at the same time
        the first one is kept.
        """
        if self._shared is not None and self._is_shared(key):
            return self._shared.get(key, make)
        with self._lock:
            if key in self._cache:
                cached: T = self._cache[key]
                return cached
        made = make()
        with self._lock:
            result: T = self._cache.setdefault(key, made)
            return result


@dataclass(frozen=True, eq=False)
class Dataset:
    """Incidents, the claims about them, context events and releases; ``origin`` names where they come from."""

    incidents: Incidents
    claims: Mapping[str, tuple[Claim, ...]] = field(default_factory=dict)
    context_events: tuple[ContextEvent, ...] = ()
    releases: tuple[Release, ...] = ()
    origin: str = ""
    notice: str = ""
    caveat: str = ""
    """What is written beside every number on a page, in a few words; blank for nothing."""

    incomplete_from: date | None = None
    """The first day from which the data are known to be incomplete; ``None`` if that is not known."""

    stated_days: Mapping[str, Period] = field(default_factory=dict)
    """The days that a source is stated to cover, by its name; those of the others are known from their rows alone."""

    is_sample: bool = False
    """Whether the incidents are a sample, so that covered days lack incidents too."""

    is_made_up: bool = False
    """Whether the incidents are invented: the application's example. `label` then stands on all that shows them."""

    is_loading: bool = False
    """Whether this stands for a workspace that is still being read; `notice` then says so."""

    linked: Mapping[str, tuple[Incident, ...]] = field(default_factory=dict)
    """All reports of an event that several sources report, by the id of the one that is shown."""

    decided: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """The user's decisions about pairs of incidents (ids in order): same, different or unsure."""

    first_releases: Mapping[str, str] = field(default_factory=dict)
    """The release in which an incident first appeared, by its id, where that is not the one of its row."""

    shared_as: Mapping[str, Any] = field(default_factory=dict)
    """The choices of the sharing profile that this has passed; empty for data as they are."""

    user_layers: tuple[UserLayer, ...] = ()
    """The user layers, in the order in which they were added."""

    totals: tuple[Total, ...] = ()
    """Numbers of events that sources state; no incidents, and in no count or picture of them."""

    figures: str = BEST
    """Whose figures the incidents have; see `geo.incidents.whose_figures`."""

    stored: Dataset | None = field(default=None, repr=False)
    """Of data with other than the best figures those with the best; ``None`` for these, and where they do not leave."""

    gazetteer: Gazetteer = field(default_factory=gazetteer.bundled)
    memo: Memo = field(default_factory=Memo, repr=False)

    @cached_property
    def polygons(self) -> npt.NDArray[np.int32]:
        """For each row the position of its district among the drawn ones (shape n); -1 if it has none."""
        column = self.incidents.coded["district"]
        table = [self.polygon_number(name) for name in column.names]
        numbers = np.array(table or [-1], np.int32)[column.codes]
        unplaced = np.flatnonzero((numbers < 0) & self.incidents.has_point)
        if len(unplaced):
            numbers[unplaced] = self.gazetteer.polygons_at(self.incidents.lon[unplaced], self.incidents.lat[unplaced])
        return numbers

    @cached_property
    def known_place(self) -> npt.NDArray[np.uint8]:
        """How precisely each row is known on the map (shape n): the position of its precision, or one past the last.

        One past the last is for rows that lack what their precision needs: coordinates, or a district that is drawn.
        """
        nowhere = len(PLACE_PRECISIONS)
        precision = self.incidents.coded["place_precision"].recode(PLACE_PRECISIONS, nowhere)
        is_point, is_district = precision <= _NEAR, precision == _DISTRICT
        located = ~(is_point & ~self.incidents.has_point) & ~(is_district & (self.polygons < 0))
        return np.where(located, precision, nowhere).astype(np.uint8)

    @cached_property
    def border_km(self) -> Mapping[str, npt.NDArray[np.float64]]:
        """How far each row lies from the border with each neighbour, and from the nearer one under `NEARER`.

        Geodesic, in km (shape n); NaN for rows without a point.
        """
        at = np.flatnonzero(self.incidents.has_point)
        places = np.column_stack((self.incidents.lon[at], self.incidents.lat[at]))
        places, place = np.unique(places, axis=0, return_inverse=True)
        found = {}
        for country in BORDERS:
            km = np.full(len(self.incidents), np.nan)
            km[at] = border_distances_km(places[:, 0], places[:, 1], country)[place.ravel()]
            found[country] = km
        return found | {NEARER: np.minimum.reduce(list(found.values()))}

    @cached_property
    def attribution(self) -> npt.NDArray[np.uint8]:
        """For each row the position of its attribution among `ATTRIBUTIONS` (shape n), by the claims about it."""
        codes = np.full(len(self.incidents), ATTRIBUTIONS.index("unclaimed"), np.uint8)
        if self.claims:
            positions = self.incidents.positions
            for incident_id, claims in self.claims.items():
                if (row := positions.get(incident_id)) is not None:
                    codes[row] = ATTRIBUTIONS.index(attribution_of(claims))
        return codes

    @property
    def as_stored(self) -> Dataset:
        """The same data with the figures that are stored, as far as these are at hand."""
        return self if self.stored is None else self.stored

    @cached_property
    def publishers(self) -> tuple[str, ...]:
        """The publishers whose figures can be shown."""
        stored = self.as_stored
        return publishers(stored.incidents, stored.statements, stored.linked)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """The claims that state a figure of a row."""
        return statements_of(self.incidents, self.claims)

    @cached_property
    def known_from(self) -> npt.NDArray[np.int32] | None:
        """For each row the day number of the release in which it first appeared (shape n).

        ``None`` for a sample and without releases. Of rows whose release is not recorded it is the smallest number.
        """
        if self.is_sample or not self.releases:
            return None
        return first_known(self.incidents, self.releases, self.first_releases, self.linked)

    @cached_property
    def place_error_km(self) -> npt.NDArray[np.float32]:
        """How far each row may lie from its point (km, shape n): `geo.scales.NEAR_KM` where it is only near, else 0.

        Distances of such a place are intervals: in filters and tables it lies where all of its disc does.
        """
        near = self.incidents.coded["place_precision"].isin(("near",))
        return np.where(near, np.float32(NEAR_KM), np.float32(0.0))

    @property
    def has_border_distances(self) -> bool:
        """Whether `border_km` is at hand; else it takes from half a second to seconds."""
        return "border_km" in self.__dict__

    @cached_property
    def totals_sums(self) -> tuple[SourceTotals, ...]:
        """The sums of the totals by source."""
        return totals_by_source(self.totals)

    @property
    def label(self) -> str:
        """What has to stand on every map, page and answer; blank for nothing."""
        return LABEL if self.is_made_up or holds_made_up(self.incidents) else ""

    @property
    def totals_sources(self) -> tuple[str, ...]:
        """The sources that totals are stored of, in alphabetical order."""
        return tuple(dict.fromkeys(each.source for each in self.totals_sums))

    def prepare(self) -> Dataset:
        """The same, with the cached properties computed that every view needs; expensive: call it in the background."""
        for name in ("actors", "positions", "tallied", "latest_ends", "has_point", "killed"):
            getattr(self.incidents, name)
        for name in ("known_place", "attribution", "publishers"):
            getattr(self, name)
        return self

    def polygon_number(self, district: str) -> int:
        """The position of a district among the drawn ones; -1 if it is blank or unknown."""
        try:
            return self.gazetteer.number_holding(district) if district else -1
        except UnknownName:
            return -1


def holds_made_up(incidents: Incidents) -> bool:
    """Whether any row is made up, by its source or one of its actors."""
    coded = incidents.coded
    actors = (name for column in ("actor1", "actor2") for name in coded[column].names)
    return names_made_up(coded["source"].names, actors)


def claims_by_incident(claims: Iterable[Claim]) -> dict[str, tuple[Claim, ...]]:
    """The claims of each incident, in their order."""
    grouped: dict[str, list[Claim]] = {}
    for claim in claims:
        grouped.setdefault(claim.incident_id, []).append(claim)
    return {incident_id: tuple(group) for incident_id, group in grouped.items()}
