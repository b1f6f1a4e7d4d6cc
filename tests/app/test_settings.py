from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QSettings

from app.settings import Settings, cache_folder


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.ini"


def on(file: Path) -> Settings:
    return Settings(QSettings(str(file), QSettings.Format.IniFormat))


def test_a_first_start_finds_defaults(file: Path) -> None:
    settings = on(file)
    assert (settings.theme, settings.workspace, settings.notice_closed) == ("system", "", "")
    assert settings.layout("across") is None


@pytest.mark.parametrize(
    "address", ["/tmp/a.gpkg", "relative, with; commas=.gpkg", "بنوں/۲۰۲۴.gpkg", "50%20.gpkg", "scheme://host/a"]
)
def test_what_is_kept_is_found_at_the_next_start(file: Path, address: str) -> None:
    before = on(file)
    before.theme, before.workspace, before.notice_closed = "dark", address, "bundled incidents"
    before.save_layout("across", QByteArray(b"\0\1\xff"))
    before.sync()
    after = on(file)
    assert (after.theme, after.workspace, after.notice_closed) == ("dark", address, "bundled incidents")
    assert after.layout("across") == QByteArray(b"\0\1\xff")


def test_the_bundled_incidents_can_be_remembered_again(file: Path) -> None:
    settings = on(file)
    settings.workspace = "a.gpkg"
    settings.workspace = ""
    assert on(file).workspace == ""


@pytest.mark.parametrize("content", ["[General]\ntheme=pink\n", "[General]\ntheme=\n", "not a settings file", "\0\1"])
def test_a_file_that_was_meddled_with_gives_defaults(file: Path, content: str) -> None:
    file.write_text(content, encoding="utf-8")
    assert on(file).theme == "system"


def test_a_layout_that_was_meddled_with_is_passed_over(file: Path) -> None:
    file.write_text("[layout]\nacross=1\n", encoding="utf-8")
    assert on(file).layout("across") is None


def test_the_cache_has_a_folder_of_its_own() -> None:
    assert cache_folder().name == "incident-atlas"
