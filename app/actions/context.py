"""Context events: the panel, and periods that an event begins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from app.actions.action import Action, ActionHost, Area
from app.actions.messages import confirm, show_error
from app.actions.view import show_panel
from app.widgets.elided import one_line
from geo.calendar.days import from_day_number
from geo.entry import ContextEntry, context_entry_of
from geo.incidents.by_hand import Reason

if TYPE_CHECKING:
    from geo.analysis.around_event import Around
    from geo.incidents import ContextEvent
    from geo.store import Workspace
    from geo.store.workspace import HandChanges

__all__ = ["AREA", "add_event", "edit_event", "show_since", "show_windows", "withdraw_event"]


def show_since(host: ActionHost, event: ContextEvent) -> None:
    """Show the days from the first one of an event to the end of the data."""
    period = host.session.dataset.incidents.period
    if period is None or event.period.first > period.last:
        host.notice.show_message("The data end before this event.")
    else:
        host.session.set_filters(first=from_day_number(max(event.period.first, period.first)), last=None)


def show_windows(host: ActionHost, found: Around) -> None:
    """Show the days after an event, compared with those before."""
    first, last = (from_day_number(day) for day in found.after)
    host.session.update(replace(host.session.state.with_query(first=first, last=last), compare=True))


def add_event(host: ActionHost) -> None:
    """Let the user enter a context event, and store it."""
    if host.workspace.current is None:
        show_error(host, "The bundled incidents do not change: open a workspace, or import a file into a new one.")
        return
    _store(host, ContextEntry())


def edit_event(host: ActionHost, event: ContextEvent) -> None:
    """Let the user correct an own context event."""
    _store(host, context_entry_of(event))


def withdraw_event(host: ActionHost, event: ContextEvent) -> None:
    """Withdraw an own context event if the user confirms it."""
    question = f"Withdraw “{one_line(event.title)}”? It stays in the history."
    if confirm(host.window, "Withdraw a context event", question):
        _change(host, lambda changes: changes.withdraw_context(event.event_id), "The context event is withdrawn.")


def _store(host: ActionHost, entry: ContextEntry) -> None:
    from app.dialogs.context_event import ContextEventDialog

    dialog = ContextEventDialog(entry, host.session.dataset.context_events, host.window)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return
    made = dialog.made
    if made.event_id:
        _change(host, lambda changes: changes.edit_context(made), "The context event is corrected.")
    else:
        _change(host, lambda changes: changes.add_context(made), "The context event is stored.")


def _change(host: ActionHost, change: Callable[[HandChanges], object], sentence: str) -> None:
    """Store a change by hand as one step of the workspace."""

    def write(workspace: Workspace) -> str:
        with workspace.by_hand(Reason()) as changes:
            change(changes)
        return sentence

    host.workspace.change(write, keeps_history=True)


def attach(host: ActionHost) -> None:
    """Connect the panel with the period."""
    panel = host.sides.context
    panel.since_requested.connect(lambda event: show_since(host, event))
    panel.both_requested.connect(lambda found: show_windows(host, found))
    panel.add_requested.connect(lambda: add_event(host))
    panel.edit_requested.connect(lambda event: edit_event(host, event))
    panel.withdraw_requested.connect(lambda event: withdraw_event(host, event))


AREA = Area((
    Action("show_context", "View", "panels", "Context events", "Ctrl+Shift+X",
           "What happened beside the incidents, and the incidents before and after it",
           lambda host: show_panel(host, "context")),
), attach)  # fmt: skip
