"""The dialog for a brief: format, title, parts, since when changes are told, template, places, paragraph to edit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.widgets.file_names import ask_for_file
from app.widgets.forms import line_field, save_or_cancel, tick_box
from app.widgets.paper import TITLE_HINT
from app.widgets.sharing_row import SharingRow
from app.widgets.text import label
from geo.analysis.status import status
from geo.briefing.brief import PARTS, BriefOptions
from geo.briefing.charts import CHARTS
from geo.export.formats import BRIEFS
from geo.export.sharing.profile import Profile
from geo.incidents import Release
from geo.view.snapshot import Snapshot

__all__ = ["BriefChoice", "BriefDialog"]

_SLIDES = ".pptx"
_EARLIER_FILES = "Briefs and pages (*.pptx *.docx *.pdf *.png *.svg)"
_TEMPLATES = "Presentations and templates (*.pptx *.potx)"
_CHOOSE = "an earlier brief…"
_MOST_RELEASES = 30
_EDITED = "Edited: the brief says that its sentences are not checked against the tables."
_EDITED_PLACES = "Edited: your own words leave as they are. See that they name no place that is not to leave."
_NOT_SINCE = "Changes tell of incidents as the workspace has them: they are told only with places as they are known"
_WAITING = "The paragraph is being written…"


@dataclass(frozen=True, slots=True)
class BriefChoice:
    """A brief that is to be written: its file, what it has, since when changes are told, the template, what leaves."""

    path: Path
    options: BriefOptions
    since: str
    template: Path | None
    sharing: Profile


class BriefDialog(QDialog):
    """A dialog for what a brief is like, followed by one for the file."""

    paragraph_wanted = Signal(str)
    """Emitted with since when changes are told, when the paragraph is to be written anew, also for other places."""

    copy_requested = Signal(str)
    """Emitted with the paragraph that is to be copied with the picture of the map."""

    def __init__(self, snapshot: Snapshot, releases: Sequence[Release] = (), parent: QWidget | None = None) -> None:
        """Ask about a brief of a snapshot; ``releases`` are the imports of the workspace, in their order."""
        super().__init__(parent)
        self.setObjectName("brief dialog")
        self.setWindowTitle("Make a brief")
        self.setMinimumWidth(620)
        self._earlier = ""
        self._make_fields(releases)
        self.sharing = SharingRow(snapshot, of="brief")
        self.sharing.changed.connect(self._on_places)
        layout = QVBoxLayout(self)
        layout.addWidget(label(f"{snapshot.period_words}: {status(snapshot)}", "muted", wrap=True))
        layout.addLayout(self._form())
        layout.addWidget(self._heading("Paragraph", self.paragraph))
        layout.addWidget(self.paragraph, 1)
        layout.addLayout(self._below())
        buttons = save_or_cancel(self)
        layout.addWidget(buttons)
        self._save = buttons.button(QDialogButtonBox.StandardButton.Save)
        self._follow()

    def _make_fields(self, releases: Sequence[Release]) -> None:
        self.format_choice = _choice("brief format", "Format of the brief")
        for known in BRIEFS:
            self.format_choice.addItem(f"{known.name} ({known.ending})", known.ending)
        self.title = line_field("brief title", "Title of the brief", TITLE_HINT)
        self.parts = {part: tick_box(f"brief part {part}", heading) for part, heading in PARTS.items()}
        for box in self.parts.values():
            box.setChecked(True)
            box.toggled.connect(self._follow)
        self.chart = _choice("brief chart", "Bars of the chart")
        for name, text in CHARTS.items():
            self.chart.addItem(text, name)
        self.since = _choice("brief since", "Since when changes are told")
        self.since.addItem("nothing: changes are not told", "")
        for release in list(reversed(releases))[1 : _MOST_RELEASES + 1]:
            self.since.addItem(f"the import of {release.name}", release.name)
        if releases:
            self.since.addItem(_CHOOSE, _CHOOSE)
        self.since.activated.connect(self._on_since)
        self.template = line_field("brief template", "Template of the slides", "Plain slides")
        self.template.setReadOnly(True)
        self.template.setClearButtonEnabled(False)
        self.choose_template = _button("choose template", "Choose…", self._choose_template)
        self.clear_template = _button("plain slides", "Plain", self.template.clear)
        self.format_choice.currentIndexChanged.connect(self._follow)
        self.paragraph = QPlainTextEdit()
        self.paragraph.setObjectName("brief paragraph")
        self.paragraph.setAccessibleName("The paragraph, to be edited")
        self.paragraph.setPlaceholderText(_WAITING)
        self.paragraph.setTabChangesFocus(True)
        self.paragraph.setMinimumHeight(130)
        self.paragraph.textChanged.connect(self._follow)

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        parts = QGridLayout()
        for n, box in enumerate(self.parts.values()):
            parts.addWidget(box, n // 3, n % 3)
        template = QHBoxLayout()
        template.addWidget(self.template, 1)
        template.addWidget(self.choose_template)
        template.addWidget(self.clear_template)
        for text, field in (("Format", self.format_choice), ("Title", self.title)):
            form.addRow(self._heading(text, field), field)
        form.addRow(label("What is in it"), parts)
        form.addRow(self._heading("Bars of the chart", self.chart), self.chart)
        form.addRow(self._heading("Changed since", self.since), self.since)
        form.addRow(self._heading("Template", self.choose_template), template)
        form.addRow(self._heading("Places", self.sharing.places), self.sharing)
        return form

    def _heading(self, text: str, field: QWidget) -> QWidget:
        made = label(text)
        made.setBuddy(field)
        return made

    def _below(self) -> QHBoxLayout:
        """What stands below the paragraph: whether it is edited, and the buttons for it."""
        self.remark = label("", "muted", wrap=True)
        self.remark.setObjectName("brief remark")
        self.written_anew = _button("paragraph anew", "Write anew", self._write_anew)
        self.copy = _button("copy paragraph", "Copy with the map", self._copy)
        self.copy.setToolTip("Copy the paragraph as text, and the map as a picture beside it")
        row = QHBoxLayout()
        row.addWidget(self.remark, 1)
        row.addWidget(self.written_anew)
        row.addWidget(self.copy)
        return row

    # state

    @property
    def since_when(self) -> str:
        """An import, the path of an earlier brief, or blank."""
        chosen: str = self.since.currentData()
        return self._earlier if chosen == _CHOOSE else chosen

    @property
    def is_edited(self) -> bool:
        """Whether the user has changed the paragraph."""
        return self.paragraph.document().isModified()

    def set_paragraph(self, text: str) -> None:
        """Show the paragraph as it is written from the tables, unless the user has edited it."""
        if not self.is_edited:
            self.paragraph.setPlainText(text)
            self.paragraph.document().setModified(False)
            self._follow()

    def options(self) -> BriefOptions:
        """What the brief has, as it is chosen."""
        parts = tuple(part for part, box in self.parts.items() if box.isChecked())
        text = self.paragraph.toPlainText().strip() if self.is_edited else ""
        chart: str = self.chart.currentData()
        return BriefOptions(title=self.title.text().strip(), parts=parts, paragraph=text or None, chart=chart)

    def choice(self, folder: Path) -> BriefChoice | None:
        """Show the dialogs; the brief that is to be written, ``None`` if the user cancelled."""
        if self.exec() != QDialog.DialogCode.Accepted:
            return None
        ending = self.format_choice.currentData()
        formats = sorted(BRIEFS, key=lambda known: known.ending != ending)  # the chosen one first
        path = ask_for_file(self, "Save the brief", folder / f"brief{ending}", formats)
        if path is None:
            return None
        template = self.template.text() if path.suffix.casefold() == _SLIDES else ""
        used = Path(template) if template else None
        return BriefChoice(path, self.options(), self.since_when, used, self.sharing.profile)

    def _follow(self) -> None:
        """What depends on the fields: which of them can be used, and what is said of the paragraph."""
        is_slides = self.format_choice.currentData() == _SLIDES
        for widget in (self.template, self.choose_template, self.clear_template):
            widget.setEnabled(is_slides)
        has_text = bool(self.paragraph.toPlainText().strip())
        self._save.setEnabled(any(box.isChecked() for box in self.parts.values()))
        self.copy.setEnabled(has_text)
        self.written_anew.setEnabled(self.is_edited)
        hides = self.sharing.profile.hides_places
        self.since.setEnabled(not hides)
        self.since.setToolTip(_NOT_SINCE if hides else "")
        edited = _EDITED_PLACES if hides else _EDITED
        written = "Written from the tables of the brief alone; each number is in one of them."
        self.remark.setText(edited if self.is_edited else written if has_text else _WAITING)

    def _on_since(self) -> None:
        if self.since.currentData() == _CHOOSE:
            name, _ = QFileDialog.getOpenFileName(self, "An earlier brief or page", "", _EARLIER_FILES)
            if not name:
                self.since.setCurrentIndex(0)
            self._earlier = name
        self.paragraph_wanted.emit(self.since_when)

    def _on_places(self) -> None:
        """Have the paragraph written of what leaves: until then none stands there, so that none can be copied."""
        if self.sharing.profile.hides_places:
            self.since.setCurrentIndex(0)
        if self.is_edited:
            self._follow()
        else:
            self._write_anew()

    def _choose_template(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "A template for the slides", "", _TEMPLATES)
        if name:
            self.template.setText(name)

    def _write_anew(self) -> None:
        self.paragraph.clear()
        self.paragraph.document().setModified(False)
        self._follow()
        self.paragraph_wanted.emit(self.since_when)

    def _copy(self) -> None:
        self.copy_requested.emit(self.paragraph.toPlainText().strip())


def _choice(name: str, accessible: str) -> QComboBox:
    box = QComboBox()
    box.setObjectName(name)
    box.setAccessibleName(accessible)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(24)
    return box


def _button(name: str, text: str, pressed: object) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setAutoDefault(False)
    button.clicked.connect(pressed)
    return button
