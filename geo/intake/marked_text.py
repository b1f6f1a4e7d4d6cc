"""A sentence as a row of marks: its words, the punctuation that divides it, and one mark for each party.

Grammar of claims is written over these marks (`geo.intake.frames`), so that a name of any length, "the outfit" and
"its spokesman" are one mark each. A mark of a party is ``@``, a letter for what it is, and its number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from geo.intake.phrases import Words

__all__ = ["MARKS", "STATE", "Marked", "Party", "marked"]

STATE = "Government of Pakistan"
"""Never a party of a claim: it stands for the country in datelines."""

MARKS = {
    "group": "g",
    "label": "l",
    "government": "k",
    "foreign": "k",
    "movement": "v",
    "force": "f",
    "media": "m",
    "people": "w",
}
"""The letter of each kind of party; ``people`` are "the militants", who can stand for the group named before."""

_DIVIDES = re.compile(r"[,;:()\"?!]|(?<=\s)-+(?=\s|\Z)")
_MISREAD = re.compile(r"[a-z]{3,}[10][a-z]+|[a-z]{2,}[10][a-z]{2,}")
"""A word of a scan with a digit in place of a letter."""
_TO_LIVES = 4
_NOT = frozenset(("didn", "doesn", "don", "hasn", "haven", "hadn", "wasn", "weren", "isn", "aren", "couldn", "won"))


@dataclass(frozen=True, slots=True)
class Party:
    """Who can claim, deny or be blamed; ``first`` and ``last`` are its words, ``is_meant`` where no name is said."""

    first: int
    last: int
    name: str
    kind: str
    is_meant: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """The marks of a sentence.

    Attributes
    ----------
    marks
        Small words, punctuation and parties, in their order.
    words
        For each mark the number of its first word; punctuation has that of the word before.
    starts
        Where each mark begins in ``text``.
    text
        The marks with a space behind each.
    """

    marks: tuple[str, ...]
    words: tuple[int, ...]
    starts: tuple[int, ...]
    text: str
    parties: tuple[Party, ...]

    def party(self, number: int) -> Party | None:
        """The party of a mark."""
        mark = self.mark(number)
        return self.parties[int(mark[2:])] if mark.startswith("@") else None

    def mark(self, number: int) -> str:
        """A mark; blank outside the sentence."""
        return self.marks[number] if 0 <= number < len(self.marks) else ""

    def word_behind(self, number: int) -> int:
        """The word behind a mark."""
        party = self.party(number)
        return party.last if party else self.words[number] + 1


def marked(words: Words, where: range, parties: list[Party]) -> Marked:
    """The marks of a sentence in which the parties stand in their order and do not overlap."""
    marks: list[str] = []
    numbers: list[int] = []
    begins = {party.first: at for at, party in enumerate(parties)}
    number = where.start
    while number < where.stop:
        at = begins.get(number)
        if at is not None:
            marks.append(f"@{MARKS[parties[at].kind]}{at}")
            numbers.append(number)
            last = parties[at].last
        else:
            marks.append(_word(words, number))
            numbers.append(number)
            last = number + 1
        for sign in _DIVIDES.findall(words.gap(last - 1)) if last < where.stop else ():
            marks.append("-" if sign.startswith("-") else sign)
            numbers.append(last - 1)
        number = max(last, number + 1)
    starts, length = [], 0
    for mark in marks:
        starts.append(length)
        length += len(mark) + 1
    return Marked(tuple(marks), tuple(numbers), tuple(starts), "".join(m + " " for m in marks), tuple(parties))


def _word(words: Words, number: int) -> str:
    """A word; "'s" and "not" for what is left of "group's" and "didn't", "killed" for what claims lives."""
    low = words.low(number)
    if _MISREAD.fullmatch(low):
        return low.replace("1", "i" if low.endswith("1") else "l").replace("0", "o")
    if low.startswith("claim") and {"life", "lives"} & {words.low(number + n) for n in range(1, _TO_LIVES)}:
        return "killed"  # claimed five lives
    is_joined = words.gap(number - 1) == "'"
    if low == "s" and is_joined:
        return "'s"
    if low == "t" and is_joined and words.low(number - 1) in _NOT:
        return "not"
    return low
