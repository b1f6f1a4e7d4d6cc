"""Keys of the time bar: which period a key press proposes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from app.timebar.steps import grow, slide, step
from geo.calendar.period import Period

__all__ = ["moved_by_key"]

_Move = Callable[[Period, str, Period], Period]
_NONE = Qt.KeyboardModifier.NoModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CTRL = Qt.KeyboardModifier.ControlModifier


def _from_start(period: Period, extent: Period) -> Period:
    return Period(min(extent.first, period.last), period.last).trimmed_to(extent)


def _to_end(period: Period, extent: Period) -> Period:
    return Period(period.first, max(extent.last, period.first)).trimmed_to(extent)


_MOVES: dict[tuple[Qt.Key, Qt.KeyboardModifier], _Move] = {
    (Qt.Key.Key_Left, _NONE): lambda period, unit, extent: step(period, unit, -1, extent),
    (Qt.Key.Key_Right, _NONE): lambda period, unit, extent: step(period, unit, 1, extent),
    (Qt.Key.Key_Left, _SHIFT): lambda period, unit, extent: grow(period, unit, -1, extent),
    (Qt.Key.Key_Right, _SHIFT): lambda period, unit, extent: grow(period, unit, 1, extent),
    (Qt.Key.Key_Left, _CTRL): lambda period, _, extent: slide(period, -1, extent),
    (Qt.Key.Key_Right, _CTRL): lambda period, _, extent: slide(period, 1, extent),
    (Qt.Key.Key_PageUp, _NONE): lambda period, _, extent: slide(period, -period.width_days, extent),
    (Qt.Key.Key_PageDown, _NONE): lambda period, _, extent: slide(period, period.width_days, extent),
    (Qt.Key.Key_Home, _NONE): lambda period, _, extent: slide(period, extent.first - period.first, extent),
    (Qt.Key.Key_End, _NONE): lambda period, _, extent: slide(period, extent.last - period.last, extent),
    (Qt.Key.Key_Home, _SHIFT): lambda period, _, extent: _from_start(period, extent),
    (Qt.Key.Key_End, _SHIFT): lambda period, _, extent: _to_end(period, extent),
}


def moved_by_key(key: int, modifiers: Qt.KeyboardModifier, period: Period, unit: str, extent: Period) -> Period | None:
    """The period that a key press proposes; ``None`` for a key that the time bar does not use.

    Arrows step, with Shift they move the last day by a step, with Control the period by a day; Page Up and Down move
    by the width of the period; Home and End go to the ends of the data, with Shift they extend the period to them.
    """
    bare = modifiers & ~Qt.KeyboardModifier.KeypadModifier
    move = next((change for (code, held), change in _MOVES.items() if code == key and held == bare), None)
    return None if move is None else move(period, unit, extent)
