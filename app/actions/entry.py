"""Enter, correct, copy, withdraw and restore incidents by hand; their history, and versions that imports offer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QCursor
from PySide6.QtWidgets import QDialog, QFileDialog, QMenu
from shiboken6 import isValid

from app.actions.action import OPEN_WORKSPACE, Action, ActionHost, Area, Need
from app.actions.map_view import reveal, show_near
from app.actions.messages import WORKSPACE_FILES, documents_folder, show_error
from geo.analysis.focus import current_row
from geo.errors import AtlasError, UnknownName
from geo.wording import plural

if TYPE_CHECKING:
    from app.dialogs.entry.dialog import EntryDialog
    from app.workspace.arrivals import Arrivals
    from app.workspace.hand_changes import Change, WorkspaceChanges
    from geo.entry import EntryCheck, IncidentEntry
    from geo.incidents.by_hand import Reason
    from geo.store import StoredVersion, Workspace

__all__ = ["AREA", "changes_of", "may_close", "new_incident", "review_offers"]

BESIDE = QPoint(12, 48)
"""How far the form stands from the corner of the window: the details on the right stay in view."""
PICK = "Click the place of the incident on the map."
OPENED = "{name} is open now. Look whether the incident is in it already, then save once more."
OTHER = "Another workspace is open now: this incident is not in it."
HIDDEN = "The filters or the period leave it out, so it is not shown."
OF_THE_LIST = ("edit_incident", "copy_incident", "show_history", "withdraw_incident")
"""The actions in the menu of the list."""


def attach(host: ActionHost) -> None:
    """Connect the map, the list and the details with what can be done with an incident."""
    host.map.pointed.connect(lambda lon, lat: _on_pointed(host, lon, lat))
    host.sides.incidents.menu_requested.connect(lambda at: _show_menu(host, at))
    host.sides.details.action_requested.connect(lambda name: _trigger(host, name))
    host.session.replaced.connect(lambda _snapshot: _on_replaced(host))
    host.workspace.opened.connect(lambda _name: _on_opened(host))
    _on_opened(host)
    host.imports.stored.connect(lambda arrived: _report_offers(host, arrived))


def changes_of(host: ActionHost) -> WorkspaceChanges:
    """What carries out changes by hand in this window."""
    from app.workspace.hand_changes import WorkspaceChanges

    known: WorkspaceChanges | None = host.window.findChild(WorkspaceChanges)
    if known is None:
        known = WorkspaceChanges(host.session, host.workspace, host.window)
        known.travelled.connect(lambda incident_id: _select(host, incident_id))
    return known


# menus


def _on_pointed(host: ActionHost, lon: float, lat: float) -> None:
    """A point of the map goes to the form that waits for one, or else its menu comes up."""
    dialog = _open_form(host)
    if dialog is not None and dialog.form.is_picking:
        dialog.set_point(lon, lat)
        return
    menu = QMenu(host.window)
    menu.setObjectName("map menu")
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.addAction("New incident here…", lambda: new_incident(host, (lon, lat)))
    menu.addAction("Incidents near here…", lambda: show_near(host, f"{lat:.4f}, {lon:.4f}"))
    menu.popup(QCursor.pos())


def _show_menu(host: ActionHost, at: QPoint) -> None:
    """The menu of the incident that is chosen in the list."""
    menu = QMenu(host.window)
    menu.setObjectName("incident menu")
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for name in OF_THE_LIST:
        action = host.window.findChild(QAction, name)
        if action is not None:
            menu.addAction(action)
    menu.popup(at)


def _trigger(host: ActionHost, name: str) -> None:
    action = host.window.findChild(QAction, name)
    if action is not None:
        action.trigger()


# the form


def _open_form(host: ActionHost) -> EntryDialog | None:
    """The form that is open, if one is."""
    from app.dialogs.entry.dialog import EntryDialog

    return next((each for each in host.window.findChildren(EntryDialog) if each.is_open), None)


def may_close(host: ActionHost) -> bool:
    """Whether no form has text that is not stored, or the user gives it up; then the form is closed."""
    dialog = _open_form(host)
    if dialog is None:
        return True
    if not dialog.gives_up():
        return False
    dialog.settle()
    return True


def new_incident(host: ActionHost, point: tuple[float, float] | None = None) -> None:
    """Open an empty form, or one with a point (longitude and latitude) as the place."""
    from geo.entry import IncidentEntry

    lon, lat = ("", "") if point is None else (f"{point[0]:.4f}", f"{point[1]:.4f}")
    _show_form(host, "New incident", IncidentEntry(lon=lon, lat=lat))


def edit_incident(host: ActionHost) -> None:
    """Open the form of the selected incident."""
    from geo.entry import entry_of

    version = _present(host)
    if version is not None:
        _show_form(host, "Edit an incident", entry_of(version.incident, version.claims), host.workspace.current)


def copy_incident(host: ActionHost) -> None:
    """Open the form of a new incident with the fields of the selected one, without its claims."""
    from geo.entry import copy_of, entry_of

    version = _present(host)
    if version is not None:
        _show_form(host, "New incident, copied", copy_of(entry_of(version.incident)))


def _show_form(host: ActionHost, title: str, entry: IncidentEntry, workspace: Workspace | None = None) -> None:
    """Show an entry in a form; one that is open and has text that is not stored comes to the front instead."""
    from app.dialogs.entry.dialog import FIRST, EntryDialog

    before = _open_form(host)
    if before is not None and before.is_changed:
        before.say("Store this incident, or cancel it, before another one is entered.")
        before.show_again()
        return
    if before is not None:
        before.reject()
    dialog = EntryDialog(title, host.session.dataset, host.jobs, host.window, workspace)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.save_requested.connect(lambda check, reason: _save(host, dialog, check, reason))
    dialog.point_requested.connect(lambda is_on: _pick(host, dialog, is_on=is_on))
    dialog.incident_requested.connect(lambda incident_id: _select(host, incident_id))
    dialog.show_entry(entry, host.settings.who)
    if host.workspace.current is None:
        dialog.say(FIRST)
    dialog.move(host.window.geometry().topLeft() + BESIDE)
    dialog.show_again()


def _pick(host: ActionHost, dialog: EntryDialog, *, is_on: bool) -> None:
    """Let the user click the place, or no longer; the form comes back with the click or by a button."""
    host.map.pick_point(is_on=is_on)
    if not is_on:
        return
    report = host.notice.add_report(PICK)
    report.offer("Back to the form", "Without picking a place")

    def end() -> None:
        if isValid(report) and report in host.notice.reports:
            report.closed.emit()

    def back() -> None:
        host.map.pick_point(is_on=False)
        if isValid(dialog) and dialog.isHidden():
            dialog.show_again()

    report.button.clicked.connect(back)
    report.closed.connect(back)
    dialog.shown_again.connect(end)
    host.window.activateWindow()


def _on_replaced(host: ActionHost) -> None:
    """The form that is open compares with what is shown now."""
    dialog = _open_form(host)
    if dialog is not None:
        dialog.set_dataset(host.session.dataset)


def _on_opened(host: ActionHost) -> None:
    host.sides.details.set_editable(is_on=host.workspace.current is not None)


def _save(host: ActionHost, dialog: EntryDialog, check: EntryCheck, reason: Reason) -> None:
    """Store what was typed; the form stays open until it is stored."""
    from app.dialogs.entry.words import place_name
    from app.workspace.hand_changes import added, edited
    from geo.incidents.words import date_words

    incident, is_edit = check.incident, dialog.form.entry().edits is not None
    assert incident is not None
    if is_edit and dialog.workspace != host.workspace.current:
        dialog.say(OTHER)
        return
    target = None
    if host.workspace.current is None:
        target = _choose_workspace(host)
        if target is None:
            return
        if target.exists():
            host.workspace.open(target)
            dialog.say(OPENED.format(name=target.name))
            return
    make, done = (edited, "edited") if is_edit else (added, "entered")
    change = make(incident, check.claims, reason, f"{date_words(incident)}, {place_name(incident)}, {done} by hand")
    dialog.set_saving(is_on=True)

    def stored() -> None:
        if isValid(dialog):
            dialog.settle()
        _show_stored(host, change)

    def failed() -> None:
        if isValid(dialog):
            dialog.set_saving(is_on=False)

    changes_of(host).carry_out(change, stored, failed, target)


def _choose_workspace(host: ActionHost) -> Workspace | None:
    """Let the user choose where the first incident is stored."""
    from geo.store import workspace_at

    name, _ = QFileDialog.getSaveFileName(
        host.window, "Make a workspace for your incidents", str(documents_folder() / "incidents.gpkg"),
        WORKSPACE_FILES, options=QFileDialog.Option.DontConfirmOverwrite,
    )  # fmt: skip
    return workspace_at(name if Path(name).suffix else f"{name}.gpkg") if name else None


def _show_stored(host: ActionHost, change: Change) -> None:
    """Select what was stored, and say so if the filters hide it."""
    shown = _select(host, change.incident_id)
    if not shown and change.names:
        host.notice.show_message(f"Stored: {change.words}. {HIDDEN}")


def _select(host: ActionHost, incident_id: str) -> bool:
    """Select an incident and bring it into view; whether the filters show it."""
    snapshot = host.session.snapshot
    position = snapshot.dataset.incidents.positions.get(incident_id)
    if position is None:
        return False
    host.session.select((incident_id,), incident_id)
    reveal(host, position)
    return position in snapshot.rows


# one incident


def _selected_id(host: ActionHost) -> str:
    """The id of the incident that is shown in full; blank for none."""
    row = current_row(host.session.snapshot)
    return "" if row is None else str(host.session.dataset.incidents.texts["incident_id"][row])


def _present(host: ActionHost) -> StoredVersion | None:
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

    version = _present(host)
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
        changes_of(host).carry_out(change, lambda: _show_stored(host, change))


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


_ONE = Need(_is_one_selected, "no incident of a workspace is selected")

AREA = Area((
    Action("new_incident", "Edit", "incident", "New incident…", "Ctrl+N", "Enter an incident by hand", new_incident),
    Action("edit_incident", "Edit", "incident", "Edit incident…", "F2", "Correct the incident that is shown in full",
           edit_incident, _ONE),
    Action("copy_incident", "Edit", "incident", "Copy as a new one…", "Ctrl+Shift+N",
           "Enter another incident that begins with the fields of this one", copy_incident, _ONE),
    Action("show_history", "Edit", "incident", "History of the incident…", "",
           "Its versions: who changed what, when and why", show_history, _ONE),
    Action("withdraw_incident", "Edit", "incident", "Withdraw incident…", "",
           "Take it off the map and out of all counts; it stays in the history", withdraw_incident, _ONE),
    Action("restore_incident", "Edit", "incident", "Restore a withdrawn incident…", "",
           "Bring back an incident that was withdrawn by hand", restore_incident, OPEN_WORKSPACE),
    Action("review_offers", "Edit", "incident", "Decide on imported versions…", "",
           "Incidents edited by hand of which an import has a newer version", review_offers, OPEN_WORKSPACE),
), attach)  # fmt: skip
