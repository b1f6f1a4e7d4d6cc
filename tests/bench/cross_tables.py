"""Tables of two groupings with a million incidents, against pandas.pivot_table in the same run.

The columns of pandas are categorical, and it computes its margins, since our tables have totals.

Tables are counted cold, from the rows, and for a new period while the time bar moves, from running sums, which take
64 MB at most. The cells of both sides must be equal. An incident of several actors is several rows of
pandas. The medians are over periods; the pairs are named in the rows.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas

from geo.analysis.counts import cells_of
from geo.analysis.crossing import CrossTable, cross_table, prepare
from geo.analysis.groupings.registry import grouping
from geo.calendar.days import from_day_number
from geo.dataset import Dataset
from geo.query import Query
from geo.tally.figures import SUMMED
from geo.view.snapshot import Snapshot, resolve
from geo.view.state import State
from tests.bench.time_step import generate_dataset

ROWS = 1_000_000
PAIRS = (("district", "type"), ("district", "month"), ("province", "week"), ("sub_type", "year"), ("type", "quarter"))
MOVED = (*PAIRS, ("district", "week"), ("border_band", "quarter"), ("actor", "type"))
COLD, MOVING = 15, 1_000
PERIODS = 40
FIGURES = ("killed_low", "killed_best", "killed_high", "injured", "abducted")


def run() -> list[dict[str, Any]]:
    """Rows: all pairs cold, and new periods from running sums; with counts alone, and with figures."""
    dataset = generate_dataset(ROWS)
    frame = frame_of(dataset)
    rows = []
    for names, what in (((), "incidents"), (FIGURES, "incidents and five figures")):
        sides = [cold(dataset, frame, pair, names) for pair in PAIRS]
        rows += [row(f"{by} × {across}, {what}", *side, COLD) for (by, across), side in zip(PAIRS, sides, strict=True)]
    for names, what in (((), "incidents"), (FIGURES, "incidents and five figures")):
        for by, across in MOVED:
            sides = moving(dataset, of_actors(dataset, frame) if by == "actor" else frame, (by, across), names)
            rows.append(row(f"{by} × {across}, {what}, for a new period", *sides, MOVING))
    return rows


def row(name: str, ours: float, other: float, target: float) -> dict[str, Any]:
    ratio = other / ours
    return {"name": f"cross table {name}, 1,000,000", "ours": ours, "other": other, "ratio": ratio, "target": target,
            "met": ratio >= target}  # fmt: skip


def frame_of(dataset: Dataset) -> pandas.DataFrame:
    """The same groups as categorical columns, which is what pandas counts fastest; -1 and -2 are no group."""
    names = sorted({name for pair in MOVED for name in pair} - {"actor"})
    groups = {name: grouping(dataset, name) for name in names}
    columns: dict[str, Any] = {
        name: pandas.Categorical.from_codes(np.maximum(each.codes, -1), each.names) for name, each in groups.items()
    }
    tallied = {name: dataset.incidents.tallied[name] for name in SUMMED}
    days = {"start": dataset.incidents.start, "end": dataset.incidents.end}
    return pandas.DataFrame(columns | tallied | days | {"incidents": np.ones(len(dataset.incidents))})


def of_actors(dataset: Dataset, frame: pandas.DataFrame) -> pandas.DataFrame:
    """The same frame with a row for each actor of an incident."""
    actors = grouping(dataset, "actor")
    codes = pandas.Categorical.from_codes(np.maximum(actors.codes, -1), actors.names)
    return frame.take(actors.rows).assign(actor=codes)


def cold(
    dataset: Dataset, frame: pandas.DataFrame, pair: tuple[str, str], names: tuple[str, ...]
) -> tuple[float, float]:
    """Seconds of both sides: groupings are known, the table is not."""
    ours = []
    for _ in range(7):
        fresh = Dataset(dataset.incidents)  # no table is cached, only the groups and what incidents add
        for name in pair:
            cells_of(fresh, name)
        snapshot = resolve(fresh, State())
        cross_table(snapshot, "province", "type", names)  # packs the figures, once for all tables
        ours.append(timed(lambda s=snapshot: cross_table(s, *pair, names)))  # type: ignore[misc]
    other = [timed(lambda: pivot(frame, pair, names)) for _ in range(3)]
    check(ours[0][1], other[0][1])
    return tuple(statistics.median(seconds for seconds, _ in side) for side in (ours, other))  # type: ignore[return-value]


def moving(
    dataset: Dataset, frame: pandas.DataFrame, pair: tuple[str, str], names: tuple[str, ...]
) -> tuple[float, float]:
    """Seconds of both sides for periods of one to three years."""
    first, last = dataset.incidents.period or (0, 0)
    starts = [first + 7 * k % (last - first - 1200) for k in range(PERIODS)]
    periods = [(start, start + 365 + 18 * k) for k, start in enumerate(starts)]
    prepare(resolve(dataset, State()), *pair, names)
    shown = [snapshot_of(dataset, *period) for period in periods]
    ours = [timed(lambda s=s: cross_table(s, *pair, names)) for s in shown]  # type: ignore[misc]
    other = [timed(lambda p=p: pivot(within(frame, *p), pair, names)) for p in periods[::8]]  # type: ignore[misc]
    for (_, table), (_, expected) in zip(ours[::8], other, strict=True):
        check(table, expected)
    return tuple(statistics.median(seconds for seconds, _ in side) for side in (ours, other))  # type: ignore[return-value]


def snapshot_of(dataset: Dataset, first: int, last: int) -> Snapshot:
    return resolve(dataset, State(Query(first=from_day_number(first), last=from_day_number(last))))


def within(frame: pandas.DataFrame, first: int, last: int) -> pandas.DataFrame:
    return frame[(frame["start"] <= last) & (frame["end"] >= first)]


def pivot(frame: pandas.DataFrame, pair: tuple[str, str], names: tuple[str, ...]) -> pandas.DataFrame:
    values = ["incidents", *names]
    return frame.pivot_table(index=pair[0], columns=pair[1], values=values, aggfunc="sum", observed=True, margins=True)


def check(table: CrossTable, expected: pandas.DataFrame) -> None:
    """Every cell and every total of both tables must be the same; of actors pandas has no totals of incidents."""
    cells = (slice(None, -1),) * 2 if table.by == "actor" else (slice(None),) * 2
    for at, name in enumerate(table.summed):
        ours = np.vstack((np.column_stack((table.cells[:, :, at], table.row_totals[:, at])),
                          np.append(table.column_totals[:, at], table.total[at])))  # fmt: skip
        other = expected[name].astype(float).fillna(0.0)
        other.index, other.columns = other.index.astype(str), other.columns.astype(str)
        other = other.reindex(index=(*table.rows, "All"), columns=(*table.columns, "All"), fill_value=0.0)
        assert np.array_equal(ours[cells], other.to_numpy()[cells]), name


def timed(function: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of the processor that a call takes, and its result: other programs that run meanwhile do not count."""
    started = time.process_time()
    result = function()
    return time.process_time() - started, result


if __name__ == "__main__":
    print(json.dumps(run(), indent=1))
