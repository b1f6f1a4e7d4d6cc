"""The rows of the watch list: a model, and the delegate that draws each row in two lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from app.panels.watch.drawing import SIGN_PX, draw_bars, draw_sign, verdict_colour
from app.panels.watch.words import interval_words, place_words, times_words, usual_line, verdict_words
from app.widgets.column_model import ColumnModel, Index
from app.widgets.text import tip
from app.widgets.two_lines import MARGIN, ROW_PX, TwoLineDelegate
from geo.analysis.unusual import PlaceLook
from geo.reading.direction import without_overrides

__all__ = ["BARS", "COLUMNS", "PlaceDelegate", "PlaceModel"]


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


class PlaceModel(ColumnModel):
    """The places of a look, the most unusual first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(COLUMNS, range(1, BARS), parent)

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
        place: PlaceLook = self._rows[row]
        return place

    def row_of(self, key: str) -> int | None:
        """The row of a place by its key; ``None`` if it is not listed."""
        return next((row for row, place in enumerate(self._rows) if place.key == key), None)

    def data(self, index: Index, role: int = 0) -> Any:
        """What a cell shows."""
        place, column = self._rows[index.row()], COLUMNS[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if index.column() == BARS:
                return ", ".join(map(str, place.series))
            return without_overrides(", ".join(filter(None, (column.first(place), column.second(place)))))
        return tip(place.sentence) if role == Qt.ItemDataRole.ToolTipRole else None


class PlaceDelegate(TwoLineDelegate):
    """Draws a cell in two lines, the sign of the verdict before the name, and the past as bars.

    It draws the ground of a chosen row itself: with a style sheet Qt takes long for that of each cell, and while time
    moves all rows are drawn anew.
    """

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines."""
        return QSize(COLUMNS[index.column()].width or 120, ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell."""
        model = index.model()
        assert isinstance(model, PlaceModel)
        place, box, palette = model.place(index.row()), QRectF(option.rect), option.palette
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, palette.highlight())
        painter.save()
        if index.column() == BARS:
            draw_bars(painter, box.adjusted(4, 7, -MARGIN, -7), place, palette)
        else:
            self._write(painter, box, option, index.column(), place)
        painter.restore()

    def _write(
        self, painter: QPainter, box: QRectF, option: QStyleOptionViewItem, column: int, place: PlaceLook
    ) -> None:
        left = 2.0
        if column == 0:
            sign = QPointF(box.left() + MARGIN + SIGN_PX / 2, box.center().y())
            draw_sign(painter, sign, place, verdict_colour(place, option.palette))
            left = MARGIN + SIGN_PX + 7
        lines = COLUMNS[column].first(place), COLUMNS[column].second(place)
        self.write(painter, box.adjusted(left, 0, 0, 0), option, lines, at_right=column > 0)
