"""The fields of dialogs that several of them share."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QDialog, QDialogButtonBox
from pytestqt.qtbot import QtBot

from app.widgets.forms import form_of, line_field, number_field, save_or_cancel
from app.widgets.paper import paper_fields


@pytest.mark.parametrize("of", ["picture", "atlas"])
def test_a_slide_has_no_orientation_to_choose(qtbot: QtBot, of: str) -> None:
    fields = paper_fields(of, ("a4", "16:9"), "dark", 150)
    for field in (fields.title, fields.size, fields.orientation, fields.theme, fields.dpi):
        qtbot.addWidget(field)
        assert field.objectName().startswith(f"{of} ")
        assert field.accessibleName()
    assert (fields.theme.currentData(), fields.dpi.value()) == ("dark", 150)
    fields.orientation.setCurrentIndex(1)
    fields.size.setCurrentIndex(1)
    assert (fields.orientation.currentData(), fields.orientation.isEnabled()) == ("landscape", False)
    fields.size.setCurrentIndex(0)
    assert fields.orientation.isEnabled()


def test_rows_stand_in_their_order_and_the_buttons_end_the_dialog(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    name, number = line_field("name", "Name", "A hint", 5), number_field("number", "Number", (2, 9), 12)
    form = form_of((("Name", name), ("", number)), dialog)
    assert [form.getWidgetPosition(field)[0] for field in (name, number)] == [0, 1]
    assert (name.maxLength(), name.placeholderText(), number.value()) == (5, "A hint", 9)
    looked: list[bool] = []
    buttons = save_or_cancel(dialog, lambda: looked.append(True))
    buttons.button(QDialogButtonBox.StandardButton.Save).click()
    assert looked == [True]
    assert dialog.result() != QDialog.DialogCode.Accepted
    plain = save_or_cancel(dialog)
    plain.button(QDialogButtonBox.StandardButton.Save).click()
    assert dialog.result() == QDialog.DialogCode.Accepted
