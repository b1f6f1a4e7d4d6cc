"""The map of a brief with its legend, as a picture of any size: what else a page has stands in the document itself."""

from __future__ import annotations

import io
from dataclasses import asdict, dataclass, replace

from geo.briefing import Briefing
from geo.briefing.legend import short_legend
from geo.briefing.notes import OnMap
from geo.draw.page.options import PageOptions
from geo.view.snapshot import Snapshot

__all__ = ["MapPicture", "map_picture"]

_GAP_MM, _SIDE_MM, _LEAST_MAP = 6.0, 84.0, 0.55
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


def map_picture(
    snapshot: Snapshot, briefing: Briefing, size_mm: tuple[float, float], options: PageOptions
) -> MapPicture:
    """Draw the map, and the legend at its right, with no text under 12 points at this size.

    Parameters
    ----------
    snapshot, briefing
        What is shown, and its briefing.
    size_mm
        Width and height in millimetres.
    options
        Theme, section of the map and resolution.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    from geo.draw.page.figure import _settings
    from geo.draw.page.paper import MM_PER_INCH

    width, height = size_mm
    chosen = asdict(options) | {"size": "16:9", "orientation": "landscape", "width_mm": width, "height_mm": height}
    with _settings():
        figure = Figure(figsize=(width / MM_PER_INCH, height / MM_PER_INCH), dpi=options.dpi)
        FigureCanvasAgg(figure)
        on_map = _draw(figure, briefing, snapshot, _Sized(**chosen))
        content = io.BytesIO()
        figure.savefig(content, format="png", dpi=options.dpi, metadata={"Software": "Incident Atlas"})
    return MapPicture(content.getvalue(), width, height, on_map)


def _draw(figure: object, briefing: Briefing, snapshot: Snapshot, options: PageOptions) -> OnMap:
    """Draw on an empty figure."""
    from matplotlib.figure import Figure

    from geo.draw.page.compose import _drawn_only
    from geo.draw.page.legend import Columns, draw_legend, legend_height
    from geo.draw.page.mapping import draw_map
    from geo.draw.page.paper import Box, Paper

    assert isinstance(figure, Figure)
    paper = Paper(figure, options)
    figure.set_facecolor(paper.theme.ground.paper)
    legend, columns = short_legend(briefing.legend), Columns(1, 2, 2, 1)
    room = paper.height - 2 * _MARGIN_MM
    side = min(_SIDE_MM, (1 - _LEAST_MAP) * paper.width)
    if legend_height(paper, columns, legend) > room:
        legend = replace(legend, lines=(), user_layers=legend.user_layers[:3])
        columns = Columns(1, 2, 2, 2)
    ground = Box(_MARGIN_MM, _MARGIN_MM, paper.width - side - _GAP_MM - _MARGIN_MM, room)
    drawn = draw_map(paper, ground, briefing, snapshot)
    beside = Box(ground.right + _GAP_MM, _MARGIN_MM, side - _MARGIN_MM, room)
    draw_legend(paper, beside, _drawn_only(legend, drawn), columns)
    return drawn.on_map
