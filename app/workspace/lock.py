"""The lock that lets one window at a time write a workspace."""

from __future__ import annotations

from PySide6.QtCore import QLockFile

from geo.store import Workspace

__all__ = ["WorkspaceLock"]


class WorkspaceLock:
    """A lock file beside the workspace; a second window that opens it does not get it, and is read-only.

    A killed program leaves the file behind without harm: it names the process, and a dead one's lock is taken over.
    """

    def __init__(self) -> None:
        self._lock: QLockFile | None = None
        self._workspace: Workspace | None = None

    def acquire(self, workspace: Workspace | None) -> bool:
        """Release the present lock and lock another workspace; False if another window has locked it."""
        if workspace is not None and workspace == self._workspace and self._lock is not None and self._lock.isLocked():
            return True
        self.release()
        self._workspace = workspace
        if workspace is None or workspace.lock_file is None:
            return True
        self._lock = QLockFile(str(workspace.lock_file))
        self._lock.setStaleLockTime(0)
        # Where no lock file can be made, nothing can be written either, and writing raises the fitting error.
        return self._lock.tryLock(0) or self._lock.error() != QLockFile.LockError.LockFailedError

    def release(self) -> None:
        """Release the lock."""
        if self._lock is not None:
            self._lock.unlock()
        self._lock, self._workspace = None, None
