from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.web.driver import Driver


@pytest.fixture(scope="session")
def shared_driver(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driver]:
    driver = Driver(tmp_path_factory.mktemp("pages"))
    yield driver
    driver.panel.close()
    driver.panel.deleteLater()
    qapp.processEvents()


@pytest.fixture
def driver(shared_driver: Driver) -> Driver:
    """The page that all tests share, reset to its first state but for the points."""
    shared_driver.reset()
    return shared_driver
