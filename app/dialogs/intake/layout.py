"""The parts of the intake window and where they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QSplitter, QVBoxLayout, QWidget

from app.dialogs.intake.about import About
from app.dialogs.intake.fields import Fields
from app.dialogs.intake.item_list import ItemList
from app.dialogs.intake.keys import Command, KeyBar, key_button
from app.dialogs.intake.report_view import ReportView
from app.dialogs.intake.review import Review
from app.dialogs.intake.similar import SimilarRow
from app.dialogs.intake.texts import Texts
from app.widgets.buttons import push_button
from app.widgets.elided import ElidedLabel
from app.widgets.emptiness import Cover
from app.widgets.text import label
from app.widgets.two_lines import ROW_PX
from geo.entry import IncidentEntry
from geo.reading.direction import without_overrides
from geo.wording import plural

__all__ = ["Parts", "fit_to_screen"]

SIZE_PX = 1180, 760
NO_TEXT = (
    "Copy a report and press Ctrl+V, open a file, or drop one here: text, a saved web page, Word, PDF with text or "
    "mail.\n\n"
    "What it may tell is listed beside it, each field with the words that it was read from. Nothing is fetched, and "
    "nothing is stored that you have not confirmed."
)
NO_ITEMS = (
    "Nothing in the text was recognised as an incident or a context event.\n\n"
    "If it tells of one all the same, mark its words in the text and press A."
)
ASKS_PUBLISHER = "Who published it is not known: type it, because it is stored as the source."
_PROGRESS_PX = 140
_ONE_LINE = 110
"""Characters that fit on one line at the least width."""

_LEAST_ROWS, _MOST_ROWS, _FRAME_PX = 2, 5, 4

PASTE = Command("paste", "Paste", ("Ctrl+V",), "Read what was copied: the text of a report, or files")
OPEN = Command("open", "Open…", ("Ctrl+O",), "Read text, saved web pages, Word documents, PDF with text, or mail")
STORE = Command("store", "Store", ("Ctrl+S",), "Store what is confirmed in one step, which can be undone")
ADD = Command("add", "Add a missing one", ("A",), "It is read from the words that are marked in the text")
NEXT_TEXT = Command("next_text", "Next text", ("Ctrl+N",), "Read the next text that waits")


def fit_to_screen(dialog: QDialog) -> None:
    """Give the window its size, as far as the screen has room for it."""
    available = dialog.screen().availableSize()
    dialog.resize(min(SIZE_PX[0], available.width()), min(SIZE_PX[1], available.height()))


class Parts:
    """The widgets of the window; what they show is given to them."""

    def __init__(self, dialog: QDialog, commands: Mapping[str, Callable[[], None]]) -> None:
        self.about, self.text, self.items, self.fields = About(), ReportView(), ItemList(), Fields()
        self.similar = SimilarRow(commands["same"], dialog)
        self.keys = KeyBar({name: commands[name] for name in commands}, dialog)
        self.notes = ElidedLabel("", "muted")
        self._told: tuple[str, ...] = ()
        self.found = ElidedLabel("", "heading")
        self.message = label("", "warning", wrap=True)
        self.message.setObjectName("intake message")
        self.message.hide()
        self.waiting = ElidedLabel("", "muted")
        self.paste, self.open, self.store, self.next_text, self.add = (
            key_button(command, commands[command.name], dialog) for command in (PASTE, OPEN, STORE, NEXT_TEXT, ADD)
        )
        self.watch = push_button(
            "intake watch", "", "Offer the reports that arrive in a folder; none is stored by itself"
        )
        self.watch.clicked.connect(lambda: commands["watch"]())
        self._make_progress(commands["cancel"])
        close = push_button("intake close", "Close", "Close the window; it asks before anything confirmed is lost")
        close.clicked.connect(lambda: commands["close"]())
        for button in (self.watch, close):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        layout = QVBoxLayout(dialog)
        layout.setSpacing(8)
        layout.addLayout(_row(self.paste, self.open, self.watch, self.waiting, self.next_text, *self._progress))
        layout.addWidget(self.about)
        layout.addWidget(self.notes)
        layout.addWidget(self._middle(), 1)
        layout.addWidget(self.message)
        bottom = _row(self.keys)
        bottom.addStretch(1)
        bottom.addWidget(self.store)
        bottom.addWidget(close)
        layout.addLayout(bottom)
        self._covers = Cover(self.text), Cover(self.items)

    def _make_progress(self, cancel: Callable[[], None]) -> None:
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)  # how long it takes is not known
        self._bar.setFixedWidth(_PROGRESS_PX)
        self._bar.setTextVisible(False)
        stop = push_button("intake cancel", "Cancel", "Stop reading")
        stop.clicked.connect(lambda: cancel())
        self._progress = (self._bar, stop)

    def _middle(self) -> QSplitter:
        right = QSplitter(Qt.Orientation.Vertical)
        right.addWidget(_column(_row(self.found, self.add), self.items))
        self._below = _column(self.similar, self.fields)
        right.addWidget(self._below)
        right.setStretchFactor(0, 1)
        right.setStretchFactor(1, 4)
        right.setSizes([132, 468])
        self._right = right
        middle = QSplitter(Qt.Orientation.Horizontal)
        middle.addWidget(_column(self.text))
        middle.addWidget(right)
        middle.setSizes([450, 550])
        for splitter in (middle, right):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(8)
        return middle

    # showing

    def say(self, message: str) -> None:
        """Show a sentence above the buttons; blank for none."""
        self.message.setText(without_overrides(message))
        self.message.setVisible(bool(message))

    def show_notes(self, notes: Sequence[str], *, is_warning: bool) -> None:
        """Show what is to be said of the text, above it."""
        self._told = tuple(notes)
        self.notes.setProperty("role", "warning" if is_warning else "muted")
        self.notes.style().polish(self.notes)

    def _show_notes(self, review: Review | None) -> None:
        """Show them, and ask who published the text while that is not known and there is something to store."""
        asked = review is not None and review.report.publisher is None and bool(review.items)
        notes = (*self._told, ASKS_PUBLISHER) if asked else self._told
        self.notes.set_lines(2 if sum(map(len, notes)) > _ONE_LINE else 1)
        self.notes.show_sentences(notes)
        self.notes.setVisible(review is not None and bool(notes))

    def make_room(self, items: int) -> None:
        """Give the list the room for its items, but for few of many."""
        rows = max(_LEAST_ROWS, min(items, _MOST_ROWS))
        height = self.add.sizeHint().height() + rows * ROW_PX + 2 * self._right.handleWidth() + _FRAME_PX
        self._right.setSizes([height, max(self._right.height() - height, height)])

    def show_progress(self, words: str) -> None:
        """Show that a text is being read; blank for that none is."""
        for part in self._progress:
            part.setVisible(bool(words))
        if words:
            self.waiting.show_text(words)

    def show_state(self, review: Review | None, texts: Texts, *, is_busy: bool) -> None:
        """Show how far the review is, and what can be done."""
        if not texts.reading:
            self.waiting.show_text(texts.words)
        self.watch.setText("Stop watching" if texts.folder.folder is not None else "Watch a folder…")
        self.next_text.setVisible(bool(texts.waiting))
        for part in (self._right, self.keys, self.store):
            part.setVisible(review is not None)
        has_items = review is not None and bool(review.items)
        self._covers[0].show_words("" if review is not None else NO_TEXT)
        self._covers[1].show_words("" if has_items else NO_ITEMS)
        self.about.setVisible(review is not None)
        self._show_notes(review)
        self.fields.setVisible(has_items)
        self._below.setVisible(has_items)  # the words instead of items have all the room
        self.found.show_text(review.sentence if review is not None and has_items else "")
        for button in self.keys.buttons.values():
            button.setEnabled(has_items and not is_busy)
        self.add.setEnabled(not is_busy)
        self.fields.setEnabled(not is_busy)
        if review is None:
            self.similar.hide()
        self._show_store(len(review.to_store) if review is not None else 0, is_busy=is_busy)

    def _show_store(self, confirmed: int, *, is_busy: bool) -> None:
        key = self.store.text().rpartition("   ")[2]
        self.store.setText(f"Store {plural(confirmed, 'item')}   {key}" if confirmed else f"Store   {key}")
        self.store.setEnabled(bool(confirmed) and not is_busy)
        self.store.setDefault(bool(confirmed))

    def show_item(self, review: Review) -> None:
        """Show the chosen item: its fields, its doubts, and stored incidents that may be the same."""
        item = review.item
        if item is None:
            self.similar.hide()
            return
        check, problems = review.checked(review.at)
        is_incident = isinstance(item.entry, IncidentEntry) and item.decision != "stored"
        similar = check.similar if check is not None and is_incident else ()
        self.similar.show_similar(similar, review.dataset, item.stored_id)
        self.fields.show_item(item, review.report.text, check, problems)


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(6)
    for widget in widgets:
        row.addWidget(widget, 1 if isinstance(widget, ElidedLabel) else 0)
    return row


def _column(*parts: QWidget | QHBoxLayout) -> QWidget:
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(6)
    for part in parts:
        if isinstance(part, QWidget):
            layout.addWidget(part)
        else:
            layout.addLayout(part)
    return column
