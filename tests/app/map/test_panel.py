"""The panel around the page: what is set early arrives, crashes are mended, failures are said."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.map.life import PageLife
from app.map.page import MapPage
from app.map.panel import MapPanel
from geo.draw.web.page_cache import Page, load_or_build
from geo.draw.web.points import pack_points
from tests.web.driver import DAY0, columns, run, wait_for

VIEW = (66.9, 30.2, 9.0)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pages")


@pytest.fixture
def make_panel(qapp: QApplication, cache: Path) -> Iterator[Callable[..., MapPanel]]:
    made: list[MapPanel] = []

    def make(load: Callable[[Path], Page] = load_or_build) -> MapPanel:
        panel = MapPanel(cache, load=load)
        panel.resize(500, 400)
        made.append(panel)
        return panel

    yield make
    for panel in made:
        panel.close()
        panel.deleteLater()
    qapp.processEvents()


def page_of(panel: MapPanel) -> MapPage:
    return panel.findChildren(MapPage)[-1]


def look(panel: MapPanel) -> dict[str, Any]:
    return dict(run(page_of(panel), "return atlas.call('look', [])"))


def filled(panel: MapPanel) -> MapPanel:
    panel.set_theme("dark")
    panel.set_points(pack_points(columns([{}, {"start": 5}, {"start": 9}])), 3, DAY0)
    panel.set_mask(b"\1\0\1")
    panel.set_window(DAY0, DAY0 + 20)
    panel.set_view(*VIEW)
    panel.set_selection([2])
    return panel


def assert_filled(panel: MapPanel) -> None:
    seen = look(panel)
    assert seen["view"] == pytest.approx(VIEW, abs=1e-3)
    assert (seen["theme"], seen["rows"], seen["shown"]) == ("dark", 3, 2)
    assert seen["window"] == [DAY0, DAY0 + 20]
    assert seen["selected"] == [2]


def test_what_was_set_before_the_page_is_there_is_shown(make_panel: Callable[..., MapPanel]) -> None:
    panel = filled(make_panel())
    wait_for(panel.ready, panel.show)
    assert_filled(panel)


def test_what_is_set_while_the_page_loads_is_shown(make_panel: Callable[..., MapPanel]) -> None:
    panel = make_panel()
    panel.show()
    wait_for(page_of(panel).loadStarted)
    wait_for(panel.ready, lambda: filled(panel))
    run(
        page_of(panel),
        "const { store } = atlas.page, shown = () => store.n === 3 && store.countSymbols() === 2;"
        "while (!shown()) await new Promise((go) => setTimeout(go, 5))",
    )
    assert_filled(panel)


def test_nothing_is_loaded_before_it_is_shown(make_panel: Callable[..., MapPanel]) -> None:
    panel = make_panel()
    assert panel.findChildren(QWebEngineView) == []
    panel.start()
    panel.start()
    assert len(panel.findChildren(QWebEngineView)) == 1
    wait_for(panel.ready)


def test_moves_of_the_map_itself_are_no_moves_of_the_user(make_panel: Callable[..., MapPanel], qtbot: QtBot) -> None:
    panel = make_panel()
    wait_for(panel.ready, panel.show)
    with qtbot.assertNotEmitted(panel.view_changed):
        panel.set_view(*VIEW)
        panel.fit()
        run(page_of(panel), "return 1")
    drag = "atlas.page.touched = true; atlas.page.map.setView([33, 70], 8, {animate: false})"
    assert wait_for(panel.view_changed, lambda: run(page_of(panel), drag)) == pytest.approx([70, 33, 8])


def test_the_button_of_the_notice_asks_to_reset_the_filters(make_panel: Callable[..., MapPanel]) -> None:
    panel = make_panel()
    panel.set_notice("No incident passes.")
    wait_for(panel.ready, panel.show)
    click = "document.querySelector('.atlas-notice-reset').click()"
    wait_for(panel.reset_requested, lambda: run(page_of(panel), click))


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_a_killed_page_comes_back_within_three_seconds_as_it_was(make_panel: Callable[..., MapPanel]) -> None:
    panel = filled(make_panel())
    wait_for(panel.ready, panel.show)
    began = time.monotonic()
    wait_for(panel.ready, lambda: os.kill(page_of(panel).renderProcessPid(), signal.SIGKILL))
    assert time.monotonic() - began <= 3.0
    assert_filled(panel)
    message = panel.findChild(QLabel, "map_message")
    assert message is not None
    assert message.isVisible()
    assert "same view" in message.text()
    assert message.textFormat() == Qt.TextFormat.PlainText


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_after_three_crashes_in_a_minute_it_asks_before_it_tries_again(make_panel: Callable[..., MapPanel]) -> None:
    panel = filled(make_panel())
    wait_for(panel.ready, panel.show)
    for _ in range(2):
        wait_for(panel.ready, lambda: os.kill(page_of(panel).renderProcessPid(), signal.SIGKILL))
    said = wait_for(panel.failed, lambda: os.kill(page_of(panel).renderProcessPid(), signal.SIGKILL))
    assert "three times" in said[0]
    retry = panel.findChild(QPushButton, "map_trouble_retry")
    assert retry is not None
    assert retry.isVisible()
    wait_for(panel.ready, retry.click)
    assert_filled(panel)


def test_a_page_that_hangs_is_rebuilt(make_panel: Callable[..., MapPanel]) -> None:
    panel = filled(make_panel())
    wait_for(panel.ready, panel.show)
    life = panel.findChildren(PageLife)[-1]
    wait_for(panel.ready, life.calls.unanswered.emit)
    assert_filled(panel)


def test_a_page_that_cannot_be_loaded_shows_an_error_and_no_map(make_panel: Callable[..., MapPanel]) -> None:
    panel = make_panel(load=lambda _folder: {})
    said = wait_for(panel.failed, panel.show)
    text = panel.findChild(QLabel, "map_trouble_text")
    assert text is not None
    assert text.isVisible()
    assert text.text() == said[0] == "The page of the map could not be loaded."
    view = panel.findChild(QWebEngineView)
    assert view is not None
    assert not view.isVisible()


def test_a_filter_that_was_not_seen_to_work_shows_no_map(make_panel: Callable[..., MapPanel]) -> None:
    panel = make_panel()
    panel.show()
    life = panel.findChildren(PageLife)[-1]
    said = wait_for(panel.failed, lambda: life.page_ready(False))
    assert "network filter" in said[0]


def test_the_bridge_comes_back_after_the_page_deleted_it(make_panel: Callable[..., MapPanel]) -> None:
    panel = filled(make_panel())
    wait_for(panel.ready, panel.show)
    delete = """
      await new Promise((go) => new QWebChannel(qt.webChannelTransport, (channel) => {
        channel.objects.bridge.objectName = "x"; channel.objects.bridge.deleteLater(); go(); }));
      await new Promise((go) => setTimeout(go, 100));
    """
    run(page_of(panel), delete)
    assert wait_for(panel.selected, lambda: run(page_of(panel), "atlas.tell.selected([1])")) == [[1]]


def test_a_flood_of_calls_is_survived(make_panel: Callable[..., MapPanel]) -> None:
    panel = filled(make_panel())
    wait_for(panel.ready, panel.show)
    flood = "for (let k = 0; k < 10000; k++) atlas.tell.requested('x'.repeat(k % 100)); atlas.tell.selected([0])"
    assert wait_for(panel.selected, lambda: run(page_of(panel), flood)) == [[0]]
