"""Distances of 1,000,000 incidents from the borders: measured once, then at hand for tables and filters.

A table by band for a new period is compared with one that has to measure the distances first.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # lets the file run as a script

import numpy as np

from geo.analysis.counts import table
from geo.calendar.days import from_day_number
from geo.query import Query
from geo.view.snapshot import resolve
from geo.view.state import State
from tests.bench.time_step import generate_dataset

ROWS, PERIODS, TARGET = 1_000_000, 20, 20.0


def run() -> dict[str, Any]:
    """Seconds of a table of a new period with the distances at hand, and of the first one."""
    dataset = generate_dataset(ROWS)
    first, last = dataset.incidents.period or (0, 0)
    points = np.column_stack((dataset.incidents.lon, dataset.incidents.lat))
    places = len(np.unique(points[dataset.incidents.has_point], axis=0))
    seconds = []
    for begin in np.linspace(first, last - 400, PERIODS).astype(int).tolist():
        query = Query(first=from_day_number(begin), last=from_day_number(begin + 365))
        snapshot = resolve(dataset, State(query))
        started = time.perf_counter()
        table(snapshot, "border_band")
        seconds.append(time.perf_counter() - started)
    cold, warm = seconds[0], statistics.median(seconds[1:])
    name = f"table by distance from a border, {ROWS:,} incidents in {places:,} places, distances at hand"
    return {"name": name, "ours": warm, "other": cold, "ratio": cold / warm, "target": TARGET,
            "met": cold / warm >= TARGET}  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(run(), indent=1))
