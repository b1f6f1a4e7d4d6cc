"""The dialog for a picture or page: title, ground of the map, paper, format."""

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
from geo.draw.page.options import DPI_RANGE, Extent, within_reach
from geo.draw.page.templates import TEMPLATES
from geo.export.formats import PAGES
from geo.view.snapshot import Snapshot

__all__ = ["PictureDialog", "PictureRequest"]

_ORIENTATIONS = (("Landscape", "landscape"), ("Portrait", "portrait"))
_THEMES = (("Light", "light"), ("Dark", "dark"))
_SCREEN = "screen"
_GROUNDS = (
    ("As on the screen", _SCREEN),
    ("The places of the filters", "filters"),
    ("The incidents shown", "shown"),
    ("Both provinces", "region"),
)


@dataclass(frozen=True, slots=True)
class PictureRequest:
    """A picture that is to be written."""

    path: Path
    options: PageOptions


class PictureDialog(QDialog):
    """A dialog for what the page is like, followed by one for the file."""

    def __init__(
        self, snapshot: Snapshot, parent: QWidget | None = None, section: Extent | None = None, theme: str = "light"
    ) -> None:
        """Ask about a page of a snapshot; ``section`` is what the screen shows, ``None`` for both provinces."""
        super().__init__(parent)
        self._section = section
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
            self.size_choice.addItem(TEMPLATES[size].title, size)
        self.orientation = _choice("picture orientation", "Orientation of the page", _ORIENTATIONS)
        self.ground = _choice("picture ground", "What the map shows", _GROUNDS)
        self.theme = _choice("picture theme", "Theme of the page", _THEMES)
        self.theme.setCurrentIndex(self.theme.findData(theme))
        self.size_choice.currentIndexChanged.connect(self._turn_slide)
        self.dpi = NumberBox()
        self.dpi.setObjectName("picture dpi")
        self.dpi.setAccessibleName("Dots per inch, for PNG")
        self.dpi.setRange(*DPI_RANGE)
        self.dpi.setValue(150)
        form = QFormLayout()
        rows = (
            ("Title", self.title), ("Map", self.ground), ("Size", self.size_choice), ("Orientation", self.orientation),
            ("Theme", self.theme), ("Dots per inch (PNG)", self.dpi),
        )  # fmt: skip
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
        return PictureRequest(path, self.options())

    def options(self) -> PageOptions:
        """The options as they are chosen."""
        ground = self.ground.currentData()
        is_section = ground == _SCREEN and self._section is not None
        return PageOptions(
            title=self.title.text().strip(),
            size=self.size_choice.currentData(),
            dpi=self.dpi.value(),
            orientation=self.orientation.currentData(),
            theme=self.theme.currentData(),
            zoom_to="region" if ground == _SCREEN else ground,
            extent=within_reach(self._section) if is_section and self._section else None,
        )

    def _turn_slide(self) -> None:
        """Only paper has two orientations."""
        turns = TEMPLATES[self.size_choice.currentData()].turns
        if not turns:
            self.orientation.setCurrentIndex(0)
        self.orientation.setEnabled(turns)


def _choice(name: str, accessible: str, choices: tuple[tuple[str, str], ...]) -> QComboBox:
    box = QComboBox()
    box.setObjectName(name)
    box.setAccessibleName(accessible)
    for text, value in choices:
        box.addItem(text, value)
    return box
