"""Groupings by place: districts, the areas that they make up, provinces, and bands of distance from the borders.

What is known only to a wider place is in no group within it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TypeVar

import numpy as np

from geo.analysis.groupings.grouping import Grouping, Member, certain_codes
from geo.dataset import Dataset
from geo.places.border_bands import BAND_NAMES, NEARER, band_numbers
from geo.scales import NEAR_KM

__all__ = [
    "BORDER_BANDS",
    "by_border_band",
    "by_district",
    "by_division",
    "by_former_fata",
    "by_province",
    "members_of_part",
]

_KP, _BALOCHISTAN = "Khyber Pakhtunkhwa", "Balochistan"
_PARTS = ("Former FATA", "Khyber Pakhtunkhwa without the former FATA", _BALOCHISTAN)
_Number = TypeVar("_Number", int, float)

BORDER_BANDS = {"border_band": NEARER, "afghan_border_band": "Afghanistan", "iranian_border_band": "Iran"}
"""The groupings by distance from a border, and which border each is measured from."""


def by_district(dataset: Dataset) -> Grouping:
    """By drawn district, in their order."""
    members = tuple(Member(d.name, d.population_2023, d.area_km2) for d in dataset.gazetteer.drawn)
    return Grouping(members, dataset.polygons, ("district not known",))


def by_province(dataset: Dataset) -> Grouping:
    """By province."""
    provinces = dataset.gazetteer.provinces
    codes = dataset.incidents.coded["province"].recode([province.name for province in provinces])
    members = tuple(Member(p.name, p.population_2023, p.area_km2) for p in provinces)
    return Grouping(members, codes, ("province not known or not one of the two",))


def by_division(dataset: Dataset) -> Grouping:
    """By division."""
    divisions = dataset.gazetteer.divisions
    number = {name: code for code, division in enumerate(divisions) for name in division.districts}
    return _by_area(dataset, [division.name for division in divisions], number, "division not known")


def by_former_fata(dataset: Dataset) -> Grouping:
    """By the two parts of Khyber Pakhtunkhwa, and Balochistan, where the province alone is known to be the area."""
    drawn = dataset.gazetteer.drawn
    number = {d.name: int(not d.former_fata) for d in drawn if d.province == _KP}
    number |= {d.name: 2 for d in drawn if d.province == _BALOCHISTAN}
    unknown = "in neither province, or known only to Khyber Pakhtunkhwa"
    return _by_area(dataset, _PARTS, number, unknown, {_BALOCHISTAN: 2})


def members_of_part(dataset: Dataset, name: str) -> tuple[str, frozenset[str]]:
    """The province that a group of `by_former_fata` is, or else blank and the drawn districts that it consists of."""
    former = _PARTS.index(name) == 0
    inside = (d.name for d in dataset.gazetteer.drawn if d.province == _KP and bool(d.former_fata) == former)
    return (_BALOCHISTAN, frozenset()) if name == _BALOCHISTAN else ("", frozenset(inside))


def _by_area(
    dataset: Dataset,
    names: Sequence[str],
    of_district: Mapping[str, int],
    unknown: str,
    of_province: Mapping[str, int] | None = None,
) -> Grouping:
    """By areas of drawn districts; where no district is known, by province as far as that tells the area."""
    drawn, provinces = dataset.gazetteer.drawn, list(of_province or {})
    area = np.array([of_district.get(d.name, -1) for d in drawn] + [-1], np.int32)
    by_province = np.array([*(of_province or {}).values(), -1], np.int32)
    of_row = by_province[dataset.incidents.coded["province"].recode(provinces)]
    codes = np.where(dataset.polygons < 0, of_row, area[dataset.polygons]).astype(np.int32)
    inside = [[d for d in drawn if of_district.get(d.name) == code] for code in range(len(names))]
    members = tuple(
        Member(name, _sum([d.population_2023 for d in parts]), _sum([d.area_km2 for d in parts]))
        for name, parts in zip(names, inside, strict=True)
    )
    return Grouping(members, codes, (unknown,))


def _sum(values: Sequence[_Number | None]) -> _Number | None:
    """The sum, or ``None`` where there is no value or one is not known."""
    known = [value for value in values if value is not None]
    return sum(known[1:], known[0]) if known and len(known) == len(values) else None


def _by_band(dataset: Dataset, country: str) -> Grouping:
    """By band of distance from a border; a place that is known only as near is in a band if all its disc is."""
    km = dataset.border_km[country]
    off = dataset.place_error_km
    first, last = band_numbers(np.maximum(km - off, 0.0)), band_numbers(km + off)
    first = np.where(np.isnan(km), len(BAND_NAMES), first).astype(np.int32)
    reasons = (
        f"known to {NEAR_KM:g} km only, so that the band is not known",
        "located too coarsely, so that the distance from the border is not known",
    )
    members = tuple(map(Member, BAND_NAMES))
    return Grouping(members, certain_codes(first, last), reasons, may_be=(first, last), is_ordered=True)


by_border_band = {name: partial(_by_band, country=country) for name, country in BORDER_BANDS.items()}
"""The groupings of `BORDER_BANDS`."""
