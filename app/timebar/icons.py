"""Icons of the time bar, drawn from a few shapes in any colour, so that they are sharp at every scale and theme."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QPolygonF

__all__ = ["ICON_PX", "icon"]

ICON_PX = 16
_RATIOS = (1, 2, 3)


def _triangle(painter: QPainter, left: float, right: float) -> None:
    painter.drawPolygon(QPolygonF([QPointF(left, 3), QPointF(right, 8), QPointF(left, 13)]))


def _play(painter: QPainter) -> None:
    _triangle(painter, 4, 13)


def _pause(painter: QPainter) -> None:
    painter.drawRoundedRect(QRectF(4, 3, 3, 10), 1, 1)
    painter.drawRoundedRect(QRectF(9, 3, 3, 10), 1, 1)


def _forward(painter: QPainter) -> None:
    _triangle(painter, 4, 11)
    painter.drawRect(QRectF(11, 3, 2, 10))


def _back(painter: QPainter) -> None:
    _triangle(painter, 12, 5)
    painter.drawRect(QRectF(3, 3, 2, 10))


def _outline(painter: QPainter, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> None:
    painter.setPen(QPen(painter.brush().color(), 1.6, style))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _loop(painter: QPainter) -> None:
    head = QPolygonF([QPointF(10, 0.8), QPointF(14, 4), QPointF(10, 7.2)])
    painter.drawPolygon(head)
    _outline(painter)
    painter.drawArc(QRectF(2.5, 4, 11, 9.5), 100 * 16, 250 * 16)


def _compare(painter: QPainter) -> None:
    painter.drawRoundedRect(QRectF(9, 3, 5.5, 10), 1, 1)
    _outline(painter, Qt.PenStyle.DotLine)
    painter.drawRect(QRectF(2, 3.8, 5, 8.4))


def _sliders(painter: QPainter) -> None:
    for y, x in ((4.0, 10.0), (8.0, 5.0), (12.0, 9.0)):
        painter.drawRect(QRectF(2, y - 0.6, 12, 1.2))
        painter.drawEllipse(QPointF(x, y), 2, 2)


def _calendar(painter: QPainter) -> None:
    painter.drawRect(QRectF(2.5, 3.5, 11, 3))
    for x in (5.0, 11.0):
        painter.drawRect(QRectF(x - 0.8, 1.5, 1.6, 3))
    _outline(painter)
    painter.drawRoundedRect(QRectF(2.5, 3.5, 11, 10), 1, 1)
    painter.drawLine(QLineF(5, 10, 11, 10))


_DRAWINGS: dict[str, Callable[[QPainter], None]] = {
    "play": _play,
    "pause": _pause,
    "forward": _forward,
    "back": _back,
    "loop": _loop,
    "compare": _compare,
    "options": _sliders,
    "period": _calendar,
}


def icon(name: str, colour: str) -> QIcon:
    """Icon of a name in a colour, `ICON_PX` wide, for screens of one, two and three times the usual density."""
    drawn = QIcon()
    for ratio in _RATIOS:
        drawn.addPixmap(_pixmap(_DRAWINGS[name], colour, ratio))
    return drawn


def _pixmap(draw: Callable[[QPainter], None], colour: str, ratio: int) -> QPixmap:
    pixmap = QPixmap(ICON_PX * ratio, ICON_PX * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    draw(painter)
    painter.end()
    return pixmap
