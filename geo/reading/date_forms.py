"""A single day, month or year of a folded text, in which months are English words of three letters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from geo.calendar.days import interval_of
from geo.reading.month_names import month_of

__all__ = [
    "DATE_ORDERS",
    "THREE_NUMBERS",
    "Readings",
    "WrittenDay",
    "day_of",
    "in_order",
    "month_number",
    "single",
    "three_numbers",
    "year_of",
]

DATE_ORDERS = ("dmy", "mdy", "ymd")
"""The orders of day, month and year in a date of three numbers."""

_YEARS = range(1900, 2101)
"""Numbers of four digits that are years where they stand alone, or begin a date of eight digits."""

_CENTURY = 70
"""Years of two digits from here on are of the last century: no data set of incidents begins before 1970."""

_GAP = r"[\s,.\-/]*"
_D, _Y = r"(\d{1,2})", r"(\d{4}|\d{2})"
_DAY_MONTH = re.compile(rf"{_D}{_GAP}([a-z]{{3}}){_GAP}'?{_Y}", re.ASCII)
_MONTH_DAY = re.compile(rf"([a-z]{{3}}){_GAP}{_D}(?:[\s,.\-/]+(\d{{4}})|, ?'?(\d{{2}}))", re.ASCII)
_YEAR_MONTH_DAY = re.compile(rf"(\d{{4}}){_GAP}([a-z]{{3}}){_GAP}{_D}", re.ASCII)
_YEAR_FIRST = re.compile(rf"(\d{{4}})(\s?[-/.]\s?|\s){_D}\2{_D}", re.ASCII)
THREE_NUMBERS = re.compile(rf"{_D}(\s?[-/.]\s?|\s){_D}\2{_Y}", re.ASCII)
_EIGHT = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_MONTH = re.compile(rf"([a-z]{{3}}){_GAP}(\d{{4}})", re.ASCII)
_YEAR_MONTH = re.compile(rf"(\d{{4}})(?:\s?[-/]\s?{_D}|{_GAP}([a-z]{{3}}))", re.ASCII)
_MONTH_YEAR = re.compile(rf"{_D}\s?[-/]\s?(\d{{4}})", re.ASCII)
_YEAR = re.compile(r"(\d{4})", re.ASCII)


class WrittenDay(NamedTuple):
    """A day as it is written.

    Attributes
    ----------
    day
        In ISO form, in Pakistan; the first one of a range.
    precision
        ``day``, ``week``, ``month`` or ``year``.
    last
        The last day of a range, in ISO form; blank for anything else.
    zone_days
        By how many days the day in Pakistan differs from the one that is written with another time zone.
    doubt
        What contradicts the reading within the text; blank if nothing does.
    """

    day: str
    precision: str
    last: str = ""
    zone_days: int = 0
    doubt: str = ""

    @property
    def last_day(self) -> str:
        """The last day that the text leaves possible, in ISO form: of a range, a month or a year its end."""
        return self.last or interval_of(date.fromisoformat(self.day), self.precision)[1].isoformat()


Readings = Mapping[str, WrittenDay | None]
"""The day by the order in which it is read."""


def single(plain: str, order: str) -> WrittenDay | None:
    """The day, month or year that a text without time and weekday names; None if it names none, or more than one."""
    if match := THREE_NUMBERS.fullmatch(plain):
        return in_order(three_numbers(match[1], match[3], match[4]), order)
    return _of_day(plain) or _of_month(plain)


def _of_day(plain: str) -> WrittenDay | None:
    if match := _YEAR_FIRST.fullmatch(plain):
        return day_of(int(match[1]), int(match[3]), int(match[4]))
    if match := _DAY_MONTH.fullmatch(plain):
        return day_of(year_of(match[3]), month_number(match[2]), int(match[1]))
    if match := _MONTH_DAY.fullmatch(plain):
        return day_of(year_of(match[3] or match[4]), month_number(match[1]), int(match[2]))
    if match := _YEAR_MONTH_DAY.fullmatch(plain):
        return day_of(int(match[1]), month_number(match[2]), int(match[3]))
    if (match := _EIGHT.fullmatch(plain)) and int(match[1]) in _YEARS:
        return day_of(int(match[1]), int(match[2]), int(match[3]))
    return None


def _of_month(plain: str) -> WrittenDay | None:
    if match := _MONTH.fullmatch(plain):
        return day_of(int(match[2]), month_number(match[1]), 1, "month")
    if match := _YEAR_MONTH.fullmatch(plain):
        return day_of(int(match[1]), month_number(match[2] or match[3]), 1, "month")
    if match := _MONTH_YEAR.fullmatch(plain):
        return day_of(int(match[2]), int(match[1]), 1, "month")
    is_year = _YEAR.fullmatch(plain) and int(plain) in _YEARS
    return day_of(int(plain), 1, 1, "year") if is_year else None


@lru_cache(2**14)
def three_numbers(a: str, b: str, c: str) -> Readings:
    """The day by order, for each order that three numbers allow; see `geo.reading.dates.readings_by_order`."""
    orders = {"dmy": (c, b, a), "mdy": (c, a, b)}
    if len(a) == len(c) == 2:
        orders["ymd"] = (a, b, c)
    return {
        order: day_of(year_of(year), int(month), int(day))
        for order, (year, month, day) in orders.items()
        if 1 <= int(month) <= 12 and 1 <= int(day) <= 31
    }


def in_order(readings: Readings, order: str) -> WrittenDay | None:
    """The reading in an order; without one, the only reading that there is."""
    if order in DATE_ORDERS:
        return readings.get(order)
    days = set(readings.values())
    return days.pop() if len(days) == 1 else None


def year_of(digits: str) -> int:
    """A year; of two digits one of this century up to 69, of the last one from 70 on."""
    number = int(digits)
    return number if len(digits) > 2 else 2000 + number if number < _CENTURY else 1900 + number


def month_number(text: str) -> int:
    """The number of a month from digits or a folded name; 0 if it is none."""
    return int(text) if text.isdecimal() else month_of(text)


def day_of(year: int, month: int, day: int, precision: str = "day") -> WrittenDay | None:
    """A day; None if the calendar lacks it."""
    try:
        return WrittenDay(date(year, month, day).isoformat(), precision)
    except ValueError:
        return None
