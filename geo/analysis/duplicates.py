"""Pairs of incidents from different sources that may be reports of one event: proposed with the evidence, never merged.

Two incidents are a candidate pair if they come from different sources, their types do not exclude each other, their
days lie no further apart than a number of days, and their points no further than a number of kilometres; where one of
them is known only to its district, the other has to lie in the same district. Incidents whose day is known only to the
year, or whose place only to the province, are compared with none: nearly everything would fit them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo.dataset import Dataset
from geo.incidents import PLACE_PRECISIONS
from geo.places.measure import distance_km, project

__all__ = ["DAYS", "KM", "Candidates", "candidates"]

DAYS, KM = 2, 10.0
"""How far apart two reports of one event may lie, unless something else is asked for."""

LONGEST_DAYS = 31
_VIOLENT = ("Battles", "Explosions/Remote violence", "Violence against civilians")
_CROWDS = ("Protests", "Riots")
_DISTRICT = PLACE_PRECISIONS.index("district")

_Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Candidates:
    """Candidate pairs, the likeliest first.

    Attributes
    ----------
    first, second
        Positions of the incidents (shape n); the first is the earlier row.
    days
        Days between them (shape n), 0 where their intervals overlap.
    km
        The distance between their points (shape n); NaN where one of them is known only to its district.
    """

    first: _Ints
    second: _Ints
    days: _Ints
    km: npt.NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.first)

    def among(self, rows: npt.NDArray[np.int32]) -> int:
        """How many of the pairs have both incidents among these rows."""
        if not len(self):
            return 0
        shown = np.zeros(int(self.second.max()) + 1 if len(self) else 0, np.bool_)
        shown[rows[rows < len(shown)]] = True
        return int(np.count_nonzero(shown[self.first] & shown[self.second]))


def candidates(dataset: Dataset, days: int = DAYS, km: float = KM) -> Candidates:
    """The candidate pairs of a dataset that nobody has decided upon.

    Parameters
    ----------
    dataset
        The incidents; pairs that are linked, or that a person has called different, are not proposed again.
    days
        The most days between the two, from 0 to 31.
    km
        The most kilometres between their points, from 1 to 100.
    """
    key = ("candidates", days, km)
    return dataset.memo.get(key, lambda: _found(dataset, days, km))


def _found(dataset: Dataset, days: int, km: float) -> Candidates:
    if len(set(dataset.incidents.coded["source"].codes.tolist())) < 2:
        return _as_candidates(dataset, np.empty((0, 2), np.int64), np.empty(0), np.empty(0))
    pairs = np.concatenate([_near_points(dataset, days, km), _same_district(dataset, days)])
    pairs = np.unique(np.sort(pairs, axis=1), axis=0)
    pairs = pairs[_may_be_one(dataset, pairs)]
    gap = _gap(dataset, pairs)
    apart = _distance(dataset, pairs)
    near = (gap <= days) & ~(apart > km) & ~_is_decided(dataset, pairs)
    return _as_candidates(dataset, pairs[near], gap[near], apart[near])


def _as_candidates(
    dataset: Dataset, pairs: _Ints, gap: npt.NDArray[np.float64], apart: npt.NDArray[np.float64]
) -> Candidates:
    killed = dataset.incidents.killed
    first, second = pairs[:, 0], pairs[:, 1]
    differ = np.abs(np.nan_to_num(killed[first]) - np.nan_to_num(killed[second])) if len(pairs) else gap
    order = np.lexsort((second, first, differ, np.where(np.isnan(apart), np.inf, apart), gap))
    return Candidates(first[order], second[order], gap[order].astype(np.int64), apart[order])


# pairs that share a cell of time and place


def _near_points(dataset: Dataset, days: int, km: float) -> _Ints:
    """Pairs of points in the same or a neighbouring cell of that many days and kilometres."""
    incidents = dataset.incidents
    rows = np.flatnonzero((dataset.known_place < _DISTRICT) & _is_short(dataset))
    if not len(rows):
        return np.empty((0, 2), np.int64)
    x_m, y_m = project(incidents.lon[rows], incidents.lat[rows])
    step_m, step_days = km * 1000.0, LONGEST_DAYS + days
    cells = np.stack([np.floor(x_m / step_m), np.floor(y_m / step_m), incidents.start[rows] // step_days], axis=1)
    cells = (cells - cells.min(axis=0) + 1).astype(np.int64)
    shifts = [(a, b, c) for a in (-1, 0, 1) for b in (-1, 0, 1) for c in (-1, 0, 1)]
    return np.concatenate(list(_joined(rows, cells, shifts)))


def _same_district(dataset: Dataset, days: int) -> _Ints:
    """Pairs of one district of which at least one is known to nothing finer."""
    rows = np.flatnonzero((dataset.polygons >= 0) & (dataset.known_place <= _DISTRICT) & _is_short(dataset))
    if not len(rows):
        return np.empty((0, 2), np.int64)
    step_days = LONGEST_DAYS + days
    periods = dataset.incidents.start[rows] // step_days
    cells = np.stack([dataset.polygons[rows].astype(np.int64) + 1, periods - periods.min() + 1], axis=1)
    pairs = np.concatenate(list(_joined(rows, cells.astype(np.int64), [(0, -1), (0, 0), (0, 1)])))
    is_area = dataset.known_place == _DISTRICT
    return np.asarray(pairs[is_area[pairs[:, 0]] | is_area[pairs[:, 1]]])


def _is_short(dataset: Dataset) -> npt.NDArray[np.bool_]:
    return dataset.incidents.end - dataset.incidents.start <= LONGEST_DAYS


def _joined(rows: npt.NDArray[np.int64], cells: _Ints, shifts: Sequence[tuple[int, ...]]) -> Iterator[_Ints]:
    """Pairs of rows of which the second lies in the cell of the first, moved by a shift; the first is the lesser."""
    widths = cells.max(axis=0) + 2
    keys = np.ravel_multi_index(tuple(cells.T), tuple(widths))
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    for shift in shifts:
        wanted = np.ravel_multi_index(tuple((cells + np.array(shift)).T), tuple(widths), mode="clip")
        begin, end = np.searchsorted(ordered, wanted, "left"), np.searchsorted(ordered, wanted, "right")
        counts = end - begin
        first = np.repeat(np.arange(len(rows)), counts)
        offsets = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        second = order[np.repeat(begin, counts) + offsets]
        lesser = rows[first] < rows[second]
        yield np.stack([rows[first[lesser]], rows[second[lesser]]], axis=1)


# what speaks against a pair


def _may_be_one(dataset: Dataset, pairs: _Ints) -> npt.NDArray[np.bool_]:
    """Whether the sources differ and the types do not exclude each other."""
    source = dataset.incidents.coded["source"].codes
    kinds = dataset.incidents.coded["event_type"]
    groups = np.array([_group(name, at) for at, name in enumerate(kinds.names)] or [0])[kinds.codes]
    first, second = pairs[:, 0], pairs[:, 1]
    return np.asarray((source[first] != source[second]) & (groups[first] == groups[second]))


def _group(kind: str, at: int) -> int:
    """Types that different sources give to one event have one number."""
    return -1 if kind in _VIOLENT else -2 if kind in _CROWDS else at


def _gap(dataset: Dataset, pairs: _Ints) -> npt.NDArray[np.float64]:
    start, end = dataset.incidents.start.astype(np.int64), dataset.incidents.end.astype(np.int64)
    first, second = pairs[:, 0], pairs[:, 1]
    between = np.maximum(start[first], start[second]) - np.minimum(end[first], end[second])
    return np.asarray(np.maximum(between, 0), np.float64)


def _distance(dataset: Dataset, pairs: _Ints) -> npt.NDArray[np.float64]:
    lon, lat, known = dataset.incidents.lon, dataset.incidents.lat, dataset.known_place
    first, second = pairs[:, 0], pairs[:, 1]
    both = (known[first] < _DISTRICT) & (known[second] < _DISTRICT)
    apart = np.full(len(pairs), np.nan)
    if both.any():
        a, b = first[both], second[both]
        apart[both] = distance_km(lon[a], lat[a], lon[b], lat[b])
    return apart


def _is_decided(dataset: Dataset, pairs: _Ints) -> npt.NDArray[np.bool_]:
    decided = {pair for pair, verdict in dataset.decided.items() if verdict != "unsure"}
    if not decided:
        return np.zeros(len(pairs), np.bool_)
    ids = dataset.incidents.texts["incident_id"]
    asked = (tuple(sorted((ids[a], ids[b]))) for a, b in pairs.tolist())
    return np.fromiter((pair in decided for pair in asked), np.bool_, len(pairs))
