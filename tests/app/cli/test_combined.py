"""Options that name wider and narrower things: or within an option, and between options."""

from __future__ import annotations

import pytest

from app.cli.combined import Places, combined_places, combined_types
from geo.errors import InputError
from geo.places.gazetteer import bundled
from tests.app.cli.commands import Commands

KP, BALOCHISTAN = "Khyber Pakhtunkhwa", "Balochistan"
AGENCIES = ("Bajaur", "North Waziristan")


def places(provinces: str = "", divisions: str = "", districts: str = "") -> Places:
    names = (frozenset(filter(None, text.split(", "))) for text in (provinces, divisions, districts))
    return Places(*names)


CASES = {
    "nothing": (places(), (), places()),
    "provinces alone": (places(f"{KP}, {BALOCHISTAN}"), (), places(f"{KP}, {BALOCHISTAN}")),
    "a district in its province": (places(KP, districts="Bannu"), (), places(districts="Bannu")),
    "a district in one of the provinces": (
        places(f"{KP}, {BALOCHISTAN}", districts="Bannu"),
        (),
        places(districts="Bannu"),
    ),
    "two districts in two provinces": (
        places(f"{KP}, {BALOCHISTAN}", districts="Bannu, Quetta"),
        (),
        places(districts="Bannu, Quetta"),
    ),
    "a division in its province": (places(KP, "Bannu"), (), places("", "Bannu")),
    "a district in its division in its province": (places(KP, "Bannu, Kohat", "Bannu"), (), places(districts="Bannu")),
    "districts alone": (places(districts="Bannu, Quetta"), (), places(districts="Bannu, Quetta")),
    "a part of a province": (places(), AGENCIES, places(districts="Bajaur, North Waziristan")),
    "a part beside another province": (
        places(BALOCHISTAN),
        AGENCIES,
        places(BALOCHISTAN, districts="Bajaur, North Waziristan"),
    ),
    "a part beside its province": (places(KP), AGENCIES, places(KP)),
    "a district of a part": (places(districts="Bajaur"), AGENCIES, places(districts="Bajaur")),
    "a division that a part reaches into": (places("", "Bannu"), AGENCIES, places(districts="North Waziristan")),
    "a division beside a part": (
        places(BALOCHISTAN, "Quetta, Bannu"),
        AGENCIES,
        places("", "Quetta", "North Waziristan"),
    ),
}


@pytest.mark.parametrize(("named", "parts", "expected"), CASES.values(), ids=CASES)
def test_places_lie_in_a_choice_of_each_option(named: Places, parts: tuple[str, ...], expected: Places) -> None:
    assert combined_places(named, frozenset(parts), bundled()) == expected


@pytest.mark.parametrize(
    ("named", "parts", "message"),
    [
        (places(BALOCHISTAN, districts="Bannu"), (), f"Bannu lies in {KP}, which --province"),
        (places(KP, districts="Bannu, Quetta"), (), f"Quetta lies in {BALOCHISTAN}, which --province"),
        (places("", "Kohat", "Bannu"), (), "Bannu lies in Bannu, which --division"),
        (places(KP, "Quetta"), (), f"Quetta lies in {BALOCHISTAN}, which --province"),
        (places("", "Malakand", "Quetta"), (), "Quetta lies in Quetta, which --division"),
        (places(districts="Bannu"), AGENCIES, f"Bannu lies in {KP}, which --province"),
        (places("", "Kohat"), AGENCIES, f"Kohat lies in {KP}, which --province"),
    ],
    ids=[
        "district",
        "one of two",
        "division",
        "division in province",
        "elsewhere",
        "beside a part",
        "division of no part",
    ],
)
def test_a_place_outside_of_the_wider_ones_is_refused(named: Places, parts: tuple[str, ...], message: str) -> None:
    with pytest.raises(InputError, match=message):
        combined_places(named, frozenset(parts), bundled())


def test_a_sub_type_lies_in_one_of_the_types() -> None:
    mob, both = frozenset({"Mob violence"}), frozenset({"Battles", "Riots"})
    assert combined_types(both, mob) == (frozenset(), mob)
    assert combined_types(both, frozenset()) == (both, frozenset())
    assert combined_types(frozenset(), mob) == (frozenset(), mob)
    with pytest.raises(InputError, match=r"Mob violence lies in Riots, which --type does not name"):
        combined_types(frozenset({"Battles"}), mob)


def shown(run_cli: Commands, *options: str) -> int:
    answer = run_cli("list", "--json", *options).answer
    return int(answer["shown"])


def test_a_district_beside_its_province_is_that_district(run_cli: Commands) -> None:
    bannu = shown(run_cli, "--district", "Bannu")
    assert 0 < shown(run_cli, "--province", "KP", "--district", "Bannu") == bannu
    assert shown(run_cli, "--province", "KP", "Balochistan", "--district", "Bannu") == bannu
    assert shown(run_cli, "--district", "Bannu", "Quetta") == bannu + shown(run_cli, "--district", "Quetta")


def test_options_that_exclude_each_other_are_wrong_use(run_cli: Commands) -> None:
    result = run_cli("list", "--province", "Balochistan", "--district", "Bannu")
    assert (result.code, result.out) == (2, "")
    assert "--district: Bannu lies in Khyber Pakhtunkhwa" in result.err
    assert run_cli("list", "--type", "Battles", "--sub-type", "Mob violence").code == 2
