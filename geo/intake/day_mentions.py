"""Days, months and years that a running text names, resolved from the day of publication."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from geo import assets
from geo.intake.phrases import Phrases, Words
from geo.reading.dates import read_date
from geo.reading.letters import folded
from geo.reading.month_names import month_of, weekday_of
from geo.reading.number_words import read_number
from geo.reading.relative_days import (
    Days,
    day_and_month,
    days_back,
    last_month_named,
    last_weekday,
    part_of_month,
    unit_back,
    until,
    year_named,
)

__all__ = ["DayFinder", "DayMention"]

_NUMERIC = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}([./-]) ?\d{1,2}\1 ?\d{4}")
_SHORT_YEAR = re.compile(r"(?:(\d{1,2})[/-])?(\d{1,2})([./-])(\d{1,2})\3(\d\d(?:\d\d)?)(?![\w./-]?\d)")
_NO_YEAR = re.compile(r"(\d{1,2})[/.](\d{1,2})(?=:| -| \|)")
_IN_FRONT = re.compile(r"(\d{1,2})[/.](\d{1,2})(?=:| -| \|| [a-z])")
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\Z")
_YEAR = re.compile(r"(?:19[5-9]|20\d)\d\Z")
_RANGE_JOINTS = frozenset(("and", "to", "or", "-", "till", "until", "تا", "سے", "اور"))
_MONTH_SAYERS = frozenset(("in", "early", "late", "mid", "since", "during", "of", "last", "until", "by", "from", "till",
                           "between", "and", "to", "through"))  # fmt: skip
_YEAR_SAYERS = frozenset(("in", "since", "of", "during", "until", "by", "from", "early", "late", "mid", "year",
                          "before", "back", "and", "to", "between", "through", "till", "after"))  # fmt: skip
_OPEN = frozenset(("since", "until", "till", "by", "from", "before", "after", "every", "next", "coming", "through"))
"""What stands before a day on which nothing is said to have happened, but something began or ended."""

_MAYBE_WORDS = frozenset(("may", "march", "mai", "mangal", "pir", "hafta", "juma", "sat", "sun", "mon", "wed", "fri",
                          "tue", "thu", "thur", "august", "dec", "jan", "mar", "می", "پیر", "mi", "ہفتہ"))  # fmt: skip
_AGO_UNITS = {"day": "day", "days": "day", "week": "week", "weeks": "week", "month": "month", "months": "month",
              "year": "year", "years": "year"}  # fmt: skip
_SIDES = {"ago": 1, "back": 1, "earlier": 1, "before": 1, "later": 0, "after": 0}
_KNOWN = frozenset(("the", "this", "that", "his", "her", "their", "its", "it", "they", "he", "she", "being", "which"))
_CAME = frozenset(("came", "comes", "coming", "happened", "occurred", "place", "just", "only", "barely"))
_BOUNDS = frozenset(("least", "than", "about", "over", "nearly", "some", "almost", "around", "roughly"))
"""Behind them a number of days ago is no day: "more than a week ago"."""

_ENDS = (",", ".", ";", "-", "\n")
_ORDER = "dmy"
"""How Pakistan writes days in numbers; a person confirms each candidate."""

_WEEKS = {"first": 0, "second": 1, "third": 2, "last": -1, "final": -1}


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
        How many days before the day named last it is: "a day earlier" is 1; None for all others.
    """

    first: int
    last: int
    days: Days | None
    is_explicit: bool
    is_open: bool = False
    shift: int | None = None


class DayFinder:
    """Finds days in texts published on one day, or on a day that is not known."""

    def __init__(self, words: Words, published: date | None) -> None:
        self._words = words
        self._published = published
        self._phrases = _phrases()

    def find(self, where: range) -> list[DayMention]:
        """The days within a stretch of words, in their order."""
        found: list[DayMention] = []
        number = where.start
        while number < where.stop:
            mention = next(filter(None, (read(number, where.stop) for read in self._readers())), None)
            if mention:
                found.append(mention)
            number = max(mention.last if mention else 0, number + 1)
        return self._ranges(found)

    def _ranges(self, found: list[DayMention]) -> list[DayMention]:
        """From Saturday to Monday; the night between Tuesday and Wednesday."""
        merged: list[DayMention] = []
        for mention in found:
            before = merged[-1] if merged else None
            if before and self._is_range(before, mention):
                days = self._span(before.days or self._day_before(before, mention), mention.days)
                merged[-1] = replace(before, last=mention.last, days=days, is_open=False)
            else:
                merged.append(mention)
        return merged

    def _day_before(self, first: DayMention, last: DayMention) -> Days | None:
        """The first day of a night whose year only the second has: "5 July into 6 July 2026"."""
        if last.days is None or last.days.precision != "day":
            return None
        days = days_back(last.days.first, 1)
        return days if days.first.day == _day_of(self._words.low(first.first)) else None

    def _span(self, first: Days | None, last: Days | None) -> Days | None:
        """From one day to another; a first day without its year is of the year of the last."""
        if first is None or last is None:
            return None
        begin = first.first
        if begin > last.last:
            begin = begin.replace(year=last.last.year - (begin.month > last.last.month))
        return Days(begin, last.last, "day") if begin <= last.last else None

    def _is_range(self, first: DayMention, last: DayMention) -> bool:
        lead = {self._words.low(first.first - 1), self._words.low(first.first - 2)}
        if last.first == first.last and self._words.gap(first.last - 1).strip() in ("/", "-"):
            return True
        if last.first == first.last + 1 and self._words.low(first.last) == "into":
            return True
        is_linked = last.first == first.last + 1 and self._words.low(first.last) in ("and", "to", "till", "until", "or")
        if not is_linked or not lead & {"between", "from", "night", "of"}:
            return False
        return not (first.days and last.days) or first.days.first < last.days.last

    def _readers(self) -> Iterator[Callable[[int, int], DayMention | None]]:
        yield self._numeric
        yield self._week_of_month
        yield self._day_first
        yield self._month_first
        yield self._weekday
        yield self._phrase
        yield self._ago
        yield self._year
        yield self._nth

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

    def _numeric(self, number: int, _end: int) -> DayMention | None:
        start = self._words.all[number].start
        match = _NUMERIC.match(self._words.text.low, start)
        if not match:
            return self._short_year(number) or self._day_and_month_in_numbers(number)
        last = self._words.within(start, match.end()).stop
        digits = match[0].replace(" ", "")
        written = read_date(digits) or read_date(digits, _ORDER)
        if written is None:
            return self._mention(number, last, None)
        day = date.fromisoformat(written.day)
        return self._mention(number, last, Days(day, day, "day"))

    def _short_year(self, number: int) -> DayMention | None:
        """29/6/26; 17/18.6.26, a night."""
        match = _SHORT_YEAR.match(self._words.text.low, self._words.all[number].start)
        if not match or not 1 <= int(match[4]) <= 12:
            return None
        last_day, year = int(match[2]), int(match[5]) % 100 + 2000
        days = self._days(int(match[1] or last_day), last_day, int(match[4]), year)
        last = self._words.within(match.start(), match.end()).stop
        return self._mention(number, last, days) if days else None

    def _day_and_month_in_numbers(self, number: int) -> DayMention | None:
        """05/06: in front of an entry."""
        start = self._words.all[number].start
        lead = self._words.text.plain[max(start - 4, 0) : start].rpartition("\n")[2].strip(" -*•▪●◦·")
        match = (_NO_YEAR if lead else _IN_FRONT).match(self._words.text.low, start)
        if not match or not 1 <= int(match[2]) <= 12 or not 1 <= int(match[1]) <= 31:
            return None
        return self._mention(number, number + 2, self._days(int(match[1]), int(match[1]), int(match[2]), 0))

    def _day_first(self, number: int, end: int) -> DayMention | None:
        """12 March 2025; 12th of March; 11-12 March; between 10 and 13 September."""
        first = _day_of(self._words.low(number))
        if not first:
            return None
        at, last_day = number + 1, 0
        if self._words.low(at) in ("st", "nd", "rd", "th"):
            at += 1
        joint = self._words.gap(at - 1).strip()
        if joint in ("-", "/") or self._words.low(at) in _RANGE_JOINTS:
            at += joint not in ("-", "/")
            last_day = _day_of(self._words.low(at))
            if not last_day:
                return None
            at += 1
        if self._words.low(at) in ("of", "ماہ"):
            at += 1
        month = self._month(at, is_beside_day=True)
        if not month or at >= end:
            return None
        year, at = self._year_behind(at + 1)
        return self._mention(number, at, self._days(first, last_day or first, month, year))

    def _month_first(self, number: int, end: int) -> DayMention | None:
        """March 12, 2025; March 11-12; May 2024; in May."""
        month = self._month(number, is_beside_day=False)
        if not month:
            return None
        first = _day_of(self._words.low(number + 1)) if number + 1 < end else 0
        if not first or self._words.gap(number).strip(". "):
            return self._month_alone(number, month)
        at, last_day = number + 2, first
        gap = self._words.gap(at - 1).strip()
        if at < end and (gap == "-" or self._words.low(at) in _RANGE_JOINTS):
            behind = at + (gap != "-")
            if (other := _day_of(self._words.low(behind))) > first:
                last_day, at = other, behind + 1
        year, at = self._year_behind(at)
        return self._mention(number, at, self._days(first, last_day, month, year))

    def _month_alone(self, number: int, month: int) -> DayMention | None:
        year, last = self._year_behind(number + 1)
        word = self._words.low(number)
        says_month = self._words.low(number - 1) in _MONTH_SAYERS
        if not year and not says_month:
            return None
        if not year and self._words.all[number].end - self._words.all[number].start <= 3 and word != "may":
            return None
        if year:
            return self._mention(number, last, Days(*_interval(year, month), "month"))
        days = last_month_named(self._published, month) if self._published else None
        return self._mention(number, last, days)

    def _month(self, number: int, *, is_beside_day: bool) -> int:
        word = self._words.low(number)
        if not word or word.isdecimal():
            return 0
        month = month_of(folded(word))
        if month and word.isascii() and not self._words.all[number].is_capital:
            return month if is_beside_day and word not in _MAYBE_WORDS and len(word) > 3 else 0
        return month

    def _year_behind(self, number: int) -> tuple[int, int]:
        """The year at a word, and the word behind it; 0 if there is none."""
        if _YEAR.match(self._words.low(number)) and self._words.gap(number - 1).strip() in ("", ",", ".", "-", "'"):
            return int(self._words.low(number)), number + 1
        return 0, number

    def _days(self, first: int, last: int, month: int, year: int) -> Days | None:
        if year:
            try:
                begin, end = date(year, month, first), date(year, month, last)
            except ValueError:
                return None
            return Days(begin, end, "day") if begin <= end else None
        if self._published is None:
            return None
        begin_days = day_and_month(self._published, first, month)
        if begin_days is None or last < first:
            return None
        return Days(begin_days.first, days_back(begin_days.first, first - last).first, "day")

    def _week_of_month(self, number: int, end: int) -> DayMention | None:
        """The last week of June: its last seven days."""
        which, of = self._words.low(number), self._words.low(number + 2)
        if which not in _WEEKS or self._words.low(number + 1) not in ("week", "days") or of not in ("of", "in"):
            return None
        month = self._month(number + 3, is_beside_day=False)
        if not month or number + 3 >= end:
            return None
        year, last = self._year_behind(number + 4)
        if not year and not self._published:
            return self._mention(number, last, None)
        whole = year_named(year).last if year else self._published
        days = last_month_named(whole, month) if whole else None
        return self._mention(number, last, part_of_month(days, _WEEKS[which]) if days else None)

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
        is_last = self._words.low(number - 1) in ("last", "گزشتہ") or self._words.low(last) == "last"
        last += self._words.low(last) == "last"
        days = last_weekday(self._published, weekday, before=is_last)
        return self._mention(first, last, days, is_explicit=False)

    def _phrase(self, number: int, end: int) -> DayMention | None:
        found = self._phrases.at(self._words, number, end)
        if found is None:
            return None
        unit, back, length = found.value
        days = None
        if unit == "shift":
            is_after = back < 0 and self._words.low(found.last - 1) == "after"
            is_earlier = is_after and self._is_of_earlier(number, found.last)
            return DayMention(number, found.last, None, False, shift=-back if is_earlier else back)
        if self._published:
            days = unit_back(self._published, unit, back)
            days = days_back(self._published, back, length) if unit == "day" else until(days, self._published)
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

    def _nth(self, number: int, _end: int) -> DayMention | None:
        """On the 7th: the last such day."""
        word, behind = self._words.low(number), self._words.gap(number).strip(" ")[:1]
        is_said = self._words.low(number - 1) == "the" and self._words.low(number - 2) in ("on", "of", "night")
        if self._published is None or not is_said or not word.endswith(("st", "nd", "rd", "th")) or behind not in _ENDS:
            return None
        month = self._published.replace(day=1)
        for first in (month, (month - timedelta(1)).replace(day=1)):
            day = first + timedelta(_day_of(word) - 1)
            if _day_of(word) and day.month == first.month and day <= self._published:
                return self._mention(number, number + 1, Days(day, day, "day"), is_explicit=False)
        return None

    def _year(self, number: int, _end: int) -> DayMention | None:
        """In 2014; since 2021."""
        if not _YEAR.match(self._words.low(number)) or self._words.low(number - 1) not in _YEAR_SAYERS:
            return None
        return self._mention(number, number + 1, year_named(int(self._words.low(number))))


def _interval(year: int, month: int) -> tuple[date, date]:
    days = unit_back(date(year, month, 1), "month", 0)
    return days.first, days.last


def _day_of(word: str) -> int:
    match = _DAY.match(word)
    return int(match[1]) if match and 1 <= int(match[1]) <= 31 else 0


def _is_short_date(words: Words, number: int) -> bool:
    """Whether a short name of a day stands before a date or after "on": "Tue 4 March"."""
    is_before_day = bool(_day_of(words.low(number + 1)))
    is_urdu = not words.low(number).isascii() and words.low(number + 1) in ("کو", "کے", "کی", "کے روز", "روز")
    return is_before_day or is_urdu


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
