"""The ground that a page shows: what the filters name, what is shown, both provinces, or a section in degrees."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from geo.briefing.scope import Scope
from geo.draw.page.options import Extent, PageOptions
from geo.draw.page.paper import Box
from geo.draw.page.sheet import Floats, Sheet, basemap, district_counts, districts_of, ring_m
from geo.places.measure import project
from geo.places.target import outline_within
from geo.view.snapshot import Snapshot

__all__ = ["named_areas", "section_sheet", "sheet_for"]

_LEAST_M = 80_000.0
_LEAST_SECTION_M = 5_000.0
_BORDER, _SLACK = 0.05, 0.005
_ALONG_EDGE = 17


@dataclass(frozen=True, slots=True)
class _Ground:
    """A box of the plane in metres."""

    low: Floats
    high: Floats

    @classmethod
    def around(cls, rings: Iterable[Floats]) -> _Ground:
        points = np.concatenate(list(rings))
        return cls(points.min(axis=0), points.max(axis=0))

    def coarse(self) -> _Ground:
        """A box a little larger, whose edges lie on no incident: between a thousandth and a hundredth of its span."""
        span = max(float((self.high - self.low).max()), _LEAST_M)
        step = 10.0 ** (math.ceil(math.log10(span)) - 3)
        return _Ground(np.floor(self.low / step) * step, np.ceil(self.high / step) * step)

    def shared_with(self, other: _Ground) -> _Ground:
        """What both hold; the other one if they hold nothing together."""
        low, high = np.maximum(self.low, other.low), np.minimum(self.high, other.high)
        return _Ground(low, high) if bool((low < high).all()) else other


def sheet_for(snapshot: Snapshot, scope: Scope, options: PageOptions, box: Box) -> Sheet:
    """The sheet of a page: a box on the paper with the ground that the options choose, as large as it fits."""
    sheet = _sheet(snapshot, scope, options, box)
    return replace(sheet, metres_per_mm=max(sheet.metres_per_mm, options.metres_per_mm))


def _sheet(snapshot: Snapshot, scope: Scope, options: PageOptions, box: Box) -> Sheet:
    if options.extent is not None:
        return section_sheet(options.extent, box)
    if options.zoom_to == "region":
        ground = _provinces(basemap()["provinces"])
    elif options.zoom_to == "shown":
        ground = _shown(snapshot) or _named(snapshot, scope)
    else:
        ground = _named(snapshot, scope)
    return _fitted(ground, box, border=_BORDER, least=_LEAST_M)


def section_sheet(extent: Extent, box: Box) -> Sheet:
    """The sheet of a section in degrees in a box on the paper."""
    return _fitted(_section(extent), box, border=_SLACK, least=_LEAST_SECTION_M)


def _fitted(ground: _Ground, box: Box, *, border: float, least: float) -> Sheet:
    span = np.maximum((ground.high - ground.low) * (1 + 2 * border), least)
    centre = (ground.low + ground.high) / 2
    return Sheet(box, (float(centre[0]), float(centre[1])), float(max(span[0] / box.w, span[1] / box.h)))


def _section(extent: tuple[float, float, float, float]) -> _Ground:
    """The ground of a section in degrees; its edges are bent in the plane."""
    west, south, east, north = extent
    across, up = np.linspace(west, east, _ALONG_EDGE), np.linspace(south, north, _ALONG_EDGE)
    lon = np.concatenate((across, across, np.full(_ALONG_EDGE, west), np.full(_ALONG_EDGE, east)))
    lat = np.concatenate((np.full(_ALONG_EDGE, south), np.full(_ALONG_EDGE, north), up, up))
    return _Ground.around([np.column_stack(project(lon, lat))])


def _named(snapshot: Snapshot, scope: Scope) -> _Ground:
    """What the filters name: areas, or the part of them within a distance, or both provinces."""
    areas = _provinces(named_areas(snapshot, scope))
    if scope.within is None:
        return areas
    around = _Ground.around(ring_m(line) for line in outline_within(scope.within.target, scope.within.km))
    return areas.shared_with(around) if scope.has_areas else around


def _provinces(areas: Iterable[dict[str, Any]]) -> _Ground:
    return _Ground.around(ring_m(ring) for area in areas for ring in area["rings"])


def _shown(snapshot: Snapshot) -> _Ground | None:
    """The points and the hatched districts of what is shown; ``None`` for nothing."""
    incidents = snapshot.dataset.incidents
    rows = snapshot.rows[incidents.has_point[snapshot.rows]]
    hatched = district_counts(snapshot)
    rings = [ring_m(ring) for area in districts_of(snapshot) if area["name"] in hatched for ring in area["rings"]]
    if len(rows):
        rings.append(np.column_stack(project(incidents.lon[rows], incidents.lat[rows])))
    return _Ground.around(rings).coarse() if rings else None


def named_areas(snapshot: Snapshot, scope: Scope) -> list[dict[str, Any]]:
    """The areas of the base map that the filters name; both provinces if they name none."""
    provinces = [area for area in basemap()["provinces"] if area["name"] in scope.provinces]
    districts = [area for area in districts_of(snapshot) if area["name"] in scope.districts]
    return [*provinces, *districts] or list(basemap()["provinces"])
