"""Points in one text: pairs of degrees, WKT, GeoJSON, grids, links; and texts that hold none."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.places.coordinates import in_degrees, read_pair, read_point, split_point
from geo.places.measure import project

POINT = (71.5, 33.98)
PAIRS = [
    "33.98 71.5", "33.98, 71.5", "33.98,71.5", "(33.98, 71.5)", "[71.5, 33.98]", "33.98;71.5", "33.98/71.5",
    "33.98 - 71.5", "33.98 and 71.5", "71.5, 33.98", "71.5 33.98", "33,98; 71,5", "33,98 71,5", "33,98 / 71,5",
    "33.98 N, 71.5 E", "33.98N 71.5E", "N33.98 E71.5", "N 33.98, E 71.5", "71.5E 33.98N", "33.98° N 71.5° E",
    "33.98 North, 71.5 East", "North 33.98 East 71.5", "Lat 33.98 Long 71.5", "Lat: 33.98, Lon: 71.5",
    "lat=33.98; lng=71.5", "Longitude 71.5, Latitude 33.98", "X: 71.5 Y: 33.98", "GPS: 33.98, 71.5",
    "33.98 71.5 (WGS84)", "Peshawar (33.98, 71.5)", "+33.98 +71.50", "33.98,71.5,", "۳۳٫۹۸، ۷۱٫۵", "۳۳٫۹۸ ۷۱٫۵",
]  # fmt: skip
SURVEYED = ["33.98 71.5 400.0 4.8", "33.98, 71.5, 400, 4.8", "33.98 71.5 0 0", "71.5 33.98 400 4.8", "33.98 71.5 400"]
SEXAGESIMAL = [
    "33°58'48\"N 71°30'E", "33°58'48\"N, 71°30'00\"E", "33°58'48\"N71°30'00\"E", "N33°58'48\" E71°30'00\"",
    "N33°58'48\"E71°30'00\"", "33° 58' 48\" N 71° 30' 00\" E", "33°58′48″N 71°30′00″E", "33 58 48 71 30 00",
    "33 58 48 N 71 30 00 E", "N33 58 48 E71 30 00", "33:58:48 71:30:00", "33:58:48, 71:30:00", "33d58m48s 71d30m00s",
    "33 58.8 71 30.0", "33° 58.8'N, 71° 30.0'E", "33° 58,8' N; 71° 30,0' E", "335848N 0713000E", "335848N0713000E",
    "33-58-48N 71-30-00E", "33 deg 58 min 48 sec North, 71 deg 30 min East", "۳۳°۵۸'۴۸\" شمال ۷۱°۳۰' مشرق",
]  # fmt: skip
WKT = [
    "POINT (71.5 33.98)", "POINT(71.5 33.98)", "point z (71.5 33.98 400)", "POINTZ(71.5 33.98 400)",
    "POINT ZM (71.5 33.98 400 1)", "SRID=4326;POINT(71.5 33.98)", "srid = 4326 ; Point (71.5 33.98)",
    "MULTIPOINT((71.5 33.98))", "MULTIPOINT(71.5 33.98)", "POINT(33.98 71.5)",
    "<http://www.opengis.net/def/crs/OGC/1.3/CRS84> Point(71.5 33.98)",
]  # fmt: skip
JSON = [
    '{"type":"Point","coordinates":[71.5,33.98]}', '{"type":"Point","coordinates":[71.5,33.98,400]}',
    '{"type":"Feature","geometry":{"type":"Point","coordinates":[71.5,33.98]}}', '{"lat": 33.98, "lng": 71.5}',
    "{'latitude': '33.98', 'longitude': '71.5'}", '{"x": 71.5, "y": 33.98}',
]  # fmt: skip
LINKS = [
    "geo:33.98,71.5;u=35", "https://maps.google.com/?q=33.98,71.5", "https://www.google.com/maps/@33.98,71.5,15z",
    "https://www.google.com/maps/place/X/@33.98,71.5,17z", "https://www.openstreetmap.org/#map=15/33.98/71.5",
]  # fmt: skip
NO_POINTS = [
    "", "33.98", "33 59 12", "33:59:12", "see map", "n/a", "23:30", "2024-11-18", "18/11/2024", "3-4", "1,234",
    "PKR 5,000", "0300-1234567", "12345 67890", "POINT EMPTY", "LINESTRING(71 33, 72 34)", "SRID=99999;POINT(1 2)",
    "MULTIPOINT((71.5 33.98), (71.6 33.99))", '{"type":"Polygon","coordinates":[[[71.5,33.98]]]}', "{",
    "[1, 2, 3, 4, 5]", "33.98 N 71.5 N", "95 200", '{"lat": null, "lng": 71.5}', "{" * 900, "33.98, 71.5 " * 200,
    "https://example.org/a/1/2",
]  # fmt: skip


@pytest.mark.parametrize("text", [*PAIRS, *SURVEYED, *SEXAGESIMAL, *WKT, *JSON, *LINKS])
def test_a_point_is_read_from_one_text(text: str) -> None:
    assert in_degrees([text])[text] == pytest.approx(POINT)


@pytest.mark.parametrize("text", NO_POINTS)
def test_a_text_without_a_single_point_gives_none(text: str) -> None:
    assert in_degrees([text])[text] is None


@pytest.mark.parametrize("crs", [32642, 32643, 3857])
def test_ewkt_of_another_system_is_converted(crs: int) -> None:
    x, y = project(*POINT, f"EPSG:{crs}")
    text = f"SRID={crs};POINT({float(x):.3f} {float(y):.3f})"
    assert in_degrees([text])[text] == pytest.approx(POINT, abs=1e-6)


@pytest.mark.parametrize("text", ["42SYC3094762755", "42S YC 30947 62755", "42N 730947 3762755", "730947 3762755 42N"])
def test_positions_in_grids_are_converted(text: str) -> None:
    assert in_degrees([text])[text] == pytest.approx(POINT, abs=1e-4)


def test_a_bad_text_does_not_change_the_others() -> None:
    texts = ["33.98, 71.5", "see map", "42SYC3094762755", "SRID=99999;POINT(1 2)"]
    found = in_degrees(texts)
    assert [found[text] is not None for text in texts] == [True, False, True, False]


def test_latitude_comes_first_outside_the_region_too() -> None:
    assert in_degrees(["10.5, 20.5", "51.5 -0.1"]) == {"10.5, 20.5": (20.5, 10.5), "51.5 -0.1": (-0.1, 51.5)}


@given(st.floats(59, 76), st.floats(23, 38.5))
def test_the_region_tells_longitude_and_latitude_apart(lon: float, lat: float) -> None:
    for text in (f"{lon:.5f}, {lat:.5f}", f"{lat:.5f} {lon:.5f}", f"POINT({lat:.5f} {lon:.5f})"):
        point = read_point(text)
        assert point is not None
        assert (point.x, point.y) == (pytest.approx(lon, abs=1e-5), pytest.approx(lat, abs=1e-5))


@given(st.text(max_size=60))
def test_any_text_gives_a_point_or_none(text: str) -> None:
    point = read_point(text)
    assert point is None or point.crs or (abs(point.x) <= 180 and abs(point.y) <= 90)


def test_a_text_is_split_into_latitude_and_longitude() -> None:
    assert split_point("71.50, 33.98") == ("33.98", "71.5")
    assert split_point("see map") == ("see map", "")


def test_a_pair_of_plain_numbers_stays_as_it_is() -> None:
    assert (read_pair("730947, 3763004"), read_pair("42S 730947 3763004")) == ((730947.0, 3763004.0), None)


PROSE = [
    "On 18.11.2024 at 06:30 two men (3 km N of the bazaar) opened fire, 2 killed and 5.5 hours later, road closed",
    "12.5 km from Bannu, near road 33, post 7.1 at 5:30 (night), 3 men, 2 cars, 1 van, 7 N, 9 E, 5, 6, 7, 8, 9",
    " ".join(f"{n}.5" for n in range(30)),
]


@pytest.mark.parametrize("text", PROSE)
def test_prose_and_lists_of_numbers_are_no_points_and_are_dismissed_quickly(text: str) -> None:
    before = time.process_time()
    assert [read_point(text) for _ in range(1_000)] == [None] * 1_000
    assert time.process_time() - before < 1.0
