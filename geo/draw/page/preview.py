"""A page as a small picture to look at before it is written, and which place on the ground a point of it shows."""

from __future__ import annotations

from dataclasses import dataclass, replace

from geo.draw.page import PageOptions, render
from geo.places.measure import unproject
from geo.view.snapshot import Snapshot

__all__ = ["PREVIEW_DPI", "Preview", "preview"]

PREVIEW_DPI = 84


@dataclass(frozen=True, slots=True)
class Preview:
    """The first sheet of a page.

    Attributes
    ----------
    png
        The picture.
    sheets
        How many sheets the page has.
    frame
        Left, top, right and bottom of the map as shares of the picture.
    limits
        West, east, south and north of the map in metres of the plane of the page.
    """

    png: bytes
    sheets: int
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


def preview(snapshot: Snapshot, options: PageOptions) -> Preview:
    """Draw a page at a low resolution; raises what `geo.draw.page.render` raises."""
    page = render(snapshot, replace(options, dpi=PREVIEW_DPI))
    ground = next(axes for axes in page.axes if axes.get_label() == "map")
    box = ground.get_position(original=True)
    (west, east), (south, north) = ground.get_xlim(), ground.get_ylim()
    png = page.encoded("png", {})
    frame = (float(box.x0), 1 - float(box.y1), float(box.x1), 1 - float(box.y0))
    return Preview(png, 1 + len(page.further), frame, (float(west), float(east), float(south), float(north)))
