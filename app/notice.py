"""A line across the window: what the data are, or what has just happened."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from app.parts import label

__all__ = ["NoticeBar"]


class NoticeBar(QFrame):
    """Shows one sentence until it is closed or replaced."""

    closed = Signal()
    """Emitted when the user closes the line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._text = label("", wrap=True)
        self._text.setObjectName("notice text")
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        close = QToolButton()
        close.setObjectName("close notice")
        close.setText("×")
        close.setToolTip("Close this line")
        close.setAccessibleName("Close this line")
        close.clicked.connect(self._close)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 3, 6, 3)
        row.addWidget(self._text)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def say(self, text: str) -> None:
        """Show a sentence; a blank one hides the line."""
        self._text.setText(text)
        self._text.setAccessibleName(text)
        self.setVisible(bool(text))

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def _close(self) -> None:
        self.hide()
        self.closed.emit()
