"""New incidents from the text of a report: the window, and storing what was confirmed there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from shiboken6 import isValid

from app.actions.action import Action, ActionHost, Area
from app.actions.incident_versions import changes_of
from app.actions.map_view import fit_shown
from app.actions.messages import choose_workspace, documents_folder
from geo.errors import AtlasError
from geo.wording import plural

if TYPE_CHECKING:
    from pathlib import Path

    from app.dialogs.intake import Confirmed, IntakeDialog
    from geo.entry.taking_in import Prepared, TakenIn
    from geo.store import HandChanges, Workspace

__all__ = ["AREA", "may_close", "show_intake", "take_in"]

_TARGET = "Choose the workspace to store in"
_OPENED = "{} is opened. What may be stored there already is shown now: look at it, and store again."


def show_intake(host: ActionHost) -> IntakeDialog:
    """Open the window of the intake, or bring the one that is open to the front."""
    from PySide6.QtCore import Qt

    from app.dialogs.intake import IntakeDialog

    dialog = host.window.findChild(IntakeDialog)
    if dialog is None:
        dialog = IntakeDialog(host.session, host.jobs, lambda: host.workspace.current, documents_folder, host.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.store_wanted.connect(lambda confirmed: store(host, dialog, confirmed))
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
    return dialog


def take_in(host: ActionHost, paths: Sequence[Path]) -> None:
    """Read files as reports, in the window of the intake."""
    from app.dialogs.intake.reading import Source

    show_intake(host).take([Source(path) for path in paths])


def may_close(host: ActionHost) -> bool:
    """Whether the window of the intake may be closed: nothing in it is lost, or the user agrees."""
    from app.dialogs.intake import IntakeDialog

    dialog = host.window.findChild(IntakeDialog)
    return dialog is None or not dialog.isVisible() or dialog.may_close()


def store(host: ActionHost, dialog: IntakeDialog, confirmed: Confirmed) -> None:
    """Store what was confirmed, as one step, in the open workspace or else in one that the user chooses."""
    from geo.entry.taking_in import prepared

    target = None
    if host.workspace.current is None:
        target = choose_workspace(host, _TARGET)
        if target is None:
            dialog.show_not_stored("Nothing is stored: no workspace was chosen.")
            return
        if target.exists():
            host.workspace.open(target)
            dialog.show_not_stored(_OPENED.format(target.name))
            return
    try:
        workspace = target or host.workspace.current
        assert workspace is not None
        ready = prepared(workspace, confirmed.report, confirmed.items, confirmed.dataset)
    except AtlasError as error:
        dialog.show_not_stored(str(error))
        return
    _carry_out(host, dialog, ready, target)


def _carry_out(host: ActionHost, dialog: IntakeDialog, ready: Prepared, target: Workspace | None) -> None:
    from app.workspace.hand_changes import Change
    from geo.entry.taking_in import TAKEN
    from geo.incidents.by_hand import Reason

    made: list[TakenIn] = []

    def apply(hand: HandChanges, known: Callable[[str], str]) -> str:
        made[:] = [ready.store(hand, known)]
        return next(iter((*made[0].new, *made[0].extended)), "")

    def failed() -> None:
        if isValid(dialog):
            dialog.show_not_stored("Nothing is stored.")

    change = Change(Reason(host.settings.who, TAKEN), apply, ready.words)
    changes_of(host).carry_out(change, lambda: _show_stored(host, dialog, ready, made[0]), failed, target)


def _show_stored(host: ActionHost, dialog: IntakeDialog, ready: Prepared, taken: TakenIn) -> None:
    """Select what was stored, and say how much of it the filters hide."""
    session, ids = host.session, (*taken.new, *taken.extended)
    shown = set(session.snapshot.rows.tolist())
    positions = session.dataset.incidents.positions
    hidden = sum(positions.get(one) not in shown for one in ids)
    verb = "is" if hidden == 1 else "are"
    words = f" {plural(hidden, 'incident')} of them {verb} left out by the filters or the period." if hidden else ""
    if isValid(dialog):
        dialog.show_stored(f"Stored: {ready.words}.{words}")
    if ids:
        session.select(ids, ids[0])
        fit_shown(host)


AREA = Area((
    Action("show_intake", "File", "data", "New from a text…", "Ctrl+Shift+I",
           "Read a report: what it may tell, with the words it comes from, to be confirmed and stored", show_intake),
))  # fmt: skip
