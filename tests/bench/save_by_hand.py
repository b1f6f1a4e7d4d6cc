"""Saving by hand in the whole window: from the order until the map shows the result, and the longest block meanwhile.

With the 5,478 rows of a country's data set and with 100,000. A save is stored in the workspace file, safely on the
disk, before it is shown. The incidents are those of `time_step`.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from app.workspace.hand_changes import Change, WorkspaceChanges, added, edited, withdrawn
from geo.incidents import Claim, Release
from geo.incidents.by_hand import Reason
from geo.incidents.findings import Checked
from geo.incidents.rows import Rows
from geo.store import workspace_at
from tests.app.test_watchdog import block
from tests.bench import million, time_step
from tests.stored import store_rows

LIMITS = {5_478: 0.3, 100_000: 1.5}
LONGEST_S = 0.05
RUNS = 5
QUIET_S, YIELD_S = 0.3, 0.001


def run() -> list[dict[str, Any]]:
    """Rows: for each size the median time of each kind of save until the map shows it, and the longest block."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CONFIG_HOME"] = folder  # not the settings of the user, which remember what was open
        application, window = time_step.open_window()
    rows = []
    for size, limit in LIMITS.items():
        with tempfile.TemporaryDirectory() as folder:
            open_workspace(application, window, Path(folder) / "bench.gpkg", size)
            seconds, longest = measure(application, window)
            window.workspace.open_bundled()
            million.settle(application)
        what = f"{size:,} incidents"
        rows += [
            row(f"save by hand ({name}) until the map shows it, {what}", statistics.median(times), limit)
            for name, times in seconds.items()
        ]
        rows.append(row(f"longest wait for the window during saves by hand, {what}", longest, LONGEST_S))
    window.close()
    return rows


def open_workspace(application: Any, window: Any, path: Path, size: int) -> None:
    """Store generated incidents in a workspace and open it in the window."""
    checked = Checked(Rows.of(time_step.generate_dataset(size).incidents.rows()))
    store_rows(path, checked, Release("generated", "acled", "2026-01-01T00:00:00Z", "generated.csv", "0" * 64, size))
    window.workspace.failed.connect(_raise)
    window.workspace.open(workspace_at(path))
    time_step.wait_until(application, lambda: len(window.session.dataset.incidents) == size)
    million.settle(application)


def _raise(message: str) -> None:
    raise RuntimeError(message)


def measure(application: Any, window: Any) -> tuple[dict[str, list[float]], float]:
    """Seconds of each kind of save, and the longest time during all of them in which the window did nothing else."""
    changes = WorkspaceChanges(window.session, window.workspace)
    seconds: dict[str, list[float]] = {}
    blocks = []
    for number in range(RUNS):
        for name, change in steps(window, changes, number).items():
            taken, longest = save(application, window, change)
            seconds.setdefault(name, []).append(taken)
            blocks.append(longest)
    return seconds, max(blocks)


def steps(window: Any, changes: WorkspaceChanges, number: int) -> dict[str, Callable[[Callable[[], None]], None]]:
    """What is saved, each given what is called once it is shown."""
    incidents = window.session.dataset.incidents
    at = len(incidents) // 2 + 3 * number
    one, gone = incidents.row(at), incidents.row(at + 1)
    claims = (Claim(one.incident_id, "claimed", "A group", "responsibility", remark=f"{number}"),)

    def of(change: Change) -> Callable[[Callable[[], None]], None]:
        return lambda done: changes.carry_out(change, done)

    return {
        "new": of(added(one, (), Reason(), "added")),
        "edit": of(edited(replace(one, notes=f"edited {number}"), (), Reason(), "edited")),
        "claim": of(edited(replace(one, notes=f"edited {number}"), claims, Reason(), "claimed")),
        "withdraw": of(withdrawn(gone.incident_id, Reason())),
        "undo": lambda done: (changes.travelled.connect(lambda _id: done()), window.session.undo()),
    }


def save(application: Any, window: Any, order: Callable[[Callable[[], None]], None]) -> tuple[float, float]:
    """Seconds from the order until the map shows the result, and the longest block until all is quiet again."""
    done: list[bool] = []
    started = time.perf_counter()
    longest = block(lambda: order(lambda: done.append(True)))
    taken, busy = 0.0, started
    while not taken or time.perf_counter() - busy < QUIET_S:
        longest = max(longest, block(application.processEvents))
        time.sleep(YIELD_S)
        if not taken and done and window.map.is_caught_up:
            taken = time.perf_counter() - started
        if window.jobs.is_busy or not window.map.is_caught_up:
            busy = time.perf_counter()
    return taken, longest


def row(name: str, seconds: float, limit: float) -> dict[str, Any]:
    """The row of a time that must be at most the limit."""
    return {
        "name": name, "ours": round(seconds, 4), "other": limit, "ratio": round(seconds / limit, 3), "target": 1.0,
        "limit": "at most", "met": seconds <= limit,
    }  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(run(), indent=1))
