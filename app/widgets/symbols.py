"""Map symbols of event types as icons."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QPolygonF

from geo.draw.style import SHAPES, TYPE_STYLES

__all__ = ["symbol_icon"]

SIDE_PX = 14


def symbol_icon(event_type: int, *, dark: bool) -> QIcon:
    """The map symbol of an event type (position in the taxonomy) as an icon."""
    style, scale = TYPE_STYLES[event_type], 3
    pixmap = QPixmap(SIDE_PX * scale, SIDE_PX * scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(style.colour("dark" if dark else "light")))
    painter.setPen(QPen(Qt.PenStyle.NoPen))
    _draw_shape(painter, style.shape, SIDE_PX * scale / 2)
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    icon = QIcon(pixmap)
    for mode in (QIcon.Mode.Selected, QIcon.Mode.Active, QIcon.Mode.Disabled):
        icon.addPixmap(pixmap, mode)  # else the style tints it, and its colour stands for the type
    return icon


def _draw_shape(painter: QPainter, shape: str, half: float) -> None:
    painter.translate(half, half)
    radius = half * 0.72
    if corners := SHAPES[shape]:
        painter.drawPolygon(QPolygonF([QPointF(x * radius, y * radius) for x, y in corners]))
    else:
        painter.drawEllipse(QRectF(-radius, -radius, 2 * radius, 2 * radius))
