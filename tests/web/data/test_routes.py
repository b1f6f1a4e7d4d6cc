"""Ways of lines between what is taken: free, short and with few bends."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from tests.web.scripts import Scripts

WAYS = """
const occupied = new Occupied(), gaps = { gap: 2, fromCircles: 2, passed: [] };
CIRCLES.forEach(([x, y, r]) => occupied.addCircle(x, y, r));
occupied.addBox([100, 20, 110, 150]);
occupied.addLine([[30, 160], [180, 170]]);
const routes = new Routes([0, 0, 200, 200], 2, 260, 3).between(occupied.near([0, 0, 200, 200]), gaps), found = [];
routes.begin(20, 80);
let before = 0, isAscending = true;
routes.spread((x, y, far, cell) => {
  isAscending = isAscending && far > before - 4;
  before = far;
  if (cell % 97 === 0) found.push([far, routes.wayTo(cell), occupied.isLineFree(routes.wayTo(cell), 0.5)]);
  return true;
});
return { found, isAscending, beyond: found.filter(([, way]) => way[way.length - 1][0] > 112).length };
"""


@pytest.mark.parametrize("seed", [1, 2])
def test_ways_lead_around_what_is_taken(seed: int) -> None:
    draw = np.random.default_rng(seed)
    circles = np.column_stack([draw.uniform(30, 190, (12, 2)), draw.uniform(2, 9, 12)])
    circles = circles[np.hypot(circles[:, 0] - 20, circles[:, 1] - 80) > 20].tolist()
    answer = Scripts("data/occupied.js", "data/routes.js").run(WAYS.replace("CIRCLES", str(circles)))
    assert answer["isAscending"]
    assert answer["beyond"] > 2
    lines = np.array([is_free for *_, is_free in answer["found"]])
    assert lines.mean() > 0.95, "between the middles of cells a line may come closer"
    for far, way, _ in answer["found"]:
        long = sum(float(np.hypot(*np.subtract(one, other))) for one, other in pairwise(way))
        assert len(way) <= 4
        assert long == pytest.approx(far, abs=1)
        assert long >= np.hypot(*np.subtract(way[0], way[-1])) - 1e-6


GROUNDS = """
const routes = new Routes([0, 0, 90, 30], 3, 200, 2), reached = [];
for (let cell = 0; cell < routes.grounds.length; cell++) routes.grounds[cell] = [0, 2, 1][Math.floor((cell % 30) / 10)];
routes.begin(4, 4);
routes.spread((x) => reached.push(x) > 0);
return Math.max(...reached);
"""


def test_no_way_leads_back_to_lower_ground() -> None:
    assert Scripts("data/routes.js").run(GROUNDS) == pytest.approx(58.5)
