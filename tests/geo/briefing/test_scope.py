"""The places of a query in words and as areas."""

from __future__ import annotations

import pytest

from geo.briefing.scope import scope_of
from geo.places.border_bands import BorderZone
from geo.places.gazetteer import bundled
from geo.places.target import target_named
from geo.query import Query, Within

FATA = frozenset(district.name for district in bundled().drawn if district.former_fata)
MINGORA = Within(target_named("Mingora", bundled(), ()), 20.0)


def places(**names: str) -> Query:
    return Query(**{kind: frozenset(given.split(", ")) for kind, given in names.items()})  # type: ignore[arg-type]


CASES: dict[str, tuple[Query, str, tuple[str, ...], tuple[str, ...]]] = {
    "nothing": (Query(), "in Khyber Pakhtunkhwa and Balochistan", (), ()),
    "a district or another province": (
        places(districts="Bannu", provinces="Balochistan"),
        "in Balochistan and Bannu district",
        ("Balochistan",),
        ("Bannu",),
    ),
    "a district of the province": (
        places(districts="Kech", provinces="Balochistan"),
        "in Balochistan",
        ("Balochistan",),
        (),
    ),
    "four districts": (
        places(districts="Bannu, Kech, Swat, Quetta"),
        "in Bannu, Kech, Quetta and Swat districts",
        (),
        ("Bannu", "Kech", "Quetta", "Swat"),
    ),
    "five districts": (
        places(districts="Kech, Khuzdar, Zhob, Quetta, Sibi"),
        "in 5 districts of Balochistan",
        (),
        ("Kech", "Khuzdar", "Quetta", "Sibi", "Zhob"),
    ),
    "the former FATA": (Query(districts=FATA), "in the former FATA", (), tuple(sorted(FATA))),
    "a distance": (Query(within=MINGORA), "within 20 km of Mingora", (), ()),
    "a distance in a district": (
        Query(within=MINGORA, districts=frozenset({"Swat"})),
        "in Swat district, within 20 km of Mingora",
        (),
        ("Swat",),
    ),
    "a border in a province": (
        Query(border=BorderZone("Iran", 50), provinces=frozenset({"Balochistan"})),
        "in Balochistan, within 50 km of the border with Iran",
        ("Balochistan",),
        (),
    ),
}


@pytest.mark.parametrize(("query", "words", "provinces", "districts"), CASES.values(), ids=CASES)
def test_words_and_areas_of_a_scope_are_those_of_the_query(
    query: Query, words: str, provinces: tuple[str, ...], districts: tuple[str, ...]
) -> None:
    scope = scope_of(query, bundled())
    assert (scope.words, scope.provinces, scope.districts) == (words, provinces, districts)


def test_a_division_has_the_districts_that_pass_its_filter() -> None:
    scope = scope_of(places(divisions="Bannu, Kohat", districts="Bannu, Kech"), bundled())
    assert scope.words == "in Bannu and Kohat divisions and Kech district"
    assert {"Bannu", "North Waziristan", "Kohat", "Kech"} <= set(scope.districts)
    assert "Quetta" not in scope.districts
