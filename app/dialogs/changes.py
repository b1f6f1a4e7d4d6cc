"""What has changed in the workspace since an import, incident by incident and in the counts of its districts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.widgets.tables import table_view
from app.widgets.text import label, tip
from geo.analysis.comparison import change_text
from geo.incidents.releases import Release
from geo.incidents.table import Incident
from geo.incidents.words import date_words
from geo.store import Changes, DistrictChange, Revision

__all__ = ["ChangesDialog"]

INCIDENT = ("Day", "Event type", "District", "Note", "Id")
REVISED = ("Day", "Event type", "District", "What was revised", "Id")
DISTRICT = ("District", "Before", "Now", "Change", "Added", "Withdrawn")
LONGEST = 300
BEGINNING = "the beginning"
WIDEST = {INCIDENT: "Note", REVISED: "What was revised", DISTRICT: "District"}

_Index = QModelIndex | QPersistentModelIndex


class Day(NamedTuple):
    """A day in words, and its sort key."""

    words: str
    key: str


_Rows = Sequence[Sequence[str | Day]]


class _Lines(QAbstractTableModel):
    """Rows of texts; numbers are right-aligned."""

    def __init__(self, header: Sequence[str], rows: _Rows, parent: QWidget) -> None:
        super().__init__(parent)
        self._header, self._rows = header, rows

    def rowCount(self, parent: _Index | None = None) -> int:
        """Rows of the list."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index | None = None) -> int:
        """Columns of the list."""
        return 0 if parent is not None and parent.isValid() else len(self._header)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Names of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._header[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and self._header is DISTRICT and section > 0:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: _Index, role: int = 0) -> Any:
        """The value of a cell in a role."""
        cell = self._rows[index.row()][index.column()]
        text = cell.words if isinstance(cell, Day) else cell
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(text.split())
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(text)
        number = _number(text)
        if role == Qt.ItemDataRole.UserRole:
            return cell.key if isinstance(cell, Day) else text if number is None else number
        if role == Qt.ItemDataRole.TextAlignmentRole and number is not None:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None


def _number(text: str) -> int | None:
    plain = text.replace(",", "").replace("−", "-")
    return int(plain) if plain.lstrip("+-").isdecimal() else None


class ChangesDialog(QDialog):
    """Shows the changes since one of the imports; ``shown_as_of`` is the import whose state is to be shown, if any.

    Parameters
    ----------
    releases
        The imports of the workspace, in their order.
    changes_since
        Returns the changes since an import (its name) or since a day.
    """

    def __init__(
        self, releases: Sequence[Release], changes_since: Callable[[str], Changes], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("changes dialog")
        self.setWindowTitle("What changed since …")
        self.resize(860, 520)
        self.shown_as_of = ""
        self._changes_since = changes_since
        self._since = QComboBox()
        self._since.setObjectName("changes since")
        self._since.setAccessibleName("Changes since the import of")
        for release in reversed(releases[:-1]):
            moment = release.imported_at[:16].replace("T", " ")
            self._since.addItem(f"the import of {release.file_name}, {moment} UTC", release.name)
        self._since.addItem(BEGINNING, "1900-01-01")
        self._since.activated.connect(self._show)
        self._summary = label("", wrap=True)
        self._tabs = QTabWidget()
        self._tabs.setObjectName("changes tabs")
        above = QHBoxLayout()
        above.addWidget(label("Changes since"))
        above.addWidget(self._since, 1)
        layout = QVBoxLayout(self)
        layout.addLayout(above)
        layout.addWidget(self._summary)
        layout.addWidget(self._tabs, 1)
        layout.addWidget(self._buttons())
        self._show()

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._show_as_of = buttons.addButton("Show the map as it was then", QDialogButtonBox.ButtonRole.ActionRole)
        self._show_as_of.setObjectName("show as of")
        self._show_as_of.setToolTip("Read-only; File › Back to the present state shows today's")
        self._show_as_of.setAutoDefault(False)
        self._show_as_of.clicked.connect(self._choose)
        buttons.rejected.connect(self.reject)
        return buttons

    def _choose(self) -> None:
        self.shown_as_of = self._since.currentData()
        self.accept()

    def _show(self) -> None:
        changes = self._changes_since(self._since.currentData())
        self._show_as_of.setEnabled(changes.since is not None)
        counts = (
            f"{len(changes.added):,} added, {len(changes.revised):,} revised, {len(changes.withdrawn):,} withdrawn."
        )
        self._summary.setText(f"{counts} Withdrawn and earlier versions are kept in the history of the workspace.")
        self._tabs.clear()
        for title, header, rows in (
            ("Districts", DISTRICT, [_district(change) for change in changes.by_district]),
            ("Added", INCIDENT, [_incident(incident) for incident in changes.added]),
            ("Revised", REVISED, [_revised(revision) for revision in changes.revised]),
            ("Withdrawn", INCIDENT, [_incident(incident) for incident in changes.withdrawn]),
        ):
            self._tabs.addTab(self._list(title, header, rows), f"{title} ({len(rows):,})")

    def _list(self, title: str, header: tuple[str, ...], rows: _Rows) -> QWidget:
        if not rows:
            empty = label("Nothing.", "muted")
            empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
            return empty
        model = QSortFilterProxyModel(self)
        model.setSourceModel(_Lines(header, rows, self))
        model.setSortRole(Qt.ItemDataRole.UserRole)
        view = table_view(f"changes {title.casefold()}", f"{title} since then", model, ())
        view.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        view.resizeColumnsToContents()
        view.horizontalHeader().setSectionResizeMode(header.index(WIDEST[header]), QHeaderView.ResizeMode.Stretch)
        return view


def _incident(incident: Incident) -> tuple[str | Day, ...]:
    place = incident.district or incident.province or "not known"
    day = Day(date_words(incident), incident.date_start.isoformat())
    return day, incident.event_type, place, incident.notes[:LONGEST], incident.incident_id


def _revised(revision: Revision) -> tuple[str | Day, ...]:
    day, kind, place, _, incident_id = _incident(revision.after)
    revised = "; ".join(_field(name, revision) for name in revision.fields)
    return day, kind, place, revised, incident_id


def _field(name: str, revision: Revision) -> str:
    """A column with its old and its new value, where they are short enough to be read."""
    old, new = (str(getattr(side, name, "")) for side in (revision.before, revision.after))
    plain = name.replace("_", " ")
    if name == "claims" or max(len(old), len(new)) > 60:
        return plain
    old, new = ("not stated" if text in ("", "None") else text for text in (old, new))
    return f"{plain}: {old} → {new}"


def _district(change: DistrictChange) -> tuple[str, ...]:
    signed = change_text(change.after, change.before)
    counts = (f"{n:,}" for n in (change.before, change.after))
    return change.district or "not known", *counts, signed, f"{change.added:,}", f"{change.withdrawn:,}"
