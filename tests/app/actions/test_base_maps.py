"""The base map: chosen in the preferences or by a drop, stored in the settings, reset if its file is missing."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QMessageBox

from app.actions.base_maps import show_preferences
from app.actions.file import receive
from app.dialogs.preferences import PreferencesDialog
from app.settings import Settings
from app.window import Window
from geo.tiles import Provider
from tests.app.samples import Answers
from tests.geo.tiles.made import mbtiles, png


@pytest.fixture
def tiles(tmp_path: Path) -> Path:
    return mbtiles(tmp_path / "ground.mbtiles", {(6, 44, 25): png((9, 9, 9))}, format="png", name="My ground")


def shown_ground(qtbot, window: Window, count: int = 1) -> object:
    """The base map of the last call, once the map has been given this many."""
    qtbot.waitUntil(lambda: len(window.map.calls_to("set_ground")) == count, timeout=20_000)
    return window.map.calls_to("set_ground")[-1][0]


def restarted(settings: Settings) -> Settings:
    """The settings as the next start reads them from the disk, without what was not written yet."""
    return Settings(QSettings(settings._store.fileName(), QSettings.Format.IniFormat))


def test_a_dropped_file_is_shown_and_stored_in_the_settings(qtbot, open_window, settings, tiles: Path) -> None:
    window = open_window()
    assert window.map.calls_to("set_ground") == []
    receive(window.host, [tiles])
    assert shown_ground(qtbot, window).about.name == "My ground"
    assert "Base map: My ground, raster tiles of the levels 6 to 6." in window.notice.text
    assert settings.base_map == f"file:{tiles}"


def test_a_stored_base_map_is_restored_and_cleared_if_its_file_is_missing(
    qtbot, open_window, settings: Settings, tiles: Path
) -> None:
    settings.base_map = f"file:{tiles}"
    window = open_window()
    assert shown_ground(qtbot, window).about.name == "My ground"
    window.close()
    tiles.unlink()
    with Answers() as answers:
        window = open_window()
        assert shown_ground(qtbot, window) is None
        qtbot.waitUntil(lambda: len(answers.texts) == 1, timeout=20_000)
    assert settings.base_map == ""
    assert answers.texts[0].endswith("The bundled base map is shown.")


def test_a_file_that_takes_the_window_down_while_it_is_opened_is_put_aside(
    qtbot, open_window, settings: Settings, tiles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.base_map = "online:OpenStreetMap"
    window = open_window()
    going_on = Event()
    monkeypatch.setattr("geo.tiles.open_archive", lambda _path: going_on.wait(20))
    receive(window.host, [tiles])
    after_a_kill = restarted(settings)
    going_on.set()
    assert after_a_kill.base_map == "online:OpenStreetMap", "it is remembered only after it has worked"
    assert after_a_kill.put_aside("base_map") == f"file:{tiles}"
    assert after_a_kill.put_aside("base_map") == ""
    window.host.jobs.wait()


def test_a_base_map_that_did_not_work_last_time_is_put_aside_and_can_be_tried_again(
    qtbot, open_window, settings: Settings, tiles: Path
) -> None:
    settings.begin("base_map", f"file:{tiles}")
    settings.base_map = f"file:{tiles}"

    def retry(box: QMessageBox) -> None:
        next(button for button in box.buttons() if button.text() == "Try again").click()

    with Answers() as answers:
        window = open_window()
        qtbot.waitUntil(lambda: len(answers.texts) == 1, timeout=20_000)
    assert "ground.mbtiles did not work last time" in answers.texts[0]
    assert window.map.calls_to("set_ground") == []
    assert settings.base_map == ""
    settings.begin("base_map", f"file:{tiles}")
    with Answers(retry):
        window = open_window()
        assert shown_ground(qtbot, window).about.name == "My ground"
    window.map.caught_up.emit()
    window.close()
    assert restarted(settings).put_aside("base_map") == ""
    assert restarted(settings).base_map == f"file:{tiles}"


def test_a_map_that_failed_leaves_the_mark_when_the_window_is_closed(
    qtbot, open_window, settings: Settings, tiles: Path
) -> None:
    window = open_window()
    receive(window.host, [tiles])
    shown_ground(qtbot, window)
    window.map.failed.emit("The map stopped three times within a minute.")
    window.close()
    assert restarted(settings).put_aside("base_map") == f"file:{tiles}"


def test_a_base_map_that_cannot_be_read_any_more_is_replaced_by_the_bundled_one(
    qtbot, open_window, settings: Settings, tiles: Path
) -> None:
    window = open_window()
    receive(window.host, [tiles])
    shown_ground(qtbot, window)
    with Answers() as answers:
        QTimer.singleShot(0, lambda: window.map.ground_failed.emit("ground.mbtiles takes too long to be read."))
        assert shown_ground(qtbot, window, 2) is None
        qtbot.waitUntil(lambda: len(answers.texts) == 1, timeout=20_000)
    assert answers.texts == ["ground.mbtiles takes too long to be read. The bundled base map is shown."]
    assert settings.base_map == ""


def test_of_two_files_the_one_chosen_last_is_shown(qtbot, open_window, settings: Settings, tmp_path: Path) -> None:
    window = open_window()
    files = [
        mbtiles(tmp_path / f"{name}.mbtiles", {(6, 44, 25): png((9, 9, 9))}, format="png") for name in ("one", "two")
    ]
    for file in files:
        receive(window.host, [file])
    assert shown_ground(qtbot, window).about.name == "two"
    qtbot.waitUntil(lambda: not window.host.jobs.is_busy, timeout=20_000)
    assert len(window.map.calls_to("set_ground")) == 1
    assert settings.base_map == f"file:{files[1]}"


def test_a_provider_is_used_only_after_it_was_chosen(open_window, settings: Settings) -> None:
    window = open_window()

    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, PreferencesDialog)
        assert dialog.bundled.isChecked()
        assert "becomes known to the provider" in dialog.warning.text()
        dialog.online.setChecked(True)
        dialog.accept()

    with Answers(choose):
        show_preferences(window.host)
    (ground,) = window.map.calls_to("set_ground")[-1]
    assert isinstance(ground, Provider)
    assert settings.base_map == "online:OpenStreetMap"
    assert "sees the area that you look at" in window.notice.text

    def choose_bundled(dialog: QDialog) -> None:
        assert dialog.online.isChecked()
        dialog.bundled.setChecked(True)
        dialog.accept()

    with Answers(choose_bundled):
        show_preferences(window.host)
    assert window.map.calls_to("set_ground")[-1] == (None,)
    assert settings.base_map == ""


def test_a_base_map_file_needs_a_path(qtbot, tiles: Path) -> None:
    dialog = PreferencesDialog("")
    qtbot.addWidget(dialog)
    ok = dialog._buttons.button(QDialogButtonBox.StandardButton.Ok)
    dialog.from_file.setChecked(True)
    assert not ok.isEnabled()
    dialog.path.setText(str(tiles))
    assert ok.isEnabled()
    assert dialog.base_map == f"file:{tiles}"
