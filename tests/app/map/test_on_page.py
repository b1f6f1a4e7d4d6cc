"""Session, presenter and a real page together: changes in quick succession all reach the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.jobs import Jobs
from app.map.page import MapPage
from app.map.panel import MapPanel
from app.map.presenter import MapPresenter
from app.session import Session
from geo.dataset import Dataset, Memo
from geo.places.gazetteer import bundled as bundled_gazetteer
from geo.places.user_districts import gazetteer_with
from geo.places.user_layers import Feature, UserLayer
from tests.app.samples import dataset, incident
from tests.web.driver import run, wait_for

WESTS = (70.2, 70.7)
ROWS = [incident(n, lon=70.3 + n % 9 / 10) for n in range(90)]


def zone(west: float) -> Feature:
    """A square of half a degree around 33° N, named by its western longitude."""
    east, south, north = west + 0.5, 32.7, 33.2
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return Feature(f"zone {west}", "Polygon", [ring])


def with_zones(bundled_districts: Dataset) -> Dataset:
    """The same incidents with two zones as user districts."""
    zones = UserLayer("zones", tuple(map(zone, WESTS)), is_districts=True)
    return replace(
        bundled_districts, gazetteer=gazetteer_with((zones,), bundled_gazetteer()), user_layers=(zones,), memo=Memo()
    )


class RealMap:
    """A session on a real page."""

    def __init__(self, cache: Path) -> None:
        self.jobs = Jobs()
        self.session = Session(dataset(ROWS), jobs=self.jobs)
        self.panel = MapPanel(cache)
        self.panel.resize(700, 500)
        self.presenter = MapPresenter(self.session, self.panel, self.jobs)
        self.errors: list[str] = []
        wait_for(self.panel.ready, self.panel.show)
        self.page.script_failed.connect(self.errors.append)

    @property
    def page(self) -> MapPage:
        return self.panel.findChildren(MapPage)[-1]

    def settle(self, qtbot: QtBot) -> dict[str, Any]:
        """Wait for jobs and messages; returns what the page shows."""
        qtbot.waitUntil(lambda: not self.jobs.is_busy and self.panel.is_caught_up, timeout=20_000)
        return dict(run(self.page, "return atlas.call('describe', [])"))


@pytest.fixture(scope="module")
def shared_map(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealMap]:
    real_map = RealMap(tmp_path_factory.mktemp("pages"))
    yield real_map
    real_map.jobs.wait()
    real_map.panel.close()
    real_map.panel.deleteLater()
    qapp.processEvents()


@pytest.fixture
def real_map(shared_map: RealMap) -> Iterator[RealMap]:
    """The shared page with a new dataset and no district colours."""
    shared_map.session.update(replace(shared_map.session.state, colour_by="", size_by="killed"))
    shared_map.session.open(dataset(ROWS))
    yield shared_map
    shared_map.jobs.wait()


def test_colours_followed_by_a_fit_appear(real_map: RealMap, qtbot: QtBot) -> None:
    real_map.session.update(replace(real_map.session.state, colour_by="killed"))
    real_map.panel.fit()
    real_map.session.update(replace(real_map.session.state, size_by="same"))
    described = real_map.settle(qtbot)
    areas = real_map.panel.state.areas
    assert areas is not None
    assert described["areas"] == areas["title"]
    assert all(label in described["legend"] for label in areas["classes"])
    assert real_map.errors == []


def test_the_legend_shows_the_classes_of_new_districts(real_map: RealMap, qtbot: QtBot) -> None:
    real_map.session.update(replace(real_map.session.state, colour_by="incidents"))
    before = real_map.settle(qtbot)
    old = real_map.panel.state.areas
    real_map.session.open(with_zones(real_map.session.dataset), keeps_view=True)
    described = real_map.settle(qtbot)
    areas = real_map.panel.state.areas
    assert areas is not None
    assert old is not None
    assert len(areas["of"]) == len(WESTS)
    assert areas["classes"] != old["classes"]
    assert described["legend"] != before["legend"]
    assert all(label in described["legend"] for label in areas["classes"])
    assert len(described["districts"]) == len(WESTS)
    assert real_map.errors == []
    real_map.session.open(
        replace(real_map.session.dataset, gazetteer=bundled_gazetteer(), user_layers=(), memo=Memo()), keeps_view=True
    )
    assert real_map.settle(qtbot)["legend"] == before["legend"]
