"""Places for the label of an area: points well inside it, those with most space first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache, reduce
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["Holds", "holds_points", "label_places", "label_points"]

_SQUEEZE = 0.4
"""A label is wider than high: distances along a parallel count less."""

_APART = 1 / 8
_TOLERANCE = 1 / 200
_GRID = 32

_Floats = npt.NDArray[np.float64]

Holds = Callable[[_Floats, _Floats], npt.NDArray[np.bool_]]
"""Tells which points, given by their x and y, lie in an area."""


def label_places(rings: list[list[float]], count: int, apart: float = _APART) -> list[list[float]]:
    """Up to ``count`` places ``[lon, lat, width]`` inside an area, the most spacious first, apart from each other.

    Parameters
    ----------
    rings
        Flat lists of degrees ``[lon, lat, lon, lat, …]``, outer rings and holes alike (even-odd rule).
    apart
        Least distance between two places along a parallel or a meridian, as a share of the extent of the area.

    Notes
    -----
    The room of a place is its distance to the outline, with the horizontal counted at 40 %. The first place is the
    centre of the largest circle inside; the others are points of a grid, so that all of them have as much room as they
    can. ``width`` is the free length of the parallel through the place, in degrees of longitude.
    """
    area = _area(rings)
    return [_place(area, lon, lat) for lon, lat in _points(area, count, apart)]


def label_points(rings: list[list[float]], count: int, apart: float = _APART) -> list[list[float]]:
    """The places of `label_places` as ``[lon, lat]``, without their widths, which take most of the time."""
    return [[lon, lat] for lon, lat in _kept_points(tuple(map(tuple, rings)), count, apart)]


@lru_cache(256)
def _kept_points(rings: tuple[tuple[float, ...], ...], count: int, apart: float) -> list[tuple[float, float]]:
    return [(round(float(lon), 4), round(float(lat), 4)) for lon, lat in _points(_area(rings), count, apart)]


def holds_points(rings: list[_Floats]) -> Holds:
    """A function that tells which points lie in any of some rings (shape n, 2), prepared for many points."""
    import shapely

    area = shapely.union_all(shapely.make_valid([shapely.polygons(ring) for ring in rings]))
    shapely.prepare(area)
    return lambda x, y: np.asarray(shapely.contains_xy(area, x, y), np.bool_)


def _points(area: Any, count: int, apart: float) -> list[_Floats]:
    import shapely

    if shapely.is_empty(area):
        return []
    west, south, east, north = shapely.bounds(area)
    extent = max(east - west, north - south)
    points = _roomiest_first(shapely.transform(area, lambda points: points * [_SQUEEZE, 1.0]), extent)
    return _apart(points / [_SQUEEZE, 1.0], extent * apart, count)


def _roomiest_first(area: Any, extent: float) -> _Floats:
    """The centre of the largest circle in an area, then points of a grid inside by their distance to the outline."""
    import shapely

    centre = shapely.get_coordinates(shapely.maximum_inscribed_circle(area, tolerance=extent * _TOLERANCE))[:1]
    west, south, east, north = shapely.bounds(area)
    steps = (np.arange(_GRID) + 0.5) / _GRID
    x, y = (grid.ravel() for grid in np.meshgrid(west + steps * (east - west), south + steps * (north - south)))
    shapely.prepare(area)
    grid = np.column_stack([x, y])[shapely.contains_xy(area, x, y)]
    room = shapely.distance(shapely.boundary(area), shapely.points(grid))
    return np.vstack([centre, grid[np.argsort(-room, kind="stable")]])


def _apart(points: _Floats, gap: float, count: int) -> list[_Floats]:
    """The first ``count`` points of which none is nearer than a gap to one before it."""
    chosen: list[_Floats] = []
    while len(points) and len(chosen) < count:
        chosen.append(points[0])
        points = points[np.abs(points - points[0]).max(axis=1) >= gap]
    return chosen


def _area(rings: Sequence[Sequence[float]]) -> Any:
    """The rings as one valid polygon or several; empty if they enclose nothing. Spikes without a width are dropped."""
    import shapely

    shapes = [shapely.polygons(np.reshape(np.asarray(ring, np.float64), (-1, 2))) for ring in rings]
    return shapely.buffer(reduce(shapely.symmetric_difference, shapely.make_valid(shapes)), 0.0)


def _place(area: Any, lon: float, lat: float) -> list[float]:
    import shapely

    west, _, east, _ = shapely.bounds(area)
    parallel = shapely.intersection(area, shapely.linestrings([[west - 1, lat], [east + 1, lat]]))
    stretches: npt.NDArray[np.float64] = shapely.bounds(shapely.get_parts(parallel))
    here = stretches[(stretches[:, 0] <= lon) & (lon <= stretches[:, 2])]
    width = float((here[:, 2] - here[:, 0]).max(initial=0.0))
    return [round(float(lon), 4), round(float(lat), 4), round(width, 4)]
