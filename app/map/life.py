"""One life of the page: from its first request until it is shown, dies or is given up."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineCore import QWebEnginePage
from shiboken6 import isValid

from app.map.bridge import Bridge
from app.map.calls import Calls
from app.map.page import INDEX, MapPage
from app.map.scheme import SchemeHandler
from app.map.site import PROBE, Site
from app.map.tiles import TileServer
from geo.draw.web.files import POLICY

__all__ = ["PageLife"]

_LOAD_LIMIT_MS = 30_000
_UNSAFE = "The map is not shown: its network filter did not pass the test at the start."


class PageLife(QObject):
    """A page with its bridge and its calls; what it meets is told by signals, and `end` takes it away."""

    shown = Signal()
    """The page shows its first picture, and its request filter was seen to work."""
    broken = Signal(str)
    """The page cannot be shown; a sentence that says why."""
    died = Signal(str)
    """The page's process is gone or does not answer; how it ended."""
    selected = Signal(list)
    """Rows that were clicked."""
    hovered = Signal(int, list)
    """The number of the question and the rows under the cursor."""
    moved = Signal(float, float, float, bool)
    """Longitude, latitude, zoom of the view; whether the user moved it."""
    pointed_at = Signal(float, float)
    """Longitude and latitude of a point whose surroundings the user asks for."""
    wished = Signal(str)
    """What a button of the page asks for."""

    def __init__(self, site: Site, parent: QObject | None = None, tiles: TileServer | None = None) -> None:
        super().__init__(parent)
        self._rows = 0
        self._over = self._was_shown = False
        handler = SchemeHandler(site, POLICY, tiles=tiles)
        handler.broken.connect(self._break)
        self.page = MapPage(handler, site.names | {PROBE}, self)
        self.page.loadFinished.connect(self._load_finished)
        self.page.renderProcessTerminated.connect(self._process_ended)
        self.calls = Calls(self.page)
        self.calls.unanswered.connect(lambda: self._die("did not answer"))
        self._connect_bridge()
        self._limit = QTimer(self, interval=_LOAD_LIMIT_MS, singleShot=True)
        self._limit.timeout.connect(lambda: self._break("The map took too long to load."))

    def begin(self) -> None:
        """Load the page."""
        self._limit.start()
        self.page.load(INDEX)

    def end(self) -> None:
        """Take the page away; nothing more is told."""
        self._over = True
        self._limit.stop()
        self.deleteLater()

    def set_row_count(self, rows: int) -> None:
        """How many rows the page may speak of."""
        self._rows = rows

    # What the bridge says, already checked.

    def page_ready(self, filter_works: bool) -> None:
        """Show the page only if its forbidden request was turned away by our filter."""
        if not filter_works or self.page.filter.probes_blocked == 0:
            self._break(_UNSAFE)
        elif not self._over:
            self._limit.stop()
            self._was_shown = True
            self.shown.emit()

    def rows_selected(self, rows: list[int]) -> None:
        """Pass on."""
        self.selected.emit(rows)

    def rows_hovered(self, ask: int, rows: list[int]) -> None:
        """Pass on."""
        self.hovered.emit(ask, rows)

    def view_moved(self, lon: float, lat: float, zoom: float, by_user: bool) -> None:
        """Pass on."""
        self.moved.emit(lon, lat, zoom, by_user)

    def pointed(self, lon: float, lat: float) -> None:
        """Pass on."""
        self.pointed_at.emit(lon, lat)

    def wish(self, what: str) -> None:
        """Pass on."""
        self.wished.emit(what)

    def row_count(self) -> int:
        """How many rows the page has."""
        return self._rows

    # Inside.

    def _connect_bridge(self) -> None:
        channel = QWebChannel(self.page)
        bridge = Bridge(self, channel)
        channel.registerObject("bridge", bridge)
        self.page.setWebChannel(channel)
        self._channel = channel
        bridge.destroyed.connect(lambda: QTimer.singleShot(0, self._bridge_lost))

    def _bridge_lost(self) -> None:
        """The page can delete the bridge: it gets a new one, on a new channel."""
        if isValid(self) and isValid(self.page) and not self._over:
            self._channel.deleteLater()
            self._connect_bridge()
            self.calls.send("connect")

    def _load_finished(self, ok: bool) -> None:
        """Give up if the first load failed; later ones are navigations that were refused."""
        if not ok and not self._was_shown:
            self._break("The page of the map could not be loaded.")

    def _process_ended(self, status: QWebEnginePage.RenderProcessTerminationStatus, code: int) -> None:
        if status != QWebEnginePage.RenderProcessTerminationStatus.NormalTerminationStatus:
            self._die(f"ended with code {code}")

    def _die(self, how: str) -> None:
        if not self._over:
            self._over = True
            self.died.emit(how)

    def _break(self, why: str) -> None:
        if not self._over:
            self._over = True
            self.broken.emit(why)
