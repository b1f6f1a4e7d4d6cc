"""The chart of one place: its windows as bars with their scale, and the usual number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.panels.watch.drawing import draw_bars, draw_steps
from geo.analysis.unusual import Level, Notes, PlaceLook
from geo.analysis.unusual.sentences import usual_words
from geo.calendar.days import number_text
from geo.calendar.period import Period

__all__ = ["SeriesChart"]

HEIGHT = 92
WEEK = 7
HATCH_ALPHA = 110
STEPS_TIP = "Steps: the mean number of each stretch of weeks of one level, for as many days as a bar has"

LATE_TIP = "Hatched: reports of these days are not complete, the count will probably rise"


class SeriesChart(QWidget):
    """Bars of the windows of one place; empty until one is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("watch series")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._place: PlaceLook | None = None
        self._notes: Notes | None = None
        self._levels: tuple[Level, ...] = ()

    def show_place(self, place: PlaceLook, notes: Notes) -> None:
        """Draw a place, without levels at first."""
        self._place, self._notes, self._levels = place, notes, ()
        self._show_tip()
        windows = ", ".join(map(str, place.series))
        self.setAccessibleName(f"{place.name}: incidents in each window of {notes.window.width_days} days: {windows}")
        self.update()

    def _show_tip(self) -> None:
        late = LATE_TIP if _late_days(self._notes) else ""
        self.setToolTip("\n".join(filter(None, (STEPS_TIP if self._levels else "", late))))

    def show_levels(self, levels: Sequence[Level]) -> None:
        """Draw the levels of the place as steps where one begins within the days of the chart.

        Where windows are counted as they were known at one age none are drawn: levels are of what is known now.
        """
        notes = self._notes
        drawn = []
        if notes is not None and notes.known_after is None:
            drawn = [each for each in levels if each.days.last >= notes.baseline.first]
        self._levels = tuple(drawn) if len(drawn) > 1 else ()
        self._show_tip()
        self.update()

    def _hatch(self, painter: QPainter, box: QRectF, days: Period) -> None:
        late = _late_days(self._notes)
        if late is None:
            return
        left, right = ((day - days.first) / days.width_days * box.width() for day in (late.first, late.last + 1))
        colour = self.palette().text().color()
        colour.setAlpha(HATCH_ALPHA)
        painter.fillRect(QRectF(box.left() + left, box.top(), right - left, box.height()),
                         QBrush(colour, Qt.BrushStyle.BDiagPattern))  # fmt: skip

    def sizeHint(self) -> QSize:
        """Room for bars and the days below them."""
        return QSize(280, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bars, the scale at the left, and the first and last day below."""
        place, notes = self._place, self._notes
        if place is None or notes is None or not place.series:
            return
        painter, metrics = QPainter(self), QFontMetricsF(self.font())
        levels = [(each.days, each.a_week * notes.window.width_days / WEEK) for each in self._levels]
        most = max(*place.series, place.expected or 0.0, 1.0, *(level for _days, level in levels))
        left = 8 + metrics.horizontalAdvance(f"{most:,.0f}") + 6
        box = QRectF(left, 6, self.width() - left - 10, self.height() - 12 - metrics.height())
        draw_bars(painter, box, place, self.palette(), most)
        days = Period(notes.baseline.first, notes.window.last)
        self._hatch(painter, box, days)
        draw_steps(painter, box, self.palette(), _steps(levels, days, most))
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
        middle += ", steps: level" if middle and levels else ""
        middle += ", hatched: not all reported" if middle and _late_days(notes) else ""
        room = box.width() - metrics.horizontalAdvance(first + last) - 24
        if metrics.horizontalAdvance(middle) <= room:
            x = left + 12 + metrics.horizontalAdvance(first) + (room - metrics.horizontalAdvance(middle)) / 2
            painter.drawText(QPointF(x, under), middle)


def _late_days(notes: Notes | None) -> Period | None:
    """The days of the window of which reports are still to come, where how many is not estimated; else ``None``."""
    if notes is None or notes.late_from is None or notes.known_after is not None:
        return None
    return Period(max(notes.late_from, notes.baseline.first), notes.window.last)


def _steps(levels: Sequence[tuple[Period, float]], days: Period, most: float) -> Iterator[tuple[float, float]]:
    """The corners of the levels within some days, as parts of the width and of the height of the chart."""
    for stretch, level in levels:
        for day in (max(stretch.first, days.first), stretch.last + 1):
            yield (day - days.first) / days.width_days, level / most
