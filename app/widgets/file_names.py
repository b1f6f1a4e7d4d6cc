"""File names typed without an ending."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

__all__ = ["completed_path"]


def completed_path(parent: QWidget, name: str, ending: str, endings: tuple[str, ...]) -> Path | None:
    """The path with ``ending`` added unless it has a known one; ``None`` if the user declines to replace a file.

    The file dialog has confirmed only the name as it was typed, so another file of the completed name is asked about.
    """
    path = Path(name)
    if path.suffix.casefold() in endings:
        return path
    path = path.with_name(path.name + ending)
    if not path.exists():
        return path
    box = QMessageBox(parent)
    box.setObjectName("overwrite")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(f"{path.name} already exists. Replace it?")
    box.setStandardButtons(QMessageBox.StandardButton.Save | QMessageBox.StandardButton.Cancel)
    return path if box.exec() == QMessageBox.StandardButton.Save else None
