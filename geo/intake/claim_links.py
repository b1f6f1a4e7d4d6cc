"""Of which incident a claim speaks: by place, entry, its words, its day, "both", "the latter", else by nearness."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from geo.intake.day_mentions import DayMention
from geo.intake.events import Event, family_of
from geo.intake.frames import claim_words
from geo.intake.joining import BACKGROUND_DAYS, Joiner
from geo.intake.marked_text import Party
from geo.intake.phrases import Words
from geo.intake.responsibility import SpokenClaim
from geo.intake.telling import Telling

__all__ = ["ClaimLinks"]

_MAIN = 3
_LEAST_LETTERS = 4
_TELLING_SENTENCES = 4
_BOUNDARIES = ("but", "while", "whereas", "and", "though", "although")
_COUNTS = {"both": 2, "twin": 2, "two": 2, "three": 3, "four": 4, "all": 4, "these": 4}
_NOT_CLAIMED = ("protest",)
_NUMERALS = ("i", "ii", "iii", "iv", "v")
_RELATIVE = ("which", "who", "whose", "whom", "where")
_DEED_NOUNS = {
    "bomb": ("blast", "bombing", "explosion", "ied", "mine", "bomb", "detonation", "landmine"),
    "armed": ("ambush", "shooting", "firing", "killing", "killings", "murder", "assault", "raid", "assassination"),
    "abduction": ("abduction", "kidnapping", "abductions", "kidnappings"),
    "grenade": ("grenade",),
    "shelling": ("shelling", "rocket", "rockets", "mortar"),
    "air": ("drone", "airstrike"),
}
"""Nouns by the family of incidents that they can mean."""


class ClaimLinks:
    """Keeps the claims of each event; those of a text that comes before its event wait for the first one."""

    def __init__(self, words: Words, joiner: Joiner, published: date | None, signer: Party | None) -> None:
        self._words, self._joiner, self._published, self._signer = words, joiner, published, signer
        self._of: dict[int, list[SpokenClaim]] = {}
        self._early: list[SpokenClaim] = []
        self._past_paragraph = -1
        self._placed: list[Telling] = []
        self._blamed: dict[str, Event] = {}
        self._heard: dict[int, list[range]] = {}

    def note(self, claims: list[SpokenClaim], parts: list[Telling], before: Event | None) -> None:
        """Take in the claims of a sentence; ``before`` is the event that was told before it."""
        self._heard.setdefault(parts[0].sentence.paragraph, []).append(parts[0].sentence.where)
        is_past = self._is_past(parts, claims)
        if parts[0].is_claim and not is_past:
            self._forget_unplaced(parts, before)
        if not claims or is_past or any("old" in part.meaning.kinds for part in parts):
            return
        ordered = sorted(claims, key=lambda claim: claim.at)
        starts = [self._begin(claim, parts) for claim in ordered]
        ends = [*starts[1:], parts[-1].where.stop]
        for claim, start, end in zip(ordered, starts, ends, strict=True):
            where = parts[0].where.start if len(ordered) == 1 else start
            events = self._events(claim, range(where, max(end, claim.at + 1)), parts)
            if events is None:
                continue
            if not events:
                self._early.append(claim)
            if claim.kind == "attributed" and events:
                self._blamed[claim.about] = events[-1]
            for key in dict.fromkeys(id(event) for event in events):
                self._of.setdefault(key, []).append(claim)

    def of(self, event: Event, is_first: bool) -> list[SpokenClaim]:
        """The claims of an event in the order of the text."""
        found = [*(self._early if is_first else ()), *self._of.get(id(event), ())]
        return [*found, *self._signed(event, {claim.by for claim in found})]

    def _signed(self, event: Event, known: set[str]) -> list[SpokenClaim]:
        """The claim of the group whose statement the text is, where it tells of its men."""
        if self._signer is None or self._signer.name in known:
            return []
        heard = [where for t in event.tellings for where in self._heard.get(t.sentence.paragraph, ())]
        own = [n for where in heard for n in where if self._words.low(n) in claim_words("we_words")]
        named = (self._signer.first, self._signer.last)
        return [SpokenClaim("claimed", self._signer.name, "", (named, (n, n + 1)), n) for n in own[:1]]

    # what is long past

    def _is_past(self, parts: list[Telling], claims: list[SpokenClaim]) -> bool:
        """Whether the sentence recalls what was long ago, or goes on about it without a day or place of its own."""
        paragraph = parts[0].sentence.paragraph
        asides = self._asides(parts, claims)
        days = [d for part in parts for d in part.days if d.first not in asides]
        has_own = any(part.places for part in parts) or any(d.days for d in days)
        if any("recalled" in part.meaning.kinds for part in parts) or self._are_past(days):
            self._past_paragraph = paragraph
            return True
        if has_own:
            self._past_paragraph = -1
        if any(part.places for part in parts):
            self._placed = parts
        return paragraph == self._past_paragraph

    def _asides(self, parts: list[Telling], claims: list[SpokenClaim]) -> set[int]:
        """The words of clauses such as ", which stormed a train in 2025," in which no claim is made."""
        found: set[int] = set()
        begin, stop = parts[0].where.start, parts[-1].where.stop
        at = begin
        while at < stop:
            if self._words.low(at) in _RELATIVE and "," in self._words.gap(at - 1):
                end = next((n for n in range(at, stop) if "," in self._words.gap(n)), stop - 1) + 1
                if not any(at <= claim.at < end for claim in claims):
                    found.update(range(at, end))
                at = end
            at += 1
        return found

    def _are_past(self, mentions: list[DayMention]) -> bool:
        """Whether all days that are said are long before the publication."""
        days = [mention.days for mention in mentions if mention.days]
        newest = self._published or max((e.dated.days.last for e in self._joiner.events if e.dated.days), default=None)
        return bool(days) and newest is not None and all(d.last < newest - timedelta(BACKGROUND_DAYS) for d in days)

    # which event

    def _forget_unplaced(self, parts: list[Telling], before: Event | None) -> None:
        """Take back an event without place or victims that a claim of the one before has begun."""
        event = self._joiner.current
        if event is None or before is None or event is before or event.place.precision in ("near", "district"):
            return
        is_of_claim = all(telling.sentence is parts[0].sentence for telling in event.tellings)
        if is_of_claim and not any(telling.casualties for telling in event.tellings):
            self._joiner.forget(event, before)

    def _at_place(self, parts: list[Telling]) -> Event | None:
        """The last event at a place that a sentence names."""
        for telling in parts:
            for place in telling.places or telling.weak_places:
                for event in reversed(self._joiner.events + self._joiner.outside):
                    if event.family not in _NOT_CLAIMED and event.place.precision and event.place.may_be(place):
                        return event
        return None

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

    def _events(self, claim: SpokenClaim, where: range, parts: list[Telling]) -> list[Event] | None:
        """The events of a claim; None if it is of one that is no incident here."""
        told = [e for e in self._joiner.events if e.tellings and e.family not in _NOT_CLAIMED]
        lows = [self._words.low(n) for n in where]
        near = [part for part in parts if part.where.start < where.stop and where.start < part.where.stop]
        if told and (some := self._counted(claim, where, told)) is not None:
            return some or None
        if claim.kind == "claimed" and len(near) > 1:
            own = [e for part in near if part.tells and (e := self._at_place([part]))]
            if len(own) > 1:
                return own
        if event := self._at_place(near):
            return [event]
        if claim.kind == "denied" and claim.by in self._blamed:  # the answer to a charge
            return [self._blamed[claim.by]]
        paragraph = parts[0].sentence.paragraph
        if claim.kind == "denied" and self._is_elsewhere(paragraph):
            return None
        entry = [e for e in told if e.is_entry and any(t.sentence.paragraph == paragraph for t in e.tellings)]
        by_words = self._by_words(lows[: self._end(claim, where) - where.start], told) if len(told) > 1 else None
        event = next(reversed(entry), None) or by_words or self._on_day(near, told) or self._of_kind(lows, told)
        event = event or self._nearest(parts)
        return [event] if event else []

    def _is_elsewhere(self, paragraph: int) -> bool:
        """Whether the paragraph speaks of a place at which nothing is told: a killing that is only denied."""
        is_here = bool(self._placed) and self._placed[0].sentence.paragraph == paragraph
        is_fine = any(p.precision in ("near", "district") for part in self._placed for p in part.places)
        event = self._at_place(self._placed) if is_here and is_fine else None
        names = {p.location for part in self._placed for p in part.places} - {""}
        is_other = (
            event is not None and bool(names) and bool(event.place.location) and event.place.location not in names
        )
        return is_here and is_fine and (event is None or is_other) and bool(self._joiner.events)

    def _counted(self, claim: SpokenClaim, where: range, told: list[Event]) -> list[Event] | None:
        """The events of "both attacks", "the former", "the second incident"; None if the claim counts none."""
        plural = claim_words("acts")
        lows = [self._words.low(n) for n in where]
        for at, low in enumerate(lows):
            behind = lows[at + 1 : at + 5]
            is_both = low == "both" and bool(claim_words("own_it") & {*lows[:at][-2:], *behind[:1]})
            if claim.kind == "claimed" and low in _COUNTS and (is_both or plural & set(behind)):
                return told[-_COUNTS[low] :]
            if low in _NUMERALS and "(" in self._words.gap(where.start + at - 1):  # as regards (i)
                return told[_NUMERALS.index(low) :][:1]
            if low in ("former", "latter") and len(told) > 1:
                return [told[-2 if low == "former" else -1]]
            is_alone = lows[at - 1 : at] == ["the"] and lows[at - 2 : at - 1] in (["for"], ["of"]) and len(told) > 1
            if low in ("first", "second", "third") and (is_alone or claim_words("act") & set(behind[:2])):
                number = ("first", "second", "third").index(low)
                return told[number : number + 1]
        return None

    def _by_words(self, lows: Iterable[str], told: list[Event]) -> Event | None:
        """The event that alone has a word of the claim in its own sentences: "the councillor", "the convoy"."""
        common = claim_words("act") | claim_words("others") | claim_words("say") | claim_words("common")
        asked = {low for low in lows if len(low) >= _LEAST_LETTERS and low not in common}
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
        return {self._words.low(n) for telling in tellings for n in telling.where}

    def _on_day(self, parts: list[Telling], told: list[Event]) -> Event | None:
        """The event of a day that the claim names, where that is not the day of the claim itself."""
        days = [d.days for part in parts for d in part.days if d.days and d.days.precision == "day"]
        found = [e for e in told if e.dated.days and any(d.overlaps(e.dated.days) for d in days)]
        return found[-1] if len(found) == 1 and len(told) > 1 and len(days) == 1 else None

    def _of_kind(self, lows: list[str], told: list[Event]) -> Event | None:
        """The one event of the kind that the claim calls the deed: "the bombing"."""
        families = {family for family, nouns in _DEED_NOUNS.items() if set(nouns) & set(lows)}
        if len(told) < 2 or len(families) != 1:
            return None
        found = [
            e for e in told if family_of(tuple(c for t in e.tellings if not t.is_claim for c in t.cues)) in families
        ]
        return found[-1] if found and len(found) < len(told) else None

    def _nearest(self, parts: list[Telling]) -> Event | None:
        """The event told last; of a report that has one main story and a side remark, the main one."""
        event = self._at_place(parts) or self._joiner.current or next(reversed(self._joiner.events), None)
        told = [e for e in self._joiner.events if e.tellings and e.family not in _NOT_CLAIMED]
        if event is not None and event.family in _NOT_CLAIMED and told:
            return told[-1]
        paragraph = parts[0].sentence.paragraph
        earlier = [t for t in event.tellings if t.sentence is not parts[0].sentence] if event else []
        is_here = bool(earlier) and earlier[-1].sentence.paragraph == paragraph
        is_aside = event is not None and (event.place.outside and not is_here)
        if event is not None and told and (is_aside or not event.place.precision):
            placed = [e for e in told if e.place.precision] or told
            return placed[-1]
        if event is None or len(earlier) > 1 or event.is_entry or not told:
            return event
        main = max(told, key=lambda e: len(e.tellings))
        return main if len(main.tellings) >= _MAIN and not main.is_entry and not is_here else event
