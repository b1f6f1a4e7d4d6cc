"""The dialog that asks which column is what."""

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
    made = ColumnMappingDialog(IncidentFile(path))
    qtbot.addWidget(made)
    return made


def said(dialog: ColumnMappingDialog) -> str:
    return " ".join(w.text() for w in dialog.findChildren(QLabel))


def accept(dialog: ColumnMappingDialog) -> QPushButton:
    (button,) = dialog.findChildren(QPushButton, "accept mapping")
    return button


def preview(dialog: ColumnMappingDialog) -> list[str]:
    (view,) = dialog.findChildren(QTableWidget, "preview")
    return [view.item(row, 0).text() + "|" + view.item(row, 1).text() for row in range(view.rowCount())]


def choose(dialog: ColumnMappingDialog, combo: QComboBox, value: str, qtbot) -> None:
    combo.setCurrentIndex(combo.findData(value))
    qtbot.wait(PAUSE_MS + 50)


def test_every_column_of_ours_has_a_name_for_people() -> None:
    assert set(NAMES) - {BOTH} == set(TARGETS)


def test_what_cannot_be_known_is_asked_and_the_first_rows_are_shown(qtbot, dialog: ColumnMappingDialog) -> None:
    assert "03/04/2024, 05/06/2024 can be read in two ways" in said(dialog)
    assert not accept(dialog).isEnabled()
    choose(dialog, dialog.order, "mdy", qtbot)
    assert accept(dialog).isEnabled()
    assert preview(dialog) == ["6 May 2024|Battles: Armed clash"]
    assert "There is no event type 'raid'" in said(dialog)
    choose(dialog, dialog._types["raid"], "Attack", qtbot)
    assert preview(dialog) == ["4 Mar 2024|Violence against civilians: Attack", "6 May 2024|Battles: Armed clash"]
    choose(dialog, dialog._targets["Who"], "actor1", qtbot)
    qtbot.mouseClick(accept(dialog), Qt.MouseButton.LeftButton)
    assert dialog.result() == QDialog.DialogCode.Accepted
    mapping = dialog.options.column_mapping
    assert mapping is not None
    assert mapping.columns == {"date_start": "Date", "event_type": "Type", "district": "District", "actor1": "Who"}
    assert (mapping.date_order, mapping.types["raid"]) == ("mdy", "Attack")


def test_what_contradicts_itself_cannot_be_accepted(qtbot, dialog: ColumnMappingDialog) -> None:
    choose(dialog, dialog.order, "dmy", qtbot)
    choose(dialog, dialog._targets["Who"], "district", qtbot)
    assert "Two columns cannot both be 'District'" in said(dialog)
    assert not accept(dialog).isEnabled()
    choose(dialog, dialog._targets["Who"], "", qtbot)
    dialog.source.setText("../../x")
    qtbot.wait(PAUSE_MS + 50)
    assert not accept(dialog).isEnabled()
    dialog.source.setText("partner")
    dialog.crs.setText("EPSG:0")
    qtbot.wait(PAUSE_MS + 50)
    choose(dialog, dialog._targets["District"], "", qtbot)
    assert "Choose the columns that hold the place" in said(dialog)
    choose(dialog, dialog.province, "Balochistan", qtbot)
    assert accept(dialog).isEnabled()


@pytest.mark.parametrize("payload", PAYLOADS)
def test_text_of_a_file_is_shown_as_text(qtbot, tmp_path: Path, payload: str) -> None:
    path = tmp_path / "partner.csv"
    cell = '"' + payload.replace('"', '""') + '"'
    path.write_text(f"Date,Type,District,{cell}\n2024-11-18,clash,Bannu,{cell}\n", encoding="utf-8")
    dialog = ColumnMappingDialog(IncidentFile(path))
    qtbot.addWidget(dialog)
    for shown in dialog.findChildren(QLabel):
        assert shown.textFormat() == Qt.TextFormat.PlainText
    assert preview(dialog) == ["18 Nov 2024|Battles: Armed clash"]


def test_another_encoding_opens_the_file_anew(qtbot, dialog: ColumnMappingDialog) -> None:
    (choice,) = dialog.findChildren(QComboBox, "mapping encoding")
    choice.setCurrentIndex(choice.findData("cp1256"))
    choice.activated.emit(choice.currentIndex())
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert (dialog.options.encoding, dialog.options.column_mapping) == ("cp1256", None)


def test_a_file_without_types_gets_one_for_all_its_rows(qtbot, tmp_path: Path) -> None:
    path = tmp_path / "kidnappings.csv"
    path.write_text("Date,District\n2024-11-18,Bannu\n", encoding="utf-8")
    dialog = ColumnMappingDialog(IncidentFile(path))
    qtbot.addWidget(dialog)
    assert "Choose the column that holds the event type" in said(dialog)
    choose(dialog, dialog.kind, "Abduction/forced disappearance", qtbot)
    assert preview(dialog) == ["18 Nov 2024|Violence against civilians: Abduction/forced disappearance"]
    assert dialog.column_mapping().constants == {"event_type": "Abduction/forced disappearance"}
