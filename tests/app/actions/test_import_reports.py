"""The report after an import: what is new alone, and back to the filters as before."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.dialogs.checked_file import CheckedFileDialog
from app.window import Window
from geo import store
from geo.export.incidents_csv import write_csv
from geo.query import Query
from geo.sources.importing import import_files
from geo.sources.incident_file import IncidentFile
from tests.app.samples import Answers, incident


def incident_file(path: Path, rows: range, **fields: object) -> Path:
    write_csv(path, [incident(n, source="own", incident_id=f"own:{n}", **fields) for n in rows], {})
    return path


@pytest.fixture
def imported(qtbot, open_window, tmp_path: Path) -> Window:
    """A window on a workspace of three incidents after the import of five, of which one is revised and two are new."""
    path = tmp_path / "w.gpkg"
    import_files([IncidentFile(incident_file(tmp_path / "first.csv", range(3)))], store.workspace_at(path))
    window: Window = open_window(path)
    window.session.set_filters(first=date(2024, 11, 1), last=date(2024, 11, 2), types=frozenset({"Battles"}))
    rows = [incident(n, source="own", incident_id=f"own:{n}", injured=4 if n == 1 else None) for n in range(5)]
    write_csv(tmp_path / "second.csv", rows, {})
    import_into(qtbot, window, tmp_path / "second.csv")
    return window


def import_into(qtbot, window: Window, path: Path) -> None:
    with (
        Answers(lambda dialog: dialog.accept() if isinstance(dialog, CheckedFileDialog) else dialog.reject()),
        qtbot.waitSignal(window.imports.stored, timeout=20_000),
    ):
        window.imports.receive([path])


def shown(window: Window) -> set[str]:
    ids = window.session.dataset.incidents.texts["incident_id"]
    return {ids[row] for row in window.session.snapshot.rows}


def test_filters_and_period_stay_after_an_import(imported: Window) -> None:
    query = imported.session.state.query
    assert (query.first, query.last, query.types) == (date(2024, 11, 1), date(2024, 11, 2), {"Battles"})
    (report,) = imported.notice.reports
    assert report.text.startswith("second.csv: Incidents: 2 added, 1 revised in injured")
    assert report.text.endswith("None of the new incidents is within the filters and the period that are set.")


def test_only_what_is_new_is_shown_and_the_filters_come_back(imported: Window) -> None:
    before = imported.session.state.query
    (report,) = imported.notice.reports
    assert report.button.text() == "Show the 2 new ones"
    report.button.click()
    assert shown(imported) == {"own:3", "own:4"}
    assert "new with the import of second.csv" in imported.session.state.query.words()
    assert not imported.sides.filters.section_listed.isHidden()
    assert report.button.text() == "Back to the filters as before"
    report.button.click()
    assert imported.session.state.query == before
    assert imported.sides.filters.section_listed.isHidden()


def test_the_button_follows_undo_and_the_filters(imported: Window) -> None:
    (report,) = imported.notice.reports
    report.button.click()
    imported.session.reset_filters()
    assert report.button.text() == "Show the 2 new ones"
    imported.session.undo()
    assert report.button.text() == "Back to the filters as before"
    imported.sides.filters.section_listed.clear.click()
    assert imported.session.state.query == Query()
    assert report.button.text() == "Show the 2 new ones"


def test_without_the_new_incidents_nothing_is_offered(imported: Window) -> None:
    (report,) = imported.notice.reports
    imported.workspace.open_bundled()
    assert not report.button.isEnabled()


def test_an_import_that_only_revises_offers_nothing(qtbot, imported: Window, tmp_path: Path) -> None:
    rows = [incident(n, source="own", incident_id=f"own:{n}", injured=n) for n in range(5)]
    write_csv(tmp_path / "third.csv", rows, {})
    import_into(qtbot, imported, tmp_path / "third.csv")
    report = imported.notice.reports[-1]
    assert "revised" in report.text
    assert report.button.isHidden()
