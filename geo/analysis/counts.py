"""Figures of what a snapshot shows by one of the groupings: places, names or units of time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo.analysis.groupings.grouping import Grouping
from geo.analysis.groupings.registry import GROUPINGS, TIMED, grouping
from geo.dataset import Dataset
from geo.tally import sums
from geo.tally.cells import Cells, cell_sums
from geo.tally.figures import SUMMED, Figures, LeftOut, figures_of
from geo.view.snapshot import Snapshot, once_per_snapshot

__all__ = ["GROUPINGS", "TIMED", "Group", "Table", "cells_of", "table"]


@dataclass(frozen=True, slots=True)
class Group:
    """The figures of one district, type, month or another group, and what its rates are measured against.

    ``population`` is that of the 2023 census, ``area_km2`` the official area; ``None`` where the group has none.
    ``may_be`` counts the incidents that are in the group or may be, where what is imprecise may lie in several groups;
    else ``None``.
    """

    name: str
    figures: Figures
    population: int | None = None
    area_km2: float | None = None
    may_be: int | None = None

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


@once_per_snapshot
def table(snapshot: Snapshot, by: str) -> Table:
    """The figures of what is shown by one of `GROUPINGS`; those by district are in the order of the drawn districts.

    A unit of time takes only incidents that lie in it as a whole, a band of distance what is certain to lie in it; what
    may lie in several is left out and counted. An incident with several actors counts for each of them, so that the
    groups add up to more than the total.

    Raises
    ------
    KeyError
        If there is no such grouping.
    """
    groups = grouping(snapshot.dataset, by)
    counted, without = _figures(snapshot, groups, by)
    may_be = _may_be(snapshot, groups)
    rows = [
        Group(member.name, figures, member.population, member.area_km2, at_most)
        for member, figures, at_most in zip(groups.members, counted, may_be, strict=True)
    ]
    left_out = (LeftOut(reason, n) for reason, n in zip(groups.reasons, without, strict=True))
    return Table(by, tuple(_listed(rows, groups)), tuple(item for item in left_out if item.n), snapshot.figures)


def _listed(rows: list[Group], groups: Grouping) -> list[Group]:
    """The groups of a table: actors that are shown, most first; units of time from the first to the last."""
    if groups.rows is not None:
        shown = (group for group in rows if group.figures.incidents)
        return sorted(shown, key=lambda group: (-group.figures.incidents, group.name))
    if groups.is_trimmed:
        used = [k for k, group in enumerate(rows) if group.may_be]
        return rows[used[0] : used[-1] + 1] if used else []
    return rows


def _figures(snapshot: Snapshot, groups: Grouping, by: str) -> tuple[list[Figures], list[int]]:
    """The figures of each group, and for each reason how many incidents are in none."""
    if by == "district":
        counted = sums.figures_by(snapshot.dataset, "district", snapshot.state.query, snapshot.answer)
        return counted, [snapshot.figures.incidents - sum(figures.incidents for figures in counted)]
    n = len(groups.members)
    summed = cell_sums(snapshot.dataset, cells_of(snapshot.dataset, by), SUMMED, snapshot.answer)
    return figures_of(summed[:n]), [round(count) for count in summed[n:, 0].tolist()]


def cells_of(dataset: Dataset, by: str) -> Cells:
    """The cells of a table of one grouping: its groups, and one for each reason to be in none; cached."""
    return dataset.memo.get(("cells", by), lambda: _cells(grouping(dataset, by)))


def _cells(groups: Grouping) -> Cells:
    n = len(groups.members)
    codes = np.where(groups.codes < 0, n - 1 - groups.codes, groups.codes).astype(np.int32)
    return Cells(codes, n + len(groups.reasons), groups.rows)


def _may_be(snapshot: Snapshot, groups: Grouping) -> list[int | None]:
    """How many incidents each group holds at most; ``None`` where no group is an interval."""
    if groups.may_be is None:
        return [None] * len(groups.members)
    first, last = (ends[snapshot.rows] for ends in groups.may_be)
    known = first <= last
    counts: npt.NDArray[np.int64] = np.zeros(len(groups.members) + 1, np.int64)
    counts += np.bincount(first[known], minlength=len(counts))
    counts -= np.bincount(last[known] + 1, minlength=len(counts))
    return list(np.cumsum(counts)[:-1].tolist())
