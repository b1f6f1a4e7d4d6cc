"""The context events of a page: those of its period and places, the ones that explain most first."""

from __future__ import annotations

from dataclasses import dataclass

from geo.briefing.scope import Scope
from geo.briefing.sentences import one_line
from geo.calendar.days import day_text, period_text
from geo.incidents.context import ContextEvent
from geo.view.snapshot import Snapshot

__all__ = ["EventMark", "MarkedEvents", "marked_events"]

_MOST = 6
_TELLING = (
    "operation", "ceasefire", "ceasefire ends", "agreement", "cross-border", "armed groups", "access", "communications",
)  # fmt: skip
"""Categories in the order in which events are marked; those of administration and law come after all of them."""


@dataclass(frozen=True, slots=True)
class EventMark:
    """A context event: its first day (day number), and in words its days, its title and who reported it."""

    day: int
    words: str


@dataclass(frozen=True, slots=True)
class MarkedEvents:
    """At most `_MOST` events, the most telling first, and how many there are in the period and places of the page."""

    marks: tuple[EventMark, ...] = ()
    total: int = 0

    def first(self, most: int) -> tuple[EventMark, ...]:
        """As many as there is room for, in the order of their days."""
        return tuple(sorted(self.marks[:most], key=lambda mark: mark.day))


def marked_events(snapshot: Snapshot, scope: Scope) -> MarkedEvents:
    """The context events of the period that apply to the places of the query."""
    period, drawn = snapshot.period, snapshot.dataset.gazetteer.drawn
    of_districts = {district.province for district in drawn if district.name in scope.districts}
    provinces = frozenset(scope.provinces) | of_districts
    found = [event for event in snapshot.dataset.context_events if event.period.first <= period.last]
    found = [event for event in found if event.period.last >= period.first and _applies(event, provinces, scope)]
    found.sort(key=lambda event: (_rank(event), -event.period.first, event.title))
    return MarkedEvents(tuple(EventMark(event.period.first, _words(event)) for event in found[:_MOST]), len(found))


def _applies(event: ContextEvent, provinces: frozenset[str], scope: Scope) -> bool:
    """Whether an event is of the places that the query names: one of a whole state or region is of all."""
    province, district = event.place
    if not provinces or not province:
        return True
    return province in scope.provinces or (province in provinces and (not district or district in scope.districts))


def _rank(event: ContextEvent) -> int:
    return _TELLING.index(event.category) if event.category in _TELLING else len(_TELLING)


def _words(event: ContextEvent) -> str:
    first, last = event.date_start, event.date_end
    days = day_text(first) if first >= last else period_text(first, last)
    return f"{days}: {one_line(event.title)}"
