"""Writes a file or folder in the background, with how far it is and a way to end it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QMessageBox, QProgressDialog, QWidget

from app.actions.action import ActionHost
from app.actions.messages import message_box, show_error
from geo.ending import can_end
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

    def ask(self) -> None:
        """Called by the work; raises `_Cancelled` once it is to end."""
        if self.ended.is_set():
            raise _Cancelled("Cancelled.")

    def tell(self, share: float) -> None:
        """Called by work that knows how far it is; raises `_Cancelled` once it is to end."""
        self.ask()
        self.moved.emit(round(100 * share))


class _WritingDialog(QProgressDialog):
    """Shows how far a file is, or that it is being written where the work does not tell."""

    def __init__(self, path: Path, parent: QWidget) -> None:
        super().__init__(f"Writing {path.name}", "Cancel", 0, 0, parent)
        self.path, self.is_over = path, False
        self.setObjectName("export progress")
        self.setWindowTitle("Export")
        self.setWindowModality(Qt.WindowModality.NonModal)
        self.setMinimumDuration(_AFTER_MS)
        self.setAutoReset(False)
        QTimer.singleShot(_AFTER_MS, self, self._show_work)  # Qt shows by itself only what tells how far it is

    def _show_work(self) -> None:
        if not self.is_over and not self.wasCanceled():
            self.show()

    def show_share(self, per_cent: int) -> None:
        """Show how many per cent are done."""
        self.setMaximum(100)
        self.setValue(per_cent)

    @property
    def words(self) -> str:
        """The name of the file, and how far it is if that is known."""
        return f"{self.path.name} ({self.value()} %)" if self.maximum() else self.path.name

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
    names = ", ".join(dialog.words for dialog in running)
    question = f"Still being written: {names}. To close the window now cancels it."
    box = message_box(window, "Close the window", question)
    close = box.addButton("Cancel and close", QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(box.addButton("Go on writing", QMessageBox.ButtonRole.RejectRole))
    box.exec()
    return box.clickedButton() is close


def write_with_progress(
    host: ActionHost,
    path: Path,
    work: Callable[[Callable[[float], None]], Path],
    *,
    tell: Callable[[str], None] = lambda _message: None,
    notes: Callable[[], Sequence[str]] = tuple,
) -> None:
    """Write a file in the background, so that it can be ended.

    Parameters
    ----------
    work
        Writes it. It is given the function that it may tell how far it is; what asks `geo.ending.go_on` is ended, too.
    tell
        Is told what the notice says as well; blank where an error has its own window.
    notes
        Sentences that are said of the file once it is written.
    """
    progress = _Progress()
    dialog = _WritingDialog(path, host.window)
    progress.moved.connect(dialog.show_share)
    dialog.canceled.connect(progress.ended.set)

    def say(message: str) -> None:
        host.notice.show_message(message)
        tell(message)

    def write() -> Path:
        with can_end(progress.ask):
            return work(progress.tell)

    def then(written: Path) -> None:
        dialog.end()
        say(" ".join((f"Written: {written}", *notes())))

    def failed(message: str) -> None:
        dialog.end()
        if progress.ended.is_set():
            say(f"Cancelled: {path.name} was not written.")
        else:
            tell("")
            show_error(host, message)

    # A key of its own: of two jobs with one key the older would not be told of, and its dialog would stay.
    host.jobs.run(f"export {path} {id(progress)}", write, then, failed)
