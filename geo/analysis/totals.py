"""Totals that sources state, beside counts of the stored incidents of the same place and period.

Neither corrects the other: a total counts what its source knows of, a count of incidents what is stored here, of
whatever source and known to the district. An incident of an uncertain day is counted if some of its possible days lie
in the period, as everywhere.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from geo.calendar.days import day_number, period_text
from geo.dataset import Dataset
from geo.incidents.totals import BY_TYPE, Total
from geo.query import districts_within
from geo.taxonomy import EVENT_TYPES
from geo.view.snapshot import Snapshot
from geo.wording import plural

__all__ = ["TotalRange", "TotalRow", "ranges_shown", "total_ranges", "total_rows"]


@dataclass(frozen=True, slots=True)
class TotalRow:
    """The totals of one source, place, period and kind, added up, and the incidents that are stored of them.

    Attributes
    ----------
    source, kind
        The source, and what was added up (`geo.incidents.totals.Total.kind`).
    province, district
        The place; a whole province has no district.
    date_start, date_end
        The period.
    events, killed
        The sums of the source; None if it states no deaths.
    types
        The common types and sub-types that the source counts, by which the incidents are chosen; empty for all.
    incidents, incidents_killed
        The stored incidents and their reported deaths; None for a type without a counterpart.
    """

    source: str
    kind: str
    province: str
    district: str
    date_start: date
    date_end: date
    events: int
    killed: int | None
    types: tuple[str, ...]
    incidents: int | None
    incidents_killed: int | None

    @property
    def scope(self) -> str:
        """What the source counts, in words: all events, the common types that it has, or a type of its own."""
        if self.kind != BY_TYPE:
            return self.kind
        return f"only {', '.join(self.types)}" if len(self.types) < len(EVENT_TYPES) else "events of all types"


@dataclass(frozen=True, slots=True)
class TotalRange:
    """What several sources state of one place and period where they differ; rows are by source and kind."""

    rows: tuple[TotalRow, ...]

    @property
    def low(self) -> int:
        """The smallest number of events."""
        return min(row.events for row in self.rows)

    @property
    def high(self) -> int:
        """The greatest number of events."""
        return max(row.events for row in self.rows)

    @property
    def sentence(self) -> str:
        """The range with the scope of each source: "Bannu, January 2024: 9–14 events (office: 9, all events; …)"."""
        first = self.rows[0]
        place = first.district or f"{first.province} (province)"
        said = "; ".join(f"{row.source}: {row.events:,}, {row.scope}" for row in self.rows)
        events = plural(self.high, "event")
        return f"{place}, {period_text(first.date_start, first.date_end)}: {self.low:,}–{events} ({said})"


def total_ranges(rows: Iterable[TotalRow]) -> tuple[TotalRange, ...]:
    """The places and periods of which two sources or more state different numbers of events, in their order."""
    grouped: dict[tuple[object, ...], list[TotalRow]] = {}
    for row in rows:
        grouped.setdefault((row.province, row.district, row.date_start, row.date_end), []).append(row)
    found = (TotalRange(tuple(group)) for group in grouped.values() if len({row.source for row in group}) > 1)
    return tuple(each for each in found if each.low != each.high)


def ranges_shown(snapshot: Snapshot) -> tuple[TotalRange, ...]:
    """Those of `total_ranges` that lie in the period of a snapshot, and in the places of its query if it names any."""
    dataset, query = snapshot.dataset, snapshot.state.query
    if len(dataset.totals_sources) < 2:
        return ()
    first, last = snapshot.period
    wanted = query.provinces or query.divisions or query.districts
    within = districts_within(dataset, query)

    def is_shown(total: Total) -> bool:
        if not (first <= day_number(total.date_start) and day_number(total.date_end) <= last):
            return False
        number = dataset.polygon_number(total.district)
        return not wanted or (bool(within[number]) if number >= 0 else total.province in query.provinces)

    return total_ranges(total_rows(dataset, filter(is_shown, dataset.totals)))


def total_rows(dataset: Dataset, totals: Iterable[Total] | None = None) -> tuple[TotalRow, ...]:
    """The totals of a data set (or some of them) by source, kind, place and period, with the incidents of each."""
    chosen = dataset.totals if totals is None else tuple(totals)
    grouped: dict[tuple[str, str, str, str, date, date], list[Total]] = {}
    for total in chosen:
        key = (total.source, total.kind, total.province, total.district, total.date_start, total.date_end)
        grouped.setdefault(key, []).append(total)
    types = _types(dataset.totals)
    counter = _Counter(dataset)
    return tuple(_row(group, types, counter) for _, group in sorted(grouped.items()))


def _types(totals: Iterable[Total]) -> dict[str, tuple[str, ...]]:
    """The common types that each source counts, whatever the period: one that it lacks in a week is 0 there.

    Of a type that it counts by sub-types alone these are given.
    """
    found: dict[str, dict[str, set[str]]] = {}
    for total in totals:
        if total.kind == BY_TYPE:
            found.setdefault(total.source, {}).setdefault(total.event_type, set()).add(total.sub_event_type)
    return {source: tuple(_named(types)) for source, types in found.items()}


def _named(types: Mapping[str, set[str]]) -> Iterator[str]:
    for name in EVENT_TYPES:
        subs = types.get(name, set())
        yield from (name,) if "" in subs else sorted(subs)


def _row(totals: Sequence[Total], types: dict[str, tuple[str, ...]], counter: _Counter) -> TotalRow:
    first = totals[0]
    killed = [total.killed for total in totals if total.killed is not None]
    wanted = types[first.source] if first.kind == BY_TYPE else ()
    is_compared = first.kind == BY_TYPE or not first.event_type
    counted = counter.count(first, wanted) if is_compared else (None, None)
    return TotalRow(
        first.source, first.kind, first.province, first.district, first.date_start, first.date_end,
        sum(total.events for total in totals), sum(killed) if killed else None, wanted, *counted,
    )  # fmt: skip


class _Counter:
    """Counts the incidents of a place and period; the rows of a place are looked up once."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._places: dict[tuple[str, str], npt.NDArray[np.intp]] = {}

    def count(self, total: Total, types: Collection[str]) -> tuple[int, int]:
        """The number of incidents of the place and period of a total, and their reported deaths."""
        incidents = self._dataset.incidents
        key = total.province, total.district
        if key not in self._places:
            self._places[key] = np.flatnonzero(self._of_place(total))
        rows = self._places[key]
        first, last = day_number(total.date_start), day_number(total.date_end)
        rows = rows[(incidents.start[rows] <= last) & (incidents.end[rows] >= first)]
        if types:
            is_wanted = incidents.coded["event_type"].isin(types) | incidents.coded["sub_event_type"].isin(types)
            rows = rows[is_wanted[rows]]
        return len(rows), int(np.nansum(incidents.killed[rows]))

    def _of_place(self, total: Total) -> npt.NDArray[np.bool_]:
        """Which incidents lie in the place: in a district by its name, or by its polygon where that has its name."""
        incidents = self._dataset.incidents
        if not total.district:
            return incidents.coded["province"].isin({total.province})
        number = self._dataset.polygon_number(total.district)
        drawn = self._dataset.gazetteer.drawn
        if 0 <= number < len(drawn) and drawn[number].name == total.district:
            return np.asarray(self._dataset.polygons == number)
        return incidents.coded["district"].isin({total.district})
