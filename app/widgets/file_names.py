"""Choosing a file to write, of one of several formats."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from geo.export.file_format import FileFormat, dialog_filter, endings

__all__ = ["ask_for_file"]


def ask_for_file(parent: QWidget, title: str, start: Path, formats: Sequence[FileFormat[Any]]) -> Path | None:
    """Let the user choose a file to write; ``None`` if it is cancelled, or a file is not to be replaced.

    A name without the ending of one of the formats gets that of the format chosen in the dialog. The dialog has
    confirmed only the name as it was typed, so the user is asked again if there is a file of the completed name.
    """
    name, chosen = QFileDialog.getSaveFileName(parent, title, str(start), dialog_filter(formats))
    if not name:
        return None
    path = Path(name)
    if path.suffix.casefold() in endings(formats):
        return path
    of_filter = next((known for known in formats if dialog_filter([known]) == chosen), formats[0])
    path = path.with_name(path.name + of_filter.ending)
    if not path.exists():
        return path
    box = QMessageBox(parent)
    box.setObjectName("overwrite")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(f"{path.name} already exists. Replace it?")
    box.setStandardButtons(QMessageBox.StandardButton.Save | QMessageBox.StandardButton.Cancel)
    return path if box.exec() == QMessageBox.StandardButton.Save else None
