"""Picking a place on the map for a form that waits for it: with a click, or given up by a button or by Escape."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from app.actions.action import ActionHost
from app.dialogs.entry.dialog import EntryDialog

__all__ = ["pick"]

PICK = "Click the place of the incident on the map. Esc goes back to the form."


class _Escape(QObject):
    """Calls back on Escape wherever the keyboard is, before a shortcut of the window or the map takes it."""

    def __init__(self, pressed: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._pressed = pressed
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take Escape, and call back after its event: what comes up then must not get it too."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if event.key() != Qt.Key.Key_Escape:
            return False
        event.accept()
        QTimer.singleShot(0, self, self._pressed)
        return True


def pick(host: ActionHost, dialog: EntryDialog, *, is_on: bool) -> None:
    """Let the user click the place, or no longer; the form comes back with the click, by a button or by Escape."""
    host.map.pick_point(is_on=is_on)
    if not is_on:
        return
    report = host.notice.add_report(PICK)
    report.offer("Back to the form", "Without picking a place (Esc)")

    def end() -> None:
        if isValid(escape):
            escape.deleteLater()
        if isValid(report) and report in host.notice.reports:
            report.closed.emit()

    def back() -> None:
        host.map.pick_point(is_on=False)
        if isValid(dialog) and dialog.isHidden():
            dialog.show_again()

    escape = _Escape(back, report)
    report.button.clicked.connect(back)
    report.closed.connect(back)
    dialog.shown_again.connect(end)
    host.window.activateWindow()
