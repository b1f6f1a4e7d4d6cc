"""The map's part of the page: the ground that it shows, and the conversion from degrees to millimetres.

The plane is the equal-area conic of the region (`geo.places.measure.EQUAL_AREA`), so that districts may be compared by
eye; a length drawn on the sheet is true within half a percent.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.draw.basemap import load_basemap
from geo.draw.page.paper import Box
from geo.places.measure import project, unproject
from geo.places.user_districts import UserDistricts
from geo.view.snapshot import Snapshot

__all__ = ["SEEN_MM", "Floats", "Sheet", "basemap", "district_counts", "districts_of", "ring_m"]

Floats = npt.NDArray[np.float64]

SEEN_MM = 0.1
"""A length on paper that the eye cannot see."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A box on the paper with the ground in it: its centre in metres of the plane, and metres per millimetre."""

    box: Box
    centre: tuple[float, float]
    metres_per_mm: float

    @property
    def limits(self) -> tuple[float, float, float, float]:
        """West, east, south and north of the ground in metres of the plane."""
        half_w, half_h = self.box.w / 2 * self.metres_per_mm, self.box.h / 2 * self.metres_per_mm
        x, y = self.centre
        return x - half_w, x + half_w, y - half_h, y + half_h

    def place(self, lon: Any, lat: Any) -> tuple[Floats, Floats]:
        """Where points in degrees lie on the paper, in millimetres from its upper left corner."""
        x, y = project(lon, lat)
        west, _, _, north = self.limits
        return self.box.x + (x - west) / self.metres_per_mm, self.box.y + (north - y) / self.metres_per_mm

    def seen(self, lon: Any, lat: Any) -> tuple[Floats, Floats]:
        """Points in degrees as exactly as the paper shows them, to `SEEN_MM`.

        A drawing of shapes holds places to a millionth of a millimetre. What is drawn of incidents is moved first, so
        that no file of a page tells a place more exactly than its scale does.
        """
        x, y = project(lon, lat)
        step = SEEN_MM * self.metres_per_mm
        found_lon, found_lat = unproject(np.round(x / step) * step, np.round(y / step) * step)
        return np.asarray(found_lon), np.asarray(found_lat)

    def holds(self, lon: Floats, lat: Floats) -> npt.NDArray[np.bool_]:
        """Which points in degrees lie on the sheet."""
        x, y = project(lon, lat)
        west, east, south, north = self.limits
        return np.asarray((x >= west) & (x <= east) & (y >= south) & (y <= north))

    @property
    def scale(self) -> int:
        """The denominator of the scale at the printed size, rounded to two figures."""
        exact = self.metres_per_mm * 1000
        step: int = 10 ** (math.floor(math.log10(exact)) - 1)
        return round(exact / step) * step

    @property
    def north_degrees(self) -> float:
        """The angle from straight up to true north at the centre, clockwise in degrees."""
        return _lean(*self.centre)

    @property
    def most_lean(self) -> float:
        """The largest angle between true north and straight up, at the corners, in degrees."""
        west, east, south, north = self.limits
        return max(abs(_lean(x, y)) for x in (west, east) for y in (south, north))


def _lean(x_m: float, y_m: float) -> float:
    lon, lat = unproject(x_m, y_m)
    x, y = project(lon, lat + 0.1)
    return math.degrees(math.atan2(float(x) - x_m, float(y) - y_m))


@cache
def basemap() -> dict[str, Any]:
    """The data of the base map, read once; see `geo.draw.basemap.load_basemap`."""
    return load_basemap()


def districts_of(snapshot: Snapshot) -> list[dict[str, Any]]:
    """The drawn districts as areas of the base map: the bundled ones, or those of a user layer."""
    gazetteer = snapshot.dataset.gazetteer
    areas: list[dict[str, Any]] = basemap()["districts"]
    return gazetteer.areas if isinstance(gazetteer, UserDistricts) else areas


def ring_m(flat: Iterable[float]) -> Floats:
    """A flat list of degrees as points in metres of the plane, shape (n, 2)."""
    lonlat = np.reshape(np.fromiter(flat, np.float64), (-1, 2))
    return np.column_stack(project(lonlat[:, 0], lonlat[:, 1]))


def district_counts(snapshot: Snapshot) -> dict[str, int]:
    """How many incidents are known only to each drawn district."""
    rows = snapshot.rows
    coarse = snapshot.dataset.incidents.coded["place_precision"].isin(("district",))[rows]
    polygons = snapshot.dataset.polygons[rows[coarse]]
    counts = Counter(polygons[polygons >= 0].tolist())
    drawn = snapshot.dataset.gazetteer.drawn
    return {drawn[index].name: n for index, n in sorted(counts.items())}
