"""Confirms that what was opened has worked: the map shows it, and the window is alive some seconds later."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from app.settings import Settings

__all__ = ["Confirmation"]

CONFIRM_MS = 4_000


class Confirmation(QObject):
    """Removes the marks of what is tried from the settings."""

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._has_failed = False
        self._timer = QTimer(self, interval=CONFIRM_MS, singleShot=True)
        self._timer.timeout.connect(self._confirm)

    def map_caught_up(self) -> None:
        """The map shows the newest state; if nothing happens to the window in a while, all has worked."""
        self._has_failed = False
        self._timer.start()

    def map_failed(self) -> None:
        """The map cannot be shown: what is tried now is put aside at the next start, unless the map comes back."""
        self._has_failed = True
        self._timer.stop()

    def window_closed(self) -> None:
        """The user has closed the window, which was alive then."""
        self._timer.stop()
        if not self._has_failed:
            self._confirm()

    def _confirm(self) -> None:
        self._settings.finish("workspace")
        self._settings.finish("base_map")
