"""The menus of the window, filled with the actions."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from app.actions.action import Action, ActionHost

__all__ = ["fill_menus"]


def fill_menus(menus: Mapping[str, QMenu], host: ActionHost) -> dict[str, QAction]:
    """Put the host's actions into these menus, given by title, with a line between groups; returns them by name."""
    made = {action.name: _qt_action(action, host) for action in host.actions}
    for action in host.actions:
        menus[action.menu].addAction(made[action.name])
    for above, below in pairwise(host.actions):
        if above.menu == below.menu and above.group != below.group:
            menus[below.menu].insertSeparator(made[below.name])
    for menu in menus.values():
        menu.aboutToShow.connect(lambda: _show_marks(made, host))
    return made


def _qt_action(action: Action, host: ActionHost) -> QAction:
    made = QAction(action.text, host.window)
    made.setObjectName(action.name)
    made.setShortcut(QKeySequence(action.key))
    made.setStatusTip(action.tip)
    made.setToolTip(action.tip)
    made.setCheckable(action.is_on is not None)
    made.triggered.connect(lambda: action.run(host))
    if action.need is not None:
        session = host.session
        for changed in (session.changed, session.history_changed, session.replaced, host.workspace.opened):
            changed.connect(lambda *_: made.setEnabled(not action.lacking(host)))
        made.setEnabled(not action.lacking(host))
    return made


def _show_marks(made: Mapping[str, QAction], host: ActionHost) -> None:
    """Check what is on; a click on an entry has checked or unchecked it whatever came of it."""
    for action in host.actions:
        if action.is_on is not None:
            made[action.name].setChecked(action.is_on(host))
