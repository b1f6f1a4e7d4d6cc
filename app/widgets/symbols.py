"""Map symbols and colours of event types as icons."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QPolygonF

from geo.draw.style import TYPE_STYLES

__all__ = ["symbol_icon", "type_colour"]

_POLYGONS: dict[str, tuple[tuple[float, float], ...]] = {
    "triangle": ((0, -1.1), (1.05, 0.8), (-1.05, 0.8)),
    "down-triangle": ((0, 1.1), (1.05, -0.8), (-1.05, -0.8)),
    "square": ((-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)),
    "diamond": ((0, -1.15), (1.15, 0), (0, 1.15), (-1.15, 0)),
    "plus": (
        (-0.35, -1.05), (0.35, -1.05), (0.35, -0.35), (1.05, -0.35), (1.05, 0.35), (0.35, 0.35),
        (0.35, 1.05), (-0.35, 1.05), (-0.35, 0.35), (-1.05, 0.35), (-1.05, -0.35), (-0.35, -0.35),
    ),
}  # fmt: skip


def type_colour(event_type: int, *, dark: bool) -> str:
    """The colour of an event type (position in the taxonomy) on a light or dark ground."""
    style = TYPE_STYLES[event_type]
    return style.dark if dark else style.light


def symbol_icon(event_type: int, *, dark: bool, side: int = 14) -> QIcon:
    """The map symbol of an event type as an icon."""
    scale = 3
    pixmap = QPixmap(side * scale, side * scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(type_colour(event_type, dark=dark)))
    painter.setPen(QPen(Qt.PenStyle.NoPen))
    _draw_shape(painter, TYPE_STYLES[event_type].shape, side * scale / 2)
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return QIcon(pixmap)


def _draw_shape(painter: QPainter, shape: str, half: float) -> None:
    painter.translate(half, half)
    radius = half * 0.72
    if shape == "circle":
        painter.drawEllipse(QRectF(-radius, -radius, 2 * radius, 2 * radius))
    else:
        painter.drawPolygon(QPolygonF([QPointF(x * radius, y * radius) for x, y in _POLYGONS[shape]]))
