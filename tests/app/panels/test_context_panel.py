"""The panel of context events: list, lanes, and the days before and after an event."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel

from app.actions.context import show_since, show_windows
from app.panels.context.panel import ContextPanel
from app.session import Session
from geo.analysis.around_event import CAUTION, around
from geo.calendar.days import day_number
from geo.sources.bundled import bundled


@pytest.fixture
def session() -> Session:
    return Session(bundled())


@pytest.fixture
def panel(qtbot, themed: None, session: Session) -> ContextPanel:
    made = ContextPanel(session)
    qtbot.addWidget(made)
    made.resize(420, 900)
    made.show()
    return made


def test_all_events_are_listed_the_latest_first_and_a_category_leaves_out_the_others(panel: ContextPanel) -> None:
    events = bundled().context_events
    rows = [panel.model.event_at(k) for k in range(panel.model.rowCount())]
    assert len(rows) == len(events)
    days = [row.date_start for row in rows if row is not None]
    assert days == sorted(days, reverse=True)
    assert sum(map(len, panel.lanes.lanes.values())) == len(events)
    panel.category.setCurrentIndex(panel.category.findData("ceasefire"))
    assert panel.model.rowCount() == sum(event.category == "ceasefire" for event in events)
    assert list(panel.lanes.lanes) == ["ceasefire"]


def test_a_click_into_a_lane_chooses_the_event_and_says_what_was_before_and_after(qtbot, panel: ContextPanel) -> None:
    kurram = next(event for event in bundled().context_events if event.title.startswith("Kurram peace"))
    assert panel.current is None
    at = panel.lanes.position_of(kurram)
    assert at is not None
    qtbot.mouseClick(panel.lanes, Qt.MouseButton.LeftButton, pos=QPoint(round(at.x()), round(at.y())))
    assert panel.current == kurram
    assert panel.title.text() == kurram.title
    assert "KP (Kurram)" in panel.facts.text()
    assert "sample" in panel.numbers.text()
    assert CAUTION in panel.numbers.text()
    panel.where.setCurrentIndex(1)
    assert "in Kurram" in panel.numbers.text()
    panel.category.setCurrentIndex(panel.category.findData("ceasefire"))
    assert panel.current is None
    panel.choose(kurram)
    assert panel.current == kurram


def test_texts_of_the_data_are_plain(panel: ContextPanel) -> None:
    panel.choose(bundled().context_events[0])
    assert all(found.textFormat() == Qt.TextFormat.PlainText for found in panel.findChildren(QLabel))


def test_a_low_panel_keeps_its_list(qtbot, panel: ContextPanel) -> None:
    assert panel.lanes.isVisible()
    panel.choose(bundled().context_events[24])
    panel.resize(360, 480)
    qtbot.waitUntil(lambda: not panel.lanes.isVisible())
    qtbot.waitUntil(lambda: panel.view.height() >= 150)


def test_an_event_begins_a_period_and_its_windows_are_compared(window) -> None:
    window.actions_by_name["show_context"].trigger()
    event = next(event for event in bundled().context_events if event.title.startswith("Kurram peace"))
    show_since(window.host, event)
    assert window.session.state.query.first == event.date_start
    assert window.session.state.query.last is None
    show_windows(window.host, around(window.session.snapshot, event, 14))
    query = window.session.state.query
    assert (query.first, day_number(query.last) - day_number(query.first)) == (event.date_start, 13)
    assert window.session.state.compare
