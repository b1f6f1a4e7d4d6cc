"""The map of the page: ground, incidents and names on one sheet, and a detail where symbols are dense."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.briefing import Briefing
from geo.briefing.notes import OnMap
from geo.draw.page import furniture, hot_spots, labels, names, nearness, symbols, terrain, user_layers
from geo.draw.page.annotations import annotation_boxes, draw_annotations
from geo.draw.page.callouts import Callout, callouts_on, draw_callouts
from geo.draw.page.detail import draw_detail_frame
from geo.draw.page.district_names import district_labels, led_label
from geo.draw.page.district_spots import numbered_districts
from geo.draw.page.fonts import TextStyle
from geo.draw.page.ground import Ground, ground_of
from geo.draw.page.heat import draw_heat
from geo.draw.page.labels import Label
from geo.draw.page.mark_layout import Layout
from geo.draw.page.marks import Arranged, MarkRule, arranged, draw_line, draw_marks, write_beside
from geo.draw.page.overview import draw_overview
from geo.draw.page.paper import Box, Paper
from geo.draw.page.selection import draw_district, draw_selection
from geo.draw.page.sheet import Sheet, district_counts, districts_of
from geo.ending import go_on
from geo.places.user_layers import UserLayer
from geo.view.snapshot import Snapshot

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["MapDrawn", "axes_of", "draw_map"]


_MOST_STARTS = 12


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
class _Part:
    """What one sheet adds: its symbols and marks, boxes where no name is placed, and the box that another enlarges."""

    label: str
    drawn: Arranged
    reserved: tuple[Box, ...] = ()
    enlarged: Box | None = None

    @property
    def unnumbered(self) -> int:
        """How many incidents are in marks without a number, neither here nor enlarged."""
        marks = self.drawn.marks
        without = np.flatnonzero(self.drawn.are_unnumbered).tolist()
        return sum(
            int(marks.count[k])
            for k in without
            if self.enlarged is None or not _within((float(marks.x[k]), float(marks.y[k])), self.enlarged)
        )


@dataclass(frozen=True, slots=True)
class MapDrawn:
    """What is on a map.

    Attributes
    ----------
    on_map
        How many incidents are on it, and how many of these without a number.
    sizes
        The classes of size of single symbols.
    has_marks, has_dots
        Whether marks stand for several incidents, and whether some of these have a dot in place of their number.
    has_near
        Whether a place of them is only near.
    lines
        The kinds of lines of the ground, see `geo.briefing.legend.LINES`.
    """

    on_map: OnMap
    sizes: frozenset[int]
    has_marks: bool
    has_dots: bool
    has_near: bool
    lines: frozenset[str]


def draw_map(paper: Paper, box: Box, briefing: Briefing, snapshot: Snapshot, taken: tuple[Box, ...] = ()) -> MapDrawn:
    """Draw the map and the strip below it, and nothing but ground on boxes that are ``taken``; what is on it."""
    ground = ground_of(paper, box, briefing, snapshot, taken)
    sheet, points, detail = ground.sheet, ground.points, ground.detail
    go_on()
    content = _Content(briefing, snapshot, district_counts(snapshot))
    callouts = _callouts(paper, ground, snapshot)
    parts = _parts(paper, ground, content, (*ground.reserved, *(one.box for one in callouts)))
    go_on()
    unnumbered, lines = _draw_sheet(paper, sheet, content, parts[0])
    if detail is not None:
        unnumbered += _draw_sheet(paper, detail.sheet, content, parts[1])[0]
        draw_detail_frame(paper, detail)
    if ground.overview is not None:
        draw_overview(paper, sheet, ground.overview)
    draw_callouts(paper, callouts)
    if briefing.nothing_found:
        _write_nothing_found(paper, sheet, briefing.nothing_found)
    if briefing.label:
        furniture.draw_label(paper, _label_box(paper, sheet, briefing.label, parts[0]), briefing.label)
    furniture.draw_frame(paper, sheet)
    on_map = OnMap(len(points), _hatched_on(sheet, content), unnumbered)
    furniture.draw_strip(paper, sheet, ground.strip, briefing.notes.mapped.beyond(on_map))
    drawn = [part.drawn for part in parts]
    return MapDrawn(
        on_map=on_map,
        sizes=frozenset(int(size) for each in drawn for size in np.unique(each.singles.size)),
        has_marks=any(len(each.marks.count) for each in drawn),
        has_dots=any(each.has_dots for each in drawn),
        has_near=bool(points.near.any()),
        lines=lines | ({"range"} if snapshot.state.query.within else set()),
    )


def _hatched_on(sheet: Sheet, content: _Content) -> int:
    """How many incidents are known only to a district of which a part lies on the sheet."""
    areas = [area for area in districts_of(content.snapshot) if area["name"] in content.counts]
    return sum(content.counts[area["name"]] for area in areas if terrain.is_on(sheet, area["rings"]))


def _callouts(paper: Paper, ground: Ground, snapshot: Snapshot) -> list[Callout]:
    """The callouts of the selected incidents, if the page has them."""
    if not paper.options.callouts:
        return []
    occupied = names.symbol_boxes(paper, ground.sheet, ground.points)
    return callouts_on(paper, ground.sheet, snapshot, occupied, ground.reserved)


def _parts(paper: Paper, ground: Ground, content: _Content, reserved: tuple[Box, ...]) -> list[_Part]:
    """The map and its detail; numbers of districts in the part that is enlarged are left to the detail."""
    sheet, points, detail = ground.sheet, ground.points, ground.detail
    numbered = numbered_districts(sheet, content.snapshot)
    coloured = content.briefing.legend.classes is not None and not paper.options.is_short
    if detail is None:
        rule = MarkRule(coloured, numbered, reserved)
        return [_Part("map", arranged(paper, sheet, content.snapshot, points, rule), reserved)]
    inside = {one.name for one in numbered if _within(one.spots[0], detail.enlarged)}
    around = tuple(one for one in numbered if one.name not in inside)
    whole = arranged(paper, sheet, content.snapshot, points, MarkRule(coloured, around, reserved))
    closer = symbols.points_of(content.snapshot, detail.sheet)
    numbered = tuple(one for one in numbered_districts(detail.sheet, content.snapshot) if one.name in inside)
    enlarged = arranged(paper, detail.sheet, content.snapshot, closer, MarkRule(coloured, numbered))
    return [_Part("map", whole, reserved, detail.enlarged), _Part("detail", enlarged)]


def _label_box(paper: Paper, sheet: Sheet, text: str, part: _Part) -> Box:
    """The corner of the map on which the fewest symbols and marks lie; detail and overview take one each."""
    occupied = np.concatenate((names.symbol_boxes(paper, sheet, part.drawn.singles), part.drawn.boxes))
    corners = furniture.label_corners(paper, sheet, text)
    free = [corner for corner in corners if not any(taken.meets(corner) for taken in part.reserved)]
    return min(free, key=lambda corner: int(labels.overlapping(corner, occupied).sum()))


def _draw_sheet(paper: Paper, sheet: Sheet, content: _Content, part: _Part) -> tuple[int, frozenset[str]]:
    """Draw one sheet; how many incidents are in marks and districts without a number, and the kinds of lines on it."""
    axes, snapshot, districts = axes_of(paper, sheet, part.label), content.snapshot, districts_of(content.snapshot)
    drawn_lines = terrain.draw_terrain(axes, paper, sheet, snapshot, content.briefing.scope)
    if (classes := content.briefing.legend.classes) is not None:
        terrain.draw_classes(axes, paper, classes, _drawn_areas(snapshot, districts))
    if (heat := content.briefing.legend.heat) is not None:
        go_on()
        draw_heat(axes, paper, snapshot, heat)
    if (spots := content.briefing.legend.spots) is not None:
        hot_spots.draw_spots(axes, paper, sheet, spots, _drawn_areas(snapshot, districts))
        hot_spots.draw_ranks(paper, sheet, spots)
    go_on()
    symbols.draw_hatched(axes, paper, content.counts, districts)
    draw_district(axes, paper, snapshot)
    user_layers.draw_layers(axes, paper, content.layers)
    user_layers.draw_range(axes, paper, snapshot.state.query.within)
    edges = part.label == "map", part.reserved
    degrees = terrain.draw_graticule(axes, paper, sheet, edges) if paper.options.graticule else []
    points = symbols.points_of(snapshot, sheet)
    places = sheet.place(points.lon[points.near], points.lat[points.near])
    nearness.draw_discs(paper.axes, paper, sheet, places, filled=content.briefing.legend.classes is None)
    go_on()
    symbols.draw_points(paper.axes, paper, sheet, part.drawn.singles)
    draw_marks(paper.axes, paper, part.drawn.marks, dashed=not nearness.disc_mm(sheet))
    write_beside(paper, part.drawn)
    draw_selection(paper, sheet, snapshot)
    taken = [*degrees, *(box.grown(1.5 * paper.unit) for box in part.reserved)]
    taken += annotation_boxes(paper, sheet, snapshot.state.annotations)
    taken += [Box(left, top, right - left, bottom - top) for left, top, right, bottom in part.drawn.boxes.tolist()]
    symbol_boxes = names.symbol_boxes(paper, sheet, part.drawn.singles)
    placed = labels.place(_labels(paper, sheet, content, part), paper, sheet.box, symbol_boxes, taken)
    numbered = {item.label.of for item in placed if item.label.kind == "district count"}
    _draw_lines(paper, part.drawn.marks, numbered)
    labels.write_labels(paper, placed)
    draw_annotations(paper, sheet, snapshot.state.annotations)
    left_over = sum(one.count for one in part.drawn.numbered if one.name not in numbered and _any_on(sheet, one.spots))
    return left_over + part.unnumbered, drawn_lines


def _any_on(sheet: Sheet, spots: Iterable[tuple[float, float]]) -> bool:
    return any(_within(spot, sheet.box) for spot in spots)


def _draw_lines(paper: Paper, marks: Layout, numbered: set[str]) -> None:
    """Draw the lines to the numbers that stand beside their district."""
    for name, start in marks.lines.items():
        if name in numbered:
            draw_line(paper, start, marks.districts[name])


def axes_of(paper: Paper, sheet: Sheet, label: str) -> Axes:
    """Axes in metres of the plane in the box of a sheet."""
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
    first = names.large_towns(paper, sheet)
    provinces = names.province_labels(paper, sheet, lambda area: _beside(paper, sheet, area))
    in_districts = district_labels(paper, sheet, content.snapshot, districts)
    ground = list(names.ground_labels(paper, sheet, in_districts))
    if part.label == "detail":  # the map around it names the countries and provinces
        ground = [label for label in ground if label.kind != "area"]
    return [*fixed, *first, *provinces, *counts, *sites, *ground]


def _beside(paper: Paper, sheet: Sheet, area: dict[str, Any]) -> Label | None:
    """The name of a province beside it: on a screen large marks may cover the whole of it."""
    return led_label(paper, sheet, area, TextStyle(6.6), _MOST_STARTS) if paper.options.is_short else None


def _within(point: tuple[float, float], box: Box) -> bool:
    return box.x <= point[0] <= box.right and box.y <= point[1] <= box.bottom


def _write_nothing_found(paper: Paper, sheet: Sheet, text: str) -> None:
    style = TextStyle(10, 600, None, "center", "center")
    width, height = paper.width_of(text, style) + 10 * paper.unit, 11 * paper.unit
    x, y = sheet.box.x + sheet.box.w / 2, sheet.box.y + sheet.box.h / 2
    box = Box(x - width / 2, y - height / 2, width, height)
    paper.fill(
        box, facecolor=paper.theme.ground.paper, edgecolor=paper.theme.accent, linewidth=0.8 * paper.unit, zorder=50
    )
    paper.write(text, (x, y), style, "nothing found").set_zorder(51)
