"""A section of the filters: a heading that folds what is below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSizePolicy,
    QStyle,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

__all__ = ["Section", "column"]

LEAST_HEADING_PX = 60
ARROW_AND_PADDING_PX = 34


class _Heading(QToolButton):
    """A button that cuts its text where the panel is narrow, so that what stands beside it stays in view."""

    def minimumSizeHint(self) -> QSize:
        """A few letters."""
        return QSize(LEAST_HEADING_PX, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint as much of the text as fits."""
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        room = self.width() - ARROW_AND_PADDING_PX
        option.text = option.fontMetrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        QStylePainter(self).drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)


class Section(QWidget):
    """A heading that folds what is below it, with a button that clears the filter."""

    def __init__(self, title: str, body: Sequence[QWidget], *, folded: bool = False) -> None:
        super().__init__()
        self.title = title
        self.heading = self._make_heading(title)
        self.clear = self._make_clear(title)
        self.body = QWidget()
        column(self.body, body, margins=(8, 0, 6, 2))
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(4, 0, 4, 0)
        row.addWidget(self.heading)
        row.addStretch()
        row.addWidget(self.clear)
        column(self, (head, self.body), margins=(0, 0, 0, 0))
        self.heading.toggled.connect(self._fold)
        self.heading.setChecked(not folded)
        self._fold(not folded)

    @staticmethod
    def _make_heading(title: str) -> QToolButton:
        heading = _Heading()
        heading.setObjectName(f"section {title}")
        heading.setText(title)
        heading.setAccessibleName(f"Show or hide the filter by {title.lower()}")
        heading.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        heading.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        heading.setProperty("flat", True)
        heading.setCheckable(True)
        return heading

    @staticmethod
    def _make_clear(title: str) -> QToolButton:
        clear = QToolButton()
        clear.setObjectName(f"clear {title}")
        clear.setText("All")
        clear.setProperty("flat", True)
        clear.setToolTip(f"Remove the filter by {title.lower()}")
        clear.setAccessibleName(f"Clear the filter by {title.lower()}")
        return clear

    def _fold(self, is_open: bool) -> None:
        self.heading.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)
        self.body.setVisible(is_open)

    def show_number(self, chosen: int) -> None:
        """Show how many choices are made."""
        self.show_set(bool(chosen))
        self.heading.setText(f"{self.title} · {chosen} chosen" if chosen else self.title)
        self.heading.setToolTip(self.heading.text() if chosen else "")

    def show_set(self, is_set: bool) -> None:
        """Offer to clear a filter that is set."""
        self.clear.setVisible(is_set)


def column(widget: QWidget, children: Sequence[QWidget], margins: tuple[int, int, int, int]) -> QVBoxLayout:
    """Lay out children of a widget below each other; margins are left, top, right, bottom in pixels."""
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(*margins)
    layout.setSpacing(4)
    for child in children:
        layout.addWidget(child)
    return layout
