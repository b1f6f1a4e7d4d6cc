"""Sets of pixels, against numpy."""

from __future__ import annotations

import numpy as np
import pytest

from tests.web.scripts import Scripts

SCRIPT = """
const set = new PixelSet(), runs = [], edges = [];
set.fit(WIDTH, HEIGHT);
for (const [row, from, to] of SPANS) set.add(row, from, to);
for (let row = 0; row < HEIGHT; row++) {
  set.eachRun(row, (from, to) => runs.push([row, from, to]));
  set.eachEdge(row, (column) => edges.push([row, column]));
}
return [runs, edges];
"""


@pytest.mark.parametrize("width", [1, 31, 32, 33, 64, 150])
@pytest.mark.parametrize("many", [0, 3, 60])
def test_runs_and_edges_are_those_of_the_union(width: int, many: int) -> None:
    height = 9
    draw = np.random.default_rng(width + many)
    rows, first = draw.integers(0, height, many), draw.integers(-20, width + 5, many)
    spans = np.column_stack((rows, first, first + draw.integers(0, width, many))).tolist()
    taken = np.zeros((height, width), np.bool_)
    for row, left, right in spans:
        taken[row, max(0, left) : max(0, right)] = True
    script = SCRIPT.replace("WIDTH", str(width)).replace("HEIGHT", str(height)).replace("SPANS", str(spans))
    runs, edges = Scripts("data/pixel_set.js").run(script)
    drawn = np.zeros_like(taken)
    for row, left, right in runs:
        assert not drawn[row, max(0, left - 1) : right + 1].any()
        drawn[row, left:right] = True
    assert (drawn == taken).all()
    around = np.pad(taken, 1, constant_values=True)
    inner = around[:-2, 1:-1] & around[2:, 1:-1] & around[1:-1, :-2] & around[1:-1, 2:]
    assert sorted(edges) == np.argwhere(taken & ~inner).tolist()
