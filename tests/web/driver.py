"""The real page in a real panel, without a screen: change its state, wait, and run scripts in it."""

from __future__ import annotations

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
POLL_MS = 4
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
    """Run the body of an asynchronous function in the page; returns what it returns, passed as JSON."""
    loop = QEventLoop()
    answer: list[Any] = []
    timer = QTimer(singleShot=True, interval=LIMIT_MS)
    timer.timeout.connect(loop.quit)
    timer.start()
    wrapped = (
        "window.__out = null; (async () => {"
        + script
        + "})().then((v) => window.__out = JSON.stringify({v: v ?? null}),"
        "(e) => window.__out = JSON.stringify({e: String(e && e.stack || e)}))"
    )

    def poll(_ignored: Any = None) -> None:
        page.runJavaScript("window.__out", 0, receive)

    def receive(text: Any) -> None:
        if text:
            answer.append(json.loads(text))
            loop.quit()
        elif timer.isActive():
            QTimer.singleShot(POLL_MS, poll)

    page.runJavaScript(wrapped, 0, poll)
    loop.exec()
    timer.stop()
    assert answer, "the page did not answer"
    assert "e" not in answer[0], answer[0].get("e")
    return answer[0]["v"]


class Driver:
    """A shown map panel, its page, and the errors of its scripts."""

    def __init__(self, cache_dir: Path) -> None:
        self.panel = MapPanel(cache_dir)
        self.panel.resize(*SIZE)
        self.panel.recovered.connect(self._hide_messages)
        self.errors: list[str] = []
        wait_for(self.panel.ready, self.panel.show)
        self.until("atlas.page")
        self.page.script_failed.connect(self.errors.append)

    @property
    def page(self) -> MapPage:
        """The newest page of the panel."""
        pages = self.panel.findChildren(MapPage)
        assert pages, "no page"
        return pages[-1]

    def run(self, script: str) -> Any:
        """Run the body of an asynchronous function in the page."""
        return run(self.page, script)

    def describe(self) -> dict[str, Any]:
        """What the page shows."""
        return dict(self.run("return atlas.call('describe', [])"))

    def catch_up(self) -> None:
        """Wait until the page shows the state of the panel."""
        if not self.panel.is_caught_up:
            wait_for(self.panel.caught_up)

    def change(self, **fields: Any) -> None:
        """Change fields of the state and wait until the page shows them."""
        self.panel.change(**fields)
        self.catch_up()

    def look_at(self, lon: float, lat: float, zoom: float) -> None:
        """Set the view and wait until the page shows it."""
        self.panel.look_at(lon, lat, zoom)
        self.catch_up()

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

        One message holds all of it, since each paints the whole page.
        """
        self.resize(size)
        plain: dict[str, Any] = {"layers": LAYERS, "theme": "light", "size_by": "killed", "certain": False}
        self.panel.set_ground(None)
        self.panel.change(
            **plain, hidden=(), selection=(), notice=Notice(), range_lines=(), areas=None, spots=None, heat=None,
            district=-1, user_layers=Piece(NO_LAYERS), camera=self.panel.state.camera.at_bounds(None),
        )  # fmt: skip
        self.catch_up()
        wanted = {**plain, "period": self.panel.state.period}
        self.run(RESET.replace("WANTED", json.dumps(wanted)))
        self.errors.clear()

    def resize(self, size: tuple[int, int]) -> None:
        """Resize the window and wait until the map has its size, in pixels of the page."""
        self.panel.resize(*size)
        self.until(f"atlas.page.map.getSize().x === {size[0]} && atlas.page.map.getSize().y === {size[1]}")

    def _hide_messages(self) -> None:
        """Hide at once what is said of a rebuilt page: it takes height from the map for 8 s."""
        for message in self.panel.findChildren(QLabel, "map_message"):
            message.hide()

    def until(self, condition: str) -> None:
        """Wait until a condition holds in the page."""
        self.run(f"while (!({condition})) await new Promise((go) => setTimeout(go, 5))")
