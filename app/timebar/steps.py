"""How steps and presets move the period: pure functions over day numbers.

Laws (tested as properties): the period never leaves the extent of the data; sliding keeps its width; a step that met
no end of the extent is undone by the step back.
"""

from __future__ import annotations

from dataclasses import dataclass

from geo.calendar.days import add_months, calendar_start, is_month_start, number_text
from geo.calendar.period import Period

__all__ = [
    "PRESETS",
    "STEP_UNITS",
    "Preset",
    "accumulate",
    "grow",
    "preset_period",
    "preset_words",
    "slide",
    "step",
    "stepped",
]

STEP_UNITS = ("day", "week", "month")
_UNIT_DAYS = {"day": 1, "week": 7, "month": 30}


def slide(period: Period, days: int, extent: Period) -> Period:
    """The period moved by some days, stopped by the ends of the extent."""
    return period.moved(days).moved_into(extent)


def step(period: Period, unit: str, count: int, extent: Period) -> Period:
    """The period moved by ``count`` steps of a unit, stopped by the ends of the extent.

    A step of a month moves a period of whole calendar months by calendar months (November becomes December, so its
    width may change by some days) and any other period by 30 days, so that stepping back always returns.
    """
    if unit == "month" and period.is_whole_months:
        moved = Period(add_months(period.first, count), add_months(period.last + 1, count) - 1)
        if extent.first <= moved.first and moved.last <= extent.last:
            return moved
    return slide(period, count * _UNIT_DAYS[unit], extent)


def grow(period: Period, unit: str, count: int, extent: Period) -> Period:
    """The period with its last day moved by ``count`` steps of a unit; its first day stays and it keeps one day."""
    after = period.last + 1
    whole = unit == "month" and is_month_start(after)
    last = add_months(after, count) - 1 if whole else period.last + count * _UNIT_DAYS[unit]
    return Period(period.first, max(last, period.first)).trimmed_to(extent)


def stepped(period: Period, unit: str, count: int, extent: Period, *, is_cumulative: bool) -> Period:
    """The period after ``count`` steps, as playing, step buttons, arrow keys and the wheel make them.

    A sliding period moves, a cumulative one keeps its first day.
    """
    return (grow if is_cumulative else step)(period, unit, count, extent)


def accumulate(period: Period, unit: str, extent: Period) -> Period:
    """The first step of growing anew from where the period begins: one unit wide."""
    start = period.trimmed_to(extent).first
    return Period(start, start) if unit == "day" else grow(Period(start, start), unit, 1, extent)


@dataclass(frozen=True, slots=True)
class Preset:
    """A period on offer: ``days`` wide, or the calendar ``months`` around the period's last day, or (neither) all."""

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
    Preset("all", "Whole period"),
)


def preset_words(preset: Preset, period: Period, extent: Period) -> tuple[str, str]:
    """The label of a preset with the days that it stands for, and a sentence on where these come from.

    "90 days to 31 Dec 2021" says of which 90 days of the data.
    """
    chosen = preset_period(preset, period, extent)
    if preset.days:
        whose = "of the data" if chosen.last == extent.last else "of the period that is shown"
        ends = "" if chosen.last == extent.last else f" The data end on {number_text(extent.last)}."
        label = f"{preset.label} to {number_text(chosen.last)}"
        return label, f"{chosen.words}: counted back from the last day {whose}.{ends}"
    if preset.months:
        return (
            f"{preset.label}: {chosen.words}",
            "The part of the calendar around the period's last day",
        )
    return f"{preset.label}: {chosen.words}", "All days of the data"


def preset_period(preset: Preset, period: Period, extent: Period) -> Period:
    """The period of a preset, within the extent.

    Days are counted back from the period's last day; month, quarter and year are those of the calendar in which that
    day lies.
    """
    last = period.trimmed_to(extent).last
    if preset.days:
        return Period(last - preset.days + 1, last).trimmed_to(extent)
    if preset.months:
        start = calendar_start(last, preset.months)
        return Period(start, add_months(start, preset.months) - 1).trimmed_to(extent)
    return extent
