"""The day of what a sentence tells, among the days that it names: of the deed, of a statement, of a later death."""

from __future__ import annotations

import re
from datetime import date

from geo.intake.day_mentions import DayMention
from geo.intake.events import Dated
from geo.intake.focus import is_aftermath
from geo.intake.phrases import Words
from geo.intake.telling import Telling
from geo.intake.word_sets import word_set
from geo.reading.relative_days import Days, days_back

__all__ = ["Dating"]

_SAYING = word_set("saying") | word_set("told_on")
_SAID = frozenset(("said", "told", "announced", "confirmed", "rejected", "dismissed", "denied", "blamed", "accused",
                   "put", "puts", "counted", "listed"))  # fmt: skip
_HAPPENED = frozenset(("happened", "occurred", "incident", "place", "stopped"))
_ACCUSED = frozenset(("unknown", "unidentified", "the", "an", "one", "two", "three", "four", "armed", "some", "other"))
_EVENT_NOUNS = word_set("event_nouns")
_DEEDS = _EVENT_NOUNS | word_set("deed_nouns") | {"strike"}
_BACK = frozenset(("body", "bodies", "found", "freed", "released", "recovered", "returned", "rescued", "dumped", "home",
                   "reunited", "escaped", "let"))  # fmt: skip
_CAME = frozenset(("came", "hit", "struck", "happened", "occurred", "attacked", "was", "were", "took"))
_DOERS = frozenset(("attacker", "attackers", "bomber", "bombers", "gunmen", "assailants", "militants", "day", "date"))
_BESIDE = word_set("beside_deeds")
_CLAUSES = word_set("clauses")
_OF_CORRECTION = ("not", "than", "instead")
_FIELD = re.compile(
    r"\b(?:date|day|time|when|dtg)\b[a-z /&]{0,12}\bof (?:the )?(?:occ\w*|incident|event|attack|blast)\b[^a-z]{0,16}\Z"
)
_ITEMS = frozenset(("item", "report", "edition", "story", "issue", "dispatch", "bulletin", "newspaper", "paper",
                    "article", "headline", "version"))  # fmt: skip
_CARRIED = frozenset(("carried", "published", "appeared", "printed", "filed", "issued", "page"))
_ITEM_LEAD, _SHORT = 12, 3
_COMMA, _TELLS, _COURSE, _LEAD, _NEAR = 4, 10, 4, 60, 4


class Dating:
    """Tells the days of tellings, in the order of the text: "a day earlier" counts from the day named last."""

    def __init__(self, words: Words, published: date | None) -> None:
        self._words, self._published = words, published
        self._last_days: Days | None = None

    def of(self, telling: Telling) -> Dated:
        """The day on which it happened; empty if the telling names none."""
        usable = [d for d in telling.days if not (d.is_open or self._is_future(d) or self._is_of_dateline(d))]
        stated = [d for d in usable if d.first not in telling.meaning.silent]
        is_denied = all(d.first in telling.meaning.denied for d in usable)  # a van never came on Tuesday: it was hit
        usable = stated or (usable if telling.tells or is_denied else [])
        resolved = [(d, days) for d in usable if (days := self._days_of(d, telling)) is not None]
        if not resolved:
            return Dated()
        strong = [pair for pair in resolved if self._is_owned(pair[0]) or not self.is_saying(pair[0], telling)]
        at = self._main_word(telling)
        owned = [pair for pair in strong if self._is_owned(pair[0])]
        of_deed = [pair for pair in strong if not self._is_beside(pair[0], telling)]
        mention, days = min(owned or of_deed or strong or resolved, key=lambda pair: self._distance(pair[0], at))
        fine = [p for p in strong if p[1].precision == "day" and days.first <= p[1].first and p[1].last <= days.last]
        if days.precision in ("week", "month") and fine:  # this week … on Monday
            mention, days = fine[0]
        self._last_days = days
        is_late = days.precision == "day" and not self._is_owned(mention) and self._is_late(telling)
        is_weak = not strong or is_late
        is_final = self._is_corrected(telling) or self._is_of_field(mention)
        return Dated(days, ((mention.first, mention.last),), is_weak and not is_final, is_final)

    def _is_corrected(self, telling: Telling) -> bool:
        """Whether it denies another day: "on Sunday, not on Saturday", "rather than Saturday"."""
        before = [{self._words.low(n) for n in range(d.first - 3, d.first)} for d in telling.days if d.days]
        lows = [self._words.low(n) for n in telling.where[:_COURSE]]
        if "revised" in telling.meaning.kinds and "it" in lows and not telling.casualties:  # in fact it was on Sunday
            return True
        return len(before) > 1 and any(word in each for each in before for word in _OF_CORRECTION)

    def _is_of_field(self, mention: DayMention) -> bool:
        """Whether a form says that it is the day: "Date of occurrence: 4 October"."""
        start = self._words.all[mention.first].start
        return bool(_FIELD.search(self._words.text.low[max(start - _LEAD, 0) : start]))

    def _is_beside(self, mention: DayMention, telling: Telling) -> bool:
        """Whether the verb before a day tells what came before or after the deed: "registered a case on Monday"."""
        before = range(max(mention.first - _NEAR - 1, telling.where.start), mention.first)
        is_cut = [n for n in before if self._words.low(n) in _CLAUSES or "," in self._words.gap(n)]
        return any(self._words.low(n) in _BESIDE for n in before if not is_cut or n > is_cut[-1])

    def _is_owned(self, mention: DayMention) -> bool:
        """Whether the day is that of an event by its form: "Tuesday's attack", "Saturday evening's blast"."""
        behind = [self._words.low(n) for n in range(mention.last, mention.last + 6)]
        owner = next((n for n, low in enumerate(behind[:2]) if low == "s"), -1)
        is_item = owner >= 0 and behind[owner + 1] in _ITEMS
        return owner >= 0 and not is_item and bool(_EVENT_NOUNS & set(behind[owner + 1 : owner + 5]))

    def _is_of_dateline(self, mention: DayMention) -> bool:
        """Whether a day stands in a dateline within a line: "Weather: dry UTHAL, Feb. 16 - A coach"."""
        word = self._words.all[mention.first - 1] if mention.first else None
        place = self._words.text.plain[word.start : word.end] if word else ""
        is_behind = place.isupper() and len(place) > _SHORT and "," in self._words.gap(mention.first - 1)
        return is_behind and self._words.gap(mention.last - 1).strip() in ("-", ":", "--")

    def _distance(self, mention: DayMention, at: int) -> int:
        """How far a day stands from what happened, in words; a comma or a new clause between counts for some more."""
        first, last = sorted((mention.first, at))
        is_cut = any("," in self._words.gap(n) or self._words.low(n) in _CLAUSES for n in range(first, last))
        return abs(mention.first - at) + _COMMA * is_cut

    def _days_of(self, mention: DayMention, telling: Telling) -> Days | None:
        if mention.shift is None:
            return mention.days
        others = [d.days for d in telling.days if d.days and d.shift is None and not d.is_open]
        anchor = others[0] if others else self._last_days
        if anchor is None:
            return mention.days
        if anchor.precision != "day":
            return anchor if mention.shift == 0 else None
        return days_back(anchor.first, mention.shift, (anchor.last - anchor.first).days + 1)

    def _is_future(self, mention: DayMention) -> bool:
        return bool(self._published and mention.days and mention.days.first > self._published)

    def is_saying(self, mention: DayMention, telling: Telling) -> bool:
        """Whether a day is that of a statement: "said on Wednesday", "in a statement on Wednesday"."""
        begin = max(mention.first - 4, telling.where.start)
        if "," in self._words.gap(mention.first - 2) and self._words.low(mention.first - 1) == "on":
            begin = mention.first - 1  # a bomb, police said, on Sunday killed five
        before = [self._words.low(n) for n in range(begin, mention.first)]
        is_first = mention.first - telling.sentence.where.start <= 4 and not self._came(telling)
        behind = range(mention.last, min(mention.last + 6, telling.where.stop)) if is_first else range(0)
        said = any(self._words.low(n) in _SAID and not self._is_noun(n) for n in behind)
        if self._words.low(mention.last) == "that":  # told a committee here on Wednesday that
            lead = range(max(mention.first - _TELLS, telling.where.start), mention.first)
            said = said or any(self._words.low(n) in _SAID for n in lead)
        return said or any(word in _SAYING for word in before) or self._is_of_item(mention, telling)

    def _is_of_item(self, mention: DayMention, telling: Telling) -> bool:
        """Whether it is the day of a report: "Wednesday's item", "an item carried on page 1 on Saturday"."""
        if self._words.low(mention.last) == "s":
            return self._words.low(mention.last + 1) in _ITEMS
        lead = range(max(mention.first - _ITEM_LEAD, telling.where.start), mention.first)
        has_item = any(self._words.low(n) in _ITEMS for n in lead)
        is_direct = (
            any(self._words.low(n) in _CARRIED for n in lead) or self._words.gap(mention.first - 1).strip() == "("
        )
        is_near = any(self._words.low(n) in _ITEMS for n in range(mention.first - 2, mention.first))
        return has_item and (is_direct or is_near)

    def _is_noun(self, number: int) -> bool:
        """Whether "accused" is a person: "unknown accused fired upon a patrol"."""
        return self._words.low(number) == "accused" and self._words.low(number - 1) in _ACCUSED

    def _main_word(self, telling: Telling) -> int:
        events = [cue for cue in telling.cues if cue.role == "event"]
        if events:
            return min(events, key=lambda cue: cue.rank).first
        return telling.casualties[0].first if telling.casualties else telling.where.start

    def _is_late(self, telling: Telling) -> bool:
        """Whether it tells what came after: the death of an injured person, a body found, a new toll."""
        is_follow_up = any(each.is_toll for each in telling.casualties) or "later" in telling.meaning.kinds
        is_follow_up = is_follow_up or is_aftermath(self._words, telling) or self._is_find_of_taken(telling)
        return is_follow_up or not (telling.tells or self.happened(telling))

    def _is_find_of_taken(self, telling: Telling) -> bool:
        """Whether it tells that people who had been taken were found or let go."""
        is_taken = any(cue.kind == "Abduction/forced disappearance" for cue in telling.cues)
        return is_taken and any(self._words.low(n) in _BACK for n in telling.where)

    def happened(self, telling: Telling) -> bool:
        """Whether it goes on about what happened: "the incident took place on Monday"."""
        return self._came(telling) or any(self._words.low(n) in _HAPPENED for n in telling.where)

    def _came(self, telling: Telling) -> bool:
        """Whether it begins with what is known and its course: "the strike came on Thursday"."""
        lows = [self._words.low(n) for n in telling.where[:_COURSE]]
        return lows[:1] == ["the"] and bool((_DEEDS | _DOERS) & set(lows[1:3])) and bool(_CAME & set(lows[2:]))
