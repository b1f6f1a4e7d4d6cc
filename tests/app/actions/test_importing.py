"""The dialogs of an import after each other: choices stay, and questions are asked before anything is stored."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QComboBox, QDialog, QPushButton

from app.dialogs.checked_file import CHECKS_AGAIN, CHOOSES_COLUMNS, CheckedFileDialog
from app.dialogs.column_mapping import ColumnMappingDialog
from app.dialogs.questions import QuestionsDialog
from app.window import Window
from geo import store
from geo.sources.importing import import_files
from geo.sources.incident_file import IncidentFile
from geo.sources.questions import Question
from geo.sources.read_options import ReadOptions
from tests.app.samples import Answers

ROWS = "Date,Type,District,Who\n03/04/2024,flummery,Bannu,A group\n05/06/2024,clash,Kurram,TTP\n"
ACLED = (
    "event_id_cnty,event_date,year,time_precision,event_type,sub_event_type,actor1,actor2,country,admin1,admin2,location,"
    "latitude,longitude,geo_precision,source,notes,fatalities,timestamp\n"
    "PAK1,03/04/2024,2024,1,Battles,Armed clash,A,B,Pakistan,Khyber Pakhtunkhwa,Bannu,Bannu,32.98,70.60,1,S,N,2,17\n"
    "PAK2,05/06/2024,2024,1,Battles,Armed clash,A,B,Pakistan,Khyber Pakhtunkhwa,Swat,Mingora,34.77,72.36,1,S,N,0,17\n"
)
OWN = "incident_id,date_start,event_type,province\nown:1,2024-11-18,Battles,Balochistan\n"


@pytest.fixture
def partner(tmp_path: Path) -> Path:
    path = tmp_path / "partner.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace with one incident."""
    file, path = tmp_path / "own.csv", tmp_path / "w.gpkg"
    file.write_text(OWN, encoding="utf-8")
    import_files([IncidentFile(file)], store.workspace_at(path))
    return path


def pick(combo: QComboBox, value: str) -> None:
    combo.setCurrentIndex(combo.findData(value))
    combo.activated.emit(combo.currentIndex())


def import_with(qtbot, window: Window, path: Path, steps: Iterator[Any]) -> list[QDialog]:
    """Import a file and answer each dialog by the next step; returns the dialogs."""
    with (
        Answers(lambda dialog: next(steps)(dialog)) as answers,
        qtbot.waitSignal(window.imports.stored, timeout=30_000),
    ):
        window.imports.receive([path])
    return answers.dialogs


def decide(dialog: ColumnMappingDialog) -> None:
    pick(dialog.matters.order, "mdy")
    pick(dialog.further.columns.combos["Who"], "notes")
    dialog._accept_mapping()


def test_the_columns_are_chosen_again_without_losing_a_choice(
    qtbot, open_window, workspace: Path, partner: Path
) -> None:
    window: Window = open_window(workspace)

    def look_again(dialog: ColumnMappingDialog) -> None:
        assert dialog.matters.order.currentData() == "mdy"
        assert dialog.further.columns.combos["Who"].currentData() == "notes"
        pick(dialog.further.types.combos["flummery"], "Attack")
        dialog._accept_mapping()

    steps = iter((decide, lambda dialog: dialog.done(CHOOSES_COLUMNS), look_again, lambda dialog: dialog.accept()))
    dialogs = import_with(qtbot, window, partner, steps)
    assert [type(each) for each in dialogs] == [ColumnMappingDialog, CheckedFileDialog] * 2
    assert {row.notes for row in window.session.dataset.incidents.rows()} == {"", "A group", "TTP"}


def test_a_type_chosen_after_the_check_is_remembered_for_the_next_file(
    qtbot, open_window, workspace: Path, partner: Path
) -> None:
    window: Window = open_window(workspace)

    def choose_type(dialog: CheckedFileDialog) -> None:
        pick(dialog.remedy.kind, "Attack")
        dialog.done(CHECKS_AGAIN)

    dialogs = import_with(qtbot, window, partner, iter((decide, choose_type, lambda dialog: dialog.accept())))
    assert [type(each) for each in dialogs] == [ColumnMappingDialog, CheckedFileDialog, CheckedFileDialog]
    second = partner.with_name("partner 2.csv")
    second.write_text(ROWS.replace("03/04", "07/08"), encoding="utf-8")
    assert len(import_with(qtbot, window, second, iter((lambda dialog: dialog.accept(),)))) == 1
    types = {row.sub_event_type for row in window.session.dataset.incidents.rows()}
    assert types == {"", "Attack", "Armed clash"}


def test_a_remembered_layout_opens_the_columns_as_they_were_chosen(
    qtbot, open_window, workspace: Path, partner: Path
) -> None:
    window: Window = open_window(workspace)
    import_with(qtbot, window, partner, iter((decide, lambda dialog: dialog.accept())))
    second = partner.with_name("partner 2.csv")
    second.write_text(ROWS.replace("03/04", "07/08"), encoding="utf-8")

    def look(dialog: ColumnMappingDialog) -> None:
        assert dialog.matters.order.currentData() == "mdy"
        assert dialog.further.columns.combos["Who"].currentData() == "notes"
        assert dialog.findChild(QPushButton, "accept mapping").text() == "Check all rows"
        dialog._accept_mapping()

    steps = iter((lambda dialog: dialog.done(CHOOSES_COLUMNS), look, lambda dialog: dialog.accept()))
    import_with(qtbot, window, second, steps)


def test_a_known_layout_with_an_open_question_opens_a_dialog(
    qtbot, open_window, workspace: Path, tmp_path: Path
) -> None:
    window: Window = open_window(workspace)
    path = tmp_path / "known.csv"
    path.write_text(ACLED, encoding="utf-8")

    def answer(dialog: QuestionsDialog) -> None:
        accept = dialog.findChild(QPushButton, "accept answers")
        assert accept.text() == "Answer 1 question…"
        accept.click()
        assert dialog.isVisible()
        (combo,) = dialog.view.combos.values()
        pick(combo, "mdy")
        assert accept.text() == "Check all rows"
        assert dialog.grab().width() > 0
        accept.click()
        assert dialog.options.date_order == "mdy"

    dialogs = import_with(qtbot, window, path, iter((answer, lambda dialog: dialog.accept())))
    assert [type(each) for each in dialogs] == [QuestionsDialog, CheckedFileDialog]
    days = {row.date_start for row in window.session.dataset.incidents.rows() if row.source == "acled"}
    assert days == {date(2024, 3, 4), date(2024, 5, 6)}


def test_the_columns_of_a_known_layout_with_a_question_can_be_chosen_instead(
    qtbot, open_window, workspace: Path, tmp_path: Path
) -> None:
    window: Window = open_window(workspace)
    path = tmp_path / "known.csv"
    path.write_text(ACLED, encoding="utf-8")

    def choose_columns(dialog: ColumnMappingDialog) -> None:
        dialog.choices.set_source("partner")
        pick(dialog.matters.order, "dmy")
        for column in ("time_precision", "geo_precision"):  # codes of the layout
            pick(dialog.further.columns.combos[column], "")
        dialog._accept_mapping()

    steps = iter((lambda dialog: dialog.done(CHOOSES_COLUMNS), choose_columns, lambda dialog: dialog.accept()))
    dialogs = import_with(qtbot, window, path, steps)
    assert [type(each) for each in dialogs] == [QuestionsDialog, ColumnMappingDialog, CheckedFileDialog]
    days = {row.date_start for row in window.session.dataset.incidents.rows() if row.source == "partner"}
    assert days == {date(2024, 4, 3), date(2024, 6, 5)}


def test_questions_that_are_not_answered_store_nothing(
    qtbot, open_window, workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(IncidentFile, "questions", (Question("rows", "two rows are the same", "--same one", ("one",)),))
    window, before = open_window(workspace), workspace.read_bytes()
    path = tmp_path / "known.csv"
    path.write_text(OWN.replace("own:1", "own:2"), encoding="utf-8")
    with Answers() as answers:
        window.imports.receive([path])
        qtbot.waitUntil(lambda: len(answers.dialogs) == 1, timeout=20_000)
    assert isinstance(answers.dialogs[0], QuestionsDialog)
    assert not window.imports._is_busy
    assert workspace.read_bytes() == before


def test_rows_that_were_left_out_stay_out_when_the_columns_are_chosen_again(
    qtbot, open_window, workspace: Path, partner: Path
) -> None:
    window: Window = open_window(workspace)
    partner.write_text(ROWS.replace("Bannu", "Flummeryabad").replace("flummery", "clash"), encoding="utf-8")

    def leave_out(dialog: CheckedFileDialog) -> None:
        assert not dialog.remedy.leave_out.isHidden()
        dialog.remedy.leave_out.setChecked(True)
        dialog.done(CHECKS_AGAIN)

    steps = iter((
        decide, leave_out, lambda dialog: dialog.done(CHOOSES_COLUMNS), lambda dialog: dialog._accept_mapping(),
        lambda dialog: dialog.accept(),
    ))  # fmt: skip
    import_with(qtbot, window, partner, steps)
    assert sorted(row.district for row in window.session.dataset.incidents.rows()) == ["", "Kurram"]


def test_what_was_decided_about_a_file_that_failed_is_not_used_for_the_next(
    qtbot, open_window, workspace: Path, tmp_path: Path, partner: Path
) -> None:
    window: Window = open_window(workspace)
    second = tmp_path / "known.csv"
    second.write_text(ACLED, encoding="utf-8")

    def decide_and_remove(dialog: ColumnMappingDialog) -> None:
        pick(dialog.matters.order, "mdy")
        partner.unlink()
        dialog._accept_mapping()

    def answer(dialog: QDialog) -> None:
        if isinstance(dialog, ColumnMappingDialog):
            decide_and_remove(dialog)
        elif isinstance(dialog, QuestionsDialog):
            assert dialog.options == ReadOptions()
        dialog.reject()

    with Answers(answer) as answers:
        window.imports.receive([partner, second])
        qtbot.waitUntil(
            lambda: isinstance(answers.dialogs[-1:] and answers.dialogs[-1], QuestionsDialog), timeout=20_000
        )
