"""Days as whole numbers (days since 1970-01-01) and as text."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from geo.errors import BadDate

__all__ = [
    "EARLIEST",
    "LATEST",
    "MONTHS",
    "add_months",
    "calendar_start",
    "day_number",
    "day_text",
    "from_day_number",
    "interval_of",
    "is_month_start",
    "month_short",
    "number_text",
    "parse_day",
    "period_text",
]

EARLIEST = date(1947, 8, 14)
"""No incident of Pakistan's provinces can lie before the country's first day."""

LATEST = date(2100, 12, 31)
"""A later day is a slip. The bound is fixed, because the clock of a computer may be wrong."""

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""English, as all of the application's words: ``strftime`` would follow the desktop's language, which Qt makes C's."""

_EPOCH = date(1970, 1, 1).toordinal()
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})\Z")


def day_number(day: date) -> int:
    """Days from 1970-01-01 to this day."""
    return day.toordinal() - _EPOCH


def from_day_number(number: int) -> date:
    """The day that is this many days after 1970-01-01; the nearest one that exists outside the years 1 to 9999."""
    return date.fromordinal(min(max(int(number) + _EPOCH, 1), date.max.toordinal()))


def parse_day(text: str) -> date:
    """A day from ISO text (``2024-11-18``).

    Raises
    ------
    BadDate
        If the text is not ISO, or names a day that the calendar does not have.
    """
    stripped = text.strip()
    if not _ISO.match(stripped):
        raise BadDate(f"{text!r} is not a date. Write the day as year-month-day, for example 2024-11-18.")
    try:
        return date.fromisoformat(stripped)
    except ValueError:
        raise BadDate(f"{text!r} is not a day of the calendar.") from None


def is_month_start(number: int) -> bool:
    """Whether a day number is the first day of a month."""
    return from_day_number(number).day == 1


def calendar_start(number: int, months: int) -> int:
    """The first day of the month (1), quarter (3) or year (12) in which a day lies, as day numbers."""
    day = from_day_number(number)
    return day_number(day.replace(month=(day.month - 1) // months * months + 1, day=1))


def add_months(start: int, months: int) -> int:
    """The first day of the month some months after (or before) a first day of a month, as day numbers."""
    day = from_day_number(start)
    index = day.year * 12 + day.month - 1 + months
    year = min(max(index // 12, date.min.year), date.max.year)
    return day_number(date(year, index % 12 + 1, 1))


def month_short(day: date) -> str:
    """The month as people shorten it: ``Nov``."""
    return MONTHS[day.month - 1][:3]


def day_text(day: date) -> str:
    """The day as people write it: ``18 Nov 2024``."""
    return f"{day.day} {month_short(day)} {day.year}"


def number_text(number: int) -> str:
    """The day of a day number as people write it: ``18 Nov 2024``."""
    return day_text(from_day_number(number))


def period_text(first: date, last: date) -> str:
    """A period as people write it, shortened where day, month or year are shared."""
    if first == last:
        return day_text(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day_text(last)}"
    if first.year == last.year:
        return f"{first.day} {month_short(first)} – {day_text(last)}"
    return f"{day_text(first)} – {day_text(last)}"


def interval_of(day: date, precision: str) -> tuple[date, date]:
    """First and last day (inclusive) on which an event may lie whose date is known only to this precision.

    A week runs from Monday to Sunday; the day given for a week, month or year is a placeholder.
    """
    if precision == "week":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if precision == "month":
        return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])
    if precision == "year":
        return date(day.year, 1, 1), date(day.year, 12, 31)
    return day, day
