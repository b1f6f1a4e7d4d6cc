"""Which sentences speak of which incident: what goes on with one, what opens another, what was corrected."""

from __future__ import annotations

import pytest

from geo.intake.folded_text import fold
from geo.intake.phrases import split_words
from tests.geo.intake.reports import only, reading_of

BLAST = "A roadside bomb hit a police van near Lachi on Sunday, killing two constables and injuring four. "


@pytest.mark.parametrize(
    "more",
    [
        "Another constable injured in the blast died at CMH Peshawar on Monday.",
        "One of the wounded, Constable Rahim, died in a hospital in Peshawar on Monday.",
        "A passer-by who lost an arm in the same explosion is being treated at home.",
        "In the return fire one attacker was killed.",
        "A third constable is fighting for his life in Multan.",
        "The shooting that followed the attack went on for an hour.",
        "The two elders separately named the Taliban as those behind the explosion.",
        "Total: two dead, four injured.",
        "The TTP, in a statement sent to the media in Peshawar, claimed the bombing.",
        "The group posted a video of the blast.",
        "The driver, posted at the police lines of Bannu, was at the wheel when the bomb exploded.",
    ],
)
@pytest.mark.parametrize("joint", ["", "\n\n"])
def test_what_goes_on_with_an_incident_opens_none(more: str, joint: str) -> None:
    found = only(BLAST + joint + more)
    assert (found.district, found.location, str(found.date_start)) == ("Kohat", "Lachi", "2026-10-04")


@pytest.mark.parametrize(
    "more",
    [
        "In another attack, gunmen killed a guard in Tank on Monday.",
        "Separately, a hand grenade was thrown at a shop in Bannu.",
        "Also on Sunday, armed men kidnapped two engineers near Kulachi.",
        "Meanwhile, security forces killed three militants in North Waziristan.",
        "In the second incident, a trader was shot dead in Mardan.",
        "Another bomb exploded in Hangu district, injuring one person.",
        "Hours later, gunmen killed a teacher in Swabi.",
    ],
)
def test_a_marker_or_a_place_of_its_own_opens_another(more: str) -> None:
    assert len(reading_of(BLAST + more).candidates) == 2


def test_a_definite_noun_finds_the_incident_of_its_kind() -> None:
    text = (
        "A hand grenade thrown at a hotel in Pasni on Monday injured three people. Hours later, gunmen kidnapped two "
        "engineers near Jiwani.\n\nThe BLF claimed the grenade attack. It said nothing of the kidnapping."
    )
    first, second = reading_of(text).candidates
    assert (first.location, [claim.kind for claim in first.claims]) == ("Pasni", ["claimed"])
    assert (second.location, second.claims) == ("Jiwani", ())


@pytest.mark.parametrize(
    "text",
    [
        "An earlier version said that nine men were kidnapped in Tank on Monday. Police now say seven were abducted.",
        'In our story of Tuesday, "Blast in Tank", we said it had happened on Sunday. The blast took place on Monday.',
        "It was reported that a blast in Bannu on Monday had killed four people. The explosion was in Tank district.",
    ],
)
def test_a_correction_tells_one_incident_as_it_stands_now(text: str) -> None:
    found = only(text)
    assert (found.district, str(found.date_start)) == ("Tank", "2026-10-05")


@pytest.mark.parametrize(
    "text",
    [
        "Militants carried out 64 attacks in Bannu region. Dozens of blasts were heard in Tank.",
        "There were 30 attacks in Bannu last month.",
    ],
)
def test_numbers_of_incidents_are_no_incident(text: str) -> None:
    assert reading_of(text).candidates == ()


def test_words_are_split_as_the_focus_expects() -> None:
    assert [w.low for w in split_words(fold("Tuesday's attack")).all] == ["tuesday", "s", "attack"]
