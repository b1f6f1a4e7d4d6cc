"""Incidents entered and changed by hand in a window, and taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QMenu, QPushButton, QToolButton

from app.dialogs.entry.dialog import EntryDialog
from app.dialogs.entry.history import HistoryDialog
from app.dialogs.entry.offers import OffersDialog
from app.dialogs.entry.reasons import RestoreDialog, WithdrawDialog
from app.window import Window
from geo import store
from geo.export.incidents_csv import write_csv
from geo.incidents.by_hand import ByHand
from geo.sources.bundled import bundled
from geo.sources.importing import import_files
from geo.sources.incident_file import IncidentFile
from tests.app.samples import Answers, incident


def workspace_of(folder: Path, **changes: Any) -> Path:
    """A workspace with two imported incidents."""
    return imported(folder, folder / "w.gpkg", **changes)


def imported(folder: Path, path: Path, **changes: Any) -> Path:
    source = folder / f"rows {len(changes)}.csv"
    write_csv(source, [incident(n, source="partner", incident_id=f"partner:{n}", **changes) for n in range(2)], {})
    import_files([IncidentFile(source)], store.workspace_at(path))
    return path


def trigger(window: Window, name: str) -> None:
    assert window.actions_by_name[name].isEnabled(), name
    window.actions_by_name[name].trigger()


def form_of(qtbot: Any, window: Window) -> EntryDialog:
    """The form that is open, once its checks are prepared."""
    (dialog,) = (each for each in window.findChildren(EntryDialog) if each.isVisible())
    qtbot.waitUntil(lambda: dialog.form.latest is not None, timeout=20_000)
    return dialog


def type_in(dialog: EntryDialog, **texts: str) -> None:
    for name, text in texts.items():
        field = dialog.findChild(QLineEdit, f"entry {name}")
        assert field is not None
        field.setText(text)
        field.textEdited.emit(text)
    dialog.form.check_now()


def save(qtbot: Any, dialog: EntryDialog) -> None:
    assert dialog.save.isEnabled(), dialog.form.summary()
    dialog.save.click()
    qtbot.waitUntil(lambda: not _is_there(dialog), timeout=20_000)


def _is_there(dialog: EntryDialog) -> bool:
    from shiboken6 import isValid

    return isValid(dialog) and dialog.isVisible()


def ids(window: Window) -> tuple[str, ...]:
    return tuple(window.session.dataset.incidents.texts["incident_id"])


def wait_for(qtbot: Any, held: Callable[[], bool]) -> None:
    qtbot.waitUntil(held, timeout=20_000)


def test_a_first_incident_makes_a_workspace_and_undo_takes_it_back(qtbot, own_window: Window, tmp_path: Path) -> None:
    window, path = own_window, tmp_path / "mine.gpkg"
    trigger(window, "new_incident")
    dialog = form_of(qtbot, window)
    assert not dialog.save.isEnabled()
    type_in(dialog, date_start="3 Nov 2024", location="Bannu", killed_best="4")
    event_type = dialog.form._fields["event_type"]
    event_type.setCurrentIndex(event_type.findData("Battles"))
    event_type.activated.emit(1)
    dialog.form.check_now()

    def choose(each: QDialog) -> None:
        assert isinstance(each, QFileDialog)
        each.selectFile(str(path))
        each.accept()

    with Answers(choose):
        save(qtbot, dialog)
    (new,) = ids(window)
    assert new.startswith("own:")
    assert window.session.state.selected == (new,)
    assert window.session.dataset.context_events == bundled().context_events
    trigger(window, "undo")
    wait_for(qtbot, lambda: not ids(window))
    trigger(window, "redo")
    wait_for(qtbot, lambda: len(ids(window)) == 1)
    assert store.workspace_at(path).load().incidents.row(0).killed_best == 4


def test_an_edit_is_a_step_of_the_history_with_who_and_why(qtbot, open_window, tmp_path: Path) -> None:
    path = workspace_of(tmp_path)
    window = open_window(path)
    window.host.settings.who = "Amina"
    window.session.select(("partner:0",))
    window.sides.details.findChild(QToolButton, "details edit_incident").click()
    dialog = form_of(qtbot, window)
    assert not dialog.save.isEnabled()
    type_in(dialog, killed_best="77")
    dialog.why.setText("the police corrected it")
    save(qtbot, dialog)
    workspace = store.workspace_at(path)
    told = ByHand.of(workspace.versions("partner:0")[-1].release)
    assert (told.who, told.why, told.what) == ("Amina", "the police corrected it", "edited")
    window.session.set_filters(text="nothing like it")
    trigger(window, "undo")  # the filter
    trigger(window, "undo")  # the edit
    wait_for(qtbot, lambda: len(workspace.versions("partner:0")) == 1)
    wait_for(qtbot, lambda: not window.jobs.is_busy)
    trigger(window, "redo")
    wait_for(qtbot, lambda: window.session.dataset.incidents.row(0).killed_best == 77)
    wait_for(qtbot, lambda: not window.jobs.is_busy)
    shown: list[HistoryDialog] = []

    def look(each: QDialog) -> None:
        assert isinstance(each, HistoryDialog)
        shown.append(each)
        each.reject()

    with Answers(look):
        trigger(window, "show_history")
    assert len(shown) == 1


def test_an_incident_is_copied_withdrawn_and_restored(qtbot, open_window, tmp_path: Path) -> None:
    window = open_window(workspace_of(tmp_path))
    window.session.select(("partner:1",))
    trigger(window, "copy_incident")
    dialog = form_of(qtbot, window)
    assert dialog.similar.list.count()
    dialog.similar.list.itemClicked.emit(dialog.similar.list.item(0))
    assert window.session.state.selected[0] in ("partner:0", "partner:1")
    assert not dialog.save.isEnabled(), "a copy in which nothing differs would be there twice"
    type_in(dialog, date_start="3 Nov 2024")
    save(qtbot, dialog)
    assert len(ids(window)) == 3
    window.session.select(("partner:1",))

    def withdraw(each: QDialog) -> None:
        assert isinstance(each, WithdrawDialog)
        each.why.setText("reported twice")
        each.accept()

    with Answers(withdraw):
        trigger(window, "withdraw_incident")
        wait_for(qtbot, lambda: "partner:1" not in ids(window))

    def restore(each: QDialog) -> None:
        assert isinstance(each, RestoreDialog)
        assert "reported twice" in each.list.item(0).text()
        each.accept()

    with Answers(restore):
        trigger(window, "restore_incident")
        wait_for(qtbot, lambda: "partner:1" in ids(window))
    assert window.session.state.selected == ("partner:1",)


def test_an_import_with_a_newer_version_of_an_edited_incident_asks(qtbot, open_window, tmp_path: Path) -> None:
    path = workspace_of(tmp_path)
    window = open_window(path)
    window.session.select(("partner:0",))
    trigger(window, "edit_incident")
    dialog = form_of(qtbot, window)
    type_in(dialog, killed_best="77")
    save(qtbot, dialog)
    wait_for(qtbot, lambda: not window.jobs.is_busy)
    more = tmp_path / "more.csv"
    rows = [incident(n, source="partner", incident_id=f"partner:{n}", notes="a newer one") for n in range(2)]
    write_csv(more, rows, {})
    with Answers(lambda each: each.accept()):
        window.imports.receive([more])
        wait_for(qtbot, lambda: any("newer version" in report.text for report in window.notice.reports))
    (report,) = (each for each in window.notice.reports if "newer version" in each.text)

    def take(each: QDialog) -> None:
        assert isinstance(each, OffersDialog)
        assert not each.save.isEnabled()
        each.take.click()
        each.save.click()

    with Answers(take):
        report.button.click()
        wait_for(qtbot, lambda: window.session.dataset.incidents.row(0).notes == "a newer one")


@pytest.mark.parametrize("corner", [(12, 48), (700, 600), (-40, -40)])
def test_the_form_stands_in_the_screen(qtbot, window, corner: tuple[int, int]) -> None:
    dialog = EntryDialog("New incident", bundled())
    qtbot.addWidget(dialog)
    dialog.place(QPoint(*corner))
    room = dialog.screen().availableGeometry()
    assert room.contains(dialog.geometry()), "with Save and Cancel"
    assert dialog.height() >= dialog.minimumHeight()


def test_the_map_gives_the_place_and_has_a_menu(qtbot, open_window, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(QMenu, "popup", lambda *_: None)  # it would take the keyboard
    window = open_window(workspace_of(tmp_path))
    window.map.pointed.emit(70.604, 32.985)
    menu = window.findChild(QMenu, "map menu")
    menu.actions()[0].trigger()
    menu.close()
    dialog = form_of(qtbot, window)
    assert dialog.form.check.found.district == "Bannu"
    dialog.findChild(QPushButton, "pick on map").click()
    assert window.map.calls_to("pick_point")[-1] == (True,)
    assert not dialog.isVisible()
    (report,) = window.notice.reports
    report.button.click()
    assert (dialog.isVisible(), dialog.form.is_picking, window.notice.reports) == (True, False, ())
    clear = window.actions_by_name["clear_selection"]
    for _ in range(2):
        dialog.findChild(QPushButton, "pick on map").click()
        shortcuts = window.findChildren(QShortcut, options=Qt.FindChildOption.FindDirectChildrenOnly)
        (escape,) = (each for each in shortcuts if each.isEnabled() and each.key() == QKeySequence("Esc"))
        assert clear.shortcut().isEmpty(), "no key has two meanings"
        escape.activated.emit()
        wait_for(qtbot, dialog.isVisible)
        assert (dialog.form.is_picking, window.notice.reports) == (False, ())
        assert window.map.calls_to("pick_point")[-1] == (False,)
        assert dialog.focusWidget() is dialog.findChild(QPushButton, "pick on map")
        assert clear.shortcut() == QKeySequence("Esc")
    dialog.findChild(QPushButton, "pick on map").click()
    window.map.pointed.emit(71.55, 34.01)
    assert dialog.form.check.found.district == "Peshawar"
    assert (dialog.isVisible(), dialog.form.is_picking, window.notice.reports) == (True, False, ())
    with Answers():  # Cancel: the window stays
        window.close()
    assert window.isVisible()
    with Answers(lambda box: box.button(box.StandardButton.Discard).click()):
        dialog.reject()
    assert not dialog.isVisible()
    window.sides.incidents.menu_requested.emit(QPoint(5, 5))
    menu = window.findChild(QMenu, "incident menu")
    assert menu.actions()[0].objectName() == "edit_incident"
    menu.close()
