"""The detail of a page: the densest part of the map, enlarged in a corner that is free."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.draw.page import furniture
from geo.draw.page.extent import section_sheet
from geo.draw.page.fonts import TextStyle
from geo.draw.page.options import Extent
from geo.draw.page.paper import MM_PER_INCH, Box, Paper
from geo.draw.page.sheet import Floats, Sheet, basemap, ring_m
from geo.draw.page.symbols import Points
from geo.draw.style import MARKS
from geo.places.measure import project

__all__ = ["Detail", "beside", "detail_of", "draw_detail_frame", "inset_of"]

_DENSE = 24
_CLOSER = 2.5
_TRIED = 500
_BESIDE = 0.36
_SHARES = (0.5, 0.46, 0.42, 0.38, 0.34)
_STRIP_MM = 5.2
_NAME = "Detail"
_LEAST_MARKS = 4.0
"""The detail is at least as high as so many marks of two digits: a lower one would hide more than it shows."""


@dataclass(frozen=True, slots=True)
class Detail:
    """The sheet of the detail, the strip below it with its name and scale, and the box on the map that it enlarges."""

    sheet: Sheet
    strip: Box
    enlarged: Box

    @property
    def box(self) -> Box:
        """What it takes of the map: sheet and strip."""
        sheet = self.sheet.box
        return Box(sheet.x, sheet.y, sheet.w, sheet.h + self.strip.h)


def detail_of(paper: Paper, sheet: Sheet, points: Points, taken: Iterable[Box] = ()) -> Detail | None:
    """A closer view of the densest symbols, in a free corner; ``None`` if they are few, or if no corner is free."""
    free = _free_corner(sheet, points)
    if free is None or len(points) < _DENSE or any(free.meets(box) for box in taken):
        return None
    strip = _STRIP_MM * paper.unit
    ground = Box(free.x, free.y, free.w, free.h - strip)
    if ground.h < _LEAST_MARKS * 2 * MARKS.least_px[1] * paper.mark_pt * MM_PER_INCH / 72:
        return None
    closer = _densest(sheet, ground, points)
    if closer is None:
        return None
    return Detail(closer, Box(free.x, ground.bottom, free.w, strip), _enlarged(sheet, closer))


def inset_of(paper: Paper, sheet: Sheet, points: Points, extent: Extent, place: Box | None = None) -> Detail | None:
    """A section in degrees, enlarged at a place, or in a corner free of symbols and provinces; ``None`` without one."""
    strip = _STRIP_MM * paper.unit
    for box in (place,) if place is not None else _free_corners(sheet, points):
        closer = section_sheet(extent, Box(box.x, box.y, box.w, box.h - strip))
        return Detail(closer, Box(box.x, closer.box.bottom, box.w, strip), _enlarged(sheet, closer))
    return None


def beside(box: Box, gap: float) -> tuple[Box, Box]:
    """A box cut into a larger part and one for an inset: beside it where the box is wide, else above it."""
    if box.w >= box.h:
        width = _BESIDE * box.w
        rest = Box(box.x + width + gap, box.y, box.w - width - gap, box.h)
        return rest, Box(box.x, box.y, width, min(width * 1.1, box.h))
    height = _BESIDE * box.h
    return box.below(height + gap), Box(box.x, box.y, box.w, height)


def _densest(sheet: Sheet, box: Box, points: Points) -> Sheet | None:
    """The densest symbols in a box, at a larger scale; ``None`` if they are few."""
    x, y = project(points.lon, points.lat)
    metres_per_mm = sheet.metres_per_mm / _CLOSER
    half_w, half_h = box.w / 2 * metres_per_mm, box.h / 2 * metres_per_mm
    around = slice(None, None, -(-len(x) // _TRIED))  # of very many points, some stand for all
    order = np.argsort(x, kind="stable")
    across, down = x[order], y[order]
    begins = np.searchsorted(across, x[around] - half_w, "left")
    ends = np.searchsorted(across, x[around] + half_w, "right")
    strips = zip(begins.tolist(), ends.tolist(), y[around].tolist(), strict=True)
    counts = [int(np.count_nonzero(abs(down[begin:end] - at_y) <= half_h)) for begin, end, at_y in strips]
    best = int(np.argmax(counts))
    densest = _near(x - x[around][best], half_w, y - y[around][best], half_h)
    if np.count_nonzero(densest) < _DENSE:
        return None
    centre = ((x[densest].min() + x[densest].max()) / 2, (y[densest].min() + y[densest].max()) / 2)
    return Sheet(box, (float(centre[0]), float(centre[1])), metres_per_mm)


def _near(dx: Floats, half_w: float, dy: Floats, half_h: float) -> npt.NDArray[np.bool_]:
    return (abs(dx) <= half_w) & (abs(dy) <= half_h)


def _busy(sheet: Sheet, points: Points) -> Floats:
    """The places of symbols and outlines of provinces on the paper, shape (n, 2)."""
    outline = np.concatenate([ring_m(ring) for p in basemap()["provinces"] for ring in p["rings"]])
    west, _, _, north = sheet.limits
    symbols_at = np.column_stack(sheet.place(points.lon, points.lat))
    ground_at = np.column_stack(
        (
            sheet.box.x + (outline[:, 0] - west) / sheet.metres_per_mm,
            sheet.box.y + (north - outline[:, 1]) / sheet.metres_per_mm,
        )
    )
    return np.concatenate((symbols_at, ground_at))


def _free_corner(sheet: Sheet, points: Points) -> Box | None:
    """The largest box in the upper left corner on which neither a symbol nor a province stands."""
    busy = _busy(sheet, points)
    for share in _SHARES:
        side = share * min(sheet.box.w, sheet.box.h)
        box = Box(sheet.box.x, sheet.box.y, min(side * 1.25, sheet.box.w / 2), side)
        margin = 0.02 * side
        inside = (busy[:, 0] < box.right + margin) & (busy[:, 1] < box.bottom + margin)
        if not inside.any():
            return box
    return None


def _free_corners(sheet: Sheet, points: Points) -> Iterator[Box]:
    """Boxes in corners on which neither a symbol nor a province stands, the largest first."""
    busy, ground = _busy(sheet, points), sheet.box
    for share in _SHARES:
        h = share * min(ground.w, ground.h)
        w = min(h * 1.25, ground.w / 2)
        for x, y in product((ground.x, ground.right - w), (ground.y, ground.bottom - h)):
            room = Box(x, y, w, h).grown(0.02 * h)
            within = (
                (busy[:, 0] > room.x) & (busy[:, 0] < room.right) & (busy[:, 1] > room.y) & (busy[:, 1] < room.bottom)
            )
            if not within.any():
                yield Box(x, y, w, h)


def _enlarged(sheet: Sheet, detail: Sheet) -> Box:
    """The ground of the detail as a box on the main sheet."""
    west, east, south, north = detail.limits
    main_west, _, _, main_north = sheet.limits
    scale = sheet.metres_per_mm
    x, y = sheet.box.x + (west - main_west) / scale, sheet.box.y + (main_north - north) / scale
    return Box(x, y, (east - west) / scale, (north - south) / scale)


def draw_detail_frame(paper: Paper, detail: Detail) -> None:
    """Draw what is enlarged on the map, the frame of the detail, and its strip: its name and a scale bar."""
    unit, box, strip, accent = paper.unit, detail.box, detail.strip, paper.theme.accent
    outline: dict[str, Any] = {"facecolor": "none", "edgecolor": accent, "linewidth": 0.8 * unit, "zorder": 20.5}
    paper.fill(detail.enlarged, gid="detail outline", **outline)
    paper.fill(strip, facecolor=paper.theme.ground.paper, zorder=40.5, gid="detail strip")
    paper.rule((strip.x, strip.right), (strip.y, strip.y), color=accent, linewidth=0.6 * unit, zorder=41)
    paper.fill(box, facecolor="none", edgecolor=accent, linewidth=1.0 * unit, zorder=41)
    y, style, small = (
        strip.y + strip.h / 2,
        TextStyle(5.8, 600, accent, valign="center"),
        TextStyle(5.4, valign="center"),
    )
    x = strip.x + 1.5 * unit + paper.width_of(_NAME, style) + 2.5 * unit
    room = strip.right - x - paper.width_of("200 km", small) - 2.4 * unit
    km = furniture.bar_km(detail.sheet, max(min(18 * unit, room), 2 * unit))
    length = km * 1000 / detail.sheet.metres_per_mm
    paper.write(_NAME, (strip.x + 1.5 * unit, y), style, "detail").set_zorder(42)
    paper.rule((x, x + length), (y, y), color=paper.theme.text, linewidth=1.6 * unit, zorder=42)
    paper.write(f"{km:g} km", (x + length + 1.2 * unit, y), small, "detail").set_zorder(42)
