"""The map as a widget: setters in, signals out; it rebuilds its page by itself when the page's process dies."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QFile, QIODevice, QTimer, Signal
from PySide6.QtGui import QColor, QShowEvent
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from app.map.crashes import CrashLog
from app.map.life import PageLife
from app.map.page_state import PageState
from app.map.site import PIECES, Answer, Site, piece_of
from app.map.tiles import Ground, TileServer

if TYPE_CHECKING:
    from app.map.trouble import Words
    from geo.draw.web.page_cache import Page

__all__ = ["NO_LAYERS", "MapPanel"]

NO_LAYERS = b'{"layers":[],"districts":null}'
"""What the page is served where there are no layers of the user's own."""

_log = logging.getLogger(__name__)
_MESSAGE_MS = 8_000
_GROUND = {"light": "#ebe9e3", "dark": "#1b2025"}

Card = dict[str, Any]


class MapPanel(QWidget):
    """The map. Everything may be set before it is shown; `start` loads the page, at the latest when it is shown.

    Parameters
    ----------
    cache_dir
        Where the built page is kept between starts.
    load
        Gives the built page, kept in that folder or built anew; by default `geo.draw.web.page_cache.load_or_build`.
    """

    ready = Signal()
    """The map stands on the screen with all that was set; again after each rebuild."""
    selected = Signal(list)
    """Symbols, a district or an entry of the tray were clicked: their rows; empty for a click beside."""
    view_changed = Signal(float, float, float)
    """The user moved the map: longitude and latitude of its middle, zoom."""
    pointed = Signal(float, float)
    """The user asks for what is near a point of the map: longitude and latitude."""
    reset_requested = Signal()
    """The user asks to reset the filters."""
    failed = Signal(str)
    """The map cannot be shown; a sentence that says why."""
    recovered = Signal(str)
    """The page was rebuilt after its process died; a sentence that says so."""

    def __init__(
        self, cache_dir: Path, parent: QWidget | None = None, load: Callable[[Path], Page] | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("map_panel")
        self.setAccessibleName("Map")
        self._cache_dir, self._load = cache_dir, load
        self._state = PageState()
        self._points = self._mask = b""
        self._reference = NO_LAYERS
        self._tiles = TileServer(self)
        self._late: dict[str, tuple[Any, ...]] = {}
        self._card_of: Callable[[int], Card] | None = None
        self._crashes = CrashLog()
        self._site: Site | None = None
        self._life: PageLife | None = None
        self._view: QWebEngineView | None = None
        self._is_ready = self._rebuilding = False
        self._lay_out()
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self._end_life)

    # Setters.

    def set_points(self, columns: bytes, rows: int, day0: int) -> None:
        """Show other incidents, packed by `geo.draw.web.points.pack_points`; every row passes until a mask is set."""
        self._points, self._mask = columns, b"\1" * rows
        self._state.rows, self._state.day0, self._state.selection = rows, day0, None
        if self._life is not None:
            self._life.set_row_count(rows)
        self._late.pop("reloadMask", None)
        self._send("reloadPoints", day0)

    def holds(self, columns: bytes, rows: int, day0: int) -> bool:
        """Whether these are the incidents that it shows already."""
        return (columns, rows, day0) == (self._points, self._state.rows, self._state.day0)

    def set_reference(self, content: bytes) -> None:
        """Show these user layers and districts, as `geo.draw.web.user_layers.user_layers_json` gives them."""
        if content != self._reference:
            self._reference = content
            self._send("reloadPoints", self._state.day0)

    def set_hidden(self, names: Sequence[str]) -> None:
        """Hide these of the user's own layers, show the others."""
        if list(names) != (self._state.hidden or []):
            self._state.hidden = list(names)
            self._send("setHidden", self._state.hidden)

    def set_mask(self, mask: bytes) -> None:
        """Say which rows pass all filters but time, one byte a row."""
        if mask != self._mask:
            self._mask = mask
            self._send("reloadMask")

    def set_window(self, first: int, last: int) -> None:
        """Show the incidents of a window of days (day numbers, both inclusive)."""
        self._state.window = (first, last)
        if self._is_ready and self._life is not None:
            self._life.calls.send_window(first, last)
        else:
            self._late["setWindow"] = (first, last)

    def set_theme(self, name: str) -> None:
        """``light`` or ``dark``."""
        self._state.theme = name
        self._colour_ground()
        self._send("setTheme", name)

    def set_layers(self, names: Sequence[str]) -> None:
        """Show these of ``provinces districts former_fata labels rivers incidents heat``, hide the others."""
        self._state.layers = list(names)
        self._send("setLayers", self._state.layers)

    def set_selection(self, rows: Sequence[int]) -> None:
        """Mark these rows."""
        self._state.selection = [int(row) for row in rows]
        self._send("setSelection", self._state.selection)

    def spread_selection(self) -> None:
        """Lay out the incidents at the place of the selection around it, or together again."""
        if self._is_ready:
            self._send("spreadSelection")

    def set_size_by(self, what: str) -> None:
        """Size of the symbols by people ``killed``, or all the ``same``."""
        self._state.size_by = what
        self._send("setSizeBy", what)

    def set_certain(self, certain: bool) -> None:
        """Show only incidents that lie in the window with all their days, or all that may lie in it."""
        if certain != self._state.certain:
            self._state.certain = certain
            self._send("setCertain", certain)

    def set_area_colours(self, shown: dict[str, Any] | None) -> None:
        """Colour the districts by class, as `app.map.areas.area_colours` gives it; ``None`` for none."""
        if shown != self._state.area_colours:
            self._state.area_colours = shown
            self._send("setAreaColours", shown)

    def set_ground(self, ground: Ground | None) -> None:
        """Show tiles of a file or a provider below everything else; ``None`` for the bundled base map."""
        self._tiles.use(ground)
        self._state.ground = self._tiles.told()
        self._send("setGround", self._state.ground)

    def set_range(self, lines: Sequence[Sequence[float]]) -> None:
        """Draw the edge of what is near enough, flat lists of degrees; none for no lines."""
        shown = [list(line) for line in lines]
        if shown != self._state.range_lines:
            self._state.range_lines = shown
            self._send("setRange", shown)

    def set_view(self, lon: float, lat: float, zoom: float) -> None:
        """Show a place at once."""
        self._state.view = (lon, lat, zoom)
        self._send("setView", lon, lat, zoom)

    def fly_to(self, lon: float, lat: float, zoom: float) -> None:
        """Move to a place."""
        self._state.view = (lon, lat, zoom)
        self._send("flyTo", lon, lat, zoom)

    def fit(self, bounds: Sequence[float] | None = None) -> None:
        """Show an area (west, south, east, north), or the two provinces as a whole."""
        self._state.view = None
        self._state.bounds = None if bounds is None else [float(side) for side in bounds]
        if self._state.bounds is None:
            self._send("fitHome")
        else:
            self._send("fit", self._state.bounds)

    def set_legend(self, legend: dict[str, Any]) -> None:
        """Add ``title``, ``notes`` (sentences) and ``counts`` (a number for each event type) to the legend."""
        self._state.legend = legend
        self._send("setLegend", legend)

    def set_notice(self, text: str, *, offers_reset: bool = True) -> None:
        """Put a sentence over the map, with a button to reset the filters; none for an empty text."""
        self._state.notice, self._state.notice_resets = text, offers_reset
        self._send("setNotice", text, offers_reset)

    def set_card_provider(self, card_of: Callable[[int], Card]) -> None:
        """Say what the card of a row holds: ``title``, ``date``, ``place``, ``lines`` (all plain text)."""
        self._card_of = card_of

    def ask(self, name: str, answered: Callable[[Any], None]) -> None:
        """Ask the page for ``look`` or ``timing``; the answer comes later, or never if the page dies."""
        if self._life is not None:
            self._life.calls.ask(name, [], answered)

    # The life of the page.

    def start(self) -> None:
        """Load the page; a second call does nothing."""
        if self._life is not None:
            return
        if self._view is None:
            self._view = QWebEngineView()
            self._view.setAcceptDrops(False)
            self.setFocusProxy(self._view)
            self._stack.insertWidget(0, self._view)
        self._begin_life()

    def retry(self) -> None:
        """Try again after trouble."""
        self._crashes.forget()
        self._end_life()
        self.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Load the page if nobody did."""
        super().showEvent(event)
        self.start()

    def _begin_life(self) -> None:
        assert self._view is not None
        site = self._whole_site()
        life = PageLife(site, self, self._tiles)
        life.shown.connect(self._shown)
        life.broken.connect(self._fail)
        life.died.connect(self._rebuild)
        life.selected.connect(self.selected)
        life.hovered.connect(self._show_card)
        life.moved.connect(self._moved)
        life.pointed_at.connect(self.pointed)
        life.wished.connect(lambda _what: self.reset_requested.emit())
        life.set_row_count(self._state.rows)
        self._life = life
        self._colour_ground()
        self._view.setPage(life.page)
        life.begin()
        site.prepare()
        self._stack.setCurrentWidget(self._view)

    def _end_life(self) -> None:
        self._is_ready = False
        if self._life is not None:
            self._life.end()
            self._life = None

    def _shown(self) -> None:
        self._is_ready = True
        late, self._late = self._late, {}
        for name, values in late.items():
            self._send(name, *values)
        if self._rebuilding:
            self._rebuilding = False
            self._say("The map stopped and was drawn again, with the same view and filters.")
        self.ready.emit()
        QTimer.singleShot(0, self, self._forbid_menu)

    def _forbid_menu(self) -> None:
        """Take away the browser's own menu; naming the policy costs too much before the map stands."""
        from PySide6.QtCore import Qt

        if self._view is not None:
            self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def _rebuild(self, how: str) -> None:
        _log.warning("The process of the map page %s.", how)
        self._end_life()
        if self._crashes.add():
            self._rebuilding = True
            self.start()
        else:
            self._fail("The map stopped three times within a minute.")

    def _fail(self, why: str) -> None:
        self._end_life()
        trouble = self._words.trouble
        trouble.say(why)
        if self._stack.indexOf(trouble) < 0:
            self._stack.addWidget(trouble)
        self._stack.setCurrentWidget(trouble)
        self.failed.emit(why)

    def _say(self, sentence: str) -> None:
        self._words.line.setText(sentence)
        self._words.line.show()
        self._message_end.start()
        self.recovered.emit(sentence)

    @cached_property
    def _words(self) -> Words:
        """What is shown when something goes wrong, made when it first does: a normal start has no time for it."""
        from app.map.trouble import Words

        words = Words()
        words.trouble.retried.connect(self.retry)
        self._message_end.timeout.connect(words.line.hide)
        self._box.insertWidget(0, words.line)
        return words

    # Inside.

    def _colour_ground(self) -> None:
        """What is seen where the page has not painted yet, as while the window grows."""
        if self._life is not None:
            self._life.page.setBackgroundColor(QColor(_GROUND.get(self._state.theme, _GROUND["light"])))

    def _send(self, name: str, *values: Any) -> None:
        """Call the page, or keep the call until it is ready; what it has not asked for yet it will be served anyway."""
        if self._is_ready and self._life is not None:
            self._life.calls.send(name, *values)
        else:
            self._late[name] = values

    def _moved(self, lon: float, lat: float, zoom: float, by_user: bool) -> None:
        self._state.view = (lon, lat, zoom)
        if by_user:
            self.view_changed.emit(lon, lat, zoom)

    def _show_card(self, ask: int, rows: list[int]) -> None:
        if self._card_of is None or self._life is None:
            return
        card = dict(self._card_of(rows[0]))
        if len(rows) > 1:
            card["lines"] = [*card.get("lines", []), f"and {len(rows) - 1} more here: click for the list"]
        self._life.calls.send("showCard", card, ask)

    def _whole_site(self) -> Site:
        if self._site is None:
            made: dict[str, Callable[[], Answer]] = {
                "state.json": self._serve_state,
                "mask.bin": lambda: ("application/octet-stream", self._mask),
                "reference.json": lambda: ("application/json", self._reference),
                "qwebchannel.js": _channel_script,
            }
            made |= {name: partial(self._serve_points, piece) for piece, name in enumerate(PIECES)}
            self._site = Site(self._build_page, made)
        return self._site

    def _build_page(self) -> Page:
        if self._load is not None:
            return self._load(self._cache_dir)
        from geo.draw.web.page_cache import load_or_build

        return load_or_build(self._cache_dir)

    def _serve_points(self, piece: int) -> Answer:
        return "application/octet-stream", piece_of(self._points, piece)

    def _serve_state(self) -> Answer:
        self._late.clear()
        return "application/json", self._state.as_json()

    def _lay_out(self) -> None:
        self._message_end = QTimer(self, interval=_MESSAGE_MS, singleShot=True)
        pages = QWidget()
        self._stack = QStackedLayout(pages)
        self._box = QVBoxLayout(self)
        self._box.setSpacing(0)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(pages, 1)


def _channel_script() -> Answer:
    """Qt's own script of the channel, from the resources of the library."""
    file = QFile(":/qtwebchannel/qwebchannel.js")
    file.open(QIODevice.OpenModeFlag.ReadOnly)
    return "text/javascript", bytes(file.readAll().data())
