"""The table of frames in which responsibility is claimed, denied or put on somebody, looked up in marked sentences.

A frame of ``assets/intake/claims.csv`` is a row of parts: ``claimed/claims`` one of several words (also none:
``the/``), ``{own}`` a word of a set of ``assets/intake/claim_words.csv``, ``{mods}*`` up to four of them, ``_`` up to
five words of a noun phrase, ``...`` up to twelve words of one clause, ``......``
up to 26 words of one sentence, ``P`` a group or government with what stands
around its name, ``F`` any party, ``X`` one that
is not asked for. Of frames that begin at a mark the longest counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from geo import assets
from geo.intake.marked_text import Marked
from geo.places.names import split_list

__all__ = ["Frame", "claim_words", "frames"]

_OWNER = r"(?:@g\d+ 's (?:[a-z]+ ){0,2})?"
"""The group of which another one is a unit: "the BLA's elite Majeed Brigade"."""
_KINDS = {"P": "glkv", "F": "glkvf", "G": "g"}


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame found: the marks from ``first`` to before ``last``; ``party`` is the mark of who stands inside, or -1."""

    kind: str
    role: str
    first: int
    last: int
    party: int = -1


@cache
def _sets() -> dict[str, frozenset[str]]:
    return {row["set"]: frozenset(split_list(row["words"])) for row in assets.read_table("intake", "claim_words.csv")}


def claim_words(name: str) -> frozenset[str]:
    """The words of a set of the grammar of claims, in small letters."""
    return _sets()[name]


def _any(words: frozenset[str] | list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words))


def _expression(pattern: str) -> re.Pattern[str]:
    parts = []
    for part in pattern.split():
        if part == "...":
            parts.append(rf"(?:(?!(?:{_any(_sets()['ends'])}) )[^ ;:?]+ ){{0,12}}?")
        elif part == "......":
            parts.append(r"(?:[^ ;:?]+ ){0,26}?")
        elif part == "_":
            parts.append(rf"(?:(?!(?:{_any(_sets()['no_noun'])}) )[^ ,;:()\"?@-]+ ){{0,5}}?")
        elif part == "X":
            parts.append(rf"(?:(?:{_any(_sets()['around'])}) ){{0,4}}@[a-z]\d+ (?:'s )?")
        elif part in _KINDS:
            before = rf"(?:(?:{_any(_sets()['around'])}|@w\d+|\") ){{0,7}}{_faction()}{_OWNER}"
            parts.append(rf"{before}(@[{_KINDS[part]}]\d+) (?:'s )?{_men()}")
        elif part.endswith("*"):
            parts.append(rf"(?:(?:{_any(_sets()[part[1:-2]])}) ){{0,4}}")
        else:
            words = [word for each in part.split("/") for word in _named(each)]
            is_open = "/" in part and "" in part.split("/")
            parts.append(rf"(?:(?:{_any([w for w in words if w])}) ){'?' if is_open else ''}")
    return re.compile("".join(parts))


@cache
def _faction() -> str:
    """A part of it with a name of its own in front: "the Mehsud faction of the TTP"."""
    name = rf"(?:(?!(?:{_any(_sets()['no_noun'])}) )[a-z]+ ){{1,3}}"
    return f"(?:{name}(?:{_any(_sets()['parts'])}) of (?:(?:{_any(_sets()['around'])}) ){{0,4}})?"


@cache
def _men() -> str:
    """Its men behind a name: "BLA gunmen"."""
    return f"(?:(?:{_any(_sets()['name_people'])}) )?"


def _named(part: str) -> list[str]:
    return sorted(_sets()[part[1:-1]]) if part.startswith("{") else [part]


@cache
def _table() -> dict[str, list[tuple[re.Pattern[str], str, str]]]:
    """The frames by the words with which they can begin; ``@`` for a party."""
    table: dict[str, list[tuple[re.Pattern[str], str, str]]] = {}
    for row in assets.read_table("intake", "claims.csv"):
        entry = (_expression(row["frame"]), row["kind"], row["party"])
        for word in _first_words(row["frame"].split()):
            table.setdefault(word, []).append(entry)
    return table


def _first_words(parts: list[str]) -> set[str]:
    first = parts[0]
    if first in _KINDS:
        return {"@", *_sets()["around"]}
    words = {word for each in first.removesuffix("*").split("/") for word in _named(each)}
    if first.endswith("*") or ("/" in first and "" in words):
        words |= _first_words(parts[1:])
    return words - {""}


def frames(sentence: Marked) -> Iterator[Frame]:
    """The frames of a sentence that do not overlap, the first and longest ones."""
    number = 0
    while number < len(sentence.marks):
        found = _at(sentence, number)
        if found:
            yield found
        number = found.last if found else number + 1


def _at(sentence: Marked, number: int) -> Frame | None:
    mark = sentence.marks[number]
    best: tuple[int, Frame] | None = None
    for expression, kind, role in _table().get("@" if mark.startswith("@") else mark, ()):
        match = expression.match(sentence.text, sentence.starts[number])
        if match and (best is None or match.end() > best[0]):
            last = sentence.text.count(" ", 0, match.end())
            party = sentence.text.count(" ", 0, match.start(1)) if match.re.groups else -1
            best = (match.end(), Frame(kind, role, number, last, party))
    return best[1] if best else None
