"""Days as people type them: ``2024-11-01``, ``1 Nov 2024``, ``Nov 2024``, ``2024``.

Days in files and on the command line are ISO text (`geo.calendar.days.parse_day`); those that sources write are read
by `geo.reading.dates`. The order of ``03/04/2024`` is never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from geo.calendar.days import MONTHS, add_months, day_number

__all__ = ["parse_typed_day"]

_LONGEST_TEXT = 40
_WHOLE_YEAR, _WHOLE_MONTH, _NO_MONTH = -1, 0, 0

_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[int, int, int]]], ...] = (
    (re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})"), lambda m: (int(m[1]), int(m[2]), int(m[3]))),
    (re.compile(r"(\d{1,2})[ .-]*([A-Za-z]{3,})[ .,-]*(\d{4})"), lambda m: (int(m[3]), _month(m[2]), int(m[1]))),
    (re.compile(r"([A-Za-z]{3,}) +(\d{1,2}),? +(\d{4})"), lambda m: (int(m[3]), _month(m[1]), int(m[2]))),
    (re.compile(r"(\d{4})-(\d{1,2})"), lambda m: (int(m[1]), int(m[2]), _WHOLE_MONTH)),
    (re.compile(r"([A-Za-z]{3,})[ .,-]*(\d{4})"), lambda m: (int(m[2]), _month(m[1]), _WHOLE_MONTH)),
    (re.compile(r"(\d{4})"), lambda m: (int(m[1]), _WHOLE_YEAR, _WHOLE_MONTH)),
)
"""Each form and its year, month and day."""


def parse_typed_day(text: str, *, end: bool = False) -> int | None:
    """The day number of a date that somebody typed, or ``None`` if the text is no date; never raises.

    A month or a year means its first day, or its last where ``end`` is set.
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


def _resolve(parts: tuple[int, int, int], *, end: bool) -> int:
    """The day number; raises ``ValueError`` if the calendar has no such day."""
    year, month, day = parts
    months = 12 if month == _WHOLE_YEAR else 1
    start = day_number(date(year, 1 if month == _WHOLE_YEAR else month, day or 1))
    return add_months(start, months) - 1 if end and not day else start


def _month(name: str) -> int:
    """The month of an English name that may be cut after its third letter; 0 if there is none."""
    numbers = (i for i, full in enumerate(MONTHS, start=1) if full.casefold().startswith(name.casefold()))
    return next(numbers, _NO_MONTH)
