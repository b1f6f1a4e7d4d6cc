"""Event types and sub-event types (ACLED's taxonomy, 6 and 25), and actors with their aliases."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from geo import assets

__all__ = [
    "EVENT_TYPES",
    "SUB_EVENT_TYPES",
    "VIOLENT_TYPES",
    "Actor",
    "actor_name",
    "actors",
    "event_type_of",
    "match_name",
    "split_actors",
    "split_names",
    "without_remark",
]

_OUTSIDE_BRACKETS = re.compile(r";(?![^()]*\))")

SUB_EVENT_TYPES: dict[str, tuple[str, ...]] = {
    "Battles": (
        "Armed clash",
        "Government regains territory",
        "Non-state actor overtakes territory",
    ),
    "Explosions/Remote violence": (
        "Chemical weapon",
        "Air/drone strike",
        "Suicide bomb",
        "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED",
        "Grenade",
    ),
    "Violence against civilians": (
        "Sexual violence",
        "Attack",
        "Abduction/forced disappearance",
    ),
    "Protests": (
        "Peaceful protest",
        "Protest with intervention",
        "Excessive force against protesters",
    ),
    "Riots": (
        "Violent demonstration",
        "Mob violence",
    ),
    "Strategic developments": (
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Disrupted weapons use",
        "Headquarters or base established",
        "Looting/property destruction",
        "Non-violent transfer of territory",
        "Other",
    ),
}
"""Sub-event types by event type, in ACLED's order."""

EVENT_TYPES: tuple[str, ...] = tuple(SUB_EVENT_TYPES)
"""The position of a type is its code in every binary column and prefix sum."""

VIOLENT_TYPES: tuple[str, ...] = EVENT_TYPES[:3]
"""What analysis counts unless the user chooses: no protests, riots and strategic developments."""


def event_type_of(sub_event_type: str) -> str | None:
    """The event type that a sub-event type belongs to, or ``None`` if there is no such sub-event type."""
    return next((kind for kind, subs in SUB_EVENT_TYPES.items() if sub_event_type in subs), None)


def match_name(text: str, names: tuple[str, ...]) -> str | None:
    """The one of the names that is meant, whatever its case and punctuation; ``None`` if it is none of them."""
    wanted = _fold(text)
    return next((name for name in names if _fold(name) == wanted), None)


@dataclass(frozen=True, slots=True)
class Actor:
    """An armed group, alliance, force or movement, by its plain name; labels that a state uses are aliases."""

    name: str
    abbreviation: str
    aliases: tuple[str, ...]
    kind: str
    source: str


@cache
def actors() -> tuple[Actor, ...]:
    """The bundled actors."""
    return tuple(
        Actor(
            name=row["name"],
            abbreviation=row["abbreviation"],
            aliases=tuple(alias.strip() for alias in row["aliases"].split(";") if alias.strip()),
            kind=row["type"],
            source=row["source"],
        )
        for row in assets.read_table("incidents", "actors.csv")
    )


@cache
def _alias_table() -> dict[str, str]:
    """Folded names, abbreviations and aliases; a name of two actors (FC) means neither, and is left as given."""
    meant: dict[str, set[str]] = {}
    for actor in actors():
        for alias in (actor.abbreviation, *actor.aliases):
            meant.setdefault(_fold(alias), set()).add(actor.name)
    table = {alias: names.pop() for alias, names in meant.items() if alias and len(names) == 1}
    return table | {_fold(actor.name): actor.name for actor in actors()}


def actor_name(text: str) -> str:
    """The usual name of an actor: an alias or abbreviation is resolved, an unknown name is left as given."""
    return _alias_table().get(_fold(text), text.strip())


def split_actors(text: str) -> tuple[str, ...]:
    """The usual names of the actors in one field, separated by semicolons.

    A remark in brackets is an actor of its own if it names a known one (``Baloch Liberation Army (Majeed Brigade)``)
    and is otherwise left to the column that keeps the text as given.
    """
    found: list[str] = []
    for part in split_names(text):
        name, remark = without_remark(part)
        known = _alias_table().get(_fold(remark)) if remark else None
        if not (known and known.startswith(name)):
            found.append(actor_name(name))
        if known:
            found.append(known)
    return tuple(dict.fromkeys(found))


def split_names(text: str) -> tuple[str, ...]:
    """The parts of a field separated by semicolons; a semicolon inside brackets does not separate."""
    return tuple(part.strip() for part in _OUTSIDE_BRACKETS.split(text) if part.strip())


def without_remark(text: str) -> tuple[str, str]:
    """A name and the remark in brackets behind it; a bracket that belongs to a known name stays with it."""
    whole = _alias_table().get(_fold(text))
    if whole:
        return whole, ""
    match = re.fullmatch(r"(.*?)\s*\(([^()]*)\)", text)
    return (match[1], match[2]) if match and match[1] else (text, "")


@lru_cache(2**12)
def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    return re.sub(r"[\W_]+", " ", "".join(c for c in plain if not unicodedata.combining(c))).strip().casefold()
