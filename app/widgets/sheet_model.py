"""A table of counts as a model: texts are aligned, numbers sort by value, totals stay below."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.widgets.text import tip
from geo.analysis.table_sheet import ALL, TableSheet
from geo.reading.direction import without_overrides
from geo.wording import source_name

__all__ = ["SheetModel"]

_Index = QModelIndex | QPersistentModelIndex
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class SheetModel(QAbstractTableModel):
    """The rows of a sheet, in its order until one is sorted by a column."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sheet = TableSheet("", ("",), (), (), ())
        self._of_sources = (False, False)
        self._order: list[int] = []
        self._sorted_by = (-1, Qt.SortOrder.AscendingOrder)

    def set_sheet(self, sheet: TableSheet, of_sources: tuple[bool, bool] = (False, False)) -> None:
        """Show a sheet; a column that is sorted by keeps its place as long as the headings are the same.

        ``of_sources`` says whether its rows and its columns are sources, which are shown by their readable names.
        """
        self._of_sources = of_sources
        self.beginResetModel()
        if sheet.header != self._sheet.header:
            self._sorted_by = (-1, Qt.SortOrder.AscendingOrder)
        self._sheet = sheet
        self._arrange()
        self.endResetModel()

    def name(self, row: int) -> str:
        """The name of a row."""
        return str(self._sheet.rows[self._order[row]][0])

    def position(self, row: int) -> int:
        """The position of a row in the sheet."""
        return self._order[row]

    def _arrange(self) -> None:
        column, order = self._sorted_by
        rows = self._sheet.rows
        listed = [at for at, row in enumerate(rows) if at < len(rows) - 1 or row[0] != ALL]
        if 0 <= column < len(self._sheet.header):
            listed.sort(key=lambda at: _key(rows[at][column]), reverse=order == Qt.SortOrder.DescendingOrder)
        self._order = [*listed, *range(len(listed), len(rows))]

    def rowCount(self, parent: _Index | None = None) -> int:
        """Rows of the table."""
        return 0 if parent is not None and parent.isValid() else len(self._order)

    def columnCount(self, parent: _Index | None = None) -> int:
        """Columns of the table."""
        return 0 if parent is not None and parent.isValid() else len(self._sheet.header)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Names of the columns."""
        if orientation != Qt.Orientation.Horizontal or section >= len(self._sheet.header):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            title = self._sheet.header[section]
            return without_overrides(source_name(title) if section and self._of_sources[1] else title)
        if role == Qt.ItemDataRole.TextAlignmentRole and section:
            return _RIGHT
        return tip(self._sheet.header[section]) if role == Qt.ItemDataRole.ToolTipRole else None

    def data(self, index: _Index, role: int = 0) -> Any:
        """What a cell shows; totals are bold."""
        if role == Qt.ItemDataRole.DisplayRole:
            text = self._sheet.text(self._order[index.row()], index.column())
            return without_overrides(text if index.column() or not self._of_sources[0] else source_name(text))
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column():
            return _RIGHT
        if role == Qt.ItemDataRole.FontRole and self._is_total(index):
            from PySide6.QtGui import QFont

            font = QFont()
            font.setBold(True)
            return font
        return None

    def _is_total(self, index: _Index) -> bool:
        is_last = self._order[index.row()] == len(self._order) - 1
        return (is_last and self.name(index.row()) == ALL) or self._sheet.header[index.column()] == ALL

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column; what is not known comes below every figure."""
        self.layoutAboutToBeChanged.emit()
        self._sorted_by = (column, order)
        self._arrange()
        self.layoutChanged.emit()


def _key(value: str | float | None) -> tuple[int, float, str]:
    if value is None:
        return 0, 0.0, ""
    return (1, 0.0, value.casefold()) if isinstance(value, str) else (1, float(value), "")
