"""Modules of the page that need no browser, run in Qt's script engine without a window or page."""

from __future__ import annotations

import json
from typing import Any

from PySide6.QtCore import QByteArray
from PySide6.QtQml import QJSEngine, QJSValue, QJSValueIterator

from geo import assets

__all__ = ["ScriptError", "Scripts"]


class ScriptError(Exception):
    """A script threw an error; its message."""


class Scripts:
    """A script engine into which modules of ``assets/web/`` are imported."""

    def __init__(self, *modules: str) -> None:
        self._engine = QJSEngine()
        self._engine.globalObject().setProperty("globalThis", self._engine.globalObject())
        for path in modules:
            names = self._checked(self._engine.importModule(str(assets.path("web", *path.split("/")))))
            for name in _keys(names):
                self._engine.globalObject().setProperty(name, names.property(name))

    def set_bytes(self, name: str, content: bytes) -> None:
        """Set a global name to an ``ArrayBuffer`` with these bytes."""
        self._engine.globalObject().setProperty(name, self._engine.toScriptValue(QByteArray(content)))

    def run(self, script: str) -> Any:
        """Run the body of a function; returns what it returns, passed as JSON.

        Raises
        ------
        ScriptError
            If it throws.
        """
        answer: Any = self._checked(self._engine.evaluate(f"JSON.stringify((() => {{ 'use strict'; {script} }})())"))
        return json.loads(answer.toString()) if answer.isString() else None

    def _checked(self, value: Any) -> QJSValue:
        if value.isError():
            raise ScriptError(value.toString())
        return value


def _keys(names: QJSValue) -> list[str]:
    keys = []
    iterator = QJSValueIterator(names)
    while iterator.hasNext():
        iterator.next()
        keys.append(iterator.name())
    return keys
