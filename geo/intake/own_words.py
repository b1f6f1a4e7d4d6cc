"""Claims and denials in reported speech: a group says that it, or its men, did something, or did not.

The frame is speaker, verb of saying, subject of one's own ("it", "its fighters"), deed. The verb can also follow
what is said: "fighters of the group attacked a post, it said". The words are sets of ``assets/intake/words.csv``.
"""

from __future__ import annotations

from dataclasses import dataclass

from geo.intake.actor_names import ActorMention
from geo.intake.phrases import Words
from geo.intake.word_sets import word_set

__all__ = ["OwnWords", "own_words"]

_TO_SPEAKER, _TO_SUBJECT, _TO_DEED = 18, 9, 6
_ACCUSED = ("accused", "blamed", "fault", "culprit", "culprits")
_NEGATED = frozenset(("not", "never", "no", "none", "neither", "nor", "n't", "denied", "denies", "denying", "deny"))


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What a group says of itself: ``claimed`` or ``denied``; ``speaker`` is None where it was named before."""

    kind: str
    speaker: ActorMention | None
    first: int
    last: int


def own_words(words: Words, where: range, groups: list[ActorMention], others: list[ActorMention]) -> list[OwnWords]:
    """The claims of a sentence that are told as what a group says of itself.

    Parameters
    ----------
    words, where
        The words of the text and the sentence.
    groups, others
        The names in it that can claim, and all other names of speakers.
    """
    found = []
    for number in where:
        if words.low(number) in _SAYS and not _is_prevented(words, number, where):
            one = _ahead(words, number, where, groups, others) or _behind(words, number, where, groups, others)
            if one is not None:
                found.append(one)
    return found


def _ahead(
    words: Words, verb: int, where: range, groups: list[ActorMention], others: list[ActorMention]
) -> OwnWords | None:
    """The deed behind the verb: "said that its fighters had attacked"."""
    is_known, speaker = _speaker(words, verb, where, groups, others)
    if not is_known:
        return None
    end = min(verb + 1 + _TO_SUBJECT, where.stop)
    for subject in range(verb + 1, end):
        if words.low(subject) in _NOT_MEANT or _ends(words, subject):
            return None
        own = [a for a in groups if a.first == subject and (speaker is None or a.name == speaker.name)]
        if head := own[0].last if own else _own_subject(words, subject, where):
            deed = _deed(words, head, where)
            if deed < 0 and words.low(subject - 1) == "by":  # was conducted by its units
                deed = next((n for n in range(subject - 2, verb, -1) if words.low(n) in _DEEDS), -1)
            if deed < 0:
                continue
            denial = {words.low(n) for n in range(verb, deed)} & _NEGATED
            return OwnWords("denied" if denial else "claimed", speaker, verb, deed + 1)
    return None


def _behind(
    words: Words, verb: int, where: range, groups: list[ActorMention], others: list[ActorMention]
) -> OwnWords | None:
    """The deed around a verb in brackets or at the end: "a bomber who, it said, drove the car"."""
    subject = verb - 1
    is_aside = words.low(subject) in _REFERENCES and ("," in words.gap(subject - 1) or '"' in words.gap(subject - 1))
    if words.low(subject) in ("group", "outfit", "spokesman", "organisation", "organization", "militants", "taliban"):
        begin = subject - 1 if words.low(subject - 1) in ("the", "its", "a") else subject
        is_aside = "," in words.gap(begin - 1) or '"' in words.gap(begin - 1)
    if not is_aside:
        return None
    named = [a for a in groups if a.last <= subject]
    if not named or any(a.first > named[-1].last and a.last <= subject for a in others if a.speaks):
        return None
    span = range(named[-1].last, where.stop)
    deeds = [n for n in span if words.low(n) in _DEEDS]
    own = [n for n in span if words.low(n) == "own" and words.low(n + 1) in _PEOPLE]
    if {words.low(n) for n in span} & _NEGATED or not (deeds or own):
        return None
    return OwnWords("claimed", named[-1], subject, verb + 1)


def _speaker(
    words: Words, verb: int, where: range, groups: list[ActorMention], others: list[ActorMention]
) -> tuple[bool, ActorMention | None]:
    """Whether a group speaks, and its name where it stands in the sentence."""
    begin = max(where.start, verb - _TO_SPEAKER)
    rivals = [a.last for a in others if begin <= a.first and a.last <= verb and a.kind != "militants"]
    inside = {n for a in groups for n in range(a.first, a.last)}
    rivals += [n + 1 for n in range(begin, verb) if words.low(n) in _OTHERS and n not in inside]
    nearest = max(rivals, default=0)
    named = [a for a in groups if begin <= a.first and a.last <= verb]
    if named and named[-1].last > nearest:
        return True, _main(words, named)
    for number in range(verb - 1, max(begin, nearest) - 1, -1):
        if words.low(number) in _REFERENCES:
            return True, None
    return False, None


def _main(words: Words, named: list[ActorMention]) -> ActorMention:
    """Of "X, a faction of Y, said" the first."""
    last = named[-1]
    before = {words.low(n) for n in range(last.first - 4, last.first)}
    return named[-2] if len(named) > 1 and before & {"faction", "splinter", "branch", "offshoot", "wing"} else last


def _own_subject(words: Words, number: int, where: range) -> int:
    """The word behind a subject that means the speaker; 0 if there is none."""
    low = words.low(number)
    if low in _SUBJECTS:
        return number + 1
    if low in ("its", "their", "our", "his"):
        for at in range(number + 1, min(number + 4, where.stop)):
            if words.low(at) in _PEOPLE:
                return at + 1
    if low in ("a", "one") and words.low(number + 1) == "martyrdom":  # a martyrdom-seeker
        return number + 2
    if low == "the" and words.low(number + 1) in ("group", "outfit", "organisation", "organization"):
        return number + 2
    return 0


def _deed(words: Words, begin: int, where: range) -> int:
    """The word of the deed behind a subject; -1 if none follows, or only one that is planned."""
    for number in range(begin, min(begin + _TO_DEED, where.stop)):
        low = words.low(number)
        if low in _NOT_MEANT or (number > begin and _ends(words, number)):
            return -1
        if low in _DEEDS:
            return number
    return -1


def _ends(words: Words, number: int) -> bool:
    return ";" in words.gap(number - 1)


def _is_prevented(words: Words, verb: int, where: range) -> bool:
    """Whether nothing was said: "has not said", or the group is only accused."""
    lows = {words.low(n) for n in range(max(where.start, verb - 3), verb)}
    return bool(lows & (_NEGATED - {"none"})) or bool(lows & set(_ACCUSED))


_SAYS = word_set("speech_acts")
_SUBJECTS = word_set("own_subjects")
_PEOPLE = word_set("own_people")
_DEEDS = word_set("deeds_done")
_NOT_MEANT = word_set("not_meant")
_REFERENCES = word_set("refers_to_group")
_OTHERS = word_set("other_speakers")
