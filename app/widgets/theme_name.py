"""The name of the theme in use. It imports no colours: the map asks for it before anything else is there."""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

__all__ = ["theme_name"]

DARK_BELOW = 128


def theme_name(preference: str) -> str:
    """``light`` or ``dark`` for a preference: one of them, or what the system has."""
    if preference in ("light", "dark"):
        return preference
    # Fusion has a dark and a light palette and uses that of the system. Reading the scheme by its name would create
    # all names of the `Qt` class, which costs a tenth of the start-up.
    ground = QApplication.style().standardPalette().color(QPalette.ColorRole.Window)
    return "dark" if ground.lightness() < DARK_BELOW else "light"
