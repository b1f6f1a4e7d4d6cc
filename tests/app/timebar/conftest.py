"""A fake clock that a test advances."""

from __future__ import annotations

from collections.abc import Callable

import pytest


class StandingClock:
    def __init__(self) -> None:
        self.now = 0.0
        self.due: tuple[float, Callable[[], None]] | None = None

    def now_ms(self) -> float:
        return self.now

    def call_later(self, delay_ms: float, call: Callable[[], None]) -> None:
        self.due = (self.now + max(delay_ms, 0), call)

    def cancel(self) -> None:
        self.due = None

    def tick(self) -> None:
        """Advance to the time of the pending call, and make it."""
        assert self.due is not None
        (self.now, call), self.due = self.due, None
        call()

    def tick_until_idle(self, at_most: int = 500) -> None:
        for _ in range(at_most):
            if self.due is None:
                return
            self.tick()
        raise AssertionError("still playing")


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()
