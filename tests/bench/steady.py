"""Ten thousand steps of the time bar in the whole window with 100,000 incidents: memory does not grow.

Resident memory of the program, and memory (PSS) of the process of the map's page, after 2,000 steps that warm up and
after 10,000 more.
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
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench import million, peer_child, time_step

ROWS = 100_000
WARM_UP, STEPS = 2_000, 10_000  # the warm-up passes once through periods of all lengths
LIMIT = 1.05


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
        for what, then, now in zip(("the program", "the map's page"), before, after, strict=True)
    ]  # fmt: skip


def drag(application: Any, window: Any, first: int, last: int, steps: int) -> None:
    """Move periods of 7 to 400 days over all days, one after the other."""
    for k in range(steps):
        length = (7, 30, 90, 400)[k // 500 % 4]
        start = first + k * 3 % max(last - first - length, 1)
        window.time_bar.period_changing.emit(start, start + length - 1)
        time_step.wait_until(application, lambda: window.map.is_caught_up)


def memory(application: Any, window: Any) -> tuple[float, float]:
    """Megabytes of the program and of the process of the page, after garbage collection in both."""
    window.map._life.page.runJavaScript("window.gc && window.gc()")
    gc.collect()
    million.process_events(application, 6.0)
    with Path("/proc/self/status").open() as status:
        program = next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmRSS:"))
    return program, peer_child.page_mb()


if __name__ == "__main__":
    started = time.perf_counter()
    print(json.dumps(run(), indent=1), f"{time.perf_counter() - started:.0f} s")
