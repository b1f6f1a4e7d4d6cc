"""The marks of several incidents on paper: which there are on a sheet, and how they are drawn."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from geo.draw.page.fonts import TextStyle
from geo.draw.page.grouping import Frame, Ground, Members
from geo.draw.page.mark_layout import Layout, layout_of
from geo.draw.page.mark_room import Numbered
from geo.draw.page.mark_size import apart_at, digit_size, has_room, number_half, number_text, ring_width
from geo.draw.page.paper import Box, Paper
from geo.draw.page.sheet import Sheet, districts_of, ring_m
from geo.draw.page.spacing import Floats, Ints
from geo.draw.page.symbols import SYMBOL_PX, Points, places_mm
from geo.draw.style import MARKS, TYPE_STYLES
from geo.places.measure import unproject
from geo.view.snapshot import Snapshot

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["Arranged", "MarkRule", "arranged", "draw_line", "draw_marks", "members_on", "shares", "write_beside"]

_MM_PER_PT = 25.4 / 72
_LATTICE_PX = 2.0
_EQUATOR_M_PER_PX = 40_075_016.686 / 256
_LEAST_SHARE = 20 / 360
_DOT_PX = 1.1


@dataclass(frozen=True, slots=True, eq=False)
class Arranged:
    """What is drawn on a sheet: single symbols, and marks.

    Lengths are millimetres on the paper; ``px`` is that of a pixel of the rule. ``numbered`` are the districts with
    incidents that are known only to them.
    """

    singles: Points
    marks: Layout
    px: float
    numbered: tuple[Numbered, ...] = ()

    @property
    def boxes(self) -> Floats:
        """Left, top, right and bottom of each mark and of each number beside one, shape (n, 4)."""
        x, y, reach = self.marks.x, self.marks.y, self.marks.radius
        beside = [(*box[0], *box[1]) for box in self.beside.values()]
        return np.concatenate(
            (np.column_stack((x - reach, y - reach, x + reach, y + reach)), np.reshape(beside, (-1, 4)))
        )

    @property
    def beside(self) -> dict[int, tuple[tuple[float, float], tuple[float, float]]]:
        """The upper left and the lower right corner of the number of each mark that has no room in it."""
        found = {}
        for k in np.flatnonzero(self.are_beside).tolist():
            (x, y), half = self.marks.beside[k], number_half(number_text(int(self.marks.count[k]))) * self.px
            high = MARKS.number_px * self.px
            found[k] = (float(x - half), float(y - high)), (float(x + half), float(y + high))
        return found

    @property
    def has_dots(self) -> bool:
        """Whether a mark has a dot in place of its number."""
        return not bool(_have_room(self.marks, self.px).all())

    @property
    def are_unnumbered(self) -> npt.NDArray[np.bool_]:
        """The marks that have their number neither in them nor beside them."""
        return np.isnan(self.marks.beside[:, 0]) & ~_have_room(self.marks, self.px)

    @property
    def are_beside(self) -> npt.NDArray[np.bool_]:
        """The marks whose number stands beside them."""
        return ~np.isnan(self.marks.beside[:, 0]) & ~_have_room(self.marks, self.px)


@dataclass(frozen=True, slots=True)
class MarkRule:
    """Whether each district has marks of its own, as where districts are coloured, and those with numbers of their own.

    No number lies on the ``reserved`` boxes.
    """

    coloured: bool
    numbered: tuple[Numbered, ...]
    reserved: tuple[Box, ...] = ()


def arranged(paper: Paper, sheet: Sheet, snapshot: Snapshot, points: Points, rule: MarkRule) -> Arranged:
    """The symbols and marks of a sheet."""
    px = paper.mark_pt * _MM_PER_PT
    members, ground, stretch = members_on(paper, sheet, snapshot, points, rule)
    layout = layout_of(members, ground, stretch)
    return Arranged(points.at(layout.singles), layout.scaled(px), px, rule.numbered)


def members_on(
    paper: Paper, sheet: Sheet, snapshot: Snapshot, points: Points, rule: MarkRule
) -> tuple[Members, Ground, float]:
    """The incidents of a sheet, what marks lie on, and the length of a pixel of the level in those of the sheet."""
    px = paper.mark_pt * _MM_PER_PT
    zoom = _zoom(sheet, px)
    level = math.floor(zoom * MARKS.levels_per_zoom + 1e-6) / MARKS.levels_per_zoom
    stretch, is_far = 2 ** (zoom - level), level < MARKS.districts_from_zoom
    grid = _AreaGrid(sheet, snapshot, px, by_district=rule.coloured or not is_far)
    x, y = (mm / px for mm in sheet.place(points.lon, points.lat))
    area = grid.at(x, y)
    x, y = (mm / px for mm in places_mm(paper, sheet, points))
    cell = _cells(points, level)
    if rule.coloured and is_far:
        cell = np.where(area >= 0, -1, cell)
    members = Members(x, y, points.kind, points.size, points.near, area, cell)
    unit = px * stretch
    ground = Ground(
        area_at=lambda u, v: grid.area_at(u * stretch, v * stretch),
        frame=_corners(sheet.box, unit),
        reserved=tuple(_corners(box, unit) for box in rule.reserved),
        apart=apart_at(level),
        shift=MARKS.whole_shift_px if rule.coloured and is_far else MARKS.shift_px,
        districts=tuple(_in_pixels(one, unit) for one in rule.numbered) if level <= MARKS.numbers_to_zoom else (),
        symbol_px=SYMBOL_PX,
    )
    return members, ground, stretch


def _corners(box: Box, unit: float) -> Frame:
    return box.x / unit, box.y / unit, box.right / unit, box.bottom / unit


def _in_pixels(one: Numbered, unit: float) -> Numbered:
    return replace(one, spots=tuple((x / unit, y / unit) for x, y in one.spots))


def _zoom(sheet: Sheet, px_mm: float) -> float:
    """The zoom of the map on screen with the scale of a sheet."""
    _, lat = unproject([sheet.centre[0]], [sheet.centre[1]])
    metres = sheet.metres_per_mm * px_mm
    return math.log2(_EQUATOR_M_PER_PX * math.cos(math.radians(float(lat[0]))) / metres)


def _cells(points: Points, level: float) -> Ints:
    """The number of the cell of the ground in which each point lies: squares in Web Mercator."""
    world = 2 * 256 * 2**level / apart_at(level)
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

    def area_at(self, x: float, y: float) -> int:
        """The area at one place in pixels of the paper."""
        rows, columns = self._areas.shape
        column, row = round((x - self._left) / _LATTICE_PX), round((y - self._top) / _LATTICE_PX)
        return int(self._areas[row, column]) if 0 <= column < columns and 0 <= row < rows else -1

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
    px = paper.mark_pt * _MM_PER_PT
    wedges: list[list[Any]] = [[] for _ in TYPE_STYLES]
    discs = []
    for x, y, radius, count, types in zip(marks.x, marks.y, marks.radius, marks.count, marks.types, strict=True):
        width = ring_width(float(radius / px), int(count)) * px
        discs.append(Circle((x, y), radius + 1.1 * px))
        for kind, (begin, end) in shares(types):
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


def _have_room(marks: Layout, px: float) -> npt.NDArray[np.bool_]:
    """Which marks have their number in them."""
    return np.array(
        [has_room(r / px, n) for r, n in zip(marks.radius.tolist(), marks.count.tolist(), strict=True)], np.bool_
    )


def _write_numbers(paper: Paper, marks: Layout, px: float) -> None:
    """Write numbers in their marks; a mark without room has a dot."""
    dots = []
    for x, y, radius, count in zip(marks.x, marks.y, marks.radius, marks.count, strict=True):
        if not has_room(radius / px, int(count)):
            dots.append((float(x), float(y)))
            continue
        size = digit_size(radius / px, int(count)) * paper.mark_pt / paper.unit
        style = TextStyle(size, 700, paper.theme.text, "center", "center")
        paper.write(number_text(int(count)), (float(x), float(y)), style, "mark number").set_zorder(22)
    _fill(paper.axes, dots, _DOT_PX * px, paper.theme.text)


def _fill(axes: Axes, middles: list[tuple[float, float]], radius: float, colour: str) -> None:
    from matplotlib.collections import PatchCollection
    from matplotlib.patches import Circle

    discs = [Circle(at, radius) for at in middles]
    drawn = PatchCollection(discs, facecolor=colour, linewidth=0, zorder=21.4, gid="mark dot")
    axes.add_collection(drawn, autolim=False)


def write_beside(paper: Paper, arranged: Arranged) -> None:
    """Write the numbers that stand beside their mark, each with a line to it."""
    from matplotlib.patches import FancyBboxPatch

    marks, unit = arranged.marks, paper.unit
    for k, ((left, top), (right, bottom)) in arranged.beside.items():
        middle = (left + right) / 2, (top + bottom) / 2
        draw_line(paper, (float(marks.x[k]), float(marks.y[k])), middle)
        shape = f"round,pad=0,rounding_size={(bottom - top) / 2:.3f}"
        style: dict[str, Any] = {
            "facecolor": paper.theme.ground.paper,
            "edgecolor": paper.theme.muted,
            "linewidth": 0.4 * unit,
        }
        box = FancyBboxPatch((left, top), right - left, bottom - top, boxstyle=shape, zorder=21.5, **style)
        paper.axes.add_patch(box)
        text = TextStyle(MARKS.font_px * paper.mark_pt / paper.unit, 700, paper.theme.text, "center", "center")
        paper.write(number_text(int(marks.count[k])), middle, text, "mark number").set_zorder(22)


def draw_line(paper: Paper, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Draw the line from a place to a number beside it, below the marks."""
    x, y = zip(start, end, strict=True)
    for width, colour in ((1.6, paper.theme.ground.paper), (0.6, paper.theme.text)):
        paper.axes.plot(x, y, linewidth=width * paper.unit, color=colour, zorder=20.9, gid="mark line")


def shares(types: npt.NDArray[np.int64]) -> list[tuple[int, tuple[float, float]]]:
    """The types of a mark and their parts of the ring in degrees, clockwise from the top; the y axis points down."""
    present = np.flatnonzero(types)
    share = np.maximum(types[present] / types.sum(), _LEAST_SHARE)
    share = share / share.sum() * 360
    ends = np.cumsum(share) - 90
    return [(int(k), (float(end - width), float(end))) for k, end, width in zip(present, ends, share, strict=True)]
