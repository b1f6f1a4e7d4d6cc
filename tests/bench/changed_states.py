"""120 changes of the page between 20 states with random parts: how many leave it as if it had started with the state.

Compared are the description of the page and its pixels. A few of the changes are part of the tests
(``tests/web/test_apply.py``). ``ours`` and ``other`` are the numbers of changes that do and of all.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # lets the file run as a script

from tests.bench import million, time_step
from tests.web.driver import Driver
from tests.web.test_apply import sampled_states, unlike

STATES = 20
STEPS = 120
MOST_SHOWN = 5


def run() -> dict[str, Any]:
    """The share of the changes; the first ones that differ go to standard error."""
    application = million.start_application()
    with tempfile.TemporaryDirectory() as folder:
        driver = Driver(Path(folder))
        faults = unlike(driver, sampled_states(STATES), STEPS)
        driver.panel.close()
        time_step.wait_until_idle(application)
    print("\n".join(faults[:MOST_SHOWN]), file=sys.stderr)
    like = STEPS - len(faults)
    return {
        "name": "changed states of the page", "ours": like, "other": STEPS, "unit": "changes",
        "ratio": like / STEPS, "target": 1.0, "met": not faults,
    }  # fmt: skip


if __name__ == "__main__":
    print(run())
