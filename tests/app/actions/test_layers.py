"""User layers in the window: added by a drop, restyled, removed, stored in the workspace."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QComboBox, QDialog, QMessageBox, QProgressDialog

from app.actions.layers import show_file
from app.dialogs.user_layer import UserLayerDialog
from app.window import Window
from app.workspace.lock import WorkspaceLock
from geo import store
from geo.places.user_layers import LayerStyle
from tests.app.samples import Answers

SQUARE = [[[70.3, 32.7], [70.9, 32.7], [70.9, 33.2], [70.3, 33.2], [70.3, 32.7]]]


@pytest.fixture
def zones(tmp_path: Path) -> Path:
    path = tmp_path / "zones.geojson"
    geometry = {"type": "Polygon", "coordinates": SQUARE}
    feature = {"type": "Feature", "properties": {"name": "Bannu", "label": "B"}, "geometry": geometry}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    return path


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    path = tmp_path / "w.gpkg"
    store.workspace_at(path).create()
    return path


def names(window) -> list[str]:
    return [layer.name for layer in window.session.dataset.user_layers]


def test_dropped_lines_and_polygons_become_a_layer(qtbot, open_window, workspace: Path, zones: Path) -> None:
    window = open_window(workspace)

    def draw(dialog: QDialog) -> None:
        assert isinstance(dialog, UserLayerDialog)
        dialog.name.setText("My zones")
        dialog.colour.setCurrentIndex(2)
        dialog.accept()

    with Answers(draw):
        window.imports.receive([zones])
        qtbot.waitUntil(lambda: names(window) == ["My zones"], timeout=20_000)
    (stored,) = store.workspace_at(workspace).load().user_layers
    assert (stored.name, stored.style.colour) == ("My zones", "green")
    assert window.map.state.user_layers.content.count(b"My zones") == 1
    assert list(window.sides.layers.user_boxes) == ["My zones"]


def test_without_a_workspace_a_layer_is_shown_but_not_stored(qtbot, open_window, zones: Path) -> None:
    window = open_window()
    with Answers(lambda dialog: dialog.accept()):
        window.imports.receive([zones])
        qtbot.waitUntil(lambda: names(window) == ["zones"], timeout=20_000)
    assert "no workspace is open that could store it" in window.notice.text


def test_a_drawn_line_becomes_a_layer_and_is_taken_back(qtbot, open_window, workspace: Path) -> None:
    window = open_window(workspace)
    line = [(71.5, 34.0), (71.4, 33.6)]
    for expected in (["Drawn line"], ["Drawn line", "Drawn line 2"]):
        window.map.line_drawn.emit(line)
        qtbot.waitUntil(lambda wanted=expected: names(window) == wanted, timeout=20_000)
    stored = store.workspace_at(workspace).load().user_layers[0]
    assert (stored.sentence, stored.features[0].coordinates) == ("1 line", [[71.5, 34.0], [71.4, 33.6]])
    report = window.notice.reports[-1]
    assert report.text.startswith("Drawn line 2: 45.3 km.")
    report.button.click()
    qtbot.waitUntil(lambda: names(window) == ["Drawn line"], timeout=20_000)
    assert report not in window.notice.reports


def test_undo_takes_back_lines_and_filters_in_turn_and_redo_brings_them_again(
    qtbot, open_window, workspace: Path, zones: Path
) -> None:
    store.workspace_at(workspace).store_layer(layer_of(zones))
    window = open_window(workspace)
    session = window.session
    session.set_filters(min_killed=1)
    window.map.line_drawn.emit([(71.5, 34.0), (71.4, 33.6)])
    qtbot.waitUntil(lambda: names(window) == ["zones", "Drawn line"], timeout=20_000)
    (line,) = (each for each in store.workspace_at(workspace).load().user_layers if each.name == "Drawn line")
    session.set_filters(min_killed=2)
    for _ in range(3):  # at once, as with a key held down
        session.undo()
    assert session.state.query.min_killed == 0
    qtbot.waitUntil(lambda: names(window) == ["zones"], timeout=20_000)
    assert [each.name for each in store.workspace_at(workspace).load().user_layers] == ["zones"]
    for _ in range(3):
        session.redo()
    qtbot.waitUntil(lambda: names(window) == ["zones", "Drawn line"], timeout=20_000)
    assert session.state.query.min_killed == 2
    assert store.workspace_at(workspace).load().user_layers[1].text == line.text
    assert (session.can_undo, session.can_redo) == (True, False)


def test_hiding_a_layer_is_one_undo_step(qtbot, open_window, workspace: Path, zones: Path) -> None:
    store.workspace_at(workspace).store_layer(layer_of(zones))
    window = open_window(workspace)
    window.sides.layers.user_boxes["zones"].setChecked(False)
    assert window.session.state.hidden == {"zones"}
    assert window.map.state.hidden == ("zones",)
    window.session.undo()
    assert window.sides.layers.user_boxes["zones"].isChecked()


def test_a_layer_is_restyled_and_removed(qtbot, open_window, workspace: Path, zones: Path) -> None:
    store.workspace_at(workspace).store_layer(layer_of(zones))
    window = open_window(workspace)

    def rename(dialog: QDialog) -> None:
        dialog.name.setText("other")
        dialog.districts.setChecked(True)
        dialog.accept()

    with Answers(rename):
        window.sides.layers.style_requested.emit("zones")
        qtbot.waitUntil(lambda: names(window) == ["other"], timeout=20_000)
    assert [d.name for d in window.session.dataset.gazetteer.drawn] == ["Bannu"]
    assert "those of a user layer" in window.sides.layers.note.text()
    with Answers(lambda dialog: dialog.button(QMessageBox.StandardButton.Yes).click()) as answers:
        window.sides.layers.removal_requested.emit("other")
        qtbot.waitUntil(lambda: names(window) == [], timeout=20_000)
    assert answers.texts == ["Remove the layer other from the map? The file that it came from is not changed."]
    assert len(window.session.dataset.gazetteer.drawn) == 61


def test_features_can_be_named_by_another_field(qtbot, open_window, workspace: Path, zones: Path) -> None:
    window = open_window(workspace)

    def choose(dialog: QDialog) -> None:
        field = dialog.findChild(QComboBox, "name field")
        if field.currentText() == "name":
            field.activated.emit(field.findText("label"))
        else:
            dialog.accept()

    with Answers(choose):
        show_file(window.host, zones)
        qtbot.waitUntil(lambda: names(window) == ["zones"], timeout=20_000)
    assert window.session.dataset.user_layers[0].features[0].name == "B"


def test_a_table_of_places_without_dates_is_offered_as_a_layer(
    qtbot, open_window, workspace: Path, tmp_path: Path
) -> None:
    path = tmp_path / "sites.csv"
    path.write_text("name,lat,lon\nClinic,34.0,71.5\nOffice,30.2,67.0\n")
    window = open_window(workspace)

    def answer(dialog: QDialog) -> None:
        if isinstance(dialog, QMessageBox):
            next(b for b in dialog.buttons() if b.text() == "Show as a layer").click()
        else:
            dialog.accept()

    with Answers(answer) as answers:
        window.imports.receive([path])
        qtbot.waitUntil(lambda: names(window) == ["sites"], timeout=20_000)
    assert answers.texts[0].startswith("sites.csv has places but no days.")


def test_a_locked_workspace_gets_no_layer(qtbot, open_window, workspace: Path, zones: Path) -> None:
    other = WorkspaceLock()
    assert other.acquire(store.workspace_at(workspace))
    window = open_window(workspace)
    before = workspace.read_bytes()
    with Answers(lambda dialog: dialog.accept()) as answers:
        window.imports.receive([zones])
        qtbot.waitUntil(lambda: len(answers.dialogs) == 2, timeout=20_000)
    assert "can only be looked at here" in answers.texts[1]
    assert workspace.read_bytes() == before
    other.release()


def test_a_duplicate_layer_name_shows_a_warning(qtbot, zones: Path) -> None:
    dialog = UserLayerDialog(layer_of(zones), None, frozenset({"taken"}))
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.problem.isVisible()
    dialog.name.setText("taken")
    assert "would be replaced" in dialog.problem.text()
    dialog.name.setText(" ")
    assert not dialog._show_button.isEnabled()
    dialog.name.setText("free")
    assert dialog.layer.style == LayerStyle()


def layer_of(path: Path):
    from geo.sources.user_layers import read_layer_file

    return read_layer_file(path).layer


def test_reading_a_layer_can_be_cancelled(qtbot, window: Window, zones: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(_path: Path, _layer: str, _name_field: str, progress: Callable[[float], None]) -> None:
        while True:
            progress(0.5)
            Event().wait(0.01)

    monkeypatch.setattr("geo.sources.user_layers.read_layer_file", endless)
    titles: list[str] = []

    def cancel(_step: str, share: float) -> None:
        if share < 1 and not titles:
            (dialog,) = window.findChildren(QProgressDialog)  # deleted soon after it is cancelled
            titles.append(dialog.windowTitle())
            dialog.canceled.emit()

    window.host.user_layers.progressed.connect(cancel)
    with Answers() as answers:
        show_file(window.host, zones)
        qtbot.waitUntil(lambda: bool(answers.texts), timeout=20_000)
    assert answers.texts == ["zones.geojson: cancelled. Nothing was changed."]
    assert titles == ["Add a user layer"]
    qtbot.waitUntil(lambda: not window.jobs.is_busy)
    window.host.user_layers.progressed.disconnect(cancel)
