"""A text in the form in which it is read, with the place of each of its characters in the text as given.

Lines of a paragraph are joined, words divided at the end of a line are made whole, marks that are not seen are left
out, and letters, digits and quotes that stand for each other become one. Paragraphs end with a line feed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest

from geo.intake.candidates import Span
from geo.intake.labels import LEAD
from geo.reading.letters import folded

__all__ = ["LONGEST", "FoldedText", "fold"]

LONGEST = 100_000
"""Characters that are read; a longer text is a collection, to be taken in by parts."""

_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_BREAKS = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_BULLET = re.compile(
    r"\s*(?:(?:[-*•▪●◦·‣►■□–—]|>{1,3})\s|\(?\d{1,2}[.)]\s|\(?(?:[a-zA-Z]|[ivx]{2,4})\)\s|\[?\d{1,2}[:.]\d\d(?:\b|\s?[ap]\.?m\b)|[01]\d[0-5]\d\s|"
    r"\d{1,2}[/.-]\d{1,2}\.?[\s:|])"
)
"""What begins an entry of a list: a mark, a number, a letter, a time or a day."""

_HEADER = re.compile(r"\s*[A-Z][\w]*(?: \w+){0,2}:\s")
_DASHED = re.compile(r"\s*[A-Z][\w.]*(?:,? \w+){0,3} [-–—] ?\w")
"""A label such as "Dera Murad Jamali - " behind a line that ended."""

_ENDS = (".", "!", "?", ":", '"', "”", "۔", ")", "؟", "»", "'")
_QUOTES = {"’": "'", "‘": "'", "‛": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
           "–": "-", "—": "-", "―": "-", "…": "."}  # fmt: skip
_LEAST_LEADS = 3
_FULL_LINE = 0.6
"""A line shorter than this part of the longest lines ends its paragraph where the next begins with a capital."""


@dataclass(frozen=True, slots=True)
class FoldedText:
    """``plain`` and ``low`` are the text as it is read, with and without capitals; ``origin`` leads back."""

    plain: str
    low: str
    origin: list[int]

    def span(self, start: int, end: int) -> Span:
        """The stretch of the text as given that these characters come from."""
        return Span(self.origin[start], self.origin[end - 1] + 1)


def fold(text: str) -> FoldedText:
    """The text, up to `LONGEST` characters, in the form in which it is read."""
    letters: list[str] = []
    origin: list[int] = []
    for start, end, joint in _lines(text[:LONGEST]):
        for place in range(start, end):
            for letter in _letters(text[place]):
                if letter != " " or (letters and letters[-1] not in " \n"):
                    letters.append(letter)
                    origin.append(place)
        if joint == "-" and letters and letters[-1] == "-":
            letters.pop()
            origin.pop()
        elif joint != "-" and letters and letters[-1] != "\n":
            letters.append(joint)
            origin.append(end - 1)
    plain = "".join(letters)
    return FoldedText(plain, plain.lower(), origin)


def _lines(text: str) -> Iterator[tuple[int, int, str]]:
    """The start and end of each line with words, and what joins it to the next: a line feed, a space, or nothing."""
    lines = [(m.start(), m.end()) for m in _LINE.finditer(text) if not m[0].isspace()]
    lengths = sorted(end - start for start, end in lines)
    full = lengths[len(lengths) * 3 // 4] * _FULL_LINE if lengths else 0
    has_leads = sum(bool(LEAD.match(text, start, end)) for start, end in lines) >= _LEAST_LEADS
    for (start, end), following in zip_longest(lines, lines[1:]):
        joint = "\n"
        is_lead = following is not None and has_leads and bool(LEAD.match(text, *following))
        if following is not None and not (is_lead and text[start:end].rstrip().endswith(_ENDS)):
            is_blank = len(_BREAKS.findall(text, end, following[0])) > 1
            joint = _joint(text[start:end].rstrip(), text[slice(*following)], is_blank, full)
        yield start, end, joint


def _joint(line: str, following: str, is_blank: bool, full: float) -> str:
    if line[:5] == following[:5] or _BULLET.match(following) or _HEADER.match(following) or "|" in following:
        return "\n"
    if _DASHED.match(following) and line.endswith(_ENDS):
        return "\n"
    first = following.lstrip()[0]
    if line.endswith(("-", "­")) and line[-2:-1].isalpha() and first.islower():
        return "-"
    if first.islower() and not line.endswith(_ENDS):
        return " "
    is_title = len(following.split()) <= 4 and following.rstrip()[-1:] not in (".", ",") and line.endswith(_ENDS)
    if is_blank or len(line) < full or is_title:
        return "\n"
    return " "


@cache
def _letters(character: str) -> str:
    if character in _QUOTES:
        return _QUOTES[character]
    if character.isspace():
        return " "
    if character.isascii():
        return character if character.isprintable() else ""
    return folded(character) or ("" if not character.isprintable() else " ")
