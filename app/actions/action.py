"""One user action as a record, and what an action may use.

At run time this module imports no piece of the window, so the menu bar can be laid out before any of them is loaded.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow

    from app.jobs import Jobs
    from app.map.panel import MapPanel
    from app.session import Session
    from app.settings import Settings
    from app.sides import Sides
    from app.timebar.bar import TimeBar
    from app.widgets.notice import NoticeBar
    from app.workspace.import_queue import ImportQueue
    from app.workspace.opened import OpenedWorkspace
    from app.workspace.user_layers import UserLayers

__all__ = ["MENUS", "OPEN_WORKSPACE", "Action", "ActionHost", "Area", "Need"]

MENUS: dict[str, tuple[str, ...]] = {
    "File": ("open", "data", "save", "quit"),
    "Edit": ("history", "incident", "filters", "find"),
    "View": ("panels", "views", "sides", "theme"),
    "Map": ("zoom", "layers"),
    "Time": ("period",),
    "Help": ("example", "about"),
}
"""The menus in order, each with its groups in order; a line separates the groups."""


@dataclass(frozen=True)
class ActionHost:
    """The pieces of one window that actions use."""

    window: QMainWindow
    session: Session
    workspace: OpenedWorkspace
    imports: ImportQueue
    user_layers: UserLayers
    jobs: Jobs
    map: MapPanel
    time_bar: TimeBar
    sides: Sides
    notice: NoticeBar
    settings: Settings
    set_theme: Callable[[str], None]
    actions: tuple[Action, ...] = ()
    """All actions in menu order, for the palette."""
    report: Callable[[str], None] | None = None
    """Receives messages where nobody can answer a dialog; ``None`` where messages are shown as dialogs."""


@dataclass(frozen=True, slots=True)
class Need:
    """What an action needs: whether it is there now, and what to say where it is not."""

    is_met: Callable[[ActionHost], bool]
    lacking: str


OPEN_WORKSPACE = Need(lambda host: host.workspace.current is not None, "no workspace is open")
"""A workspace, rather than the bundled incidents."""


@dataclass(frozen=True, slots=True)
class Action:
    """One action; raises `ValueError` if its menu has no such group.

    Parameters
    ----------
    name : str
        Unique name in code, also the ``objectName`` of the `QAction`.
    menu, group : str
        Its place, see `MENUS`.
    text, tip : str
        Text in the menu, and the sentence for the status bar and the palette.
    key : str
        Shortcut as portable text of Qt; blank for none.
    run : callable
        Does it.
    need : Need, optional
        Without which it is disabled. Evaluated when the view, its history or the data change.
    is_on : callable, optional
        Whether what it switches is on now: its entry in the menu has a check mark then.
    """

    name: str
    menu: str
    group: str
    text: str
    key: str
    tip: str
    run: Callable[[ActionHost], object]
    need: Need | None = None
    is_on: Callable[[ActionHost], bool] | None = None

    def __post_init__(self) -> None:
        if self.group not in MENUS.get(self.menu, ()):
            raise ValueError(f"the action {self.name} is in no menu: MENUS has no {self.menu} › {self.group}")

    @property
    def rank(self) -> tuple[int, int]:
        """Position of menu and group, to sort by."""
        return list(MENUS).index(self.menu), MENUS[self.menu].index(self.group)

    def lacking(self, host: ActionHost) -> str:
        """Why it cannot be done now, in a few words; blank if it can."""
        return "" if self.need is None or self.need.is_met(host) else self.need.lacking


@dataclass(frozen=True, slots=True)
class Area:
    """The actions of one area, and what connects it to the signals of a window's pieces, called once a window."""

    actions: tuple[Action, ...]
    attach: Callable[[ActionHost], None] | None = None
