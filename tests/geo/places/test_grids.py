"""References of MGRS and positions of UTM, against positions that are known and against pyproj's projection."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.places.grids import Position, read_mgrs, read_utm, read_zone
from geo.places.measure import project, to_lonlat

LANDMARKS = [("31UDQ4825111932", 2.2945, 48.8582), ("18SUJ2348306479", -77.0352, 38.8895)]
"""The Eiffel tower and the Washington Monument."""
UTM = [
    "42N 312345 3761234", "42S 312345 3761234", "312345E 3761234N 42N", "312345 mE, 3761234 mN, zone 42S",
    "UTM 42 312345 3761234", "UTM42N 312345 3761234", "Zone 42 N E 312345 N 3761234", "3761234 312345 42",
    "UTM zone 42N: 312345.0, 3761234.0", "EPSG:32642 312345 3761234", "WGS84 UTM 42S 312345 3761234",
    "E: 312345 N: 3761234 (42S)", "42S 0312345 3761234",
]  # fmt: skip


def lonlat(position: Position | None) -> tuple[float, float]:
    assert position is not None
    return to_lonlat([position.x], [position.y], position.crs)[0]


@pytest.mark.parametrize(("reference", "lon", "lat"), LANDMARKS)
def test_landmarks_are_found_by_their_references(reference: str, lon: float, lat: float) -> None:
    assert lonlat(read_mgrs(reference)) == pytest.approx((lon, lat), abs=2e-4)


@given(st.floats(60, 75.9), st.floats(24, 38))
def test_references_of_the_region_are_read_back(lon: float, lat: float) -> None:
    zone = int((lon + 180) // 6) + 1
    x, y = (float(side) for side in project(lon, lat, f"EPSG:326{zone}"))
    column = ("ABCDEFGH", "JKLMNPQR", "STUVWXYZ")[(zone - 1) % 3][int(x // 1e5) - 1]
    row = ("ABCDEFGHJKLMNPQRSTUV" if zone % 2 else "FGHJKLMNPQRSTUVABCDE")[int(y // 1e5) % 20]
    text = f"{zone}{'R' if lat < 32 else 'S'}{column}{row}{int(x % 1e5):05}{int(y % 1e5):05}"
    position = read_mgrs(text)
    assert position is not None
    assert (position.x, position.y) == (pytest.approx(x, abs=1), pytest.approx(y, abs=1))


@pytest.mark.parametrize(
    ("text", "x", "y"),
    [
        ("42SXB5142746908", 651427.5, 3646908.5), ("42s xb 51427 46908", 651427.5, 3646908.5),
        ("MGRS: 42SXB 5142 4690", 651425.0, 3646905.0), ("42SXB5146", 651500.0, 3646500.0),
        ("42SXB", 650000.0, 3650000.0),
    ],
)  # fmt: skip
def test_a_reference_is_the_middle_of_its_square(text: str, x: float, y: float) -> None:
    assert read_mgrs(text) == Position(x, y, "EPSG:32642")


@pytest.mark.parametrize(
    "text", ["", "42SXB514274690", "42SXB 514 4690", "42SAB5142746908", "72SXB5142746908", "42IXB5142746908", "Bannu"]
)
def test_what_is_no_reference_gives_none(text: str) -> None:
    assert read_mgrs(text) is None


@pytest.mark.parametrize("text", UTM)
def test_a_position_of_utm_is_read_in_any_order(text: str) -> None:
    assert read_utm(text) == Position(312345.0, 3761234.0, "EPSG:32642")


@pytest.mark.parametrize("text", ["", "312345 3761234", "42S 312345 3761234 hill", "42S 312345", "32.95 70.62 400 4.8"])
def test_what_is_no_position_of_utm_gives_none(text: str) -> None:
    assert read_utm(text) is None


@pytest.mark.parametrize("text", ["42N", "42S", "42", "42.0", "Zone 42", "UTM 42N", "UTM zone 42 R", "EPSG:32642"])
def test_a_zone_is_northern_unless_its_band_is_not(text: str) -> None:
    assert read_zone(text) == (42, True)
    assert read_zone("42C") == (42, False)


@pytest.mark.parametrize("text", ["", "Malakand", "99", "0", "42N and 43N", "Zone"])
def test_what_is_no_zone_gives_none(text: str) -> None:
    assert read_zone(text) is None
