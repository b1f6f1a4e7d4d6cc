"""A clause that names an earlier deed: what arrested people are accused of, or what a protest is against.

Such a deed is another incident where the clause says its day. Of an arrest, the rest of the clause says nothing about
the arrest itself: neither its day nor its place.
"""

from __future__ import annotations

from collections.abc import Iterable

from geo.intake.phrases import Words

__all__ = ["earlier_deed"]

_CHARGED = frozenset(("accused", "suspected", "wanted", "involved", "linked", "responsible", "charged", "facilitated"))
_OF_CHARGES = frozenset(("of", "for", "in", "to", "by", "behind", "over", "with", "the"))
_ARTICLES = frozenset(("the", "a", "an", "his", "her", "their", "last", "this"))


def earlier_deed(words: Words, where: range, arrests: Iterable[int], protests: Iterable[int]) -> int:
    """The word at which the clause begins; 0 if there is none.

    ``arrests`` and ``protests`` are the words behind the cues of them.
    """
    for number in range(min(arrests, default=where.stop), where.stop - 2):
        if _is_charge(words, number):
            return number
    for number in range(min(protests, default=where.stop), where.stop - 2):
        if words.low(number) in ("against", "over", "condemning") and words.low(number + 1) in _ARTICLES:
            return number
    return 0


def _is_charge(words: Words, number: int) -> bool:
    low, behind = words.low(number), words.low(number + 1)
    if low in _CHARGED:
        return behind in _OF_CHARGES
    is_who = low == "who" and behind in (
        "had",
        "allegedly",
        "reportedly",
        "facilitated",
        "planted",
        "attacked",
        "killed",
    )
    is_reason = (low in ("over", "for") and behind in _ARTICLES) or (low == "in" and behind == "connection")
    return is_who or is_reason
