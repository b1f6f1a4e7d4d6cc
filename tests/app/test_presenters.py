from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPointF, Qt

from app.map.presenter import MapPresenter
from app.session import Session
from app.timebar.bar import TimeBar
from app.timebar.presenter import TimeBarPresenter
from geo.calendar.days import day_number
from geo.query import Query
from geo.sources.bundled import bundled
from tests.app.samples import FakeMap, dataset, empty, incident, many
from tests.app.timebar.conftest import StandingClock


@pytest.fixture
def panel(qtbot, session: Session) -> FakeMap:
    made = FakeMap()
    qtbot.addWidget(made)
    made.presenter = MapPresenter(session, made)
    return made


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def bar(qtbot, session: Session) -> TimeBar:
    made = TimeBar()
    qtbot.addWidget(made)
    made.resize(1000, 150)
    TimeBarPresenter(session, made)
    made.show()
    return made


def test_the_bar_shows_the_whole_period_at_first(bar: TimeBar) -> None:
    assert (bar.period.first, bar.period.last) == bundled().incidents.period
    assert "261 incidents" in bar.accessible_value()


def test_a_wished_window_is_asked_for_as_one_step(bar: TimeBar, session: Session) -> None:
    first, last = day_number(date(2024, 11, 1)), day_number(date(2024, 11, 30))
    for day in range(first - 9, first):
        bar.period_changing.emit(day, last)
    bar.period_changed.emit(first, last)
    assert (session.state.query.first, session.state.query.last) == (date(2024, 11, 1), date(2024, 11, 30))
    assert (bar.period.first, bar.period.last) == (first, last)
    session.undo()
    assert session.state.query == Query()
    assert (bar.period.first, bar.period.last) == bundled().incidents.period


def test_the_whole_period_is_no_bound(bar: TimeBar, session: Session) -> None:
    session.set_filters(first=date(2024, 11, 1))
    bar.period_changed.emit(*bundled().incidents.period)
    assert session.state.query == Query()


def test_a_filter_changes_the_bars_and_outlines_the_rest(bar: TimeBar, session: Session) -> None:
    session.set_filters(types=frozenset({"Riots"}))
    assert "1 incident" in bar.accessible_value()
    session.reset_filters()
    assert "261 incidents" in bar.accessible_value()


def tip_of(bar: TimeBar, when: date) -> str:
    layout = bar.canvas.scene().layout
    return bar.canvas.tip_at(QPointF(layout.scale.x(day_number(when) + 0.5), layout.plot.bottom() - 4))


def test_days_known_to_be_incomplete_are_hatched_and_say_so(bar: TimeBar, session: Session) -> None:
    said = "From 1 Jan 2026 on, the bundled incidents are a thin sample, known to be incomplete."
    assert bar.canvas.scene().incomplete_from == day_number(date(2026, 1, 1))
    assert said in tip_of(bar, date(2026, 3, 15))
    assert said not in tip_of(bar, date(2025, 11, 15))
    session.open(dataset([incident(), incident(9)]))
    assert bar.canvas.scene().incomplete_from is None
    assert "incomplete" not in tip_of(bar, session.dataset.incidents.row(1).date_start)


def test_comparing_is_a_step(bar: TimeBar, session: Session) -> None:
    bar.compare_toggled.emit(True)
    assert session.state.compare
    session.undo()
    assert not session.state.compare
    assert not bar.controls.compare.isChecked()


def test_a_dataset_without_incidents_and_back(bar: TimeBar, session: Session) -> None:
    session.open(empty())
    assert bar.accessible_value() == "No incidents to show over time"
    bar.grab()
    session.open(dataset([incident(), incident(9)]))
    assert "2 incidents" in bar.accessible_value()


NOVEMBER = {"first": date(2024, 11, 1), "last": date(2024, 11, 30)}


@pytest.fixture
def played(qtbot, session: Session, clock: StandingClock) -> TimeBar:
    """A bar that is two steps into playing from a November that was asked for."""
    made = TimeBar(clock)
    qtbot.addWidget(made)
    made.resize(1000, 150)
    made.follower = TimeBarPresenter(session, made)
    made.show()
    session.set_filters(**NOVEMBER)
    made.toggle_play()
    clock.tick()
    clock.tick()
    assert session.state.query.first == date(2024, 11, 15)
    return made


def test_everything_asked_for_during_play_stays(played: TimeBar, session: Session, clock: StandingClock) -> None:
    session.reset_filters()
    assert not played.is_playing
    assert clock.due is None
    played.hide()
    assert session.state.query == Query()
    assert (played.period.first, played.period.last) == bundled().incidents.period
    session.undo()
    assert session.state.query == Query(**NOVEMBER)


def test_another_dataset_opened_during_play_is_shown_whole(played: TimeBar, session: Session, clock) -> None:
    session.open(dataset([incident(), incident(9)]))
    assert not played.is_playing
    assert clock.due is None
    played.hide()
    assert session.state.query == Query()
    assert not session.can_undo
    assert (played.period.first, played.period.last) == session.dataset.incidents.period


def test_a_window_undone_during_play_does_not_come_back(played: TimeBar, session: Session) -> None:
    session.undo()
    assert not played.is_playing
    played.hide()
    assert session.state.query == Query()
    session.redo()
    assert session.state.query == Query(**NOVEMBER)


def test_an_arrow_key_that_has_not_settled_is_overtaken(qtbot, bar: TimeBar, session: Session) -> None:
    session.set_filters(**NOVEMBER)
    qtbot.keyPress(bar.canvas, Qt.Key.Key_Left)
    assert session.state.query.first == date(2024, 10, 25)
    session.reset_filters()
    qtbot.keyRelease(bar.canvas, Qt.Key.Key_Left)
    assert session.state.query == Query()


def test_a_filter_chosen_during_play_lets_it_go_on(played: TimeBar, session: Session, clock: StandingClock) -> None:
    session.set_filters(types=frozenset({"Riots"}))
    assert played.is_playing
    clock.tick()
    assert session.state.query.first == date(2024, 11, 22)
    assert session.state.query.types == {"Riots"}


def test_a_step_of_100_000_incidents_reaches_bar_and_map_quickly(qtbot, session: Session, panel, bar) -> None:
    import time

    session.open(many())
    first = session.dataset.incidents.period[0]
    spent = []
    for n in range(30):
        begun = time.perf_counter()
        bar.period_changing.emit(first + 7 * n, first + 7 * n + 30)
        spent.append(1e3 * (time.perf_counter() - begun))
    assert sorted(spent)[15] < 33
