"""The base map: chosen in the preferences or by a drop, stored in the settings, reset if its file is missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QDialogButtonBox

from app.actions.base_maps import show_preferences
from app.actions.file import receive
from app.dialogs.preferences import PreferencesDialog
from app.settings import Settings
from geo.tiles import Provider
from tests.app.samples import Answers
from tests.geo.tiles.made import mbtiles, png


@pytest.fixture
def tiles(tmp_path: Path) -> Path:
    return mbtiles(tmp_path / "ground.mbtiles", {(6, 44, 25): png((9, 9, 9))}, format="png", name="My ground")


def test_a_dropped_file_is_shown_and_stored_in_the_settings(open_window, settings: Settings, tiles: Path) -> None:
    window = open_window()
    assert window.map.calls_to("set_ground") == []
    receive(window.host, [tiles])
    (ground,) = window.map.calls_to("set_ground")[-1]
    assert ground.about.name == "My ground"
    assert "Base map: My ground, raster tiles of the levels 6 to 6." in window.notice.text
    assert settings.base_map == f"file:{tiles}"


def test_a_stored_base_map_is_restored_and_cleared_if_its_file_is_missing(open_window, settings, tiles: Path) -> None:
    settings.base_map = f"file:{tiles}"
    assert open_window().map.calls_to("set_ground")[-1][0].about.name == "My ground"
    tiles.unlink()
    with Answers() as answers:
        window = open_window()
    assert window.map.calls_to("set_ground") == [(None,)]
    assert settings.base_map == ""
    assert answers.texts[0].endswith("The bundled base map is shown.")


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
