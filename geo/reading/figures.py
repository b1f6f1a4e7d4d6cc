"""Figures of people as reports give them: a number, a range, "at least 8", "dozens", or none at all."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["NOT_KNOWN", "Figure", "is_in_words", "read_figure", "single_number"]

NOT_KNOWN = {
    "",
    "-",
    "–",
    "—",
    "?",
    "n/a",
    "na",
    "nan",
    "unknown",
    "not known",
    "unk",
    "nil reported",
    "tbc",
    "none known",
}
_ZERO = {"nil", "none", "no", "zero", "no casualties", "no one", "nobody"}
_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
          "eleven": 11, "twelve": 12, "a dozen": 12, "tens": 10, "dozens": 12, "scores": 20,
          "hundreds": 100}  # fmt: skip
"""As few as a word allows, which is how ACLED counts them: tens are 10, dozens 12, hundreds 100."""

_UNCOUNTED = {"several", "some", "many", "multiple", "few", "a few", "a number of", "various", "numerous", "casualties"}
"""Words that state people, and not how many."""

_VAGUE = {"tens", "dozens", "scores", "hundreds"}
_PEOPLE = re.compile(r"\s*(?:people|persons?|dead|killed|injured|wounded|casualties|deaths|fatalities)\Z")
_NUMBER = r"(\d{1,3}(?:[, '’]\d{3})+|\d{1,7})"
_PLAIN = re.compile(rf"{_NUMBER}(?:\.0+)?")
_RANGE = re.compile(rf"(?:between )?{_NUMBER} ?(?:-|–|—|to|and|or) ?{_NUMBER}")
_LEAST = re.compile(rf"(?:at least|no fewer than|minimum(?: of)?|min\.?|over|more than|>=?|≥) ?{_NUMBER}|{_NUMBER} ?\+")
_MORE = re.compile(r"(?:over|more than|> ?\d)")
_MOST = re.compile(rf"(?:up to|at most|no more than|maximum(?: of)?|max\.?|<=|≤) ?{_NUMBER}")
_ABOUT = re.compile(rf"(?:about|around|approx\.?|approximately|nearly|almost|some|~|c\.|circa) ?{_NUMBER}")


class Figure(NamedTuple):
    """The least, the likeliest and the most people; None where that is not known."""

    low: int | None
    best: int | None
    high: int | None


def read_figure(text: str) -> Figure | None:
    """The number of people that a text states; None if it states none, a figure of None if it states "unknown".

    Of a range and of "at least" the lower figure is the best one, as in the data of ACLED: all sources agree on it.
    """
    plain = _PEOPLE.sub("", " ".join(text.split()).casefold()).strip()
    if plain in NOT_KNOWN or plain in _UNCOUNTED:
        return Figure(None, None, None)
    if plain in _ZERO:
        return Figure(0, 0, 0)
    if match := _PLAIN.fullmatch(plain):
        return _exactly(_whole(match[1]))
    bare = plain.removeprefix("at least ").removeprefix("some ").removeprefix("several ")
    if bare in _WORDS:
        number = _WORDS[bare]
        return _exactly(number) if plain == bare and bare not in _VAGUE else Figure(number, number, None)
    return _bounded(plain)


def single_number(text: str) -> int | None:
    """One number for a text: the best one, or the only one that is known; None if none is known."""
    figure = read_figure(text)
    if figure is None:
        return None
    return figure.best if figure.best is not None else figure.low


def is_in_words(text: str) -> bool:
    """Whether a text states a figure otherwise than in digits, or than by a sign for an unknown one."""
    plain = text.strip().removesuffix(".0")
    return plain.casefold() not in NOT_KNOWN and not plain.isdecimal() and read_figure(text) is not None


def _bounded(plain: str) -> Figure | None:
    if match := _RANGE.fullmatch(plain):
        low, high = sorted((_whole(match[1]), _whole(match[2])))
        return Figure(low, low, high)
    if match := _LEAST.fullmatch(plain):
        number = _whole(match[1] or match[2]) + bool(_MORE.match(plain) and ">=" not in plain)
        return Figure(number, number, None)
    if match := _MOST.fullmatch(plain):
        return Figure(None, None, _whole(match[1]))
    if match := _ABOUT.fullmatch(plain):
        return Figure(None, _whole(match[1]), None)
    return None


def _exactly(number: int) -> Figure:
    return Figure(number, number, number)


def _whole(text: str) -> int:
    return int(re.sub(r"\D", "", text))
