"""From the moves of a gesture to changes of the period: a preview at every move, one commit at the end.

A commit makes one step of undo, however many moves the gesture had.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from geo.calendar.period import Period

__all__ = ["GestureCommit"]

DEBOUNCE_MS = 350
"""A gesture without an end of its own, as of the wheel, is committed after so long without a move."""


class GestureCommit(QObject):
    """Groups proposals into gestures. After one or more `period_changing` there is always one `period_changed`."""

    period_changing = Signal(int, int)
    """Emitted with the first and the last day at every proposal that changes something."""
    period_changed = Signal(int, int)
    """Emitted with the first and the last day when a gesture with proposals is committed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._before: Period | None = None
        self._proposed: Period | None = None
        self._debounce = QTimer(self, singleShot=True, interval=DEBOUNCE_MS)
        self._debounce.timeout.connect(self.commit)

    @property
    def proposed(self) -> Period | None:
        """The last proposal of a gesture that is not committed; ``None`` if there is none."""
        return self._proposed

    def propose(self, shown: Period, proposed: Period) -> None:
        """Propose another period than the one that is shown, as a part of the present gesture."""
        if proposed == shown:
            return
        if self._proposed is None:
            self._before = shown
        self._proposed = proposed
        self.period_changing.emit(proposed.first, proposed.last)

    def commit(self) -> None:
        """End the gesture: commit its last proposal."""
        self._debounce.stop()
        proposed, self._proposed = self._proposed, None
        if proposed is not None:
            self.period_changed.emit(proposed.first, proposed.last)

    def commit_debounced(self) -> None:
        """Commit once there has been no further call for `DEBOUNCE_MS`."""
        if self._proposed is not None:
            self._debounce.start()

    def discard(self) -> None:
        """End the gesture without a signal, because its proposal is obsolete."""
        self._debounce.stop()
        self._before = self._proposed = None

    def cancel(self) -> None:
        """End the gesture with the period from which it started."""
        before, proposed = self._before, self._proposed
        if before is not None and proposed is not None:
            self.propose(proposed, before)
            self.commit()
