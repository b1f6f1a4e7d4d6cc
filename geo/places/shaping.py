"""Preparing the geometry of a layer for drawing and queries: valid polygons, and no more vertices than are visible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.places.user_layers import Feature

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["MOST_POINTS", "shaped"]

MOST_POINTS = 200_000
_DECIMALS = 5
_FIRST_DEGREES = 0.0002
_METRES_A_DEGREE = 111_200


def shaped(features: Sequence[Feature], most: int = MOST_POINTS) -> tuple[tuple[Feature, ...], tuple[str, ...]]:
    """The features with valid polygons, rounded to about a metre, and simplified to about ``most`` vertices.

    Returns
    -------
    tuple
        The remaining features, and remarks on what was done. Polygons that share borders share them afterwards.
    """
    import shapely

    shapes = np.array([_shape(feature) for feature in features], dtype=object)
    broken = ~shapely.is_valid(shapes)
    remarks = []
    if broken.any():
        shapes[broken] = shapely.make_valid(shapes[broken])
        remarks.append(f"{int(broken.sum()):,} polygons that cross themselves were repaired")
    shapes, degrees = _simplified(shapes, most)
    if degrees:
        remarks.append(f"lines simplified by about {degrees * _METRES_A_DEGREE:,.0f} m, for fast drawing")
    kept = [made for feature, shape in zip(features, shapes, strict=True) if (made := _as_feature(feature, shape))]
    if len(kept) < len(features):
        remarks.append(f"{len(features) - len(kept):,} features without an area or length left out")
    return tuple(kept), tuple(remarks)


def _shape(feature: Feature) -> Any:
    from shapely.geometry import shape

    return shape(feature.geometry)


def _simplified(shapes: NDArray[Any], most: int) -> tuple[NDArray[Any], float]:
    """The shapes with few enough points, and by how many degrees they were simplified."""
    import shapely

    degrees = 0.0
    found, areas = shapes, np.isin(shapely.get_type_id(shapes), (3, 6))
    while int(shapely.get_num_coordinates(found).sum()) > most and degrees < 0.1:
        degrees = degrees * 2 or _FIRST_DEGREES
        found = shapes.copy()
        found[areas] = shapely.coverage_simplify(shapes[areas], degrees)
        lines = ~areas & (shapely.get_type_id(shapes) != 0)
        found[lines] = shapely.simplify(shapes[lines], degrees)
    return found, degrees


def _as_feature(feature: Feature, shape: Any) -> Feature | None:
    """A feature with a new shape; None if nothing of its kind is left of it."""
    kind = feature.kind.removeprefix("Multi")
    parts = [part for part in getattr(shape, "geoms", [shape]) if part.geom_type.removeprefix("Multi") == kind]
    singles = [single for part in parts for single in getattr(part, "geoms", [part]) if not single.is_empty]
    if not singles:
        return None
    coordinates = [_rounded(single.__geo_interface__["coordinates"]) for single in singles]
    if len(coordinates) == 1:
        return replace(feature, kind=kind, coordinates=coordinates[0])
    return replace(feature, kind=f"Multi{kind}", coordinates=coordinates)


def _rounded(coordinates: Any) -> Any:
    if coordinates and isinstance(coordinates[0], int | float):
        return [round(float(c), _DECIMALS) for c in coordinates[:2]]
    return [_rounded(part) for part in coordinates]
