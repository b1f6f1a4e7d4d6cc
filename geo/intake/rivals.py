"""Whose figure it is: one of an armed group, another state, a movement or residents stands beside the authorities'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from geo.intake.counted_nouns import people_phrases
from geo.intake.fates import Casualties
from geo.intake.phrases import Words
from geo.intake.telling import Telling
from geo.intake.word_sets import word_set

__all__ = ["Voices", "is_rival"]

SPEAKER_KINDS = ("group", "government", "foreign", "media", "force", "movement")
_RIVALS = ("group", "government", "foreign", "movement")
_OWN_STATE = "Government of Pakistan"
_SPEECH = word_set("speaks") | word_set("speech_acts") | word_set("counts_people")
_WITNESSES = word_set("witnesses")
_OFFICIALS = word_set("officials")
_HOSPITAL = word_set("of_hospitals")
_CONTRASTS = frozenset(("but", "while", "whereas", "however", "though", "although"))
_GROUPS = frozenset(("group", "outfit", "organisation", "organization", "faction", "insurgents", "separatists"))
_FIGHTERS = frozenset(("militants", "rebels", "attackers", "gunmen"))
_LOCALS = frozenset(("people", "population", "mourners", "survivors", "inhabitants", "sources", "traders"))
_RELATIVES = frozenset(("which", "where", "who", "whom"))
_FARTHEST, _NEAR, _ASIDE = 12, 3, 5
_ASSERTED = re.compile(
    r"\b(?:its|their|\w+'s|group's) (?:own )?(?:assertion|claim|claims|boast|contention) (?:that|of)\b"
)
_OF_GROUPS = word_set("words_of_groups")
_OWN = frozenset(("we", "our", "us"))
_NOTES = frozenset(("note", "remark", "editor", "editors", "background", "context"))


class _Source(NamedTuple):
    """Someone who may speak: the words, and whether the figure of theirs stands beside that of the authorities."""

    first: int
    last: int
    is_rival: bool


class Voices:
    """Follows through a text who speaks: the reporter and the authorities, or an armed group in its own words.

    With ``is_signed`` the whole text is a statement that a group has signed.
    """

    def __init__(self, words: Words, is_signed: bool = False) -> None:
        self._words, self._is_signed = words, is_signed
        self._is_group = self._is_going_on = False
        self._spoke = self._speaking = ""

    def hear(self, telling: Telling) -> None:
        """Take note of who speaks in a part of a sentence; to be called for each in its order."""
        self._spoke = self._speaking
        named = [a for a in telling.actors if a.kind in SPEAKER_KINDS]
        self._speaking = named[0].kind if named else self._speaking
        lows = [self._words.low(n) for n in telling.where]
        officials = any(s for s in _sources(self._words, telling) if not s.is_rival)
        is_group = any(a.kind == "group" for a in telling.actors) and bool(_OWN & set(lows))
        says = bool(_SPEECH & set(lows))
        if _OF_GROUPS & set(lows) or is_group:
            self._is_group, self._is_going_on = True, self._goes_on(telling, says)
        elif (officials and says) or _NOTES & set(lows[:2]) or not self._is_going_on:
            self._is_group = False

    def _goes_on(self, telling: Telling, says: bool) -> bool:
        """Whether the next sentence is still in the words of the group: a statement, a quotation that is not closed."""
        first, last = self._words.all[telling.where.start], self._words.all[telling.where.stop - 1]
        text = self._words.text.plain[max(first.start - 1, 0) : last.end + 2]
        return not says or ":" in text or text.count('"') % 2 == 1

    def rivals(self, telling: Telling) -> list[Casualties]:
        """The figures of a part of a sentence that are those of another side."""
        return [each for each in telling.casualties if self._is_rival(telling, each)]

    def with_offices(self, telling: Telling) -> list[Casualties]:
        """The figures of a part of a sentence with the authority who gives each, and whether it contradicts another."""
        words, result = self._words, []
        for each in telling.casualties:
            first = min(each.parts[0].first, each.first)
            before = [s for s in sorted(_sources(words, telling)) if s.last <= first]
            told = [c for c in telling.casualties if c.fate == each.fate and c.first < each.first]
            begin = told[-1].last if told else telling.where.start
            aside = next((n for n in range(begin, first) if words.low(n) in (*_RELATIVES, "whose")), first)
            before = [s for s in before if begin <= s.first < aside]
            is_office = bool(before) and not before[-1].is_rival
            is_office = is_office and words.low(before[-1].first - 1) not in ("to", "at", "into", "from")
            office = _office(words.low(before[-1].last - 1)) if is_office else ""
            lows = {words.low(n) for n in range(begin, before[-1].first)} if before else set()
            is_contrary = bool(lows & _CONTRASTS) or bool(told)
            result.append(replace(each, office=office, is_contrary=is_contrary and bool(office)))
        return result

    def _is_rival(self, telling: Telling, stated: Casualties) -> bool:
        said = is_rival(self._words, telling, stated, self._spoke)
        return (self._is_group or self._is_signed) if said is None else said


def _office(low: str) -> str:
    return "hospital" if low in _HOSPITAL else low


def is_rival(words: Words, telling: Telling, stated: Casualties, spoke: str) -> bool | None:
    """Whether a figure is one of another side: "the group said that it had killed 20", "residents spoke of seven".

    Parameters
    ----------
    words, telling, stated
        The words of the text, the sentence, and the figure in it.
    spoke
        The kind of who was named first in the sentence before, for "it put the number at 20".

    Returns
    -------
    bool or None
        None where the sentence does not tell who says it.
    """
    first = min(stated.parts[0].first, stated.first)
    sources = sorted(_sources(words, telling))
    if stated.reference == "spoken":
        is_aside = words.gap(stated.last - 1) == " ("  # 3 (district administration) as against 6 (elders)
        aside = [s for s in sources if is_aside and stated.last <= s.first < stated.last + _NEAR]
        before = [s for s in sources if s.last <= first]
        return aside[0].is_rival if aside else _is_spoken_by_rival(telling, stated, before, spoke)
    last = max(stated.parts[-1].last, stated.last)
    start, stop = telling.sentence.where.start, telling.sentence.where.stop
    if (said := _of_sentence(words, sources, start, first)) is not None:
        return said
    verbs = [n for n in range(start, first + 1) if _is_speech(words, n, stated)]
    if verbs and _is_relative(words, verbs[-1], first):
        return None
    if verbs:
        subject = _subject(words, sources, verbs)
        return _is_of_rival(words, telling, verbs[-1], spoke) if subject is None else subject.is_rival
    behind = next((n for n in range(last, min(last + _FARTHEST, stop)) if _is_speech(words, n, stated)), None)
    if behind is None:
        return None
    near = [s for s in sources if s.last <= behind <= s.last + 2 or behind < s.first <= behind + 3]
    return near[0].is_rival if near else None


def _is_spoken_by_rival(telling: Telling, stated: Casualties, before: list[_Source], spoke: str) -> bool:
    """Whether a bare number is one of another side: "the hospital six, the police four"."""
    if any(_is_before(each, stated) for each in telling.casualties):
        return not stated.is_toll and not (stated.is_contrary and bool(stated.office))
    return before[-1].is_rival if before else spoke in _RIVALS


def _of_sentence(words: Words, sources: list[_Source], start: int, first: int) -> bool | None:
    """Whether a sentence is of another side by its make: "its assertion that", "the BLF, whose men …, said"."""
    if _ASSERTED.search(words.text.low, words.all[start].start, words.all[first].start):
        return True
    subject = _main_subject(words, sources, start, first)
    return subject.is_rival if subject else None


def _main_subject(words: Words, sources: list[_Source], start: int, first: int) -> _Source | None:
    """Who speaks with a clause of "whose" or "which" behind the name: "the BLF, whose men held the road, said"."""
    for source in sources:
        is_main = words.gap(source.last - 1).strip() == "," and words.low(source.last) in ("whose", "which", "who")
        if not is_main or not start <= source.first < first:
            continue
        closing = next((n for n in range(source.last + 2, first) if words.gap(n).strip() == ","), 0)
        others = [s for s in sources if closing < s.first < first]
        is_open = any(words.gap(n).strip() in (";", ":") for n in range(closing, first))
        if closing and not others and not is_open:
            return source
    return None


def _subject(words: Words, sources: list[_Source], verbs: list[int]) -> _Source | None:
    """Who stands just before the last verb of saying that has a subject: "the TTP claimed it and put them at 15"."""
    for verb in reversed(verbs):
        near = [s for s in sources if 0 <= verb - s.last <= _NEAR]
        if near and "and" not in {words.low(n) for n in range(near[-1].last, verb)}:
            return near[-1]
    return None


def _is_before(each: Casualties, stated: Casualties) -> bool:
    return each.fate == stated.fate and each.first < stated.first and each.total != stated.total


def _is_of_rival(words: Words, telling: Telling, verb: int, spoke: str) -> bool | None:
    """Whether the one who speaks by a verb is of another side; None if it is not said who does."""
    sources = sorted(_sources(words, telling))
    before = [s for s in sources if s.last <= verb]
    beside = [s for s in sources if verb < s.first <= verb + 2] if words.low(verb) in ("per", "according") else []
    if beside:
        return beside[0].is_rival
    if before:
        return before[-1].is_rival
    behind = [s for s in sources if verb < s.first <= verb + 2]
    if behind and words.low(verb) in ("according", "said"):
        return behind[0].is_rival
    lead = {words.low(n) for n in range(telling.where.start, telling.where.start + 3)}
    return spoke in _RIVALS if {"it", "they"} & lead else None


def _is_relative(words: Words, verb: int, first: int) -> bool:
    """Whether it is told beside of what was said: "claimed the blast, which killed nine"."""
    return any(words.low(n) in _RELATIVES for n in range(verb + 1, first + 1))


def _is_speech(words: Words, number: int, stated: Casualties) -> bool:
    low, following = words.low(number), words.low(number + 1)
    if low not in _SPEECH and not (low == "according" and following == "to") and low != "per":
        return False
    is_own = stated.first < number < stated.last or (number == stated.first and low in ("claimed", "claims"))
    is_deadly = low in ("claimed", "claiming", "claims") and (
        following in ("at", "responsibility") or _counts(words, number)
    )
    return not is_own and not is_deadly


def _counts(words: Words, number: int) -> bool:
    """Whether lives are claimed: "claimed three lives"."""
    return "lives" in (words.low(number + 2), words.low(number + 3))


def _speaks(words: Words, number: int, end: int) -> bool:
    """Whether people who are no officials speak: "traders at the market speak of 12", "a councillor counted eleven"."""
    noun = people_phrases().at(words, number, end) if words.low(number) not in _OFFICIALS else None
    is_official = noun is not None and any(words.low(n) in _OFFICIALS for n in range(number - 1, noun.last))
    if noun is None or noun.value.group != "civilians" or is_official:
        return False
    for at in range(noun.last, min(noun.last + _ASIDE, end)):
        if words.gap(at - 1).strip() or words.low(at) in _SPEECH:
            return not words.gap(at - 1).strip()
    return False


def _sources(words: Words, telling: Telling) -> Iterator[_Source]:
    for actor in telling.actors:
        if actor.kind in SPEAKER_KINDS:
            yield _Source(actor.first, actor.last, actor.kind in _RIVALS and actor.name != _OWN_STATE)
    for number in telling.sentence.where:
        low = words.low(number)
        if (
            low in _WITNESSES
            or low in _GROUPS
            or (low in _LOCALS and words.low(number - 1) == "local")
            or _speaks(words, number, telling.sentence.where.stop)
            or (low in _FIGHTERS and _SPEECH & {words.low(number + 1), words.low(number + 2), words.low(number + 3)})
        ):
            yield _Source(number, number + 1, True)
        elif low in _OFFICIALS:
            yield _Source(number, number + 1, False)
