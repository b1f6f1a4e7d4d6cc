"""Operations of a force: who raids, whose members were killed, and the press office that publishes the text."""

from __future__ import annotations

from dataclasses import dataclass

from geo.intake.events import Event
from geo.intake.phrases import Words
from geo.intake.telling import Telling

__all__ = ["Side", "Stretches", "are_of_group", "publisher", "raids"]

Stretches = tuple[tuple[int, int], ...]
_ARMY = "Pakistan Army"
_TO_GROUP = 6
_HEADING = 6
"""Words in which a text names who publishes it."""
_RAIDS = frozenset(("raided", "raid", "searched", "stormed", "cordoned", "combed", "swooped", "swept", "surrounded"))


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an incident, with the words that name it; blank, and false, if the text names none."""

    name: str = ""
    words: Stretches = ()

    def __bool__(self) -> bool:
        return bool(self.name)


def raids(words: Words, telling: Telling) -> bool:
    """Whether a force is the one who raids or searches: "security forces raided a hideout"."""
    forces = [a for a in telling.actors if a.kind == "force" and not a.speaks]
    return any({words.low(a.last), words.low(a.last + 1)} & _RAIDS for a in forces)


def are_of_group(words: Words, event: Event) -> bool:
    """Whether those who were killed are "five members of the BLA"."""
    for t in event.tellings:
        groups = [a.first for a in t.actors if a.kind == "group"]
        for part in (p for each in t.casualties if each.fate == "killed" for p in each.parts):
            near = range(part.first, part.last + _TO_GROUP)
            if any(first in near and "of" in {words.low(n) for n in range(part.first, first)} for first in groups):
                return True
    return False


def publisher(words: Words) -> Side:
    """The army, where its press office publishes the text: "ISPR" above it, or as its dateline."""
    for number in range(min(_HEADING, len(words.all))):
        if words.low(number) == "ispr":
            return Side(_ARMY, ((number, number + 1),))
        if [words.low(number + n) for n in range(4)] == ["inter", "services", "public", "relations"]:
            return Side(_ARMY, ((number, number + 4),))
    return Side()
