"""Saved views: give the present one a name, and choose among those of the workspace."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.widgets.forms import form_of, line_field, save_or_cancel
from app.widgets.text import label
from geo.briefing.saved_views import SavedView
from geo.calendar.days import day_text, period_text
from geo.errors import InputError
from geo.query import Query
from geo.store.rules import LONGEST_NAME, require_name
from geo.view.state import State

__all__ = ["SaveViewDialog", "SavedViewsDialog", "view_words"]

KEPT = "Kept with the workspace: filters, period, layers, colours, hot spots and the section of the map."
NOT_UNDERSTOOD = "Saved by another version of Incident Atlas: not understood here."
NONE_YET = "This workspace has no saved views yet. View › Save this view keeps what is shown now."


def view_words(state: State) -> str:
    """Period and filters of a view, on one line."""
    return "; ".join((_period_words(state.query), *state.query.words()))


def _period_words(query: Query) -> str:
    first, last = query.first, query.last
    if first is not None and last is not None:
        return period_text(first, last)
    if first is not None:
        return f"from {day_text(first)} on"
    return "the whole period of the data" if last is None else f"until {day_text(last)}"


class SaveViewDialog(QDialog):
    """Accepted with `chosen`, the name of the view."""

    def __init__(self, state: State, names: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("save view dialog")
        self.setWindowTitle("Save this view")
        self.setMinimumWidth(460)
        self._names = frozenset(names)
        hint = "For example: Weekly page, Bannu division"
        self.name = line_field("view name", "Name of the view", hint, LONGEST_NAME)
        self.problem = label("", "warning", wrap=True)
        self.problem.setObjectName("view problem")
        self.name.textChanged.connect(self._check)
        layout = QVBoxLayout(self)
        layout.addLayout(form_of((("Name", self.name), ("Shows", label(view_words(state), wrap=True)))))
        layout.addWidget(label(KEPT, "muted", wrap=True))
        layout.addWidget(self.problem)
        layout.addStretch()
        layout.addWidget(save_or_cancel(self, self._accept))
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def chosen(self) -> str:
        """The name without blanks around it."""
        return self.name.text().strip()

    def _check(self, _text: str) -> None:
        is_known = self.chosen in self._names
        self.problem.setText(f"There is a view {self.chosen} already: this one takes its place." if is_known else "")

    def _accept(self) -> None:
        try:
            require_name(self.chosen, "view")
        except InputError as error:
            self.problem.setText(str(error))
            return
        self.accept()


class SavedViewsDialog(QDialog):
    """Lists the views of a workspace; accepted with `chosen`, the view to show."""

    removal_requested = Signal(str)
    """Emitted with the name of the view that is to be removed."""

    def __init__(self, workspace: str, views: Sequence[SavedView], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("saved views dialog")
        self.setWindowTitle("Saved views")
        self.resize(520, 380)
        self._views = list(views)
        self._list = QListWidget()
        self._list.setObjectName("saved views")
        self._list.setAccessibleName("Saved views")
        self._list.setWordWrap(True)
        for view in self._views:
            words = view_words(view.state) if view.state is not None else NOT_UNDERSTOOD
            self._list.addItem(QListWidgetItem(f"{view.name}\n{words}"))
        self._hint = label(NONE_YET, "muted", wrap=True)
        self._hint.setVisible(not self._views)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._show = buttons.addButton("Show", QDialogButtonBox.ButtonRole.AcceptRole)
        self._remove = buttons.addButton("Remove", QDialogButtonBox.ButtonRole.ActionRole)
        self._show.setObjectName("show view")
        self._remove.setObjectName("remove view")
        self._show.setDefault(True)
        self._list.currentRowChanged.connect(lambda _row: self._enable())
        self._list.itemActivated.connect(lambda _item: self._accept())
        self._list.setCurrentRow(0)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        self._remove.clicked.connect(self._request_removal)
        layout = QVBoxLayout(self)
        layout.addWidget(label(workspace, "title", wrap=True))
        layout.addWidget(self._hint)
        layout.addWidget(self._list, 1)
        layout.addWidget(buttons)
        self._enable()
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def chosen(self) -> SavedView | None:
        """The view that the list is at."""
        row = self._list.currentRow()
        return self._views[row] if 0 <= row < len(self._views) else None

    def _enable(self) -> None:
        chosen = self.chosen
        self._show.setEnabled(chosen is not None and chosen.state is not None)
        self._remove.setEnabled(chosen is not None)

    def _accept(self) -> None:
        if self._show.isEnabled():
            self.accept()

    def _request_removal(self) -> None:
        if self.chosen is not None:
            self.removal_requested.emit(self.chosen.name)

    def drop(self, name: str) -> None:
        """Take a view that was removed from the list."""
        row = [view.name for view in self._views].index(name)
        del self._views[row]
        self._list.takeItem(row)
        self._hint.setVisible(not self._views)
        self._enable()
