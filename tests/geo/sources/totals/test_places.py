"""Places of totals: a district, a whole province, or why neither."""

from __future__ import annotations

import pytest

from geo.sources.placenames import bundled_places
from geo.sources.totals.places import PlaceOfTotal, place_of_total


def place(district: str | None, province: str = "", country: str = "") -> PlaceOfTotal:
    return place_of_total(district, province, country, bundled_places())


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        (("Bannu", "KP", "Pakistan"), ("Khyber Pakhtunkhwa", "Bannu")),
        (("FR Bannu",), ("Khyber Pakhtunkhwa", "Bannu")),
        (("Malakand", "KP"), ("Khyber Pakhtunkhwa", "Malakand")),
        ((None, "Baluchistan", "PAK"), ("Balochistan", "")),
        (("Khyber Pakhtunkhwa",), ("Khyber Pakhtunkhwa", "")),
    ],
)
def test_a_district_or_a_whole_province_is_found(stated: tuple[str, ...], expected: tuple[str, str]) -> None:
    found = place(*stated)
    assert (found.province, found.district, found.fault, found.left_out) == (*expected, "", "")


@pytest.mark.parametrize(
    ("stated", "reason"),
    [
        (("Lahore", "Punjab", "Pakistan"), "outside the two provinces: Punjab"),
        (("Kabul", "", "Afghanistan"), "outside the two provinces: Afghanistan"),
        (("Sindh",), "outside the two provinces: Sindh"),
        ((None, "", "Pakistan"), "of the whole country"),
        (("Pakistan",), "of the whole country"),
        (("All districts", "KP"), "sums of the other rows"),
        (("Grand total",), "sums of the other rows"),
    ],
)
def test_rows_that_are_of_another_area_are_left_out_with_the_reason(stated: tuple[str, ...], reason: str) -> None:
    found = place(*stated)
    assert reason in found.left_out
    assert not found.fault


@pytest.mark.parametrize(
    ("stated", "column", "message"),
    [
        (("Bnanu City",), "district", "No district of the two provinces"),
        (("Peshawar Division",), "district", "a part of Khyber Pakhtunkhwa"),
        ((None, "FATA"), "province", "a part of Khyber Pakhtunkhwa"),
        ((None, "Malakand Div"), "province", "a part of Khyber Pakhtunkhwa"),
        ((None, "Nowhere"), "province", "neither Khyber Pakhtunkhwa nor Balochistan"),
        (("unknown", "KP"), "district", "district is not known"),
        (("", ""), "district", "names no place"),
    ],
)
def test_a_place_that_is_neither_is_a_fault_of_its_column(stated: tuple[str, ...], column: str, message: str) -> None:
    found = place(*stated)
    assert (found.province, found.district, found.column) == ("", "", column)
    assert message in found.fault


def test_a_contradicting_province_and_a_blank_district_are_doubts() -> None:
    assert "a district of Khyber Pakhtunkhwa" in place("Bannu", "Balochistan").doubt
    assert "no known province" in place("Bannu", "Nowhere").doubt
    assert "whole province" in place("", "KP").doubt
    assert place(None, "KP").doubt == ""
