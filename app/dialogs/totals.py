"""The totals that sources state, beside the counts of stored incidents of the same place and period."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QDialog, QDialogButtonBox, QHeaderView, QVBoxLayout, QWidget

from app.widgets.tables import table_view
from app.widgets.text import label, tip
from geo.analysis.totals import TotalRange, TotalRow, total_ranges, total_rows
from geo.calendar.days import period_text
from geo.dataset import Dataset
from geo.incidents.totals import BY_TYPE
from geo.reading.direction import without_overrides

__all__ = ["TotalsDialog"]

HEADER = ("Source", "Place", "Period", "What", "Events", "Killed", "Incidents stored", "Killed in them")
WIDTHS_PX = (126, 160, 126, 104, 64, 64, 118, 104)
FIRST_NUMBER = 4
WHAT_IT_IS = (
    "Counted by the source, not single incidents: totals are not on the map and in no other count. Beside them stand "
    "the incidents of the same place, period and types that are stored here, of any source. Neither corrects the other."
)
MOST_SENTENCES = 6

_Index = QModelIndex | QPersistentModelIndex


class TotalsDialog(QDialog):
    """A table of the totals of a data set; nothing is changed by it."""

    def __init__(self, dataset: Dataset, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("totals dialog")
        self.setWindowTitle("Totals of sources")
        available = self.screen().availableSize()
        self.resize(min(1000, available.width()), min(560, available.height()))
        layout = QVBoxLayout(self)
        layout.addWidget(label(WHAT_IT_IS, wrap=True))
        layout.addWidget(label(_sentences(dataset), "muted", wrap=True))
        rows = total_rows(dataset)
        if ranges := total_ranges(rows):
            layout.addWidget(label("Where sources differ", "heading"))
            layout.addWidget(label(_range_words(ranges), wrap=True))
        model = _Rows(rows, self)
        self.table = table_view("totals", "Totals of sources", model, WIDTHS_PX, sortable=False)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        layout.addWidget(self.table, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)


class _Rows(QAbstractTableModel):
    def __init__(self, rows: Sequence[TotalRow], parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = rows

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(HEADER)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section >= FIRST_NUMBER:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return HEADER[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: _Index, role: int = 0) -> Any:
        row, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.TextAlignmentRole and column >= FIRST_NUMBER:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.DisplayRole:
            return _cells(row)[column]
        return tip(_details(row, column)) if role == Qt.ItemDataRole.ToolTipRole else None


def _cells(row: TotalRow) -> tuple[str, ...]:
    numbers = (row.events, row.killed, row.incidents, row.incidents_killed)
    return (
        row.source,
        row.district or f"{row.province}, province",
        period_text(row.date_start, row.date_end),
        _what(row),
        *("–" if number is None else f"{number:,}" for number in numbers),
    )


def _what(row: TotalRow) -> str:
    if row.kind != BY_TYPE:
        return row.kind
    return row.types[0] if len(row.types) == 1 else f"{len(row.types)} types"


def _details(row: TotalRow, column: int) -> str:
    """What a cell means: the types of a row, or why a number is not known."""
    if column == FIRST_NUMBER - 1 and row.types:
        return "\n".join(row.types)
    if column >= FIRST_NUMBER and _cells(row)[column] == "–":
        is_of_source = column < FIRST_NUMBER + 2
        return "The source does not state it." if is_of_source else "A type of the source without a counterpart here."
    return _cells(row)[column]


def _sentences(dataset: Dataset) -> str:
    sums = dataset.totals_sums
    more = f"\n… and {len(sums) - MOST_SENTENCES:,} more" if len(sums) > MOST_SENTENCES else ""
    return "\n".join(f"{each.sentence}." for each in sums[:MOST_SENTENCES]) + more


def _range_words(ranges: Sequence[TotalRange]) -> str:
    more = f"\n… and {len(ranges) - MOST_SENTENCES:,} more" if len(ranges) > MOST_SENTENCES else ""
    return without_overrides("\n".join(f"{each.sentence}." for each in ranges[:MOST_SENTENCES]) + more)
