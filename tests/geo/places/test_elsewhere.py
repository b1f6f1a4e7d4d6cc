"""Names of what lies outside the two provinces."""

from __future__ import annotations

import pytest

from geo.places.elsewhere import PAKISTAN, country_named, province_elsewhere
from geo.places.records import read_districts, read_provinces


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Pakistan", PAKISTAN), ("PAK", PAKISTAN), ("pk", PAKISTAN), ("586", PAKISTAN), ("770", PAKISTAN),
        ("Islamic Republic of Pakistan", PAKISTAN), ("پاکستان", PAKISTAN), ("Pakistan / Afghanistan", PAKISTAN),
        ("Afghanistan", "Afghanistan"), ("AFG", "Afghanistan"), ("004", "Afghanistan"), ("4", "Afghanistan"),
        ("افغانستان", "Afghanistan"), ("IRN", "Iran"), ("Iran (Islamic Republic of)", "Iran"), ("India", "India"),
        ("China", "China"), ("Myanmar (Burma)", "Myanmar"), ("UAE", "United Arab Emirates"), ("Turkey", "Türkiye"),
        ("Cote d'Ivoire", "Côte d'Ivoire"), ("", ""), ("N/A", ""), ("Unknown", ""), ("Somewhere", ""), ("12345", ""),
    ],
)  # fmt: skip
def test_countries_are_known_by_names_and_codes(text: str, country: str) -> None:
    assert country_named(text) == country


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Punjab", "Punjab"), ("Punjab Province", "Punjab"), ("Province of Sindh", "Sindh"), ("Sind", "Sindh"),
        ("AJK", "Azad Jammu and Kashmir"), ("AJ&K", "Azad Jammu and Kashmir"), ("Gilgit-Baltistan", "Gilgit-Baltistan"),
        ("ICT", "Islamabad Capital Territory"), ("Islamabad Capital territory", "Islamabad Capital Territory"),
        ("Punjab, Pakistan", "Punjab"), ("Nangrahar", "Nangarhar"), ("Qandahar", "Kandahar"),
        ("Kunar Province", "Kunar"),
        ("Sistan and Balochistan", "Sistan and Baluchestan"), ("Sistan-Baluchistan", "Sistan and Baluchestan"),
        ("Balochistan, Iran", "Iran"), ("Jammu & Kashmir", "Jammu and Kashmir"), ("Xinjiang", "Xinjiang"),
        ("Blochistan", ""), ("Somewhere", ""), ("", ""), ("n/a", ""), ("GB", "Gilgit-Baltistan"),
    ],
)  # fmt: skip
def test_provinces_elsewhere_are_known(text: str, name: str) -> None:
    assert province_elsewhere(text) == name


def test_no_name_of_the_two_provinces_is_one_elsewhere() -> None:
    names = [name for p in read_provinces() for name in (p.name, p.code, p.name_urdu, *p.spellings)]
    assert [name for name in names if province_elsewhere(name)] == []


def test_no_district_is_called_like_a_province_elsewhere() -> None:
    names = [name for d in read_districts() for name in (d.name, *d.spellings)]
    assert [name for name in names if province_elsewhere(name)] == []
