"""Changes by hand in the open workspace as steps of the history: undo takes a stored change back, redo stores it again.

A save is a step like any other: who presses the key of undo expects the last thing done to be taken back. The workspace
takes back its newest change only, so the step is refused if something else was stored since.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.session import Command, Session
from app.workspace.opened import OpenedWorkspace
from geo.errors import InputError
from geo.incidents import Claim, Incident
from geo.incidents.by_hand import Reason
from geo.sources.bundled import bundled
from geo.store import HandChanges, Workspace
from geo.wording import plural

__all__ = ["Change", "WorkspaceChanges", "added", "decided", "edited", "restored", "withdrawn"]

NEWER = "Something newer is stored in {name}: File › Undo the last import or edit… takes that back first."
UNDO = "Ctrl+Z takes it back."
SAME = "Nothing differs from what is stored."


@dataclass(eq=False)
class Change:
    """One change by hand, which can be carried out again.

    Attributes
    ----------
    reason
        Who changes what, and why.
    apply
        Does it, given the present id of an incident: a new one gets another id when it is stored again. Returns the id
        of the incident that it is about.
    words
        What was done, in a sentence without an end.
    incident_id
        The id of the incident once it is stored.
    names
        The names under which it is recorded; empty while it is not stored, or if nothing differs.
    """

    reason: Reason
    apply: Callable[[HandChanges, Callable[[str], str]], str]
    words: str
    incident_id: str = ""
    names: tuple[str, ...] = field(default=(), repr=False)


class WorkspaceChanges(QObject):
    """Carries out changes by hand in the workspace that is open."""

    travelled = Signal(str)
    """Emitted with the id of the incident whose change was undone or done again, once that is shown."""

    def __init__(self, session: Session, opened: OpenedWorkspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._opened = session, opened
        self._ids: dict[str, str] = {}

    def carry_out(
        self,
        change: Change,
        done: Callable[[], None] = lambda: None,
        failed: Callable[[], None] = lambda: None,
        target: Workspace | None = None,
    ) -> None:
        """Store a change, in the background, as a step of the history.

        ``done`` is called once it is shown, ``failed`` if it could not be stored. ``target`` is a workspace to be made
        where none is open.
        """
        command = Command(partial(self._take_back, change), partial(self._store, change))

        def on_done() -> None:
            if not change.names:
                self._session.forget(command)
            done()

        def on_failure() -> None:
            self._session.forget(command)
            failed()

        if target is not None:  # the history begins with it
            self._opened.begin(target, partial(self._write, change), lambda: self._begun(command, done), failed)
            return
        self._session.record(command)
        self._opened.change(partial(self._write, change), keeps_history=True, done=on_done, failed=on_failure)

    def _begun(self, command: Command, done: Callable[[], None]) -> None:
        self._session.record(command)
        done()

    def _store(self, change: Change, failed: Callable[[], None]) -> None:
        self._travel(change, partial(self._write, change), failed)

    def _travel(self, change: Change, write: Callable[[Workspace], str], failed: Callable[[], None]) -> None:
        self._opened.change(
            write, keeps_history=True, done=lambda: self.travelled.emit(change.incident_id), failed=failed
        )

    def _take_back(self, change: Change, failed: Callable[[], None]) -> None:
        def write(workspace: Workspace) -> str:
            if not change.names:
                raise InputError(NEWER.format(name=workspace.name))
            try:
                workspace.undo_last(change.names)
            except InputError as error:
                raise InputError(NEWER.format(name=workspace.name)) from error
            return f"Undone: {change.words}."

        self._travel(change, write, failed)

    def _write(self, change: Change, workspace: Workspace) -> str:
        """Store a change; raises `AtlasError`."""
        before = change.incident_id
        events = None if workspace.exists() else bundled().context_events
        with workspace.by_hand(change.reason, events) as hand:
            change.incident_id = change.apply(hand, lambda one: self._ids.get(one, one))
            names = hand.names
        change.names = tuple(names)
        if before and before != change.incident_id:
            self._ids |= {old: change.incident_id for old, new in self._ids.items() if new == before}
            self._ids[before] = change.incident_id
        return f"Stored in {workspace.name}: {change.words}. {UNDO}" if change.names else SAME


# the kinds of changes


def added(incident: Incident, claims: tuple[Claim, ...], reason: Reason, words: str) -> Change:
    """A new incident."""
    return Change(reason, lambda hand, _known: hand.add(incident, claims), words)


def edited(incident: Incident, claims: tuple[Claim, ...], reason: Reason, words: str) -> Change:
    """A stored incident as it is corrected, with its claims."""

    def apply(hand: HandChanges, known: Callable[[str], str]) -> str:
        now = known(incident.incident_id)
        hand.edit(replace(incident, incident_id=now), tuple(replace(claim, incident_id=now) for claim in claims))
        return now

    return Change(reason, apply, words, incident.incident_id)


def withdrawn(incident_id: str, reason: Reason) -> Change:
    """A stored incident goes to the history."""

    def apply(hand: HandChanges, known: Callable[[str], str]) -> str:
        hand.withdraw(known(incident_id))
        return known(incident_id)

    return Change(reason, apply, f"{incident_id} is withdrawn", incident_id)


def restored(incident_id: str, reason: Reason) -> Change:
    """A withdrawn incident is brought back."""

    def apply(hand: HandChanges, known: Callable[[str], str]) -> str:
        hand.restore(known(incident_id))
        return known(incident_id)

    return Change(reason, apply, f"{incident_id} is restored", incident_id)


def decided(verdicts: dict[str, bool], reason: Reason) -> Change:
    """The versions of an import are taken, or declined, by id."""

    def apply(hand: HandChanges, known: Callable[[str], str]) -> str:
        for incident_id, take in verdicts.items():
            hand.decide(known(incident_id), take=take)
        return known(next(iter(verdicts)))

    taken = sum(verdicts.values())
    counts = ((taken, "taken"), (len(verdicts) - taken, "declined"))
    told = (f"the imported version of {plural(count, 'incident')} is {what}" for count, what in counts if count)
    return Change(reason, apply, ", ".join(told))
