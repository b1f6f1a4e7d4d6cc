"""What was found in a file that is to be imported: how many rows are good, and every fault of the others."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHeaderView, QTableView, QVBoxLayout, QWidget

from app.parts import label
from geo.incidents.validation import Checked, Problem

__all__ = ["CheckedFileDialog", "ProblemModel"]

_Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("Row", "Line", "Id", "Column", "Value", "What is wrong", "Effect")
EFFECTS = {"error": "row is not taken", "warning": "row is taken"}
LONGEST = 120


class ProblemModel(QAbstractTableModel):
    """The problems of a file, one a row."""

    def __init__(self, problems: Sequence[Problem], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._problems = problems

    def rowCount(self, parent: _Index | None = None) -> int:
        """Rows of the list."""
        return 0 if parent is not None and parent.isValid() else len(self._problems)

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
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        problem = self._problems[index.row()]
        cells = (
            problem.row,
            problem.line,
            problem.id,
            problem.column,
            problem.value,
            problem.message,
            EFFECTS.get(problem.severity, problem.severity),
        )
        text = "" if cells[index.column()] is None else str(cells[index.column()])
        return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


class CheckedFileDialog(QDialog):
    """Accepted if the good rows are to be stored."""

    def __init__(self, path: Path, checked: Checked, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("checked file")
        self.setWindowTitle("Import incidents")
        self.resize(900, 460 if checked.problems else 200)
        good = len(checked.incidents)
        layout = QVBoxLayout(self)
        layout.addWidget(label(path.name, "title", wrap=True))
        layout.addWidget(label(self._summary(checked), wrap=True))
        for repair in checked.repairs:
            layout.addWidget(label(f"Changed on the way in: {repair.what} ({repair.rows:,} rows).", "muted", wrap=True))
        if checked.problems:
            layout.addWidget(self._table(checked.problems))
        layout.addWidget(label("Nothing has been stored yet.", "muted"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        if good:
            accept = buttons.addButton(f"Import {good:,} rows…", QDialogButtonBox.ButtonRole.AcceptRole)
            accept.setObjectName("import good rows")
            accept.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    def _summary(self, checked: Checked) -> str:
        faults = sum(problem.severity == "error" for problem in checked.problems)
        parts = [f"{len(checked.incidents):,} rows can be taken."]
        if checked.rejected:
            parts.append(f"{checked.rejected:,} rows cannot, for {faults:,} reasons listed below.")
        if len(checked.problems) > faults:
            parts.append(f"{len(checked.problems) - faults:,} warnings do not keep a row out.")
        return " ".join(parts)

    def _table(self, problems: Sequence[Problem]) -> QTableView:
        view = QTableView()
        view.setObjectName("problems")
        view.setAccessibleName("Problems of the file")
        view.setModel(ProblemModel(problems, view))
        view.setShowGrid(False)
        view.setAlternatingRowColors(True)
        view.setWordWrap(False)
        view.verticalHeader().setVisible(False)
        for column, width in enumerate((52, 52, 120, 110, 140, 330)):
            view.setColumnWidth(column, width)
        view.horizontalHeader().setSectionResizeMode(5, QHeaderView.ResizeMode.Stretch)
        return view
