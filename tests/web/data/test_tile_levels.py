"""Which level of a base map is drawn: never so fine that thousands of tiles are needed."""

from __future__ import annotations

import pytest

from tests.web.scripts import Scripts


@pytest.mark.parametrize(
    ("zoom", "levels", "level"),
    [
        (6, [12, 13, 14, 15], None),
        (10.25, [12, 13, 14, 15], None),
        (11, [12, 13, 14, 15], 12),
        (12.5, [12, 13, 14, 15], 13),
        (15, [12, 13], 13),
        (7, [0, 12], None),
        (6, [0, 12], 0),
        (9, [5, 12], 5),
        (13, [5], None),
        (4.5, [5, 6], 5),
        (8, [], None),
    ],
)
def test_the_level_of_a_zoom(zoom: float, levels: list[int], level: int | None) -> None:
    assert Scripts("data/tile_levels.js").run(f"return levelAt({zoom}, {levels}) ?? null") == level
