"""Process start to a map that can be used, and the memory of all processes, against a bare view of a static map.

Both sides are whole processes, started in turn; the clock runs from the start of the process to the line that it
prints when its map stands. Memory is the proportional share (PSS) of the process and all its children, so that pages
shared between them count once.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
RUNS = 7
SETTLED_S = 3.0
LONGEST_S = 60


def run() -> list[dict[str, Any]]:
    """Time to interactive in seconds, and memory in MB."""
    with tempfile.TemporaryDirectory() as home:
        measure("window_child", home)
        pairs = [(measure("window_child", home), measure("bare_child", home)) for _ in range(RUNS)]
    times = [(ours["interactive"], bare["interactive"]) for ours, bare in pairs]
    sizes = [(ours["memory"], bare["memory"]) for ours, bare in pairs]
    return [
        compared("process start to map interactive", times, 1.5, "s"),
        compared("memory of all processes", sizes, 1.6, "MB"),
    ]


def compared(name: str, pairs: list[tuple[float, float]], most: float, unit: str) -> dict[str, Any]:
    """Medians of both sides and of the ratio pair by pair."""
    ratio = statistics.median(ours / other for ours, other in pairs)
    return {
        "name": name,
        "ours": round(statistics.median(ours for ours, _ in pairs), 3),
        "other": round(statistics.median(other for _, other in pairs), 3),
        "ratio": round(ratio, 2),
        "target": most,
        "limit": "at most",
        "unit": unit,
        "met": ratio <= most,
    }


def measure(child: str, home: str, *arguments: str) -> dict[str, float]:
    """Start one side, wait for its map, let it settle, and weigh it."""
    environ = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": home,
        "XDG_CACHE_HOME": home,
        "PYTHONPATH": str(ROOT),
    }
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", f"tests.bench.{child}", *arguments], cwd=ROOT, env=environ, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, stdin=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdin is not None
    try:
        line = process.stdout.readline()
        interactive = time.perf_counter() - started
        if line.strip() != b"interactive":
            raise RuntimeError(f"{child} did not show its map")
        time.sleep(SETTLED_S)
        return {"interactive": interactive, "memory": sum(map(share_mb, family(process.pid)))}
    finally:
        process.stdin.close()
        process.wait(LONGEST_S)


def family(pid: int) -> Iterator[int]:
    """A process and all that it started."""
    yield pid
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            yield from family(int(child))


def share_mb(pid: int) -> float:
    """The proportional share of memory of a process."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0


if __name__ == "__main__":
    print(json.dumps(run(), indent=1))
