"""The dialogs over earlier states of a workspace, and the actions that lead to them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QListWidget, QPushButton, QTableView, QTabWidget

from app.dialogs.backups import BackupsDialog
from app.dialogs.changes import ChangesDialog
from geo import store
from geo.incidents import Release
from geo.incidents.findings import Checked
from tests.app.samples import PAYLOADS, incident


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Two imports: one row stays, one is revised, one is withdrawn, one is added."""
    path = tmp_path / "w.gpkg"
    store.create(path)
    rows = [incident(n, source="own", incident_id=f"own:{n}", notes=PAYLOADS[0]) for n in range(4)]
    first = Release("first", "own", "2026-01-01T00:00:00Z", "a.csv", "", 3)
    store.store_import(path, Checked(rows[:3]), first)
    revised = replace(rows[1], killed_low=70, killed_best=70, killed_high=70)
    newer = Checked([rows[0], revised, rows[3]])
    later = replace(first, name="next", imported_at="2026-02-01T00:00:00Z")
    store.store_import(path, newer, later, withdraw="all", backup=True)
    return path


@pytest.fixture
def changes(qtbot, workspace: Path) -> ChangesDialog:
    releases = store.describe(workspace).releases
    dialog = ChangesDialog(releases, lambda when: store.changes_since(workspace, when))
    qtbot.addWidget(dialog)
    return dialog


def tabs(dialog: ChangesDialog) -> list[str]:
    (widget,) = dialog.findChildren(QTabWidget)
    return [widget.tabText(i) for i in range(widget.count())]


def cells(dialog: ChangesDialog, name: str) -> list[list[str]]:
    model = dialog.findChildren(QTableView, name)[-1].model()
    return [[model.index(r, c).data() for c in range(model.columnCount())] for r in range(model.rowCount())]


def test_what_was_added_revised_and_withdrawn_is_listed(changes: ChangesDialog) -> None:
    assert tabs(changes)[1:] == ["Added (1)", "Revised (1)", "Withdrawn (1)"]
    said = " ".join(shown.text() for shown in changes.findChildren(QLabel))
    assert "1 added, 1 revised, 1 withdrawn." in said
    assert "killed best: " in cells(changes, "changes revised")[0][3]
    assert " → 70" in cells(changes, "changes revised")[0][3]
    assert cells(changes, "changes withdrawn")[0][4] == "own:2"


def test_since_the_beginning_all_is_new(changes: ChangesDialog) -> None:
    (since,) = changes.findChildren(QComboBox, "changes since")
    since.setCurrentIndex(since.count() - 1)
    since.activated.emit(since.currentIndex())
    assert tabs(changes)[1:] == ["Added (3)", "Revised (0)", "Withdrawn (0)"]
    assert not changes.findChildren(QPushButton, "show as of")[0].isEnabled()


def test_the_state_of_then_can_be_asked_for(qtbot, changes: ChangesDialog) -> None:
    qtbot.mouseClick(changes.findChildren(QPushButton, "show as of")[0], Qt.MouseButton.LeftButton)
    assert changes.result() == QDialog.DialogCode.Accepted
    assert changes.shown_as_of == "first"


def test_a_backup_is_chosen(qtbot, workspace: Path) -> None:
    dialog = BackupsDialog(workspace, store.backups(workspace))
    qtbot.addWidget(dialog)
    (listed,) = dialog.findChildren(QListWidget, "backups")
    assert listed.count() == 1
    qtbot.mouseClick(dialog.findChildren(QPushButton, "restore backup")[0], Qt.MouseButton.LeftButton)
    assert dialog.chosen is not None
    assert dialog.chosen.path.is_file()
