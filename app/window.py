"""The window: creates the panels, places them and connects them.

The map's page starts to load before anything else is created, because its process takes longest to start. What is
created before the map is ready names nothing of the class `Qt`, whose many enums cost a tenth of the start.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QVBoxLayout, QWidget

from app.actions.action import MENUS, ActionHost
from app.map.panel import MapPanel
from app.settings import Settings
from app.widgets import theme
from app.widgets.columns import Columns, placeholder
from app.widgets.parts import PartsLabel
from geo.reading.direction import without_overrides

if TYPE_CHECKING:
    from app.workspace.opening import First

__all__ = ["Window"]

_log = logging.getLogger(__name__)

SIZE = (1360, 820)
TIME_BAR_PX = 150
_CREATED = (
    "confirmation", "imports", "workspace", "_status_line", "sides", "_time_bar_presenter", "time_bar",
    "_map_presenter", "session", "jobs", "notice",
)  # fmt: skip
"""What `Window._create` makes, the last first."""
DROP_HINT = "Drop a file of your own anywhere in the window."


class Window(QMainWindow):
    """Map and time bar in the middle, panels at the sides, status line below.

    Parameters
    ----------
    settings : Settings
        Theme, layout and what was open last.
    map_panel : MapPanel
        The map, whose page has begun to load.
    report : callable, optional
        Receives messages where nobody can answer a dialog.
    """

    furnished = Signal()
    """Emitted when every panel is in its place."""

    def __init__(self, settings: Settings, map_panel: MapPanel, report: Callable[[str], None] | None = None) -> None:
        super().__init__()
        self._report = report
        self._settings = settings
        self.is_furnished = False
        self.map = map_panel
        self.setObjectName("window")
        self.setWindowTitle("Incident Atlas")
        self.setAcceptDrops(True)
        available = self.screen().availableSize()
        self.resize(min(SIZE[0], available.width()), min(SIZE[1], available.height()))
        self._lay_out()
        geometry = settings.layout("window")
        if geometry is not None:
            self.restoreGeometry(geometry)
        self._menus = {title: self.menuBar().addMenu(title) for title in MENUS}
        self._apply_theme()

    def _lay_out(self) -> None:
        """Place the map, with placeholders where panels will be."""
        middle = QWidget()
        self._middle = _column(middle)
        self._middle.addWidget(self.map, 1)
        self._time_place = placeholder()
        self._time_place.setFixedHeight(TIME_BAR_PX)
        self._middle.addWidget(self._time_place)
        self.across = Columns(middle, self.width(), self._settings.layout("across"))
        outer = QWidget()
        self._rows = _column(outer)
        self._rows.addWidget(self.across, 1)
        self.setCentralWidget(outer)
        self.status, self.figures = PartsLabel("status shown"), PartsLabel("status figures")
        for line in (self.status, self.figures):
            line.setContentsMargins(12, 3, 12, 4)
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().addWidget(self.status, 1)
        self.statusBar().addPermanentWidget(self.figures)

    def furnish(self, paths: Sequence[Path] = ()) -> None:
        """Create all panels, show the incidents, and handle the files named at the start."""
        from app.workspace.opening import first_dataset

        first = self._created(first_dataset(paths, self._settings))
        self._place()
        self._add_actions()
        self._connect()
        self.is_furnished = True
        self._restyle()
        self._show_opened(shown.name if (shown := first.workspace or first.pending) else "Bundled incidents")
        self.map.setFocus()
        self.furnished.emit()
        self._receive_first(first)

    def _created(self, first: First) -> First:
        """Create the panels; with the bundled incidents if that fails with those of a workspace."""
        from app.workspace.opening import without_workspace

        try:
            self._create(first)
        except Exception as error:
            if first.workspace is None:
                raise
            _log.exception("the window could not show a workspace")
            self._discard()
            first = without_workspace(first, error, self._settings)
            self._create(first)
        return first

    def _discard(self) -> None:
        """Delete what `_create` has made before it failed."""
        if "workspace" in vars(self):
            self.workspace.close()
        for name in _CREATED:
            made = vars(self).pop(name, None)
            if isinstance(made, QObject):
                made.deleteLater()

    def _create(self, first: First) -> None:
        from app.jobs import Jobs
        from app.map.presenter import MapPresenter
        from app.panels.status import StatusLine
        from app.session import Session
        from app.sides import Sides
        from app.timebar.bar import TimeBar
        from app.timebar.presenter import TimeBarPresenter
        from app.widgets.notice import NoticeBar
        from app.workspace.confirmation import Confirmation
        from app.workspace.import_queue import ImportQueue
        from app.workspace.opened import OpenedWorkspace

        self.notice = NoticeBar()
        self.jobs = Jobs(self)
        self.session = Session(first.dataset, self, self.jobs)
        self._map_presenter = MapPresenter(self.session, self.map, self.jobs)
        self.time_bar = TimeBar()
        self._time_bar_presenter = TimeBarPresenter(self.session, self.time_bar)
        self.sides = Sides(self.session, self.jobs)
        self._status_line = StatusLine(self.session, self.status, self.figures)
        self.workspace = OpenedWorkspace(self.session, self.jobs, self._settings, first.workspace, self)
        self.imports = ImportQueue(self.workspace, self.jobs, self)
        self.confirmation = Confirmation(self._settings, self)

    def _place(self) -> None:
        self._rows.insertWidget(0, self.notice)
        self._middle.insertWidget(0, self.sides.chips)
        self._middle.replaceWidget(self._time_place, self.time_bar)
        self._time_place.deleteLater()
        self.across.fill(self.sides.left, self.sides.right)
        right = self._settings.layout("right")
        if right is None or not self.sides.right.restoreState(right):
            self.sides.right.setSizes([360, 260])

    def _add_actions(self) -> None:
        from app.actions.menus import fill_menus
        from app.actions.table import ACTIONS, attach
        from app.widgets.wheel import WheelGuard
        from app.workspace.user_layers import UserLayers

        WheelGuard(self)

        self.host = ActionHost(
            window=self,
            session=self.session,
            workspace=self.workspace,
            imports=self.imports,
            user_layers=UserLayers(self.session, self.jobs, self.workspace, self),
            jobs=self.jobs,
            map=self.map,
            time_bar=self.time_bar,
            sides=self.sides,
            notice=self.notice,
            settings=self._settings,
            set_theme=self.set_theme,
            actions=ACTIONS,
            report=self._report,
        )
        attach(self.host)
        self.actions_by_name: dict[str, QAction] = fill_menus(self._menus, self.host)

    def _connect(self) -> None:
        self.workspace.opened.connect(self._show_opened)
        self.notice.closed.connect(self._remember_closed_notice)
        self.map.failed.connect(self.notice.show_message)
        self.map.part_failed.connect(lambda message: self.notice.add_report(message))
        self.map.caught_up.connect(self.confirmation.map_caught_up)
        self.map.failed.connect(self.confirmation.map_failed)
        application = QApplication.instance()
        assert application is not None
        application.aboutToQuit.connect(self.confirmation.window_closed)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._restyle)

    def _receive_first(self, first: First) -> None:
        """Handle the files named at the start, after the first workspace is read."""
        from app.actions.file import receive
        from app.actions.messages import offer_again, show_error
        from geo.store import workspace_at

        if first.put_aside:
            message = (
                f"{first.put_aside} did not work last time, so it was not opened. File › Open workspace… opens it."
            )
            put_aside = workspace_at(first.put_aside)
            ways = {
                "Try again": lambda: self.workspace.open(put_aside),
                "Without its user layers": lambda: self.workspace.open(put_aside, layers=False),
            }
            offer_again(self.host, message, ways)
        if first.pending is not None:
            self.workspace.open_first(first.pending, lambda: receive(self.host, first.others))
        else:
            receive(self.host, first.others)
        if first.error:
            QTimer.singleShot(0, lambda: show_error(self.host, first.error))

    def _show_opened(self, name: str) -> None:
        """Show the name of what is open in the title, and what its data are in the notice."""
        dataset = self.session.dataset
        parts = (dataset.label, without_overrides(name), "Incident Atlas")
        self.setWindowTitle(" – ".join(filter(None, parts)))
        is_closed = self._settings.notice_closed == dataset.origin
        hint = f" {DROP_HINT}" if self.workspace.current is None and len(dataset.incidents) else ""
        notice = "" if dataset.is_loading else self.workspace.notice  # a line that goes soon would move all below it
        self.notice.set_notice(f"{notice}{hint}" if notice and not is_closed else "")

    def _remember_closed_notice(self) -> None:
        if self.notice.notice:
            self._settings.notice_closed = self.session.dataset.origin

    # colours

    def set_theme(self, name: str) -> None:
        """Choose light, dark or the system's colours, and remember it."""
        self._settings.theme = name
        self._restyle()

    def _restyle(self) -> None:
        self._apply_theme()
        if self.is_furnished:
            self.time_bar.set_theme(self._theme)
            self.sides.restyle()

    def _apply_theme(self) -> None:
        self._theme = theme.current(self._settings.theme)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        theme.apply(application, self._theme)
        self.map.set_theme(self._theme.name)

    # events

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept local files."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Handle dropped files, after the event: a dialog inside it would block the program they come from."""
        from app.actions.file import receive

        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        QTimer.singleShot(0, lambda: receive(self.host, paths))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save the layout, and wait for running jobs; a file that is being written is cancelled if the user agrees."""
        if self.is_furnished and not self._may_close():
            event.ignore()
            return
        self._settings.save_layout("window", QByteArray(self.saveGeometry()))
        if self.is_furnished:
            self._settings.save_layout("across", self.across.saveState())
            self._settings.save_layout("right", self.sides.right.saveState())
            for dialog in self.findChildren(QDialog):
                dialog.close()
            self.jobs.wait()
            self.workspace.close()
            self.confirmation.window_closed()
        self._settings.sync()
        super().closeEvent(event)

    def _may_close(self) -> bool:
        from app.actions import entry, intake, written_files

        return all(area.may_close(self.host) for area in (entry, written_files, intake))


def _column(widget: QWidget) -> QVBoxLayout:
    """A vertical layout of a widget, without margins and gaps."""
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    return layout
