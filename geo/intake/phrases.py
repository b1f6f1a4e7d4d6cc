"""Words of a text, and tables of phrases that are looked up among them in one pass.

A phrase is written as words. ``open/opened fire`` has two forms, ``ambush*`` any ending, ``shot _ dead`` up to four
words between. Each lookup costs a few steps a word, whatever the table holds: no text can make it slow.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
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
    before = bisect_right(lines, (match.start(), len(text.plain))) - 1
    is_in_capitals = before >= 0 and match.start() < lines[before][1]
    return text.plain[match.start()].isupper() and not (is_in_capitals and is_common(match[0]))


class _Node(Generic[T]):
    """Where the phrases of a table stand that begin with the same words: what can follow, and what ends here."""

    __slots__ = ("between", "end", "exact", "stems")

    def __init__(self) -> None:
        self.exact: dict[str, _Node[T]] | None = None
        self.stems: dict[str, list[tuple[str, _Node[T]]]] | None = None
        self.between: _Node[T] | None = None
        self.end: tuple[int, T] | None = None
        """The rank of the phrase among those that end at the same word, and what the table says of it."""

    def child(self, part: str) -> _Node[T]:
        """The node behind a part of a phrase, made if there is none."""
        if part == "_":
            self.between = self.between or _Node()
            return self.between
        if not part.endswith("*"):
            self.exact = self.exact or {}
            return self.exact.get(part) or self.exact.setdefault(part, _Node())
        self.stems = self.stems or {}
        stems = self.stems.setdefault(part[:-1][:1], [])
        for stem, node in stems:
            if stem == part[:-1]:
                return node
        stems.append((part[:-1], node := _Node()))
        return node

    def behind(self, low: str) -> list[_Node[T]]:
        """The nodes behind a word."""
        found = self.exact.get(low) if self.exact else None
        nodes = [] if found is None else [found]
        if self.stems:
            stems = self.stems.get(low[:1], ())
            nodes += [node for stem, node in stems if low.startswith(stem)]
        return nodes


class Phrases(Generic[T]):
    """A table of phrases; of those that begin at a word the longest counts, of equal ones the first.

    With ``fields`` a colon can stand within a phrase, as in "casualties: nil".
    """

    def __init__(self, table: Iterable[tuple[str, T]], tight: bool = False, fields: bool = False) -> None:
        loose = r"[^;!?()\n]{0,4}\Z" if fields else r"[^;:!?()\n]{0,4}\Z"
        self._joint = re.compile(r"[ .'-]{0,3}\Z" if tight else loose)
        forms = [(words, value) for phrase, value in table for words in _forms(phrase)]
        forms.sort(key=lambda form: (form[0][0].endswith("*"), -len(form[0])))
        self._forms: dict[str, list[tuple[tuple[str, ...], int, T]]] = {}
        for rank, (words, value) in enumerate(forms):
            self._forms.setdefault(_key(words[0]), []).append((words, rank, value))
        self._roots: dict[str, _Node[T]] = {}

    def at(self, words: Words, number: int, end: int) -> Found[T] | None:
        """The longest phrase that begins at a word and ends before another one."""
        best: Found[T] | None = None
        lowest = 0
        low = words.low(number) if number < end else ""
        for key in (low, low[:_SHORTEST_STEM] + "*"):
            for node in self._root(key).behind(low) if key in self._forms else ():
                for last, (rank, value) in self._ends(node, words, number + 1, end):
                    if best is None or last > best.last or (last == best.last and rank < lowest):
                        best, lowest = Found(number, last, value), rank
        return best

    def _root(self, key: str) -> _Node[T]:
        """Where the phrases begin whose first words have a key; it is made when it is first asked for."""
        if (known := self._roots.get(key)) is not None:
            return known
        root: _Node[T] = _Node()
        for words, rank, value in self._forms[key]:
            node = root
            for part in words:
                node = node.child(part)
            node.end = node.end or (rank, value)
        return self._roots.setdefault(key, root)

    def _ends(self, node: _Node[T], words: Words, at: int, end: int) -> Iterator[tuple[int, tuple[int, T]]]:
        """The phrases that go on from a node: the word behind each of them, and what the table says of it."""
        if node.end is not None:
            yield at, node.end
        if (node.exact or node.stems) and self._is_joined(words, at, end):
            for behind in node.behind(words.all[at].low):
                yield from self._ends(behind, words, at + 1, end)
        if node.between is not None:
            yield from self._ends_between(node.between, words, at, end)

    def _ends_between(self, node: _Node[T], words: Words, at: int, end: int) -> Iterator[tuple[int, tuple[int, T]]]:
        """The phrases that go on up to some words later, each at the first word that its next part fits."""
        if node.end is not None:
            yield at, node.end
        taken: list[_Node[T]] = []
        for place in range(at, at + _MOST_BETWEEN + 1):
            if not self._is_joined(words, place, end):
                return
            for behind in node.behind(words.all[place].low):
                if behind not in taken:
                    taken.append(behind)
                    yield from self._ends(behind, words, place + 1, end)

    def _is_joined(self, words: Words, at: int, end: int) -> bool:
        """Whether a word can go on with what stands before it."""
        return at < end and self._joint.match(words.gap(at - 1)) is not None

    def find(self, words: Words, where: range) -> Iterator[Found[T]]:
        """The phrases within a stretch of words that do not overlap, the first and longest ones."""
        number = where.start
        while number < where.stop:
            found = self.at(words, number, where.stop)
            if found:
                yield found
            number = found.last if found else number + 1


def _key(first: str) -> str:
    """Under which the phrases are found that begin with a word, or with words that have the same first letters."""
    return f"{first[:-1][:_SHORTEST_STEM]}*" if first.endswith("*") else first


def _forms(phrase: str) -> Iterator[tuple[str, ...]]:
    """The forms of a phrase: each word has one or more; a form may be empty (``the/`` is "the" or nothing)."""
    for words in product(*(part.split("/") for part in phrase.lower().split())):
        if kept := tuple(word for word in words if word):
            yield kept
