"""How a text is laid out: labels and headings, the times of a live report, and the day that a text gives as its own."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from geo.intake.day_mentions import DayFinder
from geo.intake.events import Dated
from geo.intake.folded_text import FoldedText
from geo.intake.phrases import Words
from geo.intake.place_mentions import STRONG, WEAK, place_mentions
from geo.intake.place_names import place_phrases
from geo.intake.sentences import LONGEST_SENTENCE, Paragraph, paragraphs
from geo.intake.spots import label_spot
from geo.intake.where import Where, places_of
from geo.reading.relative_days import Days

__all__ = ["Layout", "clock", "minute_of", "of_night"]

_DATE_LINE_WORDS = 12
_CLOCK = re.compile(r"(\d{1,2})[:.]?(\d\d)\s*(?:hrs?|hours)?\s*([ap])?")
_OWN_DAY = re.compile(
    r"(?:\b(?:dated?|published|issued|updated|posted)\b\W*|"
    r"\b(?:date|time)\b[a-z ]{0,16}: ?(?:\d{1,2}:?\d\d(?: ?hrs)?,? ?)?)$"
)
"""What stands before the day of a text: "dated", "Time of call: 0540,"."""

_LEAST_TIMES = 3
_NOON = 720
_LOGS = frozenset(("daily", "diary", "log", "wireless", "control", "occurrence", "sitrep", "roznamcha"))
_HEAD_PARAGRAPHS, _FIRST_LINES = 2, 12
_ITEM, _LEAST_ITEMS = re.compile(r"hb(?=h|$)"), 3


class Layout:
    """The paragraphs of a text, and what their place in it says."""

    def __init__(self, text: FoldedText, words: Words) -> None:
        self._text, self._words = text, words
        self.paragraphs = paragraphs(text, self._names_a_place)
        self.is_live = sum(minute_of(p) >= 0 for p in self.paragraphs) >= _LEAST_TIMES

    @property
    def is_brief(self) -> bool:
        """Whether it is a row of short items, each a heading and one paragraph."""
        shape = "".join("h" if p.is_heading else "b" for p in self.paragraphs)
        headings = [self._text.plain[p.start : p.end] for p in self.paragraphs if p.is_heading]
        if sum(any(map(str.isdigit, heading)) for heading in headings) > 1:  # the times of a live report
            return False
        return len(_ITEM.findall(shape)) >= max(_LEAST_ITEMS, shape.count("b") - 1)

    def _names_a_place(self, start: int, end: int) -> bool:
        where = self._words.within(start, end)
        return any(found.value[0].kind != "none" for found in place_phrases().find(self._words, where))

    def lines(self) -> list[range]:
        """The words of each paragraph, with its label."""
        found = [self._words.within(_begin(p), p.end) for p in self.paragraphs]
        return [line for line in found if line]

    def entries(self) -> list[tuple[int, Paragraph]]:
        """The paragraphs with their numbers; those of a live report from the earliest."""
        entries = list(enumerate(self.paragraphs))
        return _in_time_order(entries) if self.is_live else entries

    def sentences(self, paragraph: Paragraph) -> list[tuple[int, int]]:
        """The sentences of a paragraph; a row of a table is one, unless it is longer than any sentence."""
        is_short = paragraph.end - paragraph.start <= LONGEST_SENTENCE
        if is_short and self._text.plain.count("|", paragraph.start, paragraph.end) > 1:
            return [(paragraph.start, paragraph.end)]
        return list(paragraph.sentences)

    # labels

    def label(self, paragraph: Paragraph, any_kind: bool = False) -> Where:
        """The place in front of an entry; a dateline is where the reporter sits."""
        if paragraph.label is None or not (any_kind or paragraph.is_bullet or paragraph.kind == "label"):
            return Where()
        where = self._words.within(*paragraph.label)
        mentions = place_mentions(self._words, where, frozenset(), trusted=True)
        places = places_of(self._words, mentions, STRONG) or places_of(self._words, mentions, WEAK)
        return label_spot(self._words, where, places[0]) if places else Where()

    def label_days(self, paragraph: Paragraph, finder: DayFinder) -> Dated:
        """The day in the label of an entry: "Tump, 18 April: …"."""
        if paragraph.label is None:
            return Dated()
        found = finder.find(self._words.within(paragraph.label[0], paragraph.start))
        named = [d for d in found if d.days and d.shift is None]
        return Dated(named[0].days, ((named[0].first, named[0].last),)) if named else Dated()

    def labels_differ(self) -> bool:
        """Whether several paragraphs have labels of different places, as in a digest."""
        labels = {self._text.low[slice(*p.label)] for p in self.paragraphs if p.label and p.kind == "dateline"}
        return len(labels) > 1

    def head_places(self) -> list[Where]:
        """The place that the first lines of a log name: whose it is."""
        head = [p for at, p in enumerate(self.paragraphs[:_HEAD_PARAGRAPHS]) if not (p.is_bullet and at)]
        where = [self._words.within(_begin(p), p.end) for p in head]
        mentions = [m for each in where for m in place_mentions(self._words, each, frozenset(), trusted=True)]
        return [place for place in places_of(self._words, mentions, WEAK) if not place.outside][:1]

    # the day of the text

    @property
    def is_log(self) -> bool:
        """Whether the first lines say that it is the log of a day."""
        head = self.paragraphs[:_HEAD_PARAGRAPHS]
        return any(self._words.low(n) in _LOGS for p in head for n in self._words.within(p.start, p.end))

    def own_date(self) -> date | None:
        """The day that the text gives as its own."""
        days = self.own_days().days
        return days.last if days else None

    def own_days(self) -> Dated:
        """The day in a dateline, a header or behind "dated"; empty if there is none."""
        finder = DayFinder(self._words, None)
        for number, paragraph in enumerate(self.paragraphs[:_FIRST_LINES]):
            start = _begin(paragraph)
            where = self._words.within(start, paragraph.end)
            for mention in finder.find(where):
                days = mention.days
                length = 1 if days and self.is_log else 0  # a log can be that of a night
                if days is None or days.precision != "day" or (days.last - days.first).days > length or mention.is_open:
                    continue
                lead = self._text.low[start : self._words.all[mention.first].start]
                is_own = bool(_OWN_DAY.search(lead))
                is_line = len(where) <= _DATE_LINE_WORDS and number < 6 and not paragraph.is_bullet
                is_label = paragraph.kind == "dateline" and self._words.all[mention.last - 1].end <= paragraph.start
                if is_own or is_line or is_label:
                    return Dated(days, ((mention.first, mention.last),))
        return Dated()


def _begin(paragraph: Paragraph) -> int:
    return paragraph.label[0] if paragraph.label else paragraph.start


def of_night(dated: Dated, minute: int) -> Dated:
    """The evening or the morning of the night of a log, by the time of an entry in minutes of the day."""
    days = dated.days
    if days is None or minute < 0 or days.first == days.last:
        return dated
    day = days.first if minute >= _NOON else days.last
    return replace(dated, days=Days(day, day, "day"))


def minute_of(paragraph: Paragraph) -> int:
    """The minute of the day in front of an entry of a live report; -1 if there is none."""
    return -1 if paragraph.time.strip("[( ")[:4].isdecimal() else clock(paragraph.time)


def clock(time: str) -> int:
    """The minute of the day of a time, as in "22:25", "2225 hrs" or "9.40 pm"; -1 if there is none."""
    match = _CLOCK.search(time.lower())
    if not match:
        return -1
    hour = int(match[1]) % 12 + 12 * (match[3] == "p") if match[3] else int(match[1])
    return hour * 60 + int(match[2])


def _in_time_order(entries: list[tuple[int, Paragraph]]) -> list[tuple[int, Paragraph]]:
    """The entries of a live report from the earliest, where it runs backwards."""
    minutes = [minute_of(p) for _, p in entries if minute_of(p) >= 0]
    if minutes != sorted(minutes, reverse=True):
        return entries
    head = [e for e in entries if minute_of(e[1]) < 0]
    timed = [e for e in entries if minute_of(e[1]) >= 0]
    return [*head, *reversed(timed)]
