"""No control of the window or of a dialog changes by the wheel unless it has the focus."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDateEdit,
    QDialog,
    QDoubleSpinBox,
    QScrollArea,
    QScrollBar,
    QSlider,
    QSpinBox,
    QTabBar,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.timebar.canvas import Canvas
from app.widgets.wheel import WheelGuard
from app.window import Window
from tests.app.dialogs.samples import DIALOGS

CONTROLS = (QComboBox, QAbstractSpinBox, QAbstractSlider, QTabBar, Canvas)


def combo() -> QComboBox:
    box = QComboBox()
    box.addItems(["one", "two", "three"])
    box.setCurrentIndex(1)
    return box


def spin(box: QSpinBox | QDoubleSpinBox | QSlider) -> QWidget:
    box.setRange(0, 90)
    box.setValue(40)
    return box


def tabs() -> QTabBar:
    bar = QTabBar()
    for name in ("one", "two", "three"):
        bar.addTab(name)
    bar.setCurrentIndex(1)
    return bar


MADE: dict[str, Callable[[], QWidget]] = {
    "combo box": combo,
    "number": lambda: spin(QSpinBox()),
    "decimal number": lambda: spin(QDoubleSpinBox()),
    "date": lambda: QDateEdit(QDate(2024, 11, 15)),
    "slider": lambda: spin(QSlider(Qt.Orientation.Horizontal)),
    "tabs": tabs,
}


def value(control: QWidget) -> object:
    """What a turn of the wheel could change."""
    if isinstance(control, (QComboBox, QTabBar)):
        return control.currentIndex()
    if isinstance(control, QDateEdit):
        return control.date()
    if isinstance(control, (QSpinBox, QDoubleSpinBox, QAbstractSlider)):
        return control.value()
    assert isinstance(control, Canvas)
    return control.period


def turn(control: QWidget, delta: int = -120) -> None:
    """Turn the wheel over the middle of a control, as the window system reports it."""
    window = control.window()
    handle = window.windowHandle()
    assert isinstance(handle, QWindow)
    at = control.mapTo(window, control.rect().center())
    QTest.wheelEvent(handle, at.toPointF(), QPoint(0, delta))
    QApplication.processEvents()


@pytest.fixture
def guard(qapp: QApplication) -> Iterator[WheelGuard]:
    made = WheelGuard()
    yield made
    made.deleteLater()


@pytest.fixture
def area(qtbot: QtBot, guard: WheelGuard) -> QScrollArea:
    """A scroll area with a high column."""
    outer, inner = QScrollArea(), QWidget()
    inner.setMinimumHeight(2_000)
    QVBoxLayout(inner)
    outer.setWidget(inner)
    outer.setWidgetResizable(True)
    outer.resize(300, 200)
    qtbot.addWidget(outer)
    return outer


def put(qtbot: QtBot, area: QScrollArea, control: QWidget) -> QWidget:
    """Show a control at the top of an area that has the focus."""
    column = area.widget().layout()
    assert isinstance(column, QVBoxLayout)
    column.addWidget(control)
    column.addStretch()
    area.show()
    qtbot.waitUntil(area.isActiveWindow)
    area.setFocus()
    QApplication.processEvents()
    return control


@pytest.mark.parametrize("name", MADE)
def test_the_wheel_over_a_control_scrolls_what_is_around_it(qtbot: QtBot, area: QScrollArea, name: str) -> None:
    control = put(qtbot, area, MADE[name]())
    before = value(control)
    turn(control)
    assert value(control) == before
    assert area.verticalScrollBar().value() > 0
    assert not control.hasFocus()


@pytest.mark.parametrize("name", MADE)
def test_with_the_focus_the_wheel_changes_it(qtbot: QtBot, area: QScrollArea, name: str) -> None:
    control = put(qtbot, area, MADE[name]())
    control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    control.setFocus()
    qtbot.waitUntil(control.hasFocus)
    before = value(control)
    turn(control)
    assert value(control) != before
    assert area.verticalScrollBar().value() == 0


def in_view(root: QWidget) -> list[QWidget]:
    """The controls of a window that the cursor can reach."""
    found = [w for w in root.findChildren(QWidget) if isinstance(w, CONTROLS) and not isinstance(w, QScrollBar)]
    return [w for w in found if w.isVisible() and w.window() is root and not w.visibleRegion().isEmpty()]


def changed_by_the_wheel(root: QWidget) -> list[str]:
    """The controls that a turn of the wheel changes although another one has the focus."""
    changed = []
    for control in in_view(root):
        if (focused := QApplication.focusWidget()) is not None:
            focused.clearFocus()
        before = value(control)
        for delta in (-120, 120, 120):
            turn(control, delta)
            if value(control) != before:
                changed.append(
                    f"{type(control).__name__} {control.objectName()} in {control.parentWidget().objectName()}"
                )
                break
    return changed


def test_no_control_of_the_window_changes(qtbot: QtBot, window: Window) -> None:
    qtbot.waitUntil(window.isActiveWindow)
    seen = set()
    for left in range(window.sides.left.count()):
        for right in range(window.sides.tables.count()):
            window.sides.left.setCurrentIndex(left)
            window.sides.tables.setCurrentIndex(right)
            QApplication.processEvents()
            assert changed_by_the_wheel(window) == []
            seen |= {type(control) for control in in_view(window)}
    assert {QTabBar, QComboBox, Canvas} <= seen


def test_a_control_below_what_is_seen_does_not_change_while_one_scrolls(qtbot: QtBot, window: Window) -> None:
    qtbot.waitUntil(window.isActiveWindow)
    filters = window.sides.filters
    for control in (filters.killed, filters.precision):
        filters.findChild(QScrollArea, "filters area").ensureWidgetVisible(control)
        QApplication.processEvents()
        before = value(control)
        turn(control, 120)
        assert value(control) == before
    assert not window.session.state.query.is_filtered


@pytest.mark.parametrize("name", DIALOGS)
def test_no_control_of_a_dialog_changes(qtbot: QtBot, guard: WheelGuard, tmp_path: Path, name: str) -> None:
    dialog: QDialog = DIALOGS[name](tmp_path)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(dialog.isActiveWindow)
    QApplication.processEvents()
    assert changed_by_the_wheel(dialog) == []
