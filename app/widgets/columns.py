"""A splitter of three columns: empty frames keep their places until the panels are there, so that nothing moves.

Used before the map shows, so it names nothing of the class `Qt`, see `app.window`.
"""

from __future__ import annotations

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSplitter, QWidget

__all__ = ["Columns", "placeholder"]

LEFT_PX, RIGHT_PX = 278, 404
ROOMY_MIDDLE_PX, WIDE_RIGHT_PX = 732, 590
"""In a wide window the right column grows once the middle is roomy, until the table of districts has room."""
WIDEST_RIGHT_PX, RIGHT_SHARE = 768, 0.3
"""In a very wide one it takes this share, until the list of incidents has room for all its columns."""
MIN_LEFT_PX, MIN_MIDDLE_PX, MIN_RIGHT_PX = 232, 480, 300


class Columns(QSplitter):
    """The middle column between placeholders for the left and the right one.

    Parameters
    ----------
    middle : QWidget
        Gets the width that the other columns leave.
    width_px : int
        Width of all columns together, to divide before the window is laid out.
    state : QByteArray, optional
        A saved state of the splitter.
    """

    def __init__(self, middle: QWidget, width_px: int, state: QByteArray | None) -> None:
        super().__init__()
        self.setObjectName("across")
        self.setChildrenCollapsible(False)
        self.setHandleWidth(5)
        for column, min_px in ((placeholder(), MIN_LEFT_PX), (middle, 0), (placeholder(), MIN_RIGHT_PX)):
            column.setMinimumWidth(min_px)
            self.addWidget(column)
        self.setStretchFactor(0, 0)
        self.setStretchFactor(1, 1)
        self.setStretchFactor(2, 0)
        self._is_as_made = state is None or not self.restoreState(state)
        self.splitterMoved.connect(self._on_moved)
        if self._is_as_made:
            self.setSizes(_widths(width_px))

    def _on_moved(self) -> None:
        self._is_as_made = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Divide the width anew, until the user has moved a border."""
        super().resizeEvent(event)
        if self._is_as_made and event.size().width() != event.oldSize().width():
            self.setSizes(_widths(event.size().width()))

    def fill(self, left: QWidget, right: QWidget) -> None:
        """Replace the placeholders; the columns keep their widths."""
        sizes = self.sizes()
        for index, panel, min_px in ((0, left, MIN_LEFT_PX), (2, right, MIN_RIGHT_PX)):
            panel.setMinimumWidth(min_px)
            replaced = self.replaceWidget(index, panel)
            if replaced is not None:
                replaced.deleteLater()
            panel.show()
        self.setSizes(sizes)


def _widths(width_px: int) -> list[int]:
    """The widths of the three columns in a window of a width."""
    right = min(max(RIGHT_PX, width_px - LEFT_PX - ROOMY_MIDDLE_PX), WIDE_RIGHT_PX)
    right = max(right, min(round(RIGHT_SHARE * width_px), WIDEST_RIGHT_PX))
    return [LEFT_PX, max(width_px - LEFT_PX - right, MIN_MIDDLE_PX), right]


def placeholder() -> QFrame:
    """An empty frame with the background of a panel."""
    frame = QFrame()
    frame.setObjectName("panel")
    return frame
