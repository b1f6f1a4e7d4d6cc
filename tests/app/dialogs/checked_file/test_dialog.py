"""The dialog of a checked file: what can be stored, problems by kind with a remedy, and the list row by row."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QPushButton, QTableView

from app.dialogs.checked_file import CHECKS_AGAIN, CheckedFileDialog
from app.dialogs.checked_file.remedy import orders_for
from app.dialogs.checked_file.tables import COLUMNS, LONGEST
from app.widgets.tables import ROW_PX
from geo.export.incidents_csv import write_csv
from geo.incidents.checks.ids import REPEATED
from geo.sources.importing import preview
from geo.sources.incident_file import IncidentFile
from geo.sources.read_options import KEEP, ONCE, ReadOptions
from tests.app.samples import PAYLOADS, incident

HEADER = "incident_id,date_start,event_type,province,district,notes\n"


def dialog_of(qtbot, path: Path, text: str, options: ReadOptions | None = None) -> CheckedFileDialog:
    path.write_text(text, encoding="utf-8")
    file = IncidentFile(path, options)
    dialog = CheckedFileDialog(file, preview(file), options)
    qtbot.addWidget(dialog)
    return dialog


@pytest.fixture
def with_errors(qtbot, tmp_path: Path) -> CheckedFileDialog:
    """The dialog of a file with two valid rows and one with two errors."""
    path = tmp_path / "a.csv"
    write_csv(path, [incident(n, source="own", incident_id=f"own:{n}") for n in range(3)], {})
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    lines[2] = lines[2].replace("2024-11-02", "2024-13-45").replace("Battles,Armed clash", "Battels,")
    return dialog_of(qtbot, path, "\n".join(lines) + "\n")


def partner_table(qtbot, tmp_path: Path, *rows: str) -> CheckedFileDialog:
    """The dialog of a table with a column mapping that was proposed."""
    path = tmp_path / "partner.csv"
    text = "Date,Type,District,Ref\n" + "".join(f"{row}\n" for row in rows)
    path.write_text(text, encoding="utf-8")
    mapping = IncidentFile(path).column_mapping
    return dialog_of(qtbot, path, text, ReadOptions(column_mapping=mapping))


def cells(view: QTableView) -> list[list[str]]:
    model = view.model()
    return [[model.index(r, c).data() for c in range(model.columnCount())] for r in range(model.rowCount())]


def labels(dialog: QDialog) -> str:
    return " ".join(w.text() for w in dialog.findChildren(QLabel))


def test_every_problem_is_listed_by_row_column_and_value(with_errors: CheckedFileDialog) -> None:
    (view,) = with_errors.findChildren(QTableView, "problems")
    rows = cells(view)
    assert len(rows) >= 2
    by_column = {row[COLUMNS.index("Column")]: row for row in rows}
    assert by_column["date_start"][COLUMNS.index("Value")] == "2024-13-45"
    assert by_column["event_type"][COLUMNS.index("Value")] == "Battels"
    assert {row[COLUMNS.index("Effect")] for row in rows} <= {"row is not imported", "row is imported"}
    assert {row[0] for row in rows if row[COLUMNS.index("Effect")] == "row is not imported"} == {"2"}


def test_good_rows_are_counted_and_can_be_imported(qtbot, with_errors: CheckedFileDialog) -> None:
    assert "2 rows can be imported. 1 of 3 rows cannot be stored. To import them: " in labels(with_errors)
    assert "give the day in a form that can be read (1 row)" in labels(with_errors)
    assert "Nothing has been stored yet." in labels(with_errors)
    (accept,) = with_errors.findChildren(QPushButton, "import good rows")
    assert accept.isDefault()
    qtbot.mouseClick(accept, Qt.MouseButton.LeftButton)
    assert with_errors.result() == QDialog.DialogCode.Accepted


@pytest.mark.parametrize(
    "text", [HEADER, HEADER + "x,never,Battles,,,\n", "date_start,b\n1,2\n"], ids=["none", "bad", "columns"]
)
def test_without_a_good_row_there_is_no_import_button(qtbot, tmp_path: Path, text: str) -> None:
    dialog = dialog_of(qtbot, tmp_path / "a.csv", text)
    assert dialog.findChildren(QPushButton, "import good rows") == []
    dialog.show()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_hostile_cells_are_shown_unchanged(qtbot, tmp_path: Path) -> None:
    lines = [
        f'own:{i},"{text.replace(chr(34), 2 * chr(34))}",Battles,Khyber Pakhtunkhwa,Bannu,n\n'
        for i, text in enumerate(PAYLOADS)
    ]
    dialog = dialog_of(qtbot, tmp_path / "a <b>.csv", HEADER + "".join(lines))
    (view,) = dialog.findChildren(QTableView, "problems")
    values = {row[COLUMNS.index("Value")] for row in cells(view)}
    cut = {text if len(text) <= LONGEST else f"{text[:LONGEST]}…" for text in PAYLOADS}
    assert len(cut & values) >= 40
    assert {w.textFormat() for w in dialog.findChildren(QLabel)} == {Qt.TextFormat.PlainText}
    assert "a <b>.csv" in {w.text() for w in dialog.findChildren(QLabel)}
    dialog.grab()


def test_problems_can_be_copied_as_a_table(qtbot, tmp_path: Path) -> None:
    text = "date_start,event_type,province\n2024-02-31,Battles,Balochistan\n"
    dialog = dialog_of(qtbot, tmp_path / "mine.csv", text)
    dialog.findChild(QPushButton, "copy problems").click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t") == list(COLUMNS)
    assert any("2024-02-31" in line for line in lines[1:])


def test_a_very_long_id_makes_no_row_higher(qtbot, tmp_path: Path) -> None:
    text = HEADER + f"{'partner-organisation-' * 20},never,Battles,Balochistan,,\n"
    dialog = dialog_of(qtbot, tmp_path / "a.csv", text)
    dialog.show()
    (view,) = dialog.findChildren(QTableView, "problems")
    assert {view.rowHeight(row) for row in range(view.model().rowCount())} == {ROW_PX}
    shown = cells(view)[0][COLUMNS.index("Id")]
    assert shown.endswith("…")
    assert len(shown) == LONGEST + 1


# remedies


def test_a_type_is_chosen_for_a_word_once_for_all_of_its_rows(qtbot, tmp_path: Path) -> None:
    rows = [f"2024-11-{n:02},flummery,Bannu,{n}" for n in range(1, 15)]
    dialog = partner_table(qtbot, tmp_path, *rows, "2024-11-20,clash,Bannu,20")
    assert cells(dialog.kinds)[0][:3] == ["14", "type", "flummery"]
    assert "choose a type for each unknown word (14 rows)" in labels(dialog)
    assert not dialog.remedy.kind.isHidden()
    dialog.remedy.kind.setCurrentIndex(dialog.remedy.kind.findData("Attack"))
    dialog.remedy.kind.activated.emit(dialog.remedy.kind.currentIndex())
    assert dialog.options.column_mapping is not None
    assert dialog.options.column_mapping.types["flummery"] == "Attack"
    assert not dialog.findChild(QPushButton, "import good rows").isEnabled()
    dialog.findChild(QPushButton, "check again").click()
    assert dialog.result() == CHECKS_AGAIN
    again = preview(IncidentFile(tmp_path / "partner.csv", dialog.options))
    assert (again.accepted, again.rejected) == (15, 0)


def test_another_order_of_days_is_chosen_for_days_that_cannot_be_read(qtbot, tmp_path: Path) -> None:
    path = tmp_path / "partner.csv"
    path.write_text("Date,Type,District\n11/18/2024,clash,Bannu\n03/04/2024,clash,Swat\n", encoding="utf-8")
    mapping = IncidentFile(path, ReadOptions(date_order="dmy")).column_mapping
    options = ReadOptions(date_order="dmy", column_mapping=mapping)
    file = IncidentFile(path, options)
    dialog = CheckedFileDialog(file, preview(file), options)
    qtbot.addWidget(dialog)
    assert not dialog.remedy.order.isHidden()
    dialog.remedy.order.setCurrentIndex(dialog.remedy.order.findData("mdy"))
    dialog.remedy.order.activated.emit(dialog.remedy.order.currentIndex())
    assert preview(IncidentFile(path, dialog.options)).accepted == 2


def test_rows_with_a_doubt_can_be_left_out_and_taken_back(qtbot, tmp_path: Path) -> None:
    rows = ["2024-11-01,clash,Flummeryabad,1", "2024-11-02,clash,Flummeryabad,2", "2024-11-03,clash,Bannu,3"]
    dialog = partner_table(qtbot, tmp_path, *rows)
    box = dialog.remedy.leave_out
    assert (box.text(), box.isHidden()) == ("Leave these 2 rows out", False)
    box.setChecked(True)
    again = preview(IncidentFile(tmp_path / "partner.csv", dialog.options))
    assert (again.accepted, dict(again.left_out), again.problems) == (1, {"left out by you": 2}, [])
    assert "These 2 rows are left out." in labels(dialog)
    assert not dialog.findChild(QPushButton, "import good rows").isEnabled()
    box.setChecked(False)
    assert dialog.options.without == frozenset()
    assert "These 2 rows are imported all the same." in labels(dialog)
    assert dialog.findChild(QPushButton, "import good rows").isEnabled()
    assert dialog.findChild(QPushButton, "check again").isHidden()


def test_repeated_rows_can_be_stored_once(qtbot, tmp_path: Path) -> None:
    path = tmp_path / "partner.csv"
    text = "Date,Type,District,Killed\n" + "2024-11-02,clash,Bannu,2\n" * 3 + "2024-11-03,clash,Swat,1\n"
    path.write_text(text, encoding="utf-8")
    dialog = dialog_of(qtbot, path, text, ReadOptions(column_mapping=IncidentFile(path).column_mapping))
    box = dialog.remedy.leave_out
    assert box.text() == "Store repeated rows once: leave these 2 rows out"
    box.setChecked(True)
    assert dialog.options.repeated_rows == ONCE
    again = preview(IncidentFile(path, dialog.options))
    assert (again.accepted, dict(again.left_out)) == (2, {REPEATED: 2})
    assert "These 2 rows are left out." in labels(dialog)
    box.setChecked(False)
    assert dialog.options.repeated_rows == KEEP


def test_the_notes_of_a_file_are_listed(qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(IncidentFile, "notes", ("the day is read from Date, not from Reported on.",))
    dialog = dialog_of(qtbot, tmp_path / "a.csv", HEADER + "a,2024-11-18,Battles,Balochistan,,\n")
    (notes,) = dialog.findChildren(QPlainTextEdit, "notes")
    assert "not from Reported on" in notes.toPlainText()


def test_no_order_is_offered_for_a_day_that_no_order_makes_readable(with_errors: CheckedFileDialog) -> None:
    assert cells(with_errors.kinds)[0][1] == "date_start"
    assert with_errors.remedy.order.isHidden()
    assert with_errors.remedy.leave_out.isHidden()


@pytest.mark.parametrize(
    ("texts", "expected"),
    [(["11/18/2024", "soon"], ["mdy"]), (["31/11/2024"], []), (["soon", ""], []), (["18/11/2024"], ["dmy"])],
)
def test_only_orders_that_make_a_day_of_a_text_are_offered(texts: list[str], expected: list[str]) -> None:
    assert orders_for(texts) == expected
