"""A user layer that replaces the bundled districts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from shapely.geometry import box

from geo.analysis.counts import table
from geo.dataset import Dataset, Memo
from geo.errors import InputError, UnknownName
from geo.places.gazetteer import bundled as bundled_gazetteer
from geo.places.user_districts import UserDistricts, gazetteer_with
from geo.places.user_layers import Feature, UserLayer
from geo.query import Query, fitted
from geo.sources.bundled import bundled
from geo.sources.user_layers import read_layer_file
from geo.view.snapshot import resolve
from geo.view.state import State
from tests.app.samples import dataset, incident

KP = "Khyber Pakhtunkhwa"
COD = Path(__file__).resolve().parents[4] / "shared" / "data" / "test" / "cod_ab_districts.gpkg"


def area(name: str, west: float, south: float, east: float, north: float, province: str = "") -> Feature:
    coordinates = [[list(point) for point in box(west, south, east, north).exterior.coords]]
    return Feature(name, "Polygon", coordinates, province=province)


def layer(*features: Feature) -> UserLayer:
    return UserLayer("mine", features, is_districts=True)


def with_districts(data: Dataset, own: UserLayer) -> Dataset:
    gazetteer = gazetteer_with((own,), bundled_gazetteer())
    return replace(data, user_layers=(own,), gazetteer=gazetteer, memo=Memo())


BANNU = area("Bannu", 70.35, 32.75, 70.85, 33.1, KP)
ZONE = area("Zone A", 70.9, 32.7, 71.4, 33.2)
ABROAD = area("Kabul", 68, 34, 69.5, 35)


def test_polygons_of_a_layer_are_matched_by_name_and_get_census_figures() -> None:
    own = UserDistricts(layer(ZONE, BANNU, ABROAD))
    assert [(d.name, d.province, bool(d.population_2023)) for d in own.drawn] == [
        ("Bannu", KP, True),
        ("Zone A", KP, False),
    ]
    census = bundled_gazetteer().resolve_district("Bannu").district
    assert own.drawn[0].population_2023 == census.population_2023
    assert own.drawn[0].area_km2 == pytest.approx(1818, rel=0.01)
    assert own.left_outside == 1
    assert "2 polygons of mine stand for the districts, 1 of them with their people" in own.summary
    assert "1 outside the two provinces left out. The number of people is unknown, and so are rates, for Zone A" in (
        own.summary
    )


def test_a_stated_district_has_precedence_over_the_point() -> None:
    rows = [
        incident(0, district="Bannu", lon=71.0, lat=33.0),  # the point lies in the zone
        incident(1, district="Karak", lon=71.0, lat=33.0),  # the layer has no such district: the point decides
        incident(2, district="Karak", lon=None, lat=None, place_precision="district"),
        incident(3, district="", lon=70.5, lat=33.0),
        incident(4, district="Karak", lon=60.0, lat=20.0),
    ]
    data = with_districts(dataset(rows), layer(BANNU, ZONE))
    assert data.polygons.tolist() == [0, 1, -1, 0, -1]
    districts = table(resolve(data, State()), "district")
    assert [(g.name, g.figures.incidents) for g in districts.groups] == [("Bannu", 2), ("Zone A", 1)]
    assert [(item.reason, item.n) for item in districts.left_out] == [("district not known", 2)]


def test_names_resolve_to_the_polygons_of_the_layer() -> None:
    own = UserDistricts(layer(BANNU, ZONE))
    assert [own.polygon_of(text) for text in ("Bannu", "bannu", "FR Bannu", "zone a")] == ["Bannu"] * 3 + ["Zone A"]
    with pytest.raises(UnknownName, match="has no polygon for Quetta"):
        own.polygon_of("Quetta")
    assert own.bounds_of("Zone A") == (70.9, 32.7, 71.4, 33.2)


def test_district_filters_use_the_polygons_of_the_layer() -> None:
    data = with_districts(dataset([incident(0), incident(1, district="", lon=71.0, lat=33.0)]), layer(BANNU, ZONE))
    filtered = resolve(data, State(Query(districts=frozenset({"Zone A"}))))
    assert filtered.rows.tolist() == [1]
    before = Query(districts=frozenset({"Bannu", "Quetta"}), divisions=frozenset({"Bannu", "Quetta"}))
    now = fitted(before, data.gazetteer)
    assert (now.districts, now.divisions) == (frozenset({"Bannu"}), frozenset({"Bannu"}))


@pytest.mark.parametrize(
    ("features", "message"),
    [
        ((ABROAD,), "no polygons in the two provinces"),
        ((BANNU, area("Bannu", 70.9, 32.7, 71.2, 33)), "several are named Bannu"),
        ((BANNU, area("", 70.9, 32.7, 71.2, 33)), "1 have none"),
    ],
)
def test_layers_without_usable_districts_are_rejected(features: tuple[Feature, ...], message: str) -> None:
    with pytest.raises(InputError, match=message):
        UserDistricts(layer(*features))


@pytest.mark.skipif(not COD.exists(), reason="the folder of test data is not there")
def test_the_official_layer_replaces_the_bundled_districts_everywhere() -> None:
    official = read_layer_file(COD).layer.styled(UserLayer("x", ()).style, "COD-AB", is_districts=True)
    data = with_districts(bundled(), official)
    own = data.gazetteer
    assert isinstance(own, UserDistricts)
    assert len(own.drawn) == 70
    assert [d.name for d in own.drawn if not d.census_districts] == ["Lehri", "Sibi"]  # the census counts both as Sibi
    assert np.count_nonzero(data.polygons < 0) == 0
    snapshot, before = resolve(data, State()), resolve(bundled(), State())
    assert sum(g.figures.incidents for g in table(snapshot, "district").groups) == len(bundled().incidents)
    # The bundled districts have Qilla Abdullah instead.
    chaman = next(g for g in table(snapshot, "district").groups if g.name == "Chaman")
    assert chaman.figures.incidents == 4
    assert "Chaman" not in {g.name for g in table(before, "district").groups}


def test_a_tehsil_named_like_its_district_gets_only_what_lies_in_it() -> None:
    rows = [incident(0, district="Bannu", lon=70.6, lat=32.98), incident(1, district="Bannu", lon=None, lat=None)]
    own = layer(area("Bannu", 70.5, 32.9, 70.7, 33.05, KP), area("Domel", 70.7, 32.9, 70.9, 33.05, KP))
    data = with_districts(dataset(rows), own)
    assert data.polygons.tolist() == [0, -1]
    figures = {group.name: group.per_100k for group in table(resolve(data, State()), "district").groups}
    assert figures == {"Bannu": None, "Domel": None}


def divisions_of_kp() -> UserLayer:
    """The divisions of Khyber Pakhtunkhwa, some of which are named like a district."""
    import geopandas

    from geo.places.boundaries import load_districts

    districts = load_districts()
    shapes = districts[districts["province"] == KP].dissolve("division_2023").geometry
    assert isinstance(shapes, geopandas.GeoSeries)
    return layer(
        *(Feature(name, s.geom_type, s.__geo_interface__["coordinates"], province=KP) for name, s in shapes.items())
    )


def test_a_layer_of_divisions_is_recognised_and_holds_the_incidents_of_its_districts() -> None:
    rows = [incident(0, district="Swat", lon=None, lat=None), incident(1, district="Malakand", lon=None, lat=None)]
    data = with_districts(dataset(rows), divisions_of_kp())
    own = data.gazetteer
    assert isinstance(own, UserDistricts)
    assert own.are_divisions
    assert "Its polygons are divisions, not districts: Bannu" in own.summary
    malakand = next(g for g in table(resolve(data, State()), "district").groups if g.name == "Malakand")
    assert malakand.figures.incidents == 2
    assert malakand.population == sum(d.population_2023 for d in bundled_gazetteer().drawn if d.division == "Malakand")


def test_a_name_of_a_part_is_not_taken_for_the_rest() -> None:
    own = UserDistricts(layer(area("Kalat", 66.3, 28.6, 67.2, 29.3)))
    assert own.polygon_of("Kalat") == "Kalat"
    with pytest.raises(UnknownName):
        own.polygon_of("Surab")
