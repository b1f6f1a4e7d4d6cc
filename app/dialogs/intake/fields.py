"""The fields of one item, each beside the words that it was read from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.dialogs.intake.rows import CHOICES, CONTEXT_ROWS, FIELD_NAMES, INCIDENT_ROWS, TYPE, Row, type_choices
from app.widgets.elided import ElidedLabel
from app.widgets.text import label
from geo.entry import EntryCheck, FieldProblem, IncidentEntry
from geo.entry.review import QUOTE, Item
from geo.incidents import NUMBERS
from geo.intake.candidates import Span
from geo.reading.direction import without_overrides

__all__ = ["CLAIM", "Fields", "clicked", "spans_of"]

CLAIM = "claim "
"""Before the position of a claim, as the name of a field."""

_BY_HAND = "typed by hand"
_NO_WORDS = "–"
_UNKNOWN = "unknown"
_PLACEHOLDERS = {"date_start": "first day", "date_end": "last day", "lat": "latitude", "lon": "longitude",
                 **dict.fromkeys(NUMBERS, _UNKNOWN)}  # fmt: skip
_CAPTIONS = {"killed_low": "lowest", "killed_best": "best", "killed_high": "highest",
             "killed_security": "security forces", "killed_militants": "militants",
             "killed_civilians": "civilians"}  # fmt: skip
"""What stands above fields that are the same in kind."""
_WIDE = ("location",)
_MARGIN_PX, _LEAST_PX, _WORDS_PX = 10, 40, 70
_ONE_LINE = 48
"""Characters of a problem that fit on one line at the least width."""
_IN_ORDER = [field for row in (*INCIDENT_ROWS, *CONTEXT_ROWS) for field in row.fields]


def fields_of_row(row: Row) -> tuple[str, ...]:
    """The fields of the entry that a row shows."""
    return tuple(
        name for field in row.fields for name in (("event_type", "sub_event_type") if field == TYPE else (field,))
    )


def spans_of(item: Item, field: str) -> tuple[Span, ...]:
    """The words of a field of the form, or of a claim."""
    if field.startswith(CLAIM):
        return item.claim_words[int(field.removeprefix(CLAIM))]
    names = ("event_type", "sub_event_type") if field == TYPE else (field,)
    return tuple(sorted({span for name in names for span in item.evidence.get(name, ())}))


def holds(span: Span, offset: int) -> bool:
    """Whether an offset lies in some words or at their end."""
    return span.start <= offset <= span.end


def field_at(item: Item, offset: int, current: str) -> str:
    """The field with the fewest words around an offset; of those with equally few the one after the current one."""
    names = [name for name in item.evidence if name not in (QUOTE, "event_type", "sub_event_type")]
    names += [TYPE] if "event_type" in item.evidence else []
    names.sort(key=lambda name: _IN_ORDER.index(name) if name in _IN_ORDER else len(_IN_ORDER))
    names += [f"{CLAIM}{at}" for at in range(len(item.claim_words))]
    found = [(span.end - span.start, name) for name in names for span in spans_of(item, name) if holds(span, offset)]
    fewest = [name for length, name in found if length == min(found)[0]]
    if current in fewest:
        return fewest[(fewest.index(current) + 1) % len(fewest)]
    return fewest[0] if fewest else ""


def clicked(items: Sequence[Item], at: int, offset: int, current: str) -> tuple[int, str] | None:
    """The item and the field whose words were clicked: of the chosen item (``at``) if they are of it.

    The field is blank where the words only belong to the sentence of another item; None where they belong to none.
    """
    order = [at, *(other for other in range(len(items)) if other != at)]
    for one in order:
        if field := field_at(items[one], offset, current):
            return one, field
    told = (one for one in order[1:] if any(holds(span, offset) for span in items[one].sentences))
    return next(((one, "") for one in told), None)


class _Words(ElidedLabel):
    """The words of a row; a click goes to them in the text."""

    def __init__(self, clicked: Callable[[], None]) -> None:
        super().__init__("", "muted")
        self._clicked = clicked
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the words."""
        self._clicked()
        event.accept()


class Fields(QScrollArea):
    """The form of the chosen item."""

    field_chosen = Signal(str)
    """Emitted with the name of a field, or of a claim (`CLAIM` and its position), whose words are asked for."""

    typed = Signal(dict)
    """Emitted with the fields of the entry that were typed or chosen anew, and their texts."""

    claim_kept = Signal(int, bool)
    """Emitted with the position of a claim, and whether it is kept."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("intake fields")
        self.setAccessibleName("Fields of the chosen candidate")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.editors: dict[str, QLineEdit | QComboBox] = {}
        self._words: dict[Row, _Words] = {}
        self._problems: dict[Row, ElidedLabel] = {}
        self._claims, self._claims_title = QVBoxLayout(), label("")
        self._is_context: bool | None = None
        self._told_claims: tuple[object, ...] = ()
        self._item = Item(IncidentEntry())
        self._text = ""

    def show_item(self, item: Item, text: str, check: EntryCheck | None, problems: Sequence[FieldProblem]) -> None:
        """Show an item of a report with this text, and what is wrong with its fields."""
        self._item, self._text = item, text
        is_context = not isinstance(item.entry, IncidentEntry)
        if is_context != self._is_context:
            self._is_context = is_context
            self._build(CONTEXT_ROWS if is_context else INCIDENT_ROWS)
        self._doubts.setText(without_overrides(" ".join(item.doubts)))
        self._doubts.setVisible(bool(item.doubts))
        for field, editor in self.editors.items():
            self._fill(field, editor, check)
        for row, words in self._words.items():
            words.show_text(self._row_words(row))
            self._show_problem(row, problems)
        self._show_claims()

    def focus_on(self, field: str) -> None:
        """Put the keyboard focus on a field."""
        name = TYPE if field in ("event_type", "sub_event_type") else field
        if (editor := self.editors.get(name)) is not None:
            editor.setFocus(Qt.FocusReason.OtherFocusReason)
            if isinstance(editor, QLineEdit):
                editor.selectAll()
            self.ensureWidgetVisible(editor)

    # making it

    def _build(self, rows: Sequence[Row]) -> None:
        self.editors, self._words, self._problems, self._told_claims = {}, {}, {}, ()
        inside = QWidget()
        inside.setBackgroundRole(QPalette.ColorRole.Base)
        grid = QGridLayout(inside)
        grid.setContentsMargins(_MARGIN_PX, _MARGIN_PX, _MARGIN_PX, _MARGIN_PX)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 2)
        grid.setColumnStretch(2, 1)
        grid.setColumnMinimumWidth(2, _WORDS_PX)
        self._doubts = label("", "warning", wrap=True)
        self._doubts.setObjectName("intake doubts")
        grid.addWidget(self._doubts, 0, 0, 1, 3)
        self._claims, self._claims_title = QVBoxLayout(), label("Claims", "muted")
        self._claims_title.hide()
        self._claims.setSpacing(4)
        at = 1
        for row in rows:
            if row.fields[0] in _CAPTIONS:
                grid.addLayout(_captions(row), at, 1)
                at += 1
            grid.addWidget(label(row.title, "muted"), at, 0)
            grid.addLayout(self._line(row), at, 1)
            self._words[row] = _Words(partial(self._choose_row, row))
            grid.addWidget(self._words[row], at, 2)
            problem = ElidedLabel("", "warning")
            problem.hide()
            self._problems[row] = problem
            grid.addWidget(problem, at + 1, 1, 1, 2)
            at += 2
            if row.fields == ("actor2",):
                grid.addWidget(self._claims_title, at, 0, Qt.AlignmentFlag.AlignTop)
                grid.addLayout(self._claims, at, 1, 1, 2)
                at += 1
        grid.setRowStretch(at, 1)
        self.setWidget(inside)
        self.setMinimumWidth(inside.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width())

    def _line(self, row: Row) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(4)
        for field in row.fields:
            editor = self._combo(field) if field == TYPE or field in CHOICES else self._line_edit(field)
            editor.setObjectName(f"intake {field}")
            editor.setAccessibleName(FIELD_NAMES[field])
            editor.setToolTip(FIELD_NAMES[field])
            editor.installEventFilter(self)
            self.editors[field] = editor
            line.addWidget(editor, 2 if field in _WIDE else 1)
        return line

    def _line_edit(self, field: str) -> QLineEdit:
        editor = QLineEdit()
        is_day = field.startswith("date")
        editor.setMinimumWidth(editor.fontMetrics().horizontalAdvance("2025-12-30") + 20 if is_day else _LEAST_PX)
        editor.textEdited.connect(lambda text: self.typed.emit({field: text}))
        return editor

    def _combo(self, field: str) -> QComboBox:
        editor = QComboBox()
        editor.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        editor.setMinimumContentsLength(6)
        if field == TYPE:
            for text, pair in type_choices():
                editor.addItem(text, pair)
            editor.activated.connect(
                lambda: self.typed.emit(dict(zip(("event_type", "sub_event_type"), editor.currentData(), strict=True)))
            )
        else:
            for text, value in CHOICES[field]:
                editor.addItem(text, value)
            editor.activated.connect(lambda: self.typed.emit({field: editor.currentData()}))
        return editor

    # filling it

    def _fill(self, field: str, editor: QLineEdit | QComboBox, check: EntryCheck | None) -> None:
        entry = self._item.entry
        if isinstance(editor, QComboBox):
            value = (
                (getattr(entry, "event_type", ""), getattr(entry, "sub_event_type", ""))
                if field == TYPE
                else getattr(entry, field)
            )
            with QSignalBlocker(editor):
                editor.setCurrentIndex(_index_of(editor, value))
            return
        text = without_overrides(getattr(entry, field))
        if editor.text() != text:
            with QSignalBlocker(editor):
                editor.setText(text)
                editor.setCursorPosition(0)
        found = str(getattr(check.found, field, None) or "") if check is not None else ""
        editor.setPlaceholderText(f"found: {found}" if found and not text else _PLACEHOLDERS.get(field, ""))

    def _row_words(self, row: Row) -> str:
        names = fields_of_row(row)
        spans = sorted({span for name in names for span in self._item.evidence.get(name, ())})
        if spans:
            return "“" + " … ".join(" ".join(span.words(self._text).split()) for span in spans) + "”"
        typed = any(name in self._item.typed and getattr(self._item.entry, name) for name in names)
        return _BY_HAND if typed else _NO_WORDS

    def _first_with_words(self, row: Row) -> str:
        return next((field for field in row.fields if spans_of(self._item, field)), row.fields[0])

    def _choose_row(self, row: Row) -> None:
        self.field_chosen.emit(self._first_with_words(row))

    def _show_problem(self, row: Row, problems: Sequence[FieldProblem]) -> None:
        names = (*fields_of_row(row), *(("claims",) if row.title == "Quote" else ()))
        words = " ".join(problem.message for problem in problems if problem.field in names)
        self._problems[row].set_lines(2 if len(words) > _ONE_LINE else 1)
        self._problems[row].show_text(words)
        self._problems[row].setVisible(bool(words))

    # claims

    def _show_claims(self) -> None:
        """Show each claim with a box that keeps it; they are made anew only where they differ."""
        entry = self._item.entry
        claims = entry.claims if isinstance(entry, IncidentEntry) else ()
        told = (*claims, *self._item.claim_words, self._item.without)
        if told == self._told_claims:
            return
        self._told_claims = told
        while (part := self._claims.takeAt(0)) is not None:
            if (widget := part.widget()) is not None:
                widget.hide()  # until it is deleted it would lie over the fields
                widget.deleteLater()
        self._claims_title.setVisible(bool(claims))
        for at, claim in enumerate(claims):
            self._claims.addWidget(self._claim_row(at, without_overrides(claim.sentence())))

    def _claim_row(self, at: int, sentence: str) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        box = QCheckBox()
        box.setObjectName(f"keep claim {at + 1}")
        box.setAccessibleName(f"Keep the claim: {sentence}")
        box.setToolTip("Store this claim with the incident")
        box.setChecked(at not in self._item.without)
        box.toggled.connect(lambda kept: self.claim_kept.emit(at, kept))
        words = _Words(lambda: self.field_chosen.emit(f"{CLAIM}{at}"))
        words.setProperty("role", "")
        words.show_text(sentence)
        line.addWidget(box)
        line.addWidget(words, 1)
        return row

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the words of a field that gets the focus; letters typed in a box of choices are no keys here."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(watched, QComboBox):
            is_letter = isinstance(event, QKeyEvent) and bool(event.text()) and event.text().isprintable()
            if is_letter:
                event.accept()
                return True
        if event.type() == QEvent.Type.FocusIn:
            field = next((name for name, editor in self.editors.items() if editor is watched), "")
            if field:
                self.field_chosen.emit(field)
        return super().eventFilter(watched, event)


def _captions(row: Row) -> QHBoxLayout:
    """Words above the fields of a row, each as wide as its field."""
    line = QHBoxLayout()
    line.setSpacing(4)
    for field in row.fields:
        caption = ElidedLabel(_CAPTIONS[field], "muted")
        line.addWidget(caption, 1)
    return line


def _index_of(combo: QComboBox, value: object) -> int:
    """The position of a value; tuples are compared as they are, which `findData` does not."""
    wanted = tuple(value) if isinstance(value, tuple) else value
    for at in range(combo.count()):
        held = combo.itemData(at)
        if (tuple(held) if isinstance(held, (tuple, list)) else held) == wanted:
            return at
    return 0
