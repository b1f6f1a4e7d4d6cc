"""The dialog for the columns of a table."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QDialog, QLabel, QLineEdit, QPlainTextEdit, QPushButton

from app.dialogs.column_mapping import ColumnMappingDialog
from app.dialogs.column_mapping.dialog import PAUSE_MS, READY
from app.dialogs.column_mapping.tables import ROW_PX
from app.widgets.column_names import BOTH, NAMES, ORDERS
from app.widgets.elided import ElidedLabel
from geo.sources.column_mapping.record import DATE_ORDERS, TARGETS
from geo.sources.incident_file import IncidentFile
from geo.sources.questions import Question
from tests.app.samples import PAYLOADS

ROWS = "Date,Type,District,Who\n03/04/2024,flummery,Bannu,A group\n05/06/2024,clash,Kurram,TTP\n"


def dialog_of(qtbot, path: Path, text: str = ROWS) -> ColumnMappingDialog:
    path.write_text(text, encoding="utf-8")
    dialog = ColumnMappingDialog(IncidentFile(path))
    qtbot.addWidget(dialog)
    return dialog


@pytest.fixture
def dialog(qtbot, tmp_path: Path) -> ColumnMappingDialog:
    return dialog_of(qtbot, tmp_path / "partner.csv")


def label_text(dialog: ColumnMappingDialog) -> str:
    return " ".join(w.text() for w in dialog.findChildren(QLabel))


def accept_button(dialog: ColumnMappingDialog) -> QPushButton:
    (button,) = dialog.findChildren(QPushButton, "accept mapping")
    return button


def preview(dialog: ColumnMappingDialog) -> list[str]:
    view = dialog.further.first_rows
    return [view.item(row, 0).text() + "|" + view.item(row, 1).text() for row in range(view.rowCount())]


def line(dialog: ColumnMappingDialog, name: str) -> str:
    (label,) = dialog.findChildren(ElidedLabel, name)
    return label.text()


def samples(dialog: ColumnMappingDialog, matter: str) -> list[str]:
    pairs = (f"{line(dialog, f'sample {matter} {n} 0')} {line(dialog, f'sample {matter} {n} 1')}" for n in range(3))
    return [pair for pair in pairs if pair.strip()]


def choose(combo: QComboBox, value: str, qtbot) -> None:
    """Choose a value as the user does."""
    combo.setCurrentIndex(combo.findData(value))
    combo.activated.emit(combo.currentIndex())
    qtbot.wait(PAUSE_MS + 50)


def test_every_target_and_every_order_has_a_display_name() -> None:
    assert set(NAMES) - {BOTH} >= set(TARGETS)
    assert set(ORDERS) >= set(DATE_ORDERS)


def test_what_matters_is_shown_with_its_rows_and_samples(dialog: ColumnMappingDialog) -> None:
    assert line(dialog, "status place") == "Certain"
    assert line(dialog, "rows place") == "2 of 2 rows have a known place."
    assert samples(dialog, "place") == ["Bannu → Bannu (the district)", "Kurram → Kurram (the district)"]
    assert line(dialog, "status killed") == "Not in the file"
    assert line(dialog, "status type") == "Proposed: 1 row cannot be read"
    assert samples(dialog, "type") == ["clash → Armed clash (Battles)", "flummery → not read"]


def test_a_question_is_shown_with_all_readings_until_it_is_answered(qtbot, dialog: ColumnMappingDialog) -> None:
    (text,) = (label.text() for label in dialog.questions.findChildren(QLabel))
    assert text.startswith("Question 1: ")
    assert "03/04/2024" in text
    assert line(dialog, "status day") == "Open: question 1 above"
    assert samples(dialog, "day")[0] == "03/04/2024 → 3 Apr 2024 or 4 Mar 2024"
    (combo,) = dialog.questions.combos.values()
    assert [combo.itemData(n) for n in range(combo.count())] == ["", "dmy", "mdy"]
    choose(combo, "mdy", qtbot)
    assert "Decided 1: " in label_text(dialog)
    assert samples(dialog, "day")[0] == "03/04/2024 → 4 Mar 2024"
    assert dialog.matters.order.currentData() == "mdy"
    assert accept_button(dialog).text() == READY


def test_the_answers_become_the_column_mapping(qtbot, dialog: ColumnMappingDialog) -> None:
    choose(dialog.matters.order, "mdy", qtbot)
    assert preview(dialog) == ["6 May 2024|Battles: Armed clash"]
    choose(dialog.further.types.combos["flummery"], "Attack", qtbot)
    assert preview(dialog) == ["4 Mar 2024|Violence against civilians: Attack", "6 May 2024|Battles: Armed clash"]
    choose(dialog.further.columns.combos["Who"], "actor1", qtbot)
    qtbot.mouseClick(accept_button(dialog), Qt.MouseButton.LeftButton)
    assert dialog.result() == QDialog.DialogCode.Accepted
    mapping = dialog.options.column_mapping
    assert mapping is not None
    assert mapping.columns == {"date_start": "Date", "event_type": "Type", "district": "District", "actor1": "Who"}
    assert (mapping.date_order, mapping.types["flummery"]) == ("mdy", "Attack")


def test_the_button_names_what_is_missing_and_goes_there(qtbot, dialog: ColumnMappingDialog) -> None:
    dialog.show()
    qtbot.waitExposed(dialog)
    assert accept_button(dialog).text() == "Answer question 1…"
    choose(dialog.matters.order, "dmy", qtbot)
    choose(dialog.matters.columns["event_type"], "", qtbot)
    choose(dialog.matters.columns["date_start"], "", qtbot)
    assert accept_button(dialog).text() == "Choose the day… (2 open)"
    assert "Choose the column that holds the event type" in accept_button(dialog).accessibleDescription()
    accept_button(dialog).click()
    assert dialog.isVisible()
    assert dialog.focusWidget() is dialog.matters.columns["date_start"]


def test_a_name_that_cannot_be_used_is_named_on_the_button(qtbot, dialog: ColumnMappingDialog) -> None:
    choose(dialog.matters.order, "dmy", qtbot)
    dialog.source.selectAll()
    qtbot.keyClicks(dialog.source, "../../x")
    assert accept_button(dialog).text() == "Correct the name…"
    accept_button(dialog).click()
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_a_coordinate_system_that_does_not_exist_is_reported(qtbot, tmp_path: Path) -> None:
    text = "Date,Type,East,North\n2024-11-18,clash,300000,3700000\n"
    dialog = dialog_of(qtbot, tmp_path / "partner.csv", text)
    choose(dialog.further.columns.combos["East"], "lon", qtbot)
    choose(dialog.further.columns.combos["North"], "lat", qtbot)
    qtbot.keyClicks(dialog.further.crs, "EPSG:0")
    qtbot.wait(PAUSE_MS + 50)
    assert "EPSG:0" in label_text(dialog)


def test_the_words_follow_the_column_and_choices_made_before_stay(qtbot, tmp_path: Path) -> None:
    text = "Date,Type,Class,District\n2024-11-18,flummery,north,Bannu\n2024-11-19,clash,south,Swat\n"
    dialog = dialog_of(qtbot, tmp_path / "partner.csv", text)
    tabs = dialog.further
    choose(tabs.types.combos["flummery"], "Attack", qtbot)
    assert tabs.tabText(tabs.indexOf(tabs.types)) == "Event types"
    choose(dialog.matters.columns["event_type"], "Class", qtbot)
    assert list(tabs.types.combos) == ["north", "south"]
    assert tabs.tabText(tabs.indexOf(tabs.types)) == "Event types (2 to choose)"
    assert tabs.columns.combos["Type"].currentData() == ""
    choose(dialog.matters.columns["event_type"], "Type", qtbot)
    assert tabs.types.combos["flummery"].currentData() == "Attack"
    assert tabs.types.combos["clash"].currentData() == "Armed clash"


def test_the_dialog_opens_again_with_every_choice(qtbot, tmp_path: Path) -> None:
    dialog = dialog_of(qtbot, tmp_path / "partner.csv")
    choose(next(iter(dialog.questions.combos.values())), "mdy", qtbot)
    choose(dialog.further.types.combos["flummery"], "Attack", qtbot)
    choose(dialog.further.columns.combos["Who"], "notes", qtbot)
    again = ColumnMappingDialog(dialog._file, None, dialog.choices)
    qtbot.addWidget(again)
    assert again.matters.order.currentData() == "mdy"
    assert next(iter(again.questions.combos.values())).currentData() == "mdy"
    assert again.further.types.combos["flummery"].currentData() == "Attack"
    assert again.further.columns.combos["Who"].currentData() == "notes"
    assert accept_button(again).text() == READY


@pytest.mark.parametrize("payload", PAYLOADS)
def test_text_of_a_file_is_plain_text(qtbot, tmp_path: Path, payload: str) -> None:
    cell = '"' + payload.replace('"', '""') + '"'
    text = f"Date,Type,District,{cell}\n2024-11-18,clash,Bannu,{cell}\n"
    dialog = dialog_of(qtbot, tmp_path / "partner.csv", text)
    for label in dialog.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText
    assert preview(dialog) == ["18 Nov 2024|Battles: Armed clash"]


def test_a_change_of_encoding_reopens_the_file(dialog: ColumnMappingDialog) -> None:
    (choice,) = dialog.findChildren(QComboBox, "mapping encoding")
    choice.setCurrentIndex(choice.findData("cp1256"))
    choice.activated.emit(choice.currentIndex())
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert (dialog.options.encoding, dialog.options.column_mapping) == ("cp1256", None)


def test_a_file_without_types_gets_one_type_for_all_rows(qtbot, tmp_path: Path) -> None:
    dialog = dialog_of(qtbot, tmp_path / "kidnappings.csv", "Date,District\n2024-11-18,Bannu\n")
    assert accept_button(dialog).text() == "Choose the type…"
    choose(dialog.matters.kind, "Abduction/forced disappearance", qtbot)
    assert preview(dialog) == ["18 Nov 2024|Violence against civilians: Abduction/forced disappearance"]
    assert dialog.choices.mapping.constants == {"event_type": "Abduction/forced disappearance"}
    assert line(dialog, "status type") == "Chosen: the same for all rows"


def test_a_note_makes_its_matter_a_proposal_and_is_listed(qtbot, tmp_path: Path, monkeypatch) -> None:
    note = "date_start from 'Date': 'Reported' holds days too"
    monkeypatch.setattr(IncidentFile, "notes", (note,))
    text = "Date,Reported,Type,District\n2024-11-18,2024-11-19,clash,Bannu\n"
    dialog = dialog_of(qtbot, tmp_path / "partner.csv", text)
    assert line(dialog, "status day") == "Proposed: see the note"
    assert line(dialog, "why day") == "'Reported' holds days too."
    assert line(dialog, "status place") == "Certain"
    assert dialog.findChild(QPlainTextEdit, "mapping notes").toPlainText() == (
        "Day (or first day) from 'Date': 'Reported' holds days too."
    )


def test_candidates_that_are_columns_are_shown_with_their_first_values(qtbot, tmp_path: Path, monkeypatch) -> None:
    question = Question(
        "date_start", "'Date' and 'Reported' hold days", "--column date_start='Date'", ("Date", "Reported")
    )
    monkeypatch.setattr(IncidentFile, "questions", (question,))
    text = "Date,Reported,Type,District\n2024-11-18,2024-11-19,clash,Bannu\n"
    dialog = dialog_of(qtbot, tmp_path / "partner.csv", text)
    combo = dialog.questions.combos[question]
    assert [combo.itemText(n) for n in range(3)] == ["– choose –", "Date (2024-11-18)", "Reported (2024-11-19)"]
    choose(combo, "Reported", qtbot)
    assert line(dialog, "status day") == "Chosen: by you"
    assert preview(dialog)[0].startswith("19 Nov 2024")


@pytest.mark.parametrize("size", [(1024, 600), (1920, 1080)])
def test_what_matters_needs_no_scrolling_in_a_small_window(qtbot, dialog: ColumnMappingDialog, size) -> None:
    dialog.resize(*size)
    dialog.show()
    qtbot.waitExposed(dialog)
    area = dialog.findChild(QAbstractItemView, "mapping columns").viewport()
    assert area.height() >= 2 * ROW_PX
    for combo in (*dialog.matters.columns.values(), dialog.matters.order, dialog.matters.kind):
        below = combo.mapTo(dialog, combo.rect().bottomLeft()).y()
        assert below < dialog.further.y()


def test_a_wide_table_with_very_long_names_fits_the_window(qtbot, tmp_path: Path) -> None:
    names = [f"{'a very long heading of a column ' * 8}{n}" for n in range(60)]
    text = ",".join(("Date", "Type", "District", *names)) + "\n2024-11-18,clash,Bannu" + ",x" * 60 + "\n"
    dialog = dialog_of(qtbot, tmp_path / "partner.csv", text)
    dialog.resize(1024, 600)
    dialog.show()
    qtbot.waitExposed(dialog)
    assert dialog.width() == 1024
    assert len(dialog.further.columns.combos) == 63
    assert {dialog.further.columns.rowHeight(row) for row in range(63)} == {ROW_PX}


def test_every_control_has_an_accessible_name(dialog: ColumnMappingDialog) -> None:
    kinds = (QLineEdit, QComboBox, QAbstractItemView, QPlainTextEdit)
    controls = [
        w for kind in kinds for w in dialog.findChildren(kind)
        if not w.objectName().startswith("qt_") and not isinstance(w.parentWidget(), QComboBox)
        and w.metaObject().className() not in ("QHeaderView", "QComboBoxListView")
    ]  # fmt: skip
    assert len(controls) > 10
    assert [w.objectName() for w in controls if not w.accessibleName()] == []


def test_a_word_that_may_mean_two_types_is_shown_with_both_until_it_is_decided(
    qtbot, tmp_path: Path, monkeypatch
) -> None:
    question = Question("event_type", "'clash' may be two", '--type "clash=Attack"', ("Attack", "Armed clash"))
    monkeypatch.setattr(IncidentFile, "questions", (question,))
    text = "Date,Type,District\n2024-11-18,clash,Bannu\n2024-11-19,IED,Bannu\n"
    dialog = dialog_of(qtbot, tmp_path / "partner.csv", text)
    tabs, combo = dialog.further, dialog.questions.combos[question]
    assert samples(dialog, "type")[0] == "clash → Attack (Violence against civilians) or Armed clash (Battles)"
    assert tabs.tabText(tabs.indexOf(tabs.types)) == "Event types (1 to choose)"
    assert tabs.types.combos["clash"].currentData() == ""
    choose(combo, "Attack", qtbot)
    assert tabs.types.combos["clash"].currentData() == "Attack"
    assert samples(dialog, "type")[0] == "clash → Attack (Violence against civilians)"
    choose(tabs.types.combos["clash"], "Armed clash", qtbot)
    assert combo.currentData() == "Armed clash"
    assert dialog.choices.options().column_mapping.types["clash"] == "Armed clash"


def test_another_column_of_days_is_read_in_all_ways_until_its_order_is_chosen(qtbot, tmp_path: Path) -> None:
    text = "Date,Typed,Type,District\n2024-11-18,03/04/2024,clash,Bannu\n2024-11-19,04/05/2024,clash,Swat\n"
    dialog = dialog_of(qtbot, tmp_path / "partner.csv", text)
    choose(dialog.matters.columns["date_start"], "Typed", qtbot)
    assert samples(dialog, "day")[0] == "03/04/2024 → 3 Apr 2024 or 4 Mar 2024"
    assert line(dialog, "status day") == "Open: choose how days are written"
    accept_button(dialog).click()
    assert dialog.focusWidget() in (None, dialog.matters.order)
    choose(dialog.matters.order, "dmy", qtbot)
    assert samples(dialog, "day")[0] == "03/04/2024 → 3 Apr 2024"
    assert accept_button(dialog).text() == READY


def test_the_tab_key_goes_from_top_to_bottom(qtbot, dialog: ColumnMappingDialog) -> None:
    dialog.show()
    qtbot.waitExposed(dialog)
    dialog.source.setFocus()
    seen = []
    for _ in range(11):
        seen.append(dialog.focusWidget().objectName())
        dialog.focusNextChild()
    assert seen == [
        "mapping who made it", "question 1", "column date_start", "mapping days are written", "column district",
        "column province", "column lat", "column lon", "column killed_best", "column event_type", "mapping event type",
    ]  # fmt: skip


def test_a_note_says_why_no_column_was_taken(qtbot, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(IncidentFile, "notes", ("killed_best from no column: 'Police' counts some of them only",))
    dialog = dialog_of(qtbot, tmp_path / "partner.csv", "Date,Police,Type,District\n2024-11-18,1,clash,Bannu\n")
    choose(dialog.matters.columns["killed_best"], "", qtbot)
    assert line(dialog, "status killed") == "Not in the file"
    assert line(dialog, "why killed") == "'Police' counts some of them only."
    assert line(dialog, "why day") == ""
