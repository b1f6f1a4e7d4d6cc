"""The sortable list of the incidents shown, or of those in the district that is looked at."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractItemView, QFrame, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from app.panels.incidents.model import COLUMNS, DATE, DISTANCE, IncidentModel
from app.panels.incidents.view import IncidentView
from app.session import Session
from app.widgets.debouncer import Debouncer
from app.widgets.symbols import symbol_icon
from app.widgets.tables import set_up
from app.widgets.text import label
from geo.analysis.focus import current_row, district_of, focused
from geo.analysis.nearness import near_words
from geo.reading.direction import without_overrides
from geo.taxonomy import EVENT_TYPES
from geo.view.snapshot import Snapshot

__all__ = ["IncidentsPanel"]

_Rows = npt.NDArray[np.int32]

AT_ONCE = 20_000
"""Up to so many incidents the list is updated at every step; beyond, the update is debounced."""
MOST_RANGES = 1_000
"""Qt compares each range of a selection with each other; beyond so many the rest is selected, but not highlighted."""

NO_MATCH = "No incident matches the filters in this period."
NO_MATCH_IN = "No incident in {} matches the filters in this period."


def _ranges(rows: _Rows) -> list[tuple[int, int]]:
    """First and last of each range of consecutive rows; the rows are sorted."""
    if not len(rows):
        return []
    gaps = np.flatnonzero(np.diff(rows) > 1)
    firsts, lasts = rows[np.concatenate(([0], gaps + 1))], rows[np.concatenate((gaps, [-1]))]
    return list(zip(firsts.tolist(), lasts.tolist(), strict=True))


class IncidentsPanel(QWidget):
    """The list, or what to do when it is empty."""

    incident_requested = Signal(int)
    """Emitted with the position of the incident that was chosen in the list, and that the map should show."""
    menu_requested = Signal(QPoint)
    """Emitted with a point of the screen when the menu of the chosen incident should come up there."""
    reset_requested = Signal()
    """Emitted when the user wants to remove all filters."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("incidents")
        self._session = session
        self._is_updating = self._is_selecting = False
        self.model = IncidentModel(self)
        self.view = self._make_view()
        self._order_before = self.model.sorted_by
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._make_list())
        self._stack.addWidget(self._make_empty())
        self.restyle()
        self.view.selectionModel().selectionChanged.connect(self._on_selected)
        self._debouncer = Debouncer(lambda: self._show(session.snapshot), AT_ONCE, self)
        session.changed.connect(self._on_changed)
        session.replaced.connect(self._show)
        self._show(session.snapshot)

    def _make_view(self) -> IncidentView:
        view = IncidentView()
        set_up(view, "incident list", "Incidents shown", self.model)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(lambda at: self.menu_requested.emit(view.viewport().mapToGlobal(at)))
        view.horizontalHeader().moveSection(DISTANCE, 1)
        view.sortByColumn(DATE, Qt.SortOrder.DescendingOrder)
        return view

    def _make_list(self) -> QWidget:
        """The list with a line below it that says how surely the incidents lie within a distance."""
        page = QFrame()
        page.setObjectName("panel")
        self.near = label("", "muted", wrap=True)
        self.near.setContentsMargins(10, 4, 10, 6)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.view)
        layout.addWidget(self.near)
        return page

    def _make_empty(self) -> QWidget:
        empty = QWidget()
        empty.setAutoFillBackground(True)
        empty.setBackgroundRole(QPalette.ColorRole.Base)
        layout = QVBoxLayout(empty)
        layout.addStretch()
        self._empty_text = label(NO_MATCH, "muted", wrap=True)
        self._empty_text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(self._empty_text)
        self._reset = button = QPushButton("Reset filters")
        button.setObjectName("reset from list")
        button.setToolTip("Remove all filters and show the whole period")
        button.setAccessibleName("Remove all filters and show the whole period")
        button.clicked.connect(self.reset_requested)
        layout.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch()
        return empty

    def restyle(self) -> None:
        """Draw the symbols again in the colours of the palette."""
        dark = self.palette().color(QPalette.ColorRole.Window).lightness() < 128
        self.model.set_icons([symbol_icon(i, dark=dark) for i in range(len(EVENT_TYPES))])
        self.view.viewport().update()

    def _on_changed(self, before: Snapshot, after: Snapshot) -> None:
        if before.state.query != after.state.query or before.state.district != after.state.district:
            self._debouncer.request(len(after.dataset.incidents))
        elif before.state.selected != after.state.selected and not self._is_selecting:
            self._show_selection(after)
        elif before.state.current != after.state.current and not self._is_selecting:
            self._show_current(after)

    def _show(self, snapshot: Snapshot) -> None:
        looked_at = district_of(snapshot)
        snapshot = focused(snapshot)
        self._is_updating = True
        self._show_distances(snapshot)
        self.model.set_snapshot(snapshot)
        self._is_updating = False
        self._stack.setCurrentIndex(0 if len(snapshot.answer) else 1)
        nothing = NO_MATCH if looked_at is None else NO_MATCH_IN.format(without_overrides(looked_at.name))
        self._empty_text.setText(nothing)
        self._reset.setVisible(looked_at is None)
        self.view.scrollToTop()
        self._show_selection(snapshot)

    def _show_distances(self, snapshot: Snapshot) -> None:
        """With a distance chosen, its column is shown and orders the list; without, the former order is back."""
        is_near = snapshot.state.query.within is not None
        self.near.setText(near_words(snapshot))
        self.near.setVisible(is_near)
        if is_near != self.view.isColumnHidden(DISTANCE):
            return
        header = self.view.horizontalHeader()
        self.view.setColumnHidden(DISTANCE, not is_near)
        if is_near:
            self._order_before = self.model.sorted_by
            order = (DISTANCE, Qt.SortOrder.AscendingOrder)
        else:
            order = self._order_before if self.model.sorted_by[0] == DISTANCE else self.model.sorted_by
        self.model.sort_next(*order)
        with QSignalBlocker(header):
            header.setSortIndicator(*order)
        header.viewport().update()

    def _show_selection(self, snapshot: Snapshot) -> None:
        rows = self.model.list_rows(snapshot.selected_rows)
        chosen = QItemSelection()
        for first, last in _ranges(np.sort(rows))[:MOST_RANGES]:
            chosen.select(self.model.index(first, 0), self.model.index(last, len(COLUMNS) - 1))
        self._is_updating = True
        self.view.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if len(rows) and not self._sees_any(rows):
            self.view.scrollTo(self.model.index(int(rows[0]), 0), QAbstractItemView.ScrollHint.PositionAtCenter)
        self._is_updating = False
        self._show_current(snapshot)

    def _show_current(self, snapshot: Snapshot) -> None:
        """Mark the incident that is shown in full among several, and scroll to it if another one was before."""
        row = current_row(snapshot)
        at = None if row is None else self.model.list_row(row)
        self.model.set_current(row if len(snapshot.selected_rows) > 1 else None)
        if at is None or not snapshot.state.current:
            return
        self._is_updating = True
        index = self.model.index(at, max(self.view.currentIndex().column(), 0))
        self.view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        if not self._sees_any(np.array([at], np.int32)):
            self.view.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        self._is_updating = False

    def _sees_any(self, rows: _Rows) -> bool:
        top, bottom = self.view.rowAt(0), self.view.rowAt(self.view.viewport().height() - 1)
        last = bottom if bottom >= 0 else self.model.rowCount()
        return bool(((rows >= top) & (rows <= last)).any())

    def _on_selected(self) -> None:
        if self._is_updating:
            return
        ids = self._session.dataset.incidents.texts["incident_id"]
        ranges = self.view.selectionModel().selection().toList()
        rows = sorted({row for each in ranges for row in range(each.top(), each.bottom() + 1)})
        positions = [self.model.incident_row(row) for row in rows]
        at = self.view.currentIndex().row()
        current = self.model.incident_row(at) if at in rows else positions[0] if positions else None
        self._is_selecting = True
        self._session.select(tuple(ids[p] for p in positions), "" if current is None else ids[current])
        self._is_selecting = False
        self.model.set_current(current if len(positions) > 1 else None)
        if current is not None:
            self.incident_requested.emit(current)
