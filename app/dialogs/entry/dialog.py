"""The window of the form: the fields, beside them what may be the same event, below them who and why.

It is not modal, so that the map can be used to pick the place and to look at other incidents.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.dialogs.entry.form import EntryForm, change_words
from app.dialogs.entry.lines import set_words
from app.dialogs.entry.similar import SimilarList
from app.jobs import Jobs
from app.widgets.asking import gives_up
from app.widgets.text import label, rule
from geo.dataset import Dataset
from geo.entry import EntryCheck, IncidentEntry
from geo.incidents.by_hand import LONGEST_WHY, Reason
from geo.reading.direction import without_overrides

if TYPE_CHECKING:
    from geo.store import Workspace

__all__ = ["EntryDialog"]

SIZE = (900, 720)
ASIDE_PX = 270
LEAST = (760, 420)
TITLE_PX = 32
"""About the height of the title that the desktop draws above a window."""
NO_NAME = "No name will stand beside it: Edit › Preferences… has a place for yours."
UNCHANGED = "Nothing is changed yet."
UNCHANGED_COPY = "A copy: change what differs, such as the day."
UNSAVED = "What was typed is not stored yet. Close the form without it?"
FIRST = "The bundled incidents cannot be changed: a workspace file is asked for when you save."


class EntryDialog(QDialog):
    """Emits `save_requested`; it stays open until whoever stores the incident closes it.

    Parameters
    ----------
    title
        What is done: "New incident", for example.
    dataset
        The stored incidents.
    workspace
        That of the incident that is edited; None for a new incident, which goes into the one that is open.
    jobs
        As in `EntryForm`.
    """

    save_requested = Signal(object, object)
    """Emitted with the `EntryCheck` of an entry without errors, and the `Reason`."""
    point_requested = Signal(bool)
    """Emitted when the map should wait for a click on the place, or no longer."""
    shown_again = Signal()
    """Emitted when it has come back from the map."""
    incident_requested = Signal(str)
    """Emitted with the id of a stored incident that the user wants to see on the map."""

    def __init__(
        self,
        title: str,
        dataset: Dataset,
        jobs: Jobs | None = None,
        parent: QWidget | None = None,
        workspace: Workspace | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("entry dialog")
        self.setWindowTitle(title)
        self.workspace = workspace
        self._dataset, self._is_saving, self._is_settled = dataset, False, False
        self._who = self._by = ""
        self.is_open = True
        room = self.screen().availableSize()
        self.setMinimumSize(min(LEAST[0], room.width()), min(LEAST[1], room.height()))
        self.form = EntryForm(dataset, jobs)
        self.similar = SimilarList()
        self.why = QLineEdit()
        self.why.setObjectName("why")
        self.why.setAccessibleName("Why it is changed")
        self.why.setPlaceholderText("for example: the police corrected the figure")
        self.why.setMaxLength(LONGEST_WHY)
        self._lay_out()
        self.form.checked.connect(self._show_check)
        self.form.edited.connect(self._show_state)
        self.form.pick_requested.connect(self._on_pick)
        self.similar.chosen.connect(self.incident_requested)
        QShortcut(QKeySequence("Ctrl+Return"), self, self._save)

    def show_entry(self, entry: IncidentEntry, who: str = "") -> None:
        """Show an entry; ``who`` is the name that will stand beside the change."""
        self._who = who
        is_edit = entry.edits is not None
        self._why_row.setVisible(is_edit)
        self._by = f"By {without_overrides(who)}." if who else NO_NAME if is_edit else ""
        self.form.set_entry(entry)
        self.form.focus_first()
        self._show_state()

    def place(self, corner: QPoint) -> None:
        """Stand with the upper left corner there, as far as the screen has room: the buttons below stay in it."""
        room = self.screen().availableGeometry().adjusted(0, 0, 0, -TITLE_PX)
        x, y = max(room.left(), corner.x()), max(room.top(), corner.y())
        self.resize(QSize(*SIZE).boundedTo(QSize(room.right() - x + 1, room.bottom() - y + 1)))
        x, y = min(x, room.right() - self.width() + 1), min(y, room.bottom() - self.height() + 1)
        self.move(max(room.left(), x), max(room.top(), y))

    def set_dataset(self, dataset: Dataset) -> None:
        """Compare with other stored incidents from now on."""
        self._dataset = dataset
        self.form.set_dataset(dataset)

    def set_point(self, lon: float, lat: float) -> None:
        """Take a point of the map as the place, and come back."""
        self.show_again()
        self.form.set_point(lon, lat)

    def say(self, words: str) -> None:
        """Say something above the buttons: why it was not stored, or where it will be."""
        set_words(self._said, words)

    def set_saving(self, *, is_on: bool) -> None:
        """Wait for the change to be stored, or no longer."""
        self._is_saving = is_on
        self._show_state()

    def settle(self) -> None:
        """Close without asking: the incident is stored."""
        self._is_settled = True
        self.accept()

    def done(self, result: int) -> None:
        """Close; from now on it is no form that is open."""
        self.is_open = False
        super().done(result)

    def show_again(self) -> None:
        """Come back after the place was picked on the map, or after that was given up."""
        was_picking = self.form.is_picking
        self.form.set_picking(is_on=False)
        self.show()
        self.raise_()
        self.activateWindow()
        if was_picking:
            self.form.focus_pick()
        self.shown_again.emit()

    @property
    def is_changed(self) -> bool:
        """Whether something was typed that is not stored."""
        return self.form.is_changed and not self._is_settled

    def _lay_out(self) -> None:
        self._state = label("", "muted", wrap=True)
        self._said = label("", "warning", wrap=True)
        self._said.hide()
        self._changes = label("", "muted", wrap=True)
        aside = QFrame()
        aside.setObjectName("panel")
        aside.setFixedWidth(ASIDE_PX)
        beside = QVBoxLayout(aside)
        beside.setContentsMargins(14, 10, 14, 12)
        beside.addWidget(self.similar, 1)
        self._read_heading = label("Filled in, or read otherwise than typed", "heading", wrap=True)
        self._read_heading.hide()
        beside.addWidget(self._read_heading)
        beside.addWidget(self._changes)
        middle = QHBoxLayout()
        middle.setSpacing(1)
        middle.addWidget(self.form, 1)
        middle.addWidget(aside)
        self._why_row = QWidget()
        row = QHBoxLayout(self._why_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label("Why", "muted"))
        row.addWidget(self.why, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(middle, 1)
        layout.addWidget(rule())
        below = QVBoxLayout()
        below.setContentsMargins(14, 10, 14, 12)
        below.setSpacing(8)
        for widget in (self._why_row, self._said):
            below.addWidget(widget)
        last = QHBoxLayout()
        last.addWidget(self._state, 1)
        last.addWidget(self._make_buttons())
        below.addLayout(last)
        layout.addLayout(below)

    def _make_buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.save: QPushButton = buttons.addButton("Save", QDialogButtonBox.ButtonRole.ActionRole)
        self.save.setObjectName("save incident")
        self.save.setToolTip("Store the incident (Ctrl+Enter)")
        self.save.setDefault(True)
        self.save.clicked.connect(self._save)
        buttons.rejected.connect(self.reject)
        return buttons

    def _show_check(self, check: EntryCheck) -> None:
        is_comparable = bool(check.found.place_precision) and not check.problems_of("date_start")
        self.similar.show_similar(check.similar, self._dataset, is_comparable=is_comparable)
        changes = "\n".join(map(change_words, check.changes))
        set_words(self._changes, without_overrides(changes))
        self._read_heading.setVisible(bool(changes))
        self._show_state()

    def _show_state(self) -> None:
        """Say what is missing, and whether it can be saved now."""
        check = self.form.latest
        summary = self.form.summary()
        is_edit = self.form.entry().edits is not None
        is_same = not self.form.is_changed
        nothing = "" if not is_same else UNCHANGED if is_edit else UNCHANGED_COPY
        said = "It is being stored…" if self._is_saving else summary or nothing
        self._state.setText(" ".join(filter(None, (said, self._by))))
        self.save.setEnabled(check is not None and check.is_good and not is_same and not self._is_saving)

    def _on_pick(self) -> None:
        if self.form.is_picking:
            self.hide()  # it stays above the window, and so above the map
        self.point_requested.emit(self.form.is_picking)

    def _save(self) -> None:
        check = self.form.check
        if check is None or not self.save.isEnabled():
            return
        self.say("")
        why = "".join(c for c in self.why.text() if c.isprintable()).strip()
        self.save_requested.emit(check, Reason(self._who, why))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field stores nothing: it takes a suggestion, and a second one would be too many."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.save.hasFocus():
            return
        super().keyPressEvent(event)

    def reject(self) -> None:
        """Close, after asking if something was typed."""
        if self.gives_up():
            self.point_requested.emit(False)
            super().reject()

    def gives_up(self) -> bool:
        """Whether it may be closed: nothing was typed that is not stored, or the user gives that up."""
        if not self.is_changed or not self.is_open:
            return True
        return gives_up(self, UNSAVED)
