"""Claims and denials in reported speech: a group says that it, or its men, did something, or did not.

The frame is speaker, verb of saying, subject of one's own ("it", "its fighters"), deed. The verb can also follow
what is said: "fighters of the group attacked a post, it said". The words are sets of
``assets/intake/claim_words.csv``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from geo.intake.frames import claim_words
from geo.intake.marked_text import Marked, Party
from geo.intake.subjects import Subject, subject_of

__all__ = ["OwnWords", "own_words"]

_TO_SUBJECT, _TO_DEED = 26, 8
_SPEAKS = ("group", "foreign", "government", "people")
_STOPS = ("that", "who", "which", "when", "while", "because", ";", ":")
_OF_ITS_OWN = ("member", "members", "fighter", "fighters", "bomber", "bombers", "mujahid", "sarmachars")
_SIGNS = (",", '"', "-", "")


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What a group says of itself: ``claimed`` or ``denied``, in the marks from ``first`` to before ``last``."""

    kind: str
    speaker: Subject
    first: int
    last: int


def own_words(sentence: Marked) -> Iterator[OwnWords]:
    """The claims of a sentence that are told as what a group says of itself."""
    for number, mark in enumerate(sentence.marks):
        found = None
        if mark == "according":
            found = _by_source(sentence, number)
        elif mark == ":":  # its name stands before what it says
            party = subject_of(sentence, number).party
            found = _ahead(sentence, number, Subject(party)) if party and party.kind in _SPEAKS else None
        elif mark in claim_words("say") and not _is_prevented(sentence, number):
            found = _said(sentence, number)
        if found is not None:
            yield found


def _said(sentence: Marked, number: int) -> OwnWords | None:
    """What stands before or behind a verb of saying."""
    speaker = subject_of(sentence, number)
    if speaker.is_other or (speaker.party and speaker.party.kind not in _SPEAKS):
        return None
    if speaker.party or speaker.pronoun:
        return _ahead(sentence, number, speaker) or _behind(sentence, number, speaker)
    party = _inverted(sentence, number)
    return _behind(sentence, number, Subject(party)) if party is not None else None


def _by_source(sentence: Marked, number: int) -> OwnWords | None:
    """What stands beside "according to the group", "according to a statement by it"."""
    for at in range(number + 2, number + 9):
        party = sentence.party(at)
        if party is not None:
            source = Subject(party)
            is_own = party.kind in _SPEAKS
            return (_ahead(sentence, at, source) or _behind(sentence, number, source)) if is_own else None
        if sentence.mark(at) not in claim_words("around") | claim_words("media") | {"by", "its"}:
            return None
    return None


def _ahead(sentence: Marked, verb: int, speaker: Subject) -> OwnWords | None:
    """The deed behind the verb: "said that its fighters had attacked"."""
    for number in range(verb + 1, min(verb + 1 + _TO_SUBJECT, len(sentence.marks))):
        mark = sentence.mark(number)
        if mark in claim_words("not_meant") or mark in (";", ":"):
            return None
        head = _own_subject(sentence, number, speaker)
        if head < 0:
            continue
        if number == verb + 1 and sentence.mark(verb) in ("told", "telling") and head > number + 1:
            return None  # told its fighters to attack
        deed = _deed(sentence, head)
        if deed < 0 and sentence.mark(number - 1) == "by":  # was conducted by its units
            deed = next((n for n in range(number - 2, verb, -1) if sentence.mark(n) in claim_words("deed")), -1)
        if deed >= 0:
            between = set(sentence.marks[max(0, verb - 2) : deed + 1])
            is_denial = bool(between & (claim_words("negative") | claim_words("deny") | {"nothing"}))
            return OwnWords("denied" if is_denial else "claimed", speaker, verb, deed + 1)
    return None


def _behind(sentence: Marked, verb: int, speaker: Subject) -> OwnWords | None:
    """The deed before a verb at the end: "fighters of the group attacked, it said"."""
    start = verb - 1
    while start > 0 and sentence.mark(start - 1) not in _SIGNS:
        start -= 1
    is_ahead = sentence.mark(verb + 1) in claim_words("ownsubj") | claim_words("own_of") | {"that"}
    if start <= 1 or is_ahead:
        return None
    before = sentence.marks[:start]
    deeds = [
        n
        for n, mark in enumerate(before)
        if mark in claim_words("deed") and (not _is_passive(sentence, n) or _is_by_own(sentence, n, speaker))
    ]
    own = [n for n in range(start) if _own_subject(sentence, n, speaker) >= 0]
    named = [n for n, mark in enumerate(before) if mark.startswith("@g")]
    if not deeds or not (own or named) or set(before) & (claim_words("negative") | claim_words("not_meant")):
        return None
    if min((*own, *named)) > deeds[-1] and not _is_by_own(sentence, deeds[-1], speaker):
        return None
    return OwnWords("claimed", speaker, deeds[-1], verb + 1)


def _is_by_own(sentence: Marked, deed: int, speaker: Subject) -> bool:
    """Whether a deed in the passive was done by the speaker: "was carried out by it", "by its fighters"."""
    for number in range(deed + 1, deed + 4):
        if sentence.mark(number) == "by":
            return _own_subject(sentence, number + 1, speaker) >= 0
    return False


def _inverted(sentence: Marked, verb: int) -> Party | None:
    """The group behind the verb: "…, said the spokesman of the BLF"."""
    for number in range(verb + 1, min(verb + 6, len(sentence.marks))):
        mark = sentence.mark(number)
        if mark.startswith("@g"):
            return sentence.party(number)
        if mark not in claim_words("around"):
            return None
    return None


def _own_subject(sentence: Marked, number: int, speaker: Subject) -> int:
    """The mark behind a subject that means the speaker; -1 if there is none."""
    mark = sentence.mark(number)
    if mark in claim_words("ownsubj") or (mark in claim_words("own_men") and sentence.mark(number - 1) != "of"):
        return number + 1
    if mark in claim_words("own_of"):
        for at in range(number + 1, number + 4):
            if sentence.mark(at) in claim_words("people") or sentence.mark(at).startswith("@g"):
                return at + 1
    if mark in ("a", "one", "the") and sentence.mark(number + 1) in ("martyrdom", "fidayee", "mujahideen", "mujahid"):
        return number + 2
    if mark in ("a", "one", "two", "three", "four", "five") and sentence.mark(number + 1) in _OF_ITS_OWN:
        return number + 2
    party = sentence.party(number)
    is_own = party is not None and party.kind == "group" and (not speaker.party or party.name == speaker.party.name)
    if party is not None and is_own and party is not speaker.party:
        return number + 2 if sentence.mark(number + 1) in claim_words("people") else number + 1
    return -1


def _deed(sentence: Marked, begin: int) -> int:
    """The mark of the deed behind a subject; -1 if none follows, or only one that is planned or suffered."""
    for number in range(begin, min(begin + _TO_DEED, len(sentence.marks))):
        mark = sentence.mark(number)
        if mark in claim_words("not_meant") or mark in _STOPS:
            return -1
        if mark in claim_words("state") and sentence.mark(number - 1) not in ("a", "the"):
            return number
        if mark in ("did", "done") and sentence.mark(number + 1) in ("it", "this", "so"):
            return number
        if mark in ("hold", "holds", "held"):
            return number if _is_captivity(sentence, number) else -1
        if mark in claim_words("deed"):
            return -1 if _is_passive(sentence, number) else number
    return -1


def _is_captivity(sentence: Marked, number: int) -> bool:
    """Whether people are held, and not somebody responsible."""
    behind = sentence.marks[number + 1 : number + 8]
    return bool(set(behind[:2]) & claim_words("captives")) and "responsible" not in behind


def _is_passive(sentence: Marked, number: int) -> bool:
    """Whether it was suffered: "its fighters were killed"."""
    at = number - 1
    while sentence.mark(at) in claim_words("adv") or sentence.mark(at) in ("not", "never"):
        at -= 1
    return sentence.mark(at) in ("was", "were", "been", "being", "be", "got") and sentence.mark(number) not in (
        "involved",
        "holding",
    )


def _is_prevented(sentence: Marked, verb: int) -> bool:
    """Whether nothing was said: "has not said", or the group is only accused."""
    before = set(sentence.marks[max(0, verb - 3) : verb])
    return bool(before & (claim_words("negative") - {"none"})) or bool(before & {"accused", "blamed"})
