"""Imports, earlier states, backups, duplicates and a second window, from the menus of the window."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QProgressDialog

from app.actions.importing import ImportProgress
from app.actions.table import ACTIONS
from app.dialogs.backups import BackupsDialog
from app.dialogs.changes import ChangesDialog
from app.dialogs.checked_file import CHOOSES_COLUMNS, CheckedFileDialog
from app.dialogs.column_mapping import ColumnMappingDialog
from app.dialogs.duplicates import DuplicatesDialog
from app.window import Window
from app.workspace.opened import LOCKED
from geo import store
from geo.export.incidents_csv import write_csv
from geo.sources.importing import import_files
from geo.sources.incident_file import IncidentFile
from tests.app.samples import Answers, incident

HEADER = "Date,Type,District,Victims\n"


def unknown_table(path: Path, *rows: str) -> Path:
    path.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


def incident_file(path: Path, rows: int) -> Path:
    write_csv(path, [incident(n, source="own", incident_id=f"own:{n}") for n in range(rows)], {})
    return path


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Two imports of the same file, of two and of three rows."""
    path = tmp_path / "w.gpkg"
    for rows in (2, 3):
        import_files([IncidentFile(incident_file(tmp_path / f"{rows} rows.csv", rows))], store.workspace_at(path))
    return path


def test_the_columns_of_an_unknown_table_are_mapped_once(qtbot, open_window, workspace: Path, tmp_path: Path) -> None:
    window = open_window(workspace)
    with Answers(
        lambda dialog: dialog.accept() if not isinstance(dialog, ColumnMappingDialog) else dialog._accept_mapping()
    ) as answers:
        window.imports.receive([unknown_table(tmp_path / "partner week 1.csv", "2024-11-18,clash,Bannu,A")])
        qtbot.waitUntil(lambda: len(window.session.dataset.incidents) == 4, timeout=20_000)
        assert [type(dialog) for dialog in answers.dialogs] == [ColumnMappingDialog, CheckedFileDialog]
        window.imports.receive([unknown_table(tmp_path / "partner week 2.csv", "2024-11-19,clash,Kurram,B")])
        qtbot.waitUntil(lambda: len(window.session.dataset.incidents) == 5, timeout=20_000)
    assert [type(dialog) for dialog in answers.dialogs[2:]] == [CheckedFileDialog]
    assert sorted({row.source for row in window.session.dataset.incidents.rows()}) == ["own", "partner"]


def test_the_columns_of_a_known_layout_can_be_mapped_too(qtbot, open_window, workspace: Path, tmp_path: Path) -> None:
    window = open_window(workspace)

    def answer(dialog: QDialog) -> None:
        if isinstance(dialog, ColumnMappingDialog):
            assert dialog.further.columns.combos["notes"].currentData() == "notes"
            dialog.choices.set_source("partner")
            dialog._accept_mapping()
        else:
            messages = [type(one) for one in answers.dialogs]
            dialog.done(CHOOSES_COLUMNS) if messages.count(CheckedFileDialog) == 1 else dialog.accept()

    with Answers(answer) as answers:
        window.imports.receive([incident_file(tmp_path / "known.csv", 3)])
        qtbot.waitUntil(lambda: len(window.session.dataset.incidents) == 6, timeout=20_000)
    assert [type(one) for one in answers.dialogs] == [CheckedFileDialog, ColumnMappingDialog, CheckedFileDialog]


def test_a_cancelled_mapping_stores_nothing_and_the_next_file_follows(
    qtbot, open_window, workspace: Path, tmp_path: Path
) -> None:
    window, before = open_window(workspace), workspace.read_bytes()
    with Answers() as answers:
        first = unknown_table(tmp_path / "a.csv", "2024-11-18,clash,Bannu,A")
        window.imports.receive([first, incident_file(tmp_path / "b.csv", 4)])
        qtbot.waitUntil(lambda: len(answers.dialogs) == 2, timeout=20_000)
    assert [type(dialog) for dialog in answers.dialogs] == [ColumnMappingDialog, CheckedFileDialog]
    assert workspace.read_bytes() == before


def test_a_cancelled_import_changes_nothing(qtbot, open_window, workspace: Path, tmp_path: Path) -> None:
    window, before = open_window(workspace), store.workspace_at(workspace).describe()

    def cancel_storing(step: str, _share: float) -> None:
        if step.startswith("Storing"):
            window.findChild(QProgressDialog).canceled.emit()

    window.imports.progressed.connect(cancel_storing)
    with Answers(
        lambda dialog: dialog.accept() if isinstance(dialog, CheckedFileDialog) else dialog.reject()
    ) as answers:
        window.imports.receive([incident_file(tmp_path / "large.csv", 6_000)])
        qtbot.waitUntil(lambda: any("cancelled" in text for text in answers.texts), timeout=60_000)
    assert store.workspace_at(workspace).describe() == before
    assert len(window.session.dataset.incidents) == 3
    assert window.findChild(ImportProgress).dialog is None


def test_an_earlier_state_is_read_only_and_can_be_left(qtbot, open_window, workspace: Path) -> None:
    window: Window = open_window(workspace)
    first = store.workspace_at(workspace).describe().releases[0].name
    with Answers(lambda dialog: dialog._choose() if isinstance(dialog, ChangesDialog) else dialog.reject()) as answers:
        window.actions_by_name["show_changes"].trigger()
        qtbot.waitUntil(lambda: len(window.session.dataset.incidents) == 2, timeout=20_000)
    assert len(answers.dialogs) == 1
    assert first in window.windowTitle()
    assert window.notice.text.startswith("Read-only")
    assert window.session.dataset.caveat.startswith("State of ")
    window.actions_by_name["show_present"].trigger()
    qtbot.waitUntil(lambda: len(window.session.dataset.incidents) == 3, timeout=20_000)
    assert window.windowTitle() == "w.gpkg – Incident Atlas"


def test_restoring_a_backup_backs_up_the_present_file(qtbot, open_window, workspace: Path) -> None:
    window: Window = open_window(workspace)

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, BackupsDialog)
        dialog._choose()

    with Answers(answer):
        window.actions_by_name["restore_backup"].trigger()
        qtbot.waitUntil(lambda: len(window.session.dataset.incidents) == 2, timeout=20_000)
    assert window.notice.text.startswith("Restored: w.gpkg")
    assert len(store.workspace_at(workspace).backups()) == 2


@pytest.mark.parametrize("name", ["show_changes", "restore_backup", "show_present", "undo_import"])
def test_the_bundled_incidents_have_no_earlier_state(qtbot, window: Window, name: str) -> None:
    """The menu has these actions disabled; the action finder runs them, and they say why nothing happens."""
    assert not window.actions_by_name[name].isEnabled()
    (action,) = (action for action in ACTIONS if action.name == name)
    with Answers() as answers:
        action.run(window.host)
        qtbot.waitUntil(lambda: len(answers.dialogs) == 1)
    assert answers.texts[0]


def test_linked_reports_are_shown_once_and_filters_are_kept(qtbot, open_window, tmp_path: Path) -> None:
    path = tmp_path / "two.gpkg"
    for source in ("acled", "own"):
        file = tmp_path / f"{source}.csv"
        write_csv(file, [incident(n, source=source, incident_id=f"{source}:{n}") for n in range(2)], {})
        import_files([IncidentFile(file)], store.workspace_at(path))
    window: Window = open_window(path)
    assert "may be one event" in window.status.text()
    window.session.set_filters(min_killed=0, types=frozenset({"Battles"}))

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, DuplicatesDialog)
        for _ in dialog._model.pairs:
            dialog._judge(
                "same" if dialog._current().first.date_start == dialog._current().second.date_start else "different"
            )
        dialog.accept()

    with Answers(answer):
        window.actions_by_name["show_duplicates"].trigger()
        qtbot.waitUntil(lambda: bool(window.session.dataset.linked), timeout=20_000)
    assert len(window.session.dataset.incidents) == 2
    assert window.session.state.query.types == {"Battles"}
    assert "may be one event" not in window.status.text()
    (shown,) = list(window.session.dataset.linked)[:1]
    window.session.select([shown])
    assert any("2 reports of this event" in text for text in passages(window))


def passages(window: Window) -> list[str]:
    return [passage.text() for passage in window.sides.details.findChildren(QLabel)]


# Two windows, and other programs


def test_a_second_window_is_read_only_and_reloads_changes(qtbot, open_window, workspace: Path, tmp_path: Path) -> None:
    first: Window = open_window(workspace)
    second: Window = open_window(workspace)
    assert LOCKED not in first.workspace.notice
    assert LOCKED in second.workspace.notice
    assert "can only be looked at here" in second.notice.text
    with Answers(
        lambda dialog: dialog.accept() if isinstance(dialog, CheckedFileDialog) else dialog.reject()
    ) as answers:
        second.imports.receive([incident_file(tmp_path / "more.csv", 5)])
        qtbot.waitUntil(lambda: any("another window" in text for text in answers.texts), timeout=20_000)
    assert store.workspace_at(workspace).describe().incidents == 3
    import_files([IncidentFile(incident_file(tmp_path / "more.csv", 6))], store.workspace_at(workspace))
    for window in (first, second):
        qtbot.waitUntil(lambda window=window: len(window.session.dataset.incidents) == 6, timeout=20_000)
        assert "changed elsewhere" in window.notice.text


def test_the_second_window_can_write_after_the_first_is_closed(qtbot, open_window, workspace: Path) -> None:
    first: Window = open_window(workspace)
    second: Window = open_window(workspace)
    first.close()
    with Answers(lambda dialog: dialog.button(dialog.StandardButton.Yes).click()):
        second.actions_by_name["undo_import"].trigger()
        qtbot.waitUntil(lambda: len(second.session.dataset.incidents) == 2, timeout=20_000)
    assert LOCKED not in second.workspace.notice
    second.close()
    assert [p.name for p in workspace.parent.glob(".*.lock")] == []


def test_imports_of_this_window_are_not_reported_as_changes(
    qtbot, open_window, workspace: Path, tmp_path: Path
) -> None:
    window: Window = open_window(workspace)
    with Answers(lambda dialog: dialog.accept()):
        window.imports.receive([incident_file(tmp_path / "more.csv", 4)])
        qtbot.waitUntil(lambda: len(window.session.dataset.incidents) == 4, timeout=20_000)
    messages: list[str] = []
    window.workspace.changed.connect(messages.append)
    window.workspace._watcher.check()
    qtbot.wait(300)
    assert messages == []


def test_the_certain_box_hides_incidents_that_may_lie_outside_the_period(qtbot, window: Window) -> None:
    window.session.set_filters(first=date(2021, 6, 1), last=date(2021, 6, 30))
    before = len(window.session.snapshot.answer)
    filters = window.sides.filters
    filters.certain.setChecked(True)
    snapshot = window.session.snapshot
    assert snapshot.state.query.certain
    assert window.map.state.certain  # type: ignore[attr-defined]
    left_out = {item.reason: item.n for item in snapshot.left_out}
    assert left_out.get("that may lie outside the period", 0) == before - len(snapshot.answer)
    window.actions_by_name["reset_filters"].trigger()
    assert not filters.certain.isChecked()


def test_the_previous_period_and_the_year_before_are_one_undo_step_each(qtbot, window: Window) -> None:
    def period() -> tuple[date | None, date | None]:
        query = window.session.state.query
        return query.first, query.last

    window.session.set_filters(first=date(2024, 2, 29), last=date(2024, 3, 9))
    window.actions_by_name["period_before"].trigger()
    assert period() == (date(2024, 2, 19), date(2024, 2, 28))
    window.session.undo()
    window.actions_by_name["year_before"].trigger()
    assert period() == (date(2023, 2, 28), date(2023, 3, 9))
    window.session.set_filters(first=date(2021, 1, 1), last=date(2021, 1, 31))
    window.actions_by_name["year_before"].trigger()
    assert period() == (date(2021, 1, 1), date(2021, 1, 31))
    assert window.notice.text.startswith("The data do not reach back")
