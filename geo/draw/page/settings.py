"""Settings of matplotlib for pages."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from typing import Any

__all__ = ["drawing"]

_LOCK = threading.RLock()
_SETTINGS: dict[str, Any] = {
    "svg.hashsalt": "incident-atlas",
    "svg.fonttype": "path",
    "pdf.fonttype": 42,
    "pdf.compression": 9,
    "text.hinting": "none",
    "hatch.linewidth": 0.45,
    "path.simplify": False,
    "axes.unicode_minus": False,
}


@contextlib.contextmanager
def drawing() -> Iterator[None]:
    """Settings of matplotlib under which a page is drawn and encoded, whatever the user's own are.

    They hold for the whole process, so that only one page at a time is drawn.
    """
    import matplotlib

    with _LOCK, matplotlib.rc_context():
        matplotlib.rcdefaults()
        settings: dict[Any, Any] = dict(_SETTINGS)
        matplotlib.rcParams.update(settings)
        yield
