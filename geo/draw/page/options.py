"""The options of a page: title, paper, resolution and theme."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from geo.briefing.charts import require_chart
from geo.briefing.imprint import Imprint
from geo.draw.page.templates import TEMPLATES, Template
from geo.draw.style import THEMES, Theme
from geo.draw.style.house import HouseStyle
from geo.errors import InputError, did_you_mean

__all__ = ["DPI_RANGE", "LISTS", "ORIENTATIONS", "SIZES", "ZOOMS", "Extent", "PageOptions", "within_reach"]

SIZES = tuple(TEMPLATES)
ORIENTATIONS = ("landscape", "portrait")
DPI_RANGE = (50, 600)
ZOOMS = ("filters", "shown", "region")
"""What the map of a page shows: what the filters name, what is shown, both provinces."""

LISTS = ("page", "sheet")

_REACH = (40.0, 10.0, 100.0, 50.0)
"""The farthest west, south, east and north of a section in degrees: beyond it the projection bends too much."""

Extent = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class PageOptions:
    """The options of a page.

    ``title`` of ``None`` names the places of the query; ``made`` of ``None`` is today. A page whose bytes are to be
    the same each time needs a fixed ``made``. ``zoom_to`` is one of `ZOOMS`; ``extent`` is a section in degrees (west,
    south, east, north; EPSG:4326) that takes its place. ``has_tiles`` says that the screen has a base map of tiles:
    a page does not draw it, and says so. ``map_only`` leaves out figures, chart, table and head.
    ``imprint`` is what the user adds in words. ``incident_list`` is one of `LISTS`: the list of incidents takes the
    place of the table of districts, or is a sheet of its own; blank for none. ``graticule`` draws meridians and
    parallels, ``inset`` enlarges a section in degrees, ``callouts`` says when and where the selected incidents were.
    ``style`` is the house style. ``chart`` is one of `geo.briefing.charts.CHARTS`.
    ``metres_per_mm`` is the least ground that a millimetre of the map holds, so that two maps have one scale.

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
    map_only: bool = False
    imprint: Imprint = field(default_factory=Imprint)
    incident_list: str = ""
    graticule: bool = False
    inset: Extent | None = None
    callouts: bool = False
    style: HouseStyle = field(default_factory=HouseStyle)
    metres_per_mm: float = 0.0
    chart: str = "type"

    def __post_init__(self) -> None:
        _offered("size", self.size, SIZES)
        _offered("orientation", self.orientation, ORIENTATIONS)
        _offered("theme", self.theme, tuple(THEMES))
        _offered("zoom", self.zoom_to, ZOOMS)
        if self.incident_list:
            _offered("list", self.incident_list, LISTS)
        require_chart(self.chart)
        for section in (self.extent, self.inset):
            if section is not None:
                _require_section(section)
        if not DPI_RANGE[0] <= self.dpi <= DPI_RANGE[1]:
            raise InputError(_too_many_dots(self.dpi, self.paper_mm))
        if self.size == "16:9" and self.orientation == "portrait":
            raise InputError("A 16:9 page is a slide and always landscape. Choose a4, a3 or letter for portrait.")

    @property
    def paper_mm(self) -> tuple[float, float]:
        """Width and height in millimetres."""
        long, short = self.template.long_mm, self.template.short_mm
        return (short, long) if self.is_upright else (long, short)

    @property
    def template(self) -> Template:
        """The template of its size."""
        return TEMPLATES[self.size]

    @property
    def is_upright(self) -> bool:
        """Whether it is higher than wide: a template of one orientation has that."""
        return self.template.kind == "phone" or (self.template.turns and self.orientation == "portrait")

    @property
    def is_short(self) -> bool:
        """Whether it is read on a screen: few figures and short notes in large letters."""
        return self.template.kind != "paper"

    @property
    def lists_on_page(self) -> bool:
        """Whether the list of incidents takes the place of the table of districts: only paper has room."""
        return self.incident_list == "page" and not (self.is_short or self.map_only)

    @property
    def has_list_sheet(self) -> bool:
        """Whether the list of incidents is a sheet of its own."""
        return bool(self.incident_list) and not self.lists_on_page

    @property
    def colours(self) -> Theme:
        """The colours of the theme."""
        return self.style.theme(self.theme)

    @property
    def words(self) -> Imprint:
        """The words of the page, and where it has none those of the house."""
        return self.imprint.over(self.style.words)


def _require_section(extent: Extent) -> None:
    west, south, east, north = extent
    far_west, far_south, far_east, far_north = _REACH
    if not (far_west <= west < east <= far_east and far_south <= south < north <= far_north):
        raise InputError(
            f"The section {', '.join(f'{degrees:g}' for degrees in extent)} is not offered: give west, south, east and "
            f"north in degrees, between {far_west:g} and {far_east:g} east and {far_south:g} and {far_north:g} north."
        )


def _too_many_dots(dpi: int, paper_mm: tuple[float, float]) -> str:
    """Why a resolution is not offered; of a high one also what its picture would take."""
    width, height = (side / 25.4 * dpi for side in paper_mm)
    said = f"{dpi:,} dots per inch are not offered: choose {DPI_RANGE[0]} to {DPI_RANGE[1]}."
    if dpi < DPI_RANGE[0]:
        return said
    return f"{said} The picture would be {width:,.0f} by {height:,.0f} dots and need {width * height * 4 / 1e9:.1f} GB."


def within_reach(extent: Extent) -> Extent:
    """The part of a section in degrees that a page can show."""
    far_west, far_south, far_east, far_north = _REACH
    west, south, east, north = extent
    return max(west, far_west), max(south, far_south), min(east, far_east), min(north, far_north)


def _offered(what: str, chosen: str, offered: tuple[str, ...]) -> None:
    if chosen not in offered:
        near = did_you_mean(chosen, offered)
        raise InputError(f"The {what} {chosen!r} is not offered: choose {', '.join(offered)}.{near}")
