"""Points against the names of their rows: the district stated, the place named, and the district of the point.

A stated district has precedence. Without one, a place that lies near the point has it over the drawn lines, which are
generalised: a town just beyond one of them belongs to the district that the gazetteer names. What is called so far
away is another place of that name, and no evidence; a text that says ``district`` can only mean that one.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from geo.incidents.draft import Draft
from geo.incidents.placing.coordinates import Points
from geo.incidents.placing.resolver import DistrictName, NamedPlace, NameResolver

__all__ = ["FAR_EXACT_KM", "FAR_KM", "NEAR_KM", "SAME_KM", "compare_with_points"]

FAR_KM = 25.0
"""A point further than this from the district that its row names is a doubt: the radius of a place known as near."""

FAR_EXACT_KM = 10.0
"""The same for an exact point: 95 of 100 parts of the drawn lines are less than 8.4 km off."""

NEAR_KM = 15.0
"""A town or district no further than this from the point may be the place that the row names."""

SAME_KM = 5.0
"""A point no further than this from a town is one of the town."""

_AREAS = ("province", "country")
_KM_A_DEGREE = 111.2
_LEAST_WHOLE_KM = 10.0
_LONGEST_SHOWN = 60


@dataclass(slots=True)
class _Row:
    """A row with a point, and what it names; ``km`` is from the point to the polygon of each district in question."""

    row: int
    lon: float
    lat: float
    stated: DistrictName | None
    inside: DistrictName | None
    places: Sequence[NamedPlace]
    far_km: float = FAR_KM
    km: dict[str, float] = field(default_factory=dict)

    def is_named(self, district: DistrictName | None) -> bool:
        """Whether the place may be that district or a town in it."""
        return district is not None and any(place.district.polygon == district.polygon for place in self.places)

    def away_km(self, place: NamedPlace) -> float:
        """From the point to a town, or to the nearest part of a district."""
        if place.lon is None or place.lat is None:
            return self.km[place.district.polygon]
        aside = (place.lon - self.lon) * math.cos(math.radians(self.lat))
        return math.hypot(aside, place.lat - self.lat) * _KM_A_DEGREE

    def meant(self) -> NamedPlace | None:
        """The place that decides the district: one that says district, else the only one near the point."""
        certain = [place for place in self.places if place.says_district]
        near = certain or [place for place in self.places if self.away_km(place) <= NEAR_KM]
        return near[0] if len({place.district.polygon for place in near}) == 1 else None

    def certain_place(self) -> NamedPlace | None:
        """The place that alone can be meant: it says district, or the point is that of the town."""
        for place in self.places:
            if place.says_district or (place.lon is not None and self.away_km(place) <= SAME_KM):
                return place
        return None


def compare_with_points(
    draft: Draft,
    names: NameResolver,
    points: Points,
    precision: Sequence[str],
    within: tuple[list[DistrictName | None], list[str]],
) -> None:
    """Fill blank districts from places and points; report which points lie outside, or not where the row says.

    ``within`` are the districts, which are completed, and the provinces that the rows state.
    """
    # What is known only to the province has a point on its map for want of a better one: it names no district.
    rows = [row for row, lon in enumerate(points.lon) if lon is not None and precision[row] not in _AREAS]
    if not rows:
        return
    chosen, unsettled = _settled(draft, names, points, rows, within)
    _measure(names, unsettled)
    for case in unsettled:
        case.far_km = FAR_EXACT_KM if precision[case.row] == "exact" else FAR_KM
        if case.stated is not None:
            _report_stated(draft, case)
        elif (place := case.meant()) is not None:
            _report_place(draft, case, place)
            within[0][case.row], draft.columns["district"][case.row] = place.district, place.district.name
        elif case.inside is None:
            _report_outside(draft, case)
        else:
            _report_far_place(draft, case)
            chosen[case.row] = case.inside
    for row, district in chosen.items():
        within[0][row], draft.columns["district"][row] = district, district.name
    draft.repaired("district: determined from the coordinates", chosen)


def _settled(
    draft: Draft,
    names: NameResolver,
    points: Points,
    rows: Sequence[int],
    within: tuple[list[DistrictName | None], list[str]],
) -> tuple[dict[int, DistrictName], list[_Row]]:
    """The districts of rows that name none and whose point is enough; and the rows that need a closer look."""
    districts, provinces = within
    given, locations = draft.columns["district"], draft.columns["location"]
    lon, lat = [points.lon[row] or 0.0 for row in rows], [points.lat[row] or 0.0 for row in rows]
    named = {text: names.named(text) for text in {locations[row] for row in rows} if text}
    polygons = {text: {place.district.polygon for place in places} for text, places in named.items() if places}
    chosen: dict[int, DistrictName] = {}
    unsettled: list[_Row] = []
    agreeing: set[tuple[int, str, int]] = set()  # by identity, which is quick: rows share the objects of districts
    for row, x, y, inside in zip(rows, lon, lat, names.locate(lon, lat), strict=True):
        stated, text = districts[row], locations[row]
        if (key := (id(stated), text, id(inside))) in agreeing:
            continue
        if inside is not None and (text not in polygons or inside.polygon in polygons[text]):
            if stated is None:
                if not given[row]:  # else it names a district that is not known: another one would contradict it
                    chosen[row] = inside
                continue
            if stated.polygon == inside.polygon:
                agreeing.add(key)
                continue
        places = () if stated is None and given[row] else named.get(text, ())
        if stated is None and given[row] and inside is not None:
            continue
        places = [place for place in places if place.may_be_in(provinces[row])]
        unsettled.append(_Row(row, x, y, stated, inside, places))
    return chosen, unsettled


def _measure(names: NameResolver, rows: Sequence[_Row]) -> None:
    """Set the distances from the points to the districts that are in question."""
    pairs: list[tuple[_Row, DistrictName]] = []
    for case in rows:
        wanted = {place.district.polygon: place.district for place in case.places}
        if case.stated is not None:
            wanted[case.stated.polygon] = case.stated
        pairs += [(case, district) for district in wanted.values()]
    lon, lat = [case.lon for case, _ in pairs], [case.lat for case, _ in pairs]
    distances = names.distances_km(lon, lat, [district for _, district in pairs]) if pairs else []
    for (case, district), km in zip(pairs, distances, strict=True):
        case.km[district.polygon] = km


# what is reported


def _report_stated(draft: Draft, case: _Row) -> None:
    """Report a point far from the stated district, or a place that belongs to another one; the stated one is used."""
    stated = case.stated
    assert stated is not None
    km = case.km[stated.polygon]
    if km > case.far_km:
        also = f", as the place says ({_shown(draft, case)})" if case.is_named(case.inside) else ""
        message = f"The point lies {_where(case)}{also}, {km:.0f} km from {stated.name}, which the row names"
        draft.fault(case.row, "district", f"{message}; the name is used.", "warning", _coordinates(draft, case))
    elif not case.is_named(stated) and (other := case.certain_place()):
        message = f"The place ({_shown(draft, case)}) is known in {other.district.name}; {stated.name} is used."
        draft.fault(case.row, "district", message, "warning")


def _report_place(draft: Draft, case: _Row, place: NamedPlace) -> None:
    km = case.km[place.district.polygon]
    if place.lon is None:
        what = f"which the place names ({_shown(draft, case)})"
    else:
        what = f"to which the place belongs that the row names ({_shown(draft, case)})"
    message = (
        f"The point lies {_where(case)}, {_km(km)} from {place.district.name}, {what}; {place.district.name} is used."
    )
    draft.fault(case.row, "location", message, "warning", _coordinates(draft, case))


def _report_far_place(draft: Draft, case: _Row) -> None:
    """Report that the district by whose own name the place goes lies far from the point. Of towns there are others."""
    text = draft.columns["location"][case.row].casefold()
    far = next((place for place in case.places if place.lon is None and place.name.casefold() in text), None)
    if far is None or len({place.district.polygon for place in case.places}) > 1:
        return
    km = case.km[far.district.polygon]
    message = f"The point lies {_where(case)}, {_km(km)} from {far.name}, which the place names; the point is used."
    draft.fault(case.row, "location", message, "warning")


def _report_outside(draft: Draft, case: _Row) -> None:
    message = f"The point {case.lon:g}, {case.lat:g} lies outside both provinces."
    draft.fault(case.row, "lon", message, "warning", f"{case.lon:g}, {case.lat:g}")


def _where(case: _Row) -> str:
    return f"in {case.inside.name}" if case.inside else "outside both provinces"


def _km(km: float) -> str:
    return f"{km:.1f} km" if km < _LEAST_WHOLE_KM else f"{km:.0f} km"


def _shown(draft: Draft, case: _Row) -> str:
    return draft.columns["location"][case.row][:_LONGEST_SHOWN]


def _coordinates(draft: Draft, case: _Row) -> str:
    return f"{draft.columns['lon'][case.row]}, {draft.columns['lat'][case.row]}"
