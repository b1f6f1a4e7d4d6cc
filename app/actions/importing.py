"""The dialogs of an import: the columns of an unknown table, what a check found, the target, the progress."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QMessageBox, QProgressDialog, QWidget

from app.actions.action import ActionHost
from app.actions.messages import choose_workspace, message_box
from app.workspace.import_queue import ImportQueue, Pending, PendingTotals
from app.workspace.user_layers import UserLayers

if TYPE_CHECKING:
    from app.dialogs.column_mapping import Choices
    from geo.sources.incident_file import IncidentFile
    from geo.sources.read_options import ReadOptions

__all__ = ["ImportDialogs", "ImportProgress", "Review"]

PROGRESS_AFTER_MS = 700


@dataclass(frozen=True)
class Review:
    """A table whose columns the user has chosen, with the choices, in case they are to be changed after the check."""

    file: IncidentFile
    choices: Choices


class ImportDialogs(QObject):
    """Opens a dialog when an import needs an answer, and passes the answer on; a child of the host's window."""

    def __init__(self, host: ActionHost) -> None:
        super().__init__(host.window)
        self._host, self._imports = host, host.imports
        self._review: Review | None = None
        self._decided: tuple[Path, ReadOptions] | None = None
        host.imports.checked.connect(self._offer_import)
        host.imports.unclear.connect(self._ask)
        host.imports.totals_found.connect(self._offer_totals)

    # what the file leaves open

    def _ask(self, file: IncidentFile) -> None:
        """Let the user decide what a file leaves open: the columns of a table, or single questions."""
        if self._refused_without_dialogs(file.path):
            return
        if file.guess is None:
            self._ask_questions(file)
        elif self._is_layer(file):
            self._imports.read_as_layer(file.path)
        else:
            self._ask_columns(file)

    def _ask_columns(self, file: IncidentFile, choices: Choices | None = None) -> None:
        """Let the user check the columns of a table, as they are proposed or as they were chosen before."""
        from app.dialogs.column_mapping import ColumnMappingDialog

        dialog = ColumnMappingDialog(file, self._host.window, choices)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            is_decided = dialog.options.column_mapping is not None  # else it is opened with another sheet or encoding
            self._review = Review(file, dialog.choices) if is_decided else None
            if before := self._options_of(file.path):
                options = replace(dialog.options, without=before.without, repeated_rows=before.repeated_rows)
            else:
                options = dialog.options
            self._check(file.path, options)
        else:
            self._finish()

    def _ask_questions(self, file: IncidentFile) -> None:
        """Let the user answer the questions about a file whose columns are known."""
        from app.dialogs.questions import CHOOSES_COLUMNS, QuestionsDialog
        from geo.sources.read_options import ReadOptions

        dialog = QuestionsDialog(file, self._options_of(file.path) or ReadOptions(), self._host.window)
        answer = dialog.exec()
        if answer == CHOOSES_COLUMNS:
            self._choose_columns(file)
        elif answer == QDialog.DialogCode.Accepted:
            self._check(file.path, dialog.options)
        else:
            self._finish()

    def _choose_columns(self, file: IncidentFile) -> None:
        """Let the user choose the columns of a file; what was chosen before stays."""
        from geo.sources.read_options import ReadOptions

        review, mapping = self._review, file.column_mapping
        if review is not None and review.file.path == file.path:
            self._ask_columns(review.file, review.choices)
            return
        options = self._options_of(file.path) or ReadOptions()
        if mapping is not None:
            options = replace(options, encoding=mapping.encoding, sheet=mapping.sheet, date_order=mapping.date_order)
        self._check(file.path, replace(options, column_mapping=None, review_columns=True))

    def _check(self, path: Path, options: ReadOptions) -> None:
        self._decided = path, options
        self._imports.check_with(path, options)

    def _options_of(self, path: Path) -> ReadOptions | None:
        """What was decided about a file before; another one may have failed in between."""
        return self._decided[1] if self._decided is not None and self._decided[0] == path else None

    def _finish(self) -> None:
        """The current file is done with."""
        self._review = self._decided = None
        self._imports.finish_current()

    def _is_layer(self, file: IncidentFile) -> bool:
        """Whether to show a table of places without days as a layer; asks the user."""
        guess = file.guess
        if guess is None or "date_start" not in guess.missing:
            return False
        if not guess.column_mapping.columns.keys() >= {"lon", "lat"}:
            return False
        question = f"{file.path.name} has places but no days. Show these sites as a layer beside the incidents?"
        box = message_box(self._host.window, "Places or incidents", question)
        as_layer = box.addButton("Show as a layer", QMessageBox.ButtonRole.YesRole)
        box.addButton("They are incidents…", QMessageBox.ButtonRole.NoRole)
        box.exec()
        return box.clickedButton() is as_layer

    # what the check has found

    def _offer_import(self, pending: Pending) -> None:
        """Show what the check of a file found, and store its rows if the user accepts."""
        path = pending.file.path
        if self._refused_without_dialogs(path):
            return
        from app.dialogs.checked_file import CHECKS_AGAIN, CHOOSES_COLUMNS, CheckedFileDialog

        dialog = CheckedFileDialog(pending.file, pending.findings, self._options_of(path), self._host.window)
        answer = dialog.exec()
        if answer == CHOOSES_COLUMNS:
            self._choose_columns(pending.file)
        elif answer == CHECKS_AGAIN:
            self._check_again(path, dialog.options)
        elif answer == QDialog.DialogCode.Accepted:
            self._store(pending)
        else:
            self._finish()

    def _offer_totals(self, pending: PendingTotals) -> None:
        """Show what a file of counts holds, and keep it as totals if the user accepts that."""
        path = pending.file.path
        if self._host.report is not None:
            self._host.report(pending.why)
            self._finish()
            return
        from app.dialogs.checked_file import CHECKS_AGAIN, CHOOSES_COLUMNS, CheckedTotalsDialog
        from geo.sources.read_options import ReadOptions

        options = self._options_of(path) or ReadOptions()
        dialog = CheckedTotalsDialog(pending.file, pending.checked, options, self._host.window)
        answer = dialog.exec()
        if answer == CHECKS_AGAIN:
            self._check(path, dialog.options)
        elif answer == CHOOSES_COLUMNS:
            self._check(path, replace(options, keep_totals=False, review_columns=True))
        elif answer == QDialog.DialogCode.Accepted:
            self._store(pending)
        else:
            self._finish()

    def _check_again(self, path: Path, options: ReadOptions) -> None:
        """Check a file with more decisions; the dialog of the columns gets them too."""
        if self._review is not None and self._review.file.path == path and options.column_mapping is not None:
            self._review.choices.mapping = options.column_mapping
        self._check(path, options)

    def _store(self, pending: Pending | PendingTotals) -> None:
        target = self._host.workspace.current or choose_workspace(self._host, "Choose the workspace to import into")
        self._review = self._decided = None
        if target is None:
            self._imports.finish_current()
        else:
            self._imports.store(pending, target)

    def _refused_without_dialogs(self, path: Path) -> bool:
        """Skip the file and report how to import it, where nobody can answer a dialog."""
        report = self._host.report
        if report is None:
            return False
        report(
            f"{path.name} was read but not imported, because no dialog can be answered here. "
            f"Use: import {path} --workspace W.gpkg"
        )
        self._finish()
        return True


class ImportProgress(QObject):
    """Shows the progress of reading or storing with a button that cancels it; what is short shows nothing."""

    def __init__(self, reader: ImportQueue | UserLayers, window: QWidget, title: str = "Import incidents") -> None:
        super().__init__(window)
        self._reader, self._window, self._title = reader, window, title
        self.dialog: QProgressDialog | None = None
        reader.progressed.connect(self._show)

    def _show(self, step: str, share: float) -> None:
        if share >= 1.0:
            self._close()
            return
        if self.dialog is None:
            self.dialog = self._new_dialog()
        self.dialog.setLabelText(step)
        self.dialog.setValue(int(share * 100))

    def _close(self) -> None:
        if self.dialog is not None:
            self.dialog.blockSignals(True)  # closing emits `canceled`
            self.dialog.close()
            self.dialog.deleteLater()
            self.dialog = None

    def _new_dialog(self) -> QProgressDialog:
        dialog = QProgressDialog("", "Cancel", 0, 100, self._window)
        dialog.setObjectName("import progress")
        dialog.setWindowTitle(self._title)
        dialog.setWindowModality(Qt.WindowModality.NonModal)  # a modal one runs the event loop at each step
        dialog.setMinimumDuration(PROGRESS_AFTER_MS)
        dialog.setAutoClose(False)
        dialog.setAutoReset(False)
        dialog.canceled.connect(self._reader.cancel)
        return dialog
