"""Label placement, as properties of any labels."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure

from geo.draw.page import PageOptions
from geo.draw.page.fonts import TextStyle, drawable, line_mm, shortened, width_mm, wrapped
from geo.draw.page.labels import Label, overlapping, place
from geo.draw.page.paper import Box, Paper

FRAME = Box(20, 20, 80, 60)
NONE = np.zeros((0, 4))
PAPER = Paper(Figure(figsize=(11.7, 8.3)), PageOptions())
CENTRED = TextStyle(6, align="center", valign="center")


def corners(box: Box) -> np.ndarray:
    return np.array([[box.x, box.y, box.right, box.bottom]])


points = st.tuples(st.floats(0, 120), st.floats(0, 100))
requests = st.lists(
    st.builds(
        lambda text, spots: (text, tuple(spots)),
        st.text("abcW ", max_size=12),
        st.lists(points, min_size=1, max_size=4),
    ),
    max_size=25,
)


def test_the_line_of_a_town_crosses_no_symbol_but_that_of_the_town() -> None:
    town = Label("Town", CENTRED, ((75.0, 50.0), (45.0, 50.0), (60.0, 62.0)), dot=(60.0, 50.0), leads=2)
    own, right, left = [58, 48, 62, 52], [64, 49, 66, 51], [54, 49, 56, 51]

    def x_of(*symbols: list[int], others: tuple[Box, ...] = ()) -> float:
        (placed,) = place([town], PAPER, FRAME, np.array(symbols, float), others)
        assert placed.line is not None
        assert placed.line[0].tolist() == [60, 50]
        return placed.box.x + placed.box.w / 2

    assert x_of(own) == 75
    assert x_of(own, right) == 45
    assert x_of(own, right, left) == 60
    assert x_of(own, others=(Box(64, 49, 2, 2),)) == 45
    closed = np.array([own, right, left, [59, 54, 61, 56]], float)
    assert place([town], PAPER, FRAME, closed, []) == []


def test_no_label_lies_on_a_line() -> None:
    town = Label("Town", CENTRED, ((85.0, 50.0),), dot=(45.0, 50.0), leads=2)
    beside = Label("Other", CENTRED, ((65.0, 50.0), (65.0, 56.0)))
    _, placed = place([town, beside], PAPER, FRAME, NONE, [])
    assert placed.box.y > 50


def test_the_name_of_a_town_stands_clear_of_the_dot_of_another_one() -> None:
    """Nearer, it could be read as the name of that dot; a town whose dot would be so close to a name has none."""
    one = Label("One", CENTRED, ((50.0, 50.0),), dot=(45.0, 50.0))
    other = Label("Other", CENTRED, ((46.0, 52.6), (60.0, 56.0)), dot=(60.0, 52.0))
    placed = place([one, other], PAPER, FRAME, NONE, [])
    assert [(item.label.text, item.box.x > 52) for item in placed] == [("One", False), ("Other", True)]
    near = Label("Near", CENTRED, ((60.0, 60.0),), dot=(50.0, 52.5))
    assert [item.label.text for item in place([one, near], PAPER, FRAME, NONE, [])] == ["One"]


@given(requests)
def test_labels_do_not_overlap_and_lie_inside_the_frame(
    requests: list[tuple[str, tuple[tuple[float, float], ...]]],
) -> None:
    placed = place([Label(text, CENTRED, spots) for text, spots in requests], PAPER, FRAME, NONE, [Box(30, 30, 20, 10)])
    for one, other in combinations(placed, 2):
        assert not overlapping(one.box, corners(other.box)).any()
    for item in placed:
        assert FRAME.x <= item.box.x <= item.box.right <= FRAME.right
        assert FRAME.y <= item.box.y <= item.box.bottom <= FRAME.bottom
        assert not item.box.meets(Box(30, 30, 20, 10))


def test_the_label_of_higher_rank_is_placed_first() -> None:
    spot = ((60.0, 50.0),)
    placed = place([Label("First", CENTRED, spot), Label("Second", CENTRED, spot)], PAPER, FRAME, NONE, [])
    assert [item.label.text for item in placed] == ["First"]


def test_a_label_gets_the_anchor_that_covers_the_fewest_symbols() -> None:
    symbols = np.array([[58, 48, 62, 52], [59, 49, 61, 51]], float)
    label = Label("Town", CENTRED, ((60.0, 50.0), (60.0, 70.0)))
    (placed,) = place([label], PAPER, FRAME, symbols, [])
    assert placed.box.y > 60
    assert place([Label("Town", CENTRED, ((60.0, 50.0),))], PAPER, FRAME, symbols, []) == []
    assert place([Label("Town", CENTRED, ((60.0, 50.0),), tolerance=2)], PAPER, FRAME, symbols, [])


@given(st.text(max_size=120), st.floats(5, 80))
def test_wrapped_text_keeps_every_letter_and_fits_the_width(text: str, width: float) -> None:
    drawn = drawable(text)
    lines = wrapped(drawn, width, 7)
    assert "".join("".join(lines).split()) == "".join(drawn.split())
    assert all(width_mm(line, 7) <= width or len(line) == 1 for line in lines)


@given(st.text(max_size=120), st.floats(5, 80))
def test_shortened_text_fits_the_width(text: str, width: float) -> None:
    cut = shortened(drawable(text), width, 7)
    assert width_mm(cut, 7) <= width or cut == "…"


@given(st.text())
def test_drawable_text_is_one_printable_line(text: str) -> None:
    assert drawable(text).isprintable()
    assert drawable(drawable(text)) == drawable(text)


def test_letters_of_regional_languages_are_drawn_unchanged() -> None:
    for text in ("خیبر پختونخوا ہ ے", "Muzaffarābād", "“Durand Line” – 5 × 3 · 1,000 km²…"):
        assert drawable(text) == text


def test_text_widths_increase_with_size_and_weight() -> None:
    assert width_mm("Peshawar", 14) == pytest.approx(2 * width_mm("Peshawar", 7), rel=0.02)
    assert width_mm("Peshawar", 7, 700) > width_mm("Peshawar", 7)
    assert line_mm(10) > 10 * 25.4 / 72
