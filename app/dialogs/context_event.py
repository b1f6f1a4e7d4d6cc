"""A context event by hand: what happened, on which days, where it applies and who reported it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.widgets.asking import gives_up
from app.widgets.elided import one_line
from app.widgets.forms import form_of, grow, line_field, save_or_cancel
from app.widgets.text import label
from geo.entry import ContextEntry, check_context
from geo.incidents import ContextEvent

__all__ = ["CONTEXT_CATEGORIES", "ContextEventDialog"]

CONTEXT_CATEGORIES = (
    "operation", "ceasefire", "ceasefire ends", "agreement", "statement", "cross-border", "armed groups", "access",
    "communications", "protest", "politics", "diplomatic", "legal/administrative", "administrative boundary", "data",
)  # fmt: skip
"""Offered first; another one may be typed."""

SCOPES = ("KP", "Balochistan", "national", "regional")
_LEAST_PX = 520
_UNSAVED = "What was typed is not stored. Close without it?"
_HINTS = {
    "date_start": "For example: 3 Nov 2024, or 3-5 Nov 2024, or Nov 2024",
    "date_end": "Blank: the same day",
    "title": "In a few words, as it was reported",
    "source": "Who reported it, and where",
}


class ContextEventDialog(QDialog):
    """Accepted with `made`; ``entry`` is what is corrected, ``known`` the events whose names are offered."""

    def __init__(
        self, entry: ContextEntry | None = None, known: Iterable[ContextEvent] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._entry = entry or ContextEntry()
        self._made: ContextEvent | None = None
        is_new = not self._entry.event_id
        self.setObjectName("context event dialog")
        self.setWindowTitle("New context event" if is_new else "Edit a context event")
        self.setMinimumWidth(_LEAST_PX)
        events = list(known)
        categories = [*CONTEXT_CATEGORIES, *(one_line(event.category) for event in events)]
        scopes = [*SCOPES, *sorted(one_line(event.scope) for event in events)]
        self.date_start, self.date_end = self._line("date_start", "First day"), self._line("date_end", "Last day")
        self.title, self.source = self._line("title", "What happened"), self._line("source", "Source")
        self.category = self._choice("category", "Category", categories)
        self.scope = self._choice("scope", "Where it applies", scopes)
        self.notes = QPlainTextEdit(self._entry.notes)
        self.notes.setObjectName("context notes")
        self.notes.setAccessibleName("Note")
        self.notes.setTabChangesFocus(True)
        self.notes.setFixedHeight(4 * self.fontMetrics().height())
        self.notes.textChanged.connect(self._check)
        self.problem = label("", "warning", wrap=True)
        self.problem.setObjectName("context problem")
        self._lay_out()
        self._check()
        self._first = self.entry
        self.problem.hide()  # nothing is typed yet

    def _line(self, field: str, name: str) -> QLineEdit:
        edit = line_field(f"context {field}", name, _HINTS.get(field, ""))
        edit.setText(getattr(self._entry, field))
        edit.textChanged.connect(self._check)
        return edit

    def _choice(self, field: str, name: str, offered: Iterable[str]) -> QComboBox:
        box = QComboBox()
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.setObjectName(f"context {field}")
        box.setAccessibleName(name)
        box.addItems(list(dict.fromkeys(filter(None, offered))))
        box.setCurrentText(getattr(self._entry, field))
        box.currentTextChanged.connect(self._check)
        return box

    def _lay_out(self) -> None:
        rows = (
            ("What happened", self.title), ("First day", self.date_start), ("Last day", self.date_end),
            ("Category", self.category), ("Where it applies", self.scope), ("Source", self.source),
            ("Note", self.notes),
        )  # fmt: skip
        buttons = save_or_cancel(self)
        self.save: QPushButton = buttons.button(QDialogButtonBox.StandardButton.Save)
        layout = QVBoxLayout(self)
        layout.addLayout(form_of(rows))
        layout.addWidget(self.problem)
        layout.addStretch()
        layout.addWidget(buttons)

    @property
    def entry(self) -> ContextEntry:
        """What is typed."""
        return ContextEntry(
            date_start=self.date_start.text(), date_end=self.date_end.text(), title=self.title.text(),
            scope=self.scope.currentText(), category=self.category.currentText(), source=self.source.text(),
            notes=self.notes.toPlainText(), event_id=self._entry.event_id,
        )  # fmt: skip

    @property
    def made(self) -> ContextEvent:
        """The event; only after the dialog was accepted."""
        assert self._made is not None
        return self._made

    def reject(self) -> None:
        """Close, after asking if something was typed."""
        if self.entry == self._first or gives_up(self, _UNSAVED):
            super().reject()

    def _check(self) -> None:
        """Save what can be stored; say what is wrong with the rest."""
        self._made, problems = check_context(self.entry)
        self.save.setEnabled(self._made is not None)
        self.problem.setText("\n".join(problem.message for problem in problems))
        self.problem.setVisible(bool(problems))
        grow(self)
