from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionComboBox

from app.panels.layers import LAYER_TEXTS, LayersPanel
from app.session import Session
from app.widgets.columns import MIN_LEFT_PX
from geo.view.state import LAYERS, State


@pytest.fixture
def panel(qtbot, session: Session) -> LayersPanel:
    layers_panel = LayersPanel(session)
    qtbot.addWidget(layers_panel)
    layers_panel.show()
    return layers_panel


def test_every_layer_of_the_map_has_a_check_box(panel: LayersPanel) -> None:
    assert set(panel.boxes) == set(LAYER_TEXTS) == set(LAYERS)


def test_the_check_boxes_show_the_visible_layers(panel: LayersPanel) -> None:
    assert {name for name, box in panel.boxes.items() if box.isChecked()} == set(LAYERS) - {"former_fata", "heat"}


@pytest.mark.parametrize("name", LAYERS)
def test_toggling_a_layer_is_one_undo_step(qtbot, panel: LayersPanel, session: Session, name: str) -> None:
    before = session.state.layers
    panel.boxes[name].setFocus()
    qtbot.keyClick(panel.boxes[name], Qt.Key.Key_Space)
    assert session.state.layers == before ^ {name}
    session.undo()
    assert session.state.layers == before
    assert panel.boxes[name].isChecked() == (name in before)
    assert not session.can_undo


def test_the_size_of_symbols_can_be_chosen(panel: LayersPanel, session: Session) -> None:
    panel.size_by.setCurrentIndex(1)
    assert session.state == State(size_by="same")
    session.undo()
    assert panel.size_by.currentData() == "killed"


def test_a_preview_updates_the_check_boxes_without_an_undo_step(panel: LayersPanel, session: Session) -> None:
    session.preview(replace(session.state, layers=frozenset({"heat"}), size_by="same"))
    assert {name for name, box in panel.boxes.items() if box.isChecked()} == {"heat"}
    assert panel.size_by.currentData() == "same"
    assert not session.can_undo


def test_no_choice_is_cut_off_in_the_narrowest_panel(themed: None, panel: LayersPanel) -> None:
    panel.resize(MIN_LEFT_PX, 700)
    QApplication.processEvents()
    assert panel.width() == MIN_LEFT_PX
    for combo in (panel.size_by, panel.colour_by):
        option = QStyleOptionComboBox()
        combo.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = combo.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, combo).width()
        texts = [combo.itemText(at) for at in range(combo.count())]
        assert [text for text in texts if combo.fontMetrics().horizontalAdvance(text) > room] == []
