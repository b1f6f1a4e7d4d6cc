"""Days, months and years that a running text names, resolved from the day of publication."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from geo import assets
from geo.intake.phrases import Phrases, Words
from geo.intake.written_days import WrittenDays, day_number
from geo.reading.letters import folded
from geo.reading.month_names import weekday_of
from geo.reading.number_words import read_number
from geo.reading.relative_days import (
    Days,
    days_back,
    last_weekday,
    unit_back,
    until,
    weekday_of_week,
    weekend_back,
)

__all__ = ["DayFinder", "DayMention"]

_OPEN = frozenset(("since", "until", "till", "by", "from", "before", "after", "every", "next", "coming", "through"))
"""What stands before a day on which nothing is said to have happened, but something began or ended."""

_MAYBE_WORDS = frozenset(("mangal", "pir", "hafta", "juma", "sat", "sun", "mon", "wed", "fri", "tue", "thu", "thur",
                          "پیر", "ہفتہ"))  # fmt: skip
_SHORT_DAYS = frozenset(("sat", "sun", "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri"))
_PARTS_OF_DAY = frozenset(("night", "morning", "evening", "afternoon", "noon", "midnight"))
_LEAD = 6
_APPOSED = frozenset(("a", "it", "which", "was", "is", "being", "that"))
"""What stands between a date and its day of the week: "3 October, which was a Saturday"."""

_AGO_UNITS = {"day": "day", "days": "day", "night": "day", "nights": "day", "week": "week", "weeks": "week",
              "month": "month", "months": "month", "year": "year", "years": "year"}  # fmt: skip
_SIDES = {"ago": 1, "back": 1, "earlier": 1, "before": 1, "previously": 1, "prior": 1, "later": 0, "after": 0,
          "afterwards": 0}  # fmt: skip
_KNOWN = frozenset(("the", "this", "that", "his", "her", "their", "its", "it", "they", "he", "she", "being", "which"))
_CAME = frozenset(("came", "comes", "coming", "happened", "occurred", "place", "just", "only", "barely"))
_LEADS_OF_NIGHT = frozenset(("between", "from", "on", "of", "the", "in"))
_DAYS_OF_WEEK = 7
_OF_EITHER = frozenset(("or", "early", "late", "on", "in", "the", "hours", "of"))
_BOUNDS = frozenset(("least", "than", "about", "over", "nearly", "some", "almost", "around", "roughly"))
"""Behind them a number of days ago is no day: "more than a week ago"."""


@dataclass(frozen=True, slots=True)
class DayMention:
    """A day, month or year in the text.

    Attributes
    ----------
    first, last
        The first word and the one behind the last.
    days
        None if it cannot be resolved without a day of publication, or is no day of the calendar.
    is_explicit
        Whether it is written with its month; "on Tuesday" and "yesterday" are not.
    is_open
        Whether the text says since, until, before or next.
    shift
        How many days before the day named last it is: "a day earlier" is 1; None for all others. Its ``days`` count
        where no day was named before.
    """

    first: int
    last: int
    days: Days | None
    is_explicit: bool
    is_open: bool = False
    shift: int | None = None


class DayFinder:
    """Finds days in texts published on one day, or on a day that is not known.

    Parameters
    ----------
    words
        The words of the text.
    published
        The day of publication.
    written
        The day that the text gives as its own, if it was published later: "today" is that day.
    """

    def __init__(self, words: Words, published: date | None, written: date | None = None) -> None:
        self._words = words
        self._published = published
        self._today = written or published
        self._phrases = _phrases()
        self._written = WrittenDays(words, published)

    def find(self, where: range) -> list[DayMention]:
        """The days within a stretch of words, in their order."""
        found: list[DayMention] = []
        number = where.start
        while number < where.stop:
            mention = next(filter(None, (read(number, where.stop) for read in self._readers())), None)
            if mention:
                found.append(mention)
            number = max(mention.last if mention else 0, number + 1)
        return self._joined(found)

    def _joined(self, found: list[DayMention]) -> list[DayMention]:
        """Two mentions of one day or of one range as one."""
        merged: list[DayMention] = []
        for mention in found:
            before = merged[-1] if merged else None
            if before and self._is_range(before, mention):
                days = self._span(self._first_day(before, mention), mention.days)
                merged[-1] = replace(before, last=mention.last, days=days, is_open=False)
            elif before and self._is_within_night(before, mention):
                merged[-1] = mention
            elif before and self._is_apposed(before, mention):
                merged[-1] = replace(before, last=mention.last)
            elif before and (days := self._of_week(before, mention)):
                merged[-1] = replace(before, last=mention.last, days=days, is_open=False)
            else:
                merged.append(mention)
        return merged

    def _between(self, first: DayMention, last: DayMention) -> list[str]:
        return [self._words.low(n) for n in range(first.last, last.first)]

    def _is_apposed(self, first: DayMention, last: DayMention) -> bool:
        """Whether the second is the day of the week of the first: "on September 29, a Tuesday"."""
        between = self._between(first, last)
        is_day = first.is_explicit and first.days is not None and first.days.precision == "day"
        is_named = bool(weekday_of(folded(self._words.low(last.first))))
        return is_day and is_named and between[-1:] == ["a"] and set(between) <= _APPOSED

    def _is_within_night(self, first: DayMention, last: DayMention) -> bool:
        """Whether the second says of which night the first is: "overnight between Saturday and Sunday"."""
        is_night = self._words.low(first.last - 1) == "overnight"
        return is_night and last.shift is None and set(self._between(first, last)) <= _LEADS_OF_NIGHT

    def _of_week(self, first: DayMention, last: DayMention) -> Days | None:
        """The day of "Monday of last week" and "last week on Monday"; None if they do not stand together."""
        between = set(self._between(first, last))
        if first.days is None or last.days is None or not between <= {"of", "in", "on", "the"}:
            return None
        for week, day in ((last, first), (first, last)):
            weekday = weekday_of(folded(self._words.low(day.first)))
            is_over = week.days and self._published and week.days.last < self._published
            if weekday and is_over and week.days and week.days.precision == "week" and not week.is_explicit:
                return weekday_of_week(week.days, weekday)
        return None

    def _first_day(self, first: DayMention, last: DayMention) -> Days | None:
        """The first day of a range; of two weekdays it is the one before the last: "between Thursday and Friday"."""
        if first.days and last.days and first.days.first > last.days.first and self._are_weekdays(first, last):
            return days_back(first.days.first, _DAYS_OF_WEEK)
        return first.days or self._day_before(first, last)

    def _are_weekdays(self, *mentions: DayMention) -> bool:
        return all(weekday_of(folded(self._words.low(each.first))) for each in mentions)

    def _day_before(self, first: DayMention, last: DayMention) -> Days | None:
        """The first day of a night whose year only the second has: "5 July into 6 July 2026"."""
        if last.days is None or last.days.precision != "day":
            return None
        days = days_back(last.days.first, 1)
        return days if days.first.day == day_number(self._words.low(first.first)) else None

    def _span(self, first: Days | None, last: Days | None) -> Days | None:
        """From one day to another; a first day without its year is of the year of the last."""
        if first is None or last is None:
            return None
        begin = first.first
        if begin > last.last:
            begin = begin.replace(year=last.last.year - (begin.month > last.last.month))
        return Days(begin, last.last, "day") if begin <= last.last else None

    def _is_range(self, first: DayMention, last: DayMention) -> bool:
        between = self._between(first, last)
        lead = {self._words.low(first.first - 1), self._words.low(first.first - 2)}
        if not between and self._words.gap(first.last - 1).strip() in ("/", "-"):
            return True
        if between == ["into"] or self._is_either(first, last, between) or self._are_both(first, last, between):
            return True
        is_linked = len(between) == 1 and between[0] in ("and", "to", "till", "until", "or")
        if not is_linked or not lead & {"between", "from", "night", "of", "overnight"}:
            return False
        is_in_order = not (first.days and last.days) or first.days.first < last.days.last
        return is_in_order or self._are_weekdays(first, last)

    def _are_both(self, first: DayMention, last: DayMention, between: list[str]) -> bool:
        """Whether it went on for two days of the week that follow: "the sit-in held on Saturday and Sunday"."""
        is_on = between == ["and"] and self._words.low(first.first - 1) == "on" and self._are_weekdays(first, last)
        is_known = first.days is not None and last.days is not None
        return is_on and is_known and (last.days.first - first.days.last).days == 1  # type: ignore[union-attr]

    def _is_either(self, first: DayMention, last: DayMention, between: list[str]) -> bool:
        """Whether it was one of two days that follow: "late on Saturday or early on Sunday"."""
        if "or" not in between or not set(between) <= _OF_EITHER or not (first.days and last.days):
            return False
        return (last.days.first - first.days.last).days == 1 and last.days.precision == first.days.precision == "day"

    def _readers(self) -> Iterator[Callable[[int, int], DayMention | None]]:
        yield self._written_out
        yield self._weekday
        yield self._phrase
        yield self._ago

    def _written_out(self, number: int, end: int) -> DayMention | None:
        written = self._written.at(number, end)
        return self._mention(number, *written) if written else None

    def _mention(self, first: int, last: int, days: Days | None, is_explicit: bool = True) -> DayMention:
        before = {self._words.low(first - 1), self._words.low(first - 2) if self._words.low(first - 1) == "the" else ""}
        is_missing = any(self._words.low(n) == "missing" for n in range(first - 6, first))  # missing since Sunday
        is_missing = is_missing or self._words.low(last) == "s"  # from Saturday's attack
        return DayMention(
            first,
            last,
            days,
            is_explicit,
            bool(before & _OPEN) and not is_missing and self._words.low(last) not in ("prayers", "when"),
        )

    def _weekday(self, number: int, _end: int) -> DayMention | None:
        word = self._words.all[number]
        weekday = weekday_of(folded(word.low))
        if not weekday or (word.low in _MAYBE_WORDS and not _is_short_date(self._words, number)):
            return None
        if word.low.isascii() and not word.is_capital:
            return None
        first, last = number, number + 1
        if self._words.low(last) in ("night", "morning", "evening", "afternoon"):
            last += 1
        if self._published is None:
            return self._mention(first, last, None, is_explicit=False)
        is_behind = self._words.low(last) == "last" and self._words.low(last + 1) != "week"  # on Monday last
        is_last = self._words.low(number - 1) in ("last", "گزشتہ") or is_behind
        last += is_behind
        days = last_weekday(self._published, weekday, before=is_last)
        if (self._words.low(number - 2), self._words.low(number - 1)) == ("night", "to"):
            days = days_back(days.first, 1, 2)
        return self._mention(first, last, days, is_explicit=False)

    def _phrase(self, number: int, end: int) -> DayMention | None:
        found = self._phrases.at(self._words, number, end)
        if found is None:
            return None
        unit, back, length = found.value
        days = None
        if unit == "own":
            own = days_back(self._today, 0) if self._today else None
            return DayMention(number, found.last, own, False, shift=back)
        if unit == "shift":
            is_after = back < 0 and self._words.low(found.last - 1) == "after"
            is_earlier = is_after and self._is_of_earlier(number, found.last)
            return DayMention(number, found.last, None, False, shift=-back if is_earlier else back)
        if self._published and unit == "weekend":
            days = weekend_back(self._published, back)
        elif self._today and unit == "day":
            days = days_back(self._today, back, length)
        elif self._published:
            days = until(unit_back(self._published, unit, back), self._published)
        return self._mention(number, found.last, days, is_explicit=False)

    def _ago(self, number: int, _end: int) -> DayMention | None:
        """Two days ago; a week ago; ten years ago; ten days earlier, which counts from the day named last."""
        unit = _AGO_UNITS.get(self._words.low(number + 1))
        word, behind = self._words.low(number), self._words.low(number + 2)
        count = 1 if word in ("a", "an") else read_number(word)
        if unit is None or count is None or behind not in _SIDES:
            return None
        is_bound = self._words.low(number - 1) in _BOUNDS  # at least a week ago
        if behind not in ("ago", "back"):
            days = count * {"day": 1, "week": 7}.get(unit, 0)
            is_back = _SIDES[behind] or (behind == "after" and self._is_of_earlier(number, number + 3))
            shift = days if is_back else -days
            return DayMention(number, number + 3, None, False, is_bound, shift if days and count < 60 else None)
        is_known = self._published is not None and count < 200
        days_ago = unit_back(self._published, unit, count) if is_known and self._published else None
        return replace(self._mention(number, number + 3, days_ago, is_explicit=False), is_open=is_bound)

    def _is_of_earlier(self, number: int, last: int) -> bool:
        """Whether "a day after" is followed by the earlier deed: "a day after gunmen killed two guards"."""
        came = bool(_CAME & {self._words.low(n) for n in range(number - 3, number)})
        is_clause = not self._words.gap(last - 1).strip() and self._words.low(last) not in _KNOWN
        return came or is_clause


def _is_short_date(words: Words, number: int) -> bool:
    """Whether a short name of a day stands before a date or after "on": "Tue 4 March"."""
    is_before_day = bool(day_number(words.low(number + 1))) or _is_short_day(words, number)
    is_urdu = not words.low(number).isascii() and words.low(number + 1) in ("کو", "کے", "کی", "کے روز", "روز")
    return is_before_day or is_urdu


def _is_short_day(words: Words, number: int) -> bool:
    """Whether a day of three letters stands alone: "Wed: …" in front of an entry, "on Sun", "Fri night"."""
    word = words.all[number]
    if word.low not in _SHORT_DAYS:
        return False
    lead = words.text.plain[max(word.start - _LEAD, 0) : word.start].rpartition("\n")[2].strip(" -*•▪●◦·")
    behind = words.text.plain[word.end : word.end + 2]
    is_front = not lead and behind.strip()[:1] in tuple(":-,./|")
    is_said = words.low(number - 1) in ("on", "late", "early") and words.low(number + 1) not in ("tv", "news", "island")
    return is_front or is_said or words.low(number + 1) in _PARTS_OF_DAY


def _phrases() -> Phrases[tuple[str, int, int]]:
    if not _CACHE:
        _CACHE.append(
            Phrases(
                (folded(row["phrase"]), (row["unit"], int(row["back"]), int(row["length"])))
                for row in assets.read_table("intake", "days.csv")
            )
        )
    return _CACHE[0]


_CACHE: list[Phrases[tuple[str, int, int]]] = []
