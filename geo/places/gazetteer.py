"""Names to places: present and former districts, provinces, divisions and towns, in all known spellings.

Only the bundled tables are read; no geometry is loaded, so that a name is resolved in microseconds and at start-up.
A name is looked up first among the former units, then among the districts of today, then among other
spellings, and last by its sound (`geo.places.names`). An ambiguous name is refused with the names that it may mean.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from geo.errors import UnknownName, did_you_mean
from geo.places import records
from geo.places.names import NameIndex, readings
from geo.places.records import District, Division, DrawnDistrict, FormerUnit, Place, Province

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

__all__ = [
    "District",
    "DistrictMatch",
    "Division",
    "DrawnDistrict",
    "FormerUnit",
    "Gazetteer",
    "Place",
    "Province",
    "bundled",
    "divisions_of",
]

_KINDS_OF_UNITS = ("agency", "Frontier Region")
_DIVISION_SPELLINGS = (("Makran", "Mekran"), ("Makuran", "Mekran"), ("D.I. Khan", "Dera Ismail Khan"))


@dataclass(frozen=True, slots=True)
class DistrictMatch:
    """What a text was resolved to; ``former`` is the former unit that it named, if any."""

    as_given: str
    district: District
    former: FormerUnit | None = None

    @property
    def polygon(self) -> str:
        """The name of the polygon that represents the district."""
        return self.district.polygon

    @property
    def sentence(self) -> str:
        """How the text became a polygon: "FR Bannu → Bannu, Frontier Region until 2018"; the bare name if it is one."""
        known = self.district
        if self.former is None:
            return known.sentence if known.name == self.as_given else f"{self.as_given} → {known.sentence}"
        until = f", {self.former.kind} until {self.former.until}" if self.former.until else ""
        if len(self.former.districts) > 1:
            return f"{known.name}{until}, now {_listed(self.former.districts, 'and')}"
        return f"{self.former.name} → {known.sentence}{until}"


@dataclass(frozen=True, slots=True)
class _Named:
    """A district under one of its names, and the former unit if the name is that of one."""

    district: District
    former: FormerUnit | None = None


class Gazetteer:
    """The districts, provinces, divisions and towns, by any of their names."""

    def __init__(self) -> None:
        self.districts: tuple[District, ...] = records.read_districts()
        self.drawn: tuple[DrawnDistrict, ...] = records.draw_together(self.districts)
        self.provinces: tuple[Province, ...] = records.read_provinces()
        self.places: tuple[Place, ...] = records.read_places()
        self.former_units: tuple[FormerUnit, ...] = records.read_former_units()
        self.divisions: tuple[Division, ...] = divisions_of(self.drawn)
        self._by_name = {d.name: d for d in self.districts}
        self._drawn_by_name = {d.name: d for d in self.drawn}

    # districts

    def resolve_district(self, text: str) -> DistrictMatch:
        """The district that a text names, today's or a former one, in any known spelling, in English or Urdu.

        Parameters
        ----------
        text
            The name as written; "district", "agency" and what follows a bracket, comma or dash are understood.

        Raises
        ------
        UnknownName
            If nothing, or more than one district, goes by that name; the message says which are near.
        """
        found = self._find_district(text)
        return DistrictMatch(text, found.district, found.former)

    def polygon_of(self, text: str) -> str:
        """The name of the polygon that represents a district; raises `UnknownName` as `resolve_district` does."""
        return self._find_district(text).district.polygon

    def polygons_at(self, lon: ArrayLike, lat: ArrayLike) -> NDArray[np.int32]:
        """The drawn district of each point whose source names none; -1 for all: the import did that already."""
        import numpy as np

        return np.full(np.broadcast(lon, lat).shape, -1, np.int32)

    def drawn_at(self, lon: NDArray[np.float64], lat: NDArray[np.float64]) -> NDArray[np.int32]:
        """The drawn district in which each point lies (degrees), whatever its source states; -1 outside all."""
        from geo.places.outlines import numbers_at

        return numbers_at([district.name for district in self.drawn], lon, lat)

    def bounds_of(self, name: str) -> tuple[float, float, float, float]:
        """West, south, east and north of a drawn district, degrees, EPSG:4326; ``KeyError`` if none has that name."""
        from geo.places.outlines import district_bounds

        return district_bounds(name)

    def drawn_district(self, text: str) -> DrawnDistrict:
        """The polygon that represents a district, with its number and its figures; raises `UnknownName`."""
        return self._drawn_by_name[self.polygon_of(text)]

    def number_holding(self, district: str) -> int:
        """The number of the polygon that holds the incidents of a district; raises `UnknownName` if none does."""
        return self.drawn_district(district).index

    def _find_district(self, text: str) -> _Named:
        for reading in readings(text):
            for tier in self._tiers:
                if found := tier.spelled(reading):
                    return found[0]
            if unclear := self._unclear.spelled(reading):
                raise UnknownName(_which(text, unclear[0].districts))
            for tier in self._tiers:
                if found := tier.sounding(reading):
                    return found[0]
        raise self._unknown_district(text)

    def _unknown_district(self, text: str) -> UnknownName:
        if self._provinces.spelled(text):
            return UnknownName(f"{text!r} is a province or a part of one, not a district.")
        known = [n for d in self.districts for n in (d.name, *d.spellings)]
        near = did_you_mean(text, known + [f.name for f in self.former_units])
        return UnknownName(f"No district of the two provinces is named {text!r}.{near}")

    @cached_property
    def _tiers(self) -> tuple[NameIndex[_Named], ...]:
        """The indexes in their order: former units, present names, other spellings."""
        today = NameIndex((d.name, _Named(d)) for d in self.districts)
        former = NameIndex(
            (name, _Named(successor, unit))
            for unit in self.former_units
            if (successor := self._successor(unit)) is not None
            for name in (unit.name, *unit.spellings)
        )
        other = NameIndex(
            (name, _Named(d)) for d in self.districts for name in (*d.spellings, d.name_urdu, d.pcode) if name
        )
        return (former, today, other)

    def district_names(self) -> list[tuple[str, District, bool]]:
        """Every name that means one district, with whether it is one of a former agency or Frontier Region.

        The names of former units come first: the first of equal ones is the one that is meant.
        """
        units = ((unit, self._successor(unit)) for unit in self.former_units)
        former = [
            (name, district, unit.kind in _KINDS_OF_UNITS)
            for unit, district in units
            if district is not None
            for name in (unit.name, *unit.spellings)
        ]
        today = [(d.name, d, False) for d in self.districts]
        return [*former, *today, *((n, d, False) for d in self.districts for n in (*d.spellings, d.name_urdu) if n)]

    def _successor(self, unit: FormerUnit) -> District | None:
        """The one district, or the one polygon, that followed a former unit; None where there are several."""
        if len(unit.districts) == 1:
            return self._by_name[unit.districts[0]]
        polygons = {self._by_name[name].polygon for name in unit.districts}
        return self._by_name[polygons.pop()] if len(polygons) == 1 else None

    @cached_property
    def _unclear(self) -> NameIndex[FormerUnit]:
        """The former units that more than one polygon followed."""
        unclear = [unit for unit in self.former_units if self._successor(unit) is None]
        return NameIndex((name, unit) for unit in unclear for name in (unit.name, *unit.spellings))

    # provinces, divisions and places

    def resolve_province(self, text: str) -> Province:
        """The province that a text names: "KPK", "NWFP", "FATA", "Baluchistan"; raises `UnknownName`."""
        found = self.find_province(text)
        if found is None:
            near = did_you_mean(text, [n for p in self.provinces for n in (p.name, *p.spellings)])
            raise UnknownName(f"{text!r} is neither Khyber Pakhtunkhwa nor Balochistan.{near}")
        return found

    def find_province(self, text: str) -> Province | None:
        """As `resolve_province`, without looking for near names, which takes long: None if there is none."""
        stripped = text.lower().removesuffix("province").strip() or text
        found = self._provinces.spelled(stripped) or self._provinces.sounding(stripped)
        return found[0] if found else None

    def resolve_division(self, text: str) -> Division:
        """The division of 2023 that a text names; raises `UnknownName`."""
        stripped = text.lower().removesuffix("division").strip() or text
        found = self._divisions.spelled(stripped) or self._divisions.sounding(stripped)
        if not found:
            raise UnknownName(f"No division is named {text!r}.{did_you_mean(text, [d.name for d in self.divisions])}")
        return found[0]

    @cached_property
    def _provinces(self) -> NameIndex[Province]:
        return NameIndex((n, p) for p in self.provinces for n in (p.name, p.code, p.name_urdu, *p.spellings))

    @cached_property
    def _divisions(self) -> NameIndex[Division]:
        by_name = {d.name: d for d in self.divisions}
        return NameIndex([*by_name.items(), *((other, by_name[name]) for other, name in _DIVISION_SPELLINGS)])

    @cached_property
    def _places(self) -> NameIndex[Place]:
        return NameIndex((name, p) for p in self.places for name in (p.name, *p.spellings))

    def places_named(self, name: str) -> list[Place]:
        """The towns of the two provinces that are spelled so, whatever the case and punctuation."""
        return [place for place in self._places.spelled(name) if place.province]

    def find_place(self, name: str) -> Place:
        """The town of that name, the most prominent where several have it; raises `UnknownName` if there is none."""
        found = self._places.spelled(name) or self._places.sounding(name)
        if not found:
            near = did_you_mean(name, [p.name for p in self.places])
            raise UnknownName(f"No town named {name!r} is known.{near}")
        return min(found, key=lambda p: (not p.province, p.name != name, p.rank))


def divisions_of(drawn: tuple[DrawnDistrict, ...]) -> tuple[Division, ...]:
    """The divisions that drawn districts belong to, by province and name."""
    keys = sorted({(d.province, d.division) for d in drawn if d.division})
    return tuple(
        Division(name, province, tuple(d.name for d in drawn if d.division == name)) for province, name in keys
    )


def _listed(names: tuple[str, ...], joint: str) -> str:
    """One text for several names, with a comma between them and a word before the last."""
    return f" {joint} ".join([", ".join(names[:-1]), names[-1]])


def _which(text: str, districts: tuple[str, ...]) -> str:
    return f"{text!r} may be {_listed(districts, 'or')}: name one of them."


@cache
def bundled() -> Gazetteer:
    """The gazetteer of the bundled tables, read once."""
    return Gazetteer()
