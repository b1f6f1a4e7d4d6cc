"""The panel of context events: list, lanes, and the days before and after an event."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel

from app.actions.context import add_event, edit_event, show_since, show_windows, withdraw_event
from app.dialogs.context_event import ContextEventDialog
from app.panels.context.panel import ContextPanel
from app.session import Session
from geo import store
from geo.analysis.around_event import CAUTION, around
from geo.calendar.days import day_number
from geo.entry import ContextEntry
from geo.incidents import ContextEvent
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
    assert panel.details.title.text() == kurram.title
    assert "KP (Kurram)" in panel.details.facts.text()
    assert "sample" in panel.details.numbers.text()
    assert CAUTION in panel.details.numbers.text()
    panel.details.where.setCurrentIndex(1)
    assert "in Kurram" in panel.details.numbers.text()
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
    panel.by_time.click()
    assert (panel.lanes.isVisible(), panel.view.isVisible()) == (True, False)
    kurram = next(event for event in bundled().context_events if event.title.startswith("Kurram peace"))
    at = panel.lanes.position_of(kurram)
    assert at is not None
    qtbot.mouseClick(panel.lanes, Qt.MouseButton.LeftButton, pos=QPoint(round(at.x()), round(at.y())))
    assert (panel.current, panel.details.isVisible(), panel.lanes.isVisible()) == (kurram, True, True)
    panel.resize(420, 900)
    qtbot.waitUntil(lambda: panel.view.isVisible() and panel.lanes.isVisible() and not panel.by_time.isVisible())


def test_an_event_that_is_entered_is_listed_corrected_and_withdrawn(
    qtbot, window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = store.workspace_at(tmp_path / "w.gpkg")
    workspace.create(bundled().context_events)
    window.workspace.open(workspace)
    qtbot.waitUntil(lambda: window.workspace.current is not None and not window.session.dataset.is_loading)
    typed = ContextEntry(date_start="3-5 Nov 2024", title="Road <b>closed</b>", scope="KP (Kurram)", category="access")

    def type_it(dialog: ContextEventDialog) -> QDialog.DialogCode:
        assert dialog.save.isEnabled() == bool(dialog.entry.event_id)
        dialog.title.setText(typed.title)
        dialog.date_start.setText(typed.date_start)
        dialog.scope.setCurrentText(typed.scope)
        dialog.category.setCurrentText("road" if dialog.entry.event_id else typed.category)
        assert dialog.save.isEnabled()
        return QDialog.DialogCode.Accepted

    def own() -> list[ContextEvent]:
        return [event for event in window.session.dataset.context_events if event.event_id]

    monkeypatch.setattr(ContextEventDialog, "exec", type_it)
    add_event(window.host)
    qtbot.waitUntil(lambda: len(own()) == 1)
    assert (own()[0].period.width_days, own()[0].place) == (3, ("Khyber Pakhtunkhwa", "Kurram"))
    edit_event(window.host, own()[0])
    qtbot.waitUntil(lambda: own()[0].category == "road")
    monkeypatch.setattr("app.actions.context.confirm", lambda *_: True)
    withdraw_event(window.host, own()[0])
    qtbot.waitUntil(lambda: own() == [])
    for step in range(3):
        before = own()
        window.session.undo()
        qtbot.waitUntil(lambda before=before: own() != before)
        assert len(own()) == (1, 1, 0)[step]
    window.session.redo()
    qtbot.waitUntil(lambda: [event.category for event in own()] == ["access"])


@pytest.mark.parametrize("is_there", [False, True])
def test_the_first_event_of_ones_own_makes_or_opens_a_workspace(
    qtbot, window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_there: bool
) -> None:
    path = tmp_path / "mine.gpkg"
    if is_there:
        store.workspace_at(path).create(bundled().context_events)
    asked: list[str] = []
    answers = iter(("", str(path)))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_options: (next(answers), ""))

    def type_it(dialog: ContextEventDialog) -> QDialog.DialogCode:
        asked.append(dialog.title.text())
        dialog.title.setText("Road closed")
        dialog.date_start.setText("3 Nov 2024")
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(ContextEventDialog, "exec", type_it)
    add_event(window.host)
    assert asked == ["", "Road closed"], "cancelled once: what was typed is there again"
    qtbot.waitUntil(lambda: any(event.event_id for event in window.session.dataset.context_events), timeout=20_000)
    assert window.workspace.current == store.workspace_at(path)
    assert len(window.session.dataset.context_events) == len(bundled().context_events) + 1


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
