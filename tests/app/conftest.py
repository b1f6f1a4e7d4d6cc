"""A session on the bundled incidents, settings in a file of their own, and a window with a map that draws nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from app.session import Session
from app.settings import Settings
from app.widgets.theme import LIGHT, apply, load_fonts
from app.window import Window
from geo.sources.bundled import bundled
from tests.app.samples import FakeMap


@pytest.fixture(autouse=True)
def _no_widget_left() -> Iterator[None]:
    """Delete what a test has made: Qt does so only in an event loop, and each widget left slows the next theme."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def session(qapp: QApplication) -> Session:
    return Session(bundled())


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def themed(qapp: QApplication) -> Iterator[None]:
    """The application's own style, which the tests after this one do not get."""
    before = qapp.style().objectName()
    qapp.setStyle("Fusion")
    load_fonts(qapp)
    apply(qapp, LIGHT)
    yield
    qapp.setStyleSheet("")
    qapp.setPalette(QPalette())
    qapp.setStyle(before)


@pytest.fixture
def open_window(qtbot, settings: Settings, themed: None) -> Iterator[Callable[..., Window]]:
    """Makes a furnished and shown window; every one is closed at the end."""
    made: list[Window] = []

    def build(*paths: Path) -> Window:
        window = Window(settings, FakeMap())
        made.append(window)
        qtbot.addWidget(window)
        window.resize(1280, 760)
        window.show()
        window.furnish(paths)
        QApplication.processEvents()
        return window

    yield build
    for window in made:
        window.close()


@pytest.fixture
def window(open_window: Callable[..., Window]) -> Window:
    return open_window()
