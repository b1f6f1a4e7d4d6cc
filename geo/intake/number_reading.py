"""Numbers in digits and words: ranges, bounds, dozens, "a couple of"; and what is a number of something else."""

from __future__ import annotations

from functools import cache

from geo import assets
from geo.intake.counted_nouns import people_phrases
from geo.intake.phrases import Phrases, Words
from geo.intake.word_sets import word_set
from geo.reading.figures import Figure, read_figure
from geo.reading.letters import folded
from geo.reading.number_words import read_number

__all__ = ["UNKNOWN", "bounded", "bounds", "bounds_behind", "figure_at"]

UNKNOWN = Figure(None, None, None)
_BEHIND = " behind"
_LEAST = frozenset(("dozens", "scores", "hundreds", "tens", "درجنوں", "سینکڑوں"))
_UNCOUNTED = frozenset(("several", "many", "few", "multiple", "numerous", "various", "کئی", "متعدد"))
_UNKNOWN_MANY = frozenset(("unknown", "unspecified", "undisclosed", "uncounted", "unconfirmed", "undetermined"))
_GROUPS = {"couple": 2, "pair": 2, "duo": 2, "trio": 3, "quartet": 4, "dozen": 12, "score": 20}
_NOT_PEOPLE = word_set("not_people")
_WOUNDS = frozenset(("injuries", "injury", "wounds", "wound", "bullets", "shots"))
_SUFFERED = frozenset(
    ("received", "suffered", "sustained", "with", "of", "had", "has", "bore", "sustaining", "receiving", "got")
)
_ORIGINS = ("from", "in", "hailing", "belonging", "residents", "members", "aged", "natives")
"""Behind "both" these tell more of two who are counted already."""
_SERVICES = frozenset(("1122", "1020"))
"""Numbers of rescue services, which stand for their names: "Rescue 1122"."""
_TWINS = frozenset(("brothers", "sisters", "boys", "girls", "sons", "daughters", "babies", "children", "siblings"))
_NUMBERED = frozenset(("km", "kilometre", "milepost", "sector", "phase", "ward", "section", "route", "page", "block"))
_MOST_AGES = 8
_AGED = frozenset(("age", "aged", "ages", "below"))
_OLD = frozenset(("man", "woman", "boy", "girl", "child", "youth", "teenager", "geologist", "student", "men", "aged"))


@cache
def bounds() -> Phrases[str]:
    """The words of ``assets/intake/quantities.csv`` that stand before a number: at least, more than, about."""
    rows = assets.read_table("intake", "quantities.csv")
    return Phrases((folded(row["phrase"]), row["means"]) for row in rows if not row["means"].endswith(_BEHIND))


@cache
def bounds_behind() -> Phrases[str]:
    """Those that stand behind it: 20-odd, or so, or more."""
    rows = [row for row in assets.read_table("intake", "quantities.csv") if row["means"].endswith(_BEHIND)]
    return Phrases((folded(row["phrase"]), row["means"].removesuffix(_BEHIND)) for row in rows)


def bounded(figure: Figure, bound: str) -> Figure:
    """A figure under a bound."""
    if bound == "exact" or figure.best is None or figure.low != figure.high:
        return Figure(figure.low, figure.best, None) if bound == "least" and figure.best is not None else figure
    text = {"least": "at least", "over": "more than", "most": "up to", "under": "less than", "about": "about"}[bound]
    return read_figure(f"{text} {figure.best}") or figure


def figure_at(words: Words, number: int, end: int, taken: frozenset[int]) -> tuple[Figure | None, int]:
    """A number, a range or a word for an uncounted number, and the word behind it."""
    low = words.low(number)
    is_numbered = words.low(number - 1) in _NUMBERED and low.isdecimal()  # at km 94, in sector 7
    is_time = low.isdecimal() and len(low) == len("0812") and low.startswith("0")  # expired 0812
    is_numbered = is_numbered or is_time or low in _SERVICES
    if is_numbered or _is_age(words, number) or _is_of_wounds(words, number, end):
        return None, number
    if low == "both" and (_is_pair(words, number, end) or words.low(number + 1) in _ORIGINS):
        return None, number
    if number >= end or number in taken or (low == "one" and words.low(number - 1) in ("no", "any", "every")):
        return None, number
    if found := _twins(words, number) or _worded(words, number) or _range(words, number, end):
        return found
    value, last = _number(words, number, end)
    is_apart = bool(words.gap(last - 1).strip(" -"))  # fatalities 2, injuries 11
    is_apart = is_apart or words.low(last) == "injuries"  # three injuries were reported
    is_thing = words.low(last) in _NOT_PEOPLE and people_phrases().at(words, last, end) is None  # cattle traders
    if value is None or (is_thing and not is_apart) or _is_bare_year(words, number, value):
        return None, number
    last = _repeated(words, last, value)
    return Figure(value, value, value), last + (words.low(last) == "x")  # 2 x soldiers


def _is_age(words: Words, number: int) -> bool:
    """Whether a number is an age or one in a list: "age 33", "a boy of ten", "Ali Khan, 34,", "No. 812"."""
    before, gap = words.low(number - 1), words.gap(number - 1).strip()
    is_second = _is_of_several_ages(words, number)
    is_in_list = before in ("no", "number") and words.low(number).isdecimal()  # Constable Khan No. 812
    if before in _AGED or is_second or is_in_list or _is_of_two_ages(words, number):
        return True
    if before == "of" and words.low(number - 2) in _OLD and words.low(number - 3) in ("a", "an", "the", "old"):
        return True
    if before in ("about", "around") and number > 1:  # the man, about 30,
        gap = words.gap(number - 2).strip()
    is_aside = number > 0 and gap in (",", "(") and words.gap(number).strip()[:1] in (",", ")", ".")
    is_in_digits = words.low(number).isdecimal() and len(words.low(number)) < 3
    is_in_words = words.all[number - 1].is_capital and not words.low(number).isdecimal()  # her brother Yasin, seven,
    is_in_words = is_in_words and not words.low(number - 1).isdecimal() and _in_words(words.low(number)) is not None
    return is_aside and (is_in_digits or is_in_words)


def _is_of_several_ages(words: Words, number: int) -> bool:
    """Whether it stands in a list of ages: "aged nine and 11", "aged 7, 9 and 12"."""
    at = number - 1
    while at > number - _MOST_AGES and (words.low(at) in ("and", "to") or _in_words(words.low(at)) is not None):
        at -= 1
    return at < number - 1 and words.low(at) in _AGED


def _is_of_two_ages(words: Words, number: int) -> bool:
    """Whether it is one of two ages behind two names: "Luqman and Idrees, 15 and 17,"."""
    first = number if words.low(number + 1) == "and" else number - 2
    if first < 1 or words.low(first + 1) != "and" or not words.all[first - 1].is_capital:
        return False
    are_ages = all(words.low(n).isdecimal() and len(words.low(n)) == 2 for n in (first, first + 2))
    return are_ages and words.gap(first - 1).strip() == "," and words.gap(first + 2).strip()[:1] in (",", ".", ")")


def _is_of_wounds(words: Words, number: int, end: int) -> bool:
    """Whether wounds or bullets are counted: "received three bullet injuries"."""
    lows = [words.low(n) for n in range(number + 1, min(number + 4, end))]
    lows = lows[: lows.index("and")] if "and" in lows else lows
    return words.low(number - 1) in _SUFFERED and bool(_WOUNDS & set(lows)) and "people" not in lows


def _is_pair(words: Words, number: int, end: int) -> bool:
    """Whether "both" joins two nouns and counts nothing: "both protesters and policemen"."""
    lows = [words.low(n) for n in range(number + 1, min(number + 5, end))]
    return "and" in lows and not {"were", "are", "have", "of"} & set(lows[: lows.index("and")])


def _twins(words: Words, number: int) -> tuple[Figure, int] | None:
    is_pair = words.low(number) == "twin" and words.low(number + 1) in _TWINS
    return (Figure(2, 2, 2), number + 1) if is_pair else None


def _worded(words: Words, number: int) -> tuple[Figure | None, int] | None:
    """Dozens, several, a number of, as many; None for anything else."""
    low, following = words.low(number), words.low(number + 1)
    if same := _as_many(words, number):
        return UNKNOWN, same
    at = number + (low == "a")
    if (size := _GROUPS.get(words.low(at))) and (low == "a" or words.low(at) == "dozen") and words.low(at + 1) == "of":
        return Figure(size, size, size), at + 2
    if low in ("half", "a") and "dozen" in (following, words.low(number + 2)) and "half" in (low, following):
        behind = number + 2 + (words.low(number + 1) == "a" or low == "a")
        return Figure(6, 6, 6), behind
    if low in _LEAST:
        return read_figure(low), number + 1 + (following == "of")
    is_unknown = low in ("an", "some") and following in _UNKNOWN_MANY and words.low(number + 2) == "number"
    if is_unknown or low in _UNCOUNTED or (low == "a" and following in ("few", "number")):
        behind = number + 1 + (low == "a") + 2 * is_unknown
        return UNKNOWN, behind + (words.low(behind) == "of")
    return None


def _as_many(words: Words, number: int) -> int:
    """The word behind "as many", "an equal number"; 0 if neither begins at a word."""
    low, following, third = (words.low(number + n) for n in range(3))
    if low == "as" and following == "many" and third != "as":
        return number + 2
    is_equal = low == "an" and following == "equal" and third == "number"
    return number + 3 + (words.low(number + 3) == "of") if is_equal else 0


def _range(words: Words, number: int, end: int) -> tuple[Figure, int] | None:
    if words.low(number) == "between" and (ends := _ends(words, number + 1, end, ("and", "to"))):
        return ends
    return _ends(words, number, end, ("to", "or", "-"))


def _is_bare_year(words: Words, number: int, value: int) -> bool:
    return 1900 <= value <= 2100 and words.low(number).isdecimal() and len(words.low(number)) == 4


def _repeated(words: Words, last: int, value: int) -> int:
    """The word behind a number that is given again in brackets: two (02)."""
    return last + 1 if words.low(last).isdecimal() and int(words.low(last)) == value else last


def _ends(words: Words, number: int, end: int, joints: tuple[str, ...]) -> tuple[Figure, int] | None:
    low, behind = _number(words, number, end)
    if low is None or behind >= end:
        return None
    if words.low(behind) in joints:
        begin = behind + 1
    elif "-" in joints and words.gap(behind - 1) in ("-", " - "):
        begin = behind
    else:
        return None
    high, last = _number(words, begin, end)
    if high is None or high <= low or words.low(last) in _NOT_PEOPLE:
        return None
    return Figure(low, low, high), last


def _number(words: Words, number: int, end: int) -> tuple[int | None, int]:
    """The longest number that begins at a word, of up to four words, and the word behind it."""
    low = words.low(number)
    if low.isdecimal() or "," in low:
        behind = number + 1
        value = int(low.replace(",", ""))
        if words.gap(number) in (".", ":", "/"):  # 9.40pm, 14:35
            return (None, number) if words.low(behind)[:1].isdecimal() else (value, behind)
        if words.low(behind) == "dozen":
            return value * 12, behind + 1
        return (value, behind) if value < 10_000 else (None, number)
    if low.endswith("x") and low[:-1].isdecimal():  # 5x soldiers
        return int(low[:-1]), number + 1
    for length in (4, 3, 2, 1):
        last = number + length
        if last > end or any(words.gap(at).strip(" -") for at in range(number, last - 1)):
            continue
        if (worded := _in_words(" ".join(words.low(at) for at in range(number, last)))) is not None:
            return worded, last
    return None, number


@cache
def _in_words(text: str) -> int | None:
    if text in (
        "do",
        "das",
        "dus",
        "bara",
        "assi",
        "nau",
        "sola",
        "sau",
        "tin",
        "teen",
        "char",
        "pair",
        "single",
        "both",
    ):
        return 2 if text == "both" else None
    head, _, tail = text.partition(" and ")
    if tail and (big := read_number(head)) and big >= 100 and (small := read_number(tail)) and small < 100:
        return big + small
    return read_number(text) if text not in ("a", "an") else None
