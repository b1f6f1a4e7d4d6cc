"""The window: places the panels and connects them; what they do, they do themselves.

The map's page begins to load before anything else is made, because the process that draws it takes longest to start.
What is made before the map stands names nothing of the class `Qt`, whose many names cost a tenth of the start.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QMainWindow, QSplitter, QVBoxLayout, QWidget

from app.map.panel import MapPanel
from app.settings import Settings
from app.widgets import theme
from geo.analysis.status import status

if TYPE_CHECKING:
    from app.workspace.opening import First

__all__ = ["Window"]

SIZE = (1360, 820)
LEFT_PX, RIGHT_PX = 278, 384
LEAST_LEFT_PX, LEAST_RIGHT_PX = 232, 300
TIME_BAR_PX = 150
DROP_HINT = "Drop a file of your own anywhere in the window."


class Window(QMainWindow):
    """Map and time bar in the middle, panels at the sides, one status line below."""

    furnished = Signal()
    """Emitted when every panel is in its place."""

    def __init__(self, settings: Settings, map_panel: MapPanel, tell: Callable[[str], None] | None = None) -> None:
        super().__init__()
        self._tell = tell
        self.setObjectName("window")
        self.setWindowTitle("Incident Atlas")
        self.setAcceptDrops(True)
        room = self.screen().availableSize()
        self.resize(min(SIZE[0], room.width()), min(SIZE[1], room.height()))
        self._settings = settings
        self.is_furnished = False
        self.map = map_panel
        self._place()
        self._restore()
        self._make_menus()
        self._make_status()
        self._apply_theme()

    def _place(self) -> None:
        """Lay out the window with empty places where panels will be, so that nothing moves when they come."""
        self.middle = QWidget()
        self.column = QVBoxLayout(self.middle)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self.map, 1)
        self._time_place = _empty_place()
        self._time_place.setFixedHeight(TIME_BAR_PX)
        self.column.addWidget(self._time_place)
        self.across = QSplitter()
        self.across.setObjectName("across")
        self.across.setChildrenCollapsible(False)
        self.across.setHandleWidth(5)
        for place, least in ((_empty_place(), LEAST_LEFT_PX), (self.middle, 0), (_empty_place(), LEAST_RIGHT_PX)):
            place.setMinimumWidth(least)
            self.across.addWidget(place)
        for index, stretch in enumerate((0, 1, 0)):
            self.across.setStretchFactor(index, stretch)
        across = self._settings.layout("across")
        if across is None or not self.across.restoreState(across):
            self.across.setSizes([LEFT_PX, max(self.width() - LEFT_PX - RIGHT_PX, 480), RIGHT_PX])
        outer = QWidget()
        self._rows = rows = QVBoxLayout(outer)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.across, 1)
        self.setCentralWidget(outer)

    def furnish(self, paths: Sequence[Path] = ()) -> None:
        """Make all panels, show the incidents, and take the files that were named at the start."""
        from app.actions.commands import Commands
        from app.actions.shell import Parts
        from app.jobs import Jobs
        from app.map.presenter import MapPresenter
        from app.session import Session
        from app.sides import Sides
        from app.timebar.bar import TimeBar
        from app.timebar.presenter import TimeBarPresenter
        from app.workspace.opening import first_dataset
        from app.workspace.workspaces import Workspaces

        self._make_lines()
        first = first_dataset(paths, self._settings)
        self.jobs = Jobs(self)
        self.session = Session(first.dataset, self, self.jobs)
        self._map_follower = MapPresenter(self.session, self.map, self.jobs)
        self.time_bar = TimeBar()
        self._time_follower = TimeBarPresenter(self.session, self.time_bar)
        self.sides = Sides(self.session)
        self._fill_places()
        self.workspaces = Workspaces(self.session, self.jobs, self._settings, first.path, self)
        self.commands = Commands(
            Parts(
                self, self.session, self.workspaces, self.jobs, self.map, self.time_bar, self.sides, self.notice,
                self._settings, self.set_theme, self._tell,
            )
        )  # fmt: skip
        self._fill_menus()
        self._connect()
        self.is_furnished = True
        self._restyle()
        self._tell_opened((first.path or first.coming or Path("Bundled incidents")).name)
        self.map.setFocus()
        self.furnished.emit()
        self._begin(first)

    def _make_lines(self) -> None:
        """The notice above the map, and plain text for the lines below it."""
        from PySide6.QtCore import Qt

        from app.widgets.notice import NoticeBar

        self.notice = NoticeBar()
        self._rows.insertWidget(0, self.notice)
        for line in (self.status, self.figures):
            line.setTextFormat(Qt.TextFormat.PlainText)

    def _begin(self, first: First) -> None:
        """Take in what was named at the start."""
        if first.coming is not None:
            self.workspaces.open_first(first.coming, lambda: self.commands.receive(first.others))
        else:
            self.commands.receive(first.others)
        if first.trouble:
            QTimer.singleShot(0, lambda: self.commands.complain(first.trouble))

    def _fill_places(self) -> None:
        self.column.replaceWidget(self._time_place, self.time_bar)
        self._time_place.deleteLater()
        sizes = self.across.sizes()
        for index, side, least in ((0, self.sides.left, LEAST_LEFT_PX), (2, self.sides.right, LEAST_RIGHT_PX)):
            side.setMinimumWidth(least)
            place = self.across.replaceWidget(index, side)
            if place is not None:
                place.deleteLater()
            side.show()
        self.across.setSizes(sizes)
        right = self._settings.layout("right")
        if right is None or not self.sides.right.restoreState(right):
            self.sides.right.setSizes([360, 260])

    def _make_menus(self) -> None:
        from app.actions.table import ACTIONS

        self._menus = {name: self.menuBar().addMenu(name) for name in dict.fromkeys(action.menu for action in ACTIONS)}

    def _fill_menus(self) -> None:
        from app.actions.table import ACTIONS

        self.actions_by_name: dict[str, QAction] = {}
        for action in ACTIONS:
            made = QAction(action.text, self)
            made.setObjectName(action.name)
            made.setShortcut(QKeySequence(action.key))
            made.setStatusTip(action.tip)
            made.setToolTip(action.tip)
            made.triggered.connect(lambda _checked=False, run=action.run: run(self.commands))
            self._menus[action.menu].addAction(made)
            if action.ends_group:
                self._menus[action.menu].addSeparator()
            self.actions_by_name[action.name] = made

    def _make_status(self) -> None:
        self.status = _status_label("status shown")
        self.figures = _status_label("status figures")
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().addWidget(self.status, 1)
        self.statusBar().addPermanentWidget(self.figures)

    def _connect(self) -> None:
        self.session.changed.connect(self._tell_status)
        self.session.replaced.connect(self._tell_status)
        self.session.history_changed.connect(self._tell_history)
        self.workspaces.opened.connect(self._tell_opened)
        self.notice.closed.connect(self._keep_closed)
        self.map.failed.connect(self.notice.say)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._restyle)
        self._tell_history()
        self._tell_status()

    def _tell_status(self) -> None:
        snapshot = self.session.snapshot
        if snapshot.dataset.notice and not len(snapshot.dataset.incidents):  # they are on their way
            self.status.setText(snapshot.dataset.notice)
            self.figures.clear()
            return
        figures = snapshot.figures
        span = "" if figures.killed_low == figures.killed_high else f" ({figures.killed_low:,}–{figures.killed_high:,})"
        self.status.setText(f"{status(snapshot)} · {snapshot.period_words}")
        self.status.setToolTip("\n".join(f"{item.n:,} {item.reason}" for item in snapshot.left_out))
        unknown = f" · {figures.no_figure:,} without a figure" if figures.no_figure else ""
        self.figures.setText(
            f"Reported killed {figures.killed_best:,}{span}{unknown} · injured {figures.injured_words}"
        )

    def _tell_history(self) -> None:
        self.actions_by_name["undo"].setEnabled(self.session.can_undo)
        self.actions_by_name["redo"].setEnabled(self.session.can_redo)

    def _tell_opened(self, name: str) -> None:
        self.setWindowTitle(f"{name} – Incident Atlas")
        dataset = self.session.dataset
        is_closed = self._settings.notice_closed == dataset.origin
        hint = f" {DROP_HINT}" if self.workspaces.path is None and len(dataset.incidents) else ""
        notice = self.workspaces.notice
        self.notice.stand(f"{notice}{hint}" if notice and not is_closed else "")

    def _keep_closed(self) -> None:
        if self.notice.standing:
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

    # the window itself

    def _restore(self) -> None:
        geometry = self._settings.layout("window")
        if geometry is not None:
            self.restoreGeometry(geometry)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome local files."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the files that were dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        QTimer.singleShot(0, lambda: self.commands.receive(paths))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember how the window was, and end what runs."""
        self._settings.keep_layout("window", QByteArray(self.saveGeometry()))
        if self.is_furnished:
            self._settings.keep_layout("across", self.across.saveState())
            self._settings.keep_layout("right", self.sides.right.saveState())
            self.jobs.wait()
            self.workspaces.close()
        self._settings.sync()
        super().closeEvent(event)


def _empty_place() -> QFrame:
    place = QFrame()
    place.setObjectName("panel")
    return place


def _status_label(name: str) -> QLabel:
    made = QLabel()
    made.setObjectName(name)
    made.setContentsMargins(12, 3, 12, 4)
    return made
