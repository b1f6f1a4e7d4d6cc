"""The table of districts: incidents, deaths with their range, and the change against the equal period before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractItemView, QTableView, QVBoxLayout, QWidget

from app.session import Session
from app.widgets.debouncer import Debouncer
from app.widgets.tables import table_view
from app.widgets.text import label
from geo.analysis.comparison import previous
from geo.analysis.counts import table
from geo.analysis.coverage import coverage
from geo.incidents.words import incidents_text
from geo.tally.figures import Figures
from geo.view.snapshot import Snapshot

__all__ = ["DistrictModel", "DistrictsPanel"]

_Index = QModelIndex | QPersistentModelIndex
WIDTHS_PX = (124, 78, 108, 66, 94)
AT_ONCE = 200_000


@dataclass(frozen=True, slots=True)
class Line:
    """A district with its figures now and in the equal period before (``None`` if the data do not cover both)."""

    name: str
    province: str
    now: Figures
    before: Figures | None
    per_100k: float | None

    @property
    def change(self) -> int | None:
        """Incidents more (or fewer) than in the equal period before."""
        return None if self.before is None else self.now.incidents - self.before.incidents


@dataclass(frozen=True, slots=True)
class _Column:
    title: str
    tip: str
    text: Callable[[Line], str]
    key: Callable[[Line], Any]


def _signed(change: int | None) -> str:
    return "–" if change is None else f"{change:+,}".replace("-", "−") if change else "0"


def _killed(line: Line) -> str:
    now = line.now
    if now.killed_low == now.killed_high:
        return f"{now.killed_best:,}"
    return f"{now.killed_best:,} ({now.killed_low:,}–{now.killed_high:,})"


COLUMNS = (
    _Column("District", "As drawn; newer districts are counted in the one they were made from", lambda i: i.name,
            lambda i: i.name.casefold()),
    _Column("Incidents", "Incidents in the period", lambda i: f"{i.now.incidents:,}", lambda i: i.now.incidents),
    _Column("Killed", "Reported deaths: best figure (lowest–highest), attackers included", _killed,
            lambda i: i.now.killed_best),
    _Column("Change", "Incidents more or fewer than in the equal period before", lambda i: _signed(i.change),
            lambda i: -(10**9) if i.change is None else i.change),
    _Column("Per 100,000", "Incidents in the period per 100,000 people (census of 2023)",
            lambda i: "–" if i.per_100k is None else f"{i.per_100k:.1f}", lambda i: i.per_100k or 0.0),
)  # fmt: skip


class DistrictModel(QAbstractTableModel):
    """The drawn districts with their figures."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []
        self._sort = (1, Qt.SortOrder.DescendingOrder)

    def set_snapshot(self, snapshot: Snapshot) -> None:
        """Show the districts of a snapshot."""
        drawn = snapshot.dataset.gazetteer.drawn
        before = previous(snapshot)
        past = [None] * len(drawn) if before is None else [group.figures for group in table(before, "district").groups]
        lines = [
            Line(district.name, district.province, group.figures, figures, group.per_100k)
            for district, group, figures in zip(drawn, table(snapshot, "district").groups, past, strict=True)
        ]
        self._fill(lines)

    def name(self, row: int) -> str:
        """The district in a row."""
        return self._lines[row].name

    def _fill(self, lines: list[Line]) -> None:
        column, order = self._sort
        self.layoutAboutToBeChanged.emit()
        persistent = self.persistentIndexList()
        names = [self.name(index.row()) for index in persistent]
        by_name = sorted(lines, key=COLUMNS[0].key)
        self._lines = sorted(by_name, key=COLUMNS[column].key, reverse=order == Qt.SortOrder.DescendingOrder)
        rows = {line.name: row for row, line in enumerate(self._lines)}
        moved = [self.index(rows.get(n, -1), i.column()) for n, i in zip(names, persistent, strict=True)]
        self.changePersistentIndexList(persistent, moved)
        self.layoutChanged.emit()

    def rowCount(self, parent: _Index | None = None) -> int:
        """Rows of the list."""
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index | None = None) -> int:
        """Columns of the list."""
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Names of the columns."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole and section:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return COLUMNS[section].tip if role == Qt.ItemDataRole.ToolTipRole else None

    def data(self, index: _Index, role: int = 0) -> Any:
        """What a cell shows."""
        if role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[index.column()].text(self._lines[index.row()])
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column():
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column."""
        self._sort = (column, order)
        self._fill(self._lines)


class DistrictsPanel(QWidget):
    """The table, with what it leaves out."""

    district_requested = Signal(str)
    """Emitted with the name of a district that the map should show."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("districts")
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self._session = session
        self.model = DistrictModel(self)
        self.view = self._make_view()
        self.note = label("", "muted", wrap=True)
        self.note.setContentsMargins(10, 4, 10, 6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.view)
        layout.addWidget(self.note)
        self._debouncer = Debouncer(lambda: self._show(session.snapshot), AT_ONCE, self)
        session.changed.connect(self._on_changed)
        session.replaced.connect(self._show)
        self._show(session.snapshot)

    def _make_view(self) -> QTableView:
        view = table_view("district table", "Districts with their figures", self.model, WIDTHS_PX)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setToolTip("Press Enter or double-click to show the district on the map")
        view.sortByColumn(1, Qt.SortOrder.DescendingOrder)
        view.activated.connect(lambda index: self.district_requested.emit(self.model.name(index.row())))
        return view

    def _on_changed(self, before: Snapshot, after: Snapshot) -> None:
        if before.state.query != after.state.query:
            self._debouncer.request(len(after.dataset.incidents))

    def _show(self, snapshot: Snapshot) -> None:
        self.model.set_snapshot(snapshot)
        self.note.setText(_note(snapshot))


def _note(snapshot: Snapshot) -> str:
    parts = [f"{incidents_text(item.n)} left out: {item.reason}." for item in table(snapshot, "district").left_out]
    if snapshot.figures.no_figure:
        parts.append(f"{incidents_text(snapshot.figures.no_figure)} without a figure of deaths.")
    before = previous(snapshot)
    if before is None:
        parts.append(f"No change is shown: {coverage(snapshot).why_no_change}.")
    else:
        parts += [f"Change against {before.period_words}.", coverage(snapshot).change_note]
    return " ".join(filter(None, parts))
