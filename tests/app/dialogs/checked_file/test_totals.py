"""The dialog of a file of counts: what could be kept, what is open, and what its button does next."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QPushButton, QTableView

from app.dialogs.checked_file.totals import CHECKS_AGAIN, CHOOSES_COLUMNS, CheckedTotalsDialog
from geo.sources.read_options import ReadOptions
from tests.app.samples import PAYLOADS
from tests.geo.sources.totals.files import ACLED_WEEKLY, opened

OFFICE = "Month,District,No. of incidents\nNov 2024,Bannu,12\nNov 2024,Tank,3\n"
REPEATED = "Month,District,Actor,Incidents\nJan 2024,Bannu,A,4\nJan 2024,Bannu,B,9\n"


def dialog_of(
    qtbot, folder: Path, content: str, options: ReadOptions | None = None, name: str = "field office.csv"
) -> CheckedTotalsDialog:
    file = opened(folder, content, options, name)
    dialog = CheckedTotalsDialog(file, None if file.questions else file.read(), options or ReadOptions())
    qtbot.addWidget(dialog)
    return dialog


def button(dialog: QDialog, name: str) -> QPushButton:
    found = dialog.findChild(QPushButton, name)
    assert found is not None
    return found


def words(dialog: QDialog) -> str:
    return "\n".join(each.text() for each in dialog.findChildren(QLabel))


def test_a_good_file_is_kept_with_one_click(qtbot, tmp_path: Path) -> None:
    dialog = dialog_of(qtbot, tmp_path, OFFICE)
    assert "Totals of field-office: 15 events in 2 districts, 1–30 Nov 2024 (not on the map)." in words(dialog)
    assert "never on the map" in words(dialog)
    keep = button(dialog, "keep totals")
    assert (keep.text(), keep.isEnabled()) == ("Keep 2 rows as totals…", True)
    keep.click()
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_how_the_columns_were_read_is_said(qtbot, tmp_path: Path) -> None:
    notes = dialog_of(qtbot, tmp_path, ACLED_WEEKLY).findChild(QPlainTextEdit, "notes")
    assert "numbers of events from 'EVENTS', week from 'WEEK', province from 'ADMIN1'" in notes.toPlainText()


def test_faulty_rows_and_rows_left_out_are_stated(qtbot, tmp_path: Path) -> None:
    rows = "Nov 2024,Bnanu City,3\nNov 2024,Kech,-1\nNov 2024,Kurram,\n"
    dialog = dialog_of(qtbot, tmp_path, OFFICE + rows)
    assert "2 of 5 rows cannot be kept: see Problems." in words(dialog)
    assert "without a number of events, which is not zero (1 row)" in words(dialog)
    table = dialog.findChild(QTableView, "problems")
    cells = [[table.model().index(r, c).data() for c in range(4)] for r in range(table.model().rowCount())]
    assert cells == [["3", "4", "District", "Bnanu City"], ["4", "5", "No. of incidents", "-1"]]
    assert button(dialog, "keep totals").text() == "Keep 2 rows as totals…"


def test_without_a_row_to_keep_nothing_can_be_accepted(qtbot, tmp_path: Path) -> None:
    dialog = dialog_of(qtbot, tmp_path, "Month,Province,No. of incidents\nNov 2024,Sindh,3\nNov 2024,Punjab,4\n")
    assert "No row can be kept." in words(dialog)
    assert not button(dialog, "keep totals").isEnabled()


def test_a_question_is_answered_and_the_file_checked_again(qtbot, tmp_path: Path) -> None:
    dialog = dialog_of(qtbot, tmp_path, REPEATED)
    keep = button(dialog, "keep totals")
    assert keep.text() == "Answer 1 question…"
    keep.click()
    assert dialog.result() == QDialog.DialogCode.Rejected  # still open: the question has the focus
    (combo,) = dialog.questions.combos.values()
    combo.setCurrentIndex(combo.findData("add"))
    combo.activated.emit(combo.currentIndex())
    assert keep.text() == "Check again"
    keep.click()
    assert (dialog.result(), dialog.options.repeated_totals, dialog.options.keep_totals) == (CHECKS_AGAIN, "add", True)


def test_another_author_means_another_check(qtbot, tmp_path: Path) -> None:
    dialog = dialog_of(qtbot, tmp_path, OFFICE)
    dialog.source.setText("partner")
    dialog.source.textEdited.emit("partner")
    assert button(dialog, "keep totals").text() == "Check again"
    button(dialog, "keep totals").click()
    assert (dialog.result(), dialog.options.source) == (CHECKS_AGAIN, "partner")


def test_an_author_who_is_not_known_has_to_be_named(qtbot, tmp_path: Path) -> None:
    dialog = dialog_of(qtbot, tmp_path, OFFICE, name="2024-11.csv")
    keep = button(dialog, "keep totals")
    assert (keep.text(), keep.isEnabled()) == ("Answer 1 question…", True)
    dialog.source.setText("office")
    dialog.source.textEdited.emit("office")
    assert keep.text() == "Check again"
    assert dialog.options.source == "office"


@pytest.mark.parametrize("name", ["Field Office", "ä", "", "x" * 60])
def test_a_name_that_no_source_can_have_is_to_be_corrected(qtbot, tmp_path: Path, name: str) -> None:
    dialog = dialog_of(qtbot, tmp_path, OFFICE)
    dialog.source.setText(name)
    dialog.source.textEdited.emit(name)
    keep = button(dialog, "keep totals")
    assert (keep.text(), keep.isEnabled()) == ("Correct the name…", True)
    keep.click()
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_only_a_file_of_unknown_make_may_be_one_of_incidents(qtbot, tmp_path: Path) -> None:
    dialog = dialog_of(qtbot, tmp_path, OFFICE)
    button(dialog, "choose columns").click()
    assert dialog.result() == CHOOSES_COLUMNS
    assert dialog_of(qtbot, tmp_path, ACLED_WEEKLY).findChild(QPushButton, "choose columns") is None


@pytest.mark.parametrize("payload", PAYLOADS[:6])
def test_text_of_the_file_is_shown_as_text(qtbot, tmp_path: Path, payload: str) -> None:
    cell = '"' + payload.replace('"', '""') + '"'
    dialog = dialog_of(qtbot, tmp_path, f"{OFFICE}Nov 2024,{cell},3\n")
    table = dialog.findChild(QTableView, "problems")
    assert table.model().index(0, 3).data()[:20] == payload.strip()[:20]
