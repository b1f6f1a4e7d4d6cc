"""Words in capitals: which of a line that is written in capitals are names.

Faxes, wireless messages and headings write every word in capitals. There a word is taken as a name, or as a rank before
one, where no table of the intake knows it in small letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from geo import assets
from geo.intake.word_sets import word_set

__all__ = ["is_common", "lines_in_capitals"]

_TABLES = (
    ("words.csv", "words"),
    ("people.csv", "nouns"),
    ("fates.csv", "word"),
    ("cues.csv", "cue"),
    ("markers.csv", "phrase"),
    ("none.csv", "phrase"),
    ("quantities.csv", "phrase"),
    ("days.csv", "phrase"),
)
_WORD = re.compile(r"[^\W\d_]+")
_LEAST_LETTERS, _LEAST_SHARE = 16, 0.85


@cache
def _common() -> frozenset[str]:
    rows = ((row[column], name) for name, column in _TABLES for row in assets.read_table("intake", name))
    known = {word for text, _ in rows for word in _WORD.findall(text.lower())}
    return frozenset(known) - word_set("ranks")


def is_common(low: str) -> bool:
    """Whether a word in small letters stands in the tables, and is no rank: no name of a person."""
    return low in _common()


def lines_in_capitals(text: str) -> Iterator[tuple[int, int]]:
    """Where the lines of a text stand (first character, behind the last) that are written in capitals."""
    start = 0
    for line in text.split("\n"):
        letters = [c for c in line if c.isupper() or c.islower()]
        uppers = sum(c.isupper() for c in letters)
        if len(letters) >= _LEAST_LETTERS and uppers >= _LEAST_SHARE * len(letters):
            yield start, start + len(line)
        start += len(line) + 1
