"""Late reports: false findings and final counts in quiet worlds with weekly releases."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from geo.analysis.unusual import Look, Verdict, look
from geo.calendar.days import from_day_number
from geo.calendar.period import Period
from geo.dataset import Dataset, Memo
from geo.places.gazetteer import bundled
from geo.query import Query
from geo.view.snapshot import resolve
from geo.view.state import State
from tests.bench.pages import Line, Table, per_cent, spread_out
from tests.geo.analysis.unusual.late_worlds import END, N_WINDOWS, SOURCE, WIDTH, late_world

__all__ = ["late_table"]

SEED = 5
HEADER = (
    "dispersion", "above usual", "below usual", "observed over usual", "interval holds: districts", "provinces",
    "as known now: above usual", "as known now: below usual",
)  # fmt: skip


def late(dispersion: float, n: int) -> Line:
    """A line of the table from n worlds, each looked at with its releases and without."""
    rng = np.random.default_rng(SEED)
    above = below = plain_above = plain_below = 0
    observed, usual = 0.0, 0.0
    held, of = np.zeros(2), np.zeros(2)
    province = np.array([place.province for place in bundled().drawn])
    for _ in range(n):
        world = late_world(rng, dispersion=dispersion)
        dataset = replace(world.dataset, stated_days={SOURCE: Period(END + 1 - N_WINDOWS * WIDTH, END)})
        found, plain = _look(dataset), _look(replace(dataset, releases=(), memo=Memo()))
        above, below = above + _any_above(found), below + _any_below(found)
        plain_above, plain_below = plain_above + _any_above(plain), plain_below + _any_below(plain)
        names = sorted(set(province.tolist()))
        final = [*world.final.tolist(), *(int(world.final[province == name].sum()) for name in names)]
        rows = {row.key: row for row in found.rows}
        keys = [f"district:{place.name}" for place in bundled().drawn] + [f"province:{name}" for name in names]
        for key, many in zip(keys, final, strict=True):
            row = rows[key]
            assert row.final_low is not None
            assert row.final_high is not None
            held[int(row.is_province)] += row.final_low <= many <= row.final_high
            of[int(row.is_province)] += 1
            observed += row.observed * (not row.is_province)
            usual += (row.expected or 0) * (not row.is_province)
    return (
        f"{dispersion:g}", per_cent(above, n), per_cent(below, n), f"{observed / usual:.2f}",
        *(per_cent(*each) for each in zip(held.tolist(), of.tolist(), strict=True)),
        per_cent(plain_above, n), per_cent(plain_below, n),
    )  # fmt: skip


def _look(dataset: Dataset) -> Look:
    return look(resolve(dataset, State(Query(last=from_day_number(END)))))


def _any_above(found: Look) -> bool:
    return any(row.verdict.is_above for row in found.rows)


def _any_below(found: Look) -> bool:
    return any(row.verdict is Verdict.BELOW for row in found.rows)


def late_table(n: int) -> Table:
    """The table of the page, from a fifth as many worlds."""
    some = max(n // 5, 2)
    return HEADER, list(spread_out(late, (1.0, 2.2, 3.7), some)), f"{some:,} worlds a line, seed {SEED}"
