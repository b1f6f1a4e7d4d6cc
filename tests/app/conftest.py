"""Fixtures: a session on the bundled incidents, settings in a temporary file, windows with a fake map."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from unittest.mock import patch

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QMessageBox, QProgressDialog

from app.session import Session
from app.settings import Settings
from app.widgets.theme import LIGHT, apply, load_fonts
from app.window import Window
from geo.sources.bundled import bundled
from geo.view.state import State
from tests.app.samples import FakeMap

SIZE = (1280, 760)


@pytest.hookimpl(tryfirst=True, wrapper=True)
def pytest_runtest_teardown() -> Iterator[None]:
    """Answer what a dialog asks when it is closed at the end of a test: nobody else would, and the run would stop."""
    with patch.object(QMessageBox, "exec", lambda _box: QMessageBox.StandardButton.Discard):
        return (yield)


@pytest.fixture(autouse=True)
def _no_widget_left() -> Iterator[None]:
    """Delete the widgets of a test, as an event loop would: each remaining one slows a change of theme."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def session(qapp: QApplication) -> Session:
    return Session(bundled())


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


@pytest.fixture(scope="module")
def themed(qapp: QApplication) -> Iterator[None]:
    """The application's own style, reset at the end of the module."""
    before = qapp.style().objectName()
    qapp.setStyle("Fusion")
    load_fonts(qapp)
    apply(qapp, LIGHT)
    yield
    qapp.setStyleSheet("")
    qapp.setPalette(QPalette())
    qapp.setStyle(before)


def furnished(settings: Settings, paths: Sequence[Path] = ()) -> Window:
    """A window with all panels on screen and a fake map."""
    window = Window(settings, FakeMap())  # type: ignore[arg-type]
    window.resize(*SIZE)
    window.show()
    window.furnish(paths)
    QApplication.processEvents()
    return window


def end_writing(window: Window) -> None:
    """Cancel the files that a failed test is still writing: closing would ask about them, and wait for ever."""
    for dialog in window.findChildren(QProgressDialog):
        dialog.cancel()
        dialog.is_over = True  # type: ignore[attr-defined]


@pytest.fixture
def open_window(qtbot, settings: Settings, themed: None) -> Iterator[Callable[..., Window]]:
    """A function that opens a new window; every one is closed at the end."""
    windows: list[Window] = []

    def build(*paths: Path) -> Window:
        windows.append(furnished(settings, paths))
        qtbot.addWidget(windows[-1], before_close_func=end_writing)
        return windows[-1]

    yield build
    for window in windows:
        window.close()


@pytest.fixture
def own_window(open_window: Callable[..., Window]) -> Window:
    """A new window, for tests that close it or change its workspace or layout."""
    return open_window()


@pytest.fixture(scope="module")
def module_window(qapp: QApplication, themed: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    settings = tmp_path_factory.mktemp("window") / "settings.ini"
    window = furnished(Settings(QSettings(str(settings), QSettings.Format.IniFormat)))
    yield window
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(module_window: Window) -> Iterator[Window]:
    """The window that the tests of a module share, reset to its state after a start with the bundled incidents.

    Faster than a new window, where the start itself is not tested.
    """
    reset(module_window)
    yield module_window
    module_window.time_bar.discard_gesture()
    module_window.jobs.wait()


def reset(window: Window) -> None:
    """Reset a shared window to the state after its start."""
    settings = window.host.settings
    window.session.update(State())  # layers and colours too, which `open_bundled` keeps
    settings.notice_closed = ""
    window.workspace.open_bundled()  # clears the history
    window.notice._clear_message()
    window.notice.clear_reports()
    if settings.theme != "system":
        window.set_theme("system")
    window.sides.set_visible(True)
    window.sides.left.setCurrentIndex(0)
    window.sides.tables.setCurrentIndex(0)
    window.resize(*SIZE)
    window.show()
    window.activateWindow()
    window.map.setFocus()
    window.map.calls.clear()  # type: ignore[attr-defined]
    QApplication.processEvents()
