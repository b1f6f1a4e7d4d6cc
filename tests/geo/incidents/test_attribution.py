"""Who did it, by what is said, and on which side a speaker stands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.map.cards import rows_card
from geo.analysis.table_sheet import sheet
from geo.briefing.incident_facts import facts_of
from geo.briefing.incident_list import _row
from geo.briefing.worth_naming import what_of
from geo.export.kml import _told
from geo.incidents import Claim
from geo.incidents.attribution import DISPUTED, attribution_of
from geo.incidents.speakers import side_of
from geo.view.snapshot import resolve
from geo.view.state import State
from tests.geo.tables import dataset_of, incident


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


def test_disputed_actors_are_marked_in_words_wherever_they_are_named() -> None:
    row = incident(1, actor1="BLA", actor2="Police", killed_best=3)
    said = {"test:001": tuple(claims(("attributed", "army", "BLA"), ("denied", "BLA", "")))}
    settled, disputed = (resolve(replace(dataset_of(row), claims=each), State()) for each in ({}, said))
    for snapshot, is_marked in ((settled, False), (disputed, True)):
        about = snapshot.dataset.claims.get("test:001", ())
        named = (
            dict(facts_of(row, "", about))["Actors"], _row(row, about).what,
            what_of(row, about), " ".join(dict(_told(row, about, "")).values()),
            str(rows_card(snapshot.dataset, [0])),
        )  # fmt: skip
        assert {DISPUTED in text for text in named} == {is_marked}, named
        assert any("disputed" in note for note in sheet(snapshot, "actor").notes) == is_marked
