"""Context events over time, a lane for each category."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.widgets.elided import one_line
from app.widgets.text import tip
from app.widgets.time_scale import Scale, label_rect_left, ticks
from geo.calendar.period import Period
from geo.incidents import ContextEvent

__all__ = ["LaneChart"]

LANE_PX, MARK_PX, REACH_PX, EDGE_PX = 17, 7.0, 6.0, 10.0
_MOST_NAME = 0.4
OTHER = "other"


class LaneChart(QWidget):
    """A mark for each event, a bar for one that lasts; the period that is shown lies behind."""

    chosen = Signal(object)
    """Emitted with the `ContextEvent` that the user has clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("context lanes")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._lanes: dict[str, list[ContextEvent]] = {}
        self._extent = Period(0, 1)
        self._period: Period | None = None
        self._current: ContextEvent | None = None

    def show_events(self, events: Sequence[ContextEvent], extent: Period) -> None:
        """Draw events, in lanes by the category of the earliest one first.

        Parameters
        ----------
        events
            In any order.
        extent
            The days that the lanes reach over; events outside are not drawn.
        """
        self._extent = extent
        self._lanes = {}
        for event in sorted(events, key=lambda event: event.period.first):
            if event.period.overlaps(extent):
                self._lanes.setdefault(one_line(event.category) or OTHER, []).append(event)
        summary = ", ".join(f"{name}: {len(of_lane)}" for name, of_lane in self._lanes.items())
        self.setAccessibleName(f"Context events by category: {summary or 'none'}")
        self.updateGeometry()
        self.update()

    def show_period(self, period: Period | None) -> None:
        """Shade the period that is shown."""
        self._period = period
        self.update()

    def show_current(self, event: ContextEvent | None) -> None:
        """Mark the event that is chosen."""
        self._current = event
        self.update()

    @property
    def lanes(self) -> dict[str, list[ContextEvent]]:
        """The events of each lane, from top to bottom."""
        return self._lanes

    def sizeHint(self) -> QSize:
        """A line for each lane, and one for the years."""
        return QSize(240, round((len(self._lanes) or 1) * LANE_PX + self.fontMetrics().height() + 8))

    def minimumSizeHint(self) -> QSize:
        """None: the panel leaves it out where there is no room."""
        return QSize(120, 0)

    def position_of(self, event: ContextEvent) -> QPointF | None:
        """The middle of the mark of an event; ``None`` if it is not drawn."""
        scale = self._scale()
        for lane, of_lane in enumerate(self._lanes.values()):
            if event in of_lane:
                first, last = scale.edges(event.period)
                return QPointF((first + last) / 2, self._middle(lane))
        return None

    def _scale(self) -> Scale:
        metrics = QFontMetricsF(self.font())
        widest = max((metrics.horizontalAdvance(name) for name in self._lanes), default=0.0)
        left = EDGE_PX + min(widest, _MOST_NAME * self.width()) + 8
        return Scale(self._extent, left, max(self.width() - left - EDGE_PX, 1.0))

    def _middle(self, lane: int) -> float:
        return (lane + 0.5) * LANE_PX

    def _at(self, where: QPointF) -> ContextEvent | None:
        """The event whose mark is nearest to a point of its lane, if it is near."""
        lane = int(where.y() // LANE_PX)
        if not 0 <= lane < len(self._lanes):
            return None
        scale = self._scale()

        def away(event: ContextEvent) -> float:
            first, last = scale.edges(event.period)
            return max(first - where.x(), where.x() - last, 0.0)

        nearest = min(list(self._lanes.values())[lane], key=away)
        return nearest if away(nearest) <= REACH_PX else None

    # events

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is clicked."""
        found = self._at(event.position())
        if found is not None:
            self.chosen.emit(found)

    def event(self, event: QEvent) -> bool:
        """Name what the pointer rests on."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self._at(QPointF(event.pos()))
            text = f"{found.period.words}: {one_line(found.title)}" if found is not None else ""
            QToolTip.showText(event.globalPos(), tip(text), self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw names, lanes, marks and years."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale, metrics = self._scale(), QFontMetricsF(self.font())
        bottom = len(self._lanes) * LANE_PX
        if self._period is not None and self._period.overlaps(self._extent):
            x0, x1 = scale.edges(self._period)
            painter.fillRect(QRectF(x0, 0, max(x1 - x0, 1), bottom), self.palette().alternateBase())
        for lane, (name, events) in enumerate(self._lanes.items()):
            self._draw_lane(painter, scale, self._middle(lane), name, events)
        painter.setPen(self.palette().placeholderText().color())
        for tick in ticks(scale, metrics.horizontalAdvance):
            x = label_rect_left(scale.x(tick.day), metrics.horizontalAdvance(tick.label), scale)
            painter.drawText(QPointF(x, bottom + metrics.ascent() + 3), tick.label)

    def _draw_lane(self, painter: QPainter, scale: Scale, y: float, name: str, events: Sequence[ContextEvent]) -> None:
        palette, metrics = self.palette(), QFontMetricsF(self.font())
        painter.setPen(palette.placeholderText().color())
        room = scale.left - EDGE_PX - 8
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QPointF(EDGE_PX, y + metrics.ascent() / 2 - 1), shown)
        painter.setPen(QPen(palette.mid().color(), 1))
        painter.drawLine(QPointF(scale.left, y), QPointF(scale.left + scale.width_px, y))
        painter.setPen(QPen(palette.base().color(), 1))
        for event in sorted(events, key=lambda event: event == self._current):
            first, last = scale.edges(event.period)
            middle, wide = (first + last) / 2, max(last - first, MARK_PX)
            is_current = event == self._current
            painter.setBrush(palette.highlight() if is_current else palette.placeholderText())
            tall = MARK_PX + 3 if is_current else MARK_PX
            box = QRectF(middle - wide / 2, y - tall / 2, wide, tall)
            painter.drawRoundedRect(box, tall / 2, tall / 2)
