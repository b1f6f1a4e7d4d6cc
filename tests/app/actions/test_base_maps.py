"""The base map is chosen in the preferences or dropped, remembered, and given up where it is gone."""

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


def test_a_file_that_is_dropped_is_shown_and_remembered(open_window, settings: Settings, tiles: Path) -> None:
    window = open_window()
    assert window.map.told("set_ground") == []
    receive(window.host, [tiles])
    (ground,) = window.map.told("set_ground")[-1]
    assert ground.about.name == "My ground"
    assert "Base map: My ground, raster tiles of the levels 6 to 6." in window.notice.text
    assert settings.base_map == f"file:{tiles}"


def test_what_was_chosen_is_shown_again_and_forgotten_once_it_is_gone(open_window, settings, tiles: Path) -> None:
    settings.base_map = f"file:{tiles}"
    assert open_window().map.told("set_ground")[-1][0].about.name == "My ground"
    tiles.unlink()
    with Answers() as answers:
        window = open_window()
    assert window.map.told("set_ground") == [(None,)]
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
    (ground,) = window.map.told("set_ground")[-1]
    assert isinstance(ground, Provider)
    assert settings.base_map == "online:OpenStreetMap"
    assert "sees the area that you look at" in window.notice.text

    def back(dialog: QDialog) -> None:
        assert dialog.online.isChecked()
        dialog.bundled.setChecked(True)
        dialog.accept()

    with Answers(back):
        show_preferences(window.host)
    assert window.map.told("set_ground")[-1] == (None,)
    assert settings.base_map == ""


def test_a_file_has_to_be_named(qtbot, tiles: Path) -> None:
    dialog = PreferencesDialog("")
    qtbot.addWidget(dialog)
    ok = dialog._buttons.button(QDialogButtonBox.StandardButton.Ok)
    dialog.from_file.setChecked(True)
    assert not ok.isEnabled()
    dialog.path.setText(str(tiles))
    assert ok.isEnabled()
    assert dialog.base_map == f"file:{tiles}"
