"""On which side a speaker stands: the authorities of Pakistan, an armed group, another country, or none of them.

The words are those of ``assets/incidents/speakers.csv``, and the names of the armed groups in ``actors.csv`` beside
it, with their abbreviations and aliases. Of the words in a name the longest decide: the "Baloch Liberation Army" is no
army.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from geo import assets, taxonomy

__all__ = ["groups_in", "side_of"]

_GROUP_KINDS = ("armed group", "armed alliance", "unit of armed group", "communal militia")
_FOREIGN_KIND = "foreign state force"
_ANYBODY = [
    [word] for word in ("groups", "militants", "terrorists", "gunmen", "insurgents", "separatists", "attackers")
]


def side_of(speaker: str) -> str:
    """The side of who says something: ``official``, ``group``, ``foreign``, or blank for none of them."""
    return _side(_folded(speaker))


@lru_cache(4096)
def _side(speaker: str) -> str:
    found = sorted(_found(speaker), key=lambda words: (-len(words), speaker.rindex(words)))
    return _sides()[found[0]] if found else ""


def groups_in(text: str) -> frozenset[str]:
    """Who is named as responsible in a text, under their usual names; nobody where no one is identified."""
    return frozenset(name for part in taxonomy.split_names(text) for name in _named(part))


@lru_cache(4096)
def _named(text: str) -> tuple[str, ...]:
    folded, names = _folded(text), _names()
    found = sorted((words for words in _found(folded) if words in names), key=len, reverse=True)
    if found:
        return (names[found[0]],)
    name = taxonomy.without_remark(taxonomy.actor_name(text))[0]
    return () if not name or _is_nobody(name) else (name,)


def _is_nobody(name: str) -> bool:
    """Whether words name nobody in particular: "unidentified gunmen", "Baloch armed groups"."""
    words = _folded(name).split()
    return bool({"unidentified", "unknown", "unnamed"}.intersection(words)) or words[-1:] in _ANYBODY


def _found(folded: str) -> Iterator[str]:
    """The words of the table that a folded text holds as whole words."""
    return (match for pattern in (_pattern(),) for match in _overlapping(pattern, folded))


def _overlapping(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    at = 0
    while match := pattern.search(text, at):
        yield match[0]
        at = match.start() + 1


@cache
def _pattern() -> re.Pattern[str]:
    words = sorted(_sides(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")


@cache
def _names() -> dict[str, str]:
    """The usual name of each armed group, by its folded names."""
    return {
        _folded(alias): actor.name
        for actor in taxonomy.actors()
        if actor.kind.startswith(_GROUP_KINDS)
        for alias in (actor.name, actor.abbreviation, *actor.aliases)
        if alias
    }


@cache
def _sides() -> dict[str, str]:
    foreign = {_folded(actor.name): "foreign" for actor in taxonomy.actors() if actor.kind == _FOREIGN_KIND}
    written = {_folded(row["words"]): row["side"] for row in assets.read_table("incidents", "speakers.csv")}
    return written | foreign | dict.fromkeys(_names(), "group")


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()
