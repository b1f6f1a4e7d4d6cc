"""The sortable list of the incidents shown; it makes no object for each row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSignalBlocker,
    Qt,
    Signal,
)
from PySide6.QtGui import QIcon, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QPushButton,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.session import Session
from app.widgets.debouncer import Debouncer
from app.widgets.symbols import symbol_icon
from app.widgets.tables import table_view
from app.widgets.text import label, tip
from geo.analysis.focus import district_of, focused
from geo.analysis.nearness import near_words
from geo.calendar.days import day_text, from_day_number, month_short
from geo.incidents import Incidents
from geo.incidents.words import date_words
from geo.reading.direction import without_overrides
from geo.scales import NEAR_KM
from geo.taxonomy import EVENT_TYPES
from geo.view.snapshot import Snapshot

__all__ = ["IncidentModel", "IncidentsPanel"]

_Index = QModelIndex | QPersistentModelIndex
_Rows = npt.NDArray[np.int32]

COLUMNS = ("Date", "Type", "District", "Killed", "Place", "First actor", "km")
DATE, TYPE, DISTRICT, KILLED, PLACE, ACTOR, DISTANCE = range(7)
_APPROXIMATE = {"week": "wk "}
WIDTHS_PX = (100, 116, 98, 52, 150, 170, 82)
AT_ONCE = 20_000
"""Up to so many incidents the list is updated at every step; beyond, the update is debounced."""
MOST_RANGES = 1_000
"""Qt compares each range of a selection with each other; beyond so many the rest is selected, but not highlighted."""

NO_MATCH = "No incident matches the filters in this period."
NO_MATCH_IN = "No incident in {} matches the filters in this period."
NO_INCIDENT = (
    "This workspace holds no incidents yet. Drop a file of incidents on the window, or choose File, Import incidents."
)


class IncidentModel(QAbstractTableModel):
    """The incidents of a snapshot; a row is looked up when it is painted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._snapshot: Snapshot | None = None
        self._rows: _Rows = np.zeros(0, np.int32)
        self._place: npt.NDArray[np.int32] = np.zeros(0, np.int32)
        self._sort = (DATE, Qt.SortOrder.DescendingOrder)
        self._icons: list[QIcon] = []

    def set_snapshot(self, snapshot: Snapshot) -> None:
        """Show the incidents of a snapshot, in the order chosen last."""
        self.beginResetModel()
        self._snapshot = snapshot
        self._order()
        self.endResetModel()

    def set_icons(self, icons: Sequence[QIcon]) -> None:
        """Use these icons for the event types."""
        self._icons = list(icons)

    def incident_row(self, row: int) -> int:
        """The position in the incident table of a row of the list."""
        return int(self._rows[row])

    def list_rows(self, positions: Sequence[int]) -> _Rows:
        """The rows of the list that show the incidents at these positions, in their order; others are skipped."""
        rows = self._place[np.array(positions, np.int32)]
        return rows[rows >= 0]

    def list_row(self, position: int) -> int | None:
        """The row of the list that shows the incident at this position of the table, if it is shown."""
        row = int(self._place[position]) if position < len(self._place) else -1
        return row if row >= 0 else None

    def rowCount(self, parent: _Index | None = None) -> int:
        """Rows of the list."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index | None = None) -> int:
        """Columns of the list."""
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Names of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section]
        return None

    def data(self, index: _Index, role: int = 0) -> Any:
        """What a cell shows."""
        if self._snapshot is None or not index.isValid():
            return None
        position, column = int(self._rows[index.row()]), index.column()
        incidents = self._snapshot.dataset.incidents
        if role == Qt.ItemDataRole.DisplayRole:
            return self._distance(position) if column == DISTANCE else _text(incidents, position, column)
        if role == Qt.ItemDataRole.DecorationRole and column == TYPE:
            return self._icon(incidents, position)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._distance(position) if column == DISTANCE else _tip(incidents, position, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column in (KILLED, DISTANCE):
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _distance(self, position: int) -> str:
        """How far it lies from the chosen place."""
        km = None if self._snapshot is None else self._snapshot.distances
        if self._snapshot is None or km is None:
            return ""
        is_near = self._snapshot.dataset.incidents.coded["place_precision"].name(position) == "near"
        return f"{km[position]:.1f} ± {NEAR_KM:g}" if is_near else f"{km[position]:.1f}"

    def _icon(self, incidents: Incidents, position: int) -> QIcon | None:
        name = incidents.coded["event_type"].name(position)
        code = EVENT_TYPES.index(name) if name in EVENT_TYPES else len(self._icons)
        return self._icons[code] if code < len(self._icons) else None

    def sort_next(self, column: int, order: Qt.SortOrder) -> None:
        """Order by a column when the next snapshot is set."""
        self._sort = (column, order)

    @property
    def sorted_by(self) -> tuple[int, Qt.SortOrder]:
        """The column of the order, and its direction."""
        return self._sort

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column."""
        self._sort = (column, order)
        self.layoutAboutToBeChanged.emit()
        persistent = [index for index in self.persistentIndexList() if index.isValid()]
        positions = [self.incident_row(index.row()) for index in persistent]
        self._order()
        moved = [self.index(int(self._place[p]), i.column()) for p, i in zip(positions, persistent, strict=True)]
        self.changePersistentIndexList(persistent, moved)
        self.layoutChanged.emit()

    def _order(self) -> None:
        if self._snapshot is None:
            return
        incidents, rows = self._snapshot.dataset.incidents, self._snapshot.rows
        column, order = self._sort
        km = self._snapshot.distances
        if column == DISTANCE and km is not None:
            ranks = np.argsort(km[rows], kind="stable")
        else:
            ranks = np.argsort(_short(_KEYS.get(column, _KEYS[DATE])(incidents, rows)), kind="stable")
        self._rows = rows[ranks[::-1] if order == Qt.SortOrder.DescendingOrder else ranks]
        self._place = np.full(len(incidents), -1, np.int32)
        self._place[self._rows] = np.arange(len(self._rows), dtype=np.int32)


_NAMES = {TYPE: "sub_event_type", DISTRICT: "district", ACTOR: "actor1"}


def _tip(incidents: Incidents, position: int, column: int) -> str:
    """What a narrow column may cut off, as text that cannot be read as markup."""
    if column == DATE:
        return date_words(incidents.row(position))
    return tip(_text(incidents, position, column))


def _text(incidents: Incidents, position: int, column: int) -> str:
    if column == DATE:
        return _date_text(incidents, position)
    if column == KILLED:
        return _killed_text(incidents, position)
    if column == PLACE:
        return without_overrides(incidents.texts["location"][position])
    name = incidents.coded[_NAMES[column]].name(position)
    return without_overrides(name or (incidents.coded["event_type"].name(position) * (column == TYPE)))


def _date_text(incidents: Incidents, position: int) -> str:
    first = from_day_number(incidents.start[position])
    kind = incidents.coded["date_precision"].name(position)
    if kind == "month":
        return f"in {month_short(first)} {first.year}"
    if kind == "year":
        return f"in {first.year}"
    return f"{_APPROXIMATE.get(kind, '')}{day_text(first)}"


def _killed_text(incidents: Incidents, position: int) -> str:
    best = incidents.numbers["killed_best"][position]
    return "–" if np.isnan(best) else f"{int(best):,}"


def _by_name(column: str) -> Callable[[Incidents, _Rows], npt.NDArray[Any]]:
    def key(incidents: Incidents, rows: _Rows) -> npt.NDArray[Any]:
        coded = incidents.coded[column]
        folded = [name.casefold() for name in coded.names]
        rank = np.empty(len(folded), np.int64)
        rank[np.array(sorted(range(len(folded)), key=folded.__getitem__), np.int64)] = np.arange(len(folded))
        return rank[coded.codes[rows]]

    return key


def _short(keys: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """The same keys as two bytes each if they fit: numpy sorts these many times faster."""
    if not len(keys) or (keys.dtype.kind == "f" and (keys != np.rint(keys)).any()):
        return keys
    least = keys.min()
    return (keys - least).astype(np.uint16) if keys.max() - least < 1 << 16 else keys


_KEYS: dict[int, Callable[[Incidents, _Rows], npt.NDArray[Any]]] = {
    DATE: lambda incidents, rows: incidents.start[rows],
    TYPE: _by_name("sub_event_type"),
    DISTRICT: _by_name("district"),
    PLACE: lambda incidents, rows: incidents.location_ranks[rows],
    KILLED: lambda incidents, rows: np.nan_to_num(incidents.numbers["killed_best"][rows], nan=-1.0),
    ACTOR: _by_name("actor1"),
}


def _ranges(rows: _Rows) -> list[tuple[int, int]]:
    """First and last of each range of consecutive rows; the rows are sorted."""
    if not len(rows):
        return []
    gaps = np.flatnonzero(np.diff(rows) > 1)
    firsts, lasts = rows[np.concatenate(([0], gaps + 1))], rows[np.concatenate((gaps, [-1]))]
    return list(zip(firsts.tolist(), lasts.tolist(), strict=True))


class IncidentsPanel(QWidget):
    """The list, or what to do when it is empty."""

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

    def _make_view(self) -> QTableView:
        view = table_view("incident list", "Incidents shown", self.model, WIDTHS_PX)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.horizontalHeader().moveSection(DISTANCE, 1)
        view.sortByColumn(DATE, Qt.SortOrder.DescendingOrder)
        return view

    def _make_list(self) -> QWidget:
        """The list with a line below it that says how surely the incidents lie within a distance."""
        page = QWidget()
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

    def _show(self, snapshot: Snapshot) -> None:
        looked_at = district_of(snapshot)
        snapshot = focused(snapshot)
        self._is_updating = True
        self._show_distances(snapshot)
        self.model.set_snapshot(snapshot)
        self._is_updating = False
        self._stack.setCurrentIndex(0 if len(snapshot.answer) else 1)
        has_incidents = len(snapshot.dataset.incidents) > 0
        nothing = NO_MATCH if looked_at is None else NO_MATCH_IN.format(without_overrides(looked_at.name))
        self._empty_text.setText(nothing if has_incidents else snapshot.dataset.notice or NO_INCIDENT)
        self._reset.setVisible(has_incidents and looked_at is None)
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
        self._is_selecting = True
        self._session.select(tuple(ids[self.model.incident_row(row)] for row in rows))
        self._is_selecting = False
