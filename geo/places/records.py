"""The records of the gazetteer, and how they are read from ``assets/places``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from geo import assets
from geo.places.names import split_list

__all__ = [
    "District",
    "Division",
    "DrawnDistrict",
    "FormerUnit",
    "Place",
    "Province",
    "draw_together",
    "read_districts",
    "read_former_units",
    "read_places",
    "read_provinces",
]


@dataclass(frozen=True, slots=True)
class District:
    """A district of today or of the past, and the polygon that represents it; what is not known is ``None`` or empty.

    ``population_2023`` and ``area_km2`` are official figures; where ``in_census`` is false they are already contained
    in those of the district that it was made from.
    """

    name: str
    polygon: str
    province: str
    division: str
    parent: str = ""
    status: str = ""
    year_created: int | None = None
    in_census: bool = False
    former_fata: bool = False
    population_2023: int | None = None
    area_km2: float | None = None
    name_urdu: str = ""
    pcode: str = ""
    spellings: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """Which polygon represents it and since when: "Upper South Waziristan → South Waziristan, split 2022"."""
        if self.name == self.polygon:
            return self.name
        verb = "announced" if self.status == "announced" else "split"
        since = f", {verb} {self.year_created}" if self.year_created else ""
        ended = ", since abolished" if self.status == "abolished" else ""
        return f"{self.name} → {self.polygon}{since}{ended}"


@dataclass(frozen=True, slots=True)
class DrawnDistrict:
    """A district polygon: its number in binary columns, and the official figures of its census districts together."""

    index: int
    name: str
    province: str
    division: str
    former_fata: bool
    population_2023: int
    area_km2: float
    census_districts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Division:
    """A division of 2023 and the drawn districts in it."""

    name: str
    province: str
    districts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Province:
    """One of the two provinces, with the former FATA inside Khyber Pakhtunkhwa; figures of the census of 2023."""

    name: str
    code: str
    name_urdu: str
    population_2023: int
    area_km2: float
    spellings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormerUnit:
    """A former unit (an agency, a Frontier Region, a divided district) and the districts that followed it."""

    name: str
    kind: str
    districts: tuple[str, ...]
    until: int | None
    spellings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A town: EPSG:4326 degrees, the drawn district that it belongs to, and the one in which the point falls.

    The two differ where a generalised line runs on the wrong side of a town. ``rank`` is the order in which labels are
    shown: 1 first, 5 last. Outside the two provinces, province and districts are empty.
    """

    name: str
    lon: float
    lat: float
    rank: int
    province: str
    district: str
    district_polygon: str
    spellings: tuple[str, ...]


def _whole(cell: str) -> int | None:
    """A whole number, or None for a blank cell."""
    return int(cell) if cell else None


def _district(row: dict[str, str]) -> District:
    return District(
        name=row["district"],
        polygon=row["polygon"],
        province=row["province"],
        division=row["division_2023"],
        parent=row["parent_district"],
        status=row["status"],
        year_created=_whole(row["year_created"]),
        in_census=row["in_census_2023"] == "yes",
        former_fata=row["parent_district"].startswith("FATA"),
        population_2023=_whole(row["pop_2023"]),
        area_km2=float(row["area_km2"]) if row["area_km2"] else None,
        name_urdu=row["name_urdu"],
        pcode=row["ocha_pcode"],
        spellings=split_list(row["alternate_spellings"]),
    )


def read_districts() -> tuple[District, ...]:
    """Every district of the history; at the end the divided ones that are still drawn as one polygon."""
    rows = assets.read_table("places", "district_history.csv")
    plain = tuple(_district(row) for row in rows)
    by_name = {d.name: d for d in plain}
    fata = {d.polygon for d in plain if d.former_fata}
    # A district cut from one of the former FATA, or from a part of it, lies there as well, whatever its parent says.
    known = tuple(replace(d, former_fata=True) if d.polygon in fata else d for d in plain)
    gone = sorted({d.polygon for d in plain} - set(by_name))
    return known + tuple(_drawn_only(name, [d for d in known if d.polygon == name]) for name in gone)


def _drawn_only(name: str, parts: list[District]) -> District:
    """A divided district that is still drawn as one polygon, with the figures of its parts together."""
    return District(
        name=name,
        polygon=name,
        province=parts[0].province,
        division=parts[0].division,
        status="divided",
        former_fata=parts[0].former_fata,
        population_2023=sum(p.population_2023 or 0 for p in parts if p.in_census),
        area_km2=sum(p.area_km2 or 0.0 for p in parts if p.in_census),
    )


def draw_together(districts: Iterable[District]) -> tuple[DrawnDistrict, ...]:
    """The polygons in their fixed order (province, then name); census figures that share a polygon are summed."""
    groups: dict[tuple[str, str], list[District]] = {}
    for district in districts:
        if district.in_census:
            groups.setdefault((district.province, district.polygon), []).append(district)
    return tuple(_drawn(i, key[1], groups[key]) for i, key in enumerate(sorted(groups)))


def _drawn(index: int, name: str, parts: list[District]) -> DrawnDistrict:
    return DrawnDistrict(
        index=index,
        name=name,
        province=parts[0].province,
        division=parts[0].division,
        former_fata=any(p.former_fata for p in parts),
        population_2023=sum(p.population_2023 or 0 for p in parts),
        area_km2=sum(p.area_km2 or 0.0 for p in parts),
        census_districts=tuple(sorted(p.name for p in parts)),
    )


def read_provinces() -> tuple[Province, ...]:
    """The two provinces, with every name of them or of their former parts."""
    return tuple(
        Province(
            name=row["name"],
            code=row["code"],
            name_urdu=row["name_urdu"],
            population_2023=int(row["population_2023"]),
            area_km2=float(row["area_km2"]),
            spellings=split_list(row["spellings"]),
        )
        for row in assets.read_table("places", "provinces.csv")
    )


def read_former_units() -> tuple[FormerUnit, ...]:
    """The agencies, Frontier Regions and divided districts named in older reports."""
    return tuple(
        FormerUnit(
            name=row["name"],
            kind=row["kind"],
            districts=split_list(row["districts"]),
            until=_whole(row["until"]),
            spellings=split_list(row["spellings"]),
        )
        for row in assets.read_table("places", "former_units.csv")
    )


def read_places() -> tuple[Place, ...]:
    """The towns in and near the two provinces."""
    return tuple(
        Place(
            name=row["name"],
            lon=float(row["lon"]),
            lat=float(row["lat"]),
            rank=int(row["rank"]),
            province=row["province"],
            district=row["district"],
            district_polygon=row["district_polygon"],
            spellings=split_list(row["names_latin"]) + split_list(row["names_arabic_script"]),
        )
        for row in assets.read_table("places", "places.csv")
    )
