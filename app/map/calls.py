"""Calls into the page: one door, a name and JSON arguments; only the newest of a burst is sent; none waits forever."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWebEngineCore import QWebEnginePage

__all__ = ["Calls", "call_text"]

_PATIENCE_MS = 5000


def call_text(name: str, values: list[Any]) -> str:
    """The one line of script that calls ``atlas.<name>(*values)``; all text in it is JSON in ASCII."""
    return f"window.atlas?.call({json.dumps(name)}, {json.dumps(values, allow_nan=False)})"


class Calls(QObject):
    """Calls into one page; it ends with the page."""

    unanswered = Signal()
    """A call was not answered in time: the page hangs or its process is gone."""

    def __init__(self, page: QWebEnginePage, patience_ms: int = _PATIENCE_MS) -> None:
        super().__init__(page)
        self._page = page
        self._newest: list[Any] | None = None
        self._under_way = False
        self._patience = QTimer(self, interval=patience_ms, singleShot=True)
        self._patience.timeout.connect(self.unanswered)

    def send(self, name: str, *values: Any) -> None:
        """Call and do not wait for an answer."""
        self._page.runJavaScript(call_text(name, list(values)))

    def ask(self, name: str, values: list[Any], answered: Callable[[Any], None]) -> None:
        """Call and hand the answer on; it never comes if the page's process dies meanwhile."""
        text = f"JSON.stringify({call_text(name, values)} ?? null)"
        self._page.runJavaScript(text, 0, lambda answer: answered(json.loads(answer) if answer else None))

    def send_window(self, first: int, last: int) -> None:
        """Show a window of days; while one is under way only the newest of those that follow is kept."""
        self._newest = [first, last]
        if not self._under_way:
            self._send_newest()

    def _send_newest(self) -> None:
        window, self._newest = self._newest, None
        if window is None:
            return
        self._under_way = True
        self._patience.start()
        self.ask("setWindow", window, self._answered)

    def _answered(self, _answer: Any) -> None:
        self._under_way = False
        self._patience.stop()
        self._send_newest()
