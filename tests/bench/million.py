"""One step of the time bar on the map with a million incidents: 30 days, a year and everything, against the display.

The page alone is measured, with its symbols, legend and counts: milliseconds of script for a step, and until the frame
that shows it was handed on. The incidents are those of `time_step`, ten times as many.
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

ROWS = 1_000_000
STEPS = 60
FRAME_S = 1 / 60
SCRIPT_S = 0.008


def run(rows: int = ROWS) -> list[dict[str, Any]]:
    """Medians and 95th percentiles of the frames of each window, and of the script with everything visible."""
    from PySide6.QtWidgets import QApplication

    from app.map.flags import apply_flags
    from app.map.scheme import register_scheme

    apply_flags(os.environ)
    register_scheme()
    application = QApplication([sys.argv[0]])
    from app.map.follower import columns_of
    from app.map.panel import MapPanel
    from geo.draw.points import pack_mask, pack_points
    from geo.state import State, resolve

    snapshot = resolve(time_step.many(rows), State())
    columns = columns_of(snapshot)
    with tempfile.TemporaryDirectory() as folder:
        panel = MapPanel(Path(folder))
        ready: list[bool] = []
        panel.ready.connect(lambda: ready.append(True))
        panel.resize(1280, 720)
        panel.set_points(pack_points(columns), rows, columns.day0)
        panel.set_mask(pack_mask(np.ones(rows, np.bool_)))
        first, last = snapshot.window
        panel.set_window(first, last)
        panel.start()
        panel.show()
        time_step.wait(application, lambda: bool(ready))
        settle(application)
        windows = {
            "30 days": [(first + 7 * i, first + 7 * i + 29) for i in range(STEPS)],
            "a year": [(first + 7 * i, first + 7 * i + 364) for i in range(STEPS)],
            "everything": [(first + i % 2, last) for i in range(STEPS)],
        }
        found = {name: steps(application, panel, days) for name, days in windows.items()}
        panel.close()
    told = f"step of the map, {rows:,} incidents"
    return [
        *(
            row(f"{told}, {name}, median to the frame", frame, FRAME_S, statistics.median)
            for name, (_, frame) in found.items()
        ),
        *(row(f"{told}, {name}, 95th percentile", frame, 2 * FRAME_S, late) for name, (_, frame) in found.items()),
        row(f"{told}, everything, script", found["everything"][0], SCRIPT_S, statistics.median),
    ]


def steps(application: Any, panel: Any, days: list[tuple[int, int]]) -> tuple[list[float], list[float]]:
    """Seconds of script of each step, and until its frame."""
    calls = panel._life.calls
    for window in days:
        panel.set_window(*window)
        time_step.wait(application, lambda: not calls._under_way)
        pause(application, 0.03)
    timing: list[dict[str, float]] = []
    panel.ask("timing", timing.extend)
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
