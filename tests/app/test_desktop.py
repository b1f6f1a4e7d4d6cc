from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from app.desktop import has_screen

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


def started(folder: Path, name: str) -> subprocess.Popen[str]:
    """The program without a screen, started in a new folder with a file of this name."""
    folder.mkdir()
    content, _ = FILES[name]
    if content is not None:
        (folder / name).write_text(content, encoding="utf-8")
    environ = os.environ | {"QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(folder / "config")}
    command = [sys.executable, str(ROOT / "main.py"), name]
    return subprocess.Popen(
        command, cwd=folder, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, tuple[Path, subprocess.Popen[str]]]]:
    """A folder and a running program for each file; they run at the same time, because each mostly waits."""
    folders = {name: tmp_path_factory.mktemp("desktop") / "work" for name in FILES}
    with ExitStack() as stack:
        yield {name: (folder, stack.enter_context(started(folder, name))) for name, folder in folders.items()}


@pytest.mark.parametrize("name", FILES)
def test_without_a_screen_a_file_that_cannot_be_shown_is_an_error(
    programs: dict[str, tuple[Path, subprocess.Popen[str]]], name: str
) -> None:
    folder, process = programs[name]
    _, errors = process.communicate()
    assert process.returncode == 1
    assert FILES[name][1] in errors
    assert (folder / "incident-atlas.png").stat().st_size > 10_000
    assert not (folder / "config" / "incident-atlas").exists()
