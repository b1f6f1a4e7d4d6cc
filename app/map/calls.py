"""Calls into the page: a name and JSON arguments, through one function of the page."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWebEngineCore import QWebEnginePage

__all__ = ["Calls", "call_text"]


def call_text(name: str, values: list[Any]) -> str:
    """The one line of script that calls ``atlas.call(name, values)``; all text in it is JSON in ASCII."""
    return f"window.atlas?.call({json.dumps(name)}, {json.dumps(values, allow_nan=False)})"


class Calls(QObject):
    """Calls into one page; it ends with the page."""

    def __init__(self, page: QWebEnginePage) -> None:
        super().__init__(page)
        self._page = page

    def send(self, name: str, *values: Any) -> None:
        """Call and do not wait for an answer."""
        self._page.runJavaScript(call_text(name, list(values)))

    def request(self, name: str, values: list[Any], answered: Callable[[Any], None]) -> None:
        """Call and hand the answer to a callback, which is never called if the page's process dies meanwhile."""
        text = f"JSON.stringify({call_text(name, values)} ?? null)"
        self._page.runJavaScript(text, 0, lambda answer: answered(json.loads(answer) if answer else None))
