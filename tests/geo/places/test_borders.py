from __future__ import annotations

from geo.places.borders import facing_lines

SQUARE = [0.0, 0.0, 1.0, 0.0, 2.0, 0.0, 2.0, 1.0, 2.0, 2.0, 1.0, 2.0, 0.0, 2.0, 0.0, 0.0]
EAST = [2.1, -5.0, 2.1, 5.0, 9.0, 5.0, 2.1, -5.0]


def test_only_the_side_that_faces_the_other_is_border() -> None:
    assert facing_lines([SQUARE], [EAST], 0.2) == [[2.0, 0.0, 2.0, 1.0, 2.0, 2.0]]


def test_a_neighbour_that_is_too_far_has_no_border() -> None:
    assert facing_lines([SQUARE], [EAST], 0.05) == []


def test_a_corner_alone_is_no_line() -> None:
    assert facing_lines([SQUARE], [[2.0, 2.0, 3.0, 3.0, 4.0, 2.0, 2.0, 2.0]], 0.01) == []


def test_each_side_that_faces_is_a_line_of_its_own() -> None:
    west = [-0.1, -5.0, -0.1, 5.0, -9.0, 5.0, -0.1, -5.0]
    lines = facing_lines([SQUARE], [EAST, west], 0.2)
    assert [line[::2] for line in lines] == [[2.0, 2.0, 2.0], [0.0, 0.0]]
