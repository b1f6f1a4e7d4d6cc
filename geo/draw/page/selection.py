"""What the user has chosen on the map: rings around the selected incidents, an outline of the district looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from geo.analysis.focus import district_of
from geo.draw.page.paper import Paper
from geo.draw.page.sheet import Floats, Sheet, districts_of
from geo.draw.page.terrain import polygons
from geo.draw.style import MAP_COLOURS
from geo.view.snapshot import Snapshot

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_district", "draw_rings", "draw_selection"]

_RING_PT = 11.0
_OVER_MARKS = 23


def draw_selection(paper: Paper, sheet: Sheet, snapshot: Snapshot) -> None:
    """Draw a ring around the place of each selected incident that is shown and has a point on the sheet."""
    incidents = snapshot.dataset.incidents
    shown = np.intersect1d(np.array(snapshot.selected_rows, np.int64), snapshot.rows)
    rows = shown[incidents.has_point[shown]]
    rows = rows[sheet.holds(incidents.lon[rows], incidents.lat[rows])] if len(rows) else rows
    if len(rows):
        at = sheet.place(*sheet.seen(incidents.lon[rows], incidents.lat[rows]))
        draw_rings(paper.axes, paper, at, _RING_PT * paper.unit)


def draw_rings(axes: Axes, paper: Paper, at: tuple[Floats, Floats], size_pt: float) -> None:
    """Draw rings of a diameter in points, in the colours of what is selected."""
    colours = MAP_COLOURS[paper.theme.name]
    for width, colour in ((2.2, colours.select_halo), (1.1, colours.select)):
        line: dict[str, Any] = {"facecolors": "none", "edgecolors": colour, "linewidths": width * paper.unit}
        axes.scatter(*at, s=size_pt**2, marker="o", zorder=_OVER_MARKS, gid="selected", **line)


def draw_district(axes: Axes, paper: Paper, snapshot: Snapshot) -> None:
    """Draw the outline of the district that is looked at, if one is."""
    district = district_of(snapshot)
    if district is None:
        return
    colours = MAP_COLOURS[paper.theme.name]
    area = [area for area in districts_of(snapshot) if area["name"] == district.name]
    for width, colour in ((2.6, colours.select_halo), (1.3, colours.select)):
        line: dict[str, Any] = {"facecolor": "none", "edgecolor": colour, "linewidth": width * paper.unit}
        polygons(axes, area, zorder=7.2, gid="district looked at", **line)
