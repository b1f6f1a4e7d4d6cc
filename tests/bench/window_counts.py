"""Counts of a window of a million incidents: of the time bar, against pandas, which groups the rows of the window; and
of all panels together, which have to be there within a frame.
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
from tests.bench.time_step import many

ROWS = 1_000_000
WINDOWS = 200
TARGET = 200
FRAME_S = 1 / 60


def run() -> list[dict[str, Any]]:
    """Medians of both sides over the same windows, whose answers must be equal; and of the panels."""
    dataset = many(ROWS)
    incidents = dataset.incidents
    counts = period_counts(dataset)
    kinds = incidents.coded["event_type"]
    frame = pandas.DataFrame({
        "start": incidents.start, "end": incidents.end,
        "kind": pandas.Categorical.from_codes(kinds.codes, kinds.names),
    })  # fmt: skip
    first, last = incidents.period or (0, 0)
    windows = [
        (first + 7 * i % (last - first - 400), first + 7 * i % (last - first - 400) + 29 + i) for i in range(WINDOWS)
    ]
    ours = [timed(lambda w=w: counts.by_type(Period(*w))) for w in windows]  # type: ignore[misc]
    other = [timed(lambda w=w: grouped(frame, *w)) for w in windows[:: WINDOWS // 20]]  # type: ignore[misc]
    for (_, found), (_, wanted) in zip(ours[:: WINDOWS // 20], other, strict=True):
        assert dict(zip(EVENT_TYPES, found.tolist(), strict=True)) == {n: int(wanted.get(n, 0)) for n in EVENT_TYPES}
    sides = [statistics.median(seconds for seconds, _ in side) for side in (ours, other)]
    ratio = sides[1] / sides[0]
    panels = statistics.median(of_panels(dataset, windows))
    return [
        {"name": "counts by type of a new window, 1,000,000 incidents, against pandas",
         "ours": sides[0], "other": sides[1], "ratio": ratio, "target": TARGET, "met": ratio >= TARGET},
        {"name": "all counts of the panels for a new window, 1,000,000 incidents", "ours": panels, "other": FRAME_S,
         "ratio": panels / FRAME_S, "target": 1.0, "limit": "at most", "met": panels <= FRAME_S},
    ]  # fmt: skip


def of_panels(dataset: Dataset, windows: list[tuple[int, int]]) -> list[float]:
    """Seconds for the answer to each window with all that is said of it: filters, districts, figures, status line."""
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

    return [timed(lambda w=w: step(*w))[0] for w in windows]  # type: ignore[misc]


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
