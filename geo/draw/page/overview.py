"""The overview of a zoomed page: where in Pakistan its section lies, in a corner of the map without symbols."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import numpy as np

from geo.draw.page.paper import Box, Paper
from geo.draw.page.sheet import Floats, Sheet, basemap, ring_m
from geo.draw.page.symbols import Points

__all__ = ["draw_overview", "free_corner", "is_needed", "overview_size"]

_SIDES_MM = (27.0, 23.0, 19.0)
_MARGIN_MM = 4.0
_LEAST_FRAME_MM = 1.6
_BORDER = 0.04


@cache
def _country() -> tuple[Floats, Floats]:
    """The lowest and the highest coordinates of Pakistan in metres of the plane."""
    rings = np.concatenate([ring_m(ring) for area in _areas() for ring in area["rings"]])
    return rings.min(axis=0), rings.max(axis=0)


def _areas() -> list[dict[str, Any]]:
    base = basemap()
    return [*base["provinces"], *(area for area in base["neighbours"] if area["kind"] == "pakistan_unit")]


def is_needed(sheet: Sheet) -> bool:
    """Whether a sheet shows less than both provinces."""
    return not _holds_both(sheet)


def overview_size(paper: Paper) -> tuple[float, float]:
    """The width and height of an overview beside the map, in millimetres."""
    return _SIDES_MM[1] * paper.unit * _shape(), _SIDES_MM[1] * paper.unit


def _shape() -> float:
    low, high = _country()
    return float((high[0] - low[0]) / (high[1] - low[1]))


def free_corner(paper: Paper, sheet: Sheet, points: Points, taken: Iterable[Box] = ()) -> Box | None:
    """The corner of the map where it stands; ``None`` if no corner is free.

    Corners are free of symbols and of the boxes that are ``taken``; the largest one is used, and of equal ones the
    first of lower left, lower right, upper right and upper left.
    """
    unit, ground, others = paper.unit, sheet.box, list(taken)
    shape = _shape()
    x, y = sheet.place(points.lon, points.lat)
    for side in _SIDES_MM:
        h, w, margin = side * unit, side * unit * shape, _MARGIN_MM * unit
        for left, top in ((ground.x, ground.bottom - h), (ground.right - w, ground.bottom - h),
                          (ground.right - w, ground.y), (ground.x, ground.y)):  # fmt: skip
            box = Box(left, top, w, h)
            room = box.grown(margin)
            is_on = (x >= room.x) & (x <= room.right) & (y >= room.y) & (y <= room.bottom)
            if not is_on.any() and not any(other.meets(box) for other in others):
                return box
    return None


def _holds_both(sheet: Sheet) -> bool:
    """Whether all of both provinces lies on a sheet."""
    west, east, south, north = sheet.limits
    rings = np.concatenate([ring_m(ring) for area in basemap()["provinces"] for ring in area["rings"]])
    (left, low), (right, high) = rings.min(axis=0), rings.max(axis=0)
    return bool(west <= left and right <= east and south <= low and high <= north)


def draw_overview(paper: Paper, sheet: Sheet, box: Box) -> None:
    """Draw Pakistan with both provinces and the section of a sheet."""
    from matplotlib.collections import PolyCollection

    unit, ground = paper.unit, paper.theme.ground
    low, high = _country()
    span = float(max((high[0] - low[0]) / box.w, (high[1] - low[1]) / box.h)) * (1 + 2 * _BORDER)
    middle = (low + high) / 2
    plan = Sheet(box, (float(middle[0]), float(middle[1])), span)
    paper.fill(box, facecolor=ground.abroad, zorder=40.1, gid="overview")
    named = {area["name"] for area in basemap()["provinces"]}
    is_neutral = paper.options.imprint.boundaries == "neutral"
    for area in basemap()["provinces"] if is_neutral else _areas():
        is_ours = area["name"] in named
        rings = [_on_paper(plan, ring_m(ring)) for ring in area["rings"]]
        look: dict[str, Any] = {
            "facecolor": ground.land if is_ours else ground.country,
            "edgecolor": ground.province_line if is_ours else ground.district_line,
            "linewidth": (0.6 if is_ours else 0.35) * unit,
        }
        paper.axes.add_collection(PolyCollection(rings, zorder=40.3 if is_ours else 40.2, **look), autolim=False)
    paper.fill(_section(plan, sheet, unit), facecolor="none", edgecolor=paper.theme.accent, linewidth=1.2 * unit,
               zorder=40.4, gid="overview section")  # fmt: skip
    paper.fill(box, facecolor="none", edgecolor=paper.theme.muted, linewidth=0.6 * unit, zorder=40.5)


def _section(plan: Sheet, sheet: Sheet, unit: float) -> Box:
    """The section of a sheet on the overview, large enough to be seen, and within its edges."""
    west, east, south, north = sheet.limits
    (left, top), (right, bottom) = _on_paper(plan, np.array([(west, north), (east, south)])).tolist()
    least, box = _LEAST_FRAME_MM * unit, plan.box
    wider, higher = max(0.0, least - (right - left)) / 2, max(0.0, least - (bottom - top)) / 2
    left, right = max(left - wider, box.x), min(right + wider, box.right)
    top, bottom = max(top - higher, box.y), min(bottom + higher, box.bottom)
    return Box(left, top, right - left, bottom - top)


def _on_paper(plan: Sheet, metres: Floats) -> Floats:
    west, _, _, north = plan.limits
    box = plan.box
    return np.column_stack(
        (box.x + (metres[:, 0] - west) / plan.metres_per_mm, box.y + (north - metres[:, 1]) / plan.metres_per_mm)
    )
