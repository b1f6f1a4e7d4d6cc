"""Weeks of a year as days are written: ``2024-W47``, "week 47 of 2024"; counted as in ISO 8601, from Monday."""

from __future__ import annotations

import re
from datetime import date

from geo.reading.date_forms import WrittenDay
from geo.reading.letters import folded

__all__ = ["read_week"]

_YEAR_WEEK = re.compile(r"(\d{4})[\s,./-]*(?:w|wk|week)[\s.-]*(?:no\.? ?)?(\d{1,2})(?:-?([1-7]))?", re.ASCII)
_WEEK_YEAR = re.compile(
    r"(?:iso |epi )?(?:w|wk|week)[\s.-]*(?:no\.? ?)?(\d{1,2})[\s,./-]*(?:of |in )?(?:the year )?(\d{4})", re.ASCII
)


def read_week(text: str) -> WrittenDay | None:
    """The Monday of a week, with the precision ``week``, or a day of it; None for anything else.

    Weeks of other calendars (those that begin on Sunday, or on 1 January) lie a few days apart.
    """
    plain = folded(text)
    if match := _YEAR_WEEK.fullmatch(plain):
        year, week, weekday = match[1], match[2], match[3]
    elif match := _WEEK_YEAR.fullmatch(plain):
        year, week, weekday = match[2], match[1], None
    else:
        return None
    try:
        day = date.fromisocalendar(int(year), int(week), int(weekday or 1))
    except ValueError:
        return None
    return WrittenDay(day.isoformat(), "day" if weekday else "week")
