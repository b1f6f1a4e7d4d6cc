"""Dates as people and programs write them: ISO, with the month as a word, in numbers, or as a serial number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from geo.calendar.days import MONTHS

__all__ = ["WrittenDay", "date_order_of", "read_date", "read_serial_day", "read_written_day"]

_EPOCH = date(1899, 12, 30)
_SERIALS = range(20_000, 60_000)
_FULL = tuple(name.casefold() for name in MONTHS)
_MONTHS = {name[:3]: i for i, name in enumerate(_FULL, 1)}
_ISO = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?", re.ASCII
)
_YMD = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})", re.ASCII)
_NUMBERS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?: \d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]m)?)?", re.ASCII)
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})\.?,?[ -](\d{4})", re.ASCII)
_MONTH_DAY = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", re.ASCII)
_MONTH = re.compile(r"([a-z]{3,9})\.?,? (\d{4})", re.ASCII)
_YEAR_MONTH = re.compile(r"(\d{4})-(\d{1,2})", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)


class WrittenDay(NamedTuple):
    """A day in ISO form and how precisely it is written: day, month or year."""

    day: str
    precision: str


def read_date(text: str, order: str = "") -> WrittenDay | None:
    """The day that a text names; None if it names none, or none that the calendar has."""
    plain = " ".join(text.split()).casefold()
    if match := _ISO.fullmatch(plain.upper()) or _YMD.fullmatch(plain):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMBERS.fullmatch(plain):
        if len(match[3]) == 2 and order == "ymd":
            return _day(_year(match[1]), int(match[2]), int(match[3]))
        a, b, year = int(match[1]), int(match[2]), _year(match[3])
        return _day(year, a, b) if order == "mdy" else _day(year, b, a)
    if match := _DAY_MONTH.fullmatch(plain):
        return _day(int(match[3]), _month(match[2]), int(match[1]))
    if match := _MONTH_DAY.fullmatch(plain):
        return _day(int(match[3]), _month(match[1]), int(match[2]))
    return _partial(plain)


def read_serial_day(text: str) -> date | None:
    """The day that a spreadsheet means by a number of five digits, from 1954 to 2064; None for anything else."""
    if not (len(text) == 5 and text.isdecimal() and text.isascii() and int(text) in _SERIALS):
        return None
    return _EPOCH + timedelta(int(text))


def read_written_day(text: str, order: str = "") -> WrittenDay | None:
    """The day that a cell of any table names: a serial number of a spreadsheet, or a date as `read_date` reads it."""
    plain = text.strip()
    if (serial := read_serial_day(plain)) is not None:
        return WrittenDay(serial.isoformat(), "day")
    return read_date(plain, order)


def date_order_of(texts: Iterable[str]) -> tuple[str, list[str]]:
    """Whether the days of a whole column are written day first or month first, and days that leave it open.

    Returns
    -------
    tuple
        ``dmy`` or ``mdy``, blank where no day is written in numbers or the column leaves it open; and, only where it is
        open or the column contradicts itself, texts that show it.
    """
    dates = [match for text in texts if (match := _NUMBERS.fullmatch(" ".join(text.split()).casefold()))]
    day_first = [match[0] for match in dates if int(match[1]) > 12 >= int(match[2])]
    month_first = [match[0] for match in dates if int(match[2]) > 12 >= int(match[1])]
    if day_first and month_first:
        return "", [day_first[0], month_first[0]]
    if day_first or month_first:
        return ("dmy" if day_first else "mdy"), []
    open_ones = [match[0] for match in dates if match[1] != match[2]]
    return ("", open_ones) if open_ones else ("dmy" if dates else "", [])


def _year(digits: str) -> int:
    """A year; of two digits one within the last hundred years, from 1970 on this century."""
    number = int(digits)
    return number if len(digits) > 2 else 2000 + number if number < 70 else 1900 + number


def _partial(plain: str) -> WrittenDay | None:
    if match := _MONTH.fullmatch(plain):
        return _day(int(match[2]), _month(match[1]), 1, "month")
    if match := _YEAR_MONTH.fullmatch(plain):
        return _day(int(match[1]), int(match[2]), 1, "month")
    return _day(int(plain), 1, 1, "year") if _YEAR.fullmatch(plain) else None


def _month(name: str) -> int:
    """The number of a month by its name or its first letters; 0 if it is none."""
    number = _MONTHS.get(name[:3], 0)
    return number if number and (_FULL[number - 1].startswith(name) or name == "sept") else 0


def _day(year: int, month: int, day: int, precision: str = "day") -> WrittenDay | None:
    try:
        return WrittenDay(date(year, month, day).isoformat(), precision)
    except ValueError:
        return None
