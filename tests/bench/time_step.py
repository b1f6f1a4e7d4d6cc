"""One step of the time bar with 100,000 incidents: the whole window against a map that folium builds again.

Ours is measured in the window with all panels connected: from the signal of the time bar until the page has drawn, plus
the time until the next frame. The other side does what a page made by folium needs: build a map with a ``CircleMarker``
for each row of the period, render it, load it and wait for its first frame.
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
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # lets the file run as a script

import app.desktop
from app.window import Window
from geo.dataset import Dataset
from geo.incidents.table import Coded, Incidents
from geo.sources.bundled import bundled

ROWS = 100_000
STEPS = 120
PERIOD_DAYS = 30
TWO_FRAMES_S = 2 / 60
TIMEOUT_S = 900.0


def generate_dataset(rows: int, seed: int = 7) -> Dataset:
    """Incidents sampled from the bundled ones, on other days and moved by normal noise of 0.25 degrees."""
    rng = np.random.default_rng(seed)
    source = bundled().incidents
    picked = np.sort(rng.integers(0, len(source), rows))
    assert source.period is not None
    start = np.sort(rng.integers(*source.period, rows)).astype(np.int32)
    incidents = Incidents(
        start=start,
        end=start + (source.end - source.start)[picked],
        lon=source.lon[picked] + rng.normal(0, 0.25, rows),
        lat=source.lat[picked] + rng.normal(0, 0.25, rows),
        numbers={name: column[picked] for name, column in source.numbers.items()},
        coded={name: Coded(column.codes[picked], column.names) for name, column in source.coded.items()},
        texts={name: [column[i] for i in picked] for name, column in source.texts.items()}
        | {"incident_id": [f"generated:{i}" for i in range(rows)]},
    )
    return Dataset(incidents, origin="generated for the benchmark")


def open_window() -> tuple[Any, Window]:
    """The application and its window with all panels and with its map ready."""
    application, window = app.desktop.make_window(["no such file: only the bundled data is shown"])
    ready: list[bool] = []
    window.map.ready.connect(lambda: ready.append(True))
    window.resize(1280, 720)
    app.desktop.show(window)
    wait_until(application, lambda: bool(ready) and window.is_furnished)
    return application, window


def wait_until(application: Any, condition: Callable[[], bool]) -> None:
    """Process events until the condition holds; a `RuntimeError` after a quarter of an hour."""
    deadline = time.perf_counter() + TIMEOUT_S
    while not condition():
        application.processEvents()
        if time.perf_counter() > deadline:
            raise RuntimeError(f"the condition did not hold within {TIMEOUT_S:g} s")


def our_steps(application: Any, window: Window, days: list[tuple[int, int]]) -> list[float]:
    """Seconds from each signal of the time bar to the frame that shows its period."""
    seconds = []
    for first, last in days:
        started = time.perf_counter()
        window.time_bar.period_changing.emit(first, last)
        wait_until(application, lambda: window.map.is_caught_up)
        seconds.append(time.perf_counter() - started)
    timing: list[dict[str, float]] = []
    window.map.request("timing", timing.extend)
    wait_until(application, lambda: bool(timing))
    frames = [(step["frame"] - step["script"]) / 1000 for step in timing[-len(days) :]]
    return [drawn + frame for drawn, frame in zip(seconds, frames, strict=True)]


def folium_step(application: Any, incidents: Incidents, rows: np.ndarray) -> float:
    """Seconds to build and show a folium map with a marker for each of the rows."""
    import folium
    from PySide6.QtCore import QUrl
    from PySide6.QtWebEngineWidgets import QWebEngineView

    view = QWebEngineView()
    view.resize(1280, 720)
    view.show()
    ready: list[bool] = []
    view.titleChanged.connect(lambda title: ready.append(True) if title == "shown" else None)
    with tempfile.TemporaryDirectory() as folder:
        leaflet = (Path(__file__).resolve().parents[2] / "assets/web/vendor/leaflet").as_uri()
        started = time.perf_counter()
        built = folium.Map((30.5, 68.5), zoom_start=6, tiles=None)
        built.default_js = [("leaflet", f"{leaflet}/leaflet.js")]
        built.default_css = [("leaflet_css", f"{leaflet}/leaflet.css")]
        for lon, lat in zip(incidents.lon[rows].tolist(), incidents.lat[rows].tolist(), strict=True):
            folium.CircleMarker((lat, lon), radius=5).add_to(built)
        report = "requestAnimationFrame(() => requestAnimationFrame(() => { document.title = 'shown'; }));"
        script = f"<script>{report}</script>"
        page = Path(folder) / "map.html"
        page.write_text(built.get_root().render() + script, encoding="utf-8")
        view.load(QUrl.fromLocalFile(str(page)))
        wait_until(application, lambda: bool(ready))
        seconds = time.perf_counter() - started
    view.close()
    view.deleteLater()
    return seconds


def run() -> list[dict[str, Any]]:
    """Rows: steps of a period of 30 days and of nearly all days, against folium and against two frames."""
    application, window = open_window()
    dataset = generate_dataset(ROWS)
    window.session.open(dataset)
    first, last = dataset.incidents.period or (0, 0)
    wait_until_idle(application)
    narrow = [(first + 10 * i, first + 10 * i + PERIOD_DAYS - 1) for i in range(STEPS)]
    wide = [(first + i % 2, last) for i in range(STEPS)]
    thirty, everything = our_steps(application, window, narrow), our_steps(application, window, wide)
    located = np.flatnonzero(dataset.incidents.has_point)
    start = dataset.incidents.start[located]
    period = narrow[len(narrow) // 2]
    in_period = located[(start >= period[0]) & (start <= period[1])]
    folium_all = folium_step(application, dataset.incidents, np.flatnonzero(~np.isnan(dataset.incidents.lon)))
    folium_some = statistics.median(folium_step(application, dataset.incidents, in_period) for _ in range(3))
    window.close()
    what = f"step of the time bar, {ROWS:,} incidents"
    return [
        faster(f"{what}, all shown, against a folium map of them", everything, folium_all, 500),
        faster(f"{what}, {PERIOD_DAYS} days shown, against a folium map of only these", thirty, folium_some, 5),
        within(f"{what}, {PERIOD_DAYS} days shown, to the frame", thirty),
        within(f"{what}, all shown, to the frame", everything),
    ]


def wait_until_idle(application: Any) -> None:
    """Process events for two seconds."""
    end = time.perf_counter() + 2
    wait_until(application, lambda: time.perf_counter() > end)


def faster(name: str, ours: list[float], other: float, target: float) -> dict[str, Any]:
    """The row of a ratio that must be at least the target."""
    median = statistics.median(ours)
    ratio = other / median
    return {
        "name": name, "ours": round(median, 4), "other": round(other, 2), "unit": "s", "ratio": round(ratio, 1),
        "target": target, "met": ratio >= target,
    }  # fmt: skip


def within(name: str, ours: list[float]) -> dict[str, Any]:
    """The row of a median that must be at most two frames of a display."""
    median = statistics.median(ours)
    return {
        "name": name, "ours": round(median, 4), "other": round(TWO_FRAMES_S, 4), "unit": "s",
        "ratio": round(median / TWO_FRAMES_S, 2), "target": 1.0, "limit": "at most", "met": median <= TWO_FRAMES_S,
    }  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(run(), indent=1))
