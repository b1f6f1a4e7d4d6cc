"""The result of checking a file before import: how many rows are good, what is wrong with the others, by kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QItemSelection
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.dialogs.checked_file.groups import grouped, remedies
from app.dialogs.checked_file.remedy import RemedyView
from app.dialogs.checked_file.tables import COLUMNS, ProblemModel, as_table, group_model, problem_cells, problem_table
from app.widgets.column_names import note_words
from app.widgets.elided import ElidedLabel
from app.widgets.text import label
from geo.errors import ExportFailed
from geo.incidents.findings import Findings, Problem
from geo.sources.incident_file import IncidentFile
from geo.sources.read_options import OWN, ReadOptions
from geo.wording import plural

__all__ = ["CHECKS_AGAIN", "CHOOSES_COLUMNS", "CheckedFileDialog"]

CHOOSES_COLUMNS, CHECKS_AGAIN = 2, 3
"""Results of the dialog, beside accepted and rejected."""

SIZE_PX = (960, 560)
LEAST_WIDTH_PX = 820
LOW_PX = 240
LEAST_TABLE_PX = 120
NOT_STORED = "Nothing has been stored yet."
CHECK_AGAIN = "Check again to see what this changes. "


class CheckedFileDialog(QDialog):
    """Accepted if the good rows are to be stored; otherwise the result says what is to be done.

    `CHOOSES_COLUMNS`: the columns are to be reviewed. `CHECKS_AGAIN`: the file is to be read again with `options`.

    Parameters
    ----------
    file
        The file that was checked.
    findings
        What the check found.
    options
        What was decided before about how it is read.
    """

    def __init__(
        self, file: IncidentFile, findings: Findings, options: ReadOptions | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("checked file")
        self.setWindowTitle("Import incidents")
        self._path, self._findings = file.path, findings
        self._groups = grouped(findings.problems)
        names = names_in_file(file)
        self.remedy = RemedyView(options_of(file, options), names, has_orders=file.layout_name != OWN)
        self.remedy.changed.connect(self._on_decided)
        self._before = self.remedy.options
        available = self.screen().availableSize()
        wanted = SIZE_PX if findings.problems else (SIZE_PX[0], LOW_PX)
        self.setMinimumWidth(min(LEAST_WIDTH_PX, available.width()) if findings.problems else 0)
        self.resize(min(wanted[0], available.width()), min(wanted[1], available.height()))
        layout = QVBoxLayout(self)
        layout.addWidget(ElidedLabel(file.path.name, "title"))
        layout.addWidget(label(self._summary(names), wrap=True))
        if left_out := _listed(findings.left_out.items()):
            layout.addWidget(label(f"Left out: {left_out}.", "muted", wrap=True))
        if tabs := self._tabs(file.notes):
            layout.addWidget(tabs, 1)
        self._status = label(NOT_STORED, "muted", wrap=True)
        self._status.setObjectName("status")
        layout.addWidget(self._status)
        layout.addWidget(self._buttons())
        if self._import is not None:
            self._import.setDefault(True)

    @property
    def options(self) -> ReadOptions:
        """How the file is to be read, with what was decided here."""
        return self.remedy.options

    def _summary(self, names: dict[str, str]) -> str:
        findings = self._findings
        read, accepted = findings.rows_read - findings.left_out.total(), findings.accepted
        parts = [f"{plural(accepted, 'row')} can be imported."]
        if findings.unchanged:
            parts.append(
                f"{plural(findings.unchanged, 'row')} {'is' if findings.unchanged == 1 else 'are'} stored already."
            )
        if findings.rejected:
            what = remedies(self._groups, names)
            todo = f" To import them: {what}." if what else ""
            parts.append(f"{findings.rejected:,} of {plural(read, 'row')} cannot be stored.{todo}")
        if any(problem.severity != "error" for problem in findings.problems):
            parts.append("Remarks on the others do not keep them out.")
        return " ".join(parts)

    # the tabs

    def _tabs(self, notes: Sequence[str]) -> QTabWidget | None:
        """Problems by kind and row by row, and what was changed or decided; None if there is nothing."""
        problems, tabs = self._findings.problems, QTabWidget()
        tabs.setObjectName("findings")
        if problems:
            n = len(self._groups)
            tabs.addTab(self._by_kind(), f"Problems ({plural(n, 'kind')})")
            model = ProblemModel(COLUMNS, problems, problem_cells, self)
            tabs.addTab(problem_table("problems", "Problems of the file", model), f"Row by row ({len(problems):,})")
        changes = [f"{repair.what} ({plural(repair.rows, 'row')})" for repair in self._findings.repairs]
        for title, lines in (("Changed on import", changes), ("Notes", list(map(note_words, notes)))):
            if lines:
                tabs.addTab(_lines(title, lines), f"{title} ({len(lines):,})")
        return tabs if tabs.count() else None

    def _by_kind(self) -> QWidget:
        held = QWidget()
        layout = QVBoxLayout(held)
        layout.setContentsMargins(0, 0, 0, 0)
        self.kinds: QTableView = problem_table("kinds", "Problems by kind", group_model(self._groups, self))
        self.kinds.setMinimumHeight(LEAST_TABLE_PX)
        self.kinds.selectionModel().selectionChanged.connect(self._show_kind)
        layout.addWidget(self.kinds, 1)
        layout.addWidget(self.remedy)
        self.kinds.selectRow(0)
        return held

    def _show_kind(self, selected: QItemSelection) -> None:
        if indexes := selected.indexes():
            self.remedy.show_group(self._groups[indexes[0].row()])

    # the buttons

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        role = QDialogButtonBox.ButtonRole
        self._again = self._button(buttons, "Check again", "check again", role.ActionRole)
        self._again.setToolTip("Read the file again with what was decided here")
        self._again.clicked.connect(lambda: self.done(CHECKS_AGAIN))
        self._again.hide()
        self._import: QPushButton | None = None
        if self._findings.accepted:
            text = f"Import {plural(self._findings.accepted, 'row')}…"
            self._import = self._button(buttons, text, "import good rows", role.AcceptRole)
        columns = self._button(buttons, "Choose the columns…", "choose columns", role.ActionRole)
        columns.setToolTip("Choose what each column is, whatever layout was recognised")
        columns.clicked.connect(lambda: self.done(CHOOSES_COLUMNS))
        if self._findings.problems:
            save = self._button(buttons, "Save the list…", "save problems", role.ActionRole)
            save.setToolTip("Write all problems as a workbook, to hand back to whoever made the file")
            save.clicked.connect(self._save)
            copy = self._button(buttons, "Copy the list", "copy problems", role.ActionRole)
            copy.setToolTip("Copy all problems, to hand back to whoever made the file")
            problems = self._findings.problems
            copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(as_table(problems)))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

    def _button(self, box: QDialogButtonBox, text: str, name: str, role: QDialogButtonBox.ButtonRole) -> QPushButton:
        button = box.addButton(text, role)
        button.setObjectName(name)
        button.setAutoDefault(False)
        return button

    def _on_decided(self) -> None:
        """Offer to check again: what is stored must be what was decided."""
        is_decided = self.options != self._before
        self._again.setVisible(is_decided)
        self._status.setText(f"{CHECK_AGAIN if is_decided else ''}{NOT_STORED}")
        if self._import is not None:
            self._import.setEnabled(not is_decided)
        if default := self._again if is_decided else self._import:
            default.setDefault(True)

    def _save(self) -> None:
        """Ask for a file and write the problems into it."""
        from app.widgets.file_names import ask_for_file
        from geo.export.file_format import format_of
        from geo.export.formats import PROBLEMS

        start: Path = self._path.with_name(f"{self._path.stem} problems{PROBLEMS[0].ending}")
        target = ask_for_file(self, "Save the list of problems", start, PROBLEMS)
        if target is None:
            return
        problems: Sequence[Problem] = self._findings.problems
        try:
            self._status.setText(f"Written: {format_of(target, PROBLEMS).write(target, problems)}")
        except ExportFailed as fault:
            self._status.setText(str(fault))


def options_of(file: IncidentFile, options: ReadOptions | None) -> ReadOptions:
    """The options that a file was read with, with the column mapping that was remembered."""
    options = options or ReadOptions()
    if options.column_mapping is None and (mapping := file.column_mapping) is not None:
        return replace(options, column_mapping=mapping, encoding=mapping.encoding, sheet=mapping.sheet)
    return options


def names_in_file(file: IncidentFile) -> dict[str, str]:
    """Our columns by the names of the file's, as problems name them; for a known layout they have our names."""
    mapping = file.column_mapping
    return {} if mapping is None else {theirs.strip().casefold(): ours for ours, theirs in mapping.columns.items()}


def _lines(title: str, lines: Sequence[str]) -> QPlainTextEdit:
    """Sentences as text that can be selected."""
    held = QPlainTextEdit("\n".join(lines))
    held.setObjectName(title.casefold())
    held.setAccessibleName(title)
    held.setReadOnly(True)
    held.setTabChangesFocus(True)
    return held


def _listed(counts: Iterable[tuple[str, int]]) -> str:
    return "; ".join(f"{what} ({plural(count, 'row')})" for what, count in counts)
