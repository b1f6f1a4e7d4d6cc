"""Incidents and deaths over the chosen period, in bins of a day, a week, a month, a quarter or a year."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from geo.analysis.counts import Figures, figures_by_code, figures_of
from geo.analysis.running import CumulativeSums
from geo.calendar.days import MONTHS, day_number, from_day_number, month_short, period_text
from geo.incidents import Incidents
from geo.query import Answer

__all__ = ["UNITS", "Bin", "Trend", "trend"]

MOST_BINS = 80
MOST_DAYS = 14
MOST_CHOSEN = 400
UNITS = ("day", "week", "month", "quarter", "year")


@dataclass(frozen=True, slots=True)
class Bin:
    """One bar: its name, the tick below it (blank for none), its figures, and whether the period holds it whole.

    A major tick names a year.
    """

    label: str
    tick: str
    figures: Figures
    is_whole: bool
    is_major: bool = False


@dataclass(frozen=True, slots=True)
class Trend:
    """Bins in order; ``spanning`` incidents may lie in several of them and are counted in the first."""

    unit: str
    bins: tuple[Bin, ...]
    spanning: int


def trend(
    incidents: Incidents,
    shown: Answer,
    window: tuple[int, int],
    unit: str | None = None,
    sums: CumulativeSums | None = None,
) -> Trend:
    """The trend of what is shown in a window of day numbers, in bins of a unit of `UNITS`.

    Without a unit the finest one is taken that gives at most `MOST_BINS` bins, days only for two weeks or less; a
    unit that is too fine to be drawn (more than `MOST_CHOSEN` bins) gives way to the next coarser one. An incident
    that began before the period and reaches into it is counted in the first bin. With the running sums of all rows
    the bins need no look at each.
    """
    first, last = (from_day_number(n) for n in window)
    if last < first or not len(incidents):
        return Trend("week", (), 0)
    unit, edges = _edges(first, last, unit)
    numbers = np.array([day_number(edge) for edge in edges])

    def bin_of(days: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
        return np.clip(np.searchsorted(numbers, days, "right") - 1, 0, len(edges) - 2).astype(np.int32)

    if sums is None:
        rows = shown.rows
        found = figures_by_code(incidents, rows, bin_of(incidents.start[rows]), len(edges) - 1)
    else:
        parts = _parted(shown, incidents.start.searchsorted(numbers.astype(np.int32)))
        found = [figures_of(sums.over(part))[0] for part in parts]
    bins = tuple(_bin(unit, edges[i], edges[i + 1], figures, (first, last)) for i, figures in enumerate(found))
    lasting = _lasting(incidents, shown)
    begins, ends = bin_of(incidents.start[lasting]), bin_of(incidents.end[lasting])
    return Trend(unit, bins, int(np.count_nonzero(begins != ends)))


def _parted(shown: Answer, edges: npt.NDArray[np.intp]) -> list[Answer]:
    """What is shown, parted at rows; what began before the window goes with the first part."""
    at = np.clip(edges, shown.lo, shown.hi).tolist()
    at[0], at[-1] = shown.lo, shown.hi
    none = np.zeros(0, np.int32)
    return [
        replace(shown, lo=lo, hi=hi, earlier=shown.earlier if k == 0 else none,
                late=shown.late[(shown.late >= lo) & (shown.late < hi)])
        for k, (lo, hi) in enumerate(pairwise(at))
    ]  # fmt: skip


def _lasting(incidents: Incidents, shown: Answer) -> npt.NDArray[np.int32]:
    """The rows of what is shown that last longer than a day."""
    spans = incidents.spans
    begin, end = spans.searchsorted(np.array([shown.lo, shown.hi], np.int32))
    within = spans[begin:end]
    if shown.mask is not None:
        within = within[shown.mask[within]]
    if len(shown.late):
        within = within[~np.isin(within, shown.late, assume_unique=True)]
    return np.concatenate((shown.earlier, within))


def _edges(first: date, last: date, chosen: str | None) -> tuple[str, list[date]]:
    for unit in UNITS[UNITS.index(chosen) if chosen else 0 :]:
        edges = [_floor(first, unit)]
        while edges[-1] <= last:
            edges.append(_next(edges[-1], unit))
        if len(edges) - 1 <= (MOST_CHOSEN if chosen else MOST_DAYS if unit == "day" else MOST_BINS):
            break
    return unit, edges


def _floor(day: date, unit: str) -> date:
    if unit == "week":
        return day - timedelta(days=day.weekday())
    if unit == "month":
        return day.replace(day=1)
    if unit == "year":
        return date(day.year, 1, 1)
    return day if unit == "day" else date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)


def _next(day: date, unit: str) -> date:
    if unit in ("day", "week"):
        return day + timedelta(days=1 if unit == "day" else 7)
    months = day.month + {"month": 1, "quarter": 3, "year": 12}[unit]
    return date(day.year + (months > 12), months - 12 * (months > 12), 1)


def _bin(unit: str, start: date, following: date, figures: Figures, period: tuple[date, date]) -> Bin:
    end = following - timedelta(days=1)
    whole = period[0] <= start and end <= period[1]
    if unit == "month":
        january = start.month == 1
        tick = str(start.year) if january else month_short(start)
        return Bin(f"{MONTHS[start.month - 1]} {start.year}", tick, figures, whole, january)
    if unit == "year":
        return Bin(str(start.year), str(start.year), figures, whole, is_major=True)
    if unit == "quarter":
        tick = str(start.year) if start.month == 1 else ""
        return Bin(f"{month_short(start)}–{month_short(end)} {end.year}", tick, figures, whole, bool(tick))
    return Bin(period_text(start, end), f"{start.day} {month_short(start)}", figures, whole)
