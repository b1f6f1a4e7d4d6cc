from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QMessageBox

from app.actions.about import open_link
from app.actions.action import Action
from app.actions.map_view import show_near
from app.actions.messages import show_error
from app.actions.palette import PaletteDialog
from app.actions.table import ACTIONS
from app.dialogs.sharing import SharingDialog
from app.dialogs.table import TableDialog
from app.window import Window
from geo import store
from geo.export.file_format import FileFormat
from geo.export.formats import HAND_OVER, INCIDENTS, PAGES
from geo.places.target import point_target
from geo.query import Within
from geo.reading.direction import without_overrides
from geo.sources.bundled import bundled
from geo.view.state import State
from tests.app.samples import PAYLOADS, Answers
from tests.geo.checked_files import read_file

NAMES = [action.name for action in ACTIONS]


def action(name: str) -> Action:
    return next(a for a in ACTIONS if a.name == name)


def test_every_action_is_in_a_menu_with_a_status_tip(window: Window) -> None:
    menus = {menu.title(): menu for menu in (a.menu() for a in window.menuBar().actions())}
    for each in ACTIONS:
        qt_action = window.actions_by_name[each.name]
        assert qt_action in menus[each.menu].actions()
        assert (qt_action.objectName(), qt_action.text(), qt_action.statusTip()) == (each.name, each.text, each.tip)
        assert qt_action.shortcut().toString() == each.key


def marks(window: Window) -> dict[str, bool]:
    """Which entries of the menus that switch something have a check mark, as the menus come up."""
    for menu in (a.menu() for a in window.menuBar().actions()):
        menu.aboutToShow.emit()
    return {each.name: window.actions_by_name[each.name].isChecked() for each in ACTIONS if each.is_on is not None}


def test_what_is_on_has_a_check_mark(window: Window) -> None:
    at_start = {
        "toggle_sides": False, "theme_system": True, "theme_light": False, "theme_dark": False,
        "toggle_former_fata": False, "toggle_heat": False, "toggle_labels": True, "compare": False,
    }  # fmt: skip
    assert marks(window) == at_start
    for name in ("toggle_sides", "theme_dark", "toggle_former_fata", "toggle_heat", "toggle_labels", "compare"):
        window.actions_by_name[name].trigger()
    assert marks(window) == {name: not on for name, on in at_start.items() if name != "theme_light"} | {
        "theme_light": False
    }
    window.actions_by_name["theme_dark"].trigger()  # what is on already stays so
    assert marks(window)["theme_dark"]
    window.sides.layers.boxes["heat"].click()
    assert not marks(window)["toggle_heat"]


NEED_A_WORKSPACE = {
    "show_changes", "show_duplicates", "show_totals", "show_present", "undo_import", "restore_backup", "save_view",
    "show_views", "restore_incident", "review_offers",
}  # fmt: skip
NEED_AN_INCIDENT_OF_A_WORKSPACE = {"edit_incident", "copy_incident", "withdraw_incident", "show_history"}
NEED_A_SELECTION = {"clear_selection", "spread"}
NEED_SEVERAL = {"next_selected", "previous_selected"}
NEED_A_DISTRICT = {"zoom_to_district", "filter_to_district"}
NEED_A_HISTORY = {"undo", "redo"}


def disabled(window: Window) -> set[str]:
    return {name for name, made in window.actions_by_name.items() if not made.isEnabled()}


def test_what_cannot_be_done_is_disabled(window: Window) -> None:
    assert disabled(window) == (
        NEED_A_WORKSPACE | NEED_AN_INCIDENT_OF_A_WORKSPACE | NEED_A_SELECTION | NEED_SEVERAL | NEED_A_DISTRICT
        | NEED_A_HISTORY
    )  # fmt: skip
    ids = bundled().incidents.texts["incident_id"]
    window.session.select((ids[0],))
    assert disabled(window) >= NEED_AN_INCIDENT_OF_A_WORKSPACE  # the bundled ones cannot be changed
    assert disabled(window) & (NEED_A_SELECTION | NEED_SEVERAL) == NEED_SEVERAL
    window.session.select((ids[0], ids[1]))
    assert disabled(window) & NEED_SEVERAL == set()
    window.session.select(())
    assert disabled(window) >= NEED_A_SELECTION


def test_a_workspace_enables_what_concerns_it(open_window, tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    store.workspace_at(path).create()
    window = open_window(path)
    assert disabled(window) & NEED_A_WORKSPACE == {"undo_import"}
    window.actions_by_name["open_bundled"].trigger()
    assert disabled(window) >= NEED_A_WORKSPACE


def test_action_names_and_texts_are_unique() -> None:
    assert len(set(NAMES)) == len(NAMES)
    assert len({a.text for a in ACTIONS}) == len(ACTIONS)


@pytest.mark.parametrize(
    ("name", "panel"),
    [
        ("show_filters", "filters"), ("show_layers", "layers"), ("show_incidents", "incidents"),
        ("show_districts", "districts"), ("show_trend", "charts"),
    ],
)  # fmt: skip
def test_a_panel_is_raised_and_gets_the_focus(qtbot, window: Window, name: str, panel: str) -> None:
    qtbot.waitUntil(window.isActiveWindow)
    window.actions_by_name["toggle_sides"].trigger()
    window.actions_by_name[name].trigger()
    widget = getattr(window.sides, panel)
    assert widget.isVisible()
    assert widget.isAncestorOf(QApplication.focusWidget())


def test_time_bar_and_details_get_the_focus(qtbot, window: Window) -> None:
    qtbot.waitUntil(window.isActiveWindow)
    for name, widget in (("show_time", window.time_bar.canvas), ("show_details", window.sides.details.area)):
        window.actions_by_name[name].trigger()
        assert QApplication.focusWidget() is widget


def test_shortcuts_work_wherever_the_focus_is(qtbot, window: Window) -> None:
    qtbot.waitUntil(window.isActiveWindow)
    window.sides.incidents.view.setFocus()
    qtbot.keyClick(window.sides.incidents.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is window.sides.filters.text
    qtbot.keyClicks(window.sides.filters.text, "Bannu")
    qtbot.keyClick(window.sides.filters.text, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert window.session.state == State()


def test_escape_resets_typed_text_before_it_clears_the_selection(qtbot, window: Window) -> None:
    qtbot.waitUntil(window.isActiveWindow)
    chosen = tuple(bundled().incidents.texts["incident_id"][:1])
    window.session.select(chosen)
    field = window.time_bar.controls.first
    field.setFocus()
    before = field.text()
    field.selectAll()
    qtbot.keyClicks(field, "2024-11")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert (field.text(), window.session.state.selected) == (before, chosen)
    window.sides.incidents.view.setFocus()
    qtbot.keyClick(window.sides.incidents.view, Qt.Key.Key_Escape)
    assert window.session.state.selected == ()


def test_escape_cancels_a_drag_and_keeps_the_selection(qtbot, window: Window) -> None:
    qtbot.waitUntil(window.isActiveWindow)
    chosen = tuple(bundled().incidents.texts["incident_id"][:1])
    window.session.select(chosen)
    before, canvas = window.time_bar.period, window.time_bar.canvas
    middle = canvas.scene().layout.plot.center().toPoint()
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseMove(canvas, middle + QPoint(80, 0))
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=middle + QPoint(80, 0))
    assert window.time_bar.period == before
    assert window.session.state.selected == chosen


def test_the_time_bar_handles_its_own_keys_first(qtbot, window: Window) -> None:
    qtbot.waitUntil(window.isActiveWindow)
    window.time_bar.choose_since(bundled().incidents.period[1] - 30)
    before = window.time_bar.period
    window.time_bar.canvas.setFocus()
    qtbot.keyClick(window.time_bar.canvas, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert window.time_bar.period.first == before.first - 1


def test_layers_are_toggled_from_the_menu(window: Window) -> None:
    for name, layer in (("toggle_heat", "heat"), ("toggle_former_fata", "former_fata"), ("toggle_labels", "labels")):
        before = window.session.state.layers
        window.actions_by_name[name].trigger()
        assert window.session.state.layers == before ^ {layer}


def test_the_period_is_stepped_and_reset(window: Window) -> None:
    window.time_bar.choose_since(bundled().incidents.period[1] - 30)
    period = window.time_bar.period
    window.actions_by_name["step_back"].trigger()
    assert window.time_bar.period.first < period.first
    window.actions_by_name["step_forward"].trigger()
    assert window.time_bar.period == period
    window.actions_by_name["whole_period"].trigger()
    assert window.session.state.query.first is None
    assert window.time_bar.period.first == bundled().incidents.period[0]


def test_playing_is_one_undo_step(qtbot, window: Window) -> None:
    window.time_bar.choose_since(bundled().incidents.period[1] - 30)
    window.actions_by_name["step_back"].trigger()
    window.actions_by_name["step_back"].trigger()
    before = window.session.state
    window.actions_by_name["play"].trigger()
    qtbot.waitUntil(lambda: window.session.state != before)
    window.actions_by_name["play"].trigger()
    assert not window.time_bar.is_playing
    window.session.undo()
    assert window.session.state.query == before.query


# The map


def test_the_map_is_fitted_to_everything_or_the_selection(window: Window) -> None:
    window.actions_by_name["fit_everything"].trigger()
    assert window.map.calls_to("fit") == [()]
    at = next(i for i in range(261) if bundled().incidents.has_point[i])
    row = bundled().incidents.row(at)
    window.session.select((row.incident_id,))
    window.actions_by_name["fit_shown"].trigger()
    ((west, south, east, north),) = window.map.calls_to("fit")[-1]
    assert (west, east) == pytest.approx((row.lon - 0.1, row.lon + 0.1))
    assert (south, north) == pytest.approx((row.lat - 0.1, row.lat + 0.1))


def test_enter_in_the_table_zooms_to_the_district(qtbot, window: Window) -> None:
    window.actions_by_name["show_districts"].trigger()
    view = window.sides.districts.view
    view.setCurrentIndex(window.sides.districts.model.index(0, 0))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    ((west, south, east, north),) = window.map.calls_to("fit")[-1]
    assert west < east
    assert south < north


def test_an_incident_without_a_point_is_zoomed_to_its_district(window: Window) -> None:
    incidents = bundled().incidents
    at = next(i for i in range(261) if not incidents.has_point[i] and bundled().polygons[i] >= 0)
    window.session.select((incidents.texts["incident_id"][at],))
    window.actions_by_name["fit_shown"].trigger()
    ((west, south, east, north),) = window.map.calls_to("fit")[-1]
    assert east - west > 0.2
    assert north - south > 0.2


# Files


def test_shown_incidents_are_exported_as_csv(qtbot, window: Window, tmp_path: Path) -> None:
    def answer(dialog: QDialog) -> None:
        if isinstance(dialog, QFileDialog):
            dialog.selectFile(str(tmp_path / "shown"))
        dialog.accept()

    window.session.set_filters(text="Bannu")
    with Answers(answer):
        window.actions_by_name["save_table"].trigger()
        qtbot.waitUntil(lambda: window.notice.text.startswith("Written: "), timeout=20_000)

    written = read_file(tmp_path / "shown.csv")
    assert len(written.incidents) == len(window.session.snapshot.answer)
    assert window.notice.text == f"Written: {tmp_path / 'shown.csv'}"


def test_a_failed_export_shows_an_error(qtbot, window: Window, tmp_path: Path) -> None:
    folder = tmp_path / "a.csv"
    folder.mkdir()

    def answer(dialog: QDialog) -> None:
        if isinstance(dialog, QFileDialog):
            dialog.setFileMode(QFileDialog.FileMode.Directory)
            dialog.selectFile(str(folder))
            dialog.done(QDialog.DialogCode.Accepted)
        elif isinstance(dialog, SharingDialog):
            dialog.accept()
        else:
            dialog.reject()

    with Answers(answer) as answers:
        window.actions_by_name["save_table"].trigger()
        qtbot.waitUntil(lambda: len(answers.dialogs) == 3, timeout=20_000)
    assert "a.csv" in answers.texts[2]
    assert "not foreseen" not in answers.texts[2]


# Dialogs that the actions open


def test_messages_are_plain_text(window: Window) -> None:
    with Answers() as answers:
        for text in PAYLOADS:
            show_error(window.host, text)
    assert answers.texts == [without_overrides(text) for text in PAYLOADS]
    for box in answers.dialogs:
        assert isinstance(box, QMessageBox)
        assert box.textFormat() == Qt.TextFormat.PlainText


def test_a_link_is_opened_only_after_consent(window: Window, monkeypatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(QUrl(url).toString()))
    with Answers() as answers:
        open_link(window.host, "https://example.org/<b>x</b>")
    assert opened == []
    assert "https://example.org/<b>x</b>" in answers.texts[0]
    with Answers(lambda box: box.button(QMessageBox.StandardButton.Open).click()):
        open_link(window.host, "https://example.org/a")
    assert opened == ["https://example.org/a"]


def test_the_palette_runs_the_action_that_matches(qtbot, window: Window) -> None:
    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, PaletteDialog)
        qtbot.keyClicks(dialog.line, "former fata")
        qtbot.keyClick(dialog.line, Qt.Key.Key_Return)

    with Answers(answer):
        window.actions_by_name["show_palette"].trigger()
    assert "former_fata" in window.session.state.layers


def test_about_names_data_licences_and_versions(window: Window) -> None:
    texts: list[str] = []

    def answer(dialog: QDialog) -> None:
        from PySide6.QtWidgets import QPlainTextEdit

        texts.extend(edit.toPlainText() for edit in dialog.findChildren(QPlainTextEdit))
        texts.extend(w.text() for w in dialog.findChildren(QLabel))
        dialog.reject()

    with Answers(answer):
        window.actions_by_name["show_about"].trigger()
    text = "\n".join(texts)
    for words in ("It is not a count", "Durand Line", "CC BY 4.0", "MIT", "PySide6", "Natural Earth", "numpy"):
        assert words in text


def test_a_distance_filter_is_set_from_a_point(qtbot, window: Window) -> None:
    def near(dialog: QDialog) -> None:
        assert dialog.place.text() == "34.0100, 71.5500"
        dialog.place.setText("nowhere at all")
        dialog._accept()
        assert "no town" in dialog.problem.text()
        dialog.place.setText("Peshawar")
        dialog.km.setValue(30)
        dialog._accept()

    with Answers(near):
        show_near(window.host, "34.0100, 71.5500")
    within = window.session.state.query.within
    assert within is not None
    assert within.words == "within 30 km of Peshawar"
    assert window.map.state.range_lines
    assert not window.sides.incidents.view.isColumnHidden(6)
    filters = window.sides.filters
    assert filters.near.text() == "Within 30 km of Peshawar"
    assert "before the data end" in filters.last_near.text()
    assert "are not counted as near" in filters.last_near.text()
    filters.section_near.clear.click()
    assert window.session.state.query.within is None
    assert window.map.state.range_lines == ()
    assert window.sides.incidents.view.isColumnHidden(6)


def test_the_list_is_sorted_by_distance(qtbot, window: Window) -> None:
    window.session.set_filters(within=Within(point_target(71.55, 34.01), 60))
    view = window.sides.incidents.view
    view.sortByColumn(6, Qt.SortOrder.AscendingOrder)
    model = view.model()
    distances = [float(model.index(row, 6).data().split(" ±")[0]) for row in range(model.rowCount())]
    assert distances == sorted(distances)
    assert len(distances) > 3
    window.session.set_filters(within=None)
    assert model.rowCount() == len(window.session.dataset.incidents)


@pytest.mark.parametrize(
    ("name", "written"), [("save_picture", PAGES), ("save_table", INCIDENTS), ("export", HAND_OVER)]
)
def test_an_action_that_writes_a_file_names_its_formats(name: str, written: Sequence[FileFormat[Any]]) -> None:
    """So that the palette finds it by the ending."""
    (action,) = (action for action in ACTIONS if action.name == name)
    assert [each.ending for each in written if each.ending.removeprefix(".").upper() not in action.tip] == []


# What is chosen in the list or in the details is brought into view on the map


def test_a_choice_in_the_list_pans_the_map(window: Window) -> None:
    incidents = window.session.dataset.incidents
    placed = next(row for row in range(261) if incidents.has_point[window.sides.incidents.model.incident_row(row)])
    window.sides.incidents.view.selectRow(placed)
    position = window.sides.incidents.model.incident_row(placed)
    lon, lat = float(incidents.lon[position]), float(incidents.lat[position])
    assert window.map.calls_to("reveal") == [((lon, lat, lon, lat),)]


def test_the_next_incident_moves_list_map_and_details_together(qtbot, window: Window) -> None:
    session, sides = window.session, window.sides
    chosen = session.dataset.incidents.texts["incident_id"][:3]
    session.select(tuple(chosen))
    assert window.map.calls_to("reveal") == []
    sides.details.step(1)
    assert window.map.state.selection[0] == 1
    assert len(window.map.calls_to("reveal")) == 1
    assert sides.incidents.model.incident_row(sides.incidents.view.currentIndex().row()) == 1
    assert sides.details._count.text() == "2 of 3 selected"


def test_tables_open_once_beside_the_map_and_filter_it(window: Window, qtbot: Any) -> None:
    window.actions_by_name["show_tables"].trigger()
    dialog = window.findChild(TableDialog)
    window.actions_by_name["show_tables"].trigger()
    assert window.findChildren(TableDialog) == [dialog]
    dialog.choose("province", "type")
    dialog.filter_requested.emit({"types": frozenset({"Battles"})})
    assert window.session.state.query.types == {"Battles"}
    dialog.close()
    qtbot.waitUntil(lambda: window.findChild(TableDialog) is None)


def test_the_actions_load_nothing_that_only_dialogs_need() -> None:
    slow = ("geo.entry", "geo.intake", "geo.sources.opening", "geo.analysis.similar", "geo.export.formats", "scipy")
    code = f"import sys, app.actions.table, app.sides; print([name for name in sys.modules if name.startswith({slow})])"
    process = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert process.stdout.strip() == "[]"
