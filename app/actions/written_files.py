"""Writes a file or folder in the background, with how far it is and a way to end it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox, QProgressDialog, QWidget

from app.actions.action import ActionHost
from app.actions.messages import message_box, show_error
from geo.errors import ExportFailed

__all__ = ["may_close", "write_with_progress"]

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


class _WritingDialog(QProgressDialog):
    """Shows how far a file is."""

    def __init__(self, path: Path, parent: QWidget) -> None:
        super().__init__(f"Writing {path.name}", "Cancel", 0, 100, parent)
        self.path, self.is_over = path, False
        self.setObjectName("export progress")
        self.setWindowTitle("Export")
        self.setWindowModality(Qt.WindowModality.NonModal)
        self.setMinimumDuration(_AFTER_MS)
        self.setAutoReset(False)

    def end(self) -> None:
        """The work has ended."""
        self.is_over = True
        self.hide()  # to close it would cancel the work
        self.deleteLater()


def may_close(host: ActionHost) -> bool:
    """Whether the window may close: files that are being written are cancelled if the user agrees.

    Where nobody can answer, they are cancelled.
    """
    running = _running(host.window)
    if running and host.report is None and not _asked(host.window, running):
        return False
    for dialog in _running(host.window):  # some may have ended meanwhile
        dialog.cancel()
    return True


def _running(window: QWidget) -> list[_WritingDialog]:
    return [dialog for dialog in window.findChildren(_WritingDialog) if not dialog.is_over]


def _asked(window: QWidget, running: Sequence[_WritingDialog]) -> bool:
    """Whether the user gives up the files that are being written."""
    names = ", ".join(f"{dialog.path.name} ({dialog.value()} %)" for dialog in running)
    question = f"Still being written: {names}. To close the window now cancels it."
    box = message_box(window, "Close the window", question)
    close = box.addButton("Cancel and close", QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(box.addButton("Go on writing", QMessageBox.ButtonRole.RejectRole))
    box.exec()
    return box.clickedButton() is close


def write_with_progress(host: ActionHost, path: Path, work: Callable[[Callable[[float], None]], Path]) -> None:
    """Write a file in the background; ``work`` is given the function that it tells how far it is."""
    progress = _Progress()
    dialog = _WritingDialog(path, host.window)
    progress.moved.connect(dialog.setValue)
    dialog.canceled.connect(progress.ended.set)

    def then(written: Path) -> None:
        dialog.end()
        host.notice.show_message(f"Written: {written}")

    def failed(message: str) -> None:
        dialog.end()
        if progress.ended.is_set():
            host.notice.show_message(f"Cancelled: {path.name} was not written.")
        else:
            show_error(host, message)

    # A key of its own: of two jobs with one key the older would not be told of, and its dialog would stay.
    host.jobs.run(f"export {path} {id(progress)}", lambda: work(progress.tell), then, failed)
