"""Well-known binary as shapely and geopandas write it."""

from __future__ import annotations

import math
import struct

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.reading.wkb import geopackage_geometry, wkb_geometry

DEGREES = st.floats(-180, 180, allow_nan=False)


@given(DEGREES, DEGREES, st.booleans(), st.sampled_from(["iso", "extended"]), st.sampled_from([0, 1]))
def test_a_point_is_read_back(x: float, y: float, is_high: bool, flavour: str, byte_order: int) -> None:
    point = shapely.Point(x, y, 900.0) if is_high else shapely.Point(x, y)
    for shape, expected in ((point, [x, y]), (shapely.MultiPoint([point]), [[x, y]])):
        blob = shapely.to_wkb(shape, flavor=flavour, byte_order=byte_order)
        assert wkb_geometry(blob)["coordinates"] == expected


def test_a_point_with_the_number_of_its_system_is_read_back() -> None:
    blob = shapely.to_wkb(shapely.set_srid(shapely.Point(70.6, 32.9), 4326), include_srid=True)
    assert wkb_geometry(blob) == {"type": "Point", "coordinates": [70.6, 32.9]}


@pytest.mark.parametrize(
    "text", ["LINESTRING (1 2, 3 4)", "POLYGON ((0 0, 1 0, 1 1, 0 0))", "GEOMETRYCOLLECTION (POINT (1 2))"]
)
def test_other_geometries_are_known_by_their_kind(text: str) -> None:
    shape = shapely.from_wkt(text)
    assert wkb_geometry(shapely.to_wkb(shape)) == {"type": shape.geom_type}


def test_an_empty_point_has_no_numbers() -> None:
    assert all(map(math.isnan, wkb_geometry(shapely.to_wkb(shapely.Point()))["coordinates"]))


@given(st.binary(max_size=80))
def test_damaged_bytes_are_some_geometry(blob: bytes) -> None:
    assert "type" in wkb_geometry(blob)
    assert geopackage_geometry(b"GP" + blob) is not None


@pytest.mark.parametrize(("flags", "envelope"), [(1, 0), (3, 32), (5, 48), (9, 64)])
def test_the_envelope_of_a_geopackage_is_skipped(flags: int, envelope: int) -> None:
    blob = struct.pack("<2sBBi", b"GP", 0, flags, 4326) + bytes(envelope) + shapely.to_wkb(shapely.Point(70.6, 32.9))
    assert geopackage_geometry(blob) == {"type": "Point", "coordinates": [70.6, 32.9]}
    assert geopackage_geometry(None) is None
