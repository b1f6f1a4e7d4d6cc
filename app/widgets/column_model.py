"""The base of tables whose columns are declared as records with a title and a tooltip."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

__all__ = ["RIGHT", "ColumnModel", "Index"]

Index = QModelIndex | QPersistentModelIndex

RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
"""Where numbers and their headings stand."""


class _Column(Protocol):
    @property
    def title(self) -> str: ...

    @property
    def tip(self) -> str: ...


class ColumnModel(QAbstractTableModel):
    """Rows with declared columns, of which all but the first ones hold numbers.

    Parameters
    ----------
    columns
        The columns: heading and tooltip of each.
    numbers
        The columns that hold numbers.
    parent
        The owner.
    """

    def __init__(self, columns: Sequence[_Column], numbers: range, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns, self._numbers = columns, numbers
        self._rows: Sequence[Any] = ()

    def rowCount(self, parent: Index | None = None) -> int:
        """Rows of the list."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Columns of the list."""
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Names of the columns."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole and section in self._numbers:
            return RIGHT
        return self._columns[section].tip if role == Qt.ItemDataRole.ToolTipRole else None
