"""Event types, sub-event types and the names of actors."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.taxonomy import (
    EVENT_TYPES,
    SUB_EVENT_TYPES,
    Actor,
    actor_name,
    actors,
    event_type_of,
    match_name,
    split_actors,
    split_names,
    without_remark,
)

ACLED = {
    "Battles": "Armed clash; Government regains territory; Non-state actor overtakes territory",
    "Explosions/Remote violence": (
        "Chemical weapon; Air/drone strike; Suicide bomb; Shelling/artillery/missile attack; "
        "Remote explosive/landmine/IED; Grenade"
    ),
    "Violence against civilians": "Sexual violence; Attack; Abduction/forced disappearance",
    "Protests": "Peaceful protest; Protest with intervention; Excessive force against protesters",
    "Riots": "Violent demonstration; Mob violence",
    "Strategic developments": (
        "Agreement; Arrests; Change to group/activity; Disrupted weapons use; Headquarters or base established; "
        "Looting/property destruction; Non-violent transfer of territory; Other"
    ),
}
"""The names of ACLED's code book, in its order."""

SUBS = list(chain.from_iterable(SUB_EVENT_TYPES.values()))


def test_the_taxonomy_equals_that_of_acled() -> None:
    assert {kind: "; ".join(subs) for kind, subs in SUB_EVENT_TYPES.items()} == ACLED
    assert (len(EVENT_TYPES), len(SUBS), len(set(SUBS))) == (6, 25, 25)
    assert tuple(ACLED) == EVENT_TYPES


@pytest.mark.parametrize("kind", EVENT_TYPES)
def test_a_sub_type_belongs_to_one_type(kind: str) -> None:
    assert {event_type_of(sub) for sub in SUB_EVENT_TYPES[kind]} == {kind}


def test_an_unknown_sub_type_has_no_type() -> None:
    assert event_type_of("Tea party") is None


@given(st.sampled_from(SUBS))
def test_a_type_is_matched_in_any_case_and_punctuation(name: str) -> None:
    names = tuple(SUBS)
    assert match_name(name.upper().replace("/", " - "), names) == name
    assert match_name(f"{name}x", names) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("TTP", "Tehrik-i-Taliban Pakistan"),
        ("tehreek e taliban pakistan", "Tehrik-i-Taliban Pakistan"),
        ("Fitna al-Khawarij", "Tehrik-i-Taliban Pakistan"),
        ("BLA", "Baloch Liberation Army"),
        ("Some unknown group ", "Some unknown group"),
        ("", ""),
    ],
)
def test_an_actor_gets_its_usual_name(text: str, name: str) -> None:
    assert actor_name(text) == name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Civilians (Hazara coal miners)", ("Civilians",)),
        ("TTP; JuA", ("Tehrik-i-Taliban Pakistan", "Jamaat-ul-Ahrar")),
        ("TTP (JuA)", ("Jamaat-ul-Ahrar",)),
        ("TTP (Jamaat-ul-Ahrar)", ("Tehrik-i-Taliban Pakistan", "Jamaat-ul-Ahrar")),
        ("Baloch Liberation Army (Majeed Brigade)", ("Baloch Liberation Army", "Majeed Brigade")),
        ("Police; police ; Police (constables; drivers)", ("Police",)),
        ("", ()),
        (" ; ", ()),
    ],
)
def test_the_actors_of_a_cell_are_split(text: str, names: tuple[str, ...]) -> None:
    assert split_actors(text) == names


def test_a_semicolon_in_brackets_does_not_split() -> None:
    assert split_names("a (b; c); d") == ("a (b; c)", "d")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Civilians (miners)", ("Civilians", "miners")),
        ("Civilians", ("Civilians", "")),
        ("(miners)", ("(miners)", "")),
        ("TTP", ("Tehrik-i-Taliban Pakistan", "")),
    ],
)
def test_a_remark_in_brackets_is_split_from_the_name(text: str, parts: tuple[str, str]) -> None:
    assert without_remark(text) == parts


SHARED = {"FC"}
"""Abbreviation of both the Frontier Corps and the Frontier Constabulary."""


@pytest.mark.parametrize("actor", actors(), ids=lambda actor: actor.name)
def test_every_name_of_an_actor_resolves_to_it(actor: Actor) -> None:
    known = {actor.name, actor.abbreviation, *actor.aliases} - {""} - SHARED
    assert {actor_name(name) for name in known} == {actor.name}
    assert actor.source
    assert actor.kind


@pytest.mark.parametrize("name", sorted(SHARED))
def test_a_name_shared_by_two_actors_is_kept_as_given(name: str) -> None:
    assert len({a.name for a in actors() if name in (a.abbreviation, *a.aliases)}) == 2
    assert actor_name(name) == name


def test_names_of_actors_are_unique() -> None:
    assert len({actor.name.casefold() for actor in actors()}) == len(actors()) == 39


@given(st.text(max_size=12))
def test_naming_an_actor_is_idempotent(text: str) -> None:
    assert actor_name(actor_name(text)) == actor_name(text)
