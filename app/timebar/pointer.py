"""Mouse and wheel on the time bar: the period that a drag or a turn proposes, and the cursor."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt

from app.timebar.gesture import Drag, Grip, Layout, dragged, hit
from geo.calendar.period import Period

__all__ = ["Pointer"]

_NOTCH = 120
_CURSORS = {
    Grip.FIRST: Qt.CursorShape.SizeHorCursor,
    Grip.LAST: Qt.CursorShape.SizeHorCursor,
    Grip.MIDDLE: Qt.CursorShape.OpenHandCursor,
    Grip.OUTSIDE: Qt.CursorShape.PointingHandCursor,
}


class Pointer:
    """The drag in progress, and the part of a notch that the wheel has turned."""

    def __init__(self) -> None:
        self._drag: Drag | None = None
        self._turned = 0

    @property
    def is_dragging(self) -> bool:
        """Whether the button was pressed on the canvas and not released since."""
        return self._drag is not None

    def press(self, layout: Layout, period: Period, at: QPointF) -> Period | None:
        """Begin a drag; a press outside of the period proposes the period around it."""
        self._drag = Drag(hit(layout, period, at.x(), at.y()), at.x(), period)
        return self.move(layout, at) if self._drag.grip is Grip.OUTSIDE else None

    def move(self, layout: Layout, at: QPointF) -> Period | None:
        """The period that the drag proposes; ``None`` if there is no drag."""
        return None if self._drag is None else dragged(self._drag, at.x(), layout.scale)

    def release(self) -> None:
        """End the drag."""
        self._drag = None

    def notches(self, turn: QPoint) -> int:
        """How many notches the wheel has turned since the last whole one; down and right are positive."""
        self._turned -= turn.y() if abs(turn.y()) >= abs(turn.x()) else turn.x()
        count = int(self._turned / _NOTCH)
        self._turned -= count * _NOTCH
        return count

    def cursor(self, layout: Layout, period: Period, at: QPointF) -> Qt.CursorShape:
        """The cursor for a point: what a press there would drag, or what is being dragged."""
        grip = self._drag.grip if self._drag else hit(layout, period, at.x(), at.y())
        is_moving = self._drag is not None and grip in (Grip.MIDDLE, Grip.OUTSIDE)
        return Qt.CursorShape.ClosedHandCursor if is_moving else _CURSORS[grip]
