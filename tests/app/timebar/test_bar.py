from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMenu

from app.timebar.bar import TimeBar
from app.timebar.bars import top_text
from app.timebar.painting import previous_text
from app.timebar.player import PlayOptions
from geo.calendar.days import day_number, from_day_number
from geo.calendar.period import Period
from geo.draw.style import DARK, LIGHT
from geo.incidents import ContextEvent

FIRST = day_number(date(2024, 1, 1))
LAST = day_number(date(2024, 12, 30))
NOVEMBER = (day_number(date(2024, 11, 1)), day_number(date(2024, 11, 30)))
EVENT = ContextEvent(date(2024, 11, 10), date(2024, 11, 21), "Truce & <b>talks</b>", "KP", "ceasefire", "Dawn")


def counts_of_a_year() -> np.ndarray:
    counts = np.zeros((LAST - FIRST + 1, 6))
    counts[:, 0] = 1
    counts[NOVEMBER[0] - FIRST, 1] = 13
    return counts


class Recorder:
    """Records the periods that a time bar proposes and commits, in order."""

    def __init__(self, bar: TimeBar) -> None:
        self.proposals: list[tuple[str, int, int]] = []
        bar.period_changing.connect(lambda first, last: self.proposals.append(("changing", first, last)))
        bar.period_changed.connect(lambda first, last: self.proposals.append(("changed", first, last)))

    @property
    def changed(self) -> list[tuple[int, int]]:
        return [(first, last) for kind, first, last in self.proposals if kind == "changed"]

    @property
    def changing(self) -> list[tuple[int, int]]:
        return [(first, last) for kind, first, last in self.proposals if kind == "changing"]


def since_menu(bar: TimeBar) -> QMenu:
    menu = bar.controls.period_menu.findChild(QMenu, "timeBarSinceMenu")
    assert menu is not None
    return menu


@pytest.fixture
def bar(qtbot, clock) -> TimeBar:
    time_bar = TimeBar(clock)
    qtbot.addWidget(time_bar)
    time_bar.resize(1000, 150)
    time_bar.set_histogram(FIRST, counts_of_a_year())
    time_bar.set_period(Period(*NOVEMBER))
    time_bar.show()
    return time_bar


@pytest.fixture
def recorded(bar: TimeBar) -> Recorder:
    return Recorder(bar)


def point(bar: TimeBar, day: float) -> QPoint:
    scene = bar.canvas.scene()
    assert scene is not None
    return QPoint(round(scene.layout.scale.x(day)), round(scene.layout.plot.center().y()))


def colour(image: QImage, at: QPoint) -> QColor:
    return image.pixelColor(at)


# Data in


def test_setters_propose_nothing(bar: TimeBar, recorded: Recorder) -> None:
    bar.set_period(Period(FIRST, FIRST + 3))
    bar.set_histogram(FIRST, counts_of_a_year() * 2)
    bar.set_background(counts_of_a_year() * 3)
    bar.set_context([EVENT])
    bar.set_compare(True)
    bar.set_options(PlayOptions(2, "month", loops=True, is_cumulative=True))
    bar.set_theme(DARK)
    assert recorded.proposals == []


@pytest.mark.parametrize("shape", [(5,), (5, 4), (5, 6, 1)])
def test_counts_of_another_shape_are_refused(bar: TimeBar, shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="shape"):
        bar.set_histogram(0, np.zeros(shape))


def test_a_background_of_another_length_is_refused(bar: TimeBar) -> None:
    with pytest.raises(ValueError, match="one row for each day"):
        bar.set_background(np.zeros((3, 6)))


def test_the_period_is_described_in_words(bar: TimeBar) -> None:
    assert bar.canvas.accessibleDescription() == "Period 1 Nov 2024 to 30 Nov 2024, 43 incidents"
    assert bar.controls.first.text() == "1 Nov 2024"
    assert bar.controls.last.text() == "30 Nov 2024"
    assert bar.controls.summary.text() == "43 incidents · 30 days"


def test_a_summary_replaces_the_count_of_the_bar(bar: TimeBar) -> None:
    bar.set_summary("12 of 43 incidents", days="3 of 30 days not covered")
    assert bar.controls.summary.text() == "12 of 43 incidents · 3 of 30 days not covered"
    bar.set_summary("12 of 43 incidents")
    assert bar.accessible_value().endswith(", 12 of 43 incidents")
    bar.set_summary("")
    assert bar.accessible_value().endswith(", 43 incidents")


def test_without_data_no_period_can_be_chosen(qtbot, clock) -> None:
    empty = TimeBar(clock)
    qtbot.addWidget(empty)
    recorded = Recorder(empty)
    empty.set_histogram(0, np.zeros((0, 6)))
    empty.set_period(Period(0, 10))
    empty.show()
    empty.toggle_play()
    empty.step(1)
    qtbot.mouseClick(empty.canvas, Qt.MouseButton.LeftButton)
    qtbot.keyClick(empty.canvas, Qt.Key.Key_Right)
    assert recorded.proposals == []
    assert not empty.controls.play.isEnabled()
    assert empty.accessible_value() == "No incidents to show over time"
    assert not empty.grab().isNull()


@pytest.mark.parametrize("n_days", [1, 2, 400, 13_700])
@pytest.mark.parametrize("width", [640, 2560])
def test_it_paints_any_length_of_data_at_any_width(qtbot, n_days: int, width: int) -> None:
    time_bar = TimeBar()
    qtbot.addWidget(time_bar)
    time_bar.resize(width, 150)
    time_bar.set_histogram(7000, np.ones((n_days, 6)))
    time_bar.set_period(Period(7000, 7000))
    time_bar.set_incomplete_from(7000 + n_days - 1)
    time_bar.set_compare(True)
    assert time_bar.grab().width() == width


@pytest.mark.parametrize(
    ("number", "room", "text"),
    [("44", 10, "before: 44"), ("44", 9, "44"), ("44", 1, ""), ("", 8, "previous"), ("", 7, "")],
)
def test_the_number_before_is_written_where_there_is_room(number: str, room: int, text: str) -> None:
    assert previous_text(number, len, room) == text


def test_the_number_before_is_in_the_picture(bar: TimeBar) -> None:
    bar.set_compare(True)
    bar.set_summary("43 · before 31 (+12)", before="31")
    with_number = bar.canvas.grab().toImage()
    bar.set_summary("43 · before 31 (+12)")
    assert with_number != bar.canvas.grab().toImage()


def test_bars_outside_the_period_are_paler(bar: TimeBar) -> None:
    image = bar.canvas.grab().toImage()
    scene = bar.canvas.scene()
    low = round(scene.layout.plot.bottom()) - 3
    inside = colour(image, QPoint(point(bar, NOVEMBER[0] + 4.5).x(), low))
    outside = colour(image, QPoint(point(bar, NOVEMBER[0] - 60.5).x(), low))
    assert inside.hsvSaturation() > outside.hsvSaturation()


def test_a_theme_applies_to_canvas_and_controls(bar: TimeBar) -> None:
    bar.set_theme(DARK)
    image = bar.grab().toImage()
    assert colour(image, QPoint(bar.width() // 2, 2)).name() == DARK.surface
    assert colour(image, QPoint(2, 100)).name() == DARK.surface
    bar.set_theme(LIGHT)
    assert colour(bar.grab().toImage(), QPoint(2, 100)).name() == LIGHT.surface


def test_the_cached_scene_is_used_while_only_the_period_changes(bar: TimeBar) -> None:
    bar.grab()
    scene = bar.canvas.scene()
    bar.set_period(Period(FIRST, FIRST + 10))
    bar.grab()
    assert bar.canvas.scene() is scene
    bar.set_incomplete_from(LAST)
    assert bar.canvas.scene() is not scene


# Tooltips


def test_the_tooltip_of_a_bar_has_dates_and_counts(bar: TimeBar) -> None:
    tip = bar.canvas.tip_at(QPointF(point(bar, NOVEMBER[0] + 0.5)))
    assert "28 Oct – 3 Nov 2024" in tip
    assert "20 incidents" in tip
    assert "Explosions/Remote violence" in tip
    assert "Riots" not in tip


def test_spread_counts_are_marked_as_about(bar: TimeBar) -> None:
    bar.set_histogram(FIRST, counts_of_a_year() / 30)
    assert "about 0.7 incidents" in bar.canvas.tip_at(QPointF(point(bar, NOVEMBER[0] + 0.5)))
    assert "about 1.4 incidents" in bar.accessible_value()


@pytest.mark.parametrize(
    ("share", "text"),
    [(1, "tallest bar 20 a week"), (0.32, "tallest bar about 6 a week"), (0.01, "tallest bar less than 1 a week")],
)
def test_the_height_of_the_plot_in_words(bar: TimeBar, share: float, text: str) -> None:
    bar.set_histogram(FIRST, counts_of_a_year() * share)
    scene = bar.canvas.scene()
    assert top_text(scene.bars) == text
    tip = bar.canvas.tip_at(scene.layout.plot.topLeft() + QPointF(8, 8))
    assert tip.startswith(f"<b>T{text[1:]}</b><br>An incident with an uncertain date is spread")


def test_the_height_of_an_outline_is_not_called_a_bar(bar: TimeBar) -> None:
    bar.set_background(counts_of_a_year() * 3)
    assert top_text(bar.canvas.scene().bars) == "outline up to 60 a week"


def test_the_tooltip_of_hatched_days_has_the_reason_as_plain_text(bar: TimeBar) -> None:
    bar.set_incomplete_from(NOVEMBER[0], "thin & <b>late</b>")
    assert bar.canvas.tip_at(QPointF(point(bar, LAST + 0.5))).endswith("<p>thin &amp; &lt;b&gt;late&lt;/b&gt;</p>")
    assert "thin" not in bar.canvas.tip_at(QPointF(point(bar, FIRST + 20)))


def test_the_tooltip_of_a_flag_has_its_event_as_plain_text(bar: TimeBar) -> None:
    bar.set_context([EVENT])
    tip = bar.canvas.tip_at(QPointF(point(bar, EVENT.period.first).x() + 2, 6))
    assert "Truce &amp; &lt;b&gt;talks&lt;/b&gt;" in tip
    lying = bar.canvas.tip_at(QPointF(point(bar, EVENT.period.last - 2).x(), 17))
    assert "10–21 Nov 2024" in lying


# Gestures


def test_dragging_the_middle_proposes_at_every_move_and_commits_once(qtbot, bar: TimeBar, recorded: Recorder) -> None:
    start = point(bar, NOVEMBER[0] + 15)
    qtbot.mousePress(bar.canvas, Qt.MouseButton.LeftButton, pos=start)
    for day in (10, 5, -15):
        qtbot.mouseMove(bar.canvas, point(bar, NOVEMBER[0] + day))
    assert recorded.changed == []
    qtbot.mouseRelease(bar.canvas, Qt.MouseButton.LeftButton, pos=point(bar, NOVEMBER[0] - 15))
    assert len(recorded.changing) >= 2
    assert recorded.changed == [(NOVEMBER[0] - 30, NOVEMBER[1] - 30)]
    assert bar.period == Period(NOVEMBER[0] - 30, NOVEMBER[1] - 30)


def test_handles_resize(qtbot, bar: TimeBar, recorded: Recorder) -> None:
    qtbot.mousePress(bar.canvas, Qt.MouseButton.LeftButton, pos=point(bar, NOVEMBER[0]) - QPoint(4, 0))
    qtbot.mouseMove(bar.canvas, point(bar, NOVEMBER[0] - 20) - QPoint(4, 0))
    qtbot.mouseRelease(bar.canvas, Qt.MouseButton.LeftButton)
    assert recorded.changed == [(NOVEMBER[0] - 20, NOVEMBER[1])]


def test_a_click_outside_moves_the_period_there(qtbot, bar: TimeBar, recorded: Recorder) -> None:
    qtbot.mouseClick(bar.canvas, Qt.MouseButton.LeftButton, pos=point(bar, FIRST + 100.5))
    assert len(recorded.changed) == 1
    first, last = recorded.changed[0]
    assert last - first == 29
    assert first <= FIRST + 100 <= last


def test_a_click_on_the_period_proposes_nothing(qtbot, bar: TimeBar, recorded: Recorder) -> None:
    qtbot.mouseClick(bar.canvas, Qt.MouseButton.LeftButton, pos=point(bar, NOVEMBER[0] + 15))
    assert recorded.proposals == []


def test_escape_cancels_a_drag(qtbot, bar: TimeBar, recorded: Recorder) -> None:
    qtbot.mousePress(bar.canvas, Qt.MouseButton.LeftButton, pos=point(bar, NOVEMBER[0] + 15))
    qtbot.mouseMove(bar.canvas, point(bar, NOVEMBER[0] - 40))
    qtbot.keyClick(bar.canvas, Qt.Key.Key_Escape)
    assert bar.period == Period(*NOVEMBER)
    assert recorded.changed == [NOVEMBER]


def test_a_double_click_chooses_a_bar(qtbot, bar: TimeBar, recorded: Recorder) -> None:
    qtbot.mouseDClick(bar.canvas, Qt.MouseButton.LeftButton, pos=point(bar, NOVEMBER[0] + 5.5))
    chosen = bar.canvas.scene().bars
    assert recorded.changed[-1][1] - recorded.changed[-1][0] + 1 == {"day": 1, "week": 7}[chosen.unit]


def turn_wheel(bar: TimeBar, delta: int) -> None:
    bar.canvas.setFocus()
    at = QPointF(point(bar, NOVEMBER[0]))
    none = Qt.KeyboardModifier.NoModifier
    event = QWheelEvent(
        at, at, QPoint(), QPoint(0, delta), Qt.MouseButton.NoButton, none, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(bar.canvas, event)


def test_the_wheel_steps_and_commits_once_after_a_pause(qtbot, bar: TimeBar, recorded: Recorder) -> None:
    with qtbot.waitSignal(bar.period_changed):
        turn_wheel(bar, 120)
        turn_wheel(bar, 60)
        turn_wheel(bar, 60)
        assert recorded.changed == []
    assert recorded.changing == [(day - 7, day + 22) for day in (NOVEMBER[0], NOVEMBER[0] - 7)]
    assert recorded.changed == [recorded.changing[-1]]


def step_by_key(bar: TimeBar, direction: int) -> None:
    key = Qt.Key.Key_Right if direction > 0 else Qt.Key.Key_Left
    QTest.keyClick(bar.canvas, key)


def step_by_wheel(bar: TimeBar, direction: int) -> None:
    turn_wheel(bar, -120 * direction)


def step_by_playing(bar: TimeBar, direction: int) -> None:
    assert direction > 0
    bar._play_step()


@pytest.mark.parametrize(
    ("make_step", "direction"),
    [
        (TimeBar.step, 1), (TimeBar.step, -1), (step_by_key, 1), (step_by_key, -1), (step_by_wheel, 1),
        (step_by_wheel, -1), (step_by_playing, 1),
    ],
    ids=["button on", "button back", "key on", "key back", "wheel on", "wheel back", "playing"],
)  # fmt: skip
@pytest.mark.parametrize("is_cumulative", [False, True], ids=["sliding", "cumulative"])
def test_every_step_goes_the_way_of_the_mode(
    bar: TimeBar, make_step: Callable[[TimeBar, int], None], direction: int, is_cumulative: bool
) -> None:
    bar.set_options(PlayOptions(is_cumulative=is_cumulative))
    make_step(bar, direction)
    first = NOVEMBER[0] if is_cumulative else NOVEMBER[0] + 7 * direction
    assert bar.period == Period(first, NOVEMBER[1] + 7 * direction)


def test_a_repeated_key_commits_once(qtbot, bar: TimeBar, recorded: Recorder) -> None:
    for _ in range(3):
        qtbot.keyPress(bar.canvas, Qt.Key.Key_Left)
    assert recorded.changed == []
    qtbot.keyRelease(bar.canvas, Qt.Key.Key_Left)
    assert recorded.changed == [(NOVEMBER[0] - 21, NOVEMBER[1] - 21)]


# Fields, presets, options


@pytest.mark.parametrize(
    ("name", "text", "first", "last"),
    [
        ("first", "2024-11-10", (2024, 11, 10), (2024, 11, 30)),
        ("last", "2024-11-10", (2024, 11, 1), (2024, 11, 10)),
        ("first", "2024-12-01", (2024, 12, 1), (2024, 12, 30)),
        ("last", "2024-10-30", (2024, 10, 1), (2024, 10, 30)),
        ("last", "Dec 2024", (2024, 11, 1), (2024, 12, 30)),
    ],
)
def test_typed_dates(qtbot, bar: TimeBar, recorded: Recorder, name: str, text: str, first, last) -> None:
    field = getattr(bar.controls, name)
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert recorded.changed == [(day_number(date(*first)), day_number(date(*last)))]


def test_a_preset_commits_once(bar: TimeBar, recorded: Recorder) -> None:
    bar.controls.period_menu.findChild(QAction, "timeBarPreset_days_7").trigger()
    assert recorded.changed == [(NOVEMBER[1] - 6, NOVEMBER[1])]
    bar.controls.period_menu.findChild(QAction, "timeBarPreset_all").trigger()
    assert recorded.changed[-1] == (FIRST, LAST)


def test_since_an_event_reaches_to_the_end_of_the_data(bar: TimeBar, recorded: Recorder) -> None:
    bar.set_context([EVENT, replace(EVENT, date_start=from_day_number(FIRST - 100))])
    (action,) = since_menu(bar).actions()
    assert action.text() == "10 Nov 2024  Truce && <b>talks</b>"
    action.trigger()
    assert recorded.changed == [(EVENT.period.first, LAST)]


def test_many_events_are_grouped_by_year(bar: TimeBar) -> None:
    bar.set_context([replace(EVENT, date_start=from_day_number(FIRST + i)) for i in range(20)])
    assert [action.text() for action in since_menu(bar).actions()] == ["2024"]


@pytest.mark.parametrize(
    ("action", "options"),
    [
        ("timeBarSpeed_4.0", PlayOptions(speed=4)),
        ("timeBarUnit_month", PlayOptions(unit="month")),
        ("timeBarMode_True", PlayOptions(is_cumulative=True)),
        ("timeBarLoopAction", PlayOptions(loops=True)),
    ],
)
def test_playing_options(qtbot, bar: TimeBar, action: str, options: PlayOptions) -> None:
    with qtbot.waitSignal(bar.options_changed) as signal:
        bar.findChild(QAction, action).trigger()
    assert signal.args == [options]
    assert bar.options == options
    assert bar.controls.loop.isChecked() is options.loops


def test_comparing_emits_a_signal(qtbot, bar: TimeBar) -> None:
    before = bar.canvas.grab().toImage()
    with qtbot.waitSignal(bar.compare_toggled) as signal:
        bar.controls.compare.click()
    assert signal.args == [True]
    assert bar.canvas.grab().toImage() != before


@pytest.mark.parametrize(("width", "is_roomy"), [(640, False), (1280, True)])
def test_a_narrow_bar_moves_the_options_into_a_menu(bar: TimeBar, width: int, is_roomy: bool) -> None:
    bar.resize(width, 150)
    assert bar.controls.speed.isVisibleTo(bar) is is_roomy
    assert bar.controls.options.isVisibleTo(bar) is not is_roomy
    assert bar.controls.minimumSizeHint().width() <= width


@pytest.mark.parametrize(("width", "n_gathered"), [(640, 0), (200, 3), (440, None), (520, None)])
def test_a_narrow_bar_keeps_dates_and_periods_and_hides_the_rest(bar: TimeBar, width: int, n_gathered) -> None:
    controls = bar.controls
    bar.setMinimumWidth(1)
    bar.resize(width, 150)
    hidden = [b.isHidden() for b in (controls.compare, controls.back, controls.forward)]
    assert hidden == sorted(hidden, reverse=True)
    assert n_gathered is None or sum(hidden) == n_gathered
    assert not any(w.isHidden() for w in (controls.play, controls.first, controls.last, controls.period))
    assert width == 200 or controls.minimumSizeHint().width() <= width
    bar.resize(1280, 150)
    assert not any(b.isHidden() for b in (controls.compare, controls.back, controls.forward))


def test_dates_are_not_clipped_at_the_minimum_width_of_440_px(bar: TimeBar) -> None:
    bar.resize(bar.minimumWidth(), 150)
    QApplication.processEvents()
    assert bar.width() == 440
    for widget in (bar.controls.last, bar.controls.period):
        assert bar.controls.rect().contains(widget.geometry())
        assert widget.width() >= widget.minimumSizeHint().width()


def test_actions_of_the_menu_work(qtbot, bar: TimeBar, recorded: Recorder) -> None:
    bar.findChild(QAction, "timeBarBackAction").trigger()
    bar.findChild(QAction, "timeBarForwardAction").trigger()
    assert recorded.changed == [(NOVEMBER[0] - 7, NOVEMBER[1] - 7), NOVEMBER]
    with qtbot.waitSignal(bar.compare_toggled) as signal:
        bar.findChild(QAction, "timeBarCompareAction").trigger()
    assert signal.args == [True]
    assert bar.controls.compare.isChecked()


def test_the_summary_leaves_out_its_last_part_where_there_is_no_room(bar: TimeBar) -> None:
    label = bar.controls.summary
    bar.set_summary("43 incidents", "Battles: 3\nRiots: 1")
    label.resize(400, 20)
    assert (label.shown_text, label.tip_text()) == ("43 incidents · 30 days", "Battles: 3\nRiots: 1")
    label.resize(label.fontMetrics().horizontalAdvance("43 incidents") + 20, 20)
    assert label.shown_text == "43 incidents"
    assert label.tip_text() == "43 incidents · 30 days\nBattles: 3\nRiots: 1"


def test_every_control_has_a_name_and_a_tooltip(bar: TimeBar) -> None:
    widgets = [*bar.findChildren(QAbstractButton), *bar.findChildren(QLineEdit), bar.canvas]
    assert len(widgets) >= 13
    assert len({widget.objectName() for widget in widgets}) == len(widgets)
    for widget in widgets:
        assert widget.objectName()
        assert widget.accessibleName()
        assert widget.toolTip()
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus


# Playing


def test_playing_to_the_end_commits_once(bar: TimeBar, recorded: Recorder, clock) -> None:
    states: list[bool] = []
    bar.play_state_changed.connect(states.append)
    bar.toggle_play()
    clock.tick_until_idle()
    assert states == [True, False]
    assert recorded.changing == [(a, a + 29) for a in (*(NOVEMBER[0] + 7 * i for i in range(1, 5)), LAST - 29)]
    assert recorded.changed == [(LAST - 29, LAST)]


def test_playing_from_the_end_restarts(bar: TimeBar, recorded: Recorder, clock) -> None:
    bar.set_period(Period(LAST - 29, LAST))
    bar.toggle_play()
    assert recorded.changing == [(FIRST, FIRST + 29)]


def test_playing_from_the_whole_period_starts_with_30_days(bar: TimeBar, recorded: Recorder, clock) -> None:
    bar.set_period(Period(FIRST, LAST))
    bar.toggle_play()
    clock.tick()
    assert recorded.changing == [(FIRST, FIRST + 29), (FIRST + 7, FIRST + 36)]
    assert bar.is_playing
    bar.toggle_play()
    bar.toggle_play()
    clock.tick()
    assert recorded.changing[-1] == (FIRST + 14, FIRST + 43)
    bar.toggle_play()
    assert "30 days" in bar.controls.play.toolTip()


def test_a_loop_restarts_at_the_end(bar: TimeBar, recorded: Recorder, clock) -> None:
    bar.set_options(PlayOptions(loops=True))
    bar.toggle_play()
    for _ in range(6):
        clock.tick()
    assert recorded.changing[-1] == (FIRST, FIRST + 29)
    assert bar.is_playing
    assert recorded.changed == []


def test_cumulative_keeps_the_first_day(bar: TimeBar, recorded: Recorder, clock) -> None:
    bar.set_options(PlayOptions(is_cumulative=True))
    bar.toggle_play()
    clock.tick_until_idle()
    assert {first for first, _ in recorded.changing} == {NOVEMBER[0]}
    assert recorded.changed == [(NOVEMBER[0], LAST)]


def test_a_key_on_the_canvas_pauses(qtbot, bar: TimeBar, recorded: Recorder, clock) -> None:
    qtbot.keyClick(bar.canvas, Qt.Key.Key_Space)
    clock.tick()
    assert bar.is_playing
    qtbot.keyClick(bar.canvas, Qt.Key.Key_Left)
    assert not bar.is_playing
    assert recorded.changed == [(NOVEMBER[0] + 7, NOVEMBER[1] + 7), NOVEMBER]


def test_a_period_set_from_outside_stops_playing_without_a_signal(bar: TimeBar, recorded: Recorder, clock) -> None:
    bar.toggle_play()
    clock.tick()
    bar.set_period(Period(NOVEMBER[0] + 7, NOVEMBER[1] + 7))
    assert bar.is_playing
    bar.set_period(Period(FIRST, LAST))
    assert not bar.is_playing
    assert recorded.changed == []


def test_a_period_set_from_outside_discards_a_turn_of_the_wheel(bar: TimeBar, recorded: Recorder) -> None:
    turn_wheel(bar, 120)
    bar.set_period(Period(FIRST, LAST))
    bar.hide()
    assert recorded.changed == []
    assert bar.period == Period(FIRST, LAST)


def test_a_hidden_bar_does_not_play(bar: TimeBar, recorded: Recorder, clock) -> None:
    bar.toggle_play()
    clock.tick()
    bar.hide()
    assert not bar.is_playing
    assert clock.due is None
    assert len(recorded.changed) == 1


def test_the_play_button_is_named_after_its_effect(bar: TimeBar, clock) -> None:
    assert bar.controls.play.accessibleName() == "Play"
    bar.controls.play.click()
    assert bar.controls.play.accessibleName() == "Pause"
    bar.controls.play.click()
    assert bar.controls.play.accessibleName() == "Play"


def test_removing_the_data_stops_playing(bar: TimeBar, clock) -> None:
    bar.toggle_play()
    bar.set_histogram(0, np.zeros((0, 6)))
    assert not bar.is_playing


def test_the_presets_name_their_days_when_the_menu_opens(bar: TimeBar) -> None:
    menu = bar.controls.period_menu
    bar.set_period(Period(*NOVEMBER))
    menu.aboutToShow.emit()
    action = menu.findChild(QAction, "timeBarPreset_days_7")
    assert action.text() == "7 days to 30 Nov 2024"
    assert "counted back from the last day" in action.toolTip()
    assert menu.toolTipsVisible()
    bar.set_histogram(0, np.zeros((0, 6)))
    menu.aboutToShow.emit()
    assert action.text() == "7 days"
