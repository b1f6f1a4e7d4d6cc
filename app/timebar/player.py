"""Playing through time: when the next step is due, and never before the last one has been drawn.

The clock is passed in, so that tests need no waiting. Each step is a call to `advance`; the next is scheduled only
after it has returned and, where the consumer works elsewhere (a map page), after `step_done`. A slow consumer thus
slows the playing down; steps never pile up.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from app.timebar.span import Span, accumulate, fit, grow, step

__all__ = ["SPEEDS", "Clock", "PlayOptions", "Player", "TimerClock", "advanced", "opened", "restarted"]

SPEEDS = (0.5, 1.0, 2.0, 4.0, 8.0)
_STEP_MS_AT_NORMAL_SPEED = 400.0
_PATIENCE_MS = 2000.0
_OPENING_DAYS = 30


@dataclass(frozen=True, slots=True)
class PlayOptions:
    """How time is played: times normal speed, one of `STEP_UNITS` a step, whether it loops and whether it piles up."""

    speed: float = 1.0
    unit: str = "week"
    loops: bool = False
    is_cumulative: bool = False


def advanced(span: Span, options: PlayOptions, extent: Span) -> Span | None:
    """The window one step later; ``None`` where the data end."""
    if span.last >= extent.last:
        return None
    move = grow if options.is_cumulative else step
    return move(span, options.unit, 1, extent)


def restarted(span: Span, options: PlayOptions, extent: Span) -> Span:
    """The window from which playing begins anew: at the start of the data, or (cumulative) one step wide."""
    if options.is_cumulative:
        return accumulate(span, options.unit, extent)
    return fit(Span(extent.first, extent.first + span.width_days - 1), extent)


def opened(span: Span, options: PlayOptions, extent: Span) -> Span:
    """The window from which playing begins: the same one, unless no step would be seen.

    At the end of the data playing begins anew. A sliding window wider than half of the data has hardly anywhere to
    go; 30 days at the start of the data take its place (half of the data where they are shorter than 60 days).
    """
    half_days = max(extent.width_days // 2, 1)
    if not options.is_cumulative and span.width_days > half_days:
        return Span(extent.first, extent.first + min(_OPENING_DAYS, half_days) - 1)
    return restarted(span, options, extent) if advanced(span, options, extent) is None else span


class Clock(Protocol):
    """What the player needs of time: now, and one call later."""

    def now_ms(self) -> float:
        """Milliseconds since some fixed moment; never goes back."""

    def call_later(self, delay_ms: float, call: Callable[[], None]) -> None:
        """Make one call after a delay, in place of the call that is still due."""

    def cancel(self) -> None:
        """Forget the call that is still due."""


class TimerClock(QObject):
    """The clock of a running application: one single-shot ``QTimer``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._call: Callable[[], None] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._fire)

    def now_ms(self) -> float:
        """Milliseconds of the monotonic clock."""
        return time.monotonic() * 1000

    def call_later(self, delay_ms: float, call: Callable[[], None]) -> None:
        """Make one call after a delay, in place of the call that is still due."""
        self._call = call
        self._timer.start(round(max(delay_ms, 0)))

    def cancel(self) -> None:
        """Forget the call that is still due."""
        self._timer.stop()
        self._call = None

    def _fire(self) -> None:
        call, self._call = self._call, None
        if call is not None:
            call()


class Player(QObject):
    """Calls `advance` at the pace that was asked for, as long as it returns True.

    Parameters
    ----------
    advance : callable
        Makes one step; returns False where there is none left, which stops the playing.
    clock : Clock, optional
        Source of time; a `TimerClock` where none is given.
    """

    play_state_changed = Signal(bool)
    """Emitted when playing begins (True) or ends (False), also when it ends by itself."""

    def __init__(self, advance: Callable[[], bool], clock: Clock | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._advance = advance
        self._clock: Clock = clock if clock is not None else TimerClock(self)
        self._speed = 1.0
        self._is_playing = False
        self._waits_for_consumer = False
        self._is_step_pending = False
        self._began_ms = 0.0

    @property
    def is_playing(self) -> bool:
        """Whether steps are being made."""
        return self._is_playing

    def set_speed(self, speed: float) -> None:
        """Play this many times as fast as normal, from the next step on."""
        self._speed = speed

    def set_waits_for_consumer(self, waits: bool) -> None:
        """After each step, wait for `step_done` (two seconds at most: a consumer that crashed must not hang us)."""
        self._waits_for_consumer = waits

    def play(self) -> None:
        """Begin; the first step follows at once."""
        if not self._is_playing:
            self._is_playing = True
            self.play_state_changed.emit(True)
            self._clock.call_later(0, self._step)

    def pause(self) -> None:
        """End; a step that is still due is forgotten."""
        if self._is_playing:
            self._is_playing = False
            self._is_step_pending = False
            self._clock.cancel()
            self.play_state_changed.emit(False)

    def step_done(self) -> None:
        """Tell that the consumer has drawn the last step."""
        if self._is_step_pending:
            self._is_step_pending = False
            self._schedule()

    def _step(self) -> None:
        if not self._is_playing:
            return
        self._began_ms = self._clock.now_ms()
        self._is_step_pending = self._waits_for_consumer
        if not self._advance():
            self.pause()
        elif self._is_step_pending:
            self._clock.call_later(_PATIENCE_MS, self._step)
        else:
            self._schedule()

    def _schedule(self) -> None:
        if self._is_playing:
            spent_ms = self._clock.now_ms() - self._began_ms
            self._clock.call_later(_STEP_MS_AT_NORMAL_SPEED / self._speed - spent_ms, self._step)
