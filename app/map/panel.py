"""The map as a widget: a state in, signals out. It builds its page anew when the page's process dies."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QSize, Signal
from PySide6.QtGui import QColor, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.map.crashes import CrashLog
from app.map.frame import MapFrame
from app.map.life import PageLife
from app.map.page_files import load_page, page_site
from app.map.page_state import PageState
from app.map.tiles import Ground, TileServer

if TYPE_CHECKING:
    from geo.draw.web.page_cache import Page

__all__ = ["MapPanel"]

_log = logging.getLogger(__name__)
BACKGROUND = {"light": "#ebe9e3", "dark": "#14181c"}
"""By theme, the land of the map (`geo.draw.style`, whose import would cost a tenth of the start)."""
_REBUILT = "The map stopped and was drawn again, with the same view and filters."

Card = dict[str, Any]


class MapPanel(QWidget):
    """The map. A state may be set before it is shown; `start` loads the page, at the latest when it is shown.

    Parameters
    ----------
    cache_dir
        Where the built page is cached between starts.
    load
        Gives the built page, from that folder or built anew.
    """

    ready = Signal()
    """The page shows the state that it started with; again after each rebuild."""
    completed = Signal()
    """The names are drawn too: the fonts have been read, a moment after `ready`."""
    caught_up = Signal()
    """The page has acknowledged the newest state."""
    selected = Signal(list)
    """Symbols, a district or an entry of the tray were clicked: their rows; empty for a click beside."""
    district_selected = Signal(int)
    """A district was clicked where no symbol is: its number."""
    view_changed = Signal(float, float, float)
    """The user moved the map: longitude and latitude of its centre, zoom."""
    pointed = Signal(float, float)
    """The context menu was opened at a point of the map: longitude and latitude."""
    line_drawn = Signal(list)
    """The user has drawn a line: longitude and latitude of its points."""
    reset_requested = Signal()
    """The user wants to reset the filters."""
    failed = Signal(str)
    """The map cannot be shown; a sentence for the user."""
    part_failed = Signal(str)
    """A part of the picture cannot be shown, the others are; a sentence for the user."""
    ground_failed = Signal(str)
    """The tiles of the base map cannot be read any more; a sentence for the user."""
    recovered = Signal(str)
    """The page was built anew after its process died; a sentence for the user."""

    def __init__(
        self, cache_dir: Path, parent: QWidget | None = None, load: Callable[[Path], Page] = load_page
    ) -> None:
        super().__init__(parent)
        self.setObjectName("map_panel")
        self.setAccessibleName("Map")
        self._state = PageState()
        self._tiles = TileServer(self)
        self._tiles.broken.connect(self.ground_failed)
        self._site = page_site(lambda: load(cache_dir), lambda: self._served())
        self._card_of: Callable[[list[int]], Card] | None = None
        self._district_card_of: Callable[[int], Card | None] | None = None
        self._crashes = CrashLog()
        self._life: PageLife | None = None
        self._is_rebuilding = self._is_second_load = False
        self._frame = MapFrame()
        self._frame.retried.connect(self.retry)
        self.setFocusProxy(self._frame)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._frame)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self._end)

    # The state.

    @property
    def state(self) -> PageState:
        """What the page shows, or is about to."""
        return self._state

    @property
    def is_caught_up(self) -> bool:
        """Whether the page has acknowledged the newest state."""
        return self._life is not None and self._life.states.is_caught_up

    @property
    def page_size(self) -> QSize:
        """The size of the page's view, in pixels of the page."""
        return self._frame.view.size()

    def show_state(self, state: PageState) -> None:
        """Show a state. Only what differs is sent; states that follow each other quickly replace each other."""
        recoloured = state.theme != self._state.theme
        self._state = state
        if recoloured:
            self._colour_background()
        if self._life is not None:
            self._life.states.show(state)

    def change(self, **changes: Any) -> None:
        """Show the same state with other values of some fields of `PageState`."""
        self.show_state(replace(self._state, **changes))

    def set_theme(self, name: str) -> None:
        """``light`` or ``dark``."""
        self.change(theme=name)

    def set_ground(self, ground: Ground | None) -> None:
        """Show tiles of a file or a provider below everything else; ``None`` for the bundled base map."""
        self._tiles.use(ground)
        self.change(ground=self._tiles.description())

    def look_at(self, lon: float, lat: float, zoom: float) -> None:
        """Show a place, at once."""
        self.change(camera=self._state.camera.at_view(lon, lat, zoom))

    def fit(self, bounds: Sequence[float] | None = None) -> None:
        """Show an area (west, south, east, north), or the two provinces as a whole."""
        sides = None
        if bounds is not None:
            west, south, east, north = map(float, bounds)
            sides = (west, south, east, north)
        self.change(camera=self._state.camera.at_bounds(sides))

    def take_focus(self) -> None:
        """Give the keyboard to the map, as by a key, and show that it has it."""
        from PySide6.QtCore import Qt

        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self._life is not None and self._life.states.is_started:
            self._life.calls.send("takeFocus")

    def reveal(self, bounds: Sequence[float]) -> None:
        """Pan so that an area (west, south, east, north) is in view; nothing moves if it is."""
        if self._life is not None and self._life.states.is_started:
            self._life.calls.send("reveal", [float(side) for side in bounds])

    def spread_selection(self) -> None:
        """Lay out the incidents at the place of the selection around it, or together again."""
        if self._life is not None and self._life.states.is_started:
            self._life.calls.send("spreadSelection")

    def draw_line(self) -> None:
        """Let the user draw a line; `line_drawn` follows, unless it is given up."""
        if self._life is not None and self._life.states.is_started:
            self.take_focus()
            self._life.calls.send("drawLine")

    def pick_point(self, *, is_on: bool) -> None:
        """Let the next click say where something is, `pointed` follows; or no longer."""
        if self._life is not None and self._life.states.is_started:
            self._life.calls.send("pickPoint", is_on)

    def set_card_provider(self, card_of: Callable[[list[int]], Card]) -> None:
        """Set what gives the card of rows: ``title``, ``date``, ``place``, ``lines`` (all plain text)."""
        self._card_of = card_of

    def set_district_card_provider(self, card_of: Callable[[int], Card | None]) -> None:
        """Set what gives the card of a district by its number; ``None`` for none."""
        self._district_card_of = card_of

    def request(self, name: str, answered: Callable[[Any], None]) -> None:
        """Request ``describe``, ``restingSize`` or ``timing``; the answer comes later, or never if the page dies."""
        if self._life is not None:
            self._life.calls.request(name, [], answered)

    def show_message(self, sentence: str) -> None:
        """Show a sentence above the map for a while."""
        self._frame.show_message(sentence)

    # The life of the page.

    def start(self) -> None:
        """Load the page; a second call does nothing."""
        if self._life is None:
            self._begin_life()

    def retry(self) -> None:
        """Try again after a failure."""
        self._crashes.clear()
        self._is_second_load = False
        self._end_life()
        self.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Load the page if that was not done yet."""
        super().showEvent(event)
        self.start()

    def _begin_life(self) -> None:
        life = PageLife(self._site, self._state, self, self._tiles)
        life.shown.connect(self._on_shown)
        life.completed.connect(self.completed)
        life.broken.connect(self._fail)
        life.died.connect(self._rebuild)
        life.slow.connect(self._load_again)
        life.part_broken.connect(self._on_part_broken)
        life.selected.connect(self._on_selected)
        life.hovered.connect(self._show_card)
        life.clicked_district.connect(self._on_district_selected)
        life.hovered_district.connect(self._show_district_card)
        life.moved.connect(self._on_moved)
        life.pointed_at.connect(self.pointed)
        life.line_finished.connect(self.line_drawn)
        life.requested_action.connect(lambda _what: self.reset_requested.emit())
        life.states.caught_up.connect(lambda: self._frame.show_busy(is_busy=False))
        life.states.caught_up.connect(self.caught_up)
        life.states.slow.connect(lambda: self._frame.show_busy(is_busy=True))
        self._life = life
        self._colour_background()
        self._frame.show_page(life.page)
        life.begin()
        self._site.prepare()

    def _end(self) -> None:
        self._end_life()
        self._tiles.end()

    def _end_life(self) -> None:
        if self._life is not None:
            self._life.end()
            self._life = None

    def _load_again(self) -> None:
        """Load the page a second time: Chromium can hang at a start, and the next one then works."""
        _log.warning("The map page did not load in time.")
        if self._is_second_load:
            self._fail("The map took too long to load.")
        else:
            self._is_second_load = True
            self._end_life()
            self._begin_life()

    def _on_shown(self) -> None:
        self._is_second_load = False
        if self._is_rebuilding:
            self._is_rebuilding = False
            self.show_message(_REBUILT)
            self.recovered.emit(_REBUILT)
        self.ready.emit()
        self._frame.forbid_menu()

    def _rebuild(self, how: str) -> None:
        _log.warning("The map page %s.", how)
        self._end_life()
        if self._crashes.add():
            self._is_rebuilding = True
            self.start()
        else:
            self._fail("The map stopped three times within a minute.")

    def _fail(self, why: str) -> None:
        self._frame.show_busy(is_busy=False)
        self._end_life()
        self._frame.show_failure(why)
        self.failed.emit(why)

    # Inside.

    def _served(self) -> PageState:
        """The state whose files the page reads."""
        return self._state if self._life is None else self._life.states.served()

    def _colour_background(self) -> None:
        """Colour what the page has not painted yet, as while the window grows."""
        if self._life is not None:
            self._life.page.setBackgroundColor(QColor(BACKGROUND.get(self._state.theme, BACKGROUND["light"])))

    def _on_selected(self, rows: list[int]) -> None:
        """Pass on rows of the newest incidents; a click on others is out of date."""
        if self._life is not None and self._life.states.has_newest_points:
            self.selected.emit(rows)

    def _on_district_selected(self, number: int) -> None:
        if self._life is not None and self._life.states.has_newest_districts:
            self.district_selected.emit(number)

    def _on_part_broken(self, name: str, why: str) -> None:
        _log.warning("map: %s cannot be drawn: %s", name, why)
        self.part_failed.emit(f"A part of the map cannot be drawn: {name} ({why}). The rest of the map is complete.")

    def _on_moved(self, lon: float, lat: float, zoom: float, by_user: bool) -> None:
        camera = self._state.camera.moved_to(lon, lat, zoom)
        if self._life is not None and self._life.states.note_camera(camera):
            self._state = self._state.with_camera(camera)
        if by_user:
            self.view_changed.emit(lon, lat, zoom)

    def _show_card(self, number: int, rows: list[int]) -> None:
        if self._card_of is None or self._life is None or not self._life.states.has_newest_points:
            return
        self._life.calls.send("showCard", self._card_of(rows), number)

    def _show_district_card(self, number: int, district: int) -> None:
        if self._district_card_of is None or self._life is None or not self._life.states.has_newest_districts:
            return
        card = self._district_card_of(district)
        if card is not None:
            self._life.calls.send("showCard", card, number)
