"""The dialog for an atlas: what its pages are of and ranked by, the paper, one file or a folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFileDialog, QPushButton, QVBoxLayout, QWidget

from app.widgets.choices import choice
from app.widgets.file_names import ask_for_file
from app.widgets.forms import form_of, save_or_cancel, tick_box
from app.widgets.paper import paper_fields
from app.widgets.sharing_row import SharingRow
from app.widgets.text import label
from geo.analysis.status import status
from geo.briefing.atlas import AtlasOptions, measures_of, most_pages
from geo.draw.page import PageOptions
from geo.export.atlas import SIZES
from geo.export.formats import PAGES
from geo.export.sharing.profile import Profile
from geo.view.snapshot import Snapshot
from geo.wording import plural

__all__ = ["AtlasDialog", "AtlasRequest"]

_UNITS = (("District", "district"), ("Month", "month"))
_MEASURES = {
    "incidents": "Incidents",
    "killed": "Reported killed",
    "per_100k": "Incidents per 100,000 people",
    "per_1000_km2": "Incidents per 1,000 km²",
    "order": "Nothing: names in order",
}
_IN_TIME = "Nothing: months in order"
_PDF, _FOLDER = ".pdf", "folder"
_TARGETS = (("One PDF document", _PDF), ("A new folder of PNG pictures", _FOLDER))


@dataclass(frozen=True, slots=True)
class AtlasRequest:
    """An atlas that is to be written: where, which pages, how they look, and how precisely they show places."""

    path: Path
    atlas: AtlasOptions
    page: PageOptions
    sharing: Profile


class AtlasDialog(QDialog):
    """A dialog for what an atlas has, with how many pages that makes; followed by one for the file or folder."""

    def __init__(self, snapshot: Snapshot, parent: QWidget | None = None, theme: str = "light") -> None:
        super().__init__(parent)
        self._snapshot = snapshot
        self.setObjectName("atlas dialog")
        self.setWindowTitle("Make an atlas")
        self.setMinimumWidth(480)
        self.unit = choice("atlas unit", "What each page shows", _UNITS)
        self.measure = QComboBox()
        self.measure.setObjectName("atlas measure")
        self.measure.setAccessibleName("What ranks the pages")
        self.every = tick_box("atlas every")
        paper = paper_fields("atlas", SIZES, theme, PageOptions().dpi)
        self.title, self.size_choice, self.orientation = paper.title, paper.size, paper.orientation
        self.theme, self.dpi = paper.theme, paper.dpi
        self.target = choice("atlas target", "What is written", _TARGETS)
        self.sharing = SharingRow(snapshot)
        self.pages = label("", "muted", wrap=True)
        self.pages.setObjectName("atlas pages")
        self._save = self._lay_out()
        self.unit.currentIndexChanged.connect(self._show_unit)
        self.every.toggled.connect(self._tell)
        self._show_unit()

    def _lay_out(self) -> QPushButton:
        """Put the fields together; the button that saves."""
        rows: tuple[tuple[str, QWidget], ...] = (
            ("A page for each", self.unit), ("", self.every), ("Ranked by", self.measure), ("Title", self.title),
            ("Size", self.size_choice), ("Orientation", self.orientation), ("Theme", self.theme),
            ("Dots per inch", self.dpi), ("Places", self.sharing), ("Write", self.target),
        )  # fmt: skip
        buttons = save_or_cancel(self)
        layout = QVBoxLayout(self)
        layout.addWidget(label(f"{self._snapshot.period_words}: {status(self._snapshot)}", "muted", wrap=True))
        layout.addLayout(form_of(rows))
        layout.addWidget(self.pages)
        layout.addStretch()
        layout.addWidget(buttons)
        return buttons.button(QDialogButtonBox.StandardButton.Save)

    def atlas(self) -> AtlasOptions:
        """Which pages the atlas has, and in which order."""
        return AtlasOptions(self.unit.currentData(), self.measure.currentData(), self.every.isChecked())

    def page(self) -> PageOptions:
        """The paper and the look of each page."""
        return PageOptions(
            title=self.title.text().strip(),
            size=self.size_choice.currentData(),
            dpi=self.dpi.value(),
            orientation=self.orientation.currentData(),
            theme=self.theme.currentData(),
        )

    def request(self, folder: Path) -> AtlasRequest | None:
        """Show the dialogs; the atlas that is to be written, ``None`` if the user cancelled."""
        if self.exec() != QDialog.DialogCode.Accepted:
            return None
        path = self._ask_for_folder(folder / "atlas") if self.target.currentData() == _FOLDER else self._ask(folder)
        return None if path is None else AtlasRequest(path, self.atlas(), self.page(), self.sharing.profile)

    def _ask(self, folder: Path) -> Path | None:
        pdf = [known for known in PAGES if known.ending == _PDF]
        return ask_for_file(self, "Save as", folder / f"atlas{_PDF}", pdf)

    def _ask_for_folder(self, start: Path) -> Path | None:
        """Let the user name a folder; the ending of a file is left out."""
        asks_not = QFileDialog.Option.DontConfirmOverwrite
        name, _ = QFileDialog.getSaveFileName(self, "Name of a new folder", str(start), "Folders (*)", options=asks_not)
        path = Path(name)
        if not name:
            return None
        return path.with_suffix("") if path.suffix.casefold() == _PDF else path

    def _show_unit(self) -> None:
        """Offer what can rank districts or months; months have no rate."""
        of, before = self.unit.currentData(), self.measure.currentData()
        self.measure.clear()
        for name in measures_of(of):
            text = _IN_TIME if (name, of) == ("order", "month") else _MEASURES[name]
            self.measure.addItem(text, name)
        self.measure.setCurrentIndex(max(0, self.measure.findData(before)))
        self.every.setText(f"Also {of}s without incidents")
        self._tell()

    def _tell(self) -> None:
        """Say how many pages there will be."""
        options = self.atlas()
        number = most_pages(self._snapshot, options)
        at_most = "At most " if options.of == "month" else ""
        said = f"{at_most}{plural(number, 'page')} and a list of contents. To draw one takes a second or more."
        self.pages.setText(said if number else f"No {options.of} has an incident: there is no page to write.")
        self._save.setEnabled(number > 0)
