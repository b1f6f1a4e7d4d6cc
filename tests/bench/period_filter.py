"""Filter of 1,000,000 incidents to a period of 30 days: the query engine against a pandas boolean mask.

Both sides answer the same question: which rows may lie in the period. Three in a hundred rows last a week or a month
instead of a day. The columns are generated and sorted beforehand on both sides, with the usual dates of each side (day
numbers here, ``datetime64[s]`` there). The periods are spread over twenty years, and the rows of both sides compared.
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

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # lets the file run as a script

from geo.incidents import Coded, Incidents
from geo.incidents.columns import CODED, NUMBERS, TEXTS
from geo.query import period_rows

ROWS = 1_000_000
PERIOD_DAYS = 30
PERIODS = 41
ROUNDS = 5
YEARS_DAYS = 20 * 365
TARGET = 100.0


def generate_incidents(count: int, seed: int = 20241118) -> Incidents:
    """Incidents of twenty years, sorted by first day; all columns but the days are empty."""
    rng = np.random.default_rng(seed)
    start = np.sort(rng.integers(10_000, 10_000 + YEARS_DAYS, count).astype(np.int32))
    lengths = rng.choice(np.array([0, 6, 29], np.int32), count, p=[0.97, 0.02, 0.01])
    blank, missing = Coded(np.zeros(count, np.int32), ("",)), np.full(count, np.nan)
    return Incidents(
        start=start,
        end=start + lengths,
        lon=missing,
        lat=missing,
        numbers={name: missing.astype(np.float32) for name in NUMBERS},
        coded=dict.fromkeys(CODED, blank),
        texts=dict.fromkeys(TEXTS, ()),
    )


def as_datetimes(days: np.ndarray) -> np.ndarray:
    """Day numbers as the dates that pandas uses."""
    return days.astype("datetime64[D]").astype("datetime64[s]")


def filter_by_mask(frame: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """The usual way: a boolean mask."""
    return frame[(frame["start"] <= last) & (frame["end"] >= first)]


def timed(function: Callable[[Any, Any], Any], periods: Sequence[tuple[Any, Any]]) -> tuple[list[float], list[Any]]:
    """The seconds of each period, and its result."""
    seconds, results = [], []
    for period in periods:
        started = time.perf_counter()
        results.append(function(*period))
        seconds.append(time.perf_counter() - started)
    return seconds, results


def run() -> dict[str, Any]:
    """Medians of both sides; the rows of each period must be equal."""
    incidents = generate_incidents(ROWS)
    frame = pd.DataFrame({"start": as_datetimes(incidents.start), "end": as_datetimes(incidents.end)})
    firsts = np.linspace(incidents.start[0], incidents.start[-1], PERIODS).astype(int).tolist()
    periods = [(first, first + PERIOD_DAYS - 1) for first in firsts]
    dates = [tuple(pd.Timestamp(np.datetime64(day, "D")) for day in period) for period in periods]
    ours: list[float] = []
    others: list[float] = []
    for _ in range(ROUNDS):
        seconds, filtered = timed(lambda first, last: period_rows(incidents, first, last).rows, periods)
        ours += seconds
        seconds, frames = timed(lambda first, last: filter_by_mask(frame, first, last), dates)
        others += seconds
        if not all(np.array_equal(rows, other.index) for rows, other in zip(filtered, frames, strict=True)):
            raise AssertionError("the two sides disagree about the rows of a period")
    ratio = statistics.median(others) / statistics.median(ours)
    return {
        "name": f"filter of {ROWS:,} rows to {PERIOD_DAYS} days",
        "ours": round(statistics.median(ours), 7),
        "other": round(statistics.median(others), 7),
        "unit": "s",
        "ratio": round(ratio, 1),
        "target": TARGET,
        "met": ratio >= TARGET,
    }


if __name__ == "__main__":
    print(json.dumps(run(), indent=2))
