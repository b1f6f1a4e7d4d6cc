"""Totals in the window: offered in place of the refusal, reported, shown in a table, and never on the map."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QDialog

from app.dialogs.checked_file import CheckedTotalsDialog
from app.dialogs.column_mapping import ColumnMappingDialog
from app.dialogs.totals import TotalsDialog
from app.window import Window
from geo import store
from geo.sources.importing import import_files
from geo.sources.incident_file import IncidentFile
from tests.app.samples import Answers
from tests.geo.sources.totals.files import written

OWN = "incident_id,date_start,event_type,district\nown:1,2024-11-18,Battles,Bannu\n"
OFFICE = "Month,District,No. of incidents\nNov 2024,Bannu,12\nNov 2024,Tank,3\n"
REPEATED = "Month,District,Actor,Incidents\nJan 2024,Bannu,A,4\nJan 2024,Bannu,B,9\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace with one incident."""
    path = tmp_path / "w.gpkg"
    import_files([IncidentFile(written(tmp_path, OWN, "own.csv"))], store.workspace_at(path))
    return path


def accept(dialog: Any) -> None:
    dialog.accept()


def import_with(qtbot, window: Window, path: Path, *steps: Any) -> list[QDialog]:
    """Import a file and answer each dialog by the next step; returns the dialogs."""
    answers_of: Iterator[Any] = iter(steps)
    with (
        Answers(lambda dialog: next(answers_of)(dialog)) as answers,
        qtbot.waitSignal(window.imports.stored, timeout=30_000),
    ):
        window.imports.receive([path])
    return answers.dialogs


def test_a_file_of_counts_is_kept_and_changes_nothing_of_the_incidents(
    qtbot, open_window, workspace: Path, tmp_path: Path
) -> None:
    window: Window = open_window(workspace)
    before, state = list(window.session.dataset.incidents.rows()), window.session.state
    points = window.map.state.points  # type: ignore[attr-defined]
    (dialog,) = import_with(qtbot, window, written(tmp_path, OFFICE), accept)
    assert isinstance(dialog, CheckedTotalsDialog)
    assert [(each.place, each.events) for each in window.session.dataset.totals] == [("Bannu", 12), ("Tank", 3)]
    assert list(window.session.dataset.incidents.rows()) == before
    assert (window.session.state, len(window.session.snapshot.answer)) == (state, 1)
    assert window.map.state.points == points  # type: ignore[attr-defined]
    assert "totals of field-office not counted" in window.status.text()


def test_the_report_names_the_totals_and_opens_their_table(qtbot, open_window, workspace: Path, tmp_path: Path) -> None:
    window: Window = open_window(workspace)
    import_with(qtbot, window, written(tmp_path, OFFICE), accept)
    (report,) = window.notice.reports
    assert "Totals of districts or provinces: 2 added. They are no incidents, and not on the map." in report.text
    with Answers() as answers:
        report.button.click()
    assert [type(dialog) for dialog in answers.dialogs] == [TotalsDialog]


def test_the_action_shows_the_table_and_changes_nothing(qtbot, open_window, workspace: Path, tmp_path: Path) -> None:
    window: Window = open_window(workspace)
    import_with(qtbot, window, written(tmp_path, OFFICE), accept)
    before = window.session.state
    with Answers() as answers:
        window.actions_by_name["show_totals"].trigger()
    assert [dialog.objectName() for dialog in answers.dialogs] == ["totals dialog"]
    assert window.session.state == before


def test_a_question_is_answered_before_the_totals_are_kept(qtbot, open_window, workspace: Path, tmp_path: Path) -> None:
    window: Window = open_window(workspace)

    def add_up(dialog: CheckedTotalsDialog) -> None:
        (question,) = dialog.questions.combos
        dialog.questions.answered.emit(question, "add")
        dialog._go_on()

    dialogs = import_with(qtbot, window, written(tmp_path, REPEATED), add_up, accept)
    assert [type(dialog) for dialog in dialogs] == [CheckedTotalsDialog] * 2
    assert [each.events for each in window.session.dataset.totals] == [13]


def test_a_user_may_say_that_each_row_is_an_incident(qtbot, open_window, workspace: Path, tmp_path: Path) -> None:
    window: Window = open_window(workspace)
    content = "Date,District,Type,Incidents\n2024-11-18,Bannu,IED,3\n2024-11-19,Tank,IED,1\n"
    steps = (lambda dialog: dialog.done(2), lambda dialog: dialog._accept_mapping(), accept)
    dialogs = import_with(qtbot, window, written(tmp_path, content), *steps)
    assert [type(dialog) for dialog in dialogs][:2] == [CheckedTotalsDialog, ColumnMappingDialog]
    assert (len(window.session.dataset.incidents), window.session.dataset.totals) == (3, ())


def test_a_cancelled_file_stores_nothing_and_the_next_one_comes(
    qtbot, open_window, workspace: Path, tmp_path: Path
) -> None:
    window: Window = open_window(workspace)
    before = workspace.read_bytes()
    with Answers() as answers:
        window.imports.receive([written(tmp_path, OFFICE), written(tmp_path, REPEATED, "b.csv")])
        qtbot.waitUntil(lambda: len(answers.dialogs) == 2, timeout=20_000)
    assert workspace.read_bytes() == before


def test_counts_that_cannot_be_kept_are_refused_with_both_reasons(
    qtbot, open_window, workspace: Path, tmp_path: Path
) -> None:
    window: Window = open_window(workspace)
    with Answers() as answers, qtbot.waitSignal(window.imports.failed, timeout=20_000) as failed:
        window.imports.receive([written(tmp_path, "District,No. of incidents\nBannu,12\nTank,3\n")])
    assert "'No. of incidents' holds how many (12, 3)" in failed.args[0]
    assert "no column says of which day, week, month or year" in failed.args[0]
    assert len(answers.dialogs) == 1
