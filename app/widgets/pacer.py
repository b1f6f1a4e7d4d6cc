"""Work that is done at once for few incidents and debounced for many."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

__all__ = ["Pacer"]


class Pacer(QObject):
    """Does its work at once for few incidents; for many, when what asks for it pauses."""

    def __init__(self, work: Callable[[], None], at_once: int, parent: QObject, pause_ms: int = 150) -> None:
        super().__init__(parent)
        self._work, self._at_once = work, at_once
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(pause_ms)
        self._pause.timeout.connect(work)

    def ask(self, incidents: int) -> None:
        """Ask for the work, which has to do with so many incidents."""
        if incidents > self._at_once:
            self._pause.start()
        else:
            self._pause.stop()
            self._work()
