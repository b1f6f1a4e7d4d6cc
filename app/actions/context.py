"""Context events: the panel, and periods that an event begins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from app.actions.action import Action, ActionHost, Area
from app.actions.incident_versions import changes_of
from app.actions.messages import choose_workspace, confirm
from app.actions.view import show_panel
from app.widgets.elided import one_line
from geo.calendar.days import from_day_number
from geo.incidents.by_hand import Reason

if TYPE_CHECKING:
    from geo.analysis.around_event import Around
    from geo.entry import ContextEntry
    from geo.incidents import ContextEvent
    from geo.store import HandChanges, Workspace

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
    from geo.entry import ContextEntry

    _store(host, ContextEntry())


def edit_event(host: ActionHost, event: ContextEvent) -> None:
    """Let the user correct an own context event."""
    from geo.entry import context_entry_of

    _store(host, context_entry_of(event))


def withdraw_event(host: ActionHost, event: ContextEvent) -> None:
    """Withdraw an own context event if the user confirms it."""
    question = f"Withdraw “{one_line(event.title)}”? It stays in the history."
    if not confirm(host.window, "Withdraw a context event", question):
        return

    def apply(hand: HandChanges, known: Callable[[str], str]) -> str:
        hand.withdraw_context(known(event.event_id))
        return known(event.event_id)

    _carry_out(host, apply, "a context event is withdrawn", event.event_id)


def _store(host: ActionHost, entry: ContextEntry) -> None:
    from app.dialogs.context_event import ContextEventDialog
    from geo.entry import context_entry_of

    dialog = ContextEventDialog(entry, host.session.dataset.context_events, host.window)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return
    made = dialog.made

    def apply(hand: HandChanges, known: Callable[[str], str]) -> str:
        if not made.event_id:
            return hand.add_context(made)
        now = known(made.event_id)
        hand.edit_context(replace(made, event_id=now))
        return now

    words = "a context event is corrected" if made.event_id else "a context event is stored"
    if host.workspace.current is not None:
        _carry_out(host, apply, words, made.event_id)
        return
    target = choose_workspace(host, "Make a workspace for your context events")
    if target is None:
        _store(host, context_entry_of(made))  # what was typed is not lost
    elif target.exists():
        _open_and_store(host, target, lambda: _carry_out(host, apply, words, ""))
    else:
        _carry_out(host, apply, words, "", target)


def _open_and_store(host: ActionHost, workspace: Workspace, store: Callable[[], None]) -> None:
    """Store in a workspace that is there, once it is open."""

    def then(_name: str) -> None:
        host.workspace.opened.disconnect(then)
        host.workspace.failed.disconnect(give_up)
        if host.workspace.current == workspace:
            store()

    def give_up(_message: str) -> None:
        host.workspace.opened.disconnect(then)
        host.workspace.failed.disconnect(give_up)

    host.workspace.opened.connect(then)
    host.workspace.failed.connect(give_up)
    host.workspace.open(workspace)


def _carry_out(
    host: ActionHost,
    apply: Callable[[HandChanges, Callable[[str], str]], str],
    words: str,
    event_id: str,
    target: Workspace | None = None,
) -> None:
    """Store a change by hand as a step of the history, under the name of whoever uses the program.

    ``target`` is a workspace that is to be made.
    """
    from app.workspace.hand_changes import Change

    changes_of(host).carry_out(Change(Reason(host.settings.who), apply, words, event_id), target=target)


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
