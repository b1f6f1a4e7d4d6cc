"""What has changed in the workspace since an import, and what that does to the counts of its districts."""

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
    """A day in words, and what it is sorted by."""

    words: str
    key: str


_Rows = Sequence[Sequence[str | Day]]


class _Lines(QAbstractTableModel):
    """Rows of texts; numbers stand at the right."""

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
        """What a cell shows."""
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
    find
        Gives the changes since an import by its name, or since a day.
    """

    def __init__(
        self, releases: Sequence[Release], find: Callable[[str], Changes], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("changes dialog")
        self.setWindowTitle("What changed since …")
        self.resize(860, 520)
        self.shown_as_of = ""
        self._find = find
        self._since = QComboBox()
        self._since.setObjectName("changes since")
        self._since.setAccessibleName("Changes since the import of")
        for release in reversed(releases[:-1]):
            moment = release.imported_at[:16].replace("T", " ")
            self._since.addItem(f"the import of {release.file_name}, {moment} UTC", release.name)
        self._since.addItem(BEGINNING, "1900-01-01")
        self._since.activated.connect(self._show)
        self._said = label("", wrap=True)
        self._tabs = QTabWidget()
        self._tabs.setObjectName("changes tabs")
        above = QHBoxLayout()
        above.addWidget(label("Changes since"))
        above.addWidget(self._since, 1)
        layout = QVBoxLayout(self)
        layout.addLayout(above)
        layout.addWidget(self._said)
        layout.addWidget(self._tabs, 1)
        layout.addWidget(self._buttons())
        self._show()

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._then = buttons.addButton("Show the map as it was then", QDialogButtonBox.ButtonRole.ActionRole)
        self._then.setObjectName("show as of")
        self._then.setToolTip("Read-only; File › Back to the present state shows today's")
        self._then.setAutoDefault(False)
        self._then.clicked.connect(self._choose)
        buttons.rejected.connect(self.reject)
        return buttons

    def _choose(self) -> None:
        self.shown_as_of = self._since.currentData()
        self.accept()

    def _show(self) -> None:
        found = self._find(self._since.currentData())
        self._then.setEnabled(found.since is not None)
        counts = f"{len(found.added):,} added, {len(found.revised):,} revised, {len(found.withdrawn):,} withdrawn."
        self._said.setText(f"{counts} Withdrawn and earlier versions are kept in the history of the workspace.")
        self._tabs.clear()
        for title, header, rows in (
            ("Districts", DISTRICT, [_district(change) for change in found.by_district]),
            ("Added", INCIDENT, [_incident(incident) for incident in found.added]),
            ("Revised", REVISED, [_revised(revision) for revision in found.revised]),
            ("Withdrawn", INCIDENT, [_incident(incident) for incident in found.withdrawn]),
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
    told = "; ".join(_field(name, revision) for name in revision.fields)
    return day, kind, place, told, incident_id


def _field(name: str, revision: Revision) -> str:
    """A column with its old and its new value, where they are short enough to be read."""
    old, new = (str(getattr(side, name, "")) for side in (revision.before, revision.after))
    plain = name.replace("_", " ")
    if name == "claims" or max(len(old), len(new)) > 60:
        return plain
    old, new = ("not stated" if text in ("", "None") else text for text in (old, new))
    return f"{plain}: {old} → {new}"


def _district(change: DistrictChange) -> tuple[str, ...]:
    difference = change.after - change.before
    signed = f"+{difference:,}" if difference > 0 else f"−{-difference:,}" if difference else "0"
    counts = (f"{n:,}" for n in (change.before, change.after))
    return change.district or "not known", *counts, signed, f"{change.added:,}", f"{change.withdrawn:,}"
