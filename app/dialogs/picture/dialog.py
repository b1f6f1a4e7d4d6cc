"""The window for a picture or page, beside the map: its set-up and a preview, which follow what is shown.

The set-up and the annotations are part of the state of the view. A choice here is told to the session, which remembers
it as a step; what the session shows then, and what undo shows, is shown here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
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
from app.widgets.forms import form_of
from app.widgets.paper import paper_fields
from app.widgets.sharing_row import SharingRow
from app.widgets.text import label
from geo.analysis.sides import Against
from geo.analysis.status import status
from geo.draw.page import SIZES, PageOptions, require_comparable
from geo.draw.page.options import Extent, within_reach
from geo.draw.page.recording import against_of, setup_of, setup_text
from geo.errors import InputError
from geo.export.formats import PAGES
from geo.export.sharing.profile import Profile
from geo.view.annotations import Annotation
from geo.view.snapshot import Snapshot
from geo.view.state import State

__all__ = ["PictureDialog", "PictureRequest"]

_SCREEN = "screen"
_DPI = 150
_SIZE = QSize(540, 800)
_FOLLOW_MS = 150
"""What follows the session waits for a pause: a drag of the time bar changes it with each frame."""
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
    """A window for what the page is like, with a preview of it; followed by a dialog for the file."""

    setup_changed = Signal(str)
    """Emitted when `state` has another set-up or other annotations, with a name of what was changed; blank for a change
    that is a step of its own."""

    save_requested = Signal()
    """Emitted when the page is to be written, and nothing is wrong with it."""

    def __init__(
        self,
        snapshot: Snapshot,
        parent: QWidget | None = None,
        section: Callable[[], Extent | None] = lambda: None,
        theme: str = "light",
        jobs: Jobs | None = None,
    ) -> None:
        """Ask about a page of a snapshot.

        ``section`` says what the screen shows, ``None`` for both provinces; without ``jobs`` there is no preview.
        """
        super().__init__(parent)
        self._section, self._snapshot, self._usual_theme = section, snapshot, theme
        self._held = snapshot.state.page, snapshot.state.annotations
        self._is_filling = False
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
        self.news = label("", "muted", wrap=True)
        self.news.setObjectName("picture news")
        self.news.hide()
        page = QWidget()
        self.sharing = SharingRow(snapshot)
        rows = (
            ("Title", self.title), ("Map", self.ground), ("Beside it", self.beside),
            ("Size", _in_row(self.size_choice, self.orientation)),
            ("Theme", _in_row(self.theme, label("Dots per inch (PNG)"), self.dpi)), ("Places", self.sharing),
        )  # fmt: skip
        form_of(rows, page)
        self.said = label("", "muted", wrap=True)
        self._lay_out(page)
        self._fill()
        self._soon = QTimer(self, interval=_FOLLOW_MS, singleShot=True)
        self._soon.timeout.connect(self._catch_up)
        self._connect()
        self._catch_up()

    def _make_fields(self, theme: str) -> None:
        """Make the fields of the first part: title, map and paper."""
        paper = paper_fields("picture", SIZES, theme, _DPI)
        self.title, self.size_choice, self.orientation = paper.title, paper.size, paper.orientation
        self.theme, self.dpi = paper.theme, paper.dpi
        self.dpi.setAccessibleName("Dots per inch, for PNG")
        self.ground = choice("picture ground", "What the map shows", _GROUNDS)
        self.beside = choice("picture beside", "What is put beside the map, with one scale and one legend", _BESIDE)
        self.beside.currentIndexChanged.connect(self._follow_beside)

    def _lay_out(self, page: QWidget) -> None:
        """Put together what is shown, the parts of the dialog, and its buttons."""
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        save = buttons.addButton("Save…", QDialogButtonBox.ButtonRole.AcceptRole)
        save.setObjectName("save picture")
        save.setDefault(True)
        buttons.accepted.connect(self._save_if_right)
        buttons.rejected.connect(self.reject)
        left = QVBoxLayout()
        left.addWidget(self.said)
        tabs = QTabWidget()
        parts = (("Page", page), ("Content", self.content), ("Words", self.words), ("On the map", self.annotations))
        for name, part in parts[: 3 if self.preview is None else 4]:
            tabs.addTab(part, name)
        left.addWidget(tabs)
        left.addWidget(self.fault)
        left.addWidget(self.news)
        left.addStretch()
        left.addWidget(buttons)
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._parts.addLayout(left)
        if self.preview is not None:
            self._parts.addWidget(self.preview, 1)
            self.resize(_SIZE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the preview above the forms in a high window, beside them in a wide one."""
        super().resizeEvent(event)
        is_wide = event.size().width() > event.size().height()
        beside, above = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.BottomToTop
        self._parts.setDirection(beside if is_wide else above)

    def _fill(self) -> None:
        """Show the set-up and the annotations of the view."""
        state = self._snapshot.state
        self._is_filling = True
        self._show_setup(setup_of(state.page) or {"on_screen": True, "theme": self._usual_theme, "dpi": _DPI})
        if self.annotations.annotations != state.annotations:
            self.annotations.show_annotations(state.annotations)
        self._is_filling = False
        self._said_setup = self._setup

    def _show_setup(self, setup: Mapping[str, Any]) -> None:
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
        """Have the preview follow every choice, and tell of it."""
        for box in self.findChildren(QComboBox):
            box.currentIndexChanged.connect(lambda _at, box=box: self._on_choice(box.objectName()))
        for check in self.findChildren(QCheckBox):
            check.toggled.connect(lambda _on, check=check: self._on_choice(check.objectName()))
        for line in (self.title, self.words.style_file, *self.words.lines.values()):
            line.textChanged.connect(lambda _text, line=line: self._on_choice(line.objectName()))
        self.dpi.valueChanged.connect(lambda _value: self._on_choice(self.dpi.objectName()))
        self.annotations.changed.connect(lambda: self._on_choice(""))
        if self.preview is not None:
            self.annotations.picking_changed.connect(self.preview.set_picking)
            self.preview.placed.connect(self.annotations.place)
            self.finished.connect(self.preview.stop)
        self.finished.connect(self._soon.stop)

    @property
    def _setup(self) -> tuple[str, tuple[Annotation, ...]]:
        """The set-up as text, and the annotations; the set-up told last while a word has a fault."""
        try:
            options = self.options()
        except InputError:
            return self._said_setup[0], self.annotations.annotations
        on_screen = self.ground.currentData() == _SCREEN
        text = setup_text(options, on_screen=on_screen, beside=self.beside.currentData())
        return text, self.annotations.annotations

    def _on_choice(self, name: str) -> None:
        """Show a choice, and tell of it if it is part of the state."""
        if self._is_filling:
            return
        self._show_preview()
        setup = self._setup
        if setup != self._said_setup:
            self._said_setup = self._held = setup
            self.setup_changed.emit(name)

    def on_changed(self, _before: Snapshot, after: Snapshot) -> None:
        """Follow a change of the session."""
        self.follow(after)

    def follow(self, snapshot: Snapshot) -> None:
        """Show a page of another snapshot, with its set-up; the preview follows soon."""
        self._snapshot = snapshot
        held = snapshot.state.page, snapshot.state.annotations
        if held != self._held:
            self._held = held
            self._fill()
        self._soon.start()

    def look(self) -> None:
        """Follow the map where it has moved without a change of the session."""
        if self._section() != self._seen:
            self._soon.start()

    def _catch_up(self) -> None:
        snapshot, self._seen = self._snapshot, self._section()
        self.said.setText(f"{snapshot.period_words}: {status(snapshot)}")
        self.sharing.follow(snapshot)
        self.content.set_selected(len(snapshot.selected_rows))
        self._said_setup = self._setup  # without a selection there are no callouts
        self._show_preview()

    def tell(self, message: str) -> None:
        """Say what became of the page that was to be written."""
        self.news.setText(message)
        self.news.setVisible(bool(message))

    def _show_fault(self, fault: str) -> None:
        self.fault.setText(fault)
        self.fault.setVisible(bool(fault))

    def _show_preview(self) -> None:
        fault = self._fault()
        if not fault:
            self._show_fault("")
        if self.preview is None:
            return
        if fault:
            self.preview.show_message(fault)
            return
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
        page, annotations = self._setup
        return replace(self._snapshot.state, page=page, annotations=annotations)

    def request(self, folder: Path) -> PictureRequest | None:
        """Ask for the file; the picture that is to be written, ``None`` if the user cancelled."""
        path = ask_for_file(self, "Save as", folder / f"incidents{PAGES[0].ending}", PAGES)
        if path is None:
            return None
        return PictureRequest(path, self.options(), self.state, self.sharing.profile, self.against)

    def options(self) -> PageOptions:
        """The options as they are chosen; `InputError` if a word or the house style has a fault."""
        ground = self.ground.currentData()
        section = self._section() if ground == _SCREEN else None
        return PageOptions(
            title=self.title.text().strip(),
            size=self.size_choice.currentData(),
            dpi=self.dpi.value(),
            orientation=self.orientation.currentData(),
            theme=self.theme.currentData(),
            zoom_to="region" if ground == _SCREEN else ground,
            extent=None if section is None else within_reach(section),
            imprint=self.words.imprint(self.content.boundaries.currentData()),
            style=self.words.house(),
            **self.content.chosen,
        )

    def _save_if_right(self) -> None:
        """Go on to the file, or say what is wrong."""
        fault = self._fault()
        self._show_fault(fault)
        if not fault:
            self.save_requested.emit()

    def _follow_beside(self) -> None:
        """Two maps have less on them; a province alone is shown, not what the screen shows of both."""
        self.content.set_beside(bool(self.beside.currentData()))
        if self.beside.currentData() == "province" and self.ground.currentData() == _SCREEN:
            self.ground.setCurrentIndex(self.ground.findData("filters"))


def _in_row(*widgets: QWidget) -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        layout.addWidget(widget, not isinstance(widget, QLabel))
    return row
