"""The user's own layers on the page, and their rows of the legend."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.draw.page.labels import Label
from geo.draw.page.lettering import Lettering
from geo.draw.page.paper import Box, Paper
from geo.draw.page.sheet import Floats, Sheet, ring_m
from geo.draw.page.terrain import lines, polygons
from geo.draw.web.user_layers import USER_LAYER_COLOURS
from geo.places.target import outline_within
from geo.places.user_layers import Feature, UserLayer
from geo.view.snapshot import Snapshot

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_layers", "draw_range", "draw_reference_rows", "layers_shown", "site_labels"]

_POINTS_PER_PX = 0.45


def layers_shown(snapshot: Snapshot) -> list[UserLayer]:
    """The user's own layers that are not hidden, in their order."""
    return [layer for layer in snapshot.dataset.user_layers if layer.name not in snapshot.state.hidden]


def draw_layers(axes: Axes, paper: Paper, snapshot: Snapshot) -> None:
    """Draw areas and lines on the ground, and points as rings with a dot."""
    for layer in layers_shown(snapshot):
        colour = _colour(paper, layer)
        width = layer.style.width * _POINTS_PER_PX * paper.unit
        dashes = (0, (4, 2.5)) if layer.style.dashed else "solid"
        areas = [{"rings": [_flat(ring) for ring in f.lines]} for f in _of_kind(layer, "Polygon")]
        if layer.style.fill:
            polygons(
                axes, areas, facecolor=colour, edgecolor="none", alpha=layer.style.fill, zorder=2.9, gid="own area"
            )
        edge: dict[str, Any] = {"facecolor": "none", "edgecolor": colour, "linewidth": width, "linestyle": dashes}
        polygons(axes, areas, zorder=6.5, gid="own area line", **edge)
        drawn = [_flat(line) for f in _of_kind(layer, "LineString") for line in f.lines]
        lines(axes, drawn, colors=colour, linewidths=width, linestyles=[dashes], zorder=6.6, gid="own line")
        points = [feature.points for feature in _of_kind(layer, "Point")]
        if points:
            at = ring_m(np.concatenate(points).ravel().tolist())
            _marks(axes, paper, (at[:, 0], at[:, 1]), colour)


def draw_range(axes: Axes, paper: Paper, snapshot: Snapshot) -> None:
    """Draw the edge of what is near enough, where incidents near something are asked for."""
    within = snapshot.state.query.within
    if within is None:
        return
    outline = outline_within(within.target, within.km)
    style: dict[str, Any] = {"colors": paper.ink.text, "linewidths": 0.9 * paper.unit, "linestyles": [(0, (5, 3))]}
    lines(axes, outline, zorder=7.5, gid="range", **style)


def _of_kind(layer: UserLayer, kind: str) -> list[Feature]:
    return [feature for feature in layer.features if feature.kind.removeprefix("Multi") == kind]


def _flat(line: list[list[float]]) -> list[float]:
    return [c for point in line for c in point[:2]]


def _colour(paper: Paper, layer: UserLayer) -> str:
    return USER_LAYER_COLOURS[layer.style.colour][paper.theme]


def _marks(axes: Axes, paper: Paper, at: tuple[Floats, Floats], colour: str) -> None:
    """Rings with a dot, as on the screen."""
    unit = paper.unit
    ring: dict[str, Any] = {"facecolors": "none", "edgecolors": colour, "linewidths": 0.8 * unit}
    axes.scatter(*at, s=(4.6 * unit) ** 2, zorder=7, gid="own site", **ring)
    axes.scatter(*at, s=(1.5 * unit) ** 2, color=colour, linewidths=0, zorder=7)


def draw_reference_rows(paper: Paper, place: tuple[Box, int], snapshot: Snapshot, step: float) -> None:
    """Draw a row of the legend for each layer from the top of a box, in so many columns, each row so high."""
    box, columns = place
    shown = layers_shown(snapshot)
    cells, each = box.columns(columns, 3 * paper.unit), -(-len(shown) // columns)
    for at, layer in enumerate(shown):
        cell = cells[at // each]
        _row(paper, Box(cell.x, box.y + (at % each) * step, cell.w, step), layer)


def _row(paper: Paper, row: Box, layer: UserLayer) -> None:
    unit, middle, colour = paper.unit, row.y + row.h / 2, _colour(paper, layer)
    dashes: Any = (0, (2.5, 1.5)) if layer.style.dashed else "solid"
    if "points" in layer.kinds:
        _marks(paper.axes, paper, (np.array([row.x + 2 * unit]), np.array([middle])), colour)
    elif "polygons" in layer.kinds:
        box = Box(row.x, row.y + 0.8 * unit, 4 * unit, row.h - 1.6 * unit)
        if layer.style.fill:
            paper.fill(box, facecolor=colour, alpha=layer.style.fill)
        paper.fill(box, facecolor="none", edgecolor=colour, linewidth=0.8 * unit, linestyle=dashes, gid="legend own")
    else:
        line: dict[str, Any] = {"color": colour, "linewidth": 1.0 * unit, "linestyle": dashes}
        paper.rule((row.x, row.x + 4 * unit), (middle, middle), **line)
    style = Lettering(6.2, valign="center")
    paper.write(paper.fitted(layer.name, row.w - 5 * unit, style), (row.x + 5 * unit, middle), style, "legend own")


def site_labels(paper: Paper, sheet: Sheet, snapshot: Snapshot) -> Iterator[Label]:
    """The names of points of the layers whose names are written."""
    for layer in layers_shown(snapshot):
        if not layer.style.named:
            continue
        style = Lettering(5.6, 600, _colour(paper, layer), "center", "center")
        for feature in _of_kind(layer, "Point"):
            if feature.name:
                yield _site_label(paper, sheet, style, feature)


def _site_label(paper: Paper, sheet: Sheet, style: Lettering, feature: Feature) -> Label:
    lon, lat = feature.points[0].tolist()
    x, y = (float(value[0]) for value in sheet.place([lon], [lat]))
    half, gap, up = paper.width_of(feature.name, style) / 2, 1.4 * paper.unit, paper.line(style) * 0.8
    spots = ((x, y - up), (x + gap + half, y), (x - gap - half, y), (x, y + up))
    return Label(feature.name, style, spots, 3, "site")
