"""Rows without coordinates: those of the place that they name, or the district that the place names."""

from __future__ import annotations

import re

from geo.incidents.draft import Draft
from geo.incidents.placing.coordinates import Points
from geo.incidents.placing.precision import POINTS
from geo.incidents.placing.resolver import DistrictName, KnownPoint, NameResolver

__all__ = ["find_places"]

_BEHIND = re.compile(r"\s+-\s+|[(),;،]")
_Key = tuple[str, DistrictName | None, str]


def find_places(
    draft: Draft,
    names: NameResolver,
    points: Points,
    precision: list[str],
    within: tuple[list[DistrictName | None], list[str]],
) -> None:
    """Give rows without coordinates those of the place that they name, as near to it; what states less stays so.

    A place that is only known as a district gives the row that district. ``within`` are the districts and provinces
    that the rows state: a place elsewhere is another one of that name.
    """
    districts, provinces = within
    known: dict[_Key, KnownPoint | None] = {}
    found: dict[bool, list[int]] = {False: [], True: []}
    named: list[int] = []
    for row, name in enumerate(draft.columns["location"]):
        if not name or points.lon[row] is not None or precision[row] not in ("", *POINTS, "district"):
            continue
        district = districts[row]
        if _names_an_unknown(draft, row, district, provinces[row]):
            continue  # the place may be one of that name there
        key = (name, district, provinces[row])
        if key not in known:
            known[key] = _known_point(names, key)
        point = known[key]
        if point is not None and precision[row] != "district" and not _gives_a_point(draft, row):
            points.lon[row], points.lat[row], precision[row] = point.lon, point.lat, "near"
            found[point.is_from_incidents].append(row)
        if district is None and (other := _district_of(names, key, point)) is not None:
            districts[row], draft.columns["district"][row] = other, other.name
            if points.lon[row] is None:
                named.append(row)
    draft.repaired("coordinates: those of the place that the row names, from the gazetteer", found[False])
    draft.repaired("coordinates: those that the same place has in other rows", found[True])
    draft.repaired("district: the one that the place names", named)


def _names_an_unknown(draft: Draft, row: int, district: DistrictName | None, province: str) -> bool:
    """Whether a row names a district or a province that is not known."""
    if district is not None:
        return False
    return bool(draft.columns["district"][row] or (draft.columns["province"][row] and not province))


def _known_point(names: NameResolver, key: _Key) -> KnownPoint | None:
    return None if key[1] is None and _lies_elsewhere(names, key[0]) else names.point(*key)


def _lies_elsewhere(names: NameResolver, text: str) -> bool:
    """Whether the text of a place says that it lies elsewhere: Bela, Afghanistan."""
    return any(names.elsewhere(part) for part in filter(None, map(str.strip, _BEHIND.split(text)[1:])))


def _district_of(names: NameResolver, key: _Key, point: KnownPoint | None) -> DistrictName | None:
    """The district of a place: that of its point, else the only one that its text names."""
    if point is not None:
        return point.district
    if _lies_elsewhere(names, key[0]):
        return None
    options = [place for place in names.named(key[0]) if place.may_be_in(key[2])]
    certain = [place for place in options if place.says_district] or options
    districts = {place.district.name: place.district for place in certain if place.lon is None}
    return next(iter(districts.values())) if len(districts) == 1 == len({p.district.polygon for p in certain}) else None


def _gives_a_point(draft: Draft, row: int) -> bool:
    return bool(draft.columns["lon"][row] or draft.columns["lat"][row])
