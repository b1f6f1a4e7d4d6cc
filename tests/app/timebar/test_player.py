from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.timebar.player import Player, PlayOptions, TimerClock, advanced, opened, restarted
from app.timebar.span import STEP_UNITS, Span

EXTENT = Span(0, 99)


class Steps:
    """Counts the steps that were made; there are as many as it was given."""

    def __init__(self, available: int = 1000) -> None:
        self.made = 0
        self.available = available

    def __call__(self) -> bool:
        self.made += 1
        return self.made <= self.available


def test_the_first_step_comes_at_once_and_the_next_at_the_pace(clock) -> None:
    steps = Steps()
    player = Player(steps, clock)
    player.play()
    clock.tick()
    assert (steps.made, clock.now) == (1, 0)
    clock.tick()
    assert (steps.made, clock.now) == (2, 400)
    player.set_speed(4)
    clock.tick()
    clock.tick()
    assert clock.now == 900


def test_a_slow_consumer_slows_the_playing_and_piles_up_nothing(clock) -> None:
    seen = []

    def slow() -> bool:
        seen.append(clock.now)
        clock.now += 1000
        return True

    player = Player(slow, clock)
    player.play()
    for _ in range(3):
        clock.tick()
    assert seen == [0, 1000, 2000]


def test_the_next_step_waits_for_a_consumer_elsewhere(clock) -> None:
    steps = Steps()
    player = Player(steps, clock)
    player.set_waits_for_consumer(True)
    player.play()
    clock.tick()
    clock.now += 700
    player.step_done()
    clock.tick()
    assert (steps.made, clock.now) == (2, 700)
    player.step_done()
    player.step_done()
    assert clock.due is not None
    assert clock.due[0] == 1100


def test_a_consumer_that_crashed_is_not_waited_for_forever(clock) -> None:
    steps = Steps()
    player = Player(steps, clock)
    player.set_waits_for_consumer(True)
    player.play()
    clock.tick()
    clock.tick()
    assert (steps.made, clock.now) == (2, 2000)


def test_a_consumer_may_be_done_before_the_step_returns(clock) -> None:
    player = Player(lambda: player.step_done() or True, clock)  # type: ignore[func-returns-value]
    player.set_waits_for_consumer(True)
    player.play()
    clock.tick()
    assert clock.due is not None
    assert clock.due[0] == 400


def test_playing_stops_at_the_last_step_and_says_so_once(clock) -> None:
    told: list[bool] = []
    player = Player(Steps(3), clock)
    player.play_state_changed.connect(told.append)
    player.play()
    player.play()
    clock.tick_until_idle()
    assert told == [True, False]
    assert not player.is_playing


def test_pausing_forgets_the_step_that_is_due(clock) -> None:
    player = Player(Steps(), clock)
    player.play()
    player.pause()
    assert clock.due is None
    player.step_done()
    assert clock.due is None


def test_pausing_during_a_step_stops(clock) -> None:
    def step() -> bool:
        player.pause()
        return True

    player = Player(step, clock)
    player.play()
    clock.tick()
    assert clock.due is None


def test_the_timer_makes_the_last_call_that_was_asked_for(qtbot) -> None:
    made: list[str] = []
    timer = TimerClock()
    timer.call_later(0, lambda: made.append("cancelled"))
    timer.cancel()
    timer.call_later(0, lambda: made.append("replaced"))
    timer.call_later(-5, lambda: made.append("made"))
    qtbot.waitUntil(lambda: bool(made))
    assert made == ["made"]
    assert timer.now_ms() <= timer.now_ms()


@pytest.mark.parametrize(
    ("span", "extent", "start"),
    [
        (EXTENT, EXTENT, Span(0, 29)),
        (Span(40, 90), EXTENT, Span(0, 29)),
        (Span(40, 89), EXTENT, Span(40, 89)),
        (Span(60, 99), EXTENT, Span(0, 39)),
        (Span(0, 39), Span(0, 39), Span(0, 19)),
        (Span(5, 5), Span(5, 5), Span(5, 5)),
    ],
)
def test_playing_begins_where_steps_can_be_seen(span: Span, extent: Span, start: Span) -> None:
    assert opened(span, PlayOptions(), extent) == start


def test_growing_from_the_whole_period_begins_with_one_step() -> None:
    assert opened(EXTENT, PlayOptions(is_cumulative=True), EXTENT) == Span(0, 7)


@given(st.integers(0, 99), st.integers(1, 100), st.sampled_from(STEP_UNITS), st.booleans(), st.sampled_from([0.5, 8.0]))
def test_playing_comes_to_the_end_of_the_data(first: int, width: int, unit: str, piles: bool, speed: float) -> None:
    options = PlayOptions(speed, unit, is_cumulative=piles)
    span: Span | None = Span(first, min(first + width - 1, 99))
    start = span
    for _ in range(101):
        later = advanced(span, options, EXTENT)
        if later is None:
            break
        assert later.last > span.last
        assert later.first == start.first if piles else later.width_days == start.width_days
        span = later
    assert span.last == 99


@pytest.mark.parametrize(
    ("piles", "span", "again"),
    [(False, Span(70, 99), Span(0, 29)), (True, Span(40, 99), Span(40, 47)), (False, EXTENT, EXTENT)],
)
def test_playing_anew(piles: bool, span: Span, again: Span) -> None:
    assert restarted(span, PlayOptions(unit="week", is_cumulative=piles), EXTENT) == again
