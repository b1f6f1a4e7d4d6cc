"""The dialog for a picture or page: title, ground of the map, paper, format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.dialogs.picture.annotations import AnnotationsEditor
from app.dialogs.picture.parts import ContentForm, WordsForm
from app.dialogs.picture.preview import PagePreview
from app.jobs import Jobs
from app.widgets.choices import choice
from app.widgets.file_names import ask_for_file
from app.widgets.number_boxes import NumberBox
from app.widgets.sharing_row import SharingRow
from app.widgets.text import label
from geo.analysis.sides import Against
from geo.analysis.status import status
from geo.draw.page import SIZES, PageOptions, require_comparable
from geo.draw.page.options import DPI_RANGE, Extent, within_reach
from geo.draw.page.recording import against_of, setup_of, setup_text
from geo.draw.page.templates import TEMPLATES
from geo.errors import InputError
from geo.export.formats import PAGES
from geo.export.sharing.profile import Profile
from geo.view.snapshot import Snapshot
from geo.view.state import State

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
_BESIDE = (
    ("Nothing", ""),
    ("The equal period before", "previous"),
    ("The same days a year before", "year"),
    ("One province beside the other", "province"),
)


@dataclass(frozen=True, slots=True)
class PictureRequest:
    """A picture that is to be written: its file and options, the state that it shows, and what that is put beside."""

    path: Path
    options: PageOptions
    state: State
    sharing: Profile
    against: Against | None = None


class PictureDialog(QDialog):
    """A dialog for what the page is like, beside a preview of it; followed by one for the file."""

    def __init__(
        self,
        snapshot: Snapshot,
        parent: QWidget | None = None,
        section: Extent | None = None,
        theme: str = "light",
        jobs: Jobs | None = None,
    ) -> None:
        """Ask about a page of a snapshot.

        ``section`` is what the screen shows, ``None`` for both provinces; without ``jobs`` there is no preview.
        """
        super().__init__(parent)
        self._section, self._snapshot = section, snapshot
        self.preview = None if jobs is None else PagePreview(jobs)
        self.annotations = AnnotationsEditor(snapshot.state.annotations)
        self.setObjectName("picture dialog")
        self.setWindowTitle("Save a picture or page")
        self.setMinimumWidth(460)
        self._make_fields(theme)
        self.content = ContentForm(len(snapshot.selected_rows))
        self.words = WordsForm()
        self.fault = label("", "warning", wrap=True)
        self.fault.hide()
        page = QWidget()
        form = QFormLayout(page)
        rows = (
            ("Title", self.title), ("Map", self.ground), ("Beside it", self.beside), ("Size", self.size_choice),
            ("Orientation", self.orientation),
            ("Theme", self.theme), ("Dots per inch (PNG)", self.dpi),
        )  # fmt: skip
        for text, field in rows:
            form.addRow(label(text), field)
        self.sharing = SharingRow(snapshot)
        form.addRow(label("Places"), self.sharing)
        self._lay_out(f"{snapshot.period_words}: {status(snapshot)}", page)
        self._fill(setup_of(snapshot.state.page))
        self._connect()
        self._show_preview()

    def _make_fields(self, theme: str) -> None:
        """Make the fields of the first part: title, map and paper."""
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
        self.beside = choice("picture beside", "What is put beside the map, with one scale and one legend", _BESIDE)
        self.beside.currentIndexChanged.connect(self._follow_beside)
        self.theme = choice("picture theme", "Theme of the page", _THEMES)
        self.theme.setCurrentIndex(self.theme.findData(theme))
        self.size_choice.currentIndexChanged.connect(self._turn_slide)
        self.dpi = NumberBox()
        self.dpi.setObjectName("picture dpi")
        self.dpi.setAccessibleName("Dots per inch, for PNG")
        self.dpi.setRange(*DPI_RANGE)
        self.dpi.setValue(150)

    def _lay_out(self, said: str, page: QWidget) -> None:
        """Put together what is shown, the parts of the dialog, and its buttons."""
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self._accept_if_right)
        buttons.rejected.connect(self.reject)
        left = QVBoxLayout()
        left.addWidget(label(said, "muted", wrap=True))
        tabs = QTabWidget()
        parts = (("Page", page), ("Content", self.content), ("Words", self.words), ("On the map", self.annotations))
        for name, part in parts[: 3 if self.preview is None else 4]:
            tabs.addTab(part, name)
        left.addWidget(tabs)
        left.addWidget(self.fault)
        left.addStretch()
        left.addWidget(buttons)
        layout = QHBoxLayout(self)
        layout.addLayout(left)
        if self.preview is not None:
            layout.addWidget(self.preview, 1)
            self.resize(1120, 620)

    def _fill(self, setup: Mapping[str, Any]) -> None:
        """Show a setup that was kept with the view."""
        if not setup:
            return
        self.title.setText(setup.get("title") or "")
        usual = PageOptions()
        ground = _SCREEN if setup.get("on_screen") else setup.get("zoom_to", usual.zoom_to)
        for box, value in (
            (self.size_choice, setup.get("size", usual.size)), (self.ground, ground),
            (self.orientation, setup.get("orientation", usual.orientation)),
            (self.theme, setup.get("theme", usual.theme)),
        ):  # fmt: skip
            box.setCurrentIndex(max(0, box.findData(value)))
        self.dpi.setValue(setup.get("dpi", usual.dpi))
        self.content.fill(setup)
        self.words.fill(setup)
        against = against_of(self._snapshot.state.page)
        self.beside.setCurrentIndex(self.beside.findData(against.kind if against else ""))
        self.ground.setCurrentIndex(max(0, self.ground.findData(ground)))

    def _connect(self) -> None:
        """Have the preview follow every choice."""
        for box in self.findChildren(QComboBox):
            box.currentIndexChanged.connect(lambda _at: self._show_preview())
        for check in self.findChildren(QCheckBox):
            check.toggled.connect(lambda _on: self._show_preview())
        for line in (self.title, self.words.style_file, *self.words.lines.values()):
            line.textChanged.connect(lambda _text: self._show_preview())
        self.annotations.changed.connect(self._show_preview)
        if self.preview is not None:
            self.annotations.picking_changed.connect(self.preview.set_picking)
            self.preview.placed.connect(self.annotations.place)
            self.finished.connect(self.preview.stop)

    def _show_preview(self) -> None:
        if self.preview is None:
            return
        if fault := self._fault():
            self.preview.show_message(fault)
            return
        self.fault.hide()
        state = replace(self._snapshot.state, annotations=self.annotations.annotations)
        self.preview.show_page(replace(self._snapshot, state=state), self.options(), self.sharing.profile, self.against)

    @property
    def against(self) -> Against | None:
        """What the page is put beside; ``None`` for nothing."""
        kind = self.beside.currentData()
        return Against(kind) if kind else None

    def _fault(self) -> str:
        """What is wrong with a word, the house style or what the page is put beside; blank for nothing."""
        if fault := self.words.fault():
            return fault
        try:
            if self.against is not None:
                require_comparable(self._snapshot, self.against, self.options())
        except InputError as error:
            return str(error)
        return ""

    @property
    def state(self) -> State:
        """The state of the page: with its setup and its annotations."""
        on_screen = self.ground.currentData() == _SCREEN
        setup = setup_text(self.options(), on_screen=on_screen, beside=self.beside.currentData())
        return replace(self._snapshot.state, page=setup, annotations=self.annotations.annotations)

    def request(self, folder: Path) -> PictureRequest | None:
        """Show the dialogs; the picture that is to be written, ``None`` if the user cancelled."""
        if self.exec() != QDialog.DialogCode.Accepted:
            return None
        path = ask_for_file(self, "Save as", folder / f"incidents{PAGES[0].ending}", PAGES)
        if path is None:
            return None
        return PictureRequest(path, self.options(), self.state, self.sharing.profile, self.against)

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
            imprint=self.words.imprint(self.content.boundaries.currentData()),
            style=self.words.house(),
            **self.content.chosen,
        )

    def _accept_if_right(self) -> None:
        """Go on to the file, or say what is wrong."""
        if fault := self._fault():
            self.fault.setText(fault)
            self.fault.show()
            return
        self.accept()

    def _follow_beside(self) -> None:
        """Two maps have less on them; a province alone is shown, not what the screen shows of both."""
        self.content.set_beside(bool(self.beside.currentData()))
        if self.beside.currentData() == "province" and self.ground.currentData() == _SCREEN:
            self.ground.setCurrentIndex(self.ground.findData("filters"))

    def _turn_slide(self) -> None:
        """Only paper has two orientations."""
        turns = TEMPLATES[self.size_choice.currentData()].turns
        if not turns:
            self.orientation.setCurrentIndex(0)
        self.orientation.setEnabled(turns)
