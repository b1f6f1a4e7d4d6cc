"""Enter, correct and copy incidents by hand, in the form; and the menus of the map and of the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QCursor
from PySide6.QtWidgets import QMenu
from shiboken6 import isValid

from app.actions.action import Action, ActionHost, Area
from app.actions.incident_versions import ONE_INCIDENT, changes_of, present_version, select, show_stored
from app.actions.map_view import show_near
from app.actions.messages import choose_workspace

if TYPE_CHECKING:
    from app.dialogs.entry.dialog import EntryDialog
    from geo.entry import EntryCheck, IncidentEntry
    from geo.incidents.by_hand import Reason
    from geo.store import Workspace

__all__ = ["AREA", "may_close", "new_incident"]

BESIDE = QPoint(12, 48)
"""How far the form stands from the corner of the window: the details on the right stay in view."""
OPENED = "{name} is open now. Look whether the incident is in it already, then save once more."
OTHER = "Another workspace is open now: this incident is not in it."
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

    version = present_version(host)
    if version is not None:
        _show_form(host, "Edit an incident", entry_of(version.incident, version.claims), host.workspace.current)


def copy_incident(host: ActionHost) -> None:
    """Open the form of a new incident with the fields of the selected one, without its claims."""
    from geo.entry import copy_of, entry_of

    version = present_version(host)
    if version is not None:
        _show_form(host, "New incident, copied", copy_of(entry_of(version.incident)))


def _show_form(host: ActionHost, title: str, entry: IncidentEntry, workspace: Workspace | None = None) -> None:
    """Show an entry in a form; one that is open and has text that is not stored comes to the front instead."""
    from app.actions.picking import pick
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
    dialog.point_requested.connect(lambda is_on: pick(host, dialog, is_on=is_on))
    dialog.incident_requested.connect(lambda incident_id: select(host, incident_id))
    dialog.show_entry(entry, host.settings.who)
    if host.workspace.current is None:
        dialog.say(FIRST)
    dialog.place(host.window.geometry().topLeft() + BESIDE)
    dialog.show_again()


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
        target = choose_workspace(host, "Make a workspace for your incidents")
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
        show_stored(host, change)

    def failed() -> None:
        if isValid(dialog):
            dialog.set_saving(is_on=False)

    changes_of(host).carry_out(change, stored, failed, target)


AREA = Area((
    Action("new_incident", "Edit", "incident", "New incident…", "Ctrl+N", "Enter an incident by hand", new_incident),
    Action("edit_incident", "Edit", "incident", "Edit incident…", "F2", "Correct the incident that is shown in full",
           edit_incident, ONE_INCIDENT),
    Action("copy_incident", "Edit", "incident", "Copy as a new one…", "Ctrl+Shift+N",
           "Enter another incident that begins with the fields of this one", copy_incident, ONE_INCIDENT),
), attach)  # fmt: skip
