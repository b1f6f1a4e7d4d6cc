"""A bar across the window: a notice about the data, and above it for a while a message."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from app.widgets.text import label

__all__ = ["NoticeBar"]

MESSAGE_MS = 15_000


class NoticeBar(QFrame):
    """Shows a notice until it is closed, and above it a message for `MESSAGE_MS`."""

    closed = Signal()
    """Emitted when the user closes the notice."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._notice = self._message = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(MESSAGE_MS)
        self._timer.timeout.connect(self._clear_message)
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

    def set_notice(self, text: str) -> None:
        """Show this notice from now on; a blank text shows none."""
        self._notice = text
        self._show()

    def show_message(self, text: str) -> None:
        """Show a message for a while; the notice stays below it."""
        self._message = text
        self._timer.start()
        self._show()

    @property
    def text(self) -> str:
        """The message, or else the notice."""
        return self._message or self._notice

    @property
    def notice(self) -> str:
        """The notice about the data; blank for none."""
        return self._notice

    def _show(self) -> None:
        text = "\n".join(filter(None, (self._message, self._notice)))
        self._text.setText(text)
        self._text.setAccessibleName(text)
        self.setVisible(bool(text))

    def _clear_message(self) -> None:
        self._message = ""
        self._show()

    def _close(self) -> None:
        if self._message:
            self._clear_message()
        else:
            self.hide()
            self.closed.emit()
