"""Days, months and years that are written out in a running text: in figures, by the name of the month, as ordinals.

Pakistan writes day before month. A day without its year is the last such day up to the publication.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from geo.intake.phrases import Words
from geo.reading.letters import folded
from geo.reading.month_names import month_of, weekday_of
from geo.reading.relative_days import (
    Days,
    day_and_month,
    days_back,
    last_month_named,
    month_days,
    part_of_month,
    year_named,
)

__all__ = ["DayWriting", "WrittenDays", "day_number"]

_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_ROMANS = "|".join(sorted(_ROMAN, key=len, reverse=True))
_STOPS = r"(?![\w./-]?\d)"
_YEAR_PART = rf"(?P<year>\d{{4}}|\d\d){_STOPS}"
_NIGHT = r"(?:(?P<from>\d{1,2})\.?[/-])?(?P<day>\d{1,2})"
_YEAR_FIRST = re.compile(rf"(?P<year>\d{{4}})([-/.])(?P<month>\d{{1,2}})\2(?P<day>\d{{1,2}}){_STOPS}")
_DAY_FIRST = re.compile(rf"{_NIGHT}([./-]) ?(?P<month>\d{{1,2}}|{_ROMANS})\3 ?{_YEAR_PART}")
_NAMED = re.compile(rf"{_NIGHT}(?:[./-] ?)?(?P<month>[a-z]{{3,9}})(?:[./-] ?'?| ')?{_YEAR_PART}")
_SPACED = re.compile(rf"{_NIGHT} (?P<month>[a-z]{{3,9}}) '{_YEAR_PART}")
_SPACED_ROMAN = re.compile(rf"{_NIGHT} (?P<month>{_ROMANS}) (?P<year>(?:19|20)\d\d){_STOPS}")
_EIGHT = re.compile(r"(?P<year>20\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)(?!\d)")
_TIME_GROUP = re.compile(rf"(?P<day>\d\d)[0-2]\d[0-5]\d ?(?:z|e|pkt|hrs?)? ?(?P<month>[a-z]{{3}}) ?{_YEAR_PART}")
"""Day, time, month and year as armies write them: 041800 OCT 26."""

_NO_YEAR = re.compile(r"(?P<day>\d{1,2})(?P<joint>[/.])(?P<month>\d{1,2})\b\.?(?![\w./-]?\d)")
_BOTH_FULL = re.compile(r"(?P<day>\d\d)-(?P<month>\d\d)\b(?![\w./-]?\d)")
_MONTH_AND_YEAR = re.compile(r"(?P<month>0?[1-9]|1[0-2])/(?P<year>20\d\d)(?!\d)")
_ENTRY_GOES_ON = re.compile(r":| ?[-|]| [a-z]")
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\Z")
_YEAR = re.compile(r"(?:19[5-9]|20\d)\d\Z")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
             "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
             "twentieth")  # fmt: skip
_RANGE_JOINTS = frozenset(("and", "to", "or", "-", "till", "until", "تا", "سے", "اور"))
_DAY_SAYERS = frozenset(("on", "dated", "dt", "of", "night", "between", "from", "since"))
_MONTH_SAYERS = frozenset(("in", "early", "late", "mid", "since", "during", "of", "last", "until", "by", "from", "till",
                           "between", "and", "to", "through"))  # fmt: skip
_YEAR_SAYERS = frozenset(("in", "since", "of", "during", "until", "by", "from", "early", "late", "mid", "year",
                          "before", "back", "and", "to", "between", "through", "till", "after"))  # fmt: skip
_BEHIND_DAY = frozenset(("in", "at", "near", "when", "by", "and", "a", "an", "the", "after", "that", "as", "while",
                         "from"))  # fmt: skip
_BEHIND_NTH = _BEHIND_DAY | frozenset(
    ("two", "three", "four", "five", "six", "some", "several", "unknown", "unidentified", "gunmen", "militants",
     "police", "security", "armed", "his", "her", "their", "it", "he", "she", "they", "people", "residents", "troops")
)  # fmt: skip
_NO_DAYS = frozenset(("24/7", "9/11", "7/7"))
_MAYBE_WORDS = frozenset(("may", "march", "mai", "august", "dec", "jan", "mar", "می", "mi"))
_WEEKS = {"first": 0, "second": 1, "third": 2, "last": -1, "final": -1}
_ENDS = (",", ".", ";", "-", "\n")
_SHORT, _MONTHS, _CENTURY = 3, 12, 2000


class DayWriting(NamedTuple):
    """What is written at a word: the word behind it, and the days; None if the calendar or the year is missing."""

    last: int
    days: Days | None
    is_explicit: bool = True


class WrittenDays:
    """Reads what is written at a word of a text published on one day, or on a day that is not known."""

    def __init__(self, words: Words, published: date | None) -> None:
        self._words = words
        self._published = published

    def at(self, number: int, end: int) -> DayWriting | None:
        """What is written at a word; None if it is no day, month or year."""
        return next(filter(None, (read(number, end) for read in self._readers())), None)

    def _readers(self) -> Iterator[Callable[[int, int], DayWriting | None]]:
        yield self._in_figures
        yield self._without_year
        yield self._week_of_month
        yield self._day_first
        yield self._month_first
        yield self._year
        yield self._nth

    # in figures

    def _in_figures(self, number: int, _end: int) -> DayWriting | None:
        """2026-10-03; 03.10.26; 3.x.2026; 3-Oct-26; 17/18.6.26, a night; 041800 OCT 26."""
        start = self._words.all[number].start
        if not self._words.text.low[start].isdecimal():
            return None
        for pattern in (_YEAR_FIRST, _DAY_FIRST, _NAMED, _SPACED, _SPACED_ROMAN, _EIGHT, _TIME_GROUP):
            match = pattern.match(self._words.text.low, start)
            if match and (found := self._of_match(match)):
                return found
        return self._month_in_figures(number, start)

    def _of_match(self, match: re.Match[str]) -> DayWriting | None:
        """The days of a match with a year; the month first where the figures leave no other reading."""
        parts = match.groupdict()
        month, day = _month_number(parts["month"]), int(parts["day"])
        if parts["month"].isdecimal() and int(parts["month"]) > _MONTHS >= day:
            month, day = day, int(parts["month"])
        if not month:
            return None
        year = int(parts["year"]) + (_CENTURY if len(parts["year"]) <= _SHORT else 0)
        last = self._words.within(match.start(), match.end()).stop
        return DayWriting(last, self._days(int(parts.get("from") or day), day, month, year))

    def _month_in_figures(self, number: int, start: int) -> DayWriting | None:
        match = _MONTH_AND_YEAR.match(self._words.text.low, start)
        if not match or self._words.low(number - 1) not in _MONTH_SAYERS:
            return None
        return DayWriting(number + 2, month_days(int(match["year"]), int(match["month"])))

    def _without_year(self, number: int, _end: int) -> DayWriting | None:
        """05/06: in front of an entry; on 3.10."""
        low, start = self._words.text.low, self._words.all[number].start
        match = _NO_YEAR.match(low, start) or _BOTH_FULL.match(low, start)
        if not match or match[0].rstrip(".") in _NO_DAYS:
            return None
        day, month = int(match["day"]), int(match["month"])
        if not (1 <= month <= 12 and 1 <= day <= 31):
            return None
        lead = self._words.text.plain[max(start - 4, 0) : start].rpartition("\n")[2].strip(" -*•▪●◦·")
        is_front = not lead and _ENTRY_GOES_ON.match(low, match.end())
        is_label = bool(lead) and low.startswith((":", " -", " |"), match.end())
        before = self._words.low(number - 1)
        is_said = before in _DAY_SAYERS or (bool(weekday_of(before)) and self._words.gap(number - 1) in (" ", ", "))
        if not (is_front or is_label or (is_said and not self._counts(match.end()))):
            return None
        return DayWriting(number + 2, self._days(day, day, month, 0))

    def _counts(self, end: int) -> bool:
        """Whether what follows is counted, or of which there is a part: "on 10/12 posts"."""
        following = self._words.text.low[end : end + 10].split(" ")
        if following[0] or len(following) < 2:
            return following[0][:1].isalnum()
        return following[1][:1].isalpha() and following[1] not in _BEHIND_DAY

    # with the name of the month

    def _day_first(self, number: int, end: int) -> DayWriting | None:
        """12 March 2025; the twelfth of March; 11-12 March; between 10 and 13 September; the 3rd of this month."""
        first, at = self._day_at(number)
        if not first:
            return None
        last_day, joint = 0, self._words.gap(at - 1).strip(" .")
        if joint in ("-", "/") or self._words.low(at) in _RANGE_JOINTS:
            behind = at + (joint not in ("-", "/"))
            last_day, behind = self._day_at(behind)
            if last_day:
                at = behind
            elif joint != "-":
                return None
        if self._words.low(at) in ("of", "ماہ"):
            at += 1
        if self._is_this_month(at):
            return self._of_this_month(first, last_day or first, at)
        month = self._month(at, is_beside_day=True)
        if not month or at >= end:
            return None
        year, at = self._year_behind(at + 1)
        return DayWriting(at, self._days(first, last_day or first, month, year))

    def _day_at(self, number: int) -> tuple[int, int]:
        """The day of a month that is written at a word, and the word behind it; 0 if there is none."""
        word = self._words.low(number)
        if word in _ORDINALS:
            return _ORDINALS.index(word) + 1, number + 1
        if word in ("twenty", "thirty") and self._words.low(number + 1) in _ORDINALS[:9]:
            return (20 if word == "twenty" else 30) + _ORDINALS.index(self._words.low(number + 1)) + 1, number + 2
        if word == "thirtieth":
            return 30, number + 1
        behind = number + 1 + (self._words.low(number + 1) in ("st", "nd", "rd", "th"))
        return day_number(word), behind

    def _is_this_month(self, number: int) -> bool:
        low, behind = self._words.low(number), self._words.low(number + 1)
        return low in ("instant", "inst") or (low in ("this", "current", "running") and behind == "month")

    def _of_this_month(self, first: int, last: int, at: int) -> DayWriting | None:
        if self._published is None:
            return DayWriting(at + 1, None)
        day = self._published
        behind = at + 1 if self._words.low(at) in ("instant", "inst") else at + 2
        return DayWriting(behind, self._days(first, last, day.month, day.year))

    def _month_first(self, number: int, end: int) -> DayWriting | None:
        """March 12, 2025; March 11-12; October the 3rd; May 2024; in May."""
        month = self._month(number, is_beside_day=False)
        if not month:
            return None
        at = number + 1 + (self._words.low(number + 1) == "the")
        first = day_number(self._words.low(at)) if at < end else 0
        if not first or self._words.gap(number).strip(". -") or self._words.low(at + 1) in ("st", "nd", "rd", "th"):
            first, behind = self._day_at(at) if at > number + 1 else (0, 0)
            if not first:
                return self._month_alone(number, month)
        at, last_day = at + 1, first
        gap = self._words.gap(at - 1).strip()
        if at < end and (gap in ("-", "/") or self._words.low(at) in _RANGE_JOINTS):
            behind = at + (gap not in ("-", "/"))
            if (other := day_number(self._words.low(behind))) > first:
                last_day, at = other, behind + 1
        year, at = self._year_behind(at)
        return DayWriting(at, self._days(first, last_day, month, year))

    def _month_alone(self, number: int, month: int) -> DayWriting | None:
        year, last = self._year_behind(number + 1)
        word = self._words.low(number)
        if not year and self._words.low(number - 1) not in _MONTH_SAYERS:
            return None
        if not year and len(word) <= _SHORT and word != "may":
            return None
        if year:
            return DayWriting(last, month_days(year, month))
        return DayWriting(last, last_month_named(self._published, month) if self._published else None)

    def _month(self, number: int, *, is_beside_day: bool) -> int:
        word = self._words.low(number)
        if not word or word.isdecimal():
            return 0
        month = month_of(folded(word))
        if month and word.isascii() and not self._words.all[number].is_capital:
            return month if is_beside_day and word not in _MAYBE_WORDS and len(word) > _SHORT else 0
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

    # weeks, years, and days of the month alone

    def _week_of_month(self, number: int, end: int) -> DayWriting | None:
        """The last week of June: its last seven days; the last day of June."""
        which, of = self._words.low(number), self._words.low(number + 2)
        if which not in _WEEKS or self._words.low(number + 1) not in ("week", "days", "day") or of not in ("of", "in"):
            return None
        month = self._month(number + 3, is_beside_day=False)
        if not month or number + 3 >= end:
            return None
        year, last = self._year_behind(number + 4)
        whole = year_named(year).last if year else self._published
        days = last_month_named(whole, month) if whole else None
        if days and self._words.low(number + 1) == "day":
            day = days.last if _WEEKS[which] < 0 else days_back(days.first, -_WEEKS[which]).first
            return DayWriting(last, Days(day, day, "day"))
        return DayWriting(last, part_of_month(days, _WEEKS[which]) if days else None)

    def _year(self, number: int, _end: int) -> DayWriting | None:
        """In 2014; since 2021."""
        if not _YEAR.match(self._words.low(number)) or self._words.low(number - 1) not in _YEAR_SAYERS:
            return None
        return DayWriting(number + 1, year_named(int(self._words.low(number))))

    def _nth(self, number: int, _end: int) -> DayWriting | None:
        """On the 7th: the last such day; Saturday the 3rd."""
        word, behind = self._words.low(number), self._words.gap(number).strip(" ")[:1]
        lead = self._words.low(number - 2)
        is_said = self._words.low(number - 1) == "the" and (lead in ("on", "of", "night") or weekday_of(lead))
        is_said = is_said or self._words.low(number - 1) == "on"
        following = self._words.low(number + 1)
        is_end = behind in _ENDS or ((not behind.strip(" ") or behind.isalnum()) and following in _BEHIND_NTH)
        if self._published is None or not is_said or not word.endswith(("st", "nd", "rd", "th")) or not is_end:
            return None
        month = self._published.replace(day=1)
        for first in (month, (month - timedelta(1)).replace(day=1)):
            day = first + timedelta(day_number(word) - 1)
            if day_number(word) and day.month == first.month and day <= self._published:
                return DayWriting(number + 1, Days(day, day, "day"), False)
        return None


def _month_number(text: str) -> int:
    """The number of a month from figures, Roman numerals or its name; 0 if it is none."""
    if text.isdecimal():
        return int(text) if 1 <= int(text) <= 12 else 0
    return _ROMAN.index(text) + 1 if text in _ROMAN else month_of(text)


def day_number(word: str) -> int:
    """The day of a month of a word such as "3" or "3rd"; 0 if it is none."""
    match = _DAY.match(word)
    return int(match[1]) if match and 1 <= int(match[1]) <= 31 else 0
