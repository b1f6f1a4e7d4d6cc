"""One report from its sentences to its candidates."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from geo.intake.candidates import Candidate, ContextCandidate, Reading
from geo.intake.claim_links import ClaimLinks
from geo.intake.context_events import context_of
from geo.intake.day_mentions import DayFinder
from geo.intake.events import Dated, Event
from geo.intake.finishing import finish
from geo.intake.folded_text import FoldedText
from geo.intake.genres import genre_of
from geo.intake.joining import Joiner
from geo.intake.languages import is_not_read
from geo.intake.phrases import split_words
from geo.intake.place_mentions import STRONG, WEAK, place_mentions
from geo.intake.place_names import CITIES, place_phrases
from geo.intake.responsibility import SpokenClaims
from geo.intake.sentences import Paragraph, paragraphs
from geo.intake.telling import Sentence, Telling, tellings
from geo.intake.where import Where, named_spot, places_of
from geo.intake.word_sets import word_set
from geo.reading.relative_days import Days
from geo.wording import plural

__all__ = ["Report"]

_DATE_LINE_WORDS = 12
_CLOCK = re.compile(r"(\d{1,2})[:.]?(\d\d)\s*(?:hrs?|hours)?\s*([ap])?")
_OWN_DAY = re.compile(
    r"(?:\b(?:dated?|published|issued|updated|posted)\b\W*|"
    r"\b(?:date|time)\b[a-z ]{0,16}: ?(?:\d{1,2}:?\d\d(?: ?hrs)?,? ?)?)$"
)
"""What stands before the day of a text: "dated", "Time of call: 0540,"."""

_LEAST_TIMES = 3
_NOON, _FRONT = 720, 24
_LOGS = frozenset(("daily", "diary", "log", "wireless", "control", "occurrence", "sitrep", "roznamcha"))
_TITLE_WORDS, _HEAD_PARAGRAPHS = 3, 2
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
        self._paragraphs = paragraphs(text, self._names_a_place)
        self._given = published
        self._published = published or self._own_date()
        self._finder = DayFinder(self._words, self._published)
        self._joiner = Joiner(self._words, self._published)
        self._claims = SpokenClaims(self._words)
        lines = [self._words.within(p.label[0] if p.label else p.start, p.end) for p in self._paragraphs]
        signer = self._claims.signed_by([line for line in lines if line])
        self._links = ClaimLinks(self._words, self._joiner, self._published, signer)
        self._context: list[ContextCandidate] = []
        self._section = Where()
        self._dateline = Where()
        self._section_days = Dated()
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
        self._links.settle(found)
        candidates = [finish(self._words, event, self._links.of(event)) for event in found]
        candidates = [c for c in candidates if c.sub_event_type]
        self._note_what_is_missing(candidates)
        return Reading(self._published, tuple(candidates), tuple(self._context), tuple(self._notes))

    # the layout

    def _names_a_place(self, start: int, end: int) -> bool:
        where = self._words.within(start, end)
        return any(found.value[0].kind != "none" for found in place_phrases().find(self._words, where))

    def _own_date(self) -> date | None:
        """The day that the text gives as its own."""
        days = self._own_days().days
        return days.last if days else None

    @property
    def _is_log(self) -> bool:
        """Whether the first lines say that it is the log of a day."""
        head = self._paragraphs[:_HEAD_PARAGRAPHS]
        return any(self._words.low(n) in _LOGS for p in head for n in self._words.within(p.start, p.end))

    def _own_days(self) -> Dated:
        """The day in a dateline, a header or behind "dated"; empty if there is none."""
        finder = DayFinder(self._words, None)
        for number, paragraph in enumerate(self._paragraphs[:12]):
            start = paragraph.label[0] if paragraph.label else paragraph.start
            where = self._words.within(start, paragraph.end)
            for mention in finder.find(where):
                days = mention.days
                length = 1 if days and self._is_log else 0  # a log can be that of a night
                if days is None or days.precision != "day" or (days.last - days.first).days > length or mention.is_open:
                    continue
                lead = self._text.low[start : self._words.all[mention.first].start]
                is_own = bool(_OWN_DAY.search(lead))
                is_line = len(where) <= _DATE_LINE_WORDS and number < 6 and not paragraph.is_bullet
                is_label = bool(paragraph.label) and self._words.all[mention.last - 1].end <= paragraph.start
                if is_own or is_line or is_label:
                    return Dated(days, ((mention.first, mention.last),))
        return Dated()

    def _read_paragraphs(self) -> None:
        entries: list[tuple[int, Paragraph]] = list(enumerate(self._paragraphs))
        timed = [p for p in self._paragraphs if _minute(p) >= 0]
        is_live = len(timed) >= _LEAST_TIMES
        if is_live:
            entries = _in_time_order(entries)
        is_aside = False
        for number, paragraph in entries:
            where = self._words.within(paragraph.start, paragraph.end)
            if len(where) <= _TITLE_WORDS:
                is_aside = any(self._words.low(n) in _ASIDES for n in where)
            if is_aside:
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
        for start, end in self._joined(paragraph):
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
        if any(telling.tells for telling in found) and len(sentence.where) > 3:
            return
        places = [place for telling in found for place in telling.places if not place.outside]
        if places:
            self._section = places[0]
        days = [d for telling in found for d in telling.days if d.days and d.shift is None]
        if days:
            best = max(days, key=lambda d: d.is_explicit)
            if not (self._is_log and best.days and best.days.first != best.days.last):
                self._section_days = Dated(best.days, ((best.first, best.last),))

    def _body(self, number: int, paragraph: Paragraph, is_live: bool) -> None:
        label = self._label(paragraph)
        is_entry = paragraph.is_bullet or (paragraph.kind == "label" and bool(label.precision))
        if not is_entry and paragraph.label and self._labels_differ():
            label, is_entry = self._label(paragraph, any_kind=True), True
        if is_entry and label.precision:
            section = label
        else:
            section = self._section
        if paragraph.label and not is_entry:
            self._dateline = self._joiner.dateline = self._label(paragraph, any_kind=True)
        days = self._label_days(paragraph) if is_entry else Dated()
        days = days if days.days else self._day_of_period(paragraph)
        for at, (start, end) in enumerate(self._joined(paragraph)):
            where = self._words.within(start, end)
            if not where:
                continue
            minute = _minute(paragraph) if is_live else -1
            sentence = Sentence(start, end, where, number, at == 0, is_entry, False, bool(label.precision), minute)
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

    def _label_days(self, paragraph: Paragraph) -> Dated:
        """The day in the label of an entry: "Tump, 18 April: …"."""
        if paragraph.label is None:
            return Dated()
        found = self._finder.find(self._words.within(paragraph.label[0], paragraph.start))
        named = [d for d in found if d.days and d.shift is None]
        return Dated(named[0].days, ((named[0].first, named[0].last),)) if named else Dated()

    def _joined(self, paragraph: Paragraph) -> list[tuple[int, int]]:
        """The sentences of a paragraph; a row of a table is one."""
        if self._text.plain.count("|", paragraph.start, paragraph.end) > 1:
            return [(paragraph.start, paragraph.end)]
        return list(paragraph.sentences)

    def _label(self, paragraph: Paragraph, any_kind: bool = False) -> Where:
        """The place in front of an entry; a dateline is where the reporter sits."""
        if paragraph.label is None or not (any_kind or paragraph.is_bullet or paragraph.kind == "label"):
            return Where()
        where = self._words.within(*paragraph.label)
        mentions = place_mentions(self._words, where, frozenset(), trusted=True)
        places = places_of(self._words, mentions, STRONG) or places_of(self._words, mentions, WEAK)
        return places[0] if places else Where()

    def _labels_differ(self) -> bool:
        """Whether several paragraphs have labels of different places, as in a digest."""
        labels = {self._text.low[slice(*p.label)] for p in self._paragraphs if p.label and p.kind == "dateline"}
        return len(labels) > 1

    # sentences

    def _sentence(self, sentence: Sentence, section: Where, days: Dated) -> None:
        before = self._joiner.current
        claims = self._claims.read(sentence.where)
        is_claim = any(not claim.in_passing for claim in claims) or self._claims.is_nobody
        parts = tellings(self._words, sentence, self._finder, is_claim=is_claim)
        for telling in parts:
            self._joiner.add(telling, section, days)
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
        if not event.place.precision:
            self._find_place(event)
        if event.dated.days is None:
            self._find_day(event)
        days = event.dated.days
        if self._given and days and days.first > self._given:
            return False
        if genre == "opinion" and (days is None or days.precision != "day"):
            return False
        has_people = any(toll.figure is not None for toll in event.tolls.values())
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
        if self._dateline.precision and any(self._words.low(n) == "here" for t in event.tellings for n in t.where):
            event.place = self._dateline
            return
        if self._dateline.precision and self._dateline.location not in CITIES and not self._dateline.outside:
            datelines = [self._dateline]
        else:
            datelines = []
        weak = [place for t in event.tellings if t.tells for place in t.weak_places if not place.outside]
        aside = [place for t in event.tellings if not t.tells for place in t.weak_places if not place.outside]
        titles = [place for t in self._titles for place in (*t.places, *t.weak_places) if not place.outside]
        section = [self._section] if self._section.precision else []
        head = self._head_places() if event.is_entry else []
        for place in (*weak, *section, *titles, *datelines, *aside, *head):
            sentence = event.tellings[0].sentence
            coarse = replace(place, location="", precision="district", lon=None, lat=None) if place.lon else place
            finer = named_spot(self._words, sentence.start, sentence.end, coarse)
            event.place = finer if finer.location else place
            event.doubts.append("The place is named beside it; the text does not say that it happened there.")
            return

    def _head_places(self) -> list[Where]:
        """The place that the first lines of a log name: whose it is."""
        head = [p for p in self._paragraphs[:_HEAD_PARAGRAPHS] if not p.is_bullet]
        where = [self._words.within(p.label[0] if p.label else p.start, p.end) for p in head]
        mentions = [m for each in where for m in place_mentions(self._words, each, frozenset(), trusted=True)]
        return [place for place in places_of(self._words, mentions, WEAK) if not place.outside][:1]

    def _find_day(self, event: Event) -> None:
        """The day of a title, for the one event of a text; that of a log, for an entry with a time of the day."""
        days = {d.days: d for t in self._titles for d in t.days if d.days and not d.is_open and d.shift is None}
        if len(days) == 1 and len(self._joiner.events) == 1:
            day = next(iter(days.values()))
            event.dated = Dated(day.days, ((day.first, day.last),))
            event.doubts.append("The day is that of the heading.")
        elif self._is_log and (own := self._own_days()).days:
            event.dated = _of_night(own, _clock(self._paragraphs[event.tellings[0].sentence.paragraph].time))

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
        if not candidates and is_not_read(self._text.plain):
            self._notes.append("The language of the text does not seem to be English or Urdu: it is not read.")

    def _names_later_days(self) -> bool:
        """Whether something is told of a day after the publication that was given."""
        told = [t for event in self._joiner.events for t in event.tellings if t.tells]
        later = [d for t in told for d in t.days if d.days and d.first not in t.meaning.silent]
        return self._given is not None and any(d.days and d.days.first > self._given for d in later)


def _of_night(dated: Dated, minute: int) -> Dated:
    """The evening or the morning of the night of a log, by the time of an entry in minutes of the day."""
    days = dated.days
    if days is None or minute < 0 or days.first == days.last:
        return dated
    day = days.first if minute >= _NOON else days.last
    return replace(dated, days=Days(day, day, "day"))


def _minute(paragraph: Paragraph) -> int:
    """The minute of the day in front of an entry of a live report; -1 if there is none."""
    return -1 if paragraph.time.strip("[( ")[:4].isdecimal() else _clock(paragraph.time)


def _clock(time: str) -> int:
    """The minute of the day of a time, as in "22:25", "2225 hrs" or "9.40 pm"; -1 if there is none."""
    match = _CLOCK.search(time.lower())
    if not match:
        return -1
    hour = int(match[1]) % 12 + 12 * (match[3] == "p") if match[3] else int(match[1])
    return hour * 60 + int(match[2])


def _in_time_order(entries: list[tuple[int, Paragraph]]) -> list[tuple[int, Paragraph]]:
    """The entries of a live report from the earliest, where it runs backwards."""
    minutes = [_minute(p) for _, p in entries if _minute(p) >= 0]
    if minutes != sorted(minutes, reverse=True):
        return entries
    head = [e for e in entries if _minute(e[1]) < 0]
    timed = [e for e in entries if _minute(e[1]) >= 0]
    return [*head, *reversed(timed)]
