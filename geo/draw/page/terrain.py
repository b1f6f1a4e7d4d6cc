"""The ground of the map: sea, neighbours, provinces, districts, rivers and a discreet graticule."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.draw.page.lettering import Lettering
from geo.draw.page.paper import Box, Paper
from geo.draw.page.sheet import Floats, Sheet, basemap, ring_m
from geo.places.measure import project, unproject

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_graticule", "draw_terrain", "polygons"]


def draw_terrain(axes: Axes, paper: Paper, layers: frozenset[str]) -> None:
    """Draw the ground; districts, rivers and the former FATA only where their layer is on."""
    ink, base, unit = paper.ink, basemap(), paper.unit
    axes.set_facecolor(ink.sea)
    for kind, colour in (("country", ink.abroad), ("pakistan_unit", ink.country)):
        areas = [area for area in base["neighbours"] if area["kind"] == kind]
        polygons(axes, areas, facecolor=colour, edgecolor=ink.border_line, linewidth=0.5 * unit, zorder=1)
    polygons(axes, base["provinces"], facecolor=ink.land, edgecolor="none", zorder=2)
    if "rivers" in layers:
        _lines(axes, base["rivers"], colors=ink.river, linewidths=0.7 * unit, zorder=3, gid="rivers")
    if "districts" in layers:
        style = {"facecolor": "none", "edgecolor": ink.district_line, "linewidth": 0.45 * unit, "zorder": 5}
        polygons(axes, base["districts"], gid="districts", **style)
    if "former_fata" in layers:
        style = {"colors": ink.accent, "linewidths": 0.9 * unit, "linestyles": (0, (4, 2))}
        _lines(axes, base["former_fata"], zorder=6, gid="former FATA", **style)
    polygons(axes, base["provinces"], facecolor="none", edgecolor=ink.province_line, linewidth=1.0 * unit, zorder=6)


def polygons(axes: Axes, areas: Iterable[dict[str, Any]], **style: Any) -> None:
    """Add areas of the base map as one collection, each with its holes."""
    from matplotlib.collections import PathCollection
    from matplotlib.path import Path

    shapes = [Path.make_compound_path(*(Path(ring_m(ring), closed=True) for ring in a["rings"])) for a in areas]
    axes.add_collection(PathCollection(shapes, joinstyle="round", **style), autolim=False)


def _lines(axes: Axes, lines: Iterable[list[float]], **style: Any) -> None:
    from matplotlib.collections import LineCollection

    axes.add_collection(LineCollection([ring_m(line) for line in lines], **style), autolim=False)


def draw_graticule(axes: Axes, paper: Paper, sheet: Sheet) -> list[Box]:
    """Draw meridians and parallels, their degrees at the lower and left edge; the boxes that the degrees take."""
    west, east, south, north = sheet.limits
    lon, lat = unproject([west, east, west, east, sheet.centre[0]], [south, south, north, north, north])
    step = _step(float(lat.max() - lat.min()))
    lons = np.arange(np.ceil(lon.min() / step), lon.max() / step) * step
    lats = np.arange(np.ceil(lat.min() / step), lat.max() / step) * step
    fine_lat, fine_lon = np.linspace(lat.min() - 1, lat.max() + 1, 200), np.linspace(lon.min() - 1, lon.max() + 1, 200)
    taken = []
    for value in lons.tolist():
        line = np.column_stack(project(np.full(200, value), fine_lat))
        _grid_line(axes, paper, line)
        taken += _degrees(paper, sheet, line, f"{value:g}° E")
    for value in lats.tolist():
        line = np.column_stack(project(fine_lon, np.full(200, value)))
        _grid_line(axes, paper, line)
        taken += _degrees(paper, sheet, line[:, ::-1], f"{value:g}° N")
    return taken


def _step(span_degrees: float) -> float:
    return next((step for step in (0.25, 0.5, 1.0, 2.0) if span_degrees / step <= 6), 4.0)


def _grid_line(axes: Axes, paper: Paper, line: Floats) -> None:
    style = {"color": paper.ink.border_line, "linewidth": 0.35 * paper.unit, "alpha": 0.45, "zorder": 4}
    axes.plot(line[:, 0], line[:, 1], **style)


def _degrees(paper: Paper, sheet: Sheet, line: Floats, text: str) -> list[Box]:
    """Write where a line meets the lower edge; for a parallel the columns come swapped, and it is the left edge."""
    west, east, south, north = sheet.limits
    parallel = text.endswith("N")
    edge, low, high = (west, south, north) if parallel else (south, west, east)
    at = float(np.interp(edge, line[:, 1], line[:, 0]))
    style = Lettering(4.8, colour=paper.ink.muted, align="left" if parallel else "center")
    width, height = paper.width_of(text, style), paper.line(style)
    along = (at - low) / sheet.metres_per_mm
    margin = width / 2 + 4 * paper.unit
    if not margin < along < (high - low) / sheet.metres_per_mm - margin:
        return []
    gap = 0.8 * paper.unit
    if parallel:
        x, y = sheet.box.x + gap, sheet.box.bottom - along - 0.5 * gap
        box = Box(x, y - height, width, height)
    else:
        x, y = sheet.box.x + along, sheet.box.bottom - gap
        box = Box(x - width / 2, y - height, width, height)
    paper.write(text, (x, y), style, "graticule")
    return [box]
