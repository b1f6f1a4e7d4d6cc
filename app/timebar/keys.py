"""Keys of the time bar: which window a key press asks for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from app.timebar.span import Span, grow, slide, step, trim

__all__ = ["moved_by_key"]

_Move = Callable[[Span, str, Span], Span]
_NONE = Qt.KeyboardModifier.NoModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CTRL = Qt.KeyboardModifier.ControlModifier

_MOVES: dict[tuple[Qt.Key, Qt.KeyboardModifier], _Move] = {
    (Qt.Key.Key_Left, _NONE): lambda span, unit, extent: step(span, unit, -1, extent),
    (Qt.Key.Key_Right, _NONE): lambda span, unit, extent: step(span, unit, 1, extent),
    (Qt.Key.Key_Left, _SHIFT): lambda span, unit, extent: grow(span, unit, -1, extent),
    (Qt.Key.Key_Right, _SHIFT): lambda span, unit, extent: grow(span, unit, 1, extent),
    (Qt.Key.Key_Left, _CTRL): lambda span, _, extent: slide(span, -1, extent),
    (Qt.Key.Key_Right, _CTRL): lambda span, _, extent: slide(span, 1, extent),
    (Qt.Key.Key_PageUp, _NONE): lambda span, _, extent: slide(span, -span.width_days, extent),
    (Qt.Key.Key_PageDown, _NONE): lambda span, _, extent: slide(span, span.width_days, extent),
    (Qt.Key.Key_Home, _NONE): lambda span, _, extent: slide(span, extent.first - span.first, extent),
    (Qt.Key.Key_End, _NONE): lambda span, _, extent: slide(span, extent.last - span.last, extent),
    (Qt.Key.Key_Home, _SHIFT): lambda span, _, extent: trim(Span(min(extent.first, span.last), span.last), extent),
    (Qt.Key.Key_End, _SHIFT): lambda span, _, extent: trim(Span(span.first, max(extent.last, span.first)), extent),
}


def moved_by_key(key: int, modifiers: Qt.KeyboardModifier, span: Span, unit: str, extent: Span) -> Span | None:
    """The window that a key press asks for; ``None`` for a key that the time bar does not know.

    Arrows step, with Shift they move the last day by a step, with Control the window by a day; Page Up and Down move
    by the width of the window; Home and End go to the ends of the data, with Shift they stretch the window to them.
    """
    bare = modifiers & ~Qt.KeyboardModifier.KeypadModifier
    move = next((found for (code, held), found in _MOVES.items() if code == key and held == bare), None)
    return None if move is None else move(span, unit, extent)
