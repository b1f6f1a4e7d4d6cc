"""One report from its sentences to its candidates."""

from __future__ import annotations

import re
from datetime import date, timedelta

from geo.intake.candidates import Candidate, ContextCandidate, Reading
from geo.intake.claim_links import ClaimLinks
from geo.intake.context_events import context_of
from geo.intake.day_mentions import DayFinder, DayMention
from geo.intake.events import Dated, Event
from geo.intake.finishing import finish
from geo.intake.folded_text import FoldedText
from geo.intake.genres import genre_of
from geo.intake.joining import Joiner
from geo.intake.languages import language_note
from geo.intake.layout import Layout, clock, minute_of, of_night
from geo.intake.phrases import split_words
from geo.intake.place_names import CITIES
from geo.intake.responsibility import SpokenClaims
from geo.intake.rivals import Voices
from geo.intake.sentences import Paragraph
from geo.intake.spots import spot_within
from geo.intake.telling import Sentence, Telling, tellings
from geo.intake.where import Where
from geo.intake.word_sets import word_set
from geo.wording import plural

__all__ = ["Report"]

_FORM_DAY = re.compile(
    r"(?:(?:time|when)\b|date ?(?:/|&|and) ?time\b|(?:date|day|time) of (?:occ|incident|event|attack))[^:]{0,20}:"
)
"""A heading that is the field of a form, and gives the day of what happened."""

_LATE = timedelta(3)
"""A text that is published as much later than it was written says "today" of the day on which it was written."""

_RECENT = timedelta(14)
"""How long before the publication a day that is only named beside an event can be its day."""

_FRONT = 24
_TITLE_WORDS = 3
_ASIDES = frozenset(("outlook", "forecast", "advice", "advisory", "recommendations", "recommendation"))
_GENERAL_RANK, _LAST_GENERAL_RANK = 10, 13
"""Cues of ranks between them are used of words as well: attack, target."""
_ARRESTED = word_set("arrested_people")
_DONE = word_set("deeds_seen")
_MANY = word_set("deeds_in_number")
_GENRE_NOTES = {
    "sport": "The text seems to be about sport: no incident was looked for.",
    "opinion": "The text reads as opinion: only incidents with a day and a place were looked for.",
}


class Report:
    """Reads one text; see `geo.intake.reading.read_report`."""

    def __init__(self, text: FoldedText, published: date | None) -> None:
        self._text = text
        self._words = split_words(text)
        self._layout = Layout(text, self._words)
        self._given = published
        own = self._layout.own_date()
        self._published = published or own
        is_near = published is not None and own is not None and timedelta(0) < published - own <= _LATE
        self._finder = DayFinder(self._words, self._published, own if is_near else None)
        self._claims = SpokenClaims(self._words)
        signer = self._claims.signed_by(self._layout.lines())
        self._joiner = Joiner(self._words, self._published, Voices(self._words, bool(signer)))
        self._links = ClaimLinks(self._words, self._joiner, self._published, signer)
        self._context: list[ContextCandidate] = []
        self._section = Where()
        self._dateline = Where()
        self._section_days, self._form_days = Dated(), Dated()
        self._is_begun = self._is_none = False
        self._titles: list[Telling] = []
        self._notes: list[str] = []

    def read(self) -> Reading:
        """The candidates, context events and notes."""
        genre = genre_of(self._words)
        if genre:
            self._notes.append(_GENRE_NOTES[genre])
        if genre != "sport":
            self._read_paragraphs()
        found = [event for event in self._joiner.events if self._is_incident(event, genre)]
        for event in found:
            if event.dated.days is None:
                self._find_only_day(event)
        self._links.settle(found)
        candidates = [finish(self._words, event, self._links.of(event)) for event in found]
        candidates = [c for c in candidates if c.sub_event_type]
        self._note_what_is_missing(candidates)
        return Reading(self._published, tuple(candidates), tuple(self._context), tuple(self._notes))

    def _read_paragraphs(self) -> None:
        is_live = self._layout.is_live
        is_aside = False
        for number, paragraph in self._layout.entries():
            where = self._words.within(paragraph.start, paragraph.end)
            if len(where) <= _TITLE_WORDS:
                is_aside = any(self._words.low(n) in _ASIDES for n in where)
            if is_aside or (self._is_none and not paragraph.is_heading):
                self._aside(number, paragraph)
            elif paragraph.is_heading:
                self._heading(number, paragraph)
            else:
                self._body(number, paragraph, is_live)
        if not any(event.is_told for event in self._joiner.events) and not self._joiner.outside:
            for telling in tuple(self._joiner.summary.tellings or self._titles):  # adding can add to the summaries
                self._joiner.add(telling, Where(), Dated())

    def _aside(self, number: int, paragraph: Paragraph) -> None:
        """What stands under "Outlook" or "Advice" tells no incident, but may be a context event."""
        for start, end in self._layout.sentences(paragraph):
            if where := self._words.within(start, end):
                parts = tellings(self._words, Sentence(start, end, where, number), self._finder)
                self._context += filter(None, (self._context_event(part, self._section) for part in parts))

    def _heading(self, number: int, paragraph: Paragraph) -> None:
        """A heading gives the place and the day of the entries below it; what it tells is told again in the text."""
        start = paragraph.label[0] if paragraph.label else paragraph.start
        sentence = Sentence(
            start, paragraph.end, self._words.within(start, paragraph.end), number, is_entry=True, is_heading=True
        )
        if not sentence.where:
            return
        found = tellings(self._words, sentence, self._finder)
        for telling in found:
            self._joiner.background.counts(telling, self._joiner.events)
        self._titles += [telling for telling in found if telling.tells]
        self._is_begun = self._layout.is_brief
        self._is_none = self._layout.is_brief and any(self._joiner.background.is_none(telling) for telling in found)
        if any(telling.tells for telling in found) and len(sentence.where) > 3:
            return
        places = [place for telling in found for place in telling.places if not place.outside]
        if places:
            self._section = places[0]
            self._is_begun = self._is_begun or (number > 0 and len(sentence.where) <= _TITLE_WORDS)
        days = [d for telling in found for d in telling.days if d.days and d.shift is None]
        if days:
            best = max(days, key=lambda d: d.is_explicit)
            if not (self._layout.is_log and best.days and best.days.first != best.days.last):
                self._section_days = Dated(best.days, ((best.first, best.last),))
            if _FORM_DAY.match(self._text.low, start):
                self._form_days = self._section_days

    def _body(self, number: int, paragraph: Paragraph, is_live: bool) -> None:
        label = self._layout.label(paragraph)
        is_labelled = paragraph.kind == "day" or (paragraph.kind == "label" and bool(label.precision))
        is_entry = paragraph.is_bullet or is_labelled or self._is_begun
        if not is_entry and paragraph.label and self._layout.labels_differ():
            label, is_entry = self._layout.label(paragraph, any_kind=True), True
        if is_entry and label.precision:
            section = label
        else:
            section = self._section
        if paragraph.label and not is_entry:
            self._dateline = self._joiner.dateline = self._layout.label(paragraph, any_kind=True)
        days = self._layout.label_days(paragraph, self._finder) if is_entry else Dated()
        days = days if days.days else self._day_of_period(paragraph)
        for at, (start, end) in enumerate(self._layout.sentences(paragraph)):
            where = self._words.within(start, end)
            if not where:
                continue
            minute = minute_of(paragraph) if is_live else -1
            sentence = Sentence(
                start, end, where, number, at == 0, is_entry, False, bool(label.precision), minute, bool(paragraph.time)
            )
            self._sentence(sentence, section, days if days.days else self._section_days)

    def _day_of_period(self, paragraph: Paragraph) -> Dated:
        """The day in front of an entry, where the heading gives the period of all: "Covers 13-15 April"."""
        period = self._section_days.days
        if period is None or period.first == period.last:
            return Dated()
        start = paragraph.label[0] if paragraph.label else paragraph.start
        found = self._finder.find(self._words.within(start, paragraph.end))[:1]
        for mention in found:
            days = mention.days
            is_first = self._words.all[mention.first].start - start < _FRONT
            if days and is_first and period.first <= days.first == days.last <= period.last:
                return Dated(days, ((mention.first, mention.last),))
        return Dated()

    # sentences

    def _sentence(self, sentence: Sentence, section: Where, days: Dated) -> None:
        before = self._joiner.current
        claims = self._claims.read(sentence.where)
        is_claim = any(not claim.in_passing for claim in claims) or self._claims.is_nobody
        parts = tellings(self._words, sentence, self._finder, is_claim=is_claim)
        for telling in parts:
            self._joiner.add(telling, section, days)
            self._is_begun &= not telling.tells
            if not telling.casualties and (found := self._context_event(telling, section)):
                self._context.append(found)
        self._links.note(claims, parts, before)

    def _context_event(self, telling: Telling, section: Where) -> ContextCandidate | None:
        days = next((d for d in telling.days if d.days), None)
        return context_of(self._words, telling, Dated(days.days if days else None), section)

    # what is an incident

    def _is_incident(self, event: Event, genre: str) -> bool:
        if not event.tellings or not any(t.tells for t in event.tellings):
            return False
        if event.dated.days is None:
            self._find_day(event)
        is_placed = bool(event.place.precision)
        if not is_placed:
            self._find_place(event)
        days = event.dated.days
        if self._given and days and days.first > self._given:
            return False
        if genre == "opinion" and (days is None or days.precision != "day"):
            return False
        has_people = any(toll.figure is not None for toll in event.tolls.values())
        if not (is_placed or event.is_entry or days or has_people):
            return False  # soldiers and labourers are killed, too
        if not event.place.precision and not (days and has_people and not self._joiner.outside):
            return False
        return self._is_enough(event)

    def _is_enough(self, event: Event) -> bool:
        """Whether there is more than a general word such as "attacks": a day, people, or a strong cue."""
        has_people = any(toll.figure is not None or toll.words for toll in event.tolls.values())
        cues = [cue for cue in event.cues if cue.role == "event"]
        if (
            event.family == "arrest"
            and not any(t.is_of_suspects for t in event.tellings)
            and not any(self._words.low(n) in _ARRESTED for n in event.tellings[0].where)
            and not any(a.kind in ("militants", "group", "label") for t in event.tellings for a in t.actors)
        ):
            return False
        named = any(
            a.kind in ("militants", "group", "force", "label", "foreign") for t in event.tellings for a in t.actors
        )
        general = [c for c in cues if _GENERAL_RANK < c.rank <= _LAST_GENERAL_RANK and c.kind == "armed"]
        if not has_people and not named and len(general) == len(cues):
            return False  # a candidate attacked the commission
        if has_people or event.dated.days:
            return True
        is_place_stated = any(t.places for t in event.tellings if t.tells)
        if is_place_stated and any(
            self._words.low(c.last - 1) in _DONE or self._words.low(c.first) in _DONE for c in cues
        ):
            return True
        return any(cue.rank <= 9 and self._words.low(cue.last - 1) not in _MANY for cue in cues) or event.is_entry

    def _find_place(self, event: Event) -> None:
        """A place for an event that names none: one named beside it, that of its heading, or of the whole text."""
        is_here = any(self._words.low(n) == "here" for t in event.tellings for n in t.where)
        if is_here and self._dateline.precision and not self._dateline.outside:
            event.place = self._dateline
            return
        if self._dateline.precision and self._dateline.location not in CITIES and not self._dateline.outside:
            datelines = [self._dateline]
        else:
            datelines = []
        weak = [place for t in event.tellings if t.tells for place in t.weak_places if not place.outside]
        aside = [place for t in event.tellings if not t.tells for place in t.weak_places if not place.outside]
        titles = [place for t in self._titles for place in (*t.places, *t.weak_places) if not place.outside]
        section = [event.section] if event.section.precision else []
        head = self._layout.head_places() if event.is_entry else []
        is_near = event.before.precision and event.dated.days and not event.is_entry
        before = [event.before] if is_near else []
        everything = [*weak, *section, *titles, *datelines, *aside, *before, *head]
        if not everything:
            return
        place = everything[0]
        town = next((p for p in (*weak, *aside) if p.lon is not None and p.polygon == place.polygon), place)
        sentence = event.tellings[0].sentence
        finer = spot_within(self._words, sentence.start, sentence.end, place)
        event.place = finer if finer.location or place.location else town
        event.doubts.append("The place is named beside it; the text does not say that it happened there.")

    def _find_day(self, event: Event) -> None:
        """The day of a title, for the one event of a text; that of a log, for an entry with a time of the day."""
        days = {d.days: d for t in self._titles for d in t.days if d.days and not d.is_open and d.shift is None}
        if len(days) == 1 and len(self._joiner.events) == 1:
            day = next(iter(days.values()))
            event.dated = Dated(day.days, ((day.first, day.last),))
            event.doubts.append("The day is that of the heading.")
        elif self._form_days.days:
            event.dated = self._form_days
        elif self._layout.is_log and (own := self._layout.own_days()).days:
            event.dated = of_night(own, clock(self._layout.paragraphs[event.tellings[0].sentence.paragraph].time))

    def _find_only_day(self, event: Event) -> None:
        """The one day of the paragraphs of an event; else the one of the text, if it is told of no other event."""
        numbers = {t.sentence.paragraph for t in event.tellings}
        others = {t.sentence.paragraph for e in self._joiner.events for t in e.tellings if e is not event}
        for chosen in (numbers, range(len(self._layout.paragraphs))):
            paragraphs = [(n, self._layout.paragraphs[n]) for n in chosen]
            found = [(n, d) for n, p in paragraphs for d in self._finder.find(self._words.within(p.start, p.end))]
            days = {
                d.days: (n, d)
                for n, d in found
                if d.days and d.days.precision == "day" and not d.is_open and d.shift is None
            }
            number, only = next(iter(days.values())) if len(days) == 1 else (-1, None)
            if only is not None and number not in others - numbers and self._is_recent(only):
                event.dated = Dated(only.days, ((only.first, only.last),))
                event.doubts.append("The day is named beside it; the text does not say that it happened then.")
                return

    def _is_recent(self, mention: DayMention) -> bool:
        """Whether a day is neither later than the publication nor background."""
        days, published = mention.days, self._published
        return bool(days and published and timedelta(0) <= published - days.last <= _RECENT)

    def _note_what_is_missing(self, candidates: list[Candidate]) -> None:
        if self._published is None and any(c.date_start is None for c in candidates):
            self._notes.append(
                "No day of publication is known: give it, so that days such as “on Tuesday” can be read."
            )
        if outside := len([e for e in self._joiner.outside if any(t.tells for t in e.tellings)]):
            self._notes.append(f"{plural(outside, 'event')} outside the two provinces left out.")
        if self._names_later_days():
            self._notes.append(
                "A day in the text is later than the day of publication and is not used: check that day."
            )
        if note := language_note(self._text.plain):
            self._notes.append(note)

    def _names_later_days(self) -> bool:
        """Whether something is told of a day after the publication that was given."""
        told = [t for event in self._joiner.events for t in event.tellings if t.tells]
        later = [d for t in told for d in t.days if d.days and d.first not in t.meaning.silent]
        return self._given is not None and any(d.days and d.days.first > self._given for d in later)
