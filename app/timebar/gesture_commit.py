"""From the moves of a gesture to wishes: one at every move, and one at the end that makes one step of undo."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from app.timebar.span import Span

__all__ = ["Wishes"]

SETTLE_MS = 350


class Wishes(QObject):
    """Gathers moves into gestures. After one or more `window_changing` there is always one `window_changed`."""

    window_changing = Signal(int, int)
    """Emitted with the first and the last day at every move of a gesture that changes something."""
    window_changed = Signal(int, int)
    """Emitted with the first and the last day when a gesture ends in which something moved."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._before: Span | None = None
        self._now: Span | None = None
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self.commit)

    @property
    def is_open(self) -> bool:
        """Whether a gesture has moved something and has not ended."""
        return self._now is not None

    @property
    def wished(self) -> Span | None:
        """The window that was wished for last in a gesture that has not ended."""
        return self._now

    def propose(self, shown: Span, wished: Span) -> None:
        """Wish for another window than the one that is shown, as a part of the present gesture."""
        if wished == shown:
            return
        if self._now is None:
            self._before = shown
        self._now = wished
        self.window_changing.emit(wished.first, wished.last)

    def commit(self) -> None:
        """End the gesture."""
        self._settle.stop()
        now, self._now = self._now, None
        if now is not None:
            self.window_changed.emit(now.first, now.last)

    def commit_soon(self) -> None:
        """End the gesture once nothing has moved for a moment."""
        if self._now is not None:
            self._settle.start()

    def forget(self) -> None:
        """End the gesture without a word, because what it wished for has been overtaken."""
        self._settle.stop()
        self._before = self._now = None

    def cancel(self) -> None:
        """End the gesture with the window from which it started."""
        before, now = self._before, self._now
        if before is not None and now is not None:
            self.propose(now, before)
            self.commit()
