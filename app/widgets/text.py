"""Labels and tooltips that show text of the data unchanged, never as markup; and a separator line."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from geo.reading.direction import without_overrides

__all__ = ["label", "rule", "tip"]


def label(text: str, role: str = "", *, wrap: bool = False) -> QLabel:
    """A label with plain text; ``role`` selects its style in the style sheet."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(without_overrides(text))
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    return made


def rule(parent: QWidget | None = None) -> QFrame:
    """A thin horizontal line."""
    line = QFrame(parent)
    line.setObjectName("separator")
    line.setFrameShape(QFrame.Shape.HLine)
    return line


def tip(text: str) -> str:
    """The text as a tooltip shows it unchanged: Qt renders a tooltip that looks like markup as rich text."""
    shown = without_overrides(text)
    return f'<p style="white-space: pre-wrap">{escape(shown)}</p>' if "<" in shown or "&" in shown else shown
