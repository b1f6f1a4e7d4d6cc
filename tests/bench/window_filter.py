"""A window of 30 days over 1,000,000 incidents: the query engine against a pandas boolean mask.

Both sides are asked the same: which rows may lie in the window. Three in a hundred rows have a week or a month instead
of a day. The columns are made and sorted beforehand on both sides, with dates as each side holds them (whole days
here, ``datetime64[s]`` there); windows all over twenty years are asked for, and the rows of both sides compared.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # so that the file also runs by itself

from geo.incidents import Coded, Incidents
from geo.incidents.columns import CODED, NUMBERS, TEXTS
from geo.query import period_rows

ROWS = 1_000_000
WINDOW_DAYS = 30
WINDOWS = 41
ROUNDS = 5
YEARS_DAYS = 20 * 365
TARGET = 100.0


def table(count: int = ROWS, seed: int = 20241118) -> Incidents:
    """So many incidents of twenty years, sorted by first day; only their days matter."""
    rng = np.random.default_rng(seed)
    start = np.sort(rng.integers(10_000, 10_000 + YEARS_DAYS, count).astype(np.int32))
    lengths = rng.choice(np.array([0, 6, 29], np.int32), count, p=[0.97, 0.02, 0.01])
    same, nothing = Coded(np.zeros(count, np.int32), ("",)), np.full(count, np.nan)
    return Incidents(
        start=start,
        end=start + lengths,
        lon=nothing,
        lat=nothing,
        numbers={name: nothing.astype(np.float32) for name in NUMBERS},
        coded=dict.fromkeys(CODED, same),
        texts=dict.fromkeys(TEXTS, ()),
    )


def moments(days: np.ndarray) -> np.ndarray:
    """Days as pandas holds dates."""
    return days.astype("datetime64[D]").astype("datetime64[s]")


def masked(frame: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """The obvious way."""
    return frame[(frame["start"] <= last) & (frame["end"] >= first)]


def timed(work: Callable[[Any, Any], Any], windows: Sequence[tuple[Any, Any]]) -> tuple[list[float], list[Any]]:
    """The seconds that each window takes, and its answer."""
    seconds, answers = [], []
    for window in windows:
        started = time.perf_counter()
        answers.append(work(*window))
        seconds.append(time.perf_counter() - started)
    return seconds, answers


def run() -> dict[str, Any]:
    incidents = table()
    frame = pd.DataFrame({"start": moments(incidents.start), "end": moments(incidents.end)})
    firsts = np.linspace(incidents.start[0], incidents.start[-1], WINDOWS).astype(int).tolist()
    windows = [(first, first + WINDOW_DAYS - 1) for first in firsts]
    dates = [tuple(pd.Timestamp(np.datetime64(day, "D")) for day in window) for window in windows]
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(ROUNDS):
        seconds, found = timed(lambda first, last: period_rows(incidents, first, last).rows, windows)
        ours += seconds
        seconds, frames = timed(lambda first, last: masked(frame, first, last), dates)
        theirs += seconds
        if not all(np.array_equal(rows, other.index) for rows, other in zip(found, frames, strict=True)):
            raise AssertionError("the two disagree about the rows of a window")
    ratio = statistics.median(theirs) / statistics.median(ours)
    return {
        "name": f"filter of {ROWS:,} rows to {WINDOW_DAYS} days",
        "ours": round(statistics.median(ours), 7),
        "other": round(statistics.median(theirs), 7),
        "unit": "s",
        "ratio": round(ratio, 1),
        "target": TARGET,
        "met": ratio >= TARGET,
    }


if __name__ == "__main__":
    print(json.dumps(run(), indent=2))
