"""Who did it, by what is said, and on which side a speaker stands."""

from __future__ import annotations

import pytest

from geo.incidents import Claim
from geo.incidents.attribution import attribution_of
from geo.incidents.speakers import side_of


def claims(*said: tuple[str, ...]) -> list[Claim]:
    return [Claim("test:1", *words) for words in said]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ((), "unclaimed"),
        ((("denied", "TTP", ""),), "unclaimed"),
        ((("reported", "police", "a blast"),), "unclaimed"),
        ((("claimed", "TTP", ""),), "undisputed"),
        ((("claimed", "TTP spokesman", ""), ("attributed", "army", "Tehrik-i-Taliban Pakistan")), "undisputed"),
        ((("claimed", "Islamic State Khorasan Province", ""), ("claimed", "Islamic State", "")), "undisputed"),
        ((("attributed", "police", "unidentified gunmen"), ("claimed", "BLA", "")), "undisputed"),
        ((("attributed", "state", "Baloch armed groups"), ("claimed", "BLA", "")), "undisputed"),
        ((("attributed", "army", "TTP; Jamaat-ul-Ahrar"), ("claimed", "JuA", "")), "undisputed"),
        ((("claimed", "BLA", ""), ("claimed", "Baloch Nationalist Army", "")), "disputed"),
        ((("attributed", "army", "India"), ("claimed", "BLA", "")), "disputed"),
        ((("attributed", "army", "TTP"), ("denied", "TTP", "")), "disputed"),
    ],
)
def test_attribution_by_what_is_said(said: tuple[tuple[str, ...], ...], expected: str) -> None:
    assert attribution_of(claims(*said)) == expected
    assert attribution_of(claims(*reversed(said))) == expected


def test_who_denies_a_figure_denies_no_responsibility() -> None:
    said = [*claims(("claimed", "TTP", "")), Claim("test:1", "denied", "army", "", figure="killed", value="30")]
    assert attribution_of(said) == "undisputed"


@pytest.mark.parametrize(
    ("speaker", "side"),
    [
        ("army statement", "official"), ("ISPR", "official"), ("Frontier Corps spokesman", "official"),
        ("Balochistan government", "official"), ("Police, Bannu", "official"),
        ("Baloch Liberation Army", "group"), ("BLA (Majeed Brigade)", "group"), ("Pakistani Taliban", "group"),
        ("Afghan Taliban government", "foreign"), ("Rescue 1122", ""), ("Dawn", ""), ("policewomen's union", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_the_side_of_a_speaker(speaker: str, side: str) -> None:
    assert side_of(speaker) == side
