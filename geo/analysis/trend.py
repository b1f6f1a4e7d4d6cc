"""Incidents and deaths over the chosen period, in bins of a day, a week, a month, a quarter or a year."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from geo.analysis.late_reports import late_days
from geo.calendar.days import MONTHS, from_day_number, month_short, period_text
from geo.calendar.period import Period
from geo.calendar.units import UNITS, unit_numbers, unit_start
from geo.incidents import Incidents
from geo.query import Answer
from geo.tally.figures import Figures
from geo.tally.sums import figures_between
from geo.view.snapshot import Snapshot, once_per_snapshot

__all__ = ["UNITS", "Bin", "Trend", "bin_edges", "trend"]

MOST_BINS = 80
MOST_DAYS = 14
MOST_CHOSEN = 400


@dataclass(frozen=True, slots=True)
class Bin:
    """One bar: its name, the tick below it (blank for none), its figures, and whether the period holds it whole.

    A major tick names a year. ``is_late`` tells that reports of its days are still to come.
    """

    label: str
    tick: str
    figures: Figures
    is_whole: bool
    is_major: bool = False
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Trend:
    """Bins in order; ``spanning`` incidents may lie in several of them and are counted in the first."""

    unit: str
    bins: tuple[Bin, ...]
    spanning: int


@once_per_snapshot
def trend(snapshot: Snapshot, unit: str | None = None) -> Trend:
    """The trend of what is shown over its period, in bins of a unit of `UNITS`.

    Without a unit it is the finest one that gives at most `MOST_BINS` bins, days only for two weeks or less. A unit
    that is too fine to be drawn (more than `MOST_CHOSEN` bins) is replaced by the next coarser one. An incident that
    began before the period and reaches into it is counted in the first bin.
    """
    incidents = snapshot.dataset.incidents
    if snapshot.period.is_empty or not len(incidents):
        return Trend("week", (), 0)
    unit, edges = bin_edges(snapshot.period, unit)
    counted = figures_between(snapshot.dataset, snapshot.state.query, snapshot.answer, edges)
    bounds = zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True)
    late = late_days(snapshot)
    bins = tuple(
        replace(
            _bin(unit, Period(start, following - 1), figures, snapshot.period),
            is_late=late is not None and start <= late.last and min(following - 1, snapshot.period.last) >= late.first,
        )
        for (start, following), figures in zip(bounds, counted, strict=True)
    )
    lasting = _lasting(incidents, snapshot.answer)
    begins, ends = (np.searchsorted(edges[1:-1], days[lasting], "right") for days in (incidents.start, incidents.end))
    return Trend(unit, bins, int(np.count_nonzero(begins != ends)))


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


def bin_edges(period: Period, chosen: str | None) -> tuple[str, npt.NDArray[np.int32]]:
    """The unit of the bins, and the first day of each bin with the day after the last."""
    for unit in UNITS[UNITS.index(chosen) if chosen else 0 :]:
        low, high = unit_numbers(np.array(period), unit).tolist()
        if high - low < (MOST_CHOSEN if chosen else MOST_DAYS if unit == "day" else MOST_BINS):
            break
    return unit, np.array([unit_start(number, unit) for number in range(low, high + 2)], np.int32)


def _bin(unit: str, days: Period, figures: Figures, period: Period) -> Bin:
    start, end = (from_day_number(day) for day in days)
    whole = period.first <= days.first and days.last <= period.last
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
