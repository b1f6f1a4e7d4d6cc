"""The columns of the incident table as a profile lets them leave: new arrays and texts without a true point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.dataset import Dataset
from geo.export.sharing.profile import Profile
from geo.export.sharing.texts import without_coordinates
from geo.incidents import PLACE_PRECISIONS, Claim, ContextEvent, Incidents
from geo.incidents.table import Coded
from geo.places.rounding import cell_middles, district_points

__all__ = ["ID_BEGINNING", "blank_columns", "guarded_claims", "guarded_context", "guarded_incidents", "picked"]

ID_BEGINNING = "shared:"
"""How the ids begin that stand in place of the source's: with those a point could be looked up."""

_NOTES = ("notes", "url", "extra")
_NAMES = ("location", "location_as_given", "district_as_given", "province_as_given")
_OF_THE_SOURCE = ("extra", "revised_at")
_CLAIM_TEXTS = ("by", "about", "source", "remark", "quote", "url")
_DISTRICT = PLACE_PRECISIONS.index("district")

_Rows = npt.NDArray[np.int32]
_Floats = npt.NDArray[np.float64]


def blank_columns(profile: Profile) -> tuple[str, ...]:
    """The columns that are blank in what leaves."""
    blank = (*(() if profile.notes else _NOTES), *(() if profile.place_names else _NAMES))
    if profile.hides_places:
        blank = (*blank, *_OF_THE_SOURCE)
    if profile.places == "none":
        blank = ("lon", "lat", *blank)
    return tuple(dict.fromkeys(blank))


def picked(incidents: Incidents, rows: _Rows) -> Incidents:
    """Only these rows, in their order; names that none of them has are gone."""
    at = rows.tolist()
    return Incidents(
        start=incidents.start[rows],
        end=incidents.end[rows],
        lon=incidents.lon[rows],
        lat=incidents.lat[rows],
        numbers={name: column[rows] for name, column in incidents.numbers.items()},
        coded={name: _used(column.codes[rows], column.names) for name, column in incidents.coded.items()},
        texts={name: [column[row] for row in at] for name, column in incidents.texts.items()},
    )


def _used(codes: npt.NDArray[np.int32], names: Sequence[str]) -> Coded:
    """A column with the names that its rows have."""
    kept, positions = np.unique(codes, return_inverse=True)
    return Coded(positions.ravel().astype(np.int32), tuple(names[code] for code in kept.tolist()))


def guarded_incidents(dataset: Dataset, shown: _Rows, profile: Profile) -> Incidents:
    """The incidents of a dataset as they may leave, in the same rows.

    Those shown (positions) are numbered first: the position among all would tell which row of the source one is.
    """
    incidents = dataset.incidents
    n, blank = len(incidents), blank_columns(profile)
    texts = {name: [""] * n if name in blank else column for name, column in incidents.texts.items()}
    nothing = Coded(np.zeros(n, np.int32), ("",))
    coded = {name: nothing if name in blank else column for name, column in incidents.coded.items()}
    if not profile.hides_places:
        return replace(incidents, texts=texts, coded=coded)
    cleaned = {name: [without_coordinates(text) for text in column] for name, column in texts.items()}
    order = np.concatenate((shown, np.setdiff1d(np.arange(n, dtype=np.int32), shown)))
    numbers = np.empty(n, np.int64)
    numbers[order] = np.arange(1, n + 1)
    cleaned["incident_id"] = [f"{ID_BEGINNING}{number:07d}" for number in numbers.tolist()]
    names = {name: Coded(each.codes, tuple(map(without_coordinates, each.names))) for name, each in coded.items()}
    places = _Places(dataset)
    lon, lat = places.coordinates(profile)
    names |= {"place_precision": places.precision(profile), "district": places.districts()}
    return replace(incidents, lon=lon, lat=lat, texts=cleaned, coded=names)


class _Places:
    """The rows of a dataset by what is known of their places."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset, self._incidents = dataset, dataset.incidents
        self._known = self._incidents.coded["place_precision"].recode(PLACE_PRECISIONS, len(PLACE_PRECISIONS))
        self._has_point = self._incidents.has_point
        self.polygons = dataset.polygons.copy()
        lost = np.flatnonzero(self._has_point & (self.polygons < 0))
        self.polygons[lost] = dataset.gazetteer.drawn_at(self._incidents.lon[lost], self._incidents.lat[lost])
        self._in_district = (self._known <= _DISTRICT) & (self.polygons >= 0)

    def coordinates(self, profile: Profile) -> tuple[_Floats, _Floats]:
        """Longitude and latitude as they may leave (degrees, shapes n); NaN for none."""
        lon, lat = (np.full(len(self._incidents), np.nan) for _ in range(2))
        if profile.cell_km:
            at = self._has_point
            lon[at], lat[at] = cell_middles(self._incidents.lon[at], self._incidents.lat[at], profile.cell_km)
        elif profile.places == "district":
            numbers = np.unique(self.polygons[self._in_district]).tolist()
            for number, (x, y) in district_points(self._dataset.gazetteer, numbers).items():
                at = self._in_district & (self.polygons == number)
                lon[at], lat[at] = x, y
        return lon, lat

    def precision(self, profile: Profile) -> Coded:
        """How precisely the places that leave are known: no finer than what is left of them."""
        column = self._incidents.coded["province"]
        has_province = np.array([name != "" for name in column.names] or [False])[column.codes]
        coarse = np.where(self._in_district, _DISTRICT, np.where(has_province, _DISTRICT + 1, _DISTRICT + 2))
        codes = np.maximum(self._known, coarse)
        if profile.cell_km:
            codes = np.where(self._has_point, PLACE_PRECISIONS.index("near"), codes)
        return Coded(np.minimum(codes, len(PLACE_PRECISIONS) - 1).astype(np.int32), PLACE_PRECISIONS)

    def districts(self) -> Coded:
        """The districts, with the drawn one for rows that state none: their point, which told it, does not leave."""
        column, drawn = self._incidents.coded["district"], self._dataset.gazetteer.drawn
        names = [column.name(row) for row in range(len(self._incidents))]
        for row in np.flatnonzero(self._in_district).tolist():
            names[row] = names[row] or drawn[int(self.polygons[row])].name
        return Coded.of(names)


def guarded_claims(dataset: Dataset, ids: Sequence[str], profile: Profile) -> dict[str, tuple[Claim, ...]]:
    """The claims as they may leave, by the ids that leave; without notes, quotes, remarks and addresses are blank."""
    new = dict(zip(dataset.incidents.texts["incident_id"], ids, strict=True))
    return {
        new[old]: tuple(_guarded_claim(claim, new[old], profile) for claim in claims)
        for old, claims in dataset.claims.items()
        if old in new
    }


def _guarded_claim(claim: Claim, incident_id: str, profile: Profile) -> Claim:
    if not profile.notes:
        claim = replace(claim, remark="", quote="", url="")
    if profile.hides_places:
        texts: dict[str, Any] = {name: without_coordinates(getattr(claim, name)) for name in _CLAIM_TEXTS}
        claim = replace(claim, **texts)
    return replace(claim, incident_id=incident_id)


def guarded_context(event: ContextEvent, profile: Profile) -> ContextEvent:
    """A context event as it may leave."""
    notes = event.notes if profile.notes else ""
    if not profile.hides_places:
        return replace(event, notes=notes)
    title, scope, notes = map(without_coordinates, (event.title, event.scope, notes))
    return replace(event, title=title, scope=scope, notes=notes)
