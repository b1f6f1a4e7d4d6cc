"""The dialog that maps the columns of a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QPushButton, QTableWidget

from app.dialogs.column_mapping import BOTH, NAMES, PAUSE_MS, ColumnMappingDialog
from geo.sources.column_mapping.record import TARGETS
from geo.sources.incident_file import IncidentFile
from tests.app.samples import PAYLOADS

ROWS = "Date,Type,District,Who\n03/04/2024,raid,Bannu,A group\n05/06/2024,clash,Kurram,TTP\n"


@pytest.fixture
def dialog(qtbot, tmp_path: Path) -> ColumnMappingDialog:
    path = tmp_path / "partner.csv"
    path.write_text(ROWS, encoding="utf-8")
    dialog = ColumnMappingDialog(IncidentFile(path))
    qtbot.addWidget(dialog)
    return dialog


def label_text(dialog: ColumnMappingDialog) -> str:
    return " ".join(w.text() for w in dialog.findChildren(QLabel))


def accept_button(dialog: ColumnMappingDialog) -> QPushButton:
    (button,) = dialog.findChildren(QPushButton, "accept mapping")
    return button


def preview(dialog: ColumnMappingDialog) -> list[str]:
    (view,) = dialog.findChildren(QTableWidget, "preview")
    return [view.item(row, 0).text() + "|" + view.item(row, 1).text() for row in range(view.rowCount())]


def choose(dialog: ColumnMappingDialog, combo: QComboBox, value: str, qtbot) -> None:
    combo.setCurrentIndex(combo.findData(value))
    qtbot.wait(PAUSE_MS + 50)


def test_every_target_column_has_a_display_name() -> None:
    assert set(NAMES) - {BOTH} == set(TARGETS)


def test_ambiguities_are_listed_and_the_first_rows_previewed(qtbot, dialog: ColumnMappingDialog) -> None:
    assert "03/04/2024, 05/06/2024 can be read in two ways" in label_text(dialog)
    assert not accept_button(dialog).isEnabled()
    choose(dialog, dialog.order, "mdy", qtbot)
    assert accept_button(dialog).isEnabled()
    assert preview(dialog) == ["6 May 2024|Battles: Armed clash"]
    assert "There is no event type 'raid'" in label_text(dialog)
    choose(dialog, dialog._types["raid"], "Attack", qtbot)
    assert preview(dialog) == ["4 Mar 2024|Violence against civilians: Attack", "6 May 2024|Battles: Armed clash"]
    choose(dialog, dialog._targets["Who"], "actor1", qtbot)
    qtbot.mouseClick(accept_button(dialog), Qt.MouseButton.LeftButton)
    assert dialog.result() == QDialog.DialogCode.Accepted
    mapping = dialog.options.column_mapping
    assert mapping is not None
    assert mapping.columns == {"date_start": "Date", "event_type": "Type", "district": "District", "actor1": "Who"}
    assert (mapping.date_order, mapping.types["raid"]) == ("mdy", "Attack")


def test_a_contradictory_mapping_cannot_be_accepted(qtbot, dialog: ColumnMappingDialog) -> None:
    choose(dialog, dialog.order, "dmy", qtbot)
    choose(dialog, dialog._targets["Who"], "district", qtbot)
    assert "Two columns cannot both be 'District'" in label_text(dialog)
    assert not accept_button(dialog).isEnabled()
    choose(dialog, dialog._targets["Who"], "", qtbot)
    dialog.source.setText("../../x")
    qtbot.wait(PAUSE_MS + 50)
    assert not accept_button(dialog).isEnabled()
    dialog.source.setText("partner")
    dialog.crs.setText("EPSG:0")
    qtbot.wait(PAUSE_MS + 50)
    choose(dialog, dialog._targets["District"], "", qtbot)
    assert "Choose the columns that hold the place" in label_text(dialog)
    choose(dialog, dialog.province, "Balochistan", qtbot)
    assert accept_button(dialog).isEnabled()


@pytest.mark.parametrize("payload", PAYLOADS)
def test_text_of_a_file_is_plain_text(qtbot, tmp_path: Path, payload: str) -> None:
    path = tmp_path / "partner.csv"
    cell = '"' + payload.replace('"', '""') + '"'
    path.write_text(f"Date,Type,District,{cell}\n2024-11-18,clash,Bannu,{cell}\n", encoding="utf-8")
    dialog = ColumnMappingDialog(IncidentFile(path))
    qtbot.addWidget(dialog)
    for label in dialog.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText
    assert preview(dialog) == ["18 Nov 2024|Battles: Armed clash"]


def test_a_change_of_encoding_reopens_the_file(qtbot, dialog: ColumnMappingDialog) -> None:
    (choice,) = dialog.findChildren(QComboBox, "mapping encoding")
    choice.setCurrentIndex(choice.findData("cp1256"))
    choice.activated.emit(choice.currentIndex())
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert (dialog.options.encoding, dialog.options.column_mapping) == ("cp1256", None)


def test_a_file_without_types_gets_one_type_for_all_rows(qtbot, tmp_path: Path) -> None:
    path = tmp_path / "kidnappings.csv"
    path.write_text("Date,District\n2024-11-18,Bannu\n", encoding="utf-8")
    dialog = ColumnMappingDialog(IncidentFile(path))
    qtbot.addWidget(dialog)
    assert "Choose the column that holds the event type" in label_text(dialog)
    choose(dialog, dialog.kind, "Abduction/forced disappearance", qtbot)
    assert preview(dialog) == ["18 Nov 2024|Violence against civilians: Abduction/forced disappearance"]
    assert dialog.column_mapping().constants == {"event_type": "Abduction/forced disappearance"}
