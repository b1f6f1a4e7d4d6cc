"""What is said when the map goes wrong: a line above it, or a sentence and a button in its place."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

__all__ = ["Trouble", "Words"]


class Trouble(QWidget):
    """Says what went wrong and offers another attempt."""

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

    def say(self, sentence: str) -> None:
        """Show a sentence, to screen readers as well."""
        self._text.setText(sentence)
        self._text.setAccessibleName(sentence)

    def text(self) -> str:
        """The sentence that is shown."""
        return self._text.text()


class Words:
    """The line above the map, and what stands in its place."""

    def __init__(self) -> None:
        self.trouble = Trouble()
        self.line = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.line.setObjectName("map_message")
        self.line.setContentsMargins(10, 4, 10, 4)
        self.line.hide()
