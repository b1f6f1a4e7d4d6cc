"""Whether people are only the ones who say something: "according to a senior police officer", "DSP Ali Khan said"."""

from __future__ import annotations

from geo.intake.phrases import Words
from geo.intake.word_sets import word_set

__all__ = ["is_quoted"]

_SAID = frozenset(
    (
        "said",
        "says",
        "told",
        "added",
        "confirmed",
        "claimed",
        "stated",
        "informed",
        "disclosed",
        "alleged",
        "reported",
        "explained",
        "noted",
        "recalled",
        "insisted",
        "maintained",
        "announced",
    )
)
_OFFICES = frozenset(("spokesman", "spokesperson", "spokeswoman", "office", "statement"))
_NO_NAMES = word_set("auxiliaries") | word_set("fates")
_NO_NOUNS = _NO_NAMES | word_set("stops")
_MOST_NOUNS = 4
_MOST_BEFORE = 5
_MOST_NAMES = 6
_MOST_ASIDE = 10


def is_quoted(words: Words, first: int, last: int) -> bool:
    """Whether the people in a stretch of words are only quoted, by what stands before or behind them.

    Parameters
    ----------
    words
        The words of the text.
    first, last
        The first word of the noun, and the one behind it; a name may follow.
    """
    return _is_behind_source(words, first) or _says(words, _behind_name(words, last))


def _is_behind_source(words: Words, first: int) -> bool:
    """Whether "according to", "quoting" or "citing" stands before, with no more than adjectives between."""
    for at in range(first - 1, max(first - 1 - _MOST_BEFORE, -1), -1):
        if words.gap(at).strip(" '-"):
            return False
        low = words.low(at)
        if low in ("quoting", "citing", "quoted", "cited") or (low == "to" and words.low(at - 1) == "according"):
            return True
        if low in ("and", "that", "of") or low in _NO_NAMES:
            return False
    return False


def _behind_name(words: Words, last: int) -> int:
    """The word behind a name in capitals, and behind the office of a person: "the DPO's spokesman"."""
    at = last
    while at < min(last + _MOST_NAMES, len(words.all)) and words.all[at].is_capital and words.gap(at - 1) == " ":
        at += 1
    if words.low(at) == "s" and words.low(at + 1) in _OFFICES:
        at += 2
    return at


def _says(words: Words, at: int) -> bool:
    """Whether a verb of saying follows, at once or behind one aside between commas that says nothing of harm."""
    if words.low(at) in _SAID:
        return not words.gap(at - 1).strip(" \"')") and words.low(at + 1) != "to"
    if words.low(at) == "who":
        at += 1
        return any(_is_said_at(words, at, number) for number in range(at + 1, min(at + _MOST_ASIDE, len(words.all))))
    if words.gap(at - 1).strip() != ",":
        return _is_plain(words, at)
    for number in range(at, min(at + _MOST_ASIDE, len(words.all) - 1)):
        if words.low(number) in _NO_NAMES or words.low(number) in ("who", "and"):
            return False
        if gap := words.gap(number).strip():
            return gap == "," and words.low(number + 1) in _SAID
    return False


def _is_plain(words: Words, first: int) -> bool:
    """Whether nothing but nouns stand before a verb of saying: "a local administration official said"."""
    last = next((n for n in range(first, first + _MOST_NOUNS) if words.low(n) in _SAID), -1)
    lows = {words.low(n) for n in range(first, last)}
    is_joined = all(words.gap(n) == " " for n in range(first - 1, last))
    return last > 0 and words.low(last + 1) != "to" and is_joined and not lows & _NO_NOUNS


def _is_said_at(words: Words, begin: int, number: int) -> bool:
    """Whether a clause with "who" that says nothing of harm ends at a verb of saying: "a shepherd who saw it said"."""
    if words.low(number) not in _SAID or words.low(number + 1) == "to":
        return False
    lows = {words.low(n) for n in range(begin, number)}
    return not lows & _NO_NAMES and all(words.gap(n) == " " for n in range(begin - 1, number))
