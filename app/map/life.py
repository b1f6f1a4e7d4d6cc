"""One page from its load until it ends: shown, broken, or dead with its process."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineCore import QWebEnginePage
from shiboken6 import isValid

from app.map.bridge import Bridge
from app.map.calls import Calls
from app.map.page import INDEX, MapPage
from app.map.page_state import PageState
from app.map.scheme import SchemeHandler
from app.map.sender import StateSender
from app.map.site import PROBE, Site
from app.map.tiles import TileServer
from geo.draw.web.files import POLICY

__all__ = ["PageLife"]

_LOAD_LIMIT_MS = 30_000
_UNSAFE = "The map is not shown: its network filter did not pass the test at the start."


class PageLife(QObject):
    """A page with its bridge, its calls and the states that are sent to it; `end` deletes it.

    Parameters
    ----------
    site
        The files that the page may read.
    state
        What the page is to show at first.
    """

    shown = Signal()
    """The page shows its first picture, and its request filter is known to work."""
    completed = Signal()
    """The names are drawn too, a moment after the first picture."""
    broken = Signal(str)
    """The page cannot be shown; a sentence for the user."""
    died = Signal(str)
    """The page has to be built anew: its process is gone, it does not answer, or it could not apply a state. How."""
    slow = Signal()
    """The page did not show its first picture in time."""
    part_broken = Signal(str, str)
    """The name of a part of the picture that cannot be drawn, and why; the others are."""
    selected = Signal(list)
    """Rows that were clicked."""
    hovered = Signal(int, list)
    """The number that goes back with the card, and the rows under the cursor."""
    clicked_district = Signal(int)
    """The number of the district that was clicked."""
    hovered_district = Signal(int, int)
    """The number that goes back with the card, and the district under the cursor."""
    moved = Signal(float, float, float, bool)
    """Longitude, latitude, zoom of the view; whether the user moved it."""
    pointed_at = Signal(float, float)
    """Longitude and latitude of the point where the context menu was opened."""
    line_finished = Signal(list)
    """Longitude and latitude of the points of a line that was drawn."""
    requested_action = Signal(str)
    """The request of a button of the page."""

    def __init__(
        self, site: Site, state: PageState, parent: QObject | None = None, tiles: TileServer | None = None
    ) -> None:
        super().__init__(parent)
        self._over = self._was_shown = False
        handler = SchemeHandler(site, POLICY, tiles=tiles)
        handler.broken.connect(self._break)
        self.page = MapPage(handler, site.names | {PROBE}, self)
        self.page.loadFinished.connect(self._load_finished)
        self.page.renderProcessTerminated.connect(self._process_ended)
        self.calls = Calls(self.page)
        self.states = StateSender(self.calls, state)
        self.states.unanswered.connect(lambda: self._die("did not answer"))
        self.states.failed.connect(lambda failure: self._die(f"could not apply {failure}"))
        self._connect_bridge()
        self._limit = QTimer(self, interval=_LOAD_LIMIT_MS, singleShot=True)
        self._limit.timeout.connect(self._take_too_long)

    def begin(self) -> None:
        """Load the page."""
        self._limit.start()
        self.page.load(INDEX)

    def end(self) -> None:
        """Delete the page; no signal follows."""
        self._over = True
        self._limit.stop()
        self.deleteLater()

    # Calls of the page, checked by the bridge.

    def page_ready(self, filter_works: bool) -> None:
        """Show the page only if its forbidden request was blocked by our filter."""
        if not filter_works or self.page.filter.probes_blocked == 0:
            self._break(_UNSAFE)
        elif not self._over:
            self._limit.stop()
            self._was_shown = True
            self.states.start()
            self.shown.emit()

    def page_complete(self) -> None:
        """Pass on."""
        self.completed.emit()

    def applied(self, number: int, failure: str) -> None:
        """Pass on."""
        self.states.acknowledge(number, failure)

    def part_failed(self, name: str, why: str) -> None:
        """Pass on."""
        self.part_broken.emit(name, why)

    def rows_selected(self, rows: list[int]) -> None:
        """Pass on."""
        self.selected.emit(rows)

    def rows_hovered(self, number: int, rows: list[int]) -> None:
        """Pass on."""
        self.hovered.emit(number, rows)

    def district_selected(self, number: int) -> None:
        """Pass on."""
        self.clicked_district.emit(number)

    def district_hovered(self, number: int, district: int) -> None:
        """Pass on."""
        self.hovered_district.emit(number, district)

    def view_moved(self, lon: float, lat: float, zoom: float, by_user: bool) -> None:
        """Pass on."""
        self.moved.emit(lon, lat, zoom, by_user)

    def pointed(self, lon: float, lat: float) -> None:
        """Pass on."""
        self.pointed_at.emit(lon, lat)

    def line_drawn(self, points: list[tuple[float, float]]) -> None:
        """Pass on."""
        self.line_finished.emit(points)

    def requested(self, what: str) -> None:
        """Pass on."""
        self.requested_action.emit(what)

    def row_count(self) -> int:
        """How many rows the page has."""
        return self.states.shown_rows

    # Inside.

    def _connect_bridge(self) -> None:
        channel = QWebChannel(self.page)
        bridge = Bridge(self, channel)
        channel.registerObject("bridge", bridge)
        self.page.setWebChannel(channel)
        self._channel = channel
        bridge.destroyed.connect(lambda: QTimer.singleShot(0, self._bridge_lost))

    def _bridge_lost(self) -> None:
        """Make a new bridge on a new channel: the page's script can delete the old one."""
        if isValid(self) and isValid(self.page) and not self._over:
            self._channel.deleteLater()
            self._connect_bridge()
            self.calls.send("connect")

    def _load_finished(self, ok: bool) -> None:
        """Give up if the first load failed; later loads are navigations that were refused."""
        if not ok and not self._was_shown:
            self._break("The page of the map could not be loaded.")

    def _process_ended(self, status: QWebEnginePage.RenderProcessTerminationStatus, code: int) -> None:
        if status != QWebEnginePage.RenderProcessTerminationStatus.NormalTerminationStatus:
            self._die(f"ended with code {code}")

    def _die(self, how: str) -> None:
        if not self._over:
            self._over = True
            self.died.emit(how)

    def _take_too_long(self) -> None:
        if not self._over:
            self._over = True
            self.slow.emit()

    def _break(self, why: str) -> None:
        if not self._over:
            self._over = True
            self.broken.emit(why)
