"""Noticing that another program has written the open workspace."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import QObject, QTimer, Signal

from geo.store import Workspace

__all__ = ["FileWatcher"]

INTERVAL_MS = 1_500


class FileWatcher(QObject):
    """Compares the version of a workspace at intervals with the one that was read.

    Polling works on network drives too, where file system notifications do not arrive.
    """

    changed = Signal()
    """Emitted at each check while the workspace differs from the known version; `watch` makes the present one known."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace: Workspace | None = None
        self._known: Hashable | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self.check)

    def watch(self, workspace: Workspace | None) -> None:
        """Watch another workspace from now on, or none; its present version is the known one."""
        self._workspace = workspace
        self._known = workspace.version() if workspace is not None else None
        if workspace is None:
            self._timer.stop()
        else:
            self._timer.start()

    def check(self) -> None:
        """Compare now."""
        version = self._workspace.version() if self._workspace is not None else None
        if version is not None and version != self._known:
            self.changed.emit()
