"""How far a frame of responsibility counts: not where it is negated, only possible, or said of other attacks."""

from __future__ import annotations

import re
from itertools import pairwise

from geo.intake.frames import Frame, claim_words
from geo.intake.marked_text import Marked, Party
from geo.intake.subjects import clause_start

__all__ = ["is_bare", "is_of_deed", "is_of_others", "is_of_self", "is_open", "is_void"]

_TO_SIGHT = 12
_SPANS = ("day", "days", "week", "weeks", "month", "months", "year", "years", "fortnight")
_ENDS = ("but", "while", "whereas", "although", "though", "however", ";")
_CONCEDES = ("while", "although", "though", "if")
_PAST = re.compile(
    r"(?:in|of|since|from) (?:\w+ )?(?:19|20)\d\d |last (?:year|month|autumn|spring|summer|winter) |"
    r"(?:years?|months?|decade) ago |in the past |in recent (?:years|months|weeks) |"
    r"(?:earlier|previous) (?:this|that) (?:year|month) "
)


_NEXT = re.compile(r" (?:;|, but|, while|, and @|but @)")
"""Where another clause begins that says nothing of why somebody is blamed."""


def is_bare(sentence: Marked, frame: Frame) -> bool:
    """Whether "claimed" stands alone behind the name of its group: "BLF claims."."""
    is_end = sentence.mark(frame.last) in ("", ";", ",", ")", "-") or frame.last > frame.first + 1
    return is_end and sentence.mark(frame.first - 1).startswith("@g")


def is_of_self(sentence: Marked, frame: Frame, party: Party) -> bool:
    """Whether "denied that" goes on about the speaker: not of "denied that children had been hit"."""
    if party.kind == "group" and {"soil", "territory"} & set(sentence.marks[frame.first : frame.last]):
        return False
    if sentence.mark(frame.last - 1) != "that":
        return True
    behind = sentence.marks[frame.last : frame.last + 12]
    return any(mark in claim_words("self_words") or mark.startswith("@") for mark in behind)


def is_void(sentence: Marked, frame: Frame, nobody: list[Frame]) -> bool:
    """Whether what a frame says is negated, only possible, or stands under "nobody"."""
    if frame.kind == "denied":
        return _is_no_denial(sentence, frame)
    if is_open(sentence, frame.first) or is_negated(sentence, frame.first):
        return True
    if {"neither", "nor", "not"} & set(sentence.marks[frame.first : frame.last]):
        return True
    if frame.kind == "claimed" and "no" in sentence.marks[frame.first : frame.last]:
        return True  # has issued no claim
    is_denied = frame.kind == "claimed" and _is_denied(sentence, frame.first)
    return is_denied or any(_is_under(sentence, frame, one) for one in nobody)


def _is_no_denial(sentence: Marked, frame: Frame) -> bool:
    """Whether nobody denies: "did not deny", "is expected to deny its soil to them"."""
    verb, near = sentence.mark(frame.first), sentence.marks[max(0, frame.first - 8) : frame.first]
    if verb == "deny" and {"expected", "asked", "urged", "must", "should"} & set(near):
        return True
    return verb in claim_words("deny") and bool({"not", "nor", "neither", "never"} & set(near[-3:]))


def _is_under(sentence: Marked, frame: Frame, nobody: Frame) -> bool:
    """Whether a frame stands in the clause of "nobody has claimed", and not behind "but", ", which", "in fact"."""
    between = sentence.marks[nobody.last : frame.first]
    is_over = bool(set(between) & (set(_ENDS) | claim_words("corrected"))) or _is_of_itself(between)
    is_conceded = sentence.mark(nobody.first - 1) in _CONCEDES and "," in between  # though nobody has, police do
    return nobody.first <= frame.first and len(between) <= _TO_SIGHT and not is_over and not is_conceded


def _is_denied(sentence: Marked, number: int) -> bool:
    """Whether it stands behind "denied that"."""
    near = sentence.marks[max(0, number - 8) : number]
    verbs = [at for at, mark in enumerate(near) if mark in claim_words("deny")]
    return bool(verbs) and near[verbs[-1] + 1 : verbs[-1] + 2] == ("that",)


def _is_of_itself(between: tuple[str, ...]) -> bool:
    """Whether a clause about the deed follows: "nobody has claimed the attack, which bears the hallmarks of"."""
    return any(pair == (",", "which") for pair in pairwise(between))


def is_negated(sentence: Marked, number: int) -> bool:
    number = _before_aside(sentence, number)
    start = clause_start(sentence, number)
    for at in range(number - 1, max(start, number - 7) - 1, -1):
        mark = sentence.mark(at)
        if mark in (",", ")") and (
            at < number - 1 or sentence.mark(start) in _CONCEDES or sentence.mark(0) in _CONCEDES
        ):
            return False
        if mark == "and" and sentence.mark(at + 1) in ("we", "it", "they"):
            return False
        if mark == "no" and sentence.mark(at + 1) == "doubt":
            continue
        if mark in claim_words("negative") or (mark in claim_words("says_no")):
            return True
    return "neither" in sentence.marks[start:number]


def _before_aside(sentence: Marked, number: int) -> int:
    """The mark behind which an aside in commas begins that ends at a mark: "an official, not named, thought"."""
    if sentence.mark(number - 1) == ",":
        for at in range(number - 2, max(0, number - 9), -1):
            if sentence.mark(at) == ",":
                return at
    return number


def is_open(sentence: Marked, number: int) -> bool:
    """Whether it is under "if", "could", "whether"."""
    near = sentence.marks[max(0, number - 6) : number]
    for mark in reversed(near):
        if mark in (",", ";", ":", '"'):
            return False
        if mark in claim_words("open"):
            return True
    return False


def is_of_others(sentence: Marked, frame: Frame) -> bool:
    """Whether other attacks are meant: "has claimed similar attacks", "is often blamed", "claimed one in 2019"."""
    if set(sentence.marks[max(0, frame.first - 4) : frame.last]) & claim_words("often"):
        return True
    if frame.party < 0 and _is_after(sentence, frame.first):
        return True
    end = frame.last
    while end < len(sentence.marks) and sentence.mark(end) not in (",", ";", ":", '"', ")") and end < frame.last + 12:
        end += 1
    begin = frame.first
    while (
        begin > 0 and sentence.mark(begin - 1) not in (",", ";", ":", "(", "but", "while") and frame.first - begin < 14
    ):
        begin -= 1
    behind = sentence.marks[begin:end]
    for at, mark in enumerate(behind):
        if mark in claim_words("many") and any(word in claim_words("act") for word in behind[at + 1 : at + 4]):
            return True
    if frame.kind == "attributed" and frame.party < 0 and _is_of_many(behind[frame.first - begin :]):
        return True
    return bool(_PAST.search("".join(mark + " " for mark in behind)))


def is_of_deed(sentence: Marked, frame: Frame, about: Party) -> bool:
    """Whether a state or a force is blamed for the deed, and not for failing, or for sheltering others."""
    behind = "".join(f"{mark} " for mark in sentence.marks[frame.last : frame.last + 9])
    behind = _NEXT.split(f" {behind}")[0]
    if set(behind.split()) & claim_words("failing"):
        return False
    verb = sentence.mark(frame.first)
    return about.kind == "movement" or verb not in claim_words("blame") or verb in claim_words("blames")


def _is_of_many(marks: tuple[str, ...]) -> bool:
    """Whether deeds in general are meant: "were involved in attacks on schools"."""
    for at, mark in enumerate(marks):
        if mark in claim_words("acts"):
            return not set(marks[max(0, at - 5) : at]) & claim_words("counted")
    return False


def _is_after(sentence: Marked, number: int) -> bool:
    """Whether it is what another deed came after: "a week after the TTP claimed an attack"."""
    at = number - 1
    while at > 0 and not sentence.mark(at).startswith("@") and number - at < _TO_SIGHT:
        at -= 1
    at -= 1
    while sentence.mark(at) in claim_words("articles"):
        at -= 1
    return sentence.mark(at) in ("after", "before") and sentence.mark(at - 1) in _SPANS
