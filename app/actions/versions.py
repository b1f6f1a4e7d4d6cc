"""Go back to another state of the open workspace: the present one, before the last import, or a backup."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog

from app.actions.action import OPEN_WORKSPACE, Action, ActionHost, Area, Need
from app.actions.messages import confirm, show_error
from geo.incidents import Release
from geo.wording import plural

__all__ = ["AREA", "restore_backup", "show_present", "undo_import"]


def show_present(host: ActionHost) -> None:
    """Show the open workspace as it is now."""
    workspace = host.workspace.current
    if workspace is None:
        show_error(host, "The bundled incidents have one state, and it is shown.")
    else:
        host.workspace.open(workspace)


def _has_import(host: ActionHost) -> bool:
    return OPEN_WORKSPACE.is_met(host) and bool(host.session.dataset.releases)


def undo_import(host: ActionHost) -> None:
    """Undo the newest import, after asking."""
    releases = host.session.dataset.releases
    if host.workspace.current is None or not releases:
        show_error(host, "There is no import to undo here: open a workspace with imported files.")
        return
    newest = releases[-1]
    if newest.is_by_hand:
        question = f"Undo the last change by hand ({_moment_words(newest)})? What was there before is put back."
        if confirm(host.window, "Undo the last change", question):
            host.workspace.undo_last()
        return
    question = (
        f"Undo the import of {newest.file_name} ({newest.imported_at[:10]}, {plural(newest.rows, 'row')})? "
        "What it added is removed, what it revised or withdrew is restored. A backup is made first."
    )
    if confirm(host.window, "Undo the last import", question):
        host.workspace.undo_last()


def _moment_words(newest: Release) -> str:
    """What was done by hand, and when."""
    return f"{newest.file_name}, {newest.imported_at[:16].replace('T', ' ')} UTC"


def restore_backup(host: ActionHost) -> None:
    """Let the user choose a backup and restore it."""
    workspace = host.workspace.current
    backups = workspace.backups() if workspace is not None else []
    if workspace is None or not backups:
        show_error(host, "There is no backup: one is made before each import into a workspace that holds incidents.")
        return
    from app.dialogs.backups import BackupsDialog

    dialog = BackupsDialog(workspace.name, backups, host.window)
    if dialog.exec() == QDialog.DialogCode.Accepted and dialog.chosen is not None:
        host.workspace.restore(dialog.chosen)


AREA = Area((
    Action("show_present", "File", "data", "Back to the present state", "", "Show the workspace as it is now",
           show_present, OPEN_WORKSPACE),
    Action("undo_import", "File", "data", "Undo the last import or edit…", "",
           "Undo the newest import or change by hand",
           undo_import, Need(_has_import, "no file was imported")),
    Action("restore_backup", "File", "data", "Restore a backup…", "",
           "Go back to the state before one of the last imports", restore_backup, OPEN_WORKSPACE),
))  # fmt: skip
