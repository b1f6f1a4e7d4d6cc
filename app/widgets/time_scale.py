"""Between days and pixels: the scale, the bars into which days are gathered and the marks below them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo.calendar.days import add_months, day_number, from_day_number, month_short
from geo.calendar.period import Period
from geo.calendar.units import unit_numbers

__all__ = ["BIN_UNITS", "Scale", "Tick", "bin_counts", "bin_edges", "choose_unit", "label_rect_left", "ticks"]

BIN_UNITS = ("day", "week", "month", "quarter")
_SHORTEST_DAYS = {"day": 1, "week": 7, "month": 28, "quarter": 90}
_NARROWEST_BAR_PX = 3.0
_LABEL_GAP_PX = 16.0

Counts = npt.NDArray[np.float64]
Days = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Scale:
    """Straight line from the days of `extent` to the pixels from `left` on, `width_px` wide in total."""

    extent: Period
    left: float
    width_px: float

    @property
    def px_per_day(self) -> float:
        """Width of a day in pixels."""
        return self.width_px / self.extent.width_days

    def x(self, day: float) -> float:
        """Pixel at which a day begins."""
        return self.left + (day - self.extent.first) * self.px_per_day

    def edges(self, period: Period) -> tuple[float, float]:
        """Pixels at which a period begins and ends, cut where it leaves the extent of the scale."""
        right = self.left + self.width_px
        x0, x1 = self.x(period.first), self.x(period.last + 1)
        return min(max(x0, self.left), right), min(max(x1, self.left), right)

    def day(self, x: float) -> int:
        """Day drawn at a pixel; beyond the ends, the first or the last day."""
        raw = int(np.floor((x - self.left) / self.px_per_day)) + self.extent.first
        return min(max(raw, self.extent.first), self.extent.last)

    def days(self, distance_px: float) -> int:
        """Whole days nearest to a distance in pixels."""
        return round(distance_px / self.px_per_day)


def choose_unit(extent: Period, width_px: float) -> str:
    """Finest of `BIN_UNITS` whose bars stay wide enough to be seen; quarters where none does."""
    px_per_day = width_px / extent.width_days
    wide = (u for u in BIN_UNITS if _SHORTEST_DAYS[u] * px_per_day >= _NARROWEST_BAR_PX)
    return next(wide, BIN_UNITS[-1])


def bin_edges(extent: Period, unit: str) -> Days:
    """First days of the bars that cover a range, and the day after its last: ascending, at least two.

    Weeks begin on Monday (ISO 8601); the first and the last bar are cut where the range begins and ends.
    """
    days = np.arange(extent.first, extent.last + 1, dtype=np.int64)
    return np.append(days[_begins(days, unit)], extent.last + 1).astype(np.int64)


def _begins(days: Days, unit: str) -> npt.NDArray[np.bool_]:
    """True where a bar begins: at the first day and wherever the number of the week, month or quarter changes."""
    number = unit_numbers(days, unit)
    return np.concatenate(([True], number[1:] != number[:-1]))


def bin_counts(counts: Counts, edges: Days) -> Counts:
    """Sums of daily counts, shape (days, types), over the bars between `edges`: shape (bars, types)."""
    return np.asarray(np.add.reduceat(counts, edges[:-1] - edges[0], axis=0), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on the axis: the day it stands for, its text and whether that names a year."""

    day: int
    label: str
    is_major: bool


def label_rect_left(x: float, text_px: float, scale: Scale) -> float:
    """Left end of a label centred on a pixel, pushed inwards where it would leave the scale."""
    return min(max(x - text_px / 2, scale.left), scale.left + scale.width_px - text_px)


def ticks(scale: Scale, measure: Callable[[str], float]) -> tuple[Tick, ...]:
    """Marks of the axis, as many as fit without touching.

    Parameters
    ----------
    scale : Scale
        Where the days are drawn.
    measure : callable
        Width in pixels of a text as it will be drawn.

    Returns
    -------
    tuple of Tick
        In order of time; the first of them always names its year.
    """
    for days_apart, longest, make in _STEPS:
        if days_apart * scale.px_per_day >= measure(longest) + _LABEL_GAP_PX:
            return _placed(_with_year(make(scale.extent)), scale, measure)
    return _placed(_with_year(_years(scale.extent, 50)), scale, measure)


def _with_year(candidates: Iterator[Tick]) -> tuple[Tick, ...]:
    marks = tuple(candidates)
    if not marks or marks[0].is_major:
        return marks
    return (Tick(marks[0].day, f"{marks[0].label} {from_day_number(marks[0].day).year}", True), *marks[1:])


def _placed(marks: tuple[Tick, ...], scale: Scale, measure: Callable[[str], float]) -> tuple[Tick, ...]:
    """The marks whose labels do not touch one that was placed before; years are placed first."""
    placed: list[tuple[float, float, Tick]] = []
    for mark in sorted(marks, key=lambda m: not m.is_major):
        text_px = measure(mark.label)
        left = label_rect_left(scale.x(mark.day), text_px, scale)
        right = left + text_px
        if text_px <= scale.width_px and all(
            right + _LABEL_GAP_PX / 2 <= a or b + _LABEL_GAP_PX / 2 <= left for a, b, _ in placed
        ):
            placed.append((left, right, mark))
    return tuple(sorted((mark for *_, mark in placed), key=lambda m: m.day))


def _days_of_month(extent: Period, within: tuple[int, ...]) -> Iterator[Tick]:
    for day in range(extent.first, extent.last + 1):
        when = from_day_number(day)
        if when.day in within:
            starts_year = when.month == 1 and when.day == 1
            yield Tick(day, str(when.year) if starts_year else f"{when.day} {month_short(when)}", starts_year)


def _months(extent: Period, every: int) -> Iterator[Tick]:
    day = day_number(from_day_number(extent.first).replace(month=1, day=1))
    while day <= extent.last:
        when = from_day_number(day)
        if day >= extent.first:
            label = str(when.year) if when.month == 1 else month_short(when)
            yield Tick(day, label, when.month == 1)
        day = add_months(day, every)


def _years(extent: Period, every: int) -> Iterator[Tick]:
    first_year, last_year = from_day_number(extent.first).year, from_day_number(extent.last).year
    for year in range(first_year, last_year + 1):
        day = day_number(from_day_number(extent.first).replace(year=year, month=1, day=1))
        if year % every == 0 and extent.first <= day:
            yield Tick(day, str(year), True)


_STEPS: tuple[tuple[float, str, Callable[[Period], Iterator[Tick]]], ...] = (
    (1, "28 Nov", lambda e: _days_of_month(e, tuple(range(1, 32)))),
    (2, "28 Nov", lambda e: _days_of_month(e, tuple(range(1, 30, 2)))),
    (4, "28 Nov", lambda e: _days_of_month(e, (1, 5, 10, 15, 20, 25))),
    (7, "28 Nov", lambda e: _days_of_month(e, (1, 8, 15, 22))),
    (14, "28 Nov", lambda e: _days_of_month(e, (1, 15))),
    (28, "2024", lambda e: _months(e, 1)),
    (59, "2024", lambda e: _months(e, 2)),
    (90, "2024", lambda e: _months(e, 3)),
    (181, "2024", lambda e: _months(e, 6)),
    (365, "2024", lambda e: _years(e, 1)),
    (730, "2024", lambda e: _years(e, 2)),
    (1826, "2024", lambda e: _years(e, 5)),
    (3652, "2024", lambda e: _years(e, 10)),
)
