"""Groupings by units of time: a unit takes only incidents that lie in it as a whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import numpy as np

from geo.analysis.groupings.grouping import Grouping, Member, certain_codes
from geo.calendar.days import add_months, day_number, from_day_number
from geo.calendar.units import unit_numbers, unit_start
from geo.dataset import Dataset

__all__ = ["by_month", "by_quarter", "by_week", "by_year", "days_of_unit"]


def by_year(dataset: Dataset) -> Grouping:
    """By year."""
    return _by_unit(dataset, "year", lambda first: f"{first.year:04}")


def by_quarter(dataset: Dataset) -> Grouping:
    """By quarter of a year: "2024-Q1"."""
    return _by_unit(dataset, "quarter", lambda first: f"{first.year:04}-Q{(first.month + 2) // 3}")


def by_month(dataset: Dataset) -> Grouping:
    """By month: "2024-11"."""
    return _by_unit(dataset, "month", lambda first: first.isoformat()[:7])


def by_week(dataset: Dataset) -> Grouping:
    """By week from Monday to Sunday, named by both days."""
    return _by_unit(dataset, "week", lambda first: f"{first.isoformat()}/{(first + timedelta(days=6)).isoformat()}")


def _by_unit(dataset: Dataset, unit: str, name: Callable[[date], str]) -> Grouping:
    """By a unit of `geo.calendar.units.UNITS`; ``name`` gives the name of a unit from its first day."""
    period = dataset.incidents.period
    first, last = (unit_numbers(days, unit) for days in (dataset.incidents.start, dataset.incidents.end))
    low, high = (int(first.min()), int(last.max())) if period is not None else (0, -1)
    members = tuple(Member(name(from_day_number(unit_start(number, unit)))) for number in range(low, high + 1))
    begin, end = (first - low).astype(np.int32), (last - low).astype(np.int32)
    too_coarse = ("date known too coarsely to say which",)
    codes = certain_codes(begin, end)
    return Grouping(members, codes, too_coarse, may_be=(begin, end), is_ordered=True, is_trimmed=True)


def days_of_unit(unit: str, name: str) -> tuple[date, date]:
    """The first and the last day of a group of one of these groupings, from its name."""
    if unit == "week":
        first, last = map(date.fromisoformat, name.split("/"))
        return first, last
    year, _, part = name.partition("-")
    month = 1 if unit == "year" else 3 * int(part[1:]) - 2 if unit == "quarter" else int(part)
    first_day = day_number(date(int(year), month, 1))
    return from_day_number(first_day), from_day_number(add_months(first_day, _MONTHS[unit]) - 1)


_MONTHS = {"month": 1, "quarter": 3, "year": 12}
