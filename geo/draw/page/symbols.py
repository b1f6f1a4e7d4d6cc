"""The incidents on the map: symbols by type and size, discs of uncertainty and hatched districts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from geo.draw.page.nearness import disc_mm, draw_dashes
from geo.draw.page.paper import Paper
from geo.draw.page.sheet import Floats, Sheet
from geo.draw.page.terrain import polygons
from geo.draw.style import ALIKE, SHAPES, SIZE_CLASSES, TYPE_STYLES
from geo.scales import killed_classes
from geo.taxonomy import EVENT_TYPES
from geo.view.snapshot import Snapshot

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.collections import PathCollection
    from matplotlib.path import Path

__all__ = [
    "HATCH",
    "NO_FIGURE",
    "SYMBOL_PX",
    "Points",
    "draw_hatched",
    "draw_points",
    "draw_symbol",
    "marker",
    "marker_area",
    "places_mm",
    "points_at",
    "points_of",
    "radius_pt",
    "rows_on",
]

SYMBOL_PX = 0.77
"""Single symbols are so much smaller on paper than marks."""

_MM_PER_PT = 25.4 / 72
_KINDS, _SIZES = range(len(TYPE_STYLES)), range(len(SIZE_CLASSES))
NO_FIGURE = 0
"""The class of size of incidents without a figure of deaths."""


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """The incidents that are drawn as symbols, the largest first: places in degrees and codes (shape n)."""

    lon: Floats
    lat: Floats
    kind: npt.NDArray[np.int32]
    size: npt.NDArray[np.int32]
    near: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.lon)

    def at(self, chosen: npt.NDArray[np.int64]) -> Points:
        """Those at some positions."""
        return Points(self.lon[chosen], self.lat[chosen], self.kind[chosen], self.size[chosen], self.near[chosen])


def points_of(snapshot: Snapshot, sheet: Sheet) -> Points:
    """The incidents of a snapshot that have a point on the sheet; none where their layer is off."""
    return points_at(snapshot, rows_on(snapshot, sheet), sheet)


def rows_on(snapshot: Snapshot, sheet: Sheet) -> npt.NDArray[np.int32]:
    """The rows of `points_of`, the largest symbols first."""
    incidents = snapshot.dataset.incidents
    rows = snapshot.rows[incidents.has_point[snapshot.rows]]
    if "incidents" not in snapshot.state.layers:
        rows = rows[:0]
    rows = rows[sheet.holds(incidents.lon[rows], incidents.lat[rows])] if len(rows) else rows
    return np.asarray(rows[np.argsort(-_sizes(snapshot, rows), kind="stable")], np.int32)


def points_at(snapshot: Snapshot, rows: npt.NDArray[np.int32], sheet: Sheet) -> Points:
    """Rows of a snapshot, which have a point, as symbols, at places as exact as the sheet shows."""
    incidents = snapshot.dataset.incidents
    lon, lat = sheet.seen(incidents.lon[rows], incidents.lat[rows])
    return Points(
        lon=lon,
        lat=lat,
        kind=incidents.coded["event_type"].recode(EVENT_TYPES, len(EVENT_TYPES) - 1)[rows],
        size=_sizes(snapshot, rows),
        near=incidents.coded["place_precision"].isin(("near",))[rows],
    )


def _sizes(snapshot: Snapshot, rows: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
    size = killed_classes(snapshot.dataset.incidents.killed[rows]).astype(np.int32)
    return size if snapshot.state.size_by == "killed" else np.full_like(size, ALIKE)


def radius_pt(size: int, paper: Paper) -> float:
    """The radius of a size class on paper, in points."""
    return SIZE_CLASSES[size].radius_px * SYMBOL_PX * paper.mark_pt


def places_mm(paper: Paper, sheet: Sheet, points: Points) -> tuple[Floats, Floats]:
    """Where the symbols of points stand on the paper, in millimetres.

    The symbol of a point at the edge of the sheet is moved inwards, by its radius at most: the edge would cut it.
    """
    x, y = sheet.place(points.lon, points.lat)
    reach = np.array([[_reach_mm(kind, size, paper) for size in _SIZES] for kind in _KINDS])[points.kind, points.size]
    box = sheet.box
    return np.clip(x, box.x + reach, box.right - reach), np.clip(y, box.y + reach, box.bottom - reach)


def _reach_mm(kind: int, size: int, paper: Paper) -> float:
    corners = max((abs(c) for corner in SHAPES[TYPE_STYLES[kind].shape] for c in corner), default=1.0)
    return (corners * radius_pt(size, paper) + 0.5 * paper.unit) * _MM_PER_PT


@cache
def marker(shape: str) -> Path:
    """The outline of a shape, with about the area of a circle of radius 1."""
    from matplotlib.path import Path

    corners = [(x, -y) for x, y in SHAPES[shape]]
    return Path([*corners, (0, 0)], closed=True) if corners else Path.unit_circle()


def marker_area(shape: str, radius: float) -> float:
    """The ``s`` of a scatter that draws the shape with the area of a circle of this radius in points."""
    reach = max((abs(c) for corner in SHAPES[shape] for c in corner), default=1.0)
    return float((2 * reach * radius) ** 2)


def draw_points(axes: Axes, paper: Paper, sheet: Sheet, points: Points) -> None:
    """Draw every point, the largest first, so that a small one is never hidden.

    Those that are only near have dashes where the area of their discs is not drawn.
    """
    from matplotlib.patches import Rectangle

    x, y = places_mm(paper, sheet, points)
    box = sheet.box
    edge = Rectangle((box.x, box.y), box.w, box.h, transform=axes.transData)
    for size in range(len(SIZE_CLASSES) - 1, -1, -1):
        for kind in range(len(TYPE_STYLES)):
            for near in (True, False):
                here = (points.size == size) & (points.kind == kind) & (points.near == near)
                if here.any():
                    code = (kind, size, near and not disc_mm(sheet))
                    for drawn in draw_symbol(axes, paper, (x[here], y[here]), code):
                        drawn.set_clip_path(edge)


def draw_symbol(
    axes: Axes, paper: Paper, at: tuple[Floats, Floats], code: tuple[int, int, bool]
) -> list[PathCollection]:
    """Draw symbols of one type and size class at points of the axes, some with dashes; the artists.

    Symbols of a size class have one size, however well the place is known. Those without a figure of deaths are hollow.
    """
    kind, size, is_dashed = code
    style = TYPE_STYLES[kind]
    colour = style.colour(paper.theme.name)
    radius, layer = radius_pt(size, paper), 20 - size
    dashes = [draw_dashes(axes, paper, at, radius, zorder=layer)] if is_dashed else []
    ground, width = paper.theme.ground.paper, paper.unit
    edge: dict[str, Any] = (
        {"facecolors": ground, "edgecolors": colour, "linewidths": 0.9 * width}
        if size == NO_FIGURE
        else {"facecolors": colour, "edgecolors": ground, "linewidths": 0.5 * width}
    )
    outline: dict[str, Any] = {
        "s": marker_area(style.shape, radius),
        "marker": marker(style.shape),
        "zorder": layer + 0.5,
    }
    return [*dashes, axes.scatter(at[0], at[1], gid="incidents", **outline, **edge)]


def draw_hatched(axes: Axes, paper: Paper, counts: dict[str, int], drawn: list[dict[str, Any]]) -> None:
    """Hatch the districts of incidents that are known only to the district."""
    areas = [d for d in drawn if d["name"] in counts]
    if areas:
        style: dict[str, Any] = {
            "facecolor": "none",
            "edgecolor": paper.theme.ground.hatch,
            "linewidth": 0,
            "hatch": HATCH,
        }
        polygons(axes, areas, alpha=0.55, zorder=4.5, gid="hatched", **style)


HATCH = "////"
