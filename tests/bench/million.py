"""The map with very many incidents against the display: steps of the time bar, panning and zooming, memory.

The page alone is measured, with its real symbols, halos, a selection, legend and counts: milliseconds of script for a
step, and until the frame that shows it was handed on. The incidents are those of `time_step`; ten million are drawn
from the bundled places as bare columns.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np

from tests.bench import time_step

STEPS = 60
FRAME_S = 1 / 60
SCRIPT_S = 0.008


def run() -> list[dict[str, Any]]:
    """Medians and 95th percentiles of the frames of each window, of moves of the map, and of the script."""
    application = started()
    found = []
    for rows in (100_000, 1_000_000):
        found += of_steps(application, rows)
    return [*found, *of_ten_million(application)]


def started() -> Any:
    """The application, with the scheme and the flags that the page needs."""
    from PySide6.QtWidgets import QApplication

    from app.map.flags import apply_flags
    from app.map.scheme import register_scheme

    apply_flags(os.environ)
    register_scheme()
    return QApplication([sys.argv[0]])


def of_steps(application: Any, rows: int) -> list[dict[str, Any]]:
    """Steps of the time bar and moves of the map with so many incidents, some of them selected."""
    from geo.draw.web.columns import columns_of
    from geo.view.snapshot import resolve
    from geo.view.state import State

    snapshot = resolve(time_step.many(rows), State())
    panel = shown(application, columns_of(snapshot.dataset), rows)
    panel.change(selection=tuple(range(0, rows, rows // 50)))
    found = windows_of(application, panel, snapshot.period)
    moved = [] if rows < 1_000_000 else moves(application, panel)
    panel.close()
    told = f"step of the map, {rows:,} incidents"
    scripts = [row(f"{told}, everything, script", found["everything"][0], SCRIPT_S, statistics.median)]
    steady = [
        row(f"{told}, {name}, {what}", frame, most, of)
        for what, most, of in (
            ("median to the frame", FRAME_S, statistics.median),
            ("95th percentile", 2 * FRAME_S, late),
        )
        for name, (_, frame) in found.items()
    ]
    if moved:
        steady.append(row(f"pan and zoom, {rows:,} incidents, median to the frame", moved, 0.033, statistics.median))
    return [*steady, *scripts]


def of_ten_million(application: Any) -> list[dict[str, Any]]:
    """Steps with ten million made incidents."""
    rows = 10_000_000
    columns, window = made(rows)
    panel = shown(application, columns, rows)
    found = windows_of(application, panel, window, 20)
    panel.close()
    told = f"step of the map, {rows:,} made incidents"
    return [
        row(f"{told}, 30 days, median to the frame", found["30 days"][1], FRAME_S, statistics.median),
        row(f"{told}, everything, median to the frame", found["everything"][1], 0.1, statistics.median),
    ]


def made(rows: int) -> tuple[Any, tuple[int, int]]:
    """Columns of so many incidents around the bundled places, and the days that they cover."""
    from geo.draw.web.columns import columns_of
    from geo.draw.web.points import PointColumns
    from geo.sources.bundled import bundled

    draw = np.random.default_rng(7)
    known = columns_of(bundled())
    picked = draw.integers(0, len(known.start), rows)
    start = np.sort(draw.integers(known.start[0], known.start[-1] + 1, rows).astype(np.int32))
    lasts = (known.end - known.start)[picked]
    made = PointColumns(
        lon=known.lon[picked] + draw.normal(0, 0.25, rows), lat=known.lat[picked] + draw.normal(0, 0.25, rows),
        start=start, end=start + lasts, area=known.area[picked], kind=known.kind[picked], size=known.size[picked],
        day0=known.day0,
    )  # fmt: skip
    return made, (int(start[0]), int(made.end.max()))


def shown(application: Any, columns: Any, rows: int) -> Any:
    """A panel that shows these columns, settled."""
    from app.map.page_state import Piece, Points
    from app.map.panel import MapPanel
    from geo.draw.web.points import pack_mask, pack_points

    panel = MapPanel(Path(tempfile.mkdtemp()))
    ready: list[bool] = []
    panel.ready.connect(lambda: ready.append(True))
    panel.resize(1280, 720)
    panel.change(
        points=Points(pack_points(columns), rows=rows, day0=columns.day0),
        mask=Piece(pack_mask(np.ones(rows, np.bool_))),
        period=(columns.day0, int(columns.end.max())),
    )
    panel.start()
    panel.show()
    time_step.wait(application, lambda: bool(ready))
    settle(application)
    return panel


def windows_of(application: Any, panel: Any, window: tuple[int, int], count: int = STEPS) -> dict[str, Any]:
    """The times of steps of 30 days, of a year and of everything."""
    first, last = window
    asked = {
        "30 days": [(first + 7 * i, first + 7 * i + 29) for i in range(count)],
        "a year": [(first + 7 * i, first + 7 * i + 364) for i in range(count)],
        "everything": [(first + i % 2, last) for i in range(count)],
    }
    return {name: steps(application, panel, days) for name, days in asked.items()}


MOVES = """
const map = atlas.page.map, after = new MessageChannel(), times = [];
const framed = () => new Promise((go) => {
  after.port1.onmessage = go;
  requestAnimationFrame(() => after.port2.postMessage(0));
});
const dragged = (dx, dy) => { // as Leaflet does it under the hand
  L.DomUtil.setPosition(map.getPane("mapPane"), map._getMapPanePos().add([dx, dy]));
  map.fire("move").fire("drag");
};
for (let k = 0; k < 60; k++) {
  const began = performance.now();
  if (k % 10 === 9) map.fire("moveend").setZoom(map.getZoom() + (k % 20 === 9 ? 0.5 : -0.5), { animate: false });
  else dragged(k % 40 < 20 ? 12 : -12, 5);
  await framed();
  times.push(performance.now() - began);
  await new Promise((go) => setTimeout(go, 20));
}
return times;
"""


def moves(application: Any, panel: Any) -> list[float]:
    """Seconds of each move of the map until the frame that shows it: nine times dragged by 13 pixels, then zoomed."""
    from tests.web.driver import run as run_in_page

    panel.look_at(70.0, 32.5, 7.0)
    pause(application, 1.0)
    return [ms / 1000 for ms in run_in_page(panel._life.page, MOVES)]


def steps(application: Any, panel: Any, days: list[tuple[int, int]]) -> tuple[list[float], list[float]]:
    """Seconds of script of each step, and until its frame."""
    for window in days:
        panel.change(period=window)
        time_step.wait(application, lambda: panel.is_caught_up)
        pause(application, 0.03)
    timing: list[dict[str, float]] = []
    panel.request("timing", timing.extend)
    time_step.wait(application, lambda: bool(timing))
    told = timing[-len(days) :]
    return [step["script"] / 1000 for step in told], [step["frame"] / 1000 for step in told]


def settle(application: Any) -> None:
    """Let the page draw what it was given, and the compiler do its work."""
    pause(application, 3.0)


def pause(application: Any, seconds: float) -> None:
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        application.processEvents()


def late(values: list[float]) -> float:
    """The 95th percentile."""
    return float(np.percentile(values, 95))


def row(name: str, values: list[float], most: float, of: Any) -> dict[str, Any]:
    ours = of(values)
    return {
        "name": name, "ours": ours, "other": most, "ratio": ours / most, "target": 1.0, "limit": "at most",
        "met": ours <= most,
    }  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(run(), indent=1))
