"""Districts coloured by class on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.analysis.choropleth import UNKNOWN
from geo.briefing.legend import DistrictClasses
from geo.draw.page.paper import Paper
from geo.draw.page.terrain import polygons
from geo.draw.style import class_colours

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["UNKNOWN_HATCH", "draw_classes"]

UNKNOWN_HATCH = "...."


def draw_classes(axes: Axes, paper: Paper, classes: DistrictClasses, areas: list[dict[str, Any] | None]) -> None:
    """Fill each drawn district with the colour of its class; unknown ones are dotted, those without any stay bare."""
    colours = class_colours(paper.theme.name, classes.number_of_classes, diverging=classes.is_diverging)
    for number, colour in enumerate(colours):
        listed = _in_class(classes, areas, number)
        polygons(axes, listed, facecolor=colour, edgecolor="none", zorder=2.8, gid="district class")
    edge = paper.theme.ground.hatch
    style: dict[str, Any] = {"facecolor": "none", "edgecolor": edge, "linewidth": 0, "hatch": UNKNOWN_HATCH}
    unknown = _in_class(classes, areas, UNKNOWN)
    polygons(axes, unknown, alpha=0.6, zorder=2.8, gid="district unknown", **style)


def _in_class(classes: DistrictClasses, areas: list[dict[str, Any] | None], number: int) -> list[dict[str, Any]]:
    pairs = zip(areas, classes.of_districts, strict=True)
    return [area for area, of in pairs if of == number and area is not None]
