"""Incidents of a window by type, of a million: prefix sums against pandas, which groups the rows of the window."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable
from typing import Any

import pandas

from geo.analysis.histogram import window_counts
from geo.taxonomy import EVENT_TYPES
from tests.bench.time_step import many

ROWS = 1_000_000
WINDOWS = 200
TARGET = 200


def run() -> dict[str, Any]:
    """Medians of both sides over the same windows, whose answers must be equal."""
    dataset = many(ROWS)
    incidents = dataset.incidents
    counts = window_counts(dataset)
    kinds = incidents.coded["event_type"]
    frame = pandas.DataFrame({
        "start": incidents.start, "end": incidents.end,
        "kind": pandas.Categorical.from_codes(kinds.codes, kinds.names),
    })  # fmt: skip
    first, last = incidents.period or (0, 0)
    windows = [
        (first + 7 * i % (last - first - 400), first + 7 * i % (last - first - 400) + 29 + i) for i in range(WINDOWS)
    ]
    ours = [timed(lambda w=w: counts.by_type(*w)) for w in windows]  # type: ignore[misc]
    other = [timed(lambda w=w: grouped(frame, *w)) for w in windows[:: WINDOWS // 20]]  # type: ignore[misc]
    for (_, found), (_, wanted) in zip(ours[:: WINDOWS // 20], other, strict=True):
        assert dict(zip(EVENT_TYPES, found.tolist(), strict=True)) == {n: int(wanted.get(n, 0)) for n in EVENT_TYPES}
    sides = [statistics.median(seconds for seconds, _ in side) for side in (ours, other)]
    ratio = sides[1] / sides[0]
    return {
        "name": "counts by type of a new window, 1,000,000 incidents, against pandas",
        "ours": sides[0], "other": sides[1], "ratio": ratio, "target": TARGET, "met": ratio >= TARGET,
    }  # fmt: skip


def grouped(frame: pandas.DataFrame, first: int, last: int) -> pandas.Series:
    """The rows that overlap the window, by type."""
    inside = frame[(frame["start"] <= last) & (frame["end"] >= first)]
    return inside.groupby("kind", observed=False).size()


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds, and what came of it."""
    begun = time.perf_counter()
    found = work()
    return time.perf_counter() - begun, found


if __name__ == "__main__":
    print(json.dumps(run(), indent=1))
