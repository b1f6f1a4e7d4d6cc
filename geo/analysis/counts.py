"""Counts and sums of incidents by district, province, type, actor, week and month."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
import numpy.typing as npt

from geo.calendar.days import from_day_number
from geo.dataset import Dataset
from geo.incidents import Incidents
from geo.incidents.words import stated_words
from geo.taxonomy import EVENT_TYPES

__all__ = [
    "GROUPINGS",
    "SUMMED",
    "Figures",
    "Group",
    "LeftOut",
    "Table",
    "district_table",
    "figures",
    "figures_by_code",
    "figures_of",
    "tabulate",
]

_Rows = npt.NDArray[np.int32]
_Codes = npt.NDArray[np.int32]

SUMMED = ("killed_low", "killed_best", "killed_high", "injured", "abducted", "no_figure", "no_injured", "no_abducted")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many incidents something leaves out, and why."""

    reason: str
    n: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Sums over some incidents; unknown is not zero.

    ``no_figure`` of them give no number of deaths, ``no_injured`` none of injured, ``no_abducted`` none of abducted
    people: they add nothing to these sums, and where none states a number, there is no sum to tell.
    """

    incidents: int = 0
    killed_low: int = 0
    killed_best: int = 0
    killed_high: int = 0
    injured: int = 0
    abducted: int = 0
    no_figure: int = 0
    no_injured: int = 0
    no_abducted: int = 0

    @property
    def injured_words(self) -> str:
        """The number of injured people, or that none is stated."""
        return stated_words(self.injured, self.incidents, self.no_injured)


@dataclass(frozen=True, slots=True)
class Group:
    """The figures of one district, province, type, actor, month or week, and what its rates are measured against.

    ``population`` is that of the 2023 census, ``area_km2`` the official area; ``None`` where the group has none.
    """

    name: str
    figures: Figures
    population: int | None = None
    area_km2: float | None = None

    @property
    def per_100k(self) -> float | None:
        """Incidents in the period per 100,000 people."""
        return 1e5 * self.figures.incidents / self.population if self.population else None

    @property
    def per_1000_km2(self) -> float | None:
        """Incidents in the period per 1,000 km²."""
        return 1e3 * self.figures.incidents / self.area_km2 if self.area_km2 else None


@dataclass(frozen=True, slots=True)
class Table:
    """Groups in their order, what no group holds, and the figures of all rows together."""

    by: str
    groups: tuple[Group, ...]
    left_out: tuple[LeftOut, ...]
    total: Figures


def figures(incidents: Incidents, rows: _Rows) -> Figures:
    """The sums over these rows."""
    at = _as_view(rows)
    return Figures(len(rows), **{name: round(incidents.tallied[name][at].sum()) for name in SUMMED})


def _as_view(rows: _Rows) -> _Rows | slice:
    """The same rows, which are in order, as a slice where they follow each other: nothing is copied then."""
    if len(rows) and int(rows[-1]) - int(rows[0]) + 1 == len(rows):
        return slice(int(rows[0]), int(rows[-1]) + 1)
    return rows


def figures_of(sums: npt.NDArray[np.float64]) -> list[Figures]:
    """Figures from the count and the sums of `SUMMED` (shape n, 1 + sums)."""
    return [Figures(*map(round, line)) for line in sums.tolist()]


def figures_by_code(incidents: Incidents, rows: _Rows, codes: _Codes, n_codes: int) -> list[Figures]:
    """The sums over these rows for each code from 0 to ``n_codes`` (exclusive).

    ``codes`` has the shape of ``rows``; a row with a negative code is passed over.
    """
    if len(codes) and codes.min() < 0:
        inside = codes >= 0
        rows, codes = rows[inside], codes[inside]
    counts = np.bincount(codes, minlength=n_codes)
    at = _as_view(rows)
    sums = [np.bincount(codes, incidents.tallied[name][at], n_codes) for name in SUMMED]
    columns = [np.rint(column).astype(np.int64).tolist() for column in (counts, *sums)]
    return [Figures(*values) for values in zip(*columns, strict=True)]


def tabulate(dataset: Dataset, rows: _Rows, by: str, total: Figures | None = None) -> Table:
    """The figures of these rows by one of `GROUPINGS`.

    A month or week takes only incidents that lie in it as a whole; what spans several is left out and counted. An
    incident with several actors counts for each of them, so that the groups add up to more than the total, which is
    summed here unless it is known already.

    Raises
    ------
    KeyError
        If there is no such grouping.
    """
    groups, left_out = GROUPINGS[by](dataset, rows)
    said = tuple(item for item in left_out if item.n)
    return Table(by, tuple(groups), said, total or figures(dataset.incidents, rows))


_Grouping = tuple[Sequence[Group], Sequence[LeftOut]]


def _by_district(dataset: Dataset, rows: _Rows) -> _Grouping:
    found = figures_by_code(dataset.incidents, rows, dataset.polygons[rows], len(dataset.gazetteer.drawn))
    return _district_groups(dataset, found, len(rows))


def _district_groups(dataset: Dataset, found: Sequence[Figures], n_rows: int) -> _Grouping:
    drawn = dataset.gazetteer.drawn
    groups = [Group(d.name, f, d.population_2023, d.area_km2) for d, f in zip(drawn, found, strict=True)]
    return groups, [LeftOut("district not known", n_rows - sum(f.incidents for f in found))]


def district_table(dataset: Dataset, found: Sequence[Figures], total: Figures) -> Table:
    """The table by drawn district of figures that are known already, in the order of the drawn districts."""
    groups, left_out = _district_groups(dataset, found, total.incidents)
    return Table("district", tuple(groups), tuple(item for item in left_out if item.n), total)


def _by_province(dataset: Dataset, rows: _Rows) -> _Grouping:
    provinces = dataset.gazetteer.provinces
    codes = dataset.incidents.coded["province"].recode([province.name for province in provinces])[rows]
    found = figures_by_code(dataset.incidents, rows, codes, len(provinces))
    groups = [Group(p.name, f, p.population_2023, p.area_km2) for p, f in zip(provinces, found, strict=True)]
    return groups, [LeftOut("province not known or not one of the two", int(np.count_nonzero(codes < 0)))]


def _by_type(dataset: Dataset, rows: _Rows) -> _Grouping:
    codes = dataset.incidents.coded["event_type"].recode(EVENT_TYPES)[rows]
    found = figures_by_code(dataset.incidents, rows, codes, len(EVENT_TYPES))
    return [Group(name, f) for name, f in zip(EVENT_TYPES, found, strict=True)], []


def _by_actor(dataset: Dataset, rows: _Rows) -> _Grouping:
    incidents = dataset.incidents
    shown = np.zeros(len(incidents), np.bool_)
    shown[rows] = True
    nameless = shown.copy()
    groups = []
    for name, positions in incidents.actors.items():
        here = positions[shown[positions]]
        if len(here):
            groups.append(Group(name, figures(incidents, here)))
        nameless[here] = False
    groups.sort(key=lambda g: (-g.figures.incidents, g.name))
    return groups, [LeftOut("no actor named", int(np.count_nonzero(nameless)))]


def _by_month(dataset: Dataset, rows: _Rows) -> _Grouping:
    def month(days: npt.NDArray[np.int32]) -> npt.NDArray[np.int64]:
        return days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)

    def name(number: int) -> str:
        return str(np.datetime64(number, "M"))

    return _by_period(dataset, rows, month, name)


def _by_week(dataset: Dataset, rows: _Rows) -> _Grouping:
    def week(days: npt.NDArray[np.int32]) -> npt.NDArray[np.int64]:
        return (days.astype(np.int64) + 3) // 7  # day 0 was a Thursday

    def name(number: int) -> str:
        monday = from_day_number(number * 7 - 3)
        return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"

    return _by_period(dataset, rows, week, name)


def _by_period(
    dataset: Dataset,
    rows: _Rows,
    period: Callable[[npt.NDArray[np.int32]], npt.NDArray[np.int64]],
    name: Callable[[int], str],
) -> _Grouping:
    incidents = dataset.incidents
    first, last = period(incidents.start[rows]), period(incidents.end[rows])
    if not len(rows):
        return [], []
    whole = first == last
    low, high = int(first.min()), int(last.max())
    codes = np.where(whole, first - low, -1).astype(np.int32)
    found = figures_by_code(incidents, rows, codes, high - low + 1)
    groups = [Group(name(low + i), f) for i, f in enumerate(found)]
    return groups, [LeftOut("date known too coarsely to say which", int(np.count_nonzero(~whole)))]


GROUPINGS: dict[str, Callable[[Dataset, _Rows], _Grouping]] = {
    "district": _by_district,
    "province": _by_province,
    "type": _by_type,
    "actor": _by_actor,
    "month": _by_month,
    "week": _by_week,
}
