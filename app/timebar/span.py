"""Windows of time and how gestures move them: pure functions over a first and a last day, both included.

Laws (tested as properties): a window never leaves the range of the data; sliding keeps its width; a step that met no
end of the range is undone by the step back.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.timebar.days import add_months, month_start, to_date, to_day

__all__ = [
    "PRESETS",
    "STEP_UNITS",
    "Preset",
    "Span",
    "accumulate",
    "fit",
    "grow",
    "preset_span",
    "previous",
    "shift",
    "slide",
    "step",
    "trim",
]

STEP_UNITS = ("day", "week", "month")
_UNIT_DAYS = {"day": 1, "week": 7, "month": 30}


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last`, both included; raises ``ValueError`` where the last comes before the first."""

    first: int
    last: int

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a window cannot end (day {self.last}) before it begins (day {self.first})")

    @property
    def width_days(self) -> int:
        """Number of days, at least 1."""
        return self.last - self.first + 1

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a day."""
        return self.first <= other.last and other.first <= self.last


def shift(span: Span, days: int) -> Span:
    """The same width, some days later (or earlier)."""
    return Span(span.first + days, span.last + days)


def fit(span: Span, extent: Span) -> Span:
    """The window moved into the range with its width kept; wider than the range, it becomes the range."""
    if span.width_days >= extent.width_days:
        return extent
    return shift(span, max(extent.first - span.first, 0) + min(extent.last - span.last, 0))


def trim(span: Span, extent: Span) -> Span:
    """The part of the window that lies in the range; the nearest day of the range where none does."""
    first = min(max(span.first, extent.first), extent.last)
    return Span(first, max(first, min(span.last, extent.last)))


def slide(span: Span, days: int, extent: Span) -> Span:
    """The window moved by some days, stopped by the ends of the range."""
    return fit(shift(span, days), extent)


def _is_whole_months(span: Span) -> bool:
    after = span.last + 1
    return month_start(span.first) == span.first and month_start(after) == after


def step(span: Span, unit: str, count: int, extent: Span) -> Span:
    """The window moved by `count` steps of a unit, stopped by the ends of the range.

    A step of a month moves a window of whole calendar months by calendar months (November becomes December, so its
    width may change by some days) and any other window by 30 days, so that stepping back always returns.
    """
    if unit == "month" and _is_whole_months(span):
        moved = Span(add_months(span.first, count), add_months(span.last + 1, count) - 1)
        if extent.first <= moved.first and moved.last <= extent.last:
            return moved
    return slide(span, count * _UNIT_DAYS[unit], extent)


def grow(span: Span, unit: str, count: int, extent: Span) -> Span:
    """The window with its last day moved by `count` steps of a unit; its first day stays and it keeps one day."""
    after = span.last + 1
    whole = unit == "month" and month_start(after) == after
    last = add_months(after, count) - 1 if whole else span.last + count * _UNIT_DAYS[unit]
    return trim(Span(span.first, max(last, span.first)), extent)


def accumulate(span: Span, unit: str, extent: Span) -> Span:
    """The first step of growing anew from where the window begins: one unit wide."""
    start = trim(span, extent).first
    return grow(Span(start, start), unit, 1, extent) if unit != "day" else Span(start, start)


def previous(span: Span) -> Span:
    """The equally wide window that ends the day before this one begins."""
    return shift(span, -span.width_days)


@dataclass(frozen=True, slots=True)
class Preset:
    """A window on offer: `days` wide, or the calendar `months` around the window's last day, or (neither) all."""

    key: str
    label: str
    days: int = 0
    months: int = 0


PRESETS = (
    Preset("days_7", "7 days", days=7),
    Preset("days_14", "14 days", days=14),
    Preset("days_30", "30 days", days=30),
    Preset("days_90", "90 days", days=90),
    Preset("month", "Month", months=1),
    Preset("quarter", "Quarter", months=3),
    Preset("year", "Year", months=12),
    Preset("all", "All"),
)


def preset_span(preset: Preset, span: Span, extent: Span) -> Span:
    """The window of a preset, within the range.

    Days are counted back from the window's last day; month, quarter and year are those of the calendar in which
    that day lies.
    """
    anchor = trim(span, extent).last
    if preset.days:
        return trim(Span(anchor - preset.days + 1, anchor), extent)
    if preset.months:
        start = _calendar_start(anchor, preset.months)
        return trim(Span(start, add_months(start, preset.months) - 1), extent)
    return extent


def _calendar_start(day: int, months: int) -> int:
    when = to_date(day)
    return to_day(when.replace(month=(when.month - 1) // months * months + 1, day=1))
