"""Messages and questions of actions, as plain text, and the file dialogs' start folder and filters."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from app.actions.action import ActionHost

__all__ = ["WORKSPACE_FILES", "confirm", "documents_folder", "message_box", "show_error"]

WORKSPACE_FILES = "Workspaces (*.gpkg);;All files (*)"


def show_error(host: ActionHost, message: str) -> None:
    """Report that something failed: to the host's callback, or in a message box where it has none."""
    if host.report is not None:
        host.report(message)
    else:
        message_box(host.window, "That did not work", message).exec()


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
    box.setText(message)
    return box


def documents_folder() -> Path:
    """The folder in which file dialogs start."""
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return documents if documents.is_dir() else Path.home()
