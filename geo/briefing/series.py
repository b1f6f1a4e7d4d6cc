"""Incidents over time: the period among the weeks, months, quarters or years around it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import ClassVar

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


_LONGER = {"month": 3, "quarter": 12}
"""Units that may be taken together, and how many months the next longer unit has."""


@dataclass(frozen=True, slots=True)
class TimeSeries:
    """Incidents by unit of time and part.

    Attributes
    ----------
    period
        The days that the briefing is about.
    edges
        Day numbers at which the bins begin, and that at which the last one ends; empty without data.
    counts
        Expected incidents of each bin by part: by type in the order of the taxonomy, or as ``by`` says.
    no_data
        The days among the bins that the data do not cover.
    events
        The context events that are marked, the most telling first, and how many there are in the period.
    late
        The days of the data of which reports are still to come; ``None`` for none.
    unit
        The unit of time of a bar; blank without data.
    by
        One of `geo.briefing.charts.CHARTS`: what the bars are divided by.
    parts
        The names of the parts, where these are not the types.
    """

    period: Period
    edges: tuple[int, ...] = ()
    counts: tuple[tuple[float, ...], ...] = ()
    no_data: tuple[Period, ...] = ()
    events: MarkedEvents = field(default_factory=MarkedEvents)
    late: Period | None = None
    unit: str = ""
    by: str = "type"
    parts: tuple[str, ...] = ()

    EMPTY: ClassVar[str] = "No incidents."

    @property
    def title(self) -> str:
        """What the bars are."""
        return f"Incidents per {self.unit}" if self.unit else "Incidents over time"

    def with_most(self, most: int) -> TimeSeries:
        """The series with at most so many bars: months are taken together to quarters, and these to years.

        Its first and its last bar hold the months that the series has of them, and are as wide as these.
        """
        found = self
        while len(found.edges) - 1 > most and found.unit in _LONGER:
            found = found._coarser(_LONGER[found.unit])
        return found

    def _coarser(self, months: int) -> TimeSeries:
        edges = np.array(self.edges, np.int64)
        number = edges.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
        kept = np.flatnonzero(number % months == 0)
        kept = np.unique(np.concatenate(([0], kept, [len(edges) - 1])))
        counts = np.add.reduceat(np.array(self.counts), kept[:-1], axis=0)
        unit = "quarter" if months == _LONGER["month"] else "year"
        bins = tuple(edges[kept].tolist()), tuple(map(tuple, counts.tolist()))
        return replace(self, unit=unit, edges=bins[0], counts=bins[1])

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
        return TimeSeries(period)
    low, high = _surroundings(histogram, period)
    unit, edges = ("week", _weeks(low, high)) if high - low <= _MOST_DAYS_BY_WEEK else ("month", _months(low, high))
    sums = np.vstack((np.zeros((1, histogram.counts.shape[1])), np.cumsum(histogram.counts, axis=0)))
    counts = np.diff(sums[np.clip(edges - histogram.first_day, 0, len(histogram.counts))], axis=0)
    gaps = gaps_in(Period(int(edges[0]), int(edges[-1]) - 1), covered) if covered else ()
    bins = tuple(edges.tolist()), tuple(map(tuple, counts.tolist()))
    return TimeSeries(period, *bins, gaps, events or MarkedEvents(), unit=unit)


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
