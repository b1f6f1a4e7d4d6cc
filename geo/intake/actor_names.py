"""Names of groups and forces in a text, and nouns for armed people and forces that say no name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from geo import assets
from geo.intake.counted_nouns import people_phrases
from geo.intake.phrases import Phrases, Words
from geo.intake.quoted import is_quoted
from geo.intake.word_sets import word_set
from geo.reading.letters import folded
from geo.taxonomy import actors

__all__ = ["UNKNOWN_GROUP", "ActorMention", "actor_mentions"]

UNKNOWN_GROUP = "Unidentified armed group"
_SHORT = 5


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A group or force; ``speaks`` tells whether it is only quoted.

    ``kind`` is ``group``, ``label`` (what a state calls groups), ``force``, ``media``, ``government``, ``foreign``,
    ``movement`` or ``militants`` (without a name).
    """

    first: int
    last: int
    name: str
    kind: str
    speaks: bool = False


_SAYS = word_set("says")
_SHORT_NAME = 2
_SPELLED = ("e i", "ul al ur", "muhammad mohammad mohammed", "tehrik tehreek", "jamaat jamat")
_SPELLINGS = {word: "/".join(group.split()) for group in _SPELLED for word in group.split()}
"""Forms of a word of a name, for a phrase."""


_MOST_NAMES = 4


@cache
def _names() -> Phrases[tuple[str, str, bool]]:
    """Names with the usual name, the kind and whether it counts in capitals only."""
    own = [
        (_spaced(name), (row["means"], row["kind"], _is_short(name.strip().replace(" ", ""))))
        for row in assets.read_table("intake", "actors.csv")
        for name in _with_dots(row["names"].split(";"))
    ]
    known = [
        (_spaced(name), (actor.name, kind, _is_short(name.replace(" ", ""))))
        for actor in actors()
        if (kind := _kind_of(actor.kind))
        for name in _with_dots([actor.name, actor.abbreviation, *actor.aliases])
        if name and "(" not in name
    ]
    return Phrases([*own, *known], tight=True)


def _with_dots(names: list[str]) -> list[str]:
    """The names, and abbreviations also as "T.T.P."."""
    return [*names, *(" ".join(name.strip()) for name in names if _is_short(name.strip()) and len(name.strip()) > 2)]


def _spaced(name: str) -> str:
    """A name as a phrase, with the usual spellings of its small words: "Jaish-e-Fursan", "Jaish-i-Fursan"."""
    plain = "".join(c if c.isalnum() else " " for c in folded(name)).split()
    return " ".join(_SPELLINGS.get(word, word) if len(plain) > _SHORT_NAME else word for word in plain)


def _is_short(name: str) -> bool:
    return name.isupper() and len(name) <= _SHORT


def _kind_of(kind: str) -> str:
    if kind.startswith(("armed", "unit")):
        return "group"
    if kind == "foreign state force":
        return "foreign"
    return "movement" if kind.startswith("rights") else ""


def actor_mentions(words: Words, where: range) -> list[ActorMention]:
    """The groups, forces and nouns for them within a stretch of words, in their order."""
    found: list[ActorMention] = []
    for name in _names().find(words, where):
        usual, kind, is_short = name.value
        text = words.text.plain[words.all[name.first].start : words.all[name.last - 1].end]
        if (is_short and not text.isupper()) or (text.isascii() and text.islower() and kind in ("group", "movement")):
            continue
        usual = "Police" if _is_foot_constable(words, name.first, name.last) else usual
        found.append(ActorMention(name.first, name.last, usual, kind, _speaks(words, name.first, name.last)))
    named = {number for mention in found for number in range(mention.first, mention.last)}
    for noun in people_phrases().find(words, where):
        group, actor = noun.value.group, noun.value.actor
        if group not in ("security", "militants") or not actor or named & set(range(noun.first, noun.last)):
            continue
        kind = "force" if group == "security" else "militants"
        found.append(ActorMention(noun.first, noun.last, actor, kind, _speaks(words, noun.first, noun.last)))
    return sorted(found, key=lambda mention: mention.first)


def _is_foot_constable(words: Words, first: int, last: int) -> bool:
    """Whether "FC" is the rank of the police and not the Frontier Corps: "FC Asad Ali No. 412"."""
    if last - first != 1 or words.low(first) != "fc" or words.gap(last - 1) != " ":
        return False
    behind = [words.low(n) for n in range(last, last + _MOST_NAMES + 2)]
    at = next((n for n, low in enumerate(behind) if low in ("no", "belt") or low.isdecimal()), 0)
    has_number = any(low.isdecimal() for low in behind[at : at + 2])
    return 0 < at <= _MOST_NAMES and has_number and all(words.all[last + n].is_capital for n in range(at))


def _speaks(words: Words, first: int, last: int) -> bool:
    """Whether it is only the one who says something: "police said", "according to police"."""
    behind = {words.low(last), words.low(last + 1)} if not words.gap(last - 1).strip(" '") else {words.low(last)}
    if words.low(last) in ("کا", "کے", "نے") and words.low(last + 1) in ("کہنا", "مطابق", "بتایا", "کہا"):
        return True
    if words.low(last) == "station" or (words.low(last - 1) in ("officials", "official", "sources") and _SAYS & behind):
        return True
    if is_quoted(words, first, last):
        return True
    before = words.low(first - 1) if not words.gap(first - 1).strip() else ""
    is_last = bool(words.gap(last - 1).strip(" -'"))
    is_joined = words.low(last) == "and" and any(words.low(n) in _SAYS for n in range(last + 2, last + 4))
    return (
        bool(_SAYS & behind)
        or is_joined  # police and witnesses said
        or (before in ("said", "told", "says") and is_last)
        or (before == "to" and words.low(first - 2) == "according")
    )
