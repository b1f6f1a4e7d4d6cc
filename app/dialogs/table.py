"""Tables of counts: what is in rows, columns and cells is chosen; the table follows time and filters."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.session import Session
from app.widgets.debouncer import Debouncer
from app.widgets.frozen_table import FrozenTable, widths_for
from app.widgets.number_boxes import DecimalBox
from app.widgets.sheet_model import SheetModel
from app.widgets.tables import set_up
from app.widgets.text import label
from geo.analysis.comparison import AGAINST
from geo.analysis.crossing import is_prepared
from geo.analysis.groupings.registry import GROUPINGS, PLACED, TIMED, TITLES
from geo.analysis.sites import FURTHEST_KM, is_measured, site_filter, sites
from geo.analysis.sites_sheet import MAY_BE_COLUMNS, sites_sheet
from geo.analysis.table_figures import FIGURES, RATES
from geo.analysis.table_filters import counted_in, fitting_filters
from geo.analysis.table_sheet import ALL, TableSheet, sheet
from geo.errors import InputError
from geo.query import Query
from geo.reading.direction import without_overrides
from geo.view.snapshot import Snapshot
from geo.wording import plural

__all__ = ["TableDialog"]

AT_ONCE, MANY = 200_000, 50_000
"""Up to so many incidents the table follows each step; beyond so many its running sums are prepared."""

ALL_FIGURES = "All figures"
NEAR = "near:"
"""Before the name of a user layer whose features are rows."""

DEFAULT_KM = 20.0
WIDEST_NAME = 30
KM_PX = 110
SIZE_PX = 980, 620
NOTES_PX, NOTES_MARGIN_PX, NOTES_SPARE_PX = 96, 40, 6


class TableDialog(QDialog):
    """A window beside the main one; it may stay open while the map is used."""

    filter_requested = Signal(dict)
    """Emitted with the fields of the query that show a row or a cell alone."""

    save_requested = Signal(object)
    """Emitted with the table that is to be written to a file."""

    distances_wanted = Signal(str, float)
    """Emitted with a user layer and a distance that should be measured; `refresh` shows the table afterwards."""

    preparation_wanted = Signal(str, str, tuple)
    """Emitted with rows, columns and sums of a table that should be made cheap for other periods."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("table dialog")
        self.setWindowTitle("Tables")
        available = self.screen().availableSize()
        self.resize(min(SIZE_PX[0], available.width()), min(SIZE_PX[1], available.height()))
        self._session = session
        self.sheet = TableSheet("", ("",), (), (), ())
        self._inexact: tuple[Query, tuple[str, ...], str] | None = None
        self.model = SheetModel(self)
        self._make_choices()
        self.view = self._make_view()
        self.notes = label("", "muted", wrap=True)
        self.notes.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.problem = label("", "warning", wrap=True)
        self._lay_out()
        self._debouncer = Debouncer(self._show, AT_ONCE, self)
        session.changed.connect(self._on_changed)
        session.replaced.connect(lambda _snapshot: self.refresh())
        self._show()

    def _make_choices(self) -> None:
        self.by = _choice("rows of the table", "What rows are", {by: TITLES[by] for by in GROUPINGS})
        columns = {"": ALL_FIGURES, **{by: TITLES[by] for by in GROUPINGS}}
        self.across = _choice("columns of the table", "What columns are", columns)
        self.figure = _choice("figure of the table", "What is in the cells", {k: f.title for k, f in FIGURES.items()})
        against = {name: words.removeprefix("the ").capitalize() for name, words in AGAINST.items()}
        self.against = _choice("before of the table", "What the change is against", against)
        self.against.setMinimumContentsLength(0)  # as wide as its longest choice
        self.against.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.km = DecimalBox()
        self.km.setObjectName("distance of the table")
        self.km.setAccessibleName("How far from each site, in kilometres")
        self.km.setRange(0.5, FURTHEST_KM)
        self.km.setDecimals(1)
        self.km.setSuffix(" km")
        self.km.setValue(DEFAULT_KM)
        self.km.setKeyboardTracking(False)
        self.km.setMinimumWidth(KM_PX)
        self._list_layers()
        for box in (self.by, self.across, self.figure, self.against):
            box.currentIndexChanged.connect(lambda _: self._show())
        self.km.valueChanged.connect(lambda _: self._show())

    def _list_layers(self) -> None:
        """Offer the user layers, whose features can be rows; one that is gone is chosen no more."""
        chosen = self.by.currentData()
        with QSignalBlocker(self.by):
            for at in reversed(range(len(GROUPINGS), self.by.count())):
                self.by.removeItem(at)
            for layer in self._session.dataset.user_layers:
                self.by.addItem(without_overrides(f"Near {layer.name}"), f"{NEAR}{layer.name}")
            self.by.setCurrentIndex(max(self.by.findData(chosen), 0))

    def refresh(self) -> None:
        """Show the table anew, of the user layers that there are now."""
        self._list_layers()
        self._show()

    @property
    def layer(self) -> str:
        """The user layer whose features are rows; blank for a table of groups."""
        by = str(self.by.currentData())
        return by.removeprefix(NEAR) if by.startswith(NEAR) else ""

    def _make_view(self) -> FrozenTable:
        view = FrozenTable()
        set_up(view, "table", "Table of counts", self.model)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        view.setToolTip("Double-click a cell or a name, or press Enter, to show its incidents alone on the map")
        view.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.DescendingOrder)
        view.freeze(())
        view.activated.connect(self._filter)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._offer)
        return view

    def _lay_out(self) -> None:
        row = self._choices_row()
        self._notes_area = QScrollArea()
        self._notes_area.setObjectName("table notes")
        self._notes_area.setAccessibleName("What the table leaves out, and what its figures are")
        self._notes_area.setWidgetResizable(True)
        self._notes_area.setBackgroundRole(QPalette.ColorRole.Window)
        self._notes_area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._notes_area.setWidget(self.notes)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)  # Enter filters by a cell
        copy = buttons.addButton("Copy", QDialogButtonBox.ButtonRole.ActionRole)
        copy.setAutoDefault(False)
        copy.setToolTip("Copy the whole table, to be pasted into a spreadsheet or a document")
        copy.clicked.connect(lambda: self.view.copy(everything=True))
        save = buttons.addButton("Save…", QDialogButtonBox.ButtonRole.ActionRole)
        save.setAutoDefault(False)
        save.setToolTip("Write the table with its notes as CSV or Excel workbook")
        save.clicked.connect(lambda: self.save_requested.emit(self.sheet))
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(row)
        layout.addWidget(self.problem)
        layout.addWidget(self.view, 1)
        layout.addWidget(self._notes_area)
        layout.addWidget(buttons)

    def _choices_row(self) -> QHBoxLayout:
        """What can be chosen, in one row: some of it for groups alone, some for sites alone."""
        row = QHBoxLayout()
        row.setSpacing(8)
        self._of_groups: list[QWidget] = []
        self._of_sites: list[QWidget] = []
        parts: tuple[tuple[str, QWidget, list[QWidget]], ...] = (
            ("Rows", self.by, []),
            ("Columns", self.across, self._of_groups),
            ("Cells", self.figure, self._of_groups),
            ("Before", self.against, self._of_groups),
            ("Within", self.km, self._of_sites),
        )
        for text, box, kind in parts:
            name = label(text)
            name.setBuddy(box)
            row.addWidget(name)
            row.addWidget(box, box is not self.km)
            kind += [name, box]
        return row

    def choose(self, by: str, across: str = "", figure: str = "incidents", against: str = "previous") -> None:
        """Show a table; the arguments are those of `geo.analysis.table_sheet.sheet`."""
        for box, value in ((self.by, by), (self.across, across), (self.figure, figure), (self.against, against)):
            box.setCurrentIndex(box.findData(value))

    @property
    def chosen(self) -> tuple[str, str, str, str]:
        """Rows, columns, figure and what the change is against."""
        by, across, figure, against = (box.currentData() for box in (self.by, self.across, self.figure, self.against))
        return by, across, figure, against

    def _on_changed(self, before: Snapshot, after: Snapshot) -> None:
        if before.state.query != after.state.query:
            self._debouncer.request(len(after.dataset.incidents))

    def _show(self) -> None:
        snapshot, (by, across, figure, against) = self._session.snapshot, self.chosen
        self._offer_choices()
        self.problem.clear()
        try:
            if self.layer:
                self.sheet = self._sites_sheet()
            else:
                self.sheet = sheet(snapshot, by, across, figure, against)
                self._prepare(snapshot, by, across, figure)
        except InputError as error:
            self.sheet = TableSheet("", (TITLES.get(by, "Site"),), (), (), ())
            self.problem.setText(f"{error} {self._way_out(figure)}".strip())
        if self._inexact is not None and self._inexact[:2] == (snapshot.state.query, self.chosen):
            self.problem.setText(self._inexact[2])
        self.problem.setVisible(bool(self.problem.text()))
        self.model.set_sheet(self.sheet, (by == "source", across == "source"))
        self.view.data_label = snapshot.dataset.label
        self.view.set_natural_widths(self._widths())
        self.notes.setText(" ".join(self.sheet.notes))
        self._fit_notes()
        self.setWindowTitle(f"Tables: {self.sheet.title}" if self.sheet.title else "Tables")

    def _offer_choices(self) -> None:
        """Show what can be chosen for such a table."""
        for widget in self._of_groups:
            widget.setVisible(not self.layer)
        for widget in self._of_sites:
            widget.setVisible(bool(self.layer))
        by, across, figure, _ = self.chosen
        self.figure.setEnabled(bool(across))
        self.against.setEnabled(figure == "change" if across else by not in TIMED)

    def _sites_sheet(self) -> TableSheet:
        """The table of a user layer; while its distances are measured one without rows."""
        layer, km = self.layer, self.km.value()
        if is_measured(self._session.dataset, layer, km):
            return sites_sheet(self._session.snapshot, layer, km)
        self.problem.setText("The distances are being measured…")
        self.distances_wanted.emit(layer, km)
        return TableSheet(f"Near {layer}", ("Site",), (), (), ())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the notes the height that they need in the new width."""
        super().resizeEvent(event)
        self._fit_notes()

    def _fit_notes(self) -> None:
        needed = self.notes.heightForWidth(self.width() - NOTES_MARGIN_PX) if self.notes.text() else 0
        self._notes_area.setVisible(needed > 0)
        self._notes_area.setFixedHeight(min(needed + NOTES_SPARE_PX, NOTES_PX))

    def _way_out(self, figure: str) -> str:
        return f"Choose rows or columns by {', '.join(TITLES[by].lower() for by in PLACED)}." if figure in RATES else ""

    def _prepare(self, snapshot: Snapshot, by: str, across: str, figure: str) -> None:
        names = FIGURES[figure].names
        if across and len(snapshot.dataset.incidents) > MANY and not is_prepared(snapshot, by, across, names):
            self.preparation_wanted.emit(by, across, names)

    def _widths(self) -> tuple[int, ...]:
        metrics = self.fontMetrics()
        columns, rows = range(self.model.columnCount()), range(self.model.rowCount())
        header = [self.model.headerData(n, Qt.Orientation.Horizontal) for n in columns]
        texts = [[str(self.model.index(row, column).data()) for row in rows] for column in columns]
        advance = metrics.horizontalAdvance
        longest = [max((text[:WIDEST_NAME] for text in column), key=advance, default="") for column in texts]
        return widths_for(metrics, list(zip(header, longest, strict=True)))

    def _fields(self, index: QModelIndex) -> dict[str, object]:
        """The filters of a cell; none for the total of all. Raises `InputError` where no filter can show it."""
        if self.layer:
            return self._fields_of_site(index)
        by, across, figure, _ = self.chosen
        name, column = self.model.name(index.row()), self.sheet.header[index.column()]
        groups = {} if name == ALL else {by: name}
        if across and index.column() and column != ALL:
            groups[across] = column
        if not groups:
            return {}
        snapshot = self._session.snapshot
        counted = counted_in(snapshot, (by, across), groups, FIGURES[figure].names)
        if not counted:
            raise InputError("No incident is in this cell.")
        fields, shown = fitting_filters(snapshot, groups, counted)
        words = f"No filter shows exactly the {plural(counted, 'incident')} of that cell: the map shows {shown:,}."
        query = snapshot.state.with_query(**fields).query
        if query == snapshot.state.query and shown == counted:
            raise InputError("The map shows these incidents, and no others, already.")
        self._inexact = (query, self.chosen, words) if shown != counted else None
        return fields

    def _fields_of_site(self, index: QModelIndex) -> dict[str, object]:
        """The filters of a row near a site, in the quarter of the column where it is one."""
        snapshot, layer, km = self._session.snapshot, self.layer, self.km.value()
        found, at = sites(snapshot, layer, km), self.model.position(index.row())
        site = found.rows[at] if at < len(found.rows) else found.total
        heading = self.sheet.header[index.column()]
        quarter = heading if heading in found.quarters else ""
        possible = index.column() in MAY_BE_COLUMNS
        return site_filter(snapshot.dataset, found, site, possible=possible, quarter=quarter)

    def _filter(self, index: QModelIndex) -> None:
        try:
            fields = self._fields(index)
        except InputError as error:
            self.problem.setText(str(error))
            self.problem.show()
            return
        if fields:
            self.filter_requested.emit(fields)

    def _offer(self, at: QPoint) -> None:
        """The menu of a cell."""
        index = self.view.indexAt(at)
        menu = QMenu(self)
        menu.setObjectName("table menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if index.isValid():
            menu.addAction("Show only these incidents", lambda: self._filter(index))
            menu.addSeparator()
        menu.addAction("Copy the table", lambda: self.view.copy(everything=True))
        menu.popup(self.view.viewport().mapToGlobal(at))


def _choice(name: str, title: str, items: dict[str, str]) -> QComboBox:
    box = QComboBox()
    box.setObjectName(name)
    box.setAccessibleName(title)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(10)
    for value, text in items.items():
        box.addItem(text, value)
    return box
