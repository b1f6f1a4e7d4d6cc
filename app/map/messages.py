"""Messages about the map itself: a line above it for a while, or a sentence and a button in its place."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

__all__ = ["BusySign", "FailureMessage", "MapMessages", "MessageLine"]

_SHOWN_MS = 8_000
_FROM_LEFT_PX, _FROM_BOTTOM_PX = 8, 34


class FailureMessage(QWidget):
    """Stands in the place of the map: what went wrong, and a button for another attempt."""

    retried = Signal()
    """The button was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("map_trouble")
        self._text = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self._text.setObjectName("map_trouble_text")
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._button = QPushButton("Try again")
        self._button.setObjectName("map_trouble_retry")
        self._button.setAccessibleName("Try to show the map again")
        self._button.clicked.connect(lambda: self.retried.emit())
        box = QVBoxLayout(self)
        box.addStretch()
        box.addWidget(self._text)
        box.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch()

    def set_text(self, sentence: str) -> None:
        """Show a sentence, to screen readers as well."""
        self._text.setText(sentence)
        self._text.setAccessibleName(sentence)

    def text(self) -> str:
        """The sentence that is shown."""
        return self._text.text()


class MessageLine(QLabel):
    """A line above the map that hides itself after a while."""

    def __init__(self) -> None:
        super().__init__(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.setObjectName("map_message")
        self.setContentsMargins(10, 4, 10, 4)
        self.hide()
        self._end = QTimer(self, interval=_SHOWN_MS, singleShot=True)
        self._end.timeout.connect(self.hide)

    def show_text(self, sentence: str) -> None:
        """Show a sentence for a while."""
        self.setText(sentence)
        self.show()
        self._end.start()


class BusySign(QLabel):
    """A sign over the map while its page is busy; it takes no room from the map."""

    def __init__(self) -> None:
        super().__init__("The map is being drawn…", textFormat=Qt.TextFormat.PlainText)
        self.setObjectName("map_busy")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_over(self, widget: QWidget) -> None:
        """Show the sign in the lower left corner of a widget, above the scale: panels of the page stand elsewhere."""
        self.setParent(widget)
        self.adjustSize()
        self.move(_FROM_LEFT_PX, widget.height() - self.height() - _FROM_BOTTOM_PX)
        self.show()
        self.raise_()


class MapMessages:
    """All messages."""

    def __init__(self) -> None:
        self.failure = FailureMessage()
        self.line = MessageLine()
        self.sign = BusySign()
