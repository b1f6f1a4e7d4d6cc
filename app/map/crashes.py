"""When the page may be rebuilt after a crash, and when it is better to stop and ask."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from time import monotonic

__all__ = ["CrashLog"]


class CrashLog:
    """Remembers crashes; ``limit`` of them within ``span_s`` seconds are too many.

    Parameters
    ----------
    clock
        Gives the seconds of a clock that never goes back.
    """

    def __init__(self, limit: int = 3, span_s: float = 60.0, clock: Callable[[], float] = monotonic) -> None:
        self._limit = limit
        self._span_s = span_s
        self._clock = clock
        self._times: deque[float] = deque()

    def add(self) -> bool:
        """Note a crash; returns whether the page may be rebuilt without asking."""
        now = self._clock()
        self._times.append(now)
        while now - self._times[0] > self._span_s:
            self._times.popleft()
        return len(self._times) < self._limit

    def forget(self) -> None:
        """Begin anew, as when the user asks for another attempt."""
        self._times.clear()
