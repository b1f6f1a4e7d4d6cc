"""The map of a brief with its legend, as a picture of any size: what else a page has stands in the document itself."""

from __future__ import annotations

import io
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from geo.briefing import Briefing
from geo.briefing.legend import short_legend
from geo.briefing.notes import OnMap
from geo.draw.page.options import PageOptions
from geo.view.snapshot import Snapshot

if TYPE_CHECKING:
    from geo.draw.page.paper import Box, Paper

__all__ = ["MapPicture", "draw_map_with_legend", "map_picture", "sized"]

_GAP_MM, _SIDE_MM, _LEAST_MAP = 6.0, 52.0, 0.55
_MARGIN_MM = 0.6
"""Room for the frame of the map, which is drawn on its edge."""


@dataclass(frozen=True, slots=True)
class MapPicture:
    """A picture as PNG, its size in millimetres, and what is on its map."""

    png: bytes
    width_mm: float
    height_mm: float
    on_map: OnMap


@dataclass(frozen=True, slots=True)
class _Sized(PageOptions):
    """The options of a slide, whose text is large, on a sheet of another size."""

    width_mm: float = 0.0
    height_mm: float = 0.0

    @property
    def paper_mm(self) -> tuple[float, float]:
        """Width and height in millimetres."""
        return self.width_mm, self.height_mm


def sized(options: PageOptions, size_mm: tuple[float, float], like: str) -> PageOptions:
    """The options on a sheet of a width and height in millimetres, with letters and spaces like those of a size."""
    width, height = size_mm
    own = {field.name: getattr(options, field.name) for field in fields(PageOptions)}
    chosen = own | {"size": like, "orientation": "landscape", "width_mm": width, "height_mm": height}
    return _Sized(**chosen)


def map_picture(
    snapshot: Snapshot, briefing: Briefing, size_mm: tuple[float, float], options: PageOptions, like: str = "16:9"
) -> MapPicture:
    """Draw the map, and the legend at its right.

    Parameters
    ----------
    snapshot, briefing
        What is shown, and its briefing.
    size_mm
        Width and height in millimetres.
    options
        Theme, section of the map and resolution.
    like
        The size of page whose letters the picture has: those of a slide, none under 12 points, or those of a page.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    from geo.draw.page.paper import MM_PER_INCH, Box, Paper
    from geo.draw.page.settings import page_settings

    width, height = size_mm
    with page_settings():
        figure = Figure(figsize=(width / MM_PER_INCH, height / MM_PER_INCH), dpi=options.dpi)
        FigureCanvasAgg(figure)
        paper = Paper(figure, sized(options, size_mm, like))
        figure.set_facecolor(paper.theme.ground.paper)
        on_map = draw_map_with_legend(paper, Box(0, 0, width, height), briefing, snapshot)
        content = io.BytesIO()
        figure.savefig(content, format="png", dpi=options.dpi, metadata={"Software": "Incident Atlas"})
    return MapPicture(content.getvalue(), width, height, on_map)


def draw_map_with_legend(paper: Paper, box: Box, briefing: Briefing, snapshot: Snapshot) -> OnMap:
    """Draw the map with its legend at its right; what is on it."""
    from geo.draw.page.compose import drawn_only
    from geo.draw.page.legend import Columns, draw_legend, legend_height
    from geo.draw.page.mapping import draw_map
    from geo.draw.page.paper import Box

    inner = box.grown(-_MARGIN_MM)
    legend, columns = short_legend(briefing.legend), Columns(1, 2, 2, 1)
    side = min(_SIDE_MM * paper.unit, (1 - _LEAST_MAP) * inner.w)
    if legend_height(paper, columns, legend, side) > inner.h:
        legend, columns = replace(legend, lines=(), user_layers=legend.user_layers[:3]), Columns(1, 2, 2, 2)
    ground = Box(inner.x, inner.y, inner.w - side - _GAP_MM, inner.h)
    drawn = draw_map(paper, ground, briefing, snapshot)
    beside = Box(ground.right + _GAP_MM, inner.y, side, inner.h)
    draw_legend(paper, beside, drawn_only(legend, drawn), columns)
    return drawn.on_map
