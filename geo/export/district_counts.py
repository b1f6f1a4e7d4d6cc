"""Counts of the incidents shown by district, as files that are handed over have them: small ones are not written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from geo.analysis.choropleth import quantiles
from geo.analysis.counts import Group, table
from geo.export.request import ExportRequest
from geo.export.sharing.small_counts import hidden_counts, shown_count
from geo.places.adjacency import drawn_polygons
from geo.places.records import DrawnDistrict

__all__ = ["DistrictCounts", "district_counts", "without_point"]

_CLASSES = 5
_FIGURES = ("killed_low", "killed_best", "killed_high", "no_figure", "injured", "abducted")


@dataclass(frozen=True, eq=False)
class DistrictCounts:
    """The drawn districts with their counts.

    Attributes
    ----------
    districts, groups
        The districts, and what is counted in each.
    hidden
        Which counts are not written: small ones, and those that would give them away.
    below
        The number below which counts are small; 0 for none.
    elsewhere
        How many of the incidents shown are in no district; those of all together are ``total``.
    polygons
        The outlines as shapely geometries in degrees.
    """

    districts: Sequence[DrawnDistrict]
    groups: Sequence[Group]
    hidden: Sequence[bool]
    below: int
    elsewhere: int
    total: int
    polygons: Sequence[Any]

    @property
    def bounds(self) -> tuple[float, ...]:
        """The greatest count of each class but the last, of the counts that are written."""
        counts = [g.figures.incidents for g, is_hidden in zip(self.groups, self.hidden, strict=True) if not is_hidden]
        positive = np.array([count for count in counts if count], np.float64)
        return tuple(np.unique(np.floor(quantiles(positive, _CLASSES)[:-1])).tolist()) if len(positive) else ()

    def columns(self) -> dict[str, list[Any]]:
        """The columns of the table: ``None`` where a count is not written, and in words why."""
        rows = list(zip(self.districts, self.groups, self.hidden, strict=True))
        columns: dict[str, list[Any]] = {
            "district": [district.name for district, _, _ in rows],
            "province": [district.province for district, _, _ in rows],
            "division": [district.division for district, _, _ in rows],
            "incidents": [None if is_hidden else group.figures.incidents for _, group, is_hidden in rows],
            "incidents_words": [
                str(shown_count(group.figures.incidents, is_hidden, self.below)) for _, group, is_hidden in rows
            ],
        }
        for name in _FIGURES:
            columns[name] = [None if is_hidden else getattr(group.figures, name) for _, group, is_hidden in rows]
        columns["per_100k"] = [None if is_hidden else _rounded(group.per_100k) for _, group, is_hidden in rows]
        columns["population_2023"] = [group.population for _, group, _ in rows]
        columns["area_km2"] = [group.area_km2 for _, group, _ in rows]
        return columns


def _rounded(rate: float | None) -> float | None:
    return None if rate is None else round(rate, 2)


def district_counts(request: ExportRequest) -> DistrictCounts:
    """The counts by district of what is handed over."""
    snapshot, below = request.snapshot, request.profile.small_counts
    gazetteer, groups = snapshot.dataset.gazetteer, table(snapshot, "district").groups
    counts = [group.figures.incidents for group in groups]
    total = len(snapshot.answer)
    elsewhere = total - sum(counts)
    provinces = [district.province for district in gazetteer.drawn]
    hidden = hidden_counts([*counts, elsewhere], below, [*provinces, ""])[:-1]
    return DistrictCounts(gazetteer.drawn, groups, hidden, below, elsewhere, total, drawn_polygons(gazetteer).tolist())


def without_point(request: ExportRequest, counts: DistrictCounts) -> list[int | None]:
    """How many incidents of each district are no point in the file; ``None`` where that is not to be written.

    That is where the count of the district is hidden, and where these, or the others, are fewer than may be written.
    """
    polygons = request.snapshot.dataset.polygons[request.snapshot.rows]
    chosen = polygons[~request.has_point[request.snapshot.rows] & (polygons >= 0)]
    found = np.bincount(chosen, minlength=len(counts.districts)).tolist()
    rows = zip(found, counts.groups, counts.hidden, strict=True)
    return [
        None if is_hidden or 0 < n < counts.below or 0 < group.figures.incidents - n < counts.below else n
        for n, group, is_hidden in rows
    ]
