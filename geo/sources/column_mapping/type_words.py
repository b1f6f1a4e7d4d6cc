"""The event type that words mean: as partners, police, press and other datasets write them, in three languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from geo import assets
from geo.reading.letters import folded
from geo.sources.translation import crosswalk
from geo.taxonomy import EVENT_TYPES, SUB_EVENT_TYPES, event_type_of, match_name

__all__ = ["Meaning", "in_full", "meaning_of_words", "parent_of", "type_of_words"]

_SUBS = tuple(sub for subs in SUB_EVENT_TYPES.values() for sub in subs)
_LONGEST = 120
_LETTERS = re.compile(r"\b(\w)\.(?=\w\b)")
_MARKS = re.compile(r"[\W_]+")
_FILLERS = frozenset((
    "incident", "case", "event", "report", "reported", "alleged", "suspected", "related", "type", "of", "the", "a",
    "an", "us", "american", "deadly", "powerful", "massive", "major", "minor", "twin", "double", "multiple", "heavy",
    "security", "terrorism", "terrorist", "terror", "conflict", "crime", "criminal", "waqia", "ka", "ki", "ke",
    "واقعہ", "کا", "کی", "کے",
))  # fmt: skip
"""Words that leave the meaning of the others as it is."""

_ENDINGS = frozenset((
    "attack", "blast", "explosion", "detonation", "bombing", "fire", "strike", "hamla", "dhamaka",
    "حملہ", "دھماکہ",
))  # fmt: skip
"""Words that say no more behind the name of an explosive or a weapon of its kind."""

_QUANTITY = re.compile(r"x?\d+(?:kg|x)?|kg")
_BY_WHOM = re.compile(
    r"(.+?) by(?: (?:an?|the|some|two|unknown|unidentified|suspected|armed|masked|men|man|persons?|people|gunm[ae]n|"
    r"assailants?|attackers?|militants?|terrorists?|miscreants|motorcyclists?|miscreant))+"
)
_TARGET = re.compile(r"(.+?) (on|at|against|near|in|targeting) (.+)")
_AVERTED = frozenset(("found", "recovered", "recovery", "defused", "foiled", "seized", "disposed", "averted", "threat",
                      "attempt", "hoax", "discovered", "neutralised", "neutralized", "cleared"))  # fmt: skip
"""Words that tell that nothing went off."""

_ATTACKS = frozenset(("attack", "armedattack", "gunattack", "assault", "firing", "shooting", "hamla", "ambush", "raid"))
_ARMED = frozenset((
    "police", "policeman", "policemen", "constable", "cop", "force", "fc", "army", "military", "soldier", "troop",
    "ranger", "levy", "khasadar", "constabulary", "frontier", "corp", "checkpost", "checkpoint", "post", "picket",
    "patrol", "convoy", "ctd", "camp", "cantonment", "garrison", "lashkar",
))  # fmt: skip
_CIVILIAN = frozenset((
    "civilian", "citizen", "people", "person", "man", "men", "woman", "women", "girl", "child", "children", "family",
    "villager", "tribesman", "tribesmen", "passenger", "bus", "van", "car", "truck", "vehicle", "rickshaw", "driver",
    "school", "college", "university", "teacher", "student", "hospital", "clinic", "doctor", "polio", "vaccinator",
    "ngo", "aid", "mosque", "imambargah", "shrine", "church", "temple", "cleric", "scholar", "house", "home",
    "residence", "shop", "market", "bazaar", "bazar", "trader", "labourer", "laborer", "worker", "miner", "journalist",
    "reporter", "lawyer", "judge", "elder", "malik", "leader", "politician", "candidate", "minority", "hindu",
    "christian", "sikh", "hazara", "shia",
))  # fmt: skip
"""Words of targets, in the singular; a target with words of both kinds is unclear."""

_SEPARATORS = (
    re.compile(r"[()\[\]{}:;|\n>]+|\s[-–—]+\s"),
    re.compile(r"[,+&]+|\s(?:and|with|then|plus|followed by|aur|اور)\s"),
    re.compile(r"[/\\]+"),
)
"""What separates the parts of a cell, the strongest first."""


class Meaning(NamedTuple):
    """The type that words mean.

    Attributes
    ----------
    name
        The event type or the sub-event type; blank if the words are unknown, or name types that differ.
    if_killed
        What they may mean where people were killed, or at all where the name is blank: one type, or several if the
        words leave it open.
    """

    name: str
    if_killed: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        """Whether the words leave it open what they mean, at least where people were killed."""
        return len(self.if_killed) > 1

    def with_killed(self, has_killed: bool) -> str:
        """The type of a row, by whether people were killed; one of several meanings where it is open."""
        if self.is_open:
            return self.name or self.if_killed[0]
        return self.if_killed[0] if has_killed and self.if_killed else self.name

    def candidates(self, is_harmed: bool) -> tuple[str, ...]:
        """The meanings that a row leaves open, by whether people were killed or hurt; none if it is clear."""
        return self.if_killed if self.is_open and (is_harmed or not self.name) else ()


_UNKNOWN = Meaning("", ())


def type_of_words(text: str) -> str:
    """The event type or sub-event type that words mean if nobody was killed; blank if they are unknown."""
    return meaning_of_words(text).name


@lru_cache(4096)
def meaning_of_words(text: str) -> Meaning:
    """What words mean, by the bundled crosswalk; of several words joined by signs what all of them agree on."""
    plain = folded(text) if len(text) <= _LONGEST else ""
    return _in_one(plain) or _in_parts(plain) or _UNKNOWN


def parent_of(name: str) -> str:
    """The event type of an event type or a sub-event type."""
    return event_type_of(name) or name


def in_full(name: str) -> str:
    """A type as it is shown where only some of its kind are: ``Battles (Armed clash)``."""
    return name if name in EVENT_TYPES else f"{parent_of(name)} ({name})"


# one expression


def _in_one(plain: str) -> Meaning | None:
    """The meaning of an expression without its parts; None if it is unknown."""
    name = match_name(plain, EVENT_TYPES) or match_name(plain, _SUBS)
    listed = _listed().get("".join(_words(plain)))
    if name:
        return Meaning(name, listed.if_killed if listed and listed.is_open else (name,))
    return listed or _without_fillers(plain) or _without_target(plain)


def _without_fillers(plain: str) -> Meaning | None:
    """The meaning without words that tell nothing: an incident of firing, a blast of an IED, firing by unknown men."""
    if match := _BY_WHOM.fullmatch(plain):
        return _in_one(match[1])
    words = _words(plain)
    telling = [word for word in words if not _tells_nothing(word)]
    if telling and telling != words and (listed := _listed().get("".join(telling))):
        return listed
    if len(telling) > 1 and telling[-1] in _ENDINGS and not any(sign.search(plain) for sign in _SEPARATORS):
        return _if_explosive(_listed().get("".join(telling[:-1])))
    return None


def _without_target(plain: str) -> Meaning | None:
    """The meaning of an explosive, whatever its target was, and of an attack by its target."""
    match = _TARGET.fullmatch(plain)
    if match is None or not _AVERTED.isdisjoint(_words(match[3])):
        return None
    by_target = None if match[2] in ("in", "near") else _by_target(match[1], set(_words(match[3])))
    return _if_explosive(_in_one(match[1])) or by_target


def _by_target(head: str, target: set[str]) -> Meaning | None:
    """An attack or shots: a fight if the target was armed, else violence against civilians; None if it is unclear."""
    if "".join(_words(head)) not in _ATTACKS:
        return None
    is_armed, is_civilian = not _ARMED.isdisjoint(target), not _CIVILIAN.isdisjoint(target)
    if is_armed is is_civilian:
        return None
    name = "Armed clash" if is_armed else "Attack"
    return Meaning(name, (name,))


def _if_explosive(meaning: Meaning | None) -> Meaning | None:
    is_clear = meaning is not None and not meaning.is_open
    return meaning if is_clear and meaning and parent_of(meaning.name) == "Explosions/Remote violence" else None


def _tells_nothing(word: str) -> bool:
    return word in _FILLERS or bool(_QUANTITY.fullmatch(word))


def _words(plain: str) -> list[str]:
    """The words of an expression in the singular, without marks: ``I.E.D``, ``air-strikes`` and ``Air Strike``."""
    letters = _LETTERS.sub(r"\1", plain.replace("'", "").replace("’", ""))
    return [_singular(word) for word in _MARKS.split(letters) if word and word != "and"]


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    is_plural = len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return word[:-1] if is_plural else word


@cache
def _listed() -> dict[str, Meaning]:
    """The meaning by the words of the crosswalk, in the singular and without spaces."""
    older = {code: Meaning(sub or kind, (sub or kind,)) for code, (kind, sub) in crosswalk("acled").items()}
    table = {"".join(_words(folded(code))): meaning for code, meaning in older.items()}
    for row in assets.read_table("crosswalks", "words.csv"):
        name = row["sub_event_type"] or row["event_type"]
        if_killed = tuple(filter(None, row["if_killed"].split(";"))) or (name,)
        table["".join(_words(folded(row["code"])))] = Meaning(name, if_killed) if name else _UNKNOWN
    return table


# several


def _in_parts(plain: str) -> Meaning | None:
    """The meaning of several expressions in one cell; None if one is unknown, or they disagree."""
    for number, separator in enumerate(_SEPARATORS):
        parts = [part for part in (part.strip() for part in separator.split(plain)) if _MARKS.sub("", part)]
        if len(parts) < 2:
            continue
        if number == 0 and len(parts) == 2 and (turned := _in_one(f"{parts[1]} {parts[0]}")) and turned.name:
            return turned  # strike (air), attack - sniper
        telling = [part for part in parts if not all(map(_tells_nothing, _words(part)))]
        return _joined([meaning_of_words(part) for part in telling])
    return None


def _joined(meanings: list[Meaning]) -> Meaning | None:
    """What all meanings agree on; words that are open as long as others say more do not count."""
    clear = [meaning for meaning in meanings if not meaning.is_open] or meanings
    kinds = {parent_of(meaning.name) for meaning in clear}
    name = _common(meaning.name for meaning in meanings if parent_of(meaning.name) in kinds)
    if not all(meaning.name for meaning in meanings):
        return None
    if not name:
        return Meaning("", tuple(dict.fromkeys(meaning.name for meaning in clear)))
    if any(meaning.is_open for meaning in clear):
        return Meaning(name, tuple(dict.fromkeys(kind for meaning in clear for kind in meaning.if_killed)))
    return Meaning(name, (_common(meaning.if_killed[0] for meaning in clear) or name,))


def _common(names: Iterable[str]) -> str:
    """The one type that all are, or that comprises all of them; blank if there is none."""
    different = list(dict.fromkeys(names))
    if len({parent_of(name) for name in different}) != 1:
        return ""
    subs = [name for name in different if name not in EVENT_TYPES]
    return subs[0] if len(subs) == 1 else parent_of(different[0])
