"""Time from process start to an interactive map, and memory of all processes, against a plain view of a static map.

Both sides are started in turn, each in its own process. The time ends with the line that the process prints when its
map is ready. Memory is the proportional set size (PSS) of the process and all its children, so that pages shared
between them count once.
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
EXIT_TIMEOUT_S = 60


def run() -> list[dict[str, Any]]:
    """Rows: time to interactive in seconds, and memory in MB."""
    with tempfile.TemporaryDirectory() as home:
        measure("window_child", home)
        pairs = [(measure("window_child", home), measure("bare_child", home)) for _ in range(RUNS)]
    times = [(ours["interactive"], plain["interactive"]) for ours, plain in pairs]
    sizes = [(ours["memory"], plain["memory"]) for ours, plain in pairs]
    return [
        compare("process start to map interactive", times, 1.5, "s"),
        compare("memory of all processes", sizes, 1.6, "MB"),
    ]


def compare(name: str, pairs: list[tuple[float, float]], limit: float, unit: str) -> dict[str, Any]:
    """The row of a comparison: medians of both sides, and the median of the ratios of the pairs."""
    ratio = statistics.median(ours / other for ours, other in pairs)
    return {
        "name": name,
        "ours": round(statistics.median(ours for ours, _ in pairs), 3),
        "other": round(statistics.median(other for _, other in pairs), 3),
        "ratio": round(ratio, 2),
        "target": limit,
        "limit": "at most",
        "unit": unit,
        "met": ratio <= limit,
    }


def measure(child: str, home: str, *arguments: str) -> dict[str, float]:
    """Start one side, wait for its map, wait until it settles, and measure its memory."""
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
            raise RuntimeError(f"{child} exited before its map was ready")
        time.sleep(SETTLED_S)
        return {"interactive": interactive, "memory": sum(map(pss_mb, process_tree(process.pid)))}
    finally:
        process.stdin.close()
        process.wait(EXIT_TIMEOUT_S)


def process_tree(pid: int) -> Iterator[int]:
    """The identifiers of a process and of all its descendants."""
    yield pid
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            yield from process_tree(int(child))


def pss_mb(pid: int) -> float:
    """The proportional set size of a process in MB."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0


if __name__ == "__main__":
    print(json.dumps(run(), indent=1))
