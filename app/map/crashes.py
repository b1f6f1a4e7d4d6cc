"""Limits how often the page is rebuilt after a crash without a question to the user."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from time import monotonic

__all__ = ["CrashLog"]


class CrashLog:
    """Counts crashes; ``limit`` of them within ``period_s`` seconds are too many.

    Parameters
    ----------
    clock
        A monotonic clock, in seconds.
    """

    def __init__(self, limit: int = 3, period_s: float = 60.0, clock: Callable[[], float] = monotonic) -> None:
        self._limit = limit
        self._period_s = period_s
        self._clock = clock
        self._times: deque[float] = deque()

    def add(self) -> bool:
        """Count a crash; returns whether the page may be rebuilt without a question to the user."""
        now = self._clock()
        self._times.append(now)
        while now - self._times[0] > self._period_s:
            self._times.popleft()
        return len(self._times) < self._limit

    def clear(self) -> None:
        """Start counting again, as when the user requests another attempt."""
        self._times.clear()
