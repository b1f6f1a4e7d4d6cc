"""Signs of verdicts, sparklines and bars, drawn with the colours of a palette."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen, QPolygonF

from geo.analysis.unusual import PlaceLook, Verdict
from geo.draw.style.areas import AREA_COLOURS

__all__ = ["SIGN_PX", "draw_bars", "draw_sign", "draw_steps", "verdict_colour"]

SIGN_PX = 12.0
_DARK_BELOW = 128
_STRONG = {"rises": {"light": "#9a4f12", "dark": "#e7a766"}, "falls": {"light": "#1f6d64", "dark": "#6cc4b8"}}


def _theme(palette: QPalette) -> str:
    return "dark" if palette.base().color().lightness() < _DARK_BELOW else "light"


def verdict_colour(row: PlaceLook, palette: QPalette) -> QColor:
    """The colour of the sign of a verdict; its shape says the same."""
    theme = _theme(palette)
    if row.verdict.is_above or (row.is_worth_a_look and _is_high(row)):
        return QColor(_STRONG["rises"][theme])
    if row.verdict is Verdict.BELOW or row.is_worth_a_look:
        return QColor(_STRONG["falls"][theme])
    return palette.placeholderText().color()


def _is_high(row: PlaceLook) -> bool:
    return row.expected is None or row.observed > row.expected


def draw_sign(painter: QPainter, at: QPointF, row: PlaceLook, colour: QColor) -> None:
    """Draw the sign of a verdict around a point: triangles, hollow for the weaker sign, a bar, a dot or a cross."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.4))
    painter.setBrush(colour)
    half = SIGN_PX / 2
    if row.verdict is Verdict.MUCH_ABOVE:
        painter.drawPolygon(_triangle(QPointF(at.x(), at.y() - 2.6), half * 0.75))
        painter.drawPolygon(_triangle(QPointF(at.x(), at.y() + 3.4), half * 0.75))
    elif row.verdict is Verdict.ABOVE:
        painter.drawPolygon(_triangle(at, half))
    elif row.verdict is Verdict.BELOW:
        painter.drawPolygon(_triangle(at, -half))
    elif row.is_worth_a_look:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolygon(_triangle(at, half if _is_high(row) else -half))
    elif row.verdict is Verdict.AS_USUAL:
        painter.drawLine(QPointF(at.x() - half * 0.7, at.y()), QPointF(at.x() + half * 0.7, at.y()))
    elif row.verdict is Verdict.TOO_FEW:
        painter.drawEllipse(at, 1.2, 1.2)
    else:
        reach = half * 0.55
        painter.drawLine(QPointF(at.x() - reach, at.y() - reach), QPointF(at.x() + reach, at.y() + reach))
        painter.drawLine(QPointF(at.x() - reach, at.y() + reach), QPointF(at.x() + reach, at.y() - reach))
    painter.restore()


def _triangle(at: QPointF, reach: float) -> QPolygonF:
    """A triangle that points up, or down for a negative reach."""
    return QPolygonF([
        QPointF(at.x(), at.y() - reach * 0.85), QPointF(at.x() + abs(reach) * 0.95, at.y() + reach * 0.75),
        QPointF(at.x() - abs(reach) * 0.95, at.y() + reach * 0.75),
    ])  # fmt: skip


def draw_bars(painter: QPainter, box: QRectF, row: PlaceLook, palette: QPalette, most: float | None = None) -> None:
    """Draw the windows as bars, the last in the colour of its verdict, and the usual number as a line.

    Parameters
    ----------
    painter, box
        Where to draw.
    row
        The place.
    palette
        The colours.
    most
        The number at the upper edge; ``None`` for the highest of the row.
    """
    series: Sequence[int] = row.series
    if not series:
        return
    top = most or max(*series, row.expected or 0.0, 1.0)
    step = box.width() / len(series)
    gap = min(2.0, step * 0.25)
    usual = AREA_COLOURS[_theme(palette)]["classes"][2]
    last = verdict_colour(row, palette) if row.verdict.is_above or row.is_worth_a_look else palette.text().color()
    scale = box.height() / top
    bars = [
        QRectF(box.left() + at * step + gap / 2, box.bottom() - count * scale, step - gap, count * scale)
        for at, count in enumerate(series)
    ]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(usual))
    painter.drawRects(bars[:-1])
    painter.fillRect(bars[-1], last)
    painter.setPen(QPen(palette.mid().color(), 1))
    painter.drawLine(box.bottomLeft(), box.bottomRight())
    if row.expected is not None:
        y = box.bottom() - box.height() * row.expected / top
        painter.setPen(QPen(palette.text().color(), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))


def draw_steps(painter: QPainter, box: QRectF, palette: QPalette, corners: Iterable[tuple[float, float]]) -> None:
    """Draw a line through corners that are given as parts of the width and of the height, from the lower left."""
    line = QPolygonF([QPointF(box.left() + x * box.width(), box.bottom() - y * box.height()) for x, y in corners])
    ground = palette.base().color()
    for colour, width in ((ground, 3.4), (palette.text().color(), 1.6)):
        painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin))
        painter.drawPolyline(line)
