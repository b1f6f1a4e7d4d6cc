"""Days that a text names from where it stands: "on Tuesday", "last month", "12 March" without a year.

The day of publication is a day in Pakistan. A day of the week is the last one up to that day, which itself counts: "on
Tuesday" in a text published on a Tuesday is that day. A day or a month without a year is the last one that had begun.
A week runs from Monday to Sunday; a week, a month or a year is the whole of it.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from geo.calendar.days import interval_of

__all__ = [
    "Days",
    "day_and_month",
    "days_back",
    "last_month_named",
    "last_weekday",
    "month_days",
    "part_of_month",
    "unit_back",
    "until",
    "weekday_of_week",
    "weekend_back",
    "year_named",
]

_AHEAD = 45
"""As many days after its publication can a text mean by a day without a year."""


class Days(NamedTuple):
    """The first and the last day on which something may have happened, and how precisely that is known."""

    first: date
    last: date
    precision: str

    def overlaps(self, other: Days) -> bool:
        """Whether both can be the same day."""
        return self.first <= other.last and other.first <= self.last


def _whole(day: date, precision: str) -> Days:
    return Days(*interval_of(day, precision), precision)


def last_weekday(published: date, weekday: int, before: bool = False) -> Days:
    """The last such day of the week (1 is Monday) up to a day; ``before`` leaves out that day: "last Tuesday"."""
    back = (published.isoweekday() - weekday) % 7
    return days_back(published, 7 if before and not back else back)


def days_back(published: date, number: int, length: int = 1) -> Days:
    """The days that begin some days before the publication; ``length`` of them."""
    first = published - timedelta(number)
    return Days(first, first + timedelta(length - 1), "day")


def unit_back(published: date, unit: str, number: int) -> Days:
    """The day, week, month or year that lies some of them back; 0 is that of the publication."""
    if unit == "day":
        return days_back(published, number)
    if unit == "week":
        return _whole(published - timedelta(7 * number), "week")
    months = published.year * 12 + published.month - 1 - number * (12 if unit == "year" else 1)
    return _whole(date(months // 12, months % 12 + 1, 1), unit)


def last_month_named(published: date, month: int) -> Days:
    """The last month of that name which had begun: "in May"."""
    return _whole(date(published.year - (month > published.month), month, 1), "month")


def day_and_month(published: date, day: int, month: int) -> Days | None:
    """The last such day up to some weeks after the publication ("on 12 March" may announce); None if no year has it."""
    for year in range(published.year + 1, published.year - 9, -1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found <= published + timedelta(_AHEAD):
            return Days(found, found, "day")
    return None


def month_days(year: int, month: int) -> Days:
    """A whole month of a year."""
    return _whole(date(year, month, 1), "month")


def weekday_of_week(week: Days, weekday: int) -> Days:
    """A day of the week (1 is Monday) within a week: "Sunday of last week"."""
    return days_back(week.first, 1 - weekday)


def weekend_back(published: date, number: int) -> Days:
    """Saturday and Sunday, as far as they had begun; ``number`` is 1 for one that was over."""
    saturday = last_weekday(published, 6).first
    is_on = (published - saturday).days <= 1
    saturday -= timedelta(7 * (number and is_on))
    return Days(saturday, min(saturday + timedelta(1), published), "day")


def year_named(year: int) -> Days:
    """A whole year."""
    return _whole(date(year, 1, 1), "year")


def part_of_month(month: Days, week: int) -> Days:
    """The first, second, third (0, 1, 2) or last (-1) seven days of a month."""
    first = month.last - timedelta(6) if week < 0 else month.first + timedelta(7 * week)
    return Days(first, first + timedelta(6), "week")


def until(days: Days, published: date) -> Days:
    """A week, month or year that is not over ends on the day of publication: nothing reported is of the future."""
    return days if days.first > published else days._replace(last=min(days.last, published))
