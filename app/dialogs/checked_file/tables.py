"""The problems of a file as tables: by kind, and row by row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.dialogs.checked_file.groups import Group
from app.widgets.tables import table_view
from app.widgets.text import tip
from geo.incidents.findings import EFFECTS, Problem

__all__ = ["COLUMNS", "GROUP_COLUMNS", "LONGEST", "ProblemModel", "as_table", "group_model", "problem_table"]

_Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("Row", "Line", "Column", "Value", "What is wrong", "Effect", "Id")
GROUP_COLUMNS = ("Problems", "Column", "Values", "What is wrong", "Rows", "Effect")
WIDTHS_PX = (48, 48, 104, 140, 340, 150, 120)
GROUP_WIDTHS_PX = (84, 104, 150, 300, 120, 150)
MESSAGE, GROUP_MESSAGE = 4, 3
LONGEST = 120
LONGEST_TIP = 2_000


class ProblemModel(QAbstractTableModel):
    """Rows of cells as text, under these names of columns; a long cell is cut, and whole in its tooltip."""

    def __init__(self, names: Sequence[str], rows: Sequence[Any], cells: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names, self._rows, self._cells = names, rows, cells

    def rowCount(self, parent: _Index | None = None) -> int:
        """Rows of the list."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index | None = None) -> int:
        """Columns of the list."""
        return 0 if parent is not None and parent.isValid() else len(self._names)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Names of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._names[section]
        return None

    def data(self, index: _Index, role: int = 0) -> Any:
        """What a cell shows."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        text: str = self._cells(self._rows[index.row()])[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(text[:LONGEST_TIP])
        return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def group_model(groups: Sequence[Group], parent: QWidget | None = None) -> ProblemModel:
    """The problems by kind, one kind a row."""
    return ProblemModel(GROUP_COLUMNS, groups, _group_cells, parent)


def _group_cells(group: Group) -> tuple[str, ...]:
    n = f"{len(group.problems):,}"
    return n, group.column, group.values_words, group.message, group.rows_words, EFFECTS[group.severity]


def problem_cells(problem: Problem) -> tuple[str, ...]:
    """A problem as the cells of its row."""
    effect = EFFECTS[problem.severity]
    cells = (problem.row, problem.line, problem.column, problem.value, problem.message, effect, problem.id)
    return tuple("" if cell in (None, 0) else str(cell) for cell in cells)


def problem_table(name: str, title: str, model: ProblemModel) -> QTableView:
    """A table of problems with rows of one line; the arrow keys move through it."""
    is_of_groups = model.columnCount() == len(GROUP_COLUMNS)
    view = table_view(name, title, model, GROUP_WIDTHS_PX if is_of_groups else WIDTHS_PX, sortable=False)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    stretched = GROUP_MESSAGE if is_of_groups else MESSAGE
    view.horizontalHeader().setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
    return view


def as_table(problems: Sequence[Problem]) -> str:
    """The problems as text for a spreadsheet: a row each, cells separated by tabs."""
    rows = (COLUMNS, *map(problem_cells, problems))
    return "\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in rows)
