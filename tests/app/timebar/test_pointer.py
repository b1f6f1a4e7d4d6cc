"""Mouse and wheel on the time bar, without a widget."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt

from app.timebar.gesture import SIDE_PX, lay_out
from app.timebar.pointer import Pointer
from geo.calendar.period import Period

EXTENT, PERIOD = Period(0, 999), Period(300, 499)
LAYOUT = lay_out(EXTENT, 1000 + 2 * SIDE_PX, 114)
CURSORS = Qt.CursorShape


def at(day: float) -> QPointF:
    return QPointF(LAYOUT.scale.x(day), LAYOUT.plot.center().y())


def test_a_press_on_the_period_proposes_nothing_until_it_is_moved() -> None:
    pointer = Pointer()
    assert pointer.move(LAYOUT, at(410)) is None
    assert pointer.press(LAYOUT, PERIOD, at(400)) is None
    assert pointer.is_dragging
    assert pointer.move(LAYOUT, at(410)) == PERIOD.moved(10)
    pointer.release()
    assert not pointer.is_dragging
    assert pointer.move(LAYOUT, at(420)) is None


def test_a_press_outside_proposes_the_period_around_it() -> None:
    proposed = Pointer().press(LAYOUT, PERIOD, at(700.5))
    assert proposed is not None
    assert (proposed.width_days, proposed.first < 700 < proposed.last) == (200, True)


@pytest.mark.parametrize(
    ("day", "hovered", "dragged"),
    [
        (300, CURSORS.SizeHorCursor, CURSORS.SizeHorCursor),
        (400, CURSORS.OpenHandCursor, CURSORS.ClosedHandCursor),
        (700, CURSORS.PointingHandCursor, CURSORS.ClosedHandCursor),
    ],
)
def test_the_cursor_shows_what_can_be_dragged(day: float, hovered: CURSORS, dragged: CURSORS) -> None:
    pointer = Pointer()
    assert pointer.cursor(LAYOUT, PERIOD, at(day)) == hovered
    pointer.press(LAYOUT, PERIOD, at(day))
    assert pointer.cursor(LAYOUT, PERIOD, at(day)) == dragged


def test_fractions_of_a_wheel_notch_add_up() -> None:
    pointer = Pointer()
    turns = [QPoint(0, -60), QPoint(0, -60), QPoint(240, 0), QPoint(-120, 10), QPoint(0, -300)]
    assert [pointer.notches(turn) for turn in turns] == [0, 1, -2, 1, 2]
