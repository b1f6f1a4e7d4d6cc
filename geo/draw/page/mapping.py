"""The map of the page: ground, incidents and names on one sheet, and a detail where symbols are dense."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from geo.briefing import Briefing
from geo.draw.page import furniture, hot_spots, labels, names, nearness, symbols, terrain, user_layers
from geo.draw.page.district_spots import numbered_districts
from geo.draw.page.fonts import TextStyle
from geo.draw.page.labels import Label
from geo.draw.page.mark_layout import Layout
from geo.draw.page.marks import Arranged, MarkRule, arranged, draw_line, draw_marks, write_beside
from geo.draw.page.paper import Box, Paper
from geo.draw.page.sheet import Floats, Sheet, basemap, districts_of, ring_m, sheet_for
from geo.draw.page.symbols import Points
from geo.places.measure import project
from geo.places.user_layers import UserLayer
from geo.view.snapshot import Snapshot

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["MapDrawn", "detail_of", "draw_map"]

_DENSE = 24
_CLOSER = 2.5
_TRIED = 500
_SHARES = (0.5, 0.46, 0.42, 0.38, 0.34)


@dataclass(frozen=True, slots=True)
class _Content:
    """What every sheet of the map draws from, and how many incidents are known only to each drawn district."""

    briefing: Briefing
    snapshot: Snapshot
    counts: dict[str, int]

    @property
    def layers(self) -> tuple[UserLayer, ...]:
        return self.briefing.legend.user_layers


@dataclass(frozen=True, slots=True)
class _Inset:
    """The sheet of the detail, and the box on the map that it enlarges."""

    sheet: Sheet
    enlarged: Box


@dataclass(frozen=True, slots=True)
class _Part:
    """What one sheet adds: its symbols and marks, and boxes that are reserved: no name is placed in them."""

    label: str
    drawn: Arranged
    reserved: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class MapDrawn:
    """What is on a map.

    Attributes
    ----------
    incidents
        Their number.
    sizes
        The classes of size of single symbols.
    has_marks, has_dots
        Whether marks stand for several incidents, and whether some of these have a dot in place of their number.
    has_near
        Whether a place of them is only near.
    """

    incidents: int
    sizes: frozenset[int]
    has_marks: bool
    has_dots: bool
    has_near: bool


def draw_map(paper: Paper, box: Box, briefing: Briefing, snapshot: Snapshot) -> MapDrawn:
    """Draw the map and the strip below it; what is on it."""
    strip = furniture.STRIP_MM * paper.unit
    sheet = sheet_for(snapshot, Box(box.x, box.y, box.w, box.h - strip))
    points = symbols.points_of(snapshot, sheet)
    content = _Content(briefing, snapshot, symbols.district_counts(snapshot))
    detail = detail_of(sheet, points)
    inset = None if detail is None else _Inset(detail, _enlarged(sheet, detail))
    drawn = [_arranged(paper, sheet, content, points, inset)]
    if inset is None:
        _draw_sheet(paper, sheet, content, _Part("map", drawn[0]))
    else:
        _draw_sheet(paper, sheet, content, _Part("map", drawn[0], (inset.sheet.box,)))
        _outline(paper, inset.enlarged)
        drawn.append(_draw_detail(paper, inset.sheet, content))
    if briefing.nothing_found:
        _write_nothing_found(paper, sheet, briefing.nothing_found)
    if briefing.label:
        furniture.draw_label(paper, sheet, briefing.label, None if inset is None else inset.sheet.box)
    furniture.draw_frame(paper, sheet)
    furniture.draw_strip(paper, sheet, Box(box.x, sheet.box.bottom, box.w, strip))
    return MapDrawn(
        incidents=len(points),
        sizes=frozenset(int(size) for each in drawn for size in np.unique(each.singles.size)),
        has_marks=any(len(each.marks.count) for each in drawn),
        has_dots=any(each.has_dots for each in drawn),
        has_near=bool(points.near.any()),
    )


def _arranged(paper: Paper, sheet: Sheet, content: _Content, points: Points, inset: _Inset | None = None) -> Arranged:
    """The symbols and marks of a sheet; numbers of districts in its enlarged part are left to the detail."""
    numbered = numbered_districts(sheet, content.snapshot)
    reserved: tuple[Box, ...] = ()
    if inset is not None:
        numbered = tuple(one for one in numbered if not _within(one.spots[0], inset.enlarged))
        reserved = (inset.sheet.box,)
    rule = MarkRule(content.briefing.legend.classes is not None, numbered, reserved)
    return arranged(paper, sheet, content.snapshot, points, rule)


def _draw_sheet(paper: Paper, sheet: Sheet, content: _Content, part: _Part) -> None:
    axes, snapshot, districts = _axes(paper, sheet, part.label), content.snapshot, districts_of(content.snapshot)
    terrain.draw_terrain(axes, paper, snapshot)
    if (classes := content.briefing.legend.classes) is not None:
        terrain.draw_classes(axes, paper, classes, _drawn_areas(snapshot, districts))
    if (spots := content.briefing.legend.spots) is not None:
        hot_spots.draw_spots(axes, paper, spots, _drawn_areas(snapshot, districts))
        hot_spots.draw_ranks(paper, sheet, spots)
    symbols.draw_hatched(axes, paper, content.counts, districts)
    user_layers.draw_layers(axes, paper, content.layers)
    user_layers.draw_range(axes, paper, snapshot.state.query.within)
    degrees = terrain.draw_graticule(axes, paper, sheet, (part.label == "map", part.reserved))
    points = symbols.points_of(snapshot, sheet)
    places = sheet.place(points.lon[points.near], points.lat[points.near])
    nearness.draw_discs(paper.axes, paper, sheet, places, filled=content.briefing.legend.classes is None)
    symbols.draw_points(paper.axes, paper, sheet, part.drawn.singles)
    draw_marks(paper.axes, paper, part.drawn.marks, dashed=not nearness.disc_mm(sheet))
    write_beside(paper, part.drawn)
    taken = [*degrees, *(box.grown(1.5 * paper.unit) for box in part.reserved)]
    taken += [Box(left, top, right - left, bottom - top) for left, top, right, bottom in part.drawn.boxes.tolist()]
    symbol_boxes = names.symbol_boxes(paper, sheet, part.drawn.singles)
    placed = labels.place(_labels(paper, sheet, content, part), paper, sheet.box, symbol_boxes, taken)
    _draw_lines(paper, part.drawn.marks, placed)
    labels.write_labels(paper, placed)


def _draw_lines(paper: Paper, marks: Layout, placed: list[labels.Placed]) -> None:
    """Draw the lines to the numbers that stand beside their district."""
    positions = {item.label.positions[0] for item in placed if item.label.kind == "district count"}
    for name, start in marks.lines.items():
        if marks.districts[name] in positions:
            draw_line(paper, start, marks.districts[name])


def _axes(paper: Paper, sheet: Sheet, label: str) -> Axes:
    axes = paper.pane(sheet.box, label)
    west, east, south, north = sheet.limits
    axes.set_xlim(west, east)
    axes.set_ylim(south, north)
    axes.set_xticks([])
    axes.set_yticks([])
    for spine in axes.spines.values():
        spine.set_visible(False)
    return axes


def _drawn_areas(snapshot: Snapshot, districts: list[dict[str, Any]]) -> list[dict[str, Any] | None]:
    """The area of each drawn district of the gazetteer."""
    by_name = {area["name"]: area for area in districts}
    return [by_name.get(district.name) for district in snapshot.dataset.gazetteer.drawn]


def _labels(paper: Paper, sheet: Sheet, content: _Content, part: _Part) -> list[Label]:
    """The labels that are to be placed, the most important first."""
    districts = districts_of(content.snapshot)
    counts = names.count_labels(paper, part.drawn)
    sites = list(user_layers.site_labels(paper, sheet, content.layers))
    if "labels" not in content.snapshot.state.layers:
        return [*counts, *sites]
    fixed = [label for label in counts if label.always]
    counts = [label for label in counts if not label.always]
    first, ground = names.large_towns(paper, sheet), list(names.ground_labels(paper, sheet, districts))
    if part.label == "detail":  # the map around it names the countries and provinces
        ground = [label for label in ground if label.kind != "area"]
    return [*fixed, *names.province_labels(paper, sheet), *first, *counts, *sites, *ground]


def _within(point: tuple[float, float], box: Box) -> bool:
    return box.x <= point[0] <= box.right and box.y <= point[1] <= box.bottom


def detail_of(sheet: Sheet, points: Points) -> Sheet | None:
    """A closer view of the densest symbols, in a free corner; ``None`` if they are few, or if no corner is free."""
    free = _free_corner(sheet, points)
    if free is None or len(points) < _DENSE:
        return None
    x, y = project(points.lon, points.lat)
    metres_per_mm = sheet.metres_per_mm / _CLOSER
    half_w, half_h = free.w / 2 * metres_per_mm, free.h / 2 * metres_per_mm
    around = slice(None, None, -(-len(x) // _TRIED))  # of very many points, some stand for all
    counts = [_near(x - at_x, half_w, y - at_y, half_h).sum() for at_x, at_y in zip(x[around], y[around], strict=True)]
    best = int(np.argmax(counts))
    densest = _near(x - x[around][best], half_w, y - y[around][best], half_h)
    if np.count_nonzero(densest) < _DENSE:
        return None
    centre = ((x[densest].min() + x[densest].max()) / 2, (y[densest].min() + y[densest].max()) / 2)
    return Sheet(free, (float(centre[0]), float(centre[1])), metres_per_mm)


def _near(dx: Floats, half_w: float, dy: Floats, half_h: float) -> npt.NDArray[np.bool_]:
    return (abs(dx) <= half_w) & (abs(dy) <= half_h)


def _free_corner(sheet: Sheet, points: Points) -> Box | None:
    """The largest box in an upper corner on which neither a symbol nor a province stands."""
    outline = np.concatenate([ring_m(ring) for p in basemap()["provinces"] for ring in p["rings"]])
    west, _, _, north = sheet.limits
    symbols_at = np.column_stack(sheet.place(points.lon, points.lat))
    ground_at = np.column_stack(
        (
            sheet.box.x + (outline[:, 0] - west) / sheet.metres_per_mm,
            sheet.box.y + (north - outline[:, 1]) / sheet.metres_per_mm,
        )
    )
    busy = np.concatenate((symbols_at, ground_at))
    for share in _SHARES:
        side = share * min(sheet.box.w, sheet.box.h)
        box = Box(sheet.box.x, sheet.box.y, min(side * 1.25, sheet.box.w / 2), side)
        margin = 0.02 * side
        inside = (busy[:, 0] < box.right + margin) & (busy[:, 1] < box.bottom + margin)
        if not inside.any():
            return box
    return None


def _enlarged(sheet: Sheet, detail: Sheet) -> Box:
    """The ground of the detail as a box on the main sheet."""
    west, east, south, north = detail.limits
    main_west, _, _, main_north = sheet.limits
    scale = sheet.metres_per_mm
    x, y = sheet.box.x + (west - main_west) / scale, sheet.box.y + (main_north - north) / scale
    return Box(x, y, (east - west) / scale, (north - south) / scale)


def _outline(paper: Paper, enlarged: Box) -> None:
    style: dict[str, Any] = {"facecolor": "none", "edgecolor": paper.theme.accent, "zorder": 20.5}
    paper.fill(enlarged, gid="detail outline", linewidth=0.8 * paper.unit, **style)


def _draw_detail(paper: Paper, detail: Sheet, content: _Content) -> Arranged:
    drawn = _arranged(paper, detail, content, symbols.points_of(content.snapshot, detail))
    unit, box = paper.unit, detail.box
    occupied = np.concatenate((names.symbol_boxes(paper, detail, drawn.singles), drawn.boxes))
    head = _emptiest_corner(box, (38 * unit, 5.2 * unit), occupied)
    _draw_sheet(paper, detail, content, _Part("detail", drawn, (head,)))
    paper.fill(box, facecolor="none", edgecolor=paper.theme.accent, linewidth=1.0 * unit, zorder=41)
    paper.fill(head, facecolor=paper.theme.ground.paper, edgecolor=paper.theme.accent, linewidth=0.6 * unit, zorder=41)
    km = furniture.bar_km(detail, 18 * unit)
    length, y = km * 1000 / detail.metres_per_mm, head.y + head.h / 2
    style = TextStyle(5.8, 600, paper.theme.accent, valign="center")
    paper.write("Detail", (head.x + 1.5 * unit, y), style, "detail").set_zorder(42)
    x = head.x + 11 * unit
    paper.rule((x, x + length), (y, y), color=paper.theme.text, linewidth=1.6 * unit, zorder=42)
    paper.write(f"{km:g} km", (x + length + 1.2 * unit, y), TextStyle(5.4, valign="center"), "detail").set_zorder(42)
    return drawn


def _emptiest_corner(box: Box, size: tuple[float, float], boxes: Floats) -> Box:
    """The box of this size in the corner that covers the fewest symbols, the lower ones first."""
    width, height = size
    corners = [Box(x, y, width, height) for y in (box.bottom - height, box.y) for x in (box.x, box.right - width)]
    return min(corners, key=lambda corner: int(labels.overlapping(corner, boxes).sum()))


def _write_nothing_found(paper: Paper, sheet: Sheet, text: str) -> None:
    style = TextStyle(10, 600, None, "center", "center")
    width, height = paper.width_of(text, style) + 10 * paper.unit, 11 * paper.unit
    x, y = sheet.box.x + sheet.box.w / 2, sheet.box.y + sheet.box.h / 2
    box = Box(x - width / 2, y - height / 2, width, height)
    paper.fill(
        box, facecolor=paper.theme.ground.paper, edgecolor=paper.theme.accent, linewidth=0.8 * paper.unit, zorder=50
    )
    paper.write(text, (x, y), style, "nothing found").set_zorder(51)
