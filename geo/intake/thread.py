"""The incidents told so far, and which of them a sentence goes on with.

What it refers to decides ("the blast", fire that is returned), then place, day and kind.
"""

from __future__ import annotations

from datetime import date

from geo.intake.actor_names import ActorMention
from geo.intake.cues import VIOLENT, family_of
from geo.intake.events import Dated, Event
from geo.intake.focus import is_aftermath, is_begun, opens, refers, says_where
from geo.intake.phrases import Words
from geo.intake.placing import finer
from geo.intake.spots import spot_beside
from geo.intake.telling import Telling
from geo.intake.waiting import Named
from geo.intake.where import Where
from geo.intake.word_sets import word_set

__all__ = ["Thread"]

_OBJECTS = word_set("objects_hit")
_APART = ("protest", "abduction", "grenade", "air")
_ACTS = word_set("acts_of_protest")
_FREED = ("recovered", "rescued", "freed", "released")
_COURSE = frozenset(("began", "started", "erupted", "broke", "continued", "ended", "resumed", "stopped", "lasted"))
_MOST_OPEN, _FEW = 8, 3


class Thread:
    """The incidents in the order in which they were told; ``current`` is the one told last."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self.events: list[Event] = []
        self.outside: list[Event] = []
        self.current: Event | None = None
        self.actors: list[ActorMention] = []
        self.named = Named()

    def open(self, place: Where) -> Event:
        """A new incident."""
        event = Event(place=place, forces_before=tuple(self.actors[:1]), before=self.named.place)
        (self.outside if place.outside else self.events).append(event)
        return event

    def drop(self, event: Event) -> None:
        """Take an incident back."""
        self.events = [each for each in self.events if each is not event]

    def placed(self, telling: Telling, place: Where, dated: Dated) -> Event | None:
        """The last incident that a sentence with a place can mean."""
        for event in list(reversed(self.events + self.outside))[:_MOST_OPEN]:
            if self._is_same(event, telling, place, dated):
                return event
        return None

    def in_focus(self, telling: Telling, place: Where, dated: Dated) -> Event | None:
        """The incident before, where what is told corrects it, goes on with it hour by hour, or tells its course."""
        if self.current and self.current.is_draft:
            return self._corrected(self.current, telling, place)
        current = self.current
        is_said = current is not None and says_where(self._words, telling, place, current.place)
        if current and (is_said or self._is_of_taken(current, telling, place, dated)):
            current.place = place
            return current
        goes_on = self._goes_on_live(telling, place, dated) or self._is_course(telling, place, dated)
        return self.current if goes_on else None

    def _is_course(self, telling: Telling, place: Where, dated: Dated) -> bool:
        """Whether it tells when the incident before began or ended: "the clashes began on Saturday"."""
        current = self.current
        if current is None or dated.days is None or not refers(self._words, telling) or telling.casualties:
            return False
        is_course = any(self._words.low(n) in _COURSE for n in telling.where)
        return is_course and current.may_be(telling, place, Dated())

    def _is_of_taken(self, event: Event, telling: Telling, place: Where, dated: Dated) -> bool:
        """Whether it tells from where those had been taken who were found: "he had been abducted in Landi Kotal"."""
        if family_of(telling.cues) != "abduction" or not place.precision or place.outside or telling.sentence.is_entry:
            return False
        is_next = (
            telling.sentence.paragraph - event.tellings[-1].sentence.paragraph <= 1 and len(event.tellings) <= _FEW
        )
        first = event.tellings[0].where
        is_found = any(
            self._words.low(n) in ("body", "bodies", "recovered", "found", "freed", "released") for n in first
        )
        had = any(self._words.low(n) == "had" for n in telling.where)
        return is_next and is_found and had and event.may_be(telling, event.place, dated)

    def _corrected(self, event: Event, telling: Telling, place: Where) -> Event:
        """The event of a correction, with the place that is given now."""
        if telling.tells and not telling.is_claim:
            event.is_draft = False
        if place.precision and not telling.is_claim and not place.outside:
            event.place = place if not event.place.may_be(place) else finer(event.place, place)
        return event

    def _goes_on_live(self, telling: Telling, place: Where, dated: Dated) -> bool:
        """Whether an entry of a live report corrects the place of the one before: one story is told hour by hour."""
        event = self.current
        if event is None or not place.precision or place.outside or event.place.may_be(place):
            return False
        is_live = telling.sentence.minute >= 0 and event.tellings[-1].sentence.minute >= 0
        if not is_live or event.place.province != place.province or not event.may_be(telling, event.place, dated):
            return False
        if any(each is not event and each.place.may_be(place) for each in self.events):
            return False
        if is_begun(self._words, telling):
            return False
        event.place = place if place.rank >= event.place.rank else event.place
        return True

    def resumed(self, telling: Telling, place: Where) -> Event | None:
        """The incident that an entry goes on with: it gives its figures, tells its course, or what is known of it."""
        if self.current and self._is_next_hour(self.current, telling, place):
            return self.current
        for event in self._entries_before(telling, place):
            if telling.tells and (refers(self._words, telling) or is_aftermath(self._words, telling)):
                theirs = family_of(telling.cues)
                if event is self.current or not theirs or theirs in (event.family, "weapons"):
                    return event
            is_bare = not telling.days and not any(cue.role == "event" for cue in telling.cues)
            if is_bare and all(event.tolls[c.fate].total is None for c in telling.casualties):
                return event
        return None

    def _is_next_hour(self, event: Event, telling: Telling, place: Where) -> bool:
        """Whether an entry with a time stands behind another of the same spot and kind: a fight told as it went on."""
        before = event.tellings[-1].sentence
        is_next = telling.sentence.is_timed and before.is_timed and telling.sentence.paragraph - before.paragraph <= 1
        ours = event.place
        is_same_spot = bool(place.polygon) and (place.polygon, place.location) == (ours.polygon, ours.location)
        kinds = {event.family, family_of(telling.cues)} - {""}
        return is_next and is_same_spot and kinds <= {"armed"} and not opens(self._words, telling)

    def _entries_before(self, telling: Telling, place: Where) -> list[Event]:
        """The incident before; of an entry with a label those at its place."""
        current = self.current
        if current is None or telling.places:
            return []
        if telling.sentence.is_labelled:
            return [e for e in reversed(self.events) if e.place.polygon == place.polygon and e.place.may_be(place)][:2]
        is_next = telling.sentence.paragraph - current.tellings[-1].sentence.paragraph <= 1
        return [current] if is_next else []

    def is_other_story(self, telling: Telling, place: Where, dated: Dated) -> bool:
        """Whether a sentence with "in another attack" cannot be about the event that has this very place and day."""
        current = self.current
        if current is None:
            return True
        is_same_day = dated.days is None or current.dated.days is None or dated.days == current.dated.days
        return not (current.place == place and is_same_day and not telling.casualties)

    def _is_same(self, event: Event, telling: Telling, place: Where, dated: Dated) -> bool:
        if not event.place.precision and (event is not self.current or self._is_apart(event, telling, place)):
            return False
        if event.is_entry and telling.sentence.is_entry and telling.sentence.minute < 0:
            is_same_entry = event.tellings[0].sentence.paragraph == telling.sentence.paragraph
            if not is_same_entry and self.resumed(telling, place) is None:
                return False
        if self._is_further(event, telling, place):
            return False
        ours, theirs = event.place.location, place.location
        if ours and theirs and ours != theirs and family_of(telling.cues) in ("property", "arrest", "weapons"):
            return False
        return event.may_be(telling, place, dated) and not self._is_different(event, telling, place)

    def _is_further(self, event: Event, telling: Telling, place: Where) -> bool:
        """Whether it begins another deed nearby, of another kind than what was told at length before."""
        kinds = {event.family, family_of(telling.cues)}
        is_long = len(event.tellings) >= _FEW and event.tellings[-1].sentence.paragraph < telling.sentence.paragraph
        is_finer = bool(telling.places) and place.rank > event.place.rank
        return is_long and is_finer and kinds == {"bomb", "armed"} and is_begun(self._words, telling)

    def _is_apart(self, event: Event, telling: Telling, place: Where) -> bool:
        """Whether places that were named beside an event without one are not a place, in a story of another kind."""
        weak = [
            w for t in event.tellings for w in t.weak_places if not w.outside and w.precision in ("near", "district")
        ]
        is_new = telling.tells and not telling.is_claim and not refers(self._words, telling)
        is_new = is_new and family_of(telling.cues) != event.family
        return is_new and bool(weak) and not any(w.may_be(place) for w in weak)

    def _is_different(self, event: Event, telling: Telling, place: Where) -> bool:
        """Whether figures of the same people differ and nothing says that they are revised, in a finer place."""
        if "revised" in telling.meaning.kinds or "old" in telling.meaning.kinds:
            return False
        is_vague = event.place.precision in ("province", "country") and place.rank > event.place.rank
        return is_vague and any(
            (known := event.tolls[each.fate].total) is not None and known != each.total for each in telling.casualties
        )

    def of_current(self, current: Event, telling: Telling, place: Where, dated: Dated) -> Event | None:
        """The event before, or one beside it, where the words say that it goes on."""
        family = family_of(telling.cues)
        if refers(self._words, telling) and (meant := self._of_object(telling, current)):
            return meant
        if current.family in ("", "arrest") and family in _APART and refers(self._words, telling):
            return self._of_family(family) or current
        if self._is_rescue(telling, current):
            event = self.open(current.place)
            event.dated = self._last_day(current)
            return event
        if telling.tells and (self._is_beside(telling, current) or self._is_answer(telling, current)):
            event = self.open(self.spot(telling, current) or current.place)
            event.dated = event.dated if dated.days else current.dated
            return event
        if current.may_be(telling, place, dated) or self._is_course(telling, place, dated):
            return current
        return self._of_family(family) or current if telling.is_claim else None

    def spot(self, telling: Telling, event: Event) -> Where | None:
        """A spot that the gazetteer lacks, other than that of an event in the same district."""
        start, end = self._words.all[telling.where.start].start, self._words.all[telling.where.stop - 1].end
        spot = spot_beside(self._words, start, end, event.place)
        return spot if spot.location and spot.location != event.place.location else None

    def _is_rescue(self, telling: Telling, event: Event) -> bool:
        """Whether it tells of the fight in which people were freed who had been taken before."""
        is_fight = any(cue.kind == "Armed clash" and cue.role == "event" for cue in telling.cues)
        is_freed = any(self._words.low(n) in _FREED for t in event.tellings for n in t.where)
        return event.family == "abduction" and is_fight and is_freed and not refers(self._words, telling)

    @staticmethod
    def _last_day(event: Event) -> Dated:
        """The last day that an incident names: when those who had been taken were freed."""
        days = [d for t in event.tellings for d in t.days if d.days and d.shift is None and not d.is_open]
        last = max(days, key=lambda d: d.days.last if d.days else date.min, default=None)
        return Dated(last.days, ((last.first, last.last),)) if last else event.dated

    def _is_answer(self, telling: Telling, event: Event) -> bool:
        """Whether it tells of a protest that a deed led to: "traders shut 200 shops in protest against the murder"."""
        is_protest = family_of(telling.cues) == "protest" and event.family in VIOLENT | {"abduction"}
        is_act = any(self._words.low(n) in _ACTS for n in telling.where) and "sum" not in telling.meaning.kinds
        is_known = any(each.family == "protest" for each in self.events)
        return is_protest and is_act and not (is_known or telling.casualties or refers(self._words, telling))

    def _is_beside(self, telling: Telling, event: Event) -> bool:
        """Whether it tells of a deed of another kind, later or elsewhere: "a post at X had been hit by a bomb"."""
        theirs = family_of(telling.cues)
        if theirs == event.family or not {theirs, event.family} <= VIOLENT or refers(self._words, telling):
            return False
        had = any(self._words.low(n) == "had" for n in telling.where)
        is_later = any(n in telling.where[:_FEW] for n in telling.meaning.places.get("then", ()))
        return is_later or (had and self.spot(telling, event) is not None)

    def known(self, telling: Telling, place: Where, dated: Dated) -> Event | None:
        """The event told before that a sentence of another kind or day means; None if it means none of them."""
        current = self.current
        if current is not None and (refers(self._words, telling) or is_aftermath(self._words, telling)):
            return self._of_family(family_of(telling.cues)) or current
        for event in list(reversed(self.events + self.outside))[:_MOST_OPEN]:
            if event.may_be(telling, place, dated) and event.dated.days and dated.days and not dated.is_weak:
                return event
        return current if current is not None and self._is_of_paragraph(current, telling, dated) else None

    def _of_object(self, telling: Telling, current: Event) -> Event | None:
        """The event before the last that alone has the object named: "the attack on the convoy"."""
        objects = {self._words.low(n) for n in telling.where} & _OBJECTS
        having = [e for e in self.events if objects & {self._words.low(n) for t in e.tellings for n in t.where}]
        return having[0] if len(having) == 1 and having[0] is not current else None

    def _of_family(self, family: str) -> Event | None:
        """The last event of a kind: "the grenade attack"."""
        return next((e for e in reversed(self.events) if family and e.family == family), None)

    def _is_of_paragraph(self, event: Event, telling: Telling, dated: Dated) -> bool:
        """Whether it stands beside an event, or tells of violence like it, and names no other day."""
        is_beside = event.tellings[-1].sentence.paragraph == telling.sentence.paragraph
        is_alike = {event.family, family_of(telling.cues)} <= VIOLENT
        return (is_beside or is_alike) and (dated.days is None or dated.is_weak or event.dated.days is None)
