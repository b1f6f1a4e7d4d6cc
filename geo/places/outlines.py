"""Where districts lie, as boxes: read without the geometry libraries, so that a zoom is at once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from geo import assets

__all__ = ["district_bounds"]


@cache
def _boxes() -> dict[str, tuple[float, float, float, float]]:
    layer = json.loads(assets.read_text("boundaries", "districts.geojson"))
    return {feature["properties"]["name"]: _box(feature["geometry"]["coordinates"]) for feature in layer["features"]}


def district_bounds(name: str) -> tuple[float, float, float, float]:
    """West, south, east and north of a drawn district, degrees, EPSG:4326; ``KeyError`` if none has that name."""
    return _boxes()[name]


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
