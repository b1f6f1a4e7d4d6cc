"""A table whose first column stays in view while the others scroll, and whose columns take all the width there is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from PySide6.QtCore import QAbstractItemModel, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget

from app.widgets.tables import ROW_PX

__all__ = ["FrozenTable", "copied_text", "whole_columns", "widths_for"]

_Index = QModelIndex | QPersistentModelIndex
HEADING_PX, CELL_PX = 19, 20
SQUEEZE_PX = 4
"""Each column may be so much narrower than it would be where that saves the scroll bar."""


class FrozenTable(QTableView):
    """Shows the first column a second time, in a view above it that does not scroll sideways.

    Both views have one selection model, one order and one position downwards; only the table itself takes the focus.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._natural_px: tuple[int, ...] = ()
        self.data_label = ""
        """What the data are, in the last line of what is copied; blank for nothing."""
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.frozen = QTableView(self)
        self.frozen.setObjectName("frozenColumn")
        self.frozen.setAccessibleName("Names, repeated beside the figures")
        self.frozen.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.frozen.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.frozen.setFrameShape(QFrame.Shape.NoFrame)
        for bar in (self.frozen.setHorizontalScrollBarPolicy, self.frozen.setVerticalScrollBarPolicy):
            bar(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def freeze(self, natural_px: Sequence[int]) -> None:
        """Begin, once model, selection and looks are set: the least width of each column."""
        frozen, header = self.frozen, self.horizontalHeader()
        frozen.setModel(self.model())
        unused = frozen.selectionModel()
        frozen.setSelectionModel(self.selectionModel())
        if unused is not self.selectionModel():
            unused.deleteLater()
        frozen.setSelectionBehavior(self.selectionBehavior())
        frozen.setSelectionMode(self.selectionMode())
        frozen.setVerticalScrollMode(self.verticalScrollMode())
        frozen.setShowGrid(self.showGrid())
        frozen.setWordWrap(False)
        frozen.setAlternatingRowColors(self.alternatingRowColors())
        frozen.verticalHeader().hide()
        frozen.verticalHeader().setDefaultSectionSize(ROW_PX)
        frozen.horizontalHeader().setHighlightSections(False)
        frozen.horizontalHeader().setDefaultAlignment(header.defaultAlignment())
        frozen.horizontalHeader().setSectionsClickable(True)
        frozen.horizontalHeader().setSortIndicatorShown(True)
        self._connect()
        self.set_natural_widths(natural_px)

    def set_natural_widths(self, natural_px: Sequence[int]) -> None:
        """Set the least width of each column."""
        self._natural_px = tuple(natural_px)
        for column in range(1, len(self._natural_px)):
            self.frozen.setColumnHidden(column, True)
        self._stretch()

    def _connect(self) -> None:
        header, frozen_header = self.horizontalHeader(), self.frozen.horizontalHeader()
        header.sectionResized.connect(self._on_resized)
        frozen_header.sectionResized.connect(self._on_frozen_resized)
        header.sortIndicatorChanged.connect(lambda column, order: frozen_header.setSortIndicator(column, order))
        frozen_header.sortIndicatorChanged.connect(lambda column, order: header.setSortIndicator(column, order))
        frozen_header.setSortIndicator(header.sortIndicatorSection(), header.sortIndicatorOrder())
        self.verticalScrollBar().valueChanged.connect(self.frozen.verticalScrollBar().setValue)
        self.frozen.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.frozen.activated.connect(self.activated)
        self.frozen.pressed.connect(lambda _index: self.setFocus(Qt.FocusReason.MouseFocusReason))

    def _on_resized(self, column: int, _old: int, width: int) -> None:
        if column == 0:
            self.frozen.setColumnWidth(0, width)
            self._place_frozen()

    def _on_frozen_resized(self, column: int, _old: int, width: int) -> None:
        """Follow the border of the name alone: the others are hidden there, which Qt reports as a width of 0."""
        if column == 0:
            self.setColumnWidth(0, width)

    def _place_frozen(self) -> None:
        left, top = self.viewport().x(), self.horizontalHeader().y()
        wide = min(self.columnWidth(0), self.viewport().width())
        self.frozen.setGeometry(left, top, wide, self.viewport().geometry().bottom() + 1 - top)
        self.frozen.horizontalHeader().setFixedHeight(self.horizontalHeader().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Divide the width anew."""
        super().resizeEvent(event)
        self._stretch()
        self._place_frozen()

    def _stretch(self) -> None:
        """Give every column its natural width; those in view share what is left over, or lacks a little."""
        if not self._natural_px:
            return
        in_view = whole_columns(self._natural_px, self.viewport().width(), SQUEEZE_PX)
        share, rest = divmod(self.viewport().width() - sum(self._natural_px[:in_view]), max(in_view, 1))
        for column, width in enumerate(self._natural_px):
            more = 0 if column >= in_view else share + (rest if column == 0 else 0)
            self.setColumnWidth(column, width + more)

    def scrollTo(
        self, index: _Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Show a cell where the first column does not cover it."""
        super().scrollTo(index, hint)
        hidden = self.columnWidth(0) - self.visualRect(index).left()
        if index.column() > 0 and hidden > 0:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - hidden)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the selected row, or the whole table where none is selected."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def copy(self, *, everything: bool = False) -> None:
        """Copy the selected rows with the headings, as columns separated by tabs; all rows where none is selected."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        model = self.model()
        if everything or not rows:
            rows = list(range(model.rowCount()))
        label = f"{self.data_label}\n" if self.data_label else ""
        QGuiApplication.clipboard().setText(copied_text(model, rows) + label)

    def show_row(self, row: int | None) -> None:
        """Select a row, and scroll to it if it is out of view; ``None`` for none."""
        model = self.selectionModel()
        if row is None:
            model.clear()
            return
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        index = self.model().index(row, max(self.currentIndex().column(), 0))
        if not model.isRowSelected(row, QModelIndex()):
            model.setCurrentIndex(index, flags)
        at = self.visualRect(index)
        if not self.viewport().rect().contains(self.viewport().rect().left(), at.center().y()):
            super().scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)


def whole_columns(widths_px: Sequence[int], room_px: int, squeeze_px: int = 0) -> int:
    """How many of the first columns are in view as a whole, if each may be a little narrower."""
    return sum(total - squeeze_px * number <= room_px for number, total in enumerate(accumulate(widths_px), 1))


def widths_for(metrics: QFontMetrics, samples: Sequence[tuple[str, str]]) -> tuple[int, ...]:
    """The width of columns in pixels, from the heading and the widest text of each."""
    advance = metrics.horizontalAdvance
    return tuple(max(advance(heading) + HEADING_PX, advance(text) + CELL_PX) for heading, text in samples)


def copied_text(model: QAbstractItemModel, rows: Sequence[int]) -> str:
    """The headings and these rows of a model, a line each, with tabs between the cells."""
    columns = range(model.columnCount())
    lines = [[model.headerData(column, Qt.Orientation.Horizontal) for column in columns]]
    lines += [[model.index(row, column).data() for column in columns] for row in rows]
    return "\n".join("\t".join(" ".join(str(cell).split()) for cell in line) for line in lines) + "\n"
