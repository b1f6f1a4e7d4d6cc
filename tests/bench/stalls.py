"""Longest time that a user action blocks the event loop of the window with a million incidents: at most 0.1 s.

The actions are those of `tests/app/test_watchdog.py`, which uses a tenth of the incidents; the map is shown here.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.app.test_watchdog import LONGEST_S, stalls
from tests.bench import million, time_step

ROWS = 1_000_000


def run() -> list[dict[str, Any]]:
    """A row for each action, with its longest blocked time."""
    application, window = time_step.open_window()
    million.settle(application)
    longest = stalls(window, ROWS)
    window.close()
    return [
        {"name": f"longest wait for the window, {ROWS:,} incidents: {name}", "ours": seconds, "other": LONGEST_S,
         "ratio": seconds / LONGEST_S, "target": 1.0, "limit": "at most", "met": seconds <= LONGEST_S}
        for name, seconds in longest.items()
    ]  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(run(), indent=1))
