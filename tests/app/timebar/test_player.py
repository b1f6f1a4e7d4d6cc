from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.timebar.player import Player, PlayOptions, TimerClock, advanced, opened, restarted
from app.timebar.steps import STEP_UNITS
from geo.calendar.period import Period

EXTENT = Period(0, 99)


class Steps:
    """Counts its calls; `available` of them are steps."""

    def __init__(self, available: int = 1000) -> None:
        self.count = 0
        self.available = available

    def __call__(self) -> bool:
        self.count += 1
        return self.count <= self.available


def test_the_first_step_is_immediate_and_the_next_is_timed(clock) -> None:
    steps = Steps()
    player = Player(steps, clock)
    player.play()
    clock.tick()
    assert (steps.count, clock.now) == (1, 0)
    clock.tick()
    assert (steps.count, clock.now) == (2, 400)
    player.set_speed(4)
    clock.tick()
    clock.tick()
    assert clock.now == 900


def test_a_slow_consumer_slows_playing_without_a_backlog(clock) -> None:
    times_ms = []

    def slow() -> bool:
        times_ms.append(clock.now)
        clock.now += 1000
        return True

    player = Player(slow, clock)
    player.play()
    for _ in range(3):
        clock.tick()
    assert times_ms == [0, 1000, 2000]


def test_playing_stops_at_the_last_step_and_emits_once(clock) -> None:
    states: list[bool] = []
    player = Player(Steps(3), clock)
    player.play_state_changed.connect(states.append)
    player.play()
    player.play()
    clock.tick_until_idle()
    assert states == [True, False]
    assert not player.is_playing


def test_pausing_cancels_the_pending_step(clock) -> None:
    player = Player(Steps(), clock)
    player.play()
    player.pause()
    assert clock.due is None


def test_pausing_during_a_step_stops(clock) -> None:
    def step() -> bool:
        player.pause()
        return True

    player = Player(step, clock)
    player.play()
    clock.tick()
    assert clock.due is None


def test_the_timer_makes_only_the_last_call(qtbot) -> None:
    calls: list[str] = []
    timer = TimerClock()
    timer.call_later(0, lambda: calls.append("cancelled"))
    timer.cancel()
    timer.call_later(0, lambda: calls.append("replaced"))
    timer.call_later(-5, lambda: calls.append("made"))
    qtbot.waitUntil(lambda: bool(calls))
    assert calls == ["made"]
    assert timer.now_ms() <= timer.now_ms()


@pytest.mark.parametrize(
    ("period", "extent", "start"),
    [
        (EXTENT, EXTENT, Period(0, 29)),
        (Period(40, 90), EXTENT, Period(0, 29)),
        (Period(40, 89), EXTENT, Period(40, 89)),
        (Period(60, 99), EXTENT, Period(0, 39)),
        (Period(0, 39), Period(0, 39), Period(0, 19)),
        (Period(5, 5), Period(5, 5), Period(5, 5)),
    ],
)
def test_playing_starts_with_a_period_that_can_move(period: Period, extent: Period, start: Period) -> None:
    assert opened(period, PlayOptions(), extent) == start


def test_cumulative_playing_from_the_whole_period_starts_with_one_step() -> None:
    assert opened(EXTENT, PlayOptions(is_cumulative=True), EXTENT) == Period(0, 7)


@given(st.integers(0, 99), st.integers(1, 100), st.sampled_from(STEP_UNITS), st.booleans(), st.sampled_from([0.5, 8.0]))
def test_playing_reaches_the_end_of_the_data(
    first: int, width: int, unit: str, is_cumulative: bool, speed: float
) -> None:
    options = PlayOptions(speed, unit, is_cumulative=is_cumulative)
    period: Period | None = Period(first, min(first + width - 1, 99))
    start = period
    for _ in range(101):
        later = advanced(period, options, EXTENT)
        if later is None:
            break
        assert later.last > period.last
        assert later.first == start.first if is_cumulative else later.width_days == start.width_days
        period = later
    assert period.last == 99


@pytest.mark.parametrize(
    ("is_cumulative", "period", "expected"),
    [(False, Period(70, 99), Period(0, 29)), (True, Period(40, 99), Period(40, 47)), (False, EXTENT, EXTENT)],
)
def test_playing_restarts_with_the_same_width(is_cumulative: bool, period: Period, expected: Period) -> None:
    assert restarted(period, PlayOptions(unit="week", is_cumulative=is_cumulative), EXTENT) == expected
