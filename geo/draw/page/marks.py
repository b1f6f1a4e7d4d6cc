"""The marks of several incidents on paper: which there are on a sheet, and how they are drawn."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from geo.draw.page.fonts import TextStyle
from geo.draw.page.grouping import Floats, Ints, Members, number_radius, number_text
from geo.draw.page.mark_layout import Layout, layout_of
from geo.draw.page.paper import Paper
from geo.draw.page.sheet import Sheet, districts_of, ring_m
from geo.draw.page.symbols import Points
from geo.draw.style import MARKS, TYPE_STYLES
from geo.places.measure import unproject
from geo.view.snapshot import Snapshot

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["PX_PT", "Arranged", "arranged", "draw_marks"]

PX_PT = 0.585
"""Points on A4 for a pixel of the marks on screen, so that their numbers can be read in print."""

_SYMBOL_PX = 0.45 / PX_PT
"""Symbols are smaller on paper than that; see `geo.draw.page.symbols.radius_pt`."""

_MM_PER_PT = 25.4 / 72
_LATTICE_PX = 2.0
_EQUATOR_M_PER_PX = 40_075_016.686 / 256
_LEAST_SHARE = 20 / 360
_LARGER_PX = (12, 11, 10)
_HALF_HEIGHT = 0.355  # of a digit, in its size


@dataclass(frozen=True, slots=True, eq=False)
class Arranged:
    """What is drawn on a sheet: single symbols, and marks, whose lengths are millimetres on the paper."""

    singles: Points
    marks: Layout

    @property
    def boxes(self) -> Floats:
        """Left, top, right and bottom of each mark, shape (m, 4)."""
        x, y, reach = self.marks.x, self.marks.y, self.marks.radius
        return np.column_stack((x - reach, y - reach, x + reach, y + reach))


def arranged(paper: Paper, sheet: Sheet, snapshot: Snapshot, points: Points, *, coloured: bool) -> Arranged:
    """The symbols and marks of a sheet; ``coloured`` says that each district has marks of its own."""
    px = PX_PT * paper.unit * _MM_PER_PT
    level = _level(sheet, px)
    grid = _AreaGrid(sheet, snapshot, px, by_district=coloured or level >= MARKS.districts_from_zoom)
    x_mm, y_mm = sheet.place(points.lon, points.lat)
    x, y = x_mm / px, y_mm / px
    area = grid.at(x, y)
    cell = _cells(points, level)
    if coloured and level < MARKS.districts_from_zoom:
        cell = np.where(area >= 0, -1, cell)
    members = Members(x, y, points.kind, points.size, points.near, area, cell)
    box = sheet.box
    frame = (box.x / px, box.y / px, box.right / px, box.bottom / px)
    found = layout_of(members, _SYMBOL_PX, lambda u, v: int(grid.at(np.array([u]), np.array([v]))[0]), frame)
    marks = Layout(found.singles, found.x * px, found.y * px, found.radius * px, found.count, found.types, found.near)
    return Arranged(points.at(found.singles), marks)


def _level(sheet: Sheet, px_mm: float) -> float:
    """The zoom of the level of cells for the scale of a sheet, as on screen."""
    _, lat = unproject([sheet.centre[0]], [sheet.centre[1]])
    metres = sheet.metres_per_mm * px_mm
    zoom = math.log2(_EQUATOR_M_PER_PX * math.cos(math.radians(float(lat[0]))) / metres)
    return math.floor(zoom * MARKS.levels_per_zoom + 1e-6) / MARKS.levels_per_zoom


def _cells(points: Points, level: float) -> Ints:
    """The number of the cell of the ground in which each point lies: squares in Web Mercator."""
    world = 256 * 2**level / MARKS.cell_px
    sine = np.sin(np.radians(points.lat))
    column = np.floor((points.lon + 180) / 360 * world).astype(np.int64)
    row = np.floor((0.5 - np.log((1 + sine) / (1 - sine)) / (4 * np.pi)) * world).astype(np.int64)
    numbers: Ints = column * 2**24 + row
    return numbers


class _AreaGrid:
    """The area at each place of a sheet: the number of its district or province, -1 outside, on a fine lattice."""

    def __init__(self, sheet: Sheet, snapshot: Snapshot, px_mm: float, *, by_district: bool) -> None:
        self._left, self._top = sheet.box.x / px_mm, sheet.box.y / px_mm
        columns = math.ceil(sheet.box.w / px_mm / _LATTICE_PX) + 1
        rows = math.ceil(sheet.box.h / px_mm / _LATTICE_PX) + 1
        west, _, _, north = sheet.limits
        step = _LATTICE_PX * px_mm * sheet.metres_per_mm
        x, y = west + np.arange(columns) * step, north - np.arange(rows) * step
        self._areas = _lattice(x, y, snapshot, by_district)

    def at(self, x: Floats, y: Floats) -> Ints:
        """The areas at places in pixels of the paper."""
        rows, columns = self._areas.shape
        column = np.rint((x - self._left) / _LATTICE_PX).astype(np.int64)
        row = np.rint((y - self._top) / _LATTICE_PX).astype(np.int64)
        inside = (column >= 0) & (row >= 0) & (column < columns) & (row < rows)
        found: Ints = self._areas[row.clip(0, rows - 1), column.clip(0, columns - 1)]
        return np.asarray(np.where(inside, found, -1), np.int64)


def _lattice(x: npt.NDArray[Any], y: npt.NDArray[Any], snapshot: Snapshot, by_district: bool) -> Ints:
    """The area at each point of a lattice in metres of the plane (shape rows, columns)."""
    from matplotlib.path import Path

    drawn = snapshot.dataset.gazetteer.drawn
    provinces = sorted({district.province for district in drawn})
    numbers = {d.name: d.index if by_district else provinces.index(d.province) for d in drawn}
    areas = np.full((len(y), len(x)), -1, np.int64)
    for district in districts_of(snapshot):
        if district["name"] not in numbers:
            continue
        rings = [ring_m(ring) for ring in district["rings"]]
        path, corners = Path.make_compound_path(*(Path(ring, closed=True) for ring in rings)), np.concatenate(rings)
        low, high = corners.min(axis=0), corners.max(axis=0)
        columns = np.flatnonzero((x >= low[0]) & (x <= high[0]))
        rows = np.flatnonzero((y >= low[1]) & (y <= high[1]))
        if not (len(columns) and len(rows)):
            continue
        at = np.column_stack([part.ravel() for part in np.meshgrid(x[columns], y[rows])])
        inside = path.contains_points(at).reshape(len(rows), len(columns))
        part = areas[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
        part[inside & (part < 0)] = numbers[district["name"]]
    return areas


def draw_marks(axes: Axes, paper: Paper, marks: Layout, *, dashed: bool) -> None:
    """Draw every mark: a disc with a ring that shows the share of each type, and the number.

    ``dashed`` adds dashes around those with places that are only near, where their area is not drawn.
    """
    from matplotlib.collections import PatchCollection
    from matplotlib.patches import Circle, Wedge

    unit, ground = paper.unit, paper.theme.ground.paper
    px = PX_PT * unit * _MM_PER_PT
    wedges: list[list[Any]] = [[] for _ in TYPE_STYLES]
    discs = []
    for x, y, radius, count, types in zip(marks.x, marks.y, marks.radius, marks.count, marks.types, strict=True):
        width = _ring_width(float(radius / px), int(count)) * px
        discs.append(Circle((x, y), radius + 1.1 * px))
        for kind, (begin, end) in _shares(types):
            wedges[kind].append(Wedge((x, y), radius, begin, end, width=width))
    axes.add_collection(PatchCollection(discs, facecolor=ground, linewidth=0, zorder=21, gid="mark"), autolim=False)
    for style, parts in zip(TYPE_STYLES, wedges, strict=True):
        colour = style.colour(paper.theme.name)
        ring = PatchCollection(parts, facecolor=colour, linewidth=0, zorder=21.2, gid="mark ring")
        axes.add_collection(ring, autolim=False)
    if dashed and marks.near.any():
        around = [Circle((x, y), r + 2.6 * px) for x, y, r in _near(marks)]
        line: dict[str, Any] = {"edgecolor": paper.theme.muted, "linewidth": 0.7 * unit, "linestyle": (0, (2, 1.6))}
        dashes = PatchCollection(around, facecolor="none", zorder=21.3, gid="mark near", **line)
        axes.add_collection(dashes, autolim=False)
    _write_numbers(paper, marks, px)


def _near(marks: Layout) -> npt.NDArray[np.float64]:
    return np.column_stack((marks.x, marks.y, marks.radius))[marks.near]


def _write_numbers(paper: Paper, marks: Layout, px: float) -> None:
    for x, y, radius, count in zip(marks.x, marks.y, marks.radius, marks.count, strict=True):
        if radius / px < number_radius(int(count)) - 1e-3:
            continue
        style = TextStyle(_digit_size(radius / px, int(count)) * PX_PT, 700, paper.theme.text, "center", "center")
        paper.write(number_text(int(count)), (float(x), float(y)), style, "mark number").set_zorder(22)


def _digit_size(radius: float, count: int) -> float:
    """The size of the digits of a mark: it grows with the mark, as far as the number stands clear of the ring."""
    corner = float(np.hypot(len(number_text(count)) * MARKS.digit_em / 2, _HALF_HEIGHT))
    room = min(radius - _ring_width(radius, count), corner * MARKS.font_px * radius / number_radius(count))
    return next((size for size in _LARGER_PX if size * corner <= room + 0.01), MARKS.font_px)


def _ring_width(radius: float, count: int) -> float:
    """The width of the ring of a mark: wider for larger marks, as far as the number has room."""
    wanted = MARKS.ring_px + MARKS.ring_growth * (radius - MARKS.least_px[0])
    return max(MARKS.ring_px, min(wanted, radius - number_radius(count) + MARKS.ring_px))


def _shares(types: npt.NDArray[np.int64]) -> list[tuple[int, tuple[float, float]]]:
    """The types of a mark and their parts of the ring in degrees, clockwise from the top; the y axis points down."""
    present = np.flatnonzero(types)
    share = np.maximum(types[present] / types.sum(), _LEAST_SHARE)
    share = share / share.sum() * 360
    ends = np.cumsum(share) - 90
    return [(int(k), (float(end - width), float(end))) for k, end, width in zip(present, ends, share, strict=True)]
