"""From tellings to events: repeated mentions become one, background and what is no incident is kept apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from geo.intake.background import Background
from geo.intake.cues import family_of
from geo.intake.dating import Dating
from geo.intake.events import Dated, Event
from geo.intake.focus import is_aftermath, is_total, opens, refers
from geo.intake.phrases import Words
from geo.intake.placing import finer, in_town, place_of
from geo.intake.rivals import Voices
from geo.intake.telling import Telling
from geo.intake.thread import Thread
from geo.intake.waiting import Summary, Waiting
from geo.intake.where import Where

__all__ = ["Joiner"]

_CAPITALS = ("Islamabad", "Rawalpindi")
"""Where the state speaks of what happened elsewhere."""

_RITES = frozenset(("funeral", "prayers", "buried", "burial", "condolence", "ceremony", "condemned"))


class Joiner:
    """Takes tellings in the order of the text; ``events`` are what came of them."""

    def __init__(self, words: Words, published: date | None, voices: Voices) -> None:
        self._words, self._published = words, published
        self._thread = Thread(words)
        self._voices = voices
        self.background = Background(words, published)
        self._dating = Dating(words, published)
        self._waiting, self.summary = Waiting(), Summary()
        self._entry_paragraph = -1
        self.dateline = Where()

    def add(self, telling: Telling, section: Where, section_days: Dated) -> None:
        """Take in what a part of a sentence tells; a section is the heading or label that it stands under."""
        dated = self._dating.of(telling)
        is_begun = telling.sentence.paragraph == self._entry_paragraph
        label = Where() if is_begun and not telling.places and telling.sentence.minute < 0 else section
        place = place_of(self._words, telling, label, (self._thread.current or self._waiting).place)
        if not place.precision:
            place = in_town(self._words, telling, self.dateline)
        is_first = not self.events and not self._thread.current and not self._waiting.place.precision
        if not place.precision and self.dateline.outside and is_first:
            place = self.dateline if telling.tells and self.dateline.location not in _CAPITALS else place
        is_entry = telling.sentence.is_entry and not is_begun
        is_dated = any(d.is_explicit for d in telling.days)
        is_open = is_entry and telling.tells and dated.days is None and not is_dated
        if is_open and self._thread.resumed(telling, place) is None:
            dated = replace(section_days, is_general=True)
        if is_aftermath(self._words, telling) and self._thread.current and not self._thread.current.place.may_be(place):
            place = Where()  # where somebody died of wounds
        self._thread.named.hear(telling)
        self._voices.hear(telling)
        self._thread.actors += [a for a in telling.actors if a.kind == "force" and not a.speaks]
        if self._is_no_incident(telling, place, dated):
            return
        if self._is_summary(telling, place, dated) or self._is_pending(telling, place, dated):
            return
        place, dated = self._with_pending(telling, place, dated)
        event = self._event_for(telling, place, dated)
        if telling.tells:
            self._entry_paragraph = telling.sentence.paragraph
        if event is None:
            return
        event.section = event.section if event.tellings else section
        self._fill(event, telling, place, dated)
        self._thread.current = event

    def _is_no_incident(self, telling: Telling, place: Where, dated: Dated) -> bool:
        """Whether it is set aside; a rumour that is denied is none either."""
        if self.background.goes_on(telling, dated, self.events) or self._is_sum(telling):
            return True
        if self.background.is_told(telling, dated, self.events):
            return False
        self.background.set_aside(telling, self.events)
        if self._thread.current and self.background.takes_back(telling, self._thread.current, place):
            self._thread.drop(self._thread.current)
            self._thread.current = None
        return True

    def _is_sum(self, telling: Telling) -> bool:
        """Whether it adds up several entries: "Total: two dead, four injured"."""
        current = self._thread.current
        is_apart = current is not None and current.tellings[-1].sentence.paragraph != telling.sentence.paragraph
        return is_apart and is_total(self._words, telling) and sum(event.is_entry for event in self.events) > 1

    def _is_summary(self, telling: Telling, place: Where, dated: Dated) -> bool:
        """Whether it sums up several incidents that are told afterwards."""
        if not Summary.is_one(telling, place):
            return False
        self._waiting.keep(telling.sentence.paragraph, Where(), dated if not dated.is_weak else Dated())
        self.summary.keep(telling, place, self._waiting.dated)
        return True

    def _is_pending(self, telling: Telling, place: Where, dated: Dated) -> bool:
        """Whether it tells nothing yet, but gives a place or a day for what the next sentence tells."""
        paragraph = telling.sentence.paragraph
        if "old" in telling.meaning.kinds and not any(each.is_toll for each in telling.casualties):
            if self._thread.current is None and place.precision and not place.outside:
                self._draft(telling, place, dated)
            elif self._thread.current and self._thread.current.dated.is_weak and dated.days and not dated.is_weak:
                self._thread.current.dated = dated
            return True
        is_new = self._thread.current is None or self._thread.current.tellings[-1].sentence.paragraph != paragraph
        if telling.tells or not is_new or (telling.sentence.minute >= 0 and self._thread.current is not None):
            return False
        is_weak = all(self._dating.is_saying(d, telling) for d in telling.days)
        self._waiting.keep(paragraph, place, Dated(dated.days, dated.words, is_weak))
        return self._thread.current is None or not place.precision

    def _draft(self, telling: Telling, place: Where, dated: Dated) -> None:
        """An event as an earlier version told it: what follows corrects it, and its figures do not count."""
        if not telling.tells:
            self._waiting.keep(telling.sentence.paragraph, place, dated)
            return
        event = self._thread.open(place)
        event.is_draft = True
        event.add(replace(telling, casualties=()), replace(dated, is_weak=True), False, [])
        event.account.drafts += telling.casualties
        self._thread.current = event

    def _with_pending(self, telling: Telling, place: Where, dated: Dated) -> tuple[Where, Dated]:
        """The place and the day, where it has none, of sentences just before that told nothing else."""
        if not telling.tells or (self._thread.current and refers(self._words, telling)):
            return place, dated
        is_own = telling.sentence.is_entry and telling.sentence.minute < 0
        reach = 0 if self._thread.current or is_own else 1
        place, dated = self._waiting.completed(telling, place, dated, reach)
        self._waiting.clear()
        if dated.days is None and telling.places and self.summary.covers(telling):
            dated = self.summary.dated
        return place, dated

    @property
    def events(self) -> list[Event]:
        """The events in the two provinces, and those whose place is not known."""
        return self._thread.events

    @property
    def outside(self) -> list[Event]:
        """The events elsewhere."""
        return self._thread.outside

    @property
    def current(self) -> Event | None:
        """The event told last."""
        return self._thread.current

    def forget(self, event: Event, before: Event) -> None:
        """Take back an event; what follows goes on with the one before."""
        self._thread.drop(event)
        self._thread.current = before

    # which event

    def _event_for(self, telling: Telling, place: Where, dated: Dated) -> Event | None:
        starts_new = telling.tells and not telling.is_claim and opens(self._words, telling)
        if telling.is_earlier:
            return self._earlier(telling, place, dated)
        if self._is_new_entry(telling) and (same := self._thread.resumed(telling, place)):
            return same
        if (self._is_new_entry(telling) and telling.tells) or self._is_one_of(telling, place, starts_new):
            return self._thread.open(place)
        if not starts_new and (same := self._thread.in_focus(telling, place, dated)):
            return same
        return self._by_place(telling, place, dated, starts_new)

    def _is_new_entry(self, telling: Telling) -> bool:
        """Whether it is the first of an entry that tells something; those of a live report go on with one story."""
        is_entry = telling.sentence.is_entry and telling.sentence.paragraph != self._entry_paragraph
        return is_entry and telling.sentence.minute < 0

    def _by_place(self, telling: Telling, place: Where, dated: Dated, starts_new: bool) -> Event | None:
        """The event at the place that a sentence names, or the one that it goes on with; else a new one."""
        if not place.precision and not (starts_new and telling.tells):
            return self._continued(telling, place, dated)
        is_other = starts_new and (not place.precision or self._thread.is_other_story(telling, place, dated))
        if not is_other and (same := self._thread.placed(telling, place, dated)):
            return same
        return self._thread.open(place) if telling.tells else None

    def _earlier(self, telling: Telling, place: Where, dated: Dated) -> Event:
        """The incident of an earlier day that a clause names; without a place it is near the one told before."""
        around = self._thread.current.place if self._thread.current and not place.precision else place
        for event in reversed(self.events):
            if event is not self._thread.current and event.may_be(telling, around, dated):
                return event
        return self._thread.open(around)

    def _is_one_of(self, telling: Telling, place: Where, starts_new: bool) -> bool:
        """Whether it tells one of several incidents of a district that were only summed up so far."""
        event = self._thread.current
        if event is None or not event.is_several or not telling.tells or not event.place.may_be(place):
            return False
        is_finer = place.rank > event.place.rank and not refers(self._words, telling)
        is_one = event.place.precision == "district" and len(event.tellings) == 1 and (is_finer or starts_new)
        if is_one:
            self._thread.drop(event)
            self.summary.keep(event.tellings[0], event.place, event.dated)
        return is_one

    def _continued(self, telling: Telling, place: Where, dated: Dated) -> Event | None:
        """The event that a sentence without a place goes on with; a new one if its day or its kind is another."""
        current = self._thread.current
        if current is not None and (same := self._thread.of_current(current, telling, place, dated)):
            return same
        if not telling.tells:
            return None
        known = self._thread.known(telling, place, dated)
        if known or (current is not None and family_of(telling.cues) in ("", "arrest", "weapons", "change")):
            return known
        event = self._thread.open(self.summary.place if self.summary.covers(telling) else Where())
        is_near = not telling.weak_places or any(current and w.may_be(current.place) for w in telling.weak_places)
        if current is not None and dated.days and not event.place.precision and is_near:
            event.place = self._thread.spot(telling, current) or current.place
            event.doubts.append("The place is that of the incident told before.")
        return event

    def _fill(self, event: Event, telling: Telling, place: Where, dated: Dated) -> None:
        if not event.tellings:
            event.summary = self.summary.tellings[-1] if self.summary.covers(telling) else None
            event.is_entry = telling.sentence.is_entry
            event.is_several = "several" in telling.meaning.kinds and len(telling.where) == len(telling.sentence.where)
            event.is_rumour = "rumour" in telling.meaning.kinds
        if not event.place.precision and place.outside and telling.tells:
            self._thread.drop(event)
            self.outside.append(event)
        if not telling.tells and (place.outside or any(self._words.low(n) in _RITES for n in telling.where)):
            place = Where()
        is_about = telling.tells or self._dating.happened(telling) or not event.place.precision
        is_about = is_about and (not event.place.location or place.location == event.place.location)
        if is_about and place.precision and place.rank > event.place.rank and not telling.sentence.is_heading:
            event.place = finer(event.place, place)
        revised = "revised" in telling.meaning.kinds
        if dated.days is None and not event.tellings and self.summary.covers(telling):
            dated = self.summary.dated
        if dated.days is None and not event.tellings and opens(self._words, telling):
            dated = self._day_before(event, telling)
        telling = replace(telling, casualties=tuple(self._voices.with_offices(telling)))
        event.add(telling, dated, revised, self._voices.rivals(telling))

    def _day_before(self, event: Event, telling: Telling) -> Dated:
        """The day of the incident told before, for one that "in another operation" joins to it."""
        current = self._thread.current
        is_known = current is not None and current.dated.days is not None and not current.dated.is_weak
        if current is None or not is_known:
            return Dated()
        is_beside = current.tellings[-1].sentence.paragraph == telling.sentence.paragraph
        if not is_beside and len({family_of(current.cues), family_of(telling.cues)} - {""}) > 1:
            return Dated()
        if any(self._words.low(n) == "unrelated" for n in telling.where):
            return Dated()
        event.doubts.append("The day is that of the incident told before.")
        return current.dated
