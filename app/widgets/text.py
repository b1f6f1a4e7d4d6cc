"""Labels and tooltips that show text as text, never as markup; and the line between them."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QWidget

__all__ = ["label", "rule", "tip"]


def label(text: str, role: str = "", *, wrap: bool = False) -> QLabel:
    """A label that shows its text as text, never as markup."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
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
    """A tooltip that shows just this text: Qt takes a tooltip for markup when it looks like it, and for text else."""
    return f'<p style="white-space: pre-wrap">{escape(text)}</p>' if "<" in text or "&" in text else text
