"""The question before what was typed is lost."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

__all__ = ["gives_up"]


def gives_up(parent: QWidget, question: str) -> bool:
    """Whether the user gives up what was typed in a dialog and is not stored; *Cancel* is the default."""
    box = QMessageBox(parent)
    box.setObjectName("message")
    box.setWindowTitle("Not stored yet")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(question)
    box.setStandardButtons(QMessageBox.StandardButton.Discard | QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(QMessageBox.StandardButton.Cancel)
    return box.exec() == QMessageBox.StandardButton.Discard
