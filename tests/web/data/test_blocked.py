"""A coarse picture of where a box cannot stand: right wherever it says so, and it says so for most of these places."""

from __future__ import annotations

import pytest

from tests.web.scripts import Scripts

COMPARED = """
const occupied = new Occupied(), size = [53.3, 11.7];
const own = occupied.addCircle(150, 150, 30);
occupied.addCircle(61.3, 80.2, 12.4);
occupied.addBox([170.2, 40.1, 201.7, 60.9]);
occupied.addLine([[30, 190], [120.5, 231.3], [240.2, 231.3], [240.2, 120]]);
const blocked = new Blocked([10.5, 20.5, 290, 280], size).by(occupied.near([0, 0, 300, 300]), GAP, CIRCLES, [own]);
const count = { wrong: 0, left: 0, taken: 0 };
for (let y = 21; y + size[1] < 280; y += 0.7) {
  for (let x = 11; x + size[0] < 290; x += 0.7) {
    const isFree = occupied.isFree([x, y, x + size[0], y + size[1]], GAP, CIRCLES, [own]);
    if (blocked.isAt(x, y)) count.wrong += isFree ? 1 : 0;
    else count.left += isFree ? 0 : 1;
    count.taken += isFree ? 0 : 1;
  }
}
const out = blocked.isAt(9, 100) && blocked.isAt(250, 100);
return { wrong: count.wrong, left: count.left, taken: count.taken, out };
"""


@pytest.mark.parametrize(("gap", "circles"), [(2, 4), (4, 1)])
def test_no_free_place_is_blocked_and_most_others_are(gap: float, circles: float) -> None:
    scripts = Scripts("data/occupied.js", "data/blocked.js")
    found = scripts.run(COMPARED.replace("GAP", str(gap)).replace("CIRCLES", str(circles)))
    assert found["wrong"] == 0
    assert found["out"]
    assert found["left"] < 0.1 * found["taken"]
