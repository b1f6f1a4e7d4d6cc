"""The dialog for the columns of a table: a proposal to review, with how each matter is read."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.dialogs.column_mapping.choices import Choices, Lacking, matter_of
from app.dialogs.column_mapping.further import FurtherTabs
from app.dialogs.column_mapping.matters import MattersView
from app.dialogs.column_mapping.tables import first_values
from app.widgets.elided import ElidedLabel
from app.widgets.questions import QuestionsView
from app.widgets.text import label
from geo.errors import FileRefused
from geo.incidents.findings import Checked
from geo.sources.column_mapping.reading import MATTERS, Matter, Reading, joined_readings
from geo.sources.column_mapping.record import ColumnMapping
from geo.sources.incident_file import IncidentFile
from geo.sources.questions import Question
from geo.sources.read_options import ReadOptions
from geo.wording import plural

__all__ = ["ColumnMappingDialog"]

PAUSE_MS = 120
SIZE_PX = (1080, 720)
LEAST_PX = (880, 520)
LEAST_TABS_PX = 116
READY = "Check all rows"


class ColumnMappingDialog(QDialog):
    """Accepted with `options` for reading the file; they may open it again, with another sheet or encoding.

    Parameters
    ----------
    file
        The table, with its guess.
    choices
        What the user has decided about it before; by default what is proposed.
    """

    def __init__(self, file: IncidentFile, parent: QWidget | None = None, choices: Choices | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("mapping dialog")
        self.setWindowTitle("Import incidents")
        self._fit_to_screen()
        self._file = file
        self.choices = choices or Choices(file)
        self.options = ReadOptions()
        self._readings: dict[object, Reading] = {}
        self._later = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._later.timeout.connect(self._show_readings)
        self.questions = QuestionsView(self.choices.questions, lambda column: first_values(self.choices, column))
        self.matters = MattersView(self.choices)
        self.further = FurtherTabs(file, self.choices)
        self._message = label("", "muted", wrap=True)
        self._message.setObjectName("mapping message")
        layout = QVBoxLayout(self)
        layout.addLayout(self._heading())
        self._area = self._first()
        layout.addWidget(self._area)
        layout.addWidget(self.further, 1)
        layout.addWidget(self._message)
        layout.addWidget(self._buttons())
        self._connect()
        self._order_tabs()
        self._show_choices()
        self._show_readings()
        self._focus_first()

    def _fit_to_screen(self) -> None:
        available = self.screen().availableSize()
        self.setMinimumSize(*(min(least, side) for least, side in zip(LEAST_PX, available.toTuple(), strict=True)))
        self.resize(*(min(wanted, side) for wanted, side in zip(SIZE_PX, available.toTuple(), strict=True)))

    def _heading(self) -> QHBoxLayout:
        """The name of the file, and who made it."""
        self.source = QLineEdit(self.choices.mapping.source)
        self.source.setObjectName("mapping who made it")
        self.source.setAccessibleName("Who made it")
        self.source.setPlaceholderText("a short name, for example partner")
        self.source.setToolTip("A short name, of small letters: ids and releases go by it")
        self.source.setMaximumWidth(220)
        name = ElidedLabel(self._file.path.name, "title")
        name.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        above = QHBoxLayout()
        above.addWidget(name, 1)
        above.addWidget(label("Who made it"))
        above.addWidget(self.source)
        return above

    def _first(self) -> QScrollArea:
        """The questions and what matters most, with a scroll bar where the window is low."""
        held = QWidget()
        lines = QVBoxLayout(held)
        lines.setContentsMargins(0, 4, 6, 4)
        lines.setSpacing(8)
        if self.choices.questions:
            lines.addWidget(self.questions)
        lines.addWidget(self.matters)
        lines.addStretch(1)
        area = _Area()
        area.setObjectName("mapping first")
        area.setAccessibleName("Questions, and what matters most")
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(held)
        self.further.setMinimumHeight(LEAST_TABS_PX)
        self.further.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        return area

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._accept = buttons.addButton(READY, QDialogButtonBox.ButtonRole.ActionRole)
        self._accept.setObjectName("accept mapping")
        self._accept.setDefault(True)
        self._accept.clicked.connect(self._accept_mapping)
        buttons.rejected.connect(self.reject)
        return buttons

    def _connect(self) -> None:
        self.source.textEdited.connect(self._set_source)
        self.questions.answered.connect(self._answer)
        self.matters.changed.connect(self._on_changed)
        self.further.changed.connect(self._on_changed)
        self.further.opened_otherwise.connect(self._open_again)

    # choices

    def _set_source(self, text: str) -> None:
        self.choices.set_source(text.strip())
        self._on_changed()

    def _answer(self, question: Question, candidate: str) -> None:
        self.choices.answer(question, candidate)
        self._on_changed()

    def _on_changed(self) -> None:
        self._show_choices()
        self._later.start()

    def _accept_mapping(self) -> None:
        """Accept what is chosen, or go to what is still to be decided."""
        if lacking := self._lacking():
            self._focus_on(lacking[0])
            return
        self.options = self.choices.options()
        self.accept()

    def _focus_on(self, lacking: Lacking) -> None:
        for question in self.choices.open_questions():
            if (matter_of(question) or question.about) == lacking.where and question in self.questions.combos:
                self.questions.focus_on(question)
                return
        if lacking.where in MATTERS:
            self.matters.focus_on(lacking.where)  # type: ignore[arg-type]
        else:
            self.source.setFocus()

    def _order_tabs(self) -> None:
        """Let the Tab key go from top to bottom."""
        questions = self.questions.combos.values()
        fields = (self.source, *questions, *self.matters.in_order(), self.further, self._accept)
        for before, after in pairwise(fields):
            QWidget.setTabOrder(before, after)

    def _focus_first(self) -> None:
        """Begin at what is still to be decided, or else at the button."""
        if lacking := self._lacking():
            self._focus_on(lacking[0])
        else:
            self._accept.setFocus()

    def _open_again(self, options: ReadOptions) -> None:
        self.options = options
        self.accept()

    # what is shown

    def _show_choices(self) -> None:
        """Show what is chosen now, everywhere, and what is still lacking."""
        self.questions.show_answers(self.choices.is_open, self.choices.chosen)
        self.matters.show_choices()
        self.further.show_choices()
        self._show_lacking(self._lacking())

    def _lacking(self) -> list[Lacking]:
        if lacking := self.choices.lacking():
            return lacking
        try:
            self.choices.checked_mapping()
        except FileRefused as fault:
            sentence = str(fault)
            return [Lacking("source", "Correct the name", f"{sentence[:1].upper()}{sentence[1:]}")]
        return []

    def _show_lacking(self, lacking: Iterable[Lacking]) -> None:
        """Name on the button what is to be done next, and all of it in the message."""
        listed = list(lacking)
        more = f" ({len(listed)} open)" if len(listed) > 1 else ""
        self._accept.setText(f"{listed[0].button}…{more}" if listed else READY)
        sentences = " ".join(each.sentence for each in listed)
        self._accept.setToolTip(sentences or "Read the whole file this way; nothing is stored before you accept it")
        self._accept.setAccessibleDescription(sentences)
        if listed:
            self._message.setText(sentences)

    def _show_readings(self) -> None:
        """Show how many rows can be read, with samples, and the first rows as they would be stored."""
        lacking = self._lacking()
        try:
            self.matters.show_readings({matter: self._reading(matter) for matter in MATTERS})
            self._area.updateGeometry()  # a scroll area does not follow its content
            checked = None if lacking else self._file.preview(self.choices.checked_mapping())
        except FileRefused as fault:
            self._message.setText(str(fault))
            self.further.show_first_rows(None)
            return
        self.further.show_first_rows(checked)
        if checked is not None:
            self._message.setText(_summary(checked))

    def _reading(self, matter: Matter) -> Reading:
        """How a matter is read; in all ways where that is still to be decided."""
        return joined_readings([self._read(matter, mapping) for mapping in self.choices.variants(matter)])

    def _read(self, matter: Matter, mapping: ColumnMapping) -> Reading:
        """How a matter is read by a mapping; read again only when what it depends on has changed."""
        key = matter, _relevant(mapping, matter)
        if key not in self._readings:
            self._readings[key] = self._file.reading(mapping, matter)
        return self._readings[key]


class _Area(QScrollArea):
    """A scroll area as high as its content where there is room."""

    def sizeHint(self) -> QSize:
        """The size of the content."""
        content = self.widget()
        if content is None:
            return super().sizeHint()
        width = max(self.viewport().width(), content.sizeHint().width())
        return QSize(width, max(content.sizeHint().height(), content.heightForWidth(width)))


def _relevant(mapping: ColumnMapping, matter: Matter) -> object:
    """What the reading of a matter depends on."""
    names = MATTERS[matter]
    columns = tuple((name, mapping.columns[name]) for name in names if name in mapping.columns)
    constants = tuple((name, mapping.constants[name]) for name in names if name in mapping.constants)
    types = tuple(mapping.types.items()) if matter == "type" else ()
    return columns, constants, types, mapping.date_order, mapping.crs, mapping.figure_point


def _summary(checked: Checked) -> str:
    """The result for the first rows, in words."""
    parts = [f"Of the first {plural(checked.rows_read, 'row')} {len(checked.incidents):,} can be imported."]
    parts += [f"{count} left out: {reason}." for reason, count in checked.left_out.items()]
    parts += [f"Row {p.row}, {p.column}: {p.message}" for p in checked.errors[:3]]
    return " ".join(parts)
