"""Places for the name of a town: beside its mark, or at the end of a line."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from tests.web.scripts import Scripts

WIDTH, HEIGHT = 60.0, 12.0
FARS = {"besides": (3,), "aways": (8, 14, 21, 28)}
SPOT = """
const occupied = new Occupied(), ghosts = new Occupied(), mark = { x: 300, y: 300, r: RADIUS };
const own = [occupied.addCircle(mark.x, mark.y, mark.r, true)];
OTHERS.forEach((s) => occupied.addCircle(s[0], s[1], s[2], true));
GHOSTS.forEach((s) => ghosts.addCircle(s[0], s[1], s[2], true));
const space = { occupied, ghosts, isInView: (box) => box[0] >= LEAST && box[2] <= 600 };
return bestSpot(mark, [60, 12], space, own, REACH);
"""


@pytest.fixture(scope="module")
def scripts() -> Scripts:
    return Scripts("data/occupied.js", "data/name_spots.js")


def best(
    scripts: Scripts,
    others: list[list[float]],
    radius: float = 9,
    least: float = 0,
    reach: int = 1,
    ghosts: list[list[float]] | None = None,
) -> dict[str, Any] | None:
    given = {"OTHERS": others, "GHOSTS": ghosts or [], "RADIUS": radius, "LEAST": least, "REACH": reach}
    script = SPOT
    for name, value in given.items():
        script = script.replace(name, str(value))
    found: dict[str, Any] | None = scripts.run(script)
    return found


def far(circle: list[float], box: list[float]) -> float:
    """From the edge of a circle to a box."""
    x, y, r = circle
    left, top, right, bottom = box
    return math.hypot(max(left - x, 0, x - right), max(top - y, 0, y - bottom)) - r


def around(count: int, distance: float, radius: float) -> list[list[float]]:
    """A ring of marks around the place."""
    turns = [2 * math.pi * k / count for k in range(count)]
    return [[300 + distance * math.cos(a), 300 + distance * math.sin(a), radius] for a in turns]


@pytest.mark.parametrize("radius", [2, 5, 12, 30])
@pytest.mark.parametrize("which", ["besides", "aways"])
def test_no_place_covers_the_mark_and_each_fits_the_name(scripts: Scripts, which: str, radius: float) -> None:
    mark = f"{{ x: 300, y: 300, r: {radius} }}, {WIDTH}, {HEIGHT}"
    calls = [f"{which}({mark}, {far}).map((s) => s.box || s)" for far in FARS[which]]
    places = scripts.run(f"return [].concat({', '.join(calls)})")
    assert len(places) >= 8
    for box in places:
        assert (box[2] - box[0], box[3] - box[1]) == pytest.approx((WIDTH, HEIGHT))
        assert min(abs(far([300, 300, radius], box) - wanted) for wanted in FARS[which]) < 1e-6, box


def test_a_name_stands_at_the_right_where_nothing_is_in_the_way(scripts: Scripts) -> None:
    found = best(scripts, [])
    assert found is not None
    assert found["line"] is None
    assert found["box"][0] > 309
    assert best(scripts, [[340, 300, 8]])["box"][2] < 300  # type: ignore[index]


def test_a_name_at_the_edge_of_the_map_stands_on_the_other_side(scripts: Scripts) -> None:
    found = best(scripts, [[400, 300, 90]])
    assert found is not None
    assert found["box"][2] < 300
    narrow = best(scripts, [[400, 300, 80]], least=240)
    assert narrow is not None
    assert narrow["box"][0] >= 240
    assert narrow["box"][3] < 300 or narrow["box"][1] > 300


@pytest.mark.parametrize("seed", range(6))
def test_a_name_is_nearer_to_its_own_mark_than_to_any_other_or_has_a_line(scripts: Scripts, seed: int) -> None:
    draw = np.random.default_rng(seed)
    others = np.column_stack([draw.uniform(220, 380, (14, 2)), draw.uniform(2, 9, 14)]).tolist()
    found = best(scripts, others)
    if found is None:
        pytest.skip("no room")
    nearest = min(far(other, found["box"]) for other in others)
    assert nearest >= 4
    if found["line"] is None:
        assert far([300, 300, 9], found["box"]) <= nearest / 2
    else:
        (x0, y0), (x1, y1) = found["line"]
        assert math.hypot(x0 - 300, y0 - 300) == pytest.approx(9)
        assert far([x1, y1, 0], found["box"]) == pytest.approx(0, abs=1e-6)
        assert math.hypot(x1 - x0, y1 - y0) <= 30


def test_a_line_leads_out_of_a_ring_of_marks_through_its_gap(scripts: Scripts) -> None:
    ring = [mark for mark in around(12, 22, 4.5) if not (mark[0] > 300 and abs(mark[1] - 300) < 6)]
    found = best(scripts, ring)
    assert found is not None
    assert found["line"][1][0] > 322
    assert abs(found["line"][1][1] - 300) < 8


def test_a_name_without_room_is_left_out_unless_it_may_be_far_away(scripts: Scripts) -> None:
    crowd = [mark for distance in (20, 34, 48) for mark in around(16, distance, 6)]
    assert best(scripts, crowd) is None
    found = best(scripts, crowd, reach=2)
    assert found is not None
    assert min(far(mark, found["box"]) for mark in crowd) >= 4


def test_lower_ranks_have_no_line(scripts: Scripts) -> None:
    ring = around(12, 22, 4.5)
    assert best(scripts, ring, reach=1) is not None
    assert best(scripts, ring, reach=0) is None


def test_a_place_is_taken_that_no_mark_of_another_period_covers(scripts: Scripts) -> None:
    right, left = [340, 300, 8], [260, 300, 8]
    assert best(scripts, [], ghosts=[right])["box"][2] < 300  # type: ignore[index]
    everywhere = around(16, 40, 20)
    found = best(scripts, [], ghosts=everywhere)
    assert found is not None, "what is not drawn now leaves room in the end"
    assert found["line"] is None
    assert best(scripts, [left, right], ghosts=[])["box"][3] < 300  # type: ignore[index]
