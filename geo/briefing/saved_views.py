"""Saved views of a workspace: what the user chose, under a name, to be shown and drawn again."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

from geo.briefing.record import record_json, state_record
from geo.briefing.reopening import state_of
from geo.errors import InputError, UnknownName, did_you_mean
from geo.store import Workspace
from geo.store.rules import require_name
from geo.view.state import State

__all__ = ["MOST_VIEWS", "SavedView", "remove_view", "saved_view", "saved_views", "store_view"]

MOST_VIEWS = 100
_KIND = "view"


@dataclass(frozen=True, slots=True)
class SavedView:
    """A view under its name; ``state`` is ``None`` where another version of the program has written it."""

    name: str
    state: State | None


def saved_views(workspace: Workspace) -> tuple[SavedView, ...]:
    """The views of a workspace by their names, in order; raises `WorkspaceError` if it cannot be read."""
    texts = workspace.read_settings(_KIND)
    return tuple(SavedView(name, _state_in(texts[name])) for name in sorted(texts, key=str.casefold))


def saved_view(workspace: Workspace, name: str) -> State:
    """The view of a name.

    Raises
    ------
    UnknownName
        If there is none of that name.
    InputError
        If another version of the program has written it.
    """
    views = {view.name: view for view in saved_views(workspace)}
    if name not in views:
        known = ", ".join(views) or "none"
        raise UnknownName(f"There is no view {name!r} in {workspace.name}: it has {known}.{did_you_mean(name, views)}")
    state = views[name].state
    if state is None:
        raise InputError(
            f"The view {name!r} was saved by another version of Incident Atlas and is not understood here."
        )
    return state


def store_view(workspace: Workspace, name: str, state: State) -> None:
    """Store a view without its selection, in place of one of its name.

    Raises
    ------
    InputError
        If the name is blank or too long, or there are too many views.
    WorkspaceError
        If the workspace cannot be written; it is as it was.
    """
    require_name(name, "view")
    known = workspace.read_settings(_KIND)
    if name not in known and len(known) >= MOST_VIEWS:
        raise InputError(f"{workspace.name} holds {MOST_VIEWS} views already. Remove one first.")
    kept = replace(state, selected=(), current="")
    workspace.store_setting(_KIND, name, record_json(state_record(kept)))


def remove_view(workspace: Workspace, name: str) -> None:
    """Remove a view; raises `UnknownName` if there is none of that name."""
    workspace.remove_setting(_KIND, name)


def _state_in(text: str) -> State | None:
    try:
        record = json.loads(text)
        return state_of(record) if isinstance(record, dict) else None
    except (ValueError, InputError):
        return None
