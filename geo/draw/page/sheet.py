"""The map's part of the page: the ground that it shows, and the conversion from degrees to millimetres.

The plane is the equal-area conic of the region (`geo.places.measure.EQUAL_AREA`), so that districts may be compared by
eye; a length drawn on the sheet is true within half a percent.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.draw.basemap import build_basemap
from geo.draw.page.paper import Box
from geo.places.measure import project, unproject
from geo.places.user_districts import UserDistricts
from geo.query import Query
from geo.view.snapshot import Snapshot

__all__ = ["Floats", "Sheet", "basemap", "districts_of", "ring_m", "selected_areas", "sheet_for"]

Floats = npt.NDArray[np.float64]
_LEAST_M = 200_000.0
_BORDER = 0.05


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
    """The data of the base map, read once; see `geo.draw.basemap.build_basemap`."""
    return build_basemap()


def districts_of(snapshot: Snapshot) -> list[dict[str, Any]]:
    """The drawn districts as areas of the base map: the bundled ones, or those of a user layer."""
    gazetteer = snapshot.dataset.gazetteer
    areas: list[dict[str, Any]] = basemap()["districts"]
    return gazetteer.areas if isinstance(gazetteer, UserDistricts) else areas


def ring_m(flat: Iterable[float]) -> Floats:
    """A flat list of degrees as points in metres of the plane, shape (n, 2)."""
    lonlat = np.reshape(np.fromiter(flat, np.float64), (-1, 2))
    return np.column_stack(project(lonlat[:, 0], lonlat[:, 1]))


def sheet_for(snapshot: Snapshot, box: Box) -> Sheet:
    """The sheet that shows the selected places, or both provinces."""
    points = np.concatenate([ring_m(ring) for area in selected_areas(snapshot)[1] for ring in area["rings"]])
    low, high = points.min(axis=0), points.max(axis=0)
    span = np.maximum((high - low) * (1 + 2 * _BORDER), _LEAST_M)
    centre = (low + high) / 2
    return Sheet(box, (float(centre[0]), float(centre[1])), float(max(span[0] / box.w, span[1] / box.h)))


def selected_areas(snapshot: Snapshot) -> tuple[str, list[dict[str, Any]]]:
    """The areas that the query of a snapshot selects, and whether they are ``districts`` or ``provinces``."""
    query, provinces = snapshot.state.query, basemap()["provinces"]
    names = _districts(snapshot, query)
    if names is not None and (chosen := [d for d in districts_of(snapshot) if d["name"] in names]):
        return "districts", chosen
    chosen = [p for p in provinces if not query.provinces or p["name"] in query.provinces]
    return "provinces", chosen or provinces


def _districts(snapshot: Snapshot, query: Query) -> set[str] | None:
    if not (query.districts or query.divisions):
        return None
    gazetteer = snapshot.dataset.gazetteer
    polygons = {gazetteer.polygon_of(name) for name in query.districts}
    return {
        district.name
        for district in gazetteer.drawn
        if (not polygons or district.name in polygons)
        and (not query.divisions or district.division in query.divisions)
        and (not query.provinces or district.province in query.provinces)
    }
