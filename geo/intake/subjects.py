"""Who does what a verb says: the party before it, past adverbs, what stands between commas, and "which"."""

from __future__ import annotations

from dataclasses import dataclass

from geo.intake.frames import claim_words
from geo.intake.marked_text import Marked, Party

__all__ = ["Subject", "clause_start", "subject_of"]

_FARTHEST = 34
_MOST_ASIDE = 22
_RELATIVE = ("which", "who")
_PRONOUNS = ("it", "they", "he", "she", "we", "i", "both")
_OWNERS = {"our": "we", "its": "it", "their": "they", "his": "he"}
_BREAKS = (
    "but",
    "while",
    "whereas",
    "after",
    "when",
    "because",
    "although",
    "though",
    "before",
    "as",
    "since",
    ";",
    ":",
)
_PREPOSITIONS = (
    "of",
    "for",
    "from",
    "by",
    "against",
    "with",
    "to",
    "on",
    "at",
    "in",
    "between",
    "than",
    "like",
    "into",
)
_OF_OTHERS = (*_PREPOSITIONS, "near", "two", "three", "four", "five", "told", "killed", "attacked", "killing")


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject: ``party`` if a name stands there, ``pronoun`` if only one, ``is_other`` for police or officials."""

    party: Party | None = None
    pronoun: str = ""
    is_other: bool = False


def clause_start(sentence: Marked, number: int) -> int:
    """The mark at which the clause of a mark begins."""
    at = number
    while at > 0 and sentence.mark(at - 1) not in _BREAKS:
        at -= 1
    return at


def subject_of(sentence: Marked, verb: int) -> Subject:
    """The subject of the verb at a mark."""
    is_labelled = sentence.mark(verb - 1) == ":" and sentence.party(verb - 2) is not None  # TTP: denies
    at, is_past_comma = verb - 1 - is_labelled, False
    spare: Party | None = None
    end = max(-1, verb - _FARTHEST)
    while at > end:
        mark = sentence.mark(at)
        if mark in (")", ","):
            opened = _opened(sentence, at)
            spare = spare or _inside(sentence, opened, at)
            is_past_comma = True
            at = opened - 1 if opened >= 0 else at - 1
        elif mark in _RELATIVE and sentence.mark(at - 1) in ("those", "people", "men", "persons", "elements"):
            return Subject(is_other=True)
        elif mark in _RELATIVE or (mark == "that" and sentence.mark(at - 1) == ","):
            at -= 1 + (sentence.mark(at - 1) == ",")
            if (whose := sentence.party(at)) is not None and not _is_whole(sentence, at):
                return Subject(whose)
        elif sentence.party(at) is not None:
            skipped = _skipped(sentence, at)
            if skipped is None:
                return Subject((spare if _is_its_faction(sentence, at) else None) or sentence.party(at))
            spare = spare or (sentence.party(at) if _is_whole(sentence, at) else None)
            at = skipped
        elif mark == "but" and at == verb - 1:  # expressed regret but stood by the attack
            at -= 1
        elif (found := _without_name(sentence, at, is_past_comma, spare)) is not None:
            return found
        else:
            at -= 1
    return Subject(spare)


def _without_name(sentence: Marked, at: int, is_past_comma: bool, spare: Party | None) -> Subject | None:
    """The subject that a word is which names no party, or where the clause begins; None if it is neither."""
    mark = sentence.mark(at)
    if mark in (claim_words("people") | claim_words("group_nouns")) and (own := _owner(sentence, at)):
        return Subject(pronoun=own)
    if mark in _PRONOUNS and sentence.mark(at - 1) not in _PREPOSITIONS:
        return Subject(pronoun=mark)
    is_adverb = mark == "since" and sentence.mark(at - 1) in claim_words("aux")
    if mark in _BREAKS and not is_adverb and not (mark == "as" and is_past_comma):
        return Subject(spare)
    if mark in claim_words("others") and not is_past_comma and not _is_object(sentence, at):
        return _other(sentence, at)
    return None


def _other(sentence: Marked, at: int) -> Subject:
    """Whom police, officials or a ministry speak for, where that is said."""
    if sentence.mark(at - 1).startswith("@") and sentence.mark(at) in claim_words("offices"):
        return Subject(sentence.party(at - 1))
    if sentence.mark(at) in claim_words("of_state") and _owner(sentence, at) in ("it", "they"):
        return Subject(pronoun="state")  # its foreign ministry
    owner = _owning(sentence, at)
    return Subject(owner) if owner else Subject(is_other=True)


def _inside(sentence: Marked, opened: int, closed: int) -> Party | None:
    """The name between commas behind "a faction of the TTP", which is who acts."""
    is_part = opened > 0 and (_is_whole(sentence, opened - 1) or _is_its_faction(sentence, opened - 2))
    for at in range(opened + 1, closed) if is_part else ():
        if (party := sentence.party(at)) is not None:
            return party
    return None


def _is_whole(sentence: Marked, at: int) -> bool:
    """Whether a party is the larger group that another is a part of."""
    return bool(set(sentence.marks[max(0, at - 4) : at]) & claim_words("faction")) and sentence.mark(at)[:1] == "@"


def _is_its_faction(sentence: Marked, at: int) -> bool:
    """Whether a party only says of which group another is a part: "a TTP faction, Jamaat-ul-Ahrar, has"."""
    is_part = sentence.mark(at + 1) in claim_words("faction") and sentence.mark(at + 2) == ","
    return is_part and sentence.party(at) is not None


def _owning(sentence: Marked, at: int) -> Party | None:
    """The state of "Kabul's defence ministry"."""
    for before in range(at - 1, at - 4, -1):
        if sentence.mark(before) == "'s":
            return sentence.party(before - 1)
    return None


def _owner(sentence: Marked, at: int) -> str:
    """The pronoun of whose men they are: "its fighters", "none of our men"; blank if it says none."""
    for before in range(at - 1, at - 4, -1):
        if sentence.mark(before) in _OWNERS:
            return _OWNERS[sentence.mark(before)]
        if sentence.mark(before) in _PREPOSITIONS or sentence.mark(before).startswith("@"):
            return ""
    return ""


def _opened(sentence: Marked, closed: int) -> int:
    """The comma or bracket with which what ends at a mark begins; -1 if it is no aside."""
    sign = "(" if sentence.mark(closed) == ")" else ","
    for at in range(closed - 1, max(-1, closed - _MOST_ASIDE), -1):
        if sentence.mark(at) == sign:
            inside = sentence.marks[at + 1 : closed]
            is_aside = sign == "(" or inside[:1] == () or inside[0] not in ("and", "but", "while")
            return at if is_aside and _is_before(sentence, at) else -1
        if sentence.mark(at) in (";", ":"):
            return -1
    return -1


def _is_before(sentence: Marked, at: int) -> bool:
    """Whether a party ends right before an aside, or a spokesman's name does."""
    return any(
        sentence.mark(n).startswith("@") or sentence.mark(n) in _PRONOUNS for n in range(at - 1, max(-1, at - 5), -1)
    )


def _skipped(sentence: Marked, at: int) -> int | None:
    """Where to look on if a party is no subject but belongs to another noun; None if it is one."""
    before = at - 1
    while sentence.mark(before) in claim_words("articles"):
        before -= 1
    low, head = sentence.mark(before), sentence.mark(before - 1)
    speaks = claim_words("spokesman") | claim_words("mouths")
    if sentence.mark(at + 1) == "'s":
        owned = {sentence.mark(n) for n in range(at + 2, at + 6)}
        return None if owned & (speaks | claim_words("people")) else at - 1
    if low in _PREPOSITIONS and _is_whole(sentence, at):
        return before - 1
    is_mouth = bool(set(sentence.marks[max(0, before - 4) : before]) & claim_words("media"))
    if (low in ("to", "with") and head in claim_words("tied")) or (
        low == "by" and head in claim_words("sent") and is_mouth
    ):
        return None  # a channel close to the group, a message signed by it
    if low in _PREPOSITIONS:
        is_in_name = low == "of" and head in ("name", "names", "behalf")  # a message in the name of the group
        is_in_name |= low == "from" and head == "be"  # a call said to be from it
        if is_in_name or (
            low in ("of", "for", "from", "by")
            and (head in speaks or head in claim_words("people") or head.startswith("@"))
        ):
            return None if not head.startswith("@") else before - 1
        return before - 1
    return None


def _is_object(sentence: Marked, at: int) -> bool:
    """Whether the police, the officials of a sentence are only told, asked or hit."""
    before = at - 1
    while sentence.mark(before) in ("the", "a", "local", "senior", "security", "provincial", "district"):
        before -= 1
    return sentence.mark(before) in _OF_OTHERS
