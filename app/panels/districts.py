"""The table of districts: incidents now and before, deaths with their range, and the rate; one of them is looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QVBoxLayout, QWidget

from app.session import Session
from app.widgets.column_model import RIGHT, ColumnModel, Index
from app.widgets.debouncer import Debouncer
from app.widgets.frozen_table import FrozenTable, widths_for
from app.widgets.tables import set_up
from app.widgets.text import label
from geo.analysis.comparison import previous
from geo.analysis.counts import table
from geo.analysis.coverage import coverage
from geo.analysis.districts import DistrictFigures, districts, is_listed, rate_text
from geo.analysis.drawn import beside_words, is_known
from geo.analysis.focus import district_of
from geo.reading.direction import without_overrides
from geo.view.snapshot import Snapshot
from geo.wording import plural

__all__ = ["DistrictModel", "DistrictsPanel"]

AT_ONCE = 200_000
LONGEST_NAME = 18
"""So many letters of a name are always in view."""
UNKNOWN = -(10**9)
"""Sorts what is not known below every figure."""


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: heading, tooltip, the widest text that it has room for, the text of a line, and what it sorts by."""

    title: str
    tip: str
    widest: str
    text: Callable[[DistrictFigures], str]
    key: Callable[[DistrictFigures], Any]


COLUMNS = (
    _Column("District", "As drawn; newer districts are counted in the one they were made from", "",
            lambda i: without_overrides(i.name), lambda i: i.name.casefold()),
    _Column("Incidents", "Incidents in the period", "88,888",
            lambda i: f"{i.now.incidents:,}", lambda i: i.now.incidents),
    _Column("Before", "Incidents in the equal period before", "88,888",
            lambda i: "–" if i.before is None else f"{i.before.incidents:,}",
            lambda i: UNKNOWN if i.before is None else i.before.incidents),
    _Column("Change", "Incidents more or fewer than in the equal period before", "+8,888",
            lambda i: i.change_words, lambda i: UNKNOWN if i.change is None else i.change),
    _Column("Killed", "Reported deaths, best figures, attackers included; – without a figure", "88,888",
            lambda i: f"{i.now.killed_best:,}" if has_figure(i) else "–",
            lambda i: i.now.killed_best if has_figure(i) else UNKNOWN),
    _Column("Range", "Lowest and highest sum of the reported deaths, where reports differ", "1,888–1,888",
            lambda i: i.now.killed_range, lambda i: i.now.killed_high - i.now.killed_low),
    _Column("Per 100k", "Incidents in the period per 100,000 people (census of 2023)", "1,888",
            lambda i: "–" if i.per_100k is None else rate_text(i.per_100k),
            lambda i: UNKNOWN if i.per_100k is None else i.per_100k),
)  # fmt: skip


def has_figure(line: DistrictFigures) -> bool:
    """Whether deaths are known: there is no incident, or at least one of them states a figure."""
    return not line.now.incidents or line.now.no_figure < line.now.incidents


class DistrictModel(ColumnModel):
    """The districts that the filter by place lets in, with their figures."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(COLUMNS, range(1, len(COLUMNS)), parent)
        self._sort = (1, Qt.SortOrder.DescendingOrder)

    def set_snapshot(self, snapshot: Snapshot) -> None:
        """Show the districts of a snapshot."""
        listed = is_listed(snapshot).tolist()
        self._fill([line for line, is_in in zip(districts(snapshot), listed, strict=True) if is_in])

    def name(self, row: int) -> str:
        """The district in a row."""
        name: str = self._rows[row].name
        return name

    def row_of(self, name: str) -> int | None:
        """The row of a district; ``None`` if it is not listed."""
        return next((row for row, line in enumerate(self._rows) if line.name == name), None)

    def _fill(self, lines: Sequence[DistrictFigures]) -> None:
        column, order = self._sort
        self.layoutAboutToBeChanged.emit()
        persistent = self.persistentIndexList()
        names = [self.name(index.row()) for index in persistent]
        by_name = sorted(lines, key=COLUMNS[0].key)
        self._rows = sorted(by_name, key=COLUMNS[column].key, reverse=order == Qt.SortOrder.DescendingOrder)
        rows = {line.name: row for row, line in enumerate(self._rows)}
        moved = [
            self.index(rows[n], i.column()) if n in rows else QModelIndex()
            for n, i in zip(names, persistent, strict=True)
        ]
        self.changePersistentIndexList(persistent, moved)
        self.layoutChanged.emit()

    def data(self, index: Index, role: int = 0) -> Any:
        """What a cell shows."""
        if role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[index.column()].text(self._rows[index.row()])
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column():
            return RIGHT
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column."""
        self._sort = (column, order)
        self._fill(self._rows)


class DistrictsPanel(QWidget):
    """The table, with what it leaves out. A row that is chosen is the district that is looked at."""

    district_requested = Signal(str)
    """Emitted with the name of a district that the map should show."""
    filter_requested = Signal(str)
    """Emitted with the name of a district that alone should be shown."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("districts")
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self._session = session
        self._is_updating = False
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
        session.replaced.connect(self._on_replaced)
        session.prepared.connect(lambda: self._show_note(session.snapshot))
        self._show(session.snapshot)

    def _make_view(self) -> FrozenTable:
        view = FrozenTable()
        set_up(view, "district table", "Districts with their figures", self.model)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setToolTip("Select a district to list its incidents; press Enter or double-click to show it on the map")
        view.sortByColumn(1, Qt.SortOrder.DescendingOrder)
        view.freeze(self._widths())
        view.activated.connect(lambda index: self.district_requested.emit(self.model.name(index.row())))
        view.selectionModel().selectionChanged.connect(lambda *_: self._on_selected())
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._offer)
        return view

    def _widths(self) -> tuple[int, ...]:
        metrics = self.fontMetrics()
        names = (district.name[:LONGEST_NAME] for district in self._session.dataset.gazetteer.drawn)
        longest = max(names, key=metrics.horizontalAdvance, default="")
        widest = (longest, *(column.widest for column in COLUMNS[1:]))
        return widths_for(metrics, list(zip((column.title for column in COLUMNS), widest, strict=True)))

    def changeEvent(self, event: QEvent) -> None:
        """Measure the columns in another font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "view"):
            self.view.set_natural_widths(self._widths())

    def _offer(self, at: QPoint) -> None:
        """The menu of a row."""
        row = self.view.rowAt(at.y())
        menu = QMenu(self)
        menu.setObjectName("district menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if row >= 0:
            name = self.model.name(row)
            menu.addAction("Filter to this district", lambda: self.filter_requested.emit(name))
            menu.addAction("Zoom to this district", lambda: self.district_requested.emit(name))
            menu.addSeparator()
            menu.addAction("Copy the row", self.view.copy)
        menu.addAction("Copy the table", lambda: self.view.copy(everything=True))
        menu.popup(self.view.viewport().mapToGlobal(at))

    def _on_changed(self, before: Snapshot, after: Snapshot) -> None:
        if before.state.query != after.state.query:
            self._debouncer.request(len(after.dataset.incidents))
        elif before.state.district != after.state.district:
            self._show_chosen(after)

    def _on_replaced(self, snapshot: Snapshot) -> None:
        self.view.set_natural_widths(self._widths())
        self._show(snapshot)

    def _show(self, snapshot: Snapshot) -> None:
        self._is_updating = True
        self.model.set_snapshot(snapshot)
        self.view.data_label = snapshot.dataset.label
        self._is_updating = False
        self._show_chosen(snapshot)
        self._show_note(snapshot)
        if district_of(snapshot) is None:
            self.view.scrollToTop()

    def _show_note(self, snapshot: Snapshot) -> None:
        """Below the table; where lines and counts differ is read from the outlines once the panel is looked at."""
        beside = beside_words(snapshot) if self.isVisible() and is_known(snapshot.dataset) else ""
        self.note.setText(" ".join(filter(None, (_note(snapshot), beside))))

    def showEvent(self, event: QShowEvent) -> None:
        """Complete the note."""
        super().showEvent(event)
        self._show_note(self._session.snapshot)

    def _show_chosen(self, snapshot: Snapshot) -> None:
        district = district_of(snapshot)
        self._is_updating = True
        self.view.show_row(None if district is None else self.model.row_of(district.name))
        self._is_updating = False

    def _on_selected(self) -> None:
        if self._is_updating:
            return
        chosen = [index.row() for index in self.view.selectionModel().selectedRows()]
        self._session.look_at_district(self.model.name(chosen[0]) if chosen else "")


def _note(snapshot: Snapshot) -> str:
    parts = [f"{plural(item.n, 'incident')} left out: {item.reason}." for item in table(snapshot, "district").left_out]
    beyond = len(snapshot.dataset.gazetteer.drawn) - int(is_listed(snapshot).sum())
    if beyond:
        are = "is" if beyond == 1 else "are"
        parts.append(f"{plural(beyond, 'district')} beyond the filter by place {are} not listed.")
    if snapshot.figures.no_figure:
        parts.append(f"{plural(snapshot.figures.no_figure, 'incident')} without a figure of deaths.")
    before = previous(snapshot)
    if before is None:
        parts.append(f"No change is shown: {coverage(snapshot).why_no_change}.")
    else:
        parts += [f"Before: {before.period_words}.", coverage(snapshot).change_note]
    return " ".join(filter(None, parts))
