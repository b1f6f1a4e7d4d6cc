"""Figures of what a snapshot shows by district and other places, type, actor, source, and time from week to year."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from geo.calendar.days import from_day_number
from geo.calendar.units import unit_numbers, unit_start
from geo.tally import sums
from geo.tally.figures import Figures, LeftOut, figures, figures_by_code
from geo.taxonomy import EVENT_TYPES
from geo.view.snapshot import Snapshot, once_per_snapshot

__all__ = ["GROUPINGS", "TIMED", "Group", "Table", "table"]

_KP, _BALOCHISTAN = "Khyber Pakhtunkhwa", "Balochistan"
_PARTS = ("Former FATA", "Khyber Pakhtunkhwa without the former FATA", _BALOCHISTAN)


@dataclass(frozen=True, slots=True)
class Group:
    """The figures of one district, type, month or another group, and what its rates are measured against.

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


_Rows = npt.NDArray[np.int32]
_Number = TypeVar("_Number", int, float)
_Grouping = tuple[Sequence[Group], Sequence[LeftOut]]


@once_per_snapshot
def table(snapshot: Snapshot, by: str) -> Table:
    """The figures of what is shown by one of `GROUPINGS`; those by district are in the order of the drawn districts.

    A unit of time takes only incidents that lie in it as a whole; what spans several is left out and counted. An
    incident with several actors counts for each of them, so that the groups add up to more than the total.

    Raises
    ------
    KeyError
        If there is no such grouping.
    """
    groups, left_out = GROUPINGS[by](snapshot)
    return Table(by, tuple(groups), tuple(item for item in left_out if item.n), snapshot.figures)


def _by_district(snapshot: Snapshot) -> _Grouping:
    drawn = snapshot.dataset.gazetteer.drawn
    counted = sums.figures_by(snapshot.dataset, "district", snapshot.state.query, snapshot.answer)
    groups = [Group(d.name, f, d.population_2023, d.area_km2) for d, f in zip(drawn, counted, strict=True)]
    unknown = snapshot.figures.incidents - sum(f.incidents for f in counted)
    return groups, [LeftOut("district not known", unknown)]


def _by_province(snapshot: Snapshot) -> _Grouping:
    provinces = snapshot.dataset.gazetteer.provinces
    incidents = snapshot.dataset.incidents
    codes = incidents.coded["province"].recode([province.name for province in provinces])[snapshot.rows]
    counted = figures_by_code(incidents, snapshot.rows, codes, len(provinces))
    groups = [Group(p.name, f, p.population_2023, p.area_km2) for p, f in zip(provinces, counted, strict=True)]
    return groups, [LeftOut("province not known or not one of the two", int(np.count_nonzero(codes < 0)))]


def _by_division(snapshot: Snapshot) -> _Grouping:
    divisions = snapshot.dataset.gazetteer.divisions
    number = {name: code for code, division in enumerate(divisions) for name in division.districts}
    return _by_area(snapshot, [division.name for division in divisions], number, "division not known")


def _by_former_fata(snapshot: Snapshot) -> _Grouping:
    """By the two parts of Khyber Pakhtunkhwa, and Balochistan, where the province alone is known to be the area."""
    drawn = snapshot.dataset.gazetteer.drawn
    number = {d.name: int(not d.former_fata) for d in drawn if d.province == _KP}
    number |= {d.name: 2 for d in drawn if d.province == _BALOCHISTAN}
    unknown = "in neither province, or known only to Khyber Pakhtunkhwa"
    return _by_area(snapshot, _PARTS, number, unknown, {_BALOCHISTAN: 2})


def _by_area(
    snapshot: Snapshot,
    names: Sequence[str],
    of_district: Mapping[str, int],
    unknown: str,
    of_province: Mapping[str, int] | None = None,
) -> _Grouping:
    """By areas of drawn districts; where no district is known, by province as far as that tells the area."""
    dataset, rows = snapshot.dataset, snapshot.rows
    drawn, provinces = dataset.gazetteer.drawn, list(of_province or {})
    area = np.array([of_district.get(d.name, -1) for d in drawn] + [-1], np.int32)
    by_province = np.array([*(of_province or {}).values(), -1], np.int32)
    polygons = dataset.polygons[rows]
    codes = area[polygons]
    codes = np.where(polygons < 0, by_province[dataset.incidents.coded["province"].recode(provinces)[rows]], codes)
    counted = figures_by_code(dataset.incidents, rows, codes.astype(np.int32), len(names))
    members = [[d for d in drawn if of_district.get(d.name) == code] for code in range(len(names))]
    groups = [
        Group(name, f, _sum([d.population_2023 for d in inside]), _sum([d.area_km2 for d in inside]))
        for name, f, inside in zip(names, counted, members, strict=True)
    ]
    return groups, [LeftOut(unknown, int(np.count_nonzero(codes < 0)))]


def _sum(values: Sequence[_Number | None]) -> _Number | None:
    """The sum, or ``None`` where there is no value or one is not known."""
    known = [value for value in values if value is not None]
    return sum(known[1:], known[0]) if known and len(known) == len(values) else None


def _by_type(snapshot: Snapshot) -> _Grouping:
    return _by_names(snapshot, "event_type", EVENT_TYPES), []


def _by_sub_type(snapshot: Snapshot) -> _Grouping:
    given = snapshot.dataset.incidents.coded["sub_event_type"].names
    groups = _by_names(snapshot, "sub_event_type", sorted(name for name in given if name))
    return groups, [_nameless(snapshot, groups, "no sub-type stated")]


def _by_source(snapshot: Snapshot) -> _Grouping:
    given = snapshot.dataset.incidents.coded["source"].names
    groups = _by_names(snapshot, "source", sorted(name for name in given if name))
    return groups, [_nameless(snapshot, groups, "source not stated")]


def _by_names(snapshot: Snapshot, column: str, names: Sequence[str]) -> list[Group]:
    incidents = snapshot.dataset.incidents
    codes = incidents.coded[column].recode(names)[snapshot.rows]
    counted = figures_by_code(incidents, snapshot.rows, codes, len(names))
    return [Group(name, f) for name, f in zip(names, counted, strict=True)]


def _nameless(snapshot: Snapshot, groups: Sequence[Group], reason: str) -> LeftOut:
    return LeftOut(reason, snapshot.figures.incidents - sum(group.figures.incidents for group in groups))


def _by_actor(snapshot: Snapshot) -> _Grouping:
    incidents = snapshot.dataset.incidents
    shown = np.zeros(len(incidents), np.bool_)
    shown[snapshot.rows] = True
    nameless = shown.copy()
    groups = []
    for name, positions in incidents.actors.items():
        here = positions[shown[positions]]
        if len(here):
            groups.append(Group(name, figures(incidents, here)))
        nameless[here] = False
    groups.sort(key=lambda g: (-g.figures.incidents, g.name))
    return groups, [LeftOut("no actor named", int(np.count_nonzero(nameless)))]


def _by_month(snapshot: Snapshot) -> _Grouping:
    return _by_unit(snapshot, "month", lambda first: first.isoformat()[:7])


def _by_week(snapshot: Snapshot) -> _Grouping:
    return _by_unit(snapshot, "week", lambda first: f"{first.isoformat()}/{(first + timedelta(days=6)).isoformat()}")


def _by_quarter(snapshot: Snapshot) -> _Grouping:
    return _by_unit(snapshot, "quarter", lambda first: f"{first.year}-Q{(first.month + 2) // 3}")


def _by_year(snapshot: Snapshot) -> _Grouping:
    return _by_unit(snapshot, "year", lambda first: f"{first.year:04}")


def _by_unit(snapshot: Snapshot, unit: str, name: Callable[[date], str]) -> _Grouping:
    """Groups by a unit of `geo.calendar.units.UNITS`; ``name`` gives the name of a unit from its first day."""
    incidents, rows = snapshot.dataset.incidents, snapshot.rows
    first, last = (unit_numbers(days[rows], unit) for days in (incidents.start, incidents.end))
    if not len(rows):
        return [], []
    whole = first == last
    low, high = int(first.min()), int(last.max())
    codes = np.where(whole, first - low, -1).astype(np.int32)
    counted = figures_by_code(incidents, rows, codes, high - low + 1)
    starts = (from_day_number(unit_start(number, unit)) for number in range(low, high + 1))
    groups = [Group(name(start), f) for start, f in zip(starts, counted, strict=True)]
    return groups, [LeftOut("date known too coarsely to say which", int(np.count_nonzero(~whole)))]


GROUPINGS: dict[str, Callable[[Snapshot], _Grouping]] = {
    "district": _by_district,
    "province": _by_province,
    "division": _by_division,
    "former_fata": _by_former_fata,
    "type": _by_type,
    "sub_type": _by_sub_type,
    "actor": _by_actor,
    "source": _by_source,
    "year": _by_year,
    "quarter": _by_quarter,
    "month": _by_month,
    "week": _by_week,
}
"""What a table can group by, and how."""

TIMED = ("year", "quarter", "month", "week")
"""The groupings by time."""
