"""The history of incidents: what is withdrawn and restored by hand, and versions that imports offer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from app.actions.action import OPEN_WORKSPACE, Action, ActionHost, Area, Need
from app.actions.map_view import reveal
from app.actions.messages import show_error
from geo.analysis.focus import current_row
from geo.errors import AtlasError, UnknownName
from geo.wording import plural

if TYPE_CHECKING:
    from app.workspace.arrivals import Arrivals
    from app.workspace.hand_changes import Change, WorkspaceChanges
    from geo.store import StoredVersion, Workspace

__all__ = ["AREA", "ONE_INCIDENT", "changes_of", "present_version", "review_offers", "select", "show_stored"]

HIDDEN = "The filters or the period leave it out, so it is not shown."


def attach(host: ActionHost) -> None:
    """Say after an import that it has newer versions of edited incidents."""
    host.imports.stored.connect(lambda arrived: _report_offers(host, arrived))


def changes_of(host: ActionHost) -> WorkspaceChanges:
    """What carries out changes by hand in this window."""
    from app.workspace.hand_changes import WorkspaceChanges

    known: WorkspaceChanges | None = host.window.findChild(WorkspaceChanges)
    if known is None:
        known = WorkspaceChanges(host.session, host.workspace, host.window)
        known.travelled.connect(lambda incident_id: select(host, incident_id))
    return known


def show_stored(host: ActionHost, change: Change) -> None:
    """Select what was stored, and say so if the filters hide it."""
    shown = select(host, change.incident_id)
    if not shown and change.names:
        host.notice.show_message(f"Stored: {change.words}. {HIDDEN}")


def select(host: ActionHost, incident_id: str) -> bool:
    """Select an incident and bring it into view; whether the filters show it."""
    snapshot = host.session.snapshot
    position = snapshot.dataset.incidents.positions.get(incident_id)
    if position is None:
        return False
    host.session.select((incident_id,), incident_id)
    reveal(host, position)
    return position in snapshot.rows


def _selected_id(host: ActionHost) -> str:
    """The id of the incident that is shown in full; blank for none."""
    row = current_row(host.session.snapshot)
    return "" if row is None else str(host.session.dataset.incidents.texts["incident_id"][row])


def present_version(host: ActionHost) -> StoredVersion | None:
    """The stored version of the selected incident; None after a message if there is none."""
    versions = _versions(host)
    present = next((version for version in versions if version.state == "present"), None)
    if versions and present is None:
        show_error(host, "This incident is withdrawn: Edit › Restore a withdrawn incident… brings it back.")
    return present


def _versions(host: ActionHost) -> tuple[StoredVersion, ...]:
    """The versions of the selected incident; none after a message if they cannot be read."""
    workspace = host.workspace.current
    if workspace is None:
        show_error(host, "The bundled incidents cannot be changed: open a workspace.")
        return ()
    try:
        return workspace.versions(_selected_id(host))
    except UnknownName:
        show_error(host, "No incident of the workspace is selected.")
    except AtlasError as error:
        show_error(host, str(error))
    return ()


def show_history(host: ActionHost) -> None:
    """Show the versions of the selected incident."""
    from app.dialogs.entry.history import HistoryDialog

    if versions := _versions(host):
        HistoryDialog(versions[-1].incident.incident_id, versions, host.window).exec()


def withdraw_incident(host: ActionHost) -> None:
    """Withdraw the selected incident, after asking why."""
    from app.dialogs.entry.reasons import WithdrawDialog
    from app.workspace.hand_changes import withdrawn

    version = present_version(host)
    if version is None:
        return
    dialog = WithdrawDialog(version.incident, host.window, host.settings.who)
    if dialog.exec() == QDialog.DialogCode.Accepted:
        changes_of(host).carry_out(withdrawn(version.incident.incident_id, dialog.reason))


def restore_incident(host: ActionHost) -> None:
    """Let the user choose a withdrawn incident, and bring it back."""
    from app.dialogs.entry.reasons import RestoreDialog
    from app.workspace.hand_changes import restored

    workspace = host.workspace.current
    if workspace is None:
        return
    try:
        versions = workspace.withdrawn_by_hand()
    except AtlasError as error:
        show_error(host, str(error))
        return
    if not versions:
        show_error(host, "No incident of this workspace was withdrawn by hand.")
        return
    dialog = RestoreDialog(versions, host.window, host.settings.who)
    if dialog.exec() == QDialog.DialogCode.Accepted and dialog.chosen:
        change = restored(dialog.chosen, dialog.reason)
        changes_of(host).carry_out(change, lambda: show_stored(host, change))


# versions that imports offer


def _report_offers(host: ActionHost, arrived: Arrivals) -> None:
    """Say after an import that it has newer versions of edited incidents, with a button to decide."""
    n = arrived.report.offered
    if not n:
        return
    report = host.notice.add_report(
        f"{arrived.file_name} has a newer version of {plural(n, 'incident')} edited by hand. "
        "Yours stays until you decide."
    )
    report.offer("Review…", "Both versions side by side")
    report.button.clicked.connect(lambda: review_offers(host))


def review_offers(host: ActionHost) -> None:
    """Let the user decide between edited incidents and the versions that imports have brought of them."""
    from app.dialogs.entry.offers import OffersDialog
    from app.workspace.hand_changes import decided

    workspace = host.workspace.current
    if workspace is None:
        return
    try:
        offers = [(_now(workspace, offer), offer) for offer in workspace.offered()]
    except AtlasError as error:
        show_error(host, str(error))
        return
    pairs = [(now, offer) for now, offer in offers if now is not None]
    if not pairs:
        show_error(host, "No imported version waits for a decision.")
        return
    dialog = OffersDialog(pairs, host.window, host.settings.who)
    if dialog.exec() == QDialog.DialogCode.Accepted and dialog.verdicts:
        changes_of(host).carry_out(decided(dialog.verdicts, dialog.reason))


def _now(workspace: Workspace, offer: StoredVersion) -> StoredVersion | None:
    """The present version of an incident that an import has in another one."""
    versions = workspace.versions(offer.incident.incident_id)
    return next((version for version in versions if version.state == "present"), None)


def _is_one_selected(host: ActionHost) -> bool:
    return OPEN_WORKSPACE.is_met(host) and current_row(host.session.snapshot) is not None


ONE_INCIDENT = Need(_is_one_selected, "no incident of a workspace is selected")

AREA = Area((
    Action("show_history", "Edit", "incident", "History of the incident…", "",
           "Its versions: who changed what, when and why", show_history, ONE_INCIDENT),
    Action("withdraw_incident", "Edit", "incident", "Withdraw incident…", "",
           "Take it off the map and out of all counts; it stays in the history", withdraw_incident, ONE_INCIDENT),
    Action("restore_incident", "Edit", "incident", "Restore a withdrawn incident…", "",
           "Bring back an incident that was withdrawn by hand", restore_incident, OPEN_WORKSPACE),
    Action("review_offers", "Edit", "incident", "Decide on imported versions…", "",
           "Incidents edited by hand of which an import has a newer version", review_offers, OPEN_WORKSPACE),
), attach)  # fmt: skip
