"""The bounding boxes of the drawn districts, which of them holds a point, and how far it is from their lines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from geo import assets

__all__ = ["NEAR_LINE_KM", "district_bounds", "is_near_line", "line_distance_km", "numbers_at", "rings"]

NEAR_LINE_KM = 5.0
_KM_A_DEGREE = 111.2

_Floats = npt.NDArray[np.float64]


def district_bounds(name: str) -> tuple[float, float, float, float]:
    """West, south, east and north of a drawn district, degrees, EPSG:4326; ``KeyError`` if none has that name."""
    return _boxes()[name]


@lru_cache(10_000)
def is_near_line(lon: float, lat: float) -> bool:
    """Whether a point is so near a district line (`NEAR_LINE_KM`) that it may lie in the next district."""
    return line_distance_km(lon, lat, NEAR_LINE_KM) <= NEAR_LINE_KM


def line_distance_km(lon: float, lat: float, most: float = np.inf) -> float:
    """The distance of a point (degrees, EPSG:4326) from the nearest district line, in km; infinite beyond ``most``.

    Computed on a plane that touches the Earth at the point: within 1 % up to some 20 km.
    """
    west, south, east, north = _segment_boxes()
    up = most / _KM_A_DEGREE
    aside = up / np.cos(np.radians(lat))
    beside = (west <= lon + aside) & (east >= lon - aside) & (south <= lat + up) & (north >= lat - up)
    segments = _segments()[beside]
    if not len(segments):
        return np.inf
    scale = np.array([_KM_A_DEGREE * np.cos(np.radians(lat)), _KM_A_DEGREE])
    starts, ends = ((segments[:, end] - (lon, lat)) * scale for end in (0, 1))
    along = ends - starts
    length = np.einsum("ij,ij->i", along, along)
    share = -np.einsum("ij,ij->i", starts, along) / np.where(length > 0, length, 1.0)
    nearest = starts + np.clip(share, 0.0, 1.0)[:, None] * along
    return float(np.sqrt(np.einsum("ij,ij->i", nearest, nearest).min()))


def numbers_at(names: Sequence[str], lon: _Floats, lat: _Floats) -> npt.NDArray[np.int32]:
    """The drawn district of each point.

    Without shapely: each outline is crossed by a ray from the points in its box, and an odd number of crossings is
    inside (the even-odd rule).

    Parameters
    ----------
    names
        The drawn districts that are looked for.
    lon, lat
        Degrees, EPSG:4326 (shape n); NaN is in none.

    Returns
    -------
    array of int, shape n
        The position of the first of these districts that holds the point; -1 outside all.
    """
    numbers = np.full(len(lon), -1, np.int32)
    for number, name in enumerate(names):
        west, south, east, north = _boxes()[name]
        near = np.flatnonzero((numbers < 0) & (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north))
        numbers[near[_is_inside(_outlines()[name], lon[near], lat[near])]] = number
    return numbers


def _is_inside(edges: _Floats, lon: _Floats, lat: _Floats) -> npt.NDArray[np.bool_]:
    """Whether each point lies in an outline; a loop over the fewer of points and edges, arrays of the others."""
    inside = np.zeros(len(lon), np.bool_)
    if len(lon) < len(edges):
        x0, y0, y1, slope = edges.T
        for i, (x, y) in enumerate(zip(lon.tolist(), lat.tolist(), strict=True)):
            crosses = (y < y0) != (y < y1)
            inside[i] = np.count_nonzero(crosses & (x < x0 + (y - y0) * slope)) % 2
        return inside
    for x0, y0, y1, slope in edges.tolist():
        crosses = (lat < y0) != (lat < y1)
        inside ^= crosses & (lon < x0 + (lat - y0) * slope)
    return inside


@cache
def _outlines() -> dict[str, _Floats]:
    return {feature["properties"]["name"]: _edges(feature["geometry"]["coordinates"]) for feature in _features()}


def _edges(coordinates: Any) -> _Floats:
    """The edges of all rings that a ray to the east can cross: x and y of one end, y of the other, dx / dy (n x 4)."""
    points = [np.array(ring, float) for ring in rings(coordinates)]
    x0, y0, x1, y1 = np.vstack([np.hstack([ring[:-1], ring[1:]]) for ring in points]).T
    slanted = y0 != y1
    x0, y0, x1, y1 = x0[slanted], y0[slanted], x1[slanted], y1[slanted]
    return np.column_stack([x0, y0, y1, (x1 - x0) / (y1 - y0)])


@cache
def _segments() -> _Floats:
    """The segments of the rings of all districts in degrees (shape n x 2 ends x 2)."""
    lines = [np.array(ring, float) for feature in _features() for ring in rings(feature["geometry"]["coordinates"])]
    return np.concatenate([np.stack((ring[:-1], ring[1:]), axis=1) for ring in lines])


@cache
def _segment_boxes() -> tuple[_Floats, _Floats, _Floats, _Floats]:
    """West, south, east and north of each segment (shape n)."""
    low, high = _segments().min(axis=1), _segments().max(axis=1)
    west, south, east, north = map(np.ascontiguousarray, (low[:, 0], low[:, 1], high[:, 0], high[:, 1]))
    return west, south, east, north


@cache
def _boxes() -> dict[str, tuple[float, float, float, float]]:
    """Without shapely: boxes are needed before anything heavy may be imported."""
    return {feature["properties"]["name"]: _box(feature["geometry"]["coordinates"]) for feature in _features()}


def _features() -> list[dict[str, Any]]:
    features: list[dict[str, Any]] = json.loads(assets.read_text("boundaries", "districts.geojson"))["features"]
    return features


def rings(coordinates: Any) -> Iterator[Any]:
    """The rings, or lines, of the coordinates of a polygon as GeoJSON nests them, each a list of points."""
    if isinstance(coordinates[0][0], (int, float)):
        yield coordinates
    else:
        for part in coordinates:
            yield from rings(part)


def _box(coordinates: Any) -> tuple[float, float, float, float]:
    points = np.vstack([np.array(ring) for ring in rings(coordinates)])
    west, south = points.min(axis=0).tolist()
    east, north = points.max(axis=0).tolist()
    return west, south, east, north
