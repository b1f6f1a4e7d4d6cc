"""Square and hexagonal cells of equal area over the districts, fixed in the projection that the heat uses.

The cells are anchored at the origin of the projection: they depend on the side alone, not on the incidents or the
period. A cell belongs to the grid if it shares ground with a district.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from geo.errors import InputError
from geo.places.measure import project

__all__ = [
    "MOST_CELLS",
    "Lattice",
    "cell_keys",
    "cells_of_points",
    "hexagons",
    "plane_box",
    "positions_in",
    "squares",
]

MOST_CELLS = 40_000
_REGION_KM2 = 455_000
_REGION_KM = 1_400.0
"""The longest distance across the two provinces: a larger cell would hold all of them."""

_Floats = npt.NDArray[np.float64]
_Ints = npt.NDArray[np.int64]

_SQUARE_STEPS = tuple((i, j) for i in (-1, 0, 1) for j in (-1, 0, 1) if (i, j) != (0, 0))
_HEX_STEPS = ((1, 0), (1, -1), (0, -1), (-1, 0), (-1, 1), (0, 1))
_WIDE = 1 << 32


@dataclass(frozen=True, slots=True)
class Lattice:
    """The rule of a grid: which cell holds a point, where its corners are, and which cells are its neighbours.

    Cells are pairs of whole numbers; ``side_m`` is that of a square, or of the square that is as large as a hexagon.
    """

    kind: Literal["square", "hex"]
    side_m: float

    @property
    def steps(self) -> tuple[tuple[int, int], ...]:
        """From a cell to each of its neighbours: 8 of a square (edges and corners), 6 of a hexagon."""
        return _SQUARE_STEPS if self.kind == "square" else _HEX_STEPS

    @property
    def _radius_m(self) -> float:
        """From the middle of a hexagon to its corners."""
        return self.side_m * float((2 / (3 * 3**0.5)) ** 0.5)

    def cells_at(self, x_m: _Floats, y_m: _Floats) -> _Ints:
        """The cell of each point of the plane, shape (n, 2)."""
        if self.kind == "square":
            return np.stack((np.floor(x_m / self.side_m), np.floor(y_m / self.side_m)), axis=1).astype(np.int64)
        q = (x_m / 3**0.5 - y_m / 3) / self._radius_m
        r = (2 * y_m / 3) / self._radius_m
        return _nearest_hexagons(q, r)

    def middles(self, cells: _Ints) -> tuple[_Floats, _Floats]:
        """The middle of each cell in metres east and north."""
        i, j = cells[:, 0].astype(np.float64), cells[:, 1].astype(np.float64)
        if self.kind == "square":
            return (i + 0.5) * self.side_m, (j + 0.5) * self.side_m
        return self._radius_m * 3**0.5 * (i + j / 2), self._radius_m * 1.5 * j

    def rings(self, cells: _Ints) -> _Floats:
        """The corners of each cell in metres, shape (cells, corners, 2), not closed."""
        if self.kind == "square":
            around = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * self.side_m / 2
        else:
            angles = np.radians(30 + 60 * np.arange(6))
            around = np.stack((np.cos(angles), np.sin(angles)), axis=1) * self._radius_m
        return np.stack(self.middles(cells), axis=1)[:, None, :] + around

    def covering(self, west: float, south: float, east: float, north: float) -> _Ints:
        """All cells that may touch a box in metres, shape (n, 2).

        Raises
        ------
        InputError
            If a cell is larger than the region, or the cells would be too many.
        """
        self._require_sensible()
        margin = self.side_m
        x, y = np.array([west, west, east, east]), np.array([south, north, south, north])
        corners = self.cells_at(x + np.sign(x - x.mean()) * margin, y + np.sign(y - y.mean()) * margin)
        (i0, j0), (i1, j1) = corners.min(axis=0).tolist(), corners.max(axis=0).tolist()
        i, j = np.meshgrid(np.arange(i0, i1 + 1), np.arange(j0, j1 + 1), indexing="ij")
        cells = np.stack((i.ravel(), j.ravel()), axis=1)
        x, y = self.middles(cells)
        inside = (x > west - margin) & (x < east + margin) & (y > south - margin) & (y < north + margin)
        return cells[inside]

    def _require_sensible(self) -> None:
        side_km = self.side_m / 1000
        if side_km > _REGION_KM:
            raise InputError(
                f"A cell of {side_km:,g} km holds the two provinces as a whole: choose at most 200 km, or districts."
            )
        if _REGION_KM2 / side_km**2 > MOST_CELLS:
            raise InputError(
                f"Cells of {side_km:g} km would be {_REGION_KM2 / side_km**2:,.0f}, more than the {MOST_CELLS:,} that "
                f"are possible: choose at least {(_REGION_KM2 / MOST_CELLS) ** 0.5:.1f} km."
            )


def squares(side_km: float) -> Lattice:
    """Square cells of a side in km."""
    return Lattice("square", side_km * 1000.0)


def hexagons(side_km: float) -> Lattice:
    """Hexagons as large as squares of a side in km, with a corner to the north."""
    return Lattice("hex", side_km * 1000.0)


def _nearest_hexagons(q: _Floats, r: _Floats) -> _Ints:
    """The hexagon in which each point lies, by rounding three coordinates whose sum is 0 and correcting the worst."""
    s = -q - r
    rounded = np.round(np.stack((q, r, s), axis=1))
    off = np.abs(rounded - np.stack((q, r, s), axis=1))
    worst = off.argmax(axis=1)
    rows = np.arange(len(q))
    others = rounded.sum(axis=1) - rounded[rows, worst]
    rounded[rows, worst] = -others
    return rounded[:, :2].astype(np.int64)


def cell_keys(cells: _Ints) -> _Ints:
    """One number for each cell, rising with its first and then its second coordinate."""
    return cells[:, 0] * _WIDE + cells[:, 1]


def positions_in(cells: _Ints, wanted: _Ints) -> _Ints:
    """The position of each wanted cell among others that are sorted by `cell_keys`; -1 where it is not there."""
    keys, sought = cell_keys(cells), cell_keys(wanted)
    at = np.minimum(np.searchsorted(keys, sought), len(keys) - 1)
    return np.where(keys[at] == sought, at, -1)


def cells_of_points(lattice: Lattice, cells: _Ints, lon: npt.ArrayLike, lat: npt.ArrayLike) -> _Ints:
    """The position of the cell in which each point (degrees, EPSG:4326) lies; -1 outside the grid."""
    return positions_in(cells, lattice.cells_at(*project(lon, lat)))


def plane_box(west: float, south: float, east: float, north: float) -> tuple[float, float, float, float]:
    """The box in metres around one in degrees; its edges are bent in the plane, so they are followed."""
    along = np.linspace(0, 1, 33)
    lon = np.concatenate((west + along * (east - west),) * 2)
    lat = np.concatenate((np.full(33, south), np.full(33, north)))
    x, y = project(lon, lat)
    return float(x.min()), float(y.min()), float(x.max()), float(y.max())
