"""The settings of matplotlib under which pages are drawn; only one page at a time."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from typing import Any

import matplotlib

from geo.ending import go_on

__all__ = ["page_settings"]

_LOCK = threading.RLock()
_WAIT_S = 0.1
_SETTINGS: dict[str, Any] = {
    "svg.hashsalt": "incident-atlas",
    "svg.fonttype": "none",
    "pdf.fonttype": 42,
    "pdf.compression": 9,
    "text.hinting": "none",
    "hatch.linewidth": 0.45,
    "path.simplify": False,
    "axes.unicode_minus": False,
}
_OF_THE_USER = ("backend", "interactive")
"""Settings that have no effect on a page, and others on the rest of the process."""


@contextlib.contextmanager
def page_settings() -> Iterator[None]:
    """Settings of matplotlib under which a page is drawn and encoded, whatever the user's own are.

    They hold for the whole process, so that only one page at a time is drawn; one that waits can be ended.
    """
    settings: dict[Any, Any] = {**matplotlib.rcParamsDefault, **_SETTINGS}
    for name in _OF_THE_USER:
        del settings[name]
    while not _LOCK.acquire(timeout=_WAIT_S):
        go_on()
    try:
        with matplotlib.rc_context(settings):
            yield
    finally:
        _LOCK.release()
