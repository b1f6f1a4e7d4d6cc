"""Why there is nothing to show, in the words of every part of the window, and what covers a part that shows nothing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QWidget

from geo.dataset import Dataset
from geo.reading.direction import without_overrides

__all__ = ["EMPTY", "Cover", "why_empty"]

EMPTY = "There are no incidents here yet. Drop a file on the window to import it."


def why_empty(dataset: Dataset) -> str:
    """Why a dataset holds no incidents: it is still being read, or has none; blank if it holds some."""
    if len(dataset.incidents):
        return ""
    return dataset.notice if dataset.is_loading else EMPTY


class Cover(QLabel):
    """Words in place of a widget that has nothing to show; keys do not reach it meanwhile."""

    def __init__(self, covered: QWidget) -> None:
        super().__init__(covered.parentWidget())
        self.setObjectName("cover")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "muted")
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMargin(16)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self._covered = covered
        covered.installEventFilter(self)
        self.hide()

    def show_words(self, words: str) -> None:
        """Cover the widget with these words; uncover it if they are blank."""
        self.setText(without_overrides(words))
        self.setVisible(bool(words))
        self._covered.setEnabled(not words)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the widget."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        self.setGeometry(self._covered.geometry())
        self.raise_()
