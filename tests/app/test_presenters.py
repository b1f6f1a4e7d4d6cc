from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt

from app.map.presenter import EMPTY, NOTICE, MapPresenter
from app.session import Session
from app.timebar.bar import TimeBar
from app.timebar.presenter import TimeBarPresenter
from geo.calendar.days import day_number
from geo.draw.web.columns import columns_of
from geo.draw.web.points import NO_AREA
from geo.incidents import PLACE_PRECISIONS
from geo.query import Query
from geo.sources.bundled import bundled
from geo.taxonomy import EVENT_TYPES
from geo.view.state import MapView, State
from tests.app.samples import PAYLOADS, FakeMap, dataset, empty, hostile, incident, many
from tests.app.timebar.conftest import StandingClock

# The map


@pytest.fixture
def panel(qtbot, session: Session) -> FakeMap:
    made = FakeMap()
    qtbot.addWidget(made)
    made.follower = MapPresenter(session, made)
    return made


def calls_after(panel: FakeMap, work) -> dict[str, tuple]:
    """What the map is told while something is done."""
    panel.calls.clear()
    work()
    return dict(panel.calls)


def test_the_map_is_given_everything_at_first(panel: FakeMap) -> None:
    told = dict(panel.calls)
    assert told["set_points"][1:] == (261, bundled().incidents.period[0])
    assert told["set_mask"] == (b"\1" * 261,)
    assert told["set_window"] == bundled().incidents.period
    assert told["set_notice"] == ("",)
    assert told["set_layers"] == (sorted(State().layers),)


def test_a_step_of_time_sends_the_window_alone(panel: FakeMap, session: Session) -> None:
    told = calls_after(panel, lambda: session.set_filters(first=date(2024, 11, 1), last=date(2024, 11, 30)))
    assert told == {
        "set_window": (day_number(date(2024, 11, 1)), day_number(date(2024, 11, 30))), "set_notice": ("",)
    }  # fmt: skip


def test_a_filter_sends_which_rows_pass(panel: FakeMap, session: Session) -> None:
    told = calls_after(panel, lambda: session.set_filters(types=frozenset({"Riots"})))
    assert np.frombuffer(told["set_mask"][0], np.uint8).sum() == 1
    assert "set_points" not in told


def test_nothing_to_show_is_said_on_the_map(panel: FakeMap, session: Session) -> None:
    assert calls_after(panel, lambda: session.set_filters(text="no such text"))["set_notice"] == (NOTICE,)
    panel.reset_requested.emit()
    assert session.state.query == Query()
    assert dict(panel.calls)["set_notice"] == ("",)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"layers": frozenset({"heat"})}, {"set_layers": (["heat"],)}),
        ({"size_by": "same"}, {"set_size_by": ("same",)}),
        ({"view": MapView(70, 33, 8)}, {"set_view": (70, 33, 8)}),
        ({"compare": True}, {}),
    ],
    ids=["layers", "size", "view", "compare"],
)
def test_what_differs_is_told_and_nothing_else(panel: FakeMap, session: Session, change, told) -> None:
    assert calls_after(panel, lambda: session.update(replace(session.state, **change))) == told


def test_a_click_selects_for_all_and_is_marked(panel: FakeMap, session: Session) -> None:
    told = calls_after(panel, lambda: panel.selected.emit([5, 7, 10**6, -1]))
    assert session.snapshot.selected_rows == (5, 7)
    assert told == {"set_selection": ([5, 7],)}
    panel.selected.emit([])
    assert session.state.selected == ()


def test_a_move_of_the_user_is_a_step_and_is_not_sent_back(panel: FakeMap, session: Session) -> None:
    told = calls_after(panel, lambda: panel.view_changed.emit(70.0, 32.0, 7.0))
    assert session.state.view == MapView(70.0, 32.0, 7.0)
    assert told == {}
    session.set_filters(text="Bannu")
    panel.view_changed.emit(71.0, 33.0, 8.0)
    assert calls_after(panel, session.undo) == {"set_view": (70.0, 32.0, 7.0)}


def test_undoing_the_first_move_shows_both_provinces_again(panel: FakeMap, session: Session) -> None:
    panel.view_changed.emit(70.0, 32.0, 7.0)
    assert calls_after(panel, session.undo) == {"fit": ()}
    assert calls_after(panel, session.redo) == {"set_view": (70.0, 32.0, 7.0)}


def test_another_dataset_is_sent_whole(panel: FakeMap, session: Session) -> None:
    told = calls_after(panel, lambda: session.open(dataset([incident(), incident(1)])))
    assert told["set_points"][1] == 2
    assert told["set_mask"] == (b"\1\1",)
    told = calls_after(panel, lambda: session.open(empty()))
    assert told["set_points"][1] == 0
    assert told["set_notice"] == (EMPTY,)


def test_a_card_tells_what_is_known(panel: FakeMap) -> None:
    for row in range(261):
        card = panel.card_of(row)
        told = bundled().incidents.row(row)
        assert card["title"] == told.sub_event_type
        assert card["lines"][0].startswith("Killed: ")
        assert all(line for line in card["lines"])


def test_a_card_holds_text_as_it_is_and_not_too_much_of_it(panel: FakeMap, session: Session) -> None:
    session.open(hostile())
    for row, text in enumerate(PAYLOADS):
        card = panel.card_of(row)
        assert card["title"] == text
        assert text in card["place"]
        assert text in card["lines"] or f"{text[:220]}…" in card["lines"]


def test_columns_say_type_precision_and_area(qapp) -> None:
    rows = [
        incident(0, event_type="Riots", sub_event_type="Mob violence", killed_best=None),
        incident(1, place_precision="district", lon=None, lat=None, killed_best=0),
        incident(2, place_precision="province", district="", lon=None, lat=None, killed_best=25),
        incident(3, place_precision="country", district="", province="", lon=None, lat=None, killed_best=4),
    ]
    columns = columns_of(dataset(rows))
    assert columns.kind.tolist() == [
        EVENT_TYPES.index(row.event_type) | PLACE_PRECISIONS.index(row.place_precision) << 4 for row in rows
    ]
    assert columns.size.tolist() == [0, 1, 5, 2]
    drawn = [district.name for district in bundled().gazetteer.drawn]
    assert columns.area.tolist()[0:2] == [drawn.index("Bannu")] * 2
    provinces = [province.name for province in bundled().gazetteer.provinces]
    assert columns.area.tolist()[2:] == [provinces.index("Khyber Pakhtunkhwa"), NO_AREA]
    assert np.isnan(columns.lon).tolist() == [False, True, True, True]


def test_an_area_is_never_drawn_as_a_dot_even_where_it_has_coordinates(qapp) -> None:
    columns = columns_of(dataset([incident(0, place_precision="district")]))
    assert np.isnan(columns.lon).all()


# The time bar


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
