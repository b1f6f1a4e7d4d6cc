"""Spread: in how much of a district something was reported, and by how many armed groups, against before."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from geo.analysis.unusual.comparable import rows_of_days, window_days
from geo.analysis.unusual.places import counted_query, place_of, rows_in
from geo.analysis.unusual.sentences import usual_words
from geo.analysis.unusual.settings import Settings
from geo.dataset import Dataset
from geo.places.measure import EQUAL_AREA, project
from geo.taxonomy import actors
from geo.view.snapshot import Snapshot, once_per_snapshot
from geo.wording import plural

__all__ = ["CELL_KM", "Spread", "spread"]

CELL_KM = 10

_Rows = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Spread:
    """Cells of 10 × 10 km (equal area, fixed) with an incident, and armed groups named, in the window and usually.

    Attributes
    ----------
    cells, usual_cells
        Cells hit in the window, and in an earlier window on average.
    of_cells
        The cells that the place has by its area, at least those hit; ``None`` without an area.
    share
        The part of them that is hit; ``None`` without an area.
    groups, usual_groups
        Armed groups of the list of actors that incidents of the window name, and those of an earlier one on average.
    unplaced
        Incidents of the window without a point, which hit no cell.
    sentence
        The same in words, without the name of the place.
    """

    cells: int
    usual_cells: float
    of_cells: int | None
    share: float | None
    groups: int
    usual_groups: float
    unplaced: int
    sentence: str


@once_per_snapshot
def spread(snapshot: Snapshot, key: str, settings: Settings | None = None) -> Spread:
    """The spread within a place; raises `UnknownName` if the filter by place lets in none of that key.

    An incident counts in the window that holds the first day on which it may have happened. More incidents hit more
    cells: the numbers say how far, not that it is unusual.
    """
    chosen = settings or Settings()
    place, dataset = place_of(snapshot, key), snapshot.dataset
    span = window_days(snapshot, chosen)[1]
    question = counted_query(snapshot.state.query, all_types=chosen.all_types)
    rows = rows_in(dataset, rows_of_days(dataset, question, span), place)
    at = (dataset.incidents.start[rows] - span.first) // chosen.window_days
    n = chosen.n_windows + 1
    cells, groups = _cells(dataset, rows, at, n), _groups(dataset, rows, at, n)
    area = _area(dataset, place.name, is_province=place.is_province)
    found = Spread(
        cells=int(cells[-1]),
        usual_cells=float(cells[:-1].mean()),
        of_cells=max(int(cells[-1]), round(area / CELL_KM**2)) if area else None,
        share=min(float(cells[-1]) * CELL_KM**2 / area, 1.0) if area else None,
        groups=int(groups[-1]),
        usual_groups=float(groups[:-1].mean()),
        unplaced=int(np.count_nonzero(~dataset.incidents.has_point[rows[at == n - 1]])),
        sentence="",
    )
    return replace(found, sentence=_words(found))


def _words(found: Spread) -> str:
    groups = ""
    if found.groups or found.usual_groups:
        groups = f"; {plural(found.groups, 'armed group')} named, usually {usual_words(found.usual_groups)}"
    return f"Spread: {_cell_words(found)}{groups}."


def _cell_words(found: Spread) -> str:
    unplaced = f"{plural(found.unplaced, 'incident')} without a point"
    if found.unplaced and not found.cells:
        return f"cells not known, {unplaced}"
    cells = plural(found.cells, "cell")
    if found.of_cells is not None:
        cells = f"{found.cells:,} of some {plural(found.of_cells, 'cell')}"
    aside = f" ({unplaced})" if found.unplaced else ""
    return f"{cells} of {CELL_KM} × {CELL_KM} km hit{aside}, usually {usual_words(found.usual_cells)}"


def _cells(dataset: Dataset, rows: _Rows, at: _Rows, n: int) -> npt.NDArray[np.int64]:
    """How many cells are hit in each window."""
    has_point = dataset.incidents.has_point[rows]
    rows, at = rows[has_point], at[has_point]
    if not len(rows):
        return np.zeros(n, np.int64)
    x, y = project(dataset.incidents.lon[rows], dataset.incidents.lat[rows], EQUAL_AREA)
    cells = (np.floor(axis / (1000 * CELL_KM)).astype(np.int64) for axis in (x, y))
    hit = np.unique(np.column_stack((at.astype(np.int64), *cells)), axis=0)
    return np.bincount(hit[:, 0], minlength=n)


def _groups(dataset: Dataset, rows: _Rows, at: _Rows, n: int) -> npt.NDArray[np.int64]:
    """How many armed groups are named in each window."""
    found = np.zeros(n, np.int64)
    for actor in actors():
        positions = dataset.incidents.actors.get(actor.name)
        if positions is not None and "armed" in actor.kind and "unarmed" not in actor.kind:
            found[np.unique(at[np.isin(rows, positions)])] += 1
    return found


def _area(dataset: Dataset, name: str, *, is_province: bool) -> float | None:
    listed = dataset.gazetteer.provinces if is_province else dataset.gazetteer.drawn
    return next((each.area_km2 for each in listed if each.name == name), None)
