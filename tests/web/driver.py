"""The real page in a real panel, without a screen: change its state, wait, and run scripts in it."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer, SignalInstance
from PySide6.QtWidgets import QLabel

from app.map.page import MapPage
from app.map.page_state import NO_LAYERS, Notice, Piece, Points
from app.map.panel import MapPanel
from geo.draw.web.points import PointColumns, pack_points
from tests.web.made_points import DAY0, columns, random_columns

__all__ = ["DAY0", "LAYERS", "Driver", "columns", "random_columns", "run", "wait_for"]

LIMIT_MS = 60_000
"""On a machine whose processors are all busy a page takes half a minute to start."""
_numbers = itertools.count()
SIZE = (900, 640)
LAYERS = ("districts", "incidents", "labels", "provinces", "rivers")

RESET = """
  const { page, theme } = atlas, { incidents } = page, same = incidents.sameSize ? "same" : "killed";
  const layers = [...page.basemap.layers].sort(), { certain } = page.store;
  const ratio = () => Object.getOwnPropertyDescriptor(window, "devicePixelRatio");
  const limits = () => incidents.levels.map((level) => level.upTo);
  window.usual ??= { ratio: ratio(), limits: limits() };
  const coloured = Boolean(page.legend.areas), levels = String(limits()) !== String(window.usual.limits);
  if (levels || incidents.marks.isColoured !== coloured || ratio().get !== window.usual.ratio.get) {
    Object.defineProperty(window, "devicePixelRatio", window.usual.ratio);
    incidents.levels.forEach((level, k) => (level.upTo = window.usual.limits[k]));
    incidents.setColoured(coloured);
    page.stack.refit();
    incidents.draw();
  }
  const shown = { layers, theme: theme.name, size_by: same, certain, period: page.period };
  const differ = Object.entries(WANTED).filter(([key, value]) => String(shown[key]) !== String(value));
  if (differ.length) atlas.call("apply", [Object.fromEntries(differ), -1]);
"""
"""A test may change the page without the panel, which then sees no difference and sends nothing."""
HAS_SIZE = """
  const has = ({{ x, y }}) => x === {} && y === {};
  while (!has(atlas.page.map.getSize())) await new Promise((go) => setTimeout(go, 5));
"""


def wait_for(signal: SignalInstance, act: Callable[[], Any] = lambda: None) -> list[Any]:
    """Call `act` and wait for a signal; returns its arguments. Fails after `LIMIT_MS`."""
    loop = QEventLoop()
    emitted: list[Any] = []

    def record(*values: Any) -> None:
        emitted.append(values)
        loop.quit()

    signal.connect(record)
    timer = QTimer(singleShot=True, interval=LIMIT_MS)
    timer.timeout.connect(loop.quit)
    timer.start()
    act()
    if not emitted:
        loop.exec()
    signal.disconnect(record)
    timer.stop()
    assert emitted, "the signal was not emitted"
    return list(emitted[0])


def run(page: Any, script: str) -> Any:
    """Run the body of an asynchronous function in the page; returns what it returns, passed as JSON.

    The page names the script in its title when it has ended: to ask again and again takes time from the page.
    """
    loop = QEventLoop()
    answer: list[Any] = []
    timer = QTimer(singleShot=True, interval=LIMIT_MS)
    timer.timeout.connect(loop.quit)
    timer.start()
    ended = f"script {next(_numbers)} has ended"
    wrapped = (
        "window.__out = null; (async () => {"
        + script
        + "})().then((v) => window.__out = JSON.stringify({v: v ?? null}),"
        "(e) => window.__out = JSON.stringify({e: String(e && e.stack || e)}))"
        f".then(() => document.title = '{ended}')"
    )

    def ask(title: str) -> None:
        if title == ended:
            page.runJavaScript("window.__out", 0, receive)

    def receive(text: Any) -> None:
        answer.append(json.loads(text))
        loop.quit()

    page.titleChanged.connect(ask)
    page.runJavaScript(wrapped)
    loop.exec()
    page.titleChanged.disconnect(ask)
    timer.stop()
    assert answer, "the page did not answer"
    assert "e" not in answer[0], answer[0].get("e")
    return answer[0]["v"]


class Driver:
    """A shown map panel, its page, and the errors of its scripts.

    Changes of the state are sent together before anything else is done with the page: each message paints all of it.
    """

    def __init__(self, cache_dir: Path) -> None:
        self._panel = MapPanel(cache_dir)
        self._unsent: dict[str, Any] = {}
        self._panel.resize(*SIZE)
        self._panel.recovered.connect(self._hide_messages)
        self.errors: list[str] = []
        wait_for(self._panel.ready, self._panel.show)
        self.until("atlas.page")
        self.page.script_failed.connect(self.errors.append)

    @property
    def panel(self) -> MapPanel:
        """The panel, after its page shows all changes."""
        self.send()
        return self._panel

    @property
    def page(self) -> MapPage:
        """The newest page of the panel, after it shows all changes."""
        self.send()
        return self._page()

    def run(self, script: str) -> Any:
        """Run the body of an asynchronous function in the page."""
        return run(self.page, script)

    def describe(self) -> dict[str, Any]:
        """What the page shows."""
        return dict(self.run("return atlas.call('describe', [])"))

    def send(self) -> None:
        """Send the changes, and wait until the page shows them."""
        if self._unsent:
            changes, self._unsent = self._unsent, {}
            self._panel.change(**changes)
            self.catch_up()

    def catch_up(self) -> None:
        """Wait until the page shows the state of the panel."""
        if not self.panel.is_caught_up:
            wait_for(self.panel.caught_up)

    def change(self, **fields: Any) -> None:
        """Change fields of the state."""
        self._unsent |= fields

    def look_at(self, lon: float, lat: float, zoom: float) -> None:
        """Set the view."""
        self.change(camera=self._panel.state.camera.at_view(lon, lat, zoom))

    def fit(self) -> None:
        """Set the view of both provinces as a whole."""
        self.change(camera=self._panel.state.camera.at_bounds(None))

    def set_mask(self, mask: bytes) -> None:
        """Set which rows pass the filters, a byte each."""
        self.change(mask=Piece(mask))

    def set_user_layers(self, served: bytes) -> None:
        """Show these user layers, with no classes of districts."""
        self.change(user_layers=Piece(served), areas=None)

    def show(self, columns: PointColumns) -> None:
        """Show these points, with no filter, a period of all days and no selection."""
        rows = len(columns.start)
        period = (columns.day0, int(columns.end.max(initial=columns.day0)))
        points = Points(pack_points(columns), rows=rows, day0=columns.day0)
        self.change(points=points, mask=Piece(b"\1" * rows), period=period, selection=())

    def reset(self, size: tuple[int, int] = SIZE) -> None:
        """Reset all but the points to the state of a new page in a window of this size, and clear the errors.

        It is sent with the first changes of the test.
        """
        self._unsent = {}
        self.catch_up()
        self._panel.resize(*size)
        if self._panel.state.ground is not None:
            self._panel.set_ground(None)
            self.catch_up()
        state = self._panel.state
        present = {name: getattr(state, name) for name in ("layers", "theme", "size_by", "certain", "period")}
        self.run(RESET.replace("WANTED", json.dumps(present)) + HAS_SIZE.format(*size))
        self.change(
            layers=LAYERS, theme="light", size_by="killed", certain=False, hidden=(), selection=(), notice=Notice(),
            range_lines=(), areas=None, spots=None, heat=None, district=-1, user_layers=Piece(NO_LAYERS),
        )  # fmt: skip
        self.fit()
        self.errors.clear()

    def resize(self, size: tuple[int, int]) -> None:
        """Resize the window and wait until the map has its size, in pixels of the page."""
        self.panel.resize(*size)
        self.run(HAS_SIZE.format(*size))

    def _page(self) -> MapPage:
        pages = self._panel.findChildren(MapPage)
        assert pages, "no page"
        return pages[-1]

    def _hide_messages(self) -> None:
        """Hide at once what is said of a rebuilt page: it takes height from the map for 8 s."""
        for message in self._panel.findChildren(QLabel, "map_message"):
            message.hide()

    def until(self, condition: str) -> None:
        """Wait until a condition holds in the page."""
        self.run(f"while (!({condition})) await new Promise((go) => setTimeout(go, 10))")
