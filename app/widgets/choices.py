"""A box of choices, each a text with its value."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox

__all__ = ["choice"]


def choice(name: str, accessible: str, choices: tuple[tuple[str, str], ...]) -> QComboBox:
    """A box of choices: their texts and values."""
    box = QComboBox()
    box.setObjectName(name)
    box.setAccessibleName(accessible)
    for text, value in choices:
        box.addItem(text, value)
    return box
