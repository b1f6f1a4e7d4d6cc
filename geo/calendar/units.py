"""Days, weeks, months, quarters and years, numbered one after the other."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from geo.calendar.days import add_months

__all__ = ["UNITS", "unit_numbers", "unit_start"]

UNITS = ("day", "week", "month", "quarter", "year")
"""Units of time, from the finest to the coarsest. Weeks begin on Monday (ISO 8601)."""

_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_MONDAY = 3
"""Days from the Monday of its week to 1970-01-01, a Thursday."""


def unit_numbers(days: npt.NDArray[np.integer[Any]], unit: str) -> npt.NDArray[np.int64]:
    """The number of the unit in which each day lies (shape as ``days``): 0 holds 1970-01-01, the next one is 1."""
    whole: npt.NDArray[np.int64] = days.astype(np.int64)
    if unit == "day":
        return whole
    if unit == "week":
        return (whole + _MONDAY) // 7
    months = whole.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return np.asarray(months // _MONTHS[unit])


def unit_start(number: int, unit: str) -> int:
    """The first day of a unit, as day number."""
    if unit == "day":
        return number
    return number * 7 - _MONDAY if unit == "week" else add_months(0, number * _MONTHS[unit])
