"""Places in place of a point: the middle of the cell of a grid that holds it, and the label point of its district."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from geo.places.gazetteer import Gazetteer
from geo.places.measure import project, unproject

__all__ = ["cell_middles", "district_points"]

_Floats = npt.NDArray[np.float64]
_DECIMALS = 5
"""About a metre."""


def cell_middles(lon: _Floats, lat: _Floats, km: float) -> tuple[_Floats, _Floats]:
    """The middle of the square of ``km`` that holds each point, in degrees (shapes n); the same for all in a square.

    The squares are those of the equal-area plane of `geo.places.measure.EQUAL_AREA`, counted from its origin.
    """
    side_m = km * 1000.0
    x_m, y_m = ((np.floor(part / side_m) + 0.5) * side_m for part in project(lon, lat))
    middle_lon, middle_lat = unproject(x_m, y_m)
    return np.round(middle_lon, _DECIMALS), np.round(middle_lat, _DECIMALS)


def district_points(gazetteer: Gazetteer, numbers: Iterable[int]) -> dict[int, tuple[float, float]]:
    """Longitude and latitude of the place for the label of drawn districts, by their number."""
    import shapely

    from geo.places.adjacency import drawn_polygons
    from geo.places.label_anchors import label_points

    polygons = drawn_polygons(gazetteer)
    found = {}
    for number in numbers:
        rings = [
            shapely.get_coordinates(ring).ravel().tolist()
            for part in shapely.get_parts(polygons[number])
            for ring in (part.exterior, *part.interiors)
        ]
        ((lon, lat),) = label_points(rings, 1)
        found[number] = lon, lat
    return found
