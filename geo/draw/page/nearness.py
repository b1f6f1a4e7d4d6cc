"""Places that are known only as near: the discs of their error as one area in one tone, or dashes around the symbols.

Discs that are drawn one over the other would grow dark where there are many, and darkness would stand for a number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from geo.draw.page.paper import Paper
from geo.draw.page.sheet import Floats, Sheet
from geo.draw.style import MAP_COLOURS, NEAR_KM
from geo.places.discs import united_discs

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.collections import PathCollection
    from matplotlib.path import Path

__all__ = ["DASHES", "disc_mm", "draw_dashes", "draw_discs"]

DASHES = (0, (2.2, 1.5))
_WIDEST = 0.3
"""A radius of more than this share of the sheet's shorter side covers it, and says nothing: dashes take its place."""

_GRID_MM = 0.25
"""Places are taken together on this grid, far finer than a disc: very many discs are then united in a second."""


def disc_mm(sheet: Sheet) -> float:
    """The radius on the paper of the error of a place, in millimetres; 0 where it would cover the sheet."""
    radius = NEAR_KM * 1000 / sheet.metres_per_mm
    return radius if radius <= _WIDEST * min(sheet.box.w, sheet.box.h) else 0.0


def draw_discs(axes: Axes, paper: Paper, sheet: Sheet, at: tuple[Floats, Floats], *, filled: bool) -> None:
    """Draw the union of the discs around places in millimetres, below all symbols.

    ``filled`` of False draws its outline alone, so that it tints no district.
    """
    from matplotlib.patches import PathPatch, Rectangle

    radius = disc_mm(sheet)
    if not len(at[0]) or not radius:
        return
    colours, box = MAP_COLOURS[paper.theme.name], sheet.box
    colour = colours.near
    line: dict[str, Any] = {"edgecolor": colour, "linewidth": 0.4 * paper.unit, "joinstyle": "round", "zorder": 4.8}
    path = _path(united_discs(np.column_stack(at), radius, _GRID_MM))
    edge = Rectangle((box.x, box.y), box.w, box.h, transform=axes.transData)
    areas = [PathPatch(path, facecolor="none", alpha=0.75, gid="near outline", **line)]
    if filled:
        areas.append(PathPatch(path, facecolor=colour, linewidth=0, alpha=colours.near_alpha, zorder=4.7, gid="near"))
    for area in areas:
        axes.add_artist(area)  # `add_patch` would measure the whole outline for limits that are set
        area.set_clip_path(edge)


def _path(rings: list[Floats]) -> Path:
    from matplotlib.path import Path

    return Path.make_compound_path(*(Path(ring, closed=True) for ring in rings))


def draw_dashes(axes: Axes, paper: Paper, at: tuple[Floats, Floats], radius: float, **style: Any) -> PathCollection:
    """Draw dashes around symbols of a radius in points: their places are only near; the artist."""
    size, width = (2 * (radius + 1.3 * paper.unit)) ** 2, 0.6 * paper.unit
    line: dict[str, Any] = {"facecolors": "none", "edgecolors": paper.theme.muted, "linewidths": width}
    return axes.scatter(at[0], at[1], s=size, marker="o", linestyles=[DASHES], gid="near dashes", **line, **style)
