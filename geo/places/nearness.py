"""The distance of a point from a district: to the nearest part of its polygon, not to its centre."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from geo.places.measure import CONFORMAL, project

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import ArrayLike, NDArray

__all__ = ["distances_to_districts_km"]


@cache
def _flat_districts() -> NDArray[np.object_]:
    """The polygons in the conformal plane, by district number."""
    import shapely

    from geo.places.boundaries import district_polygons

    def flat(x: Any, y: Any) -> Any:
        return project(x, y, CONFORMAL)

    polygons: NDArray[np.object_] = shapely.transform(district_polygons(), flat, interleaved=False)
    return polygons


def distances_to_districts_km(lon: ArrayLike, lat: ArrayLike, districts: Sequence[int]) -> NDArray[np.float64]:
    """From each point (EPSG:4326 degrees, shape n) to the polygon of its district number, in km (shape n).

    A point inside has 0; lengths are off by at most 0.5 %.
    """
    import numpy as np
    import shapely

    points = shapely.points(*project(lon, lat, CONFORMAL))
    return np.asarray(shapely.distance(points, _flat_districts()[list(districts)]) / 1000.0)
