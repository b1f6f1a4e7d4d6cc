"""The actions that change what a workspace holds: bring files in, take an import back, restore a backup."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QProgressDialog

from app.actions.shell import INCIDENT_FILES, WORKSPACES, Parts, box, complain, documents
from app.workspace.import_queue import Pending
from geo.errors import AtlasError
from geo.store import Workspace, workspace_at

if TYPE_CHECKING:
    from geo.sources.incident_file import IncidentFile

__all__ = ["DataCommands"]

SHOWN_AFTER_MS = 700


class DataCommands:
    """The actions of the menu File that read and write incidents, on the parts of one window."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._session = parts.session
        self._progress: QProgressDialog | None = None
        parts.imports.checked.connect(self._offer_import)
        parts.imports.unclear.connect(self._ask_columns)
        parts.imports.progressed.connect(self._show_progress)

    def import_files(self) -> None:
        """Ask for files and check them."""
        names, _ = QFileDialog.getOpenFileNames(
            self._parts.window, "Import incidents", str(documents()), INCIDENT_FILES
        )
        self._parts.imports.receive([Path(name) for name in names])

    def take_back_import(self) -> None:
        """Take back the newest import, after asking."""
        releases = self._session.dataset.releases
        if self._parts.workspace.current is None or not releases:
            complain(self._parts, "There is no import to undo here: open a workspace into which files were brought.")
            return
        newest = releases[-1]
        question = (
            f"Take back the import of {newest.file_name} ({newest.imported_at[:10]}, {newest.rows:,} rows)? What it "
            "added goes, what it revised or withdrew comes back. A backup is kept first."
        )
        asked = box(self._parts.window, "Take back the last import", question)
        asked.setStandardButtons(QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.Cancel)
        if asked.exec() == QMessageBox.StandardButton.Yes:
            self._parts.workspace.undo_import()

    def restore_backup(self) -> None:
        """Ask to which of the last states to go back, and go there."""
        workspace = self._parts.workspace.current
        kept = workspace.backups() if workspace is not None else []
        if workspace is None or not kept:
            complain(self._parts, "There is no backup: one is kept before each import into a workspace that holds any.")
            return
        from app.dialogs.backups import BackupsDialog

        dialog = BackupsDialog(workspace.name, kept, self._parts.window)
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.chosen is not None:
            self._parts.workspace.restore(dialog.chosen)

    def show_changes(self) -> None:
        """Show what has changed since an import, and the state after it if that is asked for."""
        workspace = self._parts.workspace.current
        if workspace is None:
            complain(
                self._parts, "The bundled incidents do not change: open a workspace into which files were brought."
            )
            return
        from app.dialogs.changes import ChangesDialog

        try:
            dialog = ChangesDialog(workspace.describe().releases, workspace.changes_since, self._parts.window)
        except AtlasError as error:
            complain(self._parts, str(error))
            return
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.shown_as_of:
            self._parts.workspace.open_as_of(dialog.shown_as_of)

    def show_duplicates(self) -> None:
        """Let the user say of pairs of reports whether they are one event."""
        if self._parts.workspace.current is None:
            complain(self._parts, "The bundled incidents are of one source: open a workspace with several.")
            return
        from app.dialogs.duplicates import DuplicatesDialog

        dialog = DuplicatesDialog(self._session.dataset, self._parts.window)
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.verdicts:
            self._parts.workspace.set_links(dialog.verdicts)

    def show_present(self) -> None:
        """Show the open workspace as it is now."""
        workspace = self._parts.workspace.current
        if workspace is None:
            complain(self._parts, "The bundled incidents have one state, and it is shown.")
        else:
            self._parts.workspace.open(workspace)

    # what the background says

    def _show_progress(self, what: str, share: float) -> None:
        """Show how far a long import is, with a button that ends it; a short one shows nothing."""
        if self._parts.tell is not None:
            return
        if share >= 1.0:
            if self._progress is not None:
                self._progress.blockSignals(True)  # closing it would count as a press of its button
                self._progress.close()
                self._progress.deleteLater()
                self._progress = None
            return
        if self._progress is None:
            self._progress = self._new_progress()
        self._progress.setLabelText(what)
        self._progress.setValue(int(share * 100))

    def _new_progress(self) -> QProgressDialog:
        made = QProgressDialog("", "Cancel", 0, 100, self._parts.window)
        made.setObjectName("import progress")
        made.setWindowTitle("Import incidents")
        made.setWindowModality(Qt.WindowModality.NonModal)  # a modal one runs the event loop at each step
        made.setMinimumDuration(SHOWN_AFTER_MS)
        made.setAutoClose(False)
        made.setAutoReset(False)
        made.canceled.connect(self._parts.imports.cancel)
        return made

    def _ask_columns(self, file: IncidentFile) -> None:
        """Let the user look through what is proposed for a table of an unknown layout."""
        if self._parts.tell is not None:
            self._cannot_ask(file.path)
            return
        if self._is_layer(file):
            self._parts.imports.read_as_layer(file.path)
            return
        from app.dialogs.column_mapping import ColumnMappingDialog

        dialog = ColumnMappingDialog(file, self._parts.window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._parts.imports.check_with(file.path, dialog.options)
        else:
            self._parts.imports.finish_current()

    def _is_layer(self, file: IncidentFile) -> bool:
        """Whether a table of places without days is to be shown as a layer; the user is asked."""
        guess = file.guess
        if (
            guess is None
            or "date_start" not in guess.missing
            or not guess.column_mapping.columns.keys() >= {"lon", "lat"}
        ):
            return False
        question = f"{file.path.name} names places but no days. Are these sites to be shown beside the incidents?"
        asked = box(self._parts.window, "Places or incidents", question)
        as_layer = asked.addButton("Show as a layer", QMessageBox.ButtonRole.YesRole)
        asked.addButton("They are incidents…", QMessageBox.ButtonRole.NoRole)
        asked.exec()
        return asked.clickedButton() is as_layer

    def _cannot_ask(self, path: Path) -> None:
        assert self._parts.tell is not None
        how = f"import {path} --workspace W.gpkg"
        self._parts.tell(f"{path.name} was read but not taken in, because nobody can be asked. Use: {how}")
        self._parts.imports.finish_current()

    def _offer_import(self, pending: Pending) -> None:
        if self._parts.tell is not None:
            self._cannot_ask(pending.file.path)
            return
        from app.dialogs.checked_file import CHOOSES_COLUMNS, CheckedFileDialog
        from geo.sources.read_options import ReadOptions

        imports = self._parts.imports
        dialog = CheckedFileDialog(pending.file.path, pending.findings, self._parts.window, offers_columns=True)
        answer = dialog.exec()
        if answer == CHOOSES_COLUMNS:
            imports.check_with(pending.file.path, ReadOptions(review_columns=True))
            return
        target = (
            (self._parts.workspace.current or self._ask_target()) if answer == QDialog.DialogCode.Accepted else None
        )
        if target is None:
            imports.finish_current()
        else:
            imports.store(pending, target)

    def _ask_target(self) -> Workspace | None:
        start = str(documents() / "incidents.gpkg")
        title = "Choose the workspace that takes the incidents"
        name, _ = QFileDialog.getSaveFileName(
            self._parts.window, title, start, WORKSPACES, options=QFileDialog.Option.DontConfirmOverwrite
        )
        return workspace_at(name if Path(name).suffix else f"{name}.gpkg") if name else None
