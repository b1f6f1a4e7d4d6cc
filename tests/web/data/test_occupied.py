"""Boxes and circles that names keep clear of, against plain geometry."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tests.web.scripts import Scripts

ADDED = """
const occupied = new Occupied(480, 470), shapes = SHAPES;
const added = shapes.map((s) => s.length === 3 ? occupied.addCircle(s[0], s[1], s[2], true) : occupied.addBox(s));
"""


@pytest.fixture(scope="module")
def scripts() -> Scripts:
    return Scripts("data/occupied.js")


def made(seed: int) -> tuple[list[list[float]], list[list[float]]]:
    """Shapes (circles have three numbers, boxes four) and boxes to be placed, some partly outside the canvas."""
    draw = np.random.default_rng(seed)
    circles = np.column_stack([draw.uniform(-60, 500, (40, 2)), draw.uniform(1, 40, 40)]).tolist()
    corners = draw.uniform(-60, 500, (40, 2))
    boxes = np.column_stack([corners, corners + draw.uniform(2, 90, (40, 2))]).tolist()
    places = draw.uniform(-60, 500, (300, 2))
    return circles + boxes, np.column_stack([places, places + draw.uniform(1, 80, (300, 2))]).tolist()


def gap(shape: list[float], box: list[float]) -> float:
    """From a shape to a box: Euclidean to a circle, along the axes to a box; below 0 where they overlap."""
    left, top, right, bottom = box
    if len(shape) == 3:
        x, y, r = shape
        return math.hypot(max(left - x, 0, x - right), max(top - y, 0, y - bottom)) - r
    return max(left - shape[2], shape[0] - right, top - shape[3], shape[1] - bottom)


@pytest.mark.parametrize(("to_boxes", "to_circles"), [(2, 2), (2, 4), (0, 9)])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_box_is_free_where_all_gaps_are_kept(scripts: Scripts, seed: int, to_boxes: float, to_circles: float) -> None:
    shapes, boxes = made(seed)
    answer = scripts.run(
        ADDED.replace("SHAPES", str(shapes))
        + f"return {boxes}.map((box) => occupied.isFree(box, {to_boxes}, {to_circles}))"
    )
    wanted = [all(gap(s, box) >= (to_circles if len(s) == 3 else to_boxes) for s in shapes) for box in boxes]
    assert answer == wanted
    assert {True, False} <= set(answer)


def test_own_shapes_do_not_count(scripts: Scripts) -> None:
    script = ADDED.replace("SHAPES", "[[50, 50, 10], [200, 50, 10]]")
    ask = "return [[45, 45, 55, 55], [195, 45, 205, 55]].map((box) => occupied.isFree(box, 2, 2, [added[0]]))"
    assert scripts.run(script + ask) == [True, False]


@pytest.mark.parametrize("seed", [4, 5])
def test_the_mark_at_a_point_is_the_one_with_the_nearest_centre(scripts: Scripts, seed: int) -> None:
    shapes, _ = made(seed)
    points = np.random.default_rng(seed).uniform(-60, 500, (200, 2)).tolist()
    ask = f"return {points}.map(([x, y]) => added.indexOf(occupied.marksAt(x, y, 3)[0]))"
    answer = scripts.run(ADDED.replace("SHAPES", str(shapes)) + ask)

    def nearest(x: float, y: float) -> int:
        far = {k: math.hypot(s[0] - x, s[1] - y) for k, s in enumerate(shapes) if len(s) == 3}
        over = [k for k, distance in far.items() if distance <= shapes[k][2] + 3]
        return min(over, key=far.__getitem__, default=-1)

    assert answer == [nearest(x, y) for x, y in points]
    assert len(set(answer)) > 5


@pytest.mark.parametrize(
    ("shape", "free"),
    [
        ([50, 2, 8], False),
        ([50, 30, 8], True),
        ([50, 10, 8], False),
        ([50, 12, 8], True),
        ([40, -3, 60, 3], False),
        ([40, 20, 60, 30], True),
        ([150, 0, 8], True),
    ],
    ids=["circle across", "circle aside", "circle close by", "circle just apart", "box across", "box aside", "beyond"],
)
def test_a_line_is_free_where_it_keeps_its_distance_along_its_whole_length(
    scripts: Scripts, shape: list[float], free: bool
) -> None:
    ask = "return [[[0, 0], [100, 0]], [[0, 0], [50, 0], [100, 0]]].map((line) => occupied.isLineFree(line, 3))"
    assert scripts.run(ADDED.replace("SHAPES", str([shape])) + ask) == [free, free]


def test_no_line_passes_through_another_one(scripts: Scripts) -> None:
    script = ADDED.replace("SHAPES", "[]") + "occupied.addLine([[0, 0], [60, 47], [100, 0]]);"
    ask = "return [...Array(90).keys()].map((x) => occupied.isLineFree([[x + 5, -20], [x + 5.7, 80]], 0))"
    assert not any(scripts.run(script + ask))
