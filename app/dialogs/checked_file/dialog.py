"""The result of checking a file before import: how many rows are good, and every fault of the others."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHeaderView, QTableView, QVBoxLayout, QWidget

from app.widgets.text import label, tip
from geo.errors import ExportFailed
from geo.incidents.findings import EFFECTS, Findings, Problem

__all__ = ["CHOOSES_COLUMNS", "CheckedFileDialog", "ProblemModel"]

_Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("Row", "Line", "Column", "Value", "What is wrong", "Effect", "Id")
WIDTHS_PX = (48, 48, 104, 140, 340, 118, 120)
MOST_WRAPPED = 500
"""The most problems that are shown with wrapped lines, which take long to lay out."""
LONGEST = 120
LEAST_TABLE_PX = 180
LEAST_WIDTH_PX = 820
LONGEST_TIP = 2_000
MESSAGE = 4
CHOOSES_COLUMNS = 2
"""The result of the dialog, beside accepted and rejected."""


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
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        text = _cells(self._problems[index.row()])[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(text[:LONGEST_TIP])
        return text if len(text) <= LONGEST or index.column() == MESSAGE else f"{text[:LONGEST]}…"


def _cells(problem: Problem) -> tuple[str, ...]:
    effect = EFFECTS[problem.severity]
    cells = (problem.row, problem.line, problem.column, problem.value, problem.message, effect, problem.id)
    return tuple("" if cell in (None, 0) else str(cell) for cell in cells)


class CheckedFileDialog(QDialog):
    """Accepted if the good rows are to be stored; `CHOOSES_COLUMNS` if the columns are to be reviewed."""

    def __init__(
        self, path: Path, checked: Findings, parent: QWidget | None = None, *, offers_columns: bool = False
    ) -> None:
        super().__init__(parent)
        self.setObjectName("checked file")
        self.setWindowTitle("Import incidents")
        self.setMinimumWidth(LEAST_WIDTH_PX if checked.problems else 0)
        self.resize(900, 460 if checked.problems else 200)
        layout = QVBoxLayout(self)
        layout.addWidget(label(path.name, "title", wrap=True))
        layout.addWidget(label(self._summary(checked), wrap=True))
        for heading, counts in (
            ("Left out", checked.left_out.items()),
            ("Changed on import", ((repair.what, repair.rows) for repair in checked.repairs)),
        ):
            if listed := "; ".join(f"{what} ({_rows(count)})" for what, count in counts):
                layout.addWidget(label(f"{heading}: {listed}.", "muted", wrap=True))
        if checked.problems:
            layout.addWidget(self._table(checked.problems))
        self._status = label("Nothing has been stored yet.", "muted", wrap=True)
        self._status.setObjectName("status")
        layout.addWidget(self._status)
        layout.addWidget(self._buttons(path, checked, offers_columns))

    def _buttons(self, path: Path, checked: Findings, offers_columns: bool) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        if checked.accepted:
            accept = buttons.addButton(f"Import {_rows(checked.accepted)}…", QDialogButtonBox.ButtonRole.AcceptRole)
            accept.setObjectName("import good rows")
            accept.setDefault(True)
        if offers_columns:
            columns = buttons.addButton("Choose the columns…", QDialogButtonBox.ButtonRole.ActionRole)
            columns.setObjectName("choose columns")
            columns.setToolTip("Choose what each column is, whatever layout was recognised")
            columns.clicked.connect(lambda: self.done(CHOOSES_COLUMNS))
        if checked.problems:
            save = buttons.addButton("Save the list…", QDialogButtonBox.ButtonRole.ActionRole)
            save.setObjectName("save problems")
            save.setToolTip("Write all problems as a workbook, to hand back to whoever made the file")
            save.clicked.connect(lambda: self._save(path, checked.problems))
            copy = buttons.addButton("Copy the list", QDialogButtonBox.ButtonRole.ActionRole)
            copy.setObjectName("copy problems")
            copy.setToolTip("Copy all problems, to hand back to whoever made the file")
            copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(_as_table(checked.problems)))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

    def _save(self, path: Path, problems: Sequence[Problem]) -> None:
        """Ask for a file and write the problems into it."""
        from app.widgets.file_names import ask_for_file
        from geo.export.file_format import format_of
        from geo.export.formats import PROBLEMS

        start = path.with_name(f"{path.stem} problems{PROBLEMS[0].ending}")
        target = ask_for_file(self, "Save the list of problems", start, PROBLEMS)
        if target is None:
            return
        try:
            self._status.setText(f"Written: {format_of(target, PROBLEMS).write(target, problems)}")
        except ExportFailed as fault:
            self._status.setText(str(fault))

    def _summary(self, checked: Findings) -> str:
        faults = sum(problem.severity == "error" for problem in checked.problems)
        parts = [f"{_rows(checked.accepted)} can be imported."]
        if checked.rejected:
            parts.append(f"{_rows(checked.rejected)} cannot, for the reasons listed below.")
        if len(checked.problems) > faults:
            parts.append("Remarks on the others do not keep them out.")
        return " ".join(parts)

    def _table(self, problems: Sequence[Problem]) -> QTableView:
        view = QTableView()
        view.setObjectName("problems")
        view.setAccessibleName("Problems of the file")
        view.setMinimumHeight(LEAST_TABLE_PX)
        view.setModel(ProblemModel(problems, view))
        view.setShowGrid(False)
        view.setAlternatingRowColors(True)
        view.verticalHeader().setVisible(False)
        view.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate(WIDTHS_PX):
            view.setColumnWidth(column, width)
        view.horizontalHeader().setSectionResizeMode(MESSAGE, QHeaderView.ResizeMode.Stretch)
        if len(problems) <= MOST_WRAPPED:
            view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        return view


def _rows(n: int) -> str:
    return f"{n:,} row{'s' if n != 1 else ''}"


def _as_table(problems: Sequence[Problem]) -> str:
    """The problems as text for a spreadsheet: a row each, cells separated by tabs."""
    rows = (COLUMNS, *map(_cells, problems))
    return "\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in rows)
