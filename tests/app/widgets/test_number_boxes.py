from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QLineEdit, QSpinBox, QStyle, QWidget
from pytestqt.qtbot import QtBot

from app.widgets.number_boxes import DecimalBox, NumberBox

FRAME_PX = 4


def combo() -> QComboBox:
    box = QComboBox()
    box.addItem("11")
    return box


def text_line() -> QLineEdit:
    line = QLineEdit("11")
    line.setCursorPosition(2)
    return line


def filled(box: QSpinBox) -> QSpinBox:
    box.setValue(11)
    return box


FIELDS: dict[str, Callable[[], QWidget]] = {
    "text": text_line,
    "combo": combo,
    "number": lambda: filled(NumberBox()),
    "decimal": lambda: filled(DecimalBox()),  # type: ignore[arg-type]
}


def text_begins(field: QWidget) -> int:
    """The first column, counted from the frame, in which something is written."""
    image = field.grab().toImage()
    ground = QColor(image.pixel(FRAME_PX, image.height() // 2)).lightness()
    rows = range(FRAME_PX, image.height() - FRAME_PX)
    for x in range(FRAME_PX, image.width() // 2):
        if any(abs(QColor(image.pixel(x, y)).lightness() - ground) > 60 for y in rows):
            return x
    return -1


def test_the_text_of_all_fields_begins_in_one_line_and_they_have_one_height(qtbot: QtBot, themed: None) -> None:
    column = QWidget()
    qtbot.addWidget(column)
    fields = {name: make() for name, make in FIELDS.items()}
    for y, field in enumerate(fields.values()):
        field.setParent(column)
        field.setGeometry(0, 40 * y, 160, field.sizeHint().height())
    column.show()
    begins = {name: text_begins(field) for name, field in fields.items()}
    assert min(begins.values()) > FRAME_PX + 4
    assert max(begins.values()) - min(begins.values()) <= 2, begins
    assert len({field.height() for field in fields.values()}) == 1


@pytest.mark.parametrize("field", [NumberBox, DecimalBox])
def test_a_number_box_has_room_for_its_longest_number(qtbot: QtBot, themed: None, field: type[NumberBox]) -> None:
    box = field()
    qtbot.addWidget(box)
    box.setRange(0, 100_000)
    box.setValue(100_000)
    box.resize(box.sizeHint())
    box.show()
    written = box.fontMetrics().horizontalAdvance(box.text())
    assert box.lineEdit().width() - 2 * box.lineEdit().textMargins().left() >= written


def test_buttons_of_dialogs_have_no_icons(qtbot: QtBot, themed: None) -> None:
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(buttons)
    hint = QStyle.StyleHint.SH_DialogButtonBox_ButtonsHaveIcons
    assert not buttons.style().styleHint(hint, None, buttons)
