from __future__ import annotations

from geo.places.borders import facing_lines

SQUARE = [0.0, 0.0, 1.0, 0.0, 2.0, 0.0, 2.0, 1.0, 2.0, 2.0, 1.0, 2.0, 0.0, 2.0, 0.0, 0.0]
EAST = [2.1, -5.0, 2.1, 5.0, 9.0, 5.0, 2.1, -5.0]


def test_only_the_side_facing_the_neighbour_is_a_border() -> None:
    assert facing_lines([SQUARE], [EAST], 0.2) == [[2.0, 0.0, 2.0, 1.0, 2.0, 2.0]]


def test_a_distant_neighbour_has_no_border() -> None:
    assert facing_lines([SQUARE], [EAST], 0.05) == []


def test_a_shared_corner_gives_no_border() -> None:
    assert facing_lines([SQUARE], [[2.0, 2.0, 3.0, 3.0, 4.0, 2.0, 2.0, 2.0]], 0.01) == []


def test_each_facing_side_is_a_separate_line() -> None:
    west = [-0.1, -5.0, -0.1, 5.0, -9.0, 5.0, -0.1, -5.0]
    lines = facing_lines([SQUARE], [EAST, west], 0.2)
    assert [line[::2] for line in lines] == [[2.0, 2.0, 2.0], [0.0, 0.0]]
