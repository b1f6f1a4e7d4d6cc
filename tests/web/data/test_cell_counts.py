"""Counts by cell that are updated from the previous period, against a full count."""

from __future__ import annotations

import numpy as np
import pytest

from geo.draw.web.points import pack_mask, pack_points
from tests.web.data.test_store import LOAD, periods
from tests.web.made_points import random_columns
from tests.web.scripts import Scripts

COMPARE = """
const cells = Int32Array.from({ length: s.n }, (_, i) => (i % 11) - 1);
const counts = new Int32Array(10), fresh = new Int32Array(10);
const updated = new CellCounts();
s.certain = CERTAIN;
return PERIODS.map(([first, last]) => {
  s.setPeriod(first, last);
  updated.count(s, cells, counts);
  new CellCounts().count(s, cells, fresh);
  return [Array.from(counts), Array.from(fresh)];
});
"""


@pytest.mark.parametrize("certain", ["false", "true"])
def test_updated_counts_equal_a_full_count(certain: str) -> None:
    scripts = Scripts("data/store.js", "data/cell_counts.js")
    scripts.set_bytes("points", pack_points(random_columns(500, seed=9)))
    scripts.set_bytes("mask", pack_mask(np.random.default_rng(1).random(500) < 0.7))
    scripts.run(LOAD)
    script = COMPARE.replace("PERIODS", str([list(p) for p in periods(seed=4)])).replace("CERTAIN", certain)
    answers = scripts.run(script)
    assert [updated for updated, _ in answers] == [fresh for _, fresh in answers]
    assert len({tuple(updated) for updated, _ in answers}) > 20
