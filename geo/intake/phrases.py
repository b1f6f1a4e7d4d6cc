"""Words of a text, and tables of phrases that are looked up among them in one pass.

A phrase is written as words. ``open/opened fire`` has two forms, ``ambush*`` any ending, ``shot _ dead`` up to four
words between. Each lookup costs a few steps a word, whatever the table holds: no text can make it slow.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Generic, NamedTuple, TypeVar

from geo.intake.capitals import is_common, lines_in_capitals
from geo.intake.folded_text import FoldedText

__all__ = ["Found", "Phrases", "Word", "Words", "split_words"]

T = TypeVar("T")

_WORD = re.compile(r"\d+(?:,\d{3})+(?!\d)|[^\W_]+")
_MOST_BETWEEN = 4
_SHORTEST_STEM = 2


class Word(NamedTuple):
    """A word in small letters, where it stands, and whether it begins with a capital."""

    low: str
    start: int
    end: int
    is_capital: bool


class Found(NamedTuple, Generic[T]):
    """A phrase in a list of words: the first word, the one behind the last, and what the table says of it."""

    first: int
    last: int
    value: T


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text in their order."""

    text: FoldedText
    all: tuple[Word, ...]
    starts: tuple[int, ...]

    def within(self, start: int, end: int) -> range:
        """The numbers of the words that begin between two characters."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def gap(self, number: int) -> str:
        """What stands between a word and the next one."""
        if not 0 <= number < len(self.all) - 1:
            return "\n"
        return self.text.plain[self.all[number].end : self.all[number + 1].start]

    def low(self, number: int) -> str:
        """A word in small letters; blank outside the text."""
        return self.all[number].low if 0 <= number < len(self.all) else ""


def split_words(text: FoldedText) -> Words:
    """The words of a text."""
    lines = list(lines_in_capitals(text.plain))
    found = tuple(
        Word(text.low[m.start() : m.end()], m.start(), m.end(), _is_capital(text, m, lines))
        for m in _WORD.finditer(text.low)
    )
    return Words(text, found, tuple(word.start for word in found))


def _is_capital(text: FoldedText, match: re.Match[str], lines: list[tuple[int, int]]) -> bool:
    """Whether a word begins with a capital that says something: where all are in capitals, only that of a name."""
    is_in_capitals = any(start <= match.start() < end for start, end in lines)
    return text.plain[match.start()].isupper() and not (is_in_capitals and is_common(match[0]))


class Phrases(Generic[T]):
    """A table of phrases; of those that begin at a word the longest counts, of equal ones the first.

    With ``fields`` a colon can stand within a phrase, as in "casualties: nil".
    """

    def __init__(self, table: Iterable[tuple[str, T]], tight: bool = False, fields: bool = False) -> None:
        self._exact: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        self._stems: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        loose = r"[^;!?()\n]{0,4}\Z" if fields else r"[^;:!?()\n]{0,4}\Z"
        self._joint = re.compile(r"[ .'-]{0,3}\Z" if tight else loose)
        for phrase, value in table:
            for words in _forms(phrase):
                self._add(words, value)
        for entries in (*self._exact.values(), *self._stems.values()):
            entries.sort(key=lambda entry: -len(entry[0]))

    def _add(self, words: tuple[str, ...], value: T) -> None:
        first = words[0]
        if first.endswith("*"):
            self._stems.setdefault(first[:_SHORTEST_STEM], []).append((words, value))
        else:
            self._exact.setdefault(first, []).append((words, value))

    def at(self, words: Words, number: int, end: int) -> Found[T] | None:
        """The longest phrase that begins at a word and ends before another one."""
        low = words.low(number) if number < end else ""
        best: Found[T] | None = None
        for entries in (self._exact.get(low, ()), self._stems.get(low[:_SHORTEST_STEM], ())):
            for phrase, value in entries:
                last = self._match(phrase, words, number, end)
                if last and (best is None or last > best.last):
                    best = Found(number, last, value)
        return best

    def _match(self, phrase: tuple[str, ...], words: Words, number: int, end: int) -> int:
        """The word behind the phrase; 0 if it does not stand here."""
        at, skipped = number, 0
        for position, part in enumerate(phrase):
            if part == "_":
                skipped = _MOST_BETWEEN
                continue
            while True:
                if at >= end or (position and not self._joint.match(words.gap(at - 1))):
                    return 0
                if _is(words.all[at].low, part):
                    break
                if not skipped:
                    return 0
                skipped -= 1
                at += 1
            skipped = 0
            at += 1
        return at

    def find(self, words: Words, where: range) -> Iterator[Found[T]]:
        """The phrases within a stretch of words that do not overlap, the first and longest ones."""
        number = where.start
        while number < where.stop:
            found = self.at(words, number, where.stop)
            if found:
                yield found
            number = found.last if found else number + 1


def _is(word: str, part: str) -> bool:
    return word.startswith(part[:-1]) if part.endswith("*") else word == part


def _forms(phrase: str) -> Iterator[tuple[str, ...]]:
    """The forms of a phrase: each word has one or more; a form may be empty (``the/`` is "the" or nothing)."""
    for words in product(*(part.split("/") for part in phrase.lower().split())):
        if kept := tuple(word for word in words if word):
            yield kept
