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
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.dialogs.picture.parts import ContentForm, WordsForm, choice
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
        self.orientation = choice("picture orientation", "Orientation of the page", _ORIENTATIONS)
        self.ground = choice("picture ground", "What the map shows", _GROUNDS)
        self.theme = choice("picture theme", "Theme of the page", _THEMES)
        self.theme.setCurrentIndex(self.theme.findData(theme))
        self.size_choice.currentIndexChanged.connect(self._turn_slide)
        self.dpi = NumberBox()
        self.dpi.setObjectName("picture dpi")
        self.dpi.setAccessibleName("Dots per inch, for PNG")
        self.dpi.setRange(*DPI_RANGE)
        self.dpi.setValue(150)
        self.content = ContentForm(len(snapshot.selected_rows))
        self.words = WordsForm()
        self.fault = label("", "warning", wrap=True)
        self.fault.hide()
        page = QWidget()
        form = QFormLayout(page)
        rows = (
            ("Title", self.title), ("Map", self.ground), ("Size", self.size_choice), ("Orientation", self.orientation),
            ("Theme", self.theme), ("Dots per inch (PNG)", self.dpi),
        )  # fmt: skip
        for text, field in rows:
            form.addRow(label(text), field)
        self._lay_out(f"{snapshot.period_words}: {status(snapshot)}", page)

    def _lay_out(self, said: str, page: QWidget) -> None:
        """Put together what is shown, the parts of the dialog, and its buttons."""
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self._accept_if_right)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(label(said, "muted", wrap=True))
        tabs = QTabWidget()
        for name, part in (("Page", page), ("Content", self.content), ("Words", self.words)):
            tabs.addTab(part, name)
        layout.addWidget(tabs)
        layout.addWidget(self.fault)
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
        """The options as they are chosen; `InputError` if a word or the house style has a fault."""
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
            map_only=self.content.map_only.isChecked(),
            imprint=self.words.imprint(self.content.boundaries.currentData()),
            incident_list=self.content.incidents.currentData(),
            graticule=self.content.graticule.isChecked(),
            callouts=self.content.callouts.isChecked(),
            style=self.words.house(),
        )

    def _accept_if_right(self) -> None:
        """Go on to the file, or say what is wrong with a word or the house style."""
        if fault := self.words.fault():
            self.fault.setText(fault)
            self.fault.show()
            return
        self.accept()

    def _turn_slide(self) -> None:
        """Only paper has two orientations."""
        turns = TEMPLATES[self.size_choice.currentData()].turns
        if not turns:
            self.orientation.setCurrentIndex(0)
        self.orientation.setEnabled(turns)
