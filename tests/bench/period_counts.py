"""Counts of a period with a million incidents: by type, against pandas, which groups the rows of the period; and the
counts of all panels together, against one frame of a display.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable
from typing import Any

import pandas

from geo.analysis.counts import table
from geo.analysis.facets import facet
from geo.analysis.histogram import by_type
from geo.analysis.preparation import prepare
from geo.analysis.status import off_the_map
from geo.calendar.days import from_day_number
from geo.calendar.period import Period
from geo.dataset import Dataset
from geo.query import Query
from geo.tally.daily import period_counts
from geo.taxonomy import EVENT_TYPES
from geo.view.snapshot import resolve
from geo.view.state import State
from tests.bench.time_step import generate_dataset

ROWS = 1_000_000
PERIODS = 200
TARGET = 200
FRAME_S = 1 / 60


def run() -> list[dict[str, Any]]:
    """Rows: medians of both sides over the same periods, whose counts must be equal; and of the panels."""
    dataset = generate_dataset(ROWS)
    incidents = dataset.incidents
    counts = period_counts(dataset)
    kinds = incidents.coded["event_type"]
    frame = pandas.DataFrame({
        "start": incidents.start, "end": incidents.end,
        "kind": pandas.Categorical.from_codes(kinds.codes, kinds.names),
    })  # fmt: skip
    first, last = incidents.period or (0, 0)
    periods = [
        (first + 7 * i % (last - first - 400), first + 7 * i % (last - first - 400) + 29 + i) for i in range(PERIODS)
    ]
    ours = [timed(lambda p=p: counts.by_type(Period(*p))) for p in periods]  # type: ignore[misc]
    other = [timed(lambda p=p: group(frame, *p)) for p in periods[:: PERIODS // 20]]  # type: ignore[misc]
    for (_, counted), (_, expected) in zip(ours[:: PERIODS // 20], other, strict=True):
        assert dict(zip(EVENT_TYPES, counted.tolist(), strict=True)) == {
            n: int(expected.get(n, 0)) for n in EVENT_TYPES
        }
    sides = [statistics.median(seconds for seconds, _ in side) for side in (ours, other)]
    ratio = sides[1] / sides[0]
    panels = statistics.median(time_panels(dataset, periods))
    return [
        {"name": "counts by type of a new period, 1,000,000 incidents, against pandas",
         "ours": sides[0], "other": sides[1], "ratio": ratio, "target": TARGET, "met": ratio >= TARGET},
        {"name": "all counts of the panels for a new period, 1,000,000 incidents", "ours": panels, "other": FRAME_S,
         "ratio": panels / FRAME_S, "target": 1.0, "limit": "at most", "met": panels <= FRAME_S},
    ]  # fmt: skip


def time_panels(dataset: Dataset, periods: list[tuple[int, int]]) -> list[float]:
    """Seconds of each period to resolve its snapshot with all its counts: filters, districts, figures, status line."""
    prepare(resolve(dataset, State()))

    def step(first: int, last: int) -> None:
        snapshot = resolve(dataset, State(Query(first=from_day_number(first), last=from_day_number(last))))
        for name in ("types", "sub_types", "actors", "provinces", "divisions", "districts", "sources"):
            facet(snapshot, name)
        _ = (
            snapshot.figures,
            table(snapshot, "district"),
            snapshot.by_place_precision,
            by_type(snapshot),
            off_the_map(snapshot),
        )

    return [timed(lambda p=p: step(*p))[0] for p in periods]  # type: ignore[misc]


def group(frame: pandas.DataFrame, first: int, last: int) -> pandas.Series:
    """The number of rows that overlap the period, by type."""
    inside = frame[(frame["start"] <= last) & (frame["end"] >= first)]
    return inside.groupby("kind", observed=False).size()


def timed(function: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of a call, and its result."""
    started = time.perf_counter()
    result = function()
    return time.perf_counter() - started, result


if __name__ == "__main__":
    print(json.dumps(run(), indent=1))
