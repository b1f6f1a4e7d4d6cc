from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QSettings

from app.settings import Settings, cache_folder


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.ini"


def settings_in(file: Path) -> Settings:
    return Settings(QSettings(str(file), QSettings.Format.IniFormat))


def test_missing_settings_have_defaults(file: Path) -> None:
    settings = settings_in(file)
    assert (settings.theme, settings.workspace, settings.notice_closed) == ("system", "", "")
    assert settings.layout("across") is None


@pytest.mark.parametrize(
    "address", ["/tmp/a.gpkg", "relative, with; commas=.gpkg", "بنوں/۲۰۲۴.gpkg", "50%20.gpkg", "scheme://host/a"]
)
def test_stored_settings_are_read_again(file: Path, address: str) -> None:
    before = settings_in(file)
    before.theme, before.workspace, before.notice_closed = "dark", address, "bundled incidents"
    before.save_layout("across", QByteArray(b"\0\1\xff"))
    before.sync()
    after = settings_in(file)
    assert (after.theme, after.workspace, after.notice_closed) == ("dark", address, "bundled incidents")
    assert after.layout("across") == QByteArray(b"\0\1\xff")


def test_the_workspace_can_be_reset_to_the_bundled_incidents(file: Path) -> None:
    settings = settings_in(file)
    settings.workspace = "a.gpkg"
    settings.workspace = ""
    assert settings_in(file).workspace == ""


@pytest.mark.parametrize("content", ["[General]\ntheme=pink\n", "[General]\ntheme=\n", "not a settings file", "\0\1"])
def test_an_invalid_file_gives_defaults(file: Path, content: str) -> None:
    file.write_text(content, encoding="utf-8")
    assert settings_in(file).theme == "system"


def test_an_invalid_layout_is_ignored(file: Path) -> None:
    file.write_text("[layout]\nacross=1\n", encoding="utf-8")
    assert settings_in(file).layout("across") is None


def test_the_cache_folder_is_named_after_the_application() -> None:
    assert cache_folder().name == "incident-atlas"


def test_values_that_are_tried_are_not_marked_where_nobody_waits_for_a_window(tmp_path: Path) -> None:
    store = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
    settings = Settings(store, marks_tried=False)
    settings.begin("workspace", "a.gpkg")
    settings.fail("workspace", "a.gpkg")
    settings.finish("workspace")
    settings.sync()
    assert settings.latest("workspace") == "a.gpkg"
    assert settings.put_aside("workspace") == ""
    assert not (tmp_path / "s.ini").exists()


def test_a_mark_says_what_was_set_before(tmp_path: Path) -> None:
    def reopened() -> Settings:
        return Settings(QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat))

    settings = reopened()
    settings.base_map = "file:/old"
    settings.begin("base_map", "file:/new")
    settings.base_map = "file:/new"
    settings.sync()
    settings = reopened()
    assert settings.put_aside("base_map") == "file:/new"
    assert settings.base_map == "file:/old"
    settings.begin("base_map", "file:/new")
    settings.finish("base_map")
    assert reopened().put_aside("base_map") == ""
    settings.begin("base_map", "")
    assert settings.unfinished("base_map") == ""
