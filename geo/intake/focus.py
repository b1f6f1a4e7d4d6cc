"""How a sentence refers to what was told before: "the attack", "one of the injured", "in another incident".

A definite noun ("the blast"), fire that is returned, a total and what became of people already named go on with an
incident that was told. A marker such as "in another" opens a new one only before a noun of a deed or where a clause
begins: "another soldier" does not.
"""

from __future__ import annotations

from geo.intake.casualties import Casualties
from geo.intake.cues import Cue
from geo.intake.phrases import Words
from geo.intake.telling import Telling
from geo.intake.where import Where
from geo.intake.word_sets import word_set

__all__ = ["counts_events", "is_aftermath", "is_begun", "is_total", "opens", "refers", "says_where"]

_DEEDS = word_set("event_nouns") | word_set("deed_nouns")
_MANY = word_set("deeds_in_number")
_DEFINITE = word_set("definite")
_KNOWN_PEOPLE = word_set("people_known")
_KNOWN_DOERS = word_set("doers_known")
_NEW_DOERS = frozenset(("gunmen", "militants", "armed", "unknown", "unidentified", "masked", "motorcyclists", "men"))
_VICTIMS = word_set("victims_known")
_ADVERBS = frozenset(("separately", "elsewhere", "meanwhile", "unrelated"))
_JOINING = frozenset(("and", "while", "but", "as"))
_IN_CARE = frozenset(("hospital", "cmh", "dhq", "lrh", "wounds", "injuries", "treatment", "surgery", "ward", "doctors"))
_LATER_DEATHS = frozenset(("succumbed", "expired", "died", "dies", "lost", "passed", "breathed", "death", "martyred"))
_SINCE = frozenset(("since", "later", "subsequently", "overnight"))
_RETURNED = frozenset(("retaliatory", "return", "returned", "retaliation", "retaliated", "counter", "reply", "ensuing"))
_TOTALS = frozenset(("total", "final", "toll", "casualties", "overall", "altogether", "sum"))
_LEAST_SAID = 50
"""Cues of this rank and coarser say nothing by themselves."""

_REACH, _FEW, _COURSE_WORDS, _DISTRICT = 3, 5, 8, 3
_ENDED = frozenset(("over", "ended", "stopped", "ceased", "finished"))
_TOOK_PLACE = frozenset(("took", "happened", "occurred", "hit", "struck"))


def opens(words: Words, telling: Telling) -> bool:
    """Whether a marker in it opens a new incident."""
    return any(_opens(words, telling, at) for at in telling.meaning.places.get("new", ()) if at in telling.where)


def _opens(words: Words, telling: Telling, at: int) -> bool:
    is_first = at <= telling.where.start + 1 or words.low(at - 1) in _JOINING or words.gap(at - 1).strip(" ") != ""
    if words.low(at) in _ADVERBS:
        return is_first
    behind = [words.low(n) for n in range(at, min(at + 6, telling.where.stop))]
    if "day" in behind[:4]:  # a day later, the same day
        return bool(telling.places) or any(not _is_definite(words, cue) for cue in _told(telling))
    return bool(_DEEDS & set(behind[1:])) or (behind[:1] == ["in"] and is_first)


def refers(words: Words, telling: Telling) -> bool:
    """Whether all that it tells is told as something known."""
    cues = _told(telling)
    if _is_returned(words, telling) or is_total(words, telling) or _is_of_known(words, telling):
        return True
    if _is_end(words, telling) or _says_what(words, telling):
        return True
    return bool(cues) and all(_is_definite(words, cue) for cue in cues)


def is_begun(words: Words, telling: Telling) -> bool:
    """Whether it names a deed or its doers as something new: "a grenade is thrown", "gunmen attack"."""
    for cue in _told(telling):
        lead = [words.low(n) for n in range(max(cue.first - 2, telling.where.start), cue.first)]
        if {"a", "an"} & set(lead) and words.low(cue.last - 1) in _DEEDS:
            return True
    lows = [words.low(n) for n in telling.where[:_REACH]]
    return bool(_NEW_DOERS & set(lows)) and "the" not in lows and bool(_told(telling))


def _says_what(words: Words, telling: Telling) -> bool:
    """Whether it says of what kind the known deed was: "it was a hand grenade", "it turned out to be a mine"."""
    for number in telling.where[:-2]:
        if words.low(number) == "it" and words.low(number + 1) in ("was", "is", "turned", "seems", "appears"):
            near = range(number + 2, number + _REACH + 4)
            if not {"a", "an"} & {words.low(n) for n in near[:4]}:
                continue
            return not telling.places and any(cue.first in near for cue in telling.cues)
    return False


def _is_end(words: Words, telling: Telling) -> bool:
    """Whether it says that it ended, as logs do: "attack on the station over", "firing stopped"."""
    lows = [words.low(n) for n in telling.where]
    is_short = len(lows) <= _COURSE_WORDS and not telling.places and not telling.casualties
    return is_short and lows[-1:] != [] and lows[-1] in _ENDED and bool((_DEEDS | {"fire"}) & set(lows))


def _is_of_known(words: Words, telling: Telling) -> bool:
    """Whether its people are those named before: "the men had been shot a day before"."""
    if telling.places or telling.is_claim:
        return False
    start = telling.where.start
    lead = start + (words.low(start) == "the")
    if (lead > start or telling.sentence.is_entry) and words.low(lead) in _KNOWN_DOERS:
        return True
    for number in telling.where[:-2]:
        first, second = words.low(number), words.low(number + 1)
        at = number + 1 if first in ("they", "he", "she") else number + 2
        is_known = first in ("they", "he", "she") or (first == "the" and second in _VICTIMS)
        if is_known and words.low(at) in ("had", "was", "were") and words.low(at + 1) == "been":
            return True
    return False


def _told(telling: Telling) -> list[Cue]:
    return [cue for cue in telling.cues if cue.role != "operation" and cue.rank < _LEAST_SAID]


def _is_definite(words: Words, cue: Cue) -> bool:
    """Whether a cue is a noun with "the", "this", "its", or a day's or a group's: "Tuesday's attack"."""
    if words.low(cue.last - 1) not in _DEEDS:
        return False
    for back in range(1, _REACH + 1):
        if words.gap(cue.first - back).strip(" '-\"") or words.low(cue.first - back) in ("a", "an", "another"):
            return False
        if words.low(cue.first - back) in _DEFINITE:
            return True
    return False


def _is_returned(words: Words, telling: Telling) -> bool:
    """Whether it tells who fell in the fire that was returned."""
    lows = [words.low(n) for n in telling.where]
    is_returned = any(low in _RETURNED and "fire" in lows[max(at - 2, 0) : at + 3] for at, low in enumerate(lows))
    return is_returned and bool(telling.casualties)


def is_total(words: Words, telling: Telling) -> bool:
    """Whether it gives figures as a sum: "Total: two dead, four injured"."""
    lows = [words.low(n) for n in telling.where[:2]]
    return bool(telling.casualties) and bool(_TOTALS & set(lows)) and not telling.places


def is_aftermath(words: Words, telling: Telling) -> bool:
    """Whether it tells only what became later of people whom the incident hurt."""
    if telling.is_later_death or _are_more_bodies(words, telling):
        return True
    if not all(_is_definite(words, cue) for cue in _told(telling)):
        return False
    lows = {words.low(n) for n in telling.where}
    if _LATER_DEATHS & lows and (_IN_CARE | _SINCE) & lows:
        return True
    return bool(telling.casualties) and all(_are_known(words, telling, each) for each in telling.casualties)


def _are_more_bodies(words: Words, telling: Telling) -> bool:
    """Whether it tells only of further bodies: "the bodies of two more were found the next morning"."""
    parts = [part for each in telling.casualties for part in each.parts]
    are_more = bool(parts) and all(part.reference.kind == "further" for part in parts)
    return are_more and any(words.low(n) in ("body", "bodies") for n in telling.where) and not telling.places


def _are_known(words: Words, telling: Telling, stated: Casualties) -> bool:
    """Whether they are named as some of those who are known: "one of them", "the guard", "another soldier"."""
    first, last = stated.parts[0].first, stated.parts[0].last
    before = {words.low(n) for n in range(max(first - 2, telling.where.start), first) if words.low(n + 1) != "than"}
    behind = [words.low(n) for n in range(last, min(last + 3, telling.where.stop))]
    is_part = behind[:1] == ["of"] and bool({"them", "the", "those", "whom", "these"} & set(behind))
    inside = {words.low(n) for n in range(first, last) if words.low(n + 1) != "than"}
    return is_part or bool(_KNOWN_PEOPLE & (before | inside))


def says_where(words: Words, telling: Telling, place: Where, known: Where) -> bool:
    """Whether it says where what is known happened: "the attack took place in Bagan", "the strike hit a house"."""
    lows = [words.low(n) for n in telling.where[:_COURSE_WORDS]]
    is_known = lows[:1] == ["it"] or (lows[:1] in (["the"], ["this"], ["that"]) and bool(_DEEDS & set(lows[1:4])))
    verb = next((n for n, low in enumerate(lows) if low in _TOOK_PLACE and n <= _REACH + 1), 0)
    is_said = verb > 0 and (lows[0] != "it" or lows[verb] != "hit") and not opens(words, telling)
    is_near = not known.province or not place.province or known.province == place.province
    return is_known and is_said and is_near and place.rank >= _DISTRICT and not place.outside and not telling.casualties


def counts_events(words: Words, telling: Telling) -> bool:
    """Whether it counts incidents: "391 attacks", "dozens of blasts"."""
    for cue in telling.cues:
        if words.low(cue.last - 1) not in _MANY:
            continue
        for number in range(max(cue.first - _REACH, telling.where.start), cue.first):
            low = words.low(number)
            if (low.isdecimal() and int(low) >= _FEW and len(low) < _FEW) or low in ("dozens", "hundreds", "scores"):
                return True
    return False
