"""Dates as people and programs write them: ISO, with the month as a word, in numbers, as a range, as a serial number.

A text is read whole or not at all. Digits and names may be English, Urdu or Roman Urdu; a day of the week, a time of
day and its zone may stand beside. The order of day and month is never guessed from one text: without an order only
those texts are read that have one reading (`geo.reading.date_order` finds the order of a column).
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from geo.calendar.days import MONTHS, day_text
from geo.reading.clock import Unreadable, day_shift, without_time
from geo.reading.date_forms import (
    DATE_ORDERS,
    THREE_NUMBERS,
    Readings,
    WrittenDay,
    day_of,
    in_order,
    single,
    three_numbers,
)
from geo.reading.date_ranges import read_range
from geo.reading.letters import folded
from geo.reading.month_names import WEEKDAYS, month_of, weekday_of
from geo.reading.weeks import read_week

__all__ = [
    "DATE_ORDERS",
    "EPOCH",
    "Readings",
    "WrittenDay",
    "names_a_day",
    "numbers_of_day",
    "read_date",
    "read_moment_number",
    "read_serial_day",
    "read_written_day",
    "readings_by_order",
]

EPOCH = "epoch"
"""In place of an order: whole numbers are seconds, or thousandths and smaller parts of them, since 1970."""

_LONGEST = 80
_SERIAL_EPOCH = date(1899, 12, 30)
_SERIALS = range(20_000, 60_000)
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?", re.ASCII)
_MOMENT_NUMBER = re.compile(r"(\d{9,10}(?:\d{3}){0,3})(?:\.\d*)?", re.ASCII)
"""Seconds from 1973 on, or thousandths, millionths or milliards of them."""

_LAST_MOMENT = 2_524_608_000
"""The beginning of 2050: a number beyond it counts something else."""

_DAY_S, _PAKISTAN_S = 86_400, 5 * 3600
_CLOCK = r"(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d(?:[.,]\d+)?)?"
_ISO = re.compile(
    rf"(\d{{4}})-(\d{{1,2}})-(\d{{1,2}})(?:([Tt ])({_CLOCK})(?: ?([Zz]|UTC|[+-]\d\d(?::?\d\d)?))?|Z|[+-]\d\d:\d\d)?",
    re.ASCII,
)
"""A day alone with a zone is that day: no moment is given that could lie in another one."""

_NUMBERS = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}|\d{{2}})(?:[ T]{_CLOCK}(?: ?[AaPp][Mm])?)?", re.ASCII)

_WORD = re.compile(r"[^\W\d_]+")
_ABOUT = re.compile(
    r"\A(?:[~≈∼]|±|(?:circa|ca|c|about|around|approx(?:imately)?|on or (?:about|around)|roughly|taqreeban|taqriban|"
    r"تقریبا)\b\.?)\s*|\s*\(?(?:\b(?:circa|approx(?:imately|imate|\.)?|or so|estimated)|\?)\)?\Z"
)
"""What says that a day is about right only."""

_ONLY_ABOUT = "The text says that the day is about right only; it is stored as the day"

_PART_OF = re.compile(
    r"\A(?:in )?(?:the )?(?:very )?(?:early|late|mid(?:dle)?|beginning|start|end|(?:first|second|last|latter) half|"
    r"(?:first|last) (?:days|weeks?))[\s-]+(?!morning|afternoon|evening|night)(?:(?:of|in) )?(?:the )?"
)
"""What says that only a part of a month or a year is meant."""

_OF_DAY = re.compile(r"\b(?:early|late)\s+(?=(?:morning|afternoon|evening|night)\b)")
_ONLY_A_PART = "The text names a part of the {unit}; it is stored as some day in the whole {unit}"

_BRACKETS = re.compile(r"[()\[\]@]")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
_TO = frozenset(map(folded, ("to", "till", "until", "through", "thru", "and", "upto", "تا", "سے", "اور")))
_NO_MEANING = frozenset(map(folded, (
    "of", "on", "at", "the", "dated", "dt", "date", "from", "between", "ad", "ce",
    "night", "morning", "noon", "afternoon", "evening", "رات", "صبح", "دوپہر", "شام",
    "بروز", "مورخہ", "بتاریخ", "سن", "ء", "تک", "کو", "کی",
)))  # fmt: skip
_OF_TIMES = frozenset((
    *("t", "z", "am", "pm", "a", "p", "m", "h", "hr", "hrs", "hour", "hours", "utc", "gmt", "ut", "pkt"),
    *("pakistan", "standard", "time", "asia", "karachi", "st", "nd", "rd", "th"),
))  # fmt: skip
"""Words of times of day and of ordinal numbers, which are taken out before the others are read."""

_SHORT = tuple(name[:3].casefold() for name in MONTHS)


def read_date(text: str, order: str = "") -> WrittenDay | None:
    """The day that a text names; None if it names none, none that the calendar has, or more than one."""
    stripped = text.strip()
    if match := _NUMBERS.fullmatch(stripped):
        return in_order(three_numbers(match[1], match[3], match[4]), order)
    try:
        return _iso(match) if (match := _ISO.fullmatch(stripped)) else _in_words(stripped, order)
    except Unreadable:
        return None


def read_serial_day(text: str) -> date | None:
    """The day that a spreadsheet means by a number of five digits, from 1954 to 2064; None for anything else."""
    match = _SERIAL.fullmatch(text)
    if not match or int(match[1]) not in _SERIALS:
        return None
    return _SERIAL_EPOCH + timedelta(int(match[1]))


def read_moment_number(text: str) -> WrittenDay | None:
    """The day in Pakistan of seconds, or smaller parts, since 1970; None for what can hardly be a moment."""
    match = _MOMENT_NUMBER.fullmatch(text.strip())
    if not match:
        return None
    seconds = int(match[1]) // 1000 ** ((len(match[1]) - 9) // 3)
    if seconds >= _LAST_MOMENT:
        return None
    here = (seconds + _PAKISTAN_S) // _DAY_S
    return WrittenDay((date(1970, 1, 1) + timedelta(here)).isoformat(), "day", zone_days=here - seconds // _DAY_S)


def read_written_day(text: str, order: str = "") -> WrittenDay | None:
    """The day that a cell of any table names: a serial number of a spreadsheet, or a date as `read_date` reads it."""
    plain = folded(text)
    if (serial := read_serial_day(plain)) is not None:
        return WrittenDay(serial.isoformat(), "day")
    if order == EPOCH and (written := read_moment_number(plain)):
        return written
    return read_date(text, order)


def names_a_day(text: str) -> bool:
    """Whether a text names a day in some order, or is a number that a column of moments can hold."""
    return bool(read_written_day(text, EPOCH) or any(readings_by_order(text).values()))


def readings_by_order(text: str) -> Readings:
    """The day by each order that the numbers of a date allow; empty where the order does not matter.

    None stands for a day that the calendar lacks in an order that the numbers allow (31/11/24): the row is wrong rather
    than the order.
    """
    numbers, plain, weekday = _numbers(text)
    if numbers:
        return _on_that_weekday(three_numbers(numbers[1], numbers[3], numbers[4]), weekday)
    if not plain or _WORD.search(plain):
        return {}
    readings = {order: written for order in DATE_ORDERS if (written := read_date(text, order))}
    return readings if len(readings) < len(DATE_ORDERS) or len(set(readings.values())) > 1 else {}


def numbers_of_day(text: str) -> tuple[str, str, str, str] | None:
    """The first number of a day in numbers with the year last, the sign behind it, the second number and the year."""
    numbers, _, _ = _numbers(text)
    return (numbers[1], numbers[2].strip(), numbers[3], numbers[4]) if numbers else None


def _numbers(text: str) -> tuple[re.Match[str] | None, str, int]:
    """The numbers of a day that ends with the year, the text without time, and the weekday; blank if it is ISO."""
    if match := _NUMBERS.fullmatch(text.strip()):
        return match, "", 0
    if _ISO.fullmatch(text.strip()):
        return None, "", 0
    try:
        plain, _, weekday = _plain(text)
    except Unreadable:
        return None, "", 0
    return THREE_NUMBERS.fullmatch(plain.replace("–", "-")), plain, weekday


def _on_that_weekday(readings: Readings, weekday: int) -> Readings:
    """The orders with which a day falls on the day of the week that stands beside it; all if none does."""
    if not weekday:
        return readings
    right = {order: day for order, day in readings.items() if day and not _on_weekday(day, weekday).doubt}
    return right or readings


def _plain(text: str) -> tuple[str, int | None, int]:
    """A text without time and weekday, the days that its time zone adds (None without one), and the weekday.

    Months become words of three letters, words such as "to" become ``&``. Raises `Unreadable` for any other word.
    """
    plain = _OF_DAY.sub("", _ABOUT.sub("", folded(text))) if len(text) <= _LONGEST else ""
    if not any(map(str.isdecimal, plain)) or not all(map(_has_meaning, _WORD.findall(plain))):
        raise Unreadable
    plain, shift = without_time(plain)
    if (named := _without_weekday(plain)) is None:
        raise Unreadable
    return named[0], shift, named[1]


@lru_cache(2**10)
def _has_meaning(word: str) -> bool:
    """Whether a word can stand in a date with a time."""
    return bool(month_of(word) or weekday_of(word)) or word in _TO or word in _NO_MEANING or word in _OF_TIMES


@lru_cache(2**12)
def _without_weekday(plain: str) -> tuple[str, int] | None:
    """A text without time in its plain form, and its weekday (0 without one); None if a word is no part of a date."""
    words = _WORD.findall(plain := _ORDINAL.sub("", plain))
    if any(word in _OF_TIMES for word in words):
        return None
    weekdays = [number for word in words if (number := weekday_of(word))]
    plain = _WORD.sub(lambda match: _plain_word(match[0]), plain)
    plain = " ".join(_BRACKETS.sub(" ", plain.replace("\\", "/")).split()).strip(" '’,.:;-/–&")
    return plain, weekdays[0] if len(weekdays) == 1 else 0


def _plain_word(word: str) -> str:
    number = month_of(word)
    return _SHORT[number - 1] if number else "&" if word in _TO else ""


def _in_words(text: str, order: str) -> WrittenDay | None:
    if "w" in text.casefold() and (week := read_week(text)):
        return week
    if len(text) <= _LONGEST and (part := _PART_OF.match(start := _ABOUT.sub("", folded(text)))):
        return _part_of(start[part.end() :], order)
    plain, shift, weekday = _plain(text)
    written = single(plain.replace("–", "-"), order)
    if written is None:
        written = read_range(plain, order) if shift is None else None
    else:
        written = _shifted(_on_weekday(written, weekday), shift or 0)
    return written._replace(doubt=_ONLY_ABOUT) if written and _ABOUT.search(folded(text)) else written


def _part_of(text: str, order: str) -> WrittenDay | None:
    """The month or the year of which a part is meant, with a doubt; None for a part of anything else."""
    written = _in_words(text, order) if not _PART_OF.match(text) else None
    if written is None or written.precision not in ("month", "year"):
        return None
    return written._replace(doubt=_ONLY_A_PART.format(unit=written.precision))


def _iso(match: re.Match[str]) -> WrittenDay | None:
    written = day_of(int(match[1]), int(match[2]), int(match[3]))
    clock, zone = match[5], match[6]
    if written is None or not zone:
        return written
    shift = day_shift(clock, zone)
    if shift and match[4] == " " and clock.count(":") == 1 and zone[0] == "-":
        return _in_words(match[0], "")  # it may be a zone, or the end of a time: 09:30-10:00
    return _shifted(written, shift)


def _shifted(written: WrittenDay, days: int) -> WrittenDay:
    if not days:
        return written
    try:
        day = date.fromisoformat(written.day) + timedelta(days)
    except OverflowError:  # beyond the year 9999
        raise Unreadable from None
    return written._replace(day=day.isoformat(), zone_days=days)


def _on_weekday(written: WrittenDay, weekday: int) -> WrittenDay:
    """The day with a doubt if it is another day of the week than the text says."""
    day = date.fromisoformat(written.day)
    if not weekday or written.precision != "day" or day.isoweekday() == weekday:
        return written
    return written._replace(doubt=f"{day_text(day)} is a {WEEKDAYS[day.weekday()]}, not a {WEEKDAYS[weekday - 1]}")
