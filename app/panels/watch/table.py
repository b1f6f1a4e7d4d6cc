"""The rows of the watch list: a model, and the delegate that draws each row in two lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.panels.watch.drawing import SIGN_PX, draw_bars, draw_sign, verdict_colour
from app.panels.watch.words import interval_words, place_words, times_words, usual_line, verdict_words
from app.widgets.text import tip
from geo.analysis.unusual import PlaceLook
from geo.reading.direction import without_overrides

__all__ = ["BARS", "COLUMNS", "ROW_PX", "PlaceDelegate", "PlaceModel"]

_Index = QModelIndex | QPersistentModelIndex
ROW_PX = 40
_MARGIN = 8.0
_SMALL = 0.88


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: heading, tooltip, width (0 for what is left), and the two lines of a row."""

    title: str
    tip: str
    width: int
    first: Callable[[PlaceLook], str]
    second: Callable[[PlaceLook], str]


COLUMNS = (
    _Column("Place", "District or province, the most unusual first; below it the verdict", 0, place_words,
            verdict_words),
    _Column("Incidents", "Incidents in the window; below it the usual number of such a window", 80,
            lambda row: f"{row.observed:,}", usual_line),
    _Column("× usual", "How many times the usual number; below it the 95 % interval of that", 78, times_words,
            interval_words),
    _Column("Past", "The windows before and, last, the one looked at; dotted: the usual number", 68,
            lambda _row: "", lambda _row: ""),
)  # fmt: skip
BARS = len(COLUMNS) - 1


class PlaceModel(QAbstractTableModel):
    """The places of a look, the most unusual first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[PlaceLook, ...] = ()

    def set_rows(self, rows: Sequence[PlaceLook]) -> None:
        """Show these places; while time moves their number stays, so that nothing is laid out anew."""
        if len(rows) == len(self._rows):
            self._rows = tuple(rows)
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, BARS))
            return
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def place(self, row: int) -> PlaceLook:
        """The place in a row."""
        return self._rows[row]

    def row_of(self, key: str) -> int | None:
        """The row of a place by its key; ``None`` if it is not listed."""
        return next((row for row, place in enumerate(self._rows) if place.key == key), None)

    def rowCount(self, parent: _Index | None = None) -> int:
        """Rows of the list."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index | None = None) -> int:
        """Columns of the list."""
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Names of the columns."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole and 0 < section < BARS:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return COLUMNS[section].tip if role == Qt.ItemDataRole.ToolTipRole else None

    def data(self, index: _Index, role: int = 0) -> Any:
        """What a cell shows."""
        place, column = self._rows[index.row()], COLUMNS[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if index.column() == BARS:
                return ", ".join(map(str, place.series))
            return without_overrides(", ".join(filter(None, (column.first(place), column.second(place)))))
        return tip(place.sentence) if role == Qt.ItemDataRole.ToolTipRole else None


class PlaceDelegate(QStyledItemDelegate):
    """Draws a cell in two lines, the sign of the verdict before the name, and the past as bars.

    It draws the ground of a chosen row itself: with a style sheet Qt takes long for that of each cell, and while time
    moves all rows are drawn anew.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fonts: tuple[str, QFont, QFont, QFontMetricsF, QFontMetricsF] | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Two lines."""
        return QSize(COLUMNS[index.column()].width or 120, ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a cell."""
        model = index.model()
        assert isinstance(model, PlaceModel)
        place, box, palette = model.place(index.row()), QRectF(option.rect), option.palette
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, palette.highlight())
        painter.save()
        if index.column() == BARS:
            draw_bars(painter, box.adjusted(4, 7, -_MARGIN, -7), place, palette)
        else:
            self._write(painter, box, option, index.column(), place)
        painter.restore()

    def _write(
        self, painter: QPainter, box: QRectF, option: QStyleOptionViewItem, column: int, place: PlaceLook
    ) -> None:
        palette, left = option.palette, 2.0
        if column == 0:
            sign = QPointF(box.left() + _MARGIN + SIGN_PX / 2, box.center().y())
            draw_sign(painter, sign, place, verdict_colour(place, palette))
            left = _MARGIN + SIGN_PX + 7
        inner = box.adjusted(left, 3, -_MARGIN if column else 0, -4)
        half = inner.height() / 2
        bold, small, *metrics = self._fonts_of(option.font)
        lines = (
            (COLUMNS[column].first(place), bold, metrics[0], palette.text().color(), 0.0),
            (COLUMNS[column].second(place), small, metrics[1], palette.placeholderText().color(), half),
        )
        for text, font, measure, pen, down in lines:
            painter.setFont(font)
            painter.setPen(pen)
            shown = without_overrides(text)
            width = measure.horizontalAdvance(shown)
            if width > inner.width():
                shown, width = measure.elidedText(shown, Qt.TextElideMode.ElideRight, inner.width()), inner.width()
            x = inner.right() - width if column else inner.left()
            room = (half - measure.height()) / 2
            painter.drawText(QPointF(x, inner.top() + down + room + measure.ascent()), shown)

    def _fonts_of(self, font: QFont) -> tuple[QFont, QFont, QFontMetricsF, QFontMetricsF]:
        """The fonts of the two lines and their measures, made once for a font."""
        key = font.key()
        if self._fonts is None or self._fonts[0] != key:
            bold, small = QFont(font), QFont(font)
            bold.setWeight(QFont.Weight.DemiBold)
            small.setPixelSize(round(QFontInfo(font).pixelSize() * _SMALL))
            self._fonts = key, bold, small, QFontMetricsF(bold), QFontMetricsF(small)
        return self._fonts[1:]
