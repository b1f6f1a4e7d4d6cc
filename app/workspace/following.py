"""Who may write an open workspace, and what becomes of it when another program does."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal

__all__ = ["FileWatcher", "WorkspaceLock"]

LOOKS_EVERY_MS = 1_500


class WorkspaceLock:
    """The hold of this window on a workspace; a second one that opens it gets none, and only looks.

    The mark is a hidden file beside the workspace, which a killed program leaves without harm: it names its process.
    """

    def __init__(self) -> None:
        self._lock: QLockFile | None = None
        self._path: Path | None = None

    def take(self, path: Path | None) -> bool:
        """Let go of what is held and take another workspace; False if another window holds it."""
        if path is not None and path == self._path and self._lock is not None and self._lock.isLocked():
            return True
        self.release()
        self._path = path
        if path is None:
            return True
        self._lock = QLockFile(str(path.with_name(f".{path.name}.lock")))
        self._lock.setStaleLockTime(0)
        # Where no mark can be left, nothing can be written either, and SQLite says so.
        return self._lock.tryLock(0) or self._lock.error() != QLockFile.LockError.LockFailedError

    def release(self) -> None:
        """Let go."""
        if self._lock is not None:
            self._lock.unlock()
        self._lock, self._path = None, None


class FileWatcher(QObject):
    """Looks now and then whether a file is another one than it was when it was read."""

    changed = Signal()
    """Emitted at each look while the file is another one than that which is known; `follow` says that it is read."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._known: tuple[int, int, int] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(LOOKS_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def follow(self, path: Path | None) -> None:
        """Look at another file from now on, or at none; as it is now, it is known."""
        self._path = path
        self._known = _stamp(path)
        if path is None:
            self._timer.stop()
        else:
            self._timer.start()

    def look(self) -> None:
        """Look now."""
        found = _stamp(self._path)
        if found is not None and found != self._known:
            self.changed.emit()


def _stamp(path: Path | None) -> tuple[int, int, int] | None:
    """What a file that was written again has otherwise; None if there is none."""
    if path is None:
        return None
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
