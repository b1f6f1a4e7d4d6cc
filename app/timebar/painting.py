"""Painting of the time bar: a static picture (bars, axis, flags) and what moves over it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from app.timebar.bars import Bars, top_text
from app.timebar.context import FlagGroup, IntervalBar
from app.timebar.gesture import Layout, tab_rect
from app.widgets.time_scale import Counts, label_rect_left, ticks
from geo.calendar.period import Period
from geo.draw.style import Theme, type_colours

__all__ = [
    "Scene",
    "axis_font",
    "paint_empty",
    "paint_focus",
    "paint_hover",
    "paint_period",
    "paint_previous",
    "paint_scene",
    "paint_top_label",
    "previous_text",
]

_WIDEST_BAR_PX = 56.0
_GAP_FROM_PX = 4.0
_POLE_ALPHA = 70
_FADE_ALPHA = 120
_TINT_ALPHA = 26
_LABEL_ALPHA = 240
_FLAG_TOP = 4.0
FLAG_PX = 9.0


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """What the static picture is made of."""

    layout: Layout
    bars: Bars
    palette: Theme
    flags: tuple[FlagGroup, ...]
    intervals: tuple[IntervalBar, ...]
    incomplete_from: int | None


def _tinted(colour: str, alpha: int) -> QColor:
    tint = QColor(colour)
    tint.setAlpha(alpha)
    return tint


def axis_font(font: QFont, *, bold: bool = False) -> QFont:
    """The small font of axis and labels, made from the font of the widget."""
    small = QFont(font)
    small.setPointSizeF(max(font.pointSizeF() * 0.88, 7.0))
    small.setBold(bold)
    return small


def paint_scene(painter: QPainter, scene: Scene) -> None:
    """Paint what stays the same while the period moves."""
    _paint_ground(painter, scene)
    _paint_bars(painter, scene)
    _paint_background(painter, scene)
    _paint_incomplete(painter, scene)
    _paint_axis(painter, scene)
    _paint_intervals(painter, scene)
    _paint_flags(painter, scene)


def _paint_ground(painter: QPainter, scene: Scene) -> None:
    plot = scene.layout.plot
    for y in (plot.top(), plot.bottom()):
        painter.fillRect(QRectF(plot.left(), y, plot.width(), 1), QColor(scene.palette.border))


def bar_places(scene: Scene) -> tuple[Counts, Counts]:
    """Left ends and widths in pixels of all bars: with a gap where there is room, never wider than looks well."""
    scale = scene.layout.scale
    x = scale.left + (scene.bars.edges - scale.extent.first) * scale.px_per_day
    wide = np.diff(x)
    left = np.round(x[:-1])
    fitted = np.maximum(np.round(x[1:]) - left - (wide >= _GAP_FROM_PX), 1.0)
    centred = (x[:-1] + x[1:] - _WIDEST_BAR_PX) / 2
    return np.where(wide > _WIDEST_BAR_PX, centred, left), np.minimum(fitted, _WIDEST_BAR_PX)


def _paint_bars(painter: QPainter, scene: Scene) -> None:
    if scene.bars.top <= 0:
        return
    plot, (left, wide) = scene.layout.plot, bar_places(scene)
    above = np.cumsum(scene.bars.counts, axis=1) * ((plot.height() - 3) / scene.bars.top)
    below = np.hstack([np.zeros((len(above), 1)), above[:, :-1]])
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for kind, colour in enumerate(type_colours(scene.palette.name)):
        some = scene.bars.counts[:, kind] > 0
        high = above[some, kind] - below[some, kind]
        sides = np.column_stack([left[some], plot.bottom() - above[some, kind], wide[some], high]).tolist()
        painter.setBrush(QColor(colour))
        painter.drawRects([QRectF(*side) for side in sides])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _paint_background(painter: QPainter, scene: Scene) -> None:
    behind = scene.bars.background
    if behind is None or scene.bars.top <= 0:
        return
    plot, scale = scene.layout.plot, scene.layout.scale
    outline = QPainterPath(QPointF(plot.left(), plot.bottom()))
    for index, height in enumerate(behind * ((plot.height() - 3) / scene.bars.top)):
        x0, x1 = scale.edges(scene.bars.period(index))
        outline.lineTo(x0, plot.bottom() - height)
        outline.lineTo(x1, plot.bottom() - height)
    painter.strokePath(outline, QPen(_tinted(scene.palette.muted, 130), 1))


def _paint_incomplete(painter: QPainter, scene: Scene) -> None:
    since, plot, scale = scene.incomplete_from, scene.layout.plot, scene.layout.scale
    if since is None or since > scale.extent.last:
        return
    x0 = max(scale.x(since), plot.left())
    area = QRectF(min(x0, plot.right() - 3), plot.top() + 1, max(plot.right() - x0, 3), plot.height() - 1)
    painter.fillRect(area, QBrush(_tinted(scene.palette.muted, 120), Qt.BrushStyle.BDiagPattern))


def _paint_axis(painter: QPainter, scene: Scene) -> None:
    axis, scale, palette = scene.layout.axis, scene.layout.scale, scene.palette
    plain, bold = axis_font(painter.font()), axis_font(painter.font(), bold=True)
    widest = QFontMetricsF(bold).horizontalAdvance
    for tick in ticks(scale, widest):
        x = float(round(scale.x(tick.day)))
        mark = QRectF(x, axis.top(), 1, 6 if tick.is_major else 4)
        painter.fillRect(mark, QColor(palette.muted if tick.is_major else palette.border))
        font = bold if tick.is_major else plain
        text_px = QFontMetricsF(font).horizontalAdvance(tick.label)
        left = label_rect_left(x, text_px, scale)
        painter.setFont(font)
        painter.setPen(QColor(palette.text if tick.is_major else palette.muted))
        area = QRectF(left, axis.top() + 4, text_px + 1, axis.height() - 7)
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, tick.label)


def _paint_intervals(painter: QPainter, scene: Scene) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_tinted(scene.palette.muted, 110))
    for bar in scene.intervals:
        painter.drawRoundedRect(interval_rect(bar, scene.layout), 1.5, 1.5)


def interval_rect(bar: IntervalBar, layout: Layout) -> QRectF:
    """Where the bar of an event of several days is drawn."""
    top = layout.flags.bottom() - 7 + 4 * bar.lane
    return QRectF(bar.x0, top, max(bar.x1 - bar.x0, 3.0), 3.0)


def _paint_flags(painter: QPainter, scene: Scene) -> None:
    plot = scene.layout.plot
    for group in scene.flags:
        x = float(round(group.x))
        foot = scene.layout.flags.bottom() - 1
        painter.fillRect(QRectF(x, foot, 1, plot.bottom() - foot), _tinted(scene.palette.muted, _POLE_ALPHA))
        painter.fillRect(QRectF(x, _FLAG_TOP, 1, foot - _FLAG_TOP), QColor(scene.palette.muted))
        _paint_cloth(painter, scene.palette, QPointF(x + 0.5, _FLAG_TOP), len(group.events))


def _paint_cloth(painter: QPainter, palette: Theme, top: QPointF, n_events: int) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(palette.muted))
    if n_events == 1:
        corners = [top, top + QPointF(FLAG_PX - 1, FLAG_PX / 2 - 1), top + QPointF(0, FLAG_PX - 2)]
        painter.drawPolygon(QPolygonF(corners))
        return
    area = QRectF(top.x() - 0.5, top.y() - 1, flag_px(n_events), FLAG_PX + 3)
    painter.drawRoundedRect(area, 2, 2)
    painter.setPen(QColor(palette.surface))
    number = axis_font(painter.font(), bold=True)
    number.setPointSizeF(7.0)
    painter.setFont(number)
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(n_events))


def flag_px(n_events: int) -> float:
    """Width of the cloth of a flag that stands for some events."""
    return FLAG_PX if n_events == 1 else 12.0 if n_events < 10 else 17.0


def paint_top_label(painter: QPainter, scene: Scene) -> None:
    """Write what the full height of the plot stands for; over the period, so that it never fades."""
    if scene.bars.top <= 0:
        return
    base = painter.font()
    area = top_label_rect(scene, base)
    painter.setFont(axis_font(base))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_tinted(scene.palette.surface, _LABEL_ALPHA))
    painter.drawRoundedRect(area, 3, 3)
    painter.setPen(QColor(scene.palette.muted))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, top_text(scene.bars))
    painter.setFont(base)


def top_label_rect(scene: Scene, font: QFont) -> QRectF:
    """Where that label is; empty if there is none."""
    if scene.bars.top <= 0:
        return QRectF()
    metrics, plot = QFontMetricsF(axis_font(font)), scene.layout.plot
    wide = metrics.horizontalAdvance(top_text(scene.bars))
    return QRectF(plot.left() + 2, plot.top() + 2, wide + 6, metrics.height() + 1)


def paint_empty(painter: QPainter, area: QRectF, palette: Theme, text: str) -> None:
    """State in the middle of an area that there is nothing to draw."""
    painter.setPen(QColor(palette.muted))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)


def paint_period(painter: QPainter, layout: Layout, period: Period, palette: Theme) -> None:
    """Paint the period: what is outside fades, the tab and two handles show that it can be dragged."""
    plot = layout.plot
    x0, x1 = layout.scale.edges(period)
    fade = _tinted(palette.surface, _FADE_ALPHA)
    painter.fillRect(QRectF(plot.left(), plot.top() + 1, x0 - plot.left(), plot.height() - 1), fade)
    painter.fillRect(QRectF(x1, plot.top() + 1, plot.right() - x1, plot.height() - 1), fade)
    painter.fillRect(QRectF(x0, plot.top(), x1 - x0, plot.height()), _tinted(palette.accent, _TINT_ALPHA))
    if not period.overlaps(layout.scale.extent):
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(palette.accent))
    painter.drawRoundedRect(tab_rect(layout, period).adjusted(0, 1, 0, -2), 2, 2)
    _paint_handles(painter, layout, (x0, x1), palette)


def _paint_handles(painter: QPainter, layout: Layout, edges: tuple[float, float], palette: Theme) -> None:
    plot = layout.plot
    middle = plot.center().y()
    for x, outwards in zip(edges, (-1.0, 1.0), strict=True):
        painter.setPen(QPen(QColor(palette.accent), 1.5))
        painter.drawLine(QLineF(x, plot.top() - 2, x, plot.bottom()))
        grip = QRectF(min(x, x + outwards * 7), middle - 12, 7, 24)
        painter.setPen(QPen(QColor(palette.surface), 1))
        painter.setBrush(QColor(palette.accent))
        painter.drawRoundedRect(grip, 3, 3)
        painter.setPen(QPen(QColor(palette.surface), 1))
        for ridge in (-1.0, 1.0):
            at = grip.center().x() + ridge
            painter.drawLine(QLineF(at, middle - 4, at, middle + 4))


def paint_previous(painter: QPainter, layout: Layout, period: Period, palette: Theme, number: str) -> None:
    """Outline the period that is compared with, as far as the data reach back, with its number of incidents."""
    if not period.overlaps(layout.scale.extent):
        return
    plot = layout.plot
    x0, x1 = layout.scale.edges(period)
    area = QRectF(x0 + 0.5, plot.top() + 0.5, max(x1 - x0 - 1, 1), plot.height() - 1)
    painter.setPen(QPen(QColor(palette.accent), 1, Qt.PenStyle.DashLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(area)
    base = painter.font()
    painter.setFont(axis_font(base))
    text = previous_text(number, painter.fontMetrics().horizontalAdvance, area.width() - 8)
    painter.drawText(area.adjusted(0, 3, -5, 0), Qt.AlignmentFlag.AlignRight, text)
    painter.setFont(base)


def previous_text(number: str, width_of: Callable[[str], float], room_px: float) -> str:
    """What is written into the outline of the period before: as much as there is room for."""
    texts = (f"before: {number}", number) if number else ("previous",)
    return next((text for text in texts if width_of(text) <= room_px), "")


def paint_hover(painter: QPainter, scene: Scene, index: int) -> None:
    """Highlight the bar under the pointer."""
    left, wide = bar_places(scene)
    plot = scene.layout.plot
    painter.fillRect(
        QRectF(left[index], plot.top() + 1, wide[index], plot.height() - 1), _tinted(scene.palette.text, 28)
    )


def paint_focus(painter: QPainter, area: QRectF, palette: Theme) -> None:
    """Draw the ring that shows that the keyboard acts here."""
    painter.setPen(QPen(QColor(palette.accent), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 5, 5)
