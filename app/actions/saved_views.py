"""Saved views: keep what is shown in the workspace under a name, and show it again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from app.actions.action import OPEN_WORKSPACE, Action, ActionHost, Area
from app.actions.messages import confirm, show_error
from app.actions.view import show_panel
from geo.errors import AtlasError

if TYPE_CHECKING:
    from app.dialogs.saved_views import SavedViewsDialog
    from geo.briefing.saved_views import SavedView
    from geo.store import Workspace
    from geo.view.state import State

__all__ = ["AREA", "show_state"]


def show_state(host: ActionHost, state: State) -> None:
    """Show a state of another time: its names are fitted to the districts of today, hot spots are computed again."""
    from geo.query import fitted

    host.session.update(replace(state, query=fitted(state.query, host.session.dataset.gazetteer)))
    if state.hot_spots is not None:
        show_panel(host, "hot_spots")
        host.sides.hot_spots.compute(state.hot_spots)


def _views_of(host: ActionHost) -> tuple[SavedView, ...] | None:
    """The views of the open workspace; ``None``, with a message, where they cannot be read."""
    from geo.briefing.saved_views import saved_views

    workspace = host.workspace.current
    try:
        return () if workspace is None else saved_views(workspace)
    except AtlasError as error:
        show_error(host, str(error))
        return None


def _save_view(host: ActionHost) -> None:
    from app.dialogs.saved_views import SaveViewDialog

    views, state = _views_of(host), host.session.state
    if views is None:
        return
    dialog = SaveViewDialog(state, [view.name for view in views], host.window)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return
    name = dialog.chosen

    def write(workspace: Workspace) -> str:
        from geo.briefing.saved_views import store_view

        store_view(workspace, name, state)
        return f"Saved in {workspace.name}: the view {name}."

    host.workspace.change_aside(write, host.notice.show_message)


def _show_views(host: ActionHost) -> None:
    from app.dialogs.saved_views import SavedViewsDialog

    views, workspace = _views_of(host), host.workspace.current
    if views is None or workspace is None:
        return
    dialog = SavedViewsDialog(workspace.name, views, host.window)
    dialog.removal_requested.connect(lambda name: _remove(host, dialog, name))
    chosen = dialog.chosen if dialog.exec() == QDialog.DialogCode.Accepted else None
    if chosen is not None and chosen.state is not None:
        show_state(host, chosen.state)
        host.notice.show_message(f"Shown: the view {chosen.name}.")


def _remove(host: ActionHost, dialog: SavedViewsDialog, name: str) -> None:
    if not confirm(dialog, "Remove a view", f"Remove the view {name}? The incidents stay as they are."):
        return

    def write(workspace: Workspace) -> str:
        from geo.briefing.saved_views import remove_view

        remove_view(workspace, name)
        return f"Removed from {workspace.name}: the view {name}."

    def then(sentence: str) -> None:
        dialog.drop(name)
        host.notice.show_message(sentence)

    host.workspace.change_aside(write, then)


AREA = Area((
    Action("save_view", "View", "views", "Save this view…", "Ctrl+Shift+V",
           "Keep filters, period, layers and the section of the map in the workspace, under a name", _save_view,
           need=OPEN_WORKSPACE),
    Action("show_views", "View", "views", "Saved views…", "Ctrl+Alt+V",
           "Show or remove the saved views of the workspace", _show_views, need=OPEN_WORKSPACE),
))  # fmt: skip
