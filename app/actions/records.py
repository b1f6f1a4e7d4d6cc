"""The incidents of the open workspace: import files, show what changed, link reports of one event."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog

from app.actions.action import OPEN_WORKSPACE, Action, ActionHost, Area
from app.actions.import_reports import report_import
from app.actions.importing import ImportDialogs, ImportProgress
from app.actions.messages import documents_folder, show_error
from app.actions.totals import show_totals
from geo.errors import AtlasError

__all__ = ["AREA", "import_files", "show_changes", "show_duplicates"]

INCIDENT_FILES = (
    "Incident files (*.csv *.tsv *.txt *.xlsx *.xls *.ods *.parquet *.geojson *.json *.gpkg *.kml *.kmz *.gpx *.shp "
    "*.fgb *.zip);;All files (*)"
)


def attach(host: ActionHost) -> None:
    """Open the dialogs of an import when the import queue needs an answer, and report what was stored."""
    ImportDialogs(host)
    host.imports.stored.connect(lambda arrived: report_import(host, arrived))
    if host.report is None:
        ImportProgress(host.imports, host.window)


def import_files(host: ActionHost) -> None:
    """Let the user choose files and check them."""
    start = str(documents_folder())
    names, _ = QFileDialog.getOpenFileNames(host.window, "Import incidents", start, INCIDENT_FILES)
    host.imports.receive([Path(name) for name in names])


def show_changes(host: ActionHost) -> None:
    """Show what changed since an import, and the state after that import if the user chooses it."""
    workspace = host.workspace.current
    if workspace is None:
        show_error(host, "The bundled incidents do not change: open a workspace with imported files.")
        return
    from app.dialogs.changes import ChangesDialog

    try:
        imports = [release for release in workspace.describe().releases if not release.is_by_hand]
        dialog = ChangesDialog(imports, workspace.changes_since, host.window)
    except AtlasError as error:
        show_error(host, str(error))
        return
    if dialog.exec() == QDialog.DialogCode.Accepted and dialog.shown_as_of:
        host.workspace.open_as_of(dialog.shown_as_of)


def show_duplicates(host: ActionHost) -> None:
    """Let the user decide of pairs of reports whether they are one event."""
    if host.workspace.current is None:
        show_error(host, "The bundled incidents have one source: open a workspace with several.")
        return
    from app.dialogs.duplicates import DuplicatesDialog

    dialog = DuplicatesDialog(host.session.dataset, host.window)
    if dialog.exec() == QDialog.DialogCode.Accepted and dialog.verdicts:
        host.workspace.set_links(dialog.verdicts)


AREA = Area((
    Action("import_files", "File", "data", "Import incidents…", "Ctrl+I",
           "Import incidents from a file into a workspace", import_files),
    Action("show_changes", "File", "data", "What changed since…", "Ctrl+D",
           "Incidents added, revised and withdrawn since an import, and the map as it was then", show_changes,
           OPEN_WORKSPACE),
    Action("show_duplicates", "File", "data", "Reports that may be one event…", "Ctrl+E",
           "Pairs of incidents of different sources, side by side: same, different or unsure", show_duplicates,
           OPEN_WORKSPACE),
    Action("show_totals", "File", "data", "Totals of sources…", "",
           "Numbers of events that sources state by district and period, beside the incidents", show_totals,
           OPEN_WORKSPACE),
), attach)  # fmt: skip
