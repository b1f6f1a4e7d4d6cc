"""Sets of pixels, against numpy."""

from __future__ import annotations

import numpy as np
import pytest

from tests.web.scripts import Scripts

HEIGHT = 9
SCRIPT = """
const set = new PixelSet(), pictures = [];
set.fit(WIDTH, HEIGHT);
for (const spans of STEPS) {
  const runs = [], edges = [], changed = [], some = [];
  for (const [row, from, to, many] of spans) set.change(row, from, to, many);
  set.settle((row, first, last) => {
    changed.push([row, first, last]);
    set.eachRun(row, first, last, (from, to) => some.push([row, from, to]));
  });
  for (let row = 0; row < HEIGHT; row++) {
    set.eachRun(row, 0, set.words - 1, (from, to) => runs.push([row, from, to]));
    set.eachEdge(row, 0, set.words - 1, (column) => edges.push([row, column]));
  }
  pictures.push([runs, edges, changed, some]);
}
set.fit(WIDTH, HEIGHT);
set.settle(() => pictures.push("not empty"));
return pictures;
"""


def drawn(runs: list[list[int]], width: int) -> np.ndarray:
    """The pixels of runs, which must be apart."""
    pixels = np.zeros((HEIGHT, width), np.bool_)
    for row, left, right in runs:
        assert not pixels[row, max(0, left - 1) : right + 1].any()
        pixels[row, left:right] = True
    return pixels


def edges_of(pixels: np.ndarray) -> list[list[int]]:
    """The pixels with a neighbour outside; what lies beside the raster counts as inside."""
    around = np.pad(pixels, 1, constant_values=True)
    inner = around[:-2, 1:-1] & around[2:, 1:-1] & around[1:-1, :-2] & around[1:-1, 2:]
    return [list(map(int, at)) for at in np.argwhere(pixels & ~inner)]


@pytest.mark.parametrize("width", [1, 31, 32, 33, 64, 150])
@pytest.mark.parametrize("many", [0, 3, 60])
def test_pixels_are_those_of_the_spans_that_are_there(width: int, many: int) -> None:
    draw = np.random.default_rng(width + many)
    rows, first = draw.integers(0, HEIGHT, many), draw.integers(-20, width + 5, many)
    spans = np.column_stack((rows, first, first + draw.integers(0, width, many)))
    there = np.zeros((4, many), np.bool_)
    there[:3] = draw.random((3, many)) < 0.6
    steps = []
    for before, after in zip(np.vstack((np.zeros((1, many), np.bool_), there)), there, strict=False):
        change = after.astype(int) - before.astype(int)
        steps.append(np.column_stack((spans, change))[change != 0].tolist())
    script = SCRIPT.replace("WIDTH", str(width)).replace("HEIGHT", str(HEIGHT)).replace("STEPS", str(steps))
    pictures = Scripts("data/pixel_set.js").run(script)
    assert len(pictures) == len(steps)
    past = np.zeros((HEIGHT, width), np.bool_)
    for shown, (runs, edges, changed, some) in zip(there, pictures, strict=True):
        taken = np.zeros((HEIGHT, width), np.bool_)
        for row, left, right in spans[shown]:
            taken[row, max(0, left) : max(0, right)] = True
        assert (drawn(runs, width) == taken).all()
        assert sorted(edges) == edges_of(taken)
        told = np.zeros_like(taken)
        for row, begin, end in changed:
            told[row, 32 * begin : 32 * (end + 1)] = True
            for word in (begin, end):
                assert (taken != past)[row, 32 * word : 32 * (word + 1)].any()
        assert not ((taken != past) & ~told).any()
        assert (drawn(some, width) == taken & told).all()
        past = taken
    assert many == 0 or not past.any()
