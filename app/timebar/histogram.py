"""The canvas of the time bar: it paints counts and window, and turns presses, wheel and keys into proposals."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.timebar import painting
from app.timebar.bars import bar_tip, context_tip, gather, top_tip, window_total
from app.timebar.context import ContextEvent, IntervalBar, group_flags, place_intervals
from app.timebar.gesture import Grip, Hold, dragged, hit, lay_out
from app.timebar.keys import moved_by_key
from app.timebar.painting import Scene
from app.timebar.scale import Counts
from app.timebar.span import Span, previous, step
from geo.draw.style import LIGHT, TYPE_STYLES, Theme, type_colours

__all__ = ["Histogram"]

_NOTCH = 120
_FLAGS_APART_PX = 19.0
_CURSORS = {
    Grip.FIRST: Qt.CursorShape.SizeHorCursor,
    Grip.LAST: Qt.CursorShape.SizeHorCursor,
    Grip.MIDDLE: Qt.CursorShape.OpenHandCursor,
    Grip.OUTSIDE: Qt.CursorShape.PointingHandCursor,
}
_TIP = (
    "Drag the handles or the window; click beside it to move it there; double-click a bar to choose it. "
    "Arrow keys and the wheel step, Shift+arrows resize, Ctrl+arrows move by a day, Space plays."
)


class Histogram(QWidget):
    """Incidents over time, stacked by type, with the window over them. It keeps no window that it was not given."""

    proposed = Signal(object)
    """Emitted with a `Span` at each move of a gesture."""
    released = Signal()
    """Emitted when a gesture ends."""
    settling = Signal()
    """Emitted after a turn of the wheel, which has no end of its own."""
    cancelled = Signal()
    """Emitted when Escape calls off a drag."""
    play_toggled = Signal()
    """Emitted when Space asks to play or to pause."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeBarCanvas")
        self.setAccessibleName("Time window")
        self.setToolTip(_TIP)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._first_day = 0
        self._counts: Counts = np.zeros((0, len(TYPE_STYLES)))
        self._background: Counts | None = None
        self._context: tuple[ContextEvent, ...] = ()
        self._incomplete_from: int | None = None
        self._why_incomplete = ""
        self._palette = LIGHT
        self._span: Span | None = None
        self._shows_ghost = False
        self._step_unit = "week"
        self._hold: Hold | None = None
        self._hover: int | None = None
        self._wheel = 0
        self._scene: Scene | None = None
        self._picture: QPixmap | None = None

    def sizeHint(self) -> QSize:
        """Preferred size in pixels."""
        return QSize(1000, 114)

    def minimumSizeHint(self) -> QSize:
        """Smallest size in pixels at which all parts can be seen."""
        return QSize(320, 84)

    @property
    def extent(self) -> Span | None:
        """Range of the data; ``None`` without data."""
        n_days = len(self._counts)
        return Span(self._first_day, self._first_day + n_days - 1) if n_days else None

    @property
    def span(self) -> Span | None:
        """The window that was given."""
        return self._span

    @property
    def total(self) -> float:
        """Expected number of incidents in the window."""
        return 0.0 if self._span is None else window_total(self._first_day, self._counts, self._span)

    def set_counts(self, first_day: int, counts: Counts) -> None:
        """Show daily counts, shape (days, types); a background of another length is dropped."""
        self._first_day, self._counts = first_day, counts
        if self._background is not None and len(self._background) != len(counts):
            self._background = None
        self._forget_picture()

    def set_background(self, counts: Counts | None) -> None:
        """Outline other counts of the same days behind the bars, or none."""
        self._background = counts
        self._forget_picture()

    def set_context(self, events: tuple[ContextEvent, ...]) -> None:
        """Show context events as flags and bars."""
        self._context = events
        self._forget_picture()

    def set_incomplete_from(self, day: int | None, why: str) -> None:
        """Hatch the days from one on, or none, and say why in their tooltip."""
        self._incomplete_from, self._why_incomplete = day, why
        self._forget_picture()

    def set_palette(self, palette: Theme) -> None:
        """Paint in other colours."""
        self._palette = palette
        self._forget_picture()

    def set_span(self, span: Span | None) -> None:
        """Show a window."""
        if span != self._span:
            self._span = span
            self.update()

    def set_shows_ghost(self, shows: bool) -> None:
        """Outline the previous equal window, or not."""
        self._shows_ghost = shows
        self.update()

    def set_step_unit(self, unit: str) -> None:
        """Step by this unit on arrow keys and wheel."""
        self._step_unit = unit

    def _forget_picture(self) -> None:
        self._scene = self._picture = None
        self._hover = None
        self.update()

    def scene(self) -> Scene | None:
        """What is painted at the present size; ``None`` without data."""
        extent = self.extent
        if self._scene is None and extent is not None:
            layout = lay_out(extent, self.width(), self.height())
            self._scene = Scene(
                layout,
                gather(self._first_day, self._counts, self._background, layout.scale.width_px),
                self._palette,
                group_flags(self._context, layout.scale, _FLAGS_APART_PX),
                place_intervals(self._context, layout.scale),
                self._incomplete_from,
            )
        return self._scene

    def _still(self, scene: Scene) -> QPixmap:
        ratio = self.devicePixelRatioF()
        if self._picture is None or self._picture.devicePixelRatio() != ratio:
            self._picture = QPixmap(self.size() * ratio)
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(self._palette.surface)
            painter = QPainter(self._picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self.font())
            painting.paint_scene(painter, scene)
            painter.end()
        return self._picture

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the kept picture and the window over it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scene = self.scene()
        if scene is None:
            painter.fillRect(self.rect(), self._palette.surface)
            painting.paint_empty(painter, QRectF(self.rect()), self._palette, "No incidents to show over time")
        else:
            painter.drawPixmap(0, 0, self._still(scene))
            self._paint_moving(painter, scene)
        if self.hasFocus():
            painting.paint_focus(painter, QRectF(self.rect()), self._palette)
        painter.end()

    def _paint_moving(self, painter: QPainter, scene: Scene) -> None:
        if self._hover is not None:
            painting.paint_hover(painter, scene, self._hover)
        if self._span is not None:
            painting.paint_window(painter, scene.layout, self._span, self._palette)
            if self._shows_ghost:
                painting.paint_ghost(painter, scene.layout, previous(self._span), self._palette)
        painting.paint_top_label(painter, scene)
        if scene.bars.highest <= 0:
            text = "No incidents pass the filters"
            painting.paint_empty(painter, scene.layout.plot, self._palette, text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew for the new size."""
        self._forget_picture()

    def changeEvent(self, event: QEvent) -> None:
        """Paint anew in another font."""
        if event.type() == QEvent.Type.FontChange:
            self._forget_picture()
        super().changeEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a handle or the window, or move the window to the press."""
        scene = self.scene()
        if scene is None or self._span is None or event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        at = event.position()
        self._hold = Hold(hit(scene.layout, self._span, at.x(), at.y()), at.x(), self._span)
        if self._hold.grip is Grip.OUTSIDE:
            self._drag_to(at.x(), scene)
        self._show_cursor(at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what is held, or light up the bar under the pointer."""
        scene = self.scene()
        if scene is not None and self._hold is not None:
            self._drag_to(event.position().x(), scene)
        elif scene is not None:
            self._hover_at(event.position(), scene)
            self._show_cursor(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the drag."""
        if self._hold is not None and event.button() == Qt.MouseButton.LeftButton:
            self._hold = None
            self.released.emit()
            self._show_cursor(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Choose the days of a bar."""
        scene = self.scene()
        index = None if scene is None else self._bar_at(event.position(), scene)
        if scene is not None and index is not None and event.button() == Qt.MouseButton.LeftButton:
            self.proposed.emit(scene.bars.span(index))
            self.released.emit()

    def leaveEvent(self, event: QEvent) -> None:
        """Light up no bar."""
        self._set_hover(None)

    def _drag_to(self, x: float, scene: Scene) -> None:
        if self._hold is not None:
            self.proposed.emit(dragged(self._hold, x, scene.layout.scale))

    def _bar_at(self, at: QPointF, scene: Scene) -> int | None:
        return scene.bars.index(scene.layout.scale.day(at.x())) if scene.layout.plot.contains(at) else None

    def _hover_at(self, at: QPointF, scene: Scene) -> None:
        self._set_hover(self._bar_at(at, scene))

    def _set_hover(self, index: int | None) -> None:
        if index != self._hover:
            self._hover = index
            self.update()

    def _show_cursor(self, at: QPointF) -> None:
        scene = self.scene()
        if scene is None or self._span is None:
            self.unsetCursor()
            return
        grip = self._hold.grip if self._hold else hit(scene.layout, self._span, at.x(), at.y())
        held = self._hold is not None and grip in (Grip.MIDDLE, Grip.OUTSIDE)
        self.setCursor(Qt.CursorShape.ClosedHandCursor if held else _CURSORS[grip])

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Step once a notch; down and right are later."""
        delta = event.angleDelta()
        self._wheel -= delta.y() if abs(delta.y()) >= abs(delta.x()) else delta.x()
        notches = int(self._wheel / _NOTCH)
        self._wheel -= notches * _NOTCH
        extent = self.extent
        if notches and extent is not None and self._span is not None:
            self.proposed.emit(step(self._span, self._step_unit, notches, extent))
            self.settling.emit()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step, resize, jump, play or call a drag off."""
        if event.key() == Qt.Key.Key_Space:
            self.play_toggled.emit()
        elif event.key() == Qt.Key.Key_Escape and self._hold is not None:
            self._hold = None
            self.cancelled.emit()
        elif not self._moved_by(event):
            super().keyPressEvent(event)

    def _wants(self, event: QKeyEvent) -> bool:
        extent, span = self.extent, self._span
        if event.key() == Qt.Key.Key_Escape or extent is None or span is None:
            return event.key() == Qt.Key.Key_Escape and self._hold is not None
        return moved_by_key(event.key(), event.modifiers(), span, self._step_unit, extent) is not None

    def _moved_by(self, event: QKeyEvent) -> bool:
        extent = self.extent
        if extent is None or self._span is None:
            return False
        moved = moved_by_key(event.key(), event.modifiers(), self._span, self._step_unit, extent)
        if moved is not None:
            self.proposed.emit(moved)
        return moved is not None

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """End a step when its key is let go, so that a key held down makes one change."""
        if event.isAutoRepeat() or self._hold is not None:
            super().keyReleaseEvent(event)
        else:
            self.released.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus ring."""
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """End whatever gesture was under way."""
        self._hold = None
        self.released.emit()
        self.update()

    def event(self, event: QEvent) -> bool:
        """Show the tooltip of what is under the pointer, and keep its own keys from the shortcuts of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._wants(event):
            event.accept()
            return True
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            text = self.tip_at(QPointF(event.pos()))
            if text:
                QToolTip.showText(event.globalPos(), text, self)
                return True
        return super().event(event)

    def tip_at(self, at: QPointF) -> str:
        """Tooltip for a point as rich text, with the data's own text escaped; empty where the general one applies."""
        scene = self.scene()
        if scene is None:
            return ""
        if at.y() <= scene.layout.flags.bottom():
            return self._context_tip_at(at, scene)
        if painting.top_label_rect(scene, self.font()).contains(at):
            return top_tip(scene.bars)
        index = self._bar_at(at, scene)
        if index is None:
            return ""
        since = self._incomplete_from
        is_hatched = since is not None and scene.bars.span(index).last >= since
        return bar_tip(scene.bars, index, type_colours(self._palette.name), self._why_incomplete if is_hatched else "")

    def _context_tip_at(self, at: QPointF, scene: Scene) -> str:
        near = [g for g in scene.flags if -3 <= at.x() - g.x <= painting.flag_px(len(g.events)) + 1]
        if near and at.y() <= painting.FLAG_PX + 7:
            return context_tip(near[0].events)
        lying = [b.event for b in scene.intervals if self._is_on(b, at, scene)]
        return context_tip(tuple(lying)) if lying else context_tip(near[0].events) if near else ""

    @staticmethod
    def _is_on(bar: IntervalBar, at: QPointF, scene: Scene) -> bool:
        return painting.interval_rect(bar, scene.layout).adjusted(0, -1, 0, 1).contains(at)
