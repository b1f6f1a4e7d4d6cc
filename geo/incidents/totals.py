"""Totals: numbers of events that a source states for a place and a period; no incidents, and never counted as such.

A total has no point and no day of an event. Totals are kept beside the incidents, are never drawn, and are added up
only with those that cannot hold the same events: see `kind`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from geo.calendar.days import period_text
from geo.taxonomy import EVENT_TYPES
from geo.wording import plural

__all__ = ["ALL_EVENTS", "BY_TYPE", "SourceTotals", "Total", "totals_by_source"]

ALL_EVENTS, BY_TYPE = "all events", "by type"
"""Kinds of totals: of events of every type, and of one of the common event types, which exclude each other."""


@dataclass(frozen=True, slots=True)
class Total:
    """A number of events in a district or province in a period, as a source states it.

    Attributes
    ----------
    source, release
        The data set, and the import that it came with.
    date_start, date_end
        The first and the last day of the period.
    province, district
        Names of today; a total of a whole province has no district.
    province_as_given, district_as_given
        The names that the source has.
    event_type, sub_event_type
        The common types; a type of the source that has no counterpart as it is written; blank for all events.
    events
        The number of events; 0 is a statement too.
    killed
        The reported deaths in all of them; None if the source does not say.
    """

    source: str
    release: str
    date_start: date
    date_end: date
    province: str
    district: str
    province_as_given: str
    district_as_given: str
    event_type: str
    sub_event_type: str
    events: int
    killed: int | None = None

    @property
    def place(self) -> str:
        """The district, or the province of a total without one."""
        return self.district or self.province

    @property
    def what(self) -> tuple[str, str, str, str]:
        """What is counted apart from the period: province, district, type and sub-type."""
        return self.province, self.district, self.event_type, self.sub_event_type

    @property
    def key(self) -> str:
        """What two versions of a total have in common within their source."""
        return "\x1f".join((*self.what, self.date_start.isoformat(), self.date_end.isoformat()))

    @property
    def figures(self) -> tuple[int, int | None]:
        """What a newer release may revise: the events and the deaths."""
        return self.events, self.killed

    @property
    def kind(self) -> str:
        """What it may be added up with: totals of the common types, of all events, or of one type of the source."""
        return BY_TYPE if self.event_type in EVENT_TYPES else self.event_type or ALL_EVENTS

    def overlaps(self, other: Total) -> bool:
        """Whether the two periods share a day."""
        return self.date_start <= other.date_end and other.date_start <= self.date_end


@dataclass(frozen=True, slots=True)
class SourceTotals:
    """The totals of one source and kind, of districts or of whole provinces: their sum, and what it is about.

    Attributes
    ----------
    source, kind
        The source, and what was added up (`Total.kind`).
    level
        ``district`` or ``province``.
    places
        How many districts or provinces there are.
    first_day, last_day
        The first and the last day of all periods.
    totals, events
        The number of totals, and of the events in them.
    killed
        The deaths of those that state them; None if none does.
    """

    source: str
    kind: str
    level: str
    places: int
    first_day: date
    last_day: date
    totals: int
    events: int
    killed: int | None

    @property
    def sentence(self) -> str:
        """The sum in words: "Totals of office: 412 events in 36 districts, 1 Jan – 30 Jun 2024 (not on the map)"."""
        kind = "" if self.kind in (ALL_EVENTS, BY_TYPE) else f" of the type {self.kind}"
        number = f"{plural(self.events, 'event')}{kind}"
        where = f"{self.places} {self.level}{'s' if self.places != 1 else ''}"
        period = period_text(self.first_day, self.last_day)
        return f"Totals of {self.source}: {number} in {where}, {period} (not on the map)"


def totals_by_source(totals: Iterable[Total]) -> tuple[SourceTotals, ...]:
    """The totals by source, kind and level; what may hold the same events is not added up."""
    grouped: dict[tuple[str, str, str], list[Total]] = {}
    for total in totals:
        level = "district" if total.district else "province"
        grouped.setdefault((total.source, total.kind, level), []).append(total)
    return tuple(_sum(*key, group) for key, group in sorted(grouped.items()))


def _sum(source: str, kind: str, level: str, totals: list[Total]) -> SourceTotals:
    killed = [total.killed for total in totals if total.killed is not None]
    return SourceTotals(
        source,
        kind,
        level,
        len({(total.province, total.district) for total in totals}),
        min(total.date_start for total in totals),
        max(total.date_end for total in totals),
        len(totals),
        sum(total.events for total in totals),
        sum(killed) if killed else None,
    )
