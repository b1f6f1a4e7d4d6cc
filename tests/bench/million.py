"""The map with 2,000 to ten million incidents against the frame rate of a display: time steps, panning and zooming.

Only the page is measured, with its real symbols, halos, a selection, legend and counts: the time of the script of a
step, and the time until the frame that shows it. The incidents are those of `time_step`. Ten million are generated from
the bundled places, as columns without texts.
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

BETWEEN = (2_000, 5_478, 10_000, 20_000, 50_000)
VIEWS = {"overview": None, "zoom 7": (70.5, 33.0, 7.0), "zoom 8.5": (71.4, 34.0, 8.5)}
SIZES = (100_000, 1_000_000)
LARGEST = 10_000_000
STEPS, STEPS_BETWEEN, STEPS_OF_LARGEST = 60, 30, 20
FRAME_S = 1 / 60
SCRIPT_S = 0.008


def run() -> list[dict[str, Any]]:
    """Rows: medians and 95th percentiles of the frames of each period, of moves of the map, and of the script."""
    application = start_application()
    measured = [row for rows in BETWEEN for row in measure_views(application, rows)]
    for rows in SIZES:
        measured += measure_steps(application, rows)
    return [*measured, *measure_largest(application)]


def start_application() -> Any:
    """The Qt application, with the URL scheme and the Chromium flags that the page needs."""
    from PySide6.QtWidgets import QApplication

    from app.map.flags import apply_flags
    from app.map.scheme import register_scheme

    apply_flags(os.environ)
    register_scheme()
    return QApplication([sys.argv[0]])


def measure_steps(application: Any, rows: int) -> list[dict[str, Any]]:
    """Rows of steps of the time bar and of moves of the map with this number of incidents, 50 of them selected."""
    from geo.draw.web.columns import columns_of
    from geo.view.snapshot import resolve
    from geo.view.state import State

    snapshot = resolve(time_step.generate_dataset(rows), State())
    panel = open_panel(application, columns_of(snapshot.dataset), rows)
    panel.change(selection=tuple(range(0, rows, rows // 50)))
    times = time_periods(application, panel, snapshot.period, STEPS)
    moves = [] if rows < SIZES[-1] else time_moves(application, panel)
    panel.close()
    what = f"step of the map, {rows:,} incidents"
    scripts = [row(f"{what}, everything, script", times["everything"][0], SCRIPT_S, statistics.median)]
    frames = [
        row(f"{what}, {name}, {which}", frame, limit, statistic)
        for which, limit, statistic in (
            ("median to the frame", FRAME_S, statistics.median),
            ("95th percentile", 2 * FRAME_S, percentile_95),
        )
        for name, (_, frame) in times.items()
    ]
    if moves:
        frames.append(row(f"pan and zoom, {rows:,} incidents, median to the frame", moves, 0.033, statistics.median))
    return [*frames, *scripts]


def measure_views(application: Any, rows: int) -> list[dict[str, Any]]:
    """The row of the slowest period at the slowest zoom with this number of incidents, which are marks and symbols."""
    from geo.draw.web.columns import columns_of

    columns = columns_of(time_step.generate_dataset(rows))
    panel = open_panel(application, columns, rows)
    period = (columns.day0, int(columns.end.max()))
    frames = {}
    for name, view in VIEWS.items():
        if view:
            panel.look_at(*view)
            process_events(application, 1.0)
        for days, (_, times) in time_periods(application, panel, period, STEPS_BETWEEN).items():
            frames[f"{days}, {name}"] = times
    panel.close()
    slowest = max(frames, key=lambda name: statistics.median(frames[name]))
    what = f"step of the map, {rows:,} incidents, slowest of {len(frames)} ({slowest})"
    return [row(f"{what}, median to the frame", frames[slowest], FRAME_S, statistics.median)]


def measure_largest(application: Any) -> list[dict[str, Any]]:
    """Rows of steps with the largest number of incidents, which are generated as columns only."""
    rows = LARGEST
    columns, period = generate_columns(rows)
    panel = open_panel(application, columns, rows)
    times = time_periods(application, panel, period, STEPS_OF_LARGEST)
    panel.close()
    what = f"step of the map, {rows:,} generated incidents"
    return [
        row(f"{what}, 30 days, median to the frame", times["30 days"][1], FRAME_S, statistics.median),
        row(f"{what}, everything, median to the frame", times["everything"][1], 0.1, statistics.median),
    ]


def generate_columns(rows: int) -> tuple[Any, tuple[int, int]]:
    """Columns of this number of incidents around the bundled places, and the first and last day that they cover."""
    from geo.draw.web.columns import columns_of
    from geo.draw.web.points import PointColumns
    from geo.sources.bundled import bundled

    rng = np.random.default_rng(7)
    source = columns_of(bundled())
    picked = rng.integers(0, len(source.start), rows)
    start = np.sort(rng.integers(source.start[0], source.start[-1] + 1, rows).astype(np.int32))
    lengths = (source.end - source.start)[picked]
    columns = PointColumns(
        lon=source.lon[picked] + rng.normal(0, 0.25, rows), lat=source.lat[picked] + rng.normal(0, 0.25, rows),
        start=start, end=start + lengths, area=source.area[picked], kind=source.kind[picked], size=source.size[picked],
        day0=source.day0,
    )  # fmt: skip
    return columns, (int(start[0]), int(columns.end.max()))


def open_panel(application: Any, columns: Any, rows: int) -> Any:
    """A map panel that shows these columns and has settled."""
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
    time_step.wait_until(application, lambda: bool(ready))
    settle(application)
    return panel


def time_periods(application: Any, panel: Any, period: tuple[int, int], count: int) -> dict[str, Any]:
    """The times of steps with periods of 30 days, of a year and of nearly all days."""
    first, last = period
    periods = {
        "30 days": [(first + 7 * i, first + 7 * i + 29) for i in range(count)],
        "a year": [(first + 7 * i, first + 7 * i + 364) for i in range(count)],
        "everything": [(first + i % 2, last) for i in range(count)],
    }
    return {name: time_steps(application, panel, days) for name, days in periods.items()}


MOVES = """
const map = atlas.page.map, after = new MessageChannel(), times = [];
const nextFrame = () => new Promise((go) => {
  after.port1.onmessage = go;
  requestAnimationFrame(() => after.port2.postMessage(0));
});
const drag = (dx, dy) => { // as Leaflet does while the pointer drags
  L.DomUtil.setPosition(map.getPane("mapPane"), map._getMapPanePos().add([dx, dy]));
  map.fire("move").fire("drag");
};
for (let k = 0; k < 60; k++) {
  const started = performance.now();
  if (k % 10 === 9) map.fire("moveend").setZoom(map.getZoom() + (k % 20 === 9 ? 0.5 : -0.5), { animate: false });
  else drag(k % 40 < 20 ? 12 : -12, 5);
  await nextFrame();
  times.push(performance.now() - started);
  await new Promise((go) => setTimeout(go, 20));
}
return times;
"""


def time_moves(application: Any, panel: Any) -> list[float]:
    """Seconds of each move of the map until the frame that shows it: nine drags by 13 pixels, then one zoom."""
    from tests.web.driver import run as run_in_page

    panel.look_at(70.0, 32.5, 7.0)
    process_events(application, 1.0)
    return [ms / 1000 for ms in run_in_page(panel._life.page, MOVES)]


def time_steps(application: Any, panel: Any, days: list[tuple[int, int]]) -> tuple[list[float], list[float]]:
    """Seconds of the script of each step, and seconds until its frame."""
    for period in days:
        panel.change(period=period)
        time_step.wait_until(application, lambda: panel.is_caught_up)
        process_events(application, 0.03)
    timing: list[dict[str, float]] = []
    panel.request("timing", timing.extend)
    time_step.wait_until(application, lambda: bool(timing))
    last = timing[-len(days) :]
    return [step["script"] / 1000 for step in last], [step["frame"] / 1000 for step in last]


def settle(application: Any) -> None:
    """Process events for three seconds, so that the page draws and its scripts are compiled."""
    process_events(application, 3.0)


def process_events(application: Any, seconds: float) -> None:
    """Process events for this time."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        application.processEvents()


def percentile_95(values: list[float]) -> float:
    """The 95th percentile."""
    return float(np.percentile(values, 95))


def row(name: str, values: list[float], limit: float, statistic: Any) -> dict[str, Any]:
    """The row of a statistic of the values that must be at most the limit."""
    ours = statistic(values)
    return {
        "name": name, "ours": ours, "other": limit, "ratio": ours / limit, "target": 1.0, "limit": "at most",
        "met": ours <= limit,
    }  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(run(), indent=1))
