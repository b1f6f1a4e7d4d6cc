"""Places for names and numbers inside an area on paper, closer to each other than those of the map on screen.

Those of the bundled areas are stored with the base map; those of a user's districts are found when they are drawn.
"""

from __future__ import annotations

from typing import Any

from geo.places.label_anchors import label_points

__all__ = ["spots_in_area", "spots_in_district"]

_IN_AREA = (200, 1 / 50)
_IN_DISTRICT = (40, 1 / 16)
"""How many, and how far apart as a share of the extent."""


def spots_in_area(area: dict[str, Any]) -> list[list[float]]:
    """Places in a province or a neighbour, ``[lon, lat]``, those with most room first."""
    return _spots(area, *_IN_AREA)


def spots_in_district(area: dict[str, Any]) -> list[list[float]]:
    """Places in a district, ``[lon, lat]``, those with most room first."""
    return _spots(area, *_IN_DISTRICT)


def _spots(area: dict[str, Any], most: int, apart: float) -> list[list[float]]:
    stored: list[list[float]] | None = area.get("spots")
    return label_points(area["rings"], most, apart=apart) if stored is None else stored
