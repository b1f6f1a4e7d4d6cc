"""Ten thousand steps of the time bar in the furnished window with 100,000 incidents: memory stays where it was.

Resident memory of the program and of the process that holds the map's page, after the first two thousand steps and
after ten thousand more.
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
WARM, STEPS = 2_000, 10_000  # the first go once through windows of all lengths
MOST = 1.05


def run() -> list[dict[str, Any]]:
    """Megabytes of both processes before and after."""
    application, window = time_step.furnished()
    window.session.open(time_step.many(ROWS).prepare())
    million.settle(application)
    first, last = window.session.snapshot.period
    drag(application, window, first, last, WARM)
    before = memory(application, window)
    drag(application, window, first, last, STEPS)
    after = memory(application, window)
    window.close()
    return [
        {"name": f"memory of {what} after {STEPS:,} steps of the time bar, {ROWS:,} incidents", "ours": now,
         "other": then, "ratio": now / then, "target": MOST, "limit": "at most", "unit": "MB",
         "met": now / then <= MOST}
        for what, then, now in zip(("the program", "the map's page"), before, after, strict=True)
    ]  # fmt: skip


def drag(application: Any, window: Any, first: int, last: int, steps: int) -> None:
    """Move windows of 7 to 400 days over all days, one after the other."""
    for k in range(steps):
        length = (7, 30, 90, 400)[k // 500 % 4]
        start = first + k * 3 % max(last - first - length, 1)
        window.time_bar.period_changing.emit(start, start + length - 1)
        time_step.wait(application, lambda: window.map.is_caught_up)


def memory(application: Any, window: Any) -> tuple[float, float]:
    """Megabytes of the program and of the process of the page, after both have tidied up."""
    window.map._life.page.runJavaScript("window.gc && window.gc()")
    gc.collect()
    million.pause(application, 6.0)
    with Path("/proc/self/status").open() as status:
        own = next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmRSS:"))
    return own, peer_child.page_mb()


if __name__ == "__main__":
    began = time.perf_counter()
    print(json.dumps(run(), indent=1), f"{time.perf_counter() - began:.0f} s")
