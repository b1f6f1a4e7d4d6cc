"""From tellings to events: repeated mentions become one, background and what is no incident is kept apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from geo.intake.actor_names import ActorMention
from geo.intake.background import Background
from geo.intake.dating import Dating
from geo.intake.events import VIOLENT, Dated, Event, family_of
from geo.intake.focus import is_aftermath, opens, refers, says_where
from geo.intake.phrases import Words
from geo.intake.placing import finer, is_in_town, place_of
from geo.intake.rivals import Voices
from geo.intake.telling import Telling
from geo.intake.waiting import Summary, Waiting
from geo.intake.where import Where, spot_beside
from geo.intake.word_sets import word_set

__all__ = ["Joiner"]

_RITES = frozenset(("funeral", "prayers", "buried", "burial", "condolence", "ceremony", "condemned"))
_OBJECTS = word_set("objects_hit")
_APART = ("protest", "abduction", "grenade", "air")
_COURSE = frozenset(("began", "started", "erupted", "broke", "continued", "ended", "resumed", "stopped", "lasted"))
_MOST_OPEN, _FEW = 8, 3


class Joiner:
    """Takes tellings in the order of the text; ``events`` are what came of them."""

    def __init__(self, words: Words, published: date | None) -> None:
        self._words, self._published = words, published
        self.events: list[Event] = []
        self.outside: list[Event] = []
        self._current: Event | None = None
        self._actors: list[ActorMention] = []
        self._voices = Voices(words)
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
        place = place_of(self._words, telling, label, self._current.place if self._current else Where())
        if not place.precision and is_in_town(self._words, telling):
            place = self.dateline
        is_entry = telling.sentence.is_entry and not is_begun
        is_dated = any(d.is_explicit for d in telling.days)
        if is_entry and dated.days is None and not is_dated and not self._completes(telling):
            dated = section_days
        if is_aftermath(self._words, telling) and self._current and not self._current.place.may_be(place):
            place = Where()  # where somebody died of wounds
        self._voices.hear(telling)
        self._actors += [a for a in telling.actors if a.kind == "force" and not a.speaks]
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
        self._fill(event, telling, place, dated)
        self._current = event

    def _is_no_incident(self, telling: Telling, place: Where, dated: Dated) -> bool:
        """Whether it is set aside; a rumour that is denied is none either."""
        if self.background.goes_on(telling, dated, self.events):
            return True
        if self.background.is_told(telling, dated, self.events):
            return False
        self.background.set_aside(telling, self.events)
        if self._current and self.background.takes_back(telling, self._current, place):
            self.events = [event for event in self.events if event is not self._current]
            self._current = None
        return True

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
            if self._current is None and place.precision and not place.outside:
                self._draft(telling, place, dated)
            elif self._current and self._current.dated.is_weak and dated.days and not dated.is_weak:
                self._current.dated = dated
            return True
        is_new = self._current is None or self._current.tellings[-1].sentence.paragraph != paragraph
        if telling.tells or not is_new or (telling.sentence.minute >= 0 and self._current is not None):
            return False
        is_weak = all(self._dating.is_saying(d, telling) for d in telling.days)
        self._waiting.keep(paragraph, place, Dated(dated.days, dated.words, is_weak))
        return self._current is None or not place.precision

    def _draft(self, telling: Telling, place: Where, dated: Dated) -> None:
        """An event as an earlier version told it: what follows corrects it, and its figures do not count."""
        if not telling.tells:
            self._waiting.keep(telling.sentence.paragraph, place, dated)
            return
        event = self._open(place)
        event.is_draft = True
        event.add(replace(telling, casualties=()), replace(dated, is_weak=True), False, [])
        self._current = event

    def _with_pending(self, telling: Telling, place: Where, dated: Dated) -> tuple[Where, Dated]:
        """The place and the day, where it has none, of sentences just before that told nothing else."""
        if not telling.tells or (self._current and refers(self._words, telling)):
            return place, dated
        place, dated = self._waiting.completed(telling, place, dated, 0 if self._current else 1)
        self._waiting.clear()
        if dated.days is None and telling.places and self.summary.covers(telling):
            dated = self.summary.dated
        return place, dated

    @property
    def current(self) -> Event | None:
        """The event told last."""
        return self._current

    def forget(self, event: Event, before: Event) -> None:
        """Take back an event; what follows goes on with the one before."""
        self.events, self._current = [each for each in self.events if each is not event], before

    # which event

    def _event_for(self, telling: Telling, place: Where, dated: Dated) -> Event | None:
        is_new = telling.sentence.is_entry and telling.sentence.paragraph != self._entry_paragraph
        is_new = is_new and telling.sentence.minute < 0 and not self._completes(telling)
        starts_new = telling.tells and not telling.is_claim and opens(self._words, telling)
        if telling.is_earlier:
            return self._earlier(telling, place, dated)
        if (is_new and telling.tells) or self._is_one_of(telling, place, starts_new):
            return self._open(place)
        if not starts_new and (same := self._in_focus(telling, place, dated)):
            return same
        if not place.precision and not (starts_new and telling.tells):
            return self._continued(telling, place, dated)
        if not (starts_new and (not place.precision or self._is_other_story(telling, place, dated))):
            for event in list(reversed(self.events + self.outside))[:_MOST_OPEN]:
                if self._is_same(event, telling, place, dated):
                    return event
        return self._open(place) if telling.tells else None

    def _earlier(self, telling: Telling, place: Where, dated: Dated) -> Event:
        """The incident of an earlier day that a clause names; without a place it is near the one told before."""
        around = self._current.place if self._current and not place.precision else place
        for event in reversed(self.events):
            if event is not self._current and event.may_be(telling, around, dated):
                return event
        return self._open(around)

    def _in_focus(self, telling: Telling, place: Where, dated: Dated) -> Event | None:
        """The incident before, where what is told corrects it, goes on with it hour by hour, or tells its course."""
        if self._current and self._current.is_draft:
            return self._corrected(self._current, telling, place)
        current = self._current
        is_said = current is not None and says_where(self._words, telling, place, current.place)
        if current and (is_said or self._is_of_taken(current, telling, place, dated)):
            current.place = place
            return current
        goes_on = self._goes_on_live(telling, place, dated) or self._is_course(telling, place, dated)
        return self._current if goes_on else None

    def _is_one_of(self, telling: Telling, place: Where, starts_new: bool) -> bool:
        """Whether it tells one of several incidents of a district that were only summed up so far."""
        event = self._current
        if event is None or not event.is_several or not telling.tells or not event.place.may_be(place):
            return False
        is_finer = place.rank > event.place.rank and not refers(self._words, telling)
        is_one = event.place.precision == "district" and len(event.tellings) == 1 and (is_finer or starts_new)
        if is_one:
            self.events = [each for each in self.events if each is not event]
            self.summary.keep(event.tellings[0], event.place, event.dated)
        return is_one

    def _is_course(self, telling: Telling, place: Where, dated: Dated) -> bool:
        """Whether it tells when the incident before began or ended: "the clashes began on Saturday"."""
        current = self._current
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
        if place.precision and not telling.is_claim:
            event.place = place if not event.place.may_be(place) else finer(event.place, place)
        return event

    def _goes_on_live(self, telling: Telling, place: Where, dated: Dated) -> bool:
        """Whether an entry of a live report corrects the place of the one before: one story is told hour by hour."""
        event = self._current
        if event is None or not place.precision or place.outside or event.place.may_be(place):
            return False
        is_live = telling.sentence.minute >= 0 and event.tellings[-1].sentence.minute >= 0
        if not is_live or event.place.province != place.province or not event.may_be(telling, event.place, dated):
            return False
        event.place = place if place.rank >= event.place.rank else event.place
        return True

    def _completes(self, telling: Telling) -> bool:
        """Whether an entry gives only the figures of the one before: "2 drivers dead, 4 injured"."""
        current = self._current
        if current is None or telling.places or telling.sentence.is_labelled:
            return False
        is_next = telling.sentence.paragraph - current.tellings[-1].sentence.paragraph <= 1
        if is_next and telling.tells and (refers(self._words, telling) or is_aftermath(self._words, telling)):
            return True
        if not is_next or telling.days or any(cue.role == "event" for cue in telling.cues):
            return False
        return all(current.tolls[c.fate].total is None for c in telling.casualties)

    def _is_other_story(self, telling: Telling, place: Where, dated: Dated) -> bool:
        """Whether a sentence with "in another attack" cannot be about the event that has this very place and day."""
        current = self._current
        if current is None:
            return True
        is_same_day = dated.days is None or current.dated.days is None or dated.days == current.dated.days
        return not (current.place == place and is_same_day and not telling.casualties)

    def _is_same(self, event: Event, telling: Telling, place: Where, dated: Dated) -> bool:
        if not event.place.precision and (event is not self._current or self._is_apart(event, telling, place)):
            return False
        if event.is_entry and telling.sentence.is_entry and telling.sentence.minute < 0:
            is_same_entry = event.tellings[0].sentence.paragraph == telling.sentence.paragraph
            if not is_same_entry and not self._completes(telling):
                return False
        ours, theirs = event.place.location, place.location
        if ours and theirs and ours != theirs and family_of(telling.cues) in ("property", "arrest", "weapons"):
            return False
        return event.may_be(telling, place, dated) and not self._is_different(event, telling, place)

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

    def _continued(self, telling: Telling, place: Where, dated: Dated) -> Event | None:
        """The event that a sentence without a place goes on with; a new one if its day or its kind is another."""
        current = self._current
        if current is not None and (same := self._of_current(current, telling, place, dated)):
            return same
        if not telling.tells:
            return None
        known = self._known(telling, place, dated)
        if known or (current is not None and family_of(telling.cues) in ("", "arrest", "weapons", "change")):
            return known
        event = self._open(self.summary.place if self.summary.covers(telling) else Where())
        is_near = not telling.weak_places or any(current and w.may_be(current.place) for w in telling.weak_places)
        if current is not None and dated.days and not event.place.precision and is_near:
            event.place = self._spot(telling, current) or current.place
            event.doubts.append("The place is that of the incident told before.")
        return event

    def _of_current(self, current: Event, telling: Telling, place: Where, dated: Dated) -> Event | None:
        """The event before, or one beside it, where the words say that it goes on."""
        family = family_of(telling.cues)
        if refers(self._words, telling) and (meant := self._of_object(telling, current)):
            return meant
        if current.family in ("", "arrest") and family in _APART and refers(self._words, telling):
            return self._of_family(family) or current
        if telling.tells and self._is_beside(telling, current):
            event = self._open(self._spot(telling, current) or current.place)
            event.dated = current.dated
            return event
        if current.may_be(telling, place, dated) or self._is_course(telling, place, dated):
            return current
        return self._of_family(family) or current if telling.is_claim else None

    def _spot(self, telling: Telling, event: Event) -> Where | None:
        """A spot that the gazetteer lacks, other than that of an event in the same district."""
        start, end = self._words.all[telling.where.start].start, self._words.all[telling.where.stop - 1].end
        spot = spot_beside(self._words, start, end, event.place)
        return spot if spot.location and spot.location != event.place.location else None

    def _is_beside(self, telling: Telling, event: Event) -> bool:
        """Whether it tells of a deed of another kind, later or elsewhere: "a post at X had been hit by a bomb"."""
        theirs = family_of(telling.cues)
        if theirs == event.family or not {theirs, event.family} <= VIOLENT or refers(self._words, telling):
            return False
        had = any(self._words.low(n) == "had" for n in telling.where)
        is_later = any(n in telling.where[:_FEW] for n in telling.meaning.places.get("then", ()))
        return is_later or (had and self._spot(telling, event) is not None)

    def _known(self, telling: Telling, place: Where, dated: Dated) -> Event | None:
        """The event told before that a sentence of another kind or day means; None if it means none of them."""
        current = self._current
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

    def _open(self, place: Where) -> Event:
        event = Event(place=place, forces_before=tuple(self._actors[:1]))
        (self.outside if place.outside else self.events).append(event)
        return event

    def _fill(self, event: Event, telling: Telling, place: Where, dated: Dated) -> None:
        if not event.tellings:
            event.summary = self.summary.tellings[-1] if self.summary.covers(telling) else None
            event.is_entry = telling.sentence.is_entry
            event.is_several = "several" in telling.meaning.kinds and len(telling.where) == len(telling.sentence.where)
            event.is_rumour = "rumour" in telling.meaning.kinds
        if not event.place.precision and place.outside and telling.tells:
            self.events = [e for e in self.events if e is not event]
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
        event.add(
            telling,
            dated,
            revised,
            self._voices.rivals(telling),
        )

    def _day_before(self, event: Event, telling: Telling) -> Dated:
        """The day of the incident told before, for one that "in another operation" joins to it."""
        current = self._current
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
