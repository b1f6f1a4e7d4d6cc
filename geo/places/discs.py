"""The union of discs around places on a plane, as rings."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely

__all__ = ["MOST", "united_discs"]

_Floats = npt.NDArray[np.float64]

MOST = 4_000
"""So many discs are united within a second; where there are more, they lie so close that the grid does not show."""

_CORNERS = 12
"""A quarter of a disc is drawn with so many corners."""


def united_discs(places: _Floats, radius: float, grid: float) -> list[_Floats]:
    """The outlines and holes of all discs together, each a closed ring of points, shape (m, 2).

    Parameters
    ----------
    places
        The middle of each disc on a plane, shape (n, 2).
    radius
        Of every disc, in the same unit.
    grid
        Places are taken together on a grid of this width, and on a wider one where more than `MOST` are left.
    """
    few = _together(places, grid)
    while len(few) > MOST:
        grid *= 1.5
        few = _together(places, grid)
    united = shapely.union_all(shapely.buffer(shapely.points(few), radius, quad_segs=_CORNERS))
    return [shapely.get_coordinates(ring) for ring in shapely.get_rings(shapely.get_parts(united))]


def _together(places: _Floats, grid: float) -> _Floats:
    return np.unique(np.round(places / grid) * grid, axis=0)
