from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.desktop import has_screen
from app.settings import Settings
from app.window import Window
from tests.app.samples import FakeMap

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("platform", "environ", "expected"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"DISPLAY": "", "WAYLAND_DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False),
        ("linux", {"DISPLAY": ":0", "QT_QPA_PLATFORM": "minimal"}, False),
        ("linux", {"DISPLAY": ":0", "QT_QPA_PLATFORM": "xcb"}, True),
        ("linux", {"QT_QPA_PLATFORM": "xcb"}, False),
        ("linux", {"QT_QPA_PLATFORM": "vnc:port=5901"}, True),
        ("linux", {"QT_QPA_PLATFORM": "offscreen:enable_fonts"}, False),
        ("freebsd14", {}, False),
        ("win32", {}, True),
        ("darwin", {}, True),
        ("darwin", {"QT_QPA_PLATFORM": "offscreen"}, False),
        ("win32", {"QT_QPA_PLATFORM": "windows"}, True),
    ],
    ids=lambda value: str(value),
)
def test_a_screen_is_detected_by_platform_and_environment(
    platform: str, environ: dict[str, str], expected: bool
) -> None:
    assert has_screen(platform, environ) is expected


FILES = {
    "gone.gpkg": (None, "There is no workspace"),
    "bogus.gpkg": ("hello", "GeoPackage"),
    "mine.csv": ("date_start,event_type,province\n2024-01-01,Battles,KP\n", "import "),
}
"""Files that cannot be shown without a dialog: their content, and a part of the message."""


def test_without_a_screen_a_file_that_cannot_be_shown_is_an_error(tmp_path: Path) -> None:
    config = tmp_path / "config"
    environ = os.environ | {"QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(config)}
    command = [sys.executable, str(ROOT / "main.py"), "gone.gpkg"]
    ended = subprocess.run(command, cwd=tmp_path, env=environ, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert FILES["gone.gpkg"][1] in ended.stderr
    assert (tmp_path / "incident-atlas.png").stat().st_size > 10_000
    assert not (config / "incident-atlas").exists()


@pytest.mark.parametrize("name", FILES)
def test_without_a_screen_a_file_that_cannot_be_shown_is_reported(
    qtbot: QtBot, tmp_path: Path, settings: Settings, themed: None, name: str
) -> None:
    """The message goes to what `open_window` prints and counts as an error; no dialog is opened."""
    content, message = FILES[name]
    if content is not None:
        (tmp_path / name).write_text(content, encoding="utf-8")
    reports: list[str] = []
    window = Window(settings, FakeMap(), reports.append)  # type: ignore[arg-type]
    qtbot.addWidget(window)
    window.furnish([tmp_path / name])
    qtbot.waitUntil(lambda: bool(reports))
    window.jobs.wait()
    (report,) = reports
    assert message in report
    window.close()
