"""A debouncer that is off for small data: a callback runs at once for few incidents, debounced for many.

Not superqt's: importing any part of superqt 0.9 imports all of it and qtpy (105 modules, measured: 0.25 s of processor
time and 31 MB) at the start of the window, for the one timer below.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

__all__ = ["Debouncer"]

INTERVAL_MS = 150


class Debouncer(QObject):
    """Runs a callback on request.

    Parameters
    ----------
    callback : callable
        Runs at once, or when no request has come for ``interval_ms``.
    at_once : int
        The most incidents for which requests are not debounced.
    parent : QObject
        Owner.
    interval_ms : int
        Pause between requests that ends a burst of them.
    """

    def __init__(
        self, callback: Callable[[], None], at_once: int, parent: QObject, interval_ms: int = INTERVAL_MS
    ) -> None:
        super().__init__(parent)
        self._callback, self._at_once = callback, at_once
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(interval_ms)
        self._timer.timeout.connect(callback)

    def request(self, incidents: int) -> None:
        """Request a call whose cost depends on this number of incidents; it replaces the call that is pending."""
        if incidents > self._at_once:
            self._timer.start()
        else:
            self._timer.stop()
            self._callback()
