"""A line across the window: what the data are, and above it for a while what has just happened."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from app.widgets.text import label

__all__ = ["NoticeBar"]

PASSING_MS = 15_000


class NoticeBar(QFrame):
    """Shows a sentence that stands until it is closed, and for a while another one above it."""

    closed = Signal()
    """Emitted when the user closes the sentence that stands."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._standing = self._passing = ""
        self._while = QTimer(self)
        self._while.setSingleShot(True)
        self._while.setInterval(PASSING_MS)
        self._while.timeout.connect(self._forget_passing)
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

    def stand(self, text: str) -> None:
        """Show this sentence from now on; a blank one shows none."""
        self._standing = text
        self._show()

    def say(self, text: str) -> None:
        """Show a sentence for a while; what stands stays below it."""
        self._passing = text
        self._while.start()
        self._show()

    @property
    def text(self) -> str:
        """What it says first."""
        return self._passing or self._standing

    @property
    def standing(self) -> str:
        """What it says about the data."""
        return self._standing

    def _show(self) -> None:
        text = "\n".join(filter(None, (self._passing, self._standing)))
        self._text.setText(text)
        self._text.setAccessibleName(text)
        self.setVisible(bool(text))

    def _forget_passing(self) -> None:
        self._passing = ""
        self._show()

    def _close(self) -> None:
        if self._passing:
            self._forget_passing()
        else:
            self.hide()
            self.closed.emit()
