"""The table view shared by the incidents, the districts and the dialogs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

__all__ = ["ROW_PX", "set_up", "table_view"]

ROW_PX = 25


def table_view(
    name: str, title: str, model: QAbstractItemModel, widths_px: Sequence[int], *, sortable: bool = True
) -> QTableView:
    """A table of rows of one line that selects whole rows; ``title`` is its accessible name."""
    view = QTableView()
    set_up(view, name, title, model, sortable=sortable)
    for column, width in enumerate(widths_px):
        view.setColumnWidth(column, width)
    return view


def set_up(view: QTableView, name: str, title: str, model: QAbstractItemModel, *, sortable: bool = True) -> None:
    """Give a table the looks and the behaviour of all tables."""
    view.setObjectName(name)
    view.setAccessibleName(title)
    view.setModel(model)
    view.setSortingEnabled(sortable)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setAlternatingRowColors(True)
    view.setTabKeyNavigation(False)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.verticalHeader().setVisible(False)
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    view.verticalHeader().setDefaultSectionSize(ROW_PX)
    view.horizontalHeader().setHighlightSections(False)
    view.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
