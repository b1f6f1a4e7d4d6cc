"""Waits until the picture of the map is complete, for whoever takes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtGui import QImage

from app.map.panel import MapPanel

__all__ = ["MapRest", "is_blank", "is_of_size"]

_POLL_MS = 100


def is_of_size(answer: Any, size: QSize) -> bool:
    """Whether the page's answer to ``restingSize`` is this size, to a pixel."""
    if not isinstance(answer, list) or len(answer) != 2:
        return False
    return bool(abs(answer[0] - size.width()) <= 1 and abs(answer[1] - size.height()) <= 1)


def is_blank(picture: QImage) -> bool:
    """Whether a picture has one colour along both diagonals: the window has no frame of the page yet.

    The page knows when it has drawn a frame, but not when the window has got it: on a machine whose processors are all
    busy that takes up to half a second.
    """
    last = min(picture.width(), picture.height()) - 1
    seen = {picture.pixel(at, row) for at in range(last) for row in (at, last - at)}
    return len(seen) <= 1


class MapRest(QObject):
    """Asks the page again and again whether everything is drawn, until it is; `end` stops it.

    The picture is complete when the page has acknowledged the newest state, its fonts are read, nothing is under way,
    all canvases are painted for the size that the widget has, the window has a frame of it, and waits for nothing else.

    Parameters
    ----------
    panel
        The map.
    is_busy
        Whether the window itself is still at work.
    """

    reached = Signal()
    """Emitted once, when the picture is complete."""

    def __init__(self, panel: MapPanel, is_busy: Callable[[], bool] = lambda: False) -> None:
        super().__init__(panel)
        self._panel, self._is_busy = panel, is_busy
        self._was_at_rest = False
        self._timer = QTimer(self, interval=_POLL_MS, singleShot=True)
        self._timer.timeout.connect(self._ask)
        self._timer.start()

    def end(self) -> None:
        """Ask no more; no signal follows."""
        self._timer.stop()

    def _ask(self) -> None:
        self._timer.start()  # the page may never answer
        if self._is_busy() or not self._panel.is_caught_up:
            self._was_at_rest = False
            return
        self._panel.request("restingSize", self._answered)

    def _answered(self, answer: Any) -> None:
        """Twice in succession: the first answer may be followed by a new size that is still on its way to the page."""
        is_at_rest = is_of_size(answer, self._panel.page_size) and self._panel.is_caught_up and not self._is_busy()
        if is_at_rest and self._was_at_rest and not is_blank(self._panel.grab().toImage()):
            self.end()
            self.reached.emit()
        self._was_at_rest = is_at_rest
