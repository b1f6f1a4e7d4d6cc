"""The way back from the page: one object with six slots that take row numbers and numbers of the view.

The page's script can see every slot, set ``objectName`` and even delete the object; so nothing is believed that was
not checked here, and the panel makes a new bridge when one is lost.
"""

from __future__ import annotations

import json
import math
from typing import Protocol

from PySide6.QtCore import QObject, Slot

__all__ = ["Bridge", "BridgeSink"]

_LONGEST_TEXT = 8_000_000
_WISHES = frozenset({"reset_filters"})


class BridgeSink(Protocol):
    """Who hears what the page says; every value was checked."""

    def page_ready(self, filter_works: bool) -> None:
        """The page shows its first picture; whether its forbidden request was turned away."""

    def rows_selected(self, rows: list[int]) -> None:
        """Symbols were clicked; the rows behind them, none for a click beside."""

    def rows_hovered(self, ask: int, rows: list[int]) -> None:
        """The cursor rests on symbols; ``ask`` is to be handed back with the card."""

    def view_moved(self, lon: float, lat: float, zoom: float, by_user: bool) -> None:
        """The map was moved: its middle in degrees, its zoom, and whether it was the user's doing."""

    def pointed(self, lon: float, lat: float) -> None:
        """The user asked for what is near a point of the map, in degrees."""

    def wish(self, what: str) -> None:
        """A button of the page was pressed: ``reset_filters``."""

    def row_count(self) -> int:
        """How many rows the page has."""


class Bridge(QObject):
    """Checks what the page says and passes it on."""

    def __init__(self, sink: BridgeSink, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sink = sink

    @Slot(bool)
    def pageReady(self, filter_works: bool) -> None:
        """The first picture stands."""
        self._sink.page_ready(filter_works)

    @Slot(str)
    def rowsSelected(self, rows: str) -> None:
        """Rows as a JSON list; anything else is ignored."""
        checked = self._rows(rows)
        if checked is not None:
            self._sink.rows_selected(checked)

    @Slot(int, str)
    def rowsHovered(self, ask: int, rows: str) -> None:
        """Rows as a JSON list; anything else is ignored."""
        checked = self._rows(rows)
        if checked:
            self._sink.rows_hovered(ask, checked)

    @Slot(float, float, float, bool)
    def viewMoved(self, lon: float, lat: float, zoom: float, by_user: bool) -> None:
        """Degrees and zoom; what is not on the globe is ignored."""
        if math.isfinite(zoom) and abs(lon) <= 180 and abs(lat) <= 90:
            self._sink.view_moved(lon, lat, zoom, by_user)

    @Slot(float, float)
    def pointAsked(self, lon: float, lat: float) -> None:
        """Degrees; what is not on the globe is ignored."""
        if abs(lon) <= 180 and abs(lat) <= 90:
            self._sink.pointed(lon, lat)

    @Slot(str)
    def requested(self, what: str) -> None:
        """One of the known wishes; another is ignored."""
        if what in _WISHES:
            self._sink.wish(what)

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
