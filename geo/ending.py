"""Work that can be ended from outside: it asks at many places whether it is to go on.

A page or brief is drawn by one call, deep in which the time is spent. Whoever starts the work says how it is ended with
`can_end`, in the thread of the work; what takes long calls `go_on` between its parts, some hundred times a page.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from contextvars import ContextVar

__all__ = ["can_end", "go_on"]


def _nobody_ends() -> None:
    """Nobody can end the work."""


_ask: ContextVar[Callable[[], None]] = ContextVar("ask", default=_nobody_ends)


@contextlib.contextmanager
def can_end(ask: Callable[[], None]) -> Iterator[None]:
    """Have work in this block ended by what ``ask`` raises; it is called often, so it has to be quick."""
    before = _ask.set(ask)
    try:
        yield
    finally:
        _ask.reset(before)


def go_on() -> None:
    """Go on with the work, or end it: raises what `can_end` was told."""
    _ask.get()()
