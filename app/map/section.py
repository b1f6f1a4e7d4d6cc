"""The ground that the map on the screen shows, in degrees."""

from __future__ import annotations

import math

from app.map.page_state import Camera

__all__ = ["section_of"]

_TILE_PX = 256
Section = tuple[float, float, float, float]


def section_of(camera: Camera, width_px: int, height_px: int) -> Section | None:
    """West, south, east and north in degrees (EPSG:4326) of a map of a size in pixels of the page, in Web Mercator.

    None where the camera looks at both provinces.
    """
    if camera.view is None:
        return camera.bounds
    lon, lat, zoom = camera.view
    world = _TILE_PX * 2.0**zoom
    across = 360 * width_px / world / 2
    middle, reach = _mercator(lat), math.pi * height_px / world
    return lon - across, _latitude(middle - reach), lon + across, _latitude(middle + reach)


def _mercator(lat: float) -> float:
    return math.asinh(math.tan(math.radians(lat)))


def _latitude(mercator: float) -> float:
    return math.degrees(math.atan(math.sinh(mercator)))
