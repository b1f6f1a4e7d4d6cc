from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from app.timebar.gesture import SIDE_PX, Drag, Grip, dragged, hit, lay_out, tab_rect
from app.timebar.keys import moved_by_key
from geo.calendar.period import Period

EXTENT = Period(0, 999)
LAYOUT = lay_out(EXTENT, 1000 + 2 * SIDE_PX, 114)
MIDDLE_Y = LAYOUT.plot.center().y()
WIDE = Period(300, 499)


def x(day: float) -> float:
    return LAYOUT.scale.x(day)


@pytest.mark.parametrize(
    ("period", "at", "grip"),
    [
        (WIDE, x(300), Grip.FIRST),
        (WIDE, x(300) - 6, Grip.FIRST),
        (WIDE, x(500), Grip.LAST),
        (WIDE, x(500) + 6, Grip.LAST),
        (WIDE, x(400), Grip.MIDDLE),
        (WIDE, x(250), Grip.OUTSIDE),
        (Period(300, 303), x(302), Grip.MIDDLE),
        (Period(300, 300), x(300) - 4, Grip.FIRST),
        (Period(300, 300), x(301) + 4, Grip.LAST),
    ],
)
def test_the_grip_of_a_press(period: Period, at: float, grip: Grip) -> None:
    assert hit(LAYOUT, period, at, MIDDLE_Y) is grip


@given(st.integers(0, 999))
def test_a_period_of_one_day_can_be_dragged_by_its_tab(day: int) -> None:
    tab = tab_rect(LAYOUT, Period(day, day))
    assert tab.width() >= 20
    assert hit(LAYOUT, Period(day, day), tab.center().x(), tab.center().y()) is Grip.MIDDLE
    assert tab.left() >= 0
    assert tab.right() <= 1000 + 2 * SIDE_PX


@given(st.sampled_from(list(Grip)), st.floats(-200, 1300), st.integers(0, 999), st.integers(1, 400))
def test_no_drag_leaves_the_range_and_only_handles_resize(grip: Grip, to: float, first: int, width: int) -> None:
    period = Period(first, min(first + width - 1, 999))
    moved = dragged(Drag(grip, x(first), period), to, LAYOUT.scale)
    assert 0 <= moved.first <= moved.last <= 999
    if grip in (Grip.MIDDLE, Grip.OUTSIDE):
        assert moved.width_days == period.width_days
    if grip is Grip.FIRST:
        assert moved.last == period.last
    if grip is Grip.LAST:
        assert moved.first == period.first


def test_a_press_outside_centres_the_period() -> None:
    assert dragged(Drag(Grip.OUTSIDE, x(0), Period(0, 10)), x(500) + 0.5, LAYOUT.scale) == Period(495, 505)


NONE, SHIFT, CTRL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)


@pytest.mark.parametrize(
    ("key", "modifier", "first", "last"),
    [
        (Qt.Key.Key_Left, NONE, 293, 492),
        (Qt.Key.Key_Right, NONE, 307, 506),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.KeypadModifier, 307, 506),
        (Qt.Key.Key_Left, SHIFT, 300, 492),
        (Qt.Key.Key_Right, SHIFT, 300, 506),
        (Qt.Key.Key_Left, CTRL, 299, 498),
        (Qt.Key.Key_Right, CTRL, 301, 500),
        (Qt.Key.Key_PageUp, NONE, 100, 299),
        (Qt.Key.Key_PageDown, NONE, 500, 699),
        (Qt.Key.Key_Home, NONE, 0, 199),
        (Qt.Key.Key_End, NONE, 800, 999),
        (Qt.Key.Key_Home, SHIFT, 0, 499),
        (Qt.Key.Key_End, SHIFT, 300, 999),
    ],
)
def test_keys_move_the_period(key: Qt.Key, modifier: Qt.KeyboardModifier, first: int, last: int) -> None:
    assert moved_by_key(key, modifier, WIDE, "week", EXTENT) == Period(first, last)


def test_other_keys_are_not_handled() -> None:
    assert moved_by_key(Qt.Key.Key_A, NONE, WIDE, "week", EXTENT) is None
    assert moved_by_key(Qt.Key.Key_Home, CTRL, WIDE, "week", EXTENT) is None
