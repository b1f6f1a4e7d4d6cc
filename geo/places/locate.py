"""The district of each point, and whether a district line is so near that the answer is doubtful."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property, partial

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo.places.measure import CONFORMAL, project, unproject
from geo.places.raster import PolygonRaster

__all__ = ["NEAR_BOUNDARY_KM", "DistrictLocator", "Located", "bundled_locator"]

NEAR_BOUNDARY_KM = 5.0


@dataclass(frozen=True, slots=True)
class Located:
    """For each point its district (row of the layer, -1 outside) and whether a district line is within 5 km."""

    district: NDArray[np.int16]
    near_boundary: NDArray[np.bool_]


class DistrictLocator:
    """Districts of points by a layer of polygons: the bundled one, or a user layer.

    Parameters
    ----------
    polygons
        Valid polygons in EPSG:4326; the answers are positions.
    """

    def __init__(self, polygons: NDArray[np.object_]) -> None:
        self._polygons = polygons

    def district_of(self, lon: ArrayLike, lat: ArrayLike) -> NDArray[np.int16]:
        """The district of each point, -1 outside all and for missing coordinates; degrees, one dimension.

        A point on a line between districts is in the one that comes first in the layer, a point on the outer line
        is in: the answers of ``geopandas.sjoin(predicate="intersects")`` with the first match kept.
        """
        return self._districts.find(lon, lat)

    def near_boundary(self, lon: ArrayLike, lat: ArrayLike) -> NDArray[np.bool_]:
        """Whether a district line, the outer ones included, is within 5 km of each point; degrees, one dimension.

        The lines are buffered once in a conformal projection of the region and the result is converted back to
        degrees. Against geodesic distances the limit is off by less than 25 m (0.5 %), a fraction of what the
        generalised lines themselves are off.
        """
        return self._zone.find(lon, lat) >= 0

    def locate(self, lon: ArrayLike, lat: ArrayLike) -> Located:
        """Both answers together."""
        return Located(self.district_of(lon, lat), self.near_boundary(lon, lat))

    @cached_property
    def _districts(self) -> PolygonRaster:
        return PolygonRaster(list(self._polygons))

    @cached_property
    def _zone(self) -> PolygonRaster:
        return PolygonRaster([_zone_around_lines(self._polygons)])


def _zone_around_lines(polygons: NDArray[np.object_]) -> object:
    """The area within `NEAR_BOUNDARY_KM` of any outline, in degrees."""
    import shapely

    lines = shapely.union_all(shapely.boundary(polygons))
    # A long line that is straight in degrees is bent in the plane: split, its chords stay within 2 m of it.
    split = shapely.segmentize(lines, 0.1)
    flat = shapely.transform(split, partial(project, crs=CONFORMAL), interleaved=False)
    zone = shapely.buffer(flat, NEAR_BOUNDARY_KM * 1000.0, quad_segs=16)
    return shapely.make_valid(shapely.transform(zone, partial(unproject, crs=CONFORMAL), interleaved=False))


@cache
def bundled_locator() -> DistrictLocator:
    """The locator of the bundled districts; its answers are the district numbers of the gazetteer."""
    from geo.places.boundaries import district_polygons

    return DistrictLocator(district_polygons())
