"""What the name of a column of figures says: killed, injured or abducted, of whom, and as which bound."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from geo.sources.column_mapping.headings import Level, Segment, roles, segments

__all__ = ["FATAL", "GROUPS", "MEASURES", "FigureReading", "figure_reading", "heading_words"]

MEASURES = ("killed", "injured", "abducted")
GROUPS = ("civilians", "security", "militants")
"""Together these are all people."""

_PEOPLE = (*GROUPS, "security part", "male", "female", "children", "adults")
_BOUNDS = ("low", "high")
_INCLUDING = frozenset(("incl", "including", "includes", "inclusive", "samait", "بشمول", "سمیت"))
_EXCLUDING = frozenset(("excl", "excluding", "excludes", "exclusive", "except", "without", "ilawa", "علاوہ"))
FATAL = frozenset(("fatal", "nonfatal"))
"""Words for the outcome, which count people beside a word for them: Fatal injuries."""

_COUNTED = frozenset((
    "casualty", "casualties", "injury", "injuries", "victim", "victims", "people", "persons", "wounds",
))  # fmt: skip
_NOTHING = frozenset({"neutral", "incident", "total", "casualties", "report"})


@dataclass(frozen=True, slots=True)
class FigureReading:
    """What the heading of a figure says.

    Attributes
    ----------
    measure
        One of `MEASURES`; several joined by ``+`` where a column holds more than one, ``casualties`` where it does not
        say which.
    people
        The groups that it counts; empty for all people.
    bound
        ``low`` or ``high``; blank for the figure itself.
    is_total
        Whether it says that all people are meant.
    is_own_side
        Whether its word is one for the dead of the writer's own side.
    level
        How well the words around are understood.
    is_of_outcome
        Whether it says how an incident ended (Fatal), which is taken for the people.
    """

    measure: str
    people: tuple[str, ...] = ()
    bound: str = ""
    is_total: bool = False
    is_own_side: bool = False
    level: Level = Level.KNOWN
    is_of_outcome: bool = False


@lru_cache(4096)
def figure_reading(heading: str) -> FigureReading | None:
    """What a heading says of a figure of people; None if it names none."""
    parts = segments(heading)
    held = [_roles_of(part) for part in parts]
    words = heading_words(heading)
    measures = [name for name in MEASURES if any(name in role for part in held for role in part)]
    if outcomes := FATAL & words:  # fatal injuries are deaths
        measures = [name for name, word in (("killed", "fatal"), ("injured", "nonfatal")) if word in outcomes]
    if not measures:
        is_vague = any("casualties" in role for part in held for role in part)
        return FigureReading("casualties", level=Level.QUALIFIED) if is_vague else None
    level = _level(parts, held)
    if level is Level.OTHER:
        return None
    every = frozenset(role for part in held for word in part for role in word)
    if outcomes and words.isdisjoint(_COUNTED):
        level = min(level, Level.WORDS)
    if words & _EXCLUDING:  # all but a group: neither all nor that group
        return FigureReading("+".join(measures), level=Level.QUALIFIED)
    if words & _INCLUDING:
        return FigureReading("+".join(measures), is_total=True)
    return FigureReading(
        "+".join(measures),
        tuple(name for name in _PEOPLE if name in every),
        next((name for name in _BOUNDS if name in every), ""),
        "total" in every,
        "own side" in every,
        level,
    )


def heading_words(heading: str) -> frozenset[str]:
    """All words of a heading."""
    return frozenset(word for part in segments(heading) for word in part.words)


def _roles_of(part: Segment) -> list[frozenset[str]]:
    return [roles(word) for word in part.words]


def _level(parts: tuple[Segment, ...], held: list[list[frozenset[str]]]) -> Level:
    """How well the words beside the figure are understood; what stands before it is the group of a form."""
    first = next(at for at, part in enumerate(held) if any(role & set(MEASURES) for role in part))
    known = _NOTHING | {*MEASURES, *_PEOPLE, *_BOUNDS}
    level = Level.KNOWN
    if any("other" in role for part in held for role in part):
        return Level.OTHER
    groups = 0 if parts[first].is_bracket else first
    for at, part in enumerate(held[groups:], groups):
        for role in part:
            if not role & known:
                level = min(level, Level.WORDS if at == first else Level.QUALIFIED)
    return level
