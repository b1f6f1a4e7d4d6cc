"""From tellings to events: repeated mentions become one, background and what is no incident is kept apart."""

from __future__ import annotations

from datetime import date, timedelta

from geo.intake.actor_names import ActorMention
from geo.intake.day_mentions import DayMention
from geo.intake.events import Dated, Event, family_of
from geo.intake.phrases import Words
from geo.intake.rivals import SPEAKER_KINDS, is_rival
from geo.intake.telling import Telling
from geo.intake.where import Where, of_road
from geo.intake.word_sets import word_set
from geo.reading.relative_days import Days, days_back

__all__ = ["BACKGROUND_DAYS", "Joiner"]

BACKGROUND_DAYS = 90
"""What ended more days before the publication is background."""

_SAYING = word_set("saying")
_SAID = frozenset(("said", "told", "announced", "confirmed", "rejected", "dismissed", "denied", "blamed", "accused"))
_HAPPENED = frozenset(("happened", "occurred", "incident", "place", "stopped"))
_NOT_TOLD = ("recalled", "false", "accident", "crime")
_MOST_OPEN = 8
_COMMA = 4
_SUM, _TO_THE_DISTRICT = 20, 3


class Joiner:
    """Takes tellings in the order of the text; ``events`` are what came of them."""

    def __init__(self, words: Words, published: date | None) -> None:
        self._words, self._published = words, published
        self.events: list[Event] = []
        self.outside: list[Event] = []
        self._current: Event | None = None
        self._actors: list[ActorMention] = []
        self._speaking = self._spoke = ""
        self._sink_paragraph = -1
        self._last_days: Days | None = None
        self._pending_place = Where()
        self._pending_days = Dated()
        self._pending_at = -1
        self._entry_paragraph = -1
        self._summary_days, self._summary_at = Dated(), -1
        self.summaries: list[Telling] = []

    def add(self, telling: Telling, section: Where, section_days: Dated) -> None:
        """Take in what a part of a sentence tells; a section is the heading or label that it stands under."""
        dated = self._dated(telling)
        place = self._place(telling, section)
        is_entry = telling.sentence.is_entry and telling.sentence.paragraph != self._entry_paragraph
        if is_entry and dated.days is None and not self._completes(telling):
            dated = section_days
        self._spoke = self._speaking
        named = [a for a in telling.actors if a.kind in SPEAKER_KINDS]
        self._speaking = named[0].kind if named else self._speaking
        self._actors += [a for a in telling.actors if a.kind == "force" and not a.speaks]
        is_told = self._is_told(telling, dated)
        if self._in_sink(telling, dated):
            return
        if not is_told:
            self._sink_paragraph = telling.sentence.paragraph
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

    def _is_summary(self, telling: Telling, place: Where, dated: Dated) -> bool:
        """Whether it sums up several incidents that are told afterwards: "in two separate operations"."""
        if "several" not in telling.meaning.kinds or not telling.tells or place.rank > 2 or telling.sentence.is_heading:
            return False
        self.summaries.append(telling)
        self._pending_days = dated if dated.days and not dated.is_weak else self._pending_days
        self._pending_at = telling.sentence.paragraph
        self._summary_days, self._summary_at = self._pending_days, self._pending_at
        return True

    def _is_pending(self, telling: Telling, place: Where, dated: Dated) -> bool:
        """Whether it tells nothing yet, but gives a place or a day for what the next sentence tells."""
        paragraph = telling.sentence.paragraph
        if "old" in telling.meaning.kinds:
            if self._current is None and place.precision and not place.outside:
                self._pending_place, self._pending_days, self._pending_at = place, dated, paragraph
            elif self._current and self._current.dated.is_weak and dated.days and not dated.is_weak:
                self._current.dated = dated
            return True
        is_new = self._current is None or self._current.tellings[-1].sentence.paragraph != paragraph
        if telling.tells or not is_new or (telling.sentence.minute >= 0 and self._current is not None):
            return False
        self._pending_at = paragraph
        self._pending_place = place if place.precision and not place.outside else self._pending_place
        if dated.days:
            is_weak = all(self._is_saying(d, telling) for d in telling.days)
            self._pending_days = Dated(dated.days, dated.words, is_weak)
        return self._current is None or not place.precision

    def _with_pending(self, telling: Telling, place: Where, dated: Dated) -> tuple[Where, Dated]:
        """The place and the day, where it has none, of sentences just before that told nothing else."""
        reach = 0 if self._current else 1
        if telling.tells and 0 <= telling.sentence.paragraph - self._pending_at <= reach:
            is_coarse = telling.sentence.is_entry and not telling.places and self._pending_place.rank > place.rank
            place = self._pending_place if is_coarse or not place.precision else place
            is_own = bool(telling.days) or not (telling.sentence.is_entry and self._pending_days.days)
            dated = dated if dated.days and is_own else self._pending_days
        if telling.tells and dated.days is None and telling.places and self._summary_at == telling.sentence.paragraph:
            dated = self._summary_days
        if telling.tells:
            self._pending_place, self._pending_days, self._pending_at = Where(), Dated(), -1
        return place, dated

    def spoken_of(self, parts: list[Telling]) -> Event | None:
        """The event of which a sentence with a claim speaks: the one at the place that it names, else the last one."""
        for telling in parts:
            for place in telling.places or telling.weak_places:
                for event in reversed(self.events + self.outside):
                    if event.place.precision and event.place.may_be(place):
                        return event
        return self._current or next(reversed(self.events), None)

    # what a telling says of day and place

    def _dated(self, telling: Telling) -> Dated:
        usable = [d for d in telling.days if not d.is_open and not self._is_future(d)]
        stated = [d for d in usable if d.first not in telling.meaning.silent]
        usable = stated or (usable if telling.tells else [])
        resolved = [(d, days) for d in usable if (days := self._days_of(d, telling)) is not None]
        if not resolved:
            return Dated()
        strong = [pair for pair in resolved if not self._is_saying(pair[0], telling)]
        at = self._main_word(telling)
        mention, days = min(strong or resolved, key=lambda pair: self._distance(pair[0], at))
        fine = [p for p in strong if p[1].precision == "day" and days.first <= p[1].first and p[1].last <= days.last]
        if days.precision in ("week", "month") and fine:  # this week … on Monday
            mention, days = fine[0]
        self._last_days = days
        is_weak = not strong or self._is_late(telling)
        return Dated(days, ((mention.first, mention.last),), is_weak)

    def _distance(self, mention: DayMention, at: int) -> int:
        """How far a day stands from what happened, in words; a comma between counts for some more."""
        first, last = sorted((mention.first, at))
        has_comma = any("," in self._words.gap(n) for n in range(first, last))
        return abs(mention.first - at) + _COMMA * has_comma

    def _days_of(self, mention: DayMention, telling: Telling) -> Days | None:
        if mention.shift is None:
            return mention.days
        others = [d.days for d in telling.days if d.days and d.shift is None and not d.is_open]
        anchor = others[0] if others else self._last_days
        if anchor is None or anchor.precision != "day":
            return anchor if mention.shift == 0 else None
        return days_back(anchor.first, mention.shift, (anchor.last - anchor.first).days + 1)

    def _is_future(self, mention: DayMention) -> bool:
        return bool(self._published and mention.days and mention.days.first > self._published)

    def _is_saying(self, mention: DayMention, telling: Telling) -> bool:
        """Whether a day is that of a statement: "said on Wednesday", "in a statement on Wednesday"."""
        before = [self._words.low(n) for n in range(max(mention.first - 4, telling.where.start), mention.first)]
        is_first = mention.first - telling.sentence.where.start <= 4
        behind = [self._words.low(n) for n in range(mention.last, mention.last + 6)] if is_first else []
        return any(word in _SAYING for word in before) or bool(_SAID & set(behind))

    def _main_word(self, telling: Telling) -> int:
        events = [cue for cue in telling.cues if cue.role == "event"]
        if events:
            return min(events, key=lambda cue: cue.rank).first
        return telling.casualties[0].first if telling.casualties else telling.where.start

    def _is_late(self, telling: Telling) -> bool:
        """Whether it tells what came after: the death of an injured person, a body found, a new toll."""
        is_follow_up = any(each.is_toll for each in telling.casualties) or "later" in telling.meaning.kinds
        return is_follow_up or not (telling.tells or self._happened(telling))

    def _happened(self, telling: Telling) -> bool:
        """Whether it goes on about what happened: "the incident took place on Monday"."""
        return any(self._words.low(n) in _HAPPENED for n in telling.where)

    def _place(self, telling: Telling, section: Where) -> Where:
        inside = [p for p in telling.places if not p.outside]
        places = inside or list(telling.places)
        if places and telling.places[0].outside and len(telling.places) > 1:
            places = list(telling.places)
        if len(places) > 1:
            return _together(places)
        if not places:
            if section.precision and telling.sentence.is_entry:
                return section
            return self._same_place(telling) or of_road(telling.roads)
        place = places[0]
        if section.precision and telling.sentence.is_entry and section.may_be(place) and not place.outside:
            return place if place.district else _within(place, section)
        return place

    def _same_place(self, telling: Telling) -> Where | None:
        """The place of the event before, where the text says "in the same tehsil" or "there"."""
        lows = [self._words.low(n) for n in telling.where]
        is_same = any(
            (word == "same" and lows[at + 1 : at + 2] and lows[at + 1] in _AREAS) for at, word in enumerate(lows)
        )
        return self._current.place if is_same and self._current else None

    # which event

    def _is_told(self, telling: Telling, dated: Dated) -> bool:
        kinds = telling.meaning.kinds
        is_tribal = kinds.isdisjoint(("recalled", "false", "accident")) and any(
            self._words.low(n) in ("tribes", "clans", "tribal") for n in telling.where
        )
        if any(kind in kinds for kind in _NOT_TOLD) and not is_tribal:
            return False
        if dated.days is not None and dated.days.precision == "year" and self._is_large(telling):
            return False
        has_day = dated.days is not None and dated.days.precision == "day"
        if "sum" in kinds and not has_day:
            return False
        return not self._is_background(dated)

    def _is_large(self, telling: Telling) -> bool:
        """Whether a figure of a whole year is rather a sum: "70 policemen were killed this year"."""
        sizes = [each.total.best or each.total.low or 0 for each in telling.casualties]
        return bool(sizes) and max(sizes) >= _SUM and all(place.rank < _TO_THE_DISTRICT for place in telling.places)

    def _is_background(self, dated: Dated) -> bool:
        if dated.days is None:
            return False
        if dated.days.precision == "year" and self._published and dated.days.first.year < self._published.year:
            return True
        newest = self._published or max((e.dated.days.last for e in self.events if e.dated.days), default=None)
        return newest is not None and dated.days.last < newest - timedelta(BACKGROUND_DAYS)

    def _in_sink(self, telling: Telling, dated: Dated) -> bool:
        """Whether it goes on about what is no incident: same paragraph, neither day nor place of its own."""
        if telling.sentence.paragraph != self._sink_paragraph:
            return False
        has_place = bool(telling.places)
        return not (has_place or (dated.days and not dated.is_weak and not self._is_background(dated)))

    def _event_for(self, telling: Telling, place: Where, dated: Dated) -> Event | None:
        is_new = telling.sentence.is_entry and telling.sentence.paragraph != self._entry_paragraph
        is_new = is_new and telling.sentence.minute < 0 and not self._completes(telling)
        if is_new and telling.tells:
            return self._open(place)
        starts_new = "new" in telling.meaning.kinds and telling.tells and not telling.is_claim
        if not starts_new and self._goes_on_live(telling, place, dated):
            return self._current
        if not place.precision and not (starts_new and telling.tells):
            return self._continued(telling, place, dated)
        if not (starts_new and (not place.precision or self._is_other_story(telling, place, dated))):
            for event in list(reversed(self.events + self.outside))[:_MOST_OPEN]:
                if self._is_same(event, telling, place, dated):
                    return event
        return self._open(place) if telling.tells else None

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
        if current is None or any(cue.role == "event" for cue in telling.cues) or telling.places or telling.days:
            return False
        is_next = telling.sentence.paragraph - current.tellings[-1].sentence.paragraph <= 1
        is_labelled = telling.sentence.is_labelled
        return is_next and not is_labelled and all(current.tolls[c.fate].total is None for c in telling.casualties)

    def _is_other_story(self, telling: Telling, place: Where, dated: Dated) -> bool:
        """Whether a sentence with "in another attack" cannot be about the event that has this very place and day."""
        current = self._current
        if current is None:
            return True
        is_same_day = dated.days is None or current.dated.days is None or dated.days == current.dated.days
        return not (current.place == place and is_same_day and not telling.casualties)

    def _is_same(self, event: Event, telling: Telling, place: Where, dated: Dated) -> bool:
        if not event.place.precision and event is not self._current:
            return False
        if event.is_entry and telling.sentence.is_entry and telling.sentence.minute < 0:
            is_same_entry = event.tellings[0].sentence.paragraph == telling.sentence.paragraph
            if not is_same_entry and not self._completes(telling):
                return False
        ours, theirs = event.place.location, place.location
        if ours and theirs and ours != theirs and family_of(telling.cues) in ("property", "arrest", "weapons"):
            return False
        return event.may_be(telling, place, dated) and not self._is_different(event, telling, place)

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
        if current is not None and current.may_be(telling, place, dated):
            return current
        if not telling.tells or (telling.is_claim and current is not None):
            return current if telling.is_claim else None
        for event in list(reversed(self.events + self.outside))[:_MOST_OPEN]:
            if event.may_be(telling, place, dated) and event.dated.days and dated.days and not dated.is_weak:
                return event
        if family_of(telling.cues) in ("", "arrest", "weapons", "change") and current is not None:
            return None
        event = self._open(Where())
        if current is not None and dated.days:
            event.place = current.place
            event.doubts.append("The place is that of the incident told before.")
        return event

    def _open(self, place: Where) -> Event:
        event = Event(place=place, forces_before=tuple(self._actors[:1]))
        (self.outside if place.outside else self.events).append(event)
        return event

    def _fill(self, event: Event, telling: Telling, place: Where, dated: Dated) -> None:
        if not event.tellings:
            event.is_entry = telling.sentence.is_entry
        if not event.place.precision and place.outside:
            self.events = [e for e in self.events if e is not event]
            self.outside.append(event)
        is_about = telling.tells or self._happened(telling) or not event.place.precision
        is_about = is_about and (not event.place.location or place.location == event.place.location)
        if is_about and place.precision and place.rank > event.place.rank and not telling.sentence.is_heading:
            event.place = _finer(event.place, place)
        revised = "revised" in telling.meaning.kinds
        if "new" in telling.meaning.kinds and dated.days is None and not event.tellings:
            dated = self._day_before(event, telling)
        event.add(
            telling,
            dated,
            revised,
            [each for each in telling.casualties if is_rival(self._words, telling, each, self._spoke)],
        )

    def _day_before(self, event: Event, telling: Telling) -> Dated:
        """The day of the incident told before, for one that "in another operation" joins to it."""
        current = self._current
        is_known = current is not None and current.dated.days is not None and not current.dated.is_weak
        if current is None or not is_known or len({family_of(current.cues), family_of(telling.cues)} - {""}) > 1:
            return Dated()
        if any(self._words.low(n) == "unrelated" for n in telling.where):
            return Dated()
        event.doubts.append("The day is that of the incident told before.")
        return current.dated


_AREAS = word_set("areas")


def _together(places: list[Where]) -> Where:
    """Several places that one telling names: what they have in common."""
    inside = [p for p in places if not p.outside]
    if not inside:
        return places[0]
    if len(inside) == 1:
        return inside[0]
    fine = [p for p in inside if p.precision != "country"]
    polygons, provinces = {p.polygon for p in fine}, {p.province for p in fine}
    words = tuple(w for p in fine for w in p.words)
    if len(polygons) == 1 and fine[0].polygon:
        return max(fine, key=lambda p: p.rank)
    if len(provinces) == 1 and fine:
        return Where(fine[0].province, precision="province", words=words)
    return Where(precision="country", words=words)


def _within(place: Where, section: Where) -> Where:
    """A place of an entry, completed from the label that it stands under."""
    if place.rank >= section.rank and (place.district or not section.district):
        return place if place.province or not section.province else _finer(place, section)
    return _finer(place, section)


def _finer(one: Where, other: Where) -> Where:
    fine, coarse = (other, one) if other.rank >= one.rank else (one, other)
    if fine.precision == "country" and coarse.precision:
        return coarse
    return fine
