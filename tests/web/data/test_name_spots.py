"""Places for the name of a town: beside its mark, or at the end of a line."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from tests.web.scripts import Scripts

WIDTH, HEIGHT = 60.0, 12.0
FARS = (5, 8, 21, 110)
SPOT = """
const occupied = new Occupied(), ghosts = new Occupied(), mark = { x: 300, y: 300, r: RADIUS };
const own = [occupied.addCircle(mark.x, mark.y, mark.r, true)];
OTHERS.forEach((s) => occupied.addCircle(s[0], s[1], s[2], true));
GHOSTS.forEach((s) => ghosts.addCircle(s[0], s[1], s[2], true));
const space = { occupied, ghosts, isInView: (box) => box[0] >= LEAST && box[2] <= 600, view: [LEAST, -300, 600, 900] };
return bestSpot(mark, [60, 12], space, { shapes: own, above: [], ghosts: [] }, LEADS);
"""


@pytest.fixture(scope="module")
def scripts() -> Scripts:
    return Scripts("data/occupied.js", "data/name_spots.js")


def best(
    scripts: Scripts,
    others: list[list[float]],
    radius: float = 9,
    least: float = 0,
    leads: bool = True,
    ghosts: list[list[float]] | None = None,
) -> dict[str, Any] | None:
    given = {"OTHERS": others, "GHOSTS": ghosts or [], "RADIUS": radius, "LEAST": least, "LEADS": str(leads).lower()}
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


def from_line(circle: list[float], line: list[list[float]]) -> float:
    """From the edge of a circle to a line."""
    points = [np.linspace(a, b, 200) for a, b in pairwise(line)]
    return float(np.hypot(*(np.concatenate(points) - circle[:2]).T).min()) - circle[2]


def around(count: int, distance: float, radius: float) -> list[list[float]]:
    """A ring of marks around the place."""
    turns = [2 * math.pi * k / count for k in range(count)]
    return [[300 + distance * math.cos(a), 300 + distance * math.sin(a), radius] for a in turns]


@pytest.mark.parametrize("radius", [2, 5, 12, 30])
def test_no_place_covers_the_mark_and_each_fits_the_name(scripts: Scripts, radius: float) -> None:
    mark = f"{{ x: 300, y: 300, r: {radius} }}"
    beside = scripts.run(f"return besides({mark}, {WIDTH}, {HEIGHT})")
    turns = "[...Array(16).keys()].map((k) => [Math.cos(k / 2.5), Math.sin(k / 2.5)])"
    places = [(box, 3.0) for box in beside]
    for wanted in FARS:
        calls = f"{turns}.map((turn) => away({mark}, [{WIDTH}, {HEIGHT}], {wanted}, turn).box)"
        places += [(box, wanted) for box in scripts.run(f"return {calls}")]
    assert len(beside) == 8
    for box, wanted in places:
        assert (box[2] - box[0], box[3] - box[1]) == pytest.approx((WIDTH, HEIGHT))
        assert far([300, 300, radius], box) == pytest.approx(wanted)


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
    if found["line"] is None:
        assert nearest >= 8
    else:
        (x0, y0), (x1, y1) = found["line"]
        assert nearest >= 4
        assert math.hypot(x0 - 300, y0 - 300) == pytest.approx(9)
        assert far([x1, y1, 0], found["box"]) == pytest.approx(0, abs=1e-6)
        assert min(from_line(other, found["line"]) for other in others) >= 0.9


def test_a_line_leads_out_of_a_ring_of_marks_through_its_gap(scripts: Scripts) -> None:
    ring = [mark for mark in around(12, 22, 4.5) if not (mark[0] > 300 and abs(mark[1] - 300) < 6)]
    found = best(scripts, ring)
    assert found is not None
    assert found["line"][1][0] > 322
    assert abs(found["line"][1][1] - 300) < 8


def test_a_line_crosses_no_mark_so_that_a_name_behind_closed_rings_is_left_out(scripts: Scripts) -> None:
    crowd = [mark for distance in (20, 34, 48) for mark in around(16, distance, 6)]
    assert best(scripts, crowd) is None


def test_a_line_bends_around_marks(scripts: Scripts) -> None:
    inner = [mark for mark in around(16, 22, 5) if not (mark[0] > 316 and mark[1] < 310)]
    wall = [[352, 300 + 7 * k, 4] for k in range(-18, 19)]
    rest = [[260, y, 12] for y in range(180, 440, 16)] + [[x, y, 12] for x in range(260, 350, 16) for y in (262, 338)]
    crowd = [mark for mark in inner + wall + rest if math.hypot(mark[0] - 300, mark[1] - 300) > mark[2] + 10]
    crowd = [mark for mark in crowd if not (330 < mark[0] < 350 and mark[1] < 280)]
    found = best(scripts, crowd)
    assert found is not None
    assert 3 <= len(found["line"]) <= 4
    assert min(from_line(mark, found["line"]) for mark in crowd) >= 0.9
    assert min(far(mark, found["box"]) for mark in [*crowd, [300, 300, 9]]) >= 4


def test_lower_ranks_have_no_line(scripts: Scripts) -> None:
    ring = around(8, 24, 4.5)
    assert best(scripts, ring) is not None
    assert best(scripts, ring, leads=False) is None


def test_a_place_is_taken_that_no_mark_of_another_period_covers(scripts: Scripts) -> None:
    right, left = [340, 300, 8], [260, 300, 8]
    assert best(scripts, [], ghosts=[right])["box"][2] < 300  # type: ignore[index]
    everywhere = around(16, 40, 20)
    found = best(scripts, [], ghosts=everywhere)
    assert found is not None, "what is not drawn now leaves room in the end"
    assert found["line"] is None
    assert best(scripts, [left, right], ghosts=[])["box"][3] < 300  # type: ignore[index]
