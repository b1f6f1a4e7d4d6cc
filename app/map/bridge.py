"""What the page may call in the window: one object with twelve slots, whose arguments are checked.

The page's script can see every slot, set ``objectName`` and even delete the object. So every value is checked here,
and `app.map.life` makes a new bridge when one is lost.
"""

from __future__ import annotations

import json
import math
from typing import Protocol

from PySide6.QtCore import QObject, Slot

__all__ = ["Bridge", "BridgeSink"]

_LONGEST_TEXT = 8_000_000
_LONGEST_FAILURE = 200
_LONGEST_NAME = 90
_LONGEST_LINE = 50_000
"""As many points as `assets/web/map/drawing.js` can make of a line."""
_REQUESTS = frozenset({"reset_filters"})


class BridgeSink(Protocol):
    """The receiver of the page's calls; every value is checked before."""

    def page_ready(self, filter_works: bool) -> None:
        """The page shows its first picture; ``filter_works`` if its forbidden request was blocked."""

    def page_complete(self) -> None:
        """The names are drawn too: the fonts have been read."""

    def applied(self, number: int, failure: str) -> None:
        """A message was applied, or could not be: which part failed and why (0 for the start of the page)."""

    def part_failed(self, name: str, why: str) -> None:
        """A part of the picture cannot be drawn, the others are: its name, and why."""

    def rows_selected(self, rows: list[int]) -> None:
        """The rows of symbols that were clicked; none for a click beside."""

    def rows_hovered(self, number: int, rows: list[int]) -> None:
        """The rows of symbols under the cursor; ``number`` goes back to the page with the card."""

    def district_selected(self, number: int) -> None:
        """The number of a district that was clicked where no symbol is."""

    def district_hovered(self, number: int, district: int) -> None:
        """The district under the cursor; ``number`` goes back to the page with the card."""

    def view_moved(self, lon: float, lat: float, zoom: float, by_user: bool) -> None:
        """The map was moved: its centre in degrees, its zoom, and whether the user moved it."""

    def pointed(self, lon: float, lat: float) -> None:
        """The context menu was opened at a point of the map, in degrees."""

    def line_drawn(self, points: list[tuple[float, float]]) -> None:
        """A line was drawn: longitude and latitude of its points, two at least."""

    def requested(self, what: str) -> None:
        """A button of the page was pressed: ``reset_filters``."""

    def row_count(self) -> int:
        """How many rows the page has."""


class Bridge(QObject):
    """Checks the arguments of the page's calls and passes them on."""

    def __init__(self, sink: BridgeSink, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sink = sink

    @Slot(bool)
    def pageReady(self, filter_works: bool) -> None:
        """The first picture is drawn."""
        self._sink.page_ready(filter_works)

    @Slot()
    def pageComplete(self) -> None:
        """The names are drawn."""
        self._sink.page_complete()

    @Slot(int, str)
    def applied(self, number: int, failure: str) -> None:
        """A message was applied; ``failure`` is blank if nothing went wrong, and cut if it is long."""
        self._sink.applied(number, failure[:_LONGEST_FAILURE])

    @Slot(str, str)
    def partFailed(self, name: str, why: str) -> None:
        """A part cannot be drawn; both texts are cut if they are long."""
        self._sink.part_failed(name[:_LONGEST_NAME], why[:_LONGEST_FAILURE])

    @Slot(str)
    def rowsSelected(self, rows: str) -> None:
        """Rows as a JSON list; anything else is ignored."""
        checked = self._rows(rows)
        if checked is not None:
            self._sink.rows_selected(checked)

    @Slot(int, str)
    def rowsHovered(self, number: int, rows: str) -> None:
        """Rows as a JSON list; anything else is ignored."""
        checked = self._rows(rows)
        if checked:
            self._sink.rows_hovered(number, checked)

    @Slot(int)
    def districtSelected(self, number: int) -> None:
        """A number of a district; a negative one is ignored."""
        if number >= 0:
            self._sink.district_selected(number)

    @Slot(int, int)
    def districtHovered(self, number: int, district: int) -> None:
        """A number of a district; a negative one is ignored."""
        if district >= 0:
            self._sink.district_hovered(number, district)

    @Slot(float, float, float, bool)
    def viewMoved(self, lon: float, lat: float, zoom: float, by_user: bool) -> None:
        """Degrees and zoom; what is not on the globe is ignored."""
        if math.isfinite(zoom) and abs(lon) <= 180 and abs(lat) <= 90:
            self._sink.view_moved(lon, lat, zoom, by_user)

    @Slot(float, float)
    def contextMenuOpened(self, lon: float, lat: float) -> None:
        """Degrees; what is not on the globe is ignored."""
        if abs(lon) <= 180 and abs(lat) <= 90:
            self._sink.pointed(lon, lat)

    @Slot(str)
    def lineDrawn(self, points: str) -> None:
        """A JSON list of pairs of degrees; anything else is ignored."""
        checked = _line(points)
        if checked is not None:
            self._sink.line_drawn(checked)

    @Slot(str)
    def requested(self, what: str) -> None:
        """One of the known requests; another is ignored."""
        if what in _REQUESTS:
            self._sink.requested(what)

    def _rows(self, text: str) -> list[int] | None:
        if len(text) > _LONGEST_TEXT:
            return None
        try:
            rows = json.loads(text)
        except (ValueError, RecursionError):
            return None
        count = self._sink.row_count()
        if not isinstance(rows, list) or not all(type(row) is int and 0 <= row < count for row in rows):
            return None
        return rows


def _line(text: str) -> list[tuple[float, float]] | None:
    """The points of a line; ``None`` if the text is none."""
    if len(text) > _LONGEST_TEXT:
        return None
    try:
        points = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(points, list) or not 2 <= len(points) <= _LONGEST_LINE or not all(map(_is_place, points)):
        return None
    return [(float(lon), float(lat)) for lon, lat in points]


def _is_place(point: object) -> bool:
    """Whether a value is a pair of degrees on the globe."""
    if not isinstance(point, list) or len(point) != 2 or any(type(number) not in (int, float) for number in point):
        return False
    return bool(abs(point[0]) <= 180 and abs(point[1]) <= 90)
