"""Geodesic distances of many points from points, lines and areas, for all pairs within reach at once.

The nearest part of a line or an area is found on a conformal plane, where distances are off by up to 0.5 % but their
order around a place is true; the distance to it is then measured on the ellipsoid (Karney 2013). As GeoJSON has it (RFC
7946), the line between two vertices is straight in degrees. The tests find less than 1 m to a dense line measured with
pyproj's `Geod`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo.places.measure import CONFORMAL, distance_km, project, unproject

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["Pairs", "flat_shapes", "geodesic_km", "nearest_km", "pairs_within"]

_DENSE_DEG = 0.04
"""Lines get a vertex at least so often (about 4 km): between them, straight in degrees is straight on the plane."""

_SLACK = 1.02
"""Lengths on the plane are off by less than this in and around the region."""

_NOTHING_KM = 1e-9
"""What is left of no distance by the way to the plane and back."""

Floats = NDArray[np.float64]
Shapes = NDArray[np.object_]


def flat_shapes(geometries: Sequence[dict[str, Any]]) -> Shapes:
    """Geometries of GeoJSON (EPSG:4326 degrees) on the conformal plane, in metres."""
    import shapely
    from shapely.geometry import shape

    shapes: list[BaseGeometry] = [shape(geometry) for geometry in geometries]
    dense = shapely.segmentize(np.array(shapes, np.object_), _DENSE_DEG)

    def flat(x: Any, y: Any) -> Any:
        return project(x, y, CONFORMAL)

    found: Shapes = np.asarray(shapely.transform(dense, flat, interleaved=False), np.object_)
    return found


def geodesic_km(lon: ArrayLike, lat: ArrayLike, shapes: Shapes) -> Floats:
    """The geodesic distance of each point (degrees, shape n) from its shape on the plane (shape n, or one), in km.

    Inside an area it is 0.
    """
    import shapely

    lon, lat = np.asarray(lon, np.float64), np.asarray(lat, np.float64)
    lines = shapely.shortest_line(shapes, shapely.points(*project(lon, lat, CONFORMAL)))
    feet = shapely.get_coordinates(lines)[::2]
    km = distance_km(lon, lat, *unproject(feet[:, 0], feet[:, 1], CONFORMAL))
    return np.where(km < _NOTHING_KM, 0.0, km)


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Points within reach of shapes: the positions of both, ordered by shape, and the distance in km (shape pairs)."""

    shape: NDArray[np.int32]
    point: NDArray[np.int32]
    km: Floats


def pairs_within(lon: Floats, lat: Floats, shapes: Shapes, km: float) -> Pairs:
    """All pairs of a shape on the plane and a point (degrees, finite) with a geodesic distance of ``km`` at most."""
    import shapely

    tree = shapely.STRtree(shapely.points(*project(lon, lat, CONFORMAL)))
    at, point = tree.query(shapes, "dwithin", km * 1000.0 * _SLACK)
    order = np.lexsort((point, at))
    at, point = at[order], point[order]
    found = geodesic_km(lon[point], lat[point], shapes[at])
    kept = found <= km
    return Pairs(at[kept].astype(np.int32), point[kept].astype(np.int32), found[kept])


def nearest_km(lon: Floats, lat: Floats, shapes: Shapes) -> Floats:
    """The geodesic distance of each shape on the plane (shape n) from the nearest of some points, in km (shape n)."""
    import shapely

    if not len(lon) or not len(shapes):
        return np.full(len(shapes), np.nan)
    tree = shapely.STRtree(shapely.points(*project(lon, lat, CONFORMAL)))
    _, metres = tree.query_nearest(shapes, all_matches=False, return_distance=True)
    at, point = tree.query(shapes, "dwithin", metres * _SLACK + 1.0)
    found = np.full(len(shapes), np.inf)
    np.minimum.at(found, at, geodesic_km(lon[point], lat[point], shapes[at]))
    return found
