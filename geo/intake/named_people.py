"""People by name alone before or behind a verb: "Mulla Behram was killed", "Sami and Yasir were hurt"."""

from __future__ import annotations

import re

from geo.intake.capitals import is_common
from geo.intake.clauses import Clause
from geo.intake.counted_nouns import ONE, STOPS
from geo.intake.fates import Fate, Part
from geo.intake.phrases import Found
from geo.intake.quantities import ORGANISED
from geo.intake.word_sets import word_set
from geo.reading.figures import Figure

__all__ = ["named_person", "pronoun"]

_LONGEST_CHAIN = 8
_AGED_NAMES = re.compile(
    r"(?:[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,3}, \d{1,2},? )+and [A-Z][\w'-]+(?: [A-Z][\w'-]+){0,3}, \d{1,2}, \Z"
)

_AUXILIARIES = word_set("auxiliaries")
_FARTHEST_WHO = 5


def named_person(clause: Clause, found: Found[Fate]) -> Part | None:
    """A person by name alone: "killed Mulla Behram", "Mulla Behram was killed", "the body of a missing youth"."""
    if clause.words.low(found.first) == "body":
        return Part(ONE, "people", "", found.first, found.last)
    if him := pronoun(clause, found):
        return Part(ONE, "people", "", him, him + 1, is_pronoun=True)
    stretch = _one_name(clause, found)
    several = None if stretch and stretch[0] >= found.last else _names_before(clause, found)
    return several or (Part(ONE, "people", "", *stretch) if stretch else None)


def _one_name(clause: Clause, found: Found[Fate]) -> tuple[int, int] | None:
    """Where the name of one person stands, behind the verb or before it."""
    words = clause.words
    behind = _name_from(clause, found.last)
    if found.value.form in ("both", "active") and words.low(found.first - 1) not in _AUXILIARIES and behind >= 2:
        return found.last, found.last + behind
    known = _behind_chain(clause, found) or _behind_age(clause, found) or _before_who(clause, found)
    if known is not None:
        return known
    first = found.first - 1
    while first > clause.where.start and _is_of_name(clause, first - 1):
        first -= 1
    if words.low(found.first - 1) == "was" and found.first - 1 - first >= 2:
        return first, found.first - 1
    if _is_single_name(clause, first):
        return first, found.first
    is_subject = found.value.form in ("passive", "succumbed") and _is_of_name(clause, found.first - 1)
    is_subject = is_subject and found.first - first >= 2 and words.low(found.first - 1) not in ORGANISED
    return (first, found.first) if is_subject else None


def _several_with_ages(clause: Clause, found: Found[Fate]) -> Part | None:
    """Several people by name and age before a verb: "Shabana Bibi, 29, and Nasreen, 31, were shot"."""
    words, last = clause.words, found.first
    while words.low(last - 1) in _AUXILIARIES:
        last -= 1
    start = words.all[clause.where.start].start
    match = _AGED_NAMES.search(words.text.plain, start, words.all[last].start) if last > clause.where.start else None
    if match is None or found.value.form not in ("both", "passive"):
        return None
    count = len(re.findall(r"\d+", match[0]))
    first = words.within(match.start(), match.end()).start
    return Part(Figure(count, count, count), "people", "", first, last)


def _is_single_name(clause: Clause, number: int) -> bool:
    """Whether a clause begins with one word that is a name: "Zarmina lost her arm", "Asif was killed"."""
    words = clause.words
    word = words.all[number] if number >= clause.where.start else None
    if word is None or not word.is_capital or number in clause.taken or is_common(word.low) or word.low in STOPS:
        return False
    is_begin = number == clause.where.start or words.gap(number - 1).strip() != ""
    behind = words.low(number + 1)
    is_past = behind in ("was", "died", "succumbed", "lost", "suffered", "sustained", "received", "breathed")
    return is_begin and is_past and words.gap(number) == " " and len(word.low) > 2 and word.low.isalpha()


def _behind_chain(clause: Clause, found: Found[Fate]) -> tuple[int, int] | None:
    """A name before several verbs in the passive: "Malik Jan was dragged from his car and killed"."""
    words = clause.words
    if found.value.form not in ("both", "passive") or words.low(found.first - 1) != "and":
        return None
    at = found.first - 2
    while at > max(found.first - _LONGEST_CHAIN, clause.where.start) and words.low(at) != "was":
        if words.gap(at).strip() or any(q.first <= at < q.last for q in clause.numbers):
            return None
        at -= 1
    first = at
    while first > clause.where.start and _is_of_name(clause, first - 1):
        first -= 1
    is_name = words.low(at) == "was" and at - first > 1 and words.low(at - 1) not in ORGANISED
    return (first, at) if is_name else None


def _names_before(clause: Clause, found: Found[Fate]) -> Part | None:
    """Several people by name before a verb: "Sami and Yasir sustained injuries"."""
    if (aged := _several_with_ages(clause, found)) is not None:
        return aged
    words, last = clause.words, found.first
    while words.low(last - 1) in _AUXILIARIES:
        last -= 1
    count, first = 0, last
    while first > clause.where.start and _is_of_name(clause, first - 1):
        count += 1
        while first > clause.where.start and _is_of_name(clause, first - 1) and words.gap(first - 1) in (" ", ", "):
            first -= 1
            if words.gap(first - 1) == ", ":
                break
        if words.low(first - 1) == "and" and count == 1:
            first -= 1
        elif words.gap(first - 1) != ", ":
            break
    if count < 2 or words.low(last - 1) in ORGANISED or found.value.form not in ("both", "passive"):
        return None
    return Part(Figure(count, count, count), "people", "", first, last)


def _before_who(clause: Clause, found: Found[Fate]) -> tuple[int, int] | None:
    """The name before "who": "fired at Asad Ali, who died", "Asad Ali No. 412 (off duty), who expired"."""
    words, form = clause.words, found.value.form
    near = range(found.first - 1, max(found.first - _FARTHEST_WHO, clause.where.start), -1)
    who = next((n for n in near if words.low(n) == "who"), None)
    if who is None or form not in ("both", "passive", "succumbed") or any(f.first in near for f in clause.fates):
        return None
    last = who
    if ")" in words.gap(last - 1):
        last = next((n for n in range(last - 1, clause.where.start, -1) if "(" in words.gap(n - 1)), last)
    if words.low(last - 1).isdecimal():
        last -= 1 + (words.low(last - 2) in ("no", "belt"))
    first = last
    while (
        first > clause.where.start and _is_of_name(clause, first - 1) and (first == last or words.gap(first - 1) == " ")
    ):
        first -= 1
    return (first, last) if last - first >= 2 else None


def _behind_age(clause: Clause, found: Found[Fate]) -> tuple[int, int] | None:
    """A name that stands with an age before a passive verb: "Jan Baloch, 23, was taken away"."""
    words, at = clause.words, found.first
    while words.low(at - 1) in _AUXILIARIES:
        at -= 1
    is_age = at > clause.where.start + 2 and words.low(at - 1).isdecimal() and words.gap(at - 1).strip() == ","
    if not is_age or words.gap(at - 2).strip() != "," or found.value.form not in ("both", "passive"):
        return None
    first = at - 1
    while first > clause.where.start and _is_of_name(clause, first - 1):
        first -= 1
    return (first, found.first) if at - 1 - first >= 2 else None


def pronoun(clause: Clause, found: Found[Fate]) -> int:
    """The word "him" or "her" that a verb takes: "shot him dead"; 0 if there is none."""
    if found.value.form not in ("both", "active"):
        return 0
    near = range(found.first, min(found.last + 1, clause.where.stop))
    at = next((n for n in near if clause.words.low(n) in ("him", "her")), 0)
    return 0 if any(q.first in (at, at + 1) for q in clause.numbers) else at


def _name_from(clause: Clause, number: int) -> int:
    """How many words of a name begin at a word."""
    length = 0
    while number + length < clause.where.stop and _is_of_name(clause, number + length):
        length += 1
    return length if clause.words.gap(number - 1) == " " else 0


def _is_of_name(clause: Clause, number: int) -> bool:
    word = clause.words.all[number]
    return word.is_capital and number not in clause.taken and word.low not in STOPS
