from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QLabel

from app.map.presenter import MapPresenter
from app.panels.status import StatusLine
from app.session import Session
from app.timebar.bar import TimeBar
from app.timebar.presenter import TimeBarPresenter
from app.widgets.emptiness import EMPTY
from geo.calendar.days import day_number
from geo.query import Query
from geo.sources.bundled import bundled
from tests.app.samples import FakeMap, dataset, empty, incident, many
from tests.app.timebar.conftest import StandingClock


@pytest.fixture
def panel(qtbot, session: Session) -> FakeMap:
    time_bar = FakeMap()
    qtbot.addWidget(time_bar)
    time_bar.presenter = MapPresenter(session, time_bar)
    return time_bar


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def bar(qtbot, session: Session) -> TimeBar:
    time_bar = TimeBar()
    qtbot.addWidget(time_bar)
    time_bar.resize(1000, 150)
    TimeBarPresenter(session, time_bar)
    time_bar.show()
    return time_bar


def test_the_bar_shows_the_whole_period_at_first(bar: TimeBar) -> None:
    assert (bar.period.first, bar.period.last) == bundled().incidents.period
    assert "261 incidents" in bar.accessible_value()


def test_a_committed_period_is_one_undo_step(bar: TimeBar, session: Session) -> None:
    first, last = day_number(date(2024, 11, 1)), day_number(date(2024, 11, 30))
    for day in range(first - 9, first):
        bar.period_changing.emit(day, last)
    bar.period_changed.emit(first, last)
    assert (session.state.query.first, session.state.query.last) == (date(2024, 11, 1), date(2024, 11, 30))
    assert (bar.period.first, bar.period.last) == (first, last)
    session.undo()
    assert session.state.query == Query()
    assert (bar.period.first, bar.period.last) == bundled().incidents.period


def test_the_whole_period_sets_no_filter(bar: TimeBar, session: Session) -> None:
    session.set_filters(first=date(2024, 11, 1))
    bar.period_changed.emit(*bundled().incidents.period)
    assert session.state.query == Query()


def test_a_filter_changes_the_counts_of_the_bars(bar: TimeBar, session: Session) -> None:
    session.set_filters(types=frozenset({"Riots"}))
    assert "1 incident" in bar.accessible_value()
    session.reset_filters()
    assert "261 incidents" in bar.accessible_value()


def tip_of(bar: TimeBar, when: date) -> str:
    layout = bar.canvas.scene().layout
    return bar.canvas.tip_at(QPointF(layout.scale.x(day_number(when) + 0.5), layout.plot.bottom() - 4))


def test_incomplete_days_are_hatched_with_a_reason(bar: TimeBar, session: Session) -> None:
    reason = "From 1 Jan 2026 on, the bundled incidents are a thin sample, known to be incomplete."
    assert bar.canvas.scene().incomplete_from == day_number(date(2026, 1, 1))
    assert reason in tip_of(bar, date(2026, 3, 15))
    assert reason not in tip_of(bar, date(2025, 11, 15))
    session.open(dataset([incident(), incident(29)]))
    last = session.dataset.incidents.row(1).date_start
    assert bar.canvas.scene().incomplete_from == day_number(last) - 13
    assert "Reports of the last 14 days of the data" in tip_of(bar, last)
    assert "not complete" not in tip_of(bar, last - timedelta(days=14))
    session.open(dataset([incident(source="gtd"), incident(29, source="gtd")]))
    assert bar.canvas.scene().incomplete_from is None
    assert "complete" not in tip_of(bar, last)


def test_days_without_data_are_said_beside_the_count(bar: TimeBar, session: Session) -> None:
    assert bar.controls.summary.text() == "261 incidents · 1,989 days"
    sources = [incident(0, source="old"), incident(9, source="old"), incident(19, source="new")]
    session.open(dataset(sources))
    session.set_filters(sources=frozenset({"old"}))
    assert bar.controls.summary.text() == "2 incidents · 10 of 20 days not covered"
    assert "The data end on 10 Nov 2024: 10 of 20 days are not covered." in bar.controls.summary.toolTip()


def test_the_status_line_says_which_days_are_not_covered(qtbot, session: Session) -> None:
    shown, figures = QLabel(), QLabel()
    qtbot.addWidget(shown)
    qtbot.addWidget(figures)
    StatusLine(session, shown, figures)
    new = [incident(day, source="<b>new</b>") for day in (2, 19)]
    session.open(dataset([incident(0, source="old"), incident(9, source="old"), *new]))
    session.set_filters(sources=frozenset({"old"}))
    assert "the data end on 10 Nov 2024: 10 of 20 days are not covered" in shown.text()
    assert "The data end on 10 Nov 2024" in shown.toolTip()
    session.reset_filters()
    assert "covered" not in shown.text()
    assert "Days of the period that a source covers: &lt;b&gt;new&lt;/b&gt; 18 of 20 days" in shown.toolTip()


def test_comparing_is_one_undo_step(bar: TimeBar, session: Session) -> None:
    bar.compare_toggled.emit(True)
    assert session.state.compare
    session.undo()
    assert not session.state.compare
    assert not bar.controls.compare.isChecked()


def test_a_dataset_without_incidents_and_back(bar: TimeBar, session: Session) -> None:
    session.open(empty())
    assert bar.accessible_value() == EMPTY
    bar.grab()
    session.open(dataset([incident(), incident(9)]))
    assert "2 incidents" in bar.accessible_value()


NOVEMBER = {"first": date(2024, 11, 1), "last": date(2024, 11, 30)}


@pytest.fixture
def played(qtbot, session: Session, clock: StandingClock) -> TimeBar:
    """A bar after two steps of playing from a filter on November."""
    time_bar = TimeBar(clock)
    qtbot.addWidget(time_bar)
    time_bar.resize(1000, 150)
    time_bar.presenter = TimeBarPresenter(session, time_bar)
    time_bar.show()
    session.set_filters(**NOVEMBER)
    time_bar.toggle_play()
    clock.tick()
    clock.tick()
    assert session.state.query.first == date(2024, 11, 15)
    return time_bar


def test_a_reset_during_play_stops_it_and_is_kept(played: TimeBar, session: Session, clock: StandingClock) -> None:
    session.reset_filters()
    assert not played.is_playing
    assert clock.due is None
    played.hide()
    assert session.state.query == Query()
    assert (played.period.first, played.period.last) == bundled().incidents.period
    session.undo()
    assert session.state.query == Query(**NOVEMBER)


def test_a_dataset_opened_during_play_is_shown_with_its_whole_period(played: TimeBar, session: Session, clock) -> None:
    session.open(dataset([incident(), incident(9)]))
    assert not played.is_playing
    assert clock.due is None
    played.hide()
    assert session.state.query == Query()
    assert not session.can_undo
    assert (played.period.first, played.period.last) == session.dataset.incidents.period


def test_a_period_undone_during_play_is_not_restored(played: TimeBar, session: Session) -> None:
    session.undo()
    assert not played.is_playing
    played.hide()
    assert session.state.query == Query()
    session.redo()
    assert session.state.query == Query(**NOVEMBER)


def test_an_uncommitted_arrow_key_is_discarded_by_a_reset(qtbot, bar: TimeBar, session: Session) -> None:
    session.set_filters(**NOVEMBER)
    qtbot.keyPress(bar.canvas, Qt.Key.Key_Left)
    assert session.state.query.first == date(2024, 10, 25)
    session.reset_filters()
    qtbot.keyRelease(bar.canvas, Qt.Key.Key_Left)
    assert session.state.query == Query()


def test_a_filter_set_during_play_does_not_stop_it(played: TimeBar, session: Session, clock: StandingClock) -> None:
    session.set_filters(types=frozenset({"Riots"}))
    assert played.is_playing
    clock.tick()
    assert session.state.query.first == date(2024, 11, 22)
    assert session.state.query.types == {"Riots"}


def test_a_step_of_100_000_incidents_reaches_bar_and_map_quickly(qtbot, session: Session, panel, bar) -> None:
    import time

    session.open(many())
    first = session.dataset.incidents.period[0]
    times_ms = []
    for n in range(30):
        started = time.perf_counter()
        bar.period_changing.emit(first + 7 * n, first + 7 * n + 30)
        times_ms.append(1e3 * (time.perf_counter() - started))
    assert sorted(times_ms)[15] < 33


def test_comparing_shows_both_numbers_by_the_bar_and_in_the_status_line(bar: TimeBar, session: Session) -> None:
    shown, figures = QLabel(), QLabel()
    StatusLine(session, shown, figures)
    session.open(dataset([incident(n) for n in (0, 1, 2, 5, 7)]))
    session.set_filters(first=date(2024, 11, 5), last=date(2024, 11, 8))
    assert "before" not in bar.controls.summary.text() + shown.text()
    bar.compare_toggled.emit(True)
    assert bar.controls.summary.text().startswith("2 · before 3 (−1) · 4 days")
    assert "Before: 1–4 Nov 2024." in bar.controls.summary.toolTip()
    assert " · before 3 (−1) · " in shown.text()
    assert "2 · before 3 (−1)" in bar.accessible_value()
    assert shown.text().startswith("2 of 5 incidents · before 3 (−1) · ")
    assert bar.controls.summary.short == "2 (−1)"
    assert bar.canvas.number_before == "3"
    session.set_filters(first=None, last=None)
    assert bar.controls.summary.text().startswith("5 · before: not known")
    assert bar.canvas.number_before == ""
    assert "Nothing is compared: the data begin on" in bar.controls.summary.toolTip()
    session.update(replace(session.state, compare=False))
    assert "before" not in bar.controls.summary.text() + shown.text()
