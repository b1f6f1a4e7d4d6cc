"""Buttons as panels and dialogs have them."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

__all__ = ["push_button"]


def push_button(name: str, text: str, what: str) -> QPushButton:
    """A button that Enter does not press; ``name`` is its object name, ``what`` its tooltip."""
    button = QPushButton(text)
    button.setObjectName(name)
    button.setAutoDefault(False)
    button.setToolTip(what)
    return button
