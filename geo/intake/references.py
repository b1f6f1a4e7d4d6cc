"""Words that point to people named before: "another", "a fourth man", "two of the wounded", "all", "the rest".

A reference says how a number stands to the figures that are known already; `geo.intake.accounts` resolves it.
"""

from __future__ import annotations

from typing import NamedTuple

from geo.intake.phrases import Words
from geo.intake.word_sets import word_set

__all__ = ["NO_REFERENCE", "Reference", "bare_reference", "is_also", "nth_reference", "of_known", "reference_of"]


class Reference(NamedTuple):
    """How a number points to people named before.

    Attributes
    ----------
    kind
        ``further`` (another, two more), ``others`` (12 others), ``also``, ``nth`` (a fourth man), ``hurt`` (of the
        wounded), ``dead`` (of the victims), ``them`` (of them), ``all``, ``rest``, ``safe`` (unhurt), or blank.
    order
        The place of an ``nth``: 4.
    """

    kind: str = ""
    order: int = 0


NO_REFERENCE = Reference()
_ORDINALS = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_FURTHER = frozenset(("another", "further", "additional", "more"))
_HURT = frozenset(("injured", "wounded", "hurt"))
_DEAD = word_set("the_dead")
_LEADS = word_set("behind_of")
_BEHIND = word_set("behind_references")
"""Words that may stand behind "all" or "the rest" where these mean people."""


def of_known(words: Words, at: int, end: int) -> tuple[Reference, int] | None:
    """The reference of "of the wounded", "of the four injured" behind a number, and the word behind it.

    Parameters
    ----------
    words, at, end
        The words of the text, the word behind the number, and the one behind the stretch.
    """
    if words.low(at) != "of":
        return None
    behind = at + 1
    while behind < end and (words.low(behind) in _LEADS or words.low(behind).isdecimal()):
        behind += 1
    if behind == at + 1 or behind >= end:
        return None
    low = words.low(behind)
    kind = "hurt" if low in _HURT else "dead" if low in _DEAD else ""
    return (Reference(kind), behind + 1) if kind else None


def reference_of(words: Words, first: int, last: int) -> Reference:
    """The reference of "another three", "two more", "12 others", "the other two", "the injured man".

    Parameters
    ----------
    words, first, last
        The words of the text and the stretch of the number with its noun.
    """
    lows = {words.low(n) for n in range(first, last) if words.low(n + 1) != "than"}
    before = words.low(first - 1)
    is_definite = words.low(first) == "the" or before == "the"
    if is_definite and {"other", "others", "remaining"} & lows:
        return Reference("rest")
    if (before in ("other", "remaining") and words.low(first - 2) == "the") or _are_the_others(words, first, last):
        return Reference("rest")
    if (lows | {before}) & _FURTHER and words.low(last) != "than":
        return Reference("further")
    if {"others", "other"} & lows:
        return Reference("others")
    if lows == {"both"}:
        return Reference("them")
    kind = "dead" if is_definite and "deceased" in lows else "hurt" if lows & _HURT else ""
    return Reference(kind) if kind else NO_REFERENCE


def _are_the_others(words: Words, first: int, last: int) -> bool:
    """Whether it is "the two others" with the number as its first word."""
    return words.low(first - 1) == "the" and "others" in {words.low(n) for n in range(first, last + 1)}


def is_also(words: Words, last: int, verb: int, behind: int) -> bool:
    """Whether people are said to have met the same: "was also killed", "died too"."""
    between = {words.low(n) for n in range(last, behind if last <= verb else last + 2)}
    after = (words.low(behind), words.low(behind + 1))
    return "also" in between or after[0] in ("too", "also") or after == ("as", "well")


def nth_reference(words: Words, number: int) -> int:
    """The order of "a third", "the fourth"; 0 if none begins at a word."""
    is_nth = words.low(number) in ("a", "the") and words.low(number + 1) in _ORDINALS
    return _ORDINALS.index(words.low(number + 1)) + 2 if is_nth else 0


def bare_reference(words: Words, number: int, end: int) -> tuple[Reference, int] | None:
    """A reference without a number: "all", "all of them", "the rest", "the others"; and the word behind it."""
    low, following = words.low(number), words.low(number + 1)
    if low == "all" and following == "of" and words.low(number + 2) in ("them", "whom"):
        return (Reference("all"), number + 3) if words.low(number + 3) in _BEHIND else None
    if low == "all" and following in _BEHIND and words.gap(number) == " ":
        return Reference("all"), number + 1
    if low == "the" and following in ("rest", "others", "other") and words.gap(number) == " ":
        behind = number + 2 + 2 * (words.low(number + 2) == "of" and words.low(number + 3) == "them")
        return (Reference("rest"), behind) if behind >= end or words.low(behind) in _BEHIND else None
    return None
