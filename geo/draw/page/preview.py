"""A page as a small picture to look at before it is written, and which place on the ground a point of it shows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.analysis.sides import Against
from geo.draw.page import PageOptions, render, render_comparison
from geo.places.measure import unproject
from geo.view.snapshot import Snapshot

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["PREVIEW_DPI", "MapOnPage", "Preview", "preview"]

PREVIEW_DPI = 84


@dataclass(frozen=True, slots=True)
class MapOnPage:
    """Where a map lies on a page, and what it shows.

    Attributes
    ----------
    frame
        Left, top, right and bottom of the map as shares of the picture.
    limits
        West, east, south and north of the map in metres of the plane of the page.
    """

    frame: tuple[float, float, float, float]
    limits: tuple[float, float, float, float]

    def place(self, across: float, down: float) -> tuple[float, float] | None:
        """Longitude and latitude (EPSG:4326) of a point given as shares of the picture; ``None`` beside the map."""
        left, top, right, bottom = self.frame
        if not (left <= across <= right and top <= down <= bottom):
            return None
        west, east, south, north = self.limits
        x = west + (across - left) / (right - left) * (east - west)
        y = north - (down - top) / (bottom - top) * (north - south)
        lon, lat = unproject(x, y)
        return round(float(lon), 5), round(float(lat), 5)


@dataclass(frozen=True, slots=True)
class Preview:
    """The first sheet of a page: its picture, how many sheets the page has, and its map or its two maps."""

    png: bytes
    sheets: int
    maps: tuple[MapOnPage, ...]

    def place(self, across: float, down: float) -> tuple[float, float] | None:
        """Longitude and latitude (EPSG:4326) of a point given as shares of the picture; ``None`` beside the maps."""
        return next(filter(None, (each.place(across, down) for each in self.maps)), None)


def preview(snapshot: Snapshot, options: PageOptions, against: Against | None = None) -> Preview:
    """Draw a page at a low resolution, beside what ``against`` names if there is one.

    Raises what `geo.draw.page.render` and `geo.draw.page.render_comparison` raise.
    """
    options = replace(options, dpi=PREVIEW_DPI)
    page = render(snapshot, options) if against is None else render_comparison(snapshot, against, options)
    maps = tuple(_map_of(axes) for axes in page.axes if axes.get_label() == "map")
    return Preview(page.encoded("png", {}), 1 + len(page.further), maps)


def _map_of(ground: Axes) -> MapOnPage:
    box = ground.get_position(original=True)
    (west, east), (south, north) = ground.get_xlim(), ground.get_ylim()
    frame = (float(box.x0), 1 - float(box.y1), float(box.x1), 1 - float(box.y0))
    return MapOnPage(frame, (float(west), float(east), float(south), float(north)))
