"""Words and phrases that tell what happened, and the kinds of deeds that they can mean together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from geo import assets
from geo.intake.phrases import Phrases, Words
from geo.intake.verb_forms import with_forms
from geo.intake.word_sets import word_set
from geo.reading.letters import folded

__all__ = ["FAMILIES", "VIOLENT", "Cue", "cues_in", "family_of"]

_BLANK_FIELD = re.compile(r" ?: ?(?:-+|nil|none|no|n/?a|0+|unknown|not)(?![\w.])")
_WEAPONS = word_set("weapons")
_HITS = word_set("hits")
_ARMS = ("Remote explosive/landmine/IED", "Shelling/artillery/missile attack", "Air/drone strike", "Grenade")
_REACH, _LEAD, _BACK = 8, 3, 14
FAMILIES = {
    "Suicide bomb": "bomb",
    "Remote explosive/landmine/IED": "bomb",
    "Air/drone strike": "air",
    "Shelling/artillery/missile attack": "shelling",
    "Grenade": "grenade",
    "armed": "armed",
    "Armed clash": "armed",
    "Attack": "armed",
    "Government regains territory": "regain",
    "Non-state actor overtakes territory": "armed",
    "Abduction/forced disappearance": "abduction",
    "Arrests": "arrest",
    "Disrupted weapons use": "weapons",
    "Looting/property destruction": "property",
    "Change to group/activity": "change",
    "Peaceful protest": "protest",
    "Protest with intervention": "protest",
    "Excessive force against protesters": "protest",
    "Violent demonstration": "protest",
    "Mob violence": "protest",
    "Sexual violence": "sexual",
}
VIOLENT = frozenset(("bomb", "armed", "grenade", "shelling", "air"))
"""Kinds that one attack can have at once."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A word or phrase that tells what happened: a sub-event type, or ``armed``, which the victims decide.

    ``role`` is ``event``, ``weapon`` (what was used) or ``operation``; of several the lowest rank counts.
    """

    first: int
    last: int
    kind: str
    rank: int
    role: str


def family_of(cues: Iterable[Cue]) -> str:
    """The kind of thing that the strongest cue names; blank if there is none."""
    events = [cue for cue in cues if cue.role == "event"]
    best = min(events, key=lambda cue: cue.rank, default=None)
    return FAMILIES.get(best.kind, "") if best else ""


@cache
def _cues() -> Phrases[tuple[str, str, int]]:
    rows = assets.read_table("intake", "cues.csv")
    cues = ((folded(row["cue"]), (row["sub_event_type"], row["role"], int(row["rank"]))) for row in rows)
    return Phrases(with_forms(cues))


def cues_in(words: Words, where: range, silent: frozenset[int]) -> Iterator[Cue]:
    """The cues of a stretch of words that are not silenced; an empty field of a form is none."""
    for found in _cues().find(words, where):
        kind, role, rank = found.value
        is_blank = bool(_BLANK_FIELD.match(words.text.low, words.all[found.last - 1].end))  # Abducted: -
        if role == "find":  # what was found: weapons only
            is_blank = is_blank or not any(words.low(n) in _WEAPONS for n in where)
            role = "event"
        if found.first in silent or found.last - 1 in silent or is_blank:
            continue
        if role == "weapon" and kind in _ARMS and _is_used(words, where, silent, range(found.first, found.last)):
            role = "event"
        yield Cue(found.first, found.last, kind, rank, role)


def _is_used(words: Words, where: range, silent: frozenset[int], found: range) -> bool:
    """Whether a verb beside a weapon says that it hit: "a rocket came down on", "struck a camp with rockets"."""
    ahead = range(found.stop, min(found.stop + _REACH, where.stop))
    lead = range(max(found.start - _LEAD, where.start), found.start)
    is_means = any(words.low(n) in ("with", "by", "using") for n in lead)
    back = range(max(found.start - _BACK, where.start), found.start) if is_means else range(0)
    for near in (ahead, back):
        if any(words.low(n) in _HITS and n not in silent and not _is_divided(words, n, found) for n in near):
            return True
    return False


def _is_divided(words: Words, number: int, found: range) -> bool:
    """Whether a semicolon stands between a word and a cue."""
    first, last = sorted((number, found.start))
    return any(";" in words.gap(n) for n in range(first, last))
