"""Where the label of an area may stand: points well inside it, the roomiest first."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt

__all__ = ["label_places"]

_GRID = 16
_Floats = npt.NDArray[np.float64]


def label_places(rings: list[list[float]], count: int) -> list[list[float]]:
    """Up to ``count`` places ``[lon, lat, width]`` inside an area, the roomiest first and apart from each other.

    Parameters
    ----------
    rings
        Flat lists of degrees ``[lon, lat, lon, lat, …]``, outer rings and holes alike (even-odd rule).

    Notes
    -----
    A grid of points is tried. A label is wider than high, so that the room of a point is its distance to the
    nearest line with the horizontal counted at 40 %. ``width`` is the free length of the parallel through the
    place, in degrees of longitude.
    """
    starts, ends = _segments(rings)
    points = _grid_inside(starts, ends)
    room = _room(points, starts, ends)
    chosen = _apart(points[np.argsort(-room, kind="stable")], np.ptp(starts, axis=0).max() / 8, count)
    return [_place(point, starts, ends) for point in chosen]


def _segments(rings: list[list[float]]) -> tuple[_Floats, _Floats]:
    pairs = [pair for ring in rings for pair in pairwise(np.reshape(ring, (-1, 2)))]
    starts, ends = np.asarray(pairs, dtype=np.float64).transpose(1, 0, 2)
    return starts, ends


def _grid_inside(starts: _Floats, ends: _Floats) -> _Floats:
    low, high = starts.min(axis=0), starts.max(axis=0)
    steps = (np.arange(_GRID) + 0.5) / _GRID
    lon, lat = np.meshgrid(low[0] + steps * (high[0] - low[0]), low[1] + steps * (high[1] - low[1]))
    points = np.column_stack([lon.ravel(), lat.ravel()])
    rows = [_crossings(row_lat, starts, ends) for row_lat in lat[:, 0]]
    inside = [np.count_nonzero(row[None, :] > lon[0][:, None], axis=1) % 2 == 1 for row in rows]
    found: _Floats = points[np.concatenate(inside)]
    return found


def _crossings(lat: float, starts: _Floats, ends: _Floats) -> _Floats:
    """Longitudes at which the lines cross a parallel, in order."""
    cross = (starts[:, 1] > lat) != (ends[:, 1] > lat)
    a, b = starts[cross], ends[cross]
    crossings: _Floats = a[:, 0] + (lat - a[:, 1]) / (b[:, 1] - a[:, 1]) * (b[:, 0] - a[:, 0])
    crossings.sort()
    return crossings


def _room(points: _Floats, starts: _Floats, ends: _Floats) -> _Floats:
    squeeze = np.array([0.4, 1.0])
    a, b = starts * squeeze, ends * squeeze
    along = b - a
    length2 = np.maximum((along**2).sum(axis=1), 1e-18)
    rooms = np.empty(len(points))
    for i, point in enumerate(points * squeeze):
        t = np.clip(((point - a) * along).sum(axis=1) / length2, 0.0, 1.0)
        rooms[i] = np.sqrt(((a + t[:, None] * along - point) ** 2).sum(axis=1).min())
    return rooms


def _apart(points: _Floats, gap: float, count: int) -> list[_Floats]:
    chosen: list[_Floats] = []
    for point in points:
        if len(chosen) == count:
            break
        if all(np.abs(point - other).max() >= gap for other in chosen):
            chosen.append(point)
    return chosen


def _place(point: _Floats, starts: _Floats, ends: _Floats) -> list[float]:
    crossings = _crossings(float(point[1]), starts, ends)
    after = int(np.searchsorted(crossings, point[0]))
    return [round(float(c), 4) for c in (point[0], point[1], crossings[after] - crossings[after - 1])]
