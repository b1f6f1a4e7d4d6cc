"""The claims of each incident: noted sentence by sentence, without what is long past, or of who signs the text."""

from __future__ import annotations

from datetime import date, timedelta

from geo.intake.background import BACKGROUND_DAYS
from geo.intake.claim_events import EventChooser, Noted
from geo.intake.day_mentions import DayMention
from geo.intake.events import Event
from geo.intake.frames import claim_words
from geo.intake.joining import Joiner
from geo.intake.marked_text import Party
from geo.intake.phrases import Words
from geo.intake.responsibility import SpokenClaim
from geo.intake.telling import Telling

__all__ = ["ClaimLinks"]

_RELATIVE = ("which", "who", "whose", "whom", "where")


class ClaimLinks:
    """Keeps the claims of a text until all events are known, and then those of each."""

    def __init__(self, words: Words, joiner: Joiner, published: date | None, signer: Party | None) -> None:
        self._words, self._joiner, self._published, self._signer = words, joiner, published, signer
        self._of: dict[int, list[SpokenClaim]] = {}
        self._noted: list[Noted] = []
        self._past_paragraph = -1
        self._placed: list[Telling] = []
        self._heard: dict[int, list[range]] = {}

    def note(self, claims: list[SpokenClaim], parts: list[Telling], before: Event | None) -> None:
        """Take in the claims of a sentence; ``before`` is the event that was told before it."""
        self._heard.setdefault(parts[0].sentence.paragraph, []).append(parts[0].sentence.where)
        is_past = self._is_past(parts, claims)
        if parts[0].is_claim and not is_past:
            self._forget_unplaced(parts, before)
        if claims and not is_past and not self._is_corrected(parts):
            asides = self._asides(parts, claims)
            days = tuple(d for part in parts for d in part.days if d.first not in asides)
            told = tuple(e for e in self._joiner.events if e.tellings)
            self._noted.append(
                Noted(claims, parts, told, tuple(self._joiner.outside), self._joiner.current, self._placed, days)
            )

    def settle(self, found: list[Event]) -> None:
        """Put each claim to its event, when it is known which events are incidents."""
        chooser = EventChooser(self._words, found)
        for noted in self._noted:
            for claim, events in chooser.choose(noted):
                for key in dict.fromkeys(id(event) for event in events):
                    self._of.setdefault(key, []).append(claim)

    def of(self, event: Event) -> list[SpokenClaim]:
        """The claims of an event in the order of the text."""
        found = self._of.get(id(event), [])
        return [*found, *self._signed(event, {claim.by for claim in found})]

    def _signed(self, event: Event, known: set[str]) -> list[SpokenClaim]:
        """The claim of the group whose statement the text is, where it tells of its men."""
        if self._signer is None or self._signer.name in known:
            return []
        heard = [where for t in event.tellings for where in self._heard.get(t.sentence.paragraph, ())]
        own = [n for where in heard for n in where if self._words.low(n) in claim_words("we_words")]
        if not own and self._is_of_own_men():  # a post of the army was attacked
            own = [a.first for t in event.tellings for a in t.actors if a.kind == "force" and not a.speaks]
        named = (self._signer.first, self._signer.last)
        return [SpokenClaim("claimed", self._signer.name, "", (named, (n, n + 1)), n) for n in own[:1]]

    def _is_of_own_men(self) -> bool:
        heard = [where for ranges in self._heard.values() for where in ranges]
        return any(self._words.low(n) in claim_words("we_words") for where in heard for n in where)

    def _is_corrected(self, parts: list[Telling]) -> bool:
        """Whether it is what an earlier version of the report said."""
        lows = {self._words.low(n) for n in range(parts[0].where.start, parts[-1].where.stop)}
        return any("old" in part.meaning.kinds for part in parts) and bool(lows & claim_words("versions"))

    # what is long past

    def _is_past(self, parts: list[Telling], claims: list[SpokenClaim]) -> bool:
        """Whether the sentence recalls what was long ago, or goes on about it without a day or place of its own."""
        paragraph = parts[0].sentence.paragraph
        asides = self._asides(parts, claims)
        days = [d for part in parts for d in part.days if d.first not in asides]
        has_own = any(part.places for part in parts) or any(d.days for d in days)
        is_recalled = any("recalled" in part.meaning.kinds for part in parts)
        if is_recalled or self._are_past(days):
            is_dated = has_own or any(part.cues for part in parts)  # else a court, a petition about what is told
            self._past_paragraph = paragraph if is_dated else self._past_paragraph
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
        if not days or newest is None:
            return False
        begin = newest - timedelta(BACKGROUND_DAYS)
        return all(d.last < begin or (d.precision == "year" and d.first.year < newest.year) for d in days)

    def _forget_unplaced(self, parts: list[Telling], before: Event | None) -> None:
        """Take back an event without place or victims that a claim of the one before has begun."""
        event = self._joiner.current
        if event is None or before is None or event is before or event.place.precision in ("near", "district"):
            return
        is_of_claim = all(telling.sentence is parts[0].sentence for telling in event.tellings)
        if is_of_claim and not any(telling.casualties for telling in event.tellings):
            self._joiner.forget(event, before)
