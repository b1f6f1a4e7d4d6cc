"""Playing through time: when the next step is due.

The clock is passed in, so that tests need no waiting. Each step is a call to ``advance``; the next is scheduled only
after it has returned, so that slow listeners slow the playing down and steps never pile up. The map's page draws in a
process of its own: it is sent each step and is not waited for.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from app.timebar.steps import accumulate, stepped
from geo.calendar.period import Period

__all__ = ["SPEEDS", "Clock", "PlayOptions", "Player", "TimerClock", "advanced", "opened", "restarted"]

SPEEDS = (0.5, 1.0, 2.0, 4.0, 8.0)
_STEP_MS_AT_NORMAL_SPEED = 400.0
_OPENING_DAYS = 30


@dataclass(frozen=True, slots=True)
class PlayOptions:
    """How time is played: times normal speed, one of `STEP_UNITS` a step, looping or not, cumulative or sliding."""

    speed: float = 1.0
    unit: str = "week"
    loops: bool = False
    is_cumulative: bool = False


def advanced(period: Period, options: PlayOptions, extent: Period) -> Period | None:
    """The period one step later; ``None`` where the data end."""
    if period.last >= extent.last:
        return None
    return stepped(period, options.unit, 1, extent, is_cumulative=options.is_cumulative)


def restarted(period: Period, options: PlayOptions, extent: Period) -> Period:
    """The period from which playing begins anew: at the start of the data, or (cumulative) one step wide."""
    if options.is_cumulative:
        return accumulate(period, options.unit, extent)
    return Period(extent.first, extent.first + period.width_days - 1).moved_into(extent)


def opened(period: Period, options: PlayOptions, extent: Period) -> Period:
    """The period from which playing begins: the same one, unless no step would be visible.

    At the end of the data playing begins anew. A sliding period longer than half of the data has hardly room
    to move: 30 days at the start of the data replace it (half of the data where they are shorter than 60 days).
    """
    half_days = max(extent.width_days // 2, 1)
    if not options.is_cumulative and period.width_days > half_days:
        return Period(extent.first, extent.first + min(_OPENING_DAYS, half_days) - 1)
    return restarted(period, options, extent) if advanced(period, options, extent) is None else period


class Clock(Protocol):
    """What the player needs of time: now, and one call later."""

    def now_ms(self) -> float:
        """Milliseconds since some fixed moment; never goes back."""

    def call_later(self, delay_ms: float, call: Callable[[], None]) -> None:
        """Make one call after a delay, in place of the call that is still due."""

    def cancel(self) -> None:
        """Cancel the call that is still due."""


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
        """Cancel the call that is still due."""
        self._timer.stop()
        self._call = None

    def _fire(self) -> None:
        call, self._call = self._call, None
        if call is not None:
            call()


class Player(QObject):
    """Calls `advance` at the pace of the speed, as long as it returns True.

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
        self._began_ms = 0.0

    @property
    def is_playing(self) -> bool:
        """Whether steps are being made."""
        return self._is_playing

    def set_speed(self, speed: float) -> None:
        """Play this many times as fast as normal, from the next step on."""
        self._speed = speed

    def play(self) -> None:
        """Begin; the first step follows at once."""
        if not self._is_playing:
            self._is_playing = True
            self.play_state_changed.emit(True)
            self._clock.call_later(0, self._step)

    def pause(self) -> None:
        """End; a step that is still due is cancelled."""
        if self._is_playing:
            self._is_playing = False
            self._clock.cancel()
            self.play_state_changed.emit(False)

    def _step(self) -> None:
        if not self._is_playing:
            return
        self._began_ms = self._clock.now_ms()
        if not self._advance():
            self.pause()
        else:
            self._schedule()

    def _schedule(self) -> None:
        if self._is_playing:
            spent_ms = self._clock.now_ms() - self._began_ms
            self._clock.call_later(_STEP_MS_AT_NORMAL_SPEED / self._speed - spent_ms, self._step)
