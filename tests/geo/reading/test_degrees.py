"""Degrees of one coordinate in the notations of people and programs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.reading.degrees import degrees_text, parse_degrees, read_coordinate, read_degrees

PLAIN = [
    ("34.0123", 34.0123), ("34,0123", 34.0123), ("-34.5", -34.5), ("+34.5", 34.5), ("34.5 N", 34.5), ("34.5°S", -34.5),
    ("70.5 E", 70.5), ("N 34.5", 34.5), ("n34.5", 34.5), ("34.5 north", 34.5), ("West 34.5", -34.5), ("34.5°", 34.5),
    ("Lat: 34.5", 34.5), ("Longitude 70.5 E", 70.5), ("lon=70.5", 70.5), ("۳۴٫۵", 34.5), ("٣٤٫٥", 34.5),
    ("۳۴٫۵ شمال", 34.5), ("\u200e34.5\u200f", 34.5), ("−34.5", -34.5), ("34 deg N", 34.0), ("312345 mE", 312345.0),
    ("3761234N", 3761234.0),
]  # fmt: skip
NOT_DEGREES = [
    "34°75'N", "34°10'75\"", "north", "", "3.4e1", "34.0.1", "nan", "see map", "2024-11-18", "12 se", "34.5 N 70.5 E",
    "Lat 34.5 E", "34 10.5 30", "1/2", "34° 10' 20\" 30", "9" * 80,
]  # fmt: skip
SPELLINGS = [
    "33°59'12\"N", "33° 59' 12\" N", "N33°59'12\"", "N 33° 59' 12\"", "33°59′12″N", "33º59’12”N", "33°59'12''N",
    "33˚59´12˝N", "N33 59 12", "33 59 12", "33 59 12 N", "33:59:12", "33:59:12N", "33d59m12s", "33D59M12S",
    "33d 59m 12s N", "33d59m12sN", "33 deg 59 min 12 sec N", "33deg59min12sec North",
    "33 degrees 59 minutes 12 seconds",
    "33°59.2'", "33° 59.2' N", "33 59.2", "33 59,2", "33°59,2'N", "33°59'12,0\"", "33-59-12 N", "33°-59'-12\" N",
    "33.59.12N", "335912N", "۳۳°۵۹'۱۲\" شمالی", "Latitude 33°59'12\" N", "33:59.2",
]  # fmt: skip


@pytest.mark.parametrize(("text", "degrees"), PLAIN)
def test_a_number_of_degrees_is_read(text: str, degrees: float) -> None:
    assert read_degrees(text) == pytest.approx(degrees)


@pytest.mark.parametrize("text", NOT_DEGREES)
def test_what_is_no_number_of_degrees_gives_none(text: str) -> None:
    assert read_degrees(text) is None


@pytest.mark.parametrize("text", SPELLINGS)
def test_degrees_minutes_and_seconds_are_read_in_all_usual_spellings(text: str) -> None:
    assert read_degrees(text) == pytest.approx(33 + 59 / 60 + 12 / 3600)


@pytest.mark.parametrize(("text", "degrees"), [("0713140E", 71.527778), ("34 30 36s", 34.51), ("34.5s", -34.5)])
def test_letters_of_sides_and_of_seconds_are_told_apart(text: str, degrees: float) -> None:
    assert read_degrees(text) == pytest.approx(degrees, abs=1e-6)


@pytest.mark.parametrize(
    ("text", "axis"), [("34.5", ""), ("34.5 N", "lat"), ("70.5E", "lon"), ("Long 70.5", "lon"), ("Lat 34.5", "lat")]
)
def test_the_axis_is_known_where_the_text_names_it(text: str, axis: str) -> None:
    found = parse_degrees(text)
    assert found is not None
    assert found.axis == axis


@given(st.integers(0, 179), st.integers(0, 59), st.integers(0, 59), st.sampled_from("NSEW"))
def test_every_angle_is_read_back_from_its_spellings(degrees: int, minutes: int, seconds: int, side: str) -> None:
    wanted = (degrees + minutes / 60 + seconds / 3600) * (-1 if side in "SW" else 1)
    for text in (f"{degrees}°{minutes}'{seconds}\"{side}", f"{side} {degrees} {minutes} {seconds}",
                 f"{degrees}:{minutes:02}:{seconds:02} {side}", f"{degrees}d{minutes}m{seconds}s{side}"):  # fmt: skip
        assert read_degrees(text) == pytest.approx(wanted)


@given(st.text(max_size=30))
def test_any_text_gives_a_number_or_none(text: str) -> None:
    assert isinstance(read_degrees(text), float | None)


@pytest.mark.parametrize("text", ["32-13-12", "32.13.12", "32–13–12", "32-13-12.0"])
def test_numbers_with_dashes_are_degrees_in_a_column_of_coordinates_alone(text: str) -> None:
    assert read_degrees(text) is None
    assert read_coordinate(text) == pytest.approx(32.22)
    assert read_coordinate("32-73-12") is None


def test_text_that_is_not_degrees_is_unchanged() -> None:
    assert [degrees_text(text) for text in ("34,5", "34.50", "60", "north", " ")] == ["34.5", "34.5", "60", "north", ""]
