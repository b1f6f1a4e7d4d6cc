"""Boxes of choices: texts to choose from, each with a value."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox

__all__ = ["choice"]


def choice(name: str, accessible: str, choices: Sequence[tuple[str, str | float]]) -> QComboBox:
    """A box of choices: their texts and values."""
    box = QComboBox()
    box.setObjectName(name)
    box.setAccessibleName(accessible)
    for text, value in choices:
        box.addItem(text, value)
    return box
