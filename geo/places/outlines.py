"""Where districts lie, and how far a point is from their lines: without the geometry libraries, and so at once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from geo import assets

__all__ = ["NEAR_KM", "district_bounds", "is_near_line", "line_distance_km"]

NEAR_KM = 5.0
_KM_A_DEGREE = 111.2


@cache
def _boxes() -> dict[str, tuple[float, float, float, float]]:
    layer = json.loads(assets.read_text("boundaries", "districts.geojson"))
    return {feature["properties"]["name"]: _box(feature["geometry"]["coordinates"]) for feature in layer["features"]}


def district_bounds(name: str) -> tuple[float, float, float, float]:
    """West, south, east and north of a drawn district, degrees, EPSG:4326; ``KeyError`` if none has that name."""
    return _boxes()[name]


def line_distance_km(lon: float, lat: float) -> float:
    """How far a point (degrees, EPSG:4326) is from the nearest district line, in km.

    Worked out on a plane that touches the Earth at the point: within 1 % up to some 20 km.
    """
    scale = np.array([_KM_A_DEGREE * np.cos(np.radians(lat)), _KM_A_DEGREE])
    start, end = ((ends - (lon, lat)) * scale for ends in _segments())
    along = end - start
    length = np.maximum((along**2).sum(axis=1), 1e-12)
    share = np.clip(-(start * along).sum(axis=1) / length, 0.0, 1.0)
    nearest = start + share[:, None] * along
    return float(np.sqrt((nearest**2).sum(axis=1).min()))


def is_near_line(lon: float, lat: float) -> bool:
    """Whether a point is so near a district line (`NEAR_KM`) that it may lie in the next district."""
    return line_distance_km(lon, lat) <= NEAR_KM


@cache
def _segments() -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """First and last points of all stretches of the district lines."""
    layer = json.loads(assets.read_text("boundaries", "districts.geojson"))
    rings = [np.array(ring) for feature in layer["features"] for ring in _rings(feature["geometry"]["coordinates"])]
    return np.vstack([ring[:-1] for ring in rings]), np.vstack([ring[1:] for ring in rings])


def _rings(coordinates: Any) -> Iterator[Any]:
    if isinstance(coordinates[0][0], (int, float)):
        yield coordinates
    else:
        for part in coordinates:
            yield from _rings(part)


def _box(coordinates: Any) -> tuple[float, float, float, float]:
    points = list(_points(coordinates))
    lons, lats = [lon for lon, _ in points], [lat for _, lat in points]
    return min(lons), min(lats), max(lons), max(lats)


def _points(coordinates: Any) -> Iterator[tuple[float, float]]:
    if isinstance(coordinates[0], (int, float)):
        yield coordinates[0], coordinates[1]
    else:
        for part in coordinates:
            yield from _points(part)
