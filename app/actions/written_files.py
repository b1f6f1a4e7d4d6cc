"""Writes a file or folder in the background, with how far it is and a way to end it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QProgressDialog

from app.actions.action import ActionHost
from app.actions.messages import show_error
from geo.errors import ExportFailed

__all__ = ["write_with_progress"]

_AFTER_MS = 400


class _Cancelled(ExportFailed):
    """The user has ended the work."""


class _Progress(QObject):
    """Carries how far the work is from its thread to the dialog."""

    moved = Signal(int)
    """Emitted with the per cent that are done."""

    def __init__(self) -> None:
        super().__init__()
        self.ended = threading.Event()

    def tell(self, share: float) -> None:
        """Called by the work; raises `_Cancelled` once it is to end."""
        if self.ended.is_set():
            raise _Cancelled("Cancelled.")
        self.moved.emit(round(100 * share))


def write_with_progress(host: ActionHost, path: Path, work: Callable[[Callable[[float], None]], Path]) -> None:
    """Write a file in the background; ``work`` is given the function that it tells how far it is."""
    progress = _Progress()
    dialog = QProgressDialog(f"Writing {path.name}", "Cancel", 0, 100, host.window)
    dialog.setObjectName("export progress")
    dialog.setWindowTitle("Export")
    dialog.setWindowModality(Qt.WindowModality.NonModal)
    dialog.setMinimumDuration(_AFTER_MS)
    dialog.setAutoReset(False)
    progress.moved.connect(dialog.setValue)
    dialog.canceled.connect(progress.ended.set)

    def close() -> None:
        dialog.hide()  # to close it would cancel the work
        dialog.deleteLater()

    def then(written: Path) -> None:
        close()
        host.notice.show_message(f"Written: {written}")

    def failed(message: str) -> None:
        close()
        if progress.ended.is_set():
            host.notice.show_message(f"Cancelled: {path.name} was not written.")
        else:
            show_error(host, message)

    # A key of its own: of two jobs with one key the older would not be told of, and its dialog would stay.
    host.jobs.run(f"export {path} {id(progress)}", lambda: work(progress.tell), then, failed)
