"""Everything that the map's page shows, as one frozen value, and the difference of two such values as a message.

The page applies a message in one piece, whether it is the whole state (at the start and after a crash) or a
difference. Bytes do not travel in a message: it names their version, and the page fetches the file.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from itertools import count
from typing import Any

__all__ = ["HOME", "NO_LAYERS", "Camera", "Notice", "PageState", "Piece", "Points", "as_json", "difference"]

NO_LAYERS = b'{"layers":[],"districts":null}'
"""The file of user layers where there are none."""

_new_version: Callable[[], int] = count(1).__next__


@dataclass(frozen=True, slots=True)
class Piece:
    """The bytes of one file that the page reads.

    Two pieces are equal if their bytes are; the version only tells the page that there is something to read.
    """

    content: bytes
    version: int = field(default_factory=_new_version, compare=False)


@dataclass(frozen=True, slots=True)
class Points(Piece):
    """The incidents as `geo.draw.web.points.pack_points` packs them.

    Attributes
    ----------
    rows
        Number of incidents.
    day0
        Day number that the columns count from.
    """

    rows: int = 0
    day0: int = 0


@dataclass(frozen=True, slots=True)
class Camera:
    """Where the page is to look: at a view, at an area, or at both provinces if neither is given.

    Attributes
    ----------
    version
        Counts the requests of the window, so that a repeated request is carried out again.
    view
        Longitude, latitude (degrees, EPSG:4326) and Leaflet's zoom level.
    bounds
        West, south, east, north (degrees, EPSG:4326).
    """

    version: int = 0
    view: tuple[float, float, float] | None = None
    bounds: tuple[float, float, float, float] | None = None

    def at_view(self, lon: float, lat: float, zoom: float) -> Camera:
        """A new request to look at a place."""
        return Camera(self.version + 1, view=(lon, lat, zoom))

    def at_bounds(self, bounds: tuple[float, float, float, float] | None) -> Camera:
        """A new request to look at an area; ``None`` for both provinces."""
        return Camera(self.version + 1, bounds=bounds)

    def moved_to(self, lon: float, lat: float, zoom: float) -> Camera:
        """Where the page has moved by itself: not a new request."""
        return Camera(self.version, view=(lon, lat, zoom))


HOME = Camera()
"""Both provinces."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence over the map (plain text; none if blank), and whether a button to reset the filters stands below."""

    text: str = ""
    offers_reset: bool = True


@dataclass(frozen=True, slots=True)
class PageState:
    """What the page shows. Each field is one key of the message and one part of the page.

    Attributes
    ----------
    mask
        A byte for each row: 1 if it passes all filters but the period.
    ground
        The base map of tiles, as `app.map.tiles.TileServer.description` gives it; ``None`` for the bundled one.
    layers
        Names of the layers that are shown, sorted; ``None`` for the page's own choice.
    hidden
        Names of the user layers that are not shown, sorted.
    certain
        Whether only incidents are shown that lie in the period with all their days.
    period
        First and last day number, inclusive.
    figures
        Whose figures size the symbols, as it stands behind a heading; blank for the best.
    areas
        The districts by class, as `geo.draw.web.areas.area_colours` gives it; ``None`` for none.
    spots
        Cells and circles of hot spots, as `geo.draw.web.hot_spots.hot_spot_shapes` gives them; ``None`` for none.
    heat
        The classes of the heat and the length of the periods that they hold for, in days; ``None`` while it is hidden.
    range_lines
        The edge of what is near enough, flat lists of degrees.
    district
        The number of the district that is outlined; -1 for none.
    selection
        Rows that are marked, first the one that the list and the details show.
    label
        What the data are, shown as long as they are; blank for nothing. Nobody can close it.
    sources
        What each part was made from (see `app.map.content`); not a part of the picture.
    """

    points: Points = Points(b"")
    user_layers: Piece = Piece(NO_LAYERS)
    mask: Piece = Piece(b"")
    theme: str = "light"
    ground: Mapping[str, Any] | None = None
    layers: tuple[str, ...] | None = None
    hidden: tuple[str, ...] = ()
    certain: bool = False
    period: tuple[int, int] = (0, -1)
    size_by: str = "killed"
    figures: str = ""
    areas: Mapping[str, Any] | None = None
    spots: Mapping[str, Any] | None = None
    heat: Mapping[str, Any] | None = None
    range_lines: tuple[tuple[float, ...], ...] = ()
    district: int = -1
    selection: tuple[int, ...] = ()
    camera: Camera = HOME
    notice: Notice = Notice()
    label: str = ""
    sources: Mapping[str, object] = field(default_factory=dict, compare=False, repr=False)

    def with_camera(self, camera: Camera) -> PageState:
        """The same picture from elsewhere."""
        return replace(self, camera=camera)


_KEYS = tuple(part.name for part in fields(PageState) if part.compare)
_SENT_WITH = {
    "user_layers": ("points", "hidden", "areas", "district"),
    "points": ("mask", "period", "areas", "selection"),
}
"""Parts that the page loses when it reads another part."""


def difference(shown: PageState, wanted: PageState) -> dict[str, Any]:
    """The message that turns the page from one state into another: keys and values as JSON has them.

    It is empty if the two are equal. Parts that depend on a part that differs are in it as well.
    """
    keys = {key for key in _KEYS if getattr(shown, key) != getattr(wanted, key)}
    for key, others in _SENT_WITH.items():
        if key in keys:
            keys.update(others)
    return {key: _plain(getattr(wanted, key)) for key in _KEYS if key in keys}


def as_json(state: PageState) -> bytes:
    """The whole state as the page reads it at its start."""
    return json.dumps({key: _plain(getattr(state, key)) for key in _KEYS}, allow_nan=False).encode()


def _plain(value: Any) -> Any:
    if isinstance(value, Points):
        return {"version": value.version, "rows": value.rows, "day0": value.day0}
    if isinstance(value, Piece):
        return {"version": value.version}
    if isinstance(value, Notice):
        return {"text": value.text, "offers_reset": value.offers_reset}
    if isinstance(value, Camera):
        return {"version": value.version} | ({"view": value.view} if value.view else _bounds(value))
    return value


def _bounds(camera: Camera) -> dict[str, Any]:
    return {"bounds": camera.bounds} if camera.bounds else {}
