"""Rules in the window: saved in the workspace, run after an import, quiet when acknowledged."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from app.dialogs.checked_file import CheckedFileDialog
from app.dialogs.watch_rule import WatchRuleDialog
from app.window import Window
from geo import store
from geo.analysis.watch import Rule, rule_text
from geo.export.incidents_csv import write_csv
from geo.query import Query
from geo.sources.example import recipe
from geo.sources.importing import import_files
from geo.sources.incident_file import IncidentFile
from geo.store import StoredRule
from tests.app.samples import Answers
from tests.watched import surge_rows


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("quiet")
    made, rows = folder / "w.gpkg", surge_rows()
    first = write_csv(
        folder / "first.csv", [row for row in rows if row.date_start.year < 2024 or row.district != "Bannu"]
    )
    import_files([IncidentFile(first)], store.workspace_at(made))
    store.workspace_at(made).store_watch_rules(StoredRule("Any", rule_text(Rule("Any"))))
    return made


@pytest.fixture
def path(quiet: Path, tmp_path: Path) -> Path:
    """A workspace without the surge, with a rule."""
    return Path(shutil.copyfile(quiet, tmp_path / "w.gpkg"))


def tab_text(window: Window) -> str:
    return window.sides.tables.tabText(window.sides.tables.indexOf(window.sides.watch))


def test_an_import_reports_what_is_new_until_it_is_acknowledged(qtbot, open_window, path: Path, tmp_path: Path) -> None:
    window = open_window(path)
    qtbot.waitUntil(lambda: not window.jobs.is_busy, timeout=20_000)
    assert tab_text(window) == "Watch"
    second = write_csv(tmp_path / "second.csv", surge_rows())
    with Answers(lambda dialog: dialog.accept() if isinstance(dialog, CheckedFileDialog) else dialog.reject()):
        with qtbot.waitSignal(window.imports.stored, timeout=20_000):
            window.imports.receive([second])
        qtbot.waitUntil(lambda: tab_text(window) == "Watch (1)", timeout=20_000)
    report = window.notice.reports[-1]
    assert report.text == "Watch list: 1 finding new. Any: Bannu."
    report.button.click()
    panel = window.sides.watch
    assert panel.isVisible()
    assert panel.rule_button.isChecked()
    assert not window.sides.details.isVisible()
    before = window.session.snapshot
    panel.acknowledgement_requested.emit("Any")
    qtbot.waitUntil(lambda: tab_text(window) == "Watch", timeout=20_000)
    qtbot.waitUntil(lambda: not window.jobs.is_busy, timeout=20_000)
    window.workspace._watcher.check()
    assert window.session.snapshot is before  # what is shown was not read again
    assert store.workspace_at(path).watch_rules()[0].state


def test_a_rule_is_saved_from_the_filters_and_removed(qtbot, open_window, path: Path) -> None:
    window = open_window(path)
    qtbot.waitUntil(lambda: not window.jobs.is_busy, timeout=20_000)
    window.session.set_filters(districts=frozenset({"Bannu"}))

    def answer(dialog: object) -> None:
        assert isinstance(dialog, WatchRuleDialog)
        dialog.name.setText("Any")
        dialog._accept()
        assert "already" in dialog.problem.text()
        dialog.name.setText("Bannu")
        dialog.threshold.setCurrentIndex(3)
        dialog.number.setValue(2)
        dialog._accept()

    with Answers(answer):
        window.sides.watch.rule_requested.emit()
    workspace = store.workspace_at(path)
    qtbot.waitUntil(lambda: len(workspace.watch_rules()) == 2, timeout=20_000)
    assert workspace.watch_rules()[1] == StoredRule(
        "Bannu", rule_text(Rule("Bannu", Query(districts=frozenset({"Bannu"})), 2))
    )
    with Answers(lambda dialog: dialog.button(dialog.StandardButton.Yes).click()):
        window.sides.watch.removal_requested.emit("Bannu")
    qtbot.waitUntil(lambda: len(workspace.watch_rules()) == 1, timeout=20_000)


def test_incidents_of_a_place_are_listed_in_the_window(qtbot, open_window, path: Path) -> None:
    window = open_window(path)
    window.sides.show("watch")
    panel = window.sides.watch
    qtbot.waitUntil(lambda: panel.places is not None and panel.places.look is not None, timeout=20_000)
    panel.places.choose("district:Swat")
    panel.places.listing.click()
    query = window.session.state.query
    assert query.first is not None
    assert query.last is not None
    assert (query.last - query.first).days == 27
    assert window.session.state.district == "Swat"
    assert window.sides.tables.currentWidget() is window.sides.incidents
    assert window.sides.details.isVisible()


def test_the_example_is_made_and_opened_with_its_label(qtbot, open_window, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(recipe, "WEEKS", 20)
    monkeypatch.setattr(recipe, "WEEKLY_FROM", 12)
    monkeypatch.setattr(recipe, "SURGES", ())
    chosen = tmp_path / "example"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(chosen), ""))
    window = open_window()
    for _ in range(2):  # the second time it is only opened
        window.actions_by_name["open_example"].trigger()
        qtbot.waitUntil(lambda: window.session.dataset.label != "", timeout=20_000)
        assert window.windowTitle() == "Made up: no real incidents – example.gpkg – Incident Atlas"
        assert window.status.text().startswith("Made up: no real incidents")
        assert window.map.state.label == "Made up: no real incidents"
        assert window.notice.notice.startswith("Made-up data")
        window.workspace.open_bundled()
        assert window.windowTitle() == "Bundled incidents – Incident Atlas"
