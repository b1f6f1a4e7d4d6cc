"""What stands in the place of the map: the view of the page, or a message in its place, and a line above both."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from app.map.messages import MapMessages

__all__ = ["MapFrame"]


class MapFrame(QWidget):
    """The view and the messages; neither is made before it is shown."""

    retried = Signal()
    """The button of the message that stands in the place of the map was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        pages = QWidget()
        self._stack = QStackedLayout(pages)
        self._box = QVBoxLayout(self)
        self._box.setSpacing(0)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(pages, 1)

    def show_page(self, page: QWebEnginePage) -> None:
        """Show a page, in the place of the one before or of a message."""
        self.view.setPage(page)
        self._stack.setCurrentWidget(self.view)

    def show_failure(self, sentence: str) -> None:
        """Show a sentence and a button in the place of the page."""
        failure = self._messages.failure
        failure.set_text(sentence)
        if self._stack.indexOf(failure) < 0:
            self._stack.addWidget(failure)
        self._stack.setCurrentWidget(failure)

    def show_message(self, sentence: str) -> None:
        """Show a sentence above the page for a while."""
        self._messages.line.show_text(sentence)

    def show_busy(self, *, is_busy: bool) -> None:
        """Say over the page that it is being drawn, which the page itself cannot while it is; or no longer."""
        if is_busy:
            self._messages.sign.show_over(self)
        elif "_messages" in self.__dict__:
            self._messages.sign.hide()

    def forbid_menu(self) -> None:
        """Turn off the browser's context menu, a moment later: naming the policy costs too much at the start."""
        QTimer.singleShot(0, self, self._forbid_menu)

    def _forbid_menu(self) -> None:
        from PySide6.QtCore import Qt

        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    @cached_property
    def view(self) -> QWebEngineView:
        """The view that shows the page."""
        view = QWebEngineView()
        view.setAcceptDrops(False)
        self.setFocusProxy(view)
        self._stack.insertWidget(0, view)
        return view

    @cached_property
    def _messages(self) -> MapMessages:
        """Made when the first message is shown: a normal start has no time for it."""
        from app.map.messages import MapMessages

        messages = MapMessages()
        messages.failure.retried.connect(self.retried)
        self._box.insertWidget(0, messages.line)
        return messages
