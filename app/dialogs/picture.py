"""What the picture or page is to be: title, size, format."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.widgets.file_names import completed_path
from app.widgets.text import label
from geo.analysis.status import status
from geo.view.snapshot import Snapshot

__all__ = ["PictureDialog", "PictureRequest"]

SIZES = (("a4", "A4 page"), ("a3", "A3 page"), ("16:9", "Slide 16:9"))
FORMATS = "PNG picture (*.png);;PDF document (*.pdf);;SVG drawing (*.svg)"


@dataclass(frozen=True, slots=True)
class PictureRequest:
    """What was asked for."""

    path: Path
    title: str
    size: str
    dpi: int


class PictureDialog(QDialog):
    """Asks for the title and the size, then for the file."""

    def __init__(self, snapshot: Snapshot, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("picture dialog")
        self.setWindowTitle("Save a picture or page")
        self.setMinimumWidth(460)
        self.title = QLineEdit()
        self.title.setObjectName("picture title")
        self.title.setAccessibleName("Title of the page")
        self.title.setPlaceholderText("A title; left blank, one in plain words is set")
        self.size_choice = QComboBox()
        self.size_choice.setObjectName("picture size")
        self.size_choice.setAccessibleName("Size of the page")
        for value, text in SIZES:
            self.size_choice.addItem(text, value)
        self.dpi = QSpinBox()
        self.dpi.setObjectName("picture dpi")
        self.dpi.setAccessibleName("Dots per inch, for PNG")
        self.dpi.setRange(72, 600)
        self.dpi.setValue(150)
        form = QFormLayout()
        rows = (("Title", self.title), ("Size", self.size_choice), ("Dots per inch (PNG)", self.dpi))
        for text, field in rows:
            form.addRow(label(text), field)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(label(f"{snapshot.period_words}: {status(snapshot)}", "muted", wrap=True))
        layout.addLayout(form)
        layout.addWidget(buttons)

    def wish(self, folder: Path) -> PictureRequest | None:
        """Ask; ``None`` if the user turned back."""
        if self.exec() != QDialog.DialogCode.Accepted:
            return None
        name, chosen = QFileDialog.getSaveFileName(self, "Save as", str(folder / "incidents.png"), FORMATS)
        if not name:
            return None
        path = completed_path(self, name, chosen[chosen.index("*") + 1 : -1], (".png", ".pdf", ".svg"))
        if path is None:
            return None
        return PictureRequest(path, self.title.text().strip(), self.size_choice.currentData(), self.dpi.value())
