"""Periods: ranges of days."""

from __future__ import annotations

from typing import NamedTuple

from geo.calendar.days import from_day_number, is_month_start, period_text

__all__ = ["Period"]


class Period(NamedTuple):
    """The days from ``first`` to ``last``, both included, as day numbers; empty if the last precedes the first.

    A tuple of two, so that ``first, last = period`` reads both ends.
    """

    first: int
    last: int

    @property
    def is_empty(self) -> bool:
        """Whether it holds no day."""
        return self.last < self.first

    @property
    def width_days(self) -> int:
        """Number of days."""
        return max(self.last - self.first + 1, 0)

    @property
    def is_whole_months(self) -> bool:
        """Whether it begins with a month and ends with one."""
        return not self.is_empty and is_month_start(self.first) and is_month_start(self.last + 1)

    @property
    def before(self) -> Period:
        """The equally long period that ends the day before this one begins."""
        return self.moved(-self.width_days)

    @property
    def words(self) -> str:
        """In words: "1–30 Nov 2024"."""
        return "no period" if self.is_empty else period_text(from_day_number(self.first), from_day_number(self.last))

    def overlaps(self, other: Period) -> bool:
        """Whether the two share a day."""
        return max(self.first, other.first) <= min(self.last, other.last)

    def moved(self, days: int) -> Period:
        """The same length, some days later (or earlier)."""
        return Period(self.first + days, self.last + days)

    def moved_into(self, extent: Period) -> Period:
        """Moved into another period with the same length; longer than that, it becomes that."""
        if self.width_days >= extent.width_days:
            return extent
        return self.moved(max(extent.first - self.first, 0) + min(extent.last - self.last, 0))

    def trimmed_to(self, extent: Period) -> Period:
        """The part that lies in another period; the nearest day of that where none does."""
        first = min(max(self.first, extent.first), extent.last)
        return Period(first, max(first, min(self.last, extent.last)))
