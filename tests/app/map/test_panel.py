"""The panel around a real page: early states arrive, a page that died is built anew, failures are shown."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.map.life import PageLife
from app.map.page import MapPage
from app.map.page_state import Notice, PageState, Piece, Points
from app.map.panel import MapPanel
from geo.draw.web.page_cache import Page, load_or_build
from geo.draw.web.points import mercator, pack_points
from tests.web.driver import DAY0, columns, random_columns, run, wait_for

VIEW = (66.9, 30.2, 9.0)
DRAG = "atlas.page.camera.movedByUser = true; atlas.page.map.setView([33, 70], 8, {animate: false})"


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


def describe(panel: MapPanel) -> dict[str, Any]:
    return dict(run(page_of(panel), "return atlas.call('describe', [])"))


def catch_up(panel: MapPanel, act: Callable[[], Any] = lambda: None) -> None:
    """Do something and wait until the page shows it."""
    act()
    if not panel.is_caught_up:
        wait_for(panel.caught_up)


def filled(panel: MapPanel) -> MapPanel:
    panel.change(
        theme="dark",
        points=Points(pack_points(columns([{}, {"start": 5}, {"start": 9}])), rows=3, day0=DAY0),
        mask=Piece(b"\1\0\1"),
        period=(DAY0, DAY0 + 20),
        selection=(2,),
    )
    panel.look_at(*VIEW)
    return panel


def assert_filled(panel: MapPanel) -> None:
    seen = describe(panel)
    assert seen["view"] == pytest.approx(VIEW, abs=1e-3)
    assert (seen["theme"], seen["rows"], seen["shown"]) == ("dark", 3, 2)
    assert seen["period"] == [DAY0, DAY0 + 20]
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
    catch_up(panel)
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
        catch_up(panel, lambda: panel.look_at(*VIEW))
        catch_up(panel, panel.fit)
        run(page_of(panel), "return 1")
    assert wait_for(panel.view_changed, lambda: run(page_of(panel), DRAG)) == pytest.approx([70, 33, 8])
    assert panel.state.camera.view == pytest.approx((70, 33, 8))
    assert panel.is_caught_up


def test_the_button_of_the_notice_asks_to_reset_the_filters(make_panel: Callable[..., MapPanel]) -> None:
    panel = make_panel()
    panel.change(notice=Notice("No incident passes."))
    wait_for(panel.ready, panel.show)
    click = "document.querySelector('.atlas-notice-reset').click()"
    wait_for(panel.reset_requested, lambda: run(page_of(panel), click))


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_a_killed_page_is_rebuilt_within_three_seconds_as_it_was(make_panel: Callable[..., MapPanel]) -> None:
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
    wait_for(panel.ready, life.states.unanswered.emit)
    assert_filled(panel)


def test_where_the_user_moved_the_map_survives_the_page(make_panel: Callable[..., MapPanel]) -> None:
    panel = filled(make_panel())
    wait_for(panel.ready, panel.show)
    wait_for(panel.view_changed, lambda: run(page_of(panel), DRAG))
    wait_for(panel.ready, panel.findChildren(PageLife)[-1].states.unanswered.emit)
    assert describe(panel)["view"] == pytest.approx([70, 33, 8], abs=1e-3)


def test_a_state_that_cannot_be_applied_leaves_no_half_of_it(
    make_panel: Callable[..., MapPanel], caplog: pytest.LogCaptureFixture
) -> None:
    panel = filled(make_panel())
    wait_for(panel.ready, panel.show)
    lives = set(panel.findChildren(PageLife))
    # Three rows, and a mask for two: the message fails, and so does each start with it, until the panel gives up.
    said = wait_for(panel.failed, lambda: panel.change(mask=Piece(b"\1\0"), size_by="same"))
    assert "three times" in said[0]
    assert sum("mask" in message for message in caplog.messages) == 3
    panel.change(mask=Piece(b"\1\0\1"))
    wait_for(panel.ready, panel.retry)
    assert not lives & set(panel.findChildren(PageLife))
    assert_filled(panel)
    assert describe(panel)["size_by"] == "same"


def test_a_message_that_fails_once_is_mended_by_a_new_page(make_panel: Callable[..., MapPanel]) -> None:
    panel = filled(make_panel())
    wait_for(panel.ready, panel.show)
    run(page_of(panel), "atlas.page.legend.render = () => { throw new Error('no legend') }")
    wait_for(panel.recovered, lambda: panel.change(size_by="same", theme="light"))
    catch_up(panel)
    seen = describe(panel)
    assert (seen["size_by"], seen["theme"], seen["shown"], seen["selected"]) == ("same", "light", 2, [2])


def test_a_click_on_incidents_that_are_out_of_date_selects_nothing(
    make_panel: Callable[..., MapPanel], qtbot: QtBot
) -> None:
    panel = filled(make_panel())
    wait_for(panel.ready, panel.show)
    life = panel.findChildren(PageLife)[-1]
    with qtbot.assertNotEmitted(panel.selected):
        panel.show_state(PageState())
        life.rows_selected([0])
    catch_up(panel)
    with qtbot.assertNotEmitted(panel.selected):
        run(page_of(panel), "atlas.bridge.selected([0])")
    assert wait_for(panel.selected, lambda: life.rows_selected([])) == [[]]


def test_points_that_are_replaced_while_they_are_read_do_not_mix(make_panel: Callable[..., MapPanel]) -> None:
    panel = filled(make_panel())
    wait_for(panel.ready, panel.show)
    for count, seed in ((60_000, 1), (50_000, 2), (60_000, 3)):  # many enough to be read in several pieces
        given = random_columns(count, seed)
        points = Points(pack_points(given), rows=count, day0=given.day0)
        panel.change(points=points, mask=Piece(b"\1" * count), period=(DAY0, DAY0 + 5), selection=(7,))
        run(page_of(panel), "return 1")
    catch_up(panel)
    seen = describe(panel)
    assert (seen["rows"], seen["selected"]) == (60_000, [7])
    assert run(
        page_of(panel), "return [1, 30_000, 59_999].map((row) => atlas.page.store.x[row] || 0)"
    ) == pytest.approx(
        [0 if np.isnan(x) else x for x in mercator(given.lon, given.lat)[0][[1, 30_000, 59_999]]], abs=1e-6
    )


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
    assert wait_for(panel.selected, lambda: run(page_of(panel), "atlas.bridge.selected([1])")) == [[1]]


def test_a_flood_of_calls_is_survived(make_panel: Callable[..., MapPanel]) -> None:
    panel = filled(make_panel())
    wait_for(panel.ready, panel.show)
    flood = "for (let k = 0; k < 10000; k++) atlas.bridge.requested('x'.repeat(k % 100)); atlas.bridge.selected([0])"
    assert wait_for(panel.selected, lambda: run(page_of(panel), flood)) == [[0]]
