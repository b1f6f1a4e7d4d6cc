"""Places for the label of an area: points well inside it, those with most space first."""

from __future__ import annotations

from functools import reduce
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["label_places"]

_SQUEEZE = 0.4
"""A label is wider than high: distances along a parallel count less."""

_APART = 1 / 8
_TOLERANCE = 1 / 200


def label_places(rings: list[list[float]], count: int) -> list[list[float]]:
    """Up to ``count`` places ``[lon, lat, width]`` inside an area, the most spacious first, apart from each other.

    Parameters
    ----------
    rings
        Flat lists of degrees ``[lon, lat, lon, lat, …]``, outer rings and holes alike (even-odd rule).

    Notes
    -----
    A place is the centre of the largest circle in what is left of the area after a box around each place before was
    cut out, with the horizontal counted at 40 %. ``width`` is the free length of the parallel through the place, in
    degrees of longitude.
    """
    import shapely

    area = _area(rings)
    west, south, east, north = shapely.bounds(area)
    extent = max(east - west, north - south)
    left = shapely.transform(area, lambda points: points * [_SQUEEZE, 1.0])
    places: list[list[float]] = []
    while len(places) < count and shapely.area(left) > 0:
        circle = shapely.maximum_inscribed_circle(left, tolerance=extent * _TOLERANCE)
        x, y = shapely.get_coordinates(circle)[0]
        half = extent * _APART
        left = shapely.difference(left, shapely.box(x - half * _SQUEEZE, y - half, x + half * _SQUEEZE, y + half))
        places.append(_place(area, x / _SQUEEZE, y))
    return places


def _area(rings: list[list[float]]) -> Any:
    """The rings as one valid polygon or several."""
    import shapely

    shapes = [shapely.polygons(np.reshape(np.asarray(ring, np.float64), (-1, 2))) for ring in rings]
    return reduce(shapely.symmetric_difference, shapely.make_valid(shapes))


def _place(area: Any, lon: float, lat: float) -> list[float]:
    import shapely

    west, _, east, _ = shapely.bounds(area)
    parallel = shapely.intersection(area, shapely.linestrings([[west - 1, lat], [east + 1, lat]]))
    stretches: npt.NDArray[np.float64] = shapely.bounds(shapely.get_parts(parallel))
    here = stretches[(stretches[:, 0] <= lon) & (lon <= stretches[:, 2])]
    width = float((here[:, 2] - here[:, 0]).max(initial=0.0))
    return [round(float(lon), 4), round(float(lat), 4), round(width, 4)]
