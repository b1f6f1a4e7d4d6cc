"""The dialogs of an import: the columns of an unknown table, what a check found, the target, the progress."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QProgressDialog, QWidget

from app.actions.action import ActionHost
from app.actions.messages import WORKSPACE_FILES, documents_folder, message_box
from app.workspace.import_queue import ImportQueue, Pending
from geo.store import Workspace, workspace_at

if TYPE_CHECKING:
    from geo.sources.incident_file import IncidentFile

__all__ = ["ImportDialogs", "ImportProgress"]

PROGRESS_AFTER_MS = 700


class ImportDialogs(QObject):
    """Opens a dialog when an import needs an answer, and passes the answer on; a child of the host's window."""

    def __init__(self, host: ActionHost) -> None:
        super().__init__(host.window)
        self._host, self._imports = host, host.imports
        host.imports.checked.connect(self._offer_import)
        host.imports.unclear.connect(self._ask_columns)

    def _ask_columns(self, file: IncidentFile) -> None:
        """Let the user check the proposed columns of a table with an unknown layout."""
        if self._refused_without_dialogs(file.path):
            return
        if self._is_layer(file):
            self._imports.read_as_layer(file.path)
            return
        from app.dialogs.column_mapping import ColumnMappingDialog

        dialog = ColumnMappingDialog(file, self._host.window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._imports.check_with(file.path, dialog.options)
        else:
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

    def _offer_import(self, pending: Pending) -> None:
        """Show what the check of a file found, and store its rows if the user accepts."""
        path = pending.file.path
        if self._refused_without_dialogs(path):
            return
        from app.dialogs.checked_file import CHOOSES_COLUMNS, CheckedFileDialog
        from geo.sources.read_options import ReadOptions

        dialog = CheckedFileDialog(path, pending.findings, self._host.window, offers_columns=True)
        answer = dialog.exec()
        if answer == CHOOSES_COLUMNS:
            self._imports.check_with(path, ReadOptions(review_columns=True))
            return
        is_accepted = answer == QDialog.DialogCode.Accepted
        target = (self._host.workspace.current or self._choose_target()) if is_accepted else None
        if target is None:
            self._imports.finish_current()
        else:
            self._imports.store(pending, target)

    def _choose_target(self) -> Workspace | None:
        start = str(documents_folder() / "incidents.gpkg")
        title = "Choose the workspace to import into"
        name, _ = QFileDialog.getSaveFileName(
            self._host.window, title, start, WORKSPACE_FILES, options=QFileDialog.Option.DontConfirmOverwrite
        )
        return workspace_at(name if Path(name).suffix else f"{name}.gpkg") if name else None

    def _refused_without_dialogs(self, path: Path) -> bool:
        """Skip the file and report how to import it, where nobody can answer a dialog."""
        report = self._host.report
        if report is None:
            return False
        report(
            f"{path.name} was read but not imported, because no dialog can be answered here. "
            f"Use: import {path} --workspace W.gpkg"
        )
        self._imports.finish_current()
        return True


class ImportProgress(QObject):
    """Shows the progress of a long import with a button that cancels it; a short import shows nothing."""

    def __init__(self, imports: ImportQueue, window: QWidget) -> None:
        super().__init__(window)
        self._imports, self._window = imports, window
        self.dialog: QProgressDialog | None = None
        imports.progressed.connect(self._show)

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
        dialog.setWindowTitle("Import incidents")
        dialog.setWindowModality(Qt.WindowModality.NonModal)  # a modal one runs the event loop at each step
        dialog.setMinimumDuration(PROGRESS_AFTER_MS)
        dialog.setAutoClose(False)
        dialog.setAutoReset(False)
        dialog.canceled.connect(self._imports.cancel)
        return dialog
