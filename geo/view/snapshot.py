"""What the data give for a `State`: the `Snapshot`.

`resolve` is pure: map, time bar, charts, table and every export draw the same snapshot, so that no two of them can
disagree and none can forget a filter. What a picture needs beyond the rows is computed when it is first asked for.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property, partial
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from geo.analysis.choropleth import Choropleth, bounds_of, classified
from geo.analysis.counts import Figures, LeftOut, Table, district_table, figures, figures_of, tabulate
from geo.analysis.duplicates import candidates
from geo.analysis.histogram import Histogram, WindowCounts, histogram, window_counts
from geo.analysis.running import Running
from geo.analysis.trend import Trend, trend
from geo.calendar.days import day_number, day_text, from_day_number, period_text
from geo.dataset import Dataset
from geo.incidents import PLACE_PRECISIONS
from geo.query import Answer, Query, answer, distances, period_rows
from geo.taxonomy import EVENT_TYPES
from geo.view.state import State

__all__ = ["Snapshot", "resolve"]


@dataclass(frozen=True, eq=False)
class Snapshot:
    """What the data give for a state."""

    dataset: Dataset
    state: State
    answer: Answer

    @cached_property
    def rows(self) -> npt.NDArray[np.int32]:
        """Positions of the incidents that are shown, in order."""
        return self.answer.rows

    @property
    def mask(self) -> npt.NDArray[np.bool_] | None:
        """Which rows pass all filters but the period; ``None`` if all do."""
        return self.answer.mask

    @cached_property
    def window(self) -> tuple[int, int]:
        """The period as day numbers (inclusive), open ends closed by those of the data."""
        first, last = self.dataset.incidents.period or (0, 0)
        query = self.state.query
        return (
            first if query.first is None else day_number(query.first),
            last if query.last is None else day_number(query.last),
        )

    @property
    def period(self) -> str:
        """The period in words."""
        first, last = self.window
        is_none = last < first or self.dataset.incidents.period is None
        return "no period" if is_none else period_text(from_day_number(first), from_day_number(last))

    @cached_property
    def figures(self) -> Figures:
        """The sums over what is shown."""
        sums = self._sums("all", self.state.query)
        return figures(self.dataset.incidents, self.rows) if sums is None else figures_of(sums)[0]

    @cached_property
    def by_place_precision(self) -> dict[str, int]:
        """How many of the incidents shown are known how precisely; ``unlocated`` lack what their precision needs."""
        counts = self._counts("precision", self.state.query, self.dataset.known_place, len(PLACE_PRECISIONS) + 1)
        return {name: n for name, n in zip((*PLACE_PRECISIONS, "unlocated"), counts, strict=True) if n}

    def prepare_steps(self) -> None:
        """Work out what makes counts of any other window quick: to be called where nobody waits for it."""
        running = Running.of(self.dataset)
        _ = self.histogram, self._window_counts, self.dataset.incidents.location_ranks
        for kind in ("all", "precision", "district"):
            running.make(self.dataset, kind, self.state.query)
        for group in _GROUPS:
            for name in group:
                running.make(self.dataset, _FACET_KINDS[name], self._others(name))

    @property
    def is_prepared(self) -> bool:
        """Whether `prepare_steps` has nothing to do."""
        find = Running.of(self.dataset).find
        asked = [(kind, self.state.query) for kind in ("all", "precision", "district")]
        asked += [(_FACET_KINDS[name], self._others(name)) for group in _GROUPS for name in group]
        return all(find(kind, question) is not None for kind, question in asked)

    def _sums(self, kind: str, query: Query) -> npt.NDArray[np.float64] | None:
        """Counts and sums by code of what a query shows, if they need no look at each row."""
        found = Running.of(self.dataset).find(kind, query)
        if found is None:
            return None
        return found.over(self.answer if query == self.state.query else answer(self.dataset, query))

    def _counts(self, kind: str, query: Query, codes: npt.NDArray[Any], n_codes: int) -> list[int]:
        """How many of each code a query shows."""
        sums = self._sums(kind, query)
        if sums is not None:
            return [int(n) for n in sums[:, 0].tolist()]
        here = codes[answer(self.dataset, query).rows]
        counts: list[int] = np.bincount(here[here >= 0], minlength=n_codes).tolist()
        return counts

    @cached_property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What neither list nor counts hold, and why; with what is shown it sums to all incidents."""
        total = len(self.dataset.incidents)
        in_period = len(period_rows(self.dataset.incidents, *self.window))
        unknown = self._unknown_deaths
        said = (
            LeftOut("outside the period", total - in_period),
            LeftOut("stopped by a filter", in_period - len(self.answer) - unknown - self._uncertain - self.placeless),
            LeftOut("that may lie outside the period", self._uncertain),
            LeftOut("not known to a place, so that the distance cannot be told", self.placeless),
            LeftOut("without a figure of deaths, so that the filter by killed cannot be applied", unknown),
        )
        return tuple(item for item in said if item.n)

    @cached_property
    def placeless(self) -> int:
        """How many would pass but for the wish that they lie near something, and have no point."""
        if self.state.query.within is None:
            return 0
        others = answer(self.dataset, replace(self.state.query, within=None)).rows
        return int(np.count_nonzero(~self.dataset.incidents.has_point[others]))

    @cached_property
    def distances(self) -> npt.NDArray[np.float64] | None:
        """How far each row of the dataset lies from what is asked for, in km; ``None`` if nothing is."""
        return distances(self.dataset, self.state.query)

    @cached_property
    def last_near_day(self) -> int | None:
        """The day number of the last incident near what is asked for, whatever the period; ``None`` for none."""
        near = answer(self.dataset, self.state.query.any_time()).rows
        return None if self.state.query.within is None or not len(near) else int(self.dataset.incidents.end[near].max())

    @property
    def last_near(self) -> str:
        """When the last incident near what is asked for was, in words; blank if nothing is asked for."""
        within, day = self.state.query.within, self.last_near_day
        if within is None:
            return ""
        if day is None:
            return f"No incident {within.words} is known in all days of the data."
        ends = (self.dataset.incidents.period or (day, day))[1]
        said = f"The last {within.words}: {day_text(from_day_number(day))}"
        return f"{said}, {_days(ends - day)} before the data end ({day_text(from_day_number(ends))})."

    @property
    def _uncertain(self) -> int:
        """How many would pass but for the wish that they lie in the period with all their days."""
        if not self.state.query.certain:
            return 0
        return len(answer(self.dataset, replace(self.state.query, certain=False))) - len(self.answer)

    @property
    def _unknown_deaths(self) -> int:
        """How many would pass but for the number of killed, and give none."""
        if self.state.query.min_killed <= 0:
            return 0
        others = answer(self.dataset, replace(self.state.query, min_killed=0)).rows
        return int(np.count_nonzero(np.isnan(self.dataset.incidents.killed[others])))

    @property
    def off_the_map(self) -> tuple[LeftOut, ...]:
        """What is counted but not drawn as a point."""
        known = self.by_place_precision
        not_mapped = known.get("province", 0) + known.get("country", 0) + known.get("unlocated", 0)
        said = (LeftOut("known only to the district", known.get("district", 0)), LeftOut("not mapped", not_mapped))
        return tuple(item for item in said if item.n)

    @cached_property
    def unlinked(self) -> int:
        """How many pairs of what is shown may be reports of one event by different sources, and are counted as two."""
        return candidates(self.dataset).among(self.rows)

    def status(self) -> str:
        """What is shown and what is left out, in one line."""
        parts = [f"{len(self.answer):,} of {len(self.dataset.incidents):,} incidents"]
        parts += [f"{item.n:,} {item.reason}" for item in self.off_the_map]
        if self.unlinked:
            least = "" if candidates(self.dataset).is_complete else "at least "
            parts.append(f"{least}{self.unlinked:,} {'pairs' if self.unlinked > 1 else 'pair'} may be one event")
        return " · ".join(parts)

    @cached_property
    def histogram(self) -> Histogram:
        """Incidents per day and type for the whole time, all filters but the period applied."""
        key = ("histogram", self.state.query.any_time())
        return self.dataset.memo.get(key, lambda: histogram(self.dataset, self.mask))

    @cached_property
    def by_type(self) -> dict[str, int]:
        """How many incidents of each type are shown."""
        if not self.state.query.certain and self.dataset.memo.holds(self._window_counts_key):
            return dict(zip(EVENT_TYPES, self._window_counts.by_type(*self.window).tolist(), strict=True))
        codes = self.dataset.incidents.coded["event_type"].recode(EVENT_TYPES)[self.rows]
        counts = np.bincount(codes[codes >= 0], minlength=len(EVENT_TYPES))
        return dict(zip(EVENT_TYPES, counts.tolist(), strict=True))

    @property
    def _window_counts(self) -> WindowCounts:
        return self.dataset.memo.get(self._window_counts_key, lambda: window_counts(self.dataset, self.mask))

    @property
    def _window_counts_key(self) -> object:
        return "window counts", self.state.query.any_time()

    def trend(self, unit: str | None = None) -> Trend:
        """What is shown in bins of a unit, or of one that fits; see `geo.analysis.trend.trend`."""
        sums = Running.of(self.dataset).find("all", self.state.query)
        return trend(self.dataset.incidents, self.answer, self.window, unit, sums)

    def table(self, by: str) -> Table:
        """The figures of what is shown, by district, province, type, actor, month or week."""
        return tabulate(self.dataset, self.rows, by, self.figures)

    @cached_property
    def districts(self) -> Table:
        """The figures by drawn district."""
        sums = self._sums("district", self.state.query)
        return self.table("district") if sums is None else district_table(self.dataset, figures_of(sums), self.figures)

    @cached_property
    def choropleth(self) -> Choropleth | None:
        """The districts by class, if they are to be coloured; the bounds are those of all windows of this length."""
        measure = self.state.colour_by
        if not measure:
            return None
        before = self.previous.districts if measure == "change" and self.previous is not None else None
        return classified(measure, self.districts, before, self.class_bounds)

    @property
    def class_bounds(self) -> tuple[float, ...]:
        """The bounds of the classes of districts; they are dear to find at first and kept."""
        measure = self.state.colour_by
        if not measure:
            return ()
        find = partial(bounds_of, measure, self.dataset, self.mask, self.window)
        return self.dataset.memo.get(self._class_key, find)

    @property
    def has_class_bounds(self) -> bool:
        """Whether they need not be looked for any more."""
        return not self.state.colour_by or self.dataset.memo.holds(self._class_key)

    @property
    def _class_key(self) -> object:
        first, last = self.window
        return "class bounds", self.state.colour_by, self.state.query.any_time(), last - first

    @cached_property
    def previous(self) -> Snapshot | None:
        """The equal window just before this one, filters the same; ``None`` if the data do not reach back so far."""
        first, last = self.window
        period = self.dataset.incidents.period
        length = last - first + 1
        if period is None or length <= 0 or first - length < period[0]:
            return None
        start = from_day_number(first)
        query = replace(self.state.query, first=start - timedelta(days=length), last=start - timedelta(days=1))
        return resolve(self.dataset, replace(self.state, query=query, selected=()))

    @cached_property
    def selected_rows(self) -> tuple[int, ...]:
        """Positions of the selected incidents that the dataset holds."""
        positions = self.dataset.incidents.positions
        return tuple(positions[i] for i in self.state.selected if i in positions)

    def asking(self, query: Query) -> Snapshot:
        """What the same data give for another query."""
        return resolve(self.dataset, replace(self.state, query=query))

    def facet(self, name: str) -> dict[str, int]:
        """How many incidents each choice of a filter would show alone, all other filters and the period applied.

        ``name`` is a field of the query that holds names: ``types``, ``sub_types``, ``actors``, ``provinces``,
        ``divisions``, ``districts`` or ``sources``.
        """
        others = self._others(name)
        if name == "actors":
            return self._facet_actors(others)
        if name in ("divisions", "districts"):
            return self._facet_places(name, others)
        column = self.dataset.incidents.coded[_FACET_KINDS[name]]
        counts = self._counts(_FACET_KINDS[name], others, column.codes, len(column.names))
        return {value: n for value, n in zip(column.names, counts, strict=True) if value}

    def _others(self, name: str) -> Query:
        """The query without the choices of the filter that a field belongs to."""
        group = next(group for group in _GROUPS if name in group)
        return replace(self.state.query, **cast(Any, dict.fromkeys(group, frozenset())))

    def _facet_actors(self, others: Query) -> dict[str, int]:
        actors = self.dataset.incidents.actors
        sums = self._sums("actor", others)
        if sums is not None:
            return dict(zip(actors, map(int, sums[:, 0].tolist()), strict=True))
        shown = np.zeros(len(self.dataset.incidents), np.bool_)
        shown[answer(self.dataset, others).rows] = True
        return {name: int(np.count_nonzero(shown[at])) for name, at in actors.items()}

    def _facet_places(self, name: str, others: Query) -> dict[str, int]:
        drawn = self.dataset.gazetteer.drawn
        per_district = self._counts("place", others, self.dataset.polygons, len(drawn))
        counts: dict[str, int] = {}
        for district, n in zip(drawn, per_district, strict=True):
            label = district.name if name == "districts" else district.division
            counts[label] = counts.get(label, 0) + n
        return counts


_GROUPS = (("types", "sub_types"), ("provinces", "divisions", "districts"), ("actors",), ("sources",))
"""Filters that are one question: its choices are counted with none of them made."""

_FACET_KINDS = {
    "types": "event_type", "sub_types": "sub_event_type", "provinces": "province", "divisions": "place",
    "districts": "place", "actors": "actor", "sources": "source",
}  # fmt: skip
"""How the choices of each filter are counted, as in `geo.analysis.running.KINDS`."""


def _days(count: int) -> str:
    return f"{count:,} day{'s' if count != 1 else ''}"


def resolve(dataset: Dataset, state: State) -> Snapshot:
    """What the data give for a state. Pure: the same dataset and state give an equal snapshot."""
    return Snapshot(dataset, state, answer(dataset, state.query))
