"""Figures of people as reports give them: a number, a range, "at least 8", "dozens", or none at all."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["NOT_KNOWN", "Figure", "read_figure"]

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

_UNTOLD = {"several", "some", "many", "multiple", "few", "a few", "a number of", "various", "numerous", "casualties"}
"""Words that say that there were people, and not how many."""

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
    """What a text says of a number of people, nothing where it says that it is unknown; None if it says something else.

    Of a range and of "at least" the lower figure is the best one, as in the data of ACLED: it is what all agree upon.
    """
    plain = _PEOPLE.sub("", " ".join(text.split()).casefold()).strip()
    if plain in NOT_KNOWN or plain in _UNTOLD:
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
