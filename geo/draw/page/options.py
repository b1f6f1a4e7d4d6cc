"""The options of a page: title, paper, resolution and theme."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from geo.draw.style import THEMES, Theme
from geo.errors import InputError, did_you_mean

__all__ = ["DPI_RANGE", "ORIENTATIONS", "SIZES", "SLIDE_PT", "ZOOMS", "Extent", "PageOptions", "within_reach"]

_LONG_SHORT_UNIT = {"a4": (297.0, 210.0, 1.0), "a3": (420.0, 297.0, 1.35), "16:9": (338.6667, 190.5, 1.6)}
SIZES = tuple(_LONG_SHORT_UNIT)
ORIENTATIONS = ("landscape", "portrait")
DPI_RANGE = (50, 600)
SLIDE_PT = 12.0
ZOOMS = ("filters", "shown", "region")
"""What the map of a page shows: what the filters name, what is shown, both provinces."""

_REACH = (40.0, 10.0, 100.0, 50.0)
"""The farthest west, south, east and north of a section in degrees: beyond it the projection bends too much."""

Extent = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class PageOptions:
    """The options of a page.

    ``title`` of ``None`` names the places of the query; ``made`` of ``None`` is today. A page whose bytes are to be
    the same each time needs a fixed ``made``. ``zoom_to`` is one of `ZOOMS`; ``extent`` is a section in degrees (west,
    south, east, north; EPSG:4326) that takes its place. ``has_tiles`` says that the screen has a base map of tiles:
    a page does not draw it, and says so.

    Raises
    ------
    InputError
        If a size, orientation, theme, resolution or section is not offered.
    """

    title: str | None = None
    size: str = "a4"
    dpi: int = 200
    orientation: str = "landscape"
    theme: str = "light"
    made: date | None = None
    zoom_to: str = "filters"
    extent: Extent | None = None
    has_tiles: bool = False

    def __post_init__(self) -> None:
        _offered("size", self.size, SIZES)
        _offered("orientation", self.orientation, ORIENTATIONS)
        _offered("theme", self.theme, tuple(THEMES))
        _offered("zoom", self.zoom_to, ZOOMS)
        if self.extent is not None:
            _require_section(self.extent)
        if not DPI_RANGE[0] <= self.dpi <= DPI_RANGE[1]:
            raise InputError(f"{self.dpi} dots per inch are not offered: choose {DPI_RANGE[0]} to {DPI_RANGE[1]}.")
        if self.size == "16:9" and self.orientation == "portrait":
            raise InputError("A 16:9 page is a slide and always landscape. Choose a4 or a3 for portrait.")

    @property
    def paper_mm(self) -> tuple[float, float]:
        """Width and height in millimetres."""
        long, short, _ = _LONG_SHORT_UNIT[self.size]
        return (long, short) if self.orientation == "landscape" else (short, long)

    @property
    def unit(self) -> float:
        """The factor by which text and spacing are larger than on A4."""
        return _LONG_SHORT_UNIT[self.size][2]

    @property
    def is_slide(self) -> bool:
        """Whether it is read from afar: it has a layout of its own and no text under `SLIDE_PT`."""
        return self.size == "16:9"

    @property
    def least_pt(self) -> float:
        """The least size of text in points."""
        return SLIDE_PT if self.is_slide else 0.0

    @property
    def colours(self) -> Theme:
        """The colours of the theme."""
        return THEMES[self.theme]


def _require_section(extent: Extent) -> None:
    west, south, east, north = extent
    far_west, far_south, far_east, far_north = _REACH
    if not (far_west <= west < east <= far_east and far_south <= south < north <= far_north):
        raise InputError(
            f"The section {', '.join(f'{degrees:g}' for degrees in extent)} is not offered: give west, south, east and "
            f"north in degrees, between {far_west:g} and {far_east:g} east and {far_south:g} and {far_north:g} north."
        )


def within_reach(extent: Extent) -> Extent:
    """The part of a section in degrees that a page can show."""
    far_west, far_south, far_east, far_north = _REACH
    west, south, east, north = extent
    return max(west, far_west), max(south, far_south), min(east, far_east), min(north, far_north)


def _offered(what: str, chosen: str, offered: tuple[str, ...]) -> None:
    if chosen not in offered:
        near = did_you_mean(chosen, offered)
        raise InputError(f"The {what} {chosen!r} is not offered: choose {', '.join(offered)}.{near}")
