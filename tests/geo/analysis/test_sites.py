"""What lies within a distance of the features of a user layer: against pyproj's Geod, row by row."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from geo.analysis.sites import MOST_SITES, Sites, site_filter, sites
from geo.analysis.sites_sheet import sites_sheet
from geo.calendar.days import day_number
from geo.dataset import Dataset
from geo.errors import InputError
from geo.places.ground_distances import flat_shapes, geodesic_km, nearest_km, pairs_within
from geo.places.user_layers import Feature, UserLayer
from geo.query import Query
from geo.view.snapshot import Snapshot, resolve
from geo.view.state import State
from tests.geo.tables import FIRST, dataset_of, datasets, incident, queries

ROAD = [[70.2, 32.6], [70.9, 33.3], [71.4, 33.35]]
SITES = UserLayer(
    "Sites",
    (
        Feature("Clinic", "Point", [70.6, 33.0]),
        Feature("", "Point", [66.0, 30.0]),
        Feature("Road", "LineString", ROAD),
        Feature("Area", "Polygon", [[[70.5, 32.9], [70.7, 32.9], [70.7, 33.1], [70.5, 33.1], [70.5, 32.9]]]),
    ),
)
EAST_DEG = 1 / 93.36
GEOD = Geod(ellps="WGS84")


def with_sites(dataset: Dataset, layer: UserLayer = SITES) -> Dataset:
    return replace(dataset, user_layers=(layer,))


def snapshot_of(dataset: Dataset, query: Query | None = None) -> Snapshot:
    return resolve(with_sites(dataset), State(query or Query()))


def site(found: Sites, name: str) -> dict[str, object]:
    (row,) = (row for row in found.rows if row.name == name)
    return {key: getattr(row, key) for key in row.__slots__}


def four() -> Dataset:
    """Exact places 3 and 12 km, and near ones 4 and 60 km, to the east of the clinic; and one without a point."""
    at = [(3, "exact", 0), (12, "exact", 100), (4, "near", 130), (60, "near", 131)]
    rows = [
        incident(n, place_precision=precision, lon=70.6 + km * EAST_DEG, lat=33.0, date_start=FIRST + timedelta(day))
        for n, (km, precision, day) in enumerate(at)
    ]
    return dataset_of(*rows, incident(9, place_precision="district", district="Bannu"))


def test_each_site_has_its_incidents_its_last_one_and_its_quarters() -> None:
    found = sites(snapshot_of(four()), "sites", 20)
    clinic = site(found, "Clinic")
    assert clinic["nearest_km"] == pytest.approx(3.0, abs=0.01)
    assert {key: clinic[key] for key in ("within", "may_be", "days_since", "days_since_possible", "quarters")} == {
        "within": 2, "may_be": 1, "days_since": 31, "days_since_possible": 1, "quarters": (1, 1),
    }  # fmt: skip
    assert (found.quarters, found.is_end_of_data) == (("2024-Q1", "2024-Q2"), True)
    assert site(found, "No. 2")["last_day"] is None
    later = sites(snapshot_of(four(), Query(first=date(2024, 1, 20))), "sites", 5)
    assert (later.quarters, later.total.quarters) == (("2024-Q1", "2024-Q2"), (0, 1))
    wide = site(sites(snapshot_of(four()), "Sites", 30), "Clinic")
    assert (wide["within"], wide["may_be"]) == (3, 0)
    assert site(sites(snapshot_of(four()), "Sites", 36), "Clinic")["may_be"] == 1


def test_the_last_one_is_looked_for_before_the_period_too() -> None:
    later = Query(first=FIRST + timedelta(50), last=FIRST + timedelta(60))
    found = sites(snapshot_of(four(), later), "Sites", 20)
    clinic = site(found, "Clinic")
    assert (clinic["within"], clinic["last_day"], clinic["days_since"]) == (0, day_number(FIRST), 60)
    assert (clinic["nearest_km"], found.is_end_of_data) == (None, False)
    assert "to 1 Mar 2024, the end of the period" in " ".join(
        sites_sheet(snapshot_of(four(), later), "Sites", 20).notes
    )


@settings(max_examples=25)
@given(datasets, queries(), st.sampled_from([0.5, 20.0, 40.0, 300.0]))
def test_all_sites_and_what_is_left_out_are_all_that_is_shown(dataset: Dataset, query: Query, km: float) -> None:
    snapshot = snapshot_of(dataset, query)
    found = sites(snapshot, "Sites", km)
    assert found.total.within + sum(item.n for item in found.left_out) == len(snapshot.answer)
    for row in (*found.rows, found.total):
        assert sum(row.quarters) + (found.in_no_quarter if row is found.total else 0) <= row.within
        if query.within is None:
            for possible, expected in ((False, row.within), (True, row.within + row.may_be)):
                filters = site_filter(snapshot.dataset, found, row, possible=possible)
                assert len(snapshot.with_query(replace(query, **filters)).answer) == expected
    assert sum(found.total.quarters) + found.in_no_quarter == found.total.within
    cells = [cell for line in sites_sheet(snapshot, "Sites", km).rows for cell in line]
    assert not any(isinstance(cell, float) and math.isnan(cell) for cell in cells)


def test_distances_are_those_of_geod_to_a_metre() -> None:
    draw = np.random.default_rng(4)
    lon, lat = draw.uniform(62, 73, 300), draw.uniform(25, 36, 300)
    shapes = flat_shapes([feature.geometry for feature in SITES.features])
    line = shapely.get_coordinates(shapely.segmentize(shapely.linestrings(ROAD), 0.0005))
    to_road = [GEOD.inv(*np.broadcast_arrays(x, y, *line.T))[2].min() / 1e3 for x, y in zip(lon, lat, strict=True)]
    to_clinic = GEOD.inv(lon, lat, np.full(300, 70.6), np.full(300, 33.0))[2] / 1e3
    assert geodesic_km(lon, lat, shapes[2]) == pytest.approx(np.array(to_road), abs=0.001)
    assert geodesic_km(lon, lat, shapes[0]) == pytest.approx(to_clinic, abs=1e-6)
    assert nearest_km(lon, lat, shapes[:1]) == pytest.approx([to_clinic.min()], abs=1e-6)
    pairs = pairs_within(lon, lat, shapes[[0, 2]], 200.0)
    assert set(pairs.point[pairs.shape == 0].tolist()) == set(np.flatnonzero(to_clinic <= 200).tolist())
    assert set(pairs.point[pairs.shape == 1].tolist()) == set(np.flatnonzero(np.array(to_road) <= 200).tolist())


@pytest.mark.parametrize("km", [0.0, -1.0, math.nan, math.inf, 301.0])
def test_what_is_no_distance_is_refused(km: float) -> None:
    with pytest.raises(InputError, match="is no distance"):
        sites(snapshot_of(four()), "Sites", km)


def test_unknown_empty_and_endless_layers_are_refused_in_words() -> None:
    with pytest.raises(InputError, match=r"No user layer is named 'Rods'\. There are: Sites"):
        sites(snapshot_of(four()), "Rods", 5)
    with pytest.raises(InputError, match="There is no user layer"):
        sites(resolve(four(), State()), "Sites", 5)
    for features in ((), SITES.features[:1] * (MOST_SITES + 1)):
        with pytest.raises(InputError, match="features; a table has"):
            sites(resolve(with_sites(four(), UserLayer("Sites", features)), State()), "Sites", 5)


def test_no_incidents_give_rows_without_any() -> None:
    sheet = sites_sheet(snapshot_of(dataset_of()), "Sites", 5)
    assert [row[:3] for row in sheet.rows] == [
        ("Clinic", 0, 0),
        ("No. 2", 0, 0),
        ("Road", 0, 0),
        ("Area", 0, 0),
        ("All", 0, 0),
    ]
    empty = sites(snapshot_of(four(), Query(first=date(2030, 1, 1), last=date(2030, 1, 9))), "Sites", 5)
    assert empty.total.within == 0
