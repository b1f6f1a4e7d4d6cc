"""Words for event types, as partners, police, press and other datasets write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import assets
from geo.sources.column_mapping.type_words import in_full, meaning_of_words, parent_of, type_of_words
from geo.taxonomy import EVENT_TYPES, SUB_EVENT_TYPES

SUBS = tuple(sub for subs in SUB_EVENT_TYPES.values() for sub in subs)
IED, EXPLOSION = "Remote explosive/landmine/IED", "Explosions/Remote violence"
ROWS = assets.read_table("crosswalks", "words.csv")


def test_each_word_of_the_crosswalk_has_a_reason_and_types_that_exist() -> None:
    for row in ROWS:
        assert row["reason"], row
        assert row["event_type"] in ("", *EVENT_TYPES), row
        assert row["sub_event_type"] in ("", *SUB_EVENT_TYPES.get(row["event_type"], ())), row
        assert set(filter(None, row["if_killed"].split(";"))) <= {*EVENT_TYPES, *SUBS}, row


def test_each_word_of_the_crosswalk_is_found_under_its_own_meaning() -> None:
    """No two rows are the same word in another spelling."""
    assert len({row["code"] for row in ROWS}) == len(ROWS)
    for row in ROWS:
        assert type_of_words(row["code"].upper()) == (row["sub_event_type"] or row["event_type"]), row


@pytest.mark.parametrize("name", [*EVENT_TYPES, *SUBS])
def test_the_names_of_the_taxonomy_mean_themselves(name: str) -> None:
    assert type_of_words(name) == name
    assert type_of_words(f" {name.upper()} ") == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("I.E.D.", IED), ("IEDs", IED), ("rc-ied", IED), ("Land Mine", IED), ("landmines", IED), ("IED  Blast", IED),
        ("air-strikes", "Air/drone strike"), ("AIRSTRIKE", "Air/drone strike"), ("Hand-Grenade", "Grenade"),
        ("Targeted killings", "Attack"), ("sit in", "Peaceful protest"), ("SIT-IN", "Peaceful protest"),
        ("Clashes", "Armed clash"), ("Abductions", "Abduction/forced disappearance"), ("cordon & search", "Arrests"),
        ("خودکش حملہ", "Suicide bomb"), ("اغواء", "Abduction/forced disappearance"), ("دھماكہ", EXPLOSION),
        ("Battle-No change of territory", "Armed clash"),
    ],
)  # fmt: skip
def test_case_spacing_plural_marks_and_letters_do_not_matter(text: str, name: str) -> None:
    assert type_of_words(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Firing incident", "Attack"), ("incident of firing", "Attack"), ("1. IED", IED), ("IED (2 kg)", IED),
        ("Suspected drone strike", "Air/drone strike"), ("US drone strike", "Air/drone strike"),
        ("Firing by unknown armed men", "Attack"),
        ("RPG fire", "Shelling/artillery/missile attack"), ("IED attack on a convoy", IED),
        ("Suicide attack on mosque", "Suicide bomb"), ("Terrorism: IED blast", IED),
        ("IED on road defused", ""), ("Bomb threat", ""), ("Attack in bazaar", ""), ("Firing on the way", ""),
    ],
)  # fmt: skip
def test_words_that_tell_nothing_are_passed_over_and_others_are_not(text: str, name: str) -> None:
    assert type_of_words(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bombing/Explosion", EXPLOSION), ("Improvised Explosive Device (IED)", IED), ("IED, grenade", EXPLOSION),
        ("Abduction / Kidnapping", "Abduction/forced disappearance"), ("Kidnapping and murder", parent_of("Attack")),
        ("Explosion - IED", IED), ("Strike (air)", "Air/drone strike"), ("Attack - sniper", "Armed clash"),
        ("Attack/IED", IED), ("Protest & sit-in", "Peaceful protest"), ("Battles: Armed clash", "Armed clash"),
        ("Facility/Infrastructure Attack", "Looting/property destruction"),
        ("IED (recovered)", "Disrupted weapons use"),
        ("IED/Firing", ""), ("Firing + grenade", ""), ("IED and something", ""), ("IED (something)", ""),
    ],
)  # fmt: skip
def test_several_words_in_a_cell_are_read_if_they_agree(text: str, name: str) -> None:
    assert type_of_words(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Attack on a police van", "Armed clash"), ("Attack on police picket", "Armed clash"),
        ("Firing at FC check-post", "Armed clash"), ("Attack on a police officer's family", ""),
        ("Attack on levies forces", "Armed clash"), ("Firing on passenger coach bus", "Attack"),
        ("Attack on girls' school", "Attack"), ("Firing on tribal elders", "Attack"),
        ("Firing on polio team police", ""),
        ("Attack in the north", ""), ("IED attack on police", IED), ("Grenade attack at house of judge", "Grenade"),
    ],
)  # fmt: skip
def test_an_attack_is_read_by_its_target(text: str, name: str) -> None:
    assert type_of_words(text) == name


def test_words_that_disagree_leave_the_types_that_they_name() -> None:
    assert meaning_of_words("IED/Firing").if_killed == (IED, "Attack")
    assert meaning_of_words("IED and something").if_killed == ()


@pytest.mark.parametrize(
    ("text", "nobody", "killed"),
    [
        ("Search operation", "Arrests", "Armed clash"), ("Dacoity", "Looting/property destruction", "Attack"),
        ("IED", IED, IED), ("Hartal", "Peaceful protest", "Peaceful protest"),
        ("Strike", "Peaceful protest", None), ("Others", "Other", None), ("Other", "Other", None),
        ("Attack", "Attack", None),
    ],
)  # fmt: skip
def test_some_words_mean_something_else_where_people_were_killed(text: str, nobody: str, killed: str | None) -> None:
    meaning = meaning_of_words(text)
    assert meaning.with_killed(False) == nobody
    assert meaning.candidates(is_harmed=False) == ()
    if killed is None:
        assert len(meaning.candidates(is_harmed=True)) > 1
    else:
        assert (meaning.with_killed(True), meaning.candidates(is_harmed=True)) == (killed, ())


@given(st.text(max_size=200))
def test_any_text_means_a_type_or_nothing(text: str) -> None:
    assert type_of_words(text) in ("", *EVENT_TYPES, *SUBS)


def test_a_type_is_shown_with_its_kind() -> None:
    assert in_full("Armed clash") == "Battles (Armed clash)"
    assert in_full("Battles") == "Battles"
