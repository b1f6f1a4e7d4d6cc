"""Of which incident a claim speaks: by place, entry, its words, its day, "both", "the latter", else by nearness."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from geo.intake.cues import family_of
from geo.intake.day_mentions import DayMention
from geo.intake.events import Event
from geo.intake.frames import claim_words
from geo.intake.phrases import Words
from geo.intake.responsibility import SpokenClaim
from geo.intake.telling import Telling

__all__ = ["EventChooser", "Noted"]

_MAIN = 3
_LEAST_LETTERS = 4
_TELLING_SENTENCES = 4
_BOUNDARIES = ("but", "while", "whereas", "and", "though", "although")
_COUNTS = {"both": 2, "twin": 2, "two": 2, "three": 3, "four": 4, "all": 4, "these": 4}
_FORCE_USED = "Excessive force against protesters"
_NUMERALS = ("i", "ii", "iii", "iv", "v")
_DEED_NOUNS = {
    "bomb": ("blast", "bombing", "explosion", "ied", "mine", "bomb", "detonation", "landmine"),
    "armed": ("ambush", "shooting", "firing", "killing", "killings", "murder", "assault", "raid", "assassination"),
    "abduction": ("abduction", "kidnapping", "abductions", "kidnappings"),
    "grenade": ("grenade",),
    "shelling": ("shelling", "rocket", "rockets", "mortar"),
    "air": ("drone", "airstrike"),
}
"""Nouns by the family of incidents that they can mean."""


@dataclass(frozen=True, slots=True)
class Noted:
    """The claims of a sentence with what had been told up to it.

    Attributes
    ----------
    claims, parts
        The claims and what the sentence tells.
    told, outside, current
        The events of the two provinces and others by then, and the one told last.
    placed
        The last sentence that named a place.
    days
        The days that the sentence names, without those of asides.
    """

    claims: list[SpokenClaim]
    parts: list[Telling]
    told: tuple[Event, ...]
    outside: tuple[Event, ...]
    current: Event | None
    placed: list[Telling]
    days: tuple[DayMention, ...] = ()

    @property
    def paragraph(self) -> int:
        """The paragraph of the sentence."""
        return self.parts[0].sentence.paragraph


class EventChooser:
    """Chooses among the events that are incidents; keeps who was blamed for which, as a denial answers that."""

    def __init__(self, words: Words, found: list[Event]) -> None:
        self._words, self._found = words, found
        self._blamed: dict[str, Event] = {}

    def choose(self, noted: Noted) -> Iterator[tuple[SpokenClaim, list[Event]]]:
        """The claims of a sentence with their events; none where it is no incident here that is claimed."""
        ordered = sorted(noted.claims, key=lambda claim: claim.at)
        parts = noted.parts
        starts = [self._begin(claim, parts) for claim in ordered]
        ends = [*starts[1:], parts[-1].where.stop]
        for claim, start, end in zip(ordered, starts, ends, strict=True):
            where = parts[0].where.start if len(ordered) == 1 else start
            events = self._events(claim, range(where, max(end, claim.at + 1)), noted)
            if claim.kind == "attributed" and events:
                self._blamed[claim.about] = events[-1]
            yield claim, events

    def _begin(self, claim: SpokenClaim, parts: list[Telling]) -> int:
        number = claim.at
        while number > parts[0].where.start:
            if ";" in self._words.gap(number - 1) or self._words.low(number - 1) in _BOUNDARIES:
                return number
            number -= 1
        return number

    def _end(self, claim: SpokenClaim, where: range) -> int:
        """Where the clause of a claim ends."""
        for number in range(claim.at + 1, where.stop):
            gap, low = self._words.gap(number - 1), self._words.low(number)
            if ";" in gap or ("," in gap and low in _BOUNDARIES):
                return number
        return where.stop

    def _events(self, claim: SpokenClaim, where: range, noted: Noted) -> list[Event]:
        """The events of a claim; none if it is of one that is no incident here."""
        told = self._told(noted)
        near = [part for part in noted.parts if part.where.start < where.stop and where.start < part.where.stop]
        if (some := self._counted(claim, where, told)) is not None:
            return some
        if claim.kind == "claimed" and len(near) > 1:
            own = [e for part in near if part.tells and (e := self._at_place([part], noted)) and not e.place.outside]
            if len(own) > 1:
                return own
        event = self._at_place(near, noted)
        if event is None and claim.kind == "denied":
            lows = [self._words.low(n) for n in where]
            if (named := self._by_words(lows, self._told(noted))) is not None:
                return [named]
            if claim.by in self._blamed:  # the answer to a charge
                return [self._blamed[claim.by]]
            if self._is_elsewhere(noted):
                return []
        event = event or self._of_what_is_said(claim, where, near, noted) or self._nearest(noted)
        is_of_earlier = event is not None and claim.kind == "claimed" and _is_before(noted.days, event)
        return [event] if event and not event.place.outside and not is_of_earlier else []

    def _told(self, noted: Noted) -> list[Event]:
        """The incidents told by then, without those that nobody claims; all of them where none was told yet."""
        known = {id(event) for event in noted.told}
        told = [e for e in self._found if id(e) in known] or self._found
        return [e for e in told if e.family != "protest" or any(c.kind == _FORCE_USED for c in e.cues)] or told

    def _at_place(self, parts: list[Telling], noted: Noted) -> Event | None:
        """The last event at a place that a sentence names."""
        told = self._told(noted)
        events = [*noted.outside, *told]
        for telling in parts:
            for place in telling.places or telling.weak_places:
                deeds = [e for e in self._found if e.family != "protest" or any(c.kind == _FORCE_USED for c in e.cues)]
                exact = [e for e in (*deeds, *events) if place.location and e.place.location == place.location]
                near = [e for e in events if e.place.precision and e.place.may_be(place)]
                if exact or near:
                    return ([e for e in exact if e in events] or exact or near)[-1]
        return None

    def _of_what_is_said(self, claim: SpokenClaim, where: range, near: list[Telling], noted: Noted) -> Event | None:
        """The event of the same entry, that alone has the words, the day or the kind of what is claimed."""
        told = self._told(noted)
        entry = [e for e in told if e.is_entry and self._is_of_entry(e, noted)]
        if entry or len(told) < 2:
            return next(reversed(entry), None)
        lows = [self._words.low(n) for n in where]
        by_words = self._by_words(lows[: self._end(claim, where) - where.start], told)
        return by_words or self._on_day(near, told) or self._of_kind(lows, told)

    def _is_of_entry(self, event: Event, noted: Noted) -> bool:
        start = noted.parts[0].sentence.start
        before = [t for t in event.tellings if t.sentence.start < start or not t.is_claim]
        return any(t.sentence.paragraph == noted.paragraph for t in before)

    def _is_elsewhere(self, noted: Noted) -> bool:
        """Whether the paragraph speaks of a place at which nothing is told: a killing that is only denied."""
        placed = noted.placed
        if not placed or placed[0].sentence.paragraph != noted.paragraph:
            return False
        places = [place for part in placed for place in part.places]
        event = self._at_place(placed, noted)
        names = {place.location for place in places} - {""}
        is_other = event is not None and bool(names and event.place.location) and event.place.location not in names
        return any(p.precision in ("near", "district") for p in places) and (event is None or is_other)

    def _counted(self, claim: SpokenClaim, where: range, told: list[Event]) -> list[Event] | None:
        """The events of "both attacks", "the former", "the second incident"; None if the claim counts none."""
        plural = claim_words("acts")
        lows = [self._words.low(n) for n in where]
        for at, low in enumerate(lows):
            behind = lows[at + 1 : at + 5]
            beside = {*lows[:at][-2:], *behind[:1]}
            is_both = low == "both" and (bool(claim_words("own_it") & beside) or lows[at - 1 : at] == ["for"])
            if claim.kind != "denied" and low in _COUNTS and (is_both or plural & set(behind)):
                return told[-_COUNTS[low] :]
            if low in _NUMERALS and "(" in self._words.gap(where.start + at - 1):  # as regards (i)
                return told[_NUMERALS.index(low) :][:1]
            if low in ("former", "latter") and len(told) > 1:
                return [told[-2 if low == "former" else -1]]
            is_of_it = lows[at - 2 : at - 1] in (["for"], ["of"]) or behind[:1] in (["was"], ["is"], ["has"])
            is_alone = lows[at - 1 : at] == ["the"] and is_of_it and len(told) > 1
            if low in ("first", "second", "third") and (is_alone or (claim_words("act") | {"one"}) & set(behind[:2])):
                number = ("first", "second", "third").index(low)
                return told[number : number + 1]
        return None

    def _by_words(self, lows: Iterable[str], told: list[Event]) -> Event | None:
        """The event that alone has a word of the claim in its own sentences: "the councillor", "the convoy"."""
        common = claim_words("act") | claim_words("others") | claim_words("say") | claim_words("common")
        asked = {_one(low) for low in lows if len(low) >= _LEAST_LETTERS and low not in common}
        has = [self._words_of(event) for event in told]
        found = {}
        for number, words in enumerate(has):
            others = set().union(*(each for n, each in enumerate(has) if n != number))
            if own := asked & (words - others):
                found[number] = len(own)
        best = max(found, key=lambda number: found[number], default=-1)
        is_clear = best >= 0 and all(found[best] > size for number, size in found.items() if number != best)
        return told[best] if is_clear else None

    def _words_of(self, event: Event) -> set[str]:
        tellings = [t for t in event.tellings if not t.is_claim][:_TELLING_SENTENCES]
        return {_one(self._words.low(n)) for telling in tellings for n in telling.where}

    def _on_day(self, parts: list[Telling], told: list[Event]) -> Event | None:
        """The event of a day that the claim names, where that is not the day of the claim itself."""
        days = [d.days for part in parts for d in part.days if d.days and d.days.precision == "day"]
        found = [e for e in told if e.dated.days and any(d.overlaps(e.dated.days) for d in days)]
        return found[-1] if len(found) == 1 and len(days) == 1 else None

    def _of_kind(self, lows: list[str], told: list[Event]) -> Event | None:
        """The one event of the kind that the claim calls the deed: "the bombing"."""
        families = {family for family, nouns in _DEED_NOUNS.items() if set(nouns) & set(lows)}
        if len(families) != 1:
            return None
        found = [
            e for e in told if family_of(tuple(c for t in e.tellings if not t.is_claim for c in t.cues)) in families
        ]
        return found[-1] if found and len(found) < len(told) else None

    def _nearest(self, noted: Noted) -> Event | None:
        """The event told last; of a report that has one main story and a side remark, the main one."""
        told, current = self._told(noted), noted.current
        if (here := self._in_paragraph(noted, told)) is not None:
            return here
        start = noted.parts[0].sentence.start
        earlier = [t for t in current.tellings if t.sentence.start < start] if current else []
        is_here = bool(earlier) and earlier[-1].sentence.paragraph == noted.paragraph
        if current is not None and current.place.outside and is_here:
            return current
        event = current if any(e is current for e in told) else next(reversed(told), None)
        is_aside = event is not None and self._is_aside(event, told)
        if event is None or event is not current or event.is_entry or (not is_aside and (len(earlier) > 1 or is_here)):
            return event
        main = max(told, key=lambda e: len(e.tellings))
        return main if len(main.tellings) >= _MAIN and not main.is_entry else event

    def _in_paragraph(self, noted: Noted, told: list[Event]) -> Event | None:
        """The event at the town that the paragraph named last, in this sentence or one before."""
        if not noted.placed or noted.placed[0].sentence.paragraph != noted.paragraph:
            return None
        names = {place.location for part in noted.placed for place in part.places} - {""}
        found = [event for event in told if event.place.location in names]
        return found[0] if len(found) == 1 and len(names) == 1 else None

    def _is_aside(self, event: Event, told: list[Event]) -> bool:
        """Whether an event began as a remark in a sentence on another one, of which more is told."""
        first = event.tellings[0].sentence
        return any(
            e is not event and len(e.tellings) > len(event.tellings) and any(t.sentence is first for t in e.tellings)
            for e in told
        )


def _one(low: str) -> str:
    """A word without the "s" of the plural: "the passengers" of "a passenger coach"."""
    return low[:-1] if len(low) > _LEAST_LETTERS and low.endswith("s") and not low.endswith("ss") else low


def _is_before(mentions: tuple[DayMention, ...], event: Event) -> bool:
    """Whether all days that are said lie before an event: another deed of the group is recalled."""
    days = [mention.days for mention in mentions if mention.days]
    first = event.dated.days.first if event.dated.days else None
    return bool(days) and first is not None and all(d.last < first for d in days)
