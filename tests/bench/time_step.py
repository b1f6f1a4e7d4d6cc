"""One step of the time bar with 100,000 incidents: the whole window against the map that folium would build anew.

Ours is measured in the furnished window, every panel connected: from the wish of the time bar until the page has
drawn, and from there until the frame after it was handed on. The other side does what a folium page has to: make a map
with a ``CircleMarker`` for each row of the window of days, render it, load it and wait for its first frame.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # so that the file also runs by itself

import app.desktop
from app.window import Window
from geo.dataset import Dataset
from geo.incidents.table import Coded, Incidents
from geo.sources.bundled import bundled

ROWS = 100_000
STEPS = 120
WINDOW_DAYS = 30
TWO_FRAMES_S = 2 / 60
LONGEST_S = 900.0


def many(rows: int = ROWS, seed: int = 7) -> Dataset:
    """So many incidents, drawn from the bundled ones at other days and up to half a degree away."""
    rng = np.random.default_rng(seed)
    known = bundled().incidents
    picked = np.sort(rng.integers(0, len(known), rows))
    assert known.period is not None
    start = np.sort(rng.integers(*known.period, rows)).astype(np.int32)
    made = Incidents(
        start=start,
        end=start + (known.end - known.start)[picked],
        lon=known.lon[picked] + rng.normal(0, 0.25, rows),
        lat=known.lat[picked] + rng.normal(0, 0.25, rows),
        numbers={name: column[picked] for name, column in known.numbers.items()},
        coded={name: Coded(column.codes[picked], column.names) for name, column in known.coded.items()},
        texts={name: [column[i] for i in picked] for name, column in known.texts.items()}
        | {"incident_id": [f"made:{i}" for i in range(rows)]},
    )
    return Dataset(made, origin="made for the benchmark")


def furnished() -> tuple[Any, Window]:
    """The application and its window with all panels, its map standing."""
    application, window = app.desktop.make_window(["no file: nothing kept is shown"])
    ready: list[bool] = []
    window.map.ready.connect(lambda: ready.append(True))
    window.resize(1280, 720)
    app.desktop.show(window)
    wait(application, lambda: bool(ready) and window.is_furnished)
    return application, window


def wait(application: Any, done: Callable[[], bool]) -> None:
    """Let the application work until something is so."""
    until = time.perf_counter() + LONGEST_S
    while not done():
        application.processEvents()
        if time.perf_counter() > until:
            raise RuntimeError("it took too long")


def our_steps(application: Any, window: Window, days: list[tuple[int, int]]) -> list[float]:
    """The seconds from each wish to the frame that shows it."""
    seconds = []
    for first, last in days:
        started = time.perf_counter()
        window.time_bar.period_changing.emit(first, last)
        wait(application, lambda: window.map.is_caught_up)
        seconds.append(time.perf_counter() - started)
    timing: list[dict[str, float]] = []
    window.map.request("timing", timing.extend)
    wait(application, lambda: bool(timing))
    frames = [(step["frame"] - step["script"]) / 1000 for step in timing[-len(days) :]]
    return [taken + frame for taken, frame in zip(seconds, frames, strict=True)]


def folium_step(application: Any, incidents: Incidents, rows: np.ndarray) -> float:
    """The seconds that a map with a marker for each of the rows takes to be built and shown."""
    import folium
    from PySide6.QtCore import QUrl
    from PySide6.QtWebEngineWidgets import QWebEngineView

    view = QWebEngineView()
    view.resize(1280, 720)
    view.show()
    shown: list[bool] = []
    view.titleChanged.connect(lambda title: shown.append(True) if title == "shown" else None)
    with tempfile.TemporaryDirectory() as folder:
        vendored = (Path(__file__).resolve().parents[2] / "assets/web/vendor/leaflet").as_uri()
        started = time.perf_counter()
        built = folium.Map((30.5, 68.5), zoom_start=6, tiles=None)
        built.default_js = [("leaflet", f"{vendored}/leaflet.js")]
        built.default_css = [("leaflet_css", f"{vendored}/leaflet.css")]
        for lon, lat in zip(incidents.lon[rows].tolist(), incidents.lat[rows].tolist(), strict=True):
            folium.CircleMarker((lat, lon), radius=5).add_to(built)
        twice = "requestAnimationFrame(() => requestAnimationFrame(() => { document.title = 'shown'; }));"
        tell = f"<script>{twice}</script>"
        page = Path(folder) / "map.html"
        page.write_text(built.get_root().render() + tell, encoding="utf-8")
        view.load(QUrl.fromLocalFile(str(page)))
        wait(application, lambda: bool(shown))
        taken = time.perf_counter() - started
    view.close()
    view.deleteLater()
    return taken


def run() -> list[dict[str, Any]]:
    application, window = furnished()
    dataset = many()
    window.session.open(dataset)
    first, last = dataset.incidents.period or (0, 0)
    wait_until_idle(application)
    narrow = [(first + 10 * i, first + 10 * i + WINDOW_DAYS - 1) for i in range(STEPS)]
    wide = [(first + i % 2, last) for i in range(STEPS)]
    thirty, everything = our_steps(application, window, narrow), our_steps(application, window, wide)
    located = np.flatnonzero(dataset.incidents.has_point)
    here = dataset.incidents.start[located]
    in_window = located[(here >= narrow[60][0]) & (here <= narrow[60][1])]
    rebuilt_all = folium_step(application, dataset.incidents, np.arange(ROWS)[~np.isnan(dataset.incidents.lon)])
    rebuilt_some = statistics.median(folium_step(application, dataset.incidents, in_window) for _ in range(3))
    window.close()
    told = f"step of the time bar, {ROWS:,} incidents"
    return [
        faster(f"{told}, all shown, against a folium map of them", everything, rebuilt_all, 500),
        faster(f"{told}, {WINDOW_DAYS} days shown, against a folium map of just these", thirty, rebuilt_some, 5),
        within(f"{told}, {WINDOW_DAYS} days shown, to the frame", thirty),
        within(f"{told}, all shown, to the frame", everything),
    ]


def wait_until_idle(application: Any) -> None:
    until = time.perf_counter() + 2
    wait(application, lambda: time.perf_counter() > until)


def faster(name: str, ours: list[float], other: float, target: float) -> dict[str, Any]:
    median = statistics.median(ours)
    ratio = other / median
    return {
        "name": name, "ours": round(median, 4), "other": round(other, 2), "unit": "s", "ratio": round(ratio, 1),
        "target": target, "met": ratio >= target,
    }  # fmt: skip


def within(name: str, ours: list[float]) -> dict[str, Any]:
    median = statistics.median(ours)
    return {
        "name": name, "ours": round(median, 4), "other": round(TWO_FRAMES_S, 4), "unit": "s",
        "ratio": round(median / TWO_FRAMES_S, 2), "target": 1.0, "limit": "at most", "met": median <= TWO_FRAMES_S,
    }  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(run(), indent=1))
