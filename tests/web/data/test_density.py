"""Counts per cell of the screen, against numpy."""

from __future__ import annotations

import numpy as np
import pytest

from geo.draw.web.points import pack_mask, pack_points
from tests.web.data.test_store import LOAD, in_period, periods
from tests.web.made_points import DAY0, columns, random_columns
from tests.web.scripts import Scripts

START = """
globalThis.d = new Density();
d.fit({ width: 340 * RATIO, height: 260 * RATIO }, RATIO);
globalThis.frame = { world: 13600, ratio: RATIO, left: 9200.4, top: 5400.7 };
globalThis.view = d.view(frame);
s.certain = CERTAIN;
"""
COUNT = """
const answers = [];
d.place(s, view);
for (const [first, last] of PERIODS) {
  s.setPeriod(first, last);
  d.count(s);
  const cells = Array.from(d.counts);
  d.sweep(s, view);
  answers.push({ cells, swept: d.counts.join() === cells.join() });
}
const cell = (far, corner) => Math.floor((far * frame.world * frame.ratio) / d.side) - corner;
const at = Array.from({ length: s.n }, (_, i) => [cell(s.x[i], view.left), cell(s.y[i], view.top)]);
return { answers, at, width: d.width, height: d.height };
"""
MOVED = """
const answers = [];
for (const [dx, dy] of MOVES) {
  d.swept = null;
  d.sweep(s, view);
  const there = Object.assign({}, view, { left: view.left + dx, top: view.top + dy });
  d.sweep(s, there);
  const moved = d.counts.join();
  d.swept = null;
  d.sweep(s, there);
  answers.push([moved === d.counts.join(), d.counts.reduce((sum, n) => sum + n, 0)]);
}
return answers;
"""
CERTAIN = pytest.mark.parametrize("certain", [False, True], ids=["overlapping", "certainly inside"])


@pytest.fixture(scope="module")
def scripts() -> Scripts:
    return Scripts("data/store.js", "data/density.js")


def load(scripts: Scripts, count: int, seed: int, mask: np.ndarray, certain: bool, ratio: float = 1) -> None:
    scripts.set_bytes("points", pack_points(random_columns(count, seed=seed)))
    scripts.set_bytes("mask", pack_mask(mask))
    scripts.run(LOAD + START.replace("CERTAIN", str(certain).lower()).replace("RATIO", str(ratio)))


@CERTAIN
@pytest.mark.parametrize(("masked", "ratio"), [(False, 1), (True, 1), (True, 1.5)])
def test_each_cell_counts_its_rows(scripts: Scripts, masked: bool, ratio: float, certain: bool) -> None:
    points = random_columns(2_000, seed=3)
    mask = np.random.default_rng(5).random(2_000) < 0.6 if masked else np.ones(2_000, np.bool_)
    load(scripts, 2_000, 3, mask, certain, ratio)
    tested = periods(seed=2)[-16:]
    result = scripts.run(COUNT.replace("PERIODS", str([list(p) for p in tested])))
    wide, high = result["width"], result["height"]
    column, row = np.array([[-1, -1] if None in at else at for at in result["at"]]).T
    in_view = (column >= 0) & (row >= 0) & (column < wide) & (row < high)
    assert 300 < in_view.sum() < 1_200
    for (first, last), answer in zip(tested, result["answers"], strict=True):
        drawn = in_period(points, mask, first, last, certain) & in_view
        assert answer["cells"] == np.bincount((row * wide + column)[drawn], minlength=wide * high).tolist()
        assert answer["swept"]


def test_classes_of_cells_are_those_of_the_legend(scripts: Scripts) -> None:
    counts = [1, 2, 4, 5, 9, 10, 24, 25, 99, 100, 255]
    classes, labels = scripts.run(f"return [{counts}.map(densityClass), densityLabels()]")
    assert classes == [0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert labels == ["1", "2–4", "5–9", "10–24", "25–99", "100+"]


def test_cells_of_another_period_are_not_reused(scripts: Scripts) -> None:
    scripts.set_bytes("points", pack_points(columns([{"end": 65, "lon": 66.0 + k / 10} for k in range(20)])))
    scripts.set_bytes("mask", b"\1" * 20)
    scripts.run(LOAD + START.replace("CERTAIN", "false").replace("RATIO", "1"))
    counts = scripts.run("""
      return [[60, 70], [68, 75], [60, 70]].map(([first, last]) => {
        s.setPeriod(s.day0 + first, s.day0 + last); // no row begins in any of these
        d.sweep(s, view);
        return d.counts.reduce((sum, n) => sum + n, 0);
      });
    """)
    assert counts == [20, 0, 20]


@CERTAIN
def test_shifted_cells_equal_a_full_count(scripts: Scripts, certain: bool) -> None:
    mask = np.random.default_rng(3).random(8_000) < 0.8
    load(scripts, 8_000, 12, mask, certain)
    scripts.run(f"s.setPeriod({DAY0 + 100}, {DAY0 + 300})")
    moves = [[0, 0], [5, 0], [-5, 0], [0, 9], [0, -9], [40, -33], [-70, 21], [4000, 0]]
    answers = scripts.run(MOVED.replace("MOVES", str(moves)))
    assert all(same for same, _ in answers)
    assert answers[0][1] > 100
