"""The canvas of the time bar: it paints counts and period, and turns mouse, wheel and keys into proposals."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.timebar import painting
from app.timebar.keys import moved_by_key
from app.timebar.painting import Scene
from app.timebar.picture import Picture
from app.timebar.pointer import Pointer
from app.timebar.steps import stepped
from app.timebar.tips import CANVAS_TIP, bar_at, tip_at
from app.widgets.time_scale import Counts
from geo.calendar.period import Period
from geo.draw.style import Theme
from geo.incidents import ContextEvent

__all__ = ["Canvas"]


_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class Canvas(QWidget):
    """Incidents over time, stacked by type, with the period over them. It shows only the period that was set."""

    proposed = Signal(object)
    """Emitted with a `Period` at each move of a gesture."""
    released = Signal()
    """Emitted when a gesture ends."""
    settling = Signal()
    """Emitted after a turn of the wheel, which has no end of its own."""
    cancelled = Signal()
    """Emitted when Escape cancels a drag."""
    play_toggled = Signal()
    """Emitted when Space is pressed, to play or to pause."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeBarCanvas")
        self.setAccessibleName("Time period")
        self.setToolTip(CANVAS_TIP)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._picture = Picture()
        self._pointer = Pointer()
        self._period: Period | None = None
        self._shows_previous = False
        self.number_before = ""
        self.why_empty = "No incidents to show over time"
        self._step_unit = "week"
        self._is_cumulative = False
        self._hover: int | None = None

    def sizeHint(self) -> QSize:
        """Preferred size in pixels."""
        return QSize(1000, 114)

    def minimumSizeHint(self) -> QSize:
        """Smallest size in pixels at which all parts can be seen."""
        return QSize(320, 84)

    # What is shown

    @property
    def extent(self) -> Period | None:
        """All days of the data; ``None`` without data."""
        return self._picture.extent

    @property
    def period(self) -> Period | None:
        """The period that was set."""
        return self._period

    @property
    def total(self) -> float:
        """Expected number of incidents in the period."""
        return 0.0 if self._period is None else self._picture.total(self._period)

    def set_counts(self, first_day: int, counts: Counts) -> None:
        """Show daily counts, shape (days, types); a background of another length is dropped."""
        self._picture.set_counts(first_day, counts)
        self._repaint_all()

    def set_background(self, counts: Counts | None) -> None:
        """Outline other counts of the same days behind the bars, or none."""
        self._picture.set_background(counts)
        self._repaint_all()

    def set_context(self, events: tuple[ContextEvent, ...]) -> None:
        """Show context events as flags and bars."""
        self._picture.set_context(events)
        self._repaint_all()

    def set_incomplete_from(self, day: int | None, why: str) -> None:
        """Hatch the days from one on, or none, and say why in their tooltip."""
        self._picture.set_incomplete_from(day, why)
        self._repaint_all()

    def set_palette(self, palette: Theme) -> None:
        """Paint in other colours."""
        self._picture.set_palette(palette)
        self._repaint_all()

    def set_period(self, period: Period | None) -> None:
        """Show a period; the picture behind it is not painted again."""
        if period != self._period:
            self._period = period
            self.update()

    def set_shows_previous(self, shows: bool) -> None:
        """Outline the equal period before, or not."""
        self._shows_previous = shows
        self.update()

    def set_number_before(self, number: str) -> None:
        """Write this number of incidents into the outline of the period before; none if it is blank."""
        self.number_before = number
        self.update()

    def set_why_empty(self, words: str) -> None:
        """Write this where there are no data."""
        self.why_empty = words
        self.update()

    def set_stepping(self, unit: str, *, is_cumulative: bool) -> None:
        """Step by this unit on arrow keys and wheel; a cumulative period keeps its first day."""
        self._step_unit, self._is_cumulative = unit, is_cumulative

    def scene(self) -> Scene | None:
        """What is painted at the present size; ``None`` without data."""
        return self._picture.scene(self.size())

    def tip_at(self, at: QPointF) -> str:
        """The tooltip for a point as rich text, text of the data escaped; blank where the general one applies."""
        scene = self.scene()
        return "" if scene is None else tip_at(scene, at, self.font(), self._picture.why_incomplete)

    def _repaint_all(self) -> None:
        self._picture.clear()
        self._hover = None
        self.update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cached picture and the period over it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scene, palette, area = self.scene(), self._picture.palette, QRectF(self.rect())
        if scene is None:
            painter.fillRect(area, palette.surface)
            painting.paint_empty(painter, area, palette, self.why_empty)
        else:
            picture = self._picture.pixmap(scene, self.size(), self.devicePixelRatioF(), self.font())
            painter.drawPixmap(0, 0, picture)
            self._paint_moving(painter, scene)
        if self.hasFocus():
            painting.paint_focus(painter, area, palette)
        painter.end()

    def _paint_moving(self, painter: QPainter, scene: Scene) -> None:
        if self._hover is not None:
            painting.paint_hover(painter, scene, self._hover)
        if self._period is not None:
            painting.paint_period(painter, scene.layout, self._period, scene.palette)
            if self._shows_previous:
                painting.paint_previous(painter, scene.layout, self._period.before, scene.palette, self.number_before)
        painting.paint_top_label(painter, scene)
        if scene.bars.highest <= 0:
            painting.paint_empty(painter, scene.layout.plot, scene.palette, "No incident matches the filters")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out again for the new size."""
        self._repaint_all()

    def changeEvent(self, event: QEvent) -> None:
        """Paint again in another font."""
        if event.type() == QEvent.Type.FontChange:
            self._repaint_all()
        super().changeEvent(event)

    # Mouse and wheel

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to drag a handle or the period, or move the period to the press."""
        scene = self.scene()
        if scene is None or self._period is None or event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self._propose(self._pointer.press(scene.layout, self._period, event.position()))
        self._show_cursor(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag, or highlight the bar under the pointer."""
        scene = self.scene()
        if scene is not None and self._pointer.is_dragging:
            self._propose(self._pointer.move(scene.layout, event.position()))
        elif scene is not None:
            self._set_hover(bar_at(scene, event.position()))
            self._show_cursor(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the drag."""
        if self._pointer.is_dragging and event.button() == Qt.MouseButton.LeftButton:
            self._pointer.release()
            self.released.emit()
            self._show_cursor(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Choose the days of a bar."""
        scene = self.scene()
        index = None if scene is None else bar_at(scene, event.position())
        if scene is not None and index is not None and event.button() == Qt.MouseButton.LeftButton:
            self._propose(scene.bars.period(index))
            self.released.emit()

    def leaveEvent(self, event: QEvent) -> None:
        """Highlight no bar."""
        self._set_hover(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Step once a notch while the canvas has the focus; down and right are later."""
        if not self.hasFocus():
            event.ignore()
            return
        notches, extent = self._pointer.notches(event.angleDelta()), self.extent
        if notches and extent is not None and self._period is not None:
            unit, piles = self._step_unit, self._is_cumulative
            self._propose(stepped(self._period, unit, notches, extent, is_cumulative=piles))
            self.settling.emit()
        event.accept()

    def _propose(self, period: Period | None) -> None:
        if period is not None:
            self.proposed.emit(period)

    def _set_hover(self, index: int | None) -> None:
        if index != self._hover:
            self._hover = index
            self.update()

    def _show_cursor(self, at: QPointF) -> None:
        scene = self.scene()
        if scene is None or self._period is None:
            self.unsetCursor()
        else:
            self.setCursor(self._pointer.cursor(scene.layout, self._period, at))

    # Keys and focus

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step, resize, jump, play or cancel a drag."""
        moved = self._moved_by(event)
        if event.key() == Qt.Key.Key_Space:
            self.play_toggled.emit()
        elif event.key() == Qt.Key.Key_Escape and self._pointer.is_dragging:
            self._pointer.release()
            self.cancelled.emit()
        elif moved is not None:
            self._propose(moved)
        else:
            super().keyPressEvent(event)

    def _moved_by(self, event: QKeyEvent) -> Period | None:
        extent = self.extent
        if extent is None or self._period is None:
            return None
        held = event.modifiers()
        if self._is_cumulative and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and held in _PLAIN:
            held |= Qt.KeyboardModifier.ShiftModifier  # a step, which leaves the first day where it is
        return moved_by_key(event.key(), held, self._period, self._step_unit, extent)

    def _handles(self, event: QKeyEvent) -> bool:
        is_cancel = event.key() == Qt.Key.Key_Escape and self._pointer.is_dragging
        return is_cancel or self._moved_by(event) is not None

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """End a step when its key is released, so that a key held down makes one change."""
        if event.isAutoRepeat() or self._pointer.is_dragging:
            super().keyReleaseEvent(event)
        else:
            self.released.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus ring."""
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """End the gesture in progress."""
        self._pointer.release()
        self.released.emit()
        self.update()

    def event(self, event: QEvent) -> bool:
        """Show the tooltip of what is under the pointer, and keep its own keys from the shortcuts of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._handles(event):
            event.accept()
            return True
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            text = self.tip_at(QPointF(event.pos()))
            if text:
                QToolTip.showText(event.globalPos(), text, self)
                return True
        return super().event(event)
