"""Periods as tables of totals state them: a week, a month, a quarter or a year, in one cell or in two."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from geo.calendar.days import EARLIEST, LATEST, interval_of
from geo.reading.dates import WrittenDay, read_written_day
from geo.reading.letters import folded
from geo.reading.month_names import month_of

__all__ = ["Days", "days_of_cells", "heading_period", "numbered_period", "read_period", "whole_unit"]

_YEAR = r"((?:19|20)\d{2})"
_QUARTER = re.compile(rf"{_YEAR}[\s,/-]*q(?:uarter|tr)?[\s.-]*([1-4])", re.ASCII)
_QUARTER_FIRST = re.compile(
    rf"(?:q(?:uarter|tr)?[\s.-]*([1-4])|([1-4])(?:st|nd|rd|th)? ?(?:q|qtr|quarter))(?: of)?[\s,/-]*{_YEAR}", re.ASCII
)
_NUMBER = re.compile(
    r"(?:(?:w|wk|week|hafta|m|month|mahina|q|qtr|quarter)[\s.-]*)?(\d{1,2})(?:\.0+)?(?:st|nd|rd|th)?", re.ASCII
)
_WHOLE = re.compile(r"(\d{4})\.0+", re.ASCII)
_MONTH_HEADING = re.compile(r"([^\W\d_]{3,})[ ,.'/-]*(\d\d)?")
_WEEK_DAYS = 7


class Days(NamedTuple):
    """The first and the last day of a period."""

    first: date
    last: date


def read_period(
    text: str, unit: str = "", read: Callable[[str], WrittenDay | None] = read_written_day, *, is_end: bool = False
) -> Days | None:
    """The period that a cell names; None if it names none, or another kind of one.

    Parameters
    ----------
    text
        A day, a range of days, a week of ISO 8601 (2024-W05), a month, a quarter (Q1 2024) or a year.
    unit
        What the period is, one of `geo.sources.read_options.PERIOD_UNITS`: a day stands for the week that begins with
        it, or for the month, quarter or year that holds it. Blank is what the text says.
    read
        Reads a day, month, year or range of days.
    is_end
        Whether the day of a week is its last one.
    """
    if (named := _quarter(folded(text))) is not None:
        return _possible(named if unit in ("", "quarter") else None)
    written = read(text)
    if written is None:
        return None
    first, last = date.fromisoformat(written.day), date.fromisoformat(written.last_day)
    if written.precision != "day":
        return _possible(Days(first, last) if unit in ("", written.precision) else None)
    if written.last or unit in ("", "day"):
        return _possible(Days(first, last))
    return _possible(whole_unit(first, unit, is_end=is_end))


def days_of_cells(first: str, last: str, read: Callable[[str], WrittenDay | None] = read_written_day) -> Days | None:
    """The period between two cells, each a day or a month; None if one cannot be read, or they are in wrong order."""
    begin, end = read_period(first, "", read), read_period(last, "", read)
    if begin is None or end is None or end.last < begin.first:
        return None
    return Days(begin.first, end.last)


def numbered_period(year: str, number: str, unit: str) -> Days | None:
    """The week (ISO 8601), month or quarter of a year that two cells name; None if there is none."""
    of_year = read_period(_WHOLE.sub(r"\1", folded(year)), "year")
    if of_year is None or (of_year.first.month, of_year.first.day) != (1, 1):
        return None
    plain = folded(number)
    match = _NUMBER.fullmatch(plain)
    month = month_of(plain.strip(". ")) if unit == "month" else 0
    count = month or (int(match[1]) if match else 0)
    return _possible(_numbered(of_year.first.year, count, unit))


def heading_period(heading: str, year: str = "") -> Days | None:
    """The month or year that a heading names: Jan-24, January 2024, 2023, or March with the year of another cell."""
    if (days := read_period(heading)) is not None:
        return days
    match = _MONTH_HEADING.fullmatch(folded(heading))
    if match is None:
        return None
    return numbered_period(f"20{match[2]}" if match[2] else year, match[1], "month")


def whole_unit(day: date, unit: str, *, is_end: bool = False) -> Days:
    """The week that begins (or ends) with a day, or the month, quarter or year that holds it."""
    if unit == "week":
        begin = day - timedelta(_WEEK_DAYS - 1) if is_end else day
        return Days(begin, begin + timedelta(_WEEK_DAYS - 1))
    if unit == "quarter":
        return _quarter_of(day.year, (day.month - 1) // 3 + 1)
    return Days(*interval_of(day, unit))


def _quarter(plain: str) -> Days | None:
    if match := _QUARTER.fullmatch(plain):
        return _quarter_of(int(match[1]), int(match[2]))
    if match := _QUARTER_FIRST.fullmatch(plain):
        return _quarter_of(int(match[3]), int(match[1] or match[2]))
    return None


def _numbered(year: int, number: int, unit: str) -> Days | None:
    try:
        if unit == "week":
            monday = date.fromisocalendar(year, number, 1)
            return Days(monday, monday + timedelta(_WEEK_DAYS - 1))
        if unit == "quarter":
            return _quarter_of(year, number) if 1 <= number <= 4 else None
        return Days(*interval_of(date(year, number, 1), "month"))
    except ValueError:
        return None


def _quarter_of(year: int, number: int) -> Days:
    last = 3 * number
    return Days(date(year, last - 2, 1), date(year, last, calendar.monthrange(year, last)[1]))


def _possible(days: Days | None) -> Days | None:
    """The period if Pakistan existed then, and it is no slip."""
    return days if days is not None and days.first >= EARLIEST and days.last <= LATEST else None
