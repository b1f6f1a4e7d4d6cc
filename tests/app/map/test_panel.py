"""The panel around a real page: early states are applied, a crashed page is rebuilt, errors are shown."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.map.life import PageLife
from app.map.page import MapPage
from app.map.page_state import Notice, PageState, Piece, Points
from app.map.panel import BACKGROUND, MapPanel
from app.map.rest import MapRest
from geo.draw.style import MAP_COLOURS
from geo.draw.web.page_cache import Page, load_or_build
from geo.draw.web.points import mercator, pack_points
from tests.web.driver import DAY0, columns, random_columns, run, wait_for

pytestmark = pytest.mark.timeout(400)  # on a busy machine; alone each test takes a second or two

VIEW = (66.9, 30.2, 9.0)
DRAG = "atlas.page.camera.movedByUser = true; atlas.page.map.setView([33, 70], 8, {animate: false})"


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pages")


@pytest.fixture
def make_panel(qapp: QApplication, cache: Path) -> Iterator[Callable[..., MapPanel]]:
    panels: list[MapPanel] = []

    def build(load: Callable[[Path], Page] = load_or_build) -> MapPanel:
        panel = MapPanel(cache, load=load)
        panel.resize(500, 400)
        panels.append(panel)
        return panel

    yield build
    for panel in panels:
        panel.close()
        panel.deleteLater()
    qapp.processEvents()


def page_of(panel: MapPanel) -> MapPage:
    return panel.findChildren(MapPage)[-1]


def describe(panel: MapPanel) -> dict[str, Any]:
    return dict(run(page_of(panel), "return atlas.call('describe', [])"))


def catch_up(panel: MapPanel, act: Callable[[], Any] = lambda: None) -> None:
    """Call `act` and wait until the page shows the state of the panel."""
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
    described = describe(panel)
    assert described["view"] == pytest.approx(VIEW, abs=1e-3)
    assert (described["theme"], described["rows"], described["shown"]) == ("dark", 3, 2)
    assert described["period"] == [DAY0, DAY0 + 20]
    assert described["selected"] == [2]


def test_a_state_set_before_the_page_exists_is_shown(make_panel: Callable[..., MapPanel]) -> None:
    panel = filled(make_panel())
    wait_for(panel.ready, panel.show)
    assert_filled(panel)


def test_a_state_set_while_the_page_loads_is_shown(make_panel: Callable[..., MapPanel]) -> None:
    panel = make_panel()
    panel.show()
    wait_for(page_of(panel).loadStarted)
    wait_for(panel.ready, lambda: filled(panel))
    catch_up(panel)
    assert_filled(panel)


def test_the_page_is_loaded_when_it_is_started(make_panel: Callable[..., MapPanel]) -> None:
    panel = make_panel()
    assert panel.findChildren(QWebEngineView) == []
    panel.start()
    panel.start()
    assert len(panel.findChildren(QWebEngineView)) == 1
    wait_for(panel.ready)


def test_moves_by_code_are_not_reported_as_moves_of_the_user(make_panel: Callable[..., MapPanel], qtbot: QtBot) -> None:
    panel = make_panel()
    wait_for(panel.ready, panel.show)
    with qtbot.assertNotEmitted(panel.view_changed):
        catch_up(panel, lambda: panel.look_at(*VIEW))
        catch_up(panel, panel.fit)
        run(page_of(panel), "return 1")
    assert wait_for(panel.view_changed, lambda: run(page_of(panel), DRAG)) == pytest.approx([70, 33, 8])
    assert panel.state.camera.view == pytest.approx((70, 33, 8))
    assert panel.is_caught_up


def test_the_button_of_the_notice_requests_a_reset_of_the_filters(make_panel: Callable[..., MapPanel]) -> None:
    panel = make_panel()
    panel.change(notice=Notice("No incident passes."))
    wait_for(panel.ready, panel.show)
    click = "document.querySelector('.atlas-notice-reset').click()"
    wait_for(panel.reset_requested, lambda: run(page_of(panel), click))


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_a_killed_page_is_restored_within_three_seconds(make_panel: Callable[..., MapPanel]) -> None:
    panel = filled(make_panel())
    wait_for(panel.ready, panel.show)
    started = time.monotonic()
    wait_for(panel.ready, lambda: os.kill(page_of(panel).renderProcessPid(), signal.SIGKILL))
    assert time.monotonic() - started <= 3.0
    assert_filled(panel)
    message = panel.findChild(QLabel, "map_message")
    assert message is not None
    assert message.isVisible()
    assert "same view" in message.text()
    assert message.textFormat() == Qt.TextFormat.PlainText


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_after_three_crashes_in_a_minute_the_page_is_reloaded_on_request_only(
    make_panel: Callable[..., MapPanel],
) -> None:
    panel = filled(make_panel())
    wait_for(panel.ready, panel.show)
    for _ in range(2):
        wait_for(panel.ready, lambda: os.kill(page_of(panel).renderProcessPid(), signal.SIGKILL))
    failure = wait_for(panel.failed, lambda: os.kill(page_of(panel).renderProcessPid(), signal.SIGKILL))
    assert "three times" in failure[0]
    retry = panel.findChild(QPushButton, "map_trouble_retry")
    assert retry is not None
    assert retry.isVisible()
    wait_for(panel.ready, retry.click)
    assert_filled(panel)


def test_a_page_that_is_busy_says_so_until_it_has_caught_up(make_panel: Callable[..., MapPanel]) -> None:
    panel = filled(make_panel())
    wait_for(panel.ready, panel.show)
    run(
        page_of(panel),
        """
      const { page } = atlas, { apply } = page;
      page.apply = (...message) => {
        for (const end = Date.now() + 700; Date.now() < end; );
        return apply.apply(page, message);
      };
    """,
    )
    began = time.monotonic()
    wait_for(panel.findChildren(PageLife)[-1].states.slow, lambda: panel.change(size_by="same"))
    assert time.monotonic() - began < 0.3 + 0.2  # at most 0.3 s but for other processes
    sign = panel.findChild(QLabel, "map_busy")
    assert sign is not None
    assert sign.isVisible()
    assert sign.geometry().top() > panel.height() / 2  # above, panels and notices of the page stand
    wait_for(panel.caught_up)
    assert sign.isHidden()


def test_a_page_that_hangs_is_rebuilt(make_panel: Callable[..., MapPanel]) -> None:
    panel = filled(make_panel())
    wait_for(panel.ready, panel.show)
    page_life = panel.findChildren(PageLife)[-1]
    wait_for(panel.ready, page_life.states.unanswered.emit)
    assert_filled(panel)


def test_a_page_that_does_not_load_in_time_is_loaded_once_more(make_panel: Callable[..., MapPanel]) -> None:
    panel = filled(make_panel())
    panel.show()
    panel.findChildren(PageLife)[-1].slow.emit()
    wait_for(panel.ready)
    assert_filled(panel)
    panel.retry()
    panel.findChildren(PageLife)[-1].slow.emit()
    failure = wait_for(panel.failed, panel.findChildren(PageLife)[-1].slow.emit)
    assert failure == ["The map took too long to load."]


def test_the_view_of_the_user_is_restored_on_a_new_page(make_panel: Callable[..., MapPanel]) -> None:
    panel = filled(make_panel())
    wait_for(panel.ready, panel.show)
    wait_for(panel.view_changed, lambda: run(page_of(panel), DRAG))
    wait_for(panel.ready, panel.findChildren(PageLife)[-1].states.unanswered.emit)
    assert describe(panel)["view"] == pytest.approx([70, 33, 8], abs=1e-3)


def test_a_state_that_cannot_be_applied_is_not_applied_in_part(
    make_panel: Callable[..., MapPanel], caplog: pytest.LogCaptureFixture
) -> None:
    panel = filled(make_panel())
    wait_for(panel.ready, panel.show)
    page_lives = set(panel.findChildren(PageLife))
    # Three rows, and a mask for two: the message fails, and so does each start with it, until the panel gives up.
    failure = wait_for(panel.failed, lambda: panel.change(mask=Piece(b"\1\0"), size_by="same"))
    assert "three times" in failure[0]
    assert sum("mask" in message for message in caplog.messages) == 3
    panel.change(mask=Piece(b"\1\0\1"))
    wait_for(panel.ready, panel.retry)
    assert not page_lives & set(panel.findChildren(PageLife))
    assert_filled(panel)
    assert describe(panel)["size_by"] == "same"


def test_a_failed_message_is_recovered_by_a_new_page(make_panel: Callable[..., MapPanel]) -> None:
    panel = filled(make_panel())
    wait_for(panel.ready, panel.show)
    run(page_of(panel), "atlas.page.legend.render = () => { throw new Error('no legend') }")
    wait_for(panel.recovered, lambda: panel.change(size_by="same", theme="light"))
    catch_up(panel)
    described = describe(panel)
    assert (described["size_by"], described["theme"], described["shown"], described["selected"]) == (
        "same",
        "light",
        2,
        [2],
    )


def test_a_click_on_outdated_incidents_selects_nothing(make_panel: Callable[..., MapPanel], qtbot: QtBot) -> None:
    panel = filled(make_panel())
    wait_for(panel.ready, panel.show)
    page_life = panel.findChildren(PageLife)[-1]
    with qtbot.assertNotEmitted(panel.selected):
        panel.show_state(PageState())
        page_life.rows_selected([0])
    catch_up(panel)
    with qtbot.assertNotEmitted(panel.selected):
        run(page_of(panel), "atlas.bridge.selected([0])")
    assert wait_for(panel.selected, lambda: page_life.rows_selected([])) == [[]]


def test_points_replaced_during_transfer_do_not_mix(make_panel: Callable[..., MapPanel]) -> None:
    panel = filled(make_panel())
    wait_for(panel.ready, panel.show)
    for count, seed in ((60_000, 1), (50_000, 2), (60_000, 3)):  # enough to be read in several pieces
        drawn = random_columns(count, seed)
        points = Points(pack_points(drawn), rows=count, day0=drawn.day0)
        panel.change(points=points, mask=Piece(b"\1" * count), period=(DAY0, DAY0 + 5), selection=(7,))
        run(page_of(panel), "return 1")
    catch_up(panel)
    described = describe(panel)
    assert (described["rows"], described["selected"]) == (60_000, [7])
    assert run(
        page_of(panel), "return [1, 30_000, 59_999].map((row) => atlas.page.store.x[row] || 0)"
    ) == pytest.approx(
        [0 if np.isnan(x) else x for x in mercator(drawn.lon, drawn.lat)[0][[1, 30_000, 59_999]]], abs=1e-6
    )


def test_a_page_that_cannot_be_loaded_shows_an_error_and_no_map(make_panel: Callable[..., MapPanel]) -> None:
    panel = make_panel(load=lambda _folder: {})
    failure = wait_for(panel.failed, panel.show)
    text = panel.findChild(QLabel, "map_trouble_text")
    assert text is not None
    assert text.isVisible()
    assert text.text() == failure[0] == "The page of the map could not be loaded."
    view = panel.findChild(QWebEngineView)
    assert view is not None
    assert not view.isVisible()


def test_without_a_working_network_filter_no_map_is_shown(make_panel: Callable[..., MapPanel]) -> None:
    panel = make_panel()
    panel.show()
    page_life = panel.findChildren(PageLife)[-1]
    failure = wait_for(panel.failed, lambda: page_life.page_ready(False))
    assert "network filter" in failure[0]


def test_a_bridge_deleted_by_the_page_is_restored(make_panel: Callable[..., MapPanel]) -> None:
    panel = filled(make_panel())
    wait_for(panel.ready, panel.show)
    delete = """
      await new Promise((go) => new QWebChannel(qt.webChannelTransport, (channel) => {
        channel.objects.bridge.objectName = "x"; channel.objects.bridge.deleteLater(); go(); }));
      await new Promise((go) => setTimeout(go, 100));
    """
    run(page_of(panel), delete)
    assert wait_for(panel.selected, lambda: run(page_of(panel), "atlas.bridge.selected([1])")) == [[1]]


def test_ten_thousand_calls_are_handled(make_panel: Callable[..., MapPanel]) -> None:
    panel = filled(make_panel())
    wait_for(panel.ready, panel.show)
    flood = "for (let k = 0; k < 10000; k++) atlas.bridge.requested('x'.repeat(k % 100)); atlas.bridge.selected([0])"
    assert wait_for(panel.selected, lambda: run(page_of(panel), flood)) == [[0]]


def test_the_picture_is_complete_when_names_are_drawn_for_the_size_of_the_widget(
    make_panel: Callable[..., MapPanel],
) -> None:
    panel = make_panel()
    panel.show()
    rest = MapRest(panel)
    wait_for(panel.ready, lambda: panel.resize(640, 500))
    wait_for(rest.reached)
    described = describe(panel)
    assert described["labels"]
    assert described["attribution"]
    size = run(page_of(panel), "return [atlas.page.stack.frame.width, atlas.page.stack.frame.height]")
    assert [side - 120 for side in size] == [640, 500]


def test_names_follow_the_first_picture_at_once(make_panel: Callable[..., MapPanel]) -> None:
    panel = make_panel()
    wait_for(panel.completed, panel.show)
    assert describe(panel)["labels"]


def test_the_legend_is_folded_by_the_width_until_the_user_has_chosen(make_panel: Callable[..., MapPanel]) -> None:
    panel = make_panel()
    wait_for(panel.completed, panel.show)

    def is_folded(width: int) -> bool:
        panel.resize(width, 500)
        wait_for(MapRest(panel).reached)
        return bool(run(page_of(panel), "return atlas.page.legend.body.hidden"))

    assert [is_folded(width) for width in (500, 800, 500)] == [True, False, True]
    run(page_of(panel), "atlas.page.legend.toggle.click()")
    assert [is_folded(width) for width in (800, 500)] == [False, False]


def focused_in(panel: MapPanel) -> list[Any]:
    """Whether the map has the keys of the page, and whether the frame of the focus is seen at all four edges."""
    script = """const style = getComputedStyle(document.documentElement);
        return [document.activeElement === atlas.page.map.getContainer(), style.getPropertyValue("--focus")];"""
    has_keys, colour = run(page_of(panel), script)
    view = panel.findChild(QWebEngineView)
    picture = view.grab().toImage()
    right, bottom = picture.width() - 1, picture.height() - 1
    edges = ((0, bottom // 2), (right, bottom // 2), (right // 2, 0), (right // 2, bottom))
    return [has_keys, all(picture.pixelColor(*at) == QColor(colour.strip()) for at in edges)]


def test_the_map_has_the_keys_as_soon_as_its_widget_has(make_panel: Callable[..., MapPanel], qtbot: QtBot) -> None:
    panel = make_panel()
    wait_for(panel.completed, panel.show)
    qtbot.waitUntil(panel.isActiveWindow)
    panel.setFocus()
    qtbot.waitUntil(lambda: focused_in(panel)[0])
    assert focused_in(panel) == [True, False]  # without a frame as long as no key is used
    panel.take_focus()
    qtbot.waitUntil(lambda: focused_in(panel) == [True, True])
    before = describe(panel)["view"]
    target = panel.findChild(QWebEngineView).focusProxy()
    QTest.keyClick(target, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: describe(panel)["view"] != before)
    QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=target.rect().center())
    qtbot.waitUntil(lambda: focused_in(panel) == [True, False])


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_frame_of_the_start_has_another_theme(make_panel: Callable[..., MapPanel], theme: str) -> None:
    panel = make_panel()
    panel.set_theme(theme)
    shades: list[int] = []

    def look() -> None:
        whole = panel.grab().toImage().scaled(1, 1, mode=Qt.TransformationMode.SmoothTransformation)
        shades.append(whole.pixelColor(0, 0).lightness())

    timer = QTimer(interval=15)
    timer.timeout.connect(look)
    timer.start()
    wait_for(panel.ready, panel.show)
    timer.stop()
    look()
    assert len(shades) > 3
    assert (max(shades) < 80) if theme == "dark" else (min(shades) > 180)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_ground_before_the_first_frame_is_the_land_of_the_map(theme: str) -> None:
    assert BACKGROUND[theme] == MAP_COLOURS[theme].land
