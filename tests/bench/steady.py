"""Ten thousand steps of the time bar in the whole window with 100,000 incidents: memory does not grow.

Resident memory of the program, memory (PSS) of the process of the map's page, and what its script holds after garbage
collection, after 10,000 steps that warm up and after 10,000 more. Chromium keeps memory that it has freed: that process
grows by a tenth in its first 10,000 steps, and shrinks by a third some time later.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = "--js-flags=--expose-gc --enable-precise-memory-info"
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench import million, peer_child, time_step

ROWS = 100_000
WARM_UP, STEPS = 10_000, 10_000
LIMIT = 1.05
MEASURED = ("the program", "the process of the page", "the script of the page")


def run() -> list[dict[str, Any]]:
    """Rows: megabytes of both processes after the steps, against those before."""
    application, window = time_step.open_window()
    window.session.open(time_step.generate_dataset(ROWS).prepare())
    million.settle(application)
    first, last = window.session.snapshot.period
    drag(application, window, first, last, WARM_UP)
    before = memory(application, window)
    drag(application, window, first, last, STEPS)
    after = memory(application, window)
    window.close()
    return [
        {"name": f"memory of {what} after {STEPS:,} steps of the time bar, {ROWS:,} incidents", "ours": now,
         "other": then, "ratio": now / then, "target": LIMIT, "limit": "at most", "unit": "MB",
         "met": now / then <= LIMIT}
        for what, then, now in zip(MEASURED, before, after, strict=True)
    ]  # fmt: skip


def drag(application: Any, window: Any, first: int, last: int, steps: int) -> None:
    """Move periods of 7 to 400 days over all days, one after the other."""
    for k in range(steps):
        length = (7, 30, 90, 400)[k // 500 % 4]
        start = first + k * 3 % max(last - first - length, 1)
        window.time_bar.period_changing.emit(start, start + length - 1)
        time_step.wait_until(application, lambda: window.map.is_caught_up)


def memory(application: Any, window: Any) -> tuple[float, float, float]:
    """Megabytes of what `MEASURED` names, after garbage collection in both processes."""
    heap: list[float] = []
    page = window.map._life.page
    page.runJavaScript("gc()")
    gc.collect()
    million.process_events(application, 6.0)
    page.runJavaScript("performance.memory.usedJSHeapSize / 1e6", heap.append)
    time_step.wait_until(application, lambda: bool(heap))
    with Path("/proc/self/status").open() as status:
        program = next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmRSS:"))
    return program, peer_child.page_mb(), heap[0]


if __name__ == "__main__":
    started = time.perf_counter()
    print(json.dumps(run(), indent=1), f"{time.perf_counter() - started:.0f} s")
