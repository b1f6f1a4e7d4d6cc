"""Figures of people as reports give them: a number, a range, "at least 8", "darjan", "2 killed", or none at all."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from geo.reading.letters import folded
from geo.reading.number_words import read_number

__all__ = [
    "Figure",
    "is_in_words",
    "read_casualties",
    "read_figure",
    "single_number",
    "states_no_number",
    "states_people",
    "why_not_read",
]

_UNKNOWN = {
    "", "n/a", "n.a", "na", "nan", "#n/a", "null", "unknown", "not known", "unk", "u/k", "nil reported", "none known",
    "tbc", "tba", "tbd", "to be confirmed", "awaited", "under investigation", "not available", "not reported",
    "not confirmed", "unconfirmed", "not stated", "not given", "not clear", "unclear", "unspecified", "undisclosed",
    "no data", "no information", "no info", "maloom nahi", "maloom nahin", "malum nahi", "na maloom", "namaloom",
    "pata nahi", "pata nahin", "نامعلوم", "معلوم نہیں",
}  # fmt: skip
"""What stands for a figure that is not known; it is stored as unknown without a word."""

_SIGNS = re.compile(r"[-–—?.*_/x]+")
"""Signs that fill a cell: a dash, ``??``, ``xx``."""

_ZERO = {"nil", "none", "no", "zero", "no casualties", "no casualty", "no loss", "no one", "nobody", "not any", "nill",
         "no deaths", "no dead", "no killed", "no injuries", "no injured", "sifr", "koi nahi", "koi nahin", "nahi",
         "nahin", "صفر", "کوئی نہیں", "نہیں"}  # fmt: skip
_LEAST_WORDS = {"tens": 10, "dozens": 12, "scores": 20, "hundreds": 100, "darjanon": 12, "darjano": 12, "درجنوں": 12,
                "saikron": 100, "sainkron": 100, "سینکڑوں": 100, "سیکڑوں": 100}  # fmt: skip
"""As few as a word allows, which is how ACLED counts them: tens are 10, dozens 12, hundreds 100."""

_UNCOUNTED = {folded(word) for word in (
    "several", "some", "many", "multiple", "few", "a few", "a number of", "a number", "various", "numerous", "yes", "y",
    "casualties", "multiple casualties", "heavy casualties", "mass casualties", "kai", "kaee", "kayi", "kai log",
    "kuch", "kuchh", "chand", "mutaddid", "bohat", "bohot", "bahut", "bohat se", "bahut se", "kafi", "کئی", "متعدد",
    "چند", "کچھ", "بہت", "بہت سے", "متعدد افراد", "کئی افراد",
)}  # fmt: skip
"""Words that state people, and not how many."""

_STATES = {
    "killed": "killed|dead|died|deaths?|fatalities|fatality|martyred|martyrs?|shaheed|shahid|jan ?ba ?haq|jaan ba ?haq|"
    "halak|hlaak|maqtool|fatal|kia|ہلاک|شہید|جاں ?بحق|جان بحق",
    "injured": r"injured|wounded|injuries|injury|inj\b|wounds|hurt|zakhmi|wia|زخمی",
    "abducted": "abducted|kidnapped|missing|taken|hostages?|aghwa|ag?hwa shuda|laapata|lapata|اغوا|لاپتہ",
}
"""What may have become of people, by the column that counts them."""

_PEOPLE = (
    "people|persons?|pax|nos?|individuals?|m[ae]n|wom[ae]n|child(?:ren)?|boys?|girls?|civilians?|soldiers?|police(?:m[ae]n)?|"
    "personnel|officials?|officers?|militants?|terrorists?|attackers?|labou?rers?|workers?|passengers?|villagers?|"
    "tribesmen|students?|levies|guards?|security|forces|fc|others?|casualties|casualty|victims?|log|afrad|afraad|"
    "aadmi|admi|bande|banday|bach[ae]y?|khawateen|jawan|ahl?kar|ke|hue|huay|لوگ|افراد|شہری|اہلکار|بچے|خواتین|نفر"
)
_NOUNS = re.compile(rf"(?: of)?(?: (?:{_PEOPLE}))+")
_STATE = re.compile("|".join(f"(?P<{name}>{words})" for name, words in _STATES.items()))
_REMARK = re.compile(r"(.+?),? ?(?:[(\[]([^()\[\]]*)[)\]]|\b(?:including|incl\.?|among them) (.+))")
_DOUBTED = {"approx", "approx.", "approximately", "about", "est", "est.", "estimated", "unconfirmed", "tbc", "?",
            "not confirmed", "to be confirmed", "taqreeban"}  # fmt: skip
_TIMES = re.compile(r"(?<=\d) ?[x×](?= )")
"""As in 3 x soldiers."""

_SEPARATOR = re.compile(r" ?(?:[,;/&+|]| and | aur | اور ) ?")

_OVER = r"over|more than|above|>"
_LEAST = (
    r"at ?least|no fewer than|no less than|not less than|minimum(?: of)?|min\.?|>=|≥|kam az kam|kamazkam|kam se kam|"
    r"کم از کم|کم سے کم"
)
_MOST = (
    r"up ?to|at most|no more than|not more than|maximum(?: of)?|max\.?|<=|≤|zyada se zyada|ziada se ziada|"
    r"زیادہ سے زیادہ"
)
_UNDER = r"less than|fewer than|under|below|<"
_ABOUT = (
    r"about|around|approx\.?|approximately|nearly|almost|roughly|some|~|≈|c\.|ca\.?|circa|estimated|est\.?|taqreeban|"
    r"taqriban|takreeban|tqreeban|lag ?bhag|qareeb|qareeban|andazan|تقریبا|لگ بھگ|قریب|اندازا"
)
_BEFORE = re.compile(
    rf"(?:(?P<least>{_LEAST})|(?P<most>{_MOST})|(?P<over>{_OVER})|(?P<under>{_UNDER})|(?P<about>{_ABOUT})) ?(?P<n>.+)"
)
_AFTER = re.compile(
    r"(?P<n>.+?) ?(?:(?P<over>s[ey] z[iy]+ada|s[ey] za[ie]d|سے زائد|سے زیادہ)|"
    r"(?P<least>\+|plus|or more|and more|and above)|(?P<most>or less|or fewer|max)|"
    r"(?P<about>\?|approx\.?|or so|ke qareeb|ke lag ?bhag|کے قریب|کے لگ بھگ))"
)
_RANGE = re.compile(
    r"between (.+?) ?(?:and|to|-|–) ?(.+)|(?:from )?(.+?)(?: ?(?:-|–|—|~) ?| ?(?:to|or|se|say|ta|سے|تا) )(.+)"
)


_DIGITS = re.compile(r"\d+(?:\.0+)?")
_LONGEST = 120


class Figure(NamedTuple):
    """The least, the likeliest and the most people; None where that is not known."""

    low: int | None
    best: int | None
    high: int | None


_NO_FIGURE = Figure(None, None, None)


@lru_cache(4096)
def read_figure(text: str, people: str = "") -> Figure | None:
    """The number of people that a text states; None if it cannot be read, a figure of None if it states "unknown".

    Of a range and of "at least" the lower figure is the best one, as in the data of ACLED: all sources agree on it.

    Parameters
    ----------
    text
        A cell.
    people
        Whom the column counts: ``killed``, ``injured`` or ``abducted``; of "2 killed, 3 injured" only their number is
        read. Blank accepts a number of any of them.
    """
    if len(text) > _LONGEST:
        return None
    plain = _bare(text)
    if plain in _UNKNOWN or _SIGNS.fullmatch(plain):
        return _NO_FIGURE
    if plain in _ZERO:
        return Figure(0, 0, 0)
    if plain in _UNCOUNTED:
        return _NO_FIGURE
    return _stated(plain, people)


def single_number(text: str, people: str = "") -> int | None:
    """One number for a text: the best one, or the only one that is known; None if none is known."""
    figure = read_figure(text, people)
    if figure is None:
        return None
    return figure.best if figure.best is not None else figure.low


def is_in_words(text: str, people: str = "") -> bool:
    """Whether a text states a figure otherwise than in digits, or than by a sign for an unknown one."""
    figure = read_figure(text, people)
    return figure is not None and figure != _NO_FIGURE and not _DIGITS.fullmatch(text.strip())


def states_no_number(text: str, people: str = "") -> bool:
    """Whether a text speaks of people and not of how many of those that the column counts: several, "3 injured"."""
    plain = _bare(text)
    is_unknown = plain in _UNKNOWN or bool(_SIGNS.fullmatch(plain))
    return read_figure(text, people) == _NO_FIGURE and not is_unknown


def read_casualties(text: str) -> dict[str, Figure]:
    """The figures of a text that names what became of the people (2 killed, 3 injured); empty if it does not."""
    return _state_pairs(_bare(text))


def states_people(text: str, people: str = "") -> bool:
    """Whether a text states that there were people, however many; one with two meanings counts unless all are zero."""
    figure = read_figure(text, people)
    if figure is None:
        return any(c in "123456789" for c in folded(text))
    if figure != _NO_FIGURE:
        return any(figure)
    plain = _bare(text)
    return plain in _UNCOUNTED or people in _state_pairs(plain)


# a figure with words around it


def _bare(text: str) -> str:
    """A text folded, without the quotes around it and the punctuation behind it."""
    return _TIMES.sub("", folded(text).strip("'\" ").rstrip(".,;: "))


def _stated(plain: str, people: str) -> Figure | None:
    """A figure, with what it counts and a remark if there are any."""
    if (figure := _without_nouns(plain)) is not None:
        return figure
    if match := _REMARK.fullmatch(plain):
        return _with_remark(match, people)
    return _by_state(plain, people)


def _without_nouns(plain: str) -> Figure | None:
    if (figure := _bounded(plain)) is not None:
        return figure
    match = _NOUNS.search(f"{plain} ")
    if match and match.end() >= len(plain):
        bare = plain[: match.start()].strip()
        return _NO_FIGURE if bare in _UNCOUNTED else Figure(0, 0, 0) if bare in _ZERO else _bounded(bare)
    return None


def _with_remark(match: re.Match[str], people: str) -> Figure | None:
    """A figure with a remark behind it: 12 (3 children), 12 incl. 3 children, 4 (unconfirmed)."""
    remark = (match[2] if match[2] is not None else match[3]).strip()
    figure = read_figure(match[1], people)
    if figure is not None and figure.best is not None and read_number(remark) == figure.best:  # three (3)
        return figure
    if figure is None or (not any(c.isalpha() for c in remark) and remark not in _DOUBTED):
        return None
    if remark in _DOUBTED:
        return Figure(None, figure.best, None)
    state = _STATE.search(remark)
    has_number = any(c.isdecimal() for c in remark)
    if state and has_number is (state.lastgroup == people):  # 4 (injured) among the killed, 12 (4 killed, 8 injured)
        return None
    return figure


def _by_state(plain: str, people: str) -> Figure | None:
    """Figures that each name what became of the people: 2 killed; 2 killed, 3 injured; killed: 2, injured: 3."""
    figures = _state_pairs(plain)
    if not figures:
        return None
    if not people:
        return next(iter(figures.values())) if len(figures) == 1 else None
    return figures.get(people, _NO_FIGURE)


def _state_pairs(plain: str) -> dict[str, Figure]:
    """The figure by what became of the people; empty if the text holds anything else, or one of them twice."""
    states = list(_STATE.finditer(plain))
    bounds = [0, *(match.end() for match in states)]
    figures: dict[str, Figure] = {}
    if not states or plain[bounds[-1] :].strip(" .)"):
        return _states_first(plain, states)
    for start, match in zip(bounds, states, strict=False):
        number = plain[start : match.start()].strip()
        if separator := _SEPARATOR.match(f" {number} "):
            number = f" {number} "[separator.end() :].strip()
        figure = _of_state(number)
        if figure is None or not match.lastgroup or match.lastgroup in figures:
            return {}
        figures[match.lastgroup] = figure
    return figures


def _states_first(plain: str, states: list[re.Match[str]]) -> dict[str, Figure]:
    """As `_state_pairs`, where the word comes before the number."""
    if not states or states[0].start():
        return {}
    ends = [*(match.start() for match in states[1:]), len(plain)]
    figures: dict[str, Figure] = {}
    for match, end in zip(states, ends, strict=True):
        number = plain[match.end() : end].strip(" ,;/&+|:=-")
        figure = _of_state(number)
        if figure is None or not match.lastgroup or match.lastgroup in figures:
            return {}
        figures[match.lastgroup] = figure
    return figures


def _of_state(number: str) -> Figure | None:
    if number in _UNCOUNTED:
        return _NO_FIGURE
    return Figure(0, 0, 0) if number in _ZERO else _without_nouns(number)


# a figure alone


def _bounded(plain: str) -> Figure | None:
    """A number, a range, or a number with a bound."""
    if (number := read_number(plain)) is not None:
        return Figure(number, number, number)
    if (number := _least_of_word(plain)) is not None:
        return Figure(number, number, None)
    for pattern in (_BEFORE, _AFTER):
        if (match := pattern.fullmatch(plain)) and (figure := _with_bound(match)) is not None:
            return figure
    return _range(plain)


def _range(plain: str) -> Figure | None:
    match = _RANGE.fullmatch(plain)
    if match is None:
        return None
    ends = [number for text in match.groups() if text and (number := read_number(text)) is not None]
    return Figure(min(ends), min(ends), max(ends)) if len(ends) == 2 else None


def _least_of_word(plain: str) -> int | None:
    word = plain.removeprefix("several ").removeprefix("some ").removeprefix("kai ")
    return _LEAST_WORDS.get(word) or (read_number(word) if word != plain and not word[:1].isdecimal() else None)


_BOUNDS: dict[str, Callable[[int], Figure]] = {
    "over": lambda number: Figure(number + 1, number + 1, None),
    "least": lambda number: Figure(number, number, None),
    "most": lambda number: Figure(None, None, number),
    "under": lambda number: Figure(None, None, max(number - 1, 0)),
    "about": lambda number: Figure(None, number, None),
}


def _with_bound(match: re.Match[str]) -> Figure | None:
    bound = next(name for name in _BOUNDS if match.groupdict().get(name))
    number = read_number(match["n"])
    if number is not None:
        return _BOUNDS[bound](number)
    least = _LEAST_WORDS.get(match["n"])  # at least dozens, more than hundreds
    return None if least is None or bound in ("most", "under") else Figure(least, least, None)


# why not


_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_REASONS = (
    (re.compile(r"[-−]\s?\d.*"), "A count cannot be negative"),
    (re.compile(r"(\d{1,3})\.000"), "It may be {0}, or {0} thousand (--figure-point tells which)"),
    (re.compile(rf"\d+([./-])\d+\1\d+.*|\d{{1,2}}[- ]{_MONTH}.*|{_MONTH}[- ]\d+"), "It looks like a day"),
    (re.compile(r"\d+ ?[/\\|+] ?\d+.*"), "It may be several figures, or a range"),
    (re.compile(r"\d*[.,]\d+"), "A count of people is a whole number"),
)


def why_not_read(text: str) -> str:
    """Why `read_figure` cannot read a text, as a sentence without a full stop."""
    plain = folded(text)
    for pattern, reason in _REASONS:
        if match := pattern.fullmatch(plain):
            return reason.format(*match.groups())
    return "It states no number that can be read"
