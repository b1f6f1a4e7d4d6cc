"""Which districts touch, and how much of each lies in the cells of a grid."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.places.boundaries import district_polygons
from geo.places.gazetteer import Gazetteer
from geo.places.measure import EQUAL_AREA, project
from geo.places.records import DrawnDistrict
from geo.places.user_districts import UserDistricts

__all__ = [
    "SharedAreas",
    "box_of",
    "district_holding",
    "drawn_polygons",
    "flattened",
    "middles",
    "shared_areas",
    "touching",
]

GAP_DEGREES = 0.001
"""Polygons of a user layer that are at most so far apart (about 100 m) count as touching: few layers fit exactly."""

_SEGMENT_DEGREES = 0.1
_Floats = NDArray[np.float64]
_Ints = NDArray[np.int64]


class SharedAreas(NamedTuple):
    """Pairs of a cell and a polygon that overlap: their positions, and the area in km²."""

    cell: _Ints
    polygon: _Ints
    area_km2: _Floats


def drawn_polygons(gazetteer: Gazetteer) -> NDArray[np.object_]:
    """The polygons of the drawn districts in their order; shapely geometries in degrees, EPSG:4326."""
    if not isinstance(gazetteer, UserDistricts):
        return district_polygons()
    polygons = np.empty(len(gazetteer.features), object)
    polygons[:] = [shapely.geometry.shape(feature.geometry) for feature in gazetteer.features]
    return polygons


def box_of(polygons: NDArray[np.object_]) -> tuple[float, float, float, float]:
    """West, south, east and north of some polygons together, degrees."""
    west, south, east, north = shapely.total_bounds(polygons).tolist()
    return west, south, east, north


def touching(polygons: Sequence[Any] | NDArray[np.object_]) -> tuple[_Ints, _Ints]:
    """The pairs of polygons that share at least a point of their outlines (queen contiguity), each in both orders.

    Gaps of up to `GAP_DEGREES` count as touching.
    """
    shapes = np.asarray(polygons, object)
    one, other = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=GAP_DEGREES)
    apart = one != other
    order = np.lexsort((other[apart], one[apart]))
    return one[apart][order].astype(np.int64), other[apart][order].astype(np.int64)


def middles(polygons: NDArray[np.object_]) -> tuple[_Floats, _Floats]:
    """Longitude and latitude of a point inside each polygon."""
    points = shapely.point_on_surface(polygons)
    return shapely.get_x(points), shapely.get_y(points)


def flattened(polygons: NDArray[np.object_]) -> NDArray[np.object_]:
    """Shapely geometries in degrees (EPSG:4326) in metres of the equal-area projection."""
    flat = shapely.transform(
        shapely.segmentize(polygons, _SEGMENT_DEGREES), partial(project, crs=EQUAL_AREA), interleaved=False
    )
    flat = shapely.make_valid(flat)
    shapely.prepare(flat)
    return np.asarray(flat, object)


def shared_areas(rings: _Floats, flat: NDArray[np.object_]) -> SharedAreas:
    """The area that each cell shares with each polygon.

    Parameters
    ----------
    rings
        The corners of each cell in metres of the equal-area projection, shape (cells, corners, 2), not closed.
    flat
        The polygons, as `flattened` gives them.
    """
    cells = shapely.polygons(np.concatenate((rings, rings[:, :1]), axis=1))
    polygon, cell = shapely.STRtree(cells).query(flat, predicate="intersects")
    whole = shapely.contains_properly(flat[polygon], cells[cell])
    areas = shapely.area(cells[cell])
    cut = ~whole
    areas[cut] = shapely.area(shapely.intersection(flat[polygon[cut]], cells[cell[cut]]))
    kept = areas > 0
    return SharedAreas(cell[kept].astype(np.int64), polygon[kept].astype(np.int64), areas[kept] / 1e6)


def district_holding(gazetteer: Gazetteer, lon: float, lat: float) -> DrawnDistrict | None:
    """The drawn district in which a point (degrees) lies, the first of several; ``None`` outside all."""
    inside = np.flatnonzero(shapely.intersects_xy(drawn_polygons(gazetteer), lon, lat))
    return gazetteer.drawn[int(inside[0])] if len(inside) else None


def polygon_of(ring: Sequence[float]) -> Any:
    """A polygon from the longitudes and latitudes of its edge in turn."""
    from shapely import Polygon

    return Polygon(np.reshape(ring, (-1, 2)))
