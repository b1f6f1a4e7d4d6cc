"""Which polygon does a point lie in, for very many points: a grid of answers, with exact tests only near the lines.

Every cell that no border comes near holds the number of the one polygon that covers it, so that a point there costs
one lookup in an array. Only points in the remaining cells are tested against the polygons themselves. The answers are
those of an exact test for every point: the cells next to a border cell are tested exactly too, so that no rounding
in the grid can matter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["Grid", "PolygonRaster"]

Floats = NDArray[np.float64]
Codes = NDArray[np.int16]

OUTSIDE = -1
_EXACT = -2  # a cell that a border touches or comes near
_MARGIN = 3  # cells around the polygons, so that points beyond them fall into cells that are outside
_CHUNK = 1 << 16  # points at a time: the intermediate arrays stay in the processor's cache


@dataclass(frozen=True, slots=True)
class Grid:
    """Square cells from a south-west corner on, in degrees; a cell's number is ``row * columns + column``."""

    west: float
    south: float
    cell: float
    columns: int
    rows: int

    @classmethod
    def around(cls, bounds: ArrayLike, columns: int) -> Grid:
        """The grid with this number of columns around (west, south, east, north)."""
        west, south, east, north = np.asarray(bounds, dtype=np.float64).tolist()
        cell = max(east - west, north - south, 1e-6) / columns
        across, up = (int(np.ceil(extent / cell)) + 2 * _MARGIN for extent in (east - west, north - south))
        return cls(west - _MARGIN * cell, south - _MARGIN * cell, cell, across, up)

    def numbers(self, lon: Floats, lat: Floats) -> NDArray[np.int64]:
        """The cell of each point; those beyond the grid, and NaN, get a cell of its rim."""
        column = self._clipped((lon - self.west) / self.cell, self.columns)
        row = self._clipped((lat - self.south) / self.cell, self.rows)
        row *= self.columns
        row += column
        return row

    @staticmethod
    def _clipped(position: Floats, count: int) -> NDArray[np.int64]:
        np.fmax(position, 0.0, out=position)  # fmax and not maximum: NaN becomes 0
        np.fmin(position, count - 1.0, out=position)
        return position.astype(np.int64)


class PolygonRaster:
    """Answers for many points at once which of a list of polygons each lies in.

    Parameters
    ----------
    polygons
        Valid shapely polygons or multipolygons in one plane (degrees); they may touch and even overlap.
    columns
        Cells along the longer side: more makes fewer exact tests and a larger array (2 bytes a cell).
    """

    def __init__(self, polygons: Sequence[Any], columns: int = 1024) -> None:
        import shapely

        self._polygons = np.asarray(polygons, dtype=object)
        shapely.prepare(self._polygons)
        self._bounds = shapely.bounds(self._polygons)
        self.grid = Grid.around(shapely.total_bounds(self._polygons), columns)
        self._codes = _paint(self._polygons, self.grid)

    def find(self, lon: ArrayLike, lat: ArrayLike) -> Codes:
        """The position in the list of the polygon that each point lies in or on, the first of several; else -1.

        A point on a common border is in the polygon that comes first, as are points of an overlap; a point on the
        outer border is in. This equals ``geopandas.sjoin(predicate="intersects")`` with the first match kept.
        """
        x, y = (np.ascontiguousarray(v, dtype=np.float64).ravel() for v in (lon, lat))
        found = np.empty(x.size, dtype=np.int16)
        for start in range(0, x.size, _CHUNK):
            part = slice(start, start + _CHUNK)
            np.take(self._codes, self.grid.numbers(x[part], y[part]), out=found[part])
        unsure = np.flatnonzero(found == _EXACT)
        found[unsure] = self._exact(x[unsure], y[unsure])
        return found

    def _exact(self, x: Floats, y: Floats) -> Codes:
        """The exact answer, polygon by polygon, for the points inside its bounding box that no other one contains."""
        import shapely

        found = np.full(x.size, OUTSIDE, dtype=np.int16)
        for code, (west, south, east, north) in enumerate(self._bounds):
            near = (found == OUTSIDE) & (x >= west) & (x <= east) & (y >= south) & (y <= north)
            candidates = np.flatnonzero(near)
            inside = shapely.intersects_xy(self._polygons[code], x[candidates], y[candidates])
            found[candidates[inside]] = code
        return found


def _paint(polygons: NDArray[Any], grid: Grid) -> Codes:
    """The code of each cell, row by row from the south."""
    codes, depth = _fill(polygons, grid)
    codes[depth == 0] = OUTSIDE
    codes[depth > 1] = _EXACT
    codes[_near_lines(polygons, grid)] = _EXACT
    return codes.ravel()


def _edges(polygons: NDArray[Any]) -> tuple[Floats, Floats, NDArray[np.int64]]:
    """The two ends of every edge (n x 2 each) and the number of its polygon; shells run anticlockwise, holes not."""
    import shapely

    parts, owner_of_part = shapely.get_parts(shapely.orient_polygons(polygons), return_index=True)
    rings, part_of_ring = shapely.get_rings(parts, return_index=True)
    points, ring_of_point = shapely.get_coordinates(rings, return_index=True)
    same = ring_of_point[1:] == ring_of_point[:-1]
    owner = owner_of_part[part_of_ring[ring_of_point[:-1][same]]]
    return points[:-1][same], points[1:][same], owner.astype(np.int64)


def _fill(polygons: NDArray[Any], grid: Grid) -> tuple[Codes, Codes]:
    """The code at each cell's centre and how many polygons cover it (scan lines; the code holds if that is one).

    Along a row of centres each edge that crosses it changes the code from there on: a shell that runs anticlockwise
    goes down where the row enters it and up where the row leaves it. Adding up along the row gives the code.
    """
    start, end, owner = _edges(polygons)
    edge, row = _crossed_rows(start[:, 1], end[:, 1], grid)
    lat = grid.south + (row + 0.5) * grid.cell
    along = (lat - start[edge, 1]) / (end[edge, 1] - start[edge, 1])
    lon = start[edge, 0] + along * (end[edge, 0] - start[edge, 0])
    column = np.ceil((lon - grid.west) / grid.cell - 0.5).astype(np.int64)
    enters = np.where(end[edge, 1] < start[edge, 1], 1, -1).astype(np.int32)
    at = row * grid.columns + np.clip(column, 0, grid.columns - 1)
    return _summed(at, enters * owner[edge], grid), _summed(at, enters, grid)


def _summed(at: NDArray[np.int64], step: NDArray[Any], grid: Grid) -> Codes:
    cells = grid.rows * grid.columns
    steps = np.bincount(at, weights=step, minlength=cells).reshape(grid.rows, grid.columns)
    return np.cumsum(steps, axis=1).astype(np.int16)


def _crossed_rows(low: Floats, high: Floats, grid: Grid) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For every edge the rows whose line of centres it crosses, its lower end belonging to it: (edge, row) pairs."""
    bottom, top = np.minimum(low, high), np.maximum(low, high)
    first = np.ceil((bottom - grid.south) / grid.cell - 0.5).astype(np.int64)
    after = np.ceil((top - grid.south) / grid.cell - 0.5).astype(np.int64)
    edge = np.repeat(np.arange(low.size), after - first)
    return edge, np.arange(edge.size) - np.repeat(np.cumsum(after - first) - after, after - first)


def _near_lines(polygons: NDArray[Any], grid: Grid) -> NDArray[np.bool_]:
    """The cells that an edge touches, and their eight neighbours.

    Edges are sampled every half cell: a cell that one passes through between two samples is a neighbour of theirs.
    """
    start, end, _ = _edges(polygons)
    length = np.abs(end - start).max(axis=1) / grid.cell
    count = np.ceil(2 * length).astype(np.int64) + 1
    edge = np.repeat(np.arange(count.size), count)
    step = np.arange(edge.size) - np.repeat(np.cumsum(count) - count, count)
    share = (step / count[edge])[:, np.newaxis]
    samples = start[edge] + share * (end[edge] - start[edge])
    touched = np.zeros(grid.rows * grid.columns, dtype=np.bool_)
    touched[grid.numbers(samples[:, 0], samples[:, 1])] = True
    return _grown(_grown(touched.reshape(grid.rows, grid.columns)).T).T


def _grown(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The mask with each row's upper and lower neighbour added."""
    grown = mask.copy()
    grown[1:] |= mask[:-1]
    grown[:-1] |= mask[1:]
    return grown
