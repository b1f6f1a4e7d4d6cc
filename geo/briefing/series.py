"""Incidents over time: the period among the weeks or months around it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from geo.analysis.coverage import gaps_in
from geo.briefing.context import MarkedEvents
from geo.calendar.period import Period
from geo.tally.daily import Histogram

__all__ = ["TimeSeries", "series_around"]

_MOST_DAYS_BY_WEEK = 430
_LEAST_DAYS = 182
_MOST_DAYS_BEYOND = 3_653
_Days = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class TimeSeries:
    """Incidents by week or month and type.

    Attributes
    ----------
    title
        What the bars are.
    period
        The days that the briefing is about.
    edges
        Day numbers at which the bins begin, and that at which the last one ends; empty without data.
    counts
        Expected incidents of each bin by type, in the order of the taxonomy.
    no_data
        The days among the bins that the data do not cover.
    events
        The context events that are marked, the most telling first, and how many there are in the period.
    late
        The days of the data of which reports are still to come; ``None`` for none.
    """

    title: str
    period: Period
    edges: tuple[int, ...] = ()
    counts: tuple[tuple[float, ...], ...] = ()
    no_data: tuple[Period, ...] = ()
    events: MarkedEvents = field(default_factory=MarkedEvents)
    late: Period | None = None

    EMPTY = "No incidents."

    @property
    def heading(self) -> str:
        """What the bars are, and what is hatched over them."""
        if self.late is None or not self.edges or self.late.last < self.edges[0] or self.late.first >= self.edges[-1]:
            return self.title
        return f"{self.title}; hatched: not all reports are in"


def series_around(
    histogram: Histogram, period: Period, covered: tuple[Period, ...] = (), events: MarkedEvents | None = None
) -> TimeSeries:
    """The weeks (around a short period) or months that surround a period, about three times as long as it is.

    They reach over a period beyond the data too, up to some years; ``covered`` are the days that the data cover,
    ``events`` the context events of the period.
    """
    if not len(histogram.counts):
        return TimeSeries("Incidents over time", period)
    low, high = _surroundings(histogram, period)
    unit, edges = ("week", _weeks(low, high)) if high - low <= _MOST_DAYS_BY_WEEK else ("month", _months(low, high))
    sums = np.vstack((np.zeros((1, histogram.counts.shape[1])), np.cumsum(histogram.counts, axis=0)))
    counts = np.diff(sums[np.clip(edges - histogram.first_day, 0, len(histogram.counts))], axis=0)
    gaps = gaps_in(Period(int(edges[0]), int(edges[-1]) - 1), covered) if covered else ()
    bins = tuple(edges.tolist()), tuple(map(tuple, counts.tolist()))
    return TimeSeries(f"Incidents per {unit}", period, *bins, gaps, events or MarkedEvents())


def _surroundings(histogram: Histogram, period: Period) -> tuple[int, int]:
    first, last = period
    begins, ends = histogram.first_day, histogram.first_day + len(histogram.counts) - 1
    around = max(last - first + 1, (_LEAST_DAYS - (last - first + 1)) // 2)
    low, high = max(begins, min(first, ends) - around), min(ends, max(last, begins) + around)
    return min(low, max(first, begins - _MOST_DAYS_BEYOND)), max(high, min(last, ends + _MOST_DAYS_BEYOND))


def _weeks(low: int, high: int) -> _Days:
    monday = low - (low + 3) % 7  # day 0 was a Thursday
    return np.arange(monday, high + 8, 7, dtype=np.int64)


def _months(low: int, high: int) -> _Days:
    first = np.datetime64(low, "D").astype("datetime64[M]")
    after = np.datetime64(high, "D").astype("datetime64[M]") + 1
    return np.arange(first, after + 1).astype("datetime64[D]").astype(np.int64)
