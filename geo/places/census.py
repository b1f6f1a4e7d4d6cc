"""Whose people live in a polygon that the user drew: the districts of the census of 2023 that it stands for.

A name alone is no proof: districts were split (Kalat of 2010 had Surab in it), divisions and tehsils are named like
districts, and layers merge several. A polygon gets a census population only where its name agrees with where it lies
and how large it is. What lies in it is told by the towns of each district, which are exact, and by the bundled
polygons, which are generalised; how large a district is, by its official area.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.errors import UnknownName
from geo.places.gazetteer import Gazetteer
from geo.places.measure import project
from geo.places.records import District, Place
from geo.places.shaping import repaired_areas

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["CensusMatch", "match_census"]

_ONE = 0.7, 1.43
"""The area of a polygon that stands for one district, by the official one."""

_SEVERAL = 0.75, 1.35
"""The same for several districts together."""

_AMONG_OTHERS = 0.5, 2.0
"""The same for one district where all polygons around are named for the other districts: only its lines differ."""

_SOME, _A_LITTLE, _BETTER, _MOST_OF_DIVISION = 0.4, 0.1, 0.03, 0.55
_SAME = 0.65
"""Intersection over union of a polygon and the bundled ones that it stands for."""

_SAME_GROUP = 0.6
"""The same for all the polygons together that divide one bundled polygon."""

_WHOLE = 0.85
"""A polygon that covers so much of a bundled one holds all districts in it."""

_INSIDE, _OUTSIDE = 0.5, 0.2
"""So much of the towns, or of the bundled polygon, of a district lies in a polygon that holds it, or does not."""

_SEATS = {
    "Chitral": "Lower Chitral", "Buni": "Upper Chitral", "Dasu": "Upper Kohistan", "Wana": "Lower South Waziristan",
}  # fmt: skip
"""Towns that tell where a district lies that is not named like one of its towns."""


@dataclass(frozen=True, slots=True)
class CensusMatch:
    """What a polygon stands for.

    Attributes
    ----------
    members
        The districts whose people live in it; none if that is unknown.
    population
        The number of their people; 0 if it is unknown.
    linked
        The names of districts whose incidents belong to it, whatever their point.
    why
        Why the people are unknown, in words that follow the name of the polygon; blank if they are known.
    is_division
        Whether it is a division, or about as large as the division of its name.
    """

    members: tuple[District, ...] = ()
    population: int = 0
    linked: tuple[str, ...] = ()
    why: str = ""
    is_division: bool = False


@dataclass(frozen=True, slots=True)
class _Unit:
    """A district without the younger ones that the layer has beside it; what is not known of the rest is None."""

    district: District
    polygon: int
    population: int | None
    area_km2: float | None


def match_census(
    shapes: NDArray[Any], names: Sequence[str], named: Sequence[District | None], gazetteer: Gazetteer
) -> list[CensusMatch]:
    """What each polygon of a layer stands for.

    Parameters
    ----------
    shapes
        The polygons (shapely, degrees).
    names
        Their names.
    named
        The district that each is named like; None for any other name.
    gazetteer
        The bundled districts.
    """
    return _Matching(shapes, names, named, gazetteer).matches()


class _Matching:
    """The polygons of a layer against the bundled ones, the towns and the official areas."""

    def __init__(
        self, shapes: NDArray[Any], names: Sequence[str], named: Sequence[District | None], gazetteer: Gazetteer
    ) -> None:
        counts = Counter(district.name for district in named if district)
        self.names, self.named = list(names), list(named)
        self.divisions = [_division(name, gazetteer) for name in names]
        self.is_twice = [bool(district and counts[district.name] > 1) for district in named]
        self.gazetteer = gazetteer
        self.units = _units(gazetteer, set(counts))
        self.owners = {d.name: row for row, d in enumerate(named) if d and counts[d.name] == 1}
        self.area_km2, self.cover_km2, self.bundled_km2 = _covers(shapes)
        self.inside = self._inside(shapes)

    def matches(self) -> list[CensusMatch]:
        members = [self._members(row) for row in range(len(self.named))]
        sure = [self._agrees(row, found) for row, found in enumerate(members)]
        for row in self._dividing():
            if not members[row] or all(self._is_named(row, unit) for unit in members[row] or ()):
                members[row], sure[row] = [unit for unit in self.units if self._is_named(row, unit)], True
        return [self._match(*each) for each in zip(range(len(self.named)), members, sure, strict=True)]

    # what lies in a polygon

    def _inside(self, shapes: NDArray[Any]) -> NDArray[np.float64]:
        """The share of each unit (columns) in each polygon: of its towns, else of its outline; NaN if unknown."""
        import shapely

        towns = [_towns(unit, self.units, self.gazetteer.places) for unit in self.units]
        inside = np.full((len(shapes), len(self.units)), np.nan)
        tree = shapely.STRtree(shapes)
        for at, unit in enumerate(self.units):
            if towns[at]:
                rows, _ = tree.query(shapely.points(towns[at]), predicate="within")[::-1]
                inside[:, at] = np.bincount(rows, minlength=len(shapes)) / len(towns[at])
            elif len(self._group(unit.polygon)) == 1:
                inside[:, at] = self.cover_km2[:, unit.polygon] / self.bundled_km2[unit.polygon]
        return inside

    def _group(self, polygon: int) -> list[_Unit]:
        """The units that share a bundled polygon."""
        return [unit for unit in self.units if unit.polygon == polygon]

    def _is_named(self, row: int, unit: _Unit) -> bool:
        district = self.named[row]
        return district is not None and district.name == unit.district.name

    def _members(self, row: int) -> list[_Unit] | None:
        """The units in a polygon; None if it is not clear whether one lies in it."""
        free = [at for at, unit in enumerate(self.units) if self.owners.get(unit.district.name, row) == row]
        shares = [self._share(row, at) for at in free]
        if None in shares:
            return None
        return [self.units[at] for at, share in zip(free, shares, strict=True) if share and share >= _INSIDE]

    def _share(self, row: int, at: int) -> float | None:
        """How much of a unit lies in a polygon; None if that is not clear."""
        unit, share = self.units[at], float(self.inside[row, at])
        covered = float(self.cover_km2[row, unit.polygon] / self.bundled_km2[unit.polygon])
        if self._is_named(row, unit) or self._is_named_as_group(row, unit):
            return 1.0 if np.isnan(share) or covered >= _INSIDE else share
        if len(self._group(unit.polygon)) == 1 and (covered <= _OUTSIDE or (covered >= _WHOLE and share < _INSIDE)):
            return 0.0 if covered <= _OUTSIDE else None  # a town beside its border does not decide it
        if not np.isnan(share):
            return share
        return 1.0 if covered >= _WHOLE else 0.0 if covered <= _OUTSIDE else None

    def _is_named_as_group(self, row: int, unit: _Unit) -> bool:
        """Whether a polygon has the name of a divided district, a part of which the unit is."""
        district = self.named[row]
        return district is not None and district.name == unit.district.polygon and not district.in_census

    # whether name, place and area agree

    def _agrees(self, row: int, members: list[_Unit] | None) -> bool:
        if not members or self.is_twice[row] or not self._is_named_like(row, members):
            return False
        if self._hidden(row, members) is not None:
            return False
        polygons = sorted({unit.polygon for unit in members})
        common = float(self.cover_km2[row, polygons].sum())
        if common >= _SOME * self.area_km2[row] and self._has_area(row, members):
            return True
        is_whole = sum(len(self._group(polygon)) for polygon in polygons) == len(members)
        union = self.area_km2[row] + self.bundled_km2[polygons].sum() - common
        return is_whole and bool(common / union >= _SAME)

    def _has_area(self, row: int, members: list[_Unit]) -> bool:
        """Whether a polygon is as large as its members are officially."""
        areas = [unit.area_km2 for unit in members]
        if None in areas:
            return False
        low, high = _SEVERAL if len(members) > 1 else _AMONG_OTHERS if self._is_among_others(row, members[0]) else _ONE
        return bool(low <= self.area_km2[row] / sum(area for area in areas if area) <= high)

    def _hidden(self, row: int, members: list[_Unit]) -> _Unit | None:
        """A unit that may lie in a polygon, whose area fits better with it: no name and no town tells where it lies."""
        area = sum(unit.area_km2 or 0.0 for unit in members)
        for at, unit in enumerate(self.units):
            is_free = unit.district.name not in self.owners and np.isnan(self.inside[row, at]) and unit not in members
            if area and is_free and unit.area_km2 and self.cover_km2[row, unit.polygon] >= _SOME * unit.area_km2:
                with_it, without = (abs(np.log(self.area_km2[row] / a)) for a in (area + unit.area_km2, area))
                if with_it < without - _BETTER:
                    return unit
        return None

    def _is_among_others(self, row: int, unit: _Unit) -> bool:
        """Whether all polygons where a district lies are named for districts, so that none can be hidden in one."""
        here = np.flatnonzero(self.cover_km2[:, unit.polygon] >= _A_LITTLE * self.bundled_km2[unit.polygon]).tolist()
        there = np.flatnonzero(self.cover_km2[row] >= _A_LITTLE * self.area_km2[row]).tolist()
        is_covered = self.cover_km2[:, unit.polygon].sum() >= _WHOLE * self.bundled_km2[unit.polygon]
        names = {other.district.name for polygon in there for other in self._group(polygon)}
        return bool(is_covered) and set(self.owners.values()).issuperset(here) and names <= self.owners.keys()

    def _is_named_like(self, row: int, members: list[_Unit]) -> bool:
        """Whether the name is that of a member or of all together; several may have any name that is no district's."""
        district = self.named[row]
        if district is None:
            return len(members) > 1
        if any(unit.district.name == district.name for unit in members):
            return True
        parts = [unit for unit in self.units if self._is_named_as_group(row, unit)]
        return bool(parts) and all(unit in members or unit.district.name in self.owners for unit in parts)

    def _dividing(self) -> list[int]:
        """The polygons that together divide a bundled one, each named like a district in it."""
        rows = []
        for polygon in {unit.polygon for unit in self.units}:
            owners = [self.owners.get(unit.district.name, -1) for unit in self._group(polygon)]
            if -1 in owners or len(owners) < 2:
                continue
            common, area = self.cover_km2[owners, polygon], self.area_km2[owners]
            union = area.sum() + self.bundled_km2[polygon] - common.sum()
            if (common >= _INSIDE * area).all() and common.sum() / union >= _SAME_GROUP:
                rows += owners
        return rows

    # the outcome

    def _match(self, row: int, members: list[_Unit] | None, is_sure: bool) -> CensusMatch:
        is_division = self._is_division(row, members if is_sure else None)
        if not is_sure or not members:
            return CensusMatch((), 0, self._linked(row, members), self._why(row, members), is_division)
        districts = tuple(unit.district for unit in members)
        names = {district.name for district in districts}
        whole = {d.polygon for d in districts if all(unit in members for unit in self._group_of(d))}
        people = [unit.population for unit in members]
        if None in people:
            parent = "a younger district was made from it, and the census does not divide its people"
            why = parent if all(district.in_census for district in districts) else "the census has no figure for it"
            return CensusMatch((), 0, tuple(sorted(names)), why, is_division)
        total = sum(number for number in people if number)
        return CensusMatch(districts, total, tuple(sorted(names | whole)), "", is_division)

    def _group_of(self, district: District) -> list[_Unit]:
        return [unit for unit in self.units if unit.district.polygon == district.polygon]

    def _linked(self, row: int, members: list[_Unit] | None) -> tuple[str, ...]:
        """The district of its name, if most of it lies in the polygon."""
        district = self.named[row]
        if district is None or (self.is_twice[row] and self.names[row].casefold() != district.name.casefold()):
            return ()
        polygon = self.gazetteer.drawn_district(district.name).index
        is_most = self.cover_km2[row, polygon] >= _INSIDE * self.bundled_km2[polygon]
        if members is not None and not is_most:
            is_most = any(self._is_named(row, unit) for unit in members) and bool(
                district.area_km2 and self.area_km2[row] >= _INSIDE * district.area_km2
            )
        return (district.name,) if is_most else ()

    def _why(self, row: int, members: list[_Unit] | None) -> str:
        district, size = self.named[row], f"{self.area_km2[row]:,.0f} km²"
        if self.is_twice[row] and district is not None:
            return f"another polygon is named for {district.name} too"
        if unclear := self._unclear(row, members):
            return f"{size}; whether {unclear.district.name} lies in it is not clear"
        inside = [unit.district.name for unit in members or ()]
        if district is None:
            is_several = self.divisions[row] or len(inside) > 1
            return "no districts fill it exactly" if is_several else "its name is that of no district"
        if (
            inside
            and district.name not in inside
            and {unit.district.polygon for unit in members or ()} != {district.name}
        ):
            return f"{size}, it lies where {_listed(inside)} {'are' if len(inside) > 1 else 'is'}"
        official = f", where the district has {district.area_km2:,.0f} km²" if district.area_km2 else ""
        others = [name for name in inside if name != district.name]
        return f"{size}{official}{f', with {_listed(others)} in it' if others else ''}"

    def _unclear(self, row: int, members: list[_Unit] | None) -> _Unit | None:
        """A unit of which it is not clear whether it lies in a polygon."""
        if members is not None:
            return self._hidden(row, members)
        free = (at for at, unit in enumerate(self.units) if self.owners.get(unit.district.name, row) == row)
        return next((self.units[at] for at in free if self._share(row, at) is None), None)

    def _is_division(self, row: int, members: list[_Unit] | None) -> bool:
        """Whether it is a division: by its members, or by its name if it is too large for the district of that name."""
        division, district = self.divisions[row], self.named[row]
        if members and len({(unit.district.province, unit.district.division) for unit in members}) == 1:
            first = members[0].district
            if len(members) == len([u for u in self.units if _is_beside(u.district, first)]) > 1:
                return True
        if division is None or district is None:
            return division is not None
        area = sum(unit.area_km2 or 0.0 for unit in self.units if unit.district.division == division)
        if members:
            return bool(self.area_km2[row] > _MOST_OF_DIVISION * area)
        return float(self.area_km2[row]) ** 2 > (district.area_km2 or area) * area


def _is_beside(one: District, other: District) -> bool:
    """Whether two districts are in the same division."""
    return (one.province, one.division) == (other.province, other.division)


def _division(name: str, gazetteer: Gazetteer) -> str | None:
    """The division of that name."""
    try:
        return gazetteer.resolve_division(name).name
    except UnknownName:
        return None


def _listed(names: Sequence[str]) -> str:
    shown = [*names[:4], f"{len(names) - 4} more"] if len(names) > 5 else list(names)
    return " and ".join(filter(None, [", ".join(shown[:-1]), shown[-1]]))


def _units(gazetteer: Gazetteer, named: set[str]) -> list[_Unit]:
    """The districts of the census, and the younger ones that the layer names, which are taken from their parents."""
    index = {district.name: district.index for district in gazetteer.drawn}
    units = []
    younger = [d for d in gazetteer.districts if not d.in_census and d.parent and d.name in named]
    for district in gazetteer.districts:
        if not district.in_census and district not in younger:
            continue
        taken = [child for child in younger if child.parent == district.name]
        people = _less(district.population_2023, [child.population_2023 for child in taken])
        area = _less(district.area_km2, [child.area_km2 for child in taken])
        if people != 0:
            units.append(_Unit(district, index[district.polygon], None if people is None else int(people), area))
    return units


def _less(whole: float | None, parts: Sequence[float | None]) -> float | None:
    """What is left of a figure; None if one of them is not known."""
    if whole is None or None in parts:
        return None
    return max(0, whole - sum(part for part in parts if part))


def _towns(unit: _Unit, units: Sequence[_Unit], places: Sequence[Place]) -> list[tuple[float, float]]:
    """The towns of a unit: those named like it or known as its seat, and those of its polygon that are of no other."""
    names = {other.district.name for other in units}
    found = []
    for place in places:
        if not place.province or place.district != unit.district.polygon:
            continue
        seat = _SEATS.get(place.name, place.name)
        owner = seat if seat in names else place.district
        if owner == unit.district.name:
            found.append((place.lon, place.lat))
    return found


def _covers(shapes: NDArray[Any]) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """The areas of the polygons, of their intersections with each bundled one (n x 61), and of those, all in km²."""
    import shapely

    from geo.places.boundaries import district_polygons

    def flat(polygons: NDArray[Any]) -> NDArray[Any]:
        sound, refused, _ = repaired_areas(shapely.transform(polygons, project, interleaved=False))
        sound[list(refused)] = shapely.Polygon()
        return sound

    ours, theirs = flat(shapes), flat(district_polygons())
    cover = np.zeros((len(ours), len(theirs)))
    row, polygon = shapely.STRtree(theirs).query(ours, predicate="intersects")
    cover[row, polygon] = shapely.area(shapely.intersection(ours[row], theirs[polygon])) / 1e6
    return shapely.area(ours) / 1e6, cover, shapely.area(theirs) / 1e6
