"""Measuring on the ellipsoid (WGS84), and the two projections of the region; the only module that imports pyproj.

Areas and distances that are shown to the user are geodesic (Karney, "Algorithms for geodesics", 2013, as pyproj's
`Geod` computes them). Grids and densities need a plane of equal area, buffers one that keeps shapes: both are conic,
with standard parallels chosen for 24-37° N.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from threading import local
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo.errors import FileRefused

if TYPE_CHECKING:
    from pyproj import Geod, Transformer

__all__ = [
    "CONFORMAL",
    "EQUAL_AREA",
    "LONLAT",
    "distance_km",
    "geodesic_area_km2",
    "project",
    "to_lonlat",
    "unproject",
]

Floats = NDArray[np.float64]

LONLAT = "EPSG:4326"
"""The CRS of everything that is stored: degrees, longitude first."""

EQUAL_AREA = "+proj=aea +lat_1=26.5 +lat_2=35 +lat_0=31 +lon_0=67.5 +datum=WGS84 +units=m +no_defs"
"""Albers: areas are true; lengths are off by at most 0.5 % within 24-37° N."""

CONFORMAL = "+proj=lcc +lat_1=26.5 +lat_2=35 +lat_0=31 +lon_0=67.5 +datum=WGS84 +units=m +no_defs"
"""Lambert: shapes are true, lengths the same in every direction and off by at most 0.5 % within 24-37° N."""


@cache
def _ellipsoid() -> Geod:
    from pyproj import Geod

    return Geod(ellps="WGS84")


class _Kept(local):
    """The transformations of a thread. PROJ ties each to the thread that made it, and they end together."""

    def __init__(self) -> None:
        self.transformers: dict[str, Transformer] = {}


_kept = _Kept()


def _transformer(crs: str) -> Transformer:
    """A transformation from degrees, made once in each thread: it takes a thousand times as long as its use."""
    from pyproj import Transformer

    if crs not in _kept.transformers:
        _kept.transformers[crs] = Transformer.from_crs(LONLAT, crs, always_xy=True)
    return _kept.transformers[crs]


def geodesic_area_km2(shapes: Iterable[Any]) -> Floats:
    """The area of each polygon in km², without holes; shapely geometries in EPSG:4326 degrees."""
    from shapely.geometry.polygon import orient

    geod = _ellipsoid()
    rings = ([orient(part) for part in getattr(shape, "geoms", [shape])] for shape in shapes)
    areas = [sum(geod.geometry_area_perimeter(part)[0] for part in parts) for parts in rings]
    return np.array(areas, dtype=np.float64) / 1e6


def distance_km(lon1: ArrayLike, lat1: ArrayLike, lon2: ArrayLike, lat2: ArrayLike) -> Floats:
    """The geodesic distance between two points in km; degrees, arrays broadcast against each other."""
    x1, y1, x2, y2 = np.broadcast_arrays(*(np.asarray(v, dtype=np.float64) for v in (lon1, lat1, lon2, lat2)))
    _, _, metres = _ellipsoid().inv(x1, y1, x2, y2)
    return np.asarray(metres, dtype=np.float64) / 1e3


def project(lon: ArrayLike, lat: ArrayLike, crs: str = EQUAL_AREA) -> tuple[Floats, Floats]:
    """Degrees to metres east and north in the plane of a CRS, the equal-area one of the region by default."""
    x_m, y_m = _transformer(crs).transform(np.asarray(lon, dtype=np.float64), np.asarray(lat, dtype=np.float64))
    return np.asarray(x_m), np.asarray(y_m)


def to_lonlat(x: Iterable[float], y: Iterable[float], crs: str) -> list[tuple[float, float]]:
    """Coordinates of any CRS (``EPSG:32642``, or its WKT), x before y, as degrees of longitude and latitude.

    Raises
    ------
    FileRefused
        If there is no such CRS.
    """
    from pyproj.exceptions import ProjError

    try:
        lon, lat = unproject(np.fromiter(x, np.float64), np.fromiter(y, np.float64), crs)
    except ProjError as error:
        raise FileRefused(f"The coordinate system {crs[:60]!r} is not known. Save the file in EPSG:4326.") from error
    return list(zip(lon.tolist(), lat.tolist(), strict=True))


def unproject(x_m: ArrayLike, y_m: ArrayLike, crs: str = EQUAL_AREA) -> tuple[Floats, Floats]:
    """Metres in the plane of a CRS back to degrees of longitude and latitude; the inverse of `project`."""
    x, y = np.asarray(x_m, dtype=np.float64), np.asarray(y_m, dtype=np.float64)
    lon, lat = _transformer(crs).transform(x, y, direction="INVERSE")
    return np.asarray(lon), np.asarray(lat)
