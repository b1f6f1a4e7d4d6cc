"""The lines of a form: a name, its fields, and below them in words what is wrong with what was typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from app.widgets.elided import combo_box
from app.widgets.text import label
from geo.entry import FieldProblem

__all__ = [
    "Field",
    "Lines",
    "Names",
    "choices",
    "completed",
    "joined_names",
    "line",
    "on_edit",
    "set_value",
    "set_words",
    "text_box",
    "value_of",
    "words_of",
]

NAMES_PX = 96
_MOST_SHOWN = 10
_SEPARATOR = "; "
_TEXT_MARGINS_PX = 14
_TO_FIRST_LINE_PX = 5

Field = QLineEdit | QPlainTextEdit | QComboBox


class Lines:
    """A column of lines, each a name beside its fields; `show_problems` writes below a line what is wrong with it."""

    def __init__(self, grid: QGridLayout) -> None:
        self._grid = grid
        self._problems: list[tuple[tuple[str, ...], QLabel, list[QWidget]]] = []
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(5)
        grid.setColumnMinimumWidth(0, NAMES_PX)
        grid.setColumnStretch(1, 1)

    def heading(self, text: str) -> None:
        """Begin a group of lines."""
        made = label(text, "heading")
        if self._grid.rowCount() > 1:
            made.setContentsMargins(0, 12, 0, 0)
        self._grid.addWidget(made, self._grid.rowCount(), 0, 1, 2)

    def add(
        self,
        name: str,
        content: QWidget | Sequence[QWidget],
        problems_of: Iterable[str] = (),
        *,
        captioned: bool = False,
    ) -> None:
        """Add a line: its name, one widget or several in a row, and the columns whose problems stand below it.

        ``captioned``: words stand above its fields, so that the name goes to the lower half.
        """
        row = self._grid.rowCount()
        widgets = [content] if isinstance(content, QWidget) else list(content)
        named = label(name, "muted")
        named.setBuddy(widgets[0])
        named.setContentsMargins(0, _TO_FIRST_LINE_PX, 0, _TO_FIRST_LINE_PX)
        is_field = isinstance(widgets[0], QLineEdit | QComboBox)
        middle, top = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(named, row, 0, Qt.AlignmentFlag.AlignBottom if captioned else middle if is_field else top)
        if len(widgets) == 1:
            self._grid.addWidget(widgets[0], row, 1)
        else:
            self._grid.addLayout(_row(widgets), row, 1)
        columns = tuple(problems_of)
        if columns:
            self._problems.append((columns, self.below(), widgets))

    def below(self, role: str = "warning") -> QLabel:
        """A label below the last line, hidden while it is blank."""
        made = label("", role, wrap=True)
        made.hide()
        self._grid.addWidget(made, self._grid.rowCount(), 1)
        return made

    def show_problems(self, problems: Sequence[FieldProblem]) -> None:
        """Write the problems below their lines; those of other columns are not shown."""
        for columns, place, widgets in self._problems:
            said = "\n".join(dict.fromkeys(words_of(problem) for problem in problems if problem.field in columns))
            set_words(place, said)
            for widget in widgets:  # spoken with the field
                widget.setAccessibleDescription(said)


def words_of(problem: FieldProblem) -> str:
    """A problem in words; what is only to be checked says so."""
    return problem.message if problem.severity == "error" else f"Check: {problem.message}"


def set_words(place: QLabel, words: str) -> None:
    """Show words, or hide the label where there are none."""
    place.setText(words)
    place.setAccessibleName(words)
    place.setVisible(bool(words))


def _row(widgets: Sequence[QWidget]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget, 0 if isinstance(widget, QLabel | QPushButton) else 1)
    return row


# fields


class Names(QCompleter):
    """Suggests names in a field; with ``separated`` for the last of several names that semicolons separate."""

    def __init__(self, names: Iterable[str], parent: QLineEdit, *, separated: bool = False) -> None:
        super().__init__(list(dict.fromkeys(filter(None, names))), parent)
        self._is_separated = separated
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setMaxVisibleItems(_MOST_SHOWN)

    def splitPath(self, path: str) -> list[str]:
        """What is looked for: the text, or the last name in it."""
        return [path.rpartition(";")[2].strip() if self._is_separated else path]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """What the field has after a name was chosen."""
        chosen = str(super().pathFromIndex(index))
        edited = self.widget()
        if not self._is_separated or not isinstance(edited, QLineEdit):
            return chosen
        before = edited.text().rpartition(";")[0].strip()
        return f"{before}{_SEPARATOR}{chosen}" if before else chosen


def completed(field: QLineEdit, names: Iterable[str], chosen: Callable[[], object], *, separated: bool = False) -> None:
    """Suggest names in a field; ``chosen`` is called when one was taken."""
    names_of = Names(names, field, separated=separated)
    names_of.activated.connect(lambda _name: chosen())
    field.setCompleter(names_of)


def joined_names(*columns: Iterable[str]) -> list[str]:
    """The names of several columns once each, in alphabetical order."""
    return sorted({name for column in columns for name in column if name}, key=str.casefold)


def line(name: str, spoken: str, placeholder: str = "") -> QLineEdit:
    """A field for a line of text; ``name`` is the column that it holds."""
    made = QLineEdit()
    made.setObjectName(f"entry {name}")
    made.setAccessibleName(spoken)
    made.setPlaceholderText(placeholder)
    return made


def choices(name: str, spoken: str, offered: Sequence[tuple[str, str]]) -> QComboBox:
    """A box of choices, texts with values; ``name`` is the column that it holds."""
    made = combo_box(offered, "", f"entry {name}")
    made.setAccessibleName(spoken)
    return made


def text_box(name: str, spoken: str, lines: int) -> QPlainTextEdit:
    """A field for text of several lines, which the tab key leaves."""
    made = QPlainTextEdit()
    made.setObjectName(f"entry {name}")
    made.setAccessibleName(spoken)
    made.setTabChangesFocus(True)
    made.setFixedHeight(made.fontMetrics().lineSpacing() * lines + _TEXT_MARGINS_PX)
    return made


def on_edit(field: Field, act: Callable[[], object]) -> None:
    """Call back whenever the user changes a field, and not when it is filled."""
    if isinstance(field, QLineEdit):
        field.textEdited.connect(lambda _text: act())
    elif isinstance(field, QPlainTextEdit):
        field.textChanged.connect(act)
    else:
        field.activated.connect(lambda _at: act())


def value_of(field: Field) -> str:
    """What a field holds."""
    if isinstance(field, QComboBox):
        return str(field.currentData() or "")
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def set_value(field: Field, value: str) -> None:
    """Put a value into a field; one that a box of choices does not offer is added to it."""
    if isinstance(field, QLineEdit):
        field.setText(value)
        field.setCursorPosition(0)
    elif isinstance(field, QPlainTextEdit):
        field.setPlainText(value)
    else:
        if field.findData(value) < 0:
            field.addItem(value, value)
        field.setCurrentIndex(field.findData(value))
