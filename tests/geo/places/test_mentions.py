"""What the text of a place may mean."""

from __future__ import annotations

import pytest

from geo.places.gazetteer import bundled
from geo.places.mentions import Mentions


@pytest.fixture(scope="module")
def mentions() -> Mentions:
    return Mentions(bundled())


@pytest.mark.parametrize(
    ("text", "polygon"),
    [
        ("Mohmand district", "Mohmand"), ("District Mohmand", "Mohmand"), ("Distt. Bannu", "Bannu"),
        ("Bajaur Agency", "Bajaur"), ("FR Bannu", "Bannu"), ("Frontier Region Peshawar", "Peshawar"),
        ("ضلع بنوں", "Bannu"), ("Jafarabad distrcit", "Jafarabad"), ("Safi, Mohmand district", "Mohmand"),
        ("Zhob district, Balochistan", "Zhob"),
    ],
)  # fmt: skip
def test_a_text_that_says_district_means_that_one(mentions: Mentions, text: str, polygon: str) -> None:
    (place,) = mentions.named(text)
    assert (place.district.polygon, place.says_district, place.lon) == (polygon, True, None)


@pytest.mark.parametrize("text", ["Jamrud", "JAMRUD town", "near Jamrud bazaar", "Jamrud tehsil", "جمرود"])
def test_a_town_is_found_with_the_district_that_it_belongs_to(mentions: Mentions, text: str) -> None:
    (place,) = mentions.named(text)
    assert (place.name, place.district.name, place.says_district) == ("Jamrud", "Khyber", False)
    assert place.lon == pytest.approx(71.38, abs=0.01)


def test_a_name_of_a_district_and_of_a_town_is_both(mentions: Mentions) -> None:
    places = mentions.named("Bannu")
    assert [(place.district.name, place.lon is None) for place in places] == [("Bannu", True), ("Bannu", False)]


def test_the_parts_of_a_text_are_looked_up(mentions: Mentions) -> None:
    assert {place.district.polygon for place in mentions.named("Ghalanai (Mohmand)")} == {"Mohmand"}
    assert {place.district.polygon for place in mentions.named("Topi / Haripur")} == {"Swabi", "Haripur"}


@pytest.mark.parametrize(
    "text", ["", "Somewhere", "Waziristan", "Peshawar district jail", "Bannu road", "x, " * 30, "Bannu " * 40]
)
def test_a_text_that_names_nothing_known_means_nothing(mentions: Mentions, text: str) -> None:
    assert mentions.named(text) == ()
