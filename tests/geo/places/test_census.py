"""Whose people live in a polygon: name, place and area have to agree."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import geopandas
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.errors import UnknownName
from geo.places.boundaries import load_districts
from geo.places.census import CensusMatch, match_census
from geo.places.gazetteer import bundled

COD = Path(__file__).resolve().parents[4] / "shared" / "data" / "test" / "cod_ab_districts.gpkg"
needs_official = pytest.mark.skipif(not COD.exists(), reason="the folder of test data is not there")
DRAWN = {district.name: district for district in bundled().drawn}
NAMES = sorted(DRAWN)


def matched(layer: Sequence[tuple[str, Any]]) -> list[CensusMatch]:
    def district(name: str) -> Any:
        try:
            return bundled().resolve_district(name).district
        except UnknownName:
            return None

    names = [name for name, _ in layer]
    shapes = np.array([shape for _, shape in layer], dtype=object)
    return match_census(shapes, names, list(map(district, names)), bundled())


@cache
def outlines() -> dict[str, Any]:
    layer = load_districts()
    return dict(zip(layer["name"], layer.geometry, strict=True))


@cache
def official() -> dict[str, Any]:
    """The districts of an official layer of 2020."""
    layer = geopandas.read_file(COD)
    ours = layer[layer["province_name"].isin(["Khyber Pakhtunkhwa", "Balochistan"])]
    return dict(zip(ours["district_name"], ours.geometry, strict=True))


def together(shapes: dict[str, Any], names: Sequence[str]) -> Any:
    return shapely.union_all([shapes[name] for name in names])


def people(*names: str) -> int:
    """The people of districts of the census, by official figures."""
    return sum(bundled().resolve_district(name).district.population_2023 or 0 for name in names)


def test_the_bundled_polygons_stand_for_the_districts_that_they_are_drawn_for() -> None:
    for match, name in zip(matched(list(outlines().items())), outlines(), strict=True):
        assert match.population in (DRAWN[name].population_2023, 0), name
        if match.population:
            assert tuple(sorted(d.name for d in match.members)) == DRAWN[name].census_districts


@needs_official
def test_nearly_all_districts_of_an_official_layer_are_known() -> None:
    matches = dict(zip(official(), matched(list(official().items())), strict=True))
    assert [name for name, match in matches.items() if not match.population] == ["Lehri", "Sibi"]
    assert matches["Shaheed Sikandarabad"].population == people("Surab")
    assert "named for Sibi too" in matches["Lehri"].why


SPLIT = {
    "Kalat": ("Kalat", "Shaheed Sikandarabad"),
    "Killa Abdullah": ("Killa Abdullah", "Chaman"),
    "Loralai": ("Loralai", "Duki"),
    "Jaffarabad": ("Jaffarabad", "Sohbatpur"),
    "Chitral": ("Chitral Lower", "Chitral Upper"),
    "Kohistan": ("Kohistan Lower", "Kohistan Upper", "Kolai Palas Kohistan"),
}


@needs_official
@pytest.mark.parametrize("is_alone", [True, False])
@pytest.mark.parametrize("name", SPLIT)
def test_a_district_drawn_before_it_was_split_has_the_people_of_its_parts(name: str, is_alone: bool) -> None:
    parts = SPLIT[name]
    layer = [(name, together(official(), parts))]
    if not is_alone:
        layer += [(other, shape) for other, shape in official().items() if other not in parts]
    match = matched(layer)[0]
    assert match.population == people(*parts)
    assert {bundled().resolve_district(part).district.name for part in parts} <= set(match.linked)


@needs_official
def test_a_part_that_has_its_own_polygon_is_not_counted_twice() -> None:
    parts = ("Kohistan Lower", "Kohistan Upper")
    whole, rest = matched(
        [("Kohistan", together(official(), parts)), ("Kolai-Palas", official()["Kolai Palas Kohistan"])]
    )
    assert (whole.population, rest.population) == (people(*parts), people("Kolai-Palas"))


@needs_official
@pytest.mark.parametrize(
    ("name", "box", "younger", "is_known"),
    [
        ("Lasbela", (66.6, 24.5, 68, 25.9), "Hub", True),
        ("Swat", (71.5, 34.9, 73, 36.5), "Upper Swat", True),
        ("Upper Dir", (71, 35.0, 73, 36), "Central Dir", False),
    ],
)
def test_a_younger_district_takes_its_people_from_its_parent(
    name: str, box: tuple[float, float, float, float], younger: str, is_known: bool
) -> None:
    shape, part = official()[name], shapely.box(*box)
    parent, child = matched([(name, shape.difference(part)), (younger, shape.intersection(part))])
    known = people(younger) if is_known else 0
    assert (parent.population, child.population) == (people(name) - known if is_known else 0, known)


@needs_official
def test_a_parent_without_its_younger_district_has_unknown_people() -> None:
    lasbela, hub = official()["Lasbela"], shapely.box(66.6, 24.5, 68, 25.9)
    (match,) = matched([("Lasbela", lasbela.difference(hub))])
    assert (match.population, match.members) == (0, ())
    assert "15,153 km²" in match.why


@pytest.mark.parametrize("suffix", ["", " Division"])
def test_divisions_get_the_sum_of_their_districts_even_if_they_are_named_like_one(suffix: str) -> None:
    divisions = bundled().divisions
    layer = [(f"{division.name}{suffix}", together(outlines(), division.districts)) for division in divisions]
    for match, division in zip(matched(layer), divisions, strict=True):
        assert match.is_division
        assert match.population == sum(DRAWN[name].population_2023 for name in division.districts)
        assert match.population > people(division.districts[0])


def test_provinces_get_all_their_people() -> None:
    provinces = bundled().provinces
    layer = [
        (province.name, together(outlines(), [n for n in NAMES if DRAWN[n].province == province.name]))
        for province in provinces
    ]
    assert [match.population for match in matched(layer)] == [province.population_2023 for province in provinces]


def quarters(shape: Any) -> list[Any]:
    west, south, east, north = shape.bounds
    x, y = shape.centroid.x, shape.centroid.y
    boxes = ((west, south, x, y), (x, south, east, y), (west, y, x, north), (x, y, east, north))
    return sorted((shape.intersection(shapely.box(*box)) for box in boxes), key=lambda part: -part.area)


def test_tehsils_that_are_named_like_their_district_have_unknown_people() -> None:
    layer = [
        (name if at == 0 else f"{name} tehsil no. {at}", part)
        for name in NAMES
        if len(DRAWN[name].census_districts) == 1
        for at, part in enumerate(quarters(outlines()[name]))
    ]
    assert [match.population for match in matched(layer)] == [0] * len(layer)


def test_a_polygon_elsewhere_has_not_the_people_of_its_name() -> None:
    (match,) = matched([("Peshawar", outlines()["Swat"])])
    assert match.population == 0
    assert match.linked == ()
    assert "it lies where Swat is" in match.why


def test_two_polygons_of_one_name_have_unknown_people() -> None:
    half = shapely.box(70, 32, 70.6, 34)
    layer = [("Bannu", outlines()["Bannu"].difference(half)), ("FR Bannu", outlines()["Bannu"].intersection(half))]
    assert [(match.population, match.linked) for match in matched(layer)] == [(0, ("Bannu",)), (0, ())]


@settings(deadline=None, max_examples=25)
@given(st.lists(st.sampled_from(NAMES), min_size=2, max_size=8, unique=True), st.booleans())
def test_several_districts_together_have_the_sum_of_their_people_or_unknown(names: list[str], has_name: bool) -> None:
    (match,) = matched([(names[0] if has_name else "Zone 7", together(outlines(), names))])
    assert match.population in (0, sum(DRAWN[name].population_2023 for name in names))
