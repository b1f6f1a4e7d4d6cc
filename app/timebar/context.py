"""Context events on the time bar: flags that do not overlap, bars in lanes, and their tooltips."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.widgets.time_scale import Scale
from geo.calendar.period import Period
from geo.incidents import ContextEvent

__all__ = ["FlagGroup", "IntervalBar", "describe", "group_flags", "place_intervals"]

LANES = 2
_TITLES_IN_TIP = 8


@dataclass(frozen=True, slots=True)
class FlagGroup:
    """Events whose flags would touch, drawn as one flag at pixel `x`."""

    x: float
    events: tuple[ContextEvent, ...]


@dataclass(frozen=True, slots=True)
class IntervalBar:
    """An event of several days, drawn from pixel `x0` to `x1` in one of the `LANES`."""

    x0: float
    x1: float
    lane: int
    event: ContextEvent


def group_flags(events: Iterable[ContextEvent], scale: Scale, apart_px: float) -> tuple[FlagGroup, ...]:
    """Flags in order of time, at least `apart_px` apart; events that begin outside the scale have none."""
    groups: list[list[ContextEvent]] = []
    for event in _begun_within(events, scale.extent):
        x = scale.x(event.period.first)
        if groups and x - scale.x(groups[-1][0].period.first) < apart_px:
            groups[-1].append(event)
        else:
            groups.append([event])
    return tuple(FlagGroup(scale.x(group[0].period.first), tuple(group)) for group in groups)


def _begun_within(events: Iterable[ContextEvent], extent: Period) -> list[ContextEvent]:
    within = (event for event in events if extent.first <= event.period.first <= extent.last)
    return sorted(within, key=lambda event: (event.period, event.title))


def place_intervals(events: Iterable[ContextEvent], scale: Scale) -> tuple[IntervalBar, ...]:
    """Bars of the events that last, each in the first free lane; where all are taken, in the one that ends first."""
    ends = [float("-inf")] * LANES
    bars: list[IntervalBar] = []
    for event in sorted(events, key=lambda event: event.period.first):
        if event.period.width_days > 1 and event.period.overlaps(scale.extent):
            x0, x1 = scale.edges(event.period)
            lane = next((i for i, end in enumerate(ends) if end <= x0), ends.index(min(ends)))
            ends[lane] = max(ends[lane], x1)
            bars.append(IntervalBar(x0, x1, lane, event))
    return tuple(bars)


def describe(events: tuple[ContextEvent, ...]) -> tuple[str, ...]:
    """Lines of plain text about one or several events: dates, title and, for a single one, scope and source."""
    if len(events) == 1:
        (event,) = events
        facts = " · ".join(part for part in (event.category, event.scope, event.source) if part)
        return (_dated(event), facts) if facts else (_dated(event),)
    more = len(events) - _TITLES_IN_TIP
    lines = [f"{len(events)} events", *(_dated(event) for event in events[:_TITLES_IN_TIP])]
    return (*lines, f"and {more} more") if more > 0 else tuple(lines)


def _dated(event: ContextEvent) -> str:
    return f"{event.period.words}: {' '.join(event.title.split())}"
