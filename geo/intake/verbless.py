"""Numbers of people without a verb of their own: "another on the way", "residents spoke of seven"."""

from __future__ import annotations

import re
from dataclasses import replace

from geo.intake.clauses import Clause
from geo.intake.counted_nouns import Quantity
from geo.intake.fates import COUNTED, Casualties, Part
from geo.intake.references import Reference
from geo.intake.word_sets import word_set
from geo.reading.figures import Figure

__all__ = [
    "as_one_person",
    "called_hurt",
    "called_taken",
    "elided",
    "inverted",
    "none_did",
    "spoken",
    "with_those_sent_home",
    "without_those_who_died",
]

_SPOKEN = re.compile(
    r"\b(?:says?|said|report|reported) (?=$)|\b(?:spoke|speaks?|speaking|talk(?:s|ed)?|told) of |"
    r"\bcount(?:s|ed) |\bfigure (?:of|is|was|at) |"
    r"\b(?:numbers?|figure|count|tally|toll) (?:is|was|were|are)(?: later| now| since)?(?: put at| given as)? |"
    r"\bput (?:it|them|the (?:number|figure|count)) at |\b(?:kept|keeps?|stuck|sticks?) to |\b(?:stood|stands?) by |"
    r"\binsist(?:s|ed)? (?:on |(?:that )?there (?:were|are) )|"
    r"\b(?:maintain|claim|say|said|believe)(?:s|ed)? (?:that )?there were |"
    r"\b(?:dead|deaths|killed|toll|count|figures?|accounts?) (?:differ\w*|var(?:y|ied|ies)):? (?=$)|\bagainst $"
)
_EARLIER = re.compile(r"\b(?:earlier|previous|initial|first|old|original|wrong)\b[^.;]{0,24}$")
_SOURCE = re.compile(
    r"(?:,|;| and| but| while) (?:the )?(?:police|hospital|officials?|army|military|residents|bla|blf|ttp|ctd|ispr):? $"
)
_CORRECT = re.compile(
    r"\b(?:correct|later|now|since|revised|actual|final|right) ?(?:number|figure)?(?: is| was)?(?: put at)? $"
)
_PREPOSITIONS = frozenset(("on", "in", "at", "while", "during", "after", "later", "under", "the", "from"))
_STANDING = frozenset(("was", "were", "did", "had", "has", "have", "do"))
_HELD = frozenset(("detained", "detainees", "arrested", "custody", "missing", "lockup", "lock", "arrests", "held"))
_TAKEN = ("kidnapped", "abducted")
_GIVING = word_set("witnesses") | word_set("officials") | frozenset(("police", "army", "military"))
_NEAR_BY = 16


def elided(clause: Clause, found: list[Casualties]) -> list[Casualties]:
    """Numbers that share the verb of the clause before: "one died at the scene, another on the way"."""
    result: list[Casualties] = []
    for i, q in enumerate(clause.numbers):
        before = [c for c in (*found, *result) if c.first < q.first and c.fate in COUNTED]
        if i in clause.used or i in clause.subsets or q.people is not None or not before:
            continue
        behind = clause.words.low(q.last)
        is_clause = clause.words.gap(q.first - 1).strip() == "," or clause.words.low(q.first - 1) == "and"
        ends = (n for n in range(q.last, clause.where.stop) if clause.words.gap(n) != " ")
        stop = next(ends, clause.where.stop)
        has_verb = any(q.last <= f.first <= stop for f in clause.fates)
        is_clause = is_clause and q.reference.kind in ("further", "nth", "rest", "others")
        if is_clause and behind in _PREPOSITIONS and not has_verb and q.figure.best is not None:
            clause.used.add(i)
            last = max(before, key=lambda c: c.first)
            result.append(Casualties(last.fate, (clause.part(i),), (), q.first, q.last, reference="further"))
    return result


def inverted(clause: Clause, found: list[Casualties]) -> list[Casualties]:
    """Numbers behind an auxiliary that stands for the verb before: "as were two gunmen", "so did one attacker"."""
    result: list[Casualties] = []
    for i, q in enumerate(clause.numbers):
        before = [c for c in found if c.first < q.first and c.fate in COUNTED]
        is_inverted = clause.words.low(q.first - 2) in ("as", "so") and clause.words.low(q.first - 1) in _STANDING
        is_free = i not in clause.used and i not in clause.subsets and q.figure.best is not None
        if before and is_inverted and is_free:
            clause.used.add(i)
            last = max(before, key=lambda c: c.first)
            result.append(Casualties(last.fate, (clause.part(i),), (), q.first, q.last, reference="also"))
    return result


def none_did(clause: Clause, found: list[Casualties]) -> list[Casualties]:
    """Nobody by an auxiliary that stands for the verb before: "one died; the police say that nobody did"."""
    result = []
    for n in clause.where:
        is_nobody = clause.words.low(n) in ("nobody", "none") or (
            clause.words.low(n) == "one" and clause.words.low(n - 1) == "no"
        )
        is_closed = n + 2 >= clause.where.stop or clause.words.gap(n + 1).strip() != ""
        before = [c for c in found if c.first < n and c.fate in COUNTED]
        if is_nobody and is_closed and before and clause.words.low(n + 1) in _STANDING:
            fate = max(before, key=lambda c: c.first).fate
            part = Part(Figure(0, 0, 0), "", "", n, n + 2)
            result.append(Casualties(fate, (part,), (), n, n + 2))
    return result


def with_those_sent_home(clause: Clause, found: list[Casualties]) -> list[Casualties]:
    """The wounded in hospital with those who have left it: "eleven remain in wards; six have been sent home"."""
    for at in range(len(found) - 1):
        one, other = found[at], found[at + 1]
        lows = {clause.words.low(n) for n in range(other.first, other.last)}
        kept = {clause.words.low(n) for n in range(one.first, one.last)}
        is_pair = one.fate == other.fate == "injured" and bool(lows & {"home", "discharged"})
        is_own = not any(p.reference.kind for p in other.parts)
        if is_pair and is_own and kept & {"remain", "remains", "hospital", "wards", "treatment", "care", "admitted"}:
            return [*found[:at], replace(one, parts=(*one.parts, *other.parts)), *found[at + 2 :]]
    return found


def spoken(clause: Clause, found: list[Casualties]) -> list[Casualties]:
    """Bare numbers that someone gives without a verb of dying: "residents spoke of seven", "the police four"."""
    result = []
    for i, q in enumerate(clause.numbers):
        is_free = i not in clause.used and i not in clause.subsets and q.people is None and not q.reference.kind
        is_end = _is_end(clause, q)
        before = [c for c in found if c.first < q.first and c.fate in COUNTED and c.parts]
        lead = clause.lead(q.first)
        is_given = bool(_SPOKEN.search(lead)) or (bool(before) and _is_of_source(clause, q, lead))
        near = range(max(q.first - _NEAR_BY, 0), q.first)
        is_held = not before and any(clause.words.low(n) in _HELD and clause.words.low(n + 1) != "the" for n in near)
        is_given = is_given and not _EARLIER.search(lead) and not is_held
        if is_free and is_end and is_given and q.figure.best is not None:
            clause.used.add(i)
            fate = max(before, key=lambda c: c.first).fate if before else "killed"
            is_toll = bool(_CORRECT.search(lead))
            pair = _beside(clause, i)
            fate = "killed" if pair else fate
            result.append(Casualties(fate, (clause.part(i),), (), q.first, q.last, is_toll, "spoken"))
            if pair:  # the mosque committee 11 and 30
                clause.used.add(i + 1)
                other = clause.numbers[i + 1]
                result.append(
                    Casualties("injured", (clause.part(i + 1),), (), other.first, other.last, is_toll, "spoken")
                )
    return result


def _is_end(clause: Clause, q: Quantity) -> bool:
    """Whether nothing follows a number but who gives it: "nine.", "3 (district administration)"."""
    gap = clause.words.gap(q.last - 1).strip()
    is_source = gap == "(" and any(clause.words.low(n) in _GIVING for n in range(q.last, q.last + 3))
    return (
        q.last >= clause.where.stop
        or gap[:1] in (",", ";", ".", ")", '"')
        or is_source
        or bool(_beside(clause, clause.numbers.index(q)))
    )


def _beside(clause: Clause, number: int) -> bool:
    """Whether the number is the dead of two numbers, the dead and the wounded: "11 and 30"."""
    if number + 1 >= len(clause.numbers):
        return False
    one, other = clause.numbers[number], clause.numbers[number + 1]
    is_bare = one.people is None and other.people is None and not other.reference.kind
    gap = clause.words.gap(other.last - 1).strip()
    is_end = other.last >= clause.where.stop or gap[:1] in (",", ";", ".", ")", '"')
    return is_bare and is_end and clause.between(one.last, other.first).strip() == "and"


def _is_of_source(clause: Clause, q: Quantity, lead: str) -> bool:
    """Whether who gives a number stands before it without a verb: "; the hospital six", "the mosque committee 11"."""
    if _SOURCE.search(lead):
        return True
    begins = [
        n for n in range(q.first - 1, max(q.first - 6, clause.where.start), -1) if clause.words.gap(n - 1).strip()
    ]
    return (
        bool(begins) and clause.words.low(q.first - 1) in _GIVING and clause.words.low(begins[0]) not in ("and", "of")
    )


def as_one_person(clause: Clause, found: list[Casualties]) -> list[Casualties]:
    """With one person as one: "another soldier wounded in the action, Naik Habib, was martyred"."""
    found = sorted(found, key=lambda each: each.first)
    for at in range(len(found) - 1):
        one, other = found[at], found[at + 1]
        is_pair = (one.fate, other.fate) == ("injured", "killed") and one.total.best == other.total.best == 1
        between = {clause.words.low(n) for n in range(one.first, other.first)}
        is_named = clause.words.all[other.parts[0].first].is_capital and one.parts[0].last < other.parts[0].first
        if is_pair and is_named and one.parts[0].last == one.first and not between & {"and", "while", "but", "when"}:
            part = one.parts[0]._replace(reference=Reference("hurt"))
            found[at : at + 2] = [replace(other, parts=(part,))]
            break
    return found


def called_hurt(clause: Clause) -> list[Casualties]:
    """People who are called wounded and of whom no more is told: "carried one wounded man to Karachi"."""
    result = []
    for i, q in enumerate(clause.numbers):
        is_free = i not in clause.used and i not in clause.subsets and q.figure.best is not None
        is_hurt = q.reference.kind == "hurt" or (q.reference.kind == "nth" and _is_called_hurt(clause, q))
        is_count = q.people is not None or (q.figure.best or 0) > 1  # 37 of the injured had passed through his ward
        if is_free and is_hurt and is_count and q.last - q.first > 1:
            clause.used.add(i)
            result.append(Casualties("injured", (clause.part(i),), (), q.first, q.last))
    return result


def called_taken(clause: Clause, found: list[Casualties]) -> list[Casualties]:
    """People who are called abducted, whatever else is told of them: "four kidnapped labourers were recovered"."""
    known = {p.first for each in found if each.fate == "abducted" for p in each.parts}
    result = []
    for i, q in enumerate(clause.numbers):
        at = next((n for n in range(q.first, q.last) if clause.words.low(n) in _TAKEN), -1)
        if (
            at >= 0
            and q.first not in known
            and at not in clause.silent
            and q.people is not None
            and i not in clause.subsets
        ):
            result.append(Casualties("abducted", (clause.part(i),), (), at, at + 1))
    return result


def _is_called_hurt(clause: Clause, q: Quantity) -> bool:
    return any(clause.words.low(n) in ("wounded", "injured") for n in range(q.first, q.last))


def without_those_who_died(found: list[Casualties]) -> list[Casualties]:
    """Without the wounds of those who died of them: "a policeman who was wounded on Monday died"."""
    killed = {(p.first, p.last) for each in found if each.fate == "killed" for p in each.parts if p.figure.best}
    hurt = {(p.first, p.last) for each in found if each.fate == "injured" for p in each.parts if p.figure.best}
    result = []
    for each in found:
        both = [p for p in each.parts if (p.first, p.last) in killed & hurt]
        if both and each.fate == "killed":
            parts = tuple(p._replace(reference=Reference("hurt")) if p in both else p for p in each.parts)
            result.append(replace(each, parts=parts))
        elif each.fate != "injured" or len(both) < len(each.parts):
            result.append(each)
    return result
