"""How far one can see from a point between boxes, circles and lines."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from tests.web.scripts import Scripts

REACH, START, GAP = 180, 8, 2.5
SEEN = """
const occupied = new Occupied(), none = new Set();
BOXES.forEach((box) => occupied.addBox(box));
CIRCLES.forEach(([x, y, r]) => occupied.addCircle(x, y, r));
LINES.forEach((line) => occupied.addLine(line));
const sight = new Sight(300, 300, START, REACH).between(occupied.near([0, 0, 600, 600]), { gap: GAP, fromCircles: GAP, passed: none });
return ENDS.map(([x, y]) => {
  const far = Math.hypot(x - 300, y - 300), line = [[300 + ((x - 300) * START) / far, 300 + ((y - 300) * START) / far], [x, y]];
  return [sight.reaches(x, y), occupied.isLineFree(line, GAP - SLACK), occupied.isLineFree(line, GAP + 2.5)];
});
"""  # noqa: E501


@pytest.mark.parametrize("kind", ["BOXES", "CIRCLES", "LINES"])
@pytest.mark.parametrize("seed", range(2))
def test_a_line_is_seen_where_it_keeps_its_distance(seed: int, kind: str) -> None:
    draw = np.random.default_rng(seed)
    corners = draw.uniform(130, 470, (8, 2))
    shapes: dict[str, Any] = {
        "BOXES": np.hstack([corners, corners + draw.uniform(4, 50, (8, 2))]).tolist(),
        "CIRCLES": np.column_stack([draw.uniform(130, 470, (14, 2)), draw.uniform(2, 25, 14)]).tolist(),
        "LINES": draw.uniform(150, 450, (4, 3, 2)).tolist(),
    }
    given = {
        **{name: value if name == kind else [] for name, value in shapes.items()},
        "ENDS": (300 + draw.uniform(10, REACH - 1, (300, 1)) * _directions(draw.uniform(0, 2 * np.pi, 300))).tolist(),
        "REACH": REACH, "START": START, "GAP": GAP,
        "SLACK": 1.5 if kind == "LINES" else 0.01,  # `isLineFree` keeps clear of a box around each point of the line
    }  # fmt: skip
    script = SEEN
    for name, value in given.items():
        script = script.replace(name, json.dumps(value))
    scripts = Scripts("data/occupied.js", "data/sight.js")
    found = np.array(scripts.run(script))
    seen, free, clear = found.T
    assert 20 < seen.sum() < 290
    assert not (seen & ~free).any(), "a line that is seen keeps its distance"
    assert not (clear & ~seen).any(), "a line with some room more is seen"


def _directions(angles: np.ndarray) -> np.ndarray:
    return np.column_stack([np.cos(angles), np.sin(angles)])
