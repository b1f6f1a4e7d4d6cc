"""File names as a person types them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

__all__ = ["completed_path"]


def completed_path(parent: QWidget, name: str, ending: str, endings: tuple[str, ...]) -> Path | None:
    """A path with an ending: the one typed if it is known, else this one; ``None`` if a file there is to be kept.

    The file dialog has asked only about the name as it was typed.
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
    box.setText(f"{path.name} is there already. Replace it?")
    box.setStandardButtons(QMessageBox.StandardButton.Save | QMessageBox.StandardButton.Cancel)
    return path if box.exec() == QMessageBox.StandardButton.Save else None
