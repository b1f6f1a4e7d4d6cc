"""Session, presenter and a real page together: what is chosen is on the page, whatever follows at once."""

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
    """A square of half a degree around 33° N that is named after its western side."""
    east, south, north = west + 0.5, 32.7, 33.2
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return Feature(f"zone {west}", "Polygon", [ring])


def with_zones(shown: Dataset) -> Dataset:
    """The same incidents with two zones as districts."""
    zones = UserLayer("zones", tuple(map(zone, WESTS)), is_districts=True)
    return replace(shown, gazetteer=gazetteer_with((zones,), bundled_gazetteer()), user_layers=(zones,), memo=Memo())


class Shown:
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
        """What the page shows when neither a job nor a message is under way."""
        qtbot.waitUntil(lambda: not self.jobs.is_busy and self.panel.is_caught_up, timeout=20_000)
        return dict(run(self.page, "return atlas.call('describe', [])"))


@pytest.fixture(scope="module")
def shared(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    made = Shown(tmp_path_factory.mktemp("pages"))
    yield made
    made.jobs.wait()
    made.panel.close()
    made.panel.deleteLater()
    qapp.processEvents()


@pytest.fixture
def shown(shared: Shown) -> Iterator[Shown]:
    """The one page of these tests, with a new dataset whose districts are not coloured."""
    shared.session.update(replace(shared.session.state, colour_by="", size_by="killed"))
    shared.session.open(dataset(ROWS))
    yield shared
    shared.jobs.wait()


def test_colours_that_are_chosen_and_followed_by_a_fit_appear(shown: Shown, qtbot: QtBot) -> None:
    shown.session.update(replace(shown.session.state, colour_by="killed"))
    shown.panel.fit()
    shown.session.update(replace(shown.session.state, size_by="same"))
    seen = shown.settle(qtbot)
    areas = shown.panel.state.areas
    assert areas is not None
    assert seen["areas"] == areas["title"]
    assert all(label in seen["legend"] for label in areas["classes"])
    assert shown.errors == []


def test_other_districts_get_classes_of_their_own_in_the_legend(shown: Shown, qtbot: QtBot) -> None:
    shown.session.update(replace(shown.session.state, colour_by="incidents"))
    before = shown.settle(qtbot)
    old = shown.panel.state.areas
    shown.session.open(with_zones(shown.session.dataset), keeps_view=True)
    seen = shown.settle(qtbot)
    areas = shown.panel.state.areas
    assert areas is not None
    assert old is not None
    assert len(areas["of"]) == len(WESTS)
    assert areas["classes"] != old["classes"]
    assert seen["legend"] != before["legend"]
    assert all(label in seen["legend"] for label in areas["classes"])
    assert len(seen["districts"]) == len(WESTS)
    assert shown.errors == []
    shown.session.open(
        replace(shown.session.dataset, gazetteer=bundled_gazetteer(), user_layers=(), memo=Memo()), keeps_view=True
    )
    assert shown.settle(qtbot)["legend"] == before["legend"]
