"""Picking a place on the map for a form that waits for it: with a click, or given up by a button or by Escape."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.actions.action import ActionHost
from app.dialogs.entry.dialog import EntryDialog

__all__ = ["pick"]

PICK = "Click the place of the incident on the map. Esc goes back to the form."


class _Escape(QShortcut):
    """Escape in the window, which does nothing else as long as this is there."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(QKeySequence(Qt.Key.Key_Escape), window)
        self._others = [action for action in window.findChildren(QAction) if self.key() in action.shortcuts()]
        for action in self._others:
            action.setShortcuts([])

    def end(self) -> None:
        """Give the key back."""
        for action in self._others:
            action.setShortcuts([self.key()])
        self._others = []
        self.setEnabled(False)
        self.deleteLater()


def pick(host: ActionHost, dialog: EntryDialog, *, is_on: bool) -> None:
    """Let the user click the place, or no longer; the form comes back with the click, by a button or by Escape."""
    host.map.pick_point(is_on=is_on)
    if not is_on:
        return
    report = host.notice.add_report(PICK)
    report.offer("Back to the form", "Without picking a place (Esc)")

    def end() -> None:
        if isValid(escape):
            escape.end()
        if isValid(report) and report in host.notice.reports:
            report.closed.emit()

    def back() -> None:
        host.map.pick_point(is_on=False)
        if isValid(dialog) and dialog.isHidden():
            dialog.show_again()

    escape = _Escape(host.window)
    escape.activated.connect(back)
    report.button.clicked.connect(back)
    report.closed.connect(back)
    dialog.shown_again.connect(end)
    dialog.destroyed.connect(end)
    host.window.activateWindow()
