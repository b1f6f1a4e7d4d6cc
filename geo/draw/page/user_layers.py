"""User layers on the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.draw.page.fonts import TextStyle
from geo.draw.page.labels import Label
from geo.draw.page.paper import Paper
from geo.draw.page.sheet import Floats, Sheet, ring_m
from geo.draw.page.terrain import line_style, lines, polygons
from geo.draw.style import USER_LAYER_COLOURS
from geo.places.target import outline_within
from geo.places.user_layers import Feature, UserLayer
from geo.query import Within

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_layers", "draw_range", "draw_sites", "layer_colour", "site_labels"]

_POINTS_PER_PX = 0.45


def draw_layers(axes: Axes, paper: Paper, layers: Iterable[UserLayer]) -> None:
    """Draw areas and lines on the ground, and points as rings with a dot."""
    for layer in layers:
        colour = layer_colour(paper, layer)
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
            draw_sites(axes, paper, (at[:, 0], at[:, 1]), colour)


def draw_range(axes: Axes, paper: Paper, within: Within | None) -> None:
    """Draw the distance around a place within which incidents pass, if the query has one."""
    if within is None:
        return
    outline, look = outline_within(within.target, within.km), line_style(paper, "range")
    style: dict[str, Any] = {
        "colors": look["color"],
        "linewidths": look["linewidth"],
        "linestyles": [look["linestyle"]],
    }
    lines(axes, outline, zorder=7.5, gid="range", **style)


def _of_kind(layer: UserLayer, kind: str) -> list[Feature]:
    return [feature for feature in layer.features if feature.kind.removeprefix("Multi") == kind]


def _flat(line: list[list[float]]) -> list[float]:
    return [c for point in line for c in point[:2]]


def layer_colour(paper: Paper, layer: UserLayer) -> str:
    """The colour of a layer on the page."""
    return USER_LAYER_COLOURS[layer.style.colour][paper.theme.name]


def draw_sites(axes: Axes, paper: Paper, at: tuple[Floats, Floats], colour: str) -> None:
    """Draw points as rings with a dot, as on the screen."""
    unit = paper.unit
    ring: dict[str, Any] = {"facecolors": "none", "edgecolors": colour, "linewidths": 0.8 * unit}
    axes.scatter(*at, s=(4.6 * unit) ** 2, zorder=7, gid="own site", **ring)
    axes.scatter(*at, s=(1.5 * unit) ** 2, color=colour, linewidths=0, zorder=7)


def site_labels(paper: Paper, sheet: Sheet, layers: Iterable[UserLayer]) -> Iterator[Label]:
    """The names of points of the layers whose names are written."""
    for layer in layers:
        if not layer.style.named:
            continue
        style = TextStyle(5.6, 600, layer_colour(paper, layer), "center", "center")
        for feature in _of_kind(layer, "Point"):
            if feature.name:
                yield _site_label(paper, sheet, style, feature)


def _site_label(paper: Paper, sheet: Sheet, style: TextStyle, feature: Feature) -> Label:
    lon, lat = feature.points[0].tolist()
    x, y = (float(value[0]) for value in sheet.place([lon], [lat]))
    half, gap, up = paper.width_of(feature.name, style) / 2, 1.4 * paper.unit, paper.line(style) * 0.8
    spots = ((x, y - up), (x + gap + half, y), (x - gap - half, y), (x, y + up))
    return Label(feature.name, style, spots, 3, "site")
