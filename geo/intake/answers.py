"""What somebody who was charged answers: "the department said that it does not have him", "no helicopter flew there".

Nobody has to use a word of denial: after a charge it is enough that the party, or who speaks for it, says "no".
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from geo import assets
from geo.intake.frames import claim_words
from geo.intake.marked_text import Marked, Party
from geo.intake.subjects import subject_of

__all__ = ["answer_in", "stands_for"]

_OF_OTHERS = ("foreign state force", "unit of armed group")
_ARMY = "Pakistan Army"
_OWN_FORCES = (_ARMY, "Frontier Corps")
_SAID_WITHIN, _TO_OFFICE, _TO_END = 26, 5, 5
_NEGATIVES = ("no", "not", "never", "nobody", "none", "nothing", "neither", "otherwise", "cannot")
_UNREAL = ("will", "would", "shall", "should", "could", "may", "must", "let", "has", "if", "neither", "nor")
_OF_ARMY = ("security", "military", "defence")


@cache
def _masters() -> dict[str, str]:
    """The governments and groups that answer for forces and units of theirs, as the table of actors has it."""
    rows = assets.read_table("incidents", "actors.csv")
    return {row["name"]: row["affiliation"] for row in rows if row["type"] in _OF_OTHERS}


def stands_for(name: str, charged: set[str]) -> str:
    """Who of those charged a speaker answers for: itself, or a state for its forces; blank if for nobody."""
    if name in charged:
        return name
    return next((each for each in sorted(charged) if _masters().get(each) == name), "")


def answer_in(sentence: Marked, charged: set[str], last: str) -> tuple[int, Party] | None:
    """The verb of saying and the party of an answer that says "no".

    Parameters
    ----------
    sentence
        The marks of the sentence.
    charged, last
        Who was charged shortly before, and who of them last.
    """
    for number, mark in enumerate(sentence.marks):
        before = set(sentence.marks[max(0, number - 3) : number])
        if mark not in claim_words("say") or before & {"nor", "not", "neither", "never"}:
            continue
        party = _speaker(sentence, number, charged, last)
        if party is not None and (_says_no(sentence, number + 1, len(sentence.marks)) or _said_no(sentence, number)):
            return number, party
    return None


def _speaker(sentence: Marked, verb: int, charged: set[str], last: str) -> Party | None:
    """The charged party that speaks, under its own name, by its office, or as "the department"."""
    subject = subject_of(sentence, verb)
    party = subject.party or _behind(sentence, verb)
    if party is not None:
        if party.kind == "media":
            return _named(party, next((name for name in _OWN_FORCES if name in charged), ""))
        return party if stands_for(party.name, charged) else None
    office = sentence.marks[max(0, verb - _TO_OFFICE) : verb]
    if sentence.parties and not subject.pronoun and any(mark.startswith("@f") for mark in office):
        own = next(p for n in range(verb - 1, -1, -1) if (p := sentence.party(n)) is not None)
        return own if own.name in charged else None
    at = sentence.words[verb]
    meant = Party(at, at + 1, last, "force", is_meant=True)
    if set(office) & set(_OF_ARMY) and _ARMY in charged:
        return _named(meant, _ARMY)
    is_named = any(a in ("the", "that", "said") and b in claim_words("institutions") for a, b in pairwise(office))
    is_meant = (is_named or "it" in office) and last in charged
    return meant if is_meant else None


def _named(party: Party, name: str) -> Party | None:
    return Party(party.first, party.last, name, "force", is_meant=True) if name else None


def _behind(sentence: Marked, verb: int) -> Party | None:
    """Who speaks behind the verb: "…, said the army spokesman"."""
    if sentence.mark(verb - 1) not in (",", '"'):
        return None
    return next((p for n in range(verb + 1, verb + 4) if (p := sentence.party(n)) is not None), None)


def _says_no(sentence: Marked, begin: int, end: int) -> bool:
    """Whether what stands between two marks says that it was not so."""
    for number in range(begin, min(begin + _SAID_WITHIN, end)):
        mark = sentence.mark(number)
        if mark in ("but", "while", "whereas") or (mark == ";" and number > begin):
            return False
        if mark == "nothing" and number == begin:
            return False
        if mark in claim_words("false") or (mark in _NEGATIVES and not _is_no_denial(sentence, number)):
            return True
    return False


def _said_no(sentence: Marked, verb: int) -> bool:
    """Whether a quotation in front of the verb says that it was not so."""
    quotes = [number for number in range(verb) if sentence.mark(number) == '"']
    is_open = len(quotes) % 2 == 1  # the sentence begins with one, which is no mark of its own
    is_last = len(sentence.marks) - verb <= _TO_END
    begin = quotes[0] + 1 if quotes and not is_open else 0
    return bool(quotes or is_last) and _says_no(sentence, begin, verb)


def _is_no_denial(sentence: Marked, number: int) -> bool:
    """Whether it only denies losses, or declines to comment, or tells of what shall not be."""
    before = sentence.mark(number - 1)
    behind = set(sentence.marks[number + 1 : number + 4])
    return before in _UNREAL or bool(behind & claim_words("no_denial"))
