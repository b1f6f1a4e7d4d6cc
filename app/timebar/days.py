"""Days as numbers and as text: the one place where the time bar reads and writes dates.

A *day number* counts days since 1 January 1970 (the integer view of ``numpy.datetime64[D]``). Month names are fixed
and English, so that a date reads the same on every machine; order is never guessed from ``03/04/2024``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

__all__ = [
    "MONTHS",
    "add_months",
    "format_day",
    "format_span",
    "month_length",
    "month_start",
    "parse_day",
    "to_date",
    "to_day",
]

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_EPOCH = date(1970, 1, 1).toordinal()
_LONGEST_TEXT = 40


def to_date(day: int) -> date:
    """Calendar date of a day number; days outside the years 1 to 9999 become the nearest date that exists."""
    return date.fromordinal(min(max(int(day) + _EPOCH, 1), date.max.toordinal()))


def to_day(when: date) -> int:
    """Day number of a calendar date."""
    return when.toordinal() - _EPOCH


def format_day(day: int) -> str:
    """Text of a day as people write it: ``1 Nov 2024``."""
    when = to_date(day)
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def format_span(first: int, last: int) -> str:
    """Text of an interval, both ends included, without repeating what both ends share: ``1–30 Nov 2024``."""
    a, b = to_date(first), to_date(last)
    if a == b:
        return format_day(last)
    if (a.year, a.month) == (b.year, b.month):
        return f"{a.day}–{format_day(last)}"
    if a.year == b.year:
        return f"{a.day} {MONTHS[a.month - 1]} – {format_day(last)}"
    return f"{format_day(first)} – {format_day(last)}"


def month_start(day: int) -> int:
    """First day of the month in which a day lies."""
    return to_day(to_date(day).replace(day=1))


def add_months(start: int, months: int) -> int:
    """First day of the month that lies some months after (or before) a first day of a month."""
    when = to_date(start)
    index = when.year * 12 + when.month - 1 + months
    year = min(max(index // 12, date.min.year), date.max.year)
    return to_day(date(year, index % 12 + 1, 1))


def month_length(start: int) -> int:
    """Number of days of the month that starts on a day."""
    return add_months(start, 1) - start


_MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)


def _month_number(name: str) -> int:
    """Month of an English name that may be cut after its third letter; 0 where there is none."""
    found = (i for i, full in enumerate(_MONTH_NAMES, start=1) if full.startswith(name.lower()))
    return next(found, 0)


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[int, int, int]]], ...] = (
    (re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})"), lambda m: (int(m[1]), int(m[2]), int(m[3]))),
    (re.compile(r"(\d{1,2})[ .-]*([A-Za-z]{3,})[ .,-]*(\d{4})"), lambda m: (int(m[3]), _month_number(m[2]), int(m[1]))),
    (re.compile(r"([A-Za-z]{3,}) +(\d{1,2}),? +(\d{4})"), lambda m: (int(m[3]), _month_number(m[1]), int(m[2]))),
    (re.compile(r"(\d{4})-(\d{1,2})"), lambda m: (int(m[1]), int(m[2]), 0)),
    (re.compile(r"([A-Za-z]{3,})[ .,-]*(\d{4})"), lambda m: (int(m[2]), _month_number(m[1]), 0)),
    (re.compile(r"(\d{4})"), lambda m: (int(m[1]), -1, 0)),
)


def _resolve(parts: tuple[int, int, int], *, end: bool) -> int:
    """Day of year, month and day, where month -1 and day 0 are not given; raises ``ValueError`` on no such date."""
    year, month, day = parts
    months = 12 if month == -1 else 1
    month = 1 if month == -1 else month
    start = to_day(date(year, month, day or 1))
    return add_months(start, months) - 1 if end and not day else start


def parse_day(text: str, *, end: bool = False) -> int | None:
    """Read a date that somebody typed.

    Understands ``2024-11-01``, ``1 Nov 2024``, ``November 1, 2024``, and less exact ``2024-11``, ``Nov 2024`` and
    ``2024``, which mean their first day, or their last where `end` is set.

    Returns
    -------
    int or None
        The day number, or ``None`` where the text is no date of these forms. Never raises.
    """
    cleaned = " ".join(text.split()) if len(text) <= _LONGEST_TEXT else ""
    for pattern, parts in _FORMS:
        match = pattern.fullmatch(cleaned)
        if match:
            try:
                return _resolve(parts(match), end=end)
            except ValueError:
                return None
    return None
