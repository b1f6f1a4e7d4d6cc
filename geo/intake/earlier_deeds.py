"""A clause that names an earlier deed: what arrested people are accused of, what a protest is against, what came first.

Such a deed is another incident where the clause says its day. Of an arrest, the rest of the clause says nothing about
the arrest itself: neither its day nor its place. "Hours after a bomb in X, gunmen shot Y in Z" tells of two deeds, the
one behind "after" and the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from geo.intake.phrases import Words

__all__ = ["after_clause", "earlier_deed", "who_clause"]

_CHARGED = frozenset(("accused", "suspected", "wanted", "involved", "linked", "responsible", "charged", "facilitated"))
_OF_CHARGES = frozenset(("of", "for", "in", "to", "by", "behind", "over", "with", "the"))
_ARTICLES = frozenset(("the", "a", "an", "his", "her", "their", "last", "this"))
_HELD = frozenset(("observed", "held", "staged", "organised", "organized", "taken"))
_UNITS = frozenset(("hours", "hour", "minutes", "day", "days", "week", "weeks", "shortly", "soon", "moments", "night"))
_LEADS = frozenset(
    ("a", "an", "one", "two", "three", "four", "five", "six", "several", "some", "few", "just", "only", "barely", "the")
)
_MOST_LEADS = 4


def after_clause(words: Words, where: range, tells: Callable[[range], bool]) -> tuple[range, range, bool] | None:
    """The clause behind "after", the rest of the sentence, and whether a length of time stands before it.

    ``tells`` says whether something is told in a stretch; both must tell.
    """
    for number in range(where.start, where.stop - 2):
        if words.low(number) != "after":
            continue
        begin = _begin(words, where, number)
        if begin - where.start <= 1:
            commas = [n for n in range(number + 2, where.stop - 1) if "," in words.gap(n - 1)]
            options = [(range(begin, n), range(n, where.stop)) for n in commas]
        else:
            options = [(range(begin, where.stop), range(where.start, begin))]
        for clause, rest in options:
            if tells(clause) and tells(rest):
                return clause, rest, begin < number
    return None


def _begin(words: Words, where: range, number: int) -> int:
    """The word at which the time in front of "after" begins: "less than a day after"."""
    begin = number
    if words.low(number - 1) in _UNITS and number > where.start:
        begin = number - 1
        while begin > where.start and number - begin <= _MOST_LEADS:
            low = words.low(begin - 1)
            if low not in _LEADS and not low.isdecimal():
                break
            begin -= 1
    return begin


def who_clause(words: Words, where: range, tells: Callable[[range], bool]) -> tuple[range, range] | None:
    """A clause that says what had become of a person, and the rest: "the trader, who was shot on Friday, …"."""
    for number in range(where.start + 1, where.stop - 2):
        if words.low(number) not in ("who", "whose", "whom"):
            continue
        ends = [n for n in range(number + 2, where.stop) if "," in words.gap(n - 1)]
        for end in (*ends, where.stop):
            clause = range(number, end)
            rest = range(end, where.stop) if tells(range(end, where.stop)) else range(where.start, number)
            if tells(clause) and tells(rest):
                return clause, rest
    return None


def earlier_deed(words: Words, where: range, arrests: Iterable[int], protests: Iterable[int]) -> int:
    """The word at which the clause begins; 0 if there is none.

    ``arrests`` and ``protests`` are the words behind the cues of them.
    """
    for number in range(min(arrests, default=where.stop), where.stop - 2):
        if _is_charge(words, number):
            return number
    for number in range(min(protests, default=where.stop), where.stop - 2):
        is_about = words.low(number) in ("against", "over", "condemning") and words.low(number + 1) in _ARTICLES
        if is_about and not _is_held(words, range(number, where.stop)):
            return number
    return 0


def _is_held(words: Words, where: range) -> bool:
    """Whether the protest goes on behind what it is about: "a strike over the killing was observed in Panjgur"."""
    return any(words.low(n) in _HELD and words.low(n - 1) in ("was", "were", "being") for n in where)


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
