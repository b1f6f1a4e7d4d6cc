"""Groups that others name as those who did it: "BLA gunmen killed five, officials said", "a suspected TTP attack".

The frame is a group, at most a few words for its men, and a verb of a deed in the active; or a noun of a deed with
the group before it or behind "by". Somebody has to say it, or the text itself has to doubt it ("suspected"): what the
report states as its own is no attribution. The words are sets of ``assets/intake/words.csv``.
"""

from __future__ import annotations

from dataclasses import dataclass

from geo.intake.actor_names import ActorMention
from geo.intake.frames import claim_words
from geo.intake.phrases import Words
from geo.intake.word_sets import word_set

__all__ = ["NamedDoer", "named_doers"]

_TO_DEED, _TO_FORCE = 6, 4
_NOMINAL = frozenset(("in", "by", "during", "near", "at", "on"))
_SUSPECTED = frozenset(("suspected", "alleged", "presumed", "apparent"))
_SAYS = claim_words("say") | frozenset(("according", "believe", "believes", "believed", "suspect", "suspects"))
_CONDEMNS = frozenset(("condemned", "condemning", "condemns", "condemn", "described", "called", "termed"))


@dataclass(frozen=True, slots=True)
class NamedDoer:
    """A group that is said to have done it; ``says`` is the verb of saying or doubt, ``deed`` the word of the deed."""

    group: ActorMention
    says: int
    deed: int


def named_doers(words: Words, where: range, actors: list[ActorMention], is_quoted: bool = False) -> list[NamedDoer]:
    """The groups of a sentence that somebody else names as those who did it.

    Parameters
    ----------
    words, where
        The words of the text and the sentence.
    actors
        The names in it that can speak or act, in their order.
    is_quoted
        Whether it goes on with a quotation; then nobody has to say it in this sentence.
    """
    found = []
    groups = [a for a in actors if a.kind == "group"]
    for actor in (a for a in actors if a.kind in ("group", "label", "force", "foreign") or _is_agency(a)):
        deed, is_noun = _deed(words, actor, where)
        says = _said_by_others(words, where, actor, is_noun) if deed >= 0 else -1
        is_state = actor.kind == "force" or _is_agency(actor)
        told = words.low(actor.first - 1) in ("told", "to", "with", "by")
        of_group = _said_by_group(words, groups, actor) if actor.kind == "force" and deed >= 0 else -1
        says = of_group if says < 0 else says
        if is_state and (told or is_noun or not (of_group >= 0 or _is_of_people(words, says, actors))):
            continue
        says = deed if says < 0 and is_quoted else says
        if says >= 0:
            found.append(NamedDoer(actor, says, deed))
    return found


def _said_by_group(words: Words, groups: list[ActorMention], actor: ActorMention) -> int:
    """The verb with which a group puts it on a force: "the TTP said that the army itself had bombed the mosque"."""
    for group in groups:
        if words.low(group.last) in _SAYS and group.last < actor.first <= group.last + _TO_FORCE:
            is_itself = bool({"itself", "own"} & {words.low(n) for n in range(actor.first, actor.last + 2)})
            return group.last if is_itself else -1
    return -1


def _is_agency(actor: ActorMention) -> bool:
    return actor.kind == "government" and actor.name.endswith("agencies")


def _is_of_people(words: Words, says: int, actors: list[ActorMention]) -> bool:
    """Whether residents, relatives or a movement say it."""
    movement = any(a.kind == "movement" and says - 3 <= a.last <= says for a in actors)
    return movement or bool({words.low(n) for n in range(says - 4, says)} & _PEOPLE)


def _deed(words: Words, actor: ActorMention, where: range) -> tuple[int, bool]:
    """The deed of a group, and whether it is a noun; -1 if none is told."""
    before = words.low(actor.first - 1)
    if before in ("the", "banned", "outlawed", "proscribed"):
        before = words.low(actor.first - 2)
    if before == "by":
        for number in range(max(where.start, actor.first - 5), actor.first):
            if words.low(number) in _NOUNS:
                return number, True
    begin = _behind_aside(words, actor, where)
    for number in range(begin, min(begin + _TO_DEED, where.stop)):
        low = words.low(number)
        if (number > begin and words.gap(number - 1).strip(" -'\"(")) or low in _STOP:
            return -1, False
        if low in _NOUNS and number <= begin + 1:
            is_general = low in claim_words("acts") and words.low(actor.first - 1) not in _COUNTED
            return (-1 if is_general else number), True
        if low == "had" and words.low(number + 1) in _NO_DEEDS:
            return -1, False
        if low in _VERBS and words.low(number + 1) not in _NOMINAL - {"on"}:
            is_counted = any(
                words.low(n).isdecimal() or words.low(n) in _KILLS for n in range(actor.first - 3, actor.first)
            )
            return (-1 if is_counted and low in _KILLS else number), False
    return -1, False


def _behind_aside(words: Words, actor: ActorMention, where: range) -> int:
    """The word behind a name and, with it, an aside that says who says it: "militants of the TTP, police said, had"."""
    if words.gap(actor.last - 1).strip() != ",":
        return actor.last
    for number in range(actor.last, min(actor.last + _TO_DEED + 2, where.stop)):
        if words.gap(number).strip() == ",":
            return number + 1 if words.low(number) in _SAYS else actor.last
    return actor.last


def _said_by_others(words: Words, where: range, actor: ActorMention, is_noun: bool) -> int:
    """The verb with which another speaker says it, or the word of doubt; -1 if the report states it."""
    for number in range(max(where.start, actor.first - 3), actor.first):
        if words.low(number) in _SUSPECTED:
            return number
    for number in where:
        low = words.low(number)
        is_ahead = number < actor.first
        if low not in _SAYS and not (is_noun and is_ahead and low in _CONDEMNS):
            continue
        near = (
            range(max(where.start, number - 5), number)
            if low != "according"
            else range(number, min(number + 7, where.stop))
        )
        if any(words.low(n) in _OTHERS for n in near) and not any(actor.first in (n, n + 1) for n in near):
            return number
    return -1


_NO_DEEDS = frozenset(
    ("told", "asked", "said", "been", "claimed", "denied", "threatened", "warned", "ended", "declared")
)
_COUNTED = claim_words("counted") | frozenset(("suspected", "alleged"))
_PEOPLE = word_set("people_who_tell")
"""Who names a force as the one who did it; of police and officials it is the report of an operation."""
_VERBS = word_set("open_deeds")
_NOUNS = word_set("event_nouns")
_STOP = word_set("not_meant") | frozenset(("was", "were", "is", "are", "been", "has", "said", "claimed", "denied"))
_KILLS = frozenset(("killed", "killing", "shot", "kidnapped", "abducted", "eliminated", "neutralised"))
_OTHERS = word_set("other_speakers") | frozenset(("ctd", "dpo", "rangers", "corps", "spokesman", "spokesperson"))
