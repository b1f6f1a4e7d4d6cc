"""The list of context events: a model, and the delegate that draws each in two lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from app.widgets.column_model import ColumnModel, Index
from app.widgets.elided import one_line
from app.widgets.text import tip
from app.widgets.two_lines import ROW_PX, TwoLineDelegate
from geo.calendar.days import number_text
from geo.incidents import ContextEvent

__all__ = ["COLUMNS", "EventDelegate", "EventModel", "facts_of"]

_DAYS_PX = 104


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: heading, tooltip, width (0 for what is left), and the two lines of a row."""

    title: str
    tip: str
    width: int
    first: Callable[[ContextEvent], str]
    second: Callable[[ContextEvent], str]


def facts_of(event: ContextEvent) -> str:
    """Category and scope in one line."""
    return " · ".join(filter(None, (one_line(event.category), one_line(event.scope))))


def _last_words(event: ContextEvent) -> str:
    return f"to {number_text(event.period.last)}" if event.period.width_days > 1 else ""


COLUMNS = (
    _Column("Event", "What happened, the latest first; below it its category and where it applies", 0,
            lambda event: one_line(event.title), facts_of),
    _Column("Days", "Its first day; below it the last one", _DAYS_PX,
            lambda event: number_text(event.period.first), _last_words),
)  # fmt: skip


class EventModel(ColumnModel):
    """Context events, the latest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(COLUMNS, range(1, 2), parent)

    def set_rows(self, rows: Sequence[ContextEvent]) -> None:
        """Show these events."""
        self.beginResetModel()
        self._rows = tuple(sorted(rows, key=lambda event: (-event.period.first, event.title)))
        self.endResetModel()

    def event_at(self, row: int) -> ContextEvent | None:
        """The event in a row; ``None`` for no row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, event: ContextEvent | None) -> int:
        """The row of an event; -1 if it is not listed."""
        return self._rows.index(event) if event in self._rows else -1

    def data(self, index: Index, role: int = 0) -> Any:
        """What a cell shows."""
        event, column = self._rows[index.row()], COLUMNS[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(filter(None, (column.first(event), column.second(event))))
        return tip(one_line(event.title)) if role == Qt.ItemDataRole.ToolTipRole else None


class EventDelegate(TwoLineDelegate):
    """Draws a cell in two lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines."""
        return QSize(COLUMNS[index.column()].width or 120, ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell."""
        model = index.model()
        assert isinstance(model, EventModel)
        event, column = model.event_at(index.row()), COLUMNS[index.column()]
        assert event is not None
        box = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, option.palette.highlight())
        painter.save()
        lines = column.first(event), column.second(event)
        self.write(painter, box.adjusted(10, 0, 0, 0), option, lines, at_right=index.column() > 0)
        painter.restore()
