"""Verbs that are said of nobody: "no one was gunned down", "none of the passengers was hurt", "killed nobody"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from geo.intake.counted_nouns import people_phrases
from geo.intake.fates import Fate
from geo.intake.phrases import Found, Words
from geo.intake.word_sets import word_set

__all__ = ["verbs_of_nobody"]

_BETWEEN = word_set("auxiliaries") | {
    "has", "have", "had", "reported", "seriously", "either", "immediately", "reportedly", "critically", "actually"
}  # fmt: skip
_MOST_BACK = 7
_NOT_IN_SUBJECT = frozenset(
    ("other", "others", "more", "further", "else", "longer", "fewer", "less", "and", "that", "but", "a", "an", "the")
)


def verbs_of_nobody(
    words: Words, where: range, fates: Iterable[Found[Fate]]
) -> Iterator[tuple[Found[Fate], Found[tuple[str, ...]]]]:
    """The verbs of being killed or hurt that are said of nobody, each with the stretch that says it and its fate."""
    for found in fates:
        if found.value.fate not in ("killed", "injured"):
            continue
        if found.value.form in ("active", "both", "headline") and _is_nobody(words, found.last):
            yield found, Found(found.first, found.last + 1, (found.value.fate,))
        elif found.value.form in ("passive", "both") and (first := _subject(words, where, found.first)) >= 0:
            yield found, Found(first, found.last, (found.value.fate,))


def _is_nobody(words: Words, number: int) -> bool:
    low, following = words.low(number), words.low(number + 1)
    return words.gap(number - 1) == " " and (low == "nobody" or (low == "no" and following == "one"))


def _subject(words: Words, where: range, verb: int) -> int:
    """The first word of a subject that is nobody, before a verb; -1 if the subject is somebody."""
    last = verb - 1
    while last >= where.start and words.low(last) in _BETWEEN and words.gap(last) == " ":
        last -= 1
    if last < where.start or words.gap(last) != " ":
        return -1
    if words.low(last) in ("nobody", "none"):
        return last
    for first in range(last - 1, max(last - _MOST_BACK, where.start) - 1, -1):
        if words.gap(first) not in (" ", "-"):
            return -1
        if words.low(first) == "none" and words.low(first + 1) == "of":
            return first
        if words.low(first) == "no":
            return first if _is_of_people(words, first + 1, last) else -1
    return -1


def _is_of_people(words: Words, first: int, last: int) -> bool:
    """Whether words behind "no" mean people: "one", "soldier or policeman"; not those beside others."""
    lows = {words.low(n) for n in range(first, last + 1)}
    if lows == {"one"}:
        return True
    if lows & _NOT_IN_SUBJECT or "one" in lows:
        return False
    nouns = list(people_phrases().find(words, range(first, last + 1)))
    return bool(nouns) and nouns[-1].last == last + 1
