"""The dialog for a picture or page: title, size, format."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.widgets.file_names import ask_for_file
from app.widgets.number_boxes import NumberBox
from app.widgets.text import label
from geo.analysis.status import status
from geo.draw.page import SIZES, PageOptions
from geo.draw.page.options import DPI_RANGE
from geo.export.formats import PAGES
from geo.view.snapshot import Snapshot

__all__ = ["PictureDialog", "PictureRequest"]

SIZE_NAMES = {"a4": "A4 page", "a3": "A3 page", "16:9": "Slide 16:9"}


@dataclass(frozen=True, slots=True)
class PictureRequest:
    """A picture that is to be written."""

    path: Path
    options: PageOptions


class PictureDialog(QDialog):
    """A dialog for title and size, followed by one for the file."""

    def __init__(self, snapshot: Snapshot, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("picture dialog")
        self.setWindowTitle("Save a picture or page")
        self.setMinimumWidth(460)
        self.title = QLineEdit()
        self.title.setObjectName("picture title")
        self.title.setAccessibleName("Title of the page")
        self.title.setPlaceholderText("A title; if blank, one that names the places")
        self.size_choice = QComboBox()
        self.size_choice.setObjectName("picture size")
        self.size_choice.setAccessibleName("Size of the page")
        for size in SIZES:
            self.size_choice.addItem(SIZE_NAMES[size], size)
        self.dpi = NumberBox()
        self.dpi.setObjectName("picture dpi")
        self.dpi.setAccessibleName("Dots per inch, for PNG")
        self.dpi.setRange(*DPI_RANGE)
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

    def request(self, folder: Path) -> PictureRequest | None:
        """Show the dialogs; the picture that is to be written, ``None`` if the user cancelled."""
        if self.exec() != QDialog.DialogCode.Accepted:
            return None
        path = ask_for_file(self, "Save as", folder / f"incidents{PAGES[0].ending}", PAGES)
        if path is None:
            return None
        title, size = self.title.text().strip(), self.size_choice.currentData()
        return PictureRequest(path, PageOptions(title=title, size=size, dpi=self.dpi.value()))
