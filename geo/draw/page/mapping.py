"""The map of the page: ground, incidents and names on one sheet, and a detail where symbols crowd."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.draw.page import areas, furniture, labels, names, symbols, terrain, words
from geo.draw.page import user_layers as reference
from geo.draw.page.lettering import Lettering
from geo.draw.page.paper import Box, Paper
from geo.draw.page.sheet import Floats, Sheet, basemap, districts_of, ring_m, sheet_for
from geo.draw.page.symbols import Points
from geo.places.measure import project
from geo.view.snapshot import Snapshot

__all__ = ["detail_of", "draw_map"]

_CROWD = 24
_CLOSER = 2.5
_TRIED = 500
_SHARES = (0.5, 0.46, 0.42, 0.38, 0.34)


@dataclass(frozen=True, slots=True)
class _Shown:
    """What one sheet shows: its symbols, the counts of its hatched districts, and where no name may stand."""

    points: Points
    counts: dict[str, int]
    kept_free: tuple[Box, ...] = ()
    numbers_outside: Box | None = field(default=None)
    """Numbers within this box are left to the detail."""


def draw_map(paper: Paper, box: Box, snapshot: Snapshot) -> int:
    """Draw the map and the strip below it; how many symbols it has."""
    strip = furniture.STRIP_MM * paper.unit
    sheet = sheet_for(snapshot, Box(box.x, box.y, box.w, box.h - strip))
    counts = symbols.district_counts(snapshot)
    points = symbols.points_of(snapshot, sheet)
    paper.symbols = symbols.crowding(len(points))
    detail = detail_of(sheet, points)
    if detail is None:
        _draw_sheet(paper, sheet, snapshot, _Shown(points, counts))
    else:
        window = _window(sheet, detail)
        _draw_sheet(paper, sheet, snapshot, _Shown(points, counts, (detail.box,), window))
        _outline(paper, window)
        _draw_detail(paper, detail, snapshot, counts)
    if not len(snapshot.answer):
        _say_nothing(paper, sheet, words.nothing_found(snapshot))
    furniture.draw_frame(paper, sheet)
    furniture.draw_strip(paper, sheet, Box(box.x, sheet.box.bottom, box.w, strip))
    return len(points)


def _draw_sheet(paper: Paper, sheet: Sheet, snapshot: Snapshot, shown: _Shown, label: str = "map") -> None:
    axes = paper.pane(sheet.box, label)
    west, east, south, north = sheet.limits
    axes.set_xlim(west, east)
    axes.set_ylim(south, north)
    axes.set_xticks([])
    axes.set_yticks([])
    for spine in axes.spines.values():
        spine.set_visible(False)
    terrain.draw_terrain(axes, paper, snapshot)
    areas.draw_classes(axes, paper, snapshot)
    symbols.draw_hatched(axes, paper, shown.counts, districts_of(snapshot))
    reference.draw_layers(axes, paper, snapshot)
    reference.draw_range(axes, paper, snapshot)
    degrees = terrain.draw_graticule(axes, paper, sheet, (label == "map", shown.kept_free))
    symbols.draw_points(paper.axes, paper, sheet, shown.points)
    _write_names(paper, sheet, shown, degrees, snapshot)


def _write_names(paper: Paper, sheet: Sheet, shown: _Shown, taken: list[Box], snapshot: Snapshot) -> None:
    boxes = names.symbol_boxes(paper, sheet, shown.points)
    counts = list(names.count_labels(paper, sheet, shown.counts, districts_of(snapshot)))
    shared = list(names.shared_labels(paper, sheet, shown.points))
    if shown.numbers_outside is not None:
        counts = [label for label in counts if not _within(label.spots[0], shown.numbers_outside)]
        shared = [label for label in shared if not _within(label.spots[0], shown.numbers_outside)]
    sites = list(reference.site_labels(paper, sheet, snapshot))
    wanted = [*counts, *sites, *shared]
    if "labels" in snapshot.state.layers:
        ground = names.ground_labels(paper, sheet, districts_of(snapshot))
        wanted = [*counts, *sites, *names.province_labels(paper, sheet), *shared, *ground]
    free = [box.grown(1.5 * paper.unit) for box in shown.kept_free]
    labels.write_labels(paper, labels.place(wanted, paper, sheet.box, boxes, [*taken, *free]))


def _within(point: tuple[float, float], box: Box) -> bool:
    return box.x <= point[0] <= box.right and box.y <= point[1] <= box.bottom


def detail_of(sheet: Sheet, points: Points) -> Sheet | None:
    """A closer view of where symbols crowd, in a free corner; ``None`` if they do not, or if no corner is free."""
    free = _free_corner(sheet, points)
    if free is None or len(points) < _CROWD:
        return None
    x, y = project(points.lon, points.lat)
    metres_per_mm = sheet.metres_per_mm / _CLOSER
    half_w, half_h = free.w / 2 * metres_per_mm, free.h / 2 * metres_per_mm
    around = slice(None, None, -(-len(x) // _TRIED))  # of very many points, some stand for all
    counts = [_near(x - at_x, half_w, y - at_y, half_h).sum() for at_x, at_y in zip(x[around], y[around], strict=True)]
    best = int(np.argmax(counts))
    densest = _near(x - x[around][best], half_w, y - y[around][best], half_h)
    if np.count_nonzero(densest) < _CROWD:
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


def _window(sheet: Sheet, detail: Sheet) -> Box:
    """The ground of the detail as a box on the main sheet."""
    west, east, south, north = detail.limits
    main_west, _, _, main_north = sheet.limits
    scale = sheet.metres_per_mm
    x, y = sheet.box.x + (west - main_west) / scale, sheet.box.y + (main_north - north) / scale
    return Box(x, y, (east - west) / scale, (north - south) / scale)


def _outline(paper: Paper, window: Box) -> None:
    style: dict[str, Any] = {"facecolor": "none", "edgecolor": paper.ink.accent, "zorder": 29}
    paper.fill(window, gid="detail window", linewidth=0.8 * paper.unit, **style)


def _draw_detail(paper: Paper, detail: Sheet, snapshot: Snapshot, counts: dict[str, int]) -> None:
    points = symbols.points_of(snapshot, detail)
    unit, box = paper.unit, detail.box
    head = _emptiest_corner(box, (38 * unit, 5.2 * unit), names.symbol_boxes(paper, detail, points))
    _draw_sheet(paper, detail, snapshot, _Shown(points, counts, (head,)), "detail")
    paper.fill(box, facecolor="none", edgecolor=paper.ink.accent, linewidth=1.0 * unit, zorder=41)
    paper.fill(head, facecolor=paper.ink.paper, edgecolor=paper.ink.accent, linewidth=0.6 * unit, zorder=41)
    km = furniture.bar_km(detail, 18 * unit)
    length, y = km * 1000 / detail.metres_per_mm, head.y + head.h / 2
    style = Lettering(5.8, 600, paper.ink.accent, valign="center")
    paper.write("Detail", (head.x + 1.5 * unit, y), style, "detail").set_zorder(42)
    x = head.x + 11 * unit
    paper.rule((x, x + length), (y, y), color=paper.ink.text, linewidth=1.6 * unit, zorder=42)
    paper.write(f"{km:g} km", (x + length + 1.2 * unit, y), Lettering(5.4, valign="center"), "detail").set_zorder(42)


def _emptiest_corner(box: Box, size: tuple[float, float], boxes: Floats) -> Box:
    """The box of this size in the corner that covers the fewest symbols, the lower ones first."""
    width, height = size
    corners = [Box(x, y, width, height) for y in (box.bottom - height, box.y) for x in (box.x, box.right - width)]
    return min(corners, key=lambda corner: int(labels.overlapping(corner, boxes).sum()))


def _say_nothing(paper: Paper, sheet: Sheet, text: str) -> None:
    style = Lettering(10, 600, None, "center", "center")
    width, height = paper.width_of(text, style) + 10 * paper.unit, 11 * paper.unit
    x, y = sheet.box.x + sheet.box.w / 2, sheet.box.y + sheet.box.h / 2
    box = Box(x - width / 2, y - height / 2, width, height)
    paper.fill(box, facecolor=paper.ink.paper, edgecolor=paper.ink.accent, linewidth=0.8 * paper.unit, zorder=50)
    paper.write(text, (x, y), style, "nothing found").set_zorder(51)
