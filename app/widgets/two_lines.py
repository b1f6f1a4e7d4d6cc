"""Rows of two lines: a name in bold over a smaller line, numbers likewise at the right; and a sign before the name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from geo.reading.direction import without_overrides

__all__ = ["MARGIN", "ROW_PX", "TwoLineDelegate", "set_up_two_lines"]

ROW_PX = 40
MARGIN = 8.0
_SMALL = 0.88
_LEAST_PX = 40


class TwoLineDelegate(QStyledItemDelegate):
    """Writes the two lines of a cell; what draws a whole cell is in its subclasses."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fonts: tuple[str, QFont, QFont, QFontMetricsF, QFontMetricsF] | None = None

    def write(
        self, painter: QPainter, box: QRectF, option: QStyleOptionViewItem, lines: tuple[str, str], *, at_right: bool
    ) -> None:
        """Write two lines into a box, with an ellipsis where they are longer."""
        inner = box.adjusted(0, 3, -MARGIN if at_right else 0, -4)
        half = inner.height() / 2
        bold, small, *metrics = self._fonts_of(option.font)
        palette = option.palette
        colours: tuple[QColor, QColor] = palette.text().color(), palette.placeholderText().color()
        for line, text in enumerate(lines):
            measure = metrics[line]
            painter.setFont((bold, small)[line])
            painter.setPen(colours[line])
            shown = without_overrides(text)
            width = measure.horizontalAdvance(shown)
            if width > inner.width():
                shown, width = measure.elidedText(shown, Qt.TextElideMode.ElideRight, inner.width()), inner.width()
            x = inner.right() - width if at_right else inner.left()
            room = (half - measure.height()) / 2
            painter.drawText(QPointF(x, inner.top() + line * half + room + measure.ascent()), shown)

    def _fonts_of(self, font: QFont) -> tuple[QFont, QFont, QFontMetricsF, QFontMetricsF]:
        """The fonts of the two lines and their measures, made once for a font."""
        key = font.key()
        if self._fonts is None or self._fonts[0] != key:
            bold, small = QFont(font), QFont(font)
            bold.setWeight(QFont.Weight.DemiBold)
            small.setPixelSize(round(QFontInfo(font).pixelSize() * _SMALL))
            self._fonts = key, bold, small, QFontMetricsF(bold), QFontMetricsF(small)
        return self._fonts[1:]


def set_up_two_lines(view: QTableView, delegate: TwoLineDelegate, widths: Sequence[int]) -> None:
    """Make a table one of rows of two lines, of which one is chosen at a time.

    Parameters
    ----------
    view
        The table, with its model.
    delegate
        Draws its cells.
    widths
        Of the columns, in pixels; 0 for one that takes the rest.
    """
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setItemDelegate(delegate)
    view.verticalHeader().setDefaultSectionSize(ROW_PX)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    header = view.horizontalHeader()
    header.setMinimumSectionSize(_LEAST_PX)
    for at, width in enumerate(widths):
        header.setSectionResizeMode(at, QHeaderView.ResizeMode.Fixed if width else QHeaderView.ResizeMode.Stretch)
        if width:
            view.setColumnWidth(at, width)
