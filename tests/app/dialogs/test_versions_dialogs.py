"""The dialogs of changes, backups and duplicates."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QListWidget, QPushButton, QTableView, QTabWidget

from app.dialogs.backups import BackupsDialog
from app.dialogs.changes import ChangesDialog
from app.dialogs.duplicates import DuplicatesDialog
from geo import store
from geo.incidents import Release
from geo.incidents.findings import Checked
from tests.app.samples import PAYLOADS, incident
from tests.stored import store_rows


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Two imports: one row stays, one is revised, one is withdrawn, one is added."""
    path = tmp_path / "w.gpkg"
    store.workspace_at(path).create()
    rows = [incident(n, source="own", incident_id=f"own:{n}", notes=PAYLOADS[0]) for n in range(4)]
    first = Release("first", "own", "2026-01-01T00:00:00Z", "a.csv", "", 3)
    store_rows(path, Checked(rows[:3]), first)
    revised = replace(rows[1], killed_low=70, killed_best=70, killed_high=70)
    newer = Checked([rows[0], revised, rows[3]])
    later = replace(first, name="next", imported_at="2026-02-01T00:00:00Z")
    store_rows(path, newer, later, withdraw="all", backup=True)
    return path


@pytest.fixture
def changes(qtbot, workspace: Path) -> ChangesDialog:
    releases = store.workspace_at(workspace).describe().releases
    dialog = ChangesDialog(releases, lambda when: store.workspace_at(workspace).changes_since(when))
    qtbot.addWidget(dialog)
    return dialog


def tabs(dialog: ChangesDialog) -> list[str]:
    (widget,) = dialog.findChildren(QTabWidget)
    return [widget.tabText(i) for i in range(widget.count())]


def cells(dialog: ChangesDialog, name: str) -> list[list[str]]:
    model = dialog.findChildren(QTableView, name)[-1].model()
    return [[model.index(r, c).data() for c in range(model.columnCount())] for r in range(model.rowCount())]


def test_added_revised_and_withdrawn_rows_are_listed(changes: ChangesDialog) -> None:
    assert tabs(changes)[1:] == ["Added (1)", "Revised (1)", "Withdrawn (1)"]
    text_of_labels = " ".join(label.text() for label in changes.findChildren(QLabel))
    assert "1 added, 1 revised, 1 withdrawn." in text_of_labels
    assert "killed best: " in cells(changes, "changes revised")[0][3]
    assert " → 70" in cells(changes, "changes revised")[0][3]
    assert cells(changes, "changes withdrawn")[0][4] == "own:2"


def test_since_the_first_import_every_row_is_added(changes: ChangesDialog) -> None:
    (since,) = changes.findChildren(QComboBox, "changes since")
    since.setCurrentIndex(since.count() - 1)
    since.activated.emit(since.currentIndex())
    assert tabs(changes)[1:] == ["Added (3)", "Revised (0)", "Withdrawn (0)"]
    assert not changes.findChildren(QPushButton, "show as of")[0].isEnabled()


def test_an_earlier_state_can_be_chosen(qtbot, changes: ChangesDialog) -> None:
    qtbot.mouseClick(changes.findChildren(QPushButton, "show as of")[0], Qt.MouseButton.LeftButton)
    assert changes.result() == QDialog.DialogCode.Accepted
    assert changes.shown_as_of == "first"


def test_a_backup_is_chosen(qtbot, workspace: Path) -> None:
    dialog = BackupsDialog(workspace.name, store.workspace_at(workspace).backups())
    qtbot.addWidget(dialog)
    (listed,) = dialog.findChildren(QListWidget, "backups")
    assert listed.count() == 1
    qtbot.mouseClick(dialog.findChildren(QPushButton, "restore backup")[0], Qt.MouseButton.LeftButton)
    assert dialog.chosen is not None
    assert dialog.chosen in store.workspace_at(workspace).backups()


# Reports that may be one event


@pytest.fixture
def two_sources(tmp_path: Path) -> Path:
    path = tmp_path / "two.gpkg"
    store.workspace_at(path).create()
    rows = [incident(n, source=source, incident_id=f"{source}:{n}", notes=PAYLOADS[0])
            for n in (0, 20) for source in ("acled", "own")]  # fmt: skip
    store_rows(path, Checked(rows), Release("first", "own", "2026-01-01T00:00:00Z", "a.csv", "", 4))
    return path


def verdict_texts(dialog: DuplicatesDialog) -> list[str]:
    return [dialog._model.index(row, 4).data() for row in range(dialog._model.rowCount())]


def press(dialog: DuplicatesDialog, name: str) -> None:
    dialog.findChildren(QPushButton, f"say {name}")[0].click()


def test_verdicts_on_pairs_are_set_and_reset_one_by_one(qtbot, two_sources: Path) -> None:
    dialog = DuplicatesDialog(store.workspace_at(two_sources).load())
    qtbot.addWidget(dialog)
    assert verdict_texts(dialog) == ["", ""]
    press(dialog, "same")
    press(dialog, "different")
    assert verdict_texts(dialog) == ["same event", "different"]
    verdicts = dialog.verdicts
    assert sorted(verdict for *_, verdict in verdicts) == ["different", "same"]
    press(dialog, "nothing")
    assert [verdict for *_, verdict in dialog.verdicts] == ["same"]
    store.workspace_at(two_sources).set_links(verdicts)
    again = DuplicatesDialog(store.workspace_at(two_sources).load())
    qtbot.addWidget(again)
    assert sorted(verdict_texts(again)) == ["different", "same event"]
    again._view.selectRow(verdict_texts(again).index("same event"))
    press(again, "nothing")
    assert [verdict for *_, verdict in again.verdicts] == [None]


def test_an_empty_list_shows_a_message_and_labels_are_plain_text(qtbot, two_sources: Path) -> None:
    dialog = DuplicatesDialog(store.workspace_at(two_sources).load())
    qtbot.addWidget(dialog)
    for label in dialog.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText
    one_source = replace(dialog._dataset, incidents=type(dialog._dataset.incidents).from_rows([incident(1)]),
                         memo=type(dialog._dataset.memo)())  # fmt: skip
    empty = DuplicatesDialog(one_source)
    qtbot.addWidget(empty)
    assert any("No pair of reports" in label.text() for label in empty.findChildren(QLabel))
    press(empty, "same")
    assert empty.verdicts == []
