"""The parts of the bars of the trend: by type, or by band of distance from a border; and the key of their colours."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from geo.analysis.stacked_trend import StackedTrend
from geo.draw.style import MAP_COLOURS, TYPE_STYLES, band_colours

__all__ = ["Look", "Parts", "PartsKey", "draw_pieces", "looks_of"]

DARK_BELOW = 128
HATCH_ALPHA, PALE = 150, 0.62
SEAM_PX = 0.6
SWATCH_PX, APART_PX, GAP_PX = 10.0, 14, 5
EDGE_PX = 10


@dataclass(frozen=True, eq=False, slots=True)
class Parts:
    """The parts of all bars, as numbers or as shares of each bar."""

    stack: StackedTrend
    is_share: bool = False

    def text(self, at: int) -> str:
        """What a tooltip says of a bar, a line for each part."""
        return "\n".join(self.stack.words(at, shares=self.is_share))

    def pieces(self, at: int, looks: list[Look], ceiling: float) -> list[tuple[Look, float]]:
        """The looks of the parts of a bar with their heights, as parts of an axis that ends at the ceiling."""
        counts = self.stack.counts[at].tolist()
        total = sum(counts) or 1
        scale = (100 / total if self.is_share else 1.0) / ceiling
        return [(looks[k], counts[k] * scale) for k in self.stack.used if counts[k]]


@dataclass(frozen=True, slots=True)
class Look:
    """The colour of a part, and what lies over it: hatching, so that neighbours differ in grey too, or a veil."""

    colour: str
    over: QColor | None = None
    pattern: Qt.BrushStyle = Qt.BrushStyle.FDiagPattern

    def fill(self, painter: QPainter, area: QRectF, alpha: int = 255) -> None:
        """Fill an area with it."""
        colour = QColor(self.colour)
        colour.setAlpha(alpha)
        painter.fillRect(area, colour)
        if self.over is not None:
            painter.fillRect(area, QBrush(self.over, self.pattern))


def draw_pieces(painter: QPainter, column: QRectF, pieces: list[tuple[Look, float]], alpha: int) -> None:
    """Draw the parts of a bar above each other, from the bottom of its column."""
    bottom = column.bottom()
    for look, part in pieces:
        height = part * column.height()
        area = QRectF(column.left(), bottom - height, column.width(), max(height - SEAM_PX, SEAM_PX))
        look.fill(painter, area, alpha)
        bottom -= height


def looks_of(stack: StackedTrend, widget: QWidget) -> list[Look]:
    """The looks of the parts in the theme of a widget: bands from the nearest, which is the strongest, to grey."""
    ground = widget.palette().base().color()
    theme = "dark" if ground.lightness() < DARK_BELOW else "light"
    grey, pale = MAP_COLOURS[theme].unknown_dot, QColor(ground)
    ground.setAlpha(HATCH_ALPHA)
    pale.setAlphaF(PALE)
    several, unknown = Look(grey, ground), Look(grey, pale, Qt.BrushStyle.SolidPattern)
    if stack.by == "type":
        return [*(Look(style.colour(theme), ground if k % 2 else None) for k, style in enumerate(TYPE_STYLES)), unknown]
    return [*map(Look, band_colours(theme, stack.n_groups)), several, unknown]


class PartsKey(QWidget):
    """The names of the parts beside their colours, in as many lines as they need."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trend key")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._stack: StackedTrend | None = None
        self.hide()

    def show_parts(self, stack: StackedTrend | None) -> None:
        """Show the key of some parts; hide it where there are none."""
        self._stack = stack
        self.setVisible(stack is not None)
        self.setAccessibleName("Colours of the bars: " + ", ".join(self.names))
        self.updateGeometry()
        self.update()

    @property
    def names(self) -> list[str]:
        """The parts that are named."""
        return [] if self._stack is None else [self._stack.names[k] for k in self._stack.used]

    def hasHeightForWidth(self) -> bool:
        """Names go on in another line."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the lines in a width."""
        places = self._places(width)
        line = self._line()
        return round(places[-1][1] + 1.3 * line) if places else 0

    def sizeHint(self) -> QSize:
        """One line for the width that there is."""
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    def minimumSizeHint(self) -> QSize:
        """It can be narrow."""
        return QSize(80, self._line())

    def _line(self) -> int:
        return self.fontMetrics().height()

    def _places(self, width: int) -> list[tuple[float, float]]:
        """The left top corner of each name with its swatch."""
        x, y, places = float(EDGE_PX), 0.0, list[tuple[float, float]]()
        for name in self.names:
            wide = SWATCH_PX + GAP_PX + self.fontMetrics().horizontalAdvance(name)
            if x > EDGE_PX and x + wide > width - EDGE_PX:
                x, y = float(EDGE_PX), y + 1.25 * self._line()
            places.append((x, y))
            x += wide + APART_PX
        return places

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint swatches and names."""
        if self._stack is None:
            return
        painter, looks = QPainter(self), looks_of(self._stack, self)
        for k, (x, y) in zip(self._stack.used, self._places(self.width()), strict=True):
            top = y + (self._line() - SWATCH_PX) / 2
            looks[k].fill(painter, QRectF(x, top, SWATCH_PX, SWATCH_PX))
            painter.setPen(self.palette().text().color())
            base = y + self.fontMetrics().ascent()
            painter.drawText(QPointF(x + SWATCH_PX + GAP_PX, base), self._stack.names[k])
