"""The real page in a real panel, without a screen, and ways to speak to it and wait for it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QEventLoop, QTimer, SignalInstance

from app.map.page import MapPage
from app.map.panel import MapPanel
from geo.draw.web.points import NO_AREA, PointColumns, kind_codes, pack_points

DAY0 = 19000
LIMIT_MS = 20_000


def wait_for(signal: SignalInstance, act: Callable[[], Any] = lambda: None) -> list[Any]:
    """Do something and wait for a signal; returns what it carried. Fails after a long while."""
    loop = QEventLoop()
    heard: list[Any] = []

    def hear(*values: Any) -> None:
        heard.append(values)
        loop.quit()

    signal.connect(hear)
    timer = QTimer(singleShot=True, interval=LIMIT_MS)
    timer.timeout.connect(loop.quit)
    timer.start()
    act()
    if not heard:
        loop.exec()
    signal.disconnect(hear)
    timer.stop()
    assert heard, "the signal did not come"
    return list(heard[0])


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
        page.runJavaScript("window.__out", 0, take)

    def take(text: Any) -> None:
        if text:
            answer.append(json.loads(text))
            loop.quit()
        elif timer.isActive():
            poll()

    page.runJavaScript(wrapped, 0, poll)
    loop.exec()
    timer.stop()
    assert answer, "the page did not answer"
    assert "e" not in answer[0], answer[0].get("e")
    return answer[0]["v"]


class Driver:
    """A shown map panel, its page, and what it complained of."""

    def __init__(self, cache_dir: Path) -> None:
        self.panel = MapPanel(cache_dir)
        self.panel.resize(900, 640)
        self.errors: list[str] = []
        wait_for(self.panel.ready, self.panel.show)
        self.until("atlas.page.labels.lettered")
        self.page.script_failed.connect(self.errors.append)

    @property
    def page(self) -> MapPage:
        """The page of the present life."""
        pages = self.panel.findChildren(MapPage)
        assert pages, "no page"
        return pages[-1]

    def run(self, script: str) -> Any:
        """Run the body of an asynchronous function in the page."""
        return run(self.page, script)

    def look(self) -> dict[str, Any]:
        """What the page shows."""
        return dict(self.run("return atlas.call('look', [])"))

    def show(self, columns: PointColumns) -> None:
        """Give the page other points and wait until it has them, with all days in the window."""
        rows = len(columns.start)
        before = self.run("return atlas.page.loading")
        self.panel.set_points(pack_points(columns), rows, columns.day0)
        last = int(columns.end.max(initial=columns.day0))
        self.panel.set_window(columns.day0, last)
        self.until(f"atlas.page.loaded > {before} && atlas.page.store.n === {rows} && atlas.page.days[1] === {last}")

    def until(self, condition: str) -> None:
        """Wait until a condition holds in the page."""
        self.run(f"while (!({condition})) await new Promise((go) => setTimeout(go, 5))")


def columns(rows: list[dict[str, Any]], day0: int = DAY0) -> PointColumns:
    """Columns of rows that are given by what differs from an exact battle at Peshawar on the first day."""
    usual = {"lon": 71.58, "lat": 34.01, "start": 0, "end": None, "area": NO_AREA, "type": 0, "precision": 0, "size": 2}
    full = sorted(({**usual, **row} for row in rows), key=lambda row: row["start"])
    column = {name: [row[name] for row in full] for name in usual}
    ends = [row["start"] if row["end"] is None else row["end"] for row in full]
    return PointColumns(
        lon=np.array(column["lon"], np.float64),
        lat=np.array(column["lat"], np.float64),
        start=np.array(column["start"], np.int32) + day0,
        end=np.array(ends, np.int32) + day0,
        area=np.array(column["area"], np.uint16),
        kind=kind_codes(np.array(column["type"], np.uint8), np.array(column["precision"], np.uint8)),
        size=np.array(column["size"], np.uint8),
        day0=day0,
    )


def random_columns(count: int, seed: int) -> PointColumns:
    """Columns of incidents here and there, some of which last, some known only to an area."""
    draw = np.random.default_rng(seed)
    start = np.sort(draw.integers(0, 700, count)).astype(np.int32)
    lasts = np.where(draw.random(count) < 0.1, draw.integers(0, 60, count), 0)
    precision = draw.choice(5, count, p=[0.5, 0.3, 0.1, 0.06, 0.04]).astype(np.uint8)
    area = np.where(
        precision == 2, draw.integers(0, 61, count), np.where(precision == 3, draw.integers(0, 2, count), NO_AREA)
    )
    near = precision < 2
    return PointColumns(
        lon=np.where(near, np.round(draw.uniform(61, 74, count), 1), np.nan),
        lat=np.where(near, np.round(draw.uniform(25, 36, count), 1), np.nan),
        start=start + DAY0,
        end=(start + lasts).astype(np.int32) + DAY0,
        area=area.astype(np.uint16),
        kind=kind_codes(draw.integers(0, 6, count).astype(np.uint8), precision),
        size=draw.integers(0, 6, count).astype(np.uint8),
        day0=DAY0,
    )
