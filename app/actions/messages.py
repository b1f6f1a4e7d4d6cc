"""Messages and questions of actions, as plain text, and the file dialogs' start folder and filters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QMessageBox, QWidget

from app.actions.action import ActionHost
from geo.reading.direction import without_overrides

if TYPE_CHECKING:
    from geo.store import Workspace

__all__ = [
    "WORKSPACE_FILES",
    "choose_workspace",
    "confirm",
    "documents_folder",
    "message_box",
    "offer_again",
    "show_error",
]

WORKSPACE_FILES = "Workspaces (*.gpkg);;All files (*)"


def show_error(host: ActionHost, message: str) -> None:
    """Report that something failed: to the host's callback, or in a message box where it has none."""
    if host.report is not None:
        host.report(message)
    else:
        message_box(host.window, "That did not work", message).exec()


def offer_again(host: ActionHost, message: str, ways: Mapping[str, Callable[[], None]]) -> None:
    """Report that something was put aside, and do what the user chooses of the ways; once the window is there."""

    def ask() -> None:
        if host.report is not None:
            host.report(message)
            return
        box = message_box(host.window, "Put aside", message)
        for text in ways:
            box.addButton(text, QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton("Leave it", QMessageBox.ButtonRole.RejectRole))
        box.exec()
        pressed: QAbstractButton | None = box.clickedButton()  # none where the box was closed by a key
        if pressed is not None and pressed.text() in ways:
            ways[pressed.text()]()

    QTimer.singleShot(0, host.window, ask)


def confirm(
    parent: QWidget, title: str, question: str, button: QMessageBox.StandardButton = QMessageBox.StandardButton.Yes
) -> bool:
    """Ask a question with this button and Cancel; whether the button was pressed."""
    box = message_box(parent, title, question)
    box.setStandardButtons(button | QMessageBox.StandardButton.Cancel)
    return box.exec() == button


def message_box(parent: QWidget, title: str, message: str) -> QMessageBox:
    """A message box that shows its message as plain text; the caller adds buttons."""
    box = QMessageBox(parent)
    box.setObjectName("message")
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(without_overrides(message))
    return box


def choose_workspace(host: ActionHost, title: str) -> Workspace | None:
    """Let the user choose a workspace file that is there, or name one that is to be made; None if cancelled."""
    from geo.store import workspace_at

    name, _ = QFileDialog.getSaveFileName(
        host.window, title, str(documents_folder() / "incidents.gpkg"), WORKSPACE_FILES,
        options=QFileDialog.Option.DontConfirmOverwrite,
    )  # fmt: skip
    return workspace_at(name if Path(name).suffix else f"{name}.gpkg") if name else None


def documents_folder() -> Path:
    """The folder in which file dialogs start."""
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return documents if documents.is_dir() else Path.home()
