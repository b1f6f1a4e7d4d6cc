"""The chart of one place: its windows as bars with their scale, and the usual number."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.panels.watch.drawing import draw_bars
from geo.analysis.unusual import Notes, PlaceLook
from geo.analysis.unusual.sentences import usual_words
from geo.calendar.days import number_text

__all__ = ["SeriesChart"]

HEIGHT = 92


class SeriesChart(QWidget):
    """Bars of the windows of one place; empty until one is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("watch series")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._place: PlaceLook | None = None
        self._notes: Notes | None = None

    def show_place(self, place: PlaceLook, notes: Notes) -> None:
        """Draw a place."""
        self._place, self._notes = place, notes
        windows = ", ".join(map(str, place.series))
        self.setAccessibleName(f"{place.name}: incidents in each window of {notes.window.width_days} days: {windows}")
        self.update()

    def sizeHint(self) -> QSize:
        """Room for bars and the days below them."""
        return QSize(280, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bars, the scale at the left, and the first and last day below."""
        place, notes = self._place, self._notes
        if place is None or notes is None or not place.series:
            return
        painter, metrics = QPainter(self), QFontMetricsF(self.font())
        most = max(*place.series, place.expected or 0.0, 1.0)
        left = 8 + metrics.horizontalAdvance(f"{most:,.0f}") + 6
        box = QRectF(left, 6, self.width() - left - 10, self.height() - 12 - metrics.height())
        draw_bars(painter, box, place, self.palette(), most)
        painter.setPen(self.palette().placeholderText().color())
        right, base = int(Qt.AlignmentFlag.AlignRight), box.bottom()
        for value in (most, 0):
            y = base - box.height() * value / most
            painter.drawText(QRectF(0, y - metrics.height() / 2, left - 6, metrics.height()), right, f"{value:,.0f}")
        under = base + metrics.ascent() + 3
        first, last = number_text(notes.baseline.first), number_text(notes.window.last)
        painter.drawText(QPointF(left, under), first)
        painter.drawText(QPointF(box.right() - metrics.horizontalAdvance(last), under), last)
        middle = "" if place.expected is None else f"dotted: usual {usual_words(place.expected)}"
        room = box.width() - metrics.horizontalAdvance(first + last) - 24
        if metrics.horizontalAdvance(middle) <= room:
            x = left + 12 + metrics.horizontalAdvance(first) + (room - metrics.horizontalAdvance(middle)) / 2
            painter.drawText(QPointF(x, under), middle)
