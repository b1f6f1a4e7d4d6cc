"""The incidents of a snapshot as rows of a list; no object is made for a row, it is looked up when it is painted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont, QIcon
from PySide6.QtWidgets import QWidget

from app.widgets.text import tip
from geo.calendar.days import day_text, from_day_number, month_short
from geo.incidents import Incidents
from geo.incidents.attribution import ATTRIBUTIONS, DISPUTED
from geo.incidents.words import date_words
from geo.reading.direction import without_overrides
from geo.scales import NEAR_KM
from geo.taxonomy import EVENT_TYPES
from geo.view.snapshot import Snapshot

__all__ = ["COLUMNS", "IncidentModel"]

_Index = QModelIndex | QPersistentModelIndex
_Rows = npt.NDArray[np.int32]

COLUMNS = ("Date", "Type", "District", "Killed", "Place", "First actor", "km")
DATE, TYPE, DISTRICT, KILLED, PLACE, ACTOR, DISTANCE = range(7)
_APPROXIMATE = {"week": "wk "}
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class IncidentModel(QAbstractTableModel):
    """The incidents of a snapshot; a row is looked up when it is painted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._snapshot: Snapshot | None = None
        self._rows: _Rows = np.zeros(0, np.int32)
        self._place: npt.NDArray[np.int32] = np.zeros(0, np.int32)
        self._sort = (DATE, Qt.SortOrder.DescendingOrder)
        self._icons: list[QIcon] = []
        self._current: int | None = None
        self._bold = QFont()
        self._bold.setWeight(QFont.Weight.DemiBold)

    def set_snapshot(self, snapshot: Snapshot) -> None:
        """Show the incidents of a snapshot, in the order chosen last."""
        self.beginResetModel()
        self._snapshot = snapshot
        self._order()
        self.endResetModel()

    def set_current(self, position: int | None) -> None:
        """Mark the incident at this position of the table; ``None`` for none."""
        marked, self._current = (self._current, position), position
        for row in (self.list_row(at) for at in marked if at is not None and marked[0] != marked[1]):
            if row is not None:
                ends = self.index(row, 0), self.index(row, len(COLUMNS) - 1)
                self.dataChanged.emit(*ends, [Qt.ItemDataRole.FontRole])

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
        if role == Qt.ItemDataRole.DisplayRole:
            return self._distance(position) if column == DISTANCE else self._words(position, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._distance(position) if column == DISTANCE else self._tip(position, column)
        return self._looks(position, column, role)

    def _looks(self, position: int, column: int, role: int) -> Any:
        """The symbol, the font and the side of a cell."""
        if role == Qt.ItemDataRole.DecorationRole and column == TYPE and self._snapshot is not None:
            return self._icon(self._snapshot.dataset.incidents, position)
        if role == Qt.ItemDataRole.FontRole and position == self._current:
            return self._bold
        if role == Qt.ItemDataRole.TextAlignmentRole and column in (KILLED, DISTANCE):
            return _RIGHT
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

    def _words(self, position: int, column: int) -> str:
        """The text of a cell; an actor whose attribution is disputed is no settled one."""
        assert self._snapshot is not None
        dataset = self._snapshot.dataset
        text = _text(dataset.incidents, position, column)
        is_disputed = column == ACTOR and ATTRIBUTIONS[dataset.attribution[position]] == "disputed"
        return f"{text} ({DISPUTED})" if text and is_disputed else text

    def _tip(self, position: int, column: int) -> str:
        """What a narrow column may cut off, as text that cannot be read as markup."""
        assert self._snapshot is not None
        if column == DATE:
            return date_words(self._snapshot.dataset.incidents.row(position))
        return tip(self._words(position, column))

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
