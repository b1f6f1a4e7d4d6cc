"""The wheel scrolls what is under the cursor; a control takes it only while it has the keyboard focus.

A combo box, a number box, a slider or a row of tabs that changes under a cursor which only passes over it changes an
answer that nobody looks at. The wheel is looked at where it enters a window, before any control has it: a filter for
all events of the application would be called for each of them, in Python.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF
from PySide6.QtGui import QGuiApplication, QWheelEvent, QWindow
from PySide6.QtWidgets import QAbstractSlider, QAbstractSpinBox, QApplication, QComboBox, QScrollBar, QTabBar, QWidget

__all__ = ["WheelGuard", "control_at"]

_CONTROLS = (QComboBox, QAbstractSpinBox, QAbstractSlider, QTabBar)
_WATCHED = "wheel is watched"


class WheelGuard(QObject):
    """Watches every window of the application from now on, dialogs that are opened later too."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._watch()
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusWindowChanged.connect(self._watch)

    def _watch(self, _focused: QWindow | None = None) -> None:
        """Watch the windows that are not watched yet."""
        for window in QGuiApplication.topLevelWindows():
            if not window.property(_WATCHED):
                window.setProperty(_WATCHED, True)
                window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give a turn of the wheel over a control without the focus to what the control lies in."""
        if not isinstance(event, QWheelEvent) or not isinstance(watched, QWindow):
            return False
        control = control_at(QWidget.find(watched.winId()), event.position())
        focused = QApplication.focusWidget()
        if control is None or (focused is not None and control.isAncestorOf(focused)):
            return False
        _pass_on(event, control)
        return True


def control_at(window: QWidget | None, at: QPointF) -> QWidget | None:
    """The control under a point of a window that the wheel would change; a scroll bar only scrolls."""
    widget = None if window is None else window.childAt(at.toPoint())
    while widget is not None and not widget.isWindow():
        if isinstance(widget, _CONTROLS) and not isinstance(widget, QScrollBar):
            return widget
        widget = widget.parentWidget()
    return None


def _pass_on(event: QWheelEvent, control: QWidget) -> None:
    """Send the wheel to what the control lies in, as far out as it takes for somebody to use it."""
    around = control
    while not around.isWindow() and (outer := around.parentWidget()) is not None:
        around = outer
        turn = QWheelEvent(
            around.mapFromGlobal(event.globalPosition()), event.globalPosition(), event.pixelDelta(),
            event.angleDelta(), event.buttons(), event.modifiers(), event.phase(), event.inverted(),
        )  # fmt: skip
        turn.ignore()
        if QApplication.sendEvent(around, turn) and turn.isAccepted():
            return
