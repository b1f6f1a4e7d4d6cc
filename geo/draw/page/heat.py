"""The heat of the map on paper: incidents per 1,000 km² in classes, from the same grid as on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.briefing.legend import HeatClasses
from geo.draw.page.paper import Paper
from geo.draw.style import MAP_COLOURS
from geo.view.snapshot import Snapshot

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_heat", "heat_colours"]


def heat_colours(theme: str, count: int) -> tuple[str, ...]:
    """The colours of so many classes, from the least: spread over the ramp, one alone in its upper part."""
    ramp = MAP_COLOURS[theme].heat
    last = count - 1
    return tuple(ramp[round(k * (len(ramp) - 1) / last) if last else len(ramp) - 3] for k in range(count))


def draw_heat(axes: Axes, paper: Paper, snapshot: Snapshot, classes: HeatClasses) -> None:
    """Colour the ground by class; the density is interpolated between the middles of the cells."""
    from geo.analysis.hotspots.density import density_cells

    x, y, density = density_cells(snapshot, spread=classes.spread)
    if density.max() < classes.bounds[0]:
        return
    levels = [*classes.bounds, max(float(density.max()), classes.bounds[-1]) * 1.01]
    drawn = axes.contourf(
        x, y, density, levels, colors=heat_colours(paper.theme.name, len(classes.bounds)),
        alpha=MAP_COLOURS[paper.theme.name].heat_alpha, antialiased=True, zorder=2.7,
    )  # fmt: skip
    drawn.set_gid("heat")
